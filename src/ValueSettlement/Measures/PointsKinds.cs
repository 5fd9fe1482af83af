using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Measures;

/// <summary>Points by a scale of results: linear between two, a ladder, percentile gates, or any mixture. Not rounded.</summary>
/// <param name="Scale">Points by result, 0 to 1,000,000; a result outside has no points and no score.</param>
public sealed record ScalePoints(Scale Scale) : PointsRule
{
    /// <summary>Points by result.</summary>
    public Scale Scale { get; init => field = Given.Of(value); } = Given.Of(Scale);

    /// <summary>
    /// Linear from nothing at one result to all points at another; nothing and all of them beyond. The second lies below the first where
    /// lower is better. Gap-to-goal is this: from half of the target to the target.
    /// </summary>
    /// <param name="from">Where points begin.</param>
    /// <param name="to">Where all points are reached.</param>
    /// <param name="points">All points.</param>
    /// <exception cref="ArgumentException">The two are the same.</exception>
    public static ScalePoints Linear(decimal from, decimal to, decimal points) => new(from < to
        ? Scale.Knots((from, 0m), (to, points)).Below(0m).Above(points)
        : Scale.Knots((to, points), (from, 0m)).Below(points).Above(0m));

    /// <summary>All points where a target is reached, that result included; none where it is not.</summary>
    /// <param name="direction">Which way is better.</param>
    /// <param name="target">The target.</param>
    /// <param name="points">The points.</param>
    public static ScalePoints AtTarget(Direction direction, decimal target, decimal points) => new(direction == Direction.HigherIsBetter
        ? new Scale([new(null, target, 0m, 0m, ToIncluded: false), new(target, null, points, points)])
        : new Scale([new(null, target, points, points), new(target, null, 0m, 0m, FromIncluded: false)]));

    /// <summary>Steps: each number of points from its result on, that result included; nothing below the first.</summary>
    /// <param name="steps">Results, ascending, and points from there on. Percentiles are results of the peer group.</param>
    /// <exception cref="ArgumentException">There is no step, or they do not ascend.</exception>
    public static ScalePoints Ladder(params ReadOnlySpan<(decimal From, decimal Points)> steps) => new(Scale.Steps(steps).Below(0m));

    internal override decimal Most => Scale.Greatest;

    internal override IEnumerable<decimal> Edges => Scale.Rows.SelectMany(static r => new[] { r.From, r.To }).OfType<decimal>();

    private protected override string InWords => $"by result ({Scale})";

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var step = new Step("scale-points", "Points", Unit.Points, null, Authority);
        return scored.Result.Value is null ? Without(w, step, scored.Result, "There is no result.")
            : Scale.RowAt(scored.Result.Number) is null ? w.Absent(step, new(AbsenceKind.NotCalculable,
                $"There are no points for {scored.Result}: {Scale.Outside(scored.Result.Number, scored.Result.Unit)}."))
            : TakesAsStated(scored.Result, scored.Form)
                ? w.Write(step with { Label = "Points, as stated" }, Operation.Stated, scored.Result)
            : w.Lookup(step, Scale, scored.Result);
    }

    // Every number of points from nothing to all of them is worth itself, so the scale decides nothing.
    internal override bool TakesAsStated(in Quantity result, MeasureForm form) =>
        result is { Unit: Unit.Points, Value: >= 0m } && form == MeasureForm.Stated && result.Value <= Most
        && Scale.Rows is [_, { From: 0m, AtFrom: 0m } row, _] && row.To == Most && row.AtTo == Most;

    /// <summary>Whether better results only ever have fewer points.</summary>
    private bool RunsAgainst(Direction direction)
    {
        var points = Scale.Rows.SelectMany(static r => new[] { r.AtFrom, r.AtTo }).ToArray();
        if (direction == Direction.LowerIsBetter)
        {
            Array.Reverse(points);
        }

        return points[^1] < points[0] && points.Zip(points.Skip(1)).All(static p => p.Second <= p.First);
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        var at = Paths.Join(path, "scale");
        Scale.Validate(at, failures);
        Scale.ValidateValues(at, 0m, Largest, "Points lie between 0 and 1,000,000.", failures);
        if (Scale.Rows.Count > 0 && RunsAgainst(direction))
        {
            failures.Add(new("points-direction", at, Scale.ToString(),
                direction == Direction.HigherIsBetter ? "Higher is better, and these points only fall."
                    : "Lower is better, and these points "
                    + "only rise.", "Swap the ends, or correct which way the measure is better."));
        }
    }
}

/// <summary>
/// Points for an improvement on the same provider's baseline: all or nothing.
/// <code>
/// improvement = result − baseline (lower is better: baseline − result), rounded half away from zero
/// target = stated, or the greater of a floor and a share of the way from the baseline to a goal;  improvement ≥ target: all points
/// </code>
/// </summary>
/// <param name="Points">The points.</param>
public sealed record ImprovementTarget(decimal Points) : PointsRule
{
    /// <summary>The improvement that is needed; or, with a goal, the least that is.</summary>
    public decimal? Least { get; init; }

    /// <summary>The goal whose distance from the baseline decides; <see langword="null"/> where the improvement is stated.</summary>
    public decimal? Goal { get; init; }

    /// <summary>The share of the way to the goal that is needed, for example 10 %.</summary>
    public Rate? ShareOfGap { get; init; }

    /// <summary>Decimals to which the improvement is rounded before it is compared; <see langword="null"/> for all of them.</summary>
    public int? Decimals { get; init; }

    internal override decimal Most => Points;

    internal override IEnumerable<decimal> Edges => new[] { Least, Goal }.OfType<decimal>();

    private protected override string InWords => $"{UnitText.Exact(Points, Unit.Points)} points for an improvement of "
        + (Goal is { } goal ? $"{ShareOfGap} of the way to {NumberText.Number(goal)}"
            + (Least is { } floor ? $", at least {NumberText.Number(floor)}" : string.Empty)
            : Least is { } least ? NumberText.Number(least) : "nothing");

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var step = new Step("improvement-target-points", "Points for the improvement", Unit.Points, null, Authority);
        var baseline = scored.Baseline(w);
        if (scored.Result.Value is null || baseline.Value is null)
        {
            return Without(w, step, scored.Result.Value is null ? scored.Result : baseline, "There is no baseline.");
        }

        var unit = scored.Result.Unit;
        var higher = scored.Direction == Direction.HigherIsBetter;
        var improvement = Way(w, new("improvement", "Improvement", unit, null, Authority), baseline, scored.Result, higher);
        if (Decimals is { } kept)
        {
            improvement = w.Round(new("improvement-rounded", "Improvement, rounded", unit, null, Authority), improvement, kept);
        }

        return w.IfAtLeast(step, Quantity.Of("points", Points, Unit.Points), improvement, Target(w, baseline, unit, higher));
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        ValidatePoints(path, failures, ("points", Points), ("least", Least ?? 0m));
        ValidateResults(path, failures, ("goal", Goal ?? 0m));
        if ((Goal is null) != (ShareOfGap is null) || (Goal is null && Least is null) || ShareOfGap is { Fraction: <= 0m or > 1m })
        {
            failures.Add(new("improvement-target", path, ToString(),
                "An improvement target is stated, or is a share (above 0, at most 100 %) of the way to a goal.",
                "State the improvement; or the goal and the share, and with them a floor if there is one."));
        }

        if (Decimals is < 0 or > 12)
        {
            failures.Add(new("points-decimals", Paths.Join(path, "decimals"), NumberText.Number(Decimals.Value),
                "An improvement keeps 0 to 12 decimals, or is not rounded.", "State the decimals of the rule, or leave them out."));
        }
    }

    private Quantity Target(Workings w, Quantity baseline, Unit unit, bool higher)
    {
        var least = Quantity.Of("least improvement", Least ?? 0m, unit);
        if (Goal is not { } goal)
        {
            return least;
        }

        var gap = Way(w, new("gap", "From baseline to goal", unit, null, Authority), baseline, Quantity.Of("goal", goal, unit), higher);
        var share = w.Multiply(new("gap-share", "Improvement that is needed", unit, null, Authority), gap,
            Quantity.Of("share of the gap", ShareOfGap!.Value.Fraction, Unit.Rate));
        return w.Greatest(new("improvement-needed", "Improvement that is needed, with its floor", unit, null, Authority), share, least);
    }

    private static Quantity Way(Workings w, Step step, Quantity from, Quantity to, bool higher) =>
        higher ? w.Subtract(step, to, from) : w.Subtract(step, from, to);
}

/// <summary>
/// Points for the improvement on the same provider's baseline, by a scale.
/// <code>improvement = result − baseline (lower is better: baseline − result)</code>
/// Not rounded.
/// </summary>
/// <param name="Scale">Points by improvement, 0 to 1,000,000; an improvement outside has no points and no score.</param>
public sealed record ImprovementScale(Scale Scale) : PointsRule
{
    /// <summary>Points by improvement.</summary>
    public Scale Scale { get; init => field = Given.Of(value); } = Given.Of(Scale);

    /// <summary>Linear from nothing at one improvement to all points at another; nothing and all of them beyond.</summary>
    /// <param name="from">Where points begin.</param>
    /// <param name="to">Where all points are reached, above it.</param>
    /// <param name="points">All points.</param>
    /// <exception cref="ArgumentException">The two do not ascend.</exception>
    public static ImprovementScale Linear(decimal from, decimal to, decimal points) =>
        new(Scale.Knots((from, 0m), (to, points)).Below(0m).Above(points));

    internal override decimal Most => Scale.Greatest;

    // Where the rule changes depends on the baseline.
    internal override IEnumerable<decimal> Edges => [];

    private protected override string InWords => $"by improvement ({Scale})";

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var step = new Step("improvement-scale-points", "Points for the improvement", Unit.Points, null, Authority);
        var baseline = scored.Baseline(w);
        if (scored.Result.Value is null || baseline.Value is null)
        {
            return Without(w, step, scored.Result.Value is null ? scored.Result : baseline, "There is no baseline.");
        }

        var (higher, improved) = (scored.Direction == Direction.HigherIsBetter,
            new Step("improvement", "Improvement", scored.Result.Unit, null, Authority));
        return w.Lookup(step, Scale, higher ? w.Subtract(improved, scored.Result, baseline)
            : w.Subtract(improved, baseline, scored.Result));
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        var at = Paths.Join(path, "scale");
        Scale.Validate(at, failures);
        Scale.ValidateValues(at, 0m, Largest, "Points lie between 0 and 1,000,000.", failures);
    }
}

/// <summary>A band in which people decide, for example "very good: 76 to 90 points".</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Least">The fewest points in it, that number included; 0 to 1,000,000.</param>
/// <param name="Most">The most, that number included; not below the fewest.</param>
public sealed record JudgedBand(string Name, decimal Least, decimal Most)
{
    /// <summary>What it is called.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The band in words.</summary>
    public override string ToString() => $"{Name}: {NumberText.Number(Least)} to {NumberText.Number(Most)}";
}

/// <summary>What people decided, who, when and why: without it a measure that is judged in bands has no points.</summary>
public sealed record BandDecision
{
    /// <summary>The band.</summary>
    public required string Band { get; init => field = Given.Of(value); }

    /// <summary>The points inside it.</summary>
    public required decimal Points { get; init; }

    /// <summary>Who decided.</summary>
    public required string By { get; init => field = Given.Of(value); }

    /// <summary>In which role, or which body, for example "joint review board".</summary>
    public required string Role { get; init => field = Given.Of(value); }

    /// <summary>On which day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init => field = Given.Of(value); }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal void Validate(string path, List<Failure> failures)
    {
        foreach (var (text, member) in new[] { (Band, "band"), (By, "by"), (Role, "role"), (Reason, "reason") })
        {
            TextRules.Validate(text, path, member, failures, member == "reason" ? TextRules.Sentence : TextRules.Name);
            if (string.IsNullOrWhiteSpace(text))
            {
                failures.Add(new("decision-incomplete", Paths.Join(path, member), text ?? string.Empty,
                    "A decision says which band, who decided, in which role, and why.", "Write it as it was recorded."));
            }
        }

        DateRules.Validate(On, Paths.Join(path, "on"), failures);
    }
}

/// <summary>
/// Points that people decide inside a band, as award fees do (FAR 16.401(e)(3)(iv)). The decision is part of the observation; one
/// outside its
/// band is refused.
/// </summary>
/// <param name="Bands">The bands, 1 to 100, each with its own name.</param>
public sealed record JudgedPoints(ValueList<JudgedBand> Bands) : PointsRule
{
    /// <summary>The bands.</summary>
    public ValueList<JudgedBand> Bands { get; init => field = Given.Of(value); } = Given.Of(Bands);

    internal override decimal Most => Bands.Count == 0 ? 0m : Bands.Max(static b => b.Most);

    internal override IEnumerable<decimal> Edges => [];

    private protected override string InWords => $"decided in bands ({string.Join("; ", Bands.Take(10))})";

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var step = new Step("judged-points", "Points that were decided", Unit.Points, null, Authority);
        if (scored.Decision is not { } decision)
        {
            return w.Absent(step, new(AbsenceKind.Missing, "Nobody has decided the band yet."));
        }

        return Decided(w, step, decision.Points,
            $"{decision.Band}: decided by {decision.By}, {decision.Role}, on {Dates.Text(decision.On)}: {decision.Reason}");
    }

    internal override bool ReadsObserved => true;

    internal override void ValidateObserved(in Scored scored, string path, List<Failure> failures)
    {
        if (scored.Decision is { } decision && !Bands.Any(b => b.Name == decision.Band && decision.Points >= b.Least
            && decision.Points <= b.Most))
        {
            failures.Add(new("decision-band", Paths.Join(path, "decision"), decision.ToString(),
                $"A decision lies inside one of the bands ({string.Join("; ", Bands.Take(10))}).", "Correct the band or the points."));
        }
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        if (Bands.Count is 0 or > 100 || Bands.Select(static b => b.Name).Distinct(StringComparer.Ordinal).Count() != Bands.Count)
        {
            failures.Add(new("bands-count", Paths.Join(path, "bands"), NumberText.Number(Bands.Count),
                "There are 1 to 100 bands, each with a name of its own.", "List the bands of the contract."));
        }

        for (var i = 0; i < Bands.Count; i++)
        {
            var at = Paths.Item(path, "bands", i);
            TextRules.Validate(Bands[i].Name, at, "name", failures);
            ValidatePoints(at, failures, ("least", Bands[i].Least), ("most", Bands[i].Most));
            if (Bands[i].Least > Bands[i].Most)
            {
                failures.Add(new("bounds-order", Paths.Join(at, "least"), NumberText.Number(Bands[i].Least),
                    "The fewest points of a band are not above its most.", "Swap or correct the two."));
            }
        }
    }
}

/// <summary>The most points of several ways, for example achievement and improvement. A way that cannot be taken is left out.</summary>
/// <param name="Ways">The ways, 2 to 10.</param>
public sealed record BestOf(params ValueList<PointsRule> Ways) : PointsRule
{
    /// <summary>The ways.</summary>
    public ValueList<PointsRule> Ways
    {
        get;
        init => (field, size) = (Given.Of(value), Several.SizeOf(value));
    } = Given.Of(Ways);

    private readonly int size = Several.SizeOf(Ways);

    internal override int Size => size;

    internal override decimal Most => Ways.Count == 0 || Size > MostRules ? 0m : Ways.Max(static w => w.Most);

    internal override IEnumerable<decimal> Edges => Size > MostRules ? [] : Ways.SelectMany(static w => w.Edges);

    private protected override string InWords => Size > MostRules ? "the better of too many rules"
        : $"the better of {string.Join(" and ", Ways)}";

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var given = scored;
        var step = new Step("best-points", "The better of the ways", Unit.Points, null, Authority);
        var points = Ways.Select(way => way.Score(w, given)).ToArray();
        var known = points.Where(static p => p.Value is not null).ToArray();
        return known.Length == 0 ? Without(w, step, points[0], "No way gives points.") : w.Greatest(step, known);
    }

    internal override bool ReadsObserved => Ways.Any(static w => w.ReadsObserved);

    internal override void ValidateObserved(in Scored scored, string path, List<Failure> failures) =>
        Several.ValidateObserved(Ways, scored, path, failures);

    internal override void Validate(string path, Direction direction, List<Failure> failures) =>
        Several.Validate(this, Ways, path, direction, failures);
}

/// <summary>The points of several rules together, up to a most, for example achievement and 5 points for improvement.</summary>
/// <param name="Rules">The rules, 2 to 10. One without points adds none, unless none has any.</param>
/// <param name="UpTo">The most points together.</param>
public sealed record SumOf(ValueList<PointsRule> Rules, decimal UpTo) : PointsRule
{
    /// <summary>The rules.</summary>
    public ValueList<PointsRule> Rules
    {
        get;
        init => (field, size) = (Given.Of(value), Several.SizeOf(value));
    } = Given.Of(Rules);

    private readonly int size = Several.SizeOf(Rules);

    internal override int Size => size;

    internal override decimal Most => UpTo;

    internal override IEnumerable<decimal> Edges => Size > MostRules ? [] : Rules.SelectMany(static r => r.Edges);

    private protected override string InWords => Size > MostRules ? "too many rules together"
        : $"{string.Join(" and ", Rules)}, together at most {NumberText.Number(UpTo)}";

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var given = scored;
        var step = new Step("sum-points", "Points together", Unit.Points, null, Authority);
        var points = Rules.Select(rule => rule.Score(w, given)).ToArray();
        var known = points.Where(static p => p.Value is not null).ToArray();
        return known.Length == 0 ? Without(w, step, points[0], "No rule gives points.")
            : w.Least(step with { Label = "Points together, at most all of them" },
                w.Add(step with { Key = "sum-points-before" }, known), Quantity.Of("most", UpTo, Unit.Points));
    }

    internal override bool ReadsObserved => Rules.Any(static r => r.ReadsObserved);

    internal override void ValidateObserved(in Scored scored, string path, List<Failure> failures) =>
        Several.ValidateObserved(Rules, scored, path, failures);

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        ValidatePoints(path, failures, ("upTo", UpTo));
        Several.Validate(this, Rules, path, direction, failures);
    }
}

/// <summary>What rules made of rules have in common.</summary>
file static class Several
{
    /// <summary>How many rules stand in one made of these, all levels counted, without going through them again.</summary>
    public static int SizeOf(ValueList<PointsRule>? rules) =>
        (int)Math.Min(1_000_000_000L, 1L + (rules?.Sum(static r => (long)(r?.Size ?? 1)) ?? 0L));

    public static void ValidateObserved(ValueList<PointsRule> rules, in Scored scored, string path, List<Failure> failures)
    {
        // Two ways that count the same cases would say the same twice.
        var said = new List<Failure>();
        foreach (var rule in rules)
        {
            rule.ValidateObserved(scored, path, said);
        }

        failures.AddRange(said.Distinct());
    }

    public static void Validate(PointsRule whole, ValueList<PointsRule> rules, string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(whole.Authority, path, failures);
        if (whole.Size > PointsRule.MostRules)
        {
            failures.Add(new("rules-size", path, NumberText.Number(whole.Size),
                "A rule made of rules holds at most 100 of them, all levels "
                + "counted.", "Write it flatter."));
            return;
        }

        if (rules.Count is < 2 or > 10)
        {
            failures.Add(new("rules-count", Paths.Join(path, "rules"), NumberText.Number(rules.Count), "There are 2 to 10 rules in one.",
                "Write a single rule by itself."));
        }

        for (var i = 0; i < rules.Count; i++)
        {
            rules[i].Validate(Paths.Item(path, whole is BestOf ? "ways" : "rules", i), direction, failures);
        }
    }
}
