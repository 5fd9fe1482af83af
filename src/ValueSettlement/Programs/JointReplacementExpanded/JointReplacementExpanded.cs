using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// The expanded Comprehensive Care for Joint Replacement model (CJR-X), 91 FR 49570: calendar years from 2028, lower extremity joint
/// replacement only.
/// <code>
/// opening = aggregate target price (changed by quality, where quality acts on the price) − capped spending
///   ─► fewer baseline episodes than the minimum: not reconciled
///   ─► quality, where it acts on the difference ─► stop-gain and stop-loss ─► post-episode spending
/// </code>
/// Prices are built as those of <see cref="Team"/>. The payoff is a curve of capped spending.
/// </summary>
public sealed partial class JointReplacementExpanded : Programme<JointReplacementExpandedTerms>
{
    private const string BaselineEpisodes = "baseline-episodes";

    private static readonly Authority Order = Authority.Remembered("91 FR 19312, as reported by a third party",
        "As in TEAM: quality before the limits, so that they see what is paid; post-episode spending lies outside them.", FinalText);

    private static readonly ContractWords Words = new()
    {
        Provider = "hospital",
        Benchmark = "Aggregate target price",
        Expenditure = "Capped spending"
    };

    private JointReplacementExpanded(JointReplacementExpandedTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public JointReplacementExpandedRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name =>
        FormattableString.Invariant($"Comprehensive Care for Joint Replacement Expanded, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year, hospital and rules.</param>
    /// <exception cref="SettlementException">
    /// The model has not begun, the hospital takes no part, or a rule is missing; carries every reason.
    /// </exception>
    public static JointReplacementExpanded For(JointReplacementExpandedTerms terms) => new(terms);

    /// <summary>The price of one kind of joint replacement in one region, from the means of the base years.</summary>
    /// <param name="id">The cell's name, for example "470, New England".</param>
    /// <param name="baseYearMeans">Regional mean spending of the base years, oldest first, each episode capped.</param>
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
        ValueList<Figure> baseYearMeans,
        Figure prospectiveTrend,
        Figure prospectiveNormalization,
        Figure? retrospectiveTrend = null,
        Figure? finalNormalization = null,
        Figure? highCostCap = null) =>
        Price().Cell(id, baseYearMeans, new(prospectiveTrend, prospectiveNormalization, retrospectiveTrend, finalNormalization),
            highCostCap);

    /// <summary>The same from a benchmark that is stated, in place of the base years.</summary>
    /// <param name="id">The cell's name.</param>
    /// <param name="benchmark">The region's benchmark price of one episode.</param>
    /// <param name="prospectiveTrend">The trend factor told before the year.</param>
    /// <param name="prospectiveNormalization">The normalization factor told before the year.</param>
    /// <param name="retrospectiveTrend">The trend found after the year; <see langword="null"/> for the preliminary price.</param>
    /// <param name="finalNormalization">
    /// The normalization factor found after the year; <see langword="null"/> for the preliminary price.
    /// </param>
    /// <param name="highCostCap">The regional 99th percentile of spending; <see langword="null"/> if spending is already capped.</param>
    public PriceCell Cell(
        string id,
        Figure benchmark,
        Figure prospectiveTrend,
        Figure prospectiveNormalization,
        Figure? retrospectiveTrend = null,
        Figure? finalNormalization = null,
        Figure? highCostCap = null) =>
        Price().Cell(id, benchmark, new(prospectiveTrend, prospectiveNormalization, retrospectiveTrend, finalNormalization), highCostCap);

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
    /// <param name="baselineEpisodes">
    /// The hospital's episodes in the baseline period, not negative; with fewer than the minimum nothing is reconciled, and quality and
    /// post-episode spending change nothing.
    /// </param>
    /// <param name="quality">
    /// Where quality acts on the difference, the score as a fraction; where it acts on the price, the change of the aggregate target price
    /// as a fraction above -1 and below 1, positive to raise it; <see langword="null"/> where it does nothing.
    /// </param>
    /// <param name="postEpisodeSpending">Spending after episodes that is charged, not negative; <see langword="null"/> for none
    /// stated.</param>
    /// <exception cref="SettlementException">
    /// Other terms made the totals, quality is missing or not read, or a figure has a wrong unit, sign or range.
    /// </exception>
    public Experience Experience(
        EpisodeTotals totals, int baselineEpisodes, Figure? quality = null, Figure? postEpisodeSpending = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        RefuseOthers(totals.Terms, "totals");
        var acts = Rules.Quality.Value.ActsOn;
        if (acts == JointReplacementQualityActsOn.Nothing != quality is null)
        {
            throw new SettlementException([quality is null
                ? new("quality-missing", "quality", string.Empty, $"Quality acts {Rules.Quality.Value}.",
                    acts == JointReplacementQualityActsOn.Price ? "State by which share it changes the target price."
                    : "State the score as a fraction.")
                : new("term-unused", "quality", quality.ToString(), "Quality changes nothing under these rules.", "Leave it out.")]);
        }

        var failures = new List<Failure>();
        if (acts == JointReplacementQualityActsOn.Price)
        {
            FigureRules.Change(quality, "quality", "The change of the target price by quality", failures);
        }
        else
        {
            FigureRules.Share(quality, "quality", "The quality score", failures);
        }

        FigureRules.Amount(postEpisodeSpending, "postEpisodeSpending", "Post-episode spending", failures);
        SettlementException.ThrowIfAny(failures);

        ValueList<Fact> score = acts == JointReplacementQualityActsOn.Difference ? [Quality.Scored(quality!)] : [];
        ValueList<Fact> after = postEpisodeSpending is null ? [] : [Number.Of(Basis.PostEpisodeSpending, postEpisodeSpending)];
        return Made(new()
        {
            Benchmark = acts == JointReplacementQualityActsOn.Price ? Changed(totals.Target, quality!) : totals.Target,
            Expenditure = totals.Spending,
            Facts = [Number.Of(BaselineEpisodes, Counted(baselineEpisodes, quality, postEpisodeSpending)), .. score, .. after],
        });
    }

    /// <summary>The baseline episodes beside the number that they are compared with and, where they are too few, what was stated and
    /// changes nothing: a reader sees what the statement leaves out.</summary>
    private Figure Counted(int baselineEpisodes, Figure? quality, Figure? postEpisodeSpending)
    {
        var (least, authority) = (Rules.MinimumEpisodes.Value, Rules.MinimumEpisodes.Authority);
        var workings = new Workings("volume");
        var few = baselineEpisodes < least;
        if (few && quality is not null && Rules.Quality.Value.ActsOn == JointReplacementQualityActsOn.Difference)
        {
            workings.Given(new("quality-without-effect", "Quality score, which changes nothing", Unit.Rate, null, authority), quality);
        }

        if (few && postEpisodeSpending is not null)
        {
            workings.Given(new("post-episode-spending-without-effect", "Post-episode spending, which changes nothing", Unit.Money, null,
                authority), postEpisodeSpending);
        }

        return workings.Figure(workings.Given(new("baseline-episodes", FormattableString.Invariant(
            $"Baseline episodes: {(few ? "too few for a reconciliation, fewer than" : "enough for a reconciliation, at least")} {least}"),
            Unit.Count, null, authority), baselineEpisodes));
    }

    private Figure Changed(Figure target, Figure change)
    {
        var workings = new Workings("target");
        var authority = Rules.Quality.Authority;
        var before = workings.Given(new("target-before-quality", "Aggregate target price before quality", Unit.Money), target);
        var share = workings.Given(new("quality-change", "Change of the target price by quality", Unit.Rate, null, authority), change);
        var factor = workings.Add(new("quality-factor", "One plus the change by quality", Unit.Factor, null, authority),
            Quantity.Of("one", 1m), share);
        return workings.Figure(workings.Multiply(
            new("target-after-quality", "Aggregate target price with quality", Unit.Money, null, authority), before, factor));
    }

    private RegionalPrice Price() => new()
    {
        BaseYearWeights = Rules.BaseYearWeights,
        Discount = Rules.Discount,
        TrendWithin = Rules.TrendWithin,
        NormalizationWithin = Rules.NormalizationWithin,
        CapAuthority = Authority.Remembered("proposed, 91 FR 19312", "Spending up to the 99th percentile of the region.", FinalText),
        Terms = Terms.Digest,
    };

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var effect = Rules.Quality;
        ValueList<Clause> quality = effect.Value.ActsOn != JointReplacementQualityActsOn.Difference ? [] :
        [
            new QualityAdjustment
            {
                GainReduction = new Cited<Rate>(effect.Value.GainReduction, effect.Authority),
                LossReduction = new Cited<Rate>(effect.Value.LossReduction, effect.Authority),
                Authority = effect.Authority,
            },
        ];
        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"cjr-x-{Terms.Year}"),
            Currency = "USD",
            Term = Dates.Year(Terms.Year),
            Clauses =
            [
                new Choose
                {
                    Label = "Volume",
                    Authority = Rules.MinimumEpisodes.Authority,
                    Regions =
                    [
                        new Region
                        {
                            Name = "Too few baseline episodes: takes part and is not reconciled",
                            When = [new FewerThan(BaselineEpisodes, Rules.MinimumEpisodes.Value)],
                            Then =
                            [
                                new Limit
                                {
                                    Label = "Nothing is paid and nothing owed; quality and post-episode spending change nothing",
                                    Gain = Money.Zero,
                                    Loss = Money.Zero,
                                    Authority = Rules.MinimumEpisodes.Authority,
                                },
                            ],
                            Authority = Rules.MinimumEpisodes.Authority,
                        },
                    ],
                    Otherwise =
                    [
                        .. quality,
                        new Limit { Label = "Stop-gain and stop-loss", Gain = Rules.StopGain, Loss = Rules.StopLossOf(Terms.Hospital) },
                        new Deduction
                        {
                            Label = "Post-episode spending",
                            Amount = new WholeOf(Basis.PostEpisodeSpending),
                            Optional = true,
                            Authority = Order,
                        },
                    ],
                },
            ],
            OrderAuthority = Order,
            Words = Words,
            Payoff = new("capped spending"),
        };
    }
}
