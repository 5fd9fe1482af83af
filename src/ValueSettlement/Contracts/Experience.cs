using NodaTime;

namespace ValueSettlement;

/// <summary>What happened under a contract in its period: figures and facts. It holds anything; settling judges it.</summary>
public sealed record Experience
{
    /// <summary>The name of the part of the contract that it belongs to; <see langword="null"/> for the whole.</summary>
    public string? Arrangement { get; init; }

    /// <summary>What spending is compared with: stated or computed, in the contract's currency.</summary>
    public Figure? Benchmark { get; init; }

    /// <summary>What was spent: stated or computed, in the contract's currency.</summary>
    public Figure? Expenditure { get; init; }

    /// <summary>The opening amount, where the contract or the part has one that is stated.</summary>
    public Figure? Opening { get; init; }

    /// <summary>The other facts; each is read by a clause, and none is given twice.</summary>
    public ValueList<Fact> Facts { get; init => field = Given.Of(value); } = [];

    /// <summary>One experience for each part of the contract, in any order; those of its parts have parts of their own.</summary>
    public ValueList<Experience> Parts { get; init => field = Given.Of(value); } = [];

    /// <summary>The currency of the amounts; <see langword="null"/> for the contract's. Another one is an error.</summary>
    public string? Currency { get; init; }

    /// <summary>The days that the figures cover, both ends inclusive; <see langword="null"/> for the contract's term. Outside the term is
    /// an error.</summary>
    public DateInterval? Period { get; init; }

    /// <summary>
    /// The digest of the terms that made the figures, if a programme made them: a contract of other terms, or of none, refuses them.
    /// <see langword="null"/> for figures that were stated. Not part of the digest.
    /// </summary>
    public Digest? Terms { get; init; }

    /// <summary>The same experience without the amounts and dates that no calculation can hold; they have been reported.</summary>
    internal Experience InRange() => this with
    {
        Benchmark = InRange(Benchmark),
        Expenditure = InRange(Expenditure),
        Opening = InRange(Opening),
        Facts = Facts.Select(static fact => fact switch
        {
            BasisAmount stated => stated with { Amount = InRange(stated.Amount) ?? new() },
            ReliefAmount stated => stated with { Amount = InRange(stated.Amount) ?? new() },
            ReliefShares => new ReliefShares(Rate.Zero, Rate.Zero),
            Quality { Score.Value: < 0m or > 1m } quality => quality with { Score = Rate.Zero },
            Termination stated when !DateRules.Hold(stated.EffectiveDate) => stated with { EffectiveDate = new(2000, 1, 1) },
            _ => fact,
        }).ToValueList(),
    };

    private static Figure? InRange(Figure? figure) =>
        figure?.Value is > Money.Largest or < -Money.Largest ? figure with { Value = 0m } : figure;
}

/// <summary>A settlement, or everything that is wrong.</summary>
/// <param name="Settlement">The settlement, or <see langword="null"/>.</param>
/// <param name="Failures">Everything that is wrong; empty if there is a settlement.</param>
public sealed record Outcome(Settlement? Settlement, ValueList<Failure> Failures)
{
    /// <summary>Whether there is a settlement.</summary>
    public bool IsSettled => Settlement is not null;
}
