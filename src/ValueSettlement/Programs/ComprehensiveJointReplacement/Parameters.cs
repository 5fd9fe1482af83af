using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of CJR.</summary>
public static partial class ComprehensiveJointReplacement
{
    private static readonly LocalDate Year1 = new(2016, 4, 1);
    private static readonly LocalDate Year2 = new(2017, 1, 1);
    private static readonly LocalDate Year3 = new(2018, 1, 1);
    private static readonly LocalDate Year4 = new(2019, 1, 1);
    private static readonly LocalDate Year6 = new(2021, 10, 1);

    /// <summary>The greatest composite quality score in points.</summary>
    public const decimal GreatestScore = 20m;

    /// <summary>The effective discount of the price that gains are measured against: 3 % less the reduction for quality.</summary>
    public static Dated<DiscountByQuality> Discount { get; } = new("CJR discount, payments", DateAxis.PerformancePeriod,
        In(Year1, Discounts(3m, 3m, 2m, 1.5m), Authority.Of("42 CFR 510.300(c)(2), 510.315(f)")),
        In(Year6, Discounts(3m, 3m, 1.5m, 0m), Authority.Of("42 CFR 510.300(c)(2), 510.315(f)")));

    /// <summary>The effective discount of the price that losses are measured against, where it differs.</summary>
    public static Dated<DiscountByQuality> RepaymentDiscount { get; } = new("CJR discount, repayments", DateAxis.PerformancePeriod,
        None<DiscountByQuality>(Year1, Authority.Of("42 CFR 510.300(c)(3), 510.305(f)(3)", "Repayment is waived in the first year.")),
        In(Year2, Discounts(2m, 2m, 1m, 0.5m), Authority.Of("42 CFR 510.300(c)(3), 510.315(f)", "Two prices: spending between them is neither paid nor owed.")),
        None<DiscountByQuality>(Year4, Authority.Of("42 CFR 510.300(c)(3)")));

    /// <summary>Stop-gain as a share of the aggregate target price.</summary>
    public static Dated<Rate> StopGain { get; } = new("CJR stop-gain", DateAxis.PerformancePeriod,
        In(Year1, 5.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(B)")),
        In(Year3, 10.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(B)")),
        In(Year4, 20.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(B), (m)(1)(vii)(B)")));

    /// <summary>Stop-loss as a share of the aggregate target price, by hospital.</summary>
    public static IReadOnlyDictionary<JointReplacementHospital, Dated<Rate>> StopLoss { get; } = new Dictionary<JointReplacementHospital, Dated<Rate>>
    {
        [JointReplacementHospital.Standard] = new("CJR stop-loss", DateAxis.PerformancePeriod,
            None<Rate>(Year1, Authority.Of("42 CFR 510.305(f)(3)")),
            In(Year2, 5.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(A)")),
            In(Year3, 10.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(A)")),
            In(Year4, 20.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(A), (m)(1)(vii)(A)"))),
        [JointReplacementHospital.RuralOrEquivalent] = new("CJR stop-loss, rural and equivalent hospitals", DateAxis.PerformancePeriod,
            None<Rate>(Year1, Authority.Of("42 CFR 510.305(f)(3)")),
            In(Year2, 3.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(C)")),
            In(Year3, 5.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(C), (m)(1)(vii)(C)"))),
    };

    /// <summary>Parts of hospital and region in the price.</summary>
    public static Dated<HospitalAndRegion> Blend { get; } = new("CJR blend of hospital and region", DateAxis.PerformancePeriod,
        In(Year1, new HospitalAndRegion(2m, 1m), Authority.Of("42 CFR 510.300(b)(2)")),
        In(Year3, new HospitalAndRegion(1m, 2m), Authority.Of("42 CFR 510.300(b)(2)")),
        In(Year4, new HospitalAndRegion(0m, 1m), Authority.Of("42 CFR 510.300(b)(2)")));

    /// <summary>The least episodes of the base years for a price of the hospital's own; below, the region's alone.</summary>
    public static Dated<int> LeastEpisodesForOwnPrice { get; } = new("CJR least episodes for a hospital's own price", DateAxis.PerformancePeriod,
        In(Year1, 20, Authority.Of("42 CFR 510.300(b)(3)")),
        None<int>(Year4, Authority.Of("42 CFR 510.300(b)(2)")));

    /// <summary>The least points for a reconciliation payment.</summary>
    public static Dated<decimal> GatePoints { get; } = new("CJR least quality score for a payment", DateAxis.PerformancePeriod,
        In(Year1, 5.0m, Authority.Of("42 CFR 510.305(f)(2)", "510.305(g)(3) names 4.00, but payment needs 5.00: nothing is paid below.")));

    /// <summary>Whether results are computed again a year later with later claims and overlaps.</summary>
    public static Dated<bool> RecomputedLater { get; } = new("CJR second reconciliation", DateAxis.PerformancePeriod,
        In(Year1, true, Authority.Of("42 CFR 510.305(d), (i)", "The limits apply to the cumulative result.")),
        None<bool>(Year6, Authority.Of("42 CFR 510.305(l)")));

    /// <summary>Points of the complications measure by national percentile.</summary>
    public static ValueList<PointsStep> ComplicationPoints { get; } = Points(10m, 9.25m, 8.5m, 7.75m, 7m, 6.25m, 5.5m);

    /// <summary>Points of the patient experience survey by national percentile.</summary>
    public static ValueList<PointsStep> ExperiencePoints { get; } = Points(8m, 7.4m, 6.8m, 6.2m, 5.6m, 5m, 4.4m);

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Discount, RepaymentDiscount, StopGain, .. StopLoss.Values, Blend, LeastEpisodesForOwnPrice, GatePoints, RecomputedLater];

    /// <summary>The rules of a performance year, to be replaced value by value.</summary>
    /// <param name="performanceYear">1 to 8.</param>
    /// <param name="hospital">What the hospital is.</param>
    public static JointReplacementRules Rules(int performanceYear, JointReplacementHospital hospital)
    {
        var start = Period(performanceYear).Start;
        return new()
        {
            Discount = Cited<DiscountByQuality>.Of(Discount.On(start)),
            RepaymentDiscount = RepaymentDiscount.Find(start) is { } other ? Cited<DiscountByQuality>.Of(other) : null,
            StopGain = Cited<Rate>.Of(StopGain.On(start)),
            StopLoss = StopLoss[hospital].Find(start) is { } limit ? Cited<Rate>.Of(limit) : null,
            Blend = Cited<HospitalAndRegion>.Of(Blend.On(start)),
            LeastEpisodesForOwnPrice = LeastEpisodesForOwnPrice.Find(start) is { } least ? Cited<int>.Of(least) : null,
            GatePoints = Cited<decimal>.Of(GatePoints.On(start)),
            RecomputedLater = RecomputedLater.Find(start) is not null,
        };
    }

    /// <summary>First and last day of a performance year. Year 5 is taken with both of its subsets.</summary>
    /// <param name="performanceYear">1 to 8.</param>
    public static DateInterval Period(int performanceYear) => performanceYear switch
    {
        1 => new(Year1, new(2016, 12, 31)),
        2 => new(Year2, new(2017, 12, 31)),
        3 => new(Year3, new(2018, 12, 31)),
        4 => new(Year4, new(2019, 12, 31)),
        5 => new(new(2020, 1, 1), new(2021, 9, 30)),
        6 => new(Year6, new(2022, 12, 31)),
        7 => new(new(2023, 1, 1), new(2023, 12, 31)),
        8 => new(new(2024, 1, 1), new(2024, 12, 31)),
        _ => throw new SettlementException([new("period-unknown", "performanceYear", FormattableString.Invariant($"{performanceYear}"), "Performance years are 1 to 8.", "Choose one of them.")]),
    };

    private static DiscountByQuality Discounts(decimal below, decimal acceptable, decimal good, decimal excellent) => new(below.Percent(), acceptable.Percent(), good.Percent(), excellent.Percent());

    private static ValueList<PointsStep> Points(params ReadOnlySpan<decimal> points)
    {
        ReadOnlySpan<int> from = [90, 80, 70, 60, 50, 40, 30];
        var steps = new List<PointsStep>();
        for (var i = 0; i < from.Length; i++)
        {
            steps.Add(new(from[i].Percent(), points[i]));
        }

        return [.. steps, new(Rate.Zero, 0m)];
    }

    private static DatedEntry<T> In<T>(LocalDate from, T value, Authority authority) => new(from, value, true, authority);

    private static DatedEntry<T> None<T>(LocalDate from, Authority authority) => new(from, default, false, authority);
}
