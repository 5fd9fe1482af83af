using ValueSettlement.Measures;
using ValueSettlement.Statistics;
using Xunit;

namespace ValueSettlement.Tests.Measures;

/// <summary>Points by band: limits from exact Poisson, E = 13 (95 %: 6 to 21; 99.8 %: 3 to 25), as R computes them.</summary>
public sealed class BandPointsTests
{
    private static readonly BandPoints Rule = new(0m, 2m, 5m, 8m, 10m);

    private static SetScore Score(decimal observed, decimal expected, string? note = null) => Sets.OneDomain(new ScoredMeasure(
        Sets.Measure("falls", Direction.LowerIsBetter) with
        {
            Form = MeasureForm.ObservedToExpected,
            Unit = Unit.Factor,
            Minimum = new(1m, Unscored.LeftOut),
        }, Rule)).Score([new() { Measure = "falls", Numerator = observed, Expected = expected, Note = note }]);

    [Theory]
    [InlineData(2, 10)]
    [InlineData(3, 8)]
    [InlineData(5, 8)]
    [InlineData(6, 5)]
    [InlineData(21, 5)]
    [InlineData(22, 2)]
    [InlineData(25, 2)]
    [InlineData(26, 0)]
    public void The_limits_decide_the_points(int observed, int points) => Assert.Equal(points, Score(observed,
        13m).Measures[0].Points.Value);

    [Fact]
    public void The_same_ratio_is_told_from_the_target_only_with_enough_cases()
    {
        // 1.5 times the expected cases: nothing at 4, worse at 26, much worse at 80.
        Assert.Equal([5m, 2m, 0m], new[] { (6m, 4m), (39m, 26m), (120m, 80m) }.Select(
            static n => Score(n.Item1, n.Item2).Measures[0].Points.Value!.Value));
    }

    [Fact]
    public void Beside_the_band_stand_its_limits_the_chance_of_another_and_the_note()
    {
        var measure = Score(22m, 13m, "Two wards had no night nurse in March.").Measures[0];
        Assert.Equal(FunnelBand.Worse, measure.Band?.Band);
        Assert.InRange(measure.Band!.Misclassified!.Value, 0.2, 0.8);
        Assert.Equal(1L, measure.Band.CasesToBetter);
        var line = measure.Points.Lines[^1];
        Assert.Contains("inner 6 to 21, outer 3 to 25 cases", line.Note, StringComparison.Ordinal);
        Assert.Contains("no night nurse", line.Note, StringComparison.Ordinal);
        Assert.Equal("Two wards had no night nurse in March.", measure.Note);
    }

    [Fact]
    public void Too_few_expected_cases_are_too_small_to_judge() =>
        Assert.Equal(AbsenceKind.TooSmall, Score(0m, 0.5m).Measures[0].Result.Absence?.Kind);

    [Fact]
    public void A_share_has_its_own_limits_and_groups_have_theirs()
    {
        var share = Rule with { Target = 75.Percent() };
        var by = new StratifiedMeasure
        {
            Measure = Sets.Measure("m") with { Strata = ["low", "high"] },
            Rule = StrataRule.WorstGroup,
            Groups = [new("low", null, share), new("high", null, Rule with { Target = 50.Percent() })],
        };
        var score = by.Score([Observation.Of("m", 40m, 100m) with { Stratum = "low" }, Observation.Of("m", 40m,
            100m) with { Stratum = "high" }]);
        Assert.Equal([0m, 5m], score.Groups.Select(static g => g.Points!.Value!.Value));
        Assert.Equal(0m, score.Points.Value);
    }

    /// <summary>Half a case in a band, a decision outside of its band, two groups of which one states only its result, and a measure that
    /// nobody knows: each is said, whatever else is wrong.</summary>
    [Fact]
    public void What_bands_decisions_and_groups_cannot_take_is_said_at_once()
    {
        var award = new JudgedPoints([new("good", 1m, 5m)]);
        var set = Sets.OneDomain(
            new(Sets.Measure("falls") with { Form = MeasureForm.ObservedToExpected, Unit = Unit.Factor, Minimum = null }, Rule),
            new(Sets.Measure("care"), new BestOf(award, Rule with { Target = 75.Percent() })),
            new(Sets.Measure("visits") with { Strata = ["low", "high"] }, ScalePoints.Linear(0.5m, 0.9m, 10m)));
        ValueList<Observation> observed =
        [
            new() { Measure = "falls", Numerator = 2.5m, Expected = 13m },
            Observation.Of("care", 70m, 100.5m) with
            {
                Decision = new() { Band = "good", Points = 6m, By = "Ann", Role = "board", On = new(2026, 1, 5), Reason = "Late visits." },
            },
            Observation.Of("visits", 40m, 50m) with { Stratum = "low" },
            new() { Measure = "visits", Stratum = "high", Result = 0.8m },
            Observation.Of("unknown", 1m, 2m),
        ];
        (string, string)[] expected =
        [
            ("observation-unknown", "observations[4].measure"), ("band-cases", "observations[0].numerator"),
            ("decision-band", "observations[1].decision"), ("band-cases", "observations[1].denominator"),
            ("observations-pooled", "observations[3].result"),
        ];
        Assert.Equal(expected, Assert.Throws<SettlementException>(() => set.Score(observed)).Failures.Select(static f => (f.Code, f.Path)));
        Assert.Equal(expected, Assert.Throws<SettlementException>(() => set.Gaps(observed)).Failures.Select(static f => (f.Code, f.Path)));
    }

    [Fact]
    public void Observations_that_cannot_be_pooled_are_each_named() =>
        Assert.Equal(["observations[1].measure", "observations[1].result", "observations[2].result"],
            Assert.Throws<SettlementException>(static () => Observation.Pooled(Observation.Of("m", 1m, 2m),
                new() { Measure = "n", Result = 0.5m }, Observation.Absent("m", AbsenceKind.Missing, "Not sent."))).Failures
                .Select(static f => f.Path));

    [Fact]
    public void Groups_say_all_that_their_bands_cannot_take()
    {
        var share = Rule with { Target = 75.Percent() };
        var by = new StratifiedMeasure
        {
            Measure = Sets.Measure("m") with { Strata = ["low", "high"] },
            Rule = StrataRule.WorstGroup,
            Groups = [new("low", null, share), new("high", null, share)],
        };
        Assert.Equal(["observations[0].numerator", "observations[1].numerator", "observations[1].denominator"],
            Assert.Throws<SettlementException>(() => by.Score([Observation.Of("m", 40.5m, 100m) with { Stratum = "low" },
                Observation.Of("m", 40.5m, 99.5m) with { Stratum = "high" }])).Failures.Select(static f => f.Path));
    }

    [Fact]
    public void Cases_that_are_not_whole_and_rules_out_of_order_are_refused()
    {
        Assert.Equal("band-cases", Assert.Single(Assert.Throws<SettlementException>(() => Score(2.5m, 13m)).Failures).Code);
        Assert.Equal(["band-limits", "band-order", "band-target"], Assert.Throws<SettlementException>(() => (new BandPoints(1m, 0m, 0m,
            0m, 0m) with
        {
            Outer = 90.Percent(),
            Target = Rate.One,
        }).Judge(Direction.HigherIsBetter, 1, 2m)).Failures.Select(static f => f.Code).Order(StringComparer.Ordinal));
        Assert.Equal(AbsenceKind.Missing, Rule.PointsOf(Direction.LowerIsBetter, new() { Value = 1m, Unit = Unit.Factor }).Absence?.Kind);
    }
}
