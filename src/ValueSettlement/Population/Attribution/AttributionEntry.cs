namespace ValueSettlement.Population;

/// <summary>Why a member belongs to an organisation, or to none.</summary>
public enum AttributionReason
{
    /// <summary>Somebody stated it; see <see cref="AttributionEntry.Words"/>.</summary>
    Stated,

    /// <summary>The member chose a clinician of the organisation.</summary>
    Voluntary,

    /// <summary>The member chose a clinician of no organisation.</summary>
    VoluntaryElsewhere,

    /// <summary>The organisation has the plurality of a step.</summary>
    Plurality,

    /// <summary>The organisation and another competitor have equal sums in a step, and a tie-break decided.</summary>
    TieBroken,

    /// <summary>An entity of no organisation has the plurality.</summary>
    OtherEntity,

    /// <summary>The organisation with the plurality does not meet the requirements of the step.</summary>
    RequirementNotMet,

    /// <summary>There are visits, but none for a service that counts.</summary>
    NoPrimaryCare,

    /// <summary>There are services that count, but none in the window.</summary>
    OutsideWindow,

    /// <summary>There are services that count in the window, but none by a clinician whom a step counts.</summary>
    NoListedClinician,

    /// <summary>The member would belong to an organisation and has fewer months than the rules ask for; the other members of the entry
    /// say to which step that was due.</summary>
    TooFewMonths,
}

/// <summary>Where one member belongs, and why.</summary>
public readonly record struct AttributionEntry
{
    /// <summary>Number of the member.</summary>
    public required uint Beneficiary { get; init; }

    /// <summary>Number of the organisation; <see langword="null"/> for none.</summary>
    public ushort? Organisation { get; init; }

    /// <summary>Why.</summary>
    public required AttributionReason Reason { get; init; }

    /// <summary>Place of the step that decided, from 0; <see langword="null"/> if none did.</summary>
    public byte? Step { get; init; }

    /// <summary>What decided between equal sums, where something had to.</summary>
    public TieBreak? Tie { get; init; }

    /// <summary>The entity with the plurality or the choice, where it belongs to no organisation.</summary>
    public int? Entity { get; init; }

    /// <summary>The largest sum of the step, in cents or services as the rules count.</summary>
    public long? Largest { get; init; }

    /// <summary>The sum of the competitor that came next; <see langword="null"/> if there was none.</summary>
    public long? RunnerUp { get; init; }

    /// <summary>The reason in the words of whoever stated it.</summary>
    public string? Words { get; init; }

    /// <summary>The entry in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Beneficiary}: ")
        + (Organisation is { } organisation ? FormattableString.Invariant($"organisation {organisation}") : "none")
        + $", {Words ?? AttributionWords.Of(Reason)}"
        + (Tie is { } tie ? $" by {AttributionWords.Of(tie)}" : string.Empty)
        + (Entity is { } entity ? FormattableString.Invariant($", entity {entity}") : string.Empty)
        + (Step is { } step ? FormattableString.Invariant($" in step {step + 1}") : string.Empty)
        + (Largest is { } largest ? FormattableString.Invariant($", {largest:#,##0}") : string.Empty)
        + (RunnerUp is { } next ? FormattableString.Invariant($" against {next:#,##0}") : string.Empty);
}
