using NodaTime;

namespace ValueSettlement.Population;

/// <summary>Which of the two windows of the rules a step or a requirement looks at.</summary>
public enum AttributionPeriod
{
    /// <summary>The window.</summary>
    Window,

    /// <summary>The expanded window, of which the window is a part.</summary>
    ExpandedWindow,
}

/// <summary>Whom a step considers.</summary>
public enum AttributionEntrance
{
    /// <summary>Whoever no earlier step attributed.</summary>
    NotAttributed,

    /// <summary>Whoever had no service that counts in an earlier step, from anybody.</summary>
    NoEarlierService,
}

/// <summary>What the plurality is counted in.</summary>
public enum PluralityMeasure
{
    /// <summary>Allowed charges, in cents.</summary>
    AllowedCharges,

    /// <summary>Services, one a row.</summary>
    Services,
}

/// <summary>What decides between competitors that are equal so far.</summary>
public enum TieBreak
{
    /// <summary>The more recent last service of the step.</summary>
    MostRecentService,

    /// <summary>More services of the step.</summary>
    MoreServices,

    /// <summary>The larger allowed charges of the step, where services are counted.</summary>
    LargerCharges,

    /// <summary>The lower number, organisations before entities that compete for themselves. No two have the same, so it comes
    /// last.</summary>
    LowerNumber,
}

/// <summary>What an organisation with the plurality of a step must also have (or must not have) done for the member.</summary>
public sealed record AttributionRequirement
{
    /// <summary>The codes of the specialties of which one service is enough.</summary>
    public required ValueList<string> Specialties { get; init => field = Given.Of(value); }

    /// <summary>When.</summary>
    public AttributionPeriod Period { get; init; }

    /// <summary>Whether such a service must exist; otherwise it must not.</summary>
    public bool IsPresent { get; init; } = true;

    /// <summary>The requirement in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{(IsPresent ? "at least one service" : "no service")} by {Specialties.Count} specialties in the {AttributionWords.Of(Period)}");
}

/// <summary>A step: who has the plurality of the services of some clinicians.</summary>
public sealed record AttributionStep
{
    /// <summary>A stable name for programs, for example "primary-care".</summary>
    public required string Key { get; init => field = Given.Of(value); }

    /// <summary>The name in words, for example "primary-care clinicians".</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>The codes of the specialties whose services count.</summary>
    public required ValueList<string> Specialties { get; init => field = Given.Of(value); }

    /// <summary>When a service counts.</summary>
    public AttributionPeriod Period { get; init; }

    /// <summary>Whom the step considers.</summary>
    public AttributionEntrance Considers { get; init; }

    /// <summary>What the organisation with the plurality must also fulfil, all of it; otherwise the step attributes to nobody.</summary>
    public ValueList<AttributionRequirement> Requirements { get; init => field = Given.Of(value); } = [];

    /// <summary>Where the step comes from, if it has a source of its own.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The step in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Name}: {Specialties.Count} specialties in the {AttributionWords.Of(Period)}, {AttributionWords.Of(Considers)}")
        + string.Concat(Requirements.Select(static r => $", {r}"));
}

/// <summary>
/// How visits become a list of members: who has the plurality of services, step by step. An entity is whoever bills; the entities of one
/// organisation compete together, every other entity competes for itself.
/// <code>
/// a choice of the member ─► step 1 ─► step 2 ─► …
/// step:  largest sum over the step's services ─► tie-breaks ─► an organisation? ─► its requirements
/// </code>
/// </summary>
public sealed record AttributionRules
{
    internal const int MostSteps = 8;
    internal const int MostRequirements = 20;
    internal const int MostEntities = 1 << 24;

    /// <summary>Where the rules come from.</summary>
    public required Authority Authority { get; init => field = Given.Of(value); }

    /// <summary>The days of the services that count, both ends included.</summary>
    public required DateInterval Window { get; init => field = Given.Of(value); }

    /// <summary>The longer window, which holds <see cref="Window"/>; needed where a step or a requirement looks at it.</summary>
    public DateInterval? ExpandedWindow { get; init; }

    /// <summary>The codes of the services that count: primary-care services.</summary>
    public required Cited<ValueList<string>> Services { get; init => field = Given.Of(value); }

    /// <summary>The steps in their order, 1 to 8, with at most 20 requirements in all.</summary>
    public required ValueList<AttributionStep> Steps { get; init => field = Given.Of(value); }

    /// <summary>For each entity, by its number from 0, the organisation that it belongs to; <see langword="null"/> for one that competes
    /// for itself. 1 to 16,777,216 entities.</summary>
    public required ValueList<ushort?> Entities { get; init => field = Given.Of(value); }

    /// <summary>What the plurality is counted in.</summary>
    public PluralityMeasure Measure { get; init; }

    /// <summary>What decides between equal pluralities, in this order; <see cref="TieBreak.LowerNumber"/> is the last.</summary>
    public ValueList<TieBreak> TieBreaks { get; init => field = Given.Of(value); } = [TieBreak.MostRecentService, TieBreak.LowerNumber];

    /// <summary>How many months of the window a member needs to belong to an organisation, 1 or more; left out where months do not
    /// matter. With it <see cref="PreparedAttribution.Attribute"/> needs <see cref="EnrolmentColumns"/>.</summary>
    public int? MinimumMonths { get; init; }

    /// <summary>Months of the calendar that the window has a day of.</summary>
    internal int WindowMonths => ((Window.End.Year - Window.Start.Year) * 12) + Window.End.Month - Window.Start.Month + 1;

    /// <summary>The authority of what the rules make: as certain as the least certain part.</summary>
    internal Authority OfResult => Authority with
    {
        Unconfirmed = Authority.Unconfirmed || Services.Authority.Unconfirmed
            || Steps.Any(static s => s.Authority is { Unconfirmed: true }),
    };

    /// <summary>What is wrong with the rules; empty if nothing is.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Windows(failures);
        Counts(failures);
        Codes(Services.Value, "services", failures);
        for (var s = 0; s < Steps.Count; s++)
        {
            Step(Steps[s], Paths.Item(string.Empty, "steps", s), failures);
        }

        failures.AddRange(Steps.GroupBy(static s => s.Key, StringComparer.Ordinal).Where(static same => same.Count() > 1)
            .Select(static same => new Failure("step-twice", "steps", same.Key, "Each step has a key of its own.", "Rename one.")));
        Choice(Measure, "measure", failures);
        if (TieBreaks.Count == 0 || TieBreaks[^1] != TieBreak.LowerNumber || TieBreaks.Distinct().Count() != TieBreaks.Count
            || TieBreaks.Any(static t => !Enum.IsDefined(t)))
        {
            failures.Add(new("tie-breaks", "tieBreaks", string.Join(", ", TieBreaks.Select(static t => EnumText.Of(t))),
                "Each tie-break occurs once, and the last is LowerNumber, which always decides.", "End the list with LowerNumber."));
        }

        if (MinimumMonths is { } months && (months < 1 || months > WindowMonths))
        {
            failures.Add(new("months-minimum", "minimumMonths", UnitText.Of(months, Unit.Count),
                FormattableString.Invariant($"A member can have 1 to {WindowMonths:#,##0} months of the window."),
                "Leave it out where months do not matter."));
        }

        return [.. failures];
    }

    /// <summary>Makes the rules ready for rows.</summary>
    /// <exception cref="SettlementException">The rules are wrong; every failure at once.</exception>
    public PreparedAttribution Prepare()
    {
        var failures = Validate();
        return failures.Count > 0 ? throw new SettlementException(failures) : new(this);
    }

    /// <summary>The rules in words.</summary>
    public override string ToString() => $"plurality of {(Measure == PluralityMeasure.Services ? "services" : "allowed charges")}, "
        + $"{Dates.Text(Window)}; {string.Join("; ", Steps)}; ties: {string.Join(", ", TieBreaks.Select(AttributionWords.Of))}"
        + (MinimumMonths is { } months ? FormattableString.Invariant($"; at least {months} months") : string.Empty);

    private void Windows(List<Failure> failures)
    {
        var sound = DateRules.Validate(Window, "window", failures)
            && (ExpandedWindow is null || DateRules.Validate(ExpandedWindow, "expandedWindow", failures));
        if (sound && ExpandedWindow is not null && !(ExpandedWindow.Start <= Window.Start && Window.End <= ExpandedWindow.End))
        {
            failures.Add(new("expanded-window", "expandedWindow", Dates.Text(ExpandedWindow),
                $"The expanded window holds the window, {Dates.Text(Window)}.", "Correct one of the two."));
        }

        if (ExpandedWindow is null && Steps.Any(static s => s.Period == AttributionPeriod.ExpandedWindow
            || s.Requirements.Any(static r => r.Period == AttributionPeriod.ExpandedWindow)))
        {
            failures.Add(new("expanded-window-missing", "expandedWindow", string.Empty, "A step looks at the expanded window.",
                "State it."));
        }
    }

    private void Counts(List<Failure> failures)
    {
        if (Steps.Count is < 1 or > MostSteps)
        {
            failures.Add(new("steps-count", "steps", UnitText.Of(Steps.Count, Unit.Count),
                FormattableString.Invariant($"There are 1 to {MostSteps} steps."), "State one, or join some."));
        }

        if (Steps.Sum(static s => s.Requirements.Count) is > MostRequirements and var requirements)
        {
            failures.Add(new("requirements-count", "steps", UnitText.Of(requirements, Unit.Count),
                FormattableString.Invariant($"There are at most {MostRequirements} requirements in all."), "Join some."));
        }

        if (Entities.Count is < 1 or > MostEntities)
        {
            failures.Add(new("entities-count", "entities", UnitText.Of(Entities.Count, Unit.Count),
                FormattableString.Invariant($"There are 1 to {MostEntities:#,##0} entities."), "Number whoever bills from 0."));
        }
    }

    private static void Step(AttributionStep step, string path, List<Failure> failures)
    {
        TextRules.Validate(step.Key, path, "key", failures);
        TextRules.Validate(step.Name, path, "name", failures);
        Codes(step.Specialties, Paths.Join(path, "specialties"), failures);
        Choice(step.Period, Paths.Join(path, "period"), failures);
        Choice(step.Considers, Paths.Join(path, "considers"), failures);
        for (var r = 0; r < step.Requirements.Count; r++)
        {
            var at = Paths.Item(path, "requirements", r);
            Codes(step.Requirements[r].Specialties, Paths.Join(at, "specialties"), failures);
            Choice(step.Requirements[r].Period, Paths.Join(at, "period"), failures);
        }
    }

    private static void Codes(ValueList<string> codes, string path, List<Failure> failures)
    {
        if (codes.Count == 0)
        {
            failures.Add(new("codes-missing", path, string.Empty, "There is at least one code, or nothing would count.",
                "State the codes."));
        }
    }

    private static void Choice<T>(T choice, string path, List<Failure> failures)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(choice))
        {
            failures.Add(new("choice-unknown", path, EnumText.Of(choice), "It is one of the choices that exist.", "Name one of them."));
        }
    }
}

/// <summary>Choices of an attribution in words.</summary>
internal static class AttributionWords
{
    public static string Of(AttributionPeriod period) => period == AttributionPeriod.Window ? "window" : "expanded window";

    public static string Of(AttributionEntrance entrance) => entrance == AttributionEntrance.NotAttributed
        ? "for whoever is not attributed yet"
        : "for whoever had no service of an earlier step";

    public static string Of(TieBreak tie) => tie switch
    {
        TieBreak.MostRecentService => "the more recent service",
        TieBreak.MoreServices => "more services",
        TieBreak.LargerCharges => "the larger charges",
        _ => "the lower number",
    };

    public static string Of(AttributionReason reason) => reason switch
    {
        AttributionReason.Stated => "stated",
        AttributionReason.Voluntary => "chosen by the member",
        AttributionReason.VoluntaryElsewhere => "the member chose an entity of no organisation",
        AttributionReason.Plurality => "plurality",
        AttributionReason.TieBroken => "plurality, tie broken",
        AttributionReason.OtherEntity => "an entity of no organisation had the plurality",
        AttributionReason.RequirementNotMet => "the organisation with the plurality does not meet the step's requirements",
        AttributionReason.NoPrimaryCare => "no primary-care service",
        AttributionReason.OutsideWindow => "no primary-care service in the window",
        AttributionReason.TooFewMonths => "fewer months than the rules ask for",
        _ => "no primary-care service by a clinician who counts",
    };
}
