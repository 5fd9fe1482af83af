using ValueSettlement.Population;

namespace ValueSettlement.Benchmarks;

/// <summary>
/// How a benchmark is built, as data: which base years count how much, whose growth carries them, which adjustments there are, how risk and
/// growth update it.
/// A programme makes one from its dated parameters; <c>with</c> replaces any of them by a value of your own and its citation.
/// </summary>
public sealed partial record BenchmarkMethod
{
    /// <summary>The weights of the base years, oldest first, for example 10, 30, 60.</summary>
    public required Cited<ValueList<int>> BaseYearWeights { get; init => field = Given.Of(value); }

    /// <summary>Whose growth carries a base year to the last one.</summary>
    public required Cited<GrowthMethod> Trend { get; init => field = Given.Of(value); }

    /// <summary>Whose growth carries the last base year to the performance year.</summary>
    public required Cited<GrowthMethod> Update { get; init => field = Given.Of(value); }

    /// <summary>How risk adjusts the benchmark from the last base year to the performance year. Base years are brought to the risk of the
    /// last one unless it is <see cref="RiskMethod.None"/>.</summary>
    public required Cited<RiskMethod> Risk { get; init => field = Given.Of(value); }

    /// <summary>The largest growth of risk beyond which the cap acts: of a stratum, or above aggregate demographic growth.</summary>
    public Cited<Rate>? RiskMargin { get; init; }

    /// <summary>The adjustment towards the region; <see langword="null"/> for none.</summary>
    public Cited<RegionalAdjustmentRule>? Regional { get; init; }

    /// <summary>The prior savings adjustment; <see langword="null"/> for none.</summary>
    public Cited<PriorSavingsRule>? PriorSavings { get; init; }

    /// <summary>The adjustment for underserved people; <see langword="null"/> for none.</summary>
    public Cited<PopulationAdjustmentRule>? Population { get; init; }

    /// <summary>The rule of an adjustment that the payer states; <see langword="null"/> for none.</summary>
    public Cited<string>? StatedAdjustment { get; init; }

    /// <summary>The weight of projected growth in the update; <see langword="null"/> unless the update has a projection.</summary>
    public Cited<Rate>? ProspectiveWeight { get; init; }

    /// <summary>How far projected growth may lie from national growth; <see langword="null"/> for no limit.</summary>
    public Cited<ProjectionLimit>? ProspectiveLimit { get; init; }

    /// <summary>The margin of the cap on regional risk growth; <see langword="null"/> for no such cap.</summary>
    public Cited<Rate>? RegionalRiskMargin { get; init; }

    /// <summary>The programme's own line letters by line key.</summary>
    public ValueList<LineLetter> Letters { get; init => field = Given.Of(value); } = [];

    /// <summary>The method in words.</summary>
    public override string ToString() =>
        $"base years {BaseYearWeights.Value}, trend {Trend.Value}, risk {Risk.Value}, update {Update.Value}";

    /// <summary>Builds the benchmark and the expenditure that it is compared with.</summary>
    /// <param name="inputs">What it is built from.</param>
    /// <exception cref="SettlementException">The inputs do not have the shape that the method needs, for example a stratum with too few
    /// base years.</exception>
    public BenchmarkResult Build(BenchmarkInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var failures = Validate(inputs);
        SettlementException.ThrowIfAny(failures);

        var letters = Letters.ToDictionary(static l => l.Key, static l => l.Letter, StringComparer.Ordinal);
        var s = new StrataWorkings(new Workings("benchmark"), inputs.Strata.Select(static x => x.Stratum).ToValueList(), letters);
        return new Building(this, inputs, s).Run();
    }

    /// <summary>Everything about the shape of the inputs that the method cannot work with. Absent cells are not among it: they leave the
    /// result visible and not calculable.</summary>
    /// <param name="inputs">What the benchmark would be built from.</param>
    public ValueList<Failure> Validate(BenchmarkInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var failures = new List<Failure>();
        if (inputs.Strata.Count == 0)
        {
            failures.Add(new("strata-empty", "strata", string.Empty, "A benchmark has at least one stratum.",
                "State the strata with their base years."));
        }

        for (var i = 0; i < inputs.Strata.Count; i++)
        {
            var (stratum, at) = (inputs.Strata[i], Paths.Item(string.Empty, "strata", i));
            if (stratum.BaseYears.Count != BaseYearWeights.Value.Count)
            {
                failures.Add(new("base-years-count", Paths.Join(at, "baseYears"), UnitText.Of(stratum.BaseYears.Count, Unit.Count),
                    $"The method weights {BaseYearWeights.Value.Count} base years.", "State one entry for each base year, oldest first."));
            }

            if (inputs.Strata.Take(i).Any(other => other.Stratum.Key == stratum.Stratum.Key))
            {
                failures.Add(new("stratum-twice", at, stratum.Stratum.Key, "Every stratum is stated once.",
                    "Merge the two, or give one of them another key."));
            }

            foreach (var (name, cell) in stratum.BaseYears.Append(stratum.PerformanceYear)
                .Select(static y => ("personYears", y.PersonYears)))
            {
                if (cell.Value < 0m)
                {
                    failures.Add(new("person-years-negative", Paths.Join(at, name), cell.ToString(), "Person-years are 0 or more.",
                        "Check the sign."));
                }
            }
        }

        if (Regional is not null && inputs.TimesRegionallyAdjusted < 1)
        {
            failures.Add(new("times-missing", "timesRegionallyAdjusted", UnitText.Of(inputs.TimesRegionallyAdjusted, Unit.Count),
                "The weight of the regional difference depends on how many times the benchmark is adjusted by it: 1, 2 …",
                    "State which time it is."));
        }

        return [.. failures];
    }
}

/// <summary>A programme's own letter for a line.</summary>
/// <param name="Key">The line's key.</param>
/// <param name="Letter">The letter.</param>
public sealed record LineLetter(string Key, string Letter)
{
    /// <summary>The line's key.</summary>
    public string Key { get; init => field = Given.Of(value); } = Given.Of(Key);

    /// <summary>The letter.</summary>
    public string Letter { get; init => field = Given.Of(value); } = Given.Of(Letter);

    /// <summary>Key and letter.</summary>
    public override string ToString() => $"{Key} [{Letter}]";
}
