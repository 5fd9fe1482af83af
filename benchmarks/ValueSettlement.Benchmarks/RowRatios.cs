using System.Diagnostics;
using System.Globalization;
using ValueSettlement.Programs;

namespace ValueSettlement.Benchmarks;

/// <summary>
/// A million rows of one contract, BASIC level E of 2023 with a fixed minimum rate: what each earns, by the straight-line method and by
/// columns, after every row has given the same amount.
/// </summary>
internal static class RowRatios
{
    private const int Rows = 1_000_000;
    private const int Rounds = 7;

    public static void Print()
    {
        var contract = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2023,
            AgreementStart = new(2022, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(2.Percent()),
        }).Contract.Prepare();
        var (benchmark, people) = (Column(static i => 50_000_000m + (i * 1_000m)), Column(static i => 5_000 + (i % 90_000)));
        var expenditure = Column(i => benchmark[i] * (0.88m + (i % 97 * 0.0025m)));
        var (score, revenue) = (Column(static i => 0.5m + (i % 51 * 0.01m)), Column(static i => 1_000_000m * (1 + (i % 40))));
        var columns = new ExperienceColumns
        {
            Benchmark = benchmark,
            Expenditure = expenditure,
            QualityScore = score,
            Numbers = [new("assigned-beneficiaries", people), new("participant-revenue", revenue)],
            Facts = [Quality.Met(Rate.One)],
        };
        var (straight, earned) = (new decimal[Rows], new decimal[Rows]);
        void StraightLineRows()
        {
            for (var i = 0; i < Rows; i++)
            {
                straight[i] = StraightLine.BasicE(benchmark[i], expenditure[i], (int)people[i], QualityStandard.Met, score[i], revenue[i],
                    isFixed: true);
            }
        }

        StraightLineRows();
        contract.EarnedAll(columns, earned);
        AssertEqual(straight, earned);
        var threads = Environment.ProcessorCount;
        (string Name, Action Work)[] ways =
        [
            ("straight-line method, one thread", StraightLineRows),
            ("columns, one thread", () => contract.EarnedAll(columns, earned)),
            (string.Create(CultureInfo.InvariantCulture, $"columns, {threads} threads"), () =>
                contract.EarnedAll(columns, earned, threads)),
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

        AssertEqual(straight, earned);
    }

    private static void AssertEqual(decimal[] straight, decimal[] earned)
    {
        var (paid, owed, nothing) = (0, 0, 0);
        for (var i = 0; i < Rows; i++)
        {
            if (Math.Abs(straight[i] - earned[i]) > 1e-11m)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: {straight[i]}, {earned[i]}."));
            }

            _ = earned[i] > 0m ? paid++ : earned[i] < 0m ? owed++ : nothing++;
        }

        if (paid == 0 || owed == 0 || nothing == 0)
        {
            throw new InvalidOperationException("A side of zero has no row.");
        }
    }

    private static decimal[] Column(Func<int, decimal> value) => [.. Enumerable.Range(0, Rows).Select(value)];
}
