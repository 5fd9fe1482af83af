using NodaTime;
using ValueSettlement.Benchmarks;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>
/// The dated parameters of ACO REACH. No paper of CMS with a complete worked settlement could be read: what the published results of
/// 2021 to 2023 show is confirmed by them, and the rest, reported by third parties, is unconfirmed.
/// </summary>
public sealed partial class AcoReach
{
    private const string ThirdParty = "ACO REACH, as reported by third parties";

    private const string Results = "CMS financial and quality results of GPDC and ACO REACH, 284 organisation-years 2021-2023";

    private const string SinceResults = "As in the published results of 2021 to 2023; later ones were not at hand.";

    private const string SettlementText =
        "the ACO REACH financial settlement overview of the performance year, or published results of 2024 and later";

    private const string RatingText = "the ACO REACH financial operating guide on the benchmark of the performance year";

    private const string EquityText = "the ACO REACH health equity benchmark adjustment of 2024 and later";

    private const string CorridorTable = "CMS risk arrangement table for GPDC and ACO REACH, as cited by a third-party contract exhibit";

    private const string CorridorReading =
        "Bands of the final benchmark with the health equity adjustment in it, the same for savings and losses: " +
        "284 of 284 payments before sequestration.";

    /// <summary>The risk corridor of the Global arrangement.</summary>
    public static Dated<ValueList<Band>> GlobalCorridor { get; } = new("Global risk corridor", DateAxis.PerformancePeriod,
        In<ValueList<Band>>(Start, Bands((100, 25), (50, 35), (25, 50), (10, null)), Authority.Of(Results, CorridorReading)),
        In<ValueList<Band>>(Unpublished, Bands((100, 25), (50, 35), (25, 50), (10, null)),
            Authority.Remembered(CorridorTable, SinceResults, SettlementText)),
        In<ValueList<Band>>(new(2026, 1, 1), Bands((100, 10), (50, 35), (25, 50), (10, null)),
            Authority.Remembered("CMS ACO REACH PY2026 quick reference (first band); Milliman PY2026 analysis",
            "The first band shrinks from 25 % to 10 %, and the second one then begins at 10 %: inferred from the published 20 % → 15 %.",
            SettlementText)),
        None<ValueList<Band>>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The risk corridor of the Professional arrangement.</summary>
    public static Dated<ValueList<Band>> ProfessionalCorridor { get; } = new("Professional risk corridor", DateAxis.PerformancePeriod,
        In<ValueList<Band>>(Start, Bands((50, 5), (35, 10), (15, 15), (5, null)), Authority.Of(Results, CorridorReading)),
        In<ValueList<Band>>(Unpublished, Bands((50, 5), (35, 10), (15, 15), (5, null)),
            Authority.Remembered(CorridorTable, SinceResults, SettlementText)),
        None<ValueList<Band>>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The discount of the Global arrangement; the Professional one has none.</summary>
    public static Dated<Rate> GlobalDiscount { get; } = new("Global discount", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Of(Results)),
        In(new(2023, 1, 1), 3.Percent(), Authority.Of(Results)),
        In(Unpublished, 3.Percent(),
            Authority.Remembered("ACO REACH request for applications, in part; " + ThirdParty, null, SettlementText)),
        In(new(2025, 1, 1), 3.5m.Percent(),
            Authority.Remembered("ACO REACH request for applications, in part; " + ThirdParty, null, SettlementText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The discount of the Professional arrangement: none.</summary>
    public static Dated<Rate> ProfessionalDiscount { get; } = new("Professional discount", DateAxis.PerformancePeriod,
        In(Start, Rate.Zero, Authority.Of(Results)),
        In(Unpublished, Rate.Zero, Authority.Remembered(ThirdParty, SinceResults, SettlementText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The quality withhold.</summary>
    public static Dated<Rate> QualityWithhold { get; } = new("quality withhold", DateAxis.PerformancePeriod,
        In(Start, 5.Percent(), Authority.Of("GPDC request for applications, Table 6.16",
            "4 % for reporting and 1 % for performance, earned back together by one score.")),
        In(new(2023, 1, 1), 2.Percent(), Authority.Of("ACO REACH request for applications, Table 6.16")),
        In(new(2026, 1, 1), 5.Percent(), Authority.Of("CMS ACO REACH PY2026 quick reference")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    private const string BaseReading =
        "Of the benchmark before the discount: between full quality and none, final benchmarks of 2023 differ by 1.940 % (Global) " +
        "and 1.937 % (Professional) of it; of the benchmark after the discount it would be 1.879 % in Global.";

    /// <summary>What the quality withhold and the retention withhold are a share of.</summary>
    public static Dated<WithholdBase> QualityWithholdBase { get; } = new("base of the quality withhold", DateAxis.PerformancePeriod,
        In(Start, WithholdBase.BeforeReductions, Authority.Of(Results, BaseReading)),
        In(Unpublished, WithholdBase.BeforeReductions,
            Authority.Remembered("ACO REACH financial settlement", SinceResults, SettlementText)),
        None<WithholdBase>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The retention withhold of a first performance year.</summary>
    public static Dated<Rate> RetentionWithhold { get; } = new("retention withhold", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Of(Results, "Kept from 7 organisation-years and refunded in all others.")),
        In(Unpublished, 2.Percent(),
            Authority.Remembered("GPDC and ACO REACH request for applications, from memory", SinceResults, SettlementText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The retrospective trend adjustment.</summary>
    public static Dated<RetrospectiveTrend> TrendAdjustment { get; } = new("retrospective trend adjustment", DateAxis.PerformancePeriod,
        None<RetrospectiveTrend>(Start, Authority.Remembered(ThirdParty, null, SettlementText)),
        In(new(2024, 1, 1),
            new RetrospectiveTrend(1.Percent(), [new(100.Percent(), 4.Percent()), new(50.Percent(), 8.Percent()), new(Rate.Zero)]),
            Authority.Remembered(ThirdParty, "A gap of exactly 1 % changes nothing; beyond it the whole gap counts, in bands.",
                SettlementText)),
        None<RetrospectiveTrend>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The rate of sequestration.</summary>
    public static Dated<Rate> SequestrationRate { get; } = new("sequestration", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Of("2 USC 901a; " + Results)),
        In(Unpublished, 2.Percent(), Authority.Remembered("2 USC 901a; " + ThirdParty, SinceResults, SettlementText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>What sequestration applies to.</summary>
    public static Dated<AppliesTo> SequestrationAppliesTo { get; } = new("sequestration applies to", DateAxis.PerformancePeriod,
        In(Start, AppliesTo.Gains, Authority.Of(Results, "Savings only: all 73 losses stand without it.")),
        In(Unpublished, AppliesTo.Gains,
            Authority.Remembered(ThirdParty, SinceResults + " A third-party source of the successor takes it off both signs.",
                SettlementText)),
        None<AppliesTo>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>Why corridor and sequestration act in this order.</summary>
    private static Dated<bool> OrderOfSettlement { get; } = new("order of the settlement", DateAxis.PerformancePeriod,
        In(Start, true, Authority.Of(Results,
            "Quality and discount act on the benchmark, then the corridor, then sequestration on what is shared.")),
        In(Unpublished, true,
            Authority.Remembered("Lines 6 to 65 of the settlement sheet of CMS's benchmark report, as described by a third party",
            SinceResults, "the settlement sheet itself, or published results of 2024 and later")),
        None<bool>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The weights of the fixed base years 2017, 2018 and 2019.</summary>
    public static Dated<ValueList<Rate>> BaseYearWeights { get; } = new("weights of the base years 2017 to 2019",
        DateAxis.PerformancePeriod,
        In<ValueList<Rate>>(Start, [10.Percent(), 30.Percent(), 60.Percent()],
            Authority.Of("CMS PY2024 Financial Operating Guide, section 4.1.1")),
        None<ValueList<Rate>>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The weight of history in the blend with the region, standard organisations.</summary>
    public static Dated<Rate> HistoryWeight { get; } = new("weight of history, standard organisations", DateAxis.PerformancePeriod,
        None<Rate>(Start, Authority.Remembered(ThirdParty, null, RatingText)),
        In(new(2024, 1, 1), 55.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty, null, RatingText)),
        In(new(2026, 1, 1), 60.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty, null, RatingText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The weight of history in the blend with the region, new entrants and high-needs organisations.</summary>
    public static Dated<Rate> HistoryWeightNewEntrant { get; } = new("weight of history, new entrants and high-needs organisations",
        DateAxis.PerformancePeriod,
        None<Rate>(Start, Authority.Remembered(ThirdParty, null, RatingText)),
        In(new(2025, 1, 1), 50.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty, null, RatingText)),
        In(new(2026, 1, 1), 55.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty, null, RatingText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The most that the region may raise the rate, as a share of the adjusted fee-for-service per-capita cost of the United
    /// States.</summary>
    public static Dated<Rate> RegionalCeiling { get; } = new("ceiling of the regional effect", DateAxis.PerformancePeriod,
        In(Start, 5.Percent(), Authority.Remembered(ThirdParty, null, RatingText)),
        In(new(2025, 1, 1), 3.Percent(), Authority.Remembered(ThirdParty, null, RatingText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The most that the region may lower the rate, as a share of the adjusted fee-for-service per-capita cost of the United
    /// States; a magnitude.</summary>
    public static Dated<Rate> RegionalFloor { get; } = new("floor of the regional effect", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Remembered("ACO REACH, from memory", null, RatingText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The weight of version 24 of the risk model; version 28 has the rest.</summary>
    public static Dated<Rate> Version24Weight { get; } = new("weight of risk model version 24", DateAxis.PerformancePeriod,
        In(Start, 100.Percent(), Authority.Remembered(ThirdParty, null, ScoreText)),
        In(new(2024, 1, 1), 67.Percent(), Authority.Remembered(ThirdParty, null, ScoreText)),
        In(new(2025, 1, 1), 33.Percent(), Authority.Remembered(ThirdParty, null, ScoreText)),
        In(new(2026, 1, 1), Rate.Zero, Authority.Remembered(ThirdParty, null, ScoreText)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    private const string QuickReference = "CMS ACO REACH PY2026 quick reference, in part";

    private const string ScoreText = "CMS ACO REACH risk adjustment paper of the performance year";

    private static Authority AsOf2026(string? reading = null) => Authority.Remembered(QuickReference, reading, ScoreText);

    /// <summary>The reference year of the risk-score cap: three years before until 2024, 2022 from then on.</summary>
    public static Dated<int> RiskReferenceYear { get; } = new("reference year of the risk score", DateAxis.PerformancePeriod,
        In(Start, 2018, AsOf2026("Rolling: three years before the performance year.")),
        In(new(2022, 1, 1), 2019, AsOf2026("Rolling: three years before the performance year.")),
        In(new(2023, 1, 1), 2020, AsOf2026("Rolling: three years before the performance year.")),
        In(new(2024, 1, 1), 2021, AsOf2026("Rolling: three years before the performance year.")),
        In(new(2025, 1, 1), 2022, AsOf2026("Static from 2025 on.")),
        None<int>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The reference year of the newly aligned beneficiaries of High Needs organisations.</summary>
    public static Dated<int> RiskReferenceYearNewlyAligned { get; } = new("reference year of the risk score, High Needs, newly aligned",
        DateAxis.PerformancePeriod,
        None<int>(Start, AsOf2026("Newly aligned beneficiaries had no cap of their own.")),
        In(new(2026, 1, 1), 2023, AsOf2026()),
        None<int>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The width of the symmetric cap of risk-score growth.</summary>
    public static Dated<Rate> RiskCapWidth { get; } = new("width of the risk-score cap", DateAxis.PerformancePeriod,
        In(Start, 3.Percent(), AsOf2026(
            "Aged and disabled around the growth of the demographic score, end-stage renal disease around zero; newly aligned "
            + "beneficiaries are left out.")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The width of the cap of High Needs organisations.</summary>
    public static Dated<Rate> RiskCapWidthHighNeeds { get; } = new("width of the risk-score cap, High Needs", DateAxis.PerformancePeriod,
        None<Rate>(Start, AsOf2026("High Needs organisations had the standard cap.")),
        In(new(2022, 1, 1), 10.Percent(), AsOf2026("Both ways, without the growth of the demographic score.")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The width of the one-sided cap of newly aligned beneficiaries of High Needs organisations.</summary>
    public static Dated<Rate> RiskCapWidthNewlyAligned { get; } = new("width of the risk-score cap, High Needs, newly aligned",
        DateAxis.PerformancePeriod,
        None<Rate>(Start, AsOf2026("Newly aligned beneficiaries had no cap.")),
        In(new(2026, 1, 1), 8.Percent(), AsOf2026("Upwards only, whatever the number of beneficiaries.")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The least number of beneficiaries in a historical benchmark year for the cap of High Needs organisations.</summary>
    public static Dated<int> RiskCapLeastHighNeeds { get; } = new("least beneficiaries of a benchmark year for the cap of High Needs",
        DateAxis.PerformancePeriod,
        None<int>(Start, AsOf2026("High Needs organisations had the standard cap.")),
        In(new(2022, 1, 1), 750, AsOf2026("With fewer, nothing is capped.")),
        None<int>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The least number of aged and disabled beneficiaries for the cap.</summary>
    public static Dated<int> RiskCapLeastAgedAndDisabled { get; } = new(
        "least aged and disabled beneficiaries for the risk-score cap", DateAxis.PerformancePeriod,
        In(Start, 1_500, Authority.Remembered(ThirdParty, null, ScoreText)),
        None<int>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The least number of beneficiaries with end-stage renal disease for the cap.</summary>
    public static Dated<int> RiskCapLeastEndStageRenalDisease { get; } = new(
        "least beneficiaries with end-stage renal disease for the risk-score cap", DateAxis.PerformancePeriod,
        In(Start, 50, Authority.Remembered(ThirdParty, null, ScoreText)),
        None<int>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The largest population of the performance year for the cap, in multiples of the reference year.</summary>
    public static Dated<decimal> RiskCapLargestMultiple { get; } = new(
        "largest population for the risk-score cap, times the reference year", DateAxis.PerformancePeriod,
        In(Start, 3m, Authority.Remembered(ThirdParty, null, ScoreText)),
        None<decimal>(new(2026, 1, 1), AsOf2026("Changed in 2026; the new text is not known: state whether the organisation is exempt.")));

    /// <summary>The ceiling of the coding-intensity factor, as a divisor.</summary>
    public static Dated<decimal> CodingIntensityCeiling { get; } = new("ceiling of the coding-intensity factor", DateAxis.PerformancePeriod,
        In(Start, 1.010m, AsOf2026()),
        None<decimal>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The ceiling of the coding-intensity factor of High Needs organisations, as a divisor.</summary>
    public static Dated<decimal> CodingIntensityCeilingHighNeeds { get; } = new("ceiling of the coding-intensity factor, High Needs",
        DateAxis.PerformancePeriod,
        In(Start, 1.010m, AsOf2026()),
        In(new(2026, 1, 1), 1.020m, AsOf2026()),
        None<decimal>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The most that a score may have grown since 2019, after every other step.</summary>
    public static Dated<Rate> GrowthSince2019 { get; } = new("growth of the risk score since 2019", DateAxis.PerformancePeriod,
        None<Rate>(Start, Authority.Of("CMS ACO REACH PY2026 quick reference")),
        In(new(2026, 1, 1), 3.Percent(), Authority.Of("CMS ACO REACH PY2026 quick reference",
            "The one-sided 3 % cap is min(score, 1.03 × score of 2019), after the symmetric cap and the coding-intensity factor.")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    private const string EquityReading =
        "132 of 132 amounts of 2023. Published final benchmarks do not contain it; it is added after the withholds.";

    /// <summary>Whether there is a health equity benchmark adjustment.</summary>
    public static Dated<bool> EquityInForce { get; } = new("health equity benchmark adjustment", DateAxis.PerformancePeriod,
        None<bool>(Start, Authority.Of(Results, "2021 and 2022 have none: without it benchmark less expenditure is the difference.")),
        In(new(2023, 1, 1), true, Authority.Of(Results, EquityReading)),
        In(Unpublished, true,
            Authority.Remembered(ThirdParty, "The tables from 2024 on are not known: state the adjustment.", EquityText)),
        None<bool>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The health equity benchmark adjustment for a beneficiary and month in the top decile of need.</summary>
    public static Dated<Money> EquityTopDecile { get; } = new(
        "health equity adjustment, top decile, per beneficiary and month", DateAxis.PerformancePeriod,
        None<Money>(Start, Authority.Of(Results)),
        In(new(2023, 1, 1), Money.Of(30m), Authority.Of(Results, EquityReading)),
        None<Money>(new(2024, 1, 1),
            Authority.Remembered(ThirdParty, "The tables from 2024 on are not known: state the adjustment.", EquityText)));

    /// <summary>The health equity benchmark adjustment for a beneficiary and month in the lower half of need.</summary>
    public static Dated<Money> EquityLowerHalf { get; } = new(
        "health equity adjustment, lower half, per beneficiary and month", DateAxis.PerformancePeriod,
        None<Money>(Start, Authority.Of(Results)),
        In(new(2023, 1, 1), Money.Of(-6m), Authority.Of(Results, EquityReading)),
        None<Money>(new(2024, 1, 1),
            Authority.Remembered(ThirdParty, "The tables from 2024 on are not known: state the adjustment.", EquityText)));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
    [
        GlobalCorridor, ProfessionalCorridor, GlobalDiscount, ProfessionalDiscount, QualityWithhold, QualityWithholdBase, RetentionWithhold,
        TrendAdjustment, SequestrationRate, SequestrationAppliesTo, BaseYearWeights, HistoryWeight, HistoryWeightNewEntrant,
            RegionalCeiling,
        RegionalFloor, Version24Weight, RiskReferenceYear, RiskReferenceYearNewlyAligned, RiskCapWidth, RiskCapWidthHighNeeds,
        RiskCapWidthNewlyAligned, RiskCapLeastHighNeeds, RiskCapLeastAgedAndDisabled, RiskCapLeastEndStageRenalDisease,
        RiskCapLargestMultiple, CodingIntensityCeiling, CodingIntensityCeilingHighNeeds, GrowthSince2019, EquityInForce, EquityTopDecile,
        EquityLowerHalf,
    ];

    // Properties, so that no parameter depends on the order in which they are initialised.
    private static LocalDate Start => new(2021, 1, 1);

    private static LocalDate End => new(2027, 1, 1);

    /// <summary>From here on no result file was at hand.</summary>
    private static LocalDate Unpublished => new(2024, 1, 1);

    private static ValueList<Band> Bands(params (int Share, int? UpTo)[] bands) =>
        [.. bands.Select(static b => new Band(b.Share.Percent(), b.UpTo is { } end ? (Level)end.Percent() : null))];
}

/// <summary>Every rule of one arrangement and performance year as data: value and authority.</summary>
public sealed record ReachRules
{
    /// <summary>The risk corridor: marginal bands of the final benchmark, the same for savings and losses.</summary>
    public required Cited<ValueList<Band>> Corridor { get; init => field = Given.Of(value); }

    /// <summary>The discount as a share of the benchmark before it.</summary>
    public required Cited<Rate> Discount { get; init => field = Given.Of(value); }

    /// <summary>The quality withhold as a share of its base.</summary>
    public required Cited<Rate> QualityWithhold { get; init => field = Given.Of(value); }

    /// <summary>What the quality withhold and the retention withhold are a share of.</summary>
    public required Cited<WithholdBase> QualityWithholdBase { get; init => field = Given.Of(value); }

    /// <summary>The retention withhold of a first performance year, refunded to an organisation that does not leave early.</summary>
    public required Cited<Rate> RetentionWithhold { get; init => field = Given.Of(value); }

    /// <summary>The retrospective trend adjustment; <see langword="null"/> in years without one.</summary>
    public Cited<RetrospectiveTrend>? Trend { get; init; }

    /// <summary>The rate of sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    /// <summary>What sequestration applies to.</summary>
    public required Cited<AppliesTo> SequestrationAppliesTo { get; init => field = Given.Of(value); }

    /// <summary>The weights of the fixed base years 2017, 2018 and 2019.</summary>
    public required Cited<ValueList<Rate>> BaseYearWeights { get; init => field = Given.Of(value); }

    /// <summary>The weight of history in the blend with the region; <see langword="null"/> in years for which it is not known.</summary>
    public Cited<Rate>? HistoryWeight { get; init; }

    /// <summary>The most that the region may raise the rate, as a share of the national per-capita cost.</summary>
    public required Cited<Rate> RegionalCeiling { get; init => field = Given.Of(value); }

    /// <summary>The most that the region may lower the rate, as a share of the national per-capita cost; a magnitude.</summary>
    public required Cited<Rate> RegionalFloor { get; init => field = Given.Of(value); }

    /// <summary>Where the health equity benchmark adjustment comes from; <see langword="null"/> in years that have none.</summary>
    public Authority? Equity { get; init; }

    /// <summary>
    /// The health equity benchmark adjustment for a beneficiary and month in the top decile of need; <see langword="null"/> in years for
    /// which it is not known.
    /// </summary>
    public Cited<Money>? EquityTopDecile { get; init; }

    /// <summary>
    /// The health equity benchmark adjustment for a beneficiary and month in the lower half of need; <see langword="null"/> in years for
    /// which it is not known.
    /// </summary>
    public Cited<Money>? EquityLowerHalf { get; init; }

    /// <summary>The weight of version 24 of the risk model; version 28 has the rest.</summary>
    public required Cited<Rate> Version24Weight { get; init => field = Given.Of(value); }

    /// <summary>The reference year of the risk score.</summary>
    public required Cited<int> RiskReferenceYear { get; init => field = Given.Of(value); }

    /// <summary>
    /// The reference year of newly aligned beneficiaries; <see langword="null"/> where they have no cap of their own.
    /// </summary>
    public Cited<int>? RiskReferenceYearNewlyAligned { get; init; }

    /// <summary>The width of the cap of risk-score growth: around demographic growth, or around zero where
    /// <see cref="RiskCapLeastHighNeeds"/> is stated.</summary>
    public required Cited<Rate> RiskCapWidth { get; init => field = Given.Of(value); }

    /// <summary>
    /// The width of the cap of newly aligned beneficiaries, upwards only; <see langword="null"/> where nothing caps them.
    /// </summary>
    public Cited<Rate>? RiskCapWidthNewlyAligned { get; init; }

    /// <summary>
    /// The least number of beneficiaries in a historical benchmark year for the cap of High Needs organisations, inclusive;
    /// <see langword="null"/> where the numbers of the performance year decide.
    /// </summary>
    public Cited<int>? RiskCapLeastHighNeeds { get; init; }

    /// <summary>The least number of aged and disabled beneficiaries for the cap, inclusive.</summary>
    public required Cited<int> RiskCapLeastAgedAndDisabled { get; init => field = Given.Of(value); }

    /// <summary>The least number of beneficiaries with end-stage renal disease for the cap, inclusive.</summary>
    public required Cited<int> RiskCapLeastEndStageRenalDisease { get; init => field = Given.Of(value); }

    /// <summary>
    /// The largest population of the performance year for the cap, in multiples of the reference year; <see langword="null"/> where it is
    /// stated whether the organisation is exempt.
    /// </summary>
    public Cited<decimal>? RiskCapLargestMultiple { get; init; }

    /// <summary>The ceiling of the coding-intensity factor, as a divisor; <see langword="null"/> for none.</summary>
    public Cited<decimal>? CodingIntensityCeiling { get; init; }

    /// <summary>The most that a score may have grown since 2019; <see langword="null"/> in years without that cap.</summary>
    public Cited<Rate>? GrowthSince2019 { get; init; }

    internal static ReachRules Of(ReachTerms terms)
    {
        var day = new LocalDate(terms.Year, 1, 1);
        var global = terms.Arrangement == ReachArrangement.Global;
        var (standard, needs) = (terms.Organisation == ReachOrganisation.Standard, terms.Organisation == ReachOrganisation.HighNeeds);
        return new()
        {
            Corridor = (global ? AcoReach.GlobalCorridor : AcoReach.ProfessionalCorridor).CitedOn(day),
            Discount = (global ? AcoReach.GlobalDiscount : AcoReach.ProfessionalDiscount).CitedOn(day),
            QualityWithhold = AcoReach.QualityWithhold.CitedOn(day),
            QualityWithholdBase = AcoReach.QualityWithholdBase.CitedOn(day),
            RetentionWithhold = AcoReach.RetentionWithhold.CitedOn(day),
            Trend = AcoReach.TrendAdjustment.FindCited(day),
            Sequestration = AcoReach.SequestrationRate.CitedOn(day),
            SequestrationAppliesTo = AcoReach.SequestrationAppliesTo.CitedOn(day),
            BaseYearWeights = AcoReach.BaseYearWeights.CitedOn(day),
            HistoryWeight = (standard ? AcoReach.HistoryWeight : AcoReach.HistoryWeightNewEntrant).FindCited(day),
            RegionalCeiling = AcoReach.RegionalCeiling.CitedOn(day),
            RegionalFloor = AcoReach.RegionalFloor.CitedOn(day),
            Equity = AcoReach.EquityInForce.Find(day)?.Authority,
            EquityTopDecile = AcoReach.EquityTopDecile.FindCited(day),
            EquityLowerHalf = AcoReach.EquityLowerHalf.FindCited(day),
            Version24Weight = AcoReach.Version24Weight.CitedOn(day),
            RiskReferenceYear = AcoReach.RiskReferenceYear.CitedOn(day),
            RiskReferenceYearNewlyAligned = needs ? AcoReach.RiskReferenceYearNewlyAligned.FindCited(day) : null,
            RiskCapWidth = (needs ? AcoReach.RiskCapWidthHighNeeds.FindCited(day) : null) ?? AcoReach.RiskCapWidth.CitedOn(day),
            RiskCapWidthNewlyAligned = needs ? AcoReach.RiskCapWidthNewlyAligned.FindCited(day) : null,
            RiskCapLeastHighNeeds = needs ? AcoReach.RiskCapLeastHighNeeds.FindCited(day) : null,
            RiskCapLeastAgedAndDisabled = AcoReach.RiskCapLeastAgedAndDisabled.CitedOn(day),
            RiskCapLeastEndStageRenalDisease = AcoReach.RiskCapLeastEndStageRenalDisease.CitedOn(day),
            RiskCapLargestMultiple = AcoReach.RiskCapLargestMultiple.FindCited(day),
            CodingIntensityCeiling = (needs ? AcoReach.CodingIntensityCeilingHighNeeds : AcoReach.CodingIntensityCeiling).FindCited(day),
            GrowthSince2019 = AcoReach.GrowthSince2019.FindCited(day),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
