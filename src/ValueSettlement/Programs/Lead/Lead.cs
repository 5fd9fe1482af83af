using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// LEAD, the announced successor of ACO REACH, Global risk, 2027 to 2036. Every parameter is reported by third parties and unconfirmed.
/// <code>opening = final benchmark − expenditure ─► risk corridor ─► sequestration</code>
/// The payoff varies with expenditure. Quality is not part of what is reported: add withholds to <see cref="Benchmark"/> when they are
/// known.
/// </summary>
public sealed partial class Lead : Programme<LeadTerms>
{
    private static readonly ContractWords Words = new() { Provider = "organisation" };

    private Lead(LeadTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public LeadRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"LEAD (announced), Global, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year, discount and what sequestration applies to.</param>
    /// <exception cref="SettlementException">The model is not announced for the year.</exception>
    public static Lead For(LeadTerms terms) => new(terms);

    /// <summary>The final benchmark with its lines: discount, then withholds and adjustments if any.</summary>
    /// <param name="before">The benchmark before the discount.</param>
    /// <param name="withholds">Withholds, when they are known.</param>
    /// <param name="adjustments">Flat adjustments, when they are known.</param>
    /// <exception cref="SettlementException">The terms say no discount.</exception>
    public Figure Benchmark(Figure before, ValueList<Withhold>? withholds = null, ValueList<FlatAdjustment>? adjustments = null) =>
        new CapitationBenchmark
        {
            Before = before,
            Reductions = [new("discount", "Discount", Rules.Discount ?? throw NoDiscount())],
            Withholds = withholds ?? [],
            Adjustments = adjustments ?? [],
        }.Build();

    /// <summary>What the contract settles: the final benchmark with its lines, and expenditure.</summary>
    /// <param name="before">The benchmark before the discount.</param>
    /// <param name="expenditure">Expenditure.</param>
    /// <param name="withholds">Withholds, when they are known.</param>
    /// <param name="adjustments">Flat adjustments, when they are known.</param>
    /// <exception cref="SettlementException">As for <see cref="Benchmark"/>.</exception>
    public Experience Experience(
        Figure before, Figure expenditure, ValueList<Withhold>? withholds = null, ValueList<FlatAdjustment>? adjustments = null) =>
        Made(new() { Benchmark = Benchmark(before, withholds, adjustments), Expenditure = expenditure });

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"lead-global-{Terms.Year}"),
        Currency = "USD",
        Term = Dates.Year(Terms.Year),
        Clauses =
        [
            new MarginalBands
            {
                Label = "Risk corridor",
                Gain = Rules.Corridor.Value,
                Loss = Rules.Corridor.Value,
                Authority = Rules.Corridor.Authority,
            },
            new Sequestration { Rate = Rules.Sequestration, AppliesTo = Terms.SequestrationAppliesTo, Authority = Reported },
        ],
        Payment = [new PriorSettlement()],
        OrderAuthority = Reported with { Reading = "Corridor, then sequestration; one report takes it off before the corridor." },
        Words = Words,
        Payoff = new("expenditure"),
    };

    private static SettlementException NoDiscount() =>
        new([new("discount-missing", "discount", string.Empty, "Two discounts are reported, and what decides between them is not known.",
            "State the discount in the terms, or the benchmark after it.")]);
}
