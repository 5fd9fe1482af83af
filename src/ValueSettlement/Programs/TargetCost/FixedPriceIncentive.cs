using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// A fixed-price incentive contract with a firm target, FAR 16.403-1. Earned is the final price that the buyer owes.
/// <code>
/// cost − target cost ─► buyer's share ─► + target cost ─► + target profit ─► ceiling = final price
/// </code>
/// The ceiling limits the price and not the profit, so that beyond the point of total assumption the whole of a further dollar of cost is
/// the
/// contractor's. The payoff is a curve of final cost.
/// </summary>
public sealed partial class FixedPriceIncentive : Programme<FixedPriceIncentiveTerms>
{
    private static readonly Authority Regulation = Authority.Of("FAR 16.403-1");

    private static readonly ContractWords Words = new()
    {
        Payer = "client",
        Provider = "supplier",
        Benchmark = "Target cost",
        Expenditure = "Final cost",
        Gains = "overruns",
        Losses = "underruns",
    };

    private FixedPriceIncentive(FixedPriceIncentiveTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Fixed-price incentive contract";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Targets, shares and ceiling.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static FixedPriceIncentive For(FixedPriceIncentiveTerms terms) => new(terms);

    /// <summary>
    /// Terms on the regulation's point of departure: half of every overrun and underrun, a ceiling of 120 % of target cost.
    /// </summary>
    /// <param name="targetCost">The target cost.</param>
    /// <param name="targetProfit">The target profit.</param>
    /// <param name="term">First and last day of the contract, both inclusive.</param>
    public static FixedPriceIncentiveTerms PointOfDeparture(Money targetCost, Money targetProfit, DateInterval term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var (share, ceiling) = (DepartureShare.On(term.Start), DepartureCeiling.On(term.Start));
        var target = new IncentiveTarget
        {
            Cost = targetCost,
            Profit = targetProfit,
            UnderrunShare = share.Value,
            OverrunShare = share.Value,
        };
        return new()
        {
            Target = target,
            Ceiling = target.CeilingAt(ceiling.Value),
            Term = term,
            Authority = share.Authority.OrLessCertain(ceiling.Authority),
        };
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="finalCost">The final negotiated cost.</param>
    public Experience Experience(Figure finalCost) => Made(new() { Benchmark = Terms.Target.Cost, Expenditure = finalCost });

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var (target, authority) = (Terms.Target, Terms.Authority ?? Regulation);
        ValueList<Clause> limit = Terms.Ceiling is { } most
            ? [new Limit { Label = "Ceiling price", Gain = most, Authority = authority }]
            : [];
        return new()
        {
            Id = Terms.Id,
            Currency = Terms.Currency,
            Term = Terms.Term,
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses =
            [
                new SharingRate
                {
                    Label = "Client's share of the overrun or underrun",
                    Gain = target.BuyerOverrunShare,
                    Loss = target.BuyerUnderrunShare,
                    Authority = authority,
                },
                new Addition { Label = "Target cost", Amount = Rate.One, Authority = authority },
                new Addition { Label = "Target profit", Amount = target.Profit, Authority = authority },
                .. limit,
            ],
            Payment = [new PriorSettlement { Label = "Progress payments" }],
            OrderAuthority = Regulation with { Reading = "The ceiling comes last: it limits the price and not the profit." },
            Words = Words,
            Payoff = new("final cost"),
        };
    }
}
