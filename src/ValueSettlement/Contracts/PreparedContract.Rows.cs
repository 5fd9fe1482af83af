namespace ValueSettlement;

/// <summary>Many rows of one contract.</summary>
public sealed partial class PreparedContract
{
    private const int RowsAtOnce = 4_096;
    private const int MostFailures = 100;

    /// <summary>
    /// What each row earns, without an explanation: for each the same check and the same pass as <see cref="Earned"/>, so that the amounts
    /// are the same for any number of threads. Nothing is allocated for a row. Positive to the provider, not rounded.
    /// </summary>
    /// <param name="columns">What happened, column by column.</param>
    /// <param name="earned">Where the amounts go: as many as there are rows.</param>
    /// <param name="threads">How many threads share the rows, 1 to 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range, or <paramref name="earned"/> has
    /// another length than the columns.</exception>
    /// <exception cref="SettlementException">
    /// Columns do not fit, or rows are wrong: the first 100 failures, each at its row ("rows[17].benchmark"), and how many rows failed.
    /// No amount is to be used then.
    /// </exception>
    public void EarnedAll(ExperienceColumns columns, Memory<decimal> earned, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        var failures = ValidateColumns(columns);
        SettlementException.ThrowIfAny(failures);

        var rows = columns.Rows;
        ArgumentOutOfRangeException.ThrowIfNotEqual(earned.Length, rows, nameof(earned));
        var ranges = (rows + RowsAtOnce - 1) / RowsAtOnce;
        var found = new (List<Failure>? Failures, int Rows)[ranges];
        void Settle(int range)
        {
            var from = range * RowsAtOnce;
            found[range] = SettleRows(columns, earned.Span, from, Math.Min(rows, from + RowsAtOnce));
        }

        if (threads == 1)
        {
            for (var range = 0; range < ranges; range++)
            {
                Settle(range);
            }
        }
        else
        {
            Parallel.For(0, ranges, new ParallelOptions { MaxDegreeOfParallelism = threads }, Settle);
        }

        var failed = found.Sum(static range => range.Rows);
        if (failed > 0)
        {
            throw new SettlementException([
                .. found.SelectMany(static range => range.Failures ?? []).Take(MostFailures),
                new("rows-failed", "rows", UnitText.Of(failed, Unit.Count),
                    FormattableString.Invariant($"Every row can be settled; {failed:#,##0} of {rows:#,##0} cannot."),
                    FormattableString.Invariant($"Correct the rows; at most {MostFailures} failures are listed.")),
            ]);
        }
    }

    private List<Failure> ValidateColumns(ExperienceColumns columns)
    {
        var failures = new List<Failure>();
        if (parts.Length > 0)
        {
            failures.Add(new("rows-of-sum", "parts", agreement.Id, "Rows are settled by a contract without parts.",
                "Settle the rows of each part, or each experience by itself."));
        }

        foreach (var (path, values) in columns.All.Where(column => !column.Values.IsEmpty && column.Values.Length != columns.Rows))
        {
            failures.Add(new("column-length", path, UnitText.Of(values.Length, Unit.Count),
                FormattableString.Invariant($"Every column has a number for each of the {columns.Rows:#,##0} rows."),
                "Complete the column, or leave it out."));
        }

        foreach (var column in columns.Numbers.Where(static column => column.Values.IsEmpty))
        {
            failures.Add(new("column-length", Number.PathOf(column.Name), "0", "A column of numbers has a number for each row.",
                "Complete the column, or leave it out."));
        }

        if (!columns.QualityScore.IsEmpty && !columns.Facts.Any(static fact => fact is Quality))
        {
            failures.Add(new("quality-missing", "qualityScore", string.Empty, "Scores belong to a standard that was reached.",
                "Add the Quality that all rows share to the facts; its own score is replaced by those of the rows."));
        }

        return failures;
    }

    private (List<Failure>? Failures, int Rows) SettleRows(ExperienceColumns columns, Span<decimal> earned, int from, int to)
    {
        var row = new Row(columns);
        var (found, failed) = (default(List<Failure>), 0);
        for (var i = from; i < to; i++)
        {
            row.Fill(i);
            List<Failure>? failures = null;
            _ = SettleInto(row.Experience, explained: false, ref failures, out earned[i], out _);
            if (failures is null)
            {
                continue;
            }

            failed++;
            found ??= [];
            foreach (var failure in failures.Take(MostFailures - found.Count))
            {
                found.Add(failure with { Path = Paths.Join(Paths.Item(string.Empty, "rows", i), failure.Path) });
            }
        }

        return (found, failed);
    }

    /// <summary>One experience that takes the numbers of row after row. Nobody else sees it.</summary>
    private sealed class Row
    {
        private readonly List<(Figure Figure, ReadOnlyMemory<decimal> Values)> filled = [];

        public Row(ExperienceColumns columns)
        {
            var numbers = columns.Numbers.Select(column =>
            {
                var number = Number.Of(column.Name, new Figure { Value = 0m });
                filled.Add((number.Figure, column.Values));
                return (Fact)number;
            }).ToArray();
            var facts = columns.Facts.Select(fact => fact is Quality quality && !columns.QualityScore.IsEmpty
                ? quality with { Score = Of(columns.QualityScore, Unit.Rate) } : fact);
            Experience = new()
            {
                Benchmark = Of(columns.Benchmark, Unit.Money),
                Expenditure = Of(columns.Expenditure, Unit.Money),
                Opening = Of(columns.Opening, Unit.Money),
                Facts = [.. numbers, .. facts],
            };
        }

        public Experience Experience { get; }

        public void Fill(int row)
        {
            foreach (var (figure, values) in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(filled))
            {
                figure.Refill(values.Span[row]);
            }
        }

        private Figure? Of(ReadOnlyMemory<decimal> values, Unit unit)
        {
            if (values.IsEmpty)
            {
                return null;
            }

            var figure = new Figure { Value = 0m, Unit = unit };
            filled.Add((figure, values));
            return figure;
        }
    }
}
