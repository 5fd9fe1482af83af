using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// ACO REACH (before 2023: Global and Professional Direct Contracting), performance years 2021 to 2026.
/// <code>
/// benchmark before discount ─► trend adjustment ─► discount ─► quality withhold and earn-back ─► equity adjustment = final benchmark
/// opening = final benchmark − expenditure ─► risk corridor ─► sequestration
/// </code>
/// Discount and quality withhold are shares of the same benchmark, the one before the discount.
/// The payoff varies with expenditure after stop-loss and completion. Capitation paid during the year is cash flow: it is part of expenditure and changes neither benchmark nor corridor.
/// Parameters that were not read in their source are marked unconfirmed on every line that rests on them.
/// </summary>
public static partial class AcoReach
{
    /// <summary>The contract of one performance year.</summary>
    /// <param name="terms">Arrangement, year and, if they differ from the standard ones, the rules.</param>
    /// <exception cref="SettlementException">The model had no such year or arrangement.</exception>
    public static Contract Contract(ReachTerms terms)
    {
        var rules = RulesOf(terms);
        var year = terms.Year;
        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"aco-reach-{(terms.Arrangement == ReachArrangement.Global ? "global" : "professional")}-{year}"),
            Currency = "USD",
            Term = new DateInterval(new(year, 1, 1), new(year, 12, 31)),
            Clauses =
            [
                new MarginalBands { Label = "Risk corridor", Gain = rules.Corridor.Value, Loss = rules.Corridor.Value, Authority = rules.Corridor.Authority, Letter = "L39-49" },
                new Sequestration
                {
                    Rate = rules.Sequestration,
                    AppliesTo = rules.SequestrationAppliesTo.Value,
                    Authority = rules.SequestrationAppliesTo.Authority,
                    Letter = "L50-65",
                },
            ],
            Payment = [new PriorSettlement()],
            OrderAuthority = OrderOfSettlement.On(new(year, 1, 1)).Authority,
            Words = Words,
            Payoff = new("expenditure after stop-loss"),
            Origin = Origin.Of(FormattableString.Invariant($"{(year < 2023 ? "Global and Professional Direct Contracting" : "ACO REACH")}, {terms.Arrangement}, {year}"), terms),
        };
    }

    /// <summary>The standard rules of an arrangement and year, as data: replace single values with <c>with</c>.</summary>
    /// <param name="arrangement">The risk arrangement.</param>
    /// <param name="year">The performance year, 2021 to 2026.</param>
    /// <exception cref="SettlementException">The model had no such year or arrangement.</exception>
    public static ReachRules Rules(ReachArrangement arrangement, int year)
    {
        if (year is < 2021 or > 2026)
        {
            throw new SettlementException([new("year-unknown", "year", UnitText.Of(year, Unit.Count), "The model has the performance years 2021 to 2026.", "Check the year; from 2027 see Lead.")]);
        }

        if (arrangement is not (ReachArrangement.Global or ReachArrangement.Professional))
        {
            throw new SettlementException([new("arrangement-unknown", "arrangement", arrangement.ToString(), "The arrangements are Global and Professional.", "Choose one of the two.")]);
        }

        var day = new LocalDate(year, 1, 1);
        return new ReachRules
        {
            Corridor = On(arrangement == ReachArrangement.Global ? GlobalCorridor : ProfessionalCorridor, day),
            Discount = On(arrangement == ReachArrangement.Global ? GlobalDiscount : ProfessionalDiscount, day),
            QualityWithhold = On(QualityWithhold, day),
            QualityWithholdBase = On(QualityWithholdBase, day),
            RetentionWithhold = On(RetentionWithhold, day),
            Trend = Find(TrendAdjustment, day),
            Sequestration = On(SequestrationRate, day),
            SequestrationAppliesTo = On(SequestrationAppliesTo, day),
            Version24Weight = On(Version24Weight, day),
            RiskCapWidth = Find(RiskCapWidth, day),
            RiskCapLeastAgedAndDisabled = On(RiskCapLeastAgedAndDisabled, day),
            RiskCapLeastEndStageRenalDisease = On(RiskCapLeastEndStageRenalDisease, day),
            RiskCapLargestMultiple = On(RiskCapLargestMultiple, day),
            CodingIntensityCeiling = Find(CodingIntensityCeiling, day),
            GrowthSince2019 = Find(GrowthSince2019, day),
        };
    }

    /// <summary>The final benchmark of a year with its lines: trend adjustment, discount, withholds and earn-back, equity adjustment.</summary>
    /// <param name="terms">Arrangement, year and rules.</param>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">A trend gap was stated for a year without a trend adjustment, or the model had no such year.</exception>
    public static Figure Benchmark(ReachTerms terms, ReachYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        var rules = RulesOf(terms);
        if (year.TrendGap is not null && rules.Trend is null)
        {
            throw new SettlementException([new("term-unused", "trendGap", year.TrendGap.ToString(), "The benchmark of this year does not follow the trend.", "Leave the gap out, or replace the rule Trend with a cited one.")]);
        }

        var of = rules.QualityWithholdBase;
        var withholds = new List<Withhold>
        {
            new("quality-withhold", "Quality withhold", rules.QualityWithhold, of.Value, year.QualityScore)
            {
                BaseAuthority = of.Authority,
            },
        };
        if (year.FirstPerformanceYear)
        {
            var refunded = year.LeftEarly ? Rate.Zero : Rate.One;
            withholds.Add(new("retention-withhold", "Retention withhold", rules.RetentionWithhold, of.Value, refunded)
            {
                BaseAuthority = of.Authority,
            });
        }

        return new CapitationBenchmark
        {
            Before = year.BenchmarkBeforeDiscount,
            Trend = rules.Trend,
            TrendGap = year.TrendGap,
            Reductions = [new("discount", "Discount", rules.Discount)],
            Withholds = [.. withholds],
            Adjustments = year.EquityAdjustment is { } equity
                ? [new("equity-adjustment", "Health equity benchmark adjustment", equity, EquityAuthority(terms.Year))]
                : [],
        }.Build();
    }

    /// <summary>The expenditure of a year with its lines: stop-loss, then completion.</summary>
    /// <param name="year">What happened.</param>
    public static Figure Expenditure(ReachYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        return new CapitatedExpenditure { BeforeStopLoss = year.ExpenditureBeforeStopLoss, NetStopLoss = year.NetStopLoss, CompletionFactor = year.CompletionFactor }.Build();
    }

    /// <summary>What the contract of the same terms settles: final benchmark and expenditure, each with its lines.</summary>
    /// <param name="terms">Arrangement, year and rules.</param>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">As for <see cref="Benchmark"/>.</exception>
    public static Experience Experience(ReachTerms terms, ReachYear year) => new() { Benchmark = Benchmark(terms, year), Expenditure = Expenditure(year), Terms = terms.Resolved().Digest };

    /// <summary>The health equity benchmark adjustment from the months of beneficiaries by need; in 2023 only, the later tables are not known.</summary>
    /// <param name="year">The performance year.</param>
    /// <param name="monthsInTopDecile">Months of beneficiaries in the top decile.</param>
    /// <param name="monthsInLowerHalf">Months of beneficiaries in the lower half.</param>
    /// <exception cref="SettlementException">The amounts of the year are not known.</exception>
    public static Figure EquityAdjustment(int year, decimal monthsInTopDecile, decimal monthsInLowerHalf)
    {
        var day = new LocalDate(year, 1, 1);
        var top = EquityTopDecile.On(day);
        var lower = EquityLowerHalf.On(day);
        var workings = new Workings("equity-adjustment");
        return workings.Figure(workings.Blend(new("equity-amount", "Months in the top decile and in the lower half at their amounts",
            Unit.Money, null, top.Authority.OrLessCertain(lower.Authority)),
            Quantity.Of("months in the top decile", monthsInTopDecile, Unit.Count), Quantity.Of("top decile", top.Value.Amount, Unit.PerCapita),
            Quantity.Of("months in the lower half", monthsInLowerHalf, Unit.Count), Quantity.Of("lower half", lower.Value.Amount, Unit.PerCapita)));
    }

    /// <summary>The blend of an organisation's base years 2017 to 2019 with its region, with the weights and bounds of the year; replace single ones with <c>with</c>, then build it.</summary>
    /// <param name="year">The performance year: 2024 to 2026, for new entrants and high-needs organisations 2025 and 2026; the weights of other years are not known.</param>
    /// <param name="newEntrantOrHighNeeds">Whether the organisation is a new entrant or serves high-needs populations.</param>
    /// <param name="baseYears">Trended and risk-adjusted rates of 2017, 2018 and 2019.</param>
    /// <param name="region">The region's rate.</param>
    /// <param name="nationalCost">Adjusted fee-for-service per-capita cost of the United States: the bounds of the region's effect are shares of it.</param>
    /// <exception cref="SettlementException">The weights of the year are not known.</exception>
    public static RegionalBlend RegionalBlend(int year, bool newEntrantOrHighNeeds, ValueList<Figure> baseYears, Figure region, Figure nationalCost)
    {
        var day = new LocalDate(year, 1, 1);
        return new()
        {
            BaseYears = baseYears,
            BaseYearWeights = On(BaseYearWeights, day),
            Region = region,
            HistoryWeight = On(newEntrantOrHighNeeds ? HistoryWeightNewEntrant : HistoryWeight, day),
            Reference = nationalCost,
            Ceiling = On(RegionalCeiling, day),
            Floor = On(RegionalFloor, day),
        };
    }

    private static Authority EquityAuthority(int year) =>
        EquityTopDecile.Find(new(year, 1, 1))?.Authority ?? Authority.Remembered(ThirdParty);

    internal static ReachTerms Resolve(ReachTerms terms)
    {
        // The standard rules are asked even when they are replaced: they know which years the model had.
        var standard = Rules(terms.Arrangement, terms.Year);
        return terms with { Rules = terms.Rules ?? standard };
    }

    private static ReachRules RulesOf(ReachTerms terms) => terms.Resolved().Rules!;

    private static Cited<T> On<T>(Dated<T> parameter, LocalDate day)
        where T : notnull => Cited<T>.Of(parameter.On(day));

    private static Cited<T>? Find<T>(Dated<T> parameter, LocalDate day)
        where T : notnull => parameter.Find(day) is { } entry ? Cited<T>.Of(entry) : null;
}
