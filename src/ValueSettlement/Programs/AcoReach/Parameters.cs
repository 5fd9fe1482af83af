using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// The dated parameters of ACO REACH. No paper of CMS with a complete worked settlement could be read: what the published results of
/// 2021 to 2023 show is confirmed by them, and the rest, reported by third parties, is unconfirmed.
/// </summary>
public static partial class AcoReach
{
    private const string ThirdParty = "ACO REACH, as reported by third parties";

    private const string Results = "CMS financial and quality results of GPDC and ACO REACH, 284 organisation-years 2021-2023";

    private const string SinceResults = "As in the published results of 2021 to 2023; later ones were not at hand.";

    private const string CorridorTable = "CMS risk arrangement table for GPDC and ACO REACH, as cited by a third-party contract exhibit";

    private const string CorridorReading =
        "Bands of the final benchmark with the health equity adjustment in it, the same for savings and losses: " +
        "284 of 284 payments before sequestration.";

    /// <summary>The risk corridor of the Global arrangement.</summary>
    public static Dated<ValueList<Band>> GlobalCorridor { get; } = new("Global risk corridor", DateAxis.PerformancePeriod,
        In<ValueList<Band>>(Start, Bands((100, 25), (50, 35), (25, 50), (10, null)), Authority.Of(Results, CorridorReading)),
        In<ValueList<Band>>(Unpublished, Bands((100, 25), (50, 35), (25, 50), (10, null)),
            Authority.Remembered(CorridorTable, SinceResults)),
        In<ValueList<Band>>(new(2026, 1, 1), Bands((100, 10), (50, 35), (25, 50), (10, null)), Authority.Remembered("CMS ACO REACH PY2026 quick reference (first band); Milliman PY2026 analysis",
            "The first band shrinks from 25 % to 10 %, and the second one then begins at 10 %: inferred from the published 20 % → 15 %.")),
        None<ValueList<Band>>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The risk corridor of the Professional arrangement.</summary>
    public static Dated<ValueList<Band>> ProfessionalCorridor { get; } = new("Professional risk corridor", DateAxis.PerformancePeriod,
        In<ValueList<Band>>(Start, Bands((50, 5), (35, 10), (15, 15), (5, null)), Authority.Of(Results, CorridorReading)),
        In<ValueList<Band>>(Unpublished, Bands((50, 5), (35, 10), (15, 15), (5, null)), Authority.Remembered(CorridorTable, SinceResults)),
        None<ValueList<Band>>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The discount of the Global arrangement; the Professional one has none.</summary>
    public static Dated<Rate> GlobalDiscount { get; } = new("Global discount", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Of(Results)),
        In(new(2023, 1, 1), 3.Percent(), Authority.Of(Results)),
        In(Unpublished, 3.Percent(), Authority.Remembered("ACO REACH request for applications, in part; " + ThirdParty)),
        In(new(2025, 1, 1), 3.5m.Percent(), Authority.Remembered("ACO REACH request for applications, in part; " + ThirdParty)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The discount of the Professional arrangement: none.</summary>
    public static Dated<Rate> ProfessionalDiscount { get; } = new("Professional discount", DateAxis.PerformancePeriod,
        In(Start, Rate.Zero, Authority.Of(Results)),
        In(Unpublished, Rate.Zero, Authority.Remembered(ThirdParty, SinceResults)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The quality withhold.</summary>
    public static Dated<Rate> QualityWithhold { get; } = new("quality withhold", DateAxis.PerformancePeriod,
        In(Start, 5.Percent(), Authority.Of("GPDC request for applications, Table 6.16", "4 % for reporting and 1 % for performance, earned back together by one score.")),
        In(new(2023, 1, 1), 2.Percent(), Authority.Of("ACO REACH request for applications, Table 6.16")),
        In(new(2026, 1, 1), 5.Percent(), Authority.Of("CMS ACO REACH PY2026 quick reference")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    private const string BaseReading =
        "Of the benchmark before the discount: between full quality and none, final benchmarks of 2023 differ by 1.940 % (Global) " +
        "and 1.937 % (Professional) of it; of the benchmark after the discount it would be 1.879 % in Global.";

    /// <summary>What the quality withhold and the retention withhold are a share of.</summary>
    public static Dated<WithholdBase> QualityWithholdBase { get; } = new("base of the quality withhold", DateAxis.PerformancePeriod,
        In(Start, WithholdBase.BeforeReductions, Authority.Of(Results, BaseReading)),
        In(Unpublished, WithholdBase.BeforeReductions, Authority.Remembered("ACO REACH financial settlement", SinceResults)),
        None<WithholdBase>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The retention withhold of a first performance year.</summary>
    public static Dated<Rate> RetentionWithhold { get; } = new("retention withhold", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Of(Results, "Kept from 7 organisation-years and refunded in all others.")),
        In(Unpublished, 2.Percent(), Authority.Remembered("GPDC and ACO REACH request for applications, from memory", SinceResults)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The retrospective trend adjustment.</summary>
    public static Dated<RetrospectiveTrend> TrendAdjustment { get; } = new("retrospective trend adjustment", DateAxis.PerformancePeriod,
        None<RetrospectiveTrend>(Start, Authority.Remembered(ThirdParty)),
        In(new(2024, 1, 1), new RetrospectiveTrend(1.Percent(), [new(100.Percent(), 4.Percent()), new(50.Percent(), 8.Percent()), new(Rate.Zero)]),
            Authority.Remembered(ThirdParty, "A gap of exactly 1 % changes nothing; beyond it the whole gap counts, in bands.")),
        None<RetrospectiveTrend>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The rate of sequestration.</summary>
    public static Dated<Rate> SequestrationRate { get; } = new("sequestration", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Of("2 USC 901a; " + Results)),
        In(Unpublished, 2.Percent(), Authority.Remembered("2 USC 901a; " + ThirdParty, SinceResults)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>What sequestration applies to.</summary>
    public static Dated<AppliesTo> SequestrationAppliesTo { get; } = new("sequestration applies to", DateAxis.PerformancePeriod,
        In(Start, AppliesTo.Gains, Authority.Of(Results, "Savings only: all 73 losses stand without it.")),
        In(Unpublished, AppliesTo.Gains,
            Authority.Remembered(ThirdParty, SinceResults + " A third-party source of the successor takes it off both signs.")),
        None<AppliesTo>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>Why corridor and sequestration act in this order.</summary>
    private static Dated<bool> OrderOfSettlement { get; } = new("order of the settlement", DateAxis.PerformancePeriod,
        In(Start, true, Authority.Of(Results,
            "Quality and discount act on the benchmark, then the corridor, then sequestration on what is shared.")),
        In(Unpublished, true, Authority.Remembered("Lines 6 to 65 of the settlement sheet of CMS's benchmark report, as described by a third party", SinceResults)),
        None<bool>(End, Authority.Of("ACO REACH model, 2021-2026")));

    private static ContractWords Words { get; } = new() { Provider = "organisation" };

    /// <summary>The weights of the fixed base years 2017, 2018 and 2019.</summary>
    public static Dated<ValueList<Rate>> BaseYearWeights { get; } = new("weights of the base years 2017 to 2019", DateAxis.PerformancePeriod,
        In<ValueList<Rate>>(Start, [10.Percent(), 30.Percent(), 60.Percent()], Authority.Of("CMS PY2024 Financial Operating Guide, section 4.1.1")),
        None<ValueList<Rate>>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The weight of history in the blend with the region, standard organisations.</summary>
    public static Dated<Rate> HistoryWeight { get; } = new("weight of history, standard organisations", DateAxis.PerformancePeriod,
        None<Rate>(Start, Authority.Remembered(ThirdParty)),
        In(new(2024, 1, 1), 55.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty)),
        In(new(2026, 1, 1), 60.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The weight of history in the blend with the region, new entrants and high-needs organisations.</summary>
    public static Dated<Rate> HistoryWeightNewEntrant { get; } = new("weight of history, new entrants and high-needs organisations", DateAxis.PerformancePeriod,
        None<Rate>(Start, Authority.Remembered(ThirdParty)),
        In(new(2025, 1, 1), 50.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty)),
        In(new(2026, 1, 1), 55.Percent(), Authority.Remembered("CMS Financial Operating Guide, in part; " + ThirdParty)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The most that the region may raise the rate, as a share of the adjusted fee-for-service per-capita cost of the United States.</summary>
    public static Dated<Rate> RegionalCeiling { get; } = new("ceiling of the regional effect", DateAxis.PerformancePeriod,
        In(Start, 5.Percent(), Authority.Remembered(ThirdParty)),
        In(new(2025, 1, 1), 3.Percent(), Authority.Remembered(ThirdParty)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The most that the region may lower the rate, as a share of the adjusted fee-for-service per-capita cost of the United States; a magnitude.</summary>
    public static Dated<Rate> RegionalFloor { get; } = new("floor of the regional effect", DateAxis.PerformancePeriod,
        In(Start, 2.Percent(), Authority.Remembered("ACO REACH, from memory")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    // Properties, because the order in which the files of a class are initialised is the compiler's choice.
    private static LocalDate Start => new(2021, 1, 1);

    private static LocalDate End => new(2027, 1, 1);

    /// <summary>From here on no result file was at hand.</summary>
    private static LocalDate Unpublished => new(2024, 1, 1);

    private static ValueList<Band> Bands(params (int Share, int? UpTo)[] bands) =>
        [.. bands.Select(static b => new Band(b.Share.Percent(), b.UpTo is { } end ? (Level)end.Percent() : null))];

    private static DatedEntry<T> In<T>(LocalDate from, T value, Authority authority) => new(from, value, true, authority);

    private static DatedEntry<T> None<T>(LocalDate from, Authority authority) => new(from, default, false, authority);
}
