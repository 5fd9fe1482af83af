using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The terms of a commercial prospective bundle.</summary>
public sealed record CommercialBundleTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Around the contracted price, in which nothing is shared: a share of the price on either side.</summary>
    public Rate DeadBand { get; init; }

    /// <summary>The provider's share of savings beyond the dead band.</summary>
    public required Rate GainShare { get; init; }

    /// <summary>The provider's share of overages beyond the dead band.</summary>
    public required Rate OverageShare { get; init; }

    /// <summary>The most that is gained, as a share of the contracted price; <see langword="null"/> for no cap.</summary>
    public Rate? GainCap { get; init; }

    /// <summary>The most that is owed, as a share of the contracted price; <see langword="null"/> for no cap.</summary>
    public Rate? OverageCap { get; init; }

    /// <summary>The stop-loss of each episode; <see langword="null"/> for none.</summary>
    public AttachAndKeep? StopLoss { get; init; }

    /// <summary>The least number of episodes that is settled; with fewer, nothing moves; <see langword="null"/> for any number.</summary>
    public int? LeastEpisodes { get; init; }

    /// <summary>Where the terms stand, for example "Agreement of 2026-01-01, exhibit B".</summary>
    public Authority? Authority { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => CommercialBundles.Contract(this);

    private protected override CommercialBundleTerms Resolve() => this;
}

/// <summary>
/// Commercial prospective bundles: a contracted price for each episode, a stop-loss for each, sharing beyond a dead band, a cap on gains and one on overages.
/// <code>
/// opening = price × episodes − (cost after each episode's stop-loss + warranty) ─► dead band and shares ─► caps
/// </code>
/// The payoff is a curve of cost after the stop-loss.
/// </summary>
public static class CommercialBundles
{
    private const string Counted = "episodes";

    /// <summary>The contract.</summary>
    /// <param name="terms">The terms.</param>
    public static Contract Contract(CommercialBundleTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        List<Clause> clauses =
        [
            new MarginalBands
            {
                Label = "Shares beyond the dead band",
                Gain = Bands(terms.DeadBand, terms.GainShare),
                Loss = Bands(terms.DeadBand, terms.OverageShare),
                Authority = terms.Authority,
            },
        ];
        if (terms.GainCap is not null || terms.OverageCap is not null)
        {
            clauses.Add(new Limit
            {
                Label = "Caps on gains and overages",
                Gain = terms.GainCap is { } gain ? gain : (Level?)null,
                Loss = terms.OverageCap is { } loss ? loss : (Level?)null,
                Authority = terms.Authority,
            });
        }

        return new()
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Clauses = terms.LeastEpisodes is not { } least ? [.. clauses] :
            [
                new Choose
                {
                    Label = "Volume",
                    Authority = terms.Authority,
                    Regions =
                    [
                        new Region
                        {
                            Name = "Too few episodes",
                            When = [new FewerThan(Counted, least)],
                            Then = [new Limit { Label = "Nothing moves", Gain = Money.Zero, Loss = Money.Zero, Authority = terms.Authority }],
                            Authority = terms.Authority,
                        },
                    ],
                    Otherwise = [.. clauses],
                },
            ],
            OrderAuthority = Authority.Remembered(
                "Commercial bundles as reported by third parties", "Dead band and shares, then the caps; the contract decides."),
            Words = new() { Benchmark = "Contracted price", Expenditure = "Cost", Losses = "overages" },
            Payoff = new("cost after each episode's stop-loss"),
            Origin = Origin.Of("Commercial prospective bundle", terms),
        };
    }

    /// <summary>The contracted price as the price of every episode, with the stop-loss of the terms.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="id">The cell's name, for example "knee replacement".</param>
    /// <param name="price">The contracted price for one episode.</param>
    public static PriceCell Cell(CommercialBundleTerms terms, string id, Figure price)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new() { Id = id, Parts = [new PricePart("contracted price", 1m, price)], BlendAuthority = terms.Authority, DiscountAuthority = terms.Authority, Bound = terms.StopLoss };
    }

    /// <summary>The episodes of the period, counted by their anchor date, and the warranty that is charged once.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="cells">The prices.</param>
    /// <param name="episodes">The episodes.</param>
    /// <param name="warranty">What the warranty adds to cost; <see langword="null"/> for nothing.</param>
    public static EpisodeYear Episodes(CommercialBundleTerms terms, ValueList<PriceCell> cells, ValueList<Episode> episodes, Figure? warranty = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new()
        {
            Period = terms.Term,
            CountedBy = EpisodeYearRule.AnchoredIn,
            Days = 1,
            Cells = cells,
            Episodes = episodes,
            AddedSpending = warranty is null ? [] : [new NamedAmount("warranty", warranty) { Authority = terms.Authority }],
        };
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="totals">Price and cost.</param>
    public static Experience Experience(CommercialBundleTerms terms, EpisodeTotals totals)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(totals);
        return new()
        {
            Benchmark = totals.Target,
            Expenditure = totals.Spending,
            Facts = terms.LeastEpisodes is null ? [] : [new Volume(Counted, totals.Episodes.Count)],
            Terms = terms.Resolved().Digest,
        };
    }

    private static ValueList<Band> Bands(Rate deadBand, Rate share) => deadBand == Rate.Zero ? [new Band(share)] : [new Band(Rate.Zero, deadBand), new Band(share)];
}
