namespace ValueSettlement.Benchmarks;

/// <summary>What a benchmark is built from. A cell that the method does not read may stay missing; one that it reads and that is missing
/// leaves the result visible and not calculable.</summary>
public sealed record BenchmarkInputs
{
    /// <summary>The strata, each with the same number of base years.</summary>
    public required ValueList<BenchmarkStratum> Strata { get; init => field = Given.Of(value); }

    /// <summary>Which time the benchmark is adjusted by its region: 1, 2 …; 0 where the method has no such adjustment.</summary>
    public int TimesRegionallyAdjusted { get; init; }

    /// <summary>Share of dual eligible people in the last base year, 0 to 1.</summary>
    public ReportedCell DualEligibleShare { get; init; }

    /// <summary>The years before the agreement, for the prior savings adjustment.</summary>
    public ValueList<PriorYear> PriorYears { get; init => field = Given.Of(value); } = [];

    /// <summary>Proration of prior savings for growth of the population, 0 to 1.</summary>
    public ReportedCell PriorSavingsProration { get; init; }

    /// <summary>The organisation's aggregate share of its region, 0 to 1, for the cap on regional risk growth.</summary>
    public ReportedCell MarketShare { get; init; }

    /// <summary>Share of the performance year's people who are underserved (low-income subsidy or dual eligible), 0 to 1.</summary>
    public ReportedCell UnderservedShare { get; init; }

    /// <summary>An adjustment per person-year that the payer states, added to every stratum, where the method has one.</summary>
    public ReportedCell StatedAdjustment { get; init; }

    /// <summary>The inputs in words.</summary>
    public override string ToString() => $"{Strata.Count} strata";
}

/// <summary>A benchmark, the amounts that a settlement compares, and every line that led there.</summary>
public sealed record BenchmarkResult
{
    /// <summary>The updated benchmark in total, with the lines from the base years on. Goes into <c>Experience.Benchmark</c>.</summary>
    public required Figure Total { get; init => field = Given.Of(value); }

    /// <summary>The benchmark with the two-way update, where the method projects growth; its lines begin where it parts from
    /// <see cref="Total"/>.</summary>
    public Figure? TwoWayTotal { get; init; }

    /// <summary>Expenditure of the performance year in total. Goes into <c>Experience.Expenditure</c>.</summary>
    public required Figure Expenditure { get; init => field = Given.Of(value); }

    /// <summary>The historical benchmark per person-year, all strata.</summary>
    public required Figure Historical { get; init => field = Given.Of(value); }

    /// <summary>Which adjustment the historical benchmark got; <see langword="null"/> if that could not be told.</summary>
    public BenchmarkAdjustment? Adjustment { get; init; }

    /// <summary>
    /// The digest of the terms that made this, if a programme did: the programme of other terms refuses it. <see langword="null"/> for what
    /// was
    /// stated.
    /// </summary>
    public Digest? Terms { get; init; }

    /// <summary>Every line: benchmark, two-way benchmark, expenditure.</summary>
    public ValueList<Line> Lines => [.. Total.Lines, .. TwoWayTotal?.Lines ?? [], .. Expenditure.Lines];

    /// <summary>The line with a key, of one stratum or over all of them; <see langword="null"/> if there is none.</summary>
    /// <param name="key">The line's key.</param>
    /// <param name="stratum">The stratum's key, or <see langword="null"/>.</param>
    public Line? Find(string key, string? stratum = null)
    {
        foreach (var line in Lines)
        {
            if (line.Key == key && (stratum is null ? !line.Path.Contains('.', StringComparison.Ordinal)
                : line.Path.EndsWith("." + stratum, StringComparison.Ordinal)))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>The benchmark and the expenditure.</summary>
    public override string ToString() => $"benchmark {Total}, expenditure {Expenditure}";
}
