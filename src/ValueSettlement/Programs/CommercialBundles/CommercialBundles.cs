using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Commercial prospective bundles: a contracted price for each episode, a stop-loss for each, sharing beyond a dead band, a cap on gains
/// and
/// one on overages.
/// <code>
/// opening = price × episodes − (cost after each episode's stop-loss + warranty) ─► dead band and shares ─► caps
/// </code>
/// The payoff is a curve of cost after the stop-loss.
/// </summary>
public sealed class CommercialBundles : Programme<CommercialBundleTerms>
{
    private const string Counted = "episodes";

    private static readonly ContractWords Words = new() { Benchmark = "Contracted price", Expenditure = "Cost", Losses = "overages" };

    private CommercialBundles(CommercialBundleTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Commercial prospective bundle";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, shares, caps and stop-loss.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static CommercialBundles For(CommercialBundleTerms terms) => new(terms);

    /// <summary>The contracted price as the price of every episode, with the stop-loss of the terms.</summary>
    /// <param name="id">The cell's name, for example "knee replacement".</param>
    /// <param name="price">The contracted price for one episode.</param>
    public PriceCell Cell(string id, Figure price) => new()
    {
        Id = id,
        Parts = [new PricePart("contracted price", 1m, price)],
        BlendAuthority = Terms.Authority,
        DiscountAuthority = Terms.Authority,
        Bound = Terms.StopLoss,
        Terms = Terms.Digest,
    };

    /// <summary>The episodes of the period, counted by their anchor date, and the warranty that is charged once.</summary>
    /// <param name="cells">The prices.</param>
    /// <param name="episodes">The episodes.</param>
    /// <param name="warranty">What the warranty adds to cost; <see langword="null"/> for nothing.</param>
    /// <exception cref="SettlementException">Other terms made a price.</exception>
    public EpisodeYear Episodes(ValueList<PriceCell> cells, ValueList<Episode> episodes, Figure? warranty = null)
    {
        RefuseOthers(cells);
        return new()
        {
            Period = Terms.Term,
            CountedBy = EpisodeYearRule.AnchoredIn,
            Days = 1,
            Cells = cells,
            Episodes = episodes,
            AddedSpending = warranty is null ? [] : [new NamedAmount("warranty", warranty) { Authority = Terms.Authority }],
            Terms = Terms.Digest,
        };
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="totals">Price and cost.</param>
    /// <exception cref="SettlementException">Other terms made the totals.</exception>
    public Experience Experience(EpisodeTotals totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        RefuseOthers(totals.Terms, "totals");
        return Made(new()
        {
            Benchmark = totals.Target,
            Expenditure = totals.Spending,
            Facts = Terms.LeastEpisodes is null ? [] : [Number.Of(Counted, totals.Counted)],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Clauses = Terms.LeastEpisodes is not { } least ? Shares() :
        [
            new Choose
            {
                Label = "Volume",
                Authority = Terms.Authority,
                Regions =
                [
                    new Region
                    {
                        Name = "Too few episodes",
                        When = [new FewerThan(Counted, least)],
                        Then = [new Limit { Label = "Nothing moves", Gain = Money.Zero, Loss = Money.Zero, Authority = Terms.Authority }],
                        Authority = Terms.Authority,
                    },
                ],
                Otherwise = Shares(),
            },
        ],
        OrderAuthority = Authority.Remembered(
            "Commercial bundles as reported by third parties", "Dead band and shares, then the caps; the contract decides.",
            "the order in which the contract of the parties lists its steps"),
        Words = Words,
        Payoff = new("cost after each episode's stop-loss"),
    };

    private static ValueList<Band> Bands(Rate deadBand, Rate share) =>
        deadBand == Rate.Zero ? [new Band(share)] : [new Band(Rate.Zero, deadBand), new Band(share)];

    private ValueList<Clause> Shares()
    {
        Clause shares = new MarginalBands
        {
            Label = "Shares beyond the dead band",
            Gain = Bands(Terms.DeadBand, Terms.GainShare),
            Loss = Bands(Terms.DeadBand, Terms.OverageShare),
            Authority = Terms.Authority,
        };
        return Terms.GainCap is null && Terms.OverageCap is null ? [shares] :
        [
            shares,
            new Limit
            {
                Label = "Caps on gains and overages",
                Gain = Terms.GainCap is { } gain ? gain : (Level?)null,
                Loss = Terms.OverageCap is { } loss ? loss : (Level?)null,
                Authority = Terms.Authority,
            },
        ];
    }
}
