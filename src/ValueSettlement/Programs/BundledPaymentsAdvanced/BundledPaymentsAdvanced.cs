using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Bundled Payments for Care Improvement Advanced, model years 1 to 8: a participation agreement, not a regulation, so every parameter is
/// remembered and unconfirmed.
/// <code>
/// one initiator: opening = total target amount − winsorised spending ─► quality adjustment ─► stop-gain and stop-loss
///                  ─► overlap, post-episode spending
/// convener:      Σ initiators = earned ─► earlier settlements = payable
/// </code>
/// Gains and losses of all episodes of an initiator net before quality and limit, and quality acts before the limit: the other order pays
/// another amount. The payoff is a curve of winsorised spending.
/// </summary>
public sealed partial class BundledPaymentsAdvanced : Programme<BundledPaymentsTerms>
{
    private static readonly ContractWords Words = new()
    {
        Provider = "episode initiator",
        Benchmark = "Total target amount",
        Expenditure = "Winsorised spending"
    };

    private BundledPaymentsAdvanced(BundledPaymentsTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public BundledPaymentsRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"BPCI Advanced, model year {Terms.Year}");

    /// <summary>The programme of one episode initiator under these terms.</summary>
    /// <param name="terms">Model year and name.</param>
    /// <exception cref="SettlementException">The year never existed.</exception>
    public static BundledPaymentsAdvanced For(BundledPaymentsTerms terms) => new(terms);

    /// <summary>
    /// A convener: a contract whose parts are its initiators. They are settled apart, each within its own limits, then summed; the convener
    /// is paid, and the true-up takes off what earlier settlements moved. Its term is that of all their model years.
    /// </summary>
    /// <param name="id">The convener's name.</param>
    /// <param name="initiators">The initiators' terms, each with its own name.</param>
    /// <exception cref="SettlementException">There is no initiator, or the year of one never existed.</exception>
    public static Contract Convener(string id, ValueList<BundledPaymentsTerms> initiators)
    {
        ArgumentNullException.ThrowIfNull(initiators);
        if (initiators.Count == 0)
        {
            throw new SettlementException([new("initiators-missing", "initiators", "0", "A convener has an initiator.", "Add its terms.")]);
        }

        var contracts = initiators.Select(static terms => For(terms).Contract).ToArray();
        return new()
        {
            Id = id,
            Currency = contracts[0].Currency,
            Term = new(contracts.Min(static c => c.Term.Start), contracts.Max(static c => c.Term.End)),
            Parts = [.. contracts],
            Payment =
            [
                new PriorSettlement
                {
                    Label = "True-up: what earlier settlements of the period moved",
                    Authority = Remembered,
                },
            ],
        };
    }

    /// <summary>The price of one kind of episode.</summary>
    /// <param name="id">The cell's name.</param>
    /// <param name="benchmarkPrice">The benchmark price.</param>
    /// <param name="medical">Whether it is a medical episode, not a surgical one.</param>
    /// <param name="percentile1">The 1st percentile of spending.</param>
    /// <param name="percentile99">The 99th percentile of spending.</param>
    public PriceCell Cell(string id, Figure benchmarkPrice, bool medical, Figure? percentile1 = null, Figure? percentile99 = null)
    {
        var discount = medical ? Rules.MedicalDiscount : Rules.SurgicalDiscount;
        return new()
        {
            Id = id,
            Parts = [new PricePart("benchmark price of the cell", 1m, benchmarkPrice)],
            Discount = discount.Value,
            DiscountAuthority = discount.Authority,
            Bound = percentile1 is null && percentile99 is null ? null
                : new BetweenPercentiles(percentile1, percentile99) { Authority = Remembered },
            Terms = Terms.Digest,
        };
    }

    /// <summary>
    /// The factors of an episode's final target price: realised patient mix, and from model year 4 on the peer group trend within its
    /// bound.
    /// </summary>
    /// <param name="patientMix">The patient mix factor.</param>
    /// <param name="peerTrend">The peer group trend factor; not applied before model year 4.</param>
    public ValueList<PriceFactor> Factors(Figure patientMix, Figure? peerTrend)
    {
        var mix = new PriceFactor("patient mix", patientMix);
        return peerTrend is null || Rules.PeerTrendWithin is not { } bound
            ? [mix]
            : [mix, new PriceFactor("peer group trend", peerTrend) { Within = bound.Value, Authority = bound.Authority }];
    }

    /// <summary>The episodes of the initiator.</summary>
    /// <param name="cells">The prices.</param>
    /// <param name="episodes">The episodes.</param>
    /// <exception cref="SettlementException">Other terms made a price.</exception>
    public EpisodeYear Episodes(ValueList<PriceCell> cells, ValueList<Episode> episodes)
    {
        RefuseOthers(cells);
        return new()
        {
            Period = Period(Terms.Year),
            CountedBy = EpisodeYearRule.EndsIn,
            Days = Rules.Days.Value,
            DaysAuthority = Rules.Days.Authority,
            Cells = cells,
            Episodes = episodes,
            Terms = Terms.Digest,
        };
    }

    /// <summary>What the contract of the initiator settles.</summary>
    /// <param name="totals">Target and spending.</param>
    /// <param name="compositeQualityScore">The score as a fraction.</param>
    /// <param name="initiator">The initiator's name, for the contract of a convener.</param>
    /// <param name="others">Overlap and post-episode spending, as far as there are any.</param>
    /// <exception cref="SettlementException">Other terms made the totals.</exception>
    public Experience Experience(
        EpisodeTotals totals, Figure compositeQualityScore, string? initiator = null, ValueList<Fact>? others = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        RefuseOthers(totals.Terms, "totals");
        return Made(new()
        {
            Arrangement = initiator,
            Benchmark = totals.Target,
            Expenditure = totals.Spending,
            Facts = [Quality.Scored(compositeQualityScore), .. others ?? []],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"bpci-advanced-year-{Terms.Year}"),
        Currency = "USD",
        Term = Period(Terms.Year),
        Clauses =
        [
            new QualityAdjustment { GainReduction = Rules.QualityReduction, LossReduction = Rules.QualityReduction },
            new Limit { Label = "Stop-gain and stop-loss", Gain = Rules.Limit, Loss = Rules.Limit },
            Outside("Overlap with shared savings", Basis.OverlapWithOtherProgrammes),
            Outside("Post-episode spending", Basis.PostEpisodeSpending),
        ],
        OrderAuthority = Authority.Remembered(Agreement,
            "Quality before the limits. The table of contents of CMS's Clinical Episode Reconciliation Specifications, " +
            "model years 1 and 2, has " +
            "quality, reconciliation, true-ups, overlap and post-episode repayment in this order.", Confirming),
        Words = Words,
        Payoff = new("winsorised spending"),
    };

    /// <summary>What is taken off outside the limits.</summary>
    private static Deduction Outside(string label, Basis basis) => new()
    {
        Label = label,
        Amount = new WholeOf(basis),
        Optional = true,
        Authority = Remembered,
    };
}
