using System.Diagnostics;
using System.Globalization;

namespace ValueSettlement.Benchmarks;

/// <summary>What settling many contracts as the parts of one costs beyond settling each of them, at several numbers of contracts.</summary>
internal static class SumRatios
{
    private static readonly int[] Counts = [100, 1_000, 10_000];

    public static void Print()
    {
        Console.WriteLine("| contracts | alike | each, µs | together, µs a contract | beyond each | × each |");
        Console.WriteLine("|--:|:--|--:|--:|--:|--:|");
        foreach (var alike in (bool[])[false, true])
        {
            foreach (var count in Counts)
            {
                Print(count, alike);
            }
        }
    }

    private static void Print(int count, bool alike)
    {
        var organisations = Enumerable.Range(0, count).Select(i => alike ? Cases.Typical : Cases.Year[i % Cases.Year.Length]).ToArray();
        var contract = new Contract
        {
            Id = "together",
            Currency = "USD",
            Term = organisations[0].Contract.Contract.Term,
            Parts = [.. organisations.Select(static (o, i) => o.Contract.Contract with { Id = Name(i), Payment = [] })],
            Clauses = [new Limit { Gain = 10.Percent(), Loss = 10.Percent() }],
            Publishing = Rounding.Whole,
        };
        var parts = organisations.Select(static (o, i) => o.Experience with { Arrangement = Name(i) });
        var experience = new Experience { Parts = parts.ToValueList() };
        var prepared = contract.Parts.Cast<Contract>().Select(static c => c.Prepare()).ToArray();
        var whole = contract.Prepare();
        var sum = organisations.Sum(static o => o.Contract.Earned(o.Experience));
        if (whole.Settle(experience).Opening != sum)
        {
            throw new InvalidOperationException("The opening amount is not the sum of what each contract earned.");
        }

        // Kept, as the sum keeps them.
        var kept = new Settlement[count];
        var (each, together) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < (count < 10_000 ? 60 : 12); round++)
        {
            each = Math.Min(each, Time(() =>
            {
                for (var i = 0; i < count; i++)
                {
                    kept[i] = prepared[i].Settle(organisations[i].Experience);
                }
            }) / count);
            together = Math.Min(together, Time(() => whole.Settle(experience)) / count);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {count:#,##0} | {(alike ? "yes" : "no")} | {each:0.00} | {together:0.00} "
                + $"| {together - each:0.00} | {together / each:0.0} |"));
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"c{i:00000}");

    private static double Time(Action work)
    {
        var watch = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(watch).TotalMicroseconds;
    }
}
