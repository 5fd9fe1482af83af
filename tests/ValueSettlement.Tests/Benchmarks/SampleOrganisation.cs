using System.Text.Json;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Docs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Benchmarks;

/// <summary>The synthetic organisation of samples/benchmark.json.</summary>
internal static class SampleOrganisation
{
    private static readonly JsonElement Document = JsonDocument.Parse(File.ReadAllText(Path.Combine(DocumentTests.FindRoot(), "samples",
        "benchmark.json"))).RootElement;

    public static SharedSavingsTerms Terms { get; } = new()
    {
        Track = Track.BasicE,
        Year = 2025,
        AgreementStart = new(2024, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
        Agreement = AgreementPeriod.Later,
    };

    public static MedicareSharedSavings Programme { get; } = MedicareSharedSavings.For(Terms);

    public static BenchmarkMethod Method => Programme.BenchmarkMethod!;

    public static BenchmarkInputs Inputs { get; } = new()
    {
        Strata = [.. Document.GetProperty("strata").EnumerateArray().Select(StratumOf)],
        TimesRegionallyAdjusted = Document.GetProperty("timesRegionallyAdjusted").GetInt32(),
        DualEligibleShare = Cell(Document, "dualEligibleShare"),
        PriorYears = [.. Document.GetProperty("priorYears").EnumerateArray()
            .Select(static y => new PriorYear { PerCapita = Cell(y, "perCapita") })],
        PriorSavingsProration = Cell(Document, "priorSavingsProration"),
        MarketShare = Cell(Document, "marketShare"),
        UnderservedShare = 0.18m,
    };

    public static Contract Contract => Programme.Contract;

    public static ValueList<Fact> Facts { get; } =
    [
        Number.AssignedBeneficiaries(13_290), Quality.Met(Rate.Of(0.8135m)),
        Number.Of(Basis.ParticipantRevenue, Money.Of(62_500_000)),
            Programme.RevenueCategoryOf(Money.Of(62_500_000), Money.Of(182_000_000)),
    ];

    private static BenchmarkStratum StratumOf(JsonElement s) => new()
    {
        Stratum = new(s.GetProperty("key").GetString()!, s.GetProperty("name").GetString()!),
        BaseYears = [.. s.GetProperty("baseYears").EnumerateArray()
            .Select((y, i) => YearOf(y, FormattableString.Invariant($"region.{s.GetProperty("key").GetString()}.by{i + 1}")))],
        PerformanceYear = YearOf(s.GetProperty("performanceYear"), $"region.{s.GetProperty("key").GetString()}.py"),
        DemographicRatio = Cell(s, "demographicRatio"),
        RegionalRiskGrowth = Cell(s, "regionalRiskGrowth"),
        RegionalDemographicGrowth = Cell(s, "regionalDemographicGrowth"),
        ProspectiveTrend = Cell(s, "prospectiveTrend"),
    };

    private static StratumYear YearOf(JsonElement y, string path)
    {
        var region = y.TryGetProperty("counties", out var counties)
            ? RegionalFactors.FromCounties(counties.EnumerateArray().Select(static c => new County
            {
                Name = c.GetProperty("name").GetString(),
                PerCapita = Cell(c, "perCapita"),
                RiskScore = Cell(c, "riskScore"),
                AssignablePersonYears = Cell(c, "assignablePersonYears"),
                AssignedPersonYears = Cell(c, "assignedPersonYears"),
            }), path) : null;
        return new()
        {
            PersonYears = Cell(y, "personYears"),
            PerCapita = Cell(y, "perCapita"),
            RiskScore = Cell(y, "riskScore"),
            National = Cell(y, "national"),
            Regional = region is null ? Cell(y, "regional") : region.PerCapita,
            NationalWeight = region is null ? Cell(y, "nationalWeight") : region.NationalWeight,
        };
    }

    private static ReportedCell Cell(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? VectorCase.Parse(value)
            : ReportedCell.Missing;
}
