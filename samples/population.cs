#:project ../src/ValueSettlement.Data/ValueSettlement.Data.csproj
#:package DuckDB.NET.Data.Full
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false

// From rows of beneficiaries to settled organisations: a synthetic file, its totals in bounded memory, a settlement and a statement.
//   dotnet run samples/population.cs -- --rows 10000000 --threads 2
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using ValueSettlement;
using ValueSettlement.Data;
using ValueSettlement.Population;
using ValueSettlement.Programs;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Organisations = 12;
var options = new Dictionary<string, long> { ["--rows"] = 200_000, ["--seed"] = 1, ["--threads"] = 2 };
var withDuckDb = args.Contains("--duckdb");
var given = args.Where(static a => a != "--duckdb").ToArray();
for (var i = 0; i < given.Length; i += 2)
{
    if (i + 1 == given.Length || !options.ContainsKey(given[i]) || !long.TryParse(given[i + 1], out var number)
        || number < (given[i] == "--rows" ? 10_000 : 1)
        || number > (given[i] == "--rows" ? 200_000_000 : 1_000))
    {
        Console.WriteLine("""
            dotnet run samples/population.cs -- [--rows N] [--seed N] [--threads N] [--duckdb]

              --rows N     beneficiaries to make up, 10,000 to 200,000,000; 200,000 unless you say otherwise
              --seed N     start value of the made-up numbers, 1 to 1,000; the same value makes the same file
              --threads N  threads that read the file, 1 to 1,000
              --duckdb     count the same rows in a DuckDB file as well, by the library's SQL, and compare

            Writes a CSV file with made-up beneficiaries of 12 made-up organisations into the temporary folder, counts it, settles every
            organisation under the Shared Savings Program, prints one statement, and deletes the file.
            """);
        return given.Any(static a => a is "-h" or "--help") ? 0 : 2;
    }

    options[given[i]] = number;
}

var (rows, seed, threads) = (options["--rows"], (int)options["--seed"], (int)options["--threads"]);
var file = Path.Combine(Path.GetTempPath(), $"population-{Environment.ProcessId}.csv");
try
{
    var watch = Stopwatch.StartNew();
    Write(file, rows, seed);
    Console.WriteLine($"{rows:#,##0} made-up beneficiaries of {Organisations} organisations, {new FileInfo(file).Length / 1e6:#,##0.0} MB, "
        + $"written in {watch.Elapsed.TotalSeconds:0.0} s");

    var mssp = MedicareSharedSavings.For(new()
    {
        Track = Track.Enhanced,
        Year = 2023,
        AgreementStart = new(2022, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
        Agreement = AgreementPeriod.Later,
    });
    var rules = mssp.PopulationRules(2023, Organisations, thresholds: []);
    var population = rules.Prepare();
    var source = CsvRows.Of(file, new() { Stratum = "type", Strata = [.. rules.Strata.Select(static s => s.Key)], Risk = "risk" });

    watch.Restart();
    var totals = population.Total(source, threads, new Bar());
    Console.WriteLine($"\rcounted in {watch.Elapsed.TotalSeconds:0.00} s on {threads} threads, "
        + $"{GC.GetTotalMemory(forceFullCollection: true) / 1e6:0.0} MB of memory in use          \n");
    foreach (var threshold in totals.Thresholds)
    {
        Console.WriteLine($"99th percentile, {threshold}");
    }

    Console.WriteLine($"\n{"",-14}{"person-years",14}{"expenditure",18}{"per capita",12}{"risk",8}{"benchmark",18}{"earned",15}");
    Settlement? first = null;
    for (var o = 0; o < Organisations; o++)
    {
        var spent = totals.Expenditure(o);
        // The benchmark is made up as well: what everybody spends, a little more for some organisations and less for others.
        var benchmark = decimal.Floor(spent.PersonYears.Value!.Value * (15_000m + (o % 5 * 150m)));
        var settlement = mssp.Contract.Settle(new()
        {
            Benchmark = Figure.Stated(Money.Of(benchmark), "made up"),
            Expenditure = spent.Total,
            Facts = [Number.AssignedBeneficiaries((int)Math.Max(1, spent.PersonYears.Value.Value)), Quality.Met(85.Percent())],
        });
        first ??= settlement;
        var risk = Enumerable.Range(0, rules.Strata.Count).Sum(s => (decimal)totals[o, s].RiskMonths) / 10_000m / 12m;
        Console.WriteLine($"organisation {o,-2}{spent.PersonYears.Value,13:#,##0.0}{spent.Total.Value,18:#,##0}"
            + $"{spent.PerCapita.Value,12:#,##0}{risk / spent.PersonYears.Value.Value,8:0.000}{benchmark,18:#,##0}"
            + $"{settlement.Earned.Unrounded,15:#,##0}");
    }

    if (withDuckDb)
    {
        CompareWithDuckDb(population, totals, file);
    }

    Console.WriteLine($"\n{first!.Statement()}");
    return 0;
}
catch (SettlementException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
finally
{
    File.Delete(file);
}

// The same rows in a DuckDB file: the library writes the SQL, the engine counts, and the integers are the same.
static void CompareWithDuckDb(PreparedPopulation population, PopulationTotals totals, string file)
{
    var database = Path.ChangeExtension(file, ".duckdb");
    try
    {
        var watch = Stopwatch.StartNew();
        using var connection = new DuckDBConnection($"DataSource={database}");
        connection.Open();
        var places = string.Join(' ', population.Rules.Strata.Select(static (s, i) => $"WHEN '{s.Key}' THEN {i}"));
        using (var load = connection.CreateCommand())
        {
            load.CommandText = $"""
                CREATE TABLE members AS
                SELECT organisation, CASE type {places} END AS stratum, months, cents, CAST(risk * 10000 AS INTEGER) AS risk
                FROM read_csv('{file.Replace("'", "''", StringComparison.Ordinal)}', types = {'{'}'risk': 'DECIMAL(9, 4)'{'}'})
                """;
            _ = load.ExecuteNonQuery();
        }

        Console.WriteLine($"\nDuckDB: loaded in {watch.Elapsed.TotalSeconds:0.00} s");
        watch.Restart();
        var counted = population.Total(Query, new SqlSource { Table = "members", Risk = "risk" }, SqlDialect.DuckDb);
        var same = Enumerable.Range(0, Organisations).All(o => Enumerable.Range(0, population.Rules.Strata.Count)
            .All(s => counted[o, s] == totals[o, s]));
        Console.WriteLine($"DuckDB: counted in {watch.Elapsed.TotalSeconds:0.00} s; "
            + (same ? "every integer is the same" : "THE INTEGERS DIFFER"));

        DbDataReader Query(string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteReader();
        }
    }
    finally
    {
        File.Delete(database);
    }
}

// Synthetic: annual spending is log-normal by enrolment type, nine of ten people have twelve months, some amounts were taken back.
static void Write(string file, long rows, int seed)
{
    var types = MedicareSharedSavings.EnrolmentTypes.All;
    double[] shares = [0.01, 0.13, 0.20, 1], means = [10.9, 9.1, 9.0, 8.75];
    var random = new Random(seed);
    using var output = new StreamWriter(file);
    output.WriteLine("organisation,type,months,cents,risk");
    for (var i = 0L; i < rows; i++)
    {
        var (u, z) = (random.NextDouble(), Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var type = Array.FindIndex(shares, s => u < s);
        var months = random.Next(10) < 9 ? 12 : random.Next(1, 13);
        var cents = (long)(Math.Exp(means[type] + (1.2 * z)) * 100 * months / 12) * (random.Next(500) == 0 ? -1 : 1);
        output.Write(random.Next(Organisations));
        output.Write(',');
        output.Write(types[type].Key);
        output.Write(',');
        output.Write(months);
        output.Write(',');
        output.Write(cents);
        output.Write(',');
        output.WriteLine((0.5m + (random.Next(20_000) / 10_000m)).ToString("0.0000", CultureInfo.InvariantCulture));
        if (i % 1_000_000 == 999_999)
        {
            Console.Write($"\rwriting {i + 1:#,##0}");
        }
    }

    Console.Write('\r');
}

// A bar that is drawn at most ten times a second, and only for a person.
internal sealed class Bar : IProgress<ReadProgress>
{
    private long last;

    public void Report(ReadProgress value)
    {
        var now = Environment.TickCount64;
        if (!Console.IsOutputRedirected && now - Interlocked.Read(ref last) > 100)
        {
            Interlocked.Exchange(ref last, now);
            var full = (int)(value.Share * 30);
            Console.Write($"\r{value.Pass,-7} [{new string('#', full)}{new string('.', 30 - full)}] {value.Rows:#,##0} rows");
        }
    }
}
