using NodaTime;
using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>The terms of a commercial prospective bundle. Every rule is the contract's own: nothing is preset.</summary>
public sealed record CommercialBundleTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The currency.</summary>
    public string Currency { get; init => field = Given.Of(value); } = "USD";

    /// <summary>Around the contracted price, in which nothing is shared: a share of the price on either side.</summary>
    public Rate DeadBand { get; init; }

    /// <summary>The provider's share of savings beyond the dead band.</summary>
    public required Rate GainShare { get; init; }

    /// <summary>The provider's share of overages beyond the dead band.</summary>
    public required Rate OverageShare { get; init; }

    /// <summary>The most that is gained, as a share of the contracted price; <see langword="null"/> for no cap.</summary>
    public Rate? GainCap { get; init; }

    /// <summary>The most that is owed, as a share of the contracted price; <see langword="null"/> for no cap.</summary>
    public Rate? OverageCap { get; init; }

    /// <summary>The stop-loss of each episode; <see langword="null"/> for none.</summary>
    public AttachAndKeep? StopLoss { get; init; }

    /// <summary>The least number of episodes that is settled; with fewer, nothing moves; <see langword="null"/> for any number.</summary>
    public int? LeastEpisodes { get; init; }

    /// <summary>Where the terms stand, for example "Agreement of 2026-01-01, exhibit B".</summary>
    public Authority? Authority { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => CommercialBundles.For(this).Contract;

    private protected override void Validate(List<Failure> failures) => StopLoss?.Validate("stopLoss", failures);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
