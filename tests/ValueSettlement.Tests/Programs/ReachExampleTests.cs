using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>The worked examples REACH-G, -P, -R and -T of the specification (constructed from rule text, or published by third
/// parties).</summary>
public sealed class ReachExampleTests
{
    private static readonly Authority Stated = Authority.Of("the example states it");

    [Fact]
    public void G1_Global_2023_discount_withhold_equity_and_sequestration()
    {
        var settlement = Settle(ReachArrangement.Global, 2023, 100_000_000m, 0.8m, 90_000_000m, equity: 250_000m);
        Assert.Equal(2_000_000m, Value(settlement, "quality-withhold"));
        Assert.Equal(96_850_000m, Value(settlement, "benchmark"));
        Assert.Equal(6_713_000.00m, settlement.Earned.Published);
        Assert.Equal(Party.Payer, settlement.Owes);
    }

    [Fact]
    public void G2_Global_2026_first_band_of_ten_percent()
    {
        var settlement = Settle(ReachArrangement.Global, 2026, 100_000_000m, 1m, 77_200_000m, sequestration: 0m);
        Assert.Equal(19_300_000m, settlement.Opening);
        Assert.Equal(14_475_000.00m, settlement.Earned.Published);
        // The corridor of the years before would pay all of it: a wrong payment.
        var before = Settle(ReachArrangement.Global, 2026, 100_000_000m, 1m, 77_200_000m, sequestration: 0m,
            corridor: AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2025 }).Rules.Corridor);
        Assert.Equal(19_300_000m, before.Earned.Published);
    }

    [Theory]
    [InlineData(ReachArrangement.Global, 2026, 20, 15)]
    [InlineData(ReachArrangement.Global, 2026, -20, -15)]
    [InlineData(ReachArrangement.Global, 2024, -55, -34.25)]
    [InlineData(ReachArrangement.Professional, 2024, 4, 2)]
    [InlineData(ReachArrangement.Professional, 2024, 20, 5.25)]
    [InlineData(ReachArrangement.Professional, 2021, -20, -5.25)]
    public void Corridors_in_percent_of_the_final_benchmark(ReachArrangement arrangement, int year, decimal variance, decimal shared)
    {
        var contract = AcoReach.For(new()
        {
            Arrangement = arrangement,
            Year = year,
            Rules = AcoReach.For(new() { Arrangement = arrangement, Year = year }).Rules with
            {
                Sequestration = new(
            Rate.Zero, Stated)
            }
        }).Contract;
        Assert.Equal(shared,
            contract.Settle(new Experience { Benchmark = Money.Of(100m), Expenditure = Money.Of(100m - variance) }).Earned.Unrounded);
    }

    [Fact]
    public void P1_and_P2_mirror_each_other()
    {
        var gain = Settle(ReachArrangement.Professional, 2024, 100_000_000m, 0.9m, 87_824_000m, sequestration: 0m);
        Assert.Equal(99_800_000m, Value(gain, "benchmark"));
        Assert.Equal(4_540_900.00m, gain.Earned.Published);
        var loss = Settle(ReachArrangement.Professional, 2024, 100_000_000m, 0.9m, 111_776_000m, sequestration: 0m);
        Assert.Equal(-4_540_900.00m, loss.Earned.Published);
    }

    [Fact]
    public void R1_to_R5_aged_and_disabled()
    {
        var score = Score(ReachPopulation.AgedAndDisabled, 0.030612m,
            new() { Version24 = 1.020m, Version28 = 0.970m, Normalization = new(1.070m) },
            new() { Version24 = 1.1171m, Version28 = 1.1171m, Normalization = new(1.105m) });
        Assert.Equal(0.9379m, Rounded(score, "reference-score"));
        Assert.Equal(1.0110m, Rounded(score, "performance-score"));
        Assert.Equal(0.077944m, Rounded(score, "score-growth", 6));
        Assert.Equal(0.9947m, Rounded(score, "capped-score"));
        Assert.Equal(0.9848m, new Rounding(4).Apply(score.Value!.Value));
    }

    [Fact]
    public void R6_to_R8_end_stage_renal_disease()
    {
        var score = Score(ReachPopulation.EndStageRenalDisease, null, new() { Single = 0.950m, Normalization = new(1.025m) },
            new() { Single = 1.050m, Normalization = new(1.055m) });
        Assert.Equal(0.073834m, Rounded(score, "score-growth", 6));
        Assert.Equal(0.9546m, Rounded(score, "capped-score"));
        Assert.Equal(0.9452m, new Rounding(4).Apply(score.Value!.Value));
    }

    [Theory]
    [InlineData(0.06, 0.05)]
    [InlineData(0.11, 0.06)]
    [InlineData(-0.11, -0.06)]
    [InlineData(0.01, 0)]
    [InlineData(-0.01, 0)]
    [InlineData(0.0101, 0.0101)]
    public void T1_and_T2_trend(decimal gap, decimal adjustment) =>
        Assert.Equal(adjustment, AcoReach.TrendAdjustment.On(new(2024, 1, 1)).Value!.Adjustment(Rate.Of(gap)).Value);

    [Theory]
    [InlineData(ReachArrangement.Global, 2024)]
    [InlineData(ReachArrangement.Global, 2026)]
    [InlineData(ReachArrangement.Professional, 2025)]
    public void Corridors_are_continuous_at_every_edge(ReachArrangement arrangement, int year)
    {
        var contract = AcoReach.For(new() { Arrangement = arrangement, Year = year }).Contract;
        var experience = new Experience { Benchmark = Money.Of(100_000_000m), Expenditure = Money.Of(93_000_000m) };
        Agreeing.Continuous(contract, experience);
        Agreeing.FoldAndPayoff(contract, experience);
    }

    [Fact]
    public void What_third_parties_report_is_unconfirmed_until_a_cited_value_replaces_it()
    {
        var standard = Settle(ReachArrangement.Global, 2024, 100_000_000m, 0.8m, 90_000_000m);
        foreach (var key in new[] { "discount", "marginal-bands", "sequestration" })
        {
            Assert.True(standard.Lines.Single(l => l.Key == key).Authority!.Unconfirmed, key);
        }

        // Its rate was read, its base was seen in results up to 2023 only: the line rests on both.
        Assert.False(AcoReach.For(new()
        {
            Arrangement = ReachArrangement.Global,
            Year = 2024
        }).Rules.QualityWithhold.Authority.Unconfirmed);
        Assert.True(standard.Lines.Single(static l => l.Key == "quality-withhold").Authority!.Unconfirmed);
        var cited = Authority.Of("participation agreement, appendix B");
        var rules = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2024 }).Rules;
        rules = rules with { Discount = new(Rate.Of(0.025m), cited), Sequestration = rules.Sequestration with { Authority = cited } };
        var terms = new ReachTerms { Arrangement = ReachArrangement.Global, Year = 2024, Rules = rules };
        var replaced = AcoReach.For(terms).Contract.Settle(AcoReach.For(terms).Experience(Year(100_000_000m, 0.8m, 90_000_000m)));
        Assert.Equal(2_500_000m, Value(replaced, "discount"));
        Assert.Equal(cited, replaced.Lines.Single(static l => l.Key == "discount").Authority);
        // Confirming the rate does not confirm what it applies to.
        Assert.True(replaced.Lines.Single(static l => l.Key == "sequestration").Authority!.Unconfirmed);
    }

    [Theory]
    [InlineData(ReachArrangement.Global, 2021)]
    [InlineData(ReachArrangement.Professional, 2021)]
    [InlineData(ReachArrangement.Global, 2022)]
    [InlineData(ReachArrangement.Global, 2023)]
    [InlineData(ReachArrangement.Professional, 2023)]
    public void What_the_published_results_show_is_confirmed(ReachArrangement arrangement, int year)
    {
        var terms = new ReachTerms { Arrangement = arrangement, Year = year };
        var happened = Year(100_000_000m, 0.8m, 90_000_000m) with
        {
            FirstPerformanceYear = true,
            EquityAdjustment = year == 2023 ? AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2023 }).EquityAdjustment(
                1_000m, 4_000m) : null,
        };
        var settlement = AcoReach.For(terms).Contract.Settle(AcoReach.For(terms).Experience(happened));
        Assert.DoesNotContain(settlement.Lines, static l => l.Authority?.Unconfirmed == true);
        Assert.Contains(settlement.Lines, static l =>
            l.Authority?.Citation.Contains("284 organisation-years", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(ReachArrangement.Global, 2021, 2, 5)]
    [InlineData(ReachArrangement.Professional, 2022, 0, 5)]
    [InlineData(ReachArrangement.Global, 2023, 3, 2)]
    [InlineData(ReachArrangement.Global, 2025, 3.5, 2)]
    [InlineData(ReachArrangement.Global, 2026, 3.5, 5)]
    public void Discount_and_withholds_are_shares_of_one_benchmark(ReachArrangement risk, int year, decimal discount, decimal withhold)
    {
        // final = benchmark × (1 − discount − w × (1 − quality) − retention kept)
        var terms = new ReachTerms { Arrangement = risk, Year = year };
        var happened = Year(100_000_000m, 0.25m, 90_000_000m) with { FirstPerformanceYear = true, LeftEarly = true };
        Assert.Equal(1_000_000m * (100m - discount - (withhold * 0.75m) - 2m), AcoReach.For(terms).Benchmark(happened).Value);
    }

    [Theory]
    [InlineData(ReachArrangement.Global, 2023, 32_763_830.60, 140_790, -70_944, 1_756_489.51, 1_721_359.72)]
    [InlineData(ReachArrangement.Professional, 2023, 28_380_121.13, 99_750, -51_594, 3_303_601.63, 1_251_771.51)]
    [InlineData(ReachArrangement.Professional, 2023, 156_918_877.80, 1_538_880, -104_604, 16_898_067.60, 6_751_633.43)]
    [InlineData(ReachArrangement.Professional, 2023, 30_627_290.40, 25_650, -68_964, 7_699_151.52, 1_651_081.04)]
    [InlineData(ReachArrangement.Professional, 2023, 79_543_083.45, 63_300, -199_698, -9_628_618.12, -3_627_976.57)]
    [InlineData(ReachArrangement.Global, 2023, 60_309_881.74, 917_460, -58_452, -4_227_242.33, -4_227_242.33)]
    [InlineData(ReachArrangement.Global, 2021, 17_358_397.1804, 0, 0, 6_369_635.9064, 5_175_447.01)]
    [InlineData(ReachArrangement.Global, 2021, 18_919_056.5603, 0, 0, -6_616_681.2879, -5_673_222.71)]
    public void Published_results(ReachArrangement risk, int year, decimal final, decimal up, decimal down, decimal gross, decimal paid)
    {
        // The published final benchmark does not contain the equity adjustment; the corridor's bands are shares of the benchmark with it.
        var benchmark = final + up + down;
        var settlement = AcoReach.For(new() { Arrangement = risk, Year = year }).Contract
            .Settle(new Experience { Benchmark = Money.Of(benchmark), Expenditure = Money.Of(benchmark - gross) });
        Assert.Equal(gross, settlement.Opening);
        Assert.InRange(settlement.Earned.Published - paid, -0.01m, 0.01m);
    }

    [Fact]
    public void The_base_of_the_withhold_is_a_rule()
    {
        var rules = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2026 }).Rules;
        rules = rules with { QualityWithholdBase = new(WithholdBase.AfterReductions, Stated) };
        var terms = new ReachTerms { Arrangement = ReachArrangement.Global, Year = 2026, Rules = rules };
        Assert.Equal(4_825_000m, AcoReach.For(terms).Benchmark(Year(100_000_000m, 0.8m, 90_000_000m))
            .Lines.Single(static l => l.Key == "quality-withhold").Value);
    }

    [Fact]
    public void The_retention_withhold_comes_back_unless_the_organisation_left()
    {
        var terms = new ReachTerms { Arrangement = ReachArrangement.Professional, Year = 2025 };
        var year = Year(100_000_000m, 1m, 90_000_000m) with { FirstPerformanceYear = true };
        Assert.Equal(100_000_000m, AcoReach.For(terms).Benchmark(year).Value);
        Assert.Equal(98_000_000m, AcoReach.For(terms).Benchmark(year with { LeftEarly = true }).Value);
    }

    [Fact]
    public void An_absent_score_stays_absent_with_its_reason()
    {
        var terms = new ReachTerms { Arrangement = ReachArrangement.Global, Year = 2024 };
        var year = Year(100_000_000m, 1m,
            90_000_000m) with
        { QualityScore = Figure.Absent(AbsenceKind.TooSmall, "Fewer than 25 cases.", Unit.Rate) };
        var benchmark = AcoReach.For(terms).Benchmark(year);
        Assert.Null(benchmark.Value);
        Assert.Contains("Fewer than 25 cases.", benchmark.Absence!.Reason, StringComparison.Ordinal);
        Assert.Equal(3_000_000m, benchmark.Lines.Single(static l => l.Key == "discount").Value);
        Assert.Contains(AcoReach.For(terms).Contract.TrySettle(AcoReach.For(terms).Experience(year)).Failures, static f =>
            f.Code == "figure-absent");
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2027)]
    public void Years_without_the_model_are_refused(int year) =>
        Assert.Contains(Assert.Throws<SettlementException>(() =>
            AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = year }).Contract).Failures, static f =>
            f.Code == "year-unknown");

    [Fact]
    public void A_trend_gap_is_refused_where_nothing_reads_it() => Assert.Contains(
        Assert.Throws<SettlementException>(() => AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2023 }).Benchmark(
            Year(1m, 1m, 1m) with { TrendGap = 2.Percent() })).Failures,
        static f => f.Code == "term-unused");

    [Fact]
    public void The_equity_adjustment_of_2023()
    {
        Assert.Equal((30m * 1_000m) - (6m * 4_000m), AcoReach.For(
            new() { Arrangement = ReachArrangement.Global, Year = 2023 }).EquityAdjustment(1_000m, 4_000m).Value);
        Assert.Throws<SettlementException>(static () => AcoReach.For(
            new() { Arrangement = ReachArrangement.Global, Year = 2024 }).EquityAdjustment(1m, 1m));
    }

    [Fact]
    public void Base_years_and_region_are_blended_with_the_weights_of_the_year()
    {
        var standard = AcoReach.For(new()
        {
            Arrangement = ReachArrangement.Global,
            Year = 2026,
            Organisation = ReachOrganisation.Standard
        }).RegionalBlend([Money.Of(900m), Money.Of(1_000m), Money.Of(1_100m)], Money.Of(1_060m),
            Money.Of(1_000m)).Build();
        Assert.Equal((0.60m * 1_050m) + (0.40m * 1_060m), standard.Value);
        Assert.True(standard.Lines.Single(static l => l.Key == "region-floor").Authority!.Unconfirmed);
        var entrant = AcoReach.For(new()
        {
            Arrangement = ReachArrangement.Global,
            Year = 2025,
            Organisation = ReachOrganisation.NewEntrant
        }).RegionalBlend([Money.Of(900m), Money.Of(1_000m), Money.Of(1_100m)], Money.Of(2_000m),
            Money.Of(1_000m)).Build();
        Assert.Equal(1_050m + 30m, entrant.Value);
        Assert.Throws<SettlementException>(static () => AcoReach.For(
            new() { Arrangement = ReachArrangement.Global, Year = 2023 }).RegionalBlend(
            [], Money.Zero, Money.Zero));
    }

    [Fact]
    public void Multiplying_by_the_reciprocal_is_another_way_to_write_the_same_factor()
    {
        var divide = new RiskScoreCascade { Population = "x", Reference = Period(new(1.25m)), Performance = Period(new(1.25m)) }.Build();
        var multiply = new RiskScoreCascade
        {
            Population = "x",
            Reference = Period(new(0.8m, FactorDirection.Multiply)),
            Performance = Period(new(0.8m, FactorDirection.Multiply))
        }.Build();
        Assert.Equal(divide.Value, multiply.Value);

        static RiskScorePeriod Period(RiskFactor normalization) => new([new("V28", Rate.One, 1.1m)], normalization);
    }

    [Theory]
    [InlineData(2022, 1.30, 1.43)]
    [InlineData(2023, 1.40, 1.512)]
    public void High_needs_caps_of_2026(int year, double before, double ceiling)
    {
        // 10 % above 2022, and 8 % above 2023 for the newly aligned.
        var newly = year == 2023;
        var score = Score2026(newly, new RiskFactor(1m), [new(2022, One(1.30m)), new(2023, One(1.40m))], 2.0m);
        Assert.Equal((decimal)before, score.Lines.Single(static l => l.Key == "reference-score").Value);
        Assert.Equal((decimal)ceiling, score.Value);
        Assert.True(score.Lines.Single(static l => l.Key == "capped-score").Authority!.Unconfirmed);
        Assert.NotNull(score.Lines.Single(static l => l.Key == "capped-score").Authority!.ConfirmedBy);
    }

    [Fact]
    public void The_cap_of_the_newly_aligned_has_no_floor_and_the_other_one_has()
    {
        Assert.Equal(0.7m, Score2026(true, new RiskFactor(1m), [new(2023, One(1.40m))], 0.7m).Value);
        Assert.Equal(1.17m, Score2026(false, new RiskFactor(1m), [new(2022, One(1.30m))], 0.7m).Value);
    }

    [Fact]
    public void The_coding_factor_of_High_Needs_goes_to_two_percent_in_2026() => Assert.Equal(1.02m,
        Score2026(false, new RiskFactor(1.03m), [new(2022, One(1.30m))], 1.3m).Lines.Single(static l =>
            l.Key == "coding-factor-used").Value);

    [Fact]
    public void What_the_cap_needs_is_asked_for_by_name()
    {
        static string[] Paths(ReachOrganisation organisation, int year, ReachRiskScore input) =>
            [.. Assert.Throws<SettlementException>(() => AcoReach.For(new()
            {
                Arrangement = ReachArrangement.Global,
                Year = year,
                Organisation = organisation,
            }).RiskScore(input)).Failures.Select(static f => $"{f.Code} {f.Path}")];
        var input = new ReachRiskScore
        {
            Population = ReachPopulation.AgedAndDisabled,
            AlignedBeneficiaries = 5_000,
            ReferenceYearBeneficiaries = 5_000,
            ReferenceYears = [new(2021, One(1m))],
            PerformanceYear = One(1m),
            CodingIntensity = new(1m),
            ExemptForSize = true,
        };
        Assert.Equal(["score-missing referenceYears", "beneficiaries-missing largestBenchmarkYearBeneficiaries",
            "term-unused exemptForSize"], Paths(ReachOrganisation.HighNeeds, 2025, input));
        Assert.Equal(["growth-missing demographicGrowth"], Paths(ReachOrganisation.Standard, 2024, input with { ExemptForSize = null }));
        Assert.Equal(["year-twice referenceYears", "growth-missing demographicGrowth"], Paths(ReachOrganisation.Standard, 2024,
            input with { ExemptForSize = null, ReferenceYears = [new(2021, One(1m)), new(2021, One(1m))] }));
    }

    private static ReachScores One(decimal score) => new() { Single = score, Normalization = new(1m) };

    private static Figure Score2026(bool newly, RiskFactor coding, ValueList<ReachReference> before, decimal now) =>
        AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2026, Organisation = ReachOrganisation.HighNeeds }).RiskScore(
            new()
            {
                Population = ReachPopulation.AgedAndDisabled,
                AlignedBeneficiaries = 900,
                ReferenceYearBeneficiaries = 200,
                LargestBenchmarkYearBeneficiaries = 750,
                ReferenceYears = before,
                PerformanceYear = One(now),
                CodingIntensity = coding,
                FirstYearOfVoluntaryAlignment = newly,
            });

    private static Figure Score(ReachPopulation population, decimal? growth, ReachScores reference, ReachScores performance) =>
        AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2024 }).RiskScore(new()
        {
            Population = population,
            AlignedBeneficiaries = 5_000,
            ReferenceYearBeneficiaries = 5_000,
            ReferenceYears = [new(2020, performance), new(2021, reference)],
            PerformanceYear = performance,
            CodingIntensity = new(1.010m),
            DemographicGrowth = growth is { } d ? Rate.Of(d) : null,
        });

    private static decimal Rounded(Figure figure, string key, int digits = 4) =>
        new Rounding(digits).Apply(figure.Lines.Last(l => l.Key == key).Value!.Value);

    private static decimal? Value(Settlement settlement, string key) => settlement.Lines.Last(l => l.Key == key).Value;

    private static ReachYear Year(decimal before, decimal score, decimal expenditure) => new()
    {
        BenchmarkBeforeDiscount = Money.Of(before),
        QualityScore = Rate.Of(score),
        ExpenditureBeforeStopLoss = Money.Of(expenditure),
    };

    private static Settlement Settle(ReachArrangement arrangement, int year, decimal before, decimal score, decimal expenditure,
        decimal equity = 0m, decimal? sequestration = null, Cited<ValueList<Band>>? corridor = null)
    {
        var rules = AcoReach.For(new() { Arrangement = arrangement, Year = year }).Rules;
        rules = rules with
        {
            Sequestration = sequestration is { } rate ? new(Rate.Of(rate), Stated)
            : rules.Sequestration,
            Corridor = corridor ?? rules.Corridor
        };
        var terms = new ReachTerms { Arrangement = arrangement, Year = year, Rules = rules };
        var happened = Year(before, score, expenditure) with { EquityAdjustment = equity == 0m ? null : (Figure)Money.Of(equity) };
        var settlement = AcoReach.For(terms).Contract.Settle(AcoReach.For(terms).Experience(happened));
        Agreeing.LinesReplayAndAddUp(settlement);
        return settlement;
    }
}
