using NodaTime;

namespace ValueSettlement.Benchmarks;

/// <summary>Why an episode does not count.</summary>
public enum EpisodeExclusion
{
    /// <summary>A criterion for inclusion was lost, for example coverage or the kind of procedure.</summary>
    CriterionLost,

    /// <summary>The patient died during the anchor stay.</summary>
    DiedInAnchorStay,

    /// <summary>Extreme and uncontrollable circumstances cancelled it.</summary>
    ExtremeCircumstances,

    /// <summary>The patient was transferred, and the episode belongs to the hospital that received the patient.</summary>
    Transferred,

    /// <summary>Another programme or another episode takes precedence.</summary>
    TakesPrecedence,

    /// <summary>The contract leaves it out for a reason of its own.</summary>
    Other,
}

/// <summary>One episode of care: when it was anchored, which cell prices it, what was spent in its window. Grouping claims into episodes
/// happens before this library.</summary>
public sealed record Episode
{
    /// <summary>Its name, unique among the episodes of a year.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The anchor date: the discharge from the anchor stay, or the day of the anchor procedure. The price is the one in force on
    /// this day.</summary>
    public required LocalDate Anchor { get; init; }

    /// <summary>The last day of the window, inclusive; <see langword="null"/> to find it from the length that the year states.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>The price cell.</summary>
    public required string Cell { get; init => field = Given.Of(value); }

    /// <summary>What was spent in the window, before any bound: stated, or computed from services by <see cref="EpisodeWindow"/>.</summary>
    public required Figure Spending { get; init => field = Given.Of(value); }

    /// <summary>Multipliers of this episode's price: risk, hospital, patient mix.</summary>
    public ValueList<PriceFactor> Factors { get; init => field = Given.Of(value); } = [];

    /// <summary>Why it does not count; <see langword="null"/> if it does.</summary>
    public EpisodeExclusion? Excluded { get; init; }

    /// <summary>Whether its spending counts up to its own target price only, as under extreme circumstances that do not cancel
    /// it.</summary>
    public bool HeldAtTarget { get; init; }

    /// <summary>The episode in words, the same in every culture.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Id}: {Cell}, anchored {Anchor:R}, spending {Spending}")
        + (Excluded is { } reason ? $", excluded: {EnumText.Of(reason)}" : string.Empty);
}
