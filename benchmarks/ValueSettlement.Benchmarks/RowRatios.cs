using System.Diagnostics;
using System.Globalization;

namespace ValueSettlement.Benchmarks;

/// <summary>
/// A million rows of one contract: what each earns, by the straight-line method and by columns, after every row has given the same amount.
/// </summary>
internal static class RowRatios
{
    private const int Rows = 1_000_000;
    private const int Rounds = 7;

    public static void Print()
    {
        var rows = new RowColumns(Rows);
        rows.StraightLineRows();
        rows.EarnedRows(threads: 1);
        rows.AssertEqual();
        var threads = Environment.ProcessorCount;
        (string Name, Action Work)[] ways =
        [
            ("straight-line method, one thread", rows.StraightLineRows),
            ("columns, one thread", () => rows.EarnedRows(threads: 1)),
            (string.Create(CultureInfo.InvariantCulture, $"columns, {threads} threads"), () => rows.EarnedRows(threads)),
        ];
        Console.WriteLine("| a million rows | ns a row | × straight line | bytes allocated in all |");
        Console.WriteLine("|:--|--:|--:|--:|");
        var first = 0d;
        foreach (var (name, work) in ways)
        {
            var (best, bytes) = (double.MaxValue, 0L);
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var watch = Stopwatch.GetTimestamp();
                work();
                best = Math.Min(best, Stopwatch.GetElapsedTime(watch).TotalNanoseconds / Rows);
                bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            }

            first = first == 0d ? best : first;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {best:0} | {best / first:0.00} | {bytes:N0} |"));
        }

        rows.AssertEqual();
    }
}
