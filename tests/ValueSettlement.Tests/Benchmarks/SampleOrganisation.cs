using System.Text.Json;
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
        DualEligibleShare = Number(Document, "dualEligibleShare"),
        PriorYears = [.. Document.GetProperty("priorYears").EnumerateArray()
            .Select(static y => new PriorYear { PerCapita = Number(y, "perCapita") })],
        PriorSavingsProration = Number(Document, "priorSavingsProration"),
        MarketShare = Number(Document, "marketShare"),
        UnderservedShare = 0.18m,
    };

    public static Contract Contract => Programme.Contract;

    public static ValueList<Fact> Facts { get; } =
    [
        new AssignedBeneficiaries(13_290), Quality.Met(Rate.Of(0.8135m)),
        new BasisAmount(Basis.ParticipantRevenue, Money.Of(62_500_000)),
            Programme.RevenueCategoryOf(Money.Of(62_500_000), Money.Of(182_000_000)),
    ];

    private static BenchmarkStratum StratumOf(JsonElement s) => new()
    {
        Stratum = new(s.GetProperty("key").GetString()!, s.GetProperty("name").GetString()!),
        BaseYears = [.. s.GetProperty("baseYears").EnumerateArray()
            .Select((y, i) => YearOf(y, FormattableString.Invariant($"region.{s.GetProperty("key").GetString()}.by{i + 1}")))],
        PerformanceYear = YearOf(s.GetProperty("performanceYear"), $"region.{s.GetProperty("key").GetString()}.py"),
        DemographicRatio = Number(s, "demographicRatio"),
        RegionalRiskGrowth = Number(s, "regionalRiskGrowth"),
        RegionalDemographicGrowth = Number(s, "regionalDemographicGrowth"),
        ProspectiveTrend = Number(s, "prospectiveTrend"),
    };

    private static StratumYear YearOf(JsonElement y, string path)
    {
        var region = y.TryGetProperty("counties", out var counties)
            ? RegionalFactors.FromCounties(counties.EnumerateArray().Select(static c => new County
            {
                Name = c.GetProperty("name").GetString(),
                PerCapita = Number(c, "perCapita"),
                RiskScore = Number(c, "riskScore"),
                AssignablePersonYears = Number(c, "assignablePersonYears"),
                AssignedPersonYears = Number(c, "assignedPersonYears"),
            }), path) : null;
        return new()
        {
            PersonYears = Number(y, "personYears"),
            PerCapita = Number(y, "perCapita"),
            RiskScore = Number(y, "riskScore"),
            National = Number(y, "national"),
            Regional = region is null ? Number(y, "regional") : region.PerCapita,
            NationalWeight = region is null ? Number(y, "nationalWeight") : region.NationalWeight,
        };
    }

    private static ReportedCell Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? VectorCase.Parse(value)
            : ReportedCell.Missing;
}
