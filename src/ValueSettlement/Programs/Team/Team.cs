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
    /// <param name="retrospectiveTrend">
    /// The trend found after the year; <see langword="null"/>, with the final normalization, for the preliminary price, which its line
    /// says.
    /// </param>
    /// <param name="finalNormalization">
    /// The normalization factor found after the year; <see langword="null"/> for the preliminary price.
    /// </param>
    /// <param name="highCostCap">The regional 99th percentile of spending; <see langword="null"/> if spending is already capped.</param>
    /// <exception cref="SettlementException">There are not as many means as weights, or the model knows no such kind.</exception>
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
        if (!Enum.IsDefined(kind))
        {
            throw new SettlementException([new("episode-unknown", "kind", EnumText.Of(kind), "The model knows no such kind of episode.",
                $"Choose one of {string.Join(", ", Enum.GetNames<TeamEpisode>())}.")]);
        }

        var price = new RegionalPrice
        {
            BaseYearWeights = Rules.BaseYearWeights,
            Discount = kind is TeamEpisode.CoronaryBypass or TeamEpisode.MajorBowel ? Rules.LowerDiscount : Rules.Discount,
            TrendWithin = Rules.TrendWithin,
            NormalizationWithin = Rules.NormalizationWithin,
            CapAuthority = Authority.Of("42 CFR 512.550(c)(2)"),
            Terms = Terms.Digest,
        };
        return price.Cell(id, baseYearMeans, new(prospectiveTrend, prospectiveNormalization, retrospectiveTrend, finalNormalization),
            highCostCap) with
        {
            Category = CategoryOf(kind),
        };
    }

    /// <summary>The episodes of the performance year: each is priced by its anchor date and counts in the year in which it ends.</summary>
    /// <param name="cells">The prices.</param>
    /// <param name="episodes">The episodes, with their risk multipliers.</param>
    /// <param name="baseline">
    /// How many episodes of each kind the hospital had in the baseline period, each not negative: a kind with fewer than the minimum is of
    /// low volume. <see langword="null"/> to test none, which the target price says.
    /// </param>
    /// <exception cref="SettlementException">Other terms made a price.</exception>
    public EpisodeYear Episodes(
        ValueList<PriceCell> cells, ValueList<Episode> episodes, IReadOnlyDictionary<TeamEpisode, int>? baseline = null)
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
            LowVolume = new(Rules.MinimumEpisodesPerCategory, Rules.BelowMinimum.Value) { Authority = Rules.BelowMinimum.Authority },
            Volumes = baseline is null ? []
                : [.. baseline.OrderBy(static b => b.Key).Select(static b => new CategoryVolume(CategoryOf(b.Key), b.Value))],
            Terms = Terms.Digest,
        };
    }

    /// <summary>What the contract settles, from the totals of the episodes.</summary>
    /// <param name="totals">Target and spending.</param>
    /// <param name="compositeQualityScore">
    /// The score as a fraction: 80 points are 0.8. <see langword="null"/> for a hospital with too few quality data: the neutral score of
    /// the terms.
    /// </param>
    /// <param name="postEpisodeSpending">Spending after episodes that is charged; <see langword="null"/> for none stated.</param>
    /// <exception cref="SettlementException">
    /// Other terms made the totals, or there is neither a score nor a neutral one.
    /// </exception>
    public Experience Experience(EpisodeTotals totals, Figure? compositeQualityScore, Figure? postEpisodeSpending = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        RefuseOthers(totals.Terms, "totals");
        Fact quality = Quality.Scored(compositeQualityScore ?? NeutralScore());
        return Made(new()
        {
            Benchmark = totals.Target,
            Expenditure = totals.Spending,
            Facts = postEpisodeSpending is null ? [quality] : [quality, Number.Of(Basis.PostEpisodeSpending, postEpisodeSpending)],
        });
    }

    private Figure NeutralScore()
    {
        if (Terms.NeutralQualityScore is not { } neutral)
        {
            throw new SettlementException([new("neutral-score-missing", "neutralQualityScore", string.Empty,
                "A hospital with too few quality data gets a neutral score, which this library does not know.",
                "State the neutral score in the terms with its citation, or the hospital's own score.")]);
        }

        var workings = new Workings("quality");
        return workings.Figure(workings.Given(new("neutral-quality-score", "Neutral quality score: too few quality data", Unit.Rate, null,
            neutral.Authority), neutral.Value.Fraction));
    }

    /// <summary>What a kind of episode is called where its volume is tested.</summary>
    internal static string CategoryOf(TeamEpisode kind) => kind switch
    {
        TeamEpisode.LowerExtremityJointReplacement => "lower extremity joint replacement",
        TeamEpisode.HipFemurFracture => "hip and femur fracture",
        TeamEpisode.SpinalFusion => "spinal fusion",
        TeamEpisode.CoronaryBypass => "coronary bypass",
        TeamEpisode.MajorBowel => "major bowel",
        _ => EnumText.Of(kind),
    };

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
                Authority = Rules.GainReduction.Authority.OrLessCertain(Rules.LossReduction.Authority),
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
