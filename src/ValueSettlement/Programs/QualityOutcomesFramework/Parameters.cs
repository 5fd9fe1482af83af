using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the Quality and Outcomes Framework. A year begins on 1 April.</summary>
public sealed partial class QualityOutcomesFramework
{
    private const string Reported = "Quality and Outcomes Framework, as reported by third parties";
    private const string Statement = "NHS England, General Medical Services Statement of Financial Entitlements of the year, section on ";
    private const string Confirming = Statement + "the Quality and Outcomes Framework";

    /// <summary>The value of a point in pounds, for the average list.</summary>
    public static Dated<decimal> PointValue { get; } = new("value of a point in pounds", DateAxis.PlanYear,
        In(April(2021), 201.16m, AsReported), None<decimal>(April(2022), NotRead), In(April(2023), 213.43m, AsReported),
        In(April(2024), 220.62m, AsReported), In(April(2025), 225.49m, AsReported), In(April(2026), 227.95m, AsReported),
        None<decimal>(April(2027), NotRead));

    /// <summary>The average list of a practice, in patients. Of the years that have none here it is stated.</summary>
    public static Dated<decimal> AverageList { get; } = new("average list of a practice", DateAxis.PlanYear,
        None<decimal>(April(2021), NotRead), In(April(2024), 9_962m, AsReported), None<decimal>(April(2025), NotRead),
        In(April(2026), 10_349m, AsReported), None<decimal>(April(2027), NotRead));

    /// <summary>The indicators that are scored in two ways, the better of which counts.</summary>
    public static Dated<ValueList<string>> TwoWays { get; } = new("indicators scored by achievement or improvement", DateAxis.PlanYear,
        None<ValueList<string>>(April(2021), AsReported),
        In<ValueList<string>>(April(2026), ["VI001", "VI002", "VI003"], AsReported));

    /// <summary>The improvement on the practice's own mean of two years from which on there are points; where all of them are reached is
    /// stated with the indicator.</summary>
    public static Dated<Rate> ImprovementFrom { get; } = new("improvement from which points begin, percentage points", DateAxis.PlanYear,
        None<Rate>(April(2021), AsReported), In(April(2026), 5.Percent(), AsReported));

    /// <summary>The share of last year's achievement that is paid in advance. Of the years that have none here it is stated.</summary>
    public static Dated<Rate> AspirationShare { get; } = new("aspiration, share of last year's achievement", DateAxis.PlanYear,
        In(April(2007), 60.Percent(), Authority.Of("BMA, Focus on QOF payments, 2007")),
        None<Rate>(April(2008), Authority.Of(Statement + "aspiration payments",
            "Not read: a term of the contract. It is remembered as 70 or 80 % of late.")));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [PointValue, AverageList, TwoWays, ImprovementFrom, AspirationShare];

    private static Authority AsReported => Authority.Remembered(Reported, confirmedBy: Confirming);

    private static Authority NotRead => Authority.Of(Confirming, "Not read for this year: a term of the contract.");

    private static LocalDate April(int year) => new(year, 4, 1);
}

/// <summary>Every rule of one year as data: value and authority. What is left out is the programme's own, and a failure where it has
/// none.</summary>
public sealed record OutcomesFrameworkRules
{
    /// <summary>The value of a point in pounds, above 0.</summary>
    public Cited<decimal>? PointValue { get; init; }

    /// <summary>The average list of a practice, above 0.</summary>
    public Cited<decimal>? AverageList { get; init; }

    /// <summary>The improvement from which points begin, 0 to 1; needed where an indicator is scored by improvement.</summary>
    public Cited<Rate>? ImprovementFrom { get; init; }

    /// <summary>The share of last year's achievement that is paid in advance, 0 to 1; needed only where that is found here.</summary>
    public Cited<Rate>? AspirationShare { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal OutcomesFrameworkRules On(LocalDate day) => new()
    {
        PointValue = PointValue ?? QualityOutcomesFramework.PointValue.FindCited(day),
        AverageList = AverageList ?? QualityOutcomesFramework.AverageList.FindCited(day),
        ImprovementFrom = ImprovementFrom ?? QualityOutcomesFramework.ImprovementFrom.FindCited(day),
        AspirationShare = AspirationShare ?? QualityOutcomesFramework.AspirationShare.FindCited(day),
    };

    internal void Validate(string year, List<Failure> failures)
    {
        foreach (var (rule, member, what) in new[]
        {
            (PointValue, "pointValue", "the value of a point"), (AverageList, "averageList", "the average list"),
        })
        {
            if (rule is null)
            {
                failures.Add(new("parameter-missing", $"rules.{member}", year, $"The library does not know {what} of this year.",
                    "State it with its citation: the Statement of Financial Entitlements of the year has it."));
            }
            else if (rule.Value is <= 0m or > 1_000_000m)
            {
                failures.Add(new("parameter-range", $"rules.{member}.value", NumberText.Number(rule.Value),
                    "It lies above 0 and is at most 1,000,000.", "State pounds and patients."));
            }
        }

        foreach (var (rule, member) in new[] { (ImprovementFrom, "improvementFrom"), (AspirationShare, "aspirationShare") })
        {
            if (rule is { Value.Fraction: < 0m or > 1m })
            {
                failures.Add(new("rate-range", $"rules.{member}.value", rule.Value.ToString(), "It lies between 0 and 100 %.",
                    "Write it as a fraction: 0.05 for 5 percentage points."));
            }
        }
    }
}
