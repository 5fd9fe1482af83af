using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// What decides a global budget with quality conditions for one period. Every rule is the contract's own: nothing is preset.
/// </summary>
public sealed record GlobalBudgetTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init => field = Given.Of(value); }

    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>
    /// The quality score from which a share of savings is paid at all, inclusive; <see langword="null"/> for no such gate.
    /// </summary>
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
    public override Contract Contract() => GlobalBudget.For(this).Contract;
}
