using NodaTime;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>An indicator: points that are reached in proportion between two thresholds.</summary>
/// <param name="Id">Its id, for example "AST007".</param>
/// <param name="Points">All of its points, above 0.</param>
/// <param name="Lower">The achievement up to which there are none, 0 to 1.</param>
/// <param name="Upper">The achievement from which on there are all, above the lower one and at most 1.</param>
public sealed record FrameworkIndicator(string Id, decimal Points, Rate Lower, Rate Upper)
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = Given.Of(value); } = Given.Of(Id);

    /// <summary>The improvement on the practice's own mean of two years with which all points are reached, where improvement is the second
    /// way: above the one from which points begin, at most 1. The better way counts.</summary>
    public Cited<Rate>? Improvement { get; init; }

    /// <summary>Whether the payment does not follow the prevalence of a disease.</summary>
    public bool WithoutPrevalence { get; init; }

    /// <summary>The indicator in words.</summary>
    public override string ToString() => $"{Id}: {NumberText.Number(Points)} points, {Lower} to {Upper}"
        + (Improvement is { } whole ? $", or an improvement that has all points from {whole.Value} on" : string.Empty);

    /// <summary>The indicator as a rule: every number that decides its points.</summary>
    internal string Rule(Cited<Rate>? from) =>
        $"{Id}: at most {NumberText.Number(Points)} points, in proportion between an achievement of {Lower} (none) and of {Upper} (all)"
        + (Improvement is { } whole && from is { } begin
            ? $", or between an improvement of {begin.Value} (none) and of {whole.Value} (all) in percentage points on the practice's own "
                + "mean of two years; the way with more points counts" : string.Empty)
        + (WithoutPrevalence ? "; paid whatever the prevalence." : "; paid in proportion to the adjusted disease factor.");

    internal PointsRule Rule(Cited<Rate>? from, Authority authority)
    {
        PointsRule achieved = ScalePoints.Linear(Lower.Fraction, Upper.Fraction, Points) with { Authority = authority };
        return Improvement is not { } whole ? achieved : new BestOf(achieved,
            ImprovementScale.Linear(from!.Value.Fraction, whole.Value.Fraction, Points) with { Authority = whole.Authority })
        { Authority = authority };
    }

    internal void Validate(string path, bool twoWays, Cited<Rate>? from, List<Failure> failures)
    {
        TextRules.Validate(Id, path, "id", failures);
        if (string.IsNullOrWhiteSpace(Id))
        {
            failures.Add(new("name-empty", Paths.Join(path, "id"), Id, "An indicator has an id.", "Write what the framework calls it."));
        }

        if (Points is <= 0m or > 10_000m)
        {
            failures.Add(new("points-range", Paths.Join(path, "points"), NumberText.Number(Points),
                "An indicator has more than 0 and at most 10,000 points.", "State the points of the year."));
        }

        if (Lower < Rate.Zero || Upper > Rate.One || Lower >= Upper)
        {
            failures.Add(new("thresholds", Paths.Join(path, "lower"), $"{Lower} to {Upper}",
                "The lower threshold lies below the upper one, both between 0 and 100 %.", "Write 45 % as 0.45, or swap the two."));
        }

        if (Improvement is null && twoWays)
        {
            failures.Add(new("improvement-missing", Paths.Join(path, "improvement"), Id,
                $"{Id} is scored by achievement or improvement, and the library does not know which improvement reaches all points.",
                "State the improvement with which all points are reached, and where it stands."));
        }
        else if (Improvement is { } whole)
        {
            TextRules.Validate(whole.Authority, Paths.Join(path, "improvement"), failures);
            if (from is null)
            {
                failures.Add(new("parameter-missing", "rules.improvementFrom", Id,
                    "The library does not know from which improvement on this year has points.", "State it with its citation."));
            }
            else if (whole.Value <= from.Value || whole.Value > Rate.One)
            {
                failures.Add(new("improvement-range", Paths.Join(path, "improvement.value"), whole.Value.ToString(),
                    $"All points are reached with an improvement above {from.Value}, where they begin, and at most 100 %.",
                    "Write 10 percentage points as 0.1."));
            }
        }
    }
}

/// <summary>What decides the Quality and Outcomes Framework for practices of one year.</summary>
public sealed record OutcomesFrameworkTerms : ProgrammeTerms
{
    /// <summary>The year in which it begins, 2021 to 2100: 2025 for April 2025 to March 2026.</summary>
    public required int Year { get; init; }

    /// <summary>The indicators, 1 to 1,000, and where points and thresholds were published.</summary>
    public required Cited<ValueList<FrameworkIndicator>> Indicators { get; init => field = Given.Of(value); }

    /// <summary>The rules of the year; what is left out is the programme's own.</summary>
    public OutcomesFrameworkRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => QualityOutcomesFramework.For(this).Contract;

    internal override bool DependsOnQuality => true;

    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            yield return new("Achievement is the patients in whom an indicator was achieved ÷ those of its group who are not excepted.",
                Indicators.Authority);
            foreach (var indicator in Indicators.Value)
            {
                yield return new(indicator.Rule(Rules?.ImprovementFrom), indicator.Improvement is { } whole && Rules is { } rules
                    ? Indicators.Authority.OrLessCertain(whole.Authority).OrLessCertain(rules.ImprovementFrom?.Authority)
                    : Indicators.Authority);
            }

            if (Rules is { PointValue: { } value, AverageList: { } average })
            {
                yield return new($"A point is worth {UnitText.Exact(value.Value, Unit.Money)} pounds to a practice with the average list, "
                    + "and in proportion to others.", value.Authority);
                yield return new($"The average list is {UnitText.Exact(average.Value, Unit.Count)} patients.", average.Authority);
            }

            if (Rules is { AspirationShare: { } advance })
            {
                yield return new($"In advance {advance.Value} of the achievement payment of the year before is paid, times what the value "
                    + "of a point rose by; or what was agreed on.", advance.Authority);
            }
        }
    }

    internal LocalDate Start => new(Year, 4, 1);

    private protected override void Validate(List<Failure> failures)
    {
        TextRules.Validate(Id, string.Empty, "id", failures);
        if (Year is < 2021 or > 2100)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"), "The library knows years from 2021 on.",
                "State the year in which it begins."));
            return;
        }

        var rules = (Rules ?? new()).On(Start);
        rules.Validate(FormattableString.Invariant($"{Year}"), failures);
        TextRules.Validate(Indicators.Authority, "indicators", failures);
        var indicators = Indicators.Value;
        if (indicators.Count is 0 or > 1_000)
        {
            failures.Add(new("indicators-count", "indicators.value", NumberText.Number(indicators.Count),
                "A year has 1 to 1,000 indicators.", "List the indicators that are settled."));
            return;
        }

        var twoWays = QualityOutcomesFramework.TwoWays.Find(Start)?.Value ?? [];
        for (var i = 0; i < indicators.Count; i++)
        {
            indicators[i].Validate(Paths.Item("indicators", "value", i), twoWays.Contains(indicators[i].Id), rules.ImprovementFrom,
                failures);
        }

        foreach (var twice in indicators.GroupBy(static s => s.Id, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            failures.Add(new("indicator-twice", "indicators.value", twice.Key, "An indicator stands once.", "Leave the second one out."));
        }
    }

    private protected override OutcomesFrameworkTerms Resolve() => this with { Rules = (Rules ?? new()).On(Start) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What a practice achieved in one indicator.</summary>
public sealed record IndicatorResult
{
    /// <summary>The id of the indicator.</summary>
    public required string Indicator { get; init => field = Given.Of(value); }

    /// <summary>Patients in whom it was achieved, 0 or more.</summary>
    public required decimal Numerator { get; init; }

    /// <summary>Patients of the register or group, those excepted counted; at least as many as achieved and excepted.</summary>
    public required decimal Denominator { get; init; }

    /// <summary>Patients who are excepted, 0 or more.</summary>
    public decimal Exceptions { get; init; }

    /// <summary>The practice's own mean of two years, 0 to 1, for improvement; <see langword="null"/> if there is none, and improvement is
    /// no way then.</summary>
    public Rate? OwnMean { get; init; }

    /// <summary>The adjusted disease factor: the practice's prevalence against that of all, 0 to 100. Stated unless the indicator has
    /// none.</summary>
    public decimal? PrevalenceFactor { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What was paid in advance, as a share of last year's achievement.</summary>
/// <param name="PreviousAchievement">Last year's achievement payment before adjustments, in pounds, 0 or more.</param>
/// <param name="Uprating">What it is multiplied by for this year's value of a point, above 0.</param>
public sealed record Aspiration(decimal PreviousAchievement, decimal Uprating)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A practice's year.</summary>
public sealed record FrameworkPractice
{
    /// <summary>The practice's list, in patients, above 0.</summary>
    public required decimal List { get; init; }

    /// <summary>One result for each indicator of the terms, in any order.</summary>
    public required ValueList<IndicatorResult> Results { get; init => field = Given.Of(value); }

    /// <summary>What was paid in advance by last year's achievement; <see langword="null"/> if nothing was.</summary>
    public Aspiration? Aspiration { get; init; }

    /// <summary>What was paid in advance by points that were agreed on, in pounds; <see langword="null"/> if nothing was. Not beside
    /// <see cref="Aspiration"/>.</summary>
    public Figure? AspirationPaid { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal void Validate(OutcomesFrameworkTerms terms, List<Failure> failures)
    {
        if (List is <= 0m or > 10_000_000m)
        {
            failures.Add(new("list-range", "list", NumberText.Number(List), "A practice has a list above 0.", "State its patients."));
        }

        for (var i = 0; i < Results.Count; i++)
        {
            Validate(terms, Results[i], Paths.Item(string.Empty, "results", i), failures);
        }

        foreach (var indicator in terms.Indicators.Value)
        {
            var count = Results.Count(r => r.Indicator == indicator.Id);
            if (count != 1)
            {
                failures.Add(new(count == 0 ? "result-missing" : "result-twice", "results", indicator.Id, "Each indicator has one result.",
                    count == 0 ? "State its result, with a numerator of 0 if nothing was achieved." : "Leave the second one out."));
            }
        }

        if (Aspiration is not null && AspirationPaid is not null)
        {
            failures.Add(new("aspiration-twice", "aspirationPaid", AspirationPaid.ToString(),
                "Aspiration payments follow last year's achievement or points that were agreed on.", "Leave one of the two out."));
        }

        if (Aspiration is { } advance)
        {
            if (terms.Rules!.AspirationShare is null)
            {
                failures.Add(new("parameter-missing", "rules.aspirationShare", FormattableString.Invariant($"{terms.Year}"),
                    "The library does not know the share of last year's achievement that was paid in advance this year.",
                    "State it in the rules with its citation, or state what was paid."));
            }

            if (advance.PreviousAchievement is < 0m or > 1_000_000_000m || advance.Uprating is <= 0m or > 100m)
            {
                failures.Add(new("aspiration-range", "aspiration", advance.ToString(),
                    "Last year's achievement is 0 or more, and its uprating lies above 0 and is at most 100.", "Check the two numbers."));
            }
        }

        if (AspirationPaid is { Value: null or < 0m })
        {
            failures.Add(new("aspiration-range", "aspirationPaid", AspirationPaid.ToString(), "What was paid in advance is 0 or more.",
                "State it without a sign."));
        }
    }

    private static void Validate(OutcomesFrameworkTerms terms, IndicatorResult result, string path, List<Failure> failures)
    {
        if (terms.Indicators.Value.FirstOrDefault(i => i.Id == result.Indicator) is not { } indicator)
        {
            failures.Add(new("indicator-unknown", Paths.Join(path, "indicator"), TextRules.Show(result.Indicator, TextRules.Name),
                "The terms have no such indicator.", NearName.Meant(result.Indicator, [.. terms.Indicators.Value.Select(static i => i.Id)])
                + "Name one of the terms."));
            return;
        }

        // A difference of numbers that are too large to be one is absent, and refused with them.
        var group = new Workings().Subtract(new("group", "Patients", Unit.Count), Quantity.Of("patients", result.Denominator, Unit.Count),
            Quantity.Of("excepted", result.Exceptions, Unit.Count)).Number;
        if (group == 0m && result is { Numerator: 0m, Exceptions: >= 0m, Denominator: <= 10_000_000m })
        {
            failures.Add(new("group-empty", path, result.ToString(),
                $"Nobody is left in the group of {indicator.Id}, so it has no achievement, and what the framework pays then was not read.",
                "Settle this practice by terms without the indicator: it has no points then. If the framework says otherwise, state the "
                + "result that it takes."));
        }
        else if (result.Numerator < 0m || result.Exceptions < 0m || result.Denominator > 10_000_000m || group <= 0m
            || result.Numerator > group)
        {
            failures.Add(new("result-range", path, result.ToString(),
                "Patients achieved are at most those of the group less those excepted, of whom there is at least one.",
                "Check the numbers."));
        }

        if (result.OwnMean is { Fraction: < 0m or > 1m } mean)
        {
            failures.Add(new("rate-range", Paths.Join(path, "ownMean"), mean.ToString(), "A mean achievement lies between 0 and 100 %.",
                "Write 80 % as 0.8."));
        }

        if (indicator.WithoutPrevalence == result.PrevalenceFactor is not null || result.PrevalenceFactor is < 0m or > 100m)
        {
            failures.Add(new("prevalence", Paths.Join(path, "prevalenceFactor"),
                result.PrevalenceFactor is { } factor ? NumberText.Number(factor) : string.Empty,
                indicator.WithoutPrevalence ? $"{indicator.Id} does not follow prevalence."
                    : $"{indicator.Id} follows prevalence: 0 to 100.",
                indicator.WithoutPrevalence ? "Leave the factor out." : "State the adjusted disease factor; 1 for that of all practices."));
        }
    }
}

/// <summary>What one indicator came to; each figure has the lines that led to it.</summary>
public sealed record IndicatorPayment
{
    /// <summary>The id of the indicator.</summary>
    public required string Indicator { get; init => field = Given.Of(value); }

    /// <summary>Numerator ÷ (denominator − exceptions), 0 to 1.</summary>
    public required Figure Achievement { get; init => field = Given.Of(value); }

    /// <summary>The points, not rounded.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>The payment in pounds, not rounded.</summary>
    public required Figure Payment { get; init => field = Given.Of(value); }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What a practice's year came to; each figure has the lines that led to it.</summary>
public sealed record FrameworkPayment
{
    /// <summary>The contractor population index: the practice's list ÷ the average list.</summary>
    public required Figure PopulationIndex { get; init => field = Given.Of(value); }

    /// <summary>The indicators, in the order of the terms.</summary>
    public required ValueList<IndicatorPayment> Indicators { get; init => field = Given.Of(value); }

    /// <summary>All points, not rounded.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>The achievement payment in pounds, not rounded.</summary>
    public required Figure Payment { get; init => field = Given.Of(value); }

    /// <summary>What was paid in advance, in pounds, not rounded; <see langword="null"/> if nothing was.</summary>
    public Figure? AspirationPaid { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
