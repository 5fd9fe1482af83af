using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Benchmarks;

public sealed class BenchmarkPropertyTests
{
    private static readonly LocalDate[] Agreements = [new(2015, 1, 1), new(2018, 1, 1), new(2019, 7, 1), new(2023, 1, 1), new(2024, 1, 1),
        new(2025, 1, 1)];

    private static Gen<decimal> Between(int low, int high, int digits) =>
        Gen.Choose(low, high).Select(x => x / (decimal)Math.Pow(10, digits));

    private static Gen<StratumYear> Year() =>
        from years in Between(1, 2_000_000, 2)
        from spending in Between(500_000, 9_000_000, 2)
        from risk in Between(8_000, 13_000, 4)
        from national in Between(800_000, 2_000_000, 2)
        from regional in Between(800_000, 2_000_000, 2)
        from weight in Between(0, 1_000, 3)
        select new StratumYear
        {
            PersonYears = years,
            PerCapita = spending,
            RiskScore = risk,
            National = national,
            Regional = regional,
            NationalWeight = weight
        };

    private static Gen<BenchmarkStratum> StratumOf(string key) =>
        from years in Year().ListOf(4)
        from growth in Between(9_000, 12_000, 4).ListOf(4)
        select new BenchmarkStratum
        {
            Stratum = new(key, key),
            BaseYears = [years[0], years[1], years[2]],
            PerformanceYear = years[3],
            DemographicRatio = growth[0],
            RegionalRiskGrowth = growth[1],
            RegionalDemographicGrowth = growth[2],
            ProspectiveTrend = growth[3],
            Groups = new AssignmentGroups
            {
                NewPersonYears = 10m,
                NewRisk = growth[0],
                ContinuousPersonYears = 30m,
                ContinuousRisk = growth[1],
                ContinuousDemographic = growth[2]
            },
        };

    private static Gen<(BenchmarkMethod Method, BenchmarkInputs Inputs)> Case() =>
        from agreement in Gen.Elements(Agreements)
        from first in Gen.Elements(true, false)
        from a in StratumOf("a")
        from b in StratumOf("b")
        from c in StratumOf("c")
        from times in Gen.Choose(1, 5)
        from share in Between(0, 1_000, 3).ListOf(3)
        from prior in Between(-90_000, 90_000, 2).ListOf(3)
        select (Mssp.Method(agreement, 2025, first || agreement.Year == 2015), new BenchmarkInputs
        {
            Strata = [a, b, c],
            TimesRegionallyAdjusted = times,
            DualEligibleShare = share[0],
            MarketShare = share[1],
            UnderservedShare = share[2],
            PriorSavingsProration = 0.9m,
            PriorYears = [.. prior.Select(static p => new PriorYear { PerCapita = p })],
        });

    [Fact]
    public void SharesAddUpToOneAndEveryLineReplays() => CurveProperty.Holds(Case(), 200, static x =>
    {
        var benchmark = x.Method.Build(x.Inputs);
        foreach (var key in (string[])["base-share", "share"])
        {
            Assert.Equal(1m, new Rounding(24).Apply(x.Inputs.Strata.Sum(s => benchmark.Find(key, s.Stratum.Key)!.Value!.Value)));
        }

        Assert.All(benchmark.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        Assert.Equal(benchmark.Lines.Count, benchmark.Lines.Select(static l => (l.Path, l.Key)).Distinct().Count());
        Assert.Equal(x.Method.Update.Value == GrowthMethod.BlendedWithProspective, benchmark.TwoWayTotal is not null);
    });

    [Fact]
    public void AStratumWithNobodyContributesNothingAndBreaksNothing() => CurveProperty.Holds(Case(), 200, static x =>
    {
        var nobody = new StratumYear { PersonYears = 0m };
        var empty = new BenchmarkStratum
        {
            Stratum = new("empty", "empty"),
            BaseYears = [nobody, nobody, nobody],
            PerformanceYear = nobody
        };
        var (without, with) = (x.Method.Build(x.Inputs), x.Method.Build(x.Inputs with { Strata = [.. x.Inputs.Strata, empty] }));
        Assert.Equal(without.Total.Value, with.Total.Value);
        Assert.Equal(without.TwoWayTotal?.Value, with.TwoWayTotal?.Value);
        Assert.Equal(without.Expenditure.Value, with.Expenditure.Value);
        Assert.Equal(without.Adjustment, with.Adjustment);
    });

    [Fact]
    public void FactorsOfOneChangeNothing() => CurveProperty.Holds(Case(), 200, static x =>
    {
        // The same figures in every year: no trend, no risk change, no growth; the regional difference alone may move the benchmark.
        var still = x.Inputs with
        {
            Strata = [.. x.Inputs.Strata.Select(s => s with
            {
                BaseYears = [s.BaseYears[2], s.BaseYears[2], s.BaseYears[2]], PerformanceYear = s.BaseYears[2], DemographicRatio = 1m,
                    RegionalRiskGrowth = 1m, RegionalDemographicGrowth = 1m, ProspectiveTrend = 1m,
                Groups = new AssignmentGroups { NewPersonYears = 1m, NewRisk = 1m, ContinuousPersonYears = 1m, ContinuousRisk = 1m,
                    ContinuousDemographic = 1m },
            })],
        };
        var benchmark = x.Method.Build(still);
        foreach (var stratum in still.Strata)
        {
            var spending = stratum.BaseYears[2].PerCapita.Value!.Value;
            Assert.Equal(spending, Snapped(benchmark.Find("historical", stratum.Stratum.Key)!.Value!.Value));
            Assert.Equal(Snapped(benchmark.Find("adjusted-historical", stratum.Stratum.Key)!.Value!.Value),
                Snapped(benchmark.Find("updated", stratum.Stratum.Key)!.Value!.Value));
        }

        Assert.Equal(Snapped(benchmark.Historical.Value!.Value), Snapped(benchmark.Find("updated-per-capita")!.Value!.Value));
    });

    [Fact]
    public void CapsBindExactlyAtTheirEdge()
    {
        var method = Mssp.Method(new(2022, 1, 1), 2022, isFirstAgreement: true);
        BenchmarkResult Built(decimal regional, decimal risk)
        {
            var year = new StratumYear
            {
                PersonYears = 10m,
                PerCapita = 10_000m,
                RiskScore = 1m,
                National = 10_000m,
                Regional = regional,
                NationalWeight = 0.5m
            };
            return method.Build(new()
            {
                TimesRegionallyAdjusted = 3,
                Strata = [new BenchmarkStratum { Stratum = new("t", "t"), BaseYears = [year, year, year],
                PerformanceYear = year with { RiskScore = risk } }]
            });
        }

        // Weight 50 % of a difference of 1,000 is exactly the cap of 5 % of 10,000; of −1,428.571… at 35 % exactly −500.
        Assert.Equal(500m, Built(11_000m, 1m).Find("regional-adjustment", "t")!.Value);
        Assert.Equal(499.995m, Built(10_999.99m, 1m).Find("regional-adjustment", "t")!.Value);
        Assert.Equal(500m, Built(11_000.01m, 1m).Find("regional-adjustment", "t")!.Value);
        Assert.Equal(-499.65m, Built(8_572.428571428571428571428571m, 1m).Find("regional-adjustment", "t")!.Value!.Value, 12);
        Assert.Equal(-500m, Built(8_500m, 1m).Find("regional-adjustment", "t")!.Value);
        Assert.Equal(1.03m, Built(10_000m, 1.03m).Find("risk-adjustment", "t")!.Value);
        Assert.Equal(1.0299m, Built(10_000m, 1.0299m).Find("risk-adjustment", "t")!.Value);
        Assert.Equal(1.03m, Built(10_000m, 1.0301m).Find("risk-adjustment", "t")!.Value);
        Assert.Equal(0.5m, Built(10_000m, 0.5m).Find("risk-adjustment", "t")!.Value);
    }

    [Fact]
    public void SplittingACountyInTwoChangesNothing() => CurveProperty.Holds(
        from spending in Between(500_000, 2_000_000, 2).ListOf(3)
        from risk in Between(8_000, 12_000, 4).ListOf(3)
        from assigned in Gen.Choose(1, 40_000).ListOf(3)
        from beyond in Gen.Choose(0, 90_000).ListOf(3)
        select (spending, risk, assigned, beyond), 200, static x =>
    {
        var counties = Enumerable.Range(0, 3).Select(i =>
            new County
            {
                PerCapita = x.spending[i],
                RiskScore = x.risk[i],
                AssignedPersonYears = x.assigned[i],
                AssignablePersonYears = x.assigned[i] + x.beyond[i]
            }).ToArray();
        var half = counties[0] with
        {
            AssignedPersonYears = x.assigned[0] / 2m,
            AssignablePersonYears = (x.assigned[0] + x.beyond[0]) / 2m
        };
        var (whole, split) = (RegionalFactors.FromCounties(counties), RegionalFactors.FromCounties([half, half, counties[1], counties[2]]));
        Assert.Equal(Snapped(whole.PerCapita.Value!.Value), Snapped(split.PerCapita.Value!.Value));
        Assert.Equal(Snapped(whole.NationalWeight.Value!.Value), Snapped(split.NationalWeight.Value!.Value));
    });

    [Fact]
    public void ScalingDollarsScalesTheBenchmark() => CurveProperty.Holds(Case(), 100, static x =>
    {
        static StratumYear Doubled(StratumYear y) =>
            y with
            {
                PerCapita = y.PerCapita.Value!.Value * 2m,
                National = y.National.Value!.Value * 2m,
                Regional = y.Regional.Value!.Value * 2m
            };
        var twice = x.Inputs with
        {
            Strata = [.. x.Inputs.Strata.Select(s =>
                s with { BaseYears = [.. s.BaseYears.Select(Doubled)], PerformanceYear = Doubled(s.PerformanceYear) })],
            PriorYears = [.. x.Inputs.PriorYears.Select(static p => p with { PerCapita = p.PerCapita.Value!.Value * 2m })],
        };
        Assert.Equal(new Rounding(8).Apply(x.Method.Build(x.Inputs).Total.Value!.Value * 2m),
            new Rounding(8).Apply(x.Method.Build(twice).Total.Value!.Value));
    });

    [Theory]
    [InlineData(AbsenceKind.Suppressed)]
    [InlineData(AbsenceKind.Missing)]
    public void AnAbsentCellLeavesTheResultVisibleAndEverythingElseComputed(AbsenceKind kind)
    {
        var inputs = SampleOrganisation.Inputs;
        var dual = inputs.Strata[2];
        var withheld = dual.BaseYears[0] with { Regional = ReportedCell.Absent(kind, "withheld by the payer (fewer than 11 people)") };
        var benchmark = SampleOrganisation.Method.Build(inputs with
        {
            Strata = [inputs.Strata[0], inputs.Strata[1],
            dual with { BaseYears = [withheld, dual.BaseYears[1], dual.BaseYears[2]] }, inputs.Strata[3]]
        });
        Assert.Null(benchmark.Total.Value);
        Assert.Equal(AbsenceKind.NotCalculable, benchmark.Total.Absence!.Kind);
        Assert.Contains("fewer than 11 people", benchmark.Total.Absence.Reason, StringComparison.Ordinal);
        Assert.Contains("aged/dual", benchmark.Total.Absence.Reason, StringComparison.Ordinal);
        Assert.Null(benchmark.Adjustment);
        // What does not depend on the cell is there: other strata, the trend of the other base year, expenditure.
        Assert.NotNull(benchmark.Find("historical", "agedNonDual")!.Value);
        Assert.NotNull(benchmark.Find("trend-by2", "agedDual")!.Value);
        Assert.Equal(kind, benchmark.Find("regional-by1", "agedDual")!.Absence!.Kind);
        Assert.Equal(AbsenceKind.NotCalculable, benchmark.Find("trend-by1", "agedDual")!.Absence!.Kind);
        Assert.Equal(SampleOrganisation.Method.Build(inputs).Expenditure.Value, benchmark.Expenditure.Value);
        // A settlement refuses the absent benchmark, with its reason, instead of taking it for zero.
        var outcome = SampleOrganisation.Contract.TrySettle(new Experience
        {
            Benchmark = benchmark.Total,
            Expenditure = benchmark.Expenditure,
            Facts = SampleOrganisation.Facts
        });
        Assert.False(outcome.IsSettled);
        Assert.Contains(outcome.Failures, static f => f.Path.Contains("benchmark", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void AParameterIsReplacedWithACitedValue()
    {
        var announced = new Cited<Rate>(Rate.Of(0.25m), Authority.Of("CMS memo of 2026-02-01"));
        var benchmark = (SampleOrganisation.Method with { ProspectiveWeight = announced }).Build(SampleOrganisation.Inputs);
        var line = benchmark.Find("prospective-weight")!;
        Assert.Equal((0.25m, "CMS memo of 2026-02-01"), (line.Value, line.Authority!.Citation));
    }

    [Fact]
    public void LinesRunFromBaseYearExpenditureToPayment()
    {
        var settlement = SampleOrganisation.Contract.Settle(SampleOrganisation.Programme.Experience(
            SampleOrganisation.Method.Build(SampleOrganisation.Inputs), [.. SampleOrganisation.Facts]));
        var keys = settlement.Lines.Select(static l => l.Key).ToList();
        string[] order = ["trended-by1", "historical", "regional-adjustment", "historical-benchmark", "risk-adjustment", "update-factor",
            "benchmark-total", "expenditure-total", "opening", "sharing-rate", "limit"];
        Assert.Equal(order, order.OrderBy(key => keys.IndexOf(key)));
        Assert.DoesNotContain(-1, order.Select(key => keys.IndexOf(key)));
        Assert.Equal(settlement.Earned.Unrounded,
            settlement.Lines.Where(static l => !l.Path.StartsWith("payment", StringComparison.Ordinal)).Sum(static l => l.Delta));
    }

    [Fact]
    public void LinesRunFromClaimsToPayment()
    {
        var spending = SampleOrganisation.Programme.Expenditure(2025,
            MedicareSharedSavings.EnrolmentTypes.All.SelectMany(static type =>
                Enumerable.Range(1, 3).Select(i =>
                new BeneficiarySpending { Id = $"{type.Key}-{i}", EnrolmentType = type, EligibleMonths = 4m * i, Paid = 9_000m * i })),
            [.. MedicareSharedSavings.EnrolmentTypes.All.Select(static type => new TruncationThreshold(type.Key, 90_000m))]);
        var inputs = SampleOrganisation.Inputs;
        var benchmark = SampleOrganisation.Method.Build(inputs with
        {
            Strata = [.. inputs.Strata.Select((s, i) =>
                s with { PerformanceYear = s.PerformanceYear with { PersonYears = spending.Strata[i].PersonYears,
                PerCapita = spending.Strata[i].PerCapita } })],
        });
        Assert.Equal(Snapped(spending.Total.Value!.Value), Snapped(benchmark.Expenditure.Value!.Value));
        var lines = SampleOrganisation.Contract.Settle(SampleOrganisation.Programme.Experience(
            benchmark, [.. SampleOrganisation.Facts])).Lines;
        Assert.Contains(lines, static l => l is { Path: "expenditure-2025.esrd.members[0]", Key: "annualised", Value: 27_000m });
        Assert.Equal(lines.Count, lines.Select(static l => (l.Path, l.Key, l.Kind)).Distinct().Count());
    }

    [Fact]
    public void AComputedBenchmarkSurvivesJson()
    {
        var experience = SampleOrganisation.Programme.Experience(
            SampleOrganisation.Method.Build(SampleOrganisation.Inputs), [.. SampleOrganisation.Facts]);
        var settlement = SampleOrganisation.Contract.Settle(experience);
        Assert.Equal(experience, SettlementJson.ReadExperience(SettlementJson.Write(experience)));
        Assert.Equal(settlement, SettlementJson.ReadSettlement(SettlementJson.Write(settlement)));
    }

    [Fact]
    public void WhatABenchmarkNeedsIsSaidAtOnce()
    {
        var bad = SampleOrganisation.Inputs with
        {
            TimesRegionallyAdjusted = 0,
            Strata = [SampleOrganisation.Inputs.Strata[0] with { BaseYears = [] }, SampleOrganisation.Inputs.Strata[0]]
        };
        var failures = Assert.Throws<SettlementException>(() => SampleOrganisation.Method.Build(bad)).Failures;
        Assert.Equal(["base-years-count", "stratum-twice", "times-missing"], failures.Select(static f => f.Code)
            .Order(StringComparer.Ordinal));
        Assert.Throws<SettlementException>(() => Mssp.Method(new(2013, 1, 1), 2013, isFirstAgreement: false));
    }

    private static decimal Snapped(decimal value) => new Rounding(16).Apply(value);
}
