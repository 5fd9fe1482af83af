namespace ValueSettlement.Benchmarks;

/// <summary>
/// A rate per member and month that blends the organisation's own history with its region, the effect of the region held between two shares
/// of a reference rate.
/// <code>
/// history  = Σ weight × base year
/// effect   = history weight × history + region weight × region − history
/// blended  = history + effect, held between floor × reference and ceiling × reference
/// </code>
/// </summary>
public sealed record RegionalBlend
{
    /// <summary>Trended and risk-adjusted base years, oldest first.</summary>
    public required ValueList<Figure> BaseYears { get; init => field = Given.Of(value); }

    /// <summary>The weights of the base years, in the same order.</summary>
    public required Cited<ValueList<Rate>> BaseYearWeights { get; init => field = Given.Of(value); }

    /// <summary>The region's rate.</summary>
    public required Figure Region { get; init => field = Given.Of(value); }

    /// <summary>The weight of history; the region has the rest.</summary>
    public required Cited<Rate> HistoryWeight { get; init => field = Given.Of(value); }

    /// <summary>What the bounds are shares of, for example the adjusted United States per-capita cost.</summary>
    public required Figure Reference { get; init => field = Given.Of(value); }

    /// <summary>The most that the region may raise the rate, as a share of the reference; a magnitude.</summary>
    public required Cited<Rate> Ceiling { get; init => field = Given.Of(value); }

    /// <summary>The most that the region may lower the rate, as a share of the reference; a magnitude.</summary>
    public required Cited<Rate> Floor { get; init => field = Given.Of(value); }

    /// <summary>The blended rate with its lines; absent, with the reason, if something that it needs is.</summary>
    /// <exception cref="ArgumentException">Base years and weights differ in number.</exception>
    public Figure Build()
    {
        if (BaseYears.Count != BaseYearWeights.Value.Count)
        {
            throw new ArgumentException("Every base year has one weight.");
        }

        var workings = new Workings("regional-blend");
        var pairs = new List<Quantity>();
        for (var i = 0; i < BaseYears.Count; i++)
        {
            pairs.Add(Quantity.Of("weight", BaseYearWeights.Value[i].Fraction, Unit.Rate));
            pairs.Add(workings.Given(new(FormattableString.Invariant($"base-year-{i + 1}"),
                FormattableString.Invariant($"Base year {i + 1}"), Unit.PerCapita), BaseYears[i]));
        }

        var history = workings.Blend(new("history", "Weighted base years", Unit.PerCapita, null, BaseYearWeights.Authority), [.. pairs]);
        var region = workings.Given(new("region", "Regional rate", Unit.PerCapita), Region);
        var reference = workings.Given(new("reference-rate", "Reference rate of the bounds", Unit.PerCapita), Reference);
        var own = Quantity.Of("weight of history", HistoryWeight.Value.Fraction, Unit.Rate);
        var rest = workings.Write(new("region-weight", "Weight of the region", Unit.Rate, null, HistoryWeight.Authority),
            Operation.Complement, own);
        var blend = workings.Blend(new("blend", "Blend of history and region", Unit.PerCapita, null, HistoryWeight.Authority), own, history,
            rest, region);
        var effect = workings.Subtract(new("region-effect", "Effect of the region", Unit.PerCapita), blend, history);
        var least = workings.Multiply(new("region-floor", "Least effect", Unit.PerCapita, null, Floor.Authority),
            Quantity.Of("floor", -Floor.Value.Fraction, Unit.Rate), reference);
        var most = workings.Multiply(new("region-ceiling", "Greatest effect", Unit.PerCapita, null, Ceiling.Authority),
            Quantity.Of("ceiling", Ceiling.Value.Fraction, Unit.Rate), reference);
        var held = workings.Clamp(new("region-effect-held", "Effect of the region within its bounds", Unit.PerCapita), effect, least, most);
        return workings.Figure(workings.Add(new("blended-rate", "Blended rate", Unit.PerCapita), history, held));
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
