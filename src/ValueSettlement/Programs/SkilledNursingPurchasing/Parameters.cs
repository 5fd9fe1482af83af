using NodaTime;
using ValueSettlement.Measures;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of skilled nursing facility purchasing. A fiscal year begins on 1 October of the year
/// before.</summary>
public sealed partial class SkilledNursingPurchasing
{
    private const string Statute = "42 USC 1395yy(h)";
    private const string Regulation = "42 CFR 413.338";

    private static readonly LocalDate First = Fiscal(2019);

    /// <summary>The share of each facility's payments that is withheld.</summary>
    public static Dated<Rate> Withhold { get; } = new("withhold", DateAxis.PaymentDate,
        In(First, 2.Percent(), Authority.Of(Statute)));

    /// <summary>The share of what is withheld that is paid back. The statute leaves 50 to 70 %.</summary>
    public static Dated<Rate> Payback { get; } = new("payback share", DateAxis.PaymentDate,
        In(First, 60.Percent(), Authority.Remembered(Regulation + "(c)(2)(i)",
            "At least 60 %, and more for facilities of low volume: the least of it.",
            "the final rule on payments of the fiscal year, which states the share with what low volume adds")),
        In(Fiscal(2023), 60.Percent(), Authority.Of(Regulation + "(c)(2)(i)")),
        In(Fiscal(2027), 60.Percent(), Authority.Remembered(Regulation + "(c)(2)(i)", "At least 60 %: the least of it.",
            "the final rule on payments of fiscal year 2027")));

    /// <summary>What happens to a facility without a score.</summary>
    public static Dated<UnscoredParticipant> Unscored { get; } = new("facility without a score", DateAxis.PaymentDate,
        In(First, UnscoredParticipant.Neutral, Authority.Of(Regulation + "(b), (d)(3)", "Held harmless: fewer than 25 stays.")),
        In(Fiscal(2023), UnscoredParticipant.LeftOut, Authority.Of(Regulation + "(b), (d)(3)")));

    /// <summary>Whether every score of the year is set to nothing and the payback is the same share for everybody.</summary>
    public static Dated<bool> Suppressed { get; } = new("scores suppressed", DateAxis.PaymentDate,
        In(First, false, Authority.Of(Regulation)),
        In(Fiscal(2022), true, Authority.Of(Regulation + "(h)-(i)", "Every score is 0, and every facility has the same share back.")),
        In(Fiscal(2024), false, Authority.Of(Regulation)));

    /// <summary>Points for achievement. Of fiscal years 2019 to 2025 only the range is known, 1 to 99 and 100 at the benchmark: the
    /// constants are stated.</summary>
    public static Dated<PointsCurve> Achievement { get; } = new("achievement points", DateAxis.PaymentDate,
        None<PointsCurve>(First, Authority.Of(Regulation + "(d)", "1 to 99, at the benchmark 100; the constants were not read.")),
        In(Fiscal(2026), PointsCurve.HospitalAchievement with { Decimals = null }, Authority.Remembered(Regulation + "(e)",
            "The range was read, 1 to 9 and 10 at the benchmark; scale and offset are those of hospitals, and nothing is rounded.",
            "42 CFR 413.338(e)(1) as of fiscal year 2026, or published points of facilities")));

    /// <summary>Points for improvement. Of fiscal years 2019 to 2025 only the range is known, 0 to 90: the constants are stated.</summary>
    public static Dated<PointsCurve> Improvement { get; } = new("improvement points", DateAxis.PaymentDate,
        None<PointsCurve>(First, Authority.Of(Regulation + "(d)", "0 to 90; the constants were not read.")),
        In(Fiscal(2026), PointsCurve.HospitalImprovement with { Decimals = null }, Authority.Remembered(Regulation + "(e)",
            "The range was read, 0 to 9; scale and offset are those of hospitals, and nothing is rounded.",
            "42 CFR 413.338(e)(2) as of fiscal year 2026, or published points of facilities")));

    /// <summary>The measures of a fiscal year by name, where they were read; for other years they are those of the standards.</summary>
    public static Dated<ValueList<string>> Measures { get; } = new("measures", DateAxis.PaymentDate,
        None<ValueList<string>>(First, Authority.Of(Regulation + "(d)", "One measure of readmissions, which the standards name.")),
        In<ValueList<string>>(Fiscal(2026), ["Readmission", "Healthcare-associated infection", "Staffing turnover", "Total nurse staffing"],
            Authority.Of("CMS, SNF VBP, fiscal year 2026", "Baseline fiscal year 2022, performance fiscal year 2024.")),
        None<ValueList<string>>(Fiscal(2027), Authority.Of("CMS-1843-P, 91 FR 17678", "The final rule was not read.")));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [Withhold, Payback, Unscored, Suppressed, Achievement, Improvement, Measures];

    private static LocalDate Fiscal(int year) => new(year - 1, 10, 1);
}

/// <summary>Every rule of one fiscal year as data: value and authority. What is left out is the programme's own.</summary>
public sealed record SkilledNursingRules
{
    /// <summary>The share of payments that is withheld, above 0 and at most 1.</summary>
    public Cited<Rate>? Withhold { get; init; }

    /// <summary>The share of what is withheld that is paid back, above 0 and at most 1.</summary>
    public Cited<Rate>? Payback { get; init; }

    /// <summary>What happens to a facility without a score.</summary>
    public Cited<UnscoredParticipant>? Unscored { get; init; }

    /// <summary>Whether every score is set to nothing and the payback is the same share for everybody.</summary>
    public Cited<bool>? Suppressed { get; init; }

    /// <summary>Points for achievement; needed where a standard has a threshold.</summary>
    public Cited<PointsCurve>? Achievement { get; init; }

    /// <summary>Points for improvement; needed where a standard has a threshold.</summary>
    public Cited<PointsCurve>? Improvement { get; init; }

    /// <summary>The fewest scored measures with which a facility has a score, 1 to 1,000; needed with standards.</summary>
    public Cited<int>? MinimumMeasures { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal SkilledNursingRules On(LocalDate day) => new()
    {
        Withhold = Withhold ?? SkilledNursingPurchasing.Withhold.CitedOn(day),
        Payback = Payback ?? SkilledNursingPurchasing.Payback.CitedOn(day),
        Unscored = Unscored ?? SkilledNursingPurchasing.Unscored.CitedOn(day),
        Suppressed = Suppressed ?? SkilledNursingPurchasing.Suppressed.CitedOn(day),
        Achievement = Achievement ?? SkilledNursingPurchasing.Achievement.FindCited(day),
        Improvement = Improvement ?? SkilledNursingPurchasing.Improvement.FindCited(day),
        MinimumMeasures = MinimumMeasures,
    };
}
