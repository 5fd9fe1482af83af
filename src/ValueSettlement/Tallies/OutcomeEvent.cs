using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>What was decided about an event; there is no default.</summary>
public enum Verdict
{
    /// <summary>It is accepted.</summary>
    Accepted = 1,

    /// <summary>It is refused.</summary>
    Rejected,

    /// <summary>Nobody has decided yet.</summary>
    Open,
}

/// <summary>Something that happened and may be paid for: an outcome of a person, a delivery, a unit of work.</summary>
public sealed record OutcomeEvent
{
    /// <summary>Its own id, one to 200 characters; no other event has it.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The person or thing that it happened to; empty where the agreement asks for none.</summary>
    public string Subject { get; init => field = Given.Of(value); } = string.Empty;

    /// <summary>The price group; empty where there is one price for all.</summary>
    public string Group { get; init => field = Given.Of(value); } = string.Empty;

    /// <summary>What happened, in the agreement's own words.</summary>
    public required string Outcome { get; init => field = Given.Of(value); }

    /// <summary>The day on which it happened.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>How much of it; a correction of a quantity may be below zero. Between −1,000,000 and 1,000,000, at most six
    /// decimals; 1 for an outcome that counts so often, or after something, for a person.</summary>
    public decimal Quantity { get; init; } = 1m;

    /// <summary>The day on which its evidence came, not before <see cref="Date"/>; <see langword="null"/> if none did.</summary>
    public LocalDate? EvidenceOn { get; init; }

    /// <summary>The day on which it was claimed, not before <see cref="Date"/>; <see langword="null"/> if it was not.</summary>
    public LocalDate? ClaimedOn { get; init; }

    /// <summary>The reference that counts once, for example the number of a delivery note; <see langword="null"/> where there is
    /// none.</summary>
    public string? Reference { get; init; }

    /// <summary>What was decided.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Who decided.</summary>
    public string? Adjudicator { get; init; }

    /// <summary>Why it was so decided.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the event is recorded.</summary>
    public string? Source { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What the days of a deadline are counted from; there is no default.</summary>
public enum DeadlineFrom
{
    /// <summary>From the day of the event.</summary>
    Event = 1,

    /// <summary>From the last day of the period that is settled.</summary>
    PeriodEnd,
}

/// <summary>Until when an event is claimed. The last day still counts.</summary>
/// <param name="Days">Days after the day that is counted from, 0 to 36,500.</param>
/// <param name="From">What is counted from.</param>
public sealed record EventDeadline(int Days, DeadlineFrom From)
{
    /// <summary>The deadline in words.</summary>
    public override string ToString() =>
        $"{TallyRules.Counted(Days, "day")} after {(From == DeadlineFrom.PeriodEnd ? "the period" : "the event")}";
}

/// <summary>What every event of an agreement has to meet before it is priced. What is left out is not asked for.</summary>
public sealed record EventRules
{
    /// <summary>The most days from an event to its evidence, 0 to 36,500; the last of them still counts. Without evidence it is
    /// late.</summary>
    public int? EvidenceDays { get; init; }

    /// <summary>Until when it is claimed; what is not claimed is late.</summary>
    public EventDeadline? Claim { get; init; }

    /// <summary>Who decides: the verdict of anybody else is none.</summary>
    public string? Adjudicator { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal const int MostDays = 36_500;

    internal void Validate(string path, List<Failure> failures)
    {
        if (EvidenceDays is < 0 or > MostDays)
        {
            failures.Add(TallyRules.Days(EvidenceDays.Value, Paths.Join(path, "evidenceDays")));
        }

        if (Claim is { } claim)
        {
            if (claim.Days is < 0 or > MostDays)
            {
                failures.Add(TallyRules.Days(claim.Days, Paths.Join(path, "claim.days")));
            }

            if (!Enum.IsDefined(claim.From))
            {
                failures.Add(TallyRules.Choice(claim.From, Paths.Join(path, "claim.from"),
                    "The days of a deadline are counted from the event or from the end of the period."));
            }
        }

        if (Adjudicator is { } decides)
        {
            TallyRules.Name(decides, path, "adjudicator", failures);
        }
    }

    /// <summary>What keeps an event from being priced; nothing for one that is accepted and in time.</summary>
    internal EntryStatus? Judge(OutcomeEvent happened, DateInterval period, out string? reason)
    {
        reason = null;
        if (happened.Date < period.Start || happened.Date > period.End)
        {
            return EntryStatus.OutsidePeriod;
        }

        if (happened.Verdict == Verdict.Open)
        {
            reason = happened.Reason;
            return EntryStatus.Undecided;
        }

        if (Adjudicator is { } needed && !string.Equals(needed, happened.Adjudicator, StringComparison.Ordinal))
        {
            reason = $"{needed} decides, and {happened.Adjudicator ?? "nobody named"} did.";
            return EntryStatus.Undecided;
        }

        if (happened.Verdict == Verdict.Rejected)
        {
            reason = happened.Reason;
            return EntryStatus.Rejected;
        }

        if (EvidenceDays is { } days && Late(happened.Date, days, happened.EvidenceOn, "evidence", out reason))
        {
            return EntryStatus.LateEvidence;
        }

        return Claim is { } claim && Late(claim.From == DeadlineFrom.Event ? happened.Date : period.End, claim.Days, happened.ClaimedOn,
            "claim", out reason) ? EntryStatus.LateClaim : null;
    }

    private static bool Late(LocalDate from, int days, LocalDate? day, string what, out string? reason)
    {
        // A deadline from the end of the period leaves time before it too.
        if (day is { } came && (came <= from || Period.DaysBetween(from, came) <= days))
        {
            reason = null;
            return false;
        }

        // What is late came after the deadline, so the deadline is a day that there is.
        reason = day is { } late ? $"The {what} of {Dates.Text(late)} came after {Dates.Text(from.PlusDays(days))}."
            : $"There is no {what}.";
        return true;
    }
}
