using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// The Next Generation ACO model, 2016 to 2021. The cap comes before the share, so that a cap of 5 % in Arrangement A pays at most 4 % of
/// the
/// benchmark.
/// <code>opening = benchmark − expenditure ─► cap ─► share ─► sequestration (savings only)</code>
/// The payoff varies with expenditure. Nothing but benchmark and expenditure is read; quality is part of the benchmark's discount.
/// </summary>
public sealed partial class NextGenerationAco : Programme<NextGenerationTerms>
{
    private static readonly ContractWords Words = new() { Provider = "organisation" };

    private NextGenerationAco(NextGenerationTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public NextGenerationRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant(
        $"Next Generation ACO, Arrangement {Terms.Arrangement}, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Arrangement, year and cap.</param>
    /// <exception cref="SettlementException">The model had no such year, arrangement or cap; carries every reason.</exception>
    public static NextGenerationAco For(NextGenerationTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="benchmark">The benchmark, after its discount.</param>
    /// <param name="expenditure">Expenditure.</param>
    public Experience Experience(Figure benchmark, Figure expenditure) => Made(new() { Benchmark = benchmark, Expenditure = expenditure });

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id
            ?? FormattableString.Invariant($"ngaco-{(Terms.Arrangement == NextGenerationArrangement.A ? "a" : "b")}-{Terms.Year}"),
        Currency = "USD",
        Term = Dates.Year(Terms.Year),
        Clauses =
        [
            new Limit
            {
                Label = "Savings and losses cap",
                Gain = Terms.Cap,
                Loss = Terms.Cap,
                Authority = LeastCap.On(new LocalDate(Terms.Year, 1, 1)).Authority,
            },
            new SharingRate { Gain = Rules.Share, Loss = Rules.Share },
            new Sequestration
            {
                Rate = Rules.Sequestration,
                AppliesTo = Rules.SequestrationAppliesTo.Value,
                Authority = Rules.SequestrationAppliesTo.Authority,
            },
        ],
        Payment = [new PriorSettlement()],
        OrderAuthority = Authority.Of(Agreement + ", settlement",
            "The cap comes before the share; sequestration takes from what is shared."),
        Words = Words,
        Payoff = new("expenditure"),
    };
}
