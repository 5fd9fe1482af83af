using System.Text.Json.Serialization;

namespace ValueSettlement.Tallies;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(AdjustablePrice), "adjustable-price")]
[JsonDerivedType(typeof(CostSharing), "cost-sharing")]
[JsonDerivedType(typeof(FreeTrial), "free-trial")]
[JsonDerivedType(typeof(Instalments), "instalments")]
[JsonDerivedType(typeof(Milestones), "milestones")]
[JsonDerivedType(typeof(NetPriceTiers), "net-price-tiers")]
[JsonDerivedType(typeof(OutcomeRebate), "outcome-rebate")]
public abstract partial record DrugForm;
