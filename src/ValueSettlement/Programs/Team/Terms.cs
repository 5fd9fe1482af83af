using ValueSettlement.Benchmarks;

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

    /// <summary>
    /// Which reading of a category of low volume is taken; <see langword="null"/> for the one that most reports give,
    /// <see cref="Benchmarks.LowVolume.NoLoss"/>. Stated rules state it themselves.
    /// </summary>
    public LowVolume? LowVolume { get; init; }

    /// <summary>
    /// The quality score of a hospital with too few quality data, 0 to 1, with its citation; <see langword="null"/> where none is needed.
    /// </summary>
    public Cited<Rate>? NeutralQualityScore { get; init; }

    /// <summary>
    /// The rules of track and year; <see langword="null"/> for the programme's own. <c>Team.For(terms).Rules with { … }</c> replaces single
    /// values, each with its citation.
    /// </summary>
    public TeamRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Team.For(this).Contract;

    internal override IEnumerable<CitedSentence> Sentences => Rules is not { } rules ? [] :
    [
        new($"Base years weigh {string.Join(", ", rules.BaseYearWeights.Value)}, oldest first.", rules.BaseYearWeights.Authority),
        new($"Target prices are taken less a discount of {rules.Discount.Value}.", rules.Discount.Authority),
        new($"That of coronary bypass and major bowel is {rules.LowerDiscount.Value}.", rules.LowerDiscount.Authority),
        new($"The final trend counts within {rules.TrendWithin.Value} of the prospective one.", rules.TrendWithin.Authority),
        new($"The final normalization factor counts within {rules.NormalizationWithin.Value} of the prospective one.",
            rules.NormalizationWithin.Authority),
        new(FormattableString.Invariant($"A category with fewer than {rules.MinimumEpisodesPerCategory.Value} baseline episodes ")
            + (rules.BelowMinimum.Value == Benchmarks.LowVolume.NotReconciled ? "is not reconciled."
                : "has no loss; its gain and its target count."),
            rules.BelowMinimum.Authority.OrLessCertain(rules.MinimumEpisodesPerCategory.Authority)),
        new($"The window of an episode is {NumberText.Number(rules.Days.Value)} days from the anchor discharge or procedure on, that day "
            + "first.", rules.Days.Authority),
        .. NeutralQualityScore is not { } neutral ? [] : (CitedSentence[])
        [
            new($"A hospital with too few quality data has a quality score of {neutral.Value}.", neutral.Authority),
        ],
    ];

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2026 or > 2030)
        {
            failures.Add(new("period-unknown", "year", FormattableString.Invariant($"{Year}"), "Performance years are 2026 to 2030.",
                "Choose one of them."));
        }

        if (!Enum.IsDefined(Hospital))
        {
            failures.Add(new("hospital-unknown", "hospital", EnumText.Of(Hospital), "The model knows no such kind of hospital.",
                $"Choose one of {string.Join(", ", Enum.GetNames<TeamHospital>())}."));
        }

        if (LowVolume is { } below && !Enum.IsDefined(below))
        {
            failures.Add(new("low-volume-unknown", "lowVolume", EnumText.Of(below), "Low volume has two readings.",
                $"Choose one of {string.Join(", ", Enum.GetNames<LowVolume>())}."));
        }

        if (LowVolume is { } chosen && Rules is { } rules && rules.BelowMinimum.Value != chosen)
        {
            failures.Add(new("term-unused", "lowVolume", EnumText.Of(chosen), "The stated rules have another reading of low volume.",
                "State the reading in the rules alone."));
        }

        if (Rules is { MinimumEpisodesPerCategory.Value: < 0 or > 1_000_000 })
        {
            failures.Add(new("count-range", "rules.minimumEpisodesPerCategory",
                UnitText.Of(Rules.MinimumEpisodesPerCategory.Value, Unit.Count), "A least number of episodes is 0 to 1,000,000.",
                "State how many baseline episodes a category needs."));
        }

        if (NeutralQualityScore is { Value.Fraction: < 0m or > 1m })
        {
            failures.Add(new("rate-range", "neutralQualityScore", NeutralQualityScore.Value.ToString(),
                "A quality score lies between 0 and 100 %.", "Write it as a fraction: 0.5 for 50 points."));
        }

        if (failures.Count == 0 && NotOffered() is { } rule)
        {
            failures.Add(new("track-not-offered", "track", Team.NameOf(Track), rule, "State what the hospital is, or choose Track 3."));
        }
    }

    private protected override TeamTerms Resolve() => this with { Rules = Rules ?? TeamRules.Of(Track, Year, LowVolume) };

    /// <summary>Why a hospital could not choose the track in the year.</summary>
    private string? NotOffered() => Track switch
    {
        TeamTrack.Track1 when Year > 2028 => "Track 1 ended with 2028 (42 CFR 512.520(b)(3)).",
        TeamTrack.Track1 when Year > 2026 && Hospital != TeamHospital.SafetyNet =>
            "After 2026 Track 1 is open to safety-net hospitals only (42 CFR 512.520(b)(3)).",
        TeamTrack.Track2 when Year == 2026 => "There is no Track 2 in 2026 (42 CFR 512.520(a)).",
        TeamTrack.Track2 when Hospital == TeamHospital.Other =>
            "Track 2 is open to safety-net, Medicare-dependent, rural, " +
            "sole community and essential access hospitals (42 CFR 512.520(b)(4)).",
        TeamTrack.Track1 or TeamTrack.Track2 or TeamTrack.Track3 => null,
        _ => "The tracks are 1, 2 and 3.",
    };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
