using System.Runtime.InteropServices;
using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>Events in the order in which an agreement takes them: by day, then by id as numbers of characters, the same in every
/// culture.</summary>
internal static class EventOrder
{
    /// <summary>The events in order, each sound in itself.</summary>
    /// <exception cref="SettlementException">There are too many.</exception>
    public static OutcomeEvent[] Of(ValueList<OutcomeEvent> events, bool corrections, FailureBag failures) =>
        Of(events, corrections, failures, out _);

    /// <summary>The events in order, each sound in itself, and where each stood in the list.</summary>
    /// <exception cref="SettlementException">There are too many.</exception>
    public static OutcomeEvent[] Of(ValueList<OutcomeEvent> events, bool corrections, FailureBag failures, out int[] places)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count > TallyRules.MostEvents)
        {
            throw new SettlementException([new("events-count", "events", NumberText.Number(events.Count),
                FormattableString.Invariant($"At most {TallyRules.MostEvents:#,##0} events are counted at once."),
                "Count shorter periods, each after the entries of those before.")]);
        }

        // Asked first in the order in which they lie in memory and without a word, because nearly every event is sound.
        var given = events.AsSpan();
        var areSound = AreSound(given, corrections);
        places = Places(given);
        var sorted = new OutcomeEvent[given.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = given[places[i]];
        }

        if (!areSound)
        {
            ExplainAll(sorted, corrections, failures);
        }

        return sorted;
    }

    /// <summary>Refuses what no rate card and no price list would count: for whoever divides a list between the two.</summary>
    public static void RefuseUnsound(ValueList<OutcomeEvent> events)
    {
        if (events.Count > TallyRules.MostEvents || !AreSound(events.AsSpan(), corrections: true))
        {
            var failures = new FailureBag();
            Of(events, corrections: true, failures);
            failures.Refuse();
        }
    }

    private static bool AreSound(ReadOnlySpan<OutcomeEvent> events, bool corrections)
    {
        var ids = new HashSet<string>(events.Length, StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (!IsSound(happened, corrections) || !ids.Add(happened.Id))
            {
                return false;
            }
        }

        return true;
    }

    private static void ExplainAll(OutcomeEvent[] sorted, bool corrections, FailureBag failures)
    {
        var ids = new HashSet<string>(sorted.Length, StringComparer.Ordinal);
        foreach (var happened in sorted)
        {
            if (!ids.Add(happened.Id))
            {
                Twice(happened, failures);
            }

            if (!IsSound(happened, corrections))
            {
                Explain(happened, corrections, failures);
            }
        }
    }

    public static string Path(OutcomeEvent happened, string member) =>
        Paths.Join(Paths.Named("events", TextRules.Show(happened.Id, TextRules.Name)), member);

    private static void Twice(OutcomeEvent happened, FailureBag failures) => failures.Add("event-twice " + happened.Id, () => new(
        "event-twice", Path(happened, string.Empty), happened.Id, "An event stands once in the list.",
        "Leave the second one out, or give it an id of its own."));

    private static bool IsSound(OutcomeEvent e, bool corrections) =>
        !string.IsNullOrWhiteSpace(e.Id) && IsSound(e.Id) && IsSound(e.Subject) && IsSound(e.Group) && IsSound(e.Outcome)
        && IsSound(e.Reference) && IsSound(e.Adjudicator) && IsSound(e.Source) && IsSound(e.Reason, TextRules.Sentence)
        && DateRules.Hold(e.Date) && (e.EvidenceOn is not { } evidence || Follows(evidence, e.Date))
        && (e.ClaimedOn is not { } claimed || Follows(claimed, e.Date))
        && e.Verdict is >= Verdict.Accepted and <= Verdict.Open && IsQuantity(e.Quantity, corrections);

    private static bool Follows(LocalDate day, LocalDate date) => DateRules.Hold(day) && day >= date;

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
            if ((member == "date" || day != e.Date) && DateRules.Validate(day, Path(e, member), found) && DateRules.Hold(e.Date)
                && day < e.Date)
            {
                found.Add(new("date-order", Path(e, member), Dates.Text(day),
                    $"Evidence and claim of an event come on its day, {Dates.Text(e.Date)}, or after it.",
                    "Correct the day; leave one out that nobody knows."));
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

    private static int[] Places(ReadOnlySpan<OutcomeEvent> events)
    {
        var shared = Shared(events);
        var keys = new Key[events.Length];
        var ascending = true;
        var order = new ByDayAndId([.. events]);
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new(events[i], i, shared);
            ascending = ascending && (i == 0 || order.Compare(keys[i - 1], keys[i]) <= 0);
        }

        if (!ascending)
        {
            Sort(keys, order);
        }

        return Array.ConvertAll(keys, static key => key.Place);
    }

    // A day has few events beside those of all days, so that each is sorted where the processor has it at hand.
    private static void Sort(Key[] keys, ByDayAndId order)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var key in keys)
        {
            (first, last) = (Math.Min(first, key.Day), Math.Max(last, key.Day));
        }

        if (last - first > MostDays)
        {
            keys.AsSpan().Sort(order);
            return;
        }

        var ends = new int[last - first + 2];
        foreach (var key in keys)
        {
            ends[key.Day - first + 1]++;
        }

        for (var day = 1; day < ends.Length; day++)
        {
            ends[day] += ends[day - 1];
        }

        foreach (var key in keys.ToArray())
        {
            keys[ends[key.Day - first]++] = key;
        }

        var start = 0;
        foreach (var end in ends.AsSpan(0, ends.Length - 1))
        {
            keys.AsSpan(start..end).Sort(order);
            start = end;
        }
    }

    private const int MostDays = 1 << 16;

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
    private readonly struct Key
    {
        public Key(OutcomeEvent happened, int place, int shared)
        {
            Place = place;
            var date = happened.Date;
            Day = (date.Year << 9) | (date.Month << 5) | date.Day;
            var id = happened.Id.AsSpan(shared);
            for (var i = 0; i < 4; i++)
            {
                Beginning = (Beginning << 16) | (i < id.Length ? id[i] : 0u);
            }
        }

        public int Day { get; }

        public int Place { get; }

        public ulong Beginning { get; }
    }

    private readonly struct ByDayAndId(OutcomeEvent[] events) : IComparer<Key>
    {
        public int Compare(Key x, Key y) => x.Day != y.Day ? x.Day.CompareTo(y.Day)
            : x.Beginning != y.Beginning ? x.Beginning.CompareTo(y.Beginning)
            : string.CompareOrdinal(events[x.Place].Id, events[y.Place].Id);
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
