using System.Globalization;
using System.Runtime.CompilerServices;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;

namespace ValueSettlement.Peers;

/// <summary>The totals of a population: the library beside its peers and beside the limit of the memory.</summary>
internal static class PopulationRun
{
    /// <returns>Whether every way gave the same.</returns>
    public static bool Print(Options options)
    {
        var (columns, threads) = (PopulationData.Random(options.Rows, options.Seed), options.Threads);
        var bandwidth = new Bandwidth(columns, threads);
        using var duckDb = options.Has("duckdb") ? new DuckDbPeers(columns, threads) : null;
        PythonPeer.Write(columns, options.Folder);
        using var numpy = Python("numpy", options);
        using var pandas = Python("pandas", options);
        List<Way> ways = [.. Library(columns, threads)];
        ways.Add(new("every byte read once, " + Threads(threads), bandwidth.Run) { Repeats = 5, WarmUp = 40 });
        var (library, limit) = (ways.Count - 2, ways.Count - 1);
        ways.AddRange(duckDb?.Ways ?? []);
        ways.AddRange(numpy is null ? [] : [new("numpy, expert, one thread", numpy.Run) { Asked = 20 }]);
        ways.AddRange(pandas is null ? [] : [new("pandas, one thread", pandas.Run) { Every = 4 }]);
        if (options.Has("linq"))
        {
            ways.Add(new("LINQ over decimal, one thread", new LinqPeer(columns).Run) { Asked = 800, Every = 4 });
        }

        return Print(new Table(ways, options.Rows), options, library, limit, bandwidth.Bytes);
    }

    private static bool Print(Table table, Options options, int library, int limit, long bytes)
    {
        var areEqual = table.Compare();
        table.Measure(options.Rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Rows:#,##0} rows of seed {options.Seed}, {options.Rounds} rounds, {Threads(options.Threads)} unless said"));
        Console.WriteLine();
        table.Print(library);
        Console.WriteLine();
        var (times, rate) = (table.Ratio(library, limit), bytes / 1e6 / table.Median(limit));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"× library: the random order on {Threads(options.Threads)}, which takes {times:0.0} times as long as reading"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all {bytes / 1e6:0} MB once ({rate:0.0} GB/s)."));
        var result = PopulationData.Groups * Unsafe.SizeOf<GroupTotals>();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Of the bytes that a run of the library allocates, {result:#,##0} are the groups of its result."));
        Console.WriteLine(areEqual ? "All ways in whole numbers agree." : "NOT all ways agree: DIFFERS in the last column.");
        return areEqual;
    }

    // The last one is what the others are compared with.
    private static IEnumerable<Way> Library(PopulationData random, int threads)
    {
        var population = PopulationData.Rules.Prepare();
        var sorted = random.ByOrganisation();
        foreach (var (name, data) in new[] { ("sorted by organisation", sorted), ("random order", random) })
        {
            foreach (var count in new[] { 1, threads }.Distinct())
            {
                yield return new($"library, {name}, {Threads(count)}", () => Timed.Of(() => population.Total(data.Columns, count), Sums.Of))
                {
                    Repeats = 5,
                    WarmUp = 40,
                };
            }
        }
    }

    private static PythonPeer? Python(string package, Options options)
    {
        if (!options.Has(package))
        {
            return null;
        }

        var peer = PythonPeer.TryStart(package, options.Folder);
        if (peer is null)
        {
            Console.WriteLine($"{package} DID NOT RUN: Debian's python3 has no such package (apt-get install python3-{package}).");
        }

        return peer;
    }

    private static string Threads(int count) => count == 1 ? "one thread" : string.Create(CultureInfo.InvariantCulture, $"{count} threads");
}
