using System.Diagnostics;
using System.Globalization;
using ValueSettlement.Curves;

namespace ValueSettlement.Benchmarks;

/// <summary>The ratios of docs/performance.md in one quick run: each way over the whole year, interleaved, best of many rounds.</summary>
internal static class Ratios
{
    private const int Rounds = 60;
    private const int Repeats = 8;

    public static void Print()
    {
        var branches = Cases.AssertEqual();
        var payoffs = Cases.Year.Select(static o =>
            (o.Contract.PayoffOverSpending(o.Experience).Curve, Spending: o.Experience.Expenditure!.Value!.Value)).ToArray();
        (string Name, Func<decimal> Work)[] ways =
        [
            ("straight-line method", static () => Sum(static o => o.StraightLine(o.Experience))),
            ("amount only", static () => Sum(static o => o.Contract.Earned(o.Experience))),
            ("explained (trace kept, lines on demand)", static () => Sum(static o => o.Contract.Settle(o.Experience).Earned.Unrounded)),
            ("explained, every line read", static () => Sum(static o => o.Contract.Settle(o.Experience).Lines.Count)),
            ("payoff point", () => Points(payoffs)),
        ];
        var best = new double[ways.Length];
        var bytes = new long[ways.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.GetTimestamp();
                for (var repeat = 0; repeat < Repeats; repeat++)
                {
                    _ = ways[i].Work();
                }

                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(watch).TotalNanoseconds / (Repeats * Cases.Organisations));
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - before) / (Repeats * Cases.Organisations);
            }
        }

        Console.WriteLine("| way | ns each | × straight line | bytes allocated |");
        Console.WriteLine("|:--|--:|--:|--:|");
        for (var i = 0; i < ways.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {ways[i].Name} | {best[i]:0} | {best[i] / best[0]:0.00} | {bytes[i]} |"));
        }

        Print(branches);
    }

    private static void Print(IReadOnlyList<(string Branch, int Cases)> branches)
    {
        Console.WriteLine();
        Console.WriteLine("| equal on cases in which this acts | cases |");
        Console.WriteLine("|:--|--:|");
        foreach (var (branch, cases) in branches)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {branch} | {cases:N0} |"));
        }
    }

    private static decimal Points((Curve Curve, decimal Spending)[] payoffs)
    {
        var total = 0m;
        foreach (var (curve, spending) in payoffs)
        {
            total += curve.At(spending);
        }

        return total;
    }

    private static decimal Sum(Func<Organisation, decimal> settle)
    {
        var total = 0m;
        foreach (var organisation in Cases.Year)
        {
            total += settle(organisation);
        }

        return total;
    }
}
