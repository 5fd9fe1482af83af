using ValueSettlement.Programs;

namespace ValueSettlement.Benchmarks;

/// <summary>Rows of one contract, BASIC level E of 2023 with a fixed minimum rate, on both sides of zero and between.</summary>
internal sealed class RowColumns
{
    public RowColumns(int rows)
    {
        decimal[] Column(Func<int, decimal> value) => [.. Enumerable.Range(0, rows).Select(value)];
        (Benchmark, People) = (Column(static i => 50_000_000m + (i * 1_000m)), Column(static i => 5_000 + (i % 90_000)));
        Expenditure = Column(i => Benchmark[i] * (0.88m + (i % 97 * 0.0025m)));
        (Score, Revenue) = (Column(static i => 0.5m + (i % 51 * 0.01m)), Column(static i => 1_000_000m * (1 + (i % 40))));
        (Straight, Earned) = (new decimal[rows], new decimal[rows]);
    }

    public static PreparedContract Contract { get; } = MedicareSharedSavings.For(new()
    {
        Track = Track.BasicE,
        Year = 2023,
        AgreementStart = new(2022, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(2.Percent()),
    }).Contract.Prepare();

    public decimal[] Benchmark { get; }

    public decimal[] Expenditure { get; }

    public decimal[] People { get; }

    public decimal[] Score { get; }

    public decimal[] Revenue { get; }

    /// <summary>What the straight-line method gave.</summary>
    public decimal[] Straight { get; }

    /// <summary>What the library gave.</summary>
    public decimal[] Earned { get; }

    public void StraightLineRows()
    {
        for (var i = 0; i < Straight.Length; i++)
        {
            Straight[i] = StraightLine.BasicE(Benchmark[i], Expenditure[i], (int)People[i], QualityStandard.Met, Score[i], Revenue[i],
                isFixed: true);
        }
    }

    public void EarnedRows(int threads) => Contract.EarnedAll(
        new()
        {
            Benchmark = Benchmark,
            Expenditure = Expenditure,
            QualityScore = Score,
            Numbers = [new("assigned-beneficiaries", People), new("participant-revenue", Revenue)],
            Facts = [Quality.Met(Rate.One)],
        },
        Earned, threads);

    /// <exception cref="InvalidOperationException">Two rows differ, or a side of zero has no row.</exception>
    public void AssertEqual()
    {
        var (paid, owed, nothing) = (0, 0, 0);
        for (var i = 0; i < Straight.Length; i++)
        {
            if (Math.Abs(Straight[i] - Earned[i]) > 1e-11m)
            {
                throw new InvalidOperationException(FormattableString.Invariant($"Row {i}: {Straight[i]}, {Earned[i]}."));
            }

            _ = Earned[i] > 0m ? paid++ : Earned[i] < 0m ? owed++ : nothing++;
        }

        if (paid == 0 || owed == 0 || nothing == 0)
        {
            throw new InvalidOperationException("A side of zero has no row.");
        }
    }
}
