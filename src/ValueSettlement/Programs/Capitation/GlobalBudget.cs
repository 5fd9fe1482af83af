using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What decides a global budget with quality conditions for one period. Every rule is the contract's own: nothing is preset.</summary>
public sealed record GlobalBudgetTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The quality score from which a share of savings is paid at all, inclusive; <see langword="null"/> for no such gate.</summary>
    public Cited<Rate>? LeastScore { get; init; }

    /// <summary>The provider's share of what stays below the budget: flat, scaled by quality or a ladder.</summary>
    public required Cited<QualityRate> ShareOfSavings { get; init => field = Given.Of(value); }

    /// <summary>The provider's share of what exceeds the budget.</summary>
    public required Cited<QualityRate> ShareOfOverruns { get; init => field = Given.Of(value); }

    /// <summary>The most that the provider gains, as a share of the budget; <see langword="null"/> for no limit.</summary>
    public Cited<Rate>? GreatestGain { get; init; }

    /// <summary>The most that the provider loses, as a share of the budget; <see langword="null"/> for no limit.</summary>
    public Cited<Rate>? GreatestLoss { get; init; }

    /// <summary>The contract's name and period.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id}, {Term.Start:R} to {Term.End:R}");

    /// <inheritdoc/>
    public override Contract Contract() => GlobalBudget.Contract(this);

    private protected override GlobalBudgetTerms Resolve() => this;
}

/// <summary>
/// A global budget with quality conditions.
/// <code>opening = budget − expenditure ─► quality gate (gains) ─► share by quality ─► limits</code>
/// Quality acts on the difference: it can take a gain away and make a loss smaller, and never turns a loss into a gain. The payoff varies with expenditure.
/// The budget is stated, or built by <see cref="CapitationPayment"/> and <see cref="CapitationBenchmark"/>.
/// </summary>
public static class GlobalBudget
{
    /// <summary>The contract. It reads the fact <see cref="Quality"/> where a gate or a share depends on it.</summary>
    /// <param name="terms">The terms.</param>
    public static Contract Contract(GlobalBudgetTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var clauses = new List<Clause>();
        if (terms.LeastScore is { } least)
        {
            clauses.Add(new QualityGate { Score = least, Authority = least.Authority });
        }

        clauses.Add(new SharingRate { Gain = terms.ShareOfSavings, Loss = terms.ShareOfOverruns });
        if (terms.GreatestGain is { } gain)
        {
            clauses.Add(new Limit { Label = "Greatest gain", Gain = gain });
        }

        if (terms.GreatestLoss is { } loss)
        {
            clauses.Add(new Limit { Label = "Greatest loss", Loss = loss });
        }

        return new Contract
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Clauses = [.. clauses],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Remembered(
                "Usual order of such contracts, not read in one", "Quality gate, shares, limits; the contract decides."),
            Words = new() { Benchmark = "Budget", Losses = "overruns" },
            Payoff = new("expenditure"),
            Origin = Origin.Of("Global budget", terms),
        };
    }
}
