using NodaTime;
using ValueSettlement.Benchmarks;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <content>The parameters of the benchmark.</content>
public sealed partial class MedicareSharedSavings
{
    /// <summary>The dated, cited parameters of the programme's benchmark. All but two change with the agreement start.</summary>
    public static class BenchmarkParameters
    {
        private static readonly LocalDate From2012 = new(2012, 4, 1);
        private static readonly LocalDate From2016 = new(2016, 1, 1);
        private static readonly LocalDate From2017 = new(2017, 1, 1);
        private static readonly LocalDate FromJuly2019 = new(2019, 7, 1);
        private static readonly LocalDate From2024 = new(2024, 1, 1);
        private static readonly LocalDate From2025 = new(2025, 1, 1);

        /// <summary>Weights of the base years in a first agreement period: 10, 30 and 60 percent.</summary>
        public static Dated<ValueList<int>> FirstAgreementWeights { get; } = new(
            "base-year weights, first agreement", DateAxis.AgreementStart,
            In<ValueList<int>>(From2012, [10, 30, 60], Authority.Of("42 CFR 425.602(a)(7), 425.601(a), 425.652(a)")));

        /// <summary>Weights of the base years in later agreement periods: equal.</summary>
        public static Dated<ValueList<int>> LaterAgreementWeights { get; } = new(
            "base-year weights, later agreements", DateAxis.AgreementStart,
            None<ValueList<int>>(From2012, Authority.Of("42 CFR 425.603(b) (no later agreement before 2016)")),
            In<ValueList<int>>(From2016, [1, 1, 1], Authority.Of("42 CFR 425.603(b)(1), (c), 425.601, 425.652")));

        /// <summary>Trend of the base years in a first agreement period.</summary>
        public static Dated<GrowthMethod> FirstAgreementTrend { get; } = new(
            "trend of base years, first agreement", DateAxis.AgreementStart,
            In(From2012, GrowthMethod.National, Authority.Of("42 CFR 425.602(a)(5)")),
            In(FromJuly2019, GrowthMethod.Blended, Authority.Of(
                "42 CFR 425.601(a), 425.652(a); CMS Shared Savings and Losses specifications version 11, section 4.1.2")));

        /// <summary>Trend of the base years in later agreement periods.</summary>
        public static Dated<GrowthMethod> LaterAgreementTrend { get; } = new(
            "trend of base years, later agreements", DateAxis.AgreementStart,
            None<GrowthMethod>(From2012, Authority.Of("42 CFR 425.603(b) (no later agreement before 2016)")),
            In(From2016, GrowthMethod.National, Authority.Of("42 CFR 425.603(b), 425.602(a)(5)")),
            In(From2017, GrowthMethod.Regional, Authority.Of("42 CFR 425.603(c)")),
            In(FromJuly2019, GrowthMethod.Blended, Authority.Of(
                "42 CFR 425.601(a), 425.652(a); CMS Shared Savings and Losses specifications version 11, section 4.1.2")));

        /// <summary>Update in a first agreement period.</summary>
        public static Dated<GrowthMethod> FirstAgreementUpdate { get; } = new(
            "update of the benchmark, first agreement", DateAxis.AgreementStart,
            In(From2012, GrowthMethod.FlatNational, Authority.Of("42 CFR 425.602(b)")),
            In(FromJuly2019, GrowthMethod.Blended, Authority.Of("42 CFR 425.601(b)")),
            In(From2024, GrowthMethod.BlendedWithProspective, Authority.Of("42 CFR 425.652(b)")));

        /// <summary>Update in later agreement periods.</summary>
        public static Dated<GrowthMethod> LaterAgreementUpdate { get; } = new(
            "update of the benchmark, later agreements", DateAxis.AgreementStart,
            None<GrowthMethod>(From2012, Authority.Of("42 CFR 425.603(b) (no later agreement before 2016)")),
            In(From2016, GrowthMethod.FlatNational, Authority.Of("42 CFR 425.603(b), 425.602(b)")),
            In(From2017, GrowthMethod.Regional, Authority.Of("42 CFR 425.603(d)")),
            In(FromJuly2019, GrowthMethod.Blended, Authority.Of("42 CFR 425.601(b)")),
            In(From2024, GrowthMethod.BlendedWithProspective, Authority.Of("42 CFR 425.652(b)")));

        /// <summary>Risk adjustment from the last base year to the performance year.</summary>
        public static Dated<RiskMethod> Risk { get; } = new("risk adjustment to the performance year", DateAxis.AgreementStart,
            In(From2012, RiskMethod.NewAndContinuous, Authority.Of("42 CFR 425.604(a)(1)-(3), 425.606(a)(1)-(3), 425.610(a)(1)-(3)",
                "A score is lower in the performance year if its ratio to the last base year is below 1; the two groups are weighted by "
                    + "their person-years of the performance year.")),
            In(FromJuly2019, RiskMethod.CapByStratum, Authority.Of("42 CFR 425.605(a)(1)(i), 425.610(a)(2)(i)", "No floor.")),
            In(From2024, RiskMethod.CapOnAggregate, Authority.Of(
                "42 CFR 425.605(a)(1)(ii), 425.610(a)(2)(ii); 89 FR 98571",
                "Weights are the benchmark after adjustment times person-years of the performance year.")));

        /// <summary>
        /// The growth of risk that is not capped: of each enrolment type to 2023, above aggregate demographic growth from 2024.
        /// </summary>
        public static Dated<Rate> RiskMargin { get; } = new("risk growth that is not capped", DateAxis.AgreementStart,
            None<Rate>(From2012, Authority.Of("42 CFR 425.604(a)")),
            In(FromJuly2019, 3.Percent(), Authority.Of("42 CFR 425.605(a)(1), 425.610(a)(2)")));

        /// <summary>The regional adjustment, any agreement from July 2019.</summary>
        public static Dated<RegionalAdjustmentRule> Regional { get; } = new("regional adjustment", DateAxis.AgreementStart,
            None<RegionalAdjustmentRule>(From2012, Authority.Of("42 CFR 425.602")),
            In(FromJuly2019, new RegionalAdjustmentRule
            {
                Weights = Since2019,
                LargestIncrease = 5.Percent(),
                LargestDecrease = 5.Percent(),
                AppliesDecreases = true
            },
                Authority.Of("42 CFR 425.601(a)(8), (f); CMS Shared Savings and Losses specifications version 11, Table 4",
                    "A weighted difference of zero is lower spending.")),
            In(From2024, new RegionalAdjustmentRule
            {
                Weights = Since2019,
                LargestIncrease = 5.Percent(),
                LargestDecrease = Rate.Of(0.015m),
                OffsetsDecreases = true
            },
                Authority.Of("42 CFR 425.652(a)(8), 425.656",
                    "A weighted difference of zero is lower spending; the offset acts on each type after its limit.")));

        /// <summary>The regional adjustment of later agreement periods that began from 2017 to January 2019.</summary>
        public static Dated<RegionalAdjustmentRule> RegionalOfLaterAgreements { get; } = new(
            "regional adjustment, later agreements 2017 to 2019", DateAxis.AgreementStart,
            None<RegionalAdjustmentRule>(From2012, Authority.Of("42 CFR 425.603(b)")),
            In(From2017, new RegionalAdjustmentRule
            {
                Weights = [new(35.Percent(), 25.Percent()), new(70.Percent(), 50.Percent()),
                new(70.Percent(), 70.Percent())],
                AppliesDecreases = true
            }, Authority.Of("42 CFR 425.603(c)(9)")),
            None<RegionalAdjustmentRule>(FromJuly2019, Authority.Of("42 CFR 425.601(f)")));

        /// <summary>The prior savings adjustment from 2024.</summary>
        public static Dated<PriorSavingsRule> PriorSavings { get; } = new("prior savings adjustment", DateAxis.AgreementStart,
            None<PriorSavingsRule>(From2012, Authority.Of("42 CFR 425.658")),
            In(From2024, new PriorSavingsRule(50.Percent(), 5.Percent()),
                Authority.Of("42 CFR 425.658", "The same amount per person-year for every enrolment type.")));

        /// <summary>The prior savings adjustment of second agreement periods that began in 2016: CMS states the amount.</summary>
        public static Dated<string> StatedPriorSavings { get; } = new(
            "stated prior savings adjustment, second agreements of 2016", DateAxis.AgreementStart,
            None<string>(From2012, Authority.Of("42 CFR 425.603(b)")),
            In(From2016, "Average per capita savings of the first agreement period",
                Authority.Of("42 CFR 425.603(b)(2)",
                "An amount per person-year stated by CMS; its limit to the average person-years of the first agreement is part of the "
                    + "amount.")),
            None<string>(From2017, Authority.Of("42 CFR 425.603(c)")));

        /// <summary>The population (health equity benchmark) adjustment.</summary>
        public static Dated<PopulationAdjustmentRule> Population { get; } = new(
            "population (health equity benchmark) adjustment", DateAxis.AgreementStart,
            None<PopulationAdjustmentRule>(From2012, Authority.Of("42 CFR 425.662")),
            In(From2025, new PopulationAdjustmentRule(5.Percent(), 15.Percent()),
                new Authority
                {
                    Citation = "42 CFR 425.662; 425.652(a)(8)(ii) not read",
                    Reading = "The same amount per person-year for every enrolment type; " +
                        "a tie prefers the regional adjustment, then prior savings.",
                    Unconfirmed = true,
                    ConfirmedBy = "42 CFR 425.652(a)(8)(ii)",
                }));

        /// <summary>The margin of the cap on regional risk growth.</summary>
        public static Dated<Rate> RegionalRiskMargin { get; } = new("margin of the cap on regional risk growth", DateAxis.AgreementStart,
            None<Rate>(From2012, Authority.Of("42 CFR 425.655")),
            In(From2024, 3.Percent(), Authority.Of("42 CFR 425.655")));

        /// <summary>
        /// The weight of the accountable care prospective trend in the update of agreements from 2024, by performance period.
        /// </summary>
        public static Dated<Rate> ProspectiveWeight { get; } = new(
            "weight of the accountable care prospective trend", DateAxis.PerformancePeriod,
            None<Rate>(From2012, Authority.Of("42 CFR 425.652(b)(4)")),
            In(From2024, Rate.Of(0.1666666666666666666666666667m),
                Authority.Remembered("CMS announcement under 42 CFR 425.652(b)(4)(ii), as reported by third parties",
                "One sixth for performance year 2024.", "the announcement, or an updated benchmark of 2024 rebuilt from its parts")),
            In(From2025, Rate.Of(0.3333333333333333333333333333m), Authority.Of("42 CFR 425.652(b)(4)(i)", "One third.")));

        /// <summary>
        /// The accountable care prospective trend of aged and disabled beneficiaries by agreement start: the growth of each step, the first
        /// from the last benchmark year to the first performance year. The trend of a later year is their product. Other enrolment types
        /// are stated by whoever knows them.
        /// </summary>
        public static Dated<ValueList<Rate>> AgedDisabledProspectiveTrend { get; } = new(
            "accountable care prospective trend, aged and disabled, by step", DateAxis.AgreementStart,
            None<ValueList<Rate>>(From2012, Authority.Of("42 CFR 425.652(b)(4)")),
            In<ValueList<Rate>>(From2024, [Rate.Of(0.049m), Rate.Of(0.043m)], Trend("First announced as 3.6 %, then 4.9 % to 2024; 4.3 % "
                + "to 2025, together 9.4 %.")),
            In<ValueList<Rate>>(From2025, [Rate.Of(0.051m)], Trend("5.1 % to 2025.")),
            None<ValueList<Rate>>(new(2026, 1, 1), Authority.Of("42 CFR 425.660", "Not known to the library.")));

        /// <summary>The prospective trend of aged and disabled beneficiaries from the last benchmark year to a performance year, as a
        /// factor.</summary>
        /// <param name="agreementStart">First day of the agreement.</param>
        /// <param name="year">The performance year.</param>
        /// <exception cref="SettlementException">A step is not known; state the trend of the stratum.</exception>
        public static Figure ProspectiveTrendTo(LocalDate agreementStart, int year)
        {
            var steps = AgedDisabledProspectiveTrend.FindCited(agreementStart);
            var count = year - agreementStart.Year + 1;
            if (steps is null || count < 1 || count > steps.Value.Count)
            {
                throw new SettlementException([new("parameter-not-in-force", AgedDisabledProspectiveTrend.Name,
                    FormattableString.Invariant($"agreement from {agreementStart:R}, {year}"),
                    "The trend of these years is not known to the library.", "State the prospective trend of each stratum yourself.")]);
            }

            var w = new Workings("prospective-trend");
            var authority = steps.Authority;
            return w.Figure(w.Multiply(new("prospective-trend", "Prospective trend, aged and disabled", Unit.Factor, null, authority),
                [.. steps.Value.Take(count).Select((step, i) => w.Add(new("growth-factor",
                    FormattableString.Invariant($"Growth to {agreementStart.Year + i}"), Unit.Factor, null, authority),
                    Quantity.Of("one", 1m, Unit.Factor), Quantity.Of("growth", step.Fraction, Unit.Rate)))]));
        }

        /// <summary>Every dated parameter of the benchmark, for tables and for the test that walks them.</summary>
        public static IReadOnlyList<IDatedParameter> All { get; } =
        [
            FirstAgreementWeights, LaterAgreementWeights, FirstAgreementTrend, LaterAgreementTrend, FirstAgreementUpdate,
                LaterAgreementUpdate, Risk, RiskMargin, Regional, RegionalOfLaterAgreements,
            PriorSavings, StatedPriorSavings, Population, RegionalRiskMargin, ProspectiveWeight, AgedDisabledProspectiveTrend,
        ];

        private static Authority Trend(string reading) => Authority.Remembered(
            "CMS announcements under 42 CFR 425.660, as reported by third parties", reading,
            "the announcement of the accountable care prospective trend by enrolment type");

        private static ValueList<RegionalWeight> Since2019 =>
            [new(35.Percent(), 15.Percent()), new(50.Percent(), 25.Percent()), new(50.Percent(), 35.Percent()),
                new(50.Percent(), 50.Percent())];
    }
}
