using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

public sealed class HospitalValueBasedPurchasingTests
{
    private static readonly HospitalValueBasedPurchasing Year2024 = HospitalValueBasedPurchasing.For(HospitalYears.Terms2024);

    /// <summary>Facility 10001, fiscal year 2024: raw and rounded points, as published.</summary>
    [Theory]
    [InlineData("MORT-30-AMI", 5.8117, 6, 7.0476, 7, 7)]
    [InlineData("MORT-30-HF", 7.4412, 7, 7.8670, 8, 8)]
    [InlineData("COMP-HIP-KNEE", 4.3328, 4, 6.0898, 6, 6)]
    public void A_published_hospital_has_its_points(string id, double rawA, int achievement, double rawI, int improvement, int points)
    {
        var measure = Year2024.Points(HospitalYears.Observations).Single(m => m.Measure == id);
        decimal Raw(string key) => new Rounding(4).Apply(measure.Points.Lines.Last(l => l.Key == key).Value!.Value);
        Assert.Equal(((decimal)rawA, (decimal)rawI), (Raw("achievement-raw"), Raw("improvement-raw")));
        Assert.Equal((achievement, improvement, points), ((int)measure.Achievement.Value!, (int)measure.Improvement.Value!,
            (int)measure.Points.Value!));
    }

    /// <summary>The published domain and total scores of facility 10001: 38.333333333333, 16, 8, 0 and 15.583333333333.</summary>
    [Fact]
    public void A_published_hospital_has_its_score()
    {
        var score = Year2024.Score(HospitalYears.Observations);
        Assert.Equal([38.333333333333m, 16m, 8m, 0m], score.Domains.Select(static d => new Rounding(12).Apply(d.Score.Value!.Value)));
        Assert.Equal([9.583333333333m, 4m, 2m, 0m],
            score.Domains.Select(static d => new Rounding(12).Apply(d.Contribution.Value!.Value)));
        Assert.Equal(15.583333333333m, new Rounding(12).Apply(score.Points.Value!.Value));
        Assert.Contains(score.Points.Lines, static l => l is { Key: "domains-scored", Value: 4m });
    }

    /// <summary>Facility 410010, HAI-4: 4.5 exactly, published as 5. It needs decimals and halves away from zero.</summary>
    [Fact]
    public void A_tie_is_rounded_away_from_zero()
    {
        var measure = Alone(Infections(0.738m, 0m), new() { Measure = "HAI-4", Result = 0.410m });
        Assert.Equal(4.5m, measure.Points.Lines.Last(static l => l.Key == "achievement-raw").Value);
        Assert.Equal(5m, measure.Points.Value);
        Assert.Equal(AbsenceKind.Missing, measure.Improvement.Absence!.Kind);
    }

    /// <summary>Not better than the own baseline is asked first: no improvement points, even beyond the benchmark.</summary>
    [Theory]
    [InlineData(0.219147, 0.362988, 10, 0)]
    [InlineData(0.4, 0.362988, 10, 9)]
    [InlineData(0.362988, 0.362988, 10, 0)]
    [InlineData(1.2, 0.9, 0, 3)]
    public void The_baseline_is_asked_first(double baseline, double result, int achievement, int improvement)
    {
        var measure = Alone(Infections(0.737187m, 0.381146m), new()
        {
            Measure = "HAI-4",
            Result = (decimal)result,
            Baseline = (decimal)baseline,
        });
        Assert.Equal((achievement, improvement), ((int)measure.Achievement.Value!, (int)measure.Improvement.Value!));
        Assert.Equal(Math.Max(achievement, improvement), measure.Points.Value);
    }

    /// <summary>A benchmark of 0 with a perfect baseline, which the published files hold: nothing is divided.</summary>
    [Fact]
    public void A_perfect_baseline_divides_nothing()
    {
        var measure = Alone(Infections(0.738m, 0m), new() { Measure = "HAI-4", Result = 0.2m, Baseline = 0m });
        Assert.Equal((7m, 0m), (measure.Achievement.Value, measure.Improvement.Value));
        var equal = Alone(Infections(0.738m, 0.738m), new() { Measure = "HAI-4", Result = 0.738m, Baseline = 0.738m });
        Assert.Equal((10m, 0m), (equal.Achievement.Value, equal.Improvement.Value));
    }

    [Fact]
    public void Too_few_cases_are_not_scored_and_say_so()
    {
        var measure = Alone(Infections(0.738m, 0m) with { MinimumCases = 1m, Form = MeasureForm.ObservedToExpected }, new()
        {
            Measure = "HAI-4",
            Numerator = 0m,
            Expected = 0.999m,
        });
        Assert.Equal(AbsenceKind.TooSmall, measure.Points.Absence!.Kind);
        Assert.Null(measure.NextResult);
    }

    /// <summary>FY2016 without efficiency: 13.3, 33.3 and 53.3 %.</summary>
    [Fact]
    public void A_domain_without_a_score_gives_its_weight_to_the_others()
    {
        var hospital = HospitalValueBasedPurchasing.For(new()
        {
            Year = 2016,
            Standards = new([.. HospitalValueBasedPurchasing.Domains.On(new(2015, 10, 1)).Value!.Select(static d =>
                PerformanceStandard.OfDomain(d.Name))], HospitalYears.Published),
        });
        var score = hospital.Score([.. hospital.Rules.Domains!.Value.Take(3).Select(static d => HospitalYears.Stated(d.Name, 50m))]);
        Assert.Equal([0.1333m, 0.3333m, 0.5333m],
            score.Domains.Take(3).Select(static d => new Rounding(4).Apply(d.WeightUsed.Value!.Value)));
        Assert.Equal(50m, score.Points.Value);
        Assert.Null(score.Domains[3].WeightUsed.Value);
        var two = hospital.Score([.. hospital.Rules.Domains.Value.Take(2).Select(static d => HospitalYears.Stated(d.Name, 50m))]);
        Assert.Contains("2 of 4 domains", two.Points.Absence!.Reason, StringComparison.Ordinal);
    }

    /// <summary>Three hospitals of one pool, slope 200/85: rates 2.823529, 1.411765 and 0.941176 %, net +823,529.41, −294,117.65 and
    /// −529,411.76 (worked example of the exchange function, 42 CFR 412.162).</summary>
    [Theory]
    [InlineData(100_000_000, 60, 1.00823529, 823_529.41)]
    [InlineData(50_000_000, 30, 0.99411765, -294_117.65)]
    [InlineData(50_000_000, 20, 0.98941176, -529_411.76)]
    public void A_score_becomes_a_factor_and_an_amount(int payments, int score, double factor, double net)
    {
        HospitalPurchasingYear happened = new()
        {
            BasePayments = Money.Of(payments),
            Score = Points(score),
            Slope = Slope(200m / 85m),
        };
        var adjustment = Year2024.Adjustment(happened);
        Assert.Equal((decimal)factor, new Rounding(8).Apply(adjustment.Factor.Value!.Value));
        Assert.Equal(payments * 0.02m, adjustment.Withheld.Value);
        Assert.Equal((decimal)net, Rounding.Cents.Apply(adjustment.EarnedBack.Value!.Value - adjustment.Withheld.Value!.Value));
        var settlement = Year2024.Contract.Settle(Year2024.Experience(happened));
        Assert.Equal((decimal)net, settlement.Earned.Published);
        foreach (var key in new[] { "withheld", "value-based-rate", "factor", "earned-back", "net" })
        {
            Assert.Contains(settlement.Lines, l => l.Key == key);
        }

        Assert.Contains(net < 0 ? "hospital" : "Medicare", settlement.ToString(), StringComparison.Ordinal);
        Assert.All(settlement.Lines, static l => Assert.Equal(l.Value, l.Replay()));
    }

    /// <summary>A score of a domain that was stated is no product of a scale.</summary>
    [Fact]
    public void A_stated_domain_says_that_it_was_stated()
    {
        var score = Year2024.Score(HospitalYears.Observations);
        var person = Assert.Single(score.Domains, static d => d.Name == HospitalYears.Person);
        Assert.Equal((16m, 16m), (person.Score.Value, person.Score.Lines[^1].Value));
        Assert.Equal(("domain-score", Operation.Stated), (person.Score.Lines[^1].Key, person.Score.Lines[^1].Operation));
        var points = Assert.Single(person.Score.Lines, static l => l.Key == "scale-points");
        Assert.Equal(("Points, as stated", Operation.Stated), (points.Label, points.Operation));
        Assert.All(person.Score.Lines, static l => Assert.Equal(Operation.Stated, l.Operation));
    }

    /// <summary>Nobody at a hospital maps a measure that Medicare made to work; the rest a reviewer still asks.</summary>
    [Fact]
    public void Statutory_measures_are_not_asked_for_a_map()
    {
        Assert.DoesNotContain(Year2024.Measures.Warnings(), static w => w.Code == "measure-no-map");
        Assert.Contains(Year2024.Measures.Warnings(), static w => w.Code == "measure-no-minimum");
        Assert.Contains((Year2024.Measures with { IsStatutory = false }).Warnings(), static w => w.Code == "measure-no-map");
    }

    [Fact]
    public void A_hospital_outside_of_the_programme_keeps_its_payments()
    {
        HospitalPurchasingYear outside = new() { BasePayments = Money.Of(40_000_000m), Outside = "the reporting rule was not met" };
        var adjustment = Year2024.Adjustment(outside);
        Assert.Equal((1m, 0m, 0m, 0m), (adjustment.Factor.Value, adjustment.Withheld.Value, adjustment.EarnedBack.Value,
            adjustment.Net.Value));
        Assert.Equal(0m, Year2024.Contract.Settle(Year2024.Experience(outside)).Earned.Published);
        Assert.Contains("the reporting rule was not met", Year2024.Contract.Settle(Year2024.Experience(outside)).Statement(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2013, 0.01)]
    [InlineData(2014, 0.0125)]
    [InlineData(2015, 0.015)]
    [InlineData(2016, 0.0175)]
    [InlineData(2017, 0.02)]
    [InlineData(2026, 0.02)]
    public void The_withhold_is_that_of_the_fiscal_year(int year, double withhold)
    {
        var domains = new Cited<ValueList<PurchasingDomain>>([new("one", Rate.One)], HospitalYears.Published);
        var hospital = HospitalValueBasedPurchasing.For(new()
        {
            Year = year,
            Standards = new([PerformanceStandard.OfDomain("one")], HospitalYears.Published),
            Rules = new() { Domains = domains, MinimumDomains = new(1, HospitalYears.Published) },
        });
        Assert.Equal((decimal)withhold, hospital.Rules.Withhold!.Value.Fraction);
        Assert.Equal(new NodaTime.LocalDate(year - 1, 10, 1), hospital.Contract.Term.Start);
    }

    [Theory]
    [InlineData(2013)]
    [InlineData(2017)]
    [InlineData(2018)]
    public void Weights_that_were_not_read_are_terms(int year) =>
        Assert.Contains("domains-missing", new HospitalPurchasingTerms
        {
            Year = year,
            Standards = new([PerformanceStandard.OfDomain("one")], HospitalYears.Published),
        }.Validate().Select(static f => f.Code));

    [Fact]
    public void The_next_point_is_the_nearer_of_the_two_ways()
    {
        var measures = Year2024.Points(HospitalYears.Observations).ToDictionary(static m => m.Measure);
        // 7 by improvement now: 8 by improvement at b + (B − b) × 0.8, by achievement only at T + (B − T) × 7/9.
        var ami = measures["MORT-30-AMI"];
        Assert.Equal(8m, ami.NextPoints);
        Assert.Equal(0.856752m + ((0.887868m - 0.856752m) * 8m / 10m), ami.NextResult!.Value);
        Assert.Equal(ami.NextResult.Value - 0.880237m, ami.Distance!.Value);
        // Worse than the threshold and than the baseline: the first point is at the better of both, whichever is nearer.
        Assert.Equal(1m, measures["MORT-30-PN"].NextPoints);
        Assert.Equal(0.833710m + ((0.872976m - 0.833710m) / 10m), measures["MORT-30-PN"].NextResult!.Value);
        Assert.Null(measures[HospitalYears.Safety].NextResult);
        var full = Alone(Infections(0.738m, 0m), new() { Measure = "HAI-4", Result = 0m, Baseline = 0.5m });
        Assert.Equal((10m, null), (full.Points.Value, full.NextPoints));
    }

    [Fact]
    public void Cases_say_how_many_are_missing()
    {
        var hospital = Only(Infections(0.738m, 0m) with { Form = MeasureForm.ObservedToExpected, MinimumCases = 1m });
        Observation observed = new() { Measure = "HAI-4", Numerator = 5m, Expected = 9m };
        var gap = Assert.Single(hospital.Measures.Gaps([observed]));
        Assert.Equal((3m, 1m, 4m), (gap.Points.Value, gap.CasesToMorePoints, gap.PointsThen));
    }

    [Fact]
    public void Everything_wrong_with_terms_is_said_at_once()
    {
        var codes = new HospitalPurchasingTerms
        {
            Year = 2024,
            Standards = new(
            [
                HospitalYears.Survival("A", 0.9m, 0.8m),
                HospitalYears.Survival("B", 0.9m, 0.95m) with { Domain = "Safty", MinimumCases = -1m },
                HospitalYears.Survival("B", 0.9m, 0.95m) with { Threshold = null },
                HospitalYears.Survival(" ", 9_000_000m, 9_000_000m) with { Form = (MeasureForm)77 },
                PerformanceStandard.OfDomain(HospitalYears.Efficiency),
                new() { Measure = "MSPB-1", Domain = HospitalYears.Efficiency, StatedPoints = 0m },
            ], HospitalYears.Published),
            Rules = new()
            {
                Withhold = new(120.Percent(), HospitalYears.Published),
                MinimumDomains = new(9, HospitalYears.Published),
                Achievement = new(new(9m, 0.5m, 11m, 9m, 10m), HospitalYears.Published),
                ScoreDivisor = new(0m, HospitalYears.Published),
            },
        }.Validate().Select(static f => f.Code).ToHashSet();
        Assert.Empty(new[]
            {
                "benchmark-order", "domain-unknown", "minimum-range", "standard-incomplete", "name-empty", "result-range",
                "standard-unknown", "domain-twice", "points-range", "domain-standards", "measure-twice", "rate-range", "minimum-domains",
                "points-order",
            }.Except(codes));
        Assert.Equal(["year-unknown"], (HospitalYears.Terms2024 with { Year = int.MaxValue }).Validate().Select(static f => f.Code));
        Assert.Equal(["standards-count"], (HospitalYears.Terms2024 with { Standards = new([], HospitalYears.Published) }).Validate()
            .Select(static f => f.Code));
        Assert.Throws<SettlementException>(() => HospitalValueBasedPurchasing.For(HospitalYears.Terms2024 with { Year = 1 }));
    }

    [Fact]
    public void Everything_wrong_with_a_year_is_said_at_once()
    {
        Refused(["score", "slope", "basePayments"], new() { BasePayments = Money.Of(-1m), Score = Points(100.1m), Slope = Slope(-1m) });
        Refused(["score", "slope"], new() { BasePayments = Money.Of(1m) });
        Refused(["score"], new()
        {
            BasePayments = Money.Of(1m),
            Score = Year2024.Score([]).Points,
            Slope = Slope(2m),
        });
        Refused(["outside"], new() { BasePayments = Money.Of(1m), Outside = " " });
        Refused(["outside"], new() { BasePayments = Money.Of(1m), Outside = "cited", Score = Points(1m) });
        Assert.Throws<SettlementException>(() => Year2024.Score([HospitalYears.Stated("HAI-9", 1m)]));

        static void Refused(string[] paths, HospitalPurchasingYear year) => Assert.Equal(paths,
            Assert.Throws<SettlementException>(() => Year2024.Experience(year)).Failures.Select(static f => f.Path));
    }

    [Fact]
    public void A_rule_is_replaced_by_a_cited_value()
    {
        var half = HospitalValueBasedPurchasing.For(Year2024.Terms with
        {
            Rules = Year2024.Rules with { Withhold = new(1.Percent(), Authority.Of("A later act")) },
        });
        HospitalPurchasingYear happened = new() { BasePayments = Money.Of(1_000_000m), Score = Points(40m), Slope = Slope(2m) };
        Assert.Equal(Year2024.Adjustment(happened).Net.Value / 2m, half.Adjustment(happened).Net.Value);
        Assert.Contains(half.Contract.Settle(half.Experience(happened)).Lines, static l => l.Authority?.Citation == "A later act");
        Assert.Throws<SettlementException>(() => half.Contract.Settle(Year2024.Experience(happened)));
    }

    private static Figure Points(decimal points) => new() { Value = points, Unit = Unit.Points };

    private static Figure Slope(decimal slope) => new() { Value = slope, Unit = Unit.Factor };

    private static PerformanceStandard Infections(decimal threshold, decimal benchmark) => new()
    {
        Measure = "HAI-4",
        Domain = "one",
        Direction = Direction.LowerIsBetter,
        Threshold = threshold,
        Benchmark = benchmark,
    };

    private static HospitalValueBasedPurchasing Only(PerformanceStandard standard) => HospitalValueBasedPurchasing.For(new()
    {
        Year = 2024,
        Standards = new([standard], HospitalYears.Published),
        Rules = new()
        {
            Domains = new([new("one", Rate.One)], HospitalYears.Published),
            MinimumDomains = new(1, HospitalYears.Published),
        },
    });

    private static HospitalMeasurePoints Alone(PerformanceStandard standard, Observation observed) =>
        Assert.Single(Only(standard).Points([observed]));
}
