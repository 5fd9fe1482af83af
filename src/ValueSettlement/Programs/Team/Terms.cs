namespace ValueSettlement.Programs;

/// <summary>The participation tracks of the Transforming Episode Accountability Model.</summary>
public enum TeamTrack
{
    /// <summary>Gains only; first performance year for every hospital, the second and third for safety-net hospitals.</summary>
    Track1,

    /// <summary>Lower risk both ways, for certain hospitals from the second performance year.</summary>
    Track2,

    /// <summary>Full risk.</summary>
    Track3,
}

/// <summary>What a hospital is, as far as the choice of a track depends on it.</summary>
public enum TeamHospital
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>Safety-net hospital.</summary>
    SafetyNet,

    /// <summary>Medicare-dependent hospital.</summary>
    MedicareDependent,

    /// <summary>Rural hospital.</summary>
    Rural,

    /// <summary>Sole community hospital.</summary>
    SoleCommunity,

    /// <summary>Essential access community hospital.</summary>
    EssentialAccess,
}

/// <summary>The kinds of episode.</summary>
public enum TeamEpisode
{
    /// <summary>Lower extremity joint replacement: MS-DRG 469, 470, 521, 522.</summary>
    LowerExtremityJointReplacement,

    /// <summary>Surgical hip and femur fracture treatment: MS-DRG 480–482.</summary>
    HipFemurFracture,

    /// <summary>Spinal fusion: MS-DRG 402, 426–430, 447, 448, 450, 451, 471–473.</summary>
    SpinalFusion,

    /// <summary>Coronary artery bypass graft: MS-DRG 231–236.</summary>
    CoronaryBypass,

    /// <summary>Major bowel procedure: MS-DRG 329–331.</summary>
    MajorBowel,
}

/// <summary>What decides a TEAM contract for one performance year.</summary>
public sealed record TeamTerms : ProgrammeTerms
{
    /// <summary>The track.</summary>
    public required TeamTrack Track { get; init; }

    /// <summary>The performance year, 2026 to 2030.</summary>
    public required int Year { get; init; }

    /// <summary>What the hospital is: Track 2, and Track 1 after 2026, are open to some only.</summary>
    public TeamHospital Hospital { get; init; }

    /// <summary>The rules of track and year; <see langword="null"/> for the programme's own. <c>Team.Rules(track, year) with { … }</c> replaces single values, each with its citation.</summary>
    public TeamRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Team.Contract(this);

    private protected override TeamTerms Resolve() => Team.Resolve(this);
}

/// <summary>Every rule of one track and performance year as data: value and authority.</summary>
public sealed record TeamRules
{
    /// <summary>The most that is paid, as a share of the aggregate target price.</summary>
    public required Cited<Rate> StopGain { get; init => field = Given.Of(value); }

    /// <summary>The most that is owed, as a share of the aggregate target price; <see langword="null"/> where nothing is ever owed.</summary>
    public required Cited<Rate>? StopLoss { get; init; }

    /// <summary>How much of a gain a quality score of nothing takes.</summary>
    public required Cited<Rate> GainReduction { get; init => field = Given.Of(value); }

    /// <summary>How much of a loss a full quality score forgives.</summary>
    public required Cited<Rate> LossReduction { get; init => field = Given.Of(value); }

    /// <summary>The weights of the three base years, oldest first.</summary>
    public required Cited<ValueList<Rate>> BaseYearWeights { get; init => field = Given.Of(value); }

    /// <summary>The discount on lower extremity joint replacement, hip and femur fracture and spinal fusion.</summary>
    public required Cited<Rate> Discount { get; init => field = Given.Of(value); }

    /// <summary>The discount on coronary bypass and major bowel.</summary>
    public required Cited<Rate> LowerDiscount { get; init => field = Given.Of(value); }

    /// <summary>How far the final normalization factor may lie from the prospective one.</summary>
    public required Cited<Rate> NormalizationWithin { get; init => field = Given.Of(value); }

    /// <summary>How far the retrospective trend may lie from the prospective one.</summary>
    public required Cited<Rate> TrendWithin { get; init => field = Given.Of(value); }

    /// <summary>Days of the window from the anchor discharge or procedure on, that day being the first.</summary>
    public required Cited<int> Days { get; init => field = Given.Of(value); }
}
