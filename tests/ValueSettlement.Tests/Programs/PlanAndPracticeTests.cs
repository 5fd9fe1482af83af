using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>Worked examples of Medicare Advantage Stars, the Quality and Outcomes Framework and the New York table.</summary>
public sealed class PlanAndPracticeTests
{
    private static readonly Authority Text = Authority.Of("worked example");

    private static readonly Rate Assumed = 10.Percent();

    [Theory]
    [InlineData(2, null, false, "4", 950, "1050", "65")]
    [InlineData(2, null, false, "3.5", 950, "1000", "32.5")]
    [InlineData(2, null, false, "3", 950, "1000", "25")]
    [InlineData(1, null, false, "4", 950, "1000", "32.5")] // 950 × 1.05 = 997.50 would be wrong
    [InlineData(4, null, true, "4.5", 1_150, "1250", "70")]
    [InlineData(2, null, false, "new", 950, "1035", "55.25")]
    [InlineData(2, null, false, "none", 950, "1000", "25")] // did not report
    [InlineData(1, 2, false, "3", 875, "975", "50")] // the mean of 95 and 100 %
    public void The_bonus_is_points_on_the_percentage(int quartile, int? before, bool doubled, string stars, int bid, string benchmark,
        string rebate)
    {
        var programme = Plan(quartile, before, doubled);
        var plan = new PlanBid
        {
            BaseAmount = Money.Of(1_000m),
            Bid = Money.Of(bid),
            Stars = stars is "new" or "none" ? null : Parse(stars),
            Standing = stars == "new" ? StarStanding.New : stars == "none" ? StarStanding.NotReported : StarStanding.Rated,
        };
        Assert.Equal(Parse(benchmark), programme.Benchmark(plan).Benchmark.Value);
        Assert.Equal(Parse(rebate), programme.Contract.Settle(programme.Experience(plan)).Payable.Published);

        // All members together: the same, times their months.
        Assert.Equal(12_000m * Parse(rebate),
            programme.Contract.Settle(programme.Experience(plan with { MemberMonths = 12_000m })).Payable.Published);
    }

    [Theory]
    [InlineData("3", "0.5")]
    [InlineData("2.5", "1")]
    [InlineData("3.5", "0.5")]
    [InlineData("4", "0.5")]
    [InlineData("4.5", null)]
    public void The_distance_to_the_next_step_is_told(string stars, string? missing)
    {
        var plan = Plan(2, null, false).Benchmark(new() { BaseAmount = Money.Of(1_000m), Bid = Money.Of(950m), Stars = Parse(stars) });
        Assert.Equal(missing is null ? null : Parse(missing), plan.ToNextStep.Value);
    }

    [Fact]
    public void A_bid_that_cannot_be_is_refused_with_all_reasons()
    {
        var failure = Assert.Throws<SettlementException>(() => Plan(2, null, false).Experience(new()
        {
            BaseAmount = Money.Zero,
            Bid = Money.Of(-1m),
            Stars = 4.2m,
            Standing = StarStanding.New,
            MemberMonths = -1m,
        }));
        Assert.Equal(["plan-amount", "plan-amount", "stars-standing", "stars-range", "months-range"],
            failure.Failures.Select(static f => f.Code));
        Assert.Throws<ArgumentOutOfRangeException>(() => MedicareAdvantageStars.PercentageOf(2026, 5));
        var terms = new AdvantageStarsTerms
        {
            Year = 2013,
            ApplicablePercentage = new(Rate.Of(1.2m), Text),
            Rules = new() { Rebate = new(50.Percent(), Text), Bonus = new(Rate.Of(5m), Text), BonusFrom = new(6m, Text) },
        };
        Assert.Equal(["year-unknown", "rate-range", "stars-range", "rate-range", "rebate-kind"],
            terms.Validate().Select(static f => f.Code));
    }

    [Fact]
    public void A_statement_of_a_plan_says_what_the_bid_stays_below()
    {
        var programme = Plan(1, null, true);
        var text = programme.Contract.Settle(programme.Experience(new()
        {
            BaseAmount = Money.Of(1_000m),
            Bid = Money.Of(950m),
            Stars = 4m,
        })).Statement();
        Assert.Contains("Bonus points in a qualifying county", text, StringComparison.Ordinal);
        Assert.Contains("Rebate", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VI001", 915, null, "6.4286", "1274.38")] // QOF-1: 2.5 ÷ 7 of 18
    [InlineData("VI001", 880, 80, "10.8", "2140.95")] // QOF-2: improvement of 8 points, 3 ÷ 5 of 18
    [InlineData("VI001", 880, null, "0", "0")]
    [InlineData("VI001", 840, 80, "0", "0")] // an improvement of less than 5 points
    [InlineData("VI001", 960, 80, "18", "3568.26")] // achievement is the better way
    [InlineData("DEM004", 525, null, "7", "1387.66")] // QOF-3: half of 14
    public void The_better_of_two_ways_counts(string indicator, int achieved, int? mean, string points, string pounds)
    {
        var programme = QualityOutcomesFramework.For(Practice2026 with
        {
            Indicators = new([.. Practice2026.Indicators.Value.Where(i => i.Id == indicator)], Text),
        });
        FrameworkPractice practice = new()
        {
            List = 9_000m,
            Results = [new() { Indicator = indicator, Numerator = achieved, Denominator = 1_000m, OwnMean = mean?.Percent() }],
        };
        Assert.Equal(Parse(points), new Rounding(4).Apply(programme.Payment(practice).Points.Value!.Value));
        Assert.Equal(Parse(pounds), programme.Contract.Settle(programme.Experience(practice)).Payable.Published);
    }

    [Theory]
    [InlineData(600, "2705.88")]
    [InlineData(400, "0")]
    [InlineData(750, "4509.80")]
    public void Points_lie_between_the_thresholds(int achieved, string pounds)
    {
        var programme = QualityOutcomesFramework.For(new()
        {
            Year = 2025,
            Indicators = new([new("AST007", 20m, 45.Percent(), 70.Percent())], Text),
            Rules = new() { AverageList = new(9_962m, Text) },
        });
        Assert.Equal(Parse(pounds), programme.Contract.Settle(programme.Experience(new()
        {
            List = 9_962m,
            Results = [new() { Indicator = "AST007", Numerator = achieved, Denominator = 1_000m, PrevalenceFactor = 1m }],
        })).Payable.Published);
    }

    [Theory]
    [InlineData(2021, 74, "14885.84")]
    [InlineData(2025, 564, "127176.36")]
    public void All_points_of_the_average_practice(int year, int points, string pounds) => Assert.Equal(Parse(pounds),
        points * QualityOutcomesFramework.PointValue.On(new(year, 4, 1)).Value);

    [Fact]
    public void What_the_library_does_not_know_is_asked_for()
    {
        var open = new OutcomesFrameworkTerms
        {
            Year = 2026,
            Indicators = new([new("VI001", 18m, 89.Percent(), 96.Percent())], Text),
        };
        Assert.Equal("improvement-missing", Assert.Single(open.Validate()).Code);
        Assert.Equal(["rules.pointValue", "rules.averageList"], (open with
        {
            Year = 2027,
            Indicators = new([new("AST007", 20m, 45.Percent(), 70.Percent())], Text),
        }).Validate().Select(static f => f.Path));
        var unknown = open with { Year = 2022 };
        Assert.Equal(["rules.pointValue", "rules.averageList"], unknown.Validate().Select(static f => f.Path));
        var practice = QualityOutcomesFramework.For(Practice2026);
        var failure = Assert.Throws<SettlementException>(() => practice.Experience(new()
        {
            List = 9_000m,
            Results =
            [
                new() { Indicator = "VI001", Numerator = 90m, Denominator = 100m, Exceptions = 20m },
                new() { Indicator = "VI007", Numerator = 1m, Denominator = 1m },
            ],
            Aspiration = new(1_000m, 1m),
        }));
        Assert.Equal(["result-range", "indicator-unknown", "result-missing", "parameter-missing"],
            failure.Failures.Select(static f => f.Code));
    }

    [Theory]
    [InlineData(NewYorkLevel.Level1, 6, 1_000_000, 550_000)]
    [InlineData(NewYorkLevel.Level1, 3, 1_000_000, 250_000)]
    [InlineData(NewYorkLevel.Level1, 2, 1_000_000, 0)]
    [InlineData(NewYorkLevel.Level1, 6, -1_000_000, 0)]
    [InlineData(NewYorkLevel.Level2, 6, 1_000_000, 900_000)]
    [InlineData(NewYorkLevel.Level2, 5, 1_000_000, 500_000)]
    [InlineData(NewYorkLevel.Level2, 2, 1_000_000, 50_000)]
    [InlineData(NewYorkLevel.Level2, 6, -1_000_000, -100_000)]
    [InlineData(NewYorkLevel.Level2, 3, -1_000_000, -500_000)]
    [InlineData(NewYorkLevel.Level2, 0, -1_000_000, -950_000)]
    public void New_york_shares_by_level_and_goals(NewYorkLevel level, int met, int saved, int expected)
    {
        var programme = NewYorkValueBasedPayment.For(TermsSamples.All.OfType<NewYorkPaymentTerms>().Single(t => t.Level == level));
        Experience Spent(int goalsMet, bool worsened = false) =>
            programme.Experience(Money.Of(20_000_000m), Money.Of(20_000_000m - saved), goalsMet, 6, worsened);
        Assert.Equal(expected, programme.Contract.Settle(Spent(met)).Payable.Published);

        // Worse than before is as if no goal was met.
        Assert.Equal(programme.Contract.Settle(Spent(0)).Payable.Published,
            programme.Contract.Settle(Spent(met, worsened: true)).Payable.Published);
    }

    [Fact]
    public void Worse_quality_is_told_by_contract_and_statement()
    {
        var programme = NewYorkValueBasedPayment.For(TermsSamples.All.OfType<NewYorkPaymentTerms>()
            .Single(static t => t.Level == NewYorkLevel.Level1));
        Assert.Contains("Where quality is worse than before, no quality goal counts as met", programme.Contract.InWords(),
            StringComparison.Ordinal);
        string Statement(int met, bool worsened) => programme.Contract.Settle(programme.Experience(Money.Of(1_000m), Money.Of(900m), met, 4,
            worsened)).Statement();
        var worse = Statement(4, worsened: true);
        Assert.DoesNotContain("Otherwise", programme.Contract.InWords(), StringComparison.Ordinal);
        Assert.Contains("| Percent of quality goals met | 100 × 4 ÷ 4 | 100 |", worse, StringComparison.Ordinal);
        Assert.Contains("Quality is worse than before: no goal counts as met. | 0 |", worse, StringComparison.Ordinal);
        Assert.Contains("this does not hold: at least 100 percent of quality goals counted as met", worse, StringComparison.Ordinal);
        foreach (var few in new[] { worse, Statement(1, worsened: false) })
        {
            Assert.Contains("Fewer than half of the quality goals met, or quality worse than before. Not taken before it: All", few,
                StringComparison.Ordinal);
            Assert.DoesNotContain("None of these applies", few, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Shares_of_losses_mirror_those_of_savings()
    {
        var terms = TermsSamples.All.OfType<NewYorkPaymentTerms>().Single(static t => t.Level == NewYorkLevel.Level2);
        Assert.Empty(terms.Validate());
        var failure = Assert.Single((terms with
        {
            Savings = terms.Savings with { FewerGoals = new(5.Percent(), Text) },
            Losses = new() { FewerGoals = new(Rate.One, Text) },
        }).Validate());
        Assert.Equal(("shares-not-mirrored", "losses.fewerGoals.value"), (failure.Code, failure.Path));
        Assert.Contains("with 5% of savings, they are 95%", failure.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_outside_of_the_roadmaps_range_is_a_failure()
    {
        var terms = new NewYorkPaymentTerms
        {
            Id = "ny",
            Term = new(new(2021, 1, 1), new(2021, 12, 31)),
            Level = NewYorkLevel.Level1,
            Savings = new() { AllGoals = new(61.Percent(), Text), FewerGoals = new(1.Percent(), Text) },
            Losses = new(),
        };
        Assert.Equal([("term-unused", "losses"), ("share-outside-range", "savings.allGoals.value"),
            ("share-missing", "savings.halfOfGoals"), ("share-outside-range", "savings.fewerGoals.value")],
            terms.Validate().Select(static f => (f.Code, f.Path)));
        Assert.Equal("level-prepaid", Assert.Single((terms with { Level = NewYorkLevel.Level3, Losses = null }).Validate()).Code);
        Assert.Equal("goals-range", Assert.Single(Assert.Throws<SettlementException>(() => NewYorkValueBasedPayment.For(
            terms with { Savings = new() { AllGoals = new(60.Percent(), Text), HalfOfGoals = new(20.Percent(), Text) }, Losses = null })
            .Experience(Money.Of(1m), Money.Of(1m), 7, 6)).Failures).Code);
    }

    [Fact]
    public void What_the_table_leaves_no_choice_of_is_stated_in_the_terms_and_unconfirmed()
    {
        var terms = TermsSamples.All.OfType<NewYorkPaymentTerms>().Single(static t => t.Level == NewYorkLevel.Level2).Resolved();
        Assert.Equal(90.Percent(), terms.Savings.AllGoals!.Value);
        Assert.True(terms.Savings.AllGoals.Authority.Unconfirmed);
    }

    [Theory]
    [InlineData("0.04", "0")]
    [InlineData("0.05", "0")]
    [InlineData("0.08", "10.8")]
    [InlineData("0.2", "18")]
    public void Points_by_improvement_follow_a_scale(string improvement, string points)
    {
        var rule = ImprovementScale.Linear(0.05m, 0.1m, 18m);
        Assert.Equal(Parse(points), rule.PointsOf(Direction.HigherIsBetter, Rate.Of(0.5m + Parse(improvement)), Rate.Of(0.5m)).Value);
        Assert.Equal(Parse(points), rule.PointsOf(Direction.LowerIsBetter, Rate.Of(0.5m), Rate.Of(0.5m + Parse(improvement))).Value);
        Assert.Equal(AbsenceKind.Missing, rule.PointsOf(Direction.HigherIsBetter, 50.Percent()).Absence!.Kind);
        Assert.Equal("scale-values", Assert.Single(Assert.Throws<SettlementException>(() => new ImprovementScale(
            Scale.Knots((0m, 0m), (1m, 2_000_000m))).PointsOf(Direction.HigherIsBetter, 50.Percent())).Failures).Code);
    }

    [Fact]
    public void An_indicator_says_both_of_its_ways()
    {
        var words = QualityOutcomesFramework.For(Practice2026).Contract.InWords();
        Assert.Contains("VI001: at most 18 points, in proportion between an achievement of 89% (none) and of 96% (all), or between an "
            + "improvement of 5% (none) and of 10% (all) in percentage points on the practice's own mean of two years; the way with more "
            + "points counts; paid whatever the prevalence.", words.Replace("\\", string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.EndsWith("improvement that has all points from 10% on", Practice2026.Indicators.Value[0].ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_a_practice_say_of_which_indicator_they_are()
    {
        var (terms, result) = (Practice2026, new IndicatorResult
        {
            Indicator = "VI001",
            Numerator = 88m,
            Denominator = 100m,
            OwnMean = 80.Percent()
        });
        var programme = QualityOutcomesFramework.For(terms with
        {
            Indicators = new([terms.Indicators.Value[0], new("AST007", 20m, 45.Percent(), 70.Percent())], Text),
        });
        var practice = new FrameworkPractice
        {
            List = 9_000m,
            Results = [result, new() { Indicator = "AST007", Numerator = 60m, Denominator = 100m, PrevalenceFactor = 1.08m }],
        };
        var lines = programme.Payment(practice).Payment.Lines;
        Assert.All(lines.Where(static l => l.Path.Contains("indicators", StringComparison.Ordinal)),
            static l => Assert.Matches("^(VI001|AST007), ", l.Label));
        Assert.Contains(lines, static l => l.ToString() == "VI001, own mean of two years: 80%");
        Assert.Contains(lines, static l => l.ToString() == "AST007, prevalence factor: 1.08");
        Assert.Contains("AST007, prevalence factor | stated |", programme.Contract.Settle(programme.Experience(practice)).Statement(),
            StringComparison.Ordinal);

        // All patients excepted: the way out is named.
        var failure = Assert.Single(Assert.Throws<SettlementException>(() => programme.Payment(practice with
        {
            Results = [result with { Numerator = 0m, Denominator = 10m, Exceptions = 10m }, practice.Results[1]],
        })).Failures);
        Assert.Equal("group-empty", failure.Code);
        Assert.Contains("terms without the indicator", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_months_a_plan_is_settled_for_one_member_and_month()
    {
        var programme = Plan(2, null, false);
        PlanBid bid = new() { BaseAmount = Money.Of(1_000m), Bid = Money.Of(950m), Stars = 4m };
        var one = programme.Contract.Settle(programme.Experience(bid));
        Assert.Equal("The Medicare program owes the plan 65 USD for each member and month.", one.InWords());
        Assert.Contains("| Benchmark | as computed above | 1,050 |", one.Statement(), StringComparison.Ordinal);
        Assert.DoesNotContain("Months of all members", one.Statement(), StringComparison.Ordinal);
        Assert.Contains("For the year it is times those months.", one.Statement(), StringComparison.Ordinal);
        Assert.Equal("The Medicare program owes the plan 780,000 USD.", programme.Contract.Settle(programme.Experience(
            bid with { MemberMonths = 12_000m })).InWords());
        Assert.Contains("for each member and month", programme.Contract.InWords(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bid_above_the_benchmark_is_paid_by_members()
    {
        var programme = Plan(2, null, false);
        PlanBid bid = new() { BaseAmount = Money.Of(1_000m), Bid = Money.Of(1_100m), Stars = 4m, MemberMonths = 12_000m };
        Assert.Matches("Bid above the benchmark, which members pay as premiums \\(., unconfirmed\\) . 13,200,000 − 12,600,000 . 600,000 .",
            programme.Contract.Settle(programme.Experience(bid)).Statement());
        Assert.DoesNotContain("members pay", programme.Contract.Settle(programme.Experience(bid with { Bid = Money.Of(900m) })).Statement(),
            StringComparison.Ordinal);
    }

    private static OutcomesFrameworkTerms Practice2026 { get; } = new()
    {
        Year = 2026,
        Indicators = new(
        [
            new("VI001", 18m, 89.Percent(), 96.Percent()) { Improvement = new(Assumed, Text), WithoutPrevalence = true },
            new("DEM004", 14m, 35.Percent(), 70.Percent()) { WithoutPrevalence = true },
        ], Text),
    };

    private static MedicareAdvantageStars Plan(int quartile, int? before, bool doubled) => MedicareAdvantageStars.For(new()
    {
        Year = 2026,
        ApplicablePercentage = MedicareAdvantageStars.PercentageOf(2026, quartile, before),
        IsQualifyingCounty = doubled,
    });

    private static decimal Parse(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
