namespace ValueSettlement.Programs;

/// <summary>What a programme calls what an <see cref="ExchangePool"/> does: the arithmetic is one, and a statement speaks the words of its
/// rule.</summary>
internal sealed record ExchangeWords
{
    /// <summary>What is taken off each base before scores count, as a label.</summary>
    public string Withheld { get; init; } = "Withheld";

    /// <summary>The step that takes it off what came back, as a label.</summary>
    public string TakenOff { get; init; } = "Withhold taken off";

    /// <summary>The number that states it among the facts of a part.</summary>
    public Basis Amount { get; init; } = ExchangePool.AmountWithheld;

    /// <summary>What happens to that share of a base, after its name in a sentence.</summary>
    public string Happens { get; init; } = "is withheld";

    /// <summary>That share of a base, inside a sentence.</summary>
    public string Share { get; init; } = "what was withheld";

    /// <summary>What shares are taken of, inside a sentence.</summary>
    public string Base { get; init; } = "base";

    /// <summary>The share that is taken off, inside a sentence.</summary>
    public string Rate { get; init; } = "withhold rate";

    /// <summary>What a score earns as a share of the base, as a label.</summary>
    public string Earned { get; init; } = "Value-based rate";

    /// <summary>The parties, and what parts claim.</summary>
    public ContractWords Contract { get; init; } = new() { Provider = "participant", Gains = "claims" };

    /// <summary>Why the order is this one; <see langword="null"/> for that of the hospital programme.</summary>
    public Authority? Order { get; init; }

    /// <summary>Why spending decides nothing.</summary>
    public string Payoff { get; init; } = "What is withheld comes back by score, whatever was spent.";

    /// <summary>The words of a programme in which nothing is withheld: payments change by one factor.</summary>
    public static ExchangeWords AtStake(string rate) => new()
    {
        Withheld = "At stake",
        TakenOff = ContractWords.Sentence(rate) + " taken off",
        Amount = ExchangePool.AmountAtStake,
        Happens = "is at stake",
        Share = "what is at stake",
        Base = "payments",
        Rate = rate,
        Earned = "Earned by the score",
    };
}
