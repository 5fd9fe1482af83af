using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// Bundled Payments for Care Improvement Advanced, model years 1 to 8: a participation agreement, not a regulation, so every parameter is remembered and unconfirmed.
/// <code>
/// one initiator: opening = total target amount − winsorised spending ─► quality adjustment ─► stop-gain and stop-loss ─► overlap, post-episode spending
/// convener:      Σ initiators = earned ─► earlier settlements = payable
/// </code>
/// Quality acts before the limit: the other order pays another amount. The payoff is a curve of winsorised spending.
/// </summary>
public static class BundledPaymentsAdvanced
{
    private const string Agreement = "BPCI Advanced participation agreement, as reported by third parties";
    private static readonly ContractWords Words = new()
    {
        Provider = "episode initiator",
        Benchmark = "Total target amount",
        Expenditure = "Winsorised spending"
    };
    private static readonly LocalDate Year1 = new(2018, 10, 1);
    private static readonly LocalDate Year4 = new(2021, 1, 1);
    private static readonly LocalDate Year6 = new(2023, 1, 1);

    /// <summary>The discount on surgical episodes.</summary>
    public static Dated<Rate> SurgicalDiscount { get; } = new("BPCI Advanced discount", DateAxis.PerformancePeriod, In(Year1, 3.Percent()));

    /// <summary>The discount on medical episodes.</summary>
    public static Dated<Rate> MedicalDiscount { get; } = new("BPCI Advanced discount, medical episodes", DateAxis.PerformancePeriod, In(Year1, 3.Percent()), In(Year6, 2.Percent()));

    /// <summary>The greatest quality adjustment, the same both ways.</summary>
    public static Dated<Rate> QualityReduction { get; } = new("BPCI Advanced quality adjustment", DateAxis.PerformancePeriod, In(Year1, 10.Percent()));

    /// <summary>Stop-gain and stop-loss of one initiator.</summary>
    public static Dated<Rate> Limit { get; } = new("BPCI Advanced stop-gain and stop-loss", DateAxis.PerformancePeriod, In(Year1, 20.Percent()));

    /// <summary>The bound of the peer group trend factor; not applied before model year 4.</summary>
    public static Dated<Rate> PeerTrendWithin { get; } = new("BPCI Advanced bound of the peer group trend factor", DateAxis.PerformancePeriod,
        new DatedEntry<Rate>(Year1, default, false, Authority.Remembered(Agreement)), In(Year4, 10.Percent()), In(Year6, 5.Percent()));

    /// <summary>Days of an episode from the anchor discharge or procedure on.</summary>
    public static Dated<int> Days { get; } = new("BPCI Advanced days of an episode", DateAxis.EpisodeAnchor, In(Year1, 90));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [SurgicalDiscount, MedicalDiscount, QualityReduction, Limit, PeerTrendWithin, Days];

    /// <summary>The rules of a model year, to be replaced value by value.</summary>
    /// <param name="modelYear">1 to 8.</param>
    public static BundledPaymentsRules Rules(int modelYear)
    {
        var start = Period(modelYear).Start;
        return new()
        {
            SurgicalDiscount = Cited<Rate>.Of(SurgicalDiscount.On(start)),
            MedicalDiscount = Cited<Rate>.Of(MedicalDiscount.On(start)),
            QualityReduction = Cited<Rate>.Of(QualityReduction.On(start)),
            Limit = Cited<Rate>.Of(Limit.On(start)),
            PeerTrendWithin = PeerTrendWithin.Find(start) is { } bound ? Cited<Rate>.Of(bound) : null,
            Days = Cited<int>.Of(Days.On(start)),
        };
    }

    /// <summary>First and last day of a model year: the first one is October to December 2018.</summary>
    /// <param name="modelYear">1 to 8.</param>
    public static DateInterval Period(int modelYear) => modelYear switch
    {
        1 => new(Year1, new(2018, 12, 31)),
        2 => Calendar(2019),
        3 => Calendar(2020),
        4 => Calendar(2021),
        5 => Calendar(2022),
        6 => Calendar(2023),
        7 => Calendar(2024),
        8 => Calendar(2025),
        _ => throw new SettlementException([new("period-unknown", "modelYear", FormattableString.Invariant($"{modelYear}"), "Model years are 1 to 8.", "Choose one of them.")]),
    };

    /// <summary>The contract of one episode initiator: gains and losses of all its episodes net before quality and limit.</summary>
    /// <param name="terms">Model year and name.</param>
    /// <exception cref="SettlementException">The year never existed.</exception>
    public static Contract Contract(BundledPaymentsTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var rules = RulesOf(terms);
        return new()
        {
            Id = terms.Id ?? FormattableString.Invariant($"bpci-advanced-year-{terms.ModelYear}"),
            Currency = "USD",
            Term = Period(terms.ModelYear),
            Clauses =
            [
                new QualityAdjustment { GainReduction = rules.QualityReduction, LossReduction = rules.QualityReduction },
                new Limit { Label = "Stop-gain and stop-loss", Gain = rules.Limit, Loss = rules.Limit },
                new Deduction { Label = "Overlap with shared savings", Amount = new WholeOf(Basis.OverlapWithOtherProgrammes), Optional = true, Authority = Authority.Remembered(Agreement) },
                new Deduction { Label = "Post-episode spending", Amount = new WholeOf(Basis.PostEpisodeSpending), Optional = true, Authority = Authority.Remembered(Agreement) },
            ],
            OrderAuthority = Authority.Remembered(Agreement,
                "Quality before the limits. The table of contents of CMS's Clinical Episode Reconciliation Specifications, model years 1 and 2, has " +
                "quality, reconciliation, true-ups, overlap and post-episode repayment in this order."),
            Words = Words,
            Payoff = new("winsorised spending"),
            Origin = Origin.Of(FormattableString.Invariant($"BPCI Advanced, model year {terms.ModelYear}"), terms),
        };
    }

    /// <summary>A convener: its initiators are settled apart, each within its own limits, then summed; the true-up takes off what earlier settlements moved.</summary>
    /// <param name="id">The convener's name.</param>
    /// <param name="initiators">The initiators' terms, each with its own name.</param>
    public static Portfolio Convener(string id, ValueList<BundledPaymentsTerms> initiators)
    {
        ArgumentNullException.ThrowIfNull(initiators);
        return new()
        {
            Id = id,
            Contracts = initiators.Select(Contract).ToValueList(),
            Payment = [new PriorSettlement { Label = "True-up: what earlier settlements of the period moved", Authority = Authority.Remembered(Agreement) }],
        };
    }

    /// <summary>The price of one kind of episode.</summary>
    /// <param name="terms">Model year.</param>
    /// <param name="id">The cell's name.</param>
    /// <param name="benchmarkPrice">The benchmark price.</param>
    /// <param name="medical">Whether it is a medical episode, not a surgical one.</param>
    /// <param name="percentile1">The 1st percentile of spending.</param>
    /// <param name="percentile99">The 99th percentile of spending.</param>
    public static PriceCell Cell(BundledPaymentsTerms terms, string id, Figure benchmarkPrice, bool medical, Figure? percentile1 = null, Figure? percentile99 = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var rules = RulesOf(terms);
        var discount = medical ? rules.MedicalDiscount : rules.SurgicalDiscount;
        return new()
        {
            Id = id,
            Parts = [new PricePart("benchmark price of the cell", 1m, benchmarkPrice)],
            Discount = discount.Value,
            DiscountAuthority = discount.Authority,
            Bound = percentile1 is null && percentile99 is null ? null : new BetweenPercentiles(percentile1, percentile99) { Authority = Authority.Remembered(Agreement) },
        };
    }

    /// <summary>The factors of an episode's final target price: realised patient mix, and from model year 4 on the peer group trend within its bound.</summary>
    /// <param name="terms">Model year.</param>
    /// <param name="patientMix">The patient mix factor.</param>
    /// <param name="peerTrend">The peer group trend factor; not applied before model year 4.</param>
    public static ValueList<PriceFactor> Factors(BundledPaymentsTerms terms, Figure patientMix, Figure? peerTrend)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var mix = new PriceFactor("patient mix", patientMix);
        return peerTrend is null || RulesOf(terms).PeerTrendWithin is not { } bound
            ? [mix]
            : [mix, new PriceFactor("peer group trend", peerTrend) { Within = bound.Value, Authority = bound.Authority }];
    }

    /// <summary>The episodes of one initiator.</summary>
    /// <param name="terms">Model year.</param>
    /// <param name="cells">The prices.</param>
    /// <param name="episodes">The episodes.</param>
    public static EpisodeYear Episodes(BundledPaymentsTerms terms, ValueList<PriceCell> cells, ValueList<Episode> episodes)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var days = RulesOf(terms).Days;
        return new()
        {
            Period = Period(terms.ModelYear),
            CountedBy = EpisodeYearRule.EndsIn,
            Days = days.Value,
            DaysAuthority = days.Authority,
            Cells = cells,
            Episodes = episodes,
        };
    }

    /// <summary>What the contract of an initiator settles.</summary>
    /// <param name="terms">Model year: the terms that the episodes were priced with.</param>
    /// <param name="totals">Target and spending.</param>
    /// <param name="compositeQualityScore">The score as a fraction.</param>
    /// <param name="initiator">The initiator's name, for a convener's portfolio.</param>
    /// <param name="others">Overlap and post-episode spending, as far as there are any.</param>
    public static Experience Experience(BundledPaymentsTerms terms, EpisodeTotals totals, Figure compositeQualityScore, string? initiator = null, ValueList<Fact>? others = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        return new()
        {
            Arrangement = initiator,
            Benchmark = totals.Target,
            Expenditure = totals.Spending,
            Facts = [Quality.Scored(compositeQualityScore), .. others ?? []],
            Terms = terms.Resolved().Digest,
        };
    }

    private static BundledPaymentsRules RulesOf(BundledPaymentsTerms terms) => terms.Resolved().Rules!;

    private static DateInterval Calendar(int year) => new(new(year, 1, 1), new(year, 12, 31));

    private static DatedEntry<T> In<T>(LocalDate from, T value) => new(from, value, true, Authority.Remembered(Agreement));
}
