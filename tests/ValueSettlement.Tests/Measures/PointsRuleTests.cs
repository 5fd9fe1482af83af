using ValueSettlement.Measures;
using Xunit;

namespace ValueSettlement.Tests.Measures;

/// <summary>Points by rules that are published: each number has its source.</summary>
public sealed class PointsRuleTests
{
    private static Figure R(decimal result) => new() { Value = result, Unit = Unit.Rate };

    [Theory]
    [InlineData("0.869247", "0.887868", "0.856752", "0.880237", Direction.HigherIsBetter, 6, 7)]
    [InlineData("0.882308", "0.907733", "0.872117", "0.901917", Direction.HigherIsBetter, 7, 8)]
    [InlineData("0.025396", "0.018159", "0.030343", "0.022314", Direction.LowerIsBetter, 4, 6)]
    [InlineData("0.738", "0", "0.9", "0.410", Direction.LowerIsBetter, 5, null)] // Facility 410010, HAI-4: 4.5 exactly.
    public void Hospital_points_are_those_that_were_published(
        string threshold, string benchmark, string baseline, string result, Direction direction, int achievement, int? improvement)
    {
        var rate = R(Number(result));
        Assert.Equal(achievement, new AchievementPoints(Number(threshold), Number(benchmark)).PointsOf(direction, rate).Value);
        if (improvement is { } expected)
        {
            Assert.Equal(expected, new ImprovementPoints(Number(benchmark)).PointsOf(direction, rate, R(Number(baseline))).Value);
        }
    }

    [Fact]
    public void A_result_worse_than_its_baseline_has_no_improvement_even_at_the_benchmark()
    {
        var points = new ImprovementPoints(0.8m).PointsOf(Direction.HigherIsBetter, R(0.85m), R(0.9m));
        Assert.Equal(0m, points.Value);
        Assert.Contains("not better than the baseline", points.Lines[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Benchmark_and_baseline_at_zero_divide_nothing() =>
        Assert.Equal(0m, new BestOf(new AchievementPoints(0.876m, 0m), new ImprovementPoints(0m))
            .PointsOf(Direction.LowerIsBetter, R(1.203m), R(0m)).Value);

    // MassHealth: below half of the target nothing, 75 % of the target half.
    [Theory]
    [InlineData("0.49", "0")]
    [InlineData("0.5", "0")]
    [InlineData("0.75", "0.5")]
    [InlineData("1", "1")]
    [InlineData("1.2", "1")]
    public void Gap_to_goal_is_linear_from_half_of_the_target(string reached, string points) =>
        Assert.Equal(Number(points), ScalePoints.Linear(0.5m, 1m, 1m).PointsOf(Direction.HigherIsBetter, R(Number(reached))).Value);

    // EOHHS contract: 58.17 − 54.54 = 3.63, rounded 3.6, at least 2.1.
    [Fact]
    public void An_improvement_target_rounds_before_it_compares()
    {
        var rule = new ImprovementTarget(5m) { Least = 3.6m, Decimals = 1 };
        Assert.Equal(5m, rule.PointsOf(Direction.HigherIsBetter, R(58.16m), R(54.6m)).Value);
        Assert.Equal(0m, (rule with { Decimals = null }).PointsOf(Direction.HigherIsBetter, R(58.16m), R(54.6m)).Value);
    }

    [Fact]
    public void A_target_may_be_a_share_of_the_gap_with_a_floor()
    {
        // A tenth of the way from 40 % to 80 % is 4 points, above the floor of 3.
        var rule = new ImprovementTarget(1m) { Goal = 0.8m, ShareOfGap = 10.Percent(), Least = 0.03m };
        Assert.Equal(1m, rule.PointsOf(Direction.HigherIsBetter, R(0.44m), R(0.40m)).Value);
        Assert.Equal(0m, rule.PointsOf(Direction.HigherIsBetter, R(0.4399m), R(0.40m)).Value);
        // From 70 % a tenth of the way is one point: the floor decides.
        Assert.Equal(0m, rule.PointsOf(Direction.HigherIsBetter, R(0.729m), R(0.70m)).Value);
        Assert.Equal(1m, rule.PointsOf(Direction.HigherIsBetter, R(0.73m), R(0.70m)).Value);
        Assert.Equal(1m, (rule with { Goal = 0.1m }).PointsOf(Direction.LowerIsBetter, R(0.17m), R(0.20m)).Value);
    }

    // FAR 16.401(e)(3)(iv).
    private static readonly JudgedPoints AwardFee = new([new("unsatisfactory", 0m, 0m), new("satisfactory", 1m, 50m), new("good", 51m, 75m),
        new("very good", 76m, 90m), new("excellent", 91m, 100m)]);

    private static BandDecision Decided(string band, decimal points) => new()
    {
        Band = band,
        Points = points,
        By = "A. Official",
        Role = "fee-determining official",
        On = new(2026, 2, 1),
        Reason = "Deliveries were early and complete.",
    };

    [Fact]
    public void A_judged_measure_needs_a_decision_inside_its_band()
    {
        Assert.Equal(88m, AwardFee.PointsOf(Direction.HigherIsBetter, R(0m), decision: Decided("very good", 88m)).Value);
        var none = AwardFee.PointsOf(Direction.HigherIsBetter, R(0m));
        Assert.Equal(AbsenceKind.Missing, none.Absence?.Kind);
        var failure = Assert.Single(Assert.Throws<SettlementException>(
            () => AwardFee.PointsOf(Direction.HigherIsBetter, R(0m), decision: Decided("good", 76m))).Failures);
        Assert.Equal("decision-band", failure.Code);
        Assert.Contains(AwardFee.PointsOf(Direction.HigherIsBetter, R(0m), decision: Decided("good", 51m)).Lines,
            static l => l.Note?.Contains("Deliveries were early", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Achievement_and_improvement_may_be_added_up_to_a_most()
    {
        var rule = new SumOf([ScalePoints.Linear(0.5m, 0.9m, 10m), new ImprovementTarget(5m) { Least = 0.02m }], 10m);
        Assert.Equal(7.5m, rule.PointsOf(Direction.HigherIsBetter, R(0.6m), R(0.55m)).Value);
        Assert.Equal(10m, rule.PointsOf(Direction.HigherIsBetter, R(0.8m), R(0.55m)).Value);
        Assert.Equal(2.5m, rule.PointsOf(Direction.HigherIsBetter, R(0.6m)).Value);
    }

    [Fact]
    public void A_ladder_begins_at_its_results()
    {
        var rule = ScalePoints.Ladder((0.5m, 1m), (0.75m, 2m), (0.9m, 3m));
        Assert.Equal([0m, 1m, 1m, 2m, 3m], new[] { 0.4999m, 0.5m, 0.7499m, 0.75m, 0.9m }.Select(
            r => rule.PointsOf(Direction.HigherIsBetter, R(r)).Value!.Value));
    }

    [Theory]
    [InlineData(Direction.HigherIsBetter, "0", "4")]
    [InlineData(Direction.LowerIsBetter, "4", "0")]
    public void A_target_belongs_to_those_who_reach_it(Direction direction, string below, string above)
    {
        var rule = ScalePoints.AtTarget(direction, 0.75m, 4m);
        Assert.Equal([Number(below), 4m, Number(above)], new[] { 0.7499m, 0.75m, 0.7501m }.Select(r => rule.PointsOf(direction,
            R(r)).Value!.Value));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_rule_is_said_at_once()
    {
        var rule = new BestOf(
            new AchievementPoints(0.9m, 0.5m) { Curve = new(-1m, 0.5m, 9m, 1m, 10m, 99) },
            new ImprovementTarget(5m),
            new JudgedPoints([]));
        var codes = Assert.Throws<SettlementException>(() => rule.PointsOf(Direction.HigherIsBetter, R(0.6m))).Failures.Select(
            static f => f.Code).Order(StringComparer.Ordinal);
        Assert.Equal(["bands-count", "benchmark-order", "improvement-target", "points-decimals", "points-order", "points-range"], codes);
    }

    [Theory]
    [InlineData(AbsenceKind.Missing)]
    [InlineData(AbsenceKind.Suppressed)]
    [InlineData(AbsenceKind.TooSmall)]
    [InlineData(AbsenceKind.NotApplicable)]
    [InlineData(AbsenceKind.NotCalculable)]
    public void What_is_absent_stays_absent_for_its_own_reason(AbsenceKind kind)
    {
        var absent = Figure.Absent(kind, "why", Unit.Rate);
        foreach (var rule in (PointsRule[])[new AchievementPoints(0.1m, 0.2m), new ImprovementPoints(0.2m),
            new BestOf(new AchievementPoints(0.1m, 0.2m), new ImprovementPoints(0.2m)), new ImprovementTarget(1m) { Least = 0.1m }])
        {
            Assert.Equal(kind, rule.PointsOf(Direction.HigherIsBetter, absent, R(0.1m)).Absence?.Kind);
        }
    }

    private static decimal Number(string text) => Sets.Number(text)!.Value;
}
