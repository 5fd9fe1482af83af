namespace ValueSettlement.Benchmarks;

/// <summary>
/// The benchmark of a capitation or accountable-care capitation, from the amount before adjustments to the final one; each step is a line.
/// <code>
/// before ─► × (1 + trend adjustment) ─► discount, retention ─► − withholds + earned back ─► + flat adjustments = final benchmark
/// </code>
/// A flat adjustment may also stand before the discount or before the withholds (<see cref="FlatAdjustment.Place"/>).
/// </summary>
public sealed record CapitationBenchmark
{
    /// <summary>The amount before every adjustment: stated, or computed for example by <see cref="CapitationPayment"/>.</summary>
    public required Figure Before { get; init => field = Given.Of(value); }

    /// <summary>How the benchmark follows a trend error; <see langword="null"/> if it does not.</summary>
    public Cited<RetrospectiveTrend>? Trend { get; init; }

    /// <summary>The trend error as a fraction; needed if <see cref="Trend"/> is to act.</summary>
    public Figure? TrendGap { get; init; }

    /// <summary>Discount and retention, in order; each is a share of what stands before it.</summary>
    public ValueList<BenchmarkReduction> Reductions { get; init => field = Given.Of(value); } = [];

    /// <summary>What is held back and earned back.</summary>
    public ValueList<Withhold> Withholds { get; init => field = Given.Of(value); } = [];

    /// <summary>Amounts of money that are the same for all, each at its place.</summary>
    public ValueList<FlatAdjustment> Adjustments { get; init => field = Given.Of(value); } = [];

    /// <summary>What the contract calls the benchmark.</summary>
    internal string Called { get; init; } = "Benchmark";

    /// <summary>What the amount is before every adjustment that follows here.</summary>
    internal string Begins { get; init; } = "before adjustments";

    /// <summary>The final benchmark with its lines; absent, with the reason, if something that it needs is.</summary>
    /// <exception cref="SettlementException">A rate or a share earned back is no fraction between 0 and 1, or an amount has another
    /// unit.</exception>
    public Figure Build()
    {
        var failures = new List<Failure>();
        FigureRules.Amount(Before, "before", Called, failures);
        for (var i = 0; i < Reductions.Count; i++)
        {
            FigureRules.Fraction(Reductions[i].Rate.Value, Paths.Join(Paths.Item(string.Empty, "reductions", i), "rate"),
                Reductions[i].Label, failures);
        }

        for (var i = 0; i < Withholds.Count; i++)
        {
            var at = Paths.Item(string.Empty, "withholds", i);
            FigureRules.Fraction(Withholds[i].Rate.Value, Paths.Join(at, "rate"), Withholds[i].Label, failures);
            FigureRules.Share(Withholds[i].EarnedBack, Paths.Join(at, "earnedBack"), $"The share earned back of: {Withholds[i].Label}",
                failures);
        }

        for (var i = 0; i < Adjustments.Count; i++)
        {
            FigureRules.SignedAmount(Adjustments[i].Amount, Paths.Join(Paths.Item(string.Empty, "adjustments", i), "amount"),
                Adjustments[i].Label, failures);
        }

        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("benchmark");
        var running = workings.Given(new("benchmark-before-adjustments", $"{Called} {Begins}", Unit.Money), Before);
        if (Trend is { } trend && TrendGap is { } gap)
        {
            var adjustment = trend.Value.Write(workings, gap, trend.Authority);
            var factor = workings.Add(new("trend-factor", "One plus the trend adjustment", Unit.Factor), Quantity.Of("one", 1m),
                adjustment);
            running = workings.Multiply(new("benchmark-after-trend", $"{Called} after the trend adjustment", Unit.Money, null,
                trend.Authority), running, factor);
        }

        running = Adjusted(workings, running, AdjustmentPlace.BeforeReductions);
        var beforeReductions = running;
        foreach (var reduction in Reductions)
        {
            var amount = workings.Multiply(new(reduction.Key, reduction.Label, Unit.Money, null, reduction.Rate.Authority),
                Quantity.Of("rate", reduction.Rate.Value.Fraction, Unit.Rate), running);
            running = workings.Subtract(new("benchmark-after-" + reduction.Key, $"{Called} after: {reduction.Label}", Unit.Money), running,
                amount);
        }

        running = Adjusted(workings, running, AdjustmentPlace.AfterReductions);
        var afterReductions = running;
        foreach (var withhold in Withholds)
        {
            var basis = Base(workings, withhold, withhold.Base == WithholdBase.AfterReductions ? afterReductions : beforeReductions);
            var amount = workings.Multiply(new(withhold.Key, withhold.Label, Unit.Money, null,
                withhold.Rate.Authority.OrLessCertain(withhold.BaseAuthority)),
                Quantity.Of("rate", withhold.Rate.Value.Fraction, Unit.Rate), basis);
            var share = workings.Given(new(withhold.Key + "-share-earned-back", "Share earned back: " + withhold.Label, Unit.Rate),
                withhold.EarnedBack);
            var earnedBack = workings.Multiply(new(withhold.Key + "-earned-back", "Earned back: " + withhold.Label, Unit.Money, null,
                withhold.Rate.Authority), amount, share);
            running = workings.Add(new("benchmark-after-" + withhold.Key, $"{Called} after: {withhold.Label}", Unit.Money),
                workings.Subtract(new("benchmark-less-" + withhold.Key, $"{Called} less: {withhold.Label}", Unit.Money), running, amount),
                    earnedBack);
        }

        return workings.Figure(Adjusted(workings, running, AdjustmentPlace.AfterWithholds));
    }

    private Quantity Adjusted(Workings workings, Quantity running, AdjustmentPlace place)
    {
        foreach (var adjustment in Adjustments)
        {
            if (adjustment.Place != place)
            {
                continue;
            }

            var amount = workings.Given(new(adjustment.Key, adjustment.Label, Unit.Money, null, adjustment.Authority), adjustment.Amount);
            running = workings.Add(new("benchmark-after-" + adjustment.Key, $"{Called} after: {adjustment.Label}", Unit.Money, null,
                adjustment.Authority), running, amount);
        }

        return running;
    }

    private static Quantity Base(Workings workings, Withhold withhold, Quantity basis) =>
        withhold.BaseAuthority is null ? basis : workings.Write(
        new(withhold.Key + "-base",
            (withhold.Base == WithholdBase.AfterReductions ? "What it is a share of, after " : "What it is a share of, before ")
                + $"discount and retention: {withhold.Label}",
            Unit.Money, null, withhold.BaseAuthority), Operation.Stated, basis);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
