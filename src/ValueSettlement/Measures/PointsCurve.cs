namespace ValueSettlement.Measures;

/// <summary>
/// How the place of a result between two others becomes points.
/// <code>
/// scale × (result − from) ÷ (benchmark − from) + offset, rounded half away from zero, held within least and most;  at the benchmark:
/// its own
/// </code>
/// Multiplied before it is divided, so that a half is exactly one.
/// </summary>
/// <param name="Scale">What the place between the two, 0 to 1, is multiplied by.</param>
/// <param name="Offset">What is added.</param>
/// <param name="Least">The fewest points below the benchmark.</param>
/// <param name="Most">The most points below the benchmark.</param>
/// <param name="AtBenchmark">The points at the benchmark or better.</param>
/// <param name="Decimals">Decimals that the points keep; <see langword="null"/> to leave them unrounded.</param>
public sealed record PointsCurve(decimal Scale, decimal Offset, decimal Least, decimal Most, decimal AtBenchmark, int? Decimals = 0)
{
    /// <summary>Achievement of Hospital Value-Based Purchasing, 42 CFR 412.165(a): 9 and ½, 1 to 9, at the benchmark 10. The constants
    /// reproduce the published points.</summary>
    public static PointsCurve HospitalAchievement { get; } = new(9m, 0.5m, 1m, 9m, 10m);

    /// <summary>Improvement of Hospital Value-Based Purchasing, 42 CFR 412.165(a): 10 and −½, 0 to 9, at the benchmark 9. The constants
    /// reproduce the published points.</summary>
    public static PointsCurve HospitalImprovement { get; } = new(10m, -0.5m, 0m, 9m, 9m);

    internal decimal Greatest => Math.Max(AtBenchmark, Most);

    /// <summary>The curve in words.</summary>
    public override string ToString() =>
        $"{NumberText.Number(Scale)} × place {(Offset < 0m ? "−" : "+")} {NumberText.Number(Math.Abs(Offset))}"
        + $"{(Decimals is { } kept ? FormattableString.Invariant($", {kept} decimals") : string.Empty)}"
        + $", {NumberText.Number(Least)} to {NumberText.Number(Most)}, at the benchmark {NumberText.Number(AtBenchmark)}";

    internal void Validate(string path, List<Failure> failures)
    {
        PointsRule.ValidatePoints(path, failures, ("scale", Scale), ("least", Least), ("most", Most), ("atBenchmark", AtBenchmark));
        if (Decimals is < 0 or > 12)
        {
            failures.Add(new("points-decimals", Paths.Join(path, "decimals"), NumberText.Number(Decimals.Value),
                "Points keep 0 to 12 decimals, or are not rounded.", "State the decimals of the rule, or leave them out."));
        }

        if (Least > Most || Most > AtBenchmark)
        {
            failures.Add(new("points-order", Paths.Join(path, "most"), NumberText.Number(Most),
                $"The fewest points ({NumberText.Number(Least)}) are not above the most, and these not above those at the benchmark "
                + $"({NumberText.Number(AtBenchmark)}).", "Correct the order of the three."));
        }

        if (Math.Abs(Offset) > PointsRule.Largest)
        {
            failures.Add(new("points-range", Paths.Join(path, "offset"), NumberText.Number(Offset),
                "An offset lies between −1,000,000 and 1,000,000.", "Check the rule."));
        }
    }

    /// <summary>The points of a result that lies between the two.</summary>
    /// <param name="w">The workings that get the lines.</param>
    /// <param name="step">What the points are called.</param>
    /// <param name="key">What the lines before them begin with.</param>
    /// <param name="result">The result.</param>
    /// <param name="from">From where on there are points: threshold or baseline.</param>
    /// <param name="benchmark">From where on there are all of them.</param>
    internal Quantity Between(Workings w, Step step, string key, Quantity result, Quantity from, Quantity benchmark)
    {
        var way = w.Subtract(new(key + "-way", $"From {from.Name} to result", result.Unit, null, step.Authority), result, from);
        var whole = w.Subtract(new(key + "-whole", $"From {from.Name} to benchmark", result.Unit, null, step.Authority), benchmark, from);
        var scaled = w.Prorate(new(key + "-scaled", $"{step.Label} before the offset", Unit.Points, null, step.Authority),
            Quantity.Of("scale", Scale, Unit.Points), way, whole);
        var before = new Step(key + "-raw", $"{step.Label} before rounding", Unit.Points, null, step.Authority);
        var offset = Quantity.Of("offset", Math.Abs(Offset), Unit.Points);
        var raw = Offset == 0m ? scaled : Offset > 0m ? w.Add(before, scaled, offset) : w.Subtract(before, scaled, offset);
        var rounded = Decimals is { } kept
            ? w.Round(new(key + "-rounded", $"{step.Label}, rounded", Unit.Points, null, step.Authority), raw, kept) : raw;
        return w.Clamp(step, rounded, Quantity.Of("fewest", Least, Unit.Points),
            Quantity.Of("most below the benchmark", Most, Unit.Points));
    }
}

/// <summary>
/// Points for where a result lies between a threshold and a benchmark.
/// <code>
/// at the benchmark or better: all points;  worse than the threshold: 0;  otherwise by the curve
/// </code>
/// </summary>
/// <param name="Threshold">From where on there are points.</param>
/// <param name="Benchmark">From where on there are all of them; at least as good as the threshold.</param>
public sealed record AchievementPoints(decimal Threshold, decimal Benchmark) : PointsRule
{
    /// <summary>What the place between the two is worth.</summary>
    public PointsCurve Curve { get; init => field = Given.Of(value); } = PointsCurve.HospitalAchievement;

    internal override decimal Most => Curve.Greatest;

    internal override IEnumerable<decimal> Edges => [Threshold, Benchmark];

    private protected override string InWords =>
        $"achievement from {NumberText.Number(Threshold)} to {NumberText.Number(Benchmark)} ({Curve})";

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var step = new Step("achievement-points", "Achievement points", Unit.Points, null, Authority);
        if (scored.Result.Value is not { } result)
        {
            return Without(w, step, scored.Result, "There is no result.");
        }

        if (Reaches(result, Benchmark, scored.Direction))
        {
            return Decided(w, step, Curve.AtBenchmark,
                $"{scored.Result} reaches the benchmark {UnitText.Exact(Benchmark, scored.Result.Unit)}.");
        }

        return Reaches(result, Threshold, scored.Direction)
            ? Curve.Between(w, step, "achievement", scored.Result, Quantity.Of("threshold", Threshold, scored.Result.Unit),
                Quantity.Of("benchmark", Benchmark, scored.Result.Unit))
            : Decided(w, step, 0m, $"{scored.Result} is worse than the threshold {UnitText.Exact(Threshold, scored.Result.Unit)}.");
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        Curve.Validate(Paths.Join(path, "curve"), failures);
        ValidateResults(path, failures, ("threshold", Threshold), ("benchmark", Benchmark));
        if (!Reaches(Benchmark, Threshold, direction))
        {
            failures.Add(new("benchmark-order", Paths.Join(path, "benchmark"), NumberText.Number(Benchmark),
                $"A benchmark is at least as good as its threshold ({NumberText.Number(Threshold)}).",
                "Swap the two, or correct which way the measure is better."));
        }
    }
}

/// <summary>
/// Points for where a result lies between the same provider's baseline and a benchmark.
/// <code>
/// not better than the baseline: 0 (asked first, even at the benchmark);  at the benchmark or better: its points;  otherwise by the curve
/// </code>
/// The order of the questions is that of the published points of Hospital Value-Based Purchasing.
/// </summary>
/// <param name="Benchmark">From where on there are all points.</param>
public sealed record ImprovementPoints(decimal Benchmark) : PointsRule
{
    /// <summary>What the place between the two is worth.</summary>
    public PointsCurve Curve { get; init => field = Given.Of(value); } = PointsCurve.HospitalImprovement;

    internal override decimal Most => Curve.Greatest;

    internal override IEnumerable<decimal> Edges => [Benchmark];

    private protected override string InWords => $"improvement from the own baseline to {NumberText.Number(Benchmark)} ({Curve})";

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var step = new Step("improvement-points", "Improvement points", Unit.Points, null, Authority);
        if (scored.Result.Value is not { } result)
        {
            return Without(w, step, scored.Result, "There is no result.");
        }

        var before = scored.Baseline(w);
        if (before.Value is not { } baseline)
        {
            return Without(w, step, before, "There is no baseline.");
        }

        if (Reaches(baseline, result, scored.Direction))
        {
            return Decided(w, step, 0m, $"{scored.Result} is not better than the baseline {UnitText.Exact(baseline, scored.Result.Unit)}.");
        }

        return Reaches(result, Benchmark, scored.Direction)
            ? Decided(w, step, Curve.AtBenchmark, $"{scored.Result} reaches the benchmark {UnitText.Exact(Benchmark, scored.Result.Unit)}.")
            : Curve.Between(w, step, "improvement", scored.Result, before with { Name = "baseline" },
                Quantity.Of("benchmark", Benchmark, scored.Result.Unit));
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        Curve.Validate(Paths.Join(path, "curve"), failures);
        ValidateResults(path, failures, ("benchmark", Benchmark));
    }
}
