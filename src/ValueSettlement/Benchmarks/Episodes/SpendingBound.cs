namespace ValueSettlement.Benchmarks;

/// <summary>How the spending of one episode is bounded before episodes are summed, so that one case does not decide a year. The bounds are
/// numbers from outside: percentiles and deviations of a region are not estimated here.</summary>
public abstract record SpendingBound
{
    private protected SpendingBound()
    {
    }

    internal abstract BoundNumbers Write(Workings workings, string of);

    internal abstract void Validate(string path, List<Failure> failures);

    internal static Quantity Apply(Workings workings, string of, Quantity spending, BoundNumbers bound)
    {
        var step = new Step("spending-counted", "Spending counted, " + of, Unit.PerCapita, null, bound.Authority);
        if (bound.Keep is { } keep && bound.High is { } attach)
        {
            var below = workings.Least(new("spending-below", "Spending up to the attachment point, " + of, Unit.PerCapita, null,
                bound.Authority), spending, attach);
            var beyond = workings.Subtract(new("spending-beyond", "Spending beyond the attachment point, " + of, Unit.PerCapita, null,
                bound.Authority), spending, below);
            return workings.Blend(step, Quantity.Of("kept up to the attachment point", 1m), below, keep, beyond);
        }

        return (bound.Low, bound.High) switch
        {
            ({ } low, { } high) => workings.Clamp(step, spending, low, high),
            (null, { } high) => workings.Least(step, spending, high),
            ({ } low, null) => workings.Greatest(step, spending, low),
            _ => spending,
        };
    }
}

/// <summary>The numbers of a bound, resolved once for a cell.</summary>
internal readonly record struct BoundNumbers(Quantity? Low, Quantity? High, Quantity? Keep, Authority? Authority);

/// <summary>Spending held between two stated percentiles of the kind of episode (winsorised), or below the upper one only.</summary>
/// <param name="Low">The lower percentile's amount; <see langword="null"/> for no lower bound.</param>
/// <param name="High">The upper percentile's amount; <see langword="null"/> for no upper bound.</param>
public sealed record BetweenPercentiles(Figure? Low, Figure? High) : SpendingBound
{
    /// <summary>Where the bound comes from.</summary>
    public Authority? Authority { get; init; }

    internal override BoundNumbers Write(Workings workings, string of) => new(
        Low is null ? null
            : workings.Given(new("spending-floor", "Lower percentile of spending, " + of, Unit.PerCapita, null, Authority), Low),
        High is null ? null
            : workings.Given(new("spending-cap", "Upper percentile of spending, " + of, Unit.PerCapita, null, Authority), High),
        null, Authority);

    internal override void Validate(string path, List<Failure> failures)
    {
        FigureRules.Amount(Low, Paths.Join(path, "low"), "The lower percentile of spending", failures);
        FigureRules.AmountAboveZero(High, Paths.Join(path, "high"), "The upper percentile of spending", failures);
        if (Low?.Value > High?.Value)
        {
            failures.Add(new("bounds-order", Paths.Join(path, "high"), High!.ToString(),
                $"The upper percentile is not below the lower one ({Low}).", "Swap or correct the two."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Spending capped at a mean plus a number of standard deviations.</summary>
/// <param name="Mean">The mean of the region.</param>
/// <param name="Deviation">One standard deviation.</param>
/// <param name="Count">How many of them, above 0 and at most 100.</param>
public sealed record DeviationsAboveMean(Figure Mean, Figure Deviation, decimal Count) : SpendingBound
{
    /// <summary>The mean of the region.</summary>
    public Figure Mean { get; init => field = Given.Of(value); } = Given.Of(Mean);

    /// <summary>One standard deviation.</summary>
    public Figure Deviation { get; init => field = Given.Of(value); } = Given.Of(Deviation);

    /// <summary>Where the bound comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The bound in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Mean} + {Count} × {Deviation}");

    internal override void Validate(string path, List<Failure> failures)
    {
        FigureRules.Amount(Mean, Paths.Join(path, "mean"), "The mean spending of the region", failures);
        FigureRules.Amount(Deviation, Paths.Join(path, "deviation"), "The standard deviation of the region", failures);
        if (Count is <= 0m or > 100m)
        {
            failures.Add(new("count-range", Paths.Join(path, "count"), UnitText.Exact(Count, Unit.Factor),
                "Standard deviations are counted above 0 and up to 100.", "Write 3 for three of them."));
        }
    }

    internal override BoundNumbers Write(Workings workings, string of)
    {
        var mean = workings.Given(new("regional-mean", "Mean spending of the region, " + of, Unit.PerCapita, null, Authority), Mean);
        var deviation = workings.Given(new("regional-deviation", "Standard deviation of the region, " + of, Unit.PerCapita, null,
            Authority), Deviation);
        var cap = workings.Write(new("spending-cap", "Cap on spending, " + of, Unit.PerCapita, null, Authority), Operation.Linear,
            Quantity.Of("standard deviations", Count), deviation, mean);
        return new(null, cap, null, Authority);
    }
}

/// <summary>A stop-loss for each episode: spending counts in full up to the attachment point and in part beyond it.</summary>
/// <param name="Attach">The attachment point, for one episode.</param>
/// <param name="Keep">The part of spending beyond it that still counts, 0 to 1.</param>
public sealed record AttachAndKeep(Money Attach, Rate Keep) : SpendingBound
{
    /// <summary>Where the bound comes from.</summary>
    public Authority? Authority { get; init; }

    internal override BoundNumbers Write(Workings workings, string of) => new(
        null,
        workings.Given(new("attachment-point", "Attachment point, " + of, Unit.PerCapita, null, Authority), Attach.Amount),
        Quantity.Of("kept beyond the attachment point", Keep.Fraction, Unit.Rate),
        Authority);

    internal override void Validate(string path, List<Failure> failures)
    {
        FigureRules.AmountAboveZero(Attach, Paths.Join(path, "attach"), "The attachment point", failures);
        FigureRules.Fraction(Keep, Paths.Join(path, "keep"), "What is kept beyond the attachment point", failures);
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
