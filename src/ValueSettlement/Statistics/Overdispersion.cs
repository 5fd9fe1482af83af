using System.Globalization;

namespace ValueSettlement.Statistics;

/// <summary>One provider among those that overdispersion is estimated from.</summary>
/// <param name="Observed">Its events, 0 to 1,000,000,000.</param>
/// <param name="Size">Its expected events, or its trials for shares; above 0, up to 1,000,000,000.</param>
public sealed record FunnelPoint(long Observed, decimal Size)
{
    /// <summary>Events and size in invariant notation.</summary>
    public override string ToString() => $"{Words.Of(Observed)} of {Words.Of(Size)}";
}

/// <summary>
/// How much more providers differ than chance alone makes them (Spiegelhalter). On a scale where chance has the deviation s = 1 ÷ 2√size
/// (the square root of a ratio, the arc sine of the root of a share), each provider has z = (y − target) ÷ s; the tenth at either end is
/// drawn to its edge.
/// <code>φ = Σ z² ÷ k; τ² = max(0, (kφ − (k − 1)) ÷ (Σ w − Σ w² ÷ Σ w)), w = 1 ÷ s²; limits at ± z √(s² + τ²)</code>
/// Sources: Spiegelhalter, Stat. Med. 24 (2005) 1185; Qual. Saf. Health Care 14 (2005) 347; the R package FunnelPlotR, its method "CQC".
/// </summary>
/// <param name="Phi">φ, from 0; above 1 providers differ more than by chance.</param>
/// <param name="TauSquared">τ², the variance between providers on the transformed scale, from 0.</param>
/// <param name="Providers">k, from how many providers it was estimated.</param>
/// <param name="Winsorised">The share at either end that was drawn in.</param>
public sealed record Overdispersion(double Phi, double TauSquared, int Providers, Rate Winsorised)
{
    private static readonly Rate Tenth = Rate.Of(0.1m);

    /// <summary>From observed and expected counts of providers, against a ratio of 1.</summary>
    /// <param name="providers">2 to 1,000,000 providers.</param>
    /// <param name="winsorise">The share at either end that is drawn in, from 0 to 49 %; 10 % if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static Overdispersion OfCounts(ValueList<FunnelPoint> providers, Rate? winsorise = null) =>
        Estimate(providers, winsorise, 1d, static point => Math.Sqrt(Demand.Count(point.Observed) / (double)point.Size));

    /// <summary>From events among trials of providers, against their common share.</summary>
    /// <inheritdoc cref="OfCounts"/>
    public static Overdispersion OfShares(ValueList<FunnelPoint> providers, Rate? winsorise = null)
    {
        ArgumentNullException.ThrowIfNull(providers);
        var (events, trials) = (0d, 0d);
        foreach (var point in providers)
        {
            if (point.Observed > point.Size)
            {
                throw Demand.Refused(nameof(providers), point, "Events lie between 0 and the trials", "Count each trial once");
            }

            (events, trials) = (events + point.Observed, trials + (double)point.Size);
        }

        return Estimate(providers, winsorise, ArcSine(events / Math.Max(trials, 1e-9)),
            static point => ArcSine(Demand.Count(point.Observed) / (double)point.Size));
    }

    /// <summary>The deviation that limits are drawn with, at a size.</summary>
    internal double DeviationAt(double size) => Math.Sqrt((0.25 / size) + TauSquared);

    internal static double ArcSine(double share) => Math.Asin(Math.Sqrt(Math.Min(share, 1d)));

    private static Overdispersion Estimate(ValueList<FunnelPoint> providers, Rate? winsorise, double target,
        Func<FunnelPoint, double> transform)
    {
        ArgumentNullException.ThrowIfNull(providers);
        var cut = winsorise ?? Tenth;
        if (cut.Fraction is < 0m or > 0.49m)
        {
            throw Demand.Refused(nameof(winsorise), cut, "The share drawn in lies between 0% and 49%", "Leave it out for 10%");
        }

        if (providers.Count is < 2 or > 1_000_000)
        {
            throw Demand.Refused(nameof(providers), providers.Count, "Overdispersion is estimated from 2 to 1,000,000 providers",
                "With fewer use limits without it");
        }

        var z = new double[providers.Count];
        var (weights, squares) = (0d, 0d);
        for (var i = 0; i < z.Length; i++)
        {
            var w = 4d * (double)Demand.Positive(providers[i].Size, Demand.Most, nameof(providers));
            z[i] = (transform(providers[i]) - target) * Math.Sqrt(w);
            (weights, squares) = (weights + w, squares + (w * w));
        }

        Array.Sort(z);
        var (low, high) = (Quantile(z, (double)cut.Fraction), Quantile(z, 1d - (double)cut.Fraction));
        var phi = z.Sum(value => Math.Pow(Math.Min(Math.Max(value, low), high), 2d)) / z.Length;
        var between = ((z.Length * phi) - (z.Length - 1)) / (weights - (squares / weights));
        return new(phi, Math.Max(0d, between), z.Length, cut);
    }

    /// <summary>The quantile that is linear between the order statistics (type 7 of Hyndman and Fan, R's default).</summary>
    private static double Quantile(double[] sorted, double probability)
    {
        var at = (sorted.Length - 1) * probability;
        var below = Math.Min((int)at, sorted.Length - 2);
        return sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>The estimate in invariant notation.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"phi {Words.Of(Phi)}, tau squared {Words.Of(TauSquared)}, from {Providers} providers, {Winsorised} drawn in at either end");
}
