namespace ValueSettlement.Measures;

/// <summary>A curve read backwards: the result that has one step of points more.</summary>
internal static class NextPoint
{
    /// <summary>
    /// The points one step above, and the first result that has them:
    /// <code>from + (benchmark − from) × (points − half a step − offset) ÷ scale;  above the most below the benchmark: the benchmark</code>
    /// <see langword="null"/> where the curve does not round, or has no more points.
    /// </summary>
    /// <param name="curve">The curve.</param>
    /// <param name="w">The workings that get the lines.</param>
    /// <param name="now">The points that are to be surpassed.</param>
    /// <param name="from">From where on there are points: threshold or baseline.</param>
    /// <param name="benchmark">From where on there are all of them.</param>
    /// <param name="authority">Where the curve stands.</param>
    public static (decimal Points, Quantity Result)? Of(PointsCurve curve, Workings w, decimal now, Quantity from, Quantity benchmark,
        Authority authority)
    {
        if (curve.Decimals is not { } decimals || curve.Scale == 0m)
        {
            return null;
        }

        var step = 1m;
        for (var i = 0; i < decimals; i++)
        {
            step /= 10m;
        }

        var points = now + step;
        if (points > curve.AtBenchmark)
        {
            return null;
        }

        var place = points > curve.Most ? curve.Scale : Math.Clamp(points - (step / 2m) - curve.Offset, 0m, curve.Scale);
        var whole = w.Subtract(new("next-whole", $"From {from.Name} to benchmark", from.Unit, null, authority), benchmark, from);
        var way = w.Prorate(new("next-way", $"From {from.Name} to the next points", from.Unit, null, authority), whole,
            Quantity.Of("points", place, Unit.Points), Quantity.Of("scale", curve.Scale, Unit.Points));
        var reached = new Step("next-result", $"Result with {NumberText.Number(points)} points", from.Unit, null, authority);
        return (points, w.Add(reached, from, way));
    }
}
