namespace ValueSettlement.Programs;

/// <summary>
/// A cost-plus-incentive-fee contract, FAR 16.405-1. Earned is the fee, payable is the fee and the cost reimbursed beside it.
/// <code>
/// target cost − cost ─► contractor's share ─► + target fee ─► least fee ─► greatest fee = fee;  payable = fee + cost
/// </code>
/// The payoff is a curve of final cost.
/// </summary>
public sealed class CostPlusIncentiveFee : Programme<CostPlusIncentiveFeeTerms>
{
    private static readonly Authority Regulation = Authority.Of("FAR 16.405-1");

    private static readonly ContractWords Words = new()
    {
        Payer = "client",
        Provider = "supplier",
        Benchmark = "Target cost",
        Expenditure = "Final cost",
        Gains = "underruns",
        Losses = "overruns",
    };

    private CostPlusIncentiveFee(CostPlusIncentiveFeeTerms terms)
        : base(terms)
    {
    }

    /// <summary>The final cost that is reimbursed beside the fee.</summary>
    public static Basis AllowableCost { get; } = new("allowable-cost");

    /// <inheritdoc/>
    private protected override string Name => "Cost-plus-incentive-fee contract";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Targets, shares and fee limits.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static CostPlusIncentiveFee For(CostPlusIncentiveFeeTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="finalCost">The allowable cost.</param>
    public Experience Experience(Figure finalCost)
    {
        ArgumentNullException.ThrowIfNull(finalCost);
        return Made(new()
        {
            Benchmark = Terms.Target.Cost,
            Expenditure = finalCost,
            Facts = [Number.Of(AllowableCost, finalCost with { Lines = [] })],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var (target, authority) = (Terms.Target, Terms.Authority ?? Regulation);
        ValueList<Clause> least = Terms.MinimumFee is { } minimum
            ? [new Floor { Label = "Minimum fee", At = minimum, Authority = authority }]
            : [];
        ValueList<Clause> most = Terms.MaximumFee is { } maximum
            ? [new Limit { Label = "Maximum fee", Gain = maximum, Authority = authority }]
            : [];
        return new()
        {
            Id = Terms.Id,
            Currency = Terms.Currency,
            Term = Terms.Term,
            Clauses =
            [
                new SharingRate
                {
                    Label = "Supplier's share of the underrun or overrun",
                    Gain = target.UnderrunShare,
                    Loss = target.OverrunShare,
                    Authority = authority,
                },
                new Addition { Label = "Target fee", Amount = target.Profit, Authority = authority },
                .. least,
                .. most,
            ],
            Payment =
            [
                new Addition { Label = "Allowable cost reimbursed", Amount = new WholeOf(AllowableCost), Authority = Regulation },
                new PriorSettlement { Label = "Earlier payments" },
            ],
            OrderAuthority = Regulation with { Reading = "The formula, then the least and the greatest fee." },
            Words = Words,
            Payoff = new("final cost"),
        };
    }
}
