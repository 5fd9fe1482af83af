using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>A figure says what it counts. What a programme computes from it would be money or points whatever that was, so every entry asks
/// before it computes.</summary>
public sealed class ProgrammeFigureTests
{
    private static readonly Figure Points = new() { Value = 40m, Unit = Unit.Points };

    private static Figure Amount => Money.Of(1_000m);

    private static T Of<T>()
        where T : ProgrammeTerms => TermsSamples.All.OfType<T>().First();

    private static HospitalPurchasingYear Hospital => new()
    {
        BasePayments = Amount,
        Score = Points,
        Slope = new Figure { Value = 2.5m },
    };

    private static PlanBid Bid => new() { BaseAmount = Amount, Bid = Amount, Stars = 4m };

    private static FullRiskYear Year => new() { Capitation = Amount, Expenditure = Amount, QualityScore = Rate.One };

    private static LossRatioYear Reported => new() { IncurredClaims = Amount, Premium = Amount, LifeYears = 1_000m };

    private static DrugPlanCosts Costs =>
        new() { AllowableRiskCorridorCosts = Amount, ReinsurancePayments = Amount, LowIncomeCostSharing = Amount };

    private static RiskCorridorPlan Plan =>
        new() { Premium = Amount, TaxesAndFees = Amount, NonClaimsCosts = Amount, ClaimsAndQuality = Amount };

    private static IncentiveTarget Target => new()
    {
        Cost = Money.Of(100m),
        Profit = Money.Of(10m),
        UnderrunShare = 50.Percent(),
        OverrunShare = 50.Percent(),
    };

    public static TheoryData<string, Action> Wrong => new()
    {
        { "figure-unit score", () => HospitalValueBasedPurchasing.For(Of<HospitalPurchasingTerms>())
            .Experience(Hospital with { Score = 40.Percent() }) },
        { "figure-unit score, figure-unit slope, figure-unit basePayments", () => HospitalValueBasedPurchasing
            .For(Of<HospitalPurchasingTerms>()).Experience(new() { BasePayments = 1000.Percent(), Score = Amount, Slope = Amount }) },
        { "figure-range score, figure-range slope", () => HospitalValueBasedPurchasing.For(Of<HospitalPurchasingTerms>())
            .Experience(Hospital with { Score = Points with { Value = -1m }, Slope = new Figure { Value = 260m } }) },
        { "hospital-year score", () => HospitalValueBasedPurchasing.For(Of<HospitalPurchasingTerms>())
            .Experience(Hospital with { Score = null }) },
        { "figure-unit baseAmount, figure-unit bid, figure-unit applicableAmount",
            () => MedicareAdvantageStars.For(Of<AdvantageStarsTerms>())
                .Experience(Bid with { BaseAmount = Points, Bid = 95_000.Percent(), ApplicableAmount = Points }) },
        { "figure-unit whole", () => Withhold.Experience(Points, 72.Percent()) },
        { "figure-unit whole, figure-unit score", () => Withhold.Experience(100_000.Percent(), Amount) },
        { "figure-range score", () => Withhold.Experience(Amount, new Figure { Value = 72m }) },
        { "figure-unit actual", () => QualityWithhold.Reached(5.Percent(), Amount) },
        { "figure-range target", () => QualityWithhold.Reached(Amount, Money.Zero) },
        { "figure-unit case-rate", () => EpisodeFigures.ShareOf("withhold", Rate.One, "case rate", Points) },
        { "figure-unit average-cost", () => EpisodeFigures.ForEpisodes("cost", new("average cost", Rate.One), null, 10) },
        { "figure-unit severity-adjusted-base", () => Prometheus.CaseRate(Points, Amount) },
        { "figure-range own-score", () => EpisodeQuality.WeightedScores([new PricePart("own score", 1m, new Figure { Value = 70m })]) },
        { "figure-unit measures[0].percentile", () => EpisodeQuality.WeightedPercentiles([new("a", Points, 3)]) },
        { "figure-unit capitation, figure-unit expenditure", () => FullRiskCapitation.For(Of<FullRiskTerms>())
            .Experience(Year with { Capitation = Points, Expenditure = Points }) },
        { "figure-unit years[0].premium", () => new LossRatioExperience { Years = [Reported with { Premium = Points }] }
            .EnrolleeRebate(Amount, Amount) },
        { "figure-unit rebate, figure-range enrolleePremium", () => new LossRatioExperience { Years = [Reported] }
            .EnrolleeRebate(Points, Money.Of(-1m)) },
        { "figure-unit reinsurancePayments", () => (Costs with { ReinsurancePayments = Points }).Adjusted() },
        { "figure-range administration", () => DrugPlanCosts.Target(Amount, Money.Of(-1m)) },
        { "figure-unit taxesAndFees", () => AcaRiskCorridors.For(Of<AcaRiskCorridorTerms>())
            .Experience(Plan with { TaxesAndFees = Points }) },
        { "figure-unit costs", () => new ManagedCareFunds(Amount, Points).LossRatio() },
        { "figure-unit revenue", () => new ManagedCareFunds(Points, Amount).Expected(Rate.One, Authority.Of("A")) },
        { "figure-unit cost", () => Target.ProfitBeforeLimits(Points) },
        { "figure-range price", () => IncentiveTarget.FinalProfit(Money.Of(-1m), Amount) },
    };

    private static QualityWithhold Withhold => QualityWithhold.For(Of<QualityWithholdTerms>() with { Measures = null, Bonus = null });

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_figure_of_another_unit_or_range_is_refused(string expected, Action entry) => Assert.Equal(expected,
        string.Join(", ", Assert.Throws<SettlementException>(entry).Failures.Select(static f => $"{f.Code} {f.Path}")));
}
