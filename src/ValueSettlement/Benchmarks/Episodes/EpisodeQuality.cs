using ValueSettlement.Curves;

namespace ValueSettlement.Benchmarks;

/// <summary>A measure scored by the percentile that its raw value would have had in the baseline period.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Percentile">The percentile as a fraction, 0 to 1; absent if the measure has no raw value and is not scored.</param>
/// <param name="Episodes">Episodes attributed to the measure: its weight.</param>
public sealed record MeasurePercentile(string Name, Figure Percentile, int Episodes)
{
    /// <summary>What is measured.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The percentile as a fraction, 0 to 1; absent if the measure has no raw value and is not scored.</summary>
    public Figure Percentile { get; init => field = Given.Of(value); } = Given.Of(Percentile);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A measure that gets points for its percentile.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Percentile">The national percentile as a fraction; <see langword="null"/> if too few cases gave no value: the points of the
/// 50th percentile.</param>
/// <param name="Points">Points by percentile, a fraction. A percentile outside the scale has none, and the score is absent.</param>
/// <param name="Improved">Whether it improved enough for improvement points.</param>
public sealed record MeasurePoints(string Name, Rate? Percentile, Scale Points, bool Improved = false)
{
    /// <summary>What is measured.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>Points by percentile, a fraction. A percentile outside the scale has none, and the score is absent.</summary>
    public Scale Points { get; init => field = Given.Of(value); } = Given.Of(Points);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Composite quality scores of episode programmes, as figures.</summary>
public static class EpisodeQuality
{
    /// <summary>The mean of percentiles, each weighted by the episodes attributed to its measure: 42 CFR 512.547(b).</summary>
    /// <param name="measures">The measures; one without a percentile is not scored and has no weight.</param>
    /// <param name="authority">Where the rule comes from.</param>
    /// <returns>The score as a fraction, not rounded.</returns>
    /// <exception cref="SettlementException">A percentile is no fraction between 0 and 1, episodes are negative, or a measure is there
    /// twice.</exception>
    public static Figure WeightedPercentiles(ValueList<MeasurePercentile> measures, Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(measures);
        Refuse(measures);
        var workings = new Workings("quality");
        var pairs = new List<Quantity>();
        foreach (var measure in measures)
        {
            var percentile = workings.Given(new(Keys.Of(measure.Name), measure.Name + ", percentile", Unit.Rate, null, authority),
                measure.Percentile);
            if (percentile.Value is not null)
            {
                pairs.Add(Quantity.Of($"episodes of {measure.Name}", measure.Episodes, Unit.Count));
                pairs.Add(percentile);
            }
        }

        var step = new Step("composite-quality-score", "Composite quality score", Unit.Rate, null, authority);
        return workings.Figure(pairs.Count == 0
            ? workings.Absent(step, new(AbsenceKind.NotApplicable, "No measure is scored."))
            : workings.Mean(step, [.. pairs]));
    }

    private static void Refuse(ValueList<MeasurePercentile> measures)
    {
        var failures = new List<Failure>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < measures.Count; i++)
        {
            var (at, measure) = (Paths.Item(string.Empty, "measures", i), measures[i]);
            if (string.IsNullOrWhiteSpace(measure.Name) || !TextRules.Hold(measure.Name) || !names.Add(measure.Name))
            {
                failures.Add(new("measure-twice", Paths.Join(at, "name"), measure.Name,
                    "Every measure has a name of its own, of at most 200 visible characters.", "Name it; each measure counts once."));
            }

            FigureRules.Share(measure.Percentile, Paths.Join(at, "percentile"), "A percentile", failures);
            if (measure.Episodes < 0)
            {
                failures.Add(new("count-negative", Paths.Join(at, "episodes"), UnitText.Of(measure.Episodes, Unit.Count),
                    "A number of episodes is not negative.", "Check the number."));
            }
        }

        SettlementException.ThrowIfAny(failures);
    }

    /// <summary>The sum of points by percentile, improvement points and stated points, at most a maximum, as a share of that: 42 CFR
    /// 510.315.</summary>
    /// <param name="measures">Measures with points by percentile.</param>
    /// <param name="stated">Points stated as such, for example for submitting data.</param>
    /// <param name="improvement">Share of a measure's greatest points added if it improved.</param>
    /// <param name="most">The greatest sum, positive.</param>
    /// <param name="authority">Where the rule comes from.</param>
    /// <returns>The score as a fraction of <paramref name="most"/>, not rounded; its line before is the points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The greatest sum is not positive.</exception>
    public static Figure Points(ValueList<MeasurePoints> measures, ValueList<NamedAmount> stated, Rate improvement, decimal most,
        Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(stated);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(most, 0m);
        var workings = new Workings("quality");
        var terms = new List<Quantity>();
        foreach (var measure in measures)
        {
            var percentile = measure.Percentile ?? 50.Percent();
            var reached = measure.Percentile is null ? "the 50th percentile for want of cases" : percentile.ToString();
            terms.Add(workings.Lookup(new(Keys.Of(measure.Name), $"{measure.Name}, points at {reached}", Unit.Points, null, authority),
                measure.Points, Quantity.Of("percentile", percentile.Fraction, Unit.Rate)));
            if (measure.Improved)
            {
                terms.Add(workings.Multiply(new(Keys.Of(measure.Name) + "-improvement", measure.Name + ", improvement points", Unit.Points,
                    null, authority),
                    Quantity.Of("improvement share", improvement.Fraction, Unit.Rate),
                    Quantity.Of("greatest points", measure.Points.Greatest, Unit.Points)));
            }
        }

        foreach (var given in stated)
        {
            terms.Add(workings.Given(new(Keys.Of(given.Name), given.Name, Unit.Points, null, given.Authority ?? authority), given.Amount));
        }

        var sum = workings.Add(new("quality-points-sum", "Sum of the points", Unit.Points, null, authority), [.. terms]);
        var greatest = Quantity.Of("greatest sum", most, Unit.Points);
        var points = workings.Least(new("quality-points", "Composite quality score in points", Unit.Points, null, authority), sum,
            greatest);
        return workings.Figure(workings.Divide(new("composite-quality-score", "Composite quality score as a share of the greatest",
            Unit.Rate, null, authority), points, greatest));
    }

    /// <summary>A score in points as a share of the greatest number.</summary>
    /// <param name="points">The points.</param>
    /// <param name="most">The greatest number, positive.</param>
    /// <param name="authority">Where the scale comes from.</param>
    public static Figure OfPoints(decimal points, decimal most, Authority? authority = null)
    {
        var workings = new Workings("quality");
        return workings.Figure(workings.Divide(new("composite-quality-score", "Composite quality score", Unit.Rate, null, authority),
            Quantity.Of("points", points, Unit.Points), Quantity.Of("greatest number of points", most, Unit.Points)));
    }

    /// <summary>The weighted mean of several scores, for example 70 % own and 30 % other providers' score.</summary>
    /// <param name="scores">Name, weight and score of each; scores as fractions.</param>
    /// <param name="authority">Where the weights come from.</param>
    /// <exception cref="SettlementException">A score is no fraction from 0 to 1; carries all of them.</exception>
    public static Figure WeightedScores(ValueList<PricePart> scores, Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Refuse(scores.Select(static s => (s.Name, (Figure?)s.Price)));
        var workings = new Workings("quality");
        var pairs = new List<Quantity>();
        foreach (var score in scores)
        {
            pairs.Add(Quantity.Of("weight of " + score.Name, score.Weight));
            pairs.Add(workings.Given(new(Keys.Of(score.Name), score.Name, Unit.Rate, null, authority), score.Price));
        }

        return workings.Figure(workings.Mean(new("weighted-score", "Weighted score", Unit.Rate, null, authority), [.. pairs]));
    }

    private static void Refuse(IEnumerable<(string Name, Figure? Figure)> shares)
    {
        var failures = new List<Failure>();
        foreach (var (name, figure) in shares)
        {
            FigureRules.Share(figure, Keys.Of(name), $"The figure '{name}'", failures);
        }

        SettlementException.ThrowIfAny(failures);
    }
}
