using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>What one outcome of one price group pays.</summary>
/// <param name="Group">The price group; empty where there is one price for all.</param>
/// <param name="Outcome">The outcome, one of <see cref="RateCard.Outcomes"/>.</param>
/// <param name="Price">The price of one, 0 to 1,000,000,000, at most four decimals.</param>
public sealed record OutcomePrice(string Group, string Outcome, Money Price)
{
    /// <summary>The price group; empty where there is one price for all.</summary>
    public string Group { get; init => field = Given.Of(value); } = Given.Of(Group);

    /// <summary>The outcome.</summary>
    public string Outcome { get; init => field = Given.Of(value); } = Given.Of(Outcome);

    /// <summary>Where the price stands; <see langword="null"/> for the authority of the card.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The price in words.</summary>
    public override string ToString() => $"{RateCard.Called(Group, Outcome)}: {Price}";
}

/// <summary>An outcome that only counts after another one of the same person.</summary>
/// <param name="Outcome">The other outcome: an accepted event of it has to be there.</param>
/// <param name="LeastDays">The least days from its first accepted event, 0 to 36,500; with that many it counts.</param>
public sealed record OutcomeAfter(string Outcome, int LeastDays)
{
    /// <summary>The other outcome.</summary>
    public string Outcome { get; init => field = Given.Of(value); } = Given.Of(Outcome);

    /// <summary>The rule in words.</summary>
    public override string ToString() => $"at least {TallyRules.Counted(LeastDays, "day")} after {Outcome}";
}

/// <summary>How often, and after what, an outcome counts for one person. An event that may not count is repeated, and takes nothing from
/// what follows.</summary>
public sealed record PayableOutcome
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>How often it counts for one person, 1 to 1,000,000: 1 for once only, 26 for as many sustainments;
    /// <see langword="null"/> for any number.</summary>
    public int? MostPerPerson { get; init; }

    /// <summary>What it has to follow; <see langword="null"/> for nothing.</summary>
    public OutcomeAfter? After { get; init; }

    /// <summary>The least days from the same person's last accepted event of this outcome, 1 to 36,500: 28 for four-weekly ones;
    /// <see langword="null"/> where they may come at any distance.</summary>
    public int? DaysApart { get; init; }

    /// <summary>Where it is defined.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Higher prices once enough was reached.</summary>
/// <param name="AfterEvents">How many accepted events are at the price of the card, 0 to 1,000,000,000; the next one is not.</param>
/// <param name="Factor">What prices are multiplied by from then on, above 0 and at most 100, at most four decimals.</param>
public sealed record Accelerator(int AfterEvents, decimal Factor)
{
    /// <summary>Where it stands; <see langword="null"/> for the authority of the card.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The accelerator in words.</summary>
    public override string ToString() =>
        $"{NumberText.Number(Factor)} × the price after {TallyRules.Counted(AfterEvents, "accepted event")}";
}

/// <summary>
/// Prices for outcomes by price group, and what limits them.
/// <code>
/// events by day, then id ─► accepted and in time ─► as often and in the order that the card pays ─► price (× accelerator) × quantity
///   ─► as far as the limit per person has room ─► as far as the total limit has room
/// </code>
/// An accepted event counts for the accelerator even where a limit leaves nothing for it. The same events in any order give the same tally,
/// and no event is dropped: each has its status. Not rounded.
/// </summary>
public sealed partial record RateCard
{
    /// <summary>The prices, 1 to 1,000; each group and outcome once.</summary>
    public required ValueList<OutcomePrice> Prices { get; init => field = Given.Of(value); }

    /// <summary>The outcomes, 1 to 100.</summary>
    public required ValueList<PayableOutcome> Outcomes { get; init => field = Given.Of(value); }

    /// <summary>What every event has to meet.</summary>
    public EventRules Events { get; init => field = Given.Of(value); } = new();

    /// <summary>The most for one person, above 0; <see langword="null"/> for no limit.</summary>
    public Money? LimitPerPerson { get; init; }

    /// <summary>The most for all together, above 0; <see langword="null"/> for no limit.</summary>
    public Money? TotalLimit { get; init; }

    /// <summary>Higher prices once enough was reached; <see langword="null"/> for none.</summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>Where the card stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Everything that is wrong with the card; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>The card in a sentence.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Prices.Count:#,##0} prices of {string.Join(", ", Outcomes.Take(10).Select(static o => o.Name))}");

    internal static string Called(string group, string outcome) => group.Length == 0 ? outcome : $"{outcome}, {group}";

    internal void Validate(string path, List<Failure> failures)
    {
        if (Prices.Count is 0 or > 1_000 || Outcomes.Count is 0 or > 100)
        {
            failures.Add(new("card-size", Paths.Join(path, Prices.Count is 0 or > 1_000 ? "prices" : "outcomes"),
                NumberText.Number(Prices.Count is 0 or > 1_000 ? Prices.Count : Outcomes.Count),
                "A rate card has 1 to 1,000 prices and 1 to 100 outcomes.", "State the prices and outcomes of the agreement."));
            return;
        }

        Events.Validate(Paths.Join(path, "events"), failures);
        TallyRules.Amount(LimitPerPerson, path, "limitPerPerson", failures, zero: false, most: Money.Largest);
        TallyRules.Amount(TotalLimit, path, "totalLimit", failures, zero: false, most: Money.Largest);
        TextRules.Validate(Authority, path, failures);
        var outcomes = new Dictionary<string, PayableOutcome>(StringComparer.Ordinal);
        for (var i = 0; i < Outcomes.Count; i++)
        {
            TallyRules.Name(Outcomes[i].Name, Paths.Item(path, "outcomes", i), "name", failures);
            if (!outcomes.TryAdd(Outcomes[i].Name, Outcomes[i]))
            {
                failures.Add(new("outcome-twice", Paths.Item(path, "outcomes", i), Outcomes[i].Name, "An outcome stands once on a card.",
                    "Leave the second one out, or give it a name of its own."));
            }
        }

        for (var i = 0; i < Outcomes.Count; i++)
        {
            Validate(Outcomes[i], outcomes, Paths.Item(path, "outcomes", i), failures);
        }

        ValidatePrices(outcomes, path, failures);
        if (Accelerator is { } accelerator)
        {
            var at = Paths.Join(path, "accelerator");
            TextRules.Validate(accelerator.Authority, at, failures);
            if (accelerator.AfterEvents is < 0 or > 1_000_000_000)
            {
                failures.Add(new("accelerator-events", Paths.Join(at, "afterEvents"), NumberText.Number(accelerator.AfterEvents),
                    "Prices change after 0 to 1,000,000,000 events.", "State the number of the agreement."));
            }

            if (accelerator.Factor is <= 0m or > 100m || !TallyRules.HasDecimals(accelerator.Factor, 4, 10_000m))
            {
                failures.Add(new("accelerator-factor", Paths.Join(at, "factor"), NumberText.Number(accelerator.Factor),
                    "The factor is above 0, at most 100, and has at most four decimals.", "Write 1.25 for a quarter more."));
            }
        }
    }

    private void ValidatePrices(Dictionary<string, PayableOutcome> outcomes, string path, List<Failure> failures)
    {
        var priced = new HashSet<(string, string)>();
        for (var i = 0; i < Prices.Count; i++)
        {
            var (price, at) = (Prices[i], Paths.Item(path, "prices", i));
            TextRules.Validate(price.Group, at, "group", failures);
            TextRules.Validate(price.Authority, at, failures);
            TallyRules.Amount(price.Price, at, "price", failures);
            if (!outcomes.ContainsKey(price.Outcome))
            {
                failures.Add(new("outcome-unknown", Paths.Join(at, "outcome"), price.Outcome,
                    $"A price is one of an outcome of the card ({string.Join(", ", outcomes.Keys.Take(20))}).",
                    "Name one of them, or add the outcome."));
            }

            if (!priced.Add((price.Group, price.Outcome)))
            {
                failures.Add(new("price-twice", at, Called(price.Group, price.Outcome), "A group and outcome have one price.",
                    "Leave the second one out."));
            }
        }

        foreach (var outcome in outcomes.Keys.Where(name => !Prices.Any(p => p.Outcome == name)))
        {
            failures.Add(new("price-missing", Paths.Join(path, "prices"), outcome, "Every outcome of a card has a price.",
                "State it; one that pays nothing and only comes before another has the price 0."));
        }
    }

    private static void Validate(PayableOutcome outcome, Dictionary<string, PayableOutcome> outcomes, string path, List<Failure> failures)
    {
        TextRules.Validate(outcome.Authority, path, failures);
        if (outcome.MostPerPerson is < 1 or > 1_000_000)
        {
            failures.Add(new("most-per-person", Paths.Join(path, "mostPerPerson"), NumberText.Number(outcome.MostPerPerson.Value),
                "An outcome counts 1 to 1,000,000 times for one person.", "Leave it out where there is no limit."));
        }

        if (outcome.DaysApart is < 1 or > EventRules.MostDays)
        {
            failures.Add(new("days-range", Paths.Join(path, "daysApart"), NumberText.Number(outcome.DaysApart.Value),
                FormattableString.Invariant($"Two events of a person lie 1 to {EventRules.MostDays:#,##0} days apart."),
                "Leave it out where they may come at any distance."));
        }

        if (outcome.After is not { } after)
        {
            return;
        }

        if (after.LeastDays is < 0 or > EventRules.MostDays)
        {
            failures.Add(TallyRules.Days(after.LeastDays, Paths.Join(path, "after.leastDays")));
        }

        if (!outcomes.ContainsKey(after.Outcome))
        {
            failures.Add(new("outcome-unknown", Paths.Join(path, "after.outcome"), after.Outcome,
                "An outcome follows another one of the card.",
                "Name one of them, or add it with the price 0."));
        }

        // Whoever comes back to where it began never begins.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = outcome; next?.After is { } before; next = outcomes.GetValueOrDefault(before.Outcome))
        {
            if (!seen.Add(next.Name))
            {
                failures.Add(new("outcome-circle", Paths.Join(path, "after"), after.Outcome, "An outcome does not follow itself.",
                    "State what comes first; repeated events of one outcome are held apart by daysApart."));
                break;
            }
        }
    }
}
