#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false

// Settles one organisation of the Medicare Shared Savings Program from its base years, and prints the statement.
//   dotnet run samples/benchmark.cs samples/benchmark.json
using System.Text.Json;
using NodaTime.Text;
using ValueSettlement;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;

if (args.Length != 1 || args[0] is "-h" or "--help")
{
    Console.WriteLine("dotnet run samples/benchmark.cs FILE\n\nFILE is a JSON document with base years, growth factors and a performance year; samples/benchmark.json is one.\nA number may be null or left out: what needs it is then not calculable, and the statement says why.");
    return args.Length == 1 ? 0 : 2;
}

JsonElement document;
try
{
    document = JsonDocument.Parse(File.ReadAllText(args[0])).RootElement;
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
{
    Console.Error.WriteLine($"{args[0]} cannot be read: {problem.Message}");
    return 1;
}

try
{
    var mssp = MedicareSharedSavings.For(new()
    {
        Track = Enum.Parse<Track>(document.GetProperty("track").GetString()!),
        Year = document.GetProperty("performanceYear").GetInt32(),
        AgreementStart = LocalDatePattern.Iso.Parse(document.GetProperty("agreementStart").GetString()!).GetValueOrThrow(),
        MinimumRate = MinimumRateChoice.Fixed(Rate.Of(document.GetProperty("minimumRate").GetDecimal())),
        Agreement = document.GetProperty("isFirstAgreement").GetBoolean() ? AgreementPeriod.First : AgreementPeriod.Later,
    });
    var benchmark = mssp.Benchmark(new()
    {
        Strata = [.. document.GetProperty("strata").EnumerateArray().Select(StratumOf)],
        TimesRegionallyAdjusted = document.GetProperty("timesRegionallyAdjusted").GetInt32(),
        DualEligibleShare = Cell(document, "dualEligibleShare"),
        PriorYears = [.. List(document, "priorYears").Select(static y => new PriorYear { PerCapita = Cell(y, "perCapita") })],
        PriorSavingsProration = Cell(document, "priorSavingsProration"),
        MarketShare = Cell(document, "marketShare"),
        UnderservedShare = Cell(document, "underservedShare"),
    });
    var revenue = Money.Of(document.GetProperty("participantRevenue").GetDecimal());
    if (benchmark.Total.Value is null)
    {
        Console.WriteLine($"The benchmark is not calculable. {benchmark.Total.Absence}\n");
        foreach (var line in benchmark.Lines)
        {
            Console.WriteLine(line);
        }

        return 1;
    }

    var settlement = mssp.Contract.Settle(mssp.Experience(benchmark,
        Number.AssignedBeneficiaries(document.GetProperty("assignedBeneficiaries").GetInt32()),
        mssp.QualityFromReport(new() { Points = document.GetProperty("quality").GetProperty("points").GetDecimal() }),
        Number.Of(Basis.ParticipantRevenue, revenue),
        mssp.RevenueCategoryOf(revenue, Money.Of(document.GetProperty("assignedExpenditure").GetDecimal()))));
    Console.WriteLine(settlement.Statement());
    return 0;
}
catch (SettlementException problem)
{
    foreach (var failure in problem.Failures)
    {
        Console.Error.WriteLine(failure);
    }

    return 1;
}
catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException
    or UnparsableValueException)
{
    Console.Error.WriteLine($"{args[0]} has not the form of samples/benchmark.json: {problem.Message}");
    return 1;
}

static BenchmarkStratum StratumOf(JsonElement s) => new()
{
    Stratum = new(s.GetProperty("key").GetString()!, s.GetProperty("name").GetString()!),
    BaseYears = [.. List(s, "baseYears").Select((y, i) => YearOf(y, $"region.{s.GetProperty("key").GetString()}.by{i + 1}"))],
    PerformanceYear = YearOf(s.GetProperty("performanceYear"), $"region.{s.GetProperty("key").GetString()}.py"),
    DemographicRatio = Cell(s, "demographicRatio"),
    RegionalRiskGrowth = Cell(s, "regionalRiskGrowth"),
    RegionalDemographicGrowth = Cell(s, "regionalDemographicGrowth"),
    ProspectiveTrend = Cell(s, "prospectiveTrend"),
};

// A year states its regional figure and national weight, or the counties that they are computed from.
static StratumYear YearOf(JsonElement y, string path)
{
    var region = List(y, "counties") is { Count: > 0 } counties ? RegionalFactors.FromCounties(counties.Select(static c => new County
    {
        Name = c.TryGetProperty("name", out var name) ? name.GetString() : null,
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

static ReportedCell Cell(JsonElement element, string name) =>
    element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDecimal() : ReportedCell.Missing;

static List<JsonElement> List(JsonElement element, string name) =>
    element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
