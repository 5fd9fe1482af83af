using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>What became of one event in a tally. What is not counted is never dropped: it stays in the list with its reason.</summary>
public enum EntryStatus
{
    /// <summary>It counts in full.</summary>
    Counted = 1,

    /// <summary>It counts as far as a limit left room, or as far as it lies in what is settled; its reason says which.</summary>
    CountedInPart,

    /// <summary>It was accepted, and a limit left nothing for it.</summary>
    LimitReached,

    /// <summary>It happened to this subject as often as the agreement pays for, or follows an event that it may not follow.</summary>
    Repeated,

    /// <summary>Its reference was counted before.</summary>
    Duplicate,

    /// <summary>Whoever decides refused it.</summary>
    Rejected,

    /// <summary>Whoever decides has not decided yet.</summary>
    Undecided,

    /// <summary>Its evidence came after the deadline, or not at all.</summary>
    LateEvidence,

    /// <summary>It was claimed after the deadline, or not at all.</summary>
    LateClaim,

    /// <summary>It lies outside the days or minutes that are settled.</summary>
    OutsidePeriod,

    /// <summary>The agreement leaves it out, as its reason says.</summary>
    Excluded,

    /// <summary>It can no longer be earned: the last day for it has passed.</summary>
    Forfeited,
}

/// <summary>One event of a tally, what was asked for it and what counts.</summary>
public sealed record TallyEntry
{
    /// <summary>The id of the event.</summary>
    public required string Event { get; init => field = Given.Of(value); }

    /// <summary>Whom or what it happened to: a person, a service, a deliverable; empty where the agreement has none.</summary>
    public string Subject { get; init => field = Given.Of(value); } = string.Empty;

    /// <summary>What happened, in the agreement's own words.</summary>
    public string Kind { get; init => field = Given.Of(value); } = string.Empty;

    /// <summary>The day on which it counts; <see langword="null"/> where days do not matter.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>What became of it.</summary>
    public required EntryStatus Status { get; init; }

    /// <summary>What it would count for without limits, in <see cref="Tally.EntryUnit"/>.</summary>
    public decimal Asked { get; init; }

    /// <summary>What it counts for, in <see cref="Tally.EntryUnit"/>.</summary>
    public decimal Counted { get; init; }

    /// <summary>What the status leaves open, in a sentence; <see langword="null"/> where the status says all.</summary>
    public string? Reason { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// Events under an agreement: a figure, with a line for each group of events, and what became of each event. The figure is the stated
/// opening amount of a contract, whose clauses act on it. The same events in any order give the same tally.
/// </summary>
public sealed record Tally
{
    /// <summary>What the events come to, in money, with its lines. Positive is money to the provider (supplier, manufacturer); a credit or
    /// a rebate is negative.</summary>
    public required Figure Amount { get; init => field = Given.Of(value); }

    /// <summary>Every event, in the order in which the agreement takes them.</summary>
    public required ValueList<TallyEntry> Entries { get; init => field = Given.Of(value); }

    /// <summary>What <see cref="TallyEntry.Asked"/> and <see cref="TallyEntry.Counted"/> count.</summary>
    public Unit EntryUnit { get; init; } = Unit.Money;

    /// <summary>How many events have a status.</summary>
    /// <param name="status">The status.</param>
    public int Count(EntryStatus status) => Entries.Count(entry => entry.Status == status);

    /// <summary>The amount and how many events it rests on.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Amount}: {Count(EntryStatus.Counted) + Count(EntryStatus.CountedInPart):#,##0} of {TallyRules.Counted(Entries.Count, "event")} ")
        + (Entries.Count == 1 ? "counts" : "count");
}
