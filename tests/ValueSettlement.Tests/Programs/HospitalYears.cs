using System.Globalization;
using System.Text.RegularExpressions;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Hospitals of Hospital Value-Based Purchasing: standards of fiscal year 2024 and the published files.</summary>
internal static partial class HospitalYears
{
    public const string Clinical = "Clinical Outcomes";
    public const string Person = "Person and Community Engagement";
    public const string Safety = "Safety";
    public const string Efficiency = "Efficiency and Cost Reduction";

    public static readonly Authority Published = Authority.Of("CMS, Hospital Value-Based Purchasing, fiscal year 2024, as published");

    /// <summary>The published standards of 2024 in clinical outcomes and efficiency; the other two domains are stated.</summary>
    public static HospitalPurchasingTerms Terms2024 { get; } = new()
    {
        Year = 2024,
        Standards = new(
        [
            Survival("MORT-30-AMI", 0.869247m, 0.887868m),
            Survival("MORT-30-HF", 0.882308m, 0.907733m),
            Survival("MORT-30-PN", 0.840281m, 0.872976m),
            Survival("MORT-30-COPD", 0.916491m, 0.934002m),
            Survival("MORT-30-CABG", 0.969499m, 0.980319m),
            Survival("COMP-HIP-KNEE", 0.025396m, 0.018159m) with { Direction = Direction.LowerIsBetter },
            PerformanceStandard.OfDomain(Person),
            PerformanceStandard.OfDomain(Safety),
            new()
            {
                Measure = "MSPB-1",
                Domain = Efficiency,
                Direction = Direction.LowerIsBetter,
                Threshold = 0.988920m,
                Benchmark = 0.848160m,
                MinimumCases = 25m,
            },
        ], Published),
    };

    /// <summary>Facility 10001 in fiscal year 2024, as published.</summary>
    public static ValueList<Observation> Observations { get; } =
    [
        Result("MORT-30-AMI", 0.856752m, 0.880237m),
        Result("MORT-30-HF", 0.872117m, 0.901917m),
        Result("MORT-30-PN", 0.833710m, 0.815392m),
        Result("MORT-30-COPD", 0.905159m, 0.909860m),
        Result("MORT-30-CABG", 0.954926m, 0.958983m),
        Result("COMP-HIP-KNEE", 0.030343m, 0.022314m),
        Stated(Person, 16m),
        Stated(Safety, 8m),
        Result("MSPB-1", 1.020251m, 1.029341m),
    ];

    public static PerformanceStandard Survival(string measure, decimal threshold, decimal benchmark) =>
        new()
        {
            Measure = measure,
            Domain = Clinical,
            Direction = Direction.HigherIsBetter,
            Threshold = threshold,
            Benchmark = benchmark,
            MinimumCases = 25m,
        };

    public static Observation Result(string measure, ReportedCell baseline, ReportedCell performance) =>
        new() { Measure = measure, Baseline = baseline, Result = performance };

    public static Observation Stated(string measure, ReportedCell score) => new() { Measure = measure, Result = score };

    /// <summary>The rows of a published file by column; a test that cannot have it is skipped, visibly.</summary>
    public static List<Dictionary<string, string>> Rows(string file)
    {
        string? found = null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null && found is null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "..", "shared", "data", "hvbp", file);
            found = File.Exists(Path.Combine(folder.FullName, "ValueSettlement.sln")) && File.Exists(path) ? path : null;
        }

        Assert.SkipWhen(found is null, $"The file ../shared/data/hvbp/{file} is not beside the project. Nothing was compared.");
        var lines = File.ReadAllLines(found!).Where(static l => l.Length > 0).Select(static line =>
            Cell().Matches(line).Select(static m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value
                : m.Groups["plain"].Value).ToArray()).ToArray();
        var names = lines[0].Select(static n => n.Trim('\uFEFF')).ToArray();
        return [.. lines[1..].Select(cells => names.Zip(cells).ToDictionary(static p => p.First, static p => p.Second,
            StringComparer.OrdinalIgnoreCase))];
    }

    public static decimal? Number(string cell) =>
        decimal.TryParse(cell.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static ReportedCell Reported(string cell) => Number(cell) is { } number ? number : ReportedCell.Missing;

    public static string Facility(Dictionary<string, string> row) => row["Facility ID"].PadLeft(6, '0');

    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,]*))")]
    private static partial Regex Cell();
}
