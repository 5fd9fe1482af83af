namespace ValueSettlement.Benchmarks;

/// <summary>Whose growth carries a benchmark from one year to another.</summary>
public enum GrowthMethod
{
    /// <summary>National growth rates only.</summary>
    National,

    /// <summary>Regional growth rates only.</summary>
    Regional,

    /// <summary>National and regional growth rates, blended by the stratum's national weight.</summary>
    Blended,

    /// <summary>The blend, with the part that was projected when the agreement began.</summary>
    BlendedWithProspective,

    /// <summary>An amount of money per person-year, the national difference, added after risk adjustment.</summary>
    FlatNational,
}

/// <summary>How risk adjusts a benchmark from the last base year to the performance year.</summary>
public enum RiskMethod
{
    /// <summary>No risk adjustment.</summary>
    None,

    /// <summary>The risk ratio of each stratum as it is.</summary>
    Ratio,

    /// <summary>The risk ratio of each stratum, up to a largest growth.</summary>
    CapByStratum,

    /// <summary>The risk ratios as they are while their aggregate growth stays within aggregate demographic growth and a margin; otherwise
    /// none above that cap.</summary>
    CapOnAggregate,

    /// <summary>Risk for newly assigned people; demographic change for continuously assigned ones, unless their risk fell.</summary>
    NewAndContinuous,
}

/// <summary>The weight of a regional difference the first, second … time that an organisation's benchmark is adjusted by it.</summary>
/// <param name="LowerSpending">The weight if the organisation spends less than its region.</param>
/// <param name="HigherSpending">The weight if it spends more.</param>
public sealed record RegionalWeight(Rate LowerSpending, Rate HigherSpending)
{
    /// <summary>The weights in words.</summary>
    public override string ToString() => $"{LowerSpending} / {HigherSpending}";
}

/// <summary>How a benchmark moves towards its region's spending.</summary>
public sealed record RegionalAdjustmentRule
{
    /// <summary>The weights, for the first time adjusted and so on; the last one holds for every later time.</summary>
    public required ValueList<RegionalWeight> Weights { get; init => field = Given.Of(value); }

    /// <summary>Where the weights of lower spending come from, if from elsewhere than the rest of the rule.</summary>
    public Authority? LowerSpendingAuthority { get; init; }

    /// <summary>The largest increase as a share of national expenditure, by stratum; <see langword="null"/> for none.</summary>
    public Rate? LargestIncrease { get; init; }

    /// <summary>The largest decrease as a share of national expenditure, by stratum, a magnitude; <see langword="null"/> for
    /// none.</summary>
    public Rate? LargestDecrease { get; init; }

    /// <summary>Whether a decrease is reduced by the share of dual eligible people and by risk above average.</summary>
    public bool OffsetsDecreases { get; init; }

    /// <summary>Whether a negative total is applied. Where it is not, a benchmark without another adjustment stays as it is.</summary>
    public bool AppliesDecreases { get; init; }

    /// <summary>The rule in words.</summary>
    public override string ToString() =>
        $"weights {string.Join(", ", Weights)}; "
        + $"most +{LargestIncrease?.ToString() ?? "any"}, −{LargestDecrease?.ToString() ?? "any"} of national expenditure"
        + (OffsetsDecreases ? "; decreases offset" : string.Empty) + (AppliesDecreases ? string.Empty : "; no net decrease");
}

/// <summary>How far projected growth may lie from national growth.</summary>
/// <param name="Below">How far below, in points of growth: 1 % holds 4.9 % beside national growth of 9.0 % at 8.0 %. 0 to 1.</param>
/// <param name="Above">How far above; <see langword="null"/> for no upper bound.</param>
public sealed record ProjectionLimit(Rate Below, Rate? Above = null)
{
    /// <summary>The limit in words.</summary>
    public override string ToString() => $"at least national growth − {Below}"
        + (Above is { } most ? $", at most national growth + {most}" : string.Empty);
}

/// <summary>How savings of the years before the agreement come back into the benchmark.</summary>
/// <param name="Share">Share of the prorated average savings.</param>
/// <param name="LargestShareOfNational">The most, as a share of national expenditure in the last base year.</param>
public sealed record PriorSavingsRule(Rate Share, Rate LargestShareOfNational)
{
    /// <summary>Where the share comes from, if from elsewhere than the rest of the rule.</summary>
    public Authority? ShareAuthority { get; init; }

    /// <summary>The rule in words.</summary>
    public override string ToString() => $"{Share} of the average, at most {LargestShareOfNational} of national expenditure";
}

/// <summary>How a benchmark rises with the share of underserved people (the health equity benchmark adjustment, later population
/// adjustment).</summary>
/// <param name="ShareOfNational">Where the scale begins, as a share of national expenditure in the last base year.</param>
/// <param name="LeastShare">The least underserved share for which there is an adjustment, inclusive.</param>
public sealed record PopulationAdjustmentRule(Rate ShareOfNational, Rate LeastShare)
{
    /// <summary>The rule in words.</summary>
    public override string ToString() =>
        $"{ShareOfNational} of national expenditure less the best other adjustment, times the underserved share from {LeastShare} on";
}

/// <summary>A year before the agreement: savings (positive) or losses per person-year.</summary>
public sealed record PriorYear
{
    /// <summary>Savings (positive) or losses (negative) per person-year.</summary>
    public ReportedCell PerCapita { get; init; }

    /// <summary>Whether the organisation was reconciled for the year; otherwise it counts as zero.</summary>
    public bool IsReconciled { get; init; } = true;

    /// <summary>Whether the organisation complied; otherwise savings count as zero.</summary>
    public bool IsCompliant { get; init; } = true;

    /// <summary>The year in words.</summary>
    public override string ToString() =>
        $"{PerCapita}{(IsReconciled ? string.Empty : ", not reconciled")}{(IsCompliant ? string.Empty : ", not compliant")}";
}

/// <summary>Which adjustment a historical benchmark got.</summary>
public enum BenchmarkAdjustment
{
    /// <summary>None.</summary>
    None,

    /// <summary>Towards the region.</summary>
    Regional,

    /// <summary>Prior savings.</summary>
    PriorSavings,

    /// <summary>Underserved population.</summary>
    Population,
}
