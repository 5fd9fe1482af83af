using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters beside a drug agreement, every rule of which is the agreement's own.</summary>
public sealed partial class DrugAgreement
{
    internal static LocalDate FirstDay { get; } = new(2010, 1, 1);

    /// <summary>The least basic Medicaid rebate of an innovator drug, as a share of the average manufacturer price.</summary>
    public static Dated<Rate> LeastRebate { get; } = new("Medicaid, least basic rebate", DateAxis.PerformancePeriod,
        Dated.In(FirstDay, 23.1m.Percent(), Authority.Of("42 USC 1396r-8(c)(1)(B)(i)")));

    /// <summary>The same for clotting factors and drugs approved for children alone.</summary>
    public static Dated<Rate> LeastRebateOfExceptions { get; } = new(
        "Medicaid, least basic rebate of clotting factors and paediatric drugs", DateAxis.PerformancePeriod,
        Dated.In(FirstDay, 17.1m.Percent(), Authority.Of("42 USC 1396r-8(c)(1)(B)(iii)")));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [LeastRebate, LeastRebateOfExceptions];
}
