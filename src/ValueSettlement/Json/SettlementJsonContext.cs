using System.Text.Json.Serialization;
using ValueSettlement.Programs;

namespace ValueSettlement;

/// <summary>
/// What the source generator knows about the documents. Kinds, lists and single values are added in <see cref="JsonSetup"/>,
/// so that the rooms of contracts and evidence stay free of JSON.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(ExperienceDocument))]
[JsonSerializable(typeof(Figure))]
[JsonSerializable(typeof(Arrangement))]
[JsonSerializable(typeof(SettlementDocument))]
[JsonSerializable(typeof(IntervalDocument))]
[JsonSerializable(typeof(PeriodDocument))]
[JsonSerializable(typeof(PieceDocument))]
[JsonSerializable(typeof(RateTermDocument))]
[JsonSerializable(typeof(RoundingDocument))]

// Clauses.
[JsonSerializable(typeof(Addition))]
[JsonSerializable(typeof(Choose))]
[JsonSerializable(typeof(CurveClause))]
[JsonSerializable(typeof(Deduction))]
[JsonSerializable(typeof(EarlyTermination))]
[JsonSerializable(typeof(Floor))]
[JsonSerializable(typeof(Limit))]
[JsonSerializable(typeof(MarginalBands))]
[JsonSerializable(typeof(MinimumRate))]
[JsonSerializable(typeof(PriorSettlement))]
[JsonSerializable(typeof(Proration))]
[JsonSerializable(typeof(QualityAdjustment))]
[JsonSerializable(typeof(QualityGate))]
[JsonSerializable(typeof(Recoupment))]
[JsonSerializable(typeof(Relief))]
[JsonSerializable(typeof(Sequestration))]
[JsonSerializable(typeof(SharingRate))]
[JsonSerializable(typeof(WholeBands))]

// Levels.
[JsonSerializable(typeof(FixedAmount))]
[JsonSerializable(typeof(ShareOf))]
[JsonSerializable(typeof(WholeOf))]
[JsonSerializable(typeof(ShareBySize))]
[JsonSerializable(typeof(FromSize))]
[JsonSerializable(typeof(LesserOf))]
[JsonSerializable(typeof(GreaterOf))]

// Rates that depend on quality.
[JsonSerializable(typeof(FlatRate))]
[JsonSerializable(typeof(ScoreScaledRate))]
[JsonSerializable(typeof(OneMinusScoreScaledRate))]
[JsonSerializable(typeof(RateByScore))]
[JsonSerializable(typeof(RateByStandard))]
[JsonSerializable(typeof(PartOfRate))]

// Conditions.
[JsonSerializable(typeof(AmountStated))]
[JsonSerializable(typeof(AtLeastAssigned))]
[JsonSerializable(typeof(AtLeastQuality))]
[JsonSerializable(typeof(FewerThan))]
[JsonSerializable(typeof(LowRevenue))]
[JsonSerializable(typeof(LargerBenchmark))]

// Facts.
[JsonSerializable(typeof(BenchmarkReplaced))]
[JsonSerializable(typeof(Quality))]
[JsonSerializable(typeof(RevenueCategory))]
[JsonSerializable(typeof(Termination))]

// Terms of programmes.
[JsonSerializable(typeof(AcaRiskCorridorTerms))]
[JsonSerializable(typeof(BundledPaymentsTerms))]
[JsonSerializable(typeof(CommercialBundleTerms))]
[JsonSerializable(typeof(CostPlusIncentiveFeeTerms))]
[JsonSerializable(typeof(EpisodeThresholdTerms))]
[JsonSerializable(typeof(FixedPriceIncentiveTerms))]
[JsonSerializable(typeof(FullRiskTerms))]
[JsonSerializable(typeof(GlobalBudgetTerms))]
[JsonSerializable(typeof(JointReplacementTerms))]
[JsonSerializable(typeof(LeadTerms))]
[JsonSerializable(typeof(LossRatioRebateTerms))]
[JsonSerializable(typeof(LossRatioRemittanceTerms))]
[JsonSerializable(typeof(MedicaidCorridorTerms))]
[JsonSerializable(typeof(NextGenerationTerms))]
[JsonSerializable(typeof(PartDTerms))]
[JsonSerializable(typeof(PrometheusTerms))]
[JsonSerializable(typeof(PrometheusWithholdTerms))]
[JsonSerializable(typeof(ReachTerms))]
[JsonSerializable(typeof(SharedSavingsTerms))]
[JsonSerializable(typeof(TeamTerms))]
internal sealed partial class SettlementJsonContext : JsonSerializerContext;
