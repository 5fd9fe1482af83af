using NodaTime;
using ValueSettlement.Curves;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the rebates of issuers.</summary>
public sealed partial class LossRatioRebate
{
    private static readonly LocalDate Y2011 = new(2011, 1, 1);

    /// <summary>The federal standards by market.</summary>
    public static IReadOnlyDictionary<InsuranceMarket, Dated<Rate>> Standards { get; } = new Dictionary<InsuranceMarket, Dated<Rate>>
    {
        [InsuranceMarket.Individual] = Standard("medical loss ratio standard, individual market", 80, "45 CFR 158.210(c)"),
        [InsuranceMarket.SmallGroup] = Standard("medical loss ratio standard, small group market", 80, "45 CFR 158.210(b)"),
        [InsuranceMarket.LargeGroup] = Standard("medical loss ratio standard, large group market", 85, "45 CFR 158.210(a)"),
    };

    /// <summary>
    /// The credibility adjustment: base by life-years, factor by average deductible, both linear between the table's points.
    /// </summary>
    public static Dated<LossRatioCredibility> Credibility { get; } = new("medical loss ratio credibility adjustment", DateAxis.PlanYear,
        In<LossRatioCredibility>(Y2011, new()
        {
            ByLifeYears = Scale.Knots((1_000m, 0.083m), (2_500m, 0.052m), (5_000m, 0.037m), (10_000m, 0.026m), (25_000m, 0.016m),
                (50_000m, 0.012m), (75_000m, 0m)).Above(0m),
            ByDeductible = Scale.Knots((2_500m, 1.164m), (5_000m, 1.402m), (10_000m, 1.736m)).Below(1m).Above(1.736m),
            LeastLifeYears = 1_000m,
            Decimals = 3,
        }, Authority.Of("45 CFR 158.230, 158.231, 158.232",
            "Both tables are interpolated linearly; below a deductible of $2,500 the factor is 1.000.")));

    /// <summary>The least rebate that is paid to a group: policyholder and subscribers together.</summary>
    public static Dated<Money> LeastGroupRebate { get; } = new("least medical loss ratio rebate, group", DateAxis.PlanYear,
        In(Y2011, Money.Of(20), Authority.Of("45 CFR 158.243(a)")));

    /// <summary>The least rebate that is paid to a subscriber.</summary>
    public static Dated<Money> LeastSubscriberRebate { get; } = new("least medical loss ratio rebate, subscriber", DateAxis.PlanYear,
        In(Y2011, Money.Of(5), Authority.Of("45 CFR 158.243(a)")));

    /// <summary>Every dated parameter of rebates.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [.. Standards.Values, Credibility, LeastGroupRebate, LeastSubscriberRebate];

    private static Dated<Rate> Standard(string name, int percent, string citation) =>
        new(name, DateAxis.PlanYear, In(Y2011, percent.Percent(), Authority.Of(citation + "; PHSA 2718(b)(1)")));
}

/// <summary>The dated, cited parameters of the remittances of plans.</summary>
public sealed partial class LossRatioRemittance
{
    private static readonly Authority MedicareRule = Authority.Of("42 USC 1395w-27(e)(4); 42 CFR 422.2410");

    /// <summary>The standard of Medicare Advantage and Part D contracts.</summary>
    public static Dated<Rate> MedicareStandard { get; } = new("medical loss ratio standard, Medicare", DateAxis.PlanYear,
        In(new(2014, 1, 1), 85.Percent(), MedicareRule));

    /// <summary>Consecutive years below the standard from which a Medicare contract may not enrol.</summary>
    public static Dated<int> NoEnrolmentAfter { get; } = new("years below the standard before enrolment stops", DateAxis.PlanYear,
        In(new(2014, 1, 1), 3, MedicareRule));

    /// <summary>Consecutive years below the standard from which a Medicare contract ends.</summary>
    public static Dated<int> TerminationAfter { get; } = new("years below the standard before termination", DateAxis.PlanYear,
        In(new(2014, 1, 1), 5, MedicareRule));

    /// <summary>
    /// The least member months of a Medicare contract for partial credibility, as reported; not applied unless it is set in the terms.
    /// </summary>
    public static Cited<decimal> MedicareNonCredibleBelow { get; } = new(2_400m,
        Authority.Remembered("42 CFR 422.2440; member months as reported by third parties",
            confirmedBy: "the table of credibility factors that CMS announces under 42 CFR 422.2440(d)"));

    /// <summary>The same number as a parameter, for tables.</summary>
    public static Dated<decimal> LeastMedicareMemberMonths { get; } = new(
        "least member months of a Medicare contract (applied only if the terms set it)", DateAxis.PlanYear,
        In(new(2014, 1, 1), MedicareNonCredibleBelow.Value, MedicareNonCredibleBelow.Authority));

    /// <summary>Every dated parameter of remittances.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [MedicareStandard, NoEnrolmentAfter, TerminationAfter, LeastMedicareMemberMonths];
}

/// <summary>Every rule of a rebate in one market and reporting year as data: value and authority.</summary>
public sealed record LossRatioRebateRules
{
    /// <summary>The standard: the federal one of the market, or a higher one of the state.</summary>
    public required Cited<Rate> Standard { get; init => field = Given.Of(value); }

    /// <summary>The credibility adjustment.</summary>
    public required Cited<LossRatioCredibility> Credibility { get; init => field = Given.Of(value); }

    /// <summary>The least rebate that is paid to a group.</summary>
    public required Cited<Money> LeastGroupRebate { get; init => field = Given.Of(value); }

    /// <summary>The least rebate that is paid to a subscriber.</summary>
    public required Cited<Money> LeastSubscriberRebate { get; init => field = Given.Of(value); }

    internal static LossRatioRebateRules Of(InsuranceMarket market, int year)
    {
        var day = new LocalDate(year, 1, 1);
        return new()
        {
            Standard = LossRatioRebate.Standards[market].CitedOn(day),
            Credibility = LossRatioRebate.Credibility.CitedOn(day),
            LeastGroupRebate = LossRatioRebate.LeastGroupRebate.CitedOn(day),
            LeastSubscriberRebate = LossRatioRebate.LeastSubscriberRebate.CitedOn(day),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Every rule of a remittance for one year as data: value and authority.</summary>
public sealed record LossRatioRemittanceRules
{
    /// <summary>The least ratio, at least 85 %.</summary>
    public required Cited<Rate> Standard { get; init => field = Given.Of(value); }

    /// <summary>
    /// Consecutive years below the standard from which a Medicare contract may not enrol; <see langword="null"/> for Medicaid.
    /// </summary>
    public Cited<int>? NoEnrolmentAfter { get; init; }

    /// <summary>Consecutive years below the standard from which a Medicare contract ends; <see langword="null"/> for Medicaid.</summary>
    public Cited<int>? TerminationAfter { get; init; }

    internal static LossRatioRemittanceRules OfMedicare(int year)
    {
        var day = new LocalDate(year, 1, 1);
        return new()
        {
            Standard = LossRatioRemittance.MedicareStandard.CitedOn(day),
            NoEnrolmentAfter = LossRatioRemittance.NoEnrolmentAfter.CitedOn(day),
            TerminationAfter = LossRatioRemittance.TerminationAfter.CitedOn(day),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
