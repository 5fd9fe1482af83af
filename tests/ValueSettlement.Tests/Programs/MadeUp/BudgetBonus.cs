using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs.MadeUp;

// snippet: own-factory
/// <summary>
/// The budget bonus: a share of what stays below a discounted budget.
/// <code>opening = budget × (1 − discount) − expenditure ─► share ─► cap;  nothing is owed</code>
/// The payoff varies with expenditure.
/// </summary>
public sealed partial class BudgetBonus : Programme<BudgetBonusTerms>
{
    private static readonly ContractWords Words = new() { Payer = "ministry", Provider = "district", Benchmark = "Budget" };

    private BudgetBonus(BudgetBonusTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public BudgetBonusRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Budget bonus, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year and cap.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static BudgetBonus For(BudgetBonusTerms terms) => new(terms);

    /// <summary>What the contract settles: the discounted budget with its lines, and expenditure.</summary>
    /// <param name="budget">The budget before the discount.</param>
    /// <param name="expenditure">Expenditure.</param>
    public Experience Experience(Figure budget, Figure expenditure) => Made(new()
    {
        Benchmark = new CapitationBenchmark { Before = budget, Reductions = [new("discount", "Discount", Rules.Discount)] }.Build(),
        Expenditure = expenditure,
    });

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"budget-bonus-{Terms.Year}"),
        Currency = "USD",
        Term = new(new(Terms.Year, 1, 1), new(Terms.Year, 12, 31)),
        Clauses =
        [
            new SharingRate { Gain = Rules.Share, Loss = Rate.Zero },
            new Limit { Label = "Cap", Gain = Terms.Cap, Authority = Authority.Of(Act + ", section 5") },
        ],
        OrderAuthority = Authority.Of(Act + ", sections 4 and 5", "The cap comes last."),
        Words = Words,
        Payoff = new("expenditure"),
    };
}
// end
