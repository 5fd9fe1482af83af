using NodaTime;
using ValueSettlement.Curves;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of CJR.</summary>
public sealed partial class ComprehensiveJointReplacement
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
        In(Year2, Discounts(2m, 2m, 1m, 0.5m),
            Authority.Of("42 CFR 510.300(c)(3), 510.315(f)", "Two prices: spending between them is neither paid nor owed.")),
        None<DiscountByQuality>(Year4, Authority.Of("42 CFR 510.300(c)(3)")));

    /// <summary>Stop-gain as a share of the aggregate target price.</summary>
    public static Dated<Rate> StopGain { get; } = new("CJR stop-gain", DateAxis.PerformancePeriod,
        In(Year1, 5.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(B)")),
        In(Year3, 10.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(B)")),
        In(Year4, 20.Percent(), Authority.Of("42 CFR 510.305(e)(1)(v)(B), (m)(1)(vii)(B)")));

    /// <summary>Stop-loss as a share of the aggregate target price, by hospital.</summary>
    public static IReadOnlyDictionary<JointReplacementHospital, Dated<Rate>> StopLoss { get; } =
        new Dictionary<JointReplacementHospital, Dated<Rate>>
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
    public static Dated<int> LeastEpisodesForOwnPrice { get; } = new("CJR least episodes for a hospital's own price",
        DateAxis.PerformancePeriod,
        In(Year1, 20, Authority.Of("42 CFR 510.300(b)(3)")),
        None<int>(Year4, Authority.Of("42 CFR 510.300(b)(2)")));

    /// <summary>The least points for a reconciliation payment.</summary>
    public static Dated<decimal> GatePoints { get; } = new("CJR least quality score for a payment", DateAxis.PerformancePeriod,
        In(Year1, 5.0m, Authority.Of("42 CFR 510.305(f)(2)", "510.305(g)(3) names 4.00, but payment needs 5.00: nothing is paid below.")));

    /// <summary>Whether results are computed again a year later with later claims and overlaps.</summary>
    public static Dated<bool> RecomputedLater { get; } = new("CJR second reconciliation", DateAxis.PerformancePeriod,
        In(Year1, true, Authority.Of("42 CFR 510.305(d), (i)", "The limits apply to the cumulative result.")),
        None<bool>(Year6, Authority.Of("42 CFR 510.305(l)")));

    /// <summary>The categories of the composite quality score, which decide the discounts.</summary>
    public static Dated<QualityCategories> Categories { get; } = new("CJR categories of the quality score", DateAxis.PerformancePeriod,
        In(Year1, new QualityCategories(5.0m, 6.9m, 15.0m), Authority.Of("42 CFR 510.305(f)(2), (g), 510.315(f)",
            "15.0 is good and above it excellent; below 5.0 nothing is paid.")));

    /// <summary>Days of an episode from the anchor discharge or procedure on.</summary>
    public static Dated<int> Days { get; } = new("CJR days of an episode", DateAxis.EpisodeAnchor,
        In(Year1, 90, Authority.Remembered("42 CFR 510.2, length of an episode, from memory",
            confirmedBy: "42 CFR 510.2, definition of an episode of care, as of April 2016")));

    /// <summary>Points of the complications measure by national percentile.</summary>
    public static Scale ComplicationPoints { get; } = Points(10m, 9.25m, 8.5m, 7.75m, 7m, 6.25m, 5.5m);

    /// <summary>Points of the patient experience survey by national percentile.</summary>
    public static Scale ExperiencePoints { get; } = Points(8m, 7.4m, 6.8m, 6.2m, 5.6m, 5m, 4.4m);

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
    [
        Discount, RepaymentDiscount, StopGain, .. StopLoss.Values, Blend, LeastEpisodesForOwnPrice, GatePoints, RecomputedLater,
            Categories, Days,
    ];

    /// <summary>First and last day of a performance year. Year 5 is taken with both of its subsets.</summary>
    /// <param name="year">1 to 8.</param>
    public static DateInterval Period(int year) => year switch
    {
        1 => new(Year1, new(2016, 12, 31)),
        2 => new(Year2, new(2017, 12, 31)),
        3 => new(Year3, new(2018, 12, 31)),
        4 => new(Year4, new(2019, 12, 31)),
        5 => new(new(2020, 1, 1), new(2021, 9, 30)),
        6 => new(Year6, new(2022, 12, 31)),
        7 => new(new(2023, 1, 1), new(2023, 12, 31)),
        8 => new(new(2024, 1, 1), new(2024, 12, 31)),
        _ => throw new ArgumentOutOfRangeException(nameof(year), year, "Performance years are 1 to 8."),
    };

    private static DiscountByQuality Discounts(decimal below, decimal acceptable, decimal good, decimal excellent) =>
        new(below.Percent(), acceptable.Percent(), good.Percent(), excellent.Percent());

    // From the 90th percentile down to the 30th; below it none.
    private static Scale Points(
        decimal from90, decimal from80, decimal from70, decimal from60, decimal from50, decimal from40, decimal from30) =>
        Scale.Steps((0m, 0m), (0.3m, from30), (0.4m, from40), (0.5m, from50), (0.6m, from60), (0.7m, from70), (0.8m, from80),
            (0.9m, from90));
}

/// <summary>Every rule of one performance year as data: value and authority.</summary>
public sealed record JointReplacementRules
{
    /// <summary>The effective discount of the price that gains are measured against.</summary>
    public required Cited<DiscountByQuality> Discount { get; init => field = Given.Of(value); }

    /// <summary>
    /// The effective discount of the price that losses are measured against; <see langword="null"/> where it is the same.
    /// </summary>
    public required Cited<DiscountByQuality>? RepaymentDiscount { get; init; }

    /// <summary>The most that is paid, as a share of the aggregate target price.</summary>
    public required Cited<Rate> StopGain { get; init => field = Given.Of(value); }

    /// <summary>
    /// The most that is owed, as a share of the aggregate target price; <see langword="null"/> where repayment is waived.
    /// </summary>
    public required Cited<Rate>? StopLoss { get; init; }

    /// <summary>Parts of the hospital's own price and of the region's in the blend; a part of 0 leaves one out.</summary>
    public required Cited<HospitalAndRegion> Blend { get; init => field = Given.Of(value); }

    /// <summary>
    /// The least episodes of the base years for a price of the hospital's own; <see langword="null"/> in years without one.
    /// </summary>
    public required Cited<int>? LeastEpisodesForOwnPrice { get; init; }

    /// <summary>The least points of quality for a reconciliation payment.</summary>
    public required Cited<decimal> GatePoints { get; init => field = Given.Of(value); }

    /// <summary>The categories of the composite quality score, which decide the discounts.</summary>
    public required Cited<QualityCategories> Categories { get; init => field = Given.Of(value); }

    /// <summary>Days of the window from the anchor discharge or procedure on, that day being the first.</summary>
    public required Cited<int> Days { get; init => field = Given.Of(value); }

    /// <summary>
    /// Whether spending that an accountable care organisation was already paid for is taken back, and settlements are recomputed later.
    /// </summary>
    public required bool RecomputedLater { get; init; }

    internal static JointReplacementRules Of(int year, JointReplacementHospital hospital)
    {
        var start = ComprehensiveJointReplacement.Period(year).Start;
        return new()
        {
            Discount = ComprehensiveJointReplacement.Discount.CitedOn(start),
            RepaymentDiscount = ComprehensiveJointReplacement.RepaymentDiscount.FindCited(start),
            StopGain = ComprehensiveJointReplacement.StopGain.CitedOn(start),
            StopLoss = ComprehensiveJointReplacement.StopLoss[hospital].FindCited(start),
            Blend = ComprehensiveJointReplacement.Blend.CitedOn(start),
            LeastEpisodesForOwnPrice = ComprehensiveJointReplacement.LeastEpisodesForOwnPrice.FindCited(start),
            GatePoints = ComprehensiveJointReplacement.GatePoints.CitedOn(start),
            Categories = ComprehensiveJointReplacement.Categories.CitedOn(start),
            Days = ComprehensiveJointReplacement.Days.CitedOn(start),
            RecomputedLater = ComprehensiveJointReplacement.RecomputedLater.Find(start) is not null,
        };
    }

    internal void Validate(string path, List<Failure> failures)
    {
        var (acceptable, good, excellent) = Categories.Value;
        if (acceptable > good || good > excellent)
        {
            failures.Add(new("category-order", Paths.Join(path, "categories"), Categories.Value.ToString(),
                "A better category begins at no fewer points.", "Order the three numbers."));
        }

        if (Days.Value is < 1 or > 365)
        {
            failures.Add(new("days-range", Paths.Join(path, "days"), UnitText.Of(Days.Value, Unit.Count),
                "An episode has 1 to 365 days.", "State the days of the window."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
