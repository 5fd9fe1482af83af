using System.Collections.Frozen;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ValueSettlement.Programs;

namespace ValueSettlement;

/// <summary>What the member "kind" says of a part, a clause, a level, a rate, a condition, a fact or the terms of a programme. A kind of
/// clause is the clause's own key.</summary>
internal static class JsonKinds
{
    public const string Member = "kind";

    private static readonly FrozenDictionary<Type, JsonDerivedType[]> Kinds = new Dictionary<Type, JsonDerivedType[]>
    {
        [typeof(Agreement)] =
        [
            new(typeof(Arrangement), "arrangement"),
            new(typeof(Contract), "contract"),
        ],
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
            new(typeof(RateByScore), "by-score"),
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
            new(typeof(BenchmarkReplaced), "benchmark-replaced"),
            new(typeof(Quality), "quality"),
            new(typeof(RevenueCategory), "revenue-category"),
            new(typeof(Termination), "termination"),
        ],
        [typeof(ProgrammeTerms)] =
        [
            new(typeof(AcaRiskCorridorTerms), "aca-risk-corridor"),
            new(typeof(BundledPaymentsTerms), "bundled-payments-advanced"),
            new(typeof(CommercialBundleTerms), "commercial-bundle"),
            new(typeof(CostPlusIncentiveFeeTerms), "cost-plus-incentive-fee"),
            new(typeof(EpisodeThresholdTerms), "episode-thresholds"),
            new(typeof(FixedPriceIncentiveTerms), "fixed-price-incentive"),
            new(typeof(FullRiskTerms), "full-risk"),
            new(typeof(GlobalBudgetTerms), "global-budget"),
            new(typeof(JointReplacementTerms), "joint-replacement"),
            new(typeof(LeadTerms), "lead"),
            new(typeof(LossRatioRebateTerms), "loss-ratio-rebate"),
            new(typeof(LossRatioRemittanceTerms), "loss-ratio-remittance"),
            new(typeof(MedicaidCorridorTerms), "medicaid-corridor"),
            new(typeof(NextGenerationTerms), "next-generation"),
            new(typeof(PartDTerms), "part-d"),
            new(typeof(PrometheusTerms), "prometheus"),
            new(typeof(PrometheusWithholdTerms), "prometheus-withhold"),
            new(typeof(ReachTerms), "reach"),
            new(typeof(SharedSavingsTerms), "shared-savings"),
            new(typeof(TeamTerms), "team"),
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
