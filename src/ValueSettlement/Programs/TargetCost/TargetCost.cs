using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>A fixed-price incentive contract with a firm target.</summary>
public sealed record FixedPriceIncentiveTerms : ProgrammeTerms
{
    /// <summary>Targets and shares.</summary>
    public required IncentiveTarget Target { get; init => field = Given.Of(value); }

    /// <summary>The ceiling price: the most that the buyer pays; <see langword="null"/> for none.</summary>
    public required Money? Ceiling { get; init; }

    /// <summary>First and last day of the contract, both inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency: three capital letters.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>A name for the contract.</summary>
    public string Id { get; init; } = "fixed-price-incentive";

    /// <summary>
    /// Where targets, shares and ceiling stand, for example "Contract N00024, section B"; <see langword="null"/> for FAR 16.403-1, which
    /// says what they do.
    /// </summary>
    public Authority? Authority { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => TargetCost.Contract(this);

    private protected override FixedPriceIncentiveTerms Resolve() => this;
}

/// <summary>A cost-plus-incentive-fee contract.</summary>
public sealed record CostPlusIncentiveFeeTerms : ProgrammeTerms
{
    /// <summary>Target cost, target fee and shares.</summary>
    public required IncentiveTarget Target { get; init => field = Given.Of(value); }

    /// <summary>The least fee; <see langword="null"/> for none.</summary>
    public Money? MinimumFee { get; init; }

    /// <summary>The greatest fee; <see langword="null"/> for none.</summary>
    public Money? MaximumFee { get; init; }

    /// <summary>First and last day of the contract, both inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency: three capital letters.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>A name for the contract.</summary>
    public string Id { get; init; } = "cost-plus-incentive-fee";

    /// <summary>Where targets, shares and fees stand; <see langword="null"/> for FAR 16.405-1, which says what they do.</summary>
    public Authority? Authority { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => TargetCost.Contract(this);

    private protected override CostPlusIncentiveFeeTerms Resolve() => this;
}

/// <summary>
/// Target-cost incentive contracts, FAR 16.403-1 and 16.405-1.
/// <code>
/// fixed price:  cost − target cost ─► buyer's share ─► + target cost ─► + target profit ─► ceiling = final price
/// cost plus:    target cost − cost ─► contractor's share ─► + target fee ─► least fee ─► greatest fee = fee;  payable = fee + cost
/// </code>
/// The ceiling limits the price and not the profit, so that beyond the point of total assumption the whole of a further dollar of cost is the contractor's. The payoff is a curve of final cost.
/// </summary>
public static class TargetCost
{
    private static readonly LocalDate Start = new(2000, 1, 1);
    private static readonly Authority FixedPrice = Authority.Of("FAR 16.403-1");
    private static readonly Authority CostPlus = Authority.Of("FAR 16.405-1");
    private static readonly ContractWords Words = new()
    {
        Payer = "client",
        Provider = "supplier",
        Benchmark = "Target cost",
        Expenditure = "Final cost"
    };

    /// <summary>The final cost that is reimbursed beside the fee.</summary>
    public static Basis AllowableCost { get; } = new("allowable-cost");

    /// <summary>The ceiling from which parties negotiate, as a share of the target cost.</summary>
    public static Dated<Rate> DepartureCeiling { get; } = new("ceiling price, point of departure", DateAxis.AgreementStart, new DatedEntry<Rate>(Start, 120.Percent(), true, Authority.Of("DFARS 216.403-1(b)(2)")));

    /// <summary>The contractor's share from which parties negotiate, for overruns and underruns.</summary>
    public static Dated<Rate> DepartureShare { get; } = new("contractor's share, point of departure", DateAxis.AgreementStart, new DatedEntry<Rate>(Start, 50.Percent(), true, Authority.Of("DFARS 216.403-1(b)(2)")));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [DepartureCeiling, DepartureShare];

    /// <summary>A fixed-price incentive contract on the regulation's point of departure: half of every overrun and underrun, a ceiling of 120 % of target cost.</summary>
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
            OverrunShare = share.Value
        };
        return new()
        {
            Target = target,
            Ceiling = target.CeilingAt(ceiling.Value),
            Term = term,
            Authority = share.Authority.OrLessCertain(ceiling.Authority)
        };
    }

    /// <summary>The contract: earned is the final price that the buyer owes.</summary>
    /// <param name="terms">Targets, shares and ceiling.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static Contract Contract(FixedPriceIncentiveTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var failures = Judge(terms.Target);
        if (terms.Ceiling is { } ceiling && ceiling <= Money.Zero)
        {
            failures.Add(new("ceiling-range", "ceiling", ceiling.ToString(), "A ceiling price is positive.", "State the ceiling price, or leave it out."));
        }

        Check(failures);
        var authority = terms.Authority ?? FixedPrice;
        ValueList<Clause> limit = terms.Ceiling is { } most ? [new Limit { Label = "Ceiling price", Gain = most, Authority = authority }]
            : [];
        return new Contract
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses =
            [
                new SharingRate { Label = "Client's share of the overrun or underrun", Gain = terms.Target.BuyerOverrunShare,
                    Loss = terms.Target.BuyerUnderrunShare, Authority = authority },
                new Addition { Label = "Target cost", Amount = Rate.One, Authority = authority },
                new Addition { Label = "Target profit", Amount = terms.Target.Profit, Authority = authority },
                .. limit,
            ],
            Payment = [new PriorSettlement { Label = "Progress payments" }],
            OrderAuthority = FixedPrice with { Reading = "The ceiling comes last: it limits the price and not the profit." },
            Words = Words with { Gains = "overruns", Losses = "underruns" },
            Payoff = new("final cost"),
            Origin = Origin.Of("Fixed-price incentive contract", terms),
        };
    }

    /// <summary>The contract: earned is the fee, payable is the fee and the cost reimbursed beside it.</summary>
    /// <param name="terms">Targets, shares and fee limits.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static Contract Contract(CostPlusIncentiveFeeTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var failures = Judge(terms.Target);
        if (terms is { MinimumFee: { } low, MaximumFee: { } high } && low > high)
        {
            failures.Add(new("bounds-order", "minimumFee", low.ToString(), $"The least fee is not above the greatest ({high}).", "Swap or correct the two."));
        }

        Check(failures);
        var authority = terms.Authority ?? CostPlus;
        ValueList<Clause> least = terms.MinimumFee is { } minimum
            ? [new Floor { Label = "Minimum fee", At = minimum, Authority = authority }] : [];
        ValueList<Clause> most = terms.MaximumFee is { } maximum
            ? [new Limit { Label = "Maximum fee", Gain = maximum, Authority = authority }] : [];
        return new Contract
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Clauses =
            [
                new SharingRate { Label = "Supplier's share of the underrun or overrun", Gain = terms.Target.UnderrunShare,
                    Loss = terms.Target.OverrunShare, Authority = authority },
                new Addition { Label = "Target fee", Amount = terms.Target.Profit, Authority = authority },
                .. least,
                .. most,
            ],
            Payment =
            [
                new Addition { Label = "Allowable cost reimbursed", Amount = new WholeOf(AllowableCost), Authority = CostPlus },
                new PriorSettlement { Label = "Earlier payments" },
            ],
            OrderAuthority = CostPlus with { Reading = "The formula, then the least and the greatest fee." },
            Words = Words with { Gains = "underruns", Losses = "overruns" },
            Payoff = new("final cost"),
            Origin = Origin.Of("Cost-plus-incentive-fee contract", terms),
        };
    }

    /// <summary>What happened, ready to settle.</summary>
    /// <param name="terms">Targets, shares and ceiling.</param>
    /// <param name="finalCost">The final negotiated cost.</param>
    public static Experience Experience(FixedPriceIncentiveTerms terms, Figure finalCost)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new() { Benchmark = terms.Target.Cost, Expenditure = finalCost, Terms = terms.Resolved().Digest };
    }

    /// <summary>What happened, ready to settle.</summary>
    /// <param name="terms">Targets, shares and fee limits.</param>
    /// <param name="finalCost">The allowable cost.</param>
    public static Experience Experience(CostPlusIncentiveFeeTerms terms, Figure finalCost)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(finalCost);
        return new() { Benchmark = terms.Target.Cost, Expenditure = finalCost, Facts = [new BasisAmount(AllowableCost, finalCost with { Lines = [] })], Terms = terms.Resolved().Digest };
    }

    private static List<Failure> Judge(IncentiveTarget target)
    {
        var failures = new List<Failure>();
        foreach (var (share, member) in new[] { (target.UnderrunShare, "underrunShare"), (target.OverrunShare, "overrunShare") })
        {
            if (share < Rate.Zero || share > Rate.One)
            {
                failures.Add(new("rate-range", Paths.Join("target", member), share.ToString(), "A share lies between 0 and 100 %.", "Write the contractor's share as a fraction: 0.5 for 50/50."));
            }
        }

        if (target.Cost <= Money.Zero)
        {
            failures.Add(new("target-range", "target.cost", target.Cost.ToString(), "A target cost is positive.", "State the target cost."));
        }

        if (target.Profit < Money.Zero)
        {
            failures.Add(new("target-range", "target.profit", target.Profit.ToString(), "A target profit or fee is not negative.", "State the target profit."));
        }

        return failures;
    }

    private static void Check(List<Failure> failures)
    {
        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }
    }
}
