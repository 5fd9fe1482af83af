using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Benchmarks;

public sealed class QualityByYearTests
{
    private static readonly QualityDomain Full = new()
    {
        Name = "Patient experience",
        Earned = 16m,
        Possible = 16m,
        MinimumAttained = true
    };

    [Fact]
    public void DomainsAreEquallyWeightedAndImprovementStaysWithinThem()
    {
        ValueList<QualityDomain> domains =
        [
            Full with { Earned = 14m, Improvement = 4m },
            new() { Name = "Care coordination", Earned = 17.5m, Possible = 22m, Improvement = 1.5m, MinimumAttained = true },
            new() { Name = "Preventive health", Earned = 12m, Possible = 16m, MinimumAttained = true },
            new() { Name = "At-risk population", Earned = 9m, Possible = 12m, Improvement = 6m, MinimumAttained = true },
        ];
        var quality = Mssp.Of(2018).QualityFromDomains(domains);
        // 16/16, 19/22, 12/16 and (9 + at most 4, within 12)/12.
        Assert.Equal((1m + (19m / 22m) + 0.75m + 1m) / 4m, quality.Score!.Value);
        Assert.Equal(QualityStandard.Met, quality.Standard);
        Assert.All(quality.Score.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        // Improvement does not count before 2016.
        Assert.Equal(((14m / 16m) + (17.5m / 22m) + 0.75m + 0.75m) / 4m, Mssp.Of(2015).QualityFromDomains(domains).Score!.Value);
        Assert.Equal(QualityStandard.NotMet, Mssp.Of(2018).QualityFromDomains([Full, Full with { MinimumAttained = false }]).Standard);
        Assert.Equal(QualityStandard.CompleteReporting, Mssp.Of(2018).QualityFromDomains(domains, isFirstPerformanceYear: true).Standard);
        Assert.Equal(0.9267791m, Mssp.Of(2018).QualityFromDomains([Full with { Earned = 8m }], floorPoints: 92.67791m).Score!.Value);
    }

    [Fact]
    public void ASuppressedDomainLeavesTheScoreNotCalculable()
    {
        var quality = Mssp.Of(2018).QualityFromDomains([Full,
            Full with { Name = "Preventive health", Earned = ReportedCell.Absent(AbsenceKind.Suppressed, "too few cases") }]);
        Assert.Equal(AbsenceKind.NotCalculable, quality.Score!.Absence!.Kind);
        Assert.Contains(quality.Score.Lines, static l => l is { Key: "domain-score", Value: 1m });
    }

    [Theory]
    [InlineData(2021, "61.69", QualityStandard.Met)]
    [InlineData(2021, "61.68", QualityStandard.NotMet)]
    [InlineData(2022, "70.63", QualityStandard.Met)]
    [InlineData(2022, "70.62", QualityStandard.NotMet)]
    [InlineData(2023, "65.75", QualityStandard.Alternative)]
    [InlineData(2024, "77.05", QualityStandard.Met)]
    [InlineData(2024, "77.04", QualityStandard.Alternative)]
    [InlineData(2026, "73.85", QualityStandard.Met)]
    public void ThePercentileOfTheYearDecides(int year, string points, QualityStandard expected)
    {
        var report = new QualityReport
        {
            Points = decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture),
            OutcomePercentiles = [4m, 10m]
        };
        Assert.Equal(expected, Mssp.Of(year).QualityFromReport(report).Standard);
        Assert.Equal(QualityStandard.NotMet, Mssp.Of(year).QualityFromReport(
            report with { Points = 1m, OutcomePercentiles = [9.9m] }).Standard);
        Assert.Equal(QualityStandard.NotMet, Mssp.Of(year).QualityFromReport(report with { ReportedAnything = false }).Standard);
    }

    [Theory]
    [InlineData(2021, 30, QualityStandard.NotMet)]
    [InlineData(2022, 30, QualityStandard.Met)]
    [InlineData(2022, 29, QualityStandard.NotMet)]
    [InlineData(2023, 30, QualityStandard.Met)]
    [InlineData(2024, 39, QualityStandard.Alternative)]
    [InlineData(2025, 40, QualityStandard.Met)]
    public void TheIncentiveForElectronicReporting(int year, int remaining, QualityStandard expected)
    {
        var report = new QualityReport
        {
            Points = 40m,
            ElectronicMeasuresComplete = true,
            OutcomePercentiles = [10m],
            RemainingPercentiles = [remaining]
        };
        Assert.Equal(expected, Mssp.Of(year).QualityFromReport(report).Standard);
    }

    [Fact]
    public void HealthEquityLiftsTheScoreOverTheStandardAndTheLinesSaySo()
    {
        var report = new QualityReport
        {
            Points = 70m,
            PerformanceScaler = 24m,
            LowIncomeOrDualShare = 40.Percent(),
            OutcomePercentiles = [50m]
        };
        var lifted = Mssp.Of(2024).QualityFromReport(report);
        Assert.Equal((QualityStandard.Met, 0.796m), (lifted.Standard, lifted.Score!.Value));
        Assert.Contains(lifted.Score.Lines, static l => l.Key == "health-equity-bonus");
        Assert.Contains(lifted.Score.Lines, static l => l.Key == "score-above-standard");
        Assert.Equal(QualityStandard.Alternative, Mssp.Of(2026).QualityFromReport(report with { Points = 70m }).Standard);
        Assert.Equal(0.7705m, Mssp.Of(2024).QualityFromReport(
            new() { Points = 50m, IsAffectedByExtremeCircumstances = true }).Score!.Value);
        Assert.True(Mssp.Of(2026).QualityFromReport(report).Score!.Lines.Single(
            static l => l.Key == "standard-score").Authority!.Unconfirmed);
        Assert.Equal(QualityStandard.Met, Mssp.Of(2023).QualityFromReport(new() { IsFirstPerformanceYear = true }).Standard);
        Assert.Throws<SettlementException>(() => Mssp.Of(2020).QualityFromReport(report));
        Assert.Throws<SettlementException>(() => Mssp.Of(2021).QualityFromDomains([Full]));
    }
}
