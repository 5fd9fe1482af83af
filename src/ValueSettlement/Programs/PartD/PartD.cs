namespace ValueSettlement.Programs;

/// <summary>
/// The risk corridors of Medicare Part D, SSA 1860D-15(e), 42 USC 1395w-115(e), 42 CFR 423.336.
/// <code>
/// opening = adjusted allowable costs − target amount ─► corridor          (+ = Medicare pays the plan, − = the plan pays)
/// </code>
/// The payoff is a curve of adjusted allowable cost. Supplemental benefits stay at full plan risk and are not part of either amount.
/// </summary>
public sealed partial class PartD : Programme<PartDTerms>
{
    private static readonly ContractWords Words = new()
    {
        Payer = "government",
        Provider = "plan",
        Benchmark = "Target amount",
        Expenditure = "Adjusted allowable cost",
        Gains = "costs above the target",
        Losses = "costs below the target",
    };

    private PartD(PartDTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public PartDRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Medicare Part D risk corridor, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year and readings.</param>
    /// <exception cref="SettlementException">The combination never existed; carries every reason.</exception>
    public static PartD For(PartDTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="target">The target amount; <see cref="DrugPlanCosts.Target"/> computes it.</param>
    /// <param name="costs">What the plan reports.</param>
    public Experience Experience(Figure target, DrugPlanCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return Made(new() { Benchmark = target, Expenditure = costs.Adjusted() });
    }

    /// <summary>
    /// The most that the base beneficiary premium of the plan year may be, to the cent: <c>premium of the year before × (1 + growth)</c>.
    /// It is no part of the corridor.
    /// </summary>
    /// <param name="before">The base beneficiary premium of the year before, per member and month.</param>
    /// <exception cref="SettlementException">The premium is no amount or negative, or the plan year has no limit of the
    /// growth.</exception>
    public Figure GreatestBasePremium(Figure before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var failures = new List<Failure>();
        FigureRules.Amount(before, "before", "A base beneficiary premium", failures);
        SettlementException.ThrowIfAny(failures);
        var growth = PremiumGrowth.CitedOn(new(Terms.Year, 1, 1));
        var workings = new Workings("base-premium");
        var premium = workings.Given(new("base-premium-before", "Base beneficiary premium of the year before", Unit.PerCapita, null,
            growth.Authority), before);
        var most = workings.Multiply(new("base-premium-limit", "The most that it may grow to", Unit.PerCapita, null, growth.Authority),
            premium, workings.Add(new("growth-factor", "One plus the growth", Unit.Factor, null, growth.Authority),
                Quantity.Of("one", 1m, Unit.Factor), Quantity.Of("growth", growth.Value.Fraction, Unit.Rate)));
        return workings.Figure(workings.Round(new("base-premium", "Base beneficiary premium, to the cent", Unit.PerCapita, null,
            growth.Authority), most, 2));
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var bands = Terms.Demonstration ?? Rules.Corridor;
        var corridor = bands.Value.Clause(bands.Authority);
        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"part-d-{Terms.Year}"),
            Currency = "USD",
            Term = Dates.Year(Terms.Year),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = [Rules.LiteralTextCharge is { } charge ? ByLetter(charge) : corridor],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of("42 USC 1395w-115(e); 42 CFR 423.336"),
            Words = Words,
            Payoff = new("adjusted allowable cost"),
        };
    }

    /// <summary>The corridor with what the letter of the text charges further below the second lower threshold. The letter says where that
    /// lies: it does not rest on the practice.</summary>
    private Choose ByLetter(Cited<Rate> charge)
    {
        var (bands, authority) = (Rules.Corridor.Value, Rules.Corridor.Authority);
        ValueList<Band> losses = [.. bands.Loss.Select(b => b.UpTo is { } end ? b with { UpTo = end with { Authority = authority } } : b)];
        var corridor = (bands with { Loss = losses }).Clause(authority);
        return new()
        {
            Label = "Text taken by its letter",
            Authority = charge.Authority,
            Regions =
            [
                new Region
                {
                    Name = "Costs below the second lower threshold",
                    To = new(Side.Loss, losses[1].UpTo!, false),
                    Then = [corridor, new Deduction { Label = "80 % of the distance between the second thresholds", Amount = charge }],
                    Authority = charge.Authority,
                },
            ],
            Otherwise = [corridor],
        };
    }
}
