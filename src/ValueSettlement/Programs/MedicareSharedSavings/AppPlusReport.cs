using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>How a measure of the APP Plus set was collected: it decides benchmark, complex-organisation points and incentive.</summary>
public enum CollectionType
{
    /// <summary>An electronic clinical quality measure (eCQM).</summary>
    ElectronicCqm,

    /// <summary>A MIPS clinical quality measure.</summary>
    MipsCqm,

    /// <summary>A Medicare clinical quality measure for Shared Savings Program organisations.</summary>
    MedicareCqm,

    /// <summary>Computed by CMS from claims.</summary>
    Claims,

    /// <summary>The patient survey (CAHPS for MIPS).</summary>
    Survey,

    /// <summary>A Medicare electronic clinical quality measure: proposed, and refused unless the rules know it.</summary>
    MedicareElectronicCqm,
}

/// <summary>The benchmark of a measure as it was collected.</summary>
public sealed record AppPlusBenchmark
{
    /// <summary>The measure, for example "001".</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>How it was collected.</summary>
    public required CollectionType Collection { get; init; }

    /// <summary>The deciles, in the unit of the rate: 0.9398 for 93.98 %; <see langword="null"/> where CMS published that there is no
    /// benchmark.</summary>
    public DecilePoints? Points { get; init; }

    /// <summary>Where it stands.</summary>
    public required Authority Authority { get; init => field = Given.Of(value); }

    /// <summary>The benchmark in words.</summary>
    public override string ToString() => $"{Measure} ({EnumText.Of(Collection)}): {Points?.ToString() ?? "no benchmark"}";
}

/// <summary>A measure that is topped out as it was collected: its points have a limit, whether computed or stated.</summary>
public sealed record AppPlusToppedOut
{
    /// <summary>The measure, for example "134".</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>How it was collected.</summary>
    public required CollectionType Collection { get; init; }

    /// <summary>The most points, 0 to 10.</summary>
    public required decimal Most { get; init; }

    /// <summary>Where it stands.</summary>
    public required Authority Authority { get; init => field = Given.Of(value); }

    /// <summary>The measure and its limit.</summary>
    public override string ToString() => FormattableString.Invariant($"{Measure} ({EnumText.Of(Collection)}): at most {Most}");
}

/// <summary>One measure of the APP Plus set as an organisation reported it.</summary>
public sealed record AppPlusMeasure
{
    /// <summary>The measure, for example "001".</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>How it was collected.</summary>
    public required CollectionType Collection { get; init; }

    /// <summary>Whether it was reported; what CMS computes itself counts as reported.</summary>
    public bool IsReported { get; init; } = true;

    /// <summary>Cases, 0 or more; <see langword="null"/> where none are counted.</summary>
    public decimal? Cases { get; init; }

    /// <summary>The fewest cases where the measure has a minimum of its own; <see langword="null"/> for that of the set.</summary>
    public Cited<int>? MinimumCases { get; init; }

    /// <summary>Data completeness, 0 to 1; <see langword="null"/> for complete.</summary>
    public Rate? Completeness { get; init; }

    /// <summary>The performance rate in the unit of its benchmark, a fraction for a percentage; not stated with
    /// <see cref="StatedPoints"/>.</summary>
    public decimal? Rate { get; init; }

    /// <summary>The points by decile as CMS stated them, 1 to 10, whose whole part is the decile: in place of a rate, as for the survey.
    /// </summary>
    public decimal? StatedPoints { get; init; }

    /// <summary>The measure in words.</summary>
    public override string ToString() => $"{Measure} ({EnumText.Of(Collection)})" + (IsReported ? string.Empty : ", not reported");
}

/// <summary>What an organisation reported of the APP Plus set from 2025 on.</summary>
public sealed record AppPlusReport
{
    /// <summary>Every measure of the year's set, once.</summary>
    public required ValueList<AppPlusMeasure> Measures { get; init => field = Given.Of(value); }

    /// <summary>Improvement points of the quality score, 0 to 10, as CMS states them.</summary>
    public decimal ImprovementPoints { get; init; }

    /// <summary>The health equity adjustment of the score in points, 0 to 10, as CMS states it; it counts to 2025.</summary>
    public decimal? HealthEquityPoints { get; init; }

    /// <summary>Whether it is the first performance year of a first agreement; refused where the terms say otherwise.</summary>
    public bool IsFirstPerformanceYear { get; init; }

    /// <summary>Whether points were reduced because of changed clinical guidelines or the like (42 CFR 414.1380(b)(1)(vii)(A)), which opens
    /// the floor where everything was reported.</summary>
    public bool PointsWereReduced { get; init; }

    /// <summary>Whether the organisation counts as affected by extreme and uncontrollable circumstances, from 2025 on a cyberattack too:
    /// its score is raised to the standard.</summary>
    public bool IsAffectedByExtremeCircumstances { get; init; }

    /// <summary>The report in words.</summary>
    public override string ToString() => string.Join("; ", Measures.Take(20));
}

/// <summary>What became of a measure of the APP Plus set.</summary>
public enum AppPlusMeasureStatus
{
    /// <summary>It has points.</summary>
    Scored,

    /// <summary>Its data were incomplete: 0 of 10 points.</summary>
    Incomplete,

    /// <summary>It was not reported: 0 of 10 points.</summary>
    NotReported,

    /// <summary>It has no benchmark and is left out.</summary>
    NoBenchmark,

    /// <summary>It has too few cases and is left out.</summary>
    FewCases,
}

/// <summary>What a measure of the APP Plus set came to.</summary>
public sealed record AppPlusMeasureScore
{
    /// <summary>The measure.</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>What became of it.</summary>
    public required AppPlusMeasureStatus Status { get; init; }

    /// <summary>The decile, 1 to 10; <see langword="null"/> unless scored.</summary>
    public int? Decile { get; init; }

    /// <summary>The points, 0 to 10, with their lines; absent where the measure is left out.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>The complex-organisation point, 0 to 1, before the limit on all of them.</summary>
    public decimal ComplexPoint { get; init; }

    /// <summary>The measure and its points.</summary>
    public override string ToString() => $"{Measure}: {EnumText.Of(Status)}, {Points}";
}

/// <summary>How the quality standard was met, or not.</summary>
public enum QualityOutcome
{
    /// <summary>No standard is met.</summary>
    NotMet,

    /// <summary>Only the alternative standard.</summary>
    Alternative,

    /// <summary>By complete reporting in the first performance year of the first agreement.</summary>
    FirstYear,

    /// <summary>By the incentive for electronic reporting.</summary>
    ElectronicIncentive,

    /// <summary>By the score, or by what a floor raised it to: <see cref="AppPlusScore.RaisedTo"/>.</summary>
    Met,
}

/// <summary>What the measures of the APP Plus set came to.</summary>
public sealed record AppPlusScore
{
    /// <summary>The fact of the experience, with every line from measure to standard.</summary>
    public required Quality Quality { get; init => field = Given.Of(value); }

    /// <summary>How the standard was met, or not.</summary>
    public required QualityOutcome Outcome { get; init; }

    /// <summary>The measures, in the order of the report.</summary>
    public required ValueList<AppPlusMeasureScore> Measures { get; init => field = Given.Of(value); }

    /// <summary>The organisation's own score in points of 100, before any floor; absent where no measure counts.</summary>
    public required Figure OwnScore { get; init => field = Given.Of(value); }

    /// <summary>What a floor raised the own score to, in points of 100, with the name of the floor as its source; <see langword="null"/>
    /// where none raised it.</summary>
    public Figure? RaisedTo { get; init; }

    /// <summary>The score that meets the standard in points of 100, not rounded.</summary>
    public required Figure Standard { get; init => field = Given.Of(value); }

    /// <summary>The score in words.</summary>
    public override string ToString() => $"{OwnScore} points, "
        + (RaisedTo is { } raised ? $"raised to {UnitText.Of(raised.Value ?? 0m, Unit.Points)} by {raised.Source}, " : string.Empty)
        + $"standard {Standard}: {EnumText.Of(Outcome)}";
}
