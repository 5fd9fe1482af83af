using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Programs;

/// <summary>What holds for every measure, score and payment of Hospital Value-Based Purchasing.</summary>
public sealed class HospitalValueBasedPropertyTests
{
    private const decimal Digit = 0.000_001m;

    private static readonly Gen<decimal> Results = Gen.Choose(0, 1_500_000).Select(static n => n / 1_000_000m);

    private static readonly Gen<Case> Cases =
        from threshold in Results
        from benchmark in Results
        from baseline in Results
        from result in Results
        from better in Gen.Choose(1, 200_000)
        select new Case(threshold, benchmark, baseline, result, better / 1_000_000m);

    private static readonly Gen<(decimal[] Points, int[] Weights, bool[] Scored)> Scores =
        from points in Gen.Choose(0, 1_000).Select(static n => n / 10m).ArrayOf(4)
        from weights in Gen.Choose(1, 100).ArrayOf(4)
        from scored in Gen.Elements(true, true, true, false).ArrayOf(4)
        select (points, weights, scored);

    [Fact]
    public void A_better_result_never_has_fewer_points() => CurveProperty.Holds(Cases, 400, static c =>
    {
        var hospital = c.Hospital();
        var now = c.Score(hospital, c.Result);
        var then = c.Score(hospital, c.Better(c.Result, c.Step));
        Assert.True(then.Points.Value >= now.Points.Value, $"{c}: {now.Points} and then {then.Points}");
        Assert.True(then.Achievement.Value >= now.Achievement.Value && then.Improvement.Value >= now.Improvement.Value, c.ToString());
        Assert.Equal(Math.Max(now.Achievement.Value!.Value, now.Improvement.Value!.Value), now.Points.Value);
        Assert.InRange(now.Achievement.Value!.Value, 0m, 10m);
        Assert.InRange(now.Improvement.Value!.Value, 0m, 9m);
        Assert.All(now.Points.Lines, static l => Assert.True(l.Absence is not null || l.Replay() == l.Value));
    });

    /// <summary>The one exception: with a better baseline the same result can lose its improvement points, even at the benchmark.</summary>
    [Fact]
    public void A_better_baseline_never_has_more_points() => CurveProperty.Holds(Cases, 400, static c =>
    {
        var hospital = c.Hospital();
        Assert.True((c with { Baseline = c.Better(c.Baseline, c.Step) }).Score(hospital, c.Result).Points.Value
            <= c.Score(hospital, c.Result).Points.Value, c.ToString());
    });

    [Fact]
    public void The_next_result_has_the_next_points_and_the_one_before_has_not() => CurveProperty.Holds(Cases, 400, static c =>
    {
        var hospital = c.Hospital();
        var now = c.Score(hospital, c.Result);
        if (now.NextResult?.Value is not { } next)
        {
            Assert.True(now.Points.Value == 10m, $"{c}: {now}");
            return;
        }

        Assert.Equal(now.Points.Value + 1m, now.NextPoints);
        Assert.True(now.Distance!.Value > 0m);
        // Results are published with six digits: the first that is good enough, and the one before it.
        var reached = (c.Higher ? decimal.Ceiling(next / Digit) : decimal.Floor(next / Digit)) * Digit;
        Assert.True(c.Score(hospital, reached).Points.Value >= now.NextPoints, $"{c}: {now}");
        var before = c.Better(reached, -Digit);
        Assert.True(c.Score(hospital, before).Points.Value < now.NextPoints, $"{c}: {now}");
    });

    [Fact]
    public void Weights_used_add_up_to_one_and_contributions_to_the_score() => CurveProperty.Holds(Scores, 300, static c =>
    {
        var score = Hospital(c.Weights).Score(Observations(c.Points, c.Scored));
        if (c.Scored.Count(static s => s) < 3)
        {
            Assert.Null(score.Points.Value);
            return;
        }

        Near(1m, score.Domains.Sum(static d => d.WeightUsed.Value ?? 0m));
        Near(score.Points.Value!.Value, score.Domains.Sum(static d => d.Contribution.Value ?? 0m));
        var known = c.Points.Where((_, i) => c.Scored[i]).ToArray();
        Assert.InRange(new Rounding(12).Apply(score.Points.Value.Value), known.Min(), known.Max());
    });

    [Fact]
    public void The_order_of_measures_and_domains_says_nothing() => CurveProperty.Holds(Scores, 200, static c =>
    {
        var forward = Hospital(c.Weights);
        var backward = HospitalValueBasedPurchasing.For(forward.Terms with
        {
            Standards = forward.Terms.Standards with { Value = [.. forward.Terms.Standards.Value.Reverse()] },
            Rules = forward.Rules with { Domains = forward.Rules.Domains! with { Value = [.. forward.Rules.Domains.Value.Reverse()] } },
        });
        var observed = Observations(c.Points, c.Scored);
        var (one, other) = (forward.Score(observed).Points.Value, backward.Score([.. observed.Reverse()]).Points.Value);
        Assert.Equal(one is null, other is null);
        Near(one ?? 0m, other ?? 0m);
    });

    /// <summary>A score out of 110 with a slope of 1.1 times: the same rate. Twice the payments: twice the amount. Nothing withheld:
    /// nothing changes.</summary>
    [Fact]
    public void Scales_cancel() => CurveProperty.Holds(
        from points in Gen.Choose(0, 10_000)
        from slope in Gen.Choose(0, 400)
        from payments in Gen.Choose(1, 1_000_000_000)
        select (Points: points / 100m, Slope: slope / 100m, Payments: (decimal)payments), 200, static c =>
    {
        var hospital = Hospital([1, 1, 1, 1]);
        HospitalPurchasingYear year = new() { BasePayments = Money.Of(c.Payments), Score = Value(c.Points), Slope = Value(c.Slope) };
        var adjustment = hospital.Adjustment(year);
        var scaled = With(hospital, r => r with { ScoreDivisor = new(110m, HospitalYears.Published) })
            .Adjustment(year with { Slope = Value(c.Slope * 1.1m) });
        Near(adjustment.Factor.Value!.Value, scaled.Factor.Value!.Value);
        Near(adjustment.Net.Value!.Value * 2m,
            hospital.Adjustment(year with { BasePayments = Money.Of(c.Payments * 2m) }).Net.Value!.Value);
        Near(adjustment.Net.Value.Value, adjustment.EarnedBack.Value!.Value - adjustment.Withheld.Value!.Value);
        Assert.True(adjustment.Net.Value >= -adjustment.Withheld.Value);
        Assert.Equal(Rounding.Cents.Apply(adjustment.Net.Value.Value),
            hospital.Contract.Settle(hospital.Experience(year)).Earned.Published);
        Assert.Equal(1m, With(hospital, static r => r with { Withhold = new(Rate.Zero, HospitalYears.Published) })
            .Adjustment(year).Factor.Value);
    });

    private static Figure Value(decimal value) => new() { Value = value };

    private static HospitalValueBasedPurchasing With(HospitalValueBasedPurchasing hospital,
        Func<HospitalPurchasingRules, HospitalPurchasingRules> change) =>
        HospitalValueBasedPurchasing.For(hospital.Terms with { Rules = change(hospital.Rules) });

    private static HospitalValueBasedPurchasing Hospital(int[] weights)
    {
        var all = weights.Sum();
        var domains = weights.Select((w, i) => new PurchasingDomain(FormattableString.Invariant($"domain {i}"), Rate.Of(w / (decimal)all)))
            .ToArray();
        // What thirds and sevenths lack to the whole.
        domains[0] = domains[0] with { Weight = Rate.Of(1m - domains[1..].Sum(static d => d.Weight.Fraction)) };
        return HospitalValueBasedPurchasing.For(new()
        {
            Year = 2024,
            Standards = new([.. domains.Select(static d => PerformanceStandard.OfDomain(d.Name))], HospitalYears.Published),
            Rules = new() { Domains = new([.. domains], HospitalYears.Published) },
        });
    }

    private static ValueList<Observation> Observations(decimal[] points, bool[] scored) =>
        points.Index().Where(p => scored[p.Index])
            .Select(static p => HospitalYears.Stated(FormattableString.Invariant($"domain {p.Index}"), p.Item)).ToValueList();

    private static void Near(decimal expected, decimal actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12m * Math.Max(1m, Math.Abs(expected)), $"{expected} and {actual}");

    /// <summary>A measure whose benchmark says which way it is better, and what was observed.</summary>
    private sealed record Case(decimal Threshold, decimal Benchmark, decimal Baseline, decimal Result, decimal Step)
    {
        public bool Higher => Benchmark >= Threshold;

        public decimal Better(decimal result, decimal step) => Higher ? result + step : result - step;

        public HospitalValueBasedPurchasing Hospital() => HospitalValueBasedPurchasing.For(new()
        {
            Year = 2024,
            Standards = new(
            [
                new()
                {
                    Measure = "measure",
                    Domain = "one",
                    Direction = Higher ? Direction.HigherIsBetter : Direction.LowerIsBetter,
                    Threshold = Threshold,
                    Benchmark = Benchmark,
                },
            ], HospitalYears.Published),
            Rules = new()
            {
                Domains = new([new("one", Rate.One)], HospitalYears.Published),
                MinimumDomains = new(1, HospitalYears.Published),
            },
        });

        public HospitalMeasurePoints Score(HospitalValueBasedPurchasing hospital, decimal result) =>
            Assert.Single(hospital.Points([HospitalYears.Result("measure", Baseline, result)]));
    }
}
