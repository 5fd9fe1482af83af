namespace ValueSettlement.Benchmarks;

/// <summary>
/// A risk score from the raw scores of two years to the one that is used, in the order that decides it.
/// <code>
/// reference, performance = blend of versions ÷ normalization
/// g = performance ÷ reference − 1
/// g′ = g held between d − width and d + width                  (a cap that does not apply leaves g alone)
/// capped = reference × (1 + g′) ÷ coding-intensity factor       (at most its ceiling)
/// used = min(capped, (1 + growth) × earlier score)              (where there is a one-sided cap)
/// </code>
/// </summary>
public sealed record RiskScoreCascade
{
    /// <summary>Whose score it is, for example "aged and disabled".</summary>
    public required string Population { get; init => field = Given.Of(value); }

    /// <summary>The reference year.</summary>
    public required RiskScorePeriod Reference { get; init => field = Given.Of(value); }

    /// <summary>Which year the reference year is, and where that comes from; <see langword="null"/> to leave it unsaid.</summary>
    public Cited<int>? ReferenceYear { get; init; }

    /// <summary>The performance year.</summary>
    public required RiskScorePeriod Performance { get; init => field = Given.Of(value); }

    /// <summary>The cap of growth; <see langword="null"/> for none.</summary>
    public RiskScoreCap? Cap { get; init; }

    /// <summary>The coding-intensity factor; <see langword="null"/> for none.</summary>
    public RiskFactor? CodingIntensity { get; init; }

    /// <summary>The ceiling that the coding-intensity factor has by its own rules: a factor above it is used at the ceiling.
    /// <see langword="null"/> for none known.</summary>
    public Cited<decimal>? CodingIntensityCeiling { get; init; }

    /// <summary>The one-sided cap that comes last; <see langword="null"/> for none.</summary>
    public LaterScoreCap? Later { get; init; }

    /// <summary>Where the order comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The score that is used, with its lines; absent, with the reason, if something that it needs is.</summary>
    /// <exception cref="SettlementException">A score, a factor, a weight, a growth or a number of people is out of range; carries all of
    /// it.</exception>
    public Figure Build()
    {
        var failures = new List<Failure>();
        Reference.Validate("reference", failures);
        Performance.Validate("performance", failures);
        CodingIntensity?.Validate("codingIntensity", failures);
        Cap?.Validate("cap", failures);
        FigureRules.Factor(Later?.EarlierScore, "later.earlierScore", "The earlier score", RiskScorePeriod.LargestScore, failures);
        SettlementException.ThrowIfAny(failures);

        var workings = new Workings(Paths.Named("risk-score", Population));
        if (ReferenceYear is { } year)
        {
            workings.Given(new("reference-year", $"{Population}, reference year", Unit.Year, null, year.Authority), year.Value);
        }

        var reference = Reference.Write(workings, "reference-score", $"{Population}, reference year", Authority);
        var performance = Performance.Write(workings, "performance-score", $"{Population}, performance year", Authority);
        var ratio = workings.Divide(new("score-ratio", "Performance-year over reference-year score", Unit.Factor, null, Authority),
            performance, reference);
        var growth = workings.Subtract(new("score-growth", "Growth of the score", Unit.Rate, null, Authority), ratio,
            Quantity.Of("one", 1m));
        var score = Capped(workings, reference, performance, growth);
        if (CodingIntensity is { } coding)
        {
            if (CodingIntensityCeiling is { } ceiling)
            {
                coding = coding.HeldBelow(workings, ceiling);
            }

            score = coding.Write(workings, new("score-after-coding-factor", "Score after the coding-intensity factor", Unit.Factor, null,
                Authority), score, "coding-intensity factor");
        }

        if (Later is { } later)
        {
            var earlier = workings.Given(new("earlier-score", "Earlier score of the one-sided cap", Unit.Factor), later.EarlierScore);
            var factor = workings.Add(new("later-cap-factor", "One plus the growth allowed since", Unit.Factor, null,
                later.Growth.Authority), Quantity.Of("one", 1m), Quantity.Of("growth allowed", later.Growth.Value.Fraction, Unit.Rate));
            var most = workings.Multiply(new("largest-score", "Largest score", Unit.Factor, null, later.Growth.Authority), factor, earlier);
            score = workings.Least(new("score-after-later-cap", "Score after the one-sided cap", Unit.Factor, null, later.Growth.Authority),
                score, most);
        }

        return workings.Figure(score);
    }

    private Quantity Capped(Workings workings, Quantity reference, Quantity performance, Quantity growth)
    {
        if (Cap is null)
        {
            return performance;
        }

        if (Cap.NotApplicableBecause is { } reason)
        {
            _ = workings.Write(new("capped-score-growth", "Growth of the score, not limited: " + reason, Unit.Rate, null, Cap.Authority),
                Operation.Stated, growth);
            return workings.Write(new("capped-score", "Score, not limited: " + reason, Unit.Factor, null, Cap.Authority),
                Operation.Stated, performance);
        }

        var width = Quantity.Of("width of the cap", Cap.Width.Value.Fraction, Unit.Rate);
        var centre = Cap.Around is { } around
            ? workings.Given(new("cap-centre", "Growth of the demographic score", Unit.Rate), around)
            : Quantity.Of("straight cap", 0m, Unit.Rate);
        var high = workings.Add(new("cap-high", "Greatest growth", Unit.Rate, null, Cap.Authority), centre, width);
        var step = new Step("capped-score-growth", "Growth of the score after the cap", Unit.Rate, null, Cap.Authority);
        var capped = Cap.UpwardOnly ? workings.Least(step, growth, high) : workings.Clamp(step, growth,
            workings.Subtract(new("cap-low", "Least growth", Unit.Rate, null, Cap.Authority), centre, width), high);
        var factor = workings.Add(new("capped-growth-factor", "One plus the capped growth", Unit.Factor), Quantity.Of("one", 1m), capped);
        return workings.Multiply(new("capped-score", "Score after the cap", Unit.Factor, null, Cap.Authority), reference, factor);
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
