using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters from which parties negotiate a fixed-price incentive contract.</summary>
public sealed partial class FixedPriceIncentive
{
    private static readonly LocalDate Start = new(2000, 1, 1);

    /// <summary>The ceiling from which parties negotiate, as a share of the target cost.</summary>
    public static Dated<Rate> DepartureCeiling { get; } = new("ceiling price, point of departure", DateAxis.AgreementStart,
        Dated.In(Start, 120.Percent(), Authority.Of("DFARS 216.403-1(b)(2)")));

    /// <summary>The contractor's share from which parties negotiate, for overruns and underruns.</summary>
    public static Dated<Rate> DepartureShare { get; } = new("contractor's share, point of departure", DateAxis.AgreementStart,
        Dated.In(Start, 50.Percent(), Authority.Of("DFARS 216.403-1(b)(2)")));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [DepartureCeiling, DepartureShare];
}
