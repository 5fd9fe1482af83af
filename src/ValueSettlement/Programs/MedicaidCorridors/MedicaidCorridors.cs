using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Risk corridors of Medicaid managed care: contract-specific, under 42 CFR 438.6(b).
/// <code>
/// unspent funds:                spending − funds ─► share returned
/// expected cost, target ratio:  cost − expected ─► corridor
/// minimum loss ratio:           cost − ratio × revenue ─► nothing above it          (+ = the state pays, − = the contractor returns)
/// </code>
/// The payoff is a curve of cost.
/// </summary>
public sealed class MedicaidCorridors : Programme<MedicaidCorridorTerms>
{
    private static readonly ContractWords Words = new()
    {
        Payer = "state",
        Provider = "plan",
        Benchmark = "Expected cost",
        Expenditure = "Cost",
        Gains = "costs above the expected",
        Losses = "costs below the expected",
    };

    private static readonly ContractWords WordsOfFunds =
        Words with { Benchmark = "Funds", Expenditure = "Spending", Gains = "overspending", Losses = "unspent funds" };

    private MedicaidCorridors(MedicaidCorridorTerms terms)
        : base(terms)
    {
    }

    /// <summary>The revenue that ratio-based bands are shares of.</summary>
    public static Basis Revenue { get; } = new("capitation-revenue");

    /// <summary>
    /// Michigan, prepaid inpatient health plans: of unspent funds nothing is returned up to 5 %, half up to 10 %, all beyond; nothing is
    /// paid
    /// for overspending.
    /// </summary>
    public static Cited<CorridorBands> MichiganUnspentFunds { get; } = new(
        new([new(Rate.Zero)], [new(Rate.Zero, 5.Percent()), new(50.Percent(), 10.Percent()), new(Rate.One)]),
        Authority.Of("Michigan PIHP contract, risk corridor clause (read in part)"));

    /// <summary>Vermont: the contractor bears 3 % of expected cost either way, the state what lies beyond.</summary>
    public static Cited<CorridorBands> VermontExpectedCost { get; } = new(
        CorridorBands.Symmetric(new(Rate.Zero, 3.Percent()), new(Rate.One)),
        Authority.Of("Vermont Medicaid accountable care organisation contract, risk corridor clause (read in part)"));

    /// <summary>Florida Healthy Kids: below a loss ratio of 85 % the whole difference is returned.</summary>
    public static Cited<Rate> FloridaLeastRatio { get; } = new(85.Percent(),
        Authority.Of("Florida Healthy Kids contract, minimum medical loss ratio clause (read in part)"));

    /// <inheritdoc/>
    private protected override string Name => "Medicaid managed-care corridor";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Kind, period, bands or ratio.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static MedicaidCorridors For(MedicaidCorridorTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="funds">
    /// Revenue and costs; for <see cref="MedicaidCorridorKind.ExpectedCost"/> the expected cost stands in place of revenue.
    /// </param>
    public Experience Experience(ManagedCareFunds funds)
    {
        ArgumentNullException.ThrowIfNull(funds);

        // Flat bands, and bands of the target itself, do not read revenue; a fact that nothing reads would be refused.
        var read = Terms.Form != MedicaidCorridorKind.ExpectedCost && Terms.Bands?.Value.Reads(Revenue) == true;
        return Made(new()
        {
            Benchmark = Terms.Ratio is { } ratio ? funds.Expected(ratio.Value, ratio.Authority) : funds.Revenue,
            Expenditure = funds.Costs,
            Facts = read ? [Number.Of(Revenue, funds.Revenue)] : [],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? "medicaid-corridor-" + Dates.Text(Terms.Term.Start),
        Currency = "USD",
        Term = Terms.Term,
        Opening = OpeningAmount.ExpenditureLessBenchmark,
        Clauses = Terms.Bands is { } bands
            ? [bands.Value.Clause(bands.Authority, UnspentFunds ? "Unspent funds returned" : "Risk corridor")]
            : [new Limit { Label = "Nothing is paid above the minimum loss ratio", Gain = Money.Zero, Authority = Terms.Ratio!.Authority }],
        Payment = [new PriorSettlement()],
        OrderAuthority = Authority.Of("Contract of the rating period; 42 CFR 438.6(b)"),
        Words = UnspentFunds ? WordsOfFunds : Words,
        Payoff = new("cost"),
    };

    private bool UnspentFunds => Terms.Form == MedicaidCorridorKind.UnspentFunds;
}
