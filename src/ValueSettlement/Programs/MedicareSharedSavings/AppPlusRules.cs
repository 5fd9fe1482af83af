using NodaTime;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>How the measures of the APP Plus set are scored in one performance year, each value with where it comes from.</summary>
public sealed record AppPlusRules
{
    private const int MostMeasures = 50;
    private const int MostBenchmarks = 200;

    /// <summary>The measures of the year's set, by their quality numbers.</summary>
    public required Cited<ValueList<string>> Measures { get; init => field = Given.Of(value); }

    /// <summary>The outcome measures, of which one opens the alternative standard and the incentive.</summary>
    public required Cited<ValueList<string>> OutcomeMeasures { get; init => field = Given.Of(value); }

    /// <summary>The fewest cases of a measure that has no minimum of its own, that number included.</summary>
    public required Cited<int> MinimumCases { get; init => field = Given.Of(value); }

    /// <summary>The least data completeness, that share included.</summary>
    public required Cited<Rate> Completeness { get; init => field = Given.Of(value); }

    /// <summary>The most complex-organisation points as a share of the points available.</summary>
    public required Cited<Rate> LargestComplexShare { get; init => field = Given.Of(value); }

    /// <summary>The benchmarks by measure and collection type, where they are known.</summary>
    public ValueList<AppPlusBenchmark> Benchmarks { get; init => field = Given.Of(value); } = [];

    /// <summary>The measures that are topped out as they are collected, each once.</summary>
    public ValueList<AppPlusToppedOut> ToppedOut { get; init => field = Given.Of(value); } = [];

    /// <summary>Whether an electronic measure without a benchmark earns its complex-organisation point; <see langword="null"/> where nobody
    /// says, and then a report with such a measure is refused.</summary>
    public Cited<bool>? UnscoredEarnsComplexPoint { get; init; }

    /// <summary>Where it comes from that a complete report has at least the standard's score where points were reduced or a measure has no
    /// benchmark; <see langword="null"/> for no such floor.</summary>
    public Authority? Floor { get; init; }

    /// <summary>Fewer than how many scored measures the floor needs; <see langword="null"/> where it holds for any number.</summary>
    public Cited<int>? FloorBelowScored { get; init; }

    /// <summary>The flat benchmark of every Medicare electronic measure, higher being better; <see langword="null"/> where there is no such
    /// collection type.</summary>
    public Cited<DecilePoints>? MedicareElectronic { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal static AppPlusRules? Of(LocalDate start)
    {
        if (MedicareSharedSavings.QualityParameters.AppPlusMeasures.FindCited(start) is not { } measures
            || MedicareSharedSavings.QualityParameters.Completeness.FindCited(start) is not { } completeness)
        {
            return null;
        }

        return new()
        {
            Measures = measures,
            OutcomeMeasures = MedicareSharedSavings.QualityParameters.OutcomeMeasures.CitedOn(start),
            MinimumCases = MedicareSharedSavings.QualityParameters.MinimumCases.CitedOn(start),
            Completeness = completeness,
            LargestComplexShare = MedicareSharedSavings.QualityParameters.LargestComplexShare.CitedOn(start),
            Benchmarks = MedicareSharedSavings.QualityParameters.Benchmarks.Find(start)?.Value ?? [],
            ToppedOut = MedicareSharedSavings.QualityParameters.ToppedOutMeasures.Find(start)?.Value ?? [],
            Floor = MedicareSharedSavings.QualityParameters.CompleteReportFloor.Find(start)?.Authority,
        };
    }

    internal void Validate(string path, List<Failure> failures)
    {
        foreach (var (list, member) in new[] { (Measures.Value, "measures"), (OutcomeMeasures.Value, "outcomeMeasures") })
        {
            if (list.Count is 0 or > MostMeasures || list.Distinct(StringComparer.Ordinal).Count() != list.Count)
            {
                failures.Add(new("measures-count", Paths.Join(path, member), NumberText.Number(list.Count),
                    $"A set has 1 to {NumberText.Number(MostMeasures)} measures, each once.", "List the measures of the year."));
            }

            foreach (var id in list.Take(MostMeasures))
            {
                TextRules.Validate(id, path, member, failures);
            }
        }

        foreach (var (rate, member) in new[] { (Completeness.Value, "completeness"), (LargestComplexShare.Value, "largestComplexShare") })
        {
            if (rate.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", Paths.Join(path, member), rate.ToString(), "A share lies between 0 and 100 %.",
                    "Write it as a fraction: 0.75 for 75 %."));
            }
        }

        if (MinimumCases.Value < 0 || FloorBelowScored is { Value: < 0 })
        {
            failures.Add(new("minimum-range", Paths.Join(path, MinimumCases.Value < 0 ? "minimumCases" : "floorBelowScored"),
                NumberText.Number(MinimumCases.Value < 0 ? MinimumCases.Value : FloorBelowScored!.Value),
                "Numbers of cases and measures are 0 or more.", "State the number of the rule."));
        }

        ValidateBenchmarks(path, failures);
    }

    private void ValidateBenchmarks(string path, List<Failure> failures)
    {
        TextRules.Validate(Floor, Paths.Join(path, "floor"), failures);
        MedicareElectronic?.Value.Validate(Paths.Join(path, "medicareElectronic.value"), Direction.HigherIsBetter, failures);
        if (Benchmarks.Count > MostBenchmarks)
        {
            failures.Add(new("benchmarks-count", Paths.Join(path, "benchmarks"), NumberText.Number(Benchmarks.Count),
                $"There are at most {NumberText.Number(MostBenchmarks)} benchmarks.", "List those of the year."));
            return;
        }

        ValidateToppedOut(path, failures);
        for (var i = 0; i < Benchmarks.Count; i++)
        {
            var (benchmark, at) = (Benchmarks[i], Paths.Item(path, "benchmarks", i));
            TextRules.Validate(benchmark.Measure, at, "measure", failures);
            TextRules.Validate(benchmark.Authority, at, failures);
            benchmark.Points?.Validate(Paths.Join(at, "points"), AppPlusMeasures.DirectionOf(benchmark.Measure), failures);
            if (!Enum.IsDefined(benchmark.Collection)
                || Benchmarks.Take(i).Any(b => b.Measure == benchmark.Measure && b.Collection == benchmark.Collection))
            {
                failures.Add(new("benchmark-twice", at, benchmark.ToString(),
                    "A measure has one benchmark for each collection type of the list.", "Leave the second one out."));
            }
        }
    }

    private void ValidateToppedOut(string path, List<Failure> failures)
    {
        if (ToppedOut.Count > MostBenchmarks)
        {
            failures.Add(new("measures-count", Paths.Join(path, "toppedOut"), NumberText.Number(ToppedOut.Count),
                $"There are at most {NumberText.Number(MostBenchmarks)} measures that are topped out.", "List those of the year."));
            return;
        }

        for (var i = 0; i < ToppedOut.Count; i++)
        {
            var (measure, at) = (ToppedOut[i], Paths.Item(path, "toppedOut", i));
            TextRules.Validate(measure.Measure, at, "measure", failures);
            TextRules.Validate(measure.Authority, at, failures);
            if (measure.Most is < 0m or > 10m || !Enum.IsDefined(measure.Collection)
                || ToppedOut.Take(i).Any(b => b.Measure == measure.Measure && b.Collection == measure.Collection))
            {
                failures.Add(new("topped-out-range", at, measure.ToString(),
                    "A measure is topped out once for each collection type of the list, at 0 to 10 points.",
                    "State the most points of the rule, and leave a second entry out."));
            }
        }
    }
}

/// <summary>What is the same every year about the measures of the APP Plus set.</summary>
internal static class AppPlusMeasures
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["001"] = "Diabetes: glycemic status above 9 %",
        ["112"] = "Breast cancer screening",
        ["113"] = "Colorectal cancer screening",
        ["134"] = "Screening for depression and follow-up plan",
        ["236"] = "Controlling high blood pressure",
        ["305"] = "Initiation and engagement of substance use disorder treatment",
        ["321"] = "CAHPS for MIPS survey",
        ["479"] = "Hospital-wide 30-day readmissions",
        ["484"] = "Unplanned admissions of patients with multiple chronic conditions",
        ["493"] = "Adult immunization status",
    };

    public static string TitleOf(string measure) => Titles.TryGetValue(measure, out var title) ? $"{measure} {title}" : measure;

    public static Direction DirectionOf(string measure) =>
        measure is "001" or "479" or "484" ? Direction.LowerIsBetter : Direction.HigherIsBetter;

    // Admissions are counted for 100 person-years.
    public static Unit UnitOf(string measure) => measure == "484" ? Unit.Factor : Unit.Rate;
}
