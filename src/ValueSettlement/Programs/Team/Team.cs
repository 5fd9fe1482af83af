using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// Transforming Episode Accountability Model, 42 CFR 512.500–512.598: tracks 1 to 3, performance years 2026 to 2030.
/// <code>
/// opening = aggregate target price − capped spending ─► quality adjustment ─► stop-gain and stop-loss ─► post-episode spending ─► Track 1 never owes
/// </code>
/// Quality acts on the difference, before the limits; post-episode spending lies outside them. The payoff is a curve of capped spending.
/// </summary>
public static partial class Team
{
    private static readonly Cited<Money> NeverOwes = new(Money.Zero, Authority.Of("42 CFR 512.550(g)(3)(i)"));

    private static readonly Authority Order = Authority.Of("42 CFR 512.550(c)-(g)",
        "Quality acts on the difference and before the limits; post-episode spending lies outside them.");

    private static readonly ContractWords Words = new()
    {
        Provider = "hospital",
        Benchmark = "Aggregate target price",
        Expenditure = "Capped spending"
    };

    /// <summary>The contract for one performance year. Its experience: aggregate target price, capped spending, <see cref="Quality"/> with the composite quality score, and <see cref="Basis.PostEpisodeSpending"/> if any is charged.</summary>
    /// <param name="terms">Track, year, hospital.</param>
    /// <exception cref="SettlementException">The combination never existed; carries every reason.</exception>
    public static Contract Contract(TeamTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var rules = RulesOf(terms);
        List<Clause> clauses =
        [
            new QualityAdjustment
            {
                GainReduction = rules.GainReduction,
                LossReduction = rules.LossReduction,
                Authority = Authority.Of("42 CFR 512.550(d)"),
            },
            new Limit
            {
                Label = "Stop-gain and stop-loss",
                Gain = rules.StopGain,
                Loss = rules.StopLoss is { } loss ? loss : NeverOwes,
            },
            new Deduction
            {
                Label = "Post-episode spending",
                Amount = new WholeOf(Basis.PostEpisodeSpending),
                Optional = true,
                Authority = Authority.Of("42 CFR 512.550(f), (e)(1), (e)(2)(iv)", "Outside both limits; how the excess of the average scales is not said, so the amount is a fact."),
            },
        ];
        if (rules.StopLoss is null)
        {
            clauses.Add(new Floor { Label = "Track 1 never owes", At = NeverOwes });
        }

        return new()
        {
            Id = terms.Id ?? FormattableString.Invariant($"team-{terms.Track.ToString().ToLowerInvariant()}-{terms.Year}"),
            Currency = "USD",
            Term = Period(terms.Year),
            Clauses = [.. clauses],
            OrderAuthority = Order,
            Words = Words,
            Payoff = new("capped spending"),
            Origin = Origin.Of(FormattableString.Invariant($"Transforming Episode Accountability Model, {Name(terms.Track)}, {terms.Year}"), terms),
        };
    }

    /// <summary>The price of one kind of episode in one region: base-year means, trend, normalization, discount and cap as the rules of the year say.</summary>
    /// <param name="terms">Track, year, hospital.</param>
    /// <param name="id">The cell's name, for example "470, East North Central".</param>
    /// <param name="kind">The kind of episode: decides the discount.</param>
    /// <param name="baseYearMeans">Regional mean spending of the three base years, oldest first, each episode capped.</param>
    /// <param name="prospectiveTrend">The trend factor told before the year.</param>
    /// <param name="prospectiveNormalization">The normalization factor told before the year.</param>
    /// <param name="retrospectiveTrend">The trend found after the year; <see langword="null"/> for the preliminary price.</param>
    /// <param name="finalNormalization">The normalization factor found after the year; <see langword="null"/> for the preliminary price.</param>
    /// <param name="highCostCap">The regional 99th percentile of spending; <see langword="null"/> if spending is already capped.</param>
    /// <exception cref="SettlementException">The terms never existed, or there are not as many means as weights; carries every reason.</exception>
    public static PriceCell Cell(TeamTerms terms, string id, TeamEpisode kind, ValueList<Figure> baseYearMeans, Figure prospectiveTrend, Figure prospectiveNormalization, Figure? retrospectiveTrend = null, Figure? finalNormalization = null, Figure? highCostCap = null)
    {
        ArgumentNullException.ThrowIfNull(baseYearMeans);
        var rules = RulesOf(terms);
        var weights = rules.BaseYearWeights.Value;
        if (baseYearMeans.Count != weights.Count)
        {
            throw new SettlementException([new("base-years", "baseYearMeans", UnitText.Of(baseYearMeans.Count, Unit.Count), $"A price is blended from {UnitText.Of(weights.Count, Unit.Count)} base years.", "State the regional mean of each, oldest first.")]);
        }

        var discount = kind is TeamEpisode.CoronaryBypass or TeamEpisode.MajorBowel ? rules.LowerDiscount : rules.Discount;
        return new()
        {
            Id = id,
            Parts = weights.Zip(baseYearMeans, (weight, mean) => (weight, mean)).Select(static (pair, i) => new PricePart(FormattableString.Invariant($"mean of base year {i + 1}"), pair.weight.Fraction, pair.mean)).ToValueList(),
            BlendAuthority = rules.BaseYearWeights.Authority,
            Revisions =
            [
                new("trend", prospectiveTrend, retrospectiveTrend, rules.TrendWithin.Value) { Authority = rules.TrendWithin.Authority },
                new("normalization", prospectiveNormalization, finalNormalization, rules.NormalizationWithin.Value) { Authority = rules.NormalizationWithin.Authority },
            ],
            Discount = discount.Value,
            DiscountAuthority = discount.Authority,
            Bound = highCostCap is null ? null : new BetweenPercentiles(null, highCostCap) { Authority = Authority.Of("42 CFR 512.550(c)(2)") },
        };
    }

    /// <summary>The episodes of a performance year: each is priced by its anchor date and counts in the year in which it ends.</summary>
    /// <param name="terms">Track, year, hospital.</param>
    /// <param name="cells">The prices.</param>
    /// <param name="episodes">The episodes, with their risk multipliers.</param>
    public static EpisodeYear Episodes(TeamTerms terms, ValueList<PriceCell> cells, ValueList<Episode> episodes)
    {
        var rules = RulesOf(terms);
        return new()
        {
            Period = Period(terms.Year),
            CountedBy = EpisodeYearRule.EndsIn,
            Days = rules.Days.Value,
            DaysAuthority = rules.Days.Authority,
            Cells = cells,
            Episodes = episodes,
        };
    }

    /// <summary>The composite quality score: percentiles weighted by the episodes attributed to each measure.</summary>
    /// <param name="measures">The measures.</param>
    public static Figure CompositeQualityScore(ValueList<MeasurePercentile> measures) => EpisodeQuality.WeightedPercentiles(measures, Authority.Of("42 CFR 512.547(b)"));

    /// <summary>What the contract of the same terms settles, from the totals of the episodes.</summary>
    /// <param name="terms">Track, year, hospital: those that the episodes were priced with.</param>
    /// <param name="totals">Target and spending.</param>
    /// <param name="compositeQualityScore">The score as a fraction: 80 points are 0.8.</param>
    /// <param name="postEpisodeSpending">Spending after episodes that is charged; <see langword="null"/> for none stated.</param>
    public static Experience Experience(TeamTerms terms, EpisodeTotals totals, Figure compositeQualityScore, Figure? postEpisodeSpending = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        Fact quality = Quality.Scored(compositeQualityScore);
        return new()
        {
            Benchmark = totals.Target,
            Expenditure = totals.Spending,
            Facts = postEpisodeSpending is null ? [quality] : [quality, new BasisAmount(Basis.PostEpisodeSpending, postEpisodeSpending)],
            Terms = terms.Resolved().Digest,
        };
    }

    /// <summary>Everything that is wrong with the terms: a track that a hospital could not choose.</summary>
    /// <param name="terms">Track, year, hospital.</param>
    public static ValueList<Failure> Judge(TeamTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Year is < 2026 or > 2030)
        {
            return [new("period-unknown", "year", FormattableString.Invariant($"{terms.Year}"), "Performance years are 2026 to 2030.", "Choose one of them.")];
        }

        if (!Enum.IsDefined(terms.Hospital))
        {
            return [new("hospital-unknown", "hospital", EnumText.Of(terms.Hospital), "The model knows no such kind of hospital.",
                $"Choose one of {string.Join(", ", Enum.GetNames<TeamHospital>())}.")];
        }

        return terms.Track switch
        {
            TeamTrack.Track1 when terms.Year > 2028 => [NotOffered(terms, "Track 1 ended with 2028 (42 CFR 512.520(b)(3)).")],
            TeamTrack.Track1 when terms.Year > 2026 && terms.Hospital != TeamHospital.SafetyNet => [NotOffered(terms, "After 2026 Track 1 is open to safety-net hospitals only (42 CFR 512.520(b)(3)).")],
            TeamTrack.Track2 when terms.Year == 2026 => [NotOffered(terms, "There is no Track 2 in 2026 (42 CFR 512.520(a)).")],
            TeamTrack.Track2 when terms.Hospital == TeamHospital.Other => [NotOffered(terms, "Track 2 is open to safety-net, Medicare-dependent, rural, sole community and essential access hospitals (42 CFR 512.520(b)(4)).")],
            TeamTrack.Track1 or TeamTrack.Track2 or TeamTrack.Track3 => [],
            _ => [NotOffered(terms, "The tracks are 1, 2 and 3.")],
        };
    }

    private static Failure NotOffered(TeamTerms terms, string rule) => new("track-not-offered", "track", Name(terms.Track), rule, "State what the hospital is, or choose Track 3.");

    internal static TeamTerms Resolve(TeamTerms terms)
    {
        var failures = Judge(terms);
        return failures.Count == 0 ? terms with { Rules = terms.Rules ?? Rules(terms.Track, terms.Year) } : throw new SettlementException(failures);
    }

    private static TeamRules RulesOf(TeamTerms terms) => terms.Resolved().Rules!;

    private static DateInterval Period(int year) => new(new(year, 1, 1), new(year, 12, 31));

    private static string Name(TeamTrack track) => track switch { TeamTrack.Track1 => "Track 1", TeamTrack.Track2 => "Track 2", TeamTrack.Track3 => "Track 3", _ => track.ToString() };
}
