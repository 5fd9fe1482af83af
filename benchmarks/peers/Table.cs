using System.Globalization;

namespace ValueSettlement.Peers;

/// <summary>
/// Alternates the ways round by round and prints medians. A ratio is the median of the ratios within a round, so that what disturbs a whole
/// round disturbs both sides of it.
/// </summary>
/// <param name="ways">The ways, in the order of a round.</param>
/// <param name="rows">How many rows each run works on.</param>
internal sealed class Table(IReadOnlyList<Way> ways, int rows)
{
    private readonly List<(int Round, double Milliseconds)>[] medians = [.. ways.Select(static _ => new List<(int, double)>())];
    private readonly List<double>[] runs = [.. ways.Select(static _ => new List<double>())];
    private readonly long?[] allocated = new long?[ways.Count];
    private readonly string[] found = new string[ways.Count];

    /// <summary>Runs everything once or more, and compares what it found with the first way that found something.</summary>
    /// <returns>Whether all are equal.</returns>
    public bool Compare()
    {
        Sums? right = null;
        for (var i = 0; i < ways.Count; i++)
        {
            Console.Error.WriteLine($"first run: {ways[i].Name}");
            var run = ways[i].Run();
            for (var again = 1; again < ways[i].WarmUp; again++)
            {
                run = ways[i].Run();
            }

            var sums = run.Found();
            right ??= sums;
            found[i] = sums is null ? string.Empty : sums.Against(right!);
        }

        return !found.Any(static text => text.Contains("DIFFERS", StringComparison.Ordinal));
    }

    public void Measure(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1} of {rounds}"));
            for (var i = 0; i < ways.Count; i++)
            {
                if (round % ways[i].Every == 0)
                {
                    // What the way before left on the heap is not this one's to collect.
                    GC.Collect();
                    Run(i, round);
                }
            }
        }
    }

    public void Print(int library)
    {
        Console.WriteLine("| way | runs | ms, median | least | ns a row | × library | asked | managed bytes a run | integers |");
        Console.WriteLine("|:--|--:|--:|--:|--:|--:|--:|--:|:--|");
        for (var i = 0; i < ways.Count; i++)
        {
            var (median, least, times) = (Median(runs[i]), runs[i].Min(), Ratio(i, library));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {ways[i].Name} | {runs[i].Count} | {median:0.00} | {least:0.00} | {median * 1e6 / rows:0.00} | {times:0.00} "
                + $"| {ways[i].Asked:0.#} | {allocated[i]:#,##0} | {found[i]} |"));
        }
    }

    /// <summary>How many times the other way's time a way took.</summary>
    public double Ratio(int way, int other)
    {
        var beside = medians[other].ToDictionary(static m => m.Round, static m => m.Milliseconds);
        return Median([.. medians[way].Where(m => beside.ContainsKey(m.Round)).Select(m => m.Milliseconds / beside[m.Round])]);
    }

    public double Median(int way) => Median(runs[way]);

    private void Run(int way, int round)
    {
        var taken = new List<double>();
        for (var repeat = 0; repeat < ways[way].Repeats; repeat++)
        {
            var run = ways[way].Run();
            taken.Add(run.Milliseconds);
            allocated[way] = run.Allocated is null ? null : Math.Min(run.Allocated.Value, allocated[way] ?? long.MaxValue);
        }

        runs[way].AddRange(taken);
        medians[way].Add((round, Median(taken)));
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? double.NaN : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
