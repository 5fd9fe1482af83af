using System.Runtime.InteropServices;
using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>Events in the order in which an agreement takes them: by day, then by id as numbers of characters, the same in every
/// culture.</summary>
internal static class EventOrder
{
    /// <summary>The events in order, each sound in itself.</summary>
    /// <exception cref="SettlementException">An event cannot be, or an id comes twice; carries every reason, at most 100.</exception>
    public static OutcomeEvent[] Of(ValueList<OutcomeEvent> events, bool corrections, FailureBag failures)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count > TallyRules.MostEvents)
        {
            throw new SettlementException([new("events-count", "events", NumberText.Number(events.Count),
                FormattableString.Invariant($"At most {TallyRules.MostEvents:#,##0} events are counted at once."),
                "Count shorter periods, each after the entries of those before.")]);
        }

        var sorted = Sorted(events.AsSpan());
        var ids = new HashSet<string>(sorted.Length, StringComparer.Ordinal);
        foreach (var happened in sorted)
        {
            if (!ids.Add(happened.Id))
            {
                Twice(happened, failures);
            }

            // Asked first without a word, because nearly every event is sound.
            if (!IsSound(happened, corrections))
            {
                Explain(happened, corrections, failures);
            }
        }

        return sorted;
    }

    public static string Path(OutcomeEvent happened, string member) =>
        Paths.Join(Paths.Named("events", TextRules.Show(happened.Id, TextRules.Name)), member);

    private static void Twice(OutcomeEvent happened, FailureBag failures) => failures.Add("event-twice " + happened.Id, () => new(
        "event-twice", Path(happened, string.Empty), happened.Id, "An event stands once in the list.",
        "Leave the second one out, or give it an id of its own."));

    private static bool IsSound(OutcomeEvent e, bool corrections) =>
        !string.IsNullOrWhiteSpace(e.Id) && IsSound(e.Id) && IsSound(e.Subject) && IsSound(e.Group) && IsSound(e.Outcome)
        && IsSound(e.Reference) && IsSound(e.Adjudicator) && IsSound(e.Source) && IsSound(e.Reason, TextRules.Sentence)
        && DateRules.Hold(e.Date) && (e.EvidenceOn is not { } evidence || DateRules.Hold(evidence))
        && (e.ClaimedOn is not { } claimed || DateRules.Hold(claimed))
        && e.Verdict is >= Verdict.Accepted and <= Verdict.Open && IsQuantity(e.Quantity, corrections);

    // Plain letters, digits and marks are nearly all there is, and are told in a fraction of the time.
    private static bool IsSound(string? text, int most = TextRules.Name) => text is null
        || (text.Length <= most && (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 || TextRules.Hold(text, most)));

    private static bool IsQuantity(decimal quantity, bool corrections) => quantity == 1m || (corrections
        ? quantity is >= -TallyRules.MostQuantity and <= TallyRules.MostQuantity && TallyRules.HasDecimals(quantity, 6, 1_000_000m)
        : quantity is > 0m and <= TallyRules.MostQuantity && TallyRules.HasDecimals(quantity, 4, 10_000m));

    private static void Explain(OutcomeEvent e, bool corrections, FailureBag failures)
    {
        var found = new List<Failure>();
        TallyRules.Name(e.Id, Path(e, string.Empty), "id", found);
        foreach (var (text, member) in new[]
        {
            (e.Subject, "subject"), (e.Group, "group"), (e.Outcome, "outcome"), (e.Reference, "reference"),
            (e.Adjudicator, "adjudicator"), (e.Source, "source"),
        })
        {
            TextRules.Validate(text, Path(e, string.Empty), member, found);
        }

        TextRules.Validate(e.Reason, Path(e, string.Empty), "reason", found, TextRules.Sentence);
        foreach (var (day, member) in new[]
        {
            (e.Date, "date"), (e.EvidenceOn ?? e.Date, "evidenceOn"), (e.ClaimedOn ?? e.Date, "claimedOn"),
        })
        {
            if (member == "date" || day != e.Date)
            {
                DateRules.Validate(day, Path(e, member), found);
            }
        }

        if (e.Verdict is < Verdict.Accepted or > Verdict.Open)
        {
            found.Add(TallyRules.Choice(e.Verdict, Path(e, "verdict"), "An event is accepted, rejected or open."));
        }

        if (!IsQuantity(e.Quantity, corrections))
        {
            found.Add(new("quantity-range", Path(e, "quantity"), NumberText.Number(e.Quantity), corrections
                ? "A quantity lies between −1,000,000 and 1,000,000 and has at most six decimals."
                : "The quantity of an outcome is above 0, at most 1,000,000, and has at most four decimals.",
                corrections ? "Check its unit." : "An event that is taken back is left out, or rejected with the reason."));
        }

        foreach (var failure in found)
        {
            failures.Add(null, () => failure);
        }
    }

    private static OutcomeEvent[] Sorted(ReadOnlySpan<OutcomeEvent> events)
    {
        var shared = Shared(events);
        var keys = new Key[events.Length];
        var ascending = true;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new(events[i], shared);
            ascending &= i == 0 || keys[i - 1].CompareTo(keys[i]) <= 0;
        }

        if (!ascending)
        {
            keys.AsSpan().Sort();
        }

        var sorted = new OutcomeEvent[keys.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = keys[i].Event;
        }

        return sorted;
    }

    // Ids of one source begin alike; what follows tells most of them apart without a look at the texts.
    private static int Shared(ReadOnlySpan<OutcomeEvent> events)
    {
        if (events.IsEmpty)
        {
            return 0;
        }

        var first = events[0].Id.AsSpan();
        foreach (var happened in events[1..])
        {
            first = first[..first.CommonPrefixLength(happened.Id)];
        }

        return first.Length;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Key : IComparable<Key>
    {
        private readonly int day;
        private readonly ulong beginning;

        public Key(OutcomeEvent happened, int shared)
        {
            Event = happened;
            var date = happened.Date;
            day = (date.Year << 9) | (date.Month << 5) | date.Day;
            var id = happened.Id.AsSpan(shared);
            for (var i = 0; i < 4; i++)
            {
                beginning = (beginning << 16) | (i < id.Length ? id[i] : 0u);
            }
        }

        public OutcomeEvent Event { get; }

        public int CompareTo(Key other) => day != other.day ? day.CompareTo(other.day)
            : beginning != other.beginning ? beginning.CompareTo(other.beginning)
            : string.CompareOrdinal(Event.Id, other.Event.Id);
    }
}

/// <summary>Failures of a list that may be long: each once, the first hundred in full, and how many more there are.</summary>
internal sealed class FailureBag
{
    private readonly List<Failure> failures = [];
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private int more;

    /// <summary>Adds a failure, once for each key; the text of one that is not shown is not made.</summary>
    public void Add(string? key, Func<Failure> failure)
    {
        if (key is not null && !said.Add(key))
        {
            return;
        }

        if (failures.Count < TallyRules.MostFailures)
        {
            failures.Add(failure());
        }
        else
        {
            more++;
        }
    }

    public void AddRange(IEnumerable<Failure> others) => failures.AddRange(others);

    public void Refuse()
    {
        if (failures.Count > 0)
        {
            throw new SettlementException(more == 0 ? failures : [.. failures, new("failures-more", "events", NumberText.Number(more),
                FormattableString.Invariant($"{more:#,##0} more failures of events are not listed."), "Correct those above first.")]);
        }
    }
}
