using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The terms of an episode programme with thresholds: for one kind of episode and one principal provider.</summary>
public sealed record EpisodeThresholdTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The currency.</summary>
    public string Currency { get; init => field = Given.Of(value); } = "USD";

    /// <summary>The thresholds of one episode: gain-sharing limit ≤ commendable ≤ acceptable.</summary>
    public required CostThresholds Thresholds { get; init => field = Given.Of(value); }

    /// <summary>
    /// The rules; <see langword="null"/> for the programme's own. <c>EpisodeThresholds.For(terms).Rules with { … }</c> replaces single
    /// values, each with its citation.
    /// </summary>
    public EpisodeThresholdRules? Rules { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => EpisodeThresholds.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        if (Thresholds.GainSharingLimit > Thresholds.Commendable || Thresholds.Commendable > Thresholds.Acceptable)
        {
            failures.Add(new("threshold-order", "thresholds", Thresholds.ToString(),
                "The gain-sharing limit is at most the commendable threshold, and that one at most the acceptable one.",
                "Order the thresholds."));
        }
    }

    private protected override EpisodeThresholdTerms Resolve() => this with { Rules = Rules ?? EpisodeThresholdRules.Own };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>The three thresholds of one kind of episode, for one episode.</summary>
/// <param name="Acceptable">Above it the provider shares the excess.</param>
/// <param name="Commendable">Below it the provider shares the saving.</param>
/// <param name="GainSharingLimit">Savings count only down to it.</param>
public sealed record CostThresholds(Money Acceptable, Money Commendable, Money GainSharingLimit)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
