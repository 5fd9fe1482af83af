using NodaTime;
using ValueSettlement.Measures;
using Xunit;

namespace ValueSettlement.Tests.Measures;

/// <summary>From observations to a score.</summary>
public sealed class MeasureSetTests
{
    private static Failure Only(Action act, string code) =>
        Assert.Single(Assert.Throws<SettlementException>(act).Failures, f => f.Code == code);

    [Fact]
    public void Domains_without_a_score_hand_their_weight_to_the_others()
    {
        // FY2016 weights without efficiency: 13.3 / 33.3 / 53.3 (42 CFR 412.165).
        var set = Sets.Of(
            new("clinical", 10.Percent(), [Sets.Linear("c")]), new("person", 25.Percent(), [Sets.Linear("p")]),
            new("safety", 40.Percent(), [Sets.Linear("s")]), new("efficiency", 25.Percent(), [Sets.Linear("e")]));
        var score = set.Score([Observation.Of("c", 70m, 100m), Observation.Of("p", 80m, 100m), Observation.Of("s", 50m, 100m),
            Observation.Of("e", 5m, 10m)]);
        // 50, 75 and 0 points of 100.
        Assert.Equal((50m * 0.1m + 75m * 0.25m) / 0.75m, score.Points.Value);
        Assert.Equal([13.3m, 33.3m, 53.3m], score.Domains.Take(3).Select(d => new Rounding(1).Apply(d.WeightUsed.Value!.Value * 100m)));
        Assert.Equal(score.Points.Value!.Value, score.Domains.Sum(static d => d.Contribution.Value ?? 0m), 20);
        Assert.Equal(AbsenceKind.TooSmall, score.Measures[3].Result.Absence?.Kind);
        Assert.Null(score.Domains[3].WeightUsed.Value);
        Assert.Equal(score.Points.Value / 100m, score.Fraction.Value);
        Assert.All(score.Points.Lines, static l => Assert.True(l.Value is null || l.Replay() == l.Value, l.Formula));
    }

    [Theory]
    [InlineData(UnscoredDomain.Reweighted, "50")]
    [InlineData(UnscoredDomain.Zero, "25")]
    [InlineData(UnscoredDomain.Neutral, "45")]
    [InlineData(UnscoredDomain.NoScore, null)]
    public void What_happens_to_an_unscored_domain_is_the_contracts(UnscoredDomain rule, string? expected)
    {
        var set = Sets.Of(new("a", 50.Percent(), [Sets.Linear("a")]), new("b", 50.Percent(), [Sets.Linear("b")])) with
        {
            WithoutScore = rule,
            NeutralScore = rule == UnscoredDomain.Neutral ? 40m : null,
        };
        Assert.Equal(Sets.Number(expected),
            set.Score([Observation.Of("a", 70m, 100m)]).Points.Value);
    }

    [Theory]
    [InlineData(UnscoredPolicy.LeftOut, "100")]
    [InlineData(UnscoredPolicy.Zero, "50")]
    [InlineData(UnscoredPolicy.Neutral, "70")]
    [InlineData(UnscoredPolicy.NoDomainScore, null)]
    [InlineData(UnscoredPolicy.Hold, null)]
    public void What_happens_to_an_unscored_measure_is_the_contracts(UnscoredPolicy policy, string? expected)
    {
        var missing = Sets.Linear("m") with
        {
            Measure = Sets.Measure("m") with { Missing = new(policy, policy == UnscoredPolicy.Neutral ? 4m : null) },
        };
        var score = Sets.OneDomain(Sets.Linear("k"), missing).Score([Observation.Of("k", 95m, 100m)]);
        Assert.Equal(Sets.Number(expected), score.Points.Value);
        Assert.Equal(policy == UnscoredPolicy.Hold, score.Points.Absence?.Reason.StartsWith("Held", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void A_measure_that_does_not_apply_is_left_out_whatever_the_policy() =>
        Assert.Equal(100m, Sets.OneDomain(Sets.Linear("k"), Sets.Linear("m") with
        {
            Measure = Sets.Measure("m") with { Missing = new(UnscoredPolicy.Zero) },
        }).Score([Observation.Of("k", 95m, 100m), Observation.Absent("m", AbsenceKind.NotApplicable, "No such patients.")]).Points.Value);

    [Fact]
    public void Twenty_five_cases_are_enough_and_twenty_four_are_not()
    {
        var set = Sets.OneDomain(Sets.Linear("m"));
        Assert.Equal(100m, set.Score([Observation.Of("m", 25m, 25m)]).Points.Value);
        var few = set.Score([Observation.Of("m", 24m, 24m)]);
        Assert.Equal(AbsenceKind.TooSmall, few.Points.Absence?.Kind);
        Assert.Contains("at least 25", few.Measures[0].Result.Absence?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_defined_after_its_period_began_is_refused_unless_an_amendment_is_cited()
    {
        var late = Sets.Linear("m") with { Measure = Sets.Measure("m") with { Defined = new(2025, 1, 2) } };
        var set = Sets.OneDomain(late);
        var failure = Only(() => set.Score([]), "measure-too-late");
        Assert.Equal("measureSet.domains[0].measures[0].measure.defined", failure.Path);
        Assert.Empty(Sets.OneDomain(late with { Measure = late.Measure with { Amendment = Authority.Of("A 2") } }).Validate());
        Assert.Empty(Sets.OneDomain(late with { Measure = late.Measure with { Defined = new(2025, 1, 1) } }).Validate());
    }

    [Fact]
    public void A_source_that_was_not_agreed_is_refused()
    {
        var set = Sets.OneDomain(Sets.Linear("m") with { Measure = Sets.Measure("m") with { AgreedSource = "registry" } });
        Only(() => set.Score([Observation.Of("m", 30m, 40m) with { Source = "spreadsheet" }]), "observation-source");
        Only(() => set.Score([Observation.Of("m", 30m, 40m)]), "observation-source");
        Assert.NotNull(set.Score([Observation.Of("m", 30m, 40m) with { Source = "registry" }]).Points.Value);
    }

    [Fact]
    public void Everything_that_is_wrong_with_observations_is_said_at_once()
    {
        var set = Sets.OneDomain(Sets.Linear("measure-one"), Sets.Linear("m2"));
        var failures = Assert.Throws<SettlementException>(() => set.Score([
            Observation.Of("mesure-one", 1m, 2m), Observation.Of("m2", 3m, 2m), Observation.Of("m2", -1m, 2m) with { Stratum = "x" },
            Observation.Of("m2", 1m, 2m) with { Period = new(new LocalDate(2024, 1, 1), new LocalDate(2024, 12, 31)) }])).Failures;
        Assert.Equal(["observation-period", "observation-proportion", "observation-range", "observation-stratum", "observation-twice",
            "observation-unknown"], failures.Select(static f => f.Code).Order(StringComparer.Ordinal));
        Assert.Contains("Did you mean 'measure-one'?", failures[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_set_is_said_at_once()
    {
        var set = Sets.Of(
            new("a", 50.Percent(), [Sets.Linear("a"), Sets.Linear("a")]) { MinimumMeasures = 3 },
            new("a", 40.Percent(), [Sets.Linear("b") with { Weight = 0m, Measure = Sets.Measure("b") with { Direction = null } }])) with
        {
            MinimumDomains = 3,
            NeutralScore = 1m,
            Gates = [new() { Name = "g", Measure = "c", Test = GateTest.Below, Threshold = 1m, Effect = GateEffect.Cap }],
        };
        Assert.Equal(["domain-name", "domain-name", "gate-level", "gate-measure", "measure-direction", "measure-twice", "measure-weight",
            "minimum-domains", "minimum-measures", "score-scale", "weights-sum"],
            set.Validate().Select(static f => f.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Groups_of_a_measure_are_added()
    {
        var set = Sets.OneDomain(Sets.Linear("m") with { Measure = Sets.Measure("m") with { Strata = ["low", "high"] } });
        var score = set.Score([Observation.Of("m", 10m, 20m) with { Stratum = "low" }, Observation.Of("m", 18m,
            20m) with { Stratum = "high" }]);
        Assert.Equal(0.7m, score.Measures[0].Result.Value);
        Only(() => set.Score([Observation.Of("m", 10m, 20m) with { Stratum = "low" }]), "observation-groups");
        var part = set.Score([Observation.Of("m", 10m, 20m) with { Stratum = "low" },
            new() { Measure = "m", Stratum = "high", Numerator = ReportedCell.Absent(AbsenceKind.Suppressed, "fewer than 11"),
                Denominator = 20m }]);
        Assert.Contains("fewer than 11", part.Measures[0].Result.Absence?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bonus_is_capped_twice_and_asked_for()
    {
        var set = Sets.OneDomain(Sets.Linear("m")) with { MostBonus = 10m };
        var points = new Figure { Value = 14.4m, Unit = Unit.Points };
        Assert.Equal(60m, set.Score([Observation.Of("m", 70m, 100m)], points).Points.Value);
        Assert.Equal(100m, set.Score([Observation.Of("m", 88m, 100m)], points).Points.Value);
        Only(() => set.Score([Observation.Of("m", 70m, 100m)]), "bonus");
        Only(() => Sets.OneDomain(Sets.Linear("m")).Score([Observation.Of("m", 70m, 100m)], points), "bonus");
    }

    private static SetScore Gated(ScoreGate gate, decimal? falls) => (Sets.OneDomain(Sets.Linear("m"), new(Sets.Measure("falls",
        Direction.LowerIsBetter) with
    { Status = MeasureStatus.ReportingOnly, Form = MeasureForm.Stated }, ScalePoints.Linear(1m, 0m,
            1m))) with
    {
        Gates = [gate],
    }).Score([Observation.Of("m", 70m, 100m), falls is { } value ? new Observation() { Measure = "falls", Result = value }
        : Observation.Absent("falls", AbsenceKind.Missing, "not reported")]);

    [Theory]
    [InlineData(GateEffect.Zero, null, "0")]
    [InlineData(GateEffect.Cap, "40", "40")]
    [InlineData(GateEffect.Cap, "60", "50")]
    [InlineData(GateEffect.Floor, "60", "60")]
    [InlineData(GateEffect.Scale, "0.5", "25")]
    [InlineData(GateEffect.Hold, null, null)]
    public void A_gate_does_what_it_says_strictly_above(GateEffect effect, string? level, string? expected)
    {
        var gate = new ScoreGate
        {
            Name = "falls",
            Measure = "falls",
            Test = GateTest.Above,
            Threshold = 0.005m,
            Effect = effect,
            Level = Sets.Number(level),
        };
        Assert.Equal(50m, Gated(gate, 0.005m).Points.Value);
        Assert.Equal(Sets.Number(expected),
            Gated(gate, 0.0051m).Points.Value);
        Assert.Null(Gated(gate, null).Points.Value);
        Assert.Equal(50m, Gated(gate with { WithoutResult = GateWithoutResult.Open }, null).Points.Value);
    }

    [Fact]
    public void The_least_settled_observation_says_how_settled_the_score_is() =>
        Assert.Equal(DataStage.Interim, Sets.OneDomain(Sets.Linear("a"), Sets.Linear("b")).Score([Observation.Of("a", 30m, 40m),
            Observation.Of("b", 30m, 40m) with { Stage = DataStage.Interim }]).Stage);

    [Fact]
    public void Gaps_say_what_is_missing_in_cases()
    {
        // Da Vinci VBPR: denominator 12, numerator 7, star 4 at 83 %: three more members.
        Assert.Equal(3m, MeasureGap.CasesTo(Direction.HigherIsBetter, 0.83m, 7m, 12m));
        Assert.Equal(2m, MeasureGap.CasesTo(Direction.LowerIsBetter, 0.10m, 4m, 29m));
        var set = Sets.OneDomain(Sets.Linear("few"), new(Sets.Measure("steps"), ScalePoints.Ladder((0.5m, 1m), (0.83m, 2m))),
            new(Sets.Measure("down", Direction.LowerIsBetter), ScalePoints.Linear(0.5m, 0m, 10m)));
        var gaps = set.Gaps([Observation.Of("few", 10m, 18m), Observation.Of("steps", 70m, 120m), Observation.Of("down", 20m, 100m)]);
        Assert.Equal(7m, gaps[0].CasesLacking);
        Assert.Null(gaps[0].CasesToMorePoints);
        Assert.Equal((30m, 2m), (gaps[1].CasesToMorePoints, gaps[1].PointsThen));
        Assert.Equal(1m, gaps[2].CasesToMorePoints);
        Assert.Equal(6.2m, gaps[2].PointsThen);
    }

    [Fact]
    public void Warnings_name_what_a_reviewer_would_ask()
    {
        var bare = new ScoredMeasure(new()
        {
            Id = "m",
            Version = "1",
            Title = "M",
            Defined = new(2024, 1, 1),
            Direction = Direction.HigherIsBetter,
            Controllability = Controllability.System,
            Missing = Unscored.LeftOut,
        }, new ImprovementTarget(1m) { Least = 0.02m });
        Assert.Equal(["measure-mix", "measure-no-baseline", "measure-no-map", "measure-no-minimum", "measure-no-tier",
            "measure-not-controlled"],
            (Sets.OneDomain(bare) with { Mix = [new(MeasureTier.Process, 20.Percent(), 50.Percent())] }).Warnings().Select(
                static w => w.Code).Order(StringComparer.Ordinal));
        var sound = bare with
        {
            Measure = bare.Measure with
            {
                Controllability = Controllability.Provider,
                Tier = MeasureTier.Outcome,
                Minimum = new(25m, Unscored.LeftOut),
                Workflow = new() { Collector = "ward nurse", RecordedIn = "EHR, discharge form", ValidatedBy = "monthly, 30 cases" },
                Baseline = new() { Period = new(new LocalDate(2024, 1, 1), new LocalDate(2024, 12, 31)), Value = 0.5m, Cases = 99m },
            },
        };
        Assert.Equal(["measure-small-baseline"], Sets.OneDomain(sound).Warnings().Select(static w => w.Code));
    }

    [Fact]
    public void Observed_against_expected_is_judged_by_its_expected_cases()
    {
        var measure = Sets.Measure("sir", Direction.LowerIsBetter) with
        {
            Form = MeasureForm.ObservedToExpected,
            Unit = Unit.Factor,
            Minimum = new(1m, Unscored.LeftOut),
        };
        Observation Seen(decimal observed, decimal expected) => new() { Measure = "sir", Numerator = observed, Expected = expected };
        Assert.Equal(0.5m, measure.Result(Seen(1m, 2m)).Value);
        Assert.Equal(1m, measure.Result(Seen(1m, 1m)).Value);
        Assert.Equal(AbsenceKind.TooSmall, measure.Result(Seen(1m, 0.999m)).Absence?.Kind);
        Assert.Equal(AbsenceKind.NotCalculable, (measure with { Minimum = null }).Result(Seen(0m, 0m)).Absence?.Kind);
    }

    [Fact]
    public void Percent_written_for_a_rate_is_refused_wherever_it_stands()
    {
        // 85 where 0.85 is meant would have every point: a stated result, a target, a gate.
        var stated = new ScoredMeasure(Sets.Measure("m") with { Form = MeasureForm.Stated, Minimum = null },
            ScalePoints.Linear(0.6m, 0.9m, 10m));
        Only(() => Sets.OneDomain(stated).Score([new() { Measure = "m", Result = 85m }]), "observation-rate");
        Assert.Equal(100m, Sets.OneDomain(stated).Score([new() { Measure = "m", Result = 0.95m }]).Points.Value);
        Only(() => Sets.OneDomain(stated with { Points = ScalePoints.AtTarget(Direction.HigherIsBetter, 80m, 1m) }).Score([]),
            "points-unit");
        Only(() => Sets.OneDomain(stated with { Points = new AchievementPoints(60m, 90m) }).Score([]), "points-unit");
        Only(() => (Sets.OneDomain(stated) with
        {
            Gates = [new() { Name = "g", Measure = "m", Test = GateTest.Below, Threshold = 70m, Effect = GateEffect.Zero }],
        }).Score([]), "points-unit");
        var score = stated with { Measure = stated.Measure with { Unit = Unit.Points }, Points = ScalePoints.Linear(60m, 90m, 10m) };
        Assert.Equal(100m, Sets.OneDomain(score).Score([new() { Measure = "m", Result = 95m }]).Points.Value);
    }

    [Theory]
    [InlineData(Direction.HigherIsBetter, 0.9, 0.6)]
    [InlineData(Direction.LowerIsBetter, 0.6, 0.9)]
    public void Points_that_run_against_the_measure_are_refused(Direction direction, double from, double to)
    {
        var wrong = new ScoredMeasure(Sets.Measure("m", direction), ScalePoints.Linear((decimal)from, (decimal)to, 10m));
        Only(() => Sets.OneDomain(wrong).Score([]), "points-direction");
        Assert.Empty(Sets.OneDomain(wrong with { Points = ScalePoints.Linear((decimal)to, (decimal)from, 10m) }).Validate());
    }

    [Fact]
    public void A_scored_measure_says_what_happens_without_a_result() => Only(() => Sets.OneDomain(Sets.Linear("m") with
    {
        Measure = Sets.Measure("m") with { Missing = null },
    }).Score([]), "measure-no-missing");

    [Fact]
    public void The_reason_of_a_score_that_is_not_there_keeps_its_kind()
    {
        var held = Sets.OneDomain(Sets.Linear("m") with
        {
            Measure = Sets
            .Measure("m") with
            { Missing = new(UnscoredPolicy.Hold) }
        }).Score([]);
        Assert.Equal((AbsenceKind.Missing, AbsenceKind.Missing), (held.Points.Absence?.Kind, held.Fraction.Absence?.Kind));
        Assert.Equal(held.Points.Absence?.Reason, held.Fraction.Absence?.Reason);
    }
}
