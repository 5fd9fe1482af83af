using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tallies;

/// <summary>What the price of a tier is paid for; there is no default.</summary>
public enum TierPricing
{
    /// <summary>The tier that the quantity reaches is the price of every unit.</summary>
    Whole = 1,

    /// <summary>Each unit has the price of the tier that it lies in.</summary>
    Marginal,
}

/// <summary>Which tier a quantity on the edge of two belongs to; there is no default.</summary>
public enum TierEdge
{
    /// <summary>To the tier that ends there.</summary>
    Lower = 1,

    /// <summary>To the tier that begins there.</summary>
    Upper,
}

/// <summary>A tier of a price list: it begins where the one before ends, the first at 0.</summary>
/// <param name="UnitPrice">The price of one unit, 0 to 1,000,000,000, at most six decimals.</param>
/// <param name="UpTo">Where it ends, above 0 and at most 1,000,000,000; <see langword="null"/> for the last one, which has no end.</param>
public sealed record QuantityTier(Money UnitPrice, decimal? UpTo = null)
{
    /// <summary>The tier in words.</summary>
    public override string ToString() => UpTo is { } end ? $"{UnitPrice} up to {NumberText.Number(end)}" : $"{UnitPrice} beyond";
}

/// <summary>
/// A price list by quantity.
/// <code>
/// events by day, then id ─► accepted, in time, each reference once ─► Σ quantity, not below 0 ─► whole: × price of the tier reached;
///   marginal: each part × price of its tier ─► at least the minimum ─► at most the maximum
/// </code>
/// The quantity counts once for all events, so an entry counts units and not money. Not rounded.
/// </summary>
public sealed record QuantityPrices
{
    /// <summary>What is priced: the outcome of its events, for example "hours of coaching".</summary>
    public required string Outcome { get; init => field = Given.Of(value); }

    /// <summary>What the price of a tier is paid for.</summary>
    public required TierPricing Pricing { get; init; }

    /// <summary>Which tier a quantity on an edge belongs to.</summary>
    public required TierEdge Edge { get; init; }

    /// <summary>The tiers, ascending, 1 to 100; the last one has no end.</summary>
    public required ValueList<QuantityTier> Tiers { get; init => field = Given.Of(value); }

    /// <summary>The least amount, also for no quantity; <see langword="null"/> for none.</summary>
    public Money? Minimum { get; init; }

    /// <summary>The greatest amount; <see langword="null"/> for none.</summary>
    public Money? Maximum { get; init; }

    /// <summary>What every event has to meet.</summary>
    public EventRules Events { get; init => field = Given.Of(value); } = new();

    /// <summary>Where the price list stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Everything that is wrong with the price list; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>The number of the tier that a quantity reaches, from 1 on; one below 0 is none.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <exception cref="SettlementException">The price list is not sound; carries every reason.</exception>
    public int TierOf(decimal quantity)
    {
        var failures = Validate();
        SettlementException.ThrowIfAny(failures);

        return Reached(Math.Max(0m, quantity)) + 1;
    }

    /// <summary>What events come to, and what became of each. An entry counts units.</summary>
    /// <param name="events">The events, in any order, each once: at most 10,000,000. Those of another outcome are listed and left
    /// out.</param>
    /// <param name="period">First and last day that are settled, both inclusive: events of other days are listed and not counted.</param>
    /// <exception cref="SettlementException">The price list is not sound, an event cannot be, or an id comes twice; carries every reason,
    /// at
    /// most 100 of events.</exception>
    public Tally Count(ValueList<OutcomeEvent> events, DateInterval period)
    {
        ArgumentNullException.ThrowIfNull(events);
        var failures = new FailureBag();
        failures.AddRange(Checked(period));
        failures.Refuse();
        var sorted = EventOrder.Of(events, corrections: true, failures);
        failures.Refuse();
        var (entries, sum) = (new TallyEntry[sorted.Length], 0m);
        var references = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sorted.Length; i++)
        {
            entries[i] = Entry(sorted[i], period, references);
            sum += entries[i].Counted;
        }

        return new() { Amount = Amount(sum), Entries = new(entries), EntryUnit = Unit.Count };
    }

    /// <summary>The price list in a sentence.</summary>
    public override string ToString() => $"{Outcome}, {EnumText.Of(Pricing)}: {string.Join("; ", Tiers.Take(20))}";

    internal ValueList<Failure> Checked(DateInterval period)
    {
        var failures = new List<Failure>();
        TallyRules.Days(period, "period", failures);
        Validate("quantityPrices", failures);
        return [.. failures];
    }

    internal void Validate(string path, List<Failure> failures)
    {
        TallyRules.Name(Outcome, path, "outcome", failures);
        if (!Enum.IsDefined(Pricing))
        {
            failures.Add(TallyRules.Choice(Pricing, Paths.Join(path, "pricing"),
                "A tier is the price of every unit (whole), or of the units that lie in it (marginal)."));
        }

        if (!Enum.IsDefined(Edge))
        {
            failures.Add(TallyRules.Choice(Edge, Paths.Join(path, "edge"),
                "A quantity on an edge belongs to the lower or the upper tier."));
        }

        Events.Validate(Paths.Join(path, "events"), failures);
        TextRules.Validate(Authority, path, failures);
        TallyRules.Amount(Minimum, path, "minimum", failures, most: Money.Largest);
        TallyRules.Amount(Maximum, path, "maximum", failures, zero: false, most: Money.Largest);
        if (Minimum > Maximum)
        {
            failures.Add(new("bounds-order", Paths.Join(path, "minimum"), $"{Minimum}",
                $"The minimum is not above the maximum ({Maximum}).",
                "Swap or correct the two."));
        }

        if (Tiers.Count is 0 or > 100)
        {
            failures.Add(new("tiers-count", Paths.Join(path, "tiers"), NumberText.Number(Tiers.Count), "A price list has 1 to 100 tiers.",
                "State the tiers; one without an end is one price for all."));
            return;
        }

        for (var i = 0; i < Tiers.Count; i++)
        {
            ValidateTier(i, Paths.Item(path, "tiers", i), failures);
        }
    }

    private void ValidateTier(int i, string path, List<Failure> failures)
    {
        var (tier, last) = (Tiers[i], i == Tiers.Count - 1);
        TallyRules.Amount(tier.UnitPrice, path, "unitPrice", failures, decimals: 6);
        if (last != tier.UpTo is null)
        {
            failures.Add(new("tier-end", Paths.Join(path, "upTo"), tier.ToString(), "Every tier but the last has an end.",
                "State where it ends; leave the end of the last one out."));
        }
        else if (tier.UpTo is { } end && (end <= (i == 0 ? 0m : Tiers[i - 1].UpTo ?? 0m) || end > Scale.Largest
            || !TallyRules.HasDecimals(end, 6, 1_000_000m)))
        {
            failures.Add(new("tier-order", Paths.Join(path, "upTo"), NumberText.Number(end),
                "Tiers end above 0, ascending, at most at 1,000,000,000, with at most six decimals.", "Correct the ends of the tiers."));
        }
    }

    private TallyEntry Entry(OutcomeEvent happened, DateInterval period, HashSet<string> references)
    {
        string? reason = null;
        EntryStatus? status = EntryStatus.Excluded;
        if (string.Equals(happened.Outcome, Outcome, StringComparison.Ordinal))
        {
            status = Events.Judge(happened, period, out reason);
            if (status is null && happened.Reference is { } reference && !references.Add(reference))
            {
                status = EntryStatus.Duplicate;
            }
        }
        else
        {
            reason = $"The price list is of {Outcome}.";
        }

        return new()
        {
            Event = happened.Id,
            Subject = happened.Subject,
            Kind = happened.Outcome,
            Date = happened.Date,
            Status = status ?? EntryStatus.Counted,
            Asked = status is null ? happened.Quantity : 0m,
            Counted = status is null ? happened.Quantity : 0m,
            Reason = reason,
        };
    }

    private int Reached(decimal quantity)
    {
        var tier = 0;
        while (Tiers[tier].UpTo is { } end && (quantity > end || (quantity == end && Edge == TierEdge.Upper)))
        {
            tier++;
        }

        return tier;
    }

    /// <summary>The unit price by quantity: a row for each tier.</summary>
    private Scale PriceScale()
    {
        var rows = new ScaleRow[Tiers.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (from, price, upper) = (i == 0 ? 0m : Tiers[i - 1].UpTo, Tiers[i].UnitPrice.Amount, Edge == TierEdge.Upper);
            rows[i] = new(from, Tiers[i].UpTo, price, price, FromIncluded: upper || i == 0, ToIncluded: !upper);
        }

        return new([.. rows]);
    }

    private Figure Amount(decimal sum)
    {
        var w = new Workings("quantity-prices");
        var accepted = w.Given(new("accepted", $"{Outcome}, accepted", Unit.Count), sum);
        if (sum < 0m)
        {
            accepted = w.Greatest(new("quantity", $"{Outcome}, not below zero", Unit.Count), accepted,
                Quantity.Of("nothing", 0m, Unit.Count));
        }

        var amount = Pricing == TierPricing.Whole
            ? w.Multiply(new("amount", "Amount before limits", Unit.Money, null, Authority),
                w.Lookup(new("unit-price", "Price of the tier", Unit.Money, null, Authority), PriceScale(), accepted), accepted)
            : Marginal(w, accepted);
        TallyRules.RefuseLarge(amount.Number);
        if (Minimum is { } least)
        {
            amount = w.Greatest(new("minimum", "At least the minimum", Unit.Money, null, Authority), amount,
                Quantity.Of("minimum", least.Amount, Unit.Money));
        }

        if (Maximum is { } most)
        {
            amount = w.Least(new("maximum", "At most the maximum", Unit.Money, null, Authority), amount,
                Quantity.Of("maximum", most.Amount, Unit.Money));
        }

        return w.Figure(amount);
    }

    private Quantity Marginal(Workings w, Quantity accepted)
    {
        var parts = new List<Quantity>();
        for (var (i, from) = (0, 0m); i < Tiers.Count && (i == 0 || accepted.Number > from); from = Tiers[i++].UpTo ?? 0m)
        {
            var price = Quantity.Of("price", Tiers[i].UnitPrice.Amount, Unit.Money);
            var reached = Tiers[i].UpTo is { } end && accepted.Number > end ? Quantity.Of("end of the tier", end, Unit.Count) : accepted;
            parts.Add(w.Part(FormattableString.Invariant($"tiers[{i}]")).Write(
                new("tier", FormattableString.Invariant($"Tier {i + 1}"), Unit.Money, null, Authority), Operation.Anchored,
                Quantity.Of("nothing", 0m, Unit.Money), reached, Quantity.Of("beginning of the tier", from, Unit.Count), price));
        }

        return w.Add(new("amount", "Amount before limits", Unit.Money, null, Authority), [.. parts]);
    }
}
