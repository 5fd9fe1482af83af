using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the Medicare Shared Savings Program.</summary>
public sealed partial class MedicareSharedSavings
{
    private static readonly LocalDate Y2012 = new(2012, 4, 1);
    private static readonly LocalDate July2019 = new(2019, 7, 1);
    private static readonly LocalDate Y2024 = new(2024, 1, 1);

    /// <summary>Reduction of shared savings by sequestration, by performance period: 2 %, none for 2019 and 2020. Never on
    /// losses.</summary>
    public static Dated<Rate> SequestrationRate { get; } = new("sequestration", DateAxis.PerformancePeriod,
        In(Y2012, 2.Percent(), Authority.Of("2 USC 901a; verified on every paid row of the published results 2013-2018")),
        In(new(2019, 1, 1), Rate.Zero,
            Authority.Of("CARES Act section 3709(a), 2 USC 901a note; verified on the published results 2019-2020",
            "The suspension follows the payment date; the payments for 2019 and 2020 fell into it.")),
        In(new(2021, 1, 1), 2.Percent(), Authority.Of("CMS Shared Savings and Losses specifications version 11, section 4.3, step 8")));

    /// <summary>The table of minimum savings rates by assigned beneficiaries; it begins at 500.</summary>
    public static Dated<Scale> MinimumRateTable { get; } = new("minimum savings rate by assigned beneficiaries", DateAxis.PerformancePeriod,
        In(Y2012, new Scale(
            [
                Row(500, 999, 12.2m, 8.7m), Row(1_000, 2_999, 8.7m, 5.0m), Row(3_000, 4_999, 5.0m, 3.9m), Row(5_000, 5_999, 3.9m, 3.6m),
                    Row(6_000, 6_999, 3.6m, 3.4m),
                Row(7_000, 7_999, 3.4m, 3.2m), Row(8_000, 8_999, 3.2m, 3.1m), Row(9_000, 9_999, 3.1m, 3.0m),
                    Row(10_000, 14_999, 3.0m, 2.7m), Row(15_000, 19_999, 2.7m, 2.5m),
                Row(20_000, 49_999, 2.5m, 2.2m), Row(50_000, 59_999, 2.2m, 2.0m), new(60_000m, null, 0.02m, 0.02m),
            ], WholeNumbers: true),
            Authority.Of("42 CFR 425.604(b), 425.605(b)(1); CMS Shared Savings and Losses specifications version 11, Table 5",
                "Linear between a row's own first and last headcount, both inclusive, not rounded.")));

    /// <summary>What fixed minimum rates an organisation in a two-sided track may choose, by agreement start.</summary>
    public static Dated<ValueList<Rate>> FixedMinimumRates { get; } = new("fixed minimum savings and loss rates on offer",
        DateAxis.AgreementStart,
        In<ValueList<Rate>>(Y2012, [2.Percent()], Authority.Of("42 CFR 425.606(b)(1)(i)")),
        In<ValueList<Rate>>(new(2016, 1, 1), [Rate.Zero, Rate.Of(0.005m), 1.Percent(), Rate.Of(0.015m), 2.Percent()],
            Authority.Of("42 CFR 425.605(b)(2)(i), 425.606(b)(1)(ii), 425.610(b)(1)")));

    /// <summary>Below how many assigned beneficiaries the table replaces a fixed choice, by performance period; not in force before July
    /// 2019, when a fixed rate stays at any size.</summary>
    public static Dated<int> TableReplacesChoiceBelow { get; } = new("table replaces a fixed minimum rate below",
        DateAxis.PerformancePeriod,
        None<int>(Y2012, Authority.Of("42 CFR 425.110(b)(3)(ii)")),
        In(July2019, 5_000, Authority.Of("42 CFR 425.110(b)(3)(iii)")));

    /// <summary>How quality acts on the sharing rate, by performance period.</summary>
    public static Dated<QualityRule> QualityToSharingRate { get; } = new("quality and the sharing rate", DateAxis.PerformancePeriod,
        In(Y2012, QualityRule.Scaled, Authority.Of("42 CFR 425.502, 425.604(d), 425.605(d), 425.606(d), 425.610(d)",
            "Maximum rate times the unrounded score; zero if the standard is missed.")),
        In(new(2021, 1, 1), QualityRule.AllOrNothing, Authority.Of("42 CFR 425.512(a)(3), 425.605(d)(1), 425.610(d)")),
        In(new(2023, 1, 1), QualityRule.WithAlternative, Authority.Of("42 CFR 425.512(a)(4)(ii), 425.605(d)(1), 425.610(d)(3)")));

    /// <summary>The largest health-equity adjustment of the quality score in points, by performance period; in force 2023 to
    /// 2025.</summary>
    public static Dated<decimal> LargestHealthEquityBonus { get; } = new("largest health equity adjustment of the quality score",
        DateAxis.PerformancePeriod,
        None<decimal>(Y2012, Authority.Of("42 CFR 425.512(b)")),
        In(new(2023, 1, 1), 10m, Authority.Of("42 CFR 425.512(b); CMS Shared Savings and Losses specifications version 11, Tables 14-17")),
        None<decimal>(new(2026, 1, 1), Authority.Remembered("CY2026 Physician Fee Schedule final rule, as reported by third parties")));

    /// <summary>
    /// Participants' Parts A and B fee-for-service revenue as a share of the assigned beneficiaries' expenditure below which an
    /// organisation counts as one of low revenue.
    /// </summary>
    public static Dated<Rate> LowRevenueBelow { get; } = new("revenue below which an organisation is a low-revenue one",
        DateAxis.AgreementStart,
        None<Rate>(Y2012, Authority.Of("42 CFR 425.20")),
        In(new(2019, 7, 1), 35.Percent(), Authority.Of("42 CFR 425.20")));

    /// <summary>The half rate below the minimum savings rate for BASIC organisations of low revenue, by agreement start.</summary>
    public static Dated<Rate> HalfRate { get; } = new("share of the rate below the minimum savings rate", DateAxis.AgreementStart,
        None<Rate>(Y2012, Authority.Of("42 CFR 425.605(h)")),
        In(Y2024, Rate.Of(0.5m), Authority.Of("42 CFR 425.605(h)")));

    /// <summary>The guardrail: the two-way benchmark for organisations with losses, by agreement start.</summary>
    public static Dated<bool> GuardrailInForce { get; } = new("guardrail", DateAxis.AgreementStart,
        None<bool>(Y2012, Authority.Of("42 CFR 425.652(b)(5)")),
        In(Y2024, true, Authority.Of("42 CFR 425.652(b)(5)",
            "Losses at or beyond the minimum rate on the three-way benchmark; the two-way one then replaces it in every later line "
            + "if it is larger; if it is not below expenditure there are neither savings nor losses.")));

    /// <summary>What a six-month performance period pays of the amount found for the full year.</summary>
    public static Dated<Rate> SixMonthShare { get; } = new("share of a six-month performance period", DateAxis.PerformancePeriod,
        None<Rate>(Y2012, Authority.Of("42 CFR 425.609")),
        In(new(2019, 1, 1), Rate.Of(0.5m), Authority.Of("42 CFR 425.609")),
        None<Rate>(new(2020, 1, 1), Authority.Of("42 CFR 425.609")));

    /// <summary>The rates and limits of each track and level, by performance period.</summary>
    public static IReadOnlyDictionary<Track, Dated<TrackRates>> Rates { get; } = new Dictionary<Track, Dated<TrackRates>>
    {
        [Track.Track1] = new("Track 1", DateAxis.PerformancePeriod,
            In(Y2012, new TrackRates { Sharing = 50.Percent(), PaymentLimit = 10.Percent() }, Authority.Of("42 CFR 425.604(d), (e)(2)"))),
        [Track.Track1Plus] = new("Track 1+", DateAxis.PerformancePeriod,
            None<TrackRates>(Y2012, Authority.Of("Track 1+ Model, 2018-2021")),
            In(new(2018, 1, 1), new TrackRates
            {
                Sharing = 50.Percent(),
                PaymentLimit = 10.Percent(),
                FixedLossRate = 30.Percent(),
                RevenueLimit = 8.Percent(),
                BenchmarkLimit = 4.Percent()
            },
                Authority.Remembered("Track 1+ Model participation agreement, as reported by third parties; the 30 % loss rate is "
                    + "verified on the published results of 2018")),
            None<TrackRates>(new(2022, 1, 1), Authority.Of("Track 1+ Model, 2018-2021"))),
        [Track.Track2] = new("Track 2", DateAxis.PerformancePeriod,
            In(Y2012, new TrackRates
            {
                Sharing = 60.Percent(),
                PaymentLimit = 15.Percent(),
                LossFloor = 40.Percent(),
                LossCeiling = 60.Percent(),
                BenchmarkLimit = 10.Percent()
            }, Authority.Of("42 CFR 425.606(d)-(g)"))),
        [Track.Track3] = new("Track 3", DateAxis.PerformancePeriod,
            None<TrackRates>(Y2012, Authority.Of("42 CFR 425.610 (agreements from 2016)")),
            In(new(2016, 1, 1), Enhanced75, Authority.Of("42 CFR 425.610(d)(1), (e)(2), (f)(1), (g)"))),
        [Track.BasicA] = Basic("BASIC level A", new TrackRates { Sharing = 40.Percent(), PaymentLimit = 10.Percent() },
            "42 CFR 425.605(d)(1)(i)"),
        [Track.BasicB] = Basic("BASIC level B", new TrackRates { Sharing = 40.Percent(), PaymentLimit = 10.Percent() },
            "42 CFR 425.605(d)(1)(ii)"),
        [Track.BasicC] = Basic("BASIC level C", new TrackRates
        {
            Sharing = 50.Percent(),
            PaymentLimit = 10.Percent(),
            FixedLossRate = 30.Percent(),
            RevenueLimit = 2.Percent(),
            BenchmarkLimit = 1.Percent()
        }, "42 CFR 425.605(d)(1)(iii)"),
        [Track.BasicD] = Basic("BASIC level D", new TrackRates
        {
            Sharing = 50.Percent(),
            PaymentLimit = 10.Percent(),
            FixedLossRate = 30.Percent(),
            RevenueLimit = 4.Percent(),
            BenchmarkLimit = 2.Percent()
        }, "42 CFR 425.605(d)(1)(iv)"),
        [Track.BasicE] = Basic("BASIC level E", new TrackRates
        {
            Sharing = 50.Percent(),
            PaymentLimit = 10.Percent(),
            FixedLossRate = 30.Percent(),
            RevenueLimit = 8.Percent(),
            BenchmarkLimit = 4.Percent()
        },
            "42 CFR 425.605(d)(1)(v), 414.1415(c)(3)(i)"),
        [Track.Enhanced] = Basic("ENHANCED", Enhanced75, "42 CFR 425.610(d)-(g)"),
    };

    /// <summary>Track 2: limit of losses as a share of the benchmark in the first, second and every later performance year of the
    /// track.</summary>
    public static ValueList<Rate> Track2LossLimits { get; } = [5.Percent(), Rate.Of(0.075m), 10.Percent()];

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
    [
        SequestrationRate, MinimumRateTable, FixedMinimumRates, TableReplacesChoiceBelow, QualityToSharingRate, LargestHealthEquityBonus,
        LowRevenueBelow, HalfRate, GuardrailInForce, SixMonthShare, .. Rates.Values, .. BenchmarkParameters.All,
        .. ExpenditureParameters.All, .. QualityParameters.All,
    ];

    /// <summary>The four enrolment types of the programme, in the order of its hierarchy.</summary>
    public static class EnrolmentTypes
    {
        /// <summary>End-stage renal disease.</summary>
        public static Stratum Esrd { get; } = new("esrd", "ESRD");

        /// <summary>Disabled.</summary>
        public static Stratum Disabled { get; } = new("disabled", "disabled");

        /// <summary>Aged, dually eligible for Medicare and Medicaid.</summary>
        public static Stratum AgedDual { get; } = new("agedDual", "aged/dual");

        /// <summary>Aged, not dually eligible.</summary>
        public static Stratum AgedNonDual { get; } = new("agedNonDual", "aged/non-dual");

        /// <summary>All four.</summary>
        public static ValueList<Stratum> All { get; } = [Esrd, Disabled, AgedDual, AgedNonDual];
    }

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
                    Unconfirmed = true
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
                "One sixth for performance year 2024.")),
            In(From2025, Rate.Of(0.3333333333333333333333333333m), Authority.Of("42 CFR 425.652(b)(4)(i)", "One third.")));

        /// <summary>Every dated parameter of the benchmark, for tables and for the test that walks them.</summary>
        public static IReadOnlyList<IDatedParameter> All { get; } =
        [
            FirstAgreementWeights, LaterAgreementWeights, FirstAgreementTrend, LaterAgreementTrend, FirstAgreementUpdate,
                LaterAgreementUpdate, Risk, RiskMargin, Regional, RegionalOfLaterAgreements,
            PriorSavings, StatedPriorSavings, Population, RegionalRiskMargin, ProspectiveWeight,
        ];

        private static ValueList<RegionalWeight> Since2019 =>
            [new(35.Percent(), 15.Percent()), new(50.Percent(), 25.Percent()), new(50.Percent(), 35.Percent()),
                new(50.Percent(), 50.Percent())];
    }

    /// <summary>The dated, cited parameters of the programme's expenditure.</summary>
    public static class ExpenditureParameters
    {
        private static readonly LocalDate From2012 = new(2012, 1, 1);

        /// <summary>Whether interim non-claims payments count.</summary>
        public static Dated<bool> InterimNonClaims { get; } = new("interim non-claims payments", DateAxis.PerformancePeriod,
            new(From2012, true, true, Authority.Of("42 CFR 425.604(a)(6), 425.610(a)(6)")),
            new(new(2018, 1, 1), default, false, Authority.Of("42 CFR 425.610(a)(6)(ii)", "Final payments only.")));

        /// <summary>Whether supplemental payments of Indian Health Service and Puerto Rico hospitals are taken out.</summary>
        public static Dated<bool> SupplementExclusion { get; } = new(
            "exclusion of Indian Health Service and Puerto Rico supplements", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("CMS Shared Savings and Losses specifications version 11, section 3.1")),
            new(new(2023, 1, 1), true, true, Authority.Of("CMS Shared Savings and Losses specifications version 11, section 3.1")));

        /// <summary>The completion factor of an annual settlement with three months of run-out.</summary>
        public static Dated<decimal> AnnualCompletionFactor { get; } = new("annual completion factor", DateAxis.PerformancePeriod,
            new(From2012, 1.013m, true, Authority.Remembered("CMS Shared Savings and Losses specifications before version 11, not read")),
            new(new(2022, 1, 1), 1.013m, true, Authority.Of("CMS Shared Savings and Losses specifications version 11, section 3")));

        /// <summary>Every dated parameter of the expenditure.</summary>
        public static IReadOnlyList<IDatedParameter> All { get; } = [InterimNonClaims, SupplementExclusion, AnnualCompletionFactor];
    }

    /// <summary>The dated, cited parameters of the quality standard.</summary>
    public static class QualityParameters
    {
        private static readonly LocalDate From2012 = new(2012, 4, 1);
        private static readonly LocalDate From2021 = new(2021, 1, 1);

        /// <summary>The most points for improvement in a domain.</summary>
        public static Dated<decimal> LargestImprovement { get; } = new("largest improvement points of a domain", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.502(e)")),
            new(new(2016, 1, 1), 4m, true, Authority.Of("42 CFR 425.502(e)")),
            new(From2021, default, false, Authority.Of("42 CFR 425.512")));

        /// <summary>The score of the percentile that meets the standard, in points.</summary>
        public static Dated<decimal> StandardScore { get; } = new("quality score that meets the standard", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.502")),
            new(From2021, 61.69m,
                true, new()
                {
                    Citation = "42 CFR 425.512(a)(3), 30th percentile; lowest score that met it in the published results of 2021",
                    Reading = "A third party states 61.73.",
                    Unconfirmed = true
                }),
            new(new(2022, 1, 1), 70.63m, true, Authority.Of("42 CFR 425.512(a)(4), 30th percentile; published results of 2022")),
            new(new(2023, 1, 1), 65.76m, true, Authority.Of("42 CFR 425.512(a)(4), 30th percentile; published results of 2023")),
            new(new(2024, 1, 1), 77.05m, true, Authority.Of("42 CFR 425.512(a)(5), 40th percentile; published results of 2024")),
            new(new(2025, 1, 1), 76.70m, true, Authority.Remembered("40th percentile of 2025 as reported by third parties")),
            new(new(2026, 1, 1), 73.85m, true, Authority.Remembered(
                "40th percentile of 2026, CMS memo of December 2025 as reported by third parties")));

        /// <summary>The percentile that a remaining measure has to reach for the reporting incentive.</summary>
        public static Dated<decimal> IncentivePercentile { get; } = new(
            "percentile of the incentive for electronic reporting", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.512")),
            new(new(2022, 1, 1), 30m, true, Authority.Of("42 CFR 425.512(a)(4)(i)(B)")),
            new(new(2024, 1, 1), 40m, true, Authority.Of("42 CFR 425.512(a)(5)(i)(A)(2)")));

        /// <summary>The percentile that an outcome measure has to reach for the incentive and for the alternative standard.</summary>
        public static Dated<decimal> OutcomePercentile { get; } = new("percentile of an outcome measure", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.512")),
            new(new(2022, 1, 1), 10m, true, Authority.Of("42 CFR 425.512(a)(4)(i)(B), (a)(4)(ii), (a)(5)")));

        /// <summary>
        /// Whether complete reporting in the first performance year of a first agreement meets the standard with a full score or a full
        /// rate.
        /// </summary>
        public static Dated<bool> FirstYearReporting { get; } = new(
            "complete reporting in the first performance year", DateAxis.PerformancePeriod,
            new(From2012, true, true, Authority.Of("42 CFR 425.502(a)")),
            new(From2021, default, false, Authority.Of("42 CFR 425.512(a)(3)")),
            new(new(2022, 1, 1), true, true, Authority.Of("42 CFR 425.512(a)(2)(i)")));

        /// <summary>Every dated parameter of the quality standard.</summary>
        public static IReadOnlyList<IDatedParameter> All { get; } = [LargestImprovement, StandardScore, IncentivePercentile,
            OutcomePercentile, FirstYearReporting];
    }

    private static TrackRates Enhanced75 =>
        new()
        {
            Sharing = 75.Percent(),
            PaymentLimit = 20.Percent(),
            LossFloor = 40.Percent(),
            LossCeiling = 75.Percent(),
            BenchmarkLimit = 15.Percent()
        };

    private static Dated<TrackRates> Basic(string name, TrackRates rates, string citation) => new(name, DateAxis.PerformancePeriod,
        None<TrackRates>(Y2012, Authority.Of(citation)), In(July2019, rates, Authority.Of(citation)));

    private static ScaleRow Row(int from, int to, decimal low, decimal high) =>
        new(from, to, low.Percent().Fraction, high.Percent().Fraction);
}

/// <summary>
/// The rules of one Shared Savings Program contract as data, each value with where it comes from. <see cref="MedicareSharedSavings.Rules"/>
/// gives the programme's own; <c>with</c> replaces single ones, for example a rate that was not read in its source.
/// </summary>
public sealed record SharedSavingsRules
{
    /// <summary>The rates and limits of the track or level.</summary>
    public required Cited<TrackRates> Rates { get; init => field = Given.Of(value); }

    /// <summary>Reduction of shared savings by sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    /// <summary>The minimum savings rate by assigned beneficiaries.</summary>
    public required Cited<Scale> MinimumRateTable { get; init => field = Given.Of(value); }

    /// <summary>The fixed minimum rates that a two-sided organisation may choose.</summary>
    public required Cited<ValueList<Rate>> FixedMinimumRates { get; init => field = Given.Of(value); }

    /// <summary>
    /// Below how many assigned beneficiaries the table replaces a fixed choice; <see langword="null"/> where a fixed choice stays at any
    /// size.
    /// </summary>
    public Cited<int>? TableReplacesChoiceBelow { get; init; }

    /// <summary>How quality acts on the sharing rate.</summary>
    public required Cited<QualityRule> Quality { get; init => field = Given.Of(value); }

    /// <summary>
    /// The part of the rate that is paid below the minimum savings rate, for a level of BASIC; <see langword="null"/> for none.
    /// </summary>
    public Cited<Rate>? HalfRate { get; init; }

    /// <summary>Where the guardrail comes from; <see langword="null"/> where there is none.</summary>
    public Authority? Guardrail { get; init; }

    /// <summary>What a six-month performance period pays of the full year's amount; <see langword="null"/> for a calendar year.</summary>
    public Cited<Rate>? SixMonthShare { get; init; }

    /// <summary>
    /// Track 2: limit of losses as a share of the benchmark in the first, second and every later performance year of the track; <see
    /// langword="null"/> for every other track.
    /// </summary>
    public Cited<ValueList<Rate>>? LossLimitByTrackYear { get; init; }

    /// <summary>
    /// The share of assigned beneficiaries' expenditure below which an organisation's revenue is low; <see langword="null"/> for agreements
    /// before July 2019.
    /// </summary>
    public Cited<Rate>? LowRevenueBelow { get; init; }

    /// <summary>How the benchmark is built; <see langword="null"/> where it is stated.</summary>
    public BenchmarkMethod? Benchmark { get; init; }

    /// <summary>
    /// What counts as expenditure in each base year and in the performance year; <see langword="null"/> where it is stated.
    /// </summary>
    public ValueList<ExpenditureRules>? Expenditure { get; init; }

    internal void Validate(List<Failure> failures)
    {
        Share("rates.sharing", Rates.Value.Sharing);
        Share("rates.paymentLimit", Rates.Value.PaymentLimit);
        Share("sequestration", Sequestration.Value);
        foreach (var (name, rate) in new[]
        {
            ("rates.fixedLossRate", Rates.Value.FixedLossRate), ("rates.lossFloor", Rates.Value.LossFloor),
                ("rates.lossCeiling", Rates.Value.LossCeiling), ("rates.revenueLimit", Rates.Value.RevenueLimit),
            ("rates.benchmarkLimit", Rates.Value.BenchmarkLimit), ("halfRate", HalfRate?.Value), ("sixMonthShare", SixMonthShare?.Value),
        })
        {
            if (rate is { } given)
            {
                Share(name, given);
            }
        }

        MinimumRateTable.Value.Validate("rules.minimumRateTable.value", failures);
        if (Rates.Value.TwoSided && Rates.Value.FixedLossRate is null && (Rates.Value.LossFloor is null || Rates.Value.LossCeiling is null))
        {
            failures.Add(new("rates-incomplete", "rules.rates", Rates.Value.ToString(),
                "A two-sided track has a fixed loss rate, or a floor and a ceiling of one by quality.", "State the one or the other."));
        }

        if (LossLimitByTrackYear is { Value.Count: 0 })
        {
            failures.Add(new("rates-incomplete", "rules.lossLimitByTrackYear", string.Empty,
                "Loss limits by track year have at least one entry; the last one holds for every later year.",
                "State the limits, or leave them out."));
        }

        void Share(string name, Rate rate)
        {
            if (rate.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", "rules." + name, rate.ToString(), "A share lies between 0 and 100 %.",
                    "Write it as a fraction: 0.02 for 2 %."));
            }
        }
    }

    internal static SharedSavingsRules Of(SharedSavingsTerms terms)
    {
        var (track, start, agreement) = (terms.Track, terms.Period.Start, terms.AgreementStart);
        var rates = MedicareSharedSavings.Rates[track].CitedOn(start);
        return new()
        {
            Rates = rates,
            Sequestration = MedicareSharedSavings.SequestrationRate.CitedOn(start),
            MinimumRateTable = MedicareSharedSavings.MinimumRateTable.CitedOn(start),
            FixedMinimumRates = MedicareSharedSavings.FixedMinimumRates.CitedOn(agreement),
            TableReplacesChoiceBelow = MedicareSharedSavings.TableReplacesChoiceBelow.FindCited(start),
            Quality = MedicareSharedSavings.QualityToSharingRate.CitedOn(start),
            HalfRate = MedicareSharedSavings.IsBasic(track) ? MedicareSharedSavings.HalfRate.FindCited(agreement) : null,
            Guardrail = MedicareSharedSavings.GuardrailInForce.Find(agreement)?.Authority,
            SixMonthShare = terms.SixMonths is null ? null : MedicareSharedSavings.SixMonthShare.CitedOn(start),
            LossLimitByTrackYear = track == Track.Track2 ? new(MedicareSharedSavings.Track2LossLimits, rates.Authority) : null,
            LowRevenueBelow = MedicareSharedSavings.LowRevenueBelow.FindCited(agreement),
            Benchmark = terms.Agreement is { } period ? BenchmarkOf(agreement, start, period) : null,
            Expenditure = terms.Agreement is null ? null :
            [
                .. Enumerable.Range(agreement.Year - 3, 3).Append(terms.Year).Select(static year => ExpenditureRules.Of(year)),
            ],
        };
    }

    private static BenchmarkMethod BenchmarkOf(LocalDate agreement, LocalDate start, AgreementPeriod period)
    {
        var later = period == AgreementPeriod.Later;
        var update = (later ? MedicareSharedSavings.BenchmarkParameters.LaterAgreementUpdate
            : MedicareSharedSavings.BenchmarkParameters.FirstAgreementUpdate).CitedOn(agreement);
        return new()
        {
            BaseYearWeights = (later ? MedicareSharedSavings.BenchmarkParameters.LaterAgreementWeights
                : MedicareSharedSavings.BenchmarkParameters.FirstAgreementWeights).CitedOn(agreement),
            Trend = (later ? MedicareSharedSavings.BenchmarkParameters.LaterAgreementTrend
                : MedicareSharedSavings.BenchmarkParameters.FirstAgreementTrend).CitedOn(agreement),
            Update = update,
            Risk = MedicareSharedSavings.BenchmarkParameters.Risk.CitedOn(agreement),
            RiskMargin = MedicareSharedSavings.BenchmarkParameters.RiskMargin.FindCited(agreement),
            Regional = MedicareSharedSavings.BenchmarkParameters.Regional.FindCited(agreement)
                ?? (later ? MedicareSharedSavings.BenchmarkParameters.RegionalOfLaterAgreements.FindCited(agreement) : null),
            PriorSavings = MedicareSharedSavings.BenchmarkParameters.PriorSavings.FindCited(agreement),
            StatedAdjustment = later ? MedicareSharedSavings.BenchmarkParameters.StatedPriorSavings.FindCited(agreement) : null,
            Population = MedicareSharedSavings.BenchmarkParameters.Population.FindCited(agreement),
            RegionalRiskMargin = MedicareSharedSavings.BenchmarkParameters.RegionalRiskMargin.FindCited(agreement),
            ProspectiveWeight = update.Value == GrowthMethod.BlendedWithProspective
                ? MedicareSharedSavings.BenchmarkParameters.ProspectiveWeight.CitedOn(start)
                : null,
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What counts as expenditure in one calendar year of services.</summary>
public sealed record ExpenditureRules
{
    /// <summary>The calendar year of the services.</summary>
    public required int Year { get; init; }

    /// <summary>Where it comes from that interim non-claims payments count; <see langword="null"/> where they do not.</summary>
    public Authority? InterimNonClaims { get; init; }

    /// <summary>
    /// Where it comes from that supplemental payments of Indian Health Service and Puerto Rico hospitals are taken out;
    /// <see langword="null"/> where they are not.
    /// </summary>
    public Authority? SupplementExclusion { get; init; }

    /// <summary>
    /// The completion factor, above zero: of an annual settlement with three months of run-out unless another one is cited.
    /// </summary>
    public required Cited<decimal> CompletionFactor { get; init => field = Given.Of(value); }

    internal static ExpenditureRules Of(int year)
    {
        var first = new LocalDate(year, 1, 1);
        return new()
        {
            Year = year,
            InterimNonClaims = MedicareSharedSavings.ExpenditureParameters.InterimNonClaims.Find(first)?.Authority,
            SupplementExclusion = MedicareSharedSavings.ExpenditureParameters.SupplementExclusion.Find(first)?.Authority,
            CompletionFactor = MedicareSharedSavings.ExpenditureParameters.AnnualCompletionFactor.CitedOn(first),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>How quality acts on the sharing rate of the Shared Savings Program.</summary>
public enum QualityRule
{
    /// <summary>Maximum × score; zero if the standard is missed (to 2020).</summary>
    Scaled,

    /// <summary>The maximum if the standard is met, otherwise zero (2021 and 2022).</summary>
    AllOrNothing,

    /// <summary>The maximum if the standard is met, maximum × score if only the alternative one is, otherwise zero (from 2023).</summary>
    WithAlternative,
}

/// <summary>The rates and limits of one track or level.</summary>
public sealed record TrackRates
{
    /// <summary>The maximum sharing rate.</summary>
    public required Rate Sharing { get; init; }

    /// <summary>The performance payment limit as a share of the benchmark.</summary>
    public required Rate PaymentLimit { get; init; }

    /// <summary>The loss rate where quality has no effect on it.</summary>
    public Rate? FixedLossRate { get; init; }

    /// <summary>The least loss rate where it is one minus the sharing rate times the score.</summary>
    public Rate? LossFloor { get; init; }

    /// <summary>The greatest loss rate where it is one minus the sharing rate times the score.</summary>
    public Rate? LossCeiling { get; init; }

    /// <summary>The loss limit as a share of participants' revenue.</summary>
    public Rate? RevenueLimit { get; init; }

    /// <summary>The loss limit as a share of the benchmark.</summary>
    public Rate? BenchmarkLimit { get; init; }

    /// <summary>Whether losses are shared.</summary>
    public bool TwoSided => BenchmarkLimit is not null;

    /// <summary>The rates in words.</summary>
    public override string ToString() => $"sharing {Sharing}, payment limit {PaymentLimit} of the benchmark"
        + (TwoSided ? $", loss rate {LossRateInWords}, loss limit {RevenueLimitInWords}{BenchmarkLimit} of the benchmark" : ", one-sided");

    private string LossRateInWords =>
        FixedLossRate is { } flat ? flat.ToString() : $"1 − sharing × score within {LossFloor} and {LossCeiling}";

    private string RevenueLimitInWords => RevenueLimit is { } revenue ? $"{revenue} of revenue or " : string.Empty;
}
