using System.Text.Json.Serialization;
using ValueSettlement.Json;
using ValueSettlement.Programs;

namespace ValueSettlement;

/// <summary>
/// The kinds of everything that comes in kinds, said once: a new clause, level, rate, condition, fact or programme is one line here, and
/// documents, their schemas and the walkers of the tests know it. A kind of clause is the clause's own key.
/// </summary>
internal static class JsonKinds
{
    public const string Member = "kind";
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(Arrangement), "arrangement")]
[JsonDerivedType(typeof(Contract), "contract")]
public abstract partial record Agreement;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(Addition), "addition")]
[JsonDerivedType(typeof(ChangeLimit), "change-limit")]
[JsonDerivedType(typeof(Choose), "choose")]
[JsonDerivedType(typeof(Consequence), "consequence")]
[JsonDerivedType(typeof(CurveClause), "curve")]
[JsonDerivedType(typeof(Deduction), "deduction")]
[JsonDerivedType(typeof(Deferral), "deferral")]
[JsonDerivedType(typeof(EarlyTermination), "early-termination")]
[JsonDerivedType(typeof(Earmark), "earmark")]
[JsonDerivedType(typeof(Escalation), "escalation")]
[JsonDerivedType(typeof(Floor), "floor")]
[JsonDerivedType(typeof(Hold), "hold")]
[JsonDerivedType(typeof(Limit), "limit")]
[JsonDerivedType(typeof(MarginalBands), "marginal-bands")]
[JsonDerivedType(typeof(MinimumRate), "minimum-rate")]
[JsonDerivedType(typeof(PriorSettlement), "prior-settlement")]
[JsonDerivedType(typeof(Proration), "proration")]
[JsonDerivedType(typeof(QualityAdjustment), "quality-adjustment")]
[JsonDerivedType(typeof(QualityGate), "quality-gate")]
[JsonDerivedType(typeof(Recoupment), "recoupment")]
[JsonDerivedType(typeof(Relief), "relief")]
[JsonDerivedType(typeof(Sequestration), "sequestration")]
[JsonDerivedType(typeof(SharingRate), "sharing-rate")]
[JsonDerivedType(typeof(WholeBands), "whole-bands")]
public abstract partial record Clause;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(FixedAmount), "amount")]
[JsonDerivedType(typeof(ShareOf), "share")]
[JsonDerivedType(typeof(WholeOf), "whole")]
[JsonDerivedType(typeof(ShareBySize), "share-by-size")]
[JsonDerivedType(typeof(FromSize), "from-size")]
[JsonDerivedType(typeof(LesserOf), "lesser")]
[JsonDerivedType(typeof(GreaterOf), "greater")]
public abstract partial record Level;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(FlatRate), "flat")]
[JsonDerivedType(typeof(ScoreScaledRate), "score-scaled")]
[JsonDerivedType(typeof(OneMinusScoreScaledRate), "one-minus-score-scaled")]
[JsonDerivedType(typeof(RateByScore), "by-score")]
[JsonDerivedType(typeof(RateByStandard), "by-standard")]
[JsonDerivedType(typeof(PartOfRate), "part")]
[JsonDerivedType(typeof(WithinInfluence), "within-influence")]
public abstract partial record QualityRate;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(AmountStated), "amount-stated")]
[JsonDerivedType(typeof(AtLeastAssigned), "at-least-assigned")]
[JsonDerivedType(typeof(AtLeastCount), "at-least-count")]
[JsonDerivedType(typeof(AtLeastQuality), "at-least-quality")]
[JsonDerivedType(typeof(AtLeastStanding), "at-least-standing")]
[JsonDerivedType(typeof(FewerThan), "fewer-than")]
[JsonDerivedType(typeof(LowRevenue), "low-revenue")]
[JsonDerivedType(typeof(LargerBenchmark), "larger-benchmark")]
public abstract partial record Condition;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(BenchmarkReplaced), "benchmark-replaced")]
[JsonDerivedType(typeof(Certificate), "certificate")]
[JsonDerivedType(typeof(Quality), "quality")]
[JsonDerivedType(typeof(RevenueCategory), "revenue-category")]
[JsonDerivedType(typeof(Standing), "standing")]
[JsonDerivedType(typeof(Termination), "termination")]
public abstract partial record Fact;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(AcaRiskCorridorTerms), "aca-risk-corridor")]
[JsonDerivedType(typeof(AcquiredConditionTerms), "hospital-acquired-conditions")]
[JsonDerivedType(typeof(AdvantageStarsTerms), "medicare-advantage-stars")]
[JsonDerivedType(typeof(BundledPaymentsTerms), "bundled-payments-advanced")]
[JsonDerivedType(typeof(CommercialBundleTerms), "commercial-bundle")]
[JsonDerivedType(typeof(CostPlusIncentiveFeeTerms), "cost-plus-incentive-fee")]
[JsonDerivedType(typeof(DrugAgreementTerms), "drug-agreement")]
[JsonDerivedType(typeof(EpisodeThresholdTerms), "episode-thresholds")]
[JsonDerivedType(typeof(ExchangePoolTerms), "exchange-pool")]
[JsonDerivedType(typeof(FixedPriceIncentiveTerms), "fixed-price-incentive")]
[JsonDerivedType(typeof(FullRiskTerms), "full-risk")]
[JsonDerivedType(typeof(GlobalBudgetTerms), "global-budget")]
[JsonDerivedType(typeof(HospitalPurchasingTerms), "hospital-purchasing")]
[JsonDerivedType(typeof(HomeHealthTerms), "home-health-purchasing")]
[JsonDerivedType(typeof(JointReplacementTerms), "joint-replacement")]
[JsonDerivedType(typeof(JointReplacementExpandedTerms), "joint-replacement-expanded")]
[JsonDerivedType(typeof(LeadTerms), "lead")]
[JsonDerivedType(typeof(LossRatioRebateTerms), "loss-ratio-rebate")]
[JsonDerivedType(typeof(LossRatioRemittanceTerms), "loss-ratio-remittance")]
[JsonDerivedType(typeof(MedicaidCorridorTerms), "medicaid-corridor")]
[JsonDerivedType(typeof(MilestonePaymentsTerms), "milestone-payments")]
[JsonDerivedType(typeof(NewYorkPaymentTerms), "new-york-value-based-payment")]
[JsonDerivedType(typeof(MipsTerms), "mips")]
[JsonDerivedType(typeof(NextGenerationTerms), "next-generation")]
[JsonDerivedType(typeof(OutcomesFrameworkTerms), "quality-outcomes-framework")]
[JsonDerivedType(typeof(OutcomePaymentsTerms), "outcome-payments")]
[JsonDerivedType(typeof(PartDTerms), "part-d")]
[JsonDerivedType(typeof(PrometheusTerms), "prometheus")]
[JsonDerivedType(typeof(PrometheusWithholdTerms), "prometheus-withhold")]
[JsonDerivedType(typeof(QualityWithholdTerms), "quality-withhold")]
[JsonDerivedType(typeof(ReachTerms), "reach")]
[JsonDerivedType(typeof(ReadmissionsTerms), "hospital-readmissions")]
[JsonDerivedType(typeof(ServiceLevelsTerms), "service-levels")]
[JsonDerivedType(typeof(SharedSavingsTerms), "shared-savings")]
[JsonDerivedType(typeof(SkilledNursingTerms), "skilled-nursing-purchasing")]
[JsonDerivedType(typeof(SpecialtyTerms), "ambulatory-specialty")]
[JsonDerivedType(typeof(TeamTerms), "team")]
public abstract partial record ProgrammeTerms;
