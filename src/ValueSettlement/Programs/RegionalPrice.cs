using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// The price of a region as hospital episode models build it: base years, factors told before the year and replaced after it, discount,
/// cap.
/// </summary>
internal sealed record RegionalPrice
{
    public required Cited<ValueList<Rate>> BaseYearWeights { get; init; }

    public required Cited<Rate> Discount { get; init; }

    public required Cited<Rate> TrendWithin { get; init; }

    public required Cited<Rate> NormalizationWithin { get; init; }

    /// <summary>Where the cap on the spending of one episode comes from.</summary>
    public required Authority CapAuthority { get; init; }

    public required Digest Terms { get; init; }

    /// <summary>The price from regional means of the base years.</summary>
    /// <exception cref="SettlementException">There are not as many means as weights.</exception>
    public PriceCell Cell(string id, ValueList<Figure> baseYearMeans, PriceFactors factors, Figure? highCostCap)
    {
        ArgumentNullException.ThrowIfNull(baseYearMeans);
        var weights = BaseYearWeights.Value;
        if (baseYearMeans.Count != weights.Count)
        {
            throw new SettlementException([new("base-years", "baseYearMeans", UnitText.Of(baseYearMeans.Count, Unit.Count),
                $"A price is blended from {UnitText.Of(weights.Count, Unit.Count)} base years.",
                "State the regional mean of each, oldest first.")]);
        }

        return Cell(id, weights.Zip(baseYearMeans).Select(static (pair, i) =>
            new PricePart(FormattableString.Invariant($"mean of base year {i + 1}"), pair.First.Fraction, pair.Second)).ToValueList(),
            factors, highCostCap);
    }

    /// <summary>The price from a benchmark that is stated.</summary>
    public PriceCell Cell(string id, Figure benchmark, PriceFactors factors, Figure? highCostCap) =>
        Cell(id, [new PricePart("benchmark", 1m, benchmark)], factors, highCostCap);

    private PriceCell Cell(string id, ValueList<PricePart> parts, PriceFactors factors, Figure? highCostCap) => new()
    {
        Id = id,
        Parts = parts,
        BlendAuthority = BaseYearWeights.Authority,
        Revisions =
        [
            new("trend", factors.Trend, factors.RetrospectiveTrend, TrendWithin.Value) { Authority = TrendWithin.Authority },
            new("normalization", factors.Normalization, factors.FinalNormalization,
                NormalizationWithin.Value) { Authority = NormalizationWithin.Authority },
        ],
        Discount = Discount.Value,
        DiscountAuthority = Discount.Authority,
        Bound = highCostCap is null ? null : new BetweenPercentiles(null, highCostCap) { Authority = CapAuthority },
        Terms = Terms,
    };
}

/// <summary>The factors of a regional price: those told before the year, and those found after it as far as they are known.</summary>
internal readonly record struct PriceFactors(
    Figure Trend, Figure Normalization, Figure? RetrospectiveTrend, Figure? FinalNormalization);
