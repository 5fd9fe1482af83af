namespace ValueSettlement.Programs;

/// <summary>The dated parameters of the risk scores of ACO REACH and of the health equity benchmark adjustment.</summary>
public static partial class AcoReach
{
    /// <summary>The weight of version 24 of the risk model; version 28 has the rest.</summary>
    public static Dated<Rate> Version24Weight { get; } = new("weight of risk model version 24", DateAxis.PerformancePeriod,
        In(Start, 100.Percent(), Authority.Remembered(ThirdParty)),
        In(new(2024, 1, 1), 67.Percent(), Authority.Remembered(ThirdParty)),
        In(new(2025, 1, 1), 33.Percent(), Authority.Remembered(ThirdParty)),
        In(new(2026, 1, 1), Rate.Zero, Authority.Remembered(ThirdParty)),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The width of the symmetric cap of risk-score growth.</summary>
    public static Dated<Rate> RiskCapWidth { get; } = new("width of the risk-score cap", DateAxis.PerformancePeriod,
        None<Rate>(Start, Authority.Remembered(ThirdParty, "The caps before 2024, around another reference year, are not modelled.")),
        In(new(2024, 1, 1), 3.Percent(),
            Authority.Remembered(
                ThirdParty,
                "Aged and disabled around the growth of the demographic score, end-stage renal disease around zero; " +
                "the reference year lies three years back until 2024 and is 2022 from 2025 on.")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The least number of aged and disabled beneficiaries for the cap.</summary>
    public static Dated<int> RiskCapLeastAgedAndDisabled { get; } = new("least aged and disabled beneficiaries for the risk-score cap", DateAxis.PerformancePeriod,
        In(Start, 1_500, Authority.Remembered(ThirdParty)),
        None<int>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The least number of beneficiaries with end-stage renal disease for the cap.</summary>
    public static Dated<int> RiskCapLeastEndStageRenalDisease { get; } = new("least beneficiaries with end-stage renal disease for the risk-score cap", DateAxis.PerformancePeriod,
        In(Start, 50, Authority.Remembered(ThirdParty)),
        None<int>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The largest population of the performance year for the cap, in multiples of the reference year.</summary>
    public static Dated<decimal> RiskCapLargestMultiple { get; } = new("largest population for the risk-score cap, times the reference year", DateAxis.PerformancePeriod,
        In(Start, 3m, Authority.Remembered(ThirdParty)),
        None<decimal>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The ceiling of the coding-intensity factor, standard organisations. The score takes the factor as CMS states it; a line beside it says where the ceiling lies and whether the factor is above it.</summary>
    public static Dated<decimal> CodingIntensityCeiling { get; } = new("ceiling of the coding-intensity factor", DateAxis.PerformancePeriod,
        None<decimal>(Start, Authority.Remembered(ThirdParty)),
        In(new(2024, 1, 1), 1.010m, Authority.Remembered(ThirdParty, "1.02 for high-needs organisations in 2026.")),
        None<decimal>(End, Authority.Of("ACO REACH model, 2021-2026")));

    /// <summary>The most that a score may have grown since 2019, after every other step.</summary>
    public static Dated<Rate> GrowthSince2019 { get; } = new("growth of the risk score since 2019", DateAxis.PerformancePeriod,
        None<Rate>(Start, Authority.Of("CMS ACO REACH PY2026 quick reference")),
        In(new(2026, 1, 1), 3.Percent(), Authority.Of("CMS ACO REACH PY2026 quick reference", "The one-sided 3 % cap is min(score, 1.03 × score of 2019), after the symmetric cap and the coding-intensity factor.")),
        None<Rate>(End, Authority.Of("ACO REACH model, 2021-2026")));

    private const string EquityReading =
        "132 of 132 amounts of 2023. Published final benchmarks do not contain it; it is added after the withholds.";

    /// <summary>The health equity benchmark adjustment for a beneficiary and month in the top decile of need.</summary>
    public static Dated<Money> EquityTopDecile { get; } = new("health equity adjustment, top decile, per beneficiary and month", DateAxis.PerformancePeriod,
        None<Money>(Start, Authority.Of(Results)),
        In(new(2023, 1, 1), Money.Of(30m), Authority.Of(Results, EquityReading)),
        None<Money>(new(2024, 1, 1), Authority.Remembered(ThirdParty, "The tables from 2024 on are not known: state the adjustment.")));

    /// <summary>The health equity benchmark adjustment for a beneficiary and month in the lower half of need.</summary>
    public static Dated<Money> EquityLowerHalf { get; } = new("health equity adjustment, lower half, per beneficiary and month", DateAxis.PerformancePeriod,
        None<Money>(Start, Authority.Of(Results)),
        In(new(2023, 1, 1), Money.Of(-6m), Authority.Of(Results, EquityReading)),
        None<Money>(new(2024, 1, 1), Authority.Remembered(ThirdParty, "The tables from 2024 on are not known: state the adjustment.")));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters =>
    [
        GlobalCorridor, ProfessionalCorridor, GlobalDiscount, ProfessionalDiscount, QualityWithhold, QualityWithholdBase, RetentionWithhold, TrendAdjustment, SequestrationRate, SequestrationAppliesTo,
        BaseYearWeights, HistoryWeight, HistoryWeightNewEntrant, RegionalCeiling, RegionalFloor,
        Version24Weight, RiskCapWidth, RiskCapLeastAgedAndDisabled, RiskCapLeastEndStageRenalDisease, RiskCapLargestMultiple, CodingIntensityCeiling, GrowthSince2019, EquityTopDecile, EquityLowerHalf,
    ];
}
