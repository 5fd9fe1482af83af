using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Benchmarks;

public sealed class ContractBenchmarkTests
{
    private static readonly Stratum Adults = new("adults", "adults"), Children = new("children", "children");

    [Fact]
    public void PerMemberAndMonthTimesMemberMonthsWithRisk()
    {
        ValueList<BudgetLine> lines =
        [
            new() { Stratum = Adults, Amount = 412.5m, Units = 60_000m, RiskRatio = 1.04m, Trend = 1.05m },
            new() { Stratum = Children, Amount = 180m, Units = 24_000m },
        ];
        var figure = ContractBenchmarks.PerUnit(lines, riskLimits: (Rate.Of(0.97m), Rate.Of(1.03m)));
        Assert.Equal((412.5m * 1.05m * 1.03m * 60_000m) + (180m * 24_000m), figure.Value);
        Assert.All(figure.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        // A stratum with nobody may have any amount, also none.
        Assert.Equal(figure.Value, ContractBenchmarks.PerUnit([.. lines,
            new() { Stratum = new("none", "none"), Amount = ReportedCell.Missing, Units = 0m }], (Rate.Of(0.97m), Rate.Of(1.03m))).Value);
        Assert.Null(ContractBenchmarks.PerUnit([.. lines,
            new() { Stratum = new("new", "new"), Amount = ReportedCell.Missing, Units = 1m }]).Value);
    }

    [Fact]
    public void RebasingMovesFromOwnHistoryToPeers()
    {
        var schedule = new RebasingSchedule([new(1, [1, 3, 6], 2022, 100.Percent()), new(4, [1, 1, 1], 2025, 70.Percent()),
            new(6, [1, 1, 1], 2025, 50.Percent())]);
        Assert.Equal(100.Percent(), schedule.In(3).OwnShare);
        Assert.Equal(70.Percent(), schedule.In(5).OwnShare);
        Assert.Equal(50.Percent(), schedule.In(9).OwnShare);
        Assert.Throws<SettlementException>(() => schedule.In(0));
        Assert.Throws<SettlementException>(() =>
            new RebasingSchedule([new(2, [1], 2025, 70.Percent()), new(1, [1], 2025, 70.Percent())]).In(1));
        var history = RebasingSchedule.History(schedule.In(1), [400m, 420m, 440m], [1.1m, 1.05m, 1m]);
        Assert.Equal(440.3m, history.Value);
        var own = new BudgetLine { Stratum = Adults, Amount = history, Units = 1_000m, Peer = 400m };
        var blended = ContractBenchmarks.Blended([own], schedule.In(6).OwnShare);
        Assert.Equal(420_150m, blended.Value);
        Assert.Contains(blended.Lines, static l => l.Key == "trended-2022");
        Assert.Equal(440_300m, ContractBenchmarks.Blended([own], 100.Percent()).Value);
        Assert.Throws<SettlementException>(() => RebasingSchedule.History(schedule.In(1), [400m], [1m]));
    }

    [Fact]
    public void ANegotiatedTargetKeepsItsChanges()
    {
        var figure = ContractBenchmarks.Negotiated(30_000_000m,
            [new("New drug benefit", Money.Of(450_000)), new("Dental carved out", Money.Of(-1_200_000))]);
        Assert.Equal(29_250_000m, figure.Value);
        Assert.Equal(AbsenceKind.NotCalculable, ContractBenchmarks.Negotiated(ReportedCell.Missing, []).Absence!.Kind);
    }

    [Fact]
    public void TheProgrammesMethodServesStrataOfItsOwn()
    {
        // Two base years, own strata, national trend only: the same parts as the government's.
        var method = new BenchmarkMethod
        {
            BaseYearWeights = new([40, 60], Authority.Of("Contract, exhibit B")),
            Trend = new(GrowthMethod.National, Authority.Of("Contract, exhibit B")),
            Update = new(GrowthMethod.National, Authority.Of("Contract, exhibit B")),
            Risk = new(RiskMethod.CapByStratum, Authority.Of("Contract, exhibit C")),
            RiskMargin = new(2.Percent(), Authority.Of("Contract, exhibit C")),
        };
        static StratumYear Year(decimal years, decimal spending, decimal risk, decimal market) =>
            new() { PersonYears = years, PerCapita = spending, RiskScore = risk, National = market };
        var benchmark = method.Build(new()
        {
            Strata = [new BenchmarkStratum { Stratum = Adults, BaseYears = [Year(0m, 5_000m, 1m, 100m), Year(900m, 5_200m, 1m, 104m)],
                PerformanceYear = Year(1_000m, 5_500m, 1.05m, 109.2m) }],
        });
        Assert.Equal(5_200m * 1.02m * 1.05m * 1_000m, benchmark.Total.Value);
        Assert.Null(benchmark.TwoWayTotal);
    }

    [Fact]
    public void AChangedParticipantListIsRecalculated()
    {
        var inputs = SampleOrganisation.Inputs;
        var changed = inputs with
        {
            Strata = [.. inputs.Strata.Select(static s =>
            s with { BaseYears = [.. s.BaseYears.Select(static y => y with { PerCapita = y.PerCapita.Value!.Value * 1.01m })] })]
        };
        var recalculation = Recalculation.Of(SampleOrganisation.Method, inputs, changed);
        Assert.Equal(recalculation.After.Historical.Value - recalculation.Before.Historical.Value, recalculation.HistoricalChange.Value);
        Assert.True(recalculation.TotalChange.Value > 0m);
        Assert.Equal(0m, Recalculation.Of(SampleOrganisation.Method, inputs, inputs).TotalChange.Value);
    }

    [Theory]
    [InlineData(0.99, 1.02, 0.99)]
    [InlineData(1.00, 1.02, 1.02)]
    [InlineData(1.05, 1.02, 1.02)]
    [InlineData(0.99, 0.95, 0.99)]
    public void NewlyAndContinuouslyAssignedBeforeJuly2019(double risk, double demographic, double used)
    {
        var method = Mssp.Method(new(2016, 1, 1), 2016, isFirstAgreement: true);
        var year = new StratumYear { PersonYears = 100m, PerCapita = 10_000m, RiskScore = 1m, National = 9_000m };
        var benchmark = method.Build(new()
        {
            Strata = [new BenchmarkStratum
            {
                Stratum = Adults, BaseYears = [year, year, year], PerformanceYear = year with { National = 9_450m },
                Groups = new() { NewPersonYears = 20m, NewRisk = 1.1m, ContinuousPersonYears = 80m, ContinuousRisk = (decimal)risk,
                    ContinuousDemographic = (decimal)demographic },
            }],
        });
        var ratio = ((20m * 1.1m) + (80m * (decimal)used)) / 100m;
        Assert.Equal(ratio, benchmark.Find("risk-adjustment", "adults")!.Value);
        // Flat-dollar growth of 450, added after risk adjustment.
        Assert.Equal((10_000m * ratio) + 450m, benchmark.Find("updated", "adults")!.Value);
    }

    [Fact]
    public void OlderAgreements()
    {
        var years = new[] { (100m, 9_000m, 8_000m), (100m, 9_300m, 8_400m), (100m, 9_600m, 8_800m), (100m, 9_900m, 9_240m) }
            .Select(static y =>
                new StratumYear { PersonYears = 100m, PerCapita = 10_000m, RiskScore = 1m, National = y.Item2, Regional = y.Item3 })
                .ToArray();
        var stratum = new BenchmarkStratum
        {
            Stratum = Adults,
            BaseYears = [.. years[..3]],
            PerformanceYear = years[3],
            Groups = new() { NewPersonYears = 0m, ContinuousPersonYears = 100m, ContinuousRisk = 1m, ContinuousDemographic = 1m },
        };

        // Second agreement of 2018: regional trend and growth, 35 % of the difference for lower spending, no cap.
        var regional = Mssp.Method(new(2018, 1, 1), 2018, isFirstAgreement: false).Build(
            new() { Strata = [stratum], TimesRegionallyAdjusted = 1 });
        var historical = ((10_000m * 1.1m) + (10_000m * 8_800m / 8_400m) + 10_000m) / 3m;
        Assert.Equal(Rounded(historical), Rounded(regional.Find("historical", "adults")!.Value!.Value));
        Assert.Equal(0.25m, regional.Find("regional-weight")!.Value);
        Assert.Equal(Rounded((historical + (0.25m * (8_800m - historical))) * 1.05m),
            Rounded(regional.Find("updated", "adults")!.Value!.Value));

        // Second agreement of 2016: national trend, equal weights, the stated amount, flat-dollar growth.
        var stated = Mssp.Method(new(2016, 1, 1), 2016, isFirstAgreement: false).Build(
            new() { Strata = [stratum], StatedAdjustment = 125m });
        var national = ((10_000m * 9_600m / 9_000m) + (10_000m * 9_600m / 9_300m) + 10_000m) / 3m;
        Assert.Equal(Rounded(national + 125m + 300m), Rounded(stated.Find("updated", "adults")!.Value!.Value));
        Assert.Equal(BenchmarkAdjustment.PriorSavings, stated.Adjustment);

        // First agreement of 2018: flat-dollar growth may be stated as CMS projects it.
        var flat = Mssp.Method(new(2018, 1, 1), 2018, isFirstAgreement: true).Build(
            new() { Strata = [stratum with { FlatGrowth = 280m }] });
        Assert.Equal(280m, flat.Find("flat-update", "adults")!.Value);
    }

    private static decimal Rounded(decimal value) => new Rounding(12).Apply(value);
}
