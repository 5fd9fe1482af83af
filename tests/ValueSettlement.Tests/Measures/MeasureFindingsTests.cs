using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using Xunit;

namespace ValueSettlement.Tests.Measures;

/// <summary>What an attempt to break the room found: each case failed before it was mended.</summary>
public sealed class MeasureFindingsTests
{
    private static void Refused(string code, Action act) =>
        Assert.Contains(Assert.Throws<SettlementException>(act).Failures, f => f.Code == code);

    [Fact]
    public void A_full_score_is_the_maximum_and_not_a_digit_more()
    {
        var set = Sets.OneDomain(
            new(Sets.Measure("a"), ScalePoints.AtTarget(Direction.HigherIsBetter, 0.5m, 10m), 71m),
            new(Sets.Measure("b"), ScalePoints.AtTarget(Direction.HigherIsBetter, 0.5m, 7m), 17m / 6m)) with
        { Maximum = 110m };
        var score = set.Score([Observation.Of("a", 50m, 50m), Observation.Of("b", 50m, 50m)]);
        Assert.Equal((110m, 1m), (score.Points.Value, score.Fraction.Value));
        var sevenths = Sets.Of([.. Enumerable.Range(0, 7).Select(static i => new MeasureDomain($"d{i}", Rate.Ratio(1, 7),
            [Sets.Linear($"m{i}")]))]) with
        { Maximum = 33.3m };
        Assert.Equal(1m, sevenths.Score([.. Enumerable.Range(0, 7).Select(static i => Observation.Of($"m{i}", 50m, 50m))]).Fraction.Value);
    }

    [Fact]
    public void All_cases_are_not_expected_cases()
    {
        var rule = new BandPoints(0m, 1m, 2m, 3m, 4m);
        var ratio = new ScoredMeasure(Sets.Measure("a", Direction.LowerIsBetter) with
        {
            Form = MeasureForm.ObservedToExpected,
            Unit = Unit.Factor,
            Minimum = null,
        }, rule);
        // Three times as many as expected of 500 cases had the points of the best band.
        Assert.Equal(AbsenceKind.Missing, Sets.OneDomain(ratio).Score(
            [new() { Measure = "a", Numerator = 30m, Denominator = 500m, Result = 3m }]).Measures[0].Points.Absence?.Kind);
        Refused("band-target", () => Sets.OneDomain(new ScoredMeasure(Sets.Measure("a"), rule)).Score([]));
        Refused("band-target", () => Sets.OneDomain(ratio with { Points = rule with { Target = 50.Percent() } }).Score([]));
    }

    [Fact]
    public void The_order_of_groups_decides_nothing()
    {
        var set = Sets.OneDomain(new ScoredMeasure(Sets.Measure("m") with { Strata = ["x", "y"] }, new ImprovementPoints(0.9m)));
        var (x, y) = (Observation.Of("m", 70m, 100m) with { Stratum = "x", Baseline = 0.4m },
            Observation.Of("m", 70m, 100m) with { Stratum = "y", Baseline = 0.75m });
        Assert.Equal(set.Score([x, y]).Points.Absence, set.Score([y, x]).Points.Absence);
        Assert.Null(set.Score([x, y]).Points.Value);
    }

    [Fact]
    public void A_result_outside_of_the_scale_is_no_reason_to_be_left_out()
    {
        var set = Sets.OneDomain(new(Sets.Measure("a") with { Missing = new(UnscoredPolicy.Zero) },
            new ScalePoints(Scale.Knots((0.5m, 0m), (1m, 10m)))), Sets.Linear("b"));
        var (worse, better) = (set.Score([Observation.Of("a", 49m, 100m), Observation.Of("b", 90m, 100m)]),
            set.Score([Observation.Of("a", 50m, 100m), Observation.Of("b", 90m, 100m)]));
        Assert.Equal((50m, 50m), (worse.Points.Value, better.Points.Value));
    }

    [Fact]
    public void A_bonus_is_points_and_not_a_deduction()
    {
        var set = Sets.OneDomain(Sets.Linear("m")) with { MostBonus = 5m };
        Refused("bonus", () => set.Score([], new Figure { Value = -1_000m, Unit = Unit.Points }));
        Refused("bonus", () => set.Score([], Money.Of(3m)));
    }

    [Fact]
    public void Choices_that_do_not_exist_are_refused()
    {
        var m = Sets.Measure("m");
        foreach (var wrong in new[] { m with { Status = (MeasureStatus)99 }, m with { Form = (MeasureForm)99 }, m with { Unit = (Unit)99 },
            m with { Tier = (MeasureTier)99 }, m with { Controllability = (Controllability)99 } })
        {
            Refused("measure-unknown", () => Sets.OneDomain(new ScoredMeasure(wrong, ScalePoints.Linear(0.5m, 0.9m, 1m))).Score([]));
        }

        Refused("observation-stage", () => Sets.OneDomain(Sets.Linear("m")).Score([Observation.Of("m", 1m,
            2m) with { Stage = (DataStage)9 }]));
        Refused("mix-share", () => (Sets.OneDomain(Sets.Linear("m")) with
        {
            Mix = [new((MeasureTier)9, Rate.Zero, Rate.One)],
        }).Score([]));
    }

    [Fact]
    public void Rules_of_rules_are_bounded_without_going_through_them()
    {
        PointsRule deep = ScalePoints.Linear(0.5m, 0.9m, 10m), shared = deep;
        for (var i = 0; i < 100_000; i++)
        {
            deep = new BestOf(deep, ScalePoints.Linear(0.5m, 0.9m, 10m));
        }

        for (var i = 0; i < 60; i++)
        {
            shared = new SumOf([shared, shared], 10m);
        }

        foreach (var rule in new[] { deep, shared })
        {
            Refused("rules-size", () => Sets.OneDomain(new ScoredMeasure(Sets.Measure("m"), rule)).Score([]));
            Assert.Contains("too many rules", rule.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lists_from_outside_are_bounded()
    {
        var set = Sets.OneDomain(Sets.Linear("m"));
        Refused("strata-count", () => Sets.OneDomain(Sets.Linear("m") with
        {
            Measure = Sets.Measure("m") with { Strata = Enumerable.Range(0, 101).Select(static i => $"s{i}").ToValueList() },
        }).Score([]));
        var gate = new ScoreGate { Name = "g", Test = GateTest.Below, Threshold = 1m, Effect = GateEffect.Zero };
        Refused("gates-count", () => (set with { Gates = Enumerable.Repeat(gate, 1_000_000).ToValueList() }).Score([]));
        // Every one of them was compared with every measure.
        var many = Sets.OneDomain([.. Enumerable.Range(0, 1_000).Select(static i => Sets.Linear($"measure number {i}"))]);
        var wrong = Enumerable.Range(0, 100_000).Select(static i => Observation.Of($"mesure number {i}", 1m, 2m)).ToValueList();
        Assert.Equal(100_000, Assert.Throws<SettlementException>(() => many.Score(wrong)).Failures.Count(static f =>
            f.Code == "observation-unknown"));
    }

    [Fact]
    public void An_empty_scale_and_a_date_of_another_calendar_are_failures()
    {
        Refused("scale-rows", () => Sets.OneDomain(new ScoredMeasure(Sets.Measure("m"), new ScalePoints(new Scale([])))).Score([]));
        var julian = new LocalDate(2024, 1, 1, CalendarSystem.Julian);
        Refused("date-range", () => Sets.OneDomain(Sets.Linear("m") with
        {
            Measure = Sets
            .Measure("m") with
            { Defined = julian }
        }).Score([]));
        Refused("date-range", () => Sets.OneDomain(Sets.Linear("m")).Score(
            [Observation.Of("m", 1m, 2m) with { Period = new(julian, julian.PlusDays(3)) }]));
    }

    [Fact]
    public void Cases_to_a_threshold_have_a_direction() => Assert.Throws<ArgumentOutOfRangeException>(
        static () => MeasureGap.CasesTo((Direction)99, 0.5m, 1m, 10m));

    [Fact]
    public void A_null_is_refused_where_it_is_given()
    {
        Assert.Throws<ArgumentNullException>(static () => new Observation { Measure = null! });
        Assert.Throws<ArgumentNullException>(static () => Sets.OneDomain() with { Period = null! });
        Assert.Throws<ArgumentNullException>(static () => new MeasureDomain(null!, Rate.One, []));
        Assert.Equal("a: rule remedy [code]", new Failure("code", "a", null!, "rule", "remedy").ToString());
    }

    [Fact]
    public void Everybody_and_groups_together_are_refused()
    {
        var set = Sets.OneDomain(Sets.Linear("m") with { Measure = Sets.Measure("m") with { Strata = ["x"] } });
        Refused("observation-groups", () => set.Score([Observation.Of("m", 30m, 40m), Observation.Of("m", 1m,
            40m) with { Stratum = "x" }]));
    }

    [Theory]
    [InlineData("strata")]
    [InlineData("collector")]
    [InlineData("method")]
    public void Texts_hold_nothing_that_cannot_be_seen(string member)
    {
        const string Hidden = "a\u202eb";
        var m = Sets.Measure("m");
        m = member switch
        {
            "strata" => m with { Strata = [Hidden] },
            "collector" => m with { Workflow = new() { Collector = Hidden, RecordedIn = "r", ValidatedBy = "v" } },
            _ => m with { Baseline = new() { Period = Sets.Year, Value = 0.5m, Method = Hidden } },
        };
        Refused("text-character", () => Sets.OneDomain(Sets.Linear("m") with { Measure = m }).Score([]));
    }
}
