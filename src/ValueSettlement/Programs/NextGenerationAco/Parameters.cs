using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the Next Generation ACO model.</summary>
public sealed partial class NextGenerationAco
{
    private const string Agreement = "Next Generation ACO participation agreement";

    /// <summary>The share of savings and losses in Arrangement A.</summary>
    public static Dated<Rate> ShareA { get; } = new("share in Arrangement A", DateAxis.PerformancePeriod,
        First(80.Percent(), Authority.Of(Agreement + ", risk arrangement")), End<Rate>());

    /// <summary>The share of savings and losses in Arrangement B.</summary>
    public static Dated<Rate> ShareB { get; } = new("share in Arrangement B", DateAxis.PerformancePeriod,
        First(100.Percent(), Authority.Of(Agreement + ", risk arrangement")), End<Rate>());

    /// <summary>The least savings and losses cap on offer.</summary>
    public static Dated<Rate> LeastCap { get; } = new("least savings and losses cap", DateAxis.PerformancePeriod,
        First(5.Percent(), Authority.Of(Agreement + ", savings/losses cap")), End<Rate>());

    /// <summary>The greatest savings and losses cap on offer.</summary>
    public static Dated<Rate> GreatestCap { get; } = new("greatest savings and losses cap", DateAxis.PerformancePeriod,
        First(15.Percent(), Authority.Of(Agreement + ", savings/losses cap")), End<Rate>());

    /// <summary>The rate of sequestration.</summary>
    public static Dated<Rate> SequestrationRate { get; } = new("sequestration", DateAxis.PerformancePeriod,
        First(2.Percent(), Authority.Remembered("2 USC 901a; rate remembered, suspended for some payment dates from May 2020 on",
            confirmedBy: "2 USC 901a(6)(A), and a settlement report of a Next Generation ACO reproduced with it")),
        End<Rate>());

    /// <summary>What sequestration applies to.</summary>
    public static Dated<AppliesTo> SequestrationAppliesTo { get; } = new("sequestration applies to", DateAxis.PerformancePeriod,
        First(AppliesTo.Gains, Authority.Of(Agreement + ", settlement", "Savings only.")), End<AppliesTo>());

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [ShareA, ShareB, LeastCap, GreatestCap, SequestrationRate, SequestrationAppliesTo];

    private static DatedEntry<T> First<T>(T value, Authority authority) => In(new(2016, 1, 1), value, authority);

    private static DatedEntry<T> End<T>() => None<T>(new(2022, 1, 1), Authority.Of("Next Generation ACO model, 2016-2021"));
}

/// <summary>Every rule of one arrangement and performance year as data: value and authority.</summary>
public sealed record NextGenerationRules
{
    /// <summary>The share of savings and losses.</summary>
    public required Cited<Rate> Share { get; init => field = Given.Of(value); }

    /// <summary>The rate of sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    /// <summary>What sequestration applies to.</summary>
    public required Cited<AppliesTo> SequestrationAppliesTo { get; init => field = Given.Of(value); }

    internal static NextGenerationRules Of(NextGenerationArrangement arrangement, int year)
    {
        var day = new LocalDate(year, 1, 1);
        return new()
        {
            Share = (arrangement == NextGenerationArrangement.A ? NextGenerationAco.ShareA : NextGenerationAco.ShareB).CitedOn(day),
            Sequestration = NextGenerationAco.SequestrationRate.CitedOn(day),
            SequestrationAppliesTo = NextGenerationAco.SequestrationAppliesTo.CitedOn(day),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
