using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the risk corridors of the Affordable Care Act.</summary>
public sealed partial class AcaRiskCorridors
{
    private static readonly LocalDate Y2014 = new(2014, 1, 1);

    /// <summary>The corridor: 3 and 8 % of the target amount, 50 and 80 % of what lies beyond.</summary>
    public static Dated<CorridorBands> Corridor { get; } = new("ACA risk corridor", DateAxis.PlanYear,
        In(Y2014, CorridorBands.Symmetric(new(Rate.Zero, 3.Percent()), new(50.Percent(), 8.Percent()), new(80.Percent())),
            Authority.Of("42 USC 18062(b); 45 CFR 153.510(b), (c)",
                "50 % of allowable costs beyond 103 % of the target, as the regulation says; " +
                "the statute's letter has 50 % of the target amount.")),
        None<CorridorBands>(new(2017, 1, 1), Authority.Of("42 USC 18062(a): calendar years 2014, 2015 and 2016")));

    /// <summary>How the target is built, by benefit year.</summary>
    public static Dated<RiskCorridorTargetRule> TargetRule { get; } = new("ACA risk corridor target", DateAxis.PlanYear,
        In(Y2014,
            new RiskCorridorTargetRule
            {
                LeastProfit = 3.Percent(),
                AdministrativeCap = 20.Percent(),
                AdjustmentFromCostShare = 80.Percent()
            },
            Authority.Of("45 CFR 153.500, 153.530",
                "The percentage that HHS specified for plans in a transitional state, " +
                "if allowable costs are at least 80 % of after-tax premium; otherwise none.")),
        In(new(2015, 1, 1),
            new RiskCorridorTargetRule
            {
                LeastProfit = 3.Percent(),
                AdministrativeCap = 20.Percent(),
                Adjustment = 2.Percent(),
                CountsReserveDifference = true,
            },
            Authority.Of("45 CFR 153.500, 153.530(b)(2)(iv)")),
        In(new(2016, 1, 1),
            new RiskCorridorTargetRule
            {
                LeastProfit = 3.Percent(),
                AdministrativeCap = 20.Percent(),
                AdjustmentFromCostShare = 80.Percent(),
                CountsReserveDifference = true,
            },
            Authority.Of("45 CFR 153.500, 153.530(b)(2)(iv)")),
        None<RiskCorridorTargetRule>(new(2017, 1, 1), Authority.Of("42 USC 18062(a)")));

    /// <summary>
    /// What was paid of the 2014 payments: about $362 million were collected against $2.87 billion requested. Not applied unless it is set
    /// in
    /// the terms.
    /// </summary>
    public static Cited<Rate> Proration2014 { get; } = new(Rate.Of(0.126m),
        Authority.Remembered("Announcement of the risk corridors payment proration rate for 2014, as reported by third parties",
            confirmedBy: "CMS, Risk Corridors Payment Proration Rate for 2014, 1 October 2015"));

    /// <summary>The proration as a parameter, for tables: it was announced for 2014 and is applied only where the terms set it.</summary>
    public static Dated<Rate> PaymentProration { get; } = new(
        "ACA risk corridor, announced proration of payments (applied only if the terms set it)", DateAxis.PlanYear,
        In(Y2014, Proration2014.Value, Proration2014.Authority),
        None<Rate>(new(2015, 1, 1), Proration2014.Authority));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Corridor, TargetRule, PaymentProration];
}

/// <summary>Every rule of one benefit year as data: value and authority.</summary>
public sealed record AcaRiskCorridorRules
{
    /// <summary>The corridor.</summary>
    public required Cited<CorridorBands> Corridor { get; init => field = Given.Of(value); }

    /// <summary>How the target is built.</summary>
    public required Cited<RiskCorridorTargetRule> Target { get; init => field = Given.Of(value); }

    internal static AcaRiskCorridorRules Of(int year)
    {
        var day = new LocalDate(year, 1, 1);
        return new() { Corridor = AcaRiskCorridors.Corridor.CitedOn(day), Target = AcaRiskCorridors.TargetRule.CitedOn(day) };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
