using System.Runtime.InteropServices;
using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>How a rate card counts.</summary>
public sealed partial record RateCard
{
    private const string PersonLimitReason = "The limit per person.";
    private const string TotalLimitReason = "The total limit.";

    /// <summary>What events come to, and what became of each.</summary>
    /// <param name="events">The events, in any order, each once: at most 10,000,000.</param>
    /// <param name="period">First and last day that are settled, both inclusive: events of other days are listed and not counted.</param>
    /// <param name="earlier">
    /// The entries of tallies of earlier periods, where how often, after what, accelerator and limits run on from them; an event that one
    /// of
    /// them accepted is a duplicate. <see langword="null"/> where each period stands by itself.
    /// </param>
    /// <exception cref="SettlementException">The card is not sound, an event cannot be, an id comes twice, or a price is missing; carries
    /// every
    /// reason, at most 100 of events.</exception>
    public Tally Count(ValueList<OutcomeEvent> events, DateInterval period, ValueList<TallyEntry>? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        var failures = new FailureBag();
        failures.AddRange(Checked(period));
        failures.Refuse();
        var pass = new Pass(this, period, earlier ?? []);
        var priceOf = pass.PricesOf(events.AsSpan(), out var arePriced);
        var sorted = EventOrder.Of(events, corrections: false, failures, out var places);
        if (!arePriced)
        {
            pass.Refuse(sorted, failures);
        }

        failures.Refuse();
        return pass.Count(sorted, places, priceOf);
    }

    /// <summary>What one more accepted event of a person who had none before would count for, in money: the next marginal price.</summary>
    /// <param name="group">The price group.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="counted">The entries so far, of every tally that limits and accelerator run on from.</param>
    /// <exception cref="SettlementException">The card is not sound, or has no such price; carries every reason.</exception>
    public Figure NextPrice(string group, string outcome, ValueList<TallyEntry> counted)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(counted);
        var failures = Validate();
        var price = Prices.FirstOrDefault(p => p.Group == group && p.Outcome == outcome);
        if (failures.Count > 0 || price is null)
        {
            throw new SettlementException(failures.Count > 0 ? failures : [Missing(group, outcome, "prices")]);
        }

        var w = new Workings("next-price");
        var next = w.Given(new("price", $"Price of {Called(group, outcome)}", Unit.Money, null, price.Authority ?? Authority),
            price.Price.Amount);
        if (Accelerator is { } accelerator && counted.Count(IsAccepted) >= accelerator.AfterEvents)
        {
            next = w.Multiply(Accelerated(accelerator, $"Price of {Called(group, outcome)}, accelerated"), next,
                Quantity.Of("accelerator", accelerator.Factor));
        }

        if (LimitPerPerson is { } perPerson)
        {
            next = w.Least(new("limit-per-person", "Within the limit per person", Unit.Money, null, Authority), next,
                Quantity.Of("limit per person", perPerson.Amount, Unit.Money));
        }

        if (TotalLimit is { } total)
        {
            var nothing = Quantity.Of("nothing", 0m, Unit.Money);
            var left = w.Greatest(new("total-limit-left", "Left of the total limit", Unit.Money, null, Authority), nothing,
                w.Subtract(new("total-limit-less-counted", "Total limit less what was counted", Unit.Money),
                    Quantity.Of("total limit", total.Amount, Unit.Money),
                    Quantity.Of("counted so far", counted.Sum(static e => e.Counted), Unit.Money)));
            next = w.Least(new("total-limit", "Within the total limit", Unit.Money, null, Authority), next, left);
        }

        return w.Figure(next);
    }

    internal ValueList<Failure> Checked(DateInterval period)
    {
        var failures = new List<Failure>();
        TallyRules.Days(period, "period", failures);
        Validate("rateCard", failures);
        return [.. failures];
    }

    private static bool IsAccepted(TallyEntry entry) =>
        entry.Status is EntryStatus.Counted or EntryStatus.CountedInPart or EntryStatus.LimitReached;

    private static Failure Missing(string group, string outcome, string path) => new("price-missing", path, Called(group, outcome),
        $"The card has no price for the outcome '{outcome}' of the group '{group}'.", "Correct the event, or add the price.");

    private Step Accelerated(Accelerator accelerator, string label) =>
        new("accelerated-price", label, Unit.Money, null, accelerator.Authority ?? Authority);

    /// <summary>What one person had of one outcome so far; those of one person are linked.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Had
    {
        public int Outcome;
        public int Next;
        public int Times;
        public LocalDate First;
        public LocalDate Last;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Person
    {
        public int First;
        public decimal Counted;
    }

    /// <summary>One pass over the events in their order.</summary>
    private sealed class Pass
    {
        private readonly RateCard card;
        private readonly DateInterval period;
        private readonly Dictionary<string, int> groups = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> outcomes = new(StringComparer.Ordinal);
        private readonly (PayableOutcome Outcome, int After, string? Most, string? Before, string? Apart)[] rules;
        private readonly int[] prices;
        private readonly int[] outcomeOf;
        private readonly Dictionary<string, int> persons = new(StringComparer.Ordinal);
        private readonly List<Person> people = [];
        private readonly List<Had> had = [];
        private readonly HashSet<string> references = new(StringComparer.Ordinal);
        private readonly HashSet<string> before = new(StringComparer.Ordinal);
        private readonly decimal[] usual;
        private readonly decimal[] accelerated;
        private readonly bool perPerson;
        private int accepted;
        private decimal countedBefore;
        private decimal left = decimal.MaxValue;
        private decimal beyondPerson;

        public Pass(RateCard card, DateInterval period, ValueList<TallyEntry> earlier)
        {
            (this.card, this.period) = (card, period);
            for (var i = 0; i < card.Outcomes.Count; i++)
            {
                outcomes.Add(card.Outcomes[i].Name, i);
            }

            rules = [.. card.Outcomes.Select(o => (o, o.After is { } a ? outcomes[a.Outcome] : -1,
                o.MostPerPerson is { } most
                    ? $"{o.Name} counts at most {(most == 1 ? "once" : TallyRules.Counted(most, "time"))} for one person."
                    : null,
                o.After is { } after
                    ? $"{o.Name} counts at least {TallyRules.Counted(after.LeastDays, "day")} after an accepted {after.Outcome}."
                    : null,
                o.DaysApart is { } days ? $"{o.Name} counts at least {TallyRules.Counted(days, "day")} after the one before."
                    : null))];
            foreach (var price in card.Prices)
            {
                _ = groups.TryAdd(price.Group, groups.Count);
            }

            prices = new int[groups.Count * outcomes.Count];
            Array.Fill(prices, -1);
            for (var i = 0; i < card.Prices.Count; i++)
            {
                prices[(groups[card.Prices[i].Group] * outcomes.Count) + outcomes[card.Prices[i].Outcome]] = i;
            }

            outcomeOf = [.. card.Prices.Select(p => outcomes[p.Outcome])];
            (usual, accelerated) = (new decimal[card.Prices.Count], new decimal[card.Prices.Count]);
            perPerson = card.LimitPerPerson is not null
                || rules.Any(static r => r.Most is not null || r.Before is not null || r.Apart is not null);
            foreach (var entry in earlier.Where(IsAccepted))
            {
                Remember(entry);
            }

            if (card.TotalLimit is { } limit)
            {
                left = Math.Max(0m, limit.Amount - countedBefore);
            }
        }

        /// <summary>One by one in their order, each with the place of its price.</summary>
        public Tally Count(OutcomeEvent[] sorted, int[] places, int[] priceOf)
        {
            var entries = new TallyEntry[sorted.Length];
            persons.EnsureCapacity(sorted.Length / 4);
            references.EnsureCapacity(sorted.Length > 0 && sorted[0].Reference is not null ? sorted.Length : 0);
            for (var i = 0; i < sorted.Length; i++)
            {
                entries[i] = Entry(sorted[i], priceOf[places[i]]);
            }

            return new() { Amount = Amount(), Entries = new(entries) };
        }

        /// <summary>The places of the prices of events as they stand in their list, and whether each that counts has what it needs: asked
        /// before anything is counted, so that all of it is said at once.</summary>
        public int[] PricesOf(ReadOnlySpan<OutcomeEvent> events, out bool arePriced)
        {
            var priceOf = new int[events.Length];
            arePriced = true;
            for (var i = 0; i < events.Length; i++)
            {
                priceOf[i] = PriceOf(events[i]);
                arePriced = arePriced && !Lacks(events[i], priceOf[i]);
            }

            return priceOf;
        }

        public void Refuse(OutcomeEvent[] sorted, FailureBag failures)
        {
            foreach (var happened in sorted)
            {
                if (PriceOf(happened) is var price && Lacks(happened, price))
                {
                    Refuse(happened, price, failures);
                }
            }
        }

        private int PriceOf(OutcomeEvent happened) =>
            groups.TryGetValue(happened.Group, out var group) && outcomes.TryGetValue(happened.Outcome, out var outcome)
                ? prices[(group * outcomes.Count) + outcome] : -1;

        private bool Lacks(OutcomeEvent happened, int price) =>
            (price < 0 || (perPerson && happened.Subject.Length == 0) || IsSeveral(happened, price))
            && DateRules.Hold(happened.Date) && happened.Date >= period.Start && happened.Date <= period.End;

        // How often an outcome counts is asked of events: one of several would count as one.
        private bool IsSeveral(OutcomeEvent happened, int price) => happened.Quantity is > 0m and not 1m && price >= 0
            && rules[outcomeOf[price]] is var rule && (rule.Most ?? rule.Before ?? rule.Apart) is not null;

        private void Refuse(OutcomeEvent happened, int price, FailureBag failures)
        {
            if (price < 0)
            {
                failures.Add($"price {happened.Group}\n{happened.Outcome}", () =>
                    Missing(happened.Group, happened.Outcome, EventOrder.Path(happened, string.Empty)));
            }

            if (perPerson && happened.Subject.Length == 0)
            {
                failures.Add(null, () => new("event-subject", EventOrder.Path(happened, "subject"), string.Empty,
                    "The card pays a person so often or so much, and the event names none.", "Name the person of the event by an id."));
            }

            if (IsSeveral(happened, price))
            {
                var rule = rules[outcomeOf[price]];
                failures.Add(null, () => new("quantity-of-person", EventOrder.Path(happened, "quantity"),
                    $"{NumberText.Number(happened.Quantity)} of {happened.Outcome}",
                    $"{rule.Most ?? rule.Before ?? rule.Apart} Each is an event of its own, of the quantity 1.",
                    "State one event for each, with its day; price what has a quantity by QuantityPrices."));
            }
        }

        private TallyEntry Entry(OutcomeEvent happened, int price)
        {
            var status = card.Events.Judge(happened, period, out var reason);
            if (status is null && ((before.Count > 0 && before.Contains(happened.Id))
                || (happened.Reference is { } reference && references.Contains(reference))))
            {
                status = EntryStatus.Duplicate;
            }

            var person = status is null && perPerson ? PersonOf(happened.Subject) : -1;
            if (person >= 0 && Repeats(happened, person, outcomeOf[price]) is { } repeated)
            {
                (status, reason) = (EntryStatus.Repeated, repeated);
            }

            return status is { } refused ? Made(happened, refused, reason, 0m, 0m) : Accepted(happened, person, price);
        }

        private static TallyEntry Made(OutcomeEvent happened, EntryStatus status, string? reason, decimal asked, decimal counted) => new()
        {
            Event = happened.Id,
            Subject = happened.Subject,
            Kind = happened.Outcome,
            Date = happened.Date,
            Status = status,
            Asked = asked,
            Counted = counted,
            Reason = reason,
        };

        /// <summary>Why an event may not count for its person; otherwise it is remembered.</summary>
        private string? Repeats(OutcomeEvent happened, int person, int outcome)
        {
            ref readonly var rule = ref rules[outcome];
            var own = Find(person, outcome);
            if (own >= 0 && rule.Outcome.MostPerPerson <= had[own].Times)
            {
                return rule.Most;
            }

            if (rule.After >= 0 && (Find(person, rule.After) is var first && (first < 0
                || Period.DaysBetween(had[first].First, happened.Date) < rule.Outcome.After!.LeastDays)))
            {
                return rule.Before;
            }

            if (own >= 0 && rule.Outcome.DaysApart is { } apart && Period.DaysBetween(had[own].Last, happened.Date) < apart)
            {
                return rule.Apart;
            }

            Remember(person, outcome, own, happened.Date);
            return null;
        }

        private TallyEntry Accepted(OutcomeEvent happened, int person, int price)
        {
            if (happened.Reference is { } reference)
            {
                references.Add(reference);
            }

            var faster = card.Accelerator is { } a && accepted >= a.AfterEvents;
            accepted++;
            (faster ? accelerated : usual)[price] += happened.Quantity;
            var unit = card.Prices[price].Price.Amount;
            unit = faster ? unit * card.Accelerator!.Factor : unit;
            var asked = happened.Quantity == 1m ? unit : unit * happened.Quantity;
            var counted = asked;
            string? reason = null;
            if (card.LimitPerPerson is { } most && Math.Max(0m, most.Amount - people[person].Counted) is var room && room < counted)
            {
                beyondPerson += counted - room;
                (counted, reason) = (room, PersonLimitReason);
            }

            if (left < counted)
            {
                (counted, reason) = (left, TotalLimitReason);
            }

            left -= card.TotalLimit is null ? 0m : counted;
            if (card.LimitPerPerson is not null)
            {
                CollectionsMarshal.AsSpan(people)[person].Counted += counted;
            }

            return Made(happened, counted == asked ? EntryStatus.Counted : counted == 0m ? EntryStatus.LimitReached
                : EntryStatus.CountedInPart, reason, asked, counted);
        }

        private int PersonOf(string subject)
        {
            ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(persons, subject, out var known);
            if (!known)
            {
                person = people.Count;
                people.Add(new() { First = -1 });
            }

            return person;
        }

        private int Find(int person, int outcome)
        {
            var at = people[person].First;
            while (at >= 0 && had[at].Outcome != outcome)
            {
                at = had[at].Next;
            }

            return at;
        }

        private void Remember(int person, int outcome, int own, LocalDate date)
        {
            if (own < 0)
            {
                ref var who = ref CollectionsMarshal.AsSpan(people)[person];
                had.Add(new() { Outcome = outcome, Next = who.First, Times = 1, First = date, Last = date });
                who.First = had.Count - 1;
                return;
            }

            ref var times = ref CollectionsMarshal.AsSpan(had)[own];
            times.Times++;
            (times.First, times.Last) = (LocalDate.Min(times.First, date), LocalDate.Max(times.Last, date));
        }

        // What was accepted before is remembered by what its entry says of it.
        private void Remember(TallyEntry entry)
        {
            accepted++;
            countedBefore += entry.Counted;
            before.Add(entry.Event);
            if (perPerson && entry.Subject.Length > 0)
            {
                var person = PersonOf(entry.Subject);
                CollectionsMarshal.AsSpan(people)[person].Counted += entry.Counted;
                if (entry.Date is { } date && outcomes.TryGetValue(entry.Kind, out var outcome))
                {
                    Remember(person, outcome, Find(person, outcome), date);
                }
            }
        }

        private Figure Amount()
        {
            var w = new Workings("rate-card");
            var amounts = new List<Quantity>();
            for (var i = 0; i < card.Prices.Count; i++)
            {
                var price = card.Prices[i];
                var part = w.Part($"[{price.Group}][{price.Outcome}]");
                var called = Called(price.Group, price.Outcome);
                var unit = Quantity.Of("price", price.Price.Amount, Unit.Money);
                if (usual[i] > 0m)
                {
                    amounts.Add(part.Multiply(new("outcomes", called, Unit.Money, null, price.Authority ?? card.Authority), unit,
                        Quantity.Of("accepted", usual[i], Unit.Count)));
                }

                if (accelerated[i] > 0m)
                {
                    var faster = part.Multiply(card.Accelerated(card.Accelerator!, $"Accelerated price of {called}"), unit,
                        Quantity.Of("accelerator", card.Accelerator!.Factor));
                    amounts.Add(part.Multiply(new("outcomes-accelerated", $"{called}, accelerated", Unit.Money, null,
                        price.Authority ?? card.Authority), faster, Quantity.Of("accepted", accelerated[i], Unit.Count)));
                }
            }

            var amount = w.Add(new("outcomes-together", "Outcomes together", Unit.Money), [.. amounts]);
            TallyRules.RefuseLarge(amount.Number);
            if (card.LimitPerPerson is not null)
            {
                var beyond = w.Given(new("beyond-limit-per-person", "Beyond the limit per person", Unit.Money, null, card.Authority),
                    beyondPerson);
                amount = w.Subtract(new("within-limit-per-person", "Within the limit per person", Unit.Money, null, card.Authority), amount,
                    beyond);
            }

            amount = card.TotalLimit is { } total ? Limited(w, amount, total)
                : w.Add(new("outcome-payments", "Outcome payments", Unit.Money, null, card.Authority), amount);
            return w.Figure(amount);
        }

        private Quantity Limited(Workings w, Quantity amount, Money total)
        {
            var most = Quantity.Of("total limit", total.Amount, Unit.Money);
            if (countedBefore != 0m)
            {
                most = w.Clamp(new("total-limit-left", "Left of the total limit", Unit.Money, null, card.Authority),
                    w.Subtract(new("total-limit-less-earlier", "Total limit less what was counted earlier", Unit.Money),
                        most, Quantity.Of("counted earlier", countedBefore, Unit.Money)), Quantity.Of("nothing", 0m, Unit.Money), most);
            }

            return w.Least(new("outcome-payments", "Outcome payments", Unit.Money, null, card.Authority), amount, most);
        }
    }
}
