namespace ValueSettlement;

/// <summary>A named amount that shares are taken of: the benchmark, participants' revenue, a target price. The benchmark comes with the experience, every other one as a <see cref="BasisAmount"/>.</summary>
public readonly record struct Basis
{
    private const string BenchmarkName = "benchmark";

    // The benchmark has no name of its own, so that the most common question, whether a basis is the benchmark, is one comparison with null.
    private readonly string? name;

    /// <summary>A basis by its name.</summary>
    /// <param name="name">The name: lower case words joined by hyphens, at most 64 characters, for example "participant-revenue".</param>
    /// <exception cref="ArgumentException">The name is empty, too long or has other characters.</exception>
    public Basis(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 64 || name.Any(static c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
        {
            throw new ArgumentException($"A basis is named by lower case words joined by hyphens, at most 64 characters; not '{name}'.", nameof(name));
        }

        this.name = name == BenchmarkName ? null : name;
    }

    /// <summary>The name.</summary>
    public string Name => name ?? BenchmarkName;

    internal bool IsBenchmark => name is null;

    /// <summary>The benchmark that spending is compared with; inside a region with a benchmark of its own, that one.</summary>
    public static Basis Benchmark => default;

    /// <summary>Medicare Parts A and B fee-for-service revenue of the participants.</summary>
    public static Basis ParticipantRevenue { get; } = new("participant-revenue");

    /// <summary>The benchmark recomputed with the two-way update factor (Shared Savings Program, agreements from 2024).</summary>
    public static Basis TwoWayBenchmark { get; } = new("two-way-benchmark");

    /// <summary>Advances paid and not yet recouped.</summary>
    public static Basis AdvanceBalance { get; } = new("advance-balance");

    /// <summary>What earlier settlements of the same period have already moved: positive to the provider, negative from it.</summary>
    public static Basis PreviouslySettled { get; } = new("previously-settled");

    /// <summary>Spending after episodes above what the contract allows for: taken off outside the limits.</summary>
    public static Basis PostEpisodeSpending { get; } = new("post-episode-spending");

    /// <summary>What another programme has already paid for the same spending, taken back outside the limits.</summary>
    public static Basis OverlapWithOtherProgrammes { get; } = new("overlap-with-other-programmes");

    /// <summary>The target that losses are measured against, where it differs from the one for gains.</summary>
    public static Basis RepaymentTarget { get; } = new("repayment-target");

    /// <inheritdoc/>
    public bool Equals(Basis other) => string.Equals(name, other.name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal string InWords => Name switch
    {
        "two-way-benchmark" => "two-way benchmark",
        "post-episode-spending" => "post-episode spending",
        _ => Name.Replace('-', ' '),
    };
}
