using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>
/// Payment for outcomes: employment services, community care, impact bonds, work by quantity.
/// <code>
/// events ─► rate card, price list ─► outcome payments ─► + service fee × months = earned ─► − paid before = payable
/// </code>
/// <see cref="Count"/> says what became of each event; the settlement begins with what they come to.
/// </summary>
public sealed class OutcomePayments : Programme<OutcomePaymentsTerms>
{
    private static readonly Authority Order = Authority.Remembered("Usual order of such contracts, not read in one",
        "The service fee does not depend on outcomes, and no limit of the rate card holds for it; the contract decides.",
        "the payment schedule of the contract of the parties");

    private OutcomePayments(OutcomePaymentsTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Outcome payments";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, prices and service fee.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static OutcomePayments For(OutcomePaymentsTerms terms) => new(terms);

    /// <summary>What events come to under the prices of the terms, and what became of each.</summary>
    /// <param name="events">The events, in any order, each once.</param>
    /// <param name="earlier">The entries of the rate card in earlier periods, where its limits run on; <see langword="null"/> where each
    /// period stands by itself.</param>
    /// <exception cref="SettlementException">An event cannot be, an id comes twice, or a price is missing; carries every reason, at most
    /// 100 of
    /// events.</exception>
    public OutcomeCount Count(ValueList<OutcomeEvent> events, ValueList<TallyEntry>? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (Terms is { RateCard: { } card, Quantities: { } prices })
        {
            EventOrder.RefuseUnsound(events);
            var byQuantity = events.ToLookup(e => string.Equals(e.Outcome, prices.Outcome, StringComparison.Ordinal));
            var outcomes = card.Count(byQuantity[false].ToValueList(), Terms.Term, earlier);
            var quantities = prices.Count(byQuantity[true].ToValueList(), Terms.Term);
            var w = new Workings("outcome-payments");
            var together = w.Add(new("together", "Outcomes and quantities together", Unit.Money),
                w.Given(new("of-outcomes", "Outcome payments", Unit.Money), outcomes.Amount),
                w.Given(new("of-quantities", "By quantity", Unit.Money), quantities.Amount));
            return new() { Outcomes = outcomes, Quantities = quantities, Amount = w.Figure(together) };
        }

        var (ofCard, ofPrices) = (Terms.RateCard?.Count(events, Terms.Term, earlier), Terms.Quantities?.Count(events, Terms.Term));
        return new() { Outcomes = ofCard, Quantities = ofPrices, Amount = (ofCard ?? ofPrices)!.Amount };
    }

    /// <summary>What the contract settles, from the events of its period.</summary>
    /// <param name="events">The events, in any order, each once.</param>
    /// <param name="earlier">The entries of the rate card in earlier periods, where its limits run on.</param>
    /// <exception cref="SettlementException">An event cannot be, an id comes twice, or a price is missing; carries every reason, at most
    /// 100 of
    /// events.</exception>
    public Experience Experience(ValueList<OutcomeEvent> events, ValueList<TallyEntry>? earlier = null) =>
        Made(new() { Opening = Count(events, earlier).Amount, Counted = CountedDigest.Of(events) });

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Opening = OpeningAmount.Stated,
        Clauses =
        [
            Terms.ServiceFee is { } fee
                ? new Addition
                {
                    Label = FormattableString.Invariant($"Service fee, {fee.Months} × {UnitText.Of(fee.PerMonth.Amount, Unit.Money)}"),
                    Amount = Money.Of(new Workings().Multiply(new("service-fee", "Service fee", Unit.Money),
                        Quantity.Of("a month", fee.PerMonth.Amount, Unit.Money), Quantity.Of("months", fee.Months, Unit.Count)).Number),
                    Authority = fee.Authority,
                }
                : new SharingRate { Label = "Outcome payments, in full", Gain = Rate.One, Loss = Rate.Zero },
        ],
        Payment = [new PriorSettlement { Label = "Paid before" }],
        OrderAuthority = Order,
        Words = Terms.Parties.Words("outcome payments"),
        Payoff = new("spending", "Outcomes are paid for, whatever was spent."),
    };
}

/// <summary>What events come to under a contract that pays for outcomes.</summary>
public sealed record OutcomeCount
{
    /// <summary>What the rate card counts; <see langword="null"/> without one.</summary>
    public Tally? Outcomes { get; init; }

    /// <summary>What the prices by quantity count, in units; <see langword="null"/> without them.</summary>
    public Tally? Quantities { get; init; }

    /// <summary>What both come to, in money, with its lines.</summary>
    public required Figure Amount { get; init => field = Given.Of(value); }

    /// <summary>What became of the events, in the order of rate card and price list.</summary>
    public override string ToString() => string.Join("; ", new[] { Outcomes, Quantities }.Where(static t => t is not null));
}
