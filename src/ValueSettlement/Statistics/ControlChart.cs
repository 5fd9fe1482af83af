namespace ValueSettlement.Statistics;

/// <summary>What a control chart takes for more than chance.</summary>
public enum ChartRule
{
    /// <summary>One point beyond three standard deviations.</summary>
    BeyondLimit = 1,

    /// <summary>Two of three points in a row beyond two standard deviations, on one side.</summary>
    TwoOfThree,

    /// <summary>Four of five points in a row beyond one standard deviation, on one side.</summary>
    FourOfFive,

    /// <summary>Eight points in a row on one side of the centre.</summary>
    RunOfEight,

    /// <summary>Six points in a row, each above the one before, or each below it.</summary>
    TrendOfSix,
}

/// <summary>A point at which a rule of a control chart fires.</summary>
/// <param name="Point">The place of the point, from 0, missing ones counted.</param>
/// <param name="Rule">The rule.</param>
/// <param name="IsAbove">Whether it fired above the centre, or upwards.</param>
public sealed record ChartSignal(int Point, ChartRule Rule, bool IsAbove)
{
    /// <summary>The signal in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"point {Point + 1}: {Printed.Words(Rule.ToString())}, {(IsAbove ? "above" : "below")}");
}

/// <summary>
/// A chart of periods against a centre and a standard deviation that were fixed before: which of them chance alone does not explain. The
/// first four rules are those of the Western Electric Company (Statistical Quality Control Handbook, 1956), the trend is that of Nelson
/// (J. Quality Technology 16, 1984). Each rule adds false alarms: name those that the contract has. A point at a limit lies inside it; one
/// at the centre is on neither side; a missing point is left out, and the points beside it follow each other.
/// </summary>
public sealed record ControlChart
{
    /// <summary>Where the points lie if nothing changes.</summary>
    public required decimal Centre { get; init; }

    /// <summary>The standard deviation of a point, above zero, found in a period of its own.</summary>
    public required decimal Deviation { get; init; }

    /// <summary>The rules that count; at least one.</summary>
    public required ValueList<ChartRule> Rules { get; init => field = Given.Of(value); }

    /// <summary>Every point at which a rule fires, in order.</summary>
    /// <param name="points">The periods in their order, at most 10,000; <see langword="null"/> for a missing one.</param>
    /// <exception cref="SettlementException">The chart cannot be, or there are too many points; carries every reason.</exception>
    public ValueList<ChartSignal> Signals(IReadOnlyList<decimal?> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Check(points);
        var known = points.Index().Where(static p => p.Item is not null).Select(p => (Place: p.Index, Distance: p.Item!.Value - Centre))
            .ToArray();
        var signals = new List<ChartSignal>();
        for (var last = 0; last < known.Length; last++)
        {
            var before = known.AsSpan(0, last + 1);
            foreach (var rule in Rules.Order())
            {
                foreach (var isAbove in (bool[])[true, false])
                {
                    if (Fires(rule, before, isAbove))
                    {
                        signals.Add(new(known[last].Place, rule, isAbove));
                    }
                }
            }
        }

        return [.. signals];
    }

    private void Check(IReadOnlyList<decimal?> points)
    {
        var failures = new List<Failure>();
        if (Deviation <= 0m)
        {
            failures.Add(new("chart-deviation", "deviation", UnitText.Of(Deviation, Unit.Factor), "A standard deviation is above zero.",
                "Find it from periods before those that are judged."));
        }

        if (Rules.Count == 0 || Rules.Distinct().Count() != Rules.Count || Rules.Any(static rule => !Enum.IsDefined(rule)))
        {
            failures.Add(new("chart-rules", "rules", Rules.ToString(), "A chart has at least one rule, and each once.",
                "Name the rules that the contract has, for example BeyondLimit and RunOfEight."));
        }

        if (points.Count > MostPoints)
        {
            failures.Add(new("series-size", "points", UnitText.Of(points.Count, Unit.Count),
                FormattableString.Invariant($"A series has at most {MostPoints:#,##0} points."), "Give the periods that still count."));
        }

        if (failures.Count > 0)
        {
            throw new SettlementException([.. failures]);
        }
    }

    private const int MostPoints = 10_000;

    private bool Fires(ChartRule rule, ReadOnlySpan<(int Place, decimal Distance)> points, bool isAbove) => rule switch
    {
        ChartRule.BeyondLimit => Beyond(points, isAbove, 1, 1, 3),
        ChartRule.TwoOfThree => Beyond(points, isAbove, 2, 3, 2),
        ChartRule.FourOfFive => Beyond(points, isAbove, 4, 5, 1),
        ChartRule.RunOfEight => Beyond(points, isAbove, 8, 8, 0),
        _ => IsTrend(points, isAbove),
    };

    /// <summary>The last point and enough of those before it lie beyond so many deviations, on one side.</summary>
    private bool Beyond(ReadOnlySpan<(int Place, decimal Distance)> points, bool isAbove, int least, int of, int deviations)
    {
        var (found, limit) = (0, deviations * Deviation);
        foreach (var point in points[Math.Max(points.Length - of, 0)..])
        {
            found += Outside(point.Distance) ? 1 : 0;
        }

        return found >= least && Outside(points[^1].Distance);

        bool Outside(decimal distance) => (isAbove ? distance : -distance) > limit;
    }

    private static bool IsTrend(ReadOnlySpan<(int Place, decimal Distance)> points, bool isAbove)
    {
        const int length = 6;
        if (points.Length < length)
        {
            return false;
        }

        var last = points[^length..];
        for (var i = 1; i < last.Length; i++)
        {
            if (isAbove ? last[i].Distance <= last[i - 1].Distance : last[i].Distance >= last[i - 1].Distance)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
