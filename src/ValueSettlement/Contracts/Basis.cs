namespace ValueSettlement;

/// <summary>A named amount that shares are taken of: the benchmark, participants' revenue, a target price. The benchmark comes with the
/// experience, every other one as a <see cref="BasisAmount"/>.</summary>
public readonly record struct Basis
{
    private const string BenchmarkName = "benchmark";

    private static readonly string[] Prefixes = ["one", "two", "post", "pre", "non"];

    // The benchmark has no name of its own, so that the most common question, whether a basis is the benchmark, is one comparison with
    // null.
    private readonly string? name;

    /// <summary>A basis by its name.</summary>
    /// <param name="name">The name: lower case words joined by hyphens, at most 64 characters, for example "participant-revenue".</param>
    /// <exception cref="ArgumentException">The name is empty, too long or has other characters.</exception>
    public Basis(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 64 || name.Any(static c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
        {
            throw new ArgumentException($"A basis is named by lower case words joined by hyphens, at most 64 characters; not '{name}'.",
                nameof(name));
        }

        this.name = name == BenchmarkName ? null : name;
    }

    /// <summary>The name.</summary>
    public string Name => name ?? BenchmarkName;

    internal bool IsBenchmark => name is null;

    /// <summary>The benchmark that spending is compared with; inside a region with a benchmark of its own, that one.</summary>
    public static Basis Benchmark => default;

    /// <summary>Revenue of the participants, as the contract counts it.</summary>
    public static Basis ParticipantRevenue { get; } = new("participant-revenue");

    /// <summary>Advances paid and not yet recouped.</summary>
    public static Basis AdvanceBalance { get; } = new("advance-balance");

    /// <summary>What earlier settlements of the same period have already moved: positive to the provider, negative from it.</summary>
    public static Basis PreviouslySettled { get; } = new("previously-settled");

    /// <summary>Spending after episodes above what the contract allows for: taken off outside the limits.</summary>
    public static Basis PostEpisodeSpending { get; } = new("post-episode-spending");

    /// <summary>What another programme has already paid for the same spending, taken back outside the limits.</summary>
    public static Basis OverlapWithOtherProgrammes { get; } = new("overlap-with-other-programmes");

    /// <inheritdoc/>
    public bool Equals(Basis other) => string.Equals(name, other.name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The name in words: a prefix keeps its hyphen.</summary>
    internal string InWords
    {
        get
        {
            var words = Name.Replace('-', ' ');
            return Array.Find(Prefixes, prefix => words.StartsWith(prefix + " ", StringComparison.Ordinal)) is { } prefix
                ? prefix + "-" + words[(prefix.Length + 1)..]
                : words;
        }
    }
}
