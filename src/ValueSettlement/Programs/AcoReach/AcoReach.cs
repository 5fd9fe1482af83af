using NodaTime;
using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// ACO REACH (before 2023: Global and Professional Direct Contracting), performance years 2021 to 2026.
/// <code>
/// benchmark before discount ─► trend adjustment ─► discount ─► quality withhold and earn-back ─► equity adjustment = final benchmark
/// opening = final benchmark − expenditure ─► risk corridor ─► sequestration
/// </code>
/// Discount and quality withhold are shares of the same benchmark, the one before the discount.
/// The payoff varies with expenditure after stop-loss and completion. Capitation paid during the year is cash flow: it is part of
/// expenditure
/// and changes neither benchmark nor corridor. Parameters that were not read in their source are marked unconfirmed on every line that
/// rests
/// on them.
/// </summary>
public sealed partial class AcoReach : Programme<ReachTerms>
{
    private static readonly ContractWords Words = new() { Provider = "organisation" };

    private AcoReach(ReachTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public ReachRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant(
        $"{(Terms.Year < 2023 ? "Global and Professional Direct Contracting" : "ACO REACH")}, {Terms.Arrangement}, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Arrangement, year and, if they differ from the standard ones, the rules.</param>
    /// <exception cref="SettlementException">The model had no such year or arrangement; carries every reason.</exception>
    public static AcoReach For(ReachTerms terms) => new(terms);

    /// <summary>The expenditure of a year with its lines: stop-loss, then completion.</summary>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">An input has a wrong unit, sign or range; carries all of them.</exception>
    public static Figure Expenditure(ReachYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        SettlementException.ThrowIfAny(year.Wrong());
        return new CapitatedExpenditure
        {
            BeforeStopLoss = year.ExpenditureBeforeStopLoss,
            NetStopLoss = year.NetStopLoss,
            CompletionFactor = year.CompletionFactor,
        }.Build();
    }

    /// <summary>The final benchmark with its lines: trend adjustment, discount, withholds and earn-back, equity adjustment.</summary>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">
    /// An input has a wrong unit, sign or range, or a trend gap or an equity adjustment was stated for a year without one; carries all
    /// of it.
    /// </exception>
    public Figure Benchmark(ReachYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        var failures = year.Wrong();
        if (year.TrendGap is not null && Rules.Trend is null)
        {
            failures.Add(new("term-unused", "trendGap", year.TrendGap.ToString(),
                "The benchmark of this year does not follow the trend.",
                "Leave the gap out, or replace the rule Trend with a cited one."));
        }

        if (year.EquityAdjustment is { } none && Rules.Equity is null)
        {
            failures.Add(NoEquity(none.ToString()));
        }

        SettlementException.ThrowIfAny(failures);

        var of = Rules.QualityWithholdBase;
        var withholds = new List<Withhold>
        {
            new("quality-withhold", "Quality withhold", Rules.QualityWithhold, of.Value, year.QualityScore)
            {
                BaseAuthority = of.Authority,
            },
        };
        if (year.FirstPerformanceYear)
        {
            var refunded = year.LeftEarly ? Rate.Zero : Rate.One;
            withholds.Add(new("retention-withhold", "Retention withhold", Rules.RetentionWithhold, of.Value, refunded)
            {
                BaseAuthority = of.Authority,
            });
        }

        return new CapitationBenchmark
        {
            Before = year.BenchmarkBeforeDiscount,
            Trend = Rules.Trend,
            TrendGap = year.TrendGap,
            Reductions = [new("discount", "Discount", Rules.Discount)],
            Withholds = [.. withholds],
            Adjustments = year.EquityAdjustment is { } equity
                ? [new("equity-adjustment", "Health equity benchmark adjustment", equity, EquityAuthority)]
                : [],
        }.Build();
    }

    /// <summary>What the contract settles: final benchmark and expenditure, each with its lines.</summary>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">As for <see cref="Benchmark"/>.</exception>
    public Experience Experience(ReachYear year) => Made(new() { Benchmark = Benchmark(year), Expenditure = Expenditure(year) });

    /// <summary>
    /// The health equity benchmark adjustment from the months of beneficiaries by need; in 2023, the tables of other years are not known.
    /// </summary>
    /// <param name="monthsInTopDecile">Months of beneficiaries in the top decile.</param>
    /// <param name="monthsInLowerHalf">Months of beneficiaries in the lower half.</param>
    /// <exception cref="SettlementException">The year has no adjustment, its amounts are not known, or months are negative.</exception>
    public Figure EquityAdjustment(decimal monthsInTopDecile, decimal monthsInLowerHalf)
    {
        if (Rules.Equity is null)
        {
            throw new SettlementException([NoEquity(FormattableString.Invariant($"{Terms.Year}"))]);
        }

        if (Rules is not { EquityTopDecile: { } top, EquityLowerHalf: { } lower })
        {
            throw NotKnown("equityTopDecile, equityLowerHalf", "The amounts of the health equity adjustment are not known for this year.");
        }

        List<Failure> failures = [];
        foreach (var (months, path) in new[] { (monthsInTopDecile, "monthsInTopDecile"), (monthsInLowerHalf, "monthsInLowerHalf") })
        {
            if (months is < 0m or > 1_000_000_000m)
            {
                failures.Add(new("count-range", path, UnitText.Exact(months, Unit.Count), "Months are 0 to 1,000,000,000.",
                    "Check the number."));
            }
        }

        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("equity-adjustment");
        return workings.Figure(workings.Blend(
            new("equity-amount", "Months in the top decile and in the lower half at their amounts", Unit.Money, null,
                top.Authority.OrLessCertain(lower.Authority)),
            Quantity.Of("months in the top decile", monthsInTopDecile, Unit.Count),
            Quantity.Of("top decile", top.Value.Amount, Unit.PerCapita),
            Quantity.Of("months in the lower half", monthsInLowerHalf, Unit.Count),
            Quantity.Of("lower half", lower.Value.Amount, Unit.PerCapita)));
    }

    /// <summary>
    /// The blend of the organisation's base years 2017 to 2019 with its region, with the weights and bounds of the rules; build it for the
    /// rate.
    /// </summary>
    /// <param name="baseYears">Trended and risk-adjusted rates of 2017, 2018 and 2019.</param>
    /// <param name="region">The region's rate.</param>
    /// <param name="nationalCost">
    /// Adjusted fee-for-service per-capita cost of the United States: the bounds of the region's effect are shares of it.
    /// </param>
    /// <exception cref="SettlementException">
    /// The weights of the year are not known: they are for 2024 to 2026, for new entrants and high-needs organisations for 2025 and 2026.
    /// </exception>
    public RegionalBlend RegionalBlend(ValueList<Figure> baseYears, Figure region, Figure nationalCost) => new()
    {
        BaseYears = baseYears,
        BaseYearWeights = Rules.BaseYearWeights,
        Region = region,
        HistoryWeight = Rules.HistoryWeight
            ?? throw NotKnown("historyWeight", "The weight of history in the blend with the region is not known for this year."),
        Reference = nationalCost,
        Ceiling = Rules.RegionalCeiling,
        Floor = Rules.RegionalFloor,
    };

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant(
            $"aco-reach-{(Terms.Arrangement == ReachArrangement.Global ? "global" : "professional")}-{Terms.Year}"),
        Currency = "USD",
        Term = Dates.Year(Terms.Year),
        Clauses =
        [
            new MarginalBands
            {
                Label = "Risk corridor",
                Gain = Rules.Corridor.Value,
                Loss = Rules.Corridor.Value,
                Authority = Rules.Corridor.Authority,
                Letter = "L39-49",
            },
            new Sequestration
            {
                Rate = Rules.Sequestration,
                AppliesTo = Rules.SequestrationAppliesTo.Value,
                Authority = Rules.SequestrationAppliesTo.Authority,
                Letter = "L50-65",
            },
        ],
        Payment = [new PriorSettlement()],
        OrderAuthority = OrderOfSettlement.On(new LocalDate(Terms.Year, 1, 1)).Authority,
        Words = Words,
        Payoff = new("expenditure after stop-loss"),
    };

    /// <summary>Where an equity adjustment comes from that was stated, not computed.</summary>
    private Authority? EquityAuthority => Rules.EquityTopDecile?.Authority ?? Rules.Equity;

    private static Failure NoEquity(string value) => new("term-unused", "equityAdjustment", value,
        $"The benchmark of this year has no health equity adjustment: it began in 2023 ({Results}).",
        "Leave it out, or state in the rules where it comes from.");

    private SettlementException NotKnown(string rule, string what) => new([new("rule-not-known", "rules." + rule,
        FormattableString.Invariant($"{Terms.Year}"), what, "State the figure, or replace the rule with a cited one.")]);
}
