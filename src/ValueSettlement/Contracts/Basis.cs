namespace ValueSettlement;

/// <summary>A named amount that shares are taken of: the benchmark, participants' revenue, a target price. The benchmark comes with the
/// experience, every other one as a <see cref="Number"/> of its name.</summary>
public readonly record struct Basis
{
    // The benchmark has no name of its own, so that the most common question, whether a basis is the benchmark, is one comparison with
    // null.
    private readonly string? name;

    /// <summary>A basis by its name.</summary>
    /// <param name="name">The name: lower case words joined by hyphens, at most 64 characters, for example "participant-revenue".</param>
    /// <exception cref="ArgumentException">The name is empty, too long or has other characters.</exception>
    public Basis(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!NumberName.Holds(name))
        {
            throw new ArgumentException($"A basis is named by lower case words joined by hyphens, at most 64 characters; not '{name}'.",
                nameof(name));
        }

        this.name = name == NumberName.Benchmark ? null : WellKnown.Of(name)?.Name ?? name;
    }

    /// <summary>The name.</summary>
    public string Name => name ?? NumberName.Benchmark;

    internal bool IsBenchmark => name is null;

    /// <summary>The benchmark that spending is compared with; inside a region with a benchmark of its own, that one.</summary>
    public static Basis Benchmark => default;

    /// <summary>Revenue of the participants, as the contract counts it.</summary>
    public static Basis ParticipantRevenue { get; } = new(WellKnown.ParticipantRevenue.Name);

    /// <summary>Advances paid and not yet recouped.</summary>
    public static Basis AdvanceBalance { get; } = new(WellKnown.AdvanceBalance.Name);

    /// <summary>What earlier settlements of the same period have already moved: positive to the provider, negative from it.</summary>
    public static Basis PreviouslySettled { get; } = new(WellKnown.PreviouslySettled.Name);

    /// <summary>Spending after episodes above what the contract allows for: taken off outside the limits.</summary>
    public static Basis PostEpisodeSpending { get; } = new(WellKnown.PostEpisodeSpending.Name);

    /// <summary>What another programme has already paid for the same spending, taken back outside the limits.</summary>
    public static Basis OverlapWithOtherProgrammes { get; } = new(WellKnown.OverlapWithOtherProgrammes.Name);

    /// <inheritdoc/>
    public bool Equals(Basis other) => string.Equals(name, other.name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The name in words: a prefix keeps its hyphen.</summary>
    internal string InWords => NumberName.InWords(Name);
}
