using ValueSettlement.Population;

namespace ValueSettlement.Benchmarks;

/// <summary>One stratum's numbers for one year. What a method does not read may stay missing.</summary>
public sealed record StratumYear
{
    /// <summary>Person-years (or another count that weights the stratum, such as member months), 0 or more.</summary>
    public ReportedCell PersonYears { get; init; }

    /// <summary>Expenditure per person-year of the assigned population, in the contract's currency.</summary>
    public ReportedCell PerCapita { get; init; }

    /// <summary>Risk score relative to the reference population; above zero.</summary>
    public ReportedCell RiskScore { get; init; }

    /// <summary>National (or another reference population's) expenditure per person-year.</summary>
    public ReportedCell National { get; init; }

    /// <summary>Regional expenditure per person-year, risk adjusted.</summary>
    public ReportedCell Regional { get; init; }

    /// <summary>Weight of the national figure in blended growth, 0 to 1; the region has the rest.</summary>
    public ReportedCell NationalWeight { get; init; }

    /// <summary>The numbers in brackets.</summary>
    public override string ToString() =>
        $"person-years {PersonYears}, per capita {PerCapita}, risk score {RiskScore}, "
        + $"national {National}, regional {Regional}, national weight {NationalWeight}";
}

/// <summary>Risk of the performance year relative to the last base year, apart for newly and for continuously assigned people.</summary>
public sealed record AssignmentGroups
{
    /// <summary>Performance-year person-years of newly assigned people.</summary>
    public ReportedCell NewPersonYears { get; init; }

    /// <summary>Risk ratio of newly assigned people.</summary>
    public ReportedCell NewRisk { get; init; }

    /// <summary>Performance-year person-years of continuously assigned people.</summary>
    public ReportedCell ContinuousPersonYears { get; init; }

    /// <summary>Risk ratio of continuously assigned people.</summary>
    public ReportedCell ContinuousRisk { get; init; }

    /// <summary>Demographic ratio of continuously assigned people.</summary>
    public ReportedCell ContinuousDemographic { get; init; }

    /// <summary>The numbers in words.</summary>
    public override string ToString() =>
        $"new {NewPersonYears} at {NewRisk}, continuous {ContinuousPersonYears} at {ContinuousRisk} (demographic {ContinuousDemographic})";
}

/// <summary>One stratum of a benchmark: its base years, its performance year, and growth between the last base year and the performance
/// year.</summary>
public sealed record BenchmarkStratum
{
    /// <summary>Which stratum.</summary>
    public required Stratum Stratum { get; init => field = Given.Of(value); }

    /// <summary>The base years, oldest first; the last one is what everything is trended to.</summary>
    public required ValueList<StratumYear> BaseYears { get; init => field = Given.Of(value); }

    /// <summary>The performance year.</summary>
    public required StratumYear PerformanceYear { get; init => field = Given.Of(value); }

    /// <summary>Demographic risk, performance year over last base year.</summary>
    public ReportedCell DemographicRatio { get; init; }

    /// <summary>The region's risk score, performance year over last base year.</summary>
    public ReportedCell RegionalRiskGrowth { get; init; }

    /// <summary>The region's demographic risk, performance year over last base year.</summary>
    public ReportedCell RegionalDemographicGrowth { get; init; }

    /// <summary>Growth projected when the agreement began, performance year over last base year, for example the accountable care
    /// prospective trend.</summary>
    public ReportedCell ProspectiveTrend { get; init; }

    /// <summary>Growth in currency per person-year between last base year and performance year, where it was projected and not observed;
    /// missing for the difference of the national figures.</summary>
    public ReportedCell FlatGrowth { get; init; }

    /// <summary>Newly and continuously assigned people, where risk adjustment tells them apart.</summary>
    public AssignmentGroups? Groups { get; init; }

    /// <summary>The stratum's name.</summary>
    public override string ToString() => $"{Stratum}: {BaseYears.Count} base years";
}
