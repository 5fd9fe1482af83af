using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Facts that the terms decide already, or that a rule needs: what contradicts is refused, and silence is no answer.</summary>
public sealed class CareFactsTests
{
    private static readonly SharedSavingsTerms Third = new()
    {
        Track = Track.BasicE,
        Year = 2026,
        AgreementStart = new(2024, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
    };

    private static readonly AppPlusReport Set2026 = new()
    {
        Measures =
        [
            .. new[] { ("001", CollectionType.ElectronicCqm), ("134", CollectionType.MipsCqm), ("236", CollectionType.MipsCqm),
                ("112", CollectionType.MedicareCqm), ("113", CollectionType.MedicareCqm), ("479", CollectionType.Claims),
                ("484", CollectionType.Claims), ("321", CollectionType.Survey) }
                .Select(static m => new AppPlusMeasure { Measure = m.Item1, Collection = m.Item2, StatedPoints = 1m }),
        ],
    };

    [Theory]
    [InlineData(null, 2024, 2026, true)]
    [InlineData(AgreementPeriod.Later, 2026, 2026, true)]
    [InlineData(AgreementPeriod.First, 2025, 2026, true)]
    [InlineData(null, 2026, 2026, false)]
    [InlineData(AgreementPeriod.First, 2026, 2026, false)]
    public void A_first_performance_year_is_that_of_the_terms(AgreementPeriod? agreement, int start, int year, bool refused)
    {
        var programme = MedicareSharedSavings.For(Third with { Year = year, AgreementStart = new(start, 1, 1), Agreement = agreement });
        var report = new QualityReport { Points = 10m, IsFirstPerformanceYear = true };
        string[] expected = refused ? ["first-year-contradicted isFirstPerformanceYear"] : [];
        Assert.Equal(expected, Wrong(() => programme.QualityFromReport(report)));
        Assert.Equal(expected, Wrong(() => programme.QualityFromAppPlus(Set2026 with { IsFirstPerformanceYear = true })));
        Assert.Equal(refused ? ["first-year-contradicted standard"] : [],
            Wrong(() => programme.Quality(new() { Standard = QualityStandard.CompleteReporting })));
    }

    [Fact]
    public void The_first_agreements_began_with_a_performance_year_that_ended_in_2013()
    {
        MedicareSharedSavings Of(int year) => Mssp.Of(year, new(2012, 4, 1));
        Assert.Equal(Quality.CompleteReporting, Of(2013).QualityFromDomains([Domain], isFirstPerformanceYear: true));
        Assert.Equal(["first-year-contradicted isFirstPerformanceYear"],
            Wrong(() => Of(2014).QualityFromDomains([Domain], isFirstPerformanceYear: true)));
    }

    private static QualityDomain Domain => new() { Name = "care", Possible = 10m, Earned = 5m, MinimumAttained = true };

    [Fact]
    public void In_a_first_agreement_the_region_adjusts_for_the_first_time()
    {
        var programme = MedicareSharedSavings.For(Third with { Agreement = AgreementPeriod.First });
        Assert.Equal(["times-contradicted timesRegionallyAdjusted"],
            Wrong(() => programme.Benchmark(new() { Strata = [], TimesRegionallyAdjusted = 2 })));
    }

    [Theory]
    [InlineData(2021)]
    [InlineData(2022)]
    public void There_was_no_health_equity_adjustment_before_2023(int year)
    {
        var reach = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = year });
        var refused = Assert.Throws<SettlementException>(() => reach.Experience(Reached with { EquityAdjustment = Money.Of(1m) }));
        var failure = Assert.Single(refused.Failures);
        Assert.Equal("term-unused equityAdjustment", $"{failure.Code} {failure.Path}");
        Assert.Contains("284 organisation-years", failure.Rule, StringComparison.Ordinal);
        Assert.Equal(["term-unused equityAdjustment"], Wrong(() => reach.EquityAdjustment(1_000m, 1_000m)));
        Assert.NotNull(AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2023 })
            .Experience(Reached with { EquityAdjustment = Money.Of(1m) }).Benchmark);
    }

    private static ReachYear Reached => new()
    {
        BenchmarkBeforeDiscount = Money.Of(100_000_000m),
        QualityScore = 100.Percent(),
        ExpenditureBeforeStopLoss = Money.Of(98_000_000m),
    };

    [Fact]
    public void Whether_size_exempts_from_the_cap_of_2026_is_said_and_not_assumed()
    {
        ReachRiskScore score = new()
        {
            Population = ReachPopulation.AgedAndDisabled,
            AlignedBeneficiaries = 3_001,
            ReferenceYearBeneficiaries = 1_000,
            ReferenceYears = [new(2022, One(1m))],
            PerformanceYear = One(1.1m),
            CodingIntensity = new(1m),
            DemographicGrowth = Rate.Of(0.02m),
        };
        var reach = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2026 });
        Assert.Equal(["exemption-missing exemptForSize"], Wrong(() => reach.RiskScore(score)));
        Assert.Equal((1.05m, 1.10m), (reach.RiskScore(score with { ExemptForSize = false }).Value,
            reach.RiskScore(score with { ExemptForSize = true }).Value));

        // Where the cap does not act anyway, nothing is asked.
        Assert.Equal(1.10m, reach.RiskScore(score with { FirstYearOfVoluntaryAlignment = true }).Value);
        Assert.Equal(1.10m, reach.RiskScore(score with { AlignedBeneficiaries = 1_499 }).Value);
        var before = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2025 });
        Assert.Equal(["term-unused exemptForSize"], Wrong(() => before.RiskScore(score with { ExemptForSize = false })));
    }

    private static ReachScores One(decimal score) => new() { Single = score, Normalization = new(1m) };

    [Fact]
    public void A_measure_that_is_topped_out_has_at_most_7_points_however_they_are_stated()
    {
        var programme = MedicareSharedSavings.For(Third);
        AppPlusReport Of(CollectionType collection, decimal points) => Set2026 with
        {
            Measures = [.. Set2026.Measures.Select(m => m.Measure == "134"
                ? m with { Collection = collection, StatedPoints = points } : m)],
        };

        // 7 + seven times 1, and a complex-organisation point of 001: 15 of 80.
        var score = programme.QualityFromAppPlus(Of(CollectionType.MipsCqm, 9.5m));
        Assert.Equal(18.75m, score.OwnScore.Value);
        Assert.Equal((7m, 9), (score.Measures[1].Points.Value, score.Measures[1].Decile));
        Assert.True(score.Measures[1].Points.Lines.Single(static l => l.Key == "decile-points-most").Authority!.Unconfirmed);
        Assert.Equal(9.5m, programme.QualityFromAppPlus(Of(CollectionType.ElectronicCqm, 9.5m)).Measures[1].Points.Value);
        Assert.Equal(6.5m, programme.QualityFromAppPlus(Of(CollectionType.MipsCqm, 6.5m)).Measures[1].Points.Value);
    }

    [Fact]
    public void A_one_sided_level_has_no_limit_of_losses()
    {
        var terms = new SharedSavingsTerms
        {
            Track = Track.BasicA,
            Year = 2027,
            AgreementStart = new(2027, 1, 1),
            Agreement = AgreementPeriod.First,
            IsSmallInBenchmarkYears = true,
            SmallLimits = new() { Savings = new(5.Percent(), Authority.Of("stated")), Losses = new(2.Percent(), Authority.Of("stated")) },
        };
        Assert.Equal(["term-unused smallLimits.losses"], Wrong(() => MedicareSharedSavings.For(terms)));
        Assert.Empty(Wrong(() => MedicareSharedSavings.For(terms with { SmallLimits = terms.SmallLimits! with { Losses = null } })));
    }

    private static string[] Wrong(Action action)
    {
        try
        {
            action();
            return [];
        }
        catch (SettlementException refused)
        {
            return [.. refused.Failures.Select(static f => $"{f.Code} {f.Path}")];
        }
    }
}
