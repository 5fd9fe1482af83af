using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>What a deliverable has to show: a reported value that is at least, or at most, a threshold.</summary>
/// <param name="Name">What is reported, for example "defects per thousand lines".</param>
/// <param name="Threshold">The threshold, which itself passes; between −1,000,000,000 and 1,000,000,000.</param>
/// <param name="Direction">Which results are good.</param>
public sealed record Criterion(string Name, decimal Threshold, Direction Direction)
{
    /// <summary>What is reported.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The criterion in words.</summary>
    public override string ToString() =>
        $"{Name} {(Direction == Direction.LowerIsBetter ? "at most" : "at least")} {NumberText.Number(Threshold)}";

    /// <summary>Whether a value passes.</summary>
    internal bool Passes(decimal value) => Direction == Direction.LowerIsBetter ? value <= Threshold : value >= Threshold;
}

/// <summary>What a milestone that is accepted in part earns.</summary>
public enum PartialAcceptance
{
    /// <summary>Nothing: it is accepted whole or not at all.</summary>
    None,

    /// <summary>The part of its criteria that are met.</summary>
    CriteriaMet,

    /// <summary>The fraction that whoever accepts it states.</summary>
    StatedFraction,
}

/// <summary>What of an earned milestone is kept until later.</summary>
public sealed record Retention
{
    /// <summary>The share that is kept, above 0 and at most 1, at most four decimals of a fraction.</summary>
    public required Rate Share { get; init; }

    /// <summary>The day on which it is released; <see langword="null"/> where a condition releases it.</summary>
    public LocalDate? ReleaseOn { get; init; }

    /// <summary>What releases it, for example "end of warranty without a severe defect"; <see langword="null"/> where a day does.</summary>
    public string? ReleaseWhen { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A deliverable, its value, and when it is earned.</summary>
public sealed record Milestone
{
    /// <summary>Its own id.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>Its value, above 0 and at most 1,000,000,000, at most four decimals.</summary>
    public required Money Value { get; init; }

    /// <summary>What reported values have to show; without any, a person accepts it.</summary>
    public ValueList<Criterion> Criteria { get; init => field = Given.Of(value); } = [];

    /// <summary>What it earns in part.</summary>
    public PartialAcceptance Partial { get; init; }

    /// <summary>What is kept until later; <see langword="null"/> for nothing.</summary>
    public Retention? Retention { get; init; }

    /// <summary>The last day on which it can be earned; what is not earned by then is forfeited. <see langword="null"/> for
    /// none.</summary>
    public LocalDate? LongStop { get; init; }

    /// <summary>Where it stands; <see langword="null"/> for the authority of the plan.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A reported value of a criterion.</summary>
/// <param name="Criterion">The name of the criterion.</param>
/// <param name="Value">What was measured.</param>
public sealed record CriterionResult(string Criterion, decimal Value)
{
    /// <summary>The name of the criterion.</summary>
    public string Criterion { get; init => field = Given.Of(value); } = Given.Of(Criterion);

    /// <summary>The result in words.</summary>
    public override string ToString() => $"{Criterion} {NumberText.Number(Value)}";
}

/// <summary>What is known of one milestone: the latest report.</summary>
public sealed record MilestoneReport
{
    /// <summary>The id of the milestone.</summary>
    public required string Milestone { get; init => field = Given.Of(value); }

    /// <summary>The day on which it was measured or accepted.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Reported values, for a milestone with criteria: one for each; one that is missing is not met.</summary>
    public ValueList<CriterionResult> Results { get; init => field = Given.Of(value); } = [];

    /// <summary>Who accepted it, for a milestone without criteria.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>The accepted fraction, 0 to 1, at most four decimals; left out, the whole.</summary>
    public Rate? AcceptedFraction { get; init; }

    /// <summary>The day on which the condition of its retention was met; <see langword="null"/> as long as it is not.</summary>
    public LocalDate? ReleasedOn { get; init; }

    /// <summary>Where this is recorded.</summary>
    public string? Source { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What became of one milestone by a day, in money; earned + forfeited + waiting is its value.</summary>
public sealed record MilestoneState
{
    /// <summary>The id of the milestone.</summary>
    public required string Milestone { get; init => field = Given.Of(value); }

    /// <summary>What is earned, with what is retained of it.</summary>
    public required decimal Earned { get; init; }

    /// <summary>What of it is retained still.</summary>
    public required decimal Retained { get; init; }

    /// <summary>What was retained and is released.</summary>
    public required decimal Released { get; init; }

    /// <summary>What can no longer be earned.</summary>
    public required decimal Forfeited { get; init; }

    /// <summary>What can still be earned.</summary>
    public required decimal Waiting { get; init; }

    /// <summary>Why; <see langword="null"/> where the amounts say all.</summary>
    public string? Reason { get; init; }

    /// <summary>What is payable: earned − retained.</summary>
    public decimal Payable => Earned - Retained;

    /// <summary>The amounts that are not zero.</summary>
    public override string ToString()
    {
        var parts = new[]
        {
            ("earned", Earned), ("retained", Retained), ("released", Released), ("forfeited", Forfeited), ("waiting", Waiting),
        };
        return $"{Milestone}: {string.Join(", ", parts.Where(static p => p.Item2 != 0m).Select(static p =>
            $"{p.Item1} {UnitText.Of(p.Item2, Unit.Money)}"))}{(Reason is null ? string.Empty : $" ({Reason})")}";
    }
}

/// <summary>
/// Deliverables with values. What is counted is everything up to a day, so that a contract takes what was paid before from it.
/// <code>
/// report by the day and by the long stop ─► accepted fraction ─► value × fraction = earned ─► − retained until its day or condition =
/// payable
/// after the long stop: the rest is forfeited; before: it waits
/// </code>
/// Not rounded, but a part of a third of criteria, which is cut after 28 digits.
/// </summary>
public sealed partial record MilestonePlan
{
    /// <summary>The milestones, 1 to 1,000, in the order of the agreement.</summary>
    public required ValueList<Milestone> Milestones { get; init => field = Given.Of(value); }

    /// <summary>Where the plan stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Everything that is wrong with the plan; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>What the milestones come to by a day, in money, with an entry for each: what it is worth, and what is payable of
    /// it.</summary>
    /// <param name="reports">The latest report of each milestone, in any order; without one it waits.</param>
    /// <param name="on">The day that is looked from: what happened after it is not known.</param>
    /// <exception cref="SettlementException">The plan is not sound, or a report cannot be; carries every reason.</exception>
    public Tally Count(ValueList<MilestoneReport> reports, LocalDate on) => Pass(reports, on, null).Tally;

    /// <summary>The same, where no report lies before a term.</summary>
    internal Tally Count(ValueList<MilestoneReport> reports, LocalDate on, DateInterval term) => Pass(reports, on, term).Tally;

    /// <summary>What became of each milestone by a day.</summary>
    /// <param name="reports">The latest report of each milestone, in any order; without one it waits.</param>
    /// <param name="on">The day that is looked from: what happened after it is not known.</param>
    /// <exception cref="SettlementException">The plan is not sound, or a report cannot be; carries every reason.</exception>
    public ValueList<MilestoneState> States(ValueList<MilestoneReport> reports, LocalDate on) => Pass(reports, on, null).States;

    /// <summary>The plan in a sentence.</summary>
    public override string ToString() => $"{TallyRules.Counted(Milestones.Count, "milestone")}: "
        + string.Join(", ", Milestones.Take(10).Select(static m => $"{m.Id} {m.Value}"));

    internal void Validate(string path, List<Failure> failures, DateInterval? term = null)
    {
        TextRules.Validate(Authority, path, failures);
        if (Milestones.Count is 0 or > 1_000)
        {
            failures.Add(new("milestones-count", Paths.Join(path, "milestones"), NumberText.Number(Milestones.Count),
                "A plan has 1 to 1,000 milestones.", "State the deliverables and their values."));
            return;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Milestones.Count; i++)
        {
            var (milestone, at) = (Milestones[i], Paths.Item(path, "milestones", i));
            if (!ids.Add(milestone.Id))
            {
                failures.Add(new("milestone-twice", Paths.Join(at, "id"), milestone.Id, "A milestone stands once in a plan.",
                    "Give the second one an id of its own."));
            }

            Validate(milestone, at, failures, term);
        }
    }

    private static void Validate(Milestone milestone, string path, List<Failure> failures, DateInterval? term)
    {
        TallyRules.Name(milestone.Id, path, "id", failures);
        TallyRules.Amount(milestone.Value, path, "value", failures, zero: false);
        TextRules.Validate(milestone.Authority, path, failures);
        if (milestone.LongStop is { } stop)
        {
            Later(stop, term, Paths.Join(path, "longStop"), failures);
        }

        if (milestone.Retention is { } retention)
        {
            Validate(retention, Paths.Join(path, "retention"), failures, term);
        }

        if (!Enum.IsDefined(milestone.Partial) || (milestone.Partial == PartialAcceptance.CriteriaMet && milestone.Criteria.Count == 0)
            || (milestone.Partial == PartialAcceptance.StatedFraction && milestone.Criteria.Count > 0))
        {
            failures.Add(new("milestone-partial", Paths.Join(path, "partial"), EnumText.Of(milestone.Partial),
                "Criteria give the part that is met; without criteria whoever accepts states a fraction.",
                "Choose CriteriaMet with criteria, StatedFraction without, or None."));
        }

        if (milestone.Criteria.Count > 100)
        {
            failures.Add(new("criteria-count", Paths.Join(path, "criteria"), NumberText.Number(milestone.Criteria.Count),
                "A milestone has at most 100 criteria.", "Split the milestone."));
            return;
        }

        for (var i = 0; i < milestone.Criteria.Count; i++)
        {
            var (criterion, at) = (milestone.Criteria[i], Paths.Item(path, "criteria", i));
            TallyRules.Name(criterion.Name, at, "name", failures);
            if (milestone.Criteria.Take(i).Any(c => c.Name == criterion.Name))
            {
                failures.Add(new("criterion-twice", Paths.Join(at, "name"), criterion.Name, "A criterion stands once in a milestone.",
                    "Leave the second one out, or name it apart."));
            }

            if (!Enum.IsDefined(criterion.Direction))
            {
                failures.Add(TallyRules.Choice(criterion.Direction, Paths.Join(at, "direction"), "More is better, or less is."));
            }

            if (Math.Abs(criterion.Threshold) > 1_000_000_000m)
            {
                failures.Add(new("criterion-threshold", Paths.Join(at, "threshold"), NumberText.Number(criterion.Threshold),
                    "A threshold lies between −1,000,000,000 and 1,000,000,000.", "Check its unit."));
            }
        }
    }

    /// <summary>A day by which something of the plan ends: not before the term begins, where there is one.</summary>
    private static void Later(LocalDate day, DateInterval? term, string path, List<Failure> failures)
    {
        const string Rule = "A long stop or a release lies in the term or after it";
        if (TallyRules.Day(day, path, Rule + ".", failures) && day != default && term is not null && DateRules.Hold(term)
            && day < term.Start)
        {
            failures.Add(new("date-order", path, Dates.Text(day), $"{Rule}, which begins on {Dates.Text(term.Start)}.",
                "State the day of the agreement."));
        }
    }

    private static void Validate(Retention retention, string path, List<Failure> failures, DateInterval? term)
    {
        if (retention.Share <= Rate.Zero || retention.Share > Rate.One || !TallyRules.HasDecimals(retention.Share.Fraction, 4, 10_000m))
        {
            failures.Add(new("rate-range", Paths.Join(path, "share"), retention.Share.ToString(),
                "A share that is retained is above 0, at most 100 %, and has at most four decimals as a fraction.",
                "Write 0.05 for 5 %, or leave the retention out."));
        }

        TextRules.Validate(retention.ReleaseWhen, path, "releaseWhen", failures);
        if ((retention.ReleaseOn is null) == string.IsNullOrWhiteSpace(retention.ReleaseWhen))
        {
            failures.Add(new("retention-release", Paths.Join(path, "releaseOn"), retention.ToString(),
                "A day releases what is retained, or a condition does.", "State one of the two."));
        }

        if (retention.ReleaseOn is { } day)
        {
            Later(day, term, Paths.Join(path, "releaseOn"), failures);
        }
    }
}
