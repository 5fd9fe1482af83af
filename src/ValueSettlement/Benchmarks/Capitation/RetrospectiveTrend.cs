namespace ValueSettlement.Benchmarks;

/// <summary>One band of a table of how much of a trend error moves the benchmark.</summary>
/// <param name="BenchmarkShare">The share of this part of the error that the benchmark follows, 0 to 1.</param>
/// <param name="UpTo">The upper end of the band as a magnitude, belonging to the band; <see langword="null"/> for the open last
/// band.</param>
public sealed record TrendBand(Rate BenchmarkShare, Rate? UpTo = null)
{
    /// <summary>The band in words.</summary>
    public override string ToString() => UpTo is { } end ? $"up to {end}: {BenchmarkShare}" : $"beyond: {BenchmarkShare}";
}

/// <summary>
/// A benchmark set with a projected trend follows the trend that came, in part: nothing up to a trigger, and from there the whole error in
/// marginal bands.
/// <code>
/// g = actual trend ÷ projected trend − 1, stated as a fraction
/// |g| ≤ trigger  →  0
/// otherwise      →  sign(g) × Σ share_i × max(0, min(|g|, end_i) − end_{i−1})
/// </code>
/// </summary>
/// <param name="Trigger">How large an error must be exceeded before anything moves, a magnitude.</param>
/// <param name="Bands">The bands from zero, ends ascending, the last one open.</param>
public sealed record RetrospectiveTrend(Rate Trigger, ValueList<TrendBand> Bands)
{
    /// <summary>The bands from zero, ends ascending, the last one open.</summary>
    public ValueList<TrendBand> Bands { get; init => field = Given.Of(value); } = Given.Of(Bands);

    /// <summary>The adjustment of the benchmark for a trend error, as a fraction of it: positive raises the benchmark.</summary>
    /// <param name="gap">The trend error as a fraction: positive if costs rose more than projected.</param>
    /// <param name="authority">Where the rule comes from.</param>
    public Figure Adjustment(Figure gap, Authority? authority = null)
    {
        var workings = new Workings("trend-adjustment");
        return workings.Figure(Write(workings, gap, authority));
    }

    /// <summary>The rule in words.</summary>
    public override string ToString() => $"beyond {Trigger}: {Bands}";

    internal Quantity Write(Workings workings, Figure gap, Authority? authority)
    {
        var stated = workings.Given(new("trend-gap", "Actual less projected trend", Unit.Rate), gap);
        var beyond = workings.Beyond(new("trend-gap-beyond-trigger", "Trend error beyond the trigger", Unit.Rate, null, authority),
            stated, Quantity.Of("trigger", -Trigger.Fraction, Unit.Rate), Quantity.Of("trigger", Trigger.Fraction, Unit.Rate));
        var operands = new List<Quantity> { beyond };
        foreach (var band in Bands)
        {
            operands.Add(Quantity.Of("benchmark's share", band.BenchmarkShare.Fraction, Unit.Rate));
            if (band.UpTo is { } end)
            {
                operands.Add(Quantity.Of("end of the band", end.Fraction, Unit.Rate));
            }
        }

        return workings.MarginalBands(new("trend-adjustment", "Retrospective trend adjustment", Unit.Rate, null, authority), [.. operands]);
    }
}
