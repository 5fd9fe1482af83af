#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false

// What the Shared Savings Program paid for 2024, and what the same year would have paid under the proposal for 2027 (CMS-1848-P,
// 91 FR 43842): dollars by organisation and by provision. A proposal is no law; this asks a question about it.
//   dotnet run samples/law-and-proposal.cs
using System.Globalization;
using System.Text;
using NodaTime;
using ValueSettlement;
using ValueSettlement.Programs;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length > 1 || args is ["-h" or "--help"])
{
    Console.WriteLine("""
        dotnet run samples/law-and-proposal.cs [-- FILE]

        FILE is the published file "Performance Year Financial and Quality Results" of 2024 (CSV, CMS). Without it a few of its rows are
        settled. Dollars are shared savings before recoupment; a column is what its provision adds after those to its left.
        """);
    return args.Length > 1 ? 2 : 0;
}

// Rows of the file of 2024, before its revision of July 2026 (CMS, Performance Year Financial and Quality Results), columns left out.
const string Few = """
A1026,1/1/2024,E,41640,1.5,22741822,0,11143493,1,-,75.29,192,156,Regional Adjustment,14752,13785,600514210,577772388,Low Revenue,40708,0
A1041,1/1/2024,EN,13286,2,5781720,0,4249564,1,-,83.25,659,399,Regional Adjustment,14173,13336,184462859,178681138,Low Revenue,13016,0
A1059,7/1/2019,E,28971,2.41,21761127,0,10662952,1,-,80.37,165,-,Regional Adjustment,14999,12903,424274078,402512951,Low Revenue,28287,-
A1199,1/1/2024,EN,13532,0,5005402,0,3678971,1,-,93.28,49,35,Regional Adjustment,15161,14024,202140011,197134609,Low Revenue,13333,0
A1247,7/1/2019,B,41294,2.29,30061029,0,11783923,1,-,84.27,56,-,Regional Adjustment,14815,12370,598287125,568226096,Low Revenue,40385,-
A2802,1/1/2024,EN,7019,1.5,3067136,0,2254345,1,-,77.05,499,502,Prior Savings Adjustment,13915,13448,95013682,91946546,Low Revenue,6828,0
""";

string[] needed =
[
    "ACO_ID", "Current_Start_Date", "Current_Track", "N_AB", "MinSavPerc", "BnchmkMinExp", "Impact_Mid_Year_Termination",
    "EarnSaveLoss", "Met_QPS", "Met_AltQPS", "QualScore", "RegAdj", "PriorSavAdj", "FinalAdjCat", "UpdatedBnchmk", "HistBnchmk",
    "ABtotBnchmk", "ABtotExp", "Rev_Exp_Cat", "N_AB_Year_PY", "Guardrail",
];
string[] lines;
try
{
    lines = args is [var path] ? File.ReadAllLines(path) : [string.Join(',', needed), .. Few.Split('\n')];
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"{args[0]} cannot be read: {problem.Message}");
    return 1;
}

var names = Cells(lines[0].TrimStart('\uFEFF'));
if (needed.Except(names).ToArray() is { Length: > 0 } missing)
{
    Console.Error.WriteLine($"The file has no column {string.Join(", ", missing)}: it is not that of 2024.");
    return 1;
}

// The share of prior savings under law and proposal: what is published was scaled by the one and is scaled by the other here.
var prior = MedicareSharedSavings.Proposed2027.PriorSavings.Value.Fraction
    / MedicareSharedSavings.BenchmarkParameters.PriorSavings.On(new(2024, 1, 1)).Value!.Share.Fraction;
var results = new List<(string Id, string Track, decimal Law, decimal Sharing, decimal Prior)>();
var (losses, left, asPublished) = (0, 0, 0);
foreach (var line in lines.Skip(1).Where(static l => !string.IsNullOrWhiteSpace(l)))
{
    var row = names.Zip(Cells(line)).ToDictionary(static p => p.First, static p => p.Second);
    if (Number(row["BnchmkMinExp"]) < 0m)
    {
        losses++;
        continue;
    }

    if (row["Impact_Mid_Year_Termination"] == "1" || row["Current_Track"] is not ("A" or "B" or "C" or "D" or "E" or "EN"))
    {
        left++;
        continue;
    }

    var terms = TermsOf(row);
    var proposed = terms.Track == Track.BasicE ? MedicareSharedSavings.Proposed2027.Apply(terms, ProposedProvision.BasicSharing) : terms;
    var benchmark = Number(row["ABtotBnchmk"])!.Value;
    var law = Paid(terms, row, benchmark);
    var sharing = Paid(proposed, row, benchmark);
    var all = Paid(proposed, row, benchmark + PriorSavings(row, prior));
    asPublished += Math.Abs(law - Number(row["EarnSaveLoss"])!.Value) <= 1m ? 1 : 0;
    results.Add((row["ACO_ID"], MedicareSharedSavings.NameOf(terms.Track), law, sharing - law, all - sharing));
}

string[] heads = ["organisation", "track", "2024, law", "E shares 60 %", "prior savings 75 %", "proposal"];
Console.WriteLine($"{heads[0],-13}{heads[1],-15}{heads[2],16}{heads[3],16}{heads[4],20}{heads[5],16}");
foreach (var r in results.Where(static r => r.Sharing != 0m || r.Prior != 0m || r.Law != 0m))
{
    Print(r.Id, r.Track, r.Law, r.Sharing, r.Prior);
}

var (paid, byShare, byPrior) = (results.Sum(static r => r.Law), results.Sum(static r => r.Sharing), results.Sum(static r => r.Prior));
Print("all", string.Empty, paid, byShare, byPrior);
var total = results.Sum(static r => r.Sharing + r.Prior);
Console.WriteLine($"""

    The proposal adds {total:#,##0} dollars: {byShare:#,##0} and {byPrior:#,##0} by provision, the same by organisation.
    {asPublished} of {results.Count} organisations with savings settle under the law as published, within a dollar.
    {losses} organisations with losses are not settled: the file has no revenue of their participants, on which the loss limit rests.
    {left} others are left out: terminated during the year, or a track that is not known.

    What the file lets one compute
      BASIC E shares 60 %: exactly, from savings, headcount, minimum rate and quality.
      Prior savings 75 %: an estimate. The published adjustment times {prior} replaces the one in force where it is larger, and grows as the
      historical benchmark did to the updated one. Whole dollars per person-year are published, and whether the cap of 5 % of national
      expenditure would bind is not: the figure is an upper estimate.
    What it does not
      ENHANCED regional weight 35 %: neither the weight (15 to 50 %) nor the difference before cap and weight is published.
      Cap of 5 % adjusted by risk; prospective trend held beside national growth, or annualised: growth by enrolment type is not published.
      Quality (APP Plus set, flat and Medicare eCQM benchmarks, floor): they begin after 2024, and points by measure are not published.
      Advance investment payments, prepaid savings: they are no part of the settlement.
    """);
return total == byShare + byPrior ? 0 : 1;

static void Print(string id, string track, decimal law, decimal sharing, decimal prior) => Console.WriteLine(
    $"{id,-13}{track,-15}{law,16:#,##0}{sharing,16:#,##0}{prior,20:#,##0}{law + sharing + prior,16:#,##0}");

// What three quarters of prior savings would add to the benchmark in place of the adjustment in force.
static decimal PriorSavings(Dictionary<string, string> row, decimal factor)
{
    var (savings, regional) = (Number(row["PriorSavAdj"]) ?? 0m, Math.Max(Number(row["RegAdj"]) ?? 0m, 0m));
    var before = row["FinalAdjCat"] switch
    {
        "Prior Savings Adjustment" => savings,
        "Regional Adjustment" => regional,
        _ => 0m,
    };
    var more = row["Guardrail"] == "1" ? 0m : Math.Max((savings * factor) - before, 0m);
    return more * Number(row["UpdatedBnchmk"])!.Value * Number(row["N_AB_Year_PY"])!.Value / Number(row["HistBnchmk"])!.Value;
}

static decimal Paid(SharedSavingsTerms terms, Dictionary<string, string> row, decimal benchmark)
{
    var standard = row["Met_QPS"] == "1" ? QualityStandard.Met
        : row["Met_AltQPS"] == "1" ? QualityStandard.Alternative : QualityStandard.NotMet;
    List<Fact> facts =
    [
        ValueSettlement.Number.AssignedBeneficiaries((int)Number(row["N_AB"])!.Value),
        new Quality { Standard = standard, Score = Number(row["QualScore"]) is { } points ? Rate.Of(points / 100m) : null },
    ];
    // The published benchmark is then the two-way one, and there are neither savings nor losses.
    if (row["Guardrail"] == "1")
    {
        facts.Add(new BenchmarkReplaced(MedicareSharedSavings.TwoWayBenchmark));
    }

    if (terms.AgreementStart.Year >= 2024 && terms.Track is >= Track.BasicA and <= Track.BasicE)
    {
        facts.Add(new RevenueCategory { Low = row["Rev_Exp_Cat"] == "Low Revenue" });
    }

    return MedicareSharedSavings.For(terms).Contract.Settle(new()
    {
        Benchmark = Money.Of(benchmark),
        Expenditure = Money.Of(Number(row["ABtotExp"])!.Value),
        Facts = [.. facts],
    }).Earned.Published;
}

static SharedSavingsTerms TermsOf(Dictionary<string, string> row)
{
    var track = row["Current_Track"] == "EN" ? Track.Enhanced : Enum.Parse<Track>("Basic" + row["Current_Track"]);
    var day = row["Current_Start_Date"].Split('/').Select(int.Parse).ToArray();
    var rate = Number(row["MinSavPerc"])!.Value;
    return new()
    {
        Track = track,
        Year = 2024,
        AgreementStart = new LocalDate(day[2], day[0], day[1]),
        MinimumRate = track is Track.BasicA or Track.BasicB ? null
            : rate is 0m or 0.5m or 1m or 1.5m or 2m ? MinimumRateChoice.Fixed(rate.Percent()) : MinimumRateChoice.Table,
    };
}

static decimal? Number(string cell) => decimal.TryParse(cell.Trim().Replace(",", string.Empty), NumberStyles.Float,
    CultureInfo.InvariantCulture, out var number) ? number : null;

// Fields in quotes may hold commas: names of organisations do.
static string[] Cells(string line)
{
    var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
    foreach (var c in line.TrimEnd('\r'))
    {
        if (c == '"')
        {
            quoted = !quoted;
        }
        else if (c == ',' && !quoted)
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
        else
        {
            cell.Append(c);
        }
    }

    cells.Add(cell.ToString().Trim());
    return [.. cells];
}
