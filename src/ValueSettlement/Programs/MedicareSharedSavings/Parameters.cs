using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Population;
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
        In(Y2012, QualityRule.Scaled, Authority.Of("42 CFR 425.502",
            "Maximum rate times the unrounded score; zero if the standard is missed.")),
        In(new(2021, 1, 1), QualityRule.AllOrNothing, Authority.Of("42 CFR 425.512(a)(3)")),
        In(new(2022, 1, 1), QualityRule.AllOrNothing, Authority.Of("42 CFR 425.512(a)(2)(i), (a)(4)(i)")),
        In(new(2023, 1, 1), QualityRule.WithAlternative, Authority.Of("42 CFR 425.512(a)(4)(i), (a)(4)(ii)")),
        In(new(2024, 1, 1), QualityRule.WithAlternative, Authority.Of("42 CFR 425.512(a)(5)(i)(A), (a)(5)(ii)(A)")),
        In(new(2025, 1, 1), QualityRule.WithAlternative, Authority.Of("42 CFR 425.512(a)(5)(i)(B), (a)(5)(ii)(B)")),
        In(new(2027, 1, 1), QualityRule.WithAlternative, Authority.Of("42 CFR 425.512(a)(5)(i)(C)")));

    /// <summary>The largest health-equity adjustment of the quality score in points, by performance period; in force 2023 to
    /// 2025.</summary>
    public static Dated<decimal> LargestHealthEquityBonus { get; } = new("largest health equity adjustment of the quality score",
        DateAxis.PerformancePeriod,
        None<decimal>(Y2012, Authority.Of("42 CFR 425.512(b)")),
        In(new(2023, 1, 1), 10m, Authority.Of("42 CFR 425.512(b); CMS Shared Savings and Losses specifications version 11, Tables 14-17")),
        None<decimal>(new(2026, 1, 1), Authority.Remembered("CY2026 Physician Fee Schedule final rule, as reported by third parties", null,
            "42 CFR 425.512(b) as of 2026")));

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
                    + "verified on the published results of 2018", null, "the participation agreement of the Track 1+ Model")),
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
            new(From2012, 1.013m, true, Authority.Remembered("CMS Shared Savings and Losses specifications before version 11, not read",
                null, "the specifications of those years")),
            new(new(2022, 1, 1), 1.013m, true, Authority.Of("CMS Shared Savings and Losses specifications version 11, section 3")));

        /// <summary>Every dated parameter of the expenditure.</summary>
        public static IReadOnlyList<IDatedParameter> All { get; } = [InterimNonClaims, SupplementExclusion, AnnualCompletionFactor];
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
