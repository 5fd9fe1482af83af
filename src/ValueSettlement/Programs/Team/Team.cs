using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Transforming Episode Accountability Model, 42 CFR 512.500–512.598: tracks 1 to 3, performance years 2026 to 2030.
/// <code>
/// opening = aggregate target price − capped spending
///   ─► quality adjustment ─► stop-gain and stop-loss ─► post-episode spending ─► Track 1 never owes
/// </code>
/// Quality acts on the difference, before the limits; post-episode spending lies outside them. The payoff is a curve of capped spending.
/// </summary>
public sealed partial class Team : Programme<TeamTerms>
{
    private static readonly Cited<Money> NeverOwes = new(Money.Zero, Authority.Of("42 CFR 512.550(g)(3)(i)"));

    private static readonly Authority Order = Authority.Of("42 CFR 512.550(c)-(g)",
        "Quality acts on the difference and before the limits; post-episode spending lies outside them.");

    private static readonly Authority OutsideLimits = Authority.Of("42 CFR 512.550(f), (e)(1), (e)(2)(iv)",
        "Outside both limits; how the excess of the average scales is not said, so the amount is a fact.");

    private static readonly ContractWords Words = new()
    {
        Provider = "hospital",
        Benchmark = "Aggregate target price",
        Expenditure = "Capped spending"
    };

    private Team(TeamTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public TeamRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name =>
        FormattableString.Invariant($"Transforming Episode Accountability Model, {NameOf(Terms.Track)}, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Track, year, hospital.</param>
    /// <exception cref="SettlementException">A hospital could not choose the track; carries every reason.</exception>
    public static Team For(TeamTerms terms) => new(terms);

    /// <summary>The composite quality score: percentiles weighted by the episodes attributed to each measure.</summary>
    /// <param name="measures">The measures.</param>
    public static Figure CompositeQualityScore(ValueList<MeasurePercentile> measures) =>
        EpisodeQuality.WeightedPercentiles(measures, Authority.Of("42 CFR 512.547(b)"));

    /// <summary>
    /// The price of one kind of episode in one region: base-year means, trend, normalization, discount and cap as the rules of the year
    /// say.
    /// </summary>
    /// <param name="id">The cell's name, for example "470, East North Central".</param>
    /// <param name="kind">The kind of episode: decides the discount.</param>
    /// <param name="baseYearMeans">Regional mean spending of the three base years, oldest first, each episode capped.</param>
    /// <param name="prospectiveTrend">The trend factor told before the year.</param>
    /// <param name="prospectiveNormalization">The normalization factor told before the year.</param>
    /// <param name="retrospectiveTrend">The trend found after the year; <see langword="null"/> for the preliminary price.</param>
    /// <param name="finalNormalization">
    /// The normalization factor found after the year; <see langword="null"/> for the preliminary price.
    /// </param>
    /// <param name="highCostCap">The regional 99th percentile of spending; <see langword="null"/> if spending is already capped.</param>
    /// <exception cref="SettlementException">There are not as many means as weights.</exception>
    public PriceCell Cell(
        string id,
        TeamEpisode kind,
        ValueList<Figure> baseYearMeans,
        Figure prospectiveTrend,
        Figure prospectiveNormalization,
        Figure? retrospectiveTrend = null,
        Figure? finalNormalization = null,
        Figure? highCostCap = null)
    {
        ArgumentNullException.ThrowIfNull(baseYearMeans);
        var weights = Rules.BaseYearWeights.Value;
        if (baseYearMeans.Count != weights.Count)
        {
            throw new SettlementException([new("base-years", "baseYearMeans", UnitText.Of(baseYearMeans.Count, Unit.Count),
                $"A price is blended from {UnitText.Of(weights.Count, Unit.Count)} base years.",
                "State the regional mean of each, oldest first.")]);
        }

        var (normalization, trend) = (Rules.NormalizationWithin, Rules.TrendWithin);
        var discount = kind is TeamEpisode.CoronaryBypass or TeamEpisode.MajorBowel ? Rules.LowerDiscount : Rules.Discount;
        return new()
        {
            Id = id,
            Parts = weights.Zip(baseYearMeans).Select(static (pair, i) =>
                new PricePart(FormattableString.Invariant($"mean of base year {i + 1}"), pair.First.Fraction, pair.Second)).ToValueList(),
            BlendAuthority = Rules.BaseYearWeights.Authority,
            Revisions =
            [
                new("trend", prospectiveTrend, retrospectiveTrend, trend.Value) { Authority = trend.Authority },
                new("normalization", prospectiveNormalization, finalNormalization,
                    normalization.Value) { Authority = normalization.Authority },
            ],
            Discount = discount.Value,
            DiscountAuthority = discount.Authority,
            Bound = highCostCap is null ? null
                : new BetweenPercentiles(null, highCostCap) { Authority = Authority.Of("42 CFR 512.550(c)(2)") },
            Terms = Terms.Digest,
        };
    }

    /// <summary>The episodes of the performance year: each is priced by its anchor date and counts in the year in which it ends.</summary>
    /// <param name="cells">The prices.</param>
    /// <param name="episodes">The episodes, with their risk multipliers.</param>
    /// <exception cref="SettlementException">Other terms made a price.</exception>
    public EpisodeYear Episodes(ValueList<PriceCell> cells, ValueList<Episode> episodes)
    {
        RefuseOthers(cells);
        return new()
        {
            Period = Dates.Year(Terms.Year),
            CountedBy = EpisodeYearRule.EndsIn,
            Days = Rules.Days.Value,
            DaysAuthority = Rules.Days.Authority,
            Cells = cells,
            Episodes = episodes,
            Terms = Terms.Digest,
        };
    }

    /// <summary>What the contract settles, from the totals of the episodes.</summary>
    /// <param name="totals">Target and spending.</param>
    /// <param name="compositeQualityScore">The score as a fraction: 80 points are 0.8.</param>
    /// <param name="postEpisodeSpending">Spending after episodes that is charged; <see langword="null"/> for none stated.</param>
    /// <exception cref="SettlementException">Other terms made the totals.</exception>
    public Experience Experience(EpisodeTotals totals, Figure compositeQualityScore, Figure? postEpisodeSpending = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        RefuseOthers(totals.Terms, "totals");
        Fact quality = Quality.Scored(compositeQualityScore);
        return Made(new()
        {
            Benchmark = totals.Target,
            Expenditure = totals.Spending,
            Facts = postEpisodeSpending is null ? [quality] : [quality, Number.Of(Basis.PostEpisodeSpending, postEpisodeSpending)],
        });
    }

    internal static string NameOf(TeamTrack track) => track switch
    {
        TeamTrack.Track1 => "Track 1",
        TeamTrack.Track2 => "Track 2",
        TeamTrack.Track3 => "Track 3",
        _ => EnumText.Of(track),
    };

    /// <summary>
    /// The contract for one performance year. It reads the aggregate target price, capped spending, <see cref="Quality"/> with the
    /// composite
    /// quality score, and <see cref="Basis.PostEpisodeSpending"/> if any is charged.
    /// </summary>
    private protected override Contract Make()
    {
        List<Clause> clauses =
        [
            new QualityAdjustment
            {
                GainReduction = Rules.GainReduction,
                LossReduction = Rules.LossReduction,
                Authority = Authority.Of("42 CFR 512.550(d)"),
            },
            new Limit
            {
                Label = "Stop-gain and stop-loss",
                Gain = Rules.StopGain,
                Loss = Rules.StopLoss is { } loss ? loss : NeverOwes,
            },
            new Deduction
            {
                Label = "Post-episode spending",
                Amount = new WholeOf(Basis.PostEpisodeSpending),
                Optional = true,
                Authority = OutsideLimits,
            },
        ];
        if (Rules.StopLoss is null)
        {
            clauses.Add(new Floor { Label = "Track 1 never owes", At = NeverOwes });
        }

        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"team-{EnumText.Of(Terms.Track).ToLowerInvariant()}-{Terms.Year}"),
            Currency = "USD",
            Term = Dates.Year(Terms.Year),
            Clauses = [.. clauses],
            OrderAuthority = Order,
            Words = Words,
            Payoff = new("capped spending"),
        };
    }
}
