using ValueSettlement.Curves;

namespace ValueSettlement.Statistics;

/// <summary>Where a result lies against its control limits, from bad to good. The numbers are those of a band in a
/// <see cref="Scale"/>.</summary>
public enum FunnelBand
{
    /// <summary>Beyond the outer limit on the bad side: a case to look into.</summary>
    MuchWorse = 1,

    /// <summary>Between inner and outer limit on the bad side.</summary>
    Worse,

    /// <summary>Within the inner limits: not to be told from the target by these numbers.</summary>
    AsExpected,

    /// <summary>Between inner and outer limit on the good side.</summary>
    Better,

    /// <summary>Beyond the outer limit on the good side.</summary>
    MuchBetter,
}

/// <summary>The control limits of a funnel at one size, in cases: a number at a limit lies inside it.</summary>
/// <param name="OuterLower">The fewest cases within the outer limits.</param>
/// <param name="InnerLower">The fewest cases within the inner limits.</param>
/// <param name="InnerUpper">The most cases within the inner limits.</param>
/// <param name="OuterUpper">The most cases within the outer limits.</param>
public sealed record FunnelLimits(long OuterLower, long InnerLower, long InnerUpper, long OuterUpper)
{
    /// <summary>The limits in invariant notation.</summary>
    public override string ToString() =>
        $"inner {Words.Of(InnerLower)} to {Words.Of(InnerUpper)}, outer {Words.Of(OuterLower)} to {Words.Of(OuterUpper)} cases";
}

/// <summary>A chance for each band; together 1.</summary>
/// <param name="MuchWorse">The chance of much worse, 0 to 1.</param>
/// <param name="Worse">The chance of worse.</param>
/// <param name="AsExpected">The chance of as expected.</param>
/// <param name="Better">The chance of better.</param>
/// <param name="MuchBetter">The chance of much better.</param>
public sealed record BandChances(double MuchWorse, double Worse, double AsExpected, double Better, double MuchBetter)
{
    /// <summary>The chance of one band.</summary>
    /// <param name="band">The band.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the five.</exception>
    public double Of(FunnelBand band) => Demand.Choice(band) switch
    {
        FunnelBand.MuchWorse => MuchWorse,
        FunnelBand.Worse => Worse,
        FunnelBand.AsExpected => AsExpected,
        FunnelBand.Better => Better,
        _ => MuchBetter,
    };

    /// <summary>The chances in percent, in invariant notation.</summary>
    public override string ToString() => $"much worse {Words.Percent(MuchWorse)}, worse {Words.Percent(Worse)}, as expected "
        + $"{Words.Percent(AsExpected)}, better {Words.Percent(Better)}, much better {Words.Percent(MuchBetter)}";
}

/// <summary>What each band pays: a rate of whatever the contract pays on.</summary>
/// <param name="MuchWorse">For much worse.</param>
/// <param name="Worse">For worse.</param>
/// <param name="AsExpected">For as expected.</param>
/// <param name="Better">For better.</param>
/// <param name="MuchBetter">For much better.</param>
public sealed record BandPayments(Rate MuchWorse, Rate Worse, Rate AsExpected, Rate Better, Rate MuchBetter)
{
    /// <summary>What a band pays.</summary>
    /// <param name="band">The band.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the five.</exception>
    public Rate Of(FunnelBand band) => Demand.Choice(band) switch
    {
        FunnelBand.MuchWorse => MuchWorse,
        FunnelBand.Worse => Worse,
        FunnelBand.AsExpected => AsExpected,
        FunnelBand.Better => Better,
        _ => MuchBetter,
    };

    /// <summary>The map as a scale of whole numbers, 1 for much worse to 5 for much better; each pays a fraction.</summary>
    public Scale AsScale() => new(
        [.. Enum.GetValues<FunnelBand>().Select(b => new ScaleRow((int)b, (int)b, Of(b).Fraction, Of(b).Fraction))], WholeNumbers: true);

    /// <summary>What each band pays on average, by chance.</summary>
    /// <param name="chances">The chances of the bands.</param>
    /// <returns>A fraction of what the contract pays on.</returns>
    public double Average(BandChances chances)
    {
        ArgumentNullException.ThrowIfNull(chances);
        return Enum.GetValues<FunnelBand>().Sum(b => (double)Of(b).Fraction * chances.Of(b));
    }

    /// <summary>The rates in invariant notation.</summary>
    public override string ToString() =>
        $"much worse {MuchWorse}, worse {Worse}, as expected {AsExpected}, better {Better}, much better {MuchBetter}";
}
