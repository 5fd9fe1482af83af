namespace ValueSettlement.Programs;

/// <summary>What a programme calls what an <see cref="ExchangePool"/> does: the arithmetic is one, and a statement speaks the words of its
/// rule.</summary>
internal sealed record ExchangeWords
{
    /// <summary>What is taken off each base before scores count, as a label.</summary>
    public string Withheld { get; init; } = "Withheld";

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
}
