using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// A global budget with quality conditions.
/// <code>opening = budget − expenditure ─► quality gate (gains) ─► share by quality ─► limits</code>
/// Quality acts on the difference: it can take a gain away and make a loss smaller, and never turns a loss into a gain. The payoff varies
/// with
/// expenditure. The budget is stated, or built by <see cref="CapitationPayment"/> and <see cref="CapitationBenchmark"/>.
/// </summary>
public sealed class GlobalBudget : Programme<GlobalBudgetTerms>
{
    private static readonly ContractWords Words = new() { Benchmark = "Budget", Losses = "overruns" };

    private GlobalBudget(GlobalBudgetTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Global budget";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, gate, shares and limits.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static GlobalBudget For(GlobalBudgetTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="expenditure">Expenditure.</param>
    /// <param name="quality">The result of quality measurement, where a gate or a share depends on it.</param>
    public Experience Experience(Figure budget, Figure expenditure, Quality? quality = null) =>
        Made(new() { Benchmark = budget, Expenditure = expenditure, Facts = quality is null ? [] : [quality] });

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var clauses = new List<Clause>();
        if (Terms.LeastScore is { } least)
        {
            clauses.Add(new QualityGate { Score = least, Authority = least.Authority });
        }

        clauses.Add(new SharingRate { Gain = Terms.ShareOfSavings, Loss = Terms.ShareOfOverruns });
        if (Terms.GreatestGain is { } gain)
        {
            clauses.Add(new Limit { Label = "Greatest gain", Gain = gain });
        }

        if (Terms.GreatestLoss is { } loss)
        {
            clauses.Add(new Limit { Label = "Greatest loss", Loss = loss });
        }

        return new()
        {
            Id = Terms.Id,
            Currency = Terms.Currency,
            Term = Terms.Term,
            Clauses = [.. clauses],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Remembered("Usual order of such contracts, not read in one",
                "Quality gate, shares, limits; the contract decides.",
                "the order in which the contract of the parties lists its steps"),
            Words = Words,
            Payoff = new("expenditure"),
        };
    }
}
