using NodaTime;

namespace ValueSettlement.Measures;

/// <summary>How far the data of an observation have settled.</summary>
public enum DataStage
{
    /// <summary>Cases may still come in.</summary>
    Interim,

    /// <summary>Complete.</summary>
    Final,

    /// <summary>Corrected after it was final.</summary>
    Restated,
}

/// <summary>
/// What was observed of one measure. Each number is known, or absent for one of five reasons, none of which is zero; the reason is carried
/// to the end.
/// </summary>
public sealed record Observation
{
    /// <summary>The id of the measure.</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>Cases in which it happened; observed cases where they are compared with expected ones. 0 or more.</summary>
    public ReportedCell Numerator { get; init; }

    /// <summary>All cases, 0 or more.</summary>
    public ReportedCell Denominator { get; init; }

    /// <summary>Cases that the risk model expects, 0 or more.</summary>
    public ReportedCell Expected { get; init; }

    /// <summary>The result where its source states it, rounded as it prints it: it counts then, and numerator and denominator only tell how
    /// many cases it rests on. Otherwise left out, and the result is numerator ÷ denominator or ÷ expected.</summary>
    public ReportedCell Result { get; init; }

    /// <summary>The same provider's result in the baseline period, for improvement.</summary>
    public ReportedCell Baseline { get; init; }

    /// <summary>The group that it is about; <see langword="null"/> for everybody.</summary>
    public string? Stratum { get; init; }

    /// <summary>First and last day, both inclusive; <see langword="null"/> for the period of the set.</summary>
    public DateInterval? Period { get; init; }

    /// <summary>How far the data have settled.</summary>
    public DataStage Stage { get; init; } = DataStage.Final;

    /// <summary>Where the numbers come from: the agreed source of the measure, if it has one.</summary>
    public string? Source { get; init; }

    /// <summary>A digest of the source, so that it can be found again.</summary>
    public string? SourceDigest { get; init; }

    /// <summary>What people decided where the measure is judged in bands.</summary>
    public BandDecision? Decision { get; init; }

    /// <summary>What explains the result where it varies, for example vacancies or an epidemic; it changes no number and stands beside the
    /// points.</summary>
    public string? Note { get; init; }

    /// <summary>A share of cases.</summary>
    /// <param name="measure">The id of the measure.</param>
    /// <param name="numerator">Cases in which it happened.</param>
    /// <param name="denominator">All cases.</param>
    public static Observation Of(string measure, decimal numerator, decimal denominator) =>
        new() { Measure = measure, Numerator = numerator, Denominator = denominator };

    /// <summary>A measure without a result.</summary>
    /// <param name="measure">The id of the measure.</param>
    /// <param name="kind">Which of the five kinds of absence.</param>
    /// <param name="reason">One sentence for a person.</param>
    public static Observation Absent(string measure, AbsenceKind kind, string reason) =>
        new() { Measure = measure, Result = ReportedCell.Absent(kind, reason) };

    /// <summary>
    /// Several periods or groups of one measure as one: numerators, denominators and expected cases are added. What is absent in one of
    /// them
    /// is absent in all, with its reason; the least settled stage is that of all.
    /// </summary>
    /// <param name="observations">Observations of one measure, each with numbers of cases.</param>
    /// <exception cref="SettlementException">There is none, or they are of several measures, or one states its result only.</exception>
    public static Observation Pooled(params ValueList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var failures = new List<Failure>();
        if (observations.Count == 0)
        {
            failures.Add(new("observations-pooled", "observations", "0", "At least one observation is pooled.", "Give the observations."));
        }

        for (var i = 0; i < observations.Count; i++)
        {
            observations[i].ValidatePooled(observations[0].Measure, Paths.Item(string.Empty, "observations", i), failures);
        }

        return failures.Count == 0 ? Together(observations) : throw new SettlementException(failures);
    }

    /// <summary>What keeps the observation from being pooled with others of a measure.</summary>
    internal void ValidatePooled(string measure, string path, List<Failure> failures)
    {
        if (Measure != measure)
        {
            failures.Add(new("observations-pooled", Paths.Join(path, "measure"), Measure,
                $"Observations of one measure are pooled; the first one is of '{measure}'.", "Pool each measure by itself."));
        }

        if (Result.Value is not null || Result.Absence is not null)
        {
            failures.Add(new("observations-pooled", Paths.Join(path, "result"), Result.ToString() ?? string.Empty,
                $"Observations that are pooled state their cases{(Stratum is null ? string.Empty : $" ({Measure}, {Stratum})")}.",
                "Give numerator and denominator instead of the result; absent ones with their reason."));
        }
    }

    /// <summary>Observations that can be pooled, as one.</summary>
    internal static Observation Together(ValueList<Observation> observations)
    {
        var first = observations[0];
        return first with
        {
            Numerator = Sum(observations, static o => o.Numerator, "Observed"),
            Denominator = Sum(observations, static o => o.Denominator, "Cases"),
            Expected = Sum(observations, static o => o.Expected, "Expected"),
            Stratum = observations.All(o => o.Stratum == first.Stratum) ? first.Stratum : null,
            Period = null,
            Stage = observations.Min(static o => o.Stage),
            Source = observations.All(o => o.Source == first.Source) ? first.Source : null,
            SourceDigest = null,
            Baseline = observations.All(o => o.Baseline.Equals(first.Baseline)) ? first.Baseline
                : ReportedCell.Absent(AbsenceKind.NotCalculable, "The groups have baselines of their own, which are not added."),
            Decision = observations.All(o => Equals(o.Decision, first.Decision)) ? first.Decision : null,
            Note = string.Join(" ", observations.Select(static o => o.Note).Where(static n =>
                n is not null).Distinct()) is { Length: > 0 } notes
                ? notes : null,
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>How many cases a result rests on, if that is known.</summary>
    internal decimal? CasesOf(MeasureForm form) => form == MeasureForm.ObservedToExpected ? Expected.Value : Denominator.Value;

    internal void Validate(Measure measure, string path, List<Failure> failures)
    {
        if (!string.Equals(Measure, measure.Id, StringComparison.Ordinal))
        {
            failures.Add(new("observation-measure", Paths.Join(path, "measure"), Measure,
                $"The observation is of the measure '{measure.Id}'.",
                "Give the observation of this measure."));
        }

        if (measure.AgreedSource is { } agreed && !string.Equals(Source, agreed, StringComparison.Ordinal))
        {
            failures.Add(new("observation-source", Paths.Join(path, "source"), Source ?? string.Empty,
                $"Both agreed that {measure.Id} comes from '{agreed}'.", "Use the agreed source, or amend the measure."));
        }

        if (Stratum is { } stratum && !measure.Strata.Contains(stratum))
        {
            failures.Add(new("observation-stratum", Paths.Join(path, "stratum"), stratum,
                $"{measure.Id} is told apart by {(measure.Strata.Count == 0 ? "no groups" : string.Join(", ", measure.Strata))}.",
                "Name one of its groups, or leave the group out."));
        }

        foreach (var (cell, member) in new[] { (Numerator, "numerator"), (Denominator, "denominator"), (Expected, "expected") })
        {
            if (cell.Value is < 0m or > 1_000_000_000_000m)
            {
                failures.Add(new("observation-range", Paths.Join(path, member), UnitText.Exact(cell.Value.Value, Unit.Count),
                    "Cases are 0 or more, and at most a million million.", "Check the number."));
            }
        }

        if (Result.Value is { } result && Math.Abs(result) > 1_000_000_000m)
        {
            failures.Add(new("observation-range", Paths.Join(path, "result"), UnitText.Exact(result, measure.Unit),
                "A result lies between −1,000,000,000 and 1,000,000,000.", "Check its unit."));
        }

        if (measure is { IsOfRates: true, Form: MeasureForm.Stated } && (Math.Abs(Result.Value ?? 0m) > 1m || Math
            .Abs(Baseline.Value ?? 0m) > 1m))
        {
            failures.Add(new("observation-rate", Paths.Join(path, "result"), ToString(), $"{measure.Id} is a rate: 0.85 for 85 %.",
                "Divide by 100; a measure with larger results has the unit Factor, Points or Count."));
        }

        if (measure.Form == MeasureForm.Proportion && (Numerator.Value > Denominator.Value || Result.Value is < 0m or > 1m))
        {
            failures.Add(new("observation-proportion", Paths.Join(path, "numerator"), ToString(),
                $"{measure.Id} is a share of cases, 0 to 100 %.",
                    "Numerator and denominator may be swapped, or percent written for a fraction."));
        }

        if (Math.Abs(Baseline.Value ?? 0m) > 1_000_000_000m)
        {
            failures.Add(new("observation-range", Paths.Join(path, "baseline"), UnitText.Exact(Baseline.Value!.Value, measure.Unit),
                "A baseline lies between −1,000,000,000 and 1,000,000,000.", "Check its unit."));
        }

        if (!Enum.IsDefined(Stage))
        {
            failures.Add(new("observation-stage", Paths.Join(path, "stage"), EnumText.Of(Stage), "A stage is interim, final or restated.",
                "Choose one."));
        }

        foreach (var cell in new[] { Numerator, Denominator, Expected, Result, Baseline })
        {
            TextRules.Validate(cell.Absence?.Reason, path, "absence.reason", failures, TextRules.Sentence);
        }

        TextRules.Validate(Source, path, "source", failures);
        TextRules.Validate(SourceDigest, path, "sourceDigest", failures);
        TextRules.Validate(Note, path, "note", failures, TextRules.Sentence);
        Decision?.Validate(Paths.Join(path, "decision"), failures);
    }

    private static ReportedCell Sum(ValueList<Observation> observations, Func<Observation, ReportedCell> cell, string label)
    {
        if (observations.All(o => cell(o).Value is null && cell(o).Absence is null))
        {
            return ReportedCell.Missing;
        }

        var w = new Workings("pooled");
        var terms = observations.Select(o => cell(o).ReadInto(w, new("pooled-part", $"{label}, {o.Stratum ?? "a period"}", Unit.Count)));
        return w.Figure(w.Add(new("pooled", $"{label}, together", Unit.Count), [.. terms]));
    }
}
