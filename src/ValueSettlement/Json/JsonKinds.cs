using System.Collections.Frozen;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ValueSettlement;

/// <summary>What the member "kind" says of a clause, a level, a rate, a condition or a fact. A kind of clause is the clause's own key.</summary>
internal static class JsonKinds
{
    public const string Member = "kind";

    private static readonly FrozenDictionary<Type, JsonDerivedType[]> Kinds = new Dictionary<Type, JsonDerivedType[]>
    {
        [typeof(Clause)] =
        [
            new(typeof(Addition), "addition"),
            new(typeof(Choose), "choose"),
            new(typeof(CurveClause), "curve"),
            new(typeof(Deduction), "deduction"),
            new(typeof(EarlyTermination), "early-termination"),
            new(typeof(Floor), "floor"),
            new(typeof(Limit), "limit"),
            new(typeof(MarginalBands), "marginal-bands"),
            new(typeof(MinimumRate), "minimum-rate"),
            new(typeof(PriorSettlement), "prior-settlement"),
            new(typeof(Proration), "proration"),
            new(typeof(QualityAdjustment), "quality-adjustment"),
            new(typeof(QualityGate), "quality-gate"),
            new(typeof(Recoupment), "recoupment"),
            new(typeof(Relief), "relief"),
            new(typeof(Sequestration), "sequestration"),
            new(typeof(SharingRate), "sharing-rate"),
            new(typeof(WholeBands), "whole-bands"),
        ],
        [typeof(Level)] =
        [
            new(typeof(FixedAmount), "amount"),
            new(typeof(ShareOf), "share"),
            new(typeof(WholeOf), "whole"),
            new(typeof(ShareBySize), "share-by-size"),
            new(typeof(FromSize), "from-size"),
            new(typeof(LesserOf), "lesser"),
            new(typeof(GreaterOf), "greater"),
        ],
        [typeof(QualityRate)] =
        [
            new(typeof(FlatRate), "flat"),
            new(typeof(ScoreScaledRate), "score-scaled"),
            new(typeof(OneMinusScoreScaledRate), "one-minus-score-scaled"),
            new(typeof(RateLadder), "ladder"),
            new(typeof(RateByStandard), "by-standard"),
            new(typeof(PartOfRate), "part"),
        ],
        [typeof(Condition)] =
        [
            new(typeof(AmountStated), "amount-stated"),
            new(typeof(AtLeastAssigned), "at-least-assigned"),
            new(typeof(AtLeastQuality), "at-least-quality"),
            new(typeof(FewerThan), "fewer-than"),
            new(typeof(LowRevenue), "low-revenue"),
            new(typeof(LargerBenchmark), "larger-benchmark"),
        ],
        [typeof(Fact)] =
        [
            new(typeof(AssignedBeneficiaries), "assigned-beneficiaries"),
            new(typeof(BasisAmount), "basis-amount"),
            new(typeof(BenchmarkReplaced), "benchmark-replaced"),
            new(typeof(StatedMinimumRate), "stated-minimum-rate"),
            new(typeof(Quality), "quality"),
            new(typeof(RevenueCategory), "revenue-category"),
            new(typeof(Termination), "termination"),
            new(typeof(ReliefAmount), "relief-amount"),
            new(typeof(ReliefShares), "relief-shares"),
            new(typeof(Volume), "volume"),
        ],
    }.ToFrozenDictionary();

    /// <summary>Every type that comes in kinds, with its kinds.</summary>
    public static IReadOnlyDictionary<Type, JsonDerivedType[]> All => Kinds;

    /// <summary>Gives a type that comes in kinds its discriminator.</summary>
    public static void Apply(JsonTypeInfo info)
    {
        if (!Kinds.TryGetValue(info.Type, out var kinds))
        {
            return;
        }

        info.PolymorphismOptions = new()
        {
            TypeDiscriminatorPropertyName = Member,
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var kind in kinds)
        {
            info.PolymorphismOptions.DerivedTypes.Add(kind);
        }
    }
}
