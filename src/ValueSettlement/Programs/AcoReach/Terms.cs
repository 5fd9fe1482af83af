using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The risk arrangements of ACO REACH, before 2023 Global and Professional Direct Contracting.</summary>
public enum ReachArrangement
{
    /// <summary>Full risk within wide bands, with a discount.</summary>
    Global,

    /// <summary>Half of the first savings and losses, without a discount.</summary>
    Professional,
}

/// <summary>Whose risk score it is.</summary>
public enum ReachPopulation
{
    /// <summary>Aged and disabled: growth is limited around the growth of the demographic score.</summary>
    AgedAndDisabled,

    /// <summary>End-stage renal disease: growth is limited around zero.</summary>
    EndStageRenalDisease,
}

/// <summary>What decides an ACO REACH contract for one performance year.</summary>
public sealed record ReachTerms : ProgrammeTerms
{
    /// <summary>The risk arrangement.</summary>
    public required ReachArrangement Arrangement { get; init; }

    /// <summary>The performance year, 2021 to 2026.</summary>
    public required int Year { get; init; }

    /// <summary>The rules of the year; <see langword="null"/> for the standard ones. <c>AcoReach.Rules(arrangement, year) with { … }</c> replaces single values, each with its citation.</summary>
    public ReachRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => AcoReach.Contract(this);

    internal override bool DependsOnQuality => Rules is { QualityWithhold.Value.Fraction: > 0m };

    private protected override ReachTerms Resolve() => AcoReach.Resolve(this);
}

/// <summary>Every rule of one arrangement and performance year as data: value and authority.</summary>
public sealed record ReachRules
{
    /// <summary>The risk corridor: marginal bands of the final benchmark, the same for savings and losses.</summary>
    public required Cited<ValueList<Band>> Corridor { get; init => field = Given.Of(value); }

    /// <summary>The discount as a share of the benchmark before it.</summary>
    public required Cited<Rate> Discount { get; init => field = Given.Of(value); }

    /// <summary>The quality withhold as a share of its base.</summary>
    public required Cited<Rate> QualityWithhold { get; init => field = Given.Of(value); }

    /// <summary>What the quality withhold and the retention withhold are a share of.</summary>
    public required Cited<WithholdBase> QualityWithholdBase { get; init => field = Given.Of(value); }

    /// <summary>The retention withhold of a first performance year, refunded to an organisation that does not leave early.</summary>
    public required Cited<Rate> RetentionWithhold { get; init => field = Given.Of(value); }

    /// <summary>The retrospective trend adjustment; <see langword="null"/> in years without one.</summary>
    public Cited<RetrospectiveTrend>? Trend { get; init; }

    /// <summary>The rate of sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    /// <summary>What sequestration applies to.</summary>
    public required Cited<AppliesTo> SequestrationAppliesTo { get; init => field = Given.Of(value); }

    /// <summary>The weight of version 24 of the risk model; version 28 has the rest.</summary>
    public required Cited<Rate> Version24Weight { get; init => field = Given.Of(value); }

    /// <summary>The width of the symmetric cap of risk-score growth; <see langword="null"/> in years that this library has no cap for.</summary>
    public Cited<Rate>? RiskCapWidth { get; init; }

    /// <summary>The least number of aged and disabled beneficiaries for the cap, inclusive.</summary>
    public required Cited<int> RiskCapLeastAgedAndDisabled { get; init => field = Given.Of(value); }

    /// <summary>The least number of beneficiaries with end-stage renal disease for the cap, inclusive.</summary>
    public required Cited<int> RiskCapLeastEndStageRenalDisease { get; init => field = Given.Of(value); }

    /// <summary>The largest population of the performance year for the cap, in multiples of the reference year.</summary>
    public required Cited<decimal> RiskCapLargestMultiple { get; init => field = Given.Of(value); }

    /// <summary>The ceiling of the coding-intensity factor, to compare a stated factor with; <see langword="null"/> for none known.</summary>
    public Cited<decimal>? CodingIntensityCeiling { get; init; }

    /// <summary>The most that a score may have grown since 2019; <see langword="null"/> in years without that cap.</summary>
    public Cited<Rate>? GrowthSince2019 { get; init; }
}

/// <summary>What happened to an ACO REACH organisation in one performance year, as far as the settlement reads it.</summary>
public sealed record ReachYear
{
    /// <summary>The benchmark before the trend adjustment and the discount, all populations together: stated, or computed by <see cref="CapitationPayment"/>.</summary>
    public required Figure BenchmarkBeforeDiscount { get; init; }

    /// <summary>The total quality score, 0 to 1, with continuous improvement and the high performers pool.</summary>
    public required Figure QualityScore { get; init; }

    /// <summary>Actual less projected trend as a fraction; <see langword="null"/> for none. Refused in years without a retrospective trend adjustment.</summary>
    public Figure? TrendGap { get; init; }

    /// <summary>The health equity benchmark adjustment in dollars, positive or negative; <see langword="null"/> for none.</summary>
    public Figure? EquityAdjustment { get; init; }

    /// <summary>Whether it is the organisation's first performance year, with a retention withhold.</summary>
    public bool FirstPerformanceYear { get; init; }

    /// <summary>Whether the organisation left early and so does not get the retention withhold back.</summary>
    public bool LeftEarly { get; init; }

    /// <summary>Expenditure before stop-loss, paid capitation included.</summary>
    public required Figure ExpenditureBeforeStopLoss { get; init; }

    /// <summary>Stop-loss charge less payouts; <see langword="null"/> if the organisation did not choose stop-loss. <see cref="MemberStopLoss"/> computes it.</summary>
    public Figure? NetStopLoss { get; init; }

    /// <summary>The completion factor; <see langword="null"/> if the claims are complete.</summary>
    public Figure? CompletionFactor { get; init; }
}

/// <summary>The raw scores of one year.</summary>
public sealed record ReachScores
{
    /// <summary>Average score of version 24 of the risk model; needed if its weight is not zero.</summary>
    public decimal? Version24 { get; init; }

    /// <summary>Average score of version 28; needed if its weight is not zero.</summary>
    public decimal? Version28 { get; init; }

    /// <summary>The score where there is only one version, for example for end-stage renal disease; replaces the other two.</summary>
    public decimal? Single { get; init; }

    /// <summary>The normalization factor.</summary>
    public required RiskFactor Normalization { get; init; }

    /// <summary>The scores in words.</summary>
    public override string ToString() => Single is { } single
        ? FormattableString.Invariant($"single {single}, {Normalization}")
        : FormattableString.Invariant($"V24 {Version24}, V28 {Version28}, {Normalization}");
}

/// <summary>What decides the risk score of one population.</summary>
public sealed record ReachRiskScore
{
    /// <summary>Whose score it is.</summary>
    public required ReachPopulation Population { get; init; }

    /// <summary>Aligned beneficiaries of the performance year.</summary>
    public required int AlignedBeneficiaries { get; init; }

    /// <summary>Aligned beneficiaries of the reference year.</summary>
    public required int ReferenceYearBeneficiaries { get; init; }

    /// <summary>Scores of the reference year.</summary>
    public required ReachScores ReferenceYear { get; init; }

    /// <summary>Scores of the performance year.</summary>
    public required ReachScores PerformanceYear { get; init; }

    /// <summary>The coding-intensity factor.</summary>
    public required RiskFactor CodingIntensity { get; init; }

    /// <summary>Growth of the demographic score, aged and disabled only.</summary>
    public Figure? DemographicGrowth { get; init; }

    /// <summary>Whether these are beneficiaries in their first year of voluntary alignment, whom the cap leaves out.</summary>
    public bool FirstYearOfVoluntaryAlignment { get; init; }

    /// <summary>The score of 2019, for the one-sided cap from 2026 on; <see langword="null"/> if the organisation has none.</summary>
    public Figure? Score2019 { get; init; }
}
