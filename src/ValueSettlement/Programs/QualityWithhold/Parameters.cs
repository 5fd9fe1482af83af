namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters beside a quality withhold, every rule of which is the contract's own.</summary>
public sealed partial class QualityWithhold
{
    /// <summary>The most that a Medicaid managed-care plan is paid with its incentives, as a share of the approved capitation.</summary>
    public static Dated<Rate> GreatestPayment { get; } = new("Medicaid managed care, most with incentives", DateAxis.PerformancePeriod,
        Dated.In(new(2017, 7, 1), 105.Percent(), Authority.Of("42 CFR 438.6(b)(2)",
            "A bonus is an incentive; what comes back of a withhold is not, 438.6(b)(3). Rating periods from 1 July 2017.")));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [GreatestPayment];
}
