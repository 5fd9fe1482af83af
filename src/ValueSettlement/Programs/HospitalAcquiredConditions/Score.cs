namespace ValueSettlement.Programs;

/// <summary>What a hospital's file says of one measure.</summary>
/// <param name="Measure">The measure.</param>
public sealed record MeasureResult(AcquiredConditionMeasure Measure)
{
    /// <summary>The winsorised z-score as it is printed, −100 to 100; higher is worse. It goes before the value.</summary>
    public ReportedCell ZScore { get; init; }

    /// <summary>The value of the measure, 0 to 1,000, where no z-score is printed: the terms then have its scale. An infection ratio of 0
    /// is a value.</summary>
    public ReportedCell Value { get; init; }

    /// <summary>The footnote of the measure, if it has one.</summary>
    public int? Footnote { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A hospital's inputs of one fiscal year.</summary>
public sealed record HospitalAcquiredConditionResults
{
    /// <summary>The state, two capital letters.</summary>
    public required string State { get; init => field = Given.Of(value); }

    /// <summary>The measures, each at most once and in any order; one that is not there is left out of the mean.</summary>
    public required ValueList<MeasureResult> Measures { get; init => field = Given.Of(value); }

    /// <summary>The decimals to which z-scores are printed, 0 to 20; <see langword="null"/> where nothing is known of their digits: the
    /// scores are then taken as they are.</summary>
    public int? ZScoreDecimals { get; init; }

    /// <summary>The total score as it is printed, −100 to 100; it is then what is compared with the cut, because it is rounded once and
    /// each printed z-score is. <see langword="null"/> for the mean of the z-scores.</summary>
    public PrintedNumber? StatedTotal { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>How a measure came to its score.</summary>
public enum AcquiredConditionValueKind
{
    /// <summary>The z-score is the printed one.</summary>
    Printed,

    /// <summary>The z-score was computed from the value.</summary>
    Computed,

    /// <summary>The z-score was computed from the clip, beyond which the value lies.</summary>
    Clipped,

    /// <summary>The largest z-score of the measure, because of a footnote.</summary>
    Largest,

    /// <summary>No score: left out of the mean.</summary>
    LeftOut,
}

/// <summary>The score of one measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Kind">How it came to its score.</param>
/// <param name="ZScore">The z-score, not rounded; absent, with the reason, for a measure that is left out.</param>
public sealed record AcquiredConditionValue(AcquiredConditionMeasure Measure, AcquiredConditionValueKind Kind, Figure ZScore)
{
    /// <summary>The z-score, not rounded; absent, with the reason, for a measure that is left out.</summary>
    public Figure ZScore { get; init => field = Given.Of(value); } = Given.Of(ZScore);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Whether a hospital's payments are reduced.</summary>
public enum PaymentReduction
{
    /// <summary>No: the total score is not above the cut, or there is none.</summary>
    No,

    /// <summary>Yes: the total score is strictly above the cut.</summary>
    Yes,

    /// <summary>The hospital's state has no reduction, whatever the score.</summary>
    NotApplicable,

    /// <summary>The printed digits of the z-scores allow total scores on both sides of the cut.</summary>
    Undetermined,
}

/// <summary>The total score of one hospital and fiscal year, and whether its payments are reduced.</summary>
public sealed record AcquiredConditionScore
{
    /// <summary>The scores of the measures, in the order of the published files.</summary>
    public required ValueList<AcquiredConditionValue> Measures { get; init => field = Given.Of(value); }

    /// <summary>The total score with all lines: the stated one, otherwise the mean, not rounded; absent, with the reason, if no measure has
    /// a score.</summary>
    public required Figure Total { get; init => field = Given.Of(value); }

    /// <summary>The mean of the z-scores, not rounded, whether or not a total is stated; <see langword="null"/> if no measure has
    /// one.</summary>
    public required decimal? Mean { get; init; }

    /// <summary>The total score to the published decimals; <see langword="null"/> if there is none.</summary>
    public required decimal? Published { get; init; }

    /// <summary>The least mean that z-scores with these printed digits can have; <see langword="null"/> if there is no mean.</summary>
    public required decimal? LowestMean { get; init; }

    /// <summary>The greatest mean that z-scores with these printed digits can have; <see langword="null"/> if there is no mean.</summary>
    public required decimal? HighestMean { get; init; }

    /// <summary>Whether payments are reduced.</summary>
    public required PaymentReduction Reduction { get; init; }

    /// <summary>The digest of the terms that made the score: the programme of other terms refuses it. <see langword="null"/> for one that
    /// was stated.</summary>
    public Digest? Terms { get; init; }

    /// <summary>Whether the printed digits decide the reduction.</summary>
    public bool IsDecided => Reduction != PaymentReduction.Undetermined;

    /// <summary>The score and whether payments are reduced.</summary>
    public override string ToString() => $"{(Published is { } score ? UnitText.Of(score, Unit.Points) : "no score")}, reduction: "
        + Printed.Words(EnumText.Of(Reduction));
}
