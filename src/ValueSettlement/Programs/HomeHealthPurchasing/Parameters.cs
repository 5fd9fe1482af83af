using NodaTime;
using ValueSettlement.Measures;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of expanded home health value-based purchasing, by performance year; payments follow two years
/// later.</summary>
public sealed partial class HomeHealthPurchasing
{
    private const string Weights = "CMS, home health final rule for 2026, as reported by third parties";

    private static readonly LocalDate First = new(2023, 1, 1);

    /// <summary>The most that payments are raised or lowered by.</summary>
    public static Dated<Rate> ApplicablePercent { get; } = new("applicable percent", DateAxis.PerformancePeriod,
        In(First, 5.Percent(), Authority.Of("42 CFR 484.345-484.370")));

    /// <summary>The weight of the OASIS category in the cohort of larger agencies.</summary>
    public static Dated<Rate> OasisOfLarger { get; } = new("OASIS, larger agencies", DateAxis.PerformancePeriod,
        In(First, 35.Percent(), Authority.Of("42 CFR 484.360(b)")),
        In(new(2026, 1, 1), 40.Percent(), Authority.Remembered(Weights, "The measures of the category add up to it.",
            "the measure weights of the home health final rule for 2026, or 42 CFR 484.360(b) as amended")));

    /// <summary>The weight of the OASIS category in the cohort of smaller agencies.</summary>
    public static Dated<Rate> OasisOfSmaller { get; } = new("OASIS, smaller agencies", DateAxis.PerformancePeriod,
        In(First, 35.Percent(), Authority.Of("42 CFR 484.360(b)")),
        In(new(2026, 1, 1), 50.Percent(), Authority.Remembered(Weights, null,
            "the measure weights of the home health final rule for 2026, or 42 CFR 484.360(b) as amended")));

    /// <summary>The weights of the measures of the OASIS category in the cohort of larger agencies, where they are known.</summary>
    public static Dated<ValueList<MeasureWeight>> OasisMeasures { get; } = new("OASIS measures, larger agencies",
        DateAxis.PerformancePeriod,
        None<ValueList<MeasureWeight>>(First, Authority.Of("42 CFR 484.360(b)", "Not read: the weights of the standards.")),
        In<ValueList<MeasureWeight>>(new(2026, 1, 1),
            [
                new("Dyspnea", 7m),
                new("Oral Medications", 11m),
                new("Discharge Function", 15m),
                new("Bathing", 3.5m),
                new("Upper Body Dressing", 1.75m),
                new("Lower Body Dressing", 1.75m),
            ],
            Authority.Remembered(Weights, "In points of 100; together 40.", "the measure weights of the home health final rule for 2026")));

    /// <summary>The categories beside OASIS with their weights. From performance year 2026 on their split is stated.</summary>
    public static Dated<ValueList<PurchasingDomain>> Others { get; } = new("claims and survey", DateAxis.PerformancePeriod,
        In<ValueList<PurchasingDomain>>(First, [new(Claims, 35.Percent()), new(Survey, 30.Percent())], Authority.Of("42 CFR 484.360(b)")),
        None<ValueList<PurchasingDomain>>(new(2026, 1, 1), Authority.Of("42 CFR 484.360(b)",
            "The text as read still says 35 and 30 %, and OASIS is 40 % or 50 % now: a term of the contract.")));

    /// <summary>The fewest measures with points, with which an agency has a score.</summary>
    public static Dated<int> MinimumMeasures { get; } = new("fewest measures", DateAxis.PerformancePeriod,
        In(First, 5, Authority.Of("42 CFR 484.345, 484.360")));

    /// <summary>Points for achievement: from the median of the cohort to the benchmark.</summary>
    public static Dated<PointsCurve> Achievement { get; } = new("achievement points", DateAxis.PerformancePeriod,
        In<PointsCurve>(First, new(10m, 0m, 0m, 10m, 10m, null), Authority.Remembered("42 CFR 484.360(a)",
            "The range was read, 0 to below 10 and 10 at the benchmark; the ratio is reported by third parties.",
            "the methodology of the home health final rule for 2022, or published care points")));

    /// <summary>Points for improvement: from the agency's own baseline to the benchmark.</summary>
    public static Dated<PointsCurve> Improvement { get; } = new("improvement points", DateAxis.PerformancePeriod,
        In<PointsCurve>(First, new(9m, 0m, 0m, 9m, 9m, null), Authority.Remembered("42 CFR 484.360(a)",
            "The range was read, above 0 to below 9; the ratio is reported by third parties, and at the benchmark all 9 are given.",
            "the methodology of the home health final rule for 2022, or published care points")));

    /// <summary>Whether the gain of an agency is held within the applicable percent.</summary>
    public static Dated<bool> Limited { get; } = new("limited to the applicable percent", DateAxis.PerformancePeriod,
        In(First, true, Authority.Remembered("42 CFR 484.345-484.370",
            "Payments change by at most the applicable percent; what the limit takes off goes to nobody else.",
            "42 CFR 484.370(c) in full, or adjustments of a published year above the applicable percent")));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
    [
        ApplicablePercent, OasisOfLarger, OasisOfSmaller, OasisMeasures, Others, MinimumMeasures, Achievement, Improvement, Limited,
    ];
}

/// <summary>The weight of a measure among those of its domain.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Weight">Its weight, above 0.</param>
public sealed record MeasureWeight(string Measure, decimal Weight)
{
    /// <summary>The measure.</summary>
    public string Measure { get; init => field = Given.Of(value); } = Given.Of(Measure);

    /// <summary>Measure and weight.</summary>
    public override string ToString() => $"{Measure} {NumberText.Number(Weight)}";
}

/// <summary>Every rule of one performance year as data: value and authority. What is left out is the programme's own.</summary>
public sealed record HomeHealthRules
{
    /// <summary>The most that payments are raised or lowered by, above 0 and at most 1.</summary>
    public Cited<Rate>? ApplicablePercent { get; init; }

    /// <summary>The weight of the OASIS category, 0 to 1.</summary>
    public Cited<Rate>? Oasis { get; init; }

    /// <summary>The categories beside OASIS; all weights add up to 1.</summary>
    public Cited<ValueList<PurchasingDomain>>? Others { get; init; }

    /// <summary>The fewest measures with points, with which an agency has a score, 1 to 1,000.</summary>
    public Cited<int>? MinimumMeasures { get; init; }

    /// <summary>Points for achievement.</summary>
    public Cited<PointsCurve>? Achievement { get; init; }

    /// <summary>Points for improvement.</summary>
    public Cited<PointsCurve>? Improvement { get; init; }

    /// <summary>Whether the gain of an agency is held within the applicable percent.</summary>
    public Cited<bool>? Limited { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal HomeHealthRules On(LocalDate day, VolumeCohort cohort) => new()
    {
        ApplicablePercent = ApplicablePercent ?? HomeHealthPurchasing.ApplicablePercent.CitedOn(day),
        Oasis = Oasis ?? (cohort == VolumeCohort.Larger ? HomeHealthPurchasing.OasisOfLarger : HomeHealthPurchasing.OasisOfSmaller)
            .CitedOn(day),
        Others = Others ?? HomeHealthPurchasing.Others.FindCited(day),
        MinimumMeasures = MinimumMeasures ?? HomeHealthPurchasing.MinimumMeasures.CitedOn(day),
        Achievement = Achievement ?? HomeHealthPurchasing.Achievement.CitedOn(day),
        Improvement = Improvement ?? HomeHealthPurchasing.Improvement.CitedOn(day),
        Limited = Limited ?? HomeHealthPurchasing.Limited.CitedOn(day),
    };
}
