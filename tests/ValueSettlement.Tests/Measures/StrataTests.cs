using ValueSettlement.Measures;
using Xunit;

namespace ValueSettlement.Tests.Measures;

/// <summary>Measures by groups, value, and several ways to pass.</summary>
public sealed class StrataTests
{
    private static readonly PointsRule Ten = ScalePoints.Linear(0.5m, 0.9m, 10m);

    private static StratifiedMeasure By(StrataRule rule) => new()
    {
        Measure = Sets.Measure("m") with { Strata = ["low", "high"] },
        Rule = rule,
        Groups = rule switch
        {
            StrataRule.OwnTargets => [new("low", 50.Percent(), Ten), new("high", 50.Percent(), ScalePoints.Linear(0.3m, 0.7m, 10m))],
            StrataRule.ReferenceMix => [new("low", 80.Percent()), new("high", 20.Percent())],
            _ => [new("low", null, Ten), new("high", null, Ten)],
        },
        Points = rule == StrataRule.ReferenceMix ? Ten : null,
    };

    private static ValueList<Observation> Seen(decimal low, decimal high) =>
        [Observation.Of("m", low, 100m) with { Stratum = "low" }, Observation.Of("m", high, 100m) with { Stratum = "high" }];

    [Theory]
    [InlineData(StrataRule.OwnTargets, "7.5")] // 7.5 against its own target, 7.5 against the other.
    [InlineData(StrataRule.ReferenceMix, "6.5")] // 0.8 × 80 % + 0.2 × 60 % = 76 %.
    [InlineData(StrataRule.WorstGroup, "2.5")]
    public void Three_rules_answer_three_questions(StrataRule rule, string points)
    {
        var score = By(rule).Score(Seen(80m, 60m));
        Assert.Equal(Sets.Number(points), score.Points.Value);
        Assert.Equal(0.2m, score.Disparity.Value);
    }

    [Theory]
    [InlineData(UnscoredPolicy.LeftOut, StrataRule.OwnTargets, "7.5")]
    [InlineData(UnscoredPolicy.Zero, StrataRule.OwnTargets, "3.75")]
    [InlineData(UnscoredPolicy.Neutral, StrataRule.OwnTargets, "6.25")]
    [InlineData(UnscoredPolicy.Hold, StrataRule.OwnTargets, null)]
    [InlineData(UnscoredPolicy.LeftOut, StrataRule.WorstGroup, "7.5")]
    [InlineData(UnscoredPolicy.Zero, StrataRule.WorstGroup, "0")]
    [InlineData(UnscoredPolicy.LeftOut, StrataRule.ReferenceMix, null)]
    public void A_group_without_a_result_is_what_the_measure_says_of_one(UnscoredPolicy policy, StrataRule rule, string? points)
    {
        var by = By(rule);
        by = by with { Measure = by.Measure with { Missing = new(policy, policy == UnscoredPolicy.Neutral ? 5m : null) } };
        var absent = by.Score([Observation.Of("m", 80m, 100m) with { Stratum = "low" },
            Observation.Absent("m", AbsenceKind.Suppressed, "fewer than 11") with { Stratum = "high" }]);
        Assert.Equal(Sets.Number(points), absent.Points.Value);
        Assert.Equal(AbsenceKind.Suppressed, absent.Groups[1].Result.Absence?.Kind);
        Assert.Null(absent.Disparity.Value);
    }

    [Fact]
    public void Small_groups_are_suppressed_and_so_is_what_would_give_them_away()
    {
        var published = By(StrataRule.WorstGroup).Score([Observation.Of("m", 80m, 100m) with { Stratum = "low" },
            Observation.Of("m", 30m, 40m) with { Stratum = "high" }]).Published();
        Assert.All(published, static g => Assert.Equal(AbsenceKind.Suppressed, g.Result.Absence?.Kind));
        Assert.All(By(StrataRule.WorstGroup).Score(Seen(80m, 60m)).Published(), static g => Assert.NotNull(g.Result.Value));
    }

    [Fact]
    public void A_rule_that_does_not_fit_says_everything()
    {
        var wrong = By(StrataRule.OwnTargets) with { Points = Ten, Groups = [new("low", 50.Percent(), Ten), new("other", 40.Percent())] };
        Assert.Equal(["strata", "strata-points", "strata-points", "strata-weights"],
            wrong.Validate().Select(static f => f.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Peterborough_passes_by_the_pool_and_not_by_the_cohort()
    {
        // Cohort 1: 142 reconvictions against 155: 8.387 %, ten were needed; 7.5 % for all together.
        var cohort = new Figure { Value = (155m - 142m) / 155m, Unit = Unit.Rate };
        Assert.Equal(0m, AlternativeTest.AnyOf(new AlternativeTest("cohort 1", cohort, 0.10m)).Value);
        var pooled = new Figure { Value = 0.09m, Unit = Unit.Rate };
        Assert.Equal(1m, AlternativeTest.AnyOf(new AlternativeTest("cohort 1", cohort, 0.10m),
            new AlternativeTest("all", pooled, 0.075m)).Value);
        Assert.Equal(AbsenceKind.NotCalculable, AlternativeTest.AnyOf(new AlternativeTest("all",
            Figure.Absent(AbsenceKind.Missing, "not yet"), 0.075m)).Absence?.Kind);
    }

    [Fact]
    public void Value_is_outcome_for_money_with_its_interval()
    {
        var value = ValueRatio.Of(new() { Value = 1_200m, Unit = Unit.Count }, "healthy days at home", Money.Of(480_000m), 1_000m,
            new() { Value = 1_080m, Unit = Unit.Count }, new() { Value = 1_320m, Unit = Unit.Count });
        Assert.Equal((2.5m, 2.25m, 2.75m), (value.Value.Value, value.Lower.Value, value.Upper.Value));
        Assert.Equal("2.5 healthy days at home per 1,000 (2.25 to 2.75)", value.ToString());
        Assert.Equal(["bounds-order", "name-empty", "value-cost"], Assert.Throws<SettlementException>(() => ValueRatio.Of(
            new() { Value = 1m, Unit = Unit.Count }, " ", Money.Of(0m), 1m, new() { Value = 2m, Unit = Unit.Count })).Failures.Select(
                static f => f.Code).Order(StringComparer.Ordinal));
    }
}
