namespace ValueSettlement.Measures;

/// <summary>How far a measure is from being judged, and from its next points, in cases: what a provider can do something about.</summary>
public sealed record MeasureGap
{
    // Beyond it nobody counts cases.
    private const decimal Furthest = 1_000_000_000m;

    /// <summary>The id of the measure.</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>The result so far, or why there is none.</summary>
    public required Figure Result { get; init => field = Given.Of(value); }

    /// <summary>The cases so far; <see langword="null"/> if they are not known.</summary>
    public decimal? Cases { get; init; }

    /// <summary>How many cases are missing before the measure is judged; 0 if none, <see langword="null"/> if the cases are not
    /// known.</summary>
    public decimal? CasesLacking { get; init; }

    /// <summary>The points so far, or why there are none.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>
    /// How many of the cases would have to turn out better for more points, all cases as they are; <see langword="null"/> if there are no
    /// more, or the cases are not known. A rule that gives fewer points for a better result is not followed.
    /// </summary>
    public decimal? CasesToMorePoints { get; init; }

    /// <summary>The points then.</summary>
    public decimal? PointsThen { get; init; }

    /// <summary>The gap in words.</summary>
    public override string ToString()
    {
        var lacking = CasesLacking switch
        {
            null => "cases not known",
            0m => "enough cases",
            { } lacks => $"{UnitText.Exact(lacks, Unit.Count)} more cases to be judged",
        };
        var points = Points.Value is { } now ? $"{UnitText.Of(now, Unit.Points)} points" : $"no points ({Points})";
        return $"{Measure}: {points}; {lacking}" + (CasesToMorePoints is { } needed
            ? $"; {NumberText.Number(needed)} better {(needed == 1m ? "case makes" : "cases make")} it "
                + $"{UnitText.Of(PointsThen.GetValueOrDefault(), Unit.Points)}" : string.Empty);
    }

    /// <summary>
    /// How many cases are missing to a threshold: ⌈threshold × denominator⌉ − numerator, or numerator − ⌊threshold × denominator⌋ where
    /// lower is better; 0 if it is reached.
    /// </summary>
    /// <param name="direction">Which way is better.</param>
    /// <param name="threshold">The threshold as a fraction of the denominator, that number included.</param>
    /// <param name="numerator">Cases in which it happened, 0 or more.</param>
    /// <param name="denominator">All cases, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or larger than 1,000,000,000, or the direction is
    /// none.</exception>
    public static decimal CasesTo(Direction direction, decimal threshold, decimal numerator, decimal denominator)
    {
        foreach (var (value, name) in new[]
        {
            (threshold, nameof(threshold)), (numerator, nameof(numerator)), (denominator, nameof(denominator)),
        })
        {
            if (value is < 0m or > Furthest)
            {
                throw new ArgumentOutOfRangeException(name, value, "Thresholds and cases lie between 0 and 1,000,000,000.");
            }
        }

        if (!Enum.IsDefined(direction))
        {
            throw new ArgumentOutOfRangeException(nameof(direction), EnumText.Of(direction), "State HigherIsBetter or LowerIsBetter.");
        }

        var needed = threshold * denominator;
        return Math.Max(0m, direction == Direction.HigherIsBetter
            ? decimal.Ceiling(needed) - numerator : numerator - decimal.Floor(needed));
    }

    internal static MeasureGap Of(ScoredMeasure scored, Observation observation)
    {
        var measure = scored.Measure;
        var (result, points) = PointsOf(scored, observation);
        var cases = observation.CasesOf(measure.Form);
        var next = points.Value is { } now ? Next(scored, observation, now) : null;
        return new()
        {
            Measure = measure.Id,
            Result = result,
            Cases = cases,
            CasesLacking = cases is { } known ? Math.Max(0m, (measure.Minimum?.Cases ?? 0m) - known) : null,
            Points = points,
            CasesToMorePoints = next?.Cases,
            PointsThen = next?.Points,
        };
    }

    private static (Figure Result, Figure Points) PointsOf(ScoredMeasure scored, Observation observation)
    {
        var w = new Workings(Paths.Named("measures", scored.Measure.Id));
        var result = scored.Measure.Read(w, observation);
        var read = w.Figure(result);
        if (scored.Measure.Status == MeasureStatus.ReportingOnly)
        {
            return (read, Figure.Absent(AbsenceKind.NotApplicable, "It is reported only.", Unit.Points));
        }

        return (read, w.Figure(scored.Points.Score(w, Scored.Of(scored.Measure, observation, result))));
    }

    private static (decimal Cases, decimal Points)? Next(ScoredMeasure scored, Observation observation, decimal now)
    {
        if (scored.Measure.Form is not (MeasureForm.Proportion or MeasureForm.ObservedToExpected) || observation.Result.Value is not null
            || observation.Numerator.Value is not { } numerator || observation.CasesOf(scored.Measure.Form) is not > 0m)
        {
            return null;
        }

        var up = scored.Measure.Direction == Direction.HigherIsBetter;
        var all = scored.Measure.Form == MeasureForm.Proportion ? observation.Denominator.Value ?? 0m : Furthest;
        var most = decimal.Floor(up ? all - numerator : numerator);
        decimal? After(decimal better) =>
            PointsOf(scored, observation with { Numerator = up ? numerator + better : numerator - better }).Points.Value;
        if (most < 1m || After(most) is not { } reached || reached <= now)
        {
            return null;
        }

        var (low, high) = (0m, most);
        while (high - low > 1m)
        {
            var middle = decimal.Floor((low + high) / 2m);
            (low, high) = After(middle) > now ? (low, middle) : (middle, high);
        }

        return (high, After(high).GetValueOrDefault());
    }
}
