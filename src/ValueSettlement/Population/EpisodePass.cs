using System.Globalization;

namespace ValueSettlement.Population;

/// <summary>Checks episodes, then counts them. Spending is summed by each worker for itself; the counts are one table for all, for a table
/// of each worker would be larger than the episodes.</summary>
internal sealed class EpisodePass(EpisodeColumns columns, EpisodeRules rules, long[] caps, int[] counts, EpisodeSpending[] spending,
    long firstRow)
{
    private const int RowsAtOnce = 1 << 16;

    private readonly Lock gate = new();
    private readonly RowFailures failures = new() { FirstRow = firstRow };

    public void Run(int threads)
    {
        var pieces = (int)(((long)columns.Count + RowsAtOnce - 1) / RowsAtOnce);
        Pieces.Each(threads, pieces, Check);
        if (failures.Any)
        {
            throw failures.Exception(columns.Count);
        }

        // Each share ends with a sum over all providers: as few shares as there are threads.
        var shares = Math.Min(threads, pieces);
        Pieces.Each(threads, shares, share => Count((int)((long)columns.Count * share / shares),
            (int)((long)columns.Count * (share + 1) / shares)));
    }

    private void Check(int piece)
    {
        var (from, to) = (piece * RowsAtOnce, (int)Math.Min(columns.Count, (piece + 1L) * RowsAtOnce));
        var providers = columns.Provider.Span;
        var cells = columns.Cell.Span;
        var cents = columns.Cents.Span;
        for (var i = from; i < to; i++)
        {
            if (providers[i] >= rules.Providers || cells[i] >= caps.Length
                || cents[i] is < -SpendingKey.LargestCents or > SpendingKey.LargestCents)
            {
                failures.Add(i, Wrong(i));
            }
        }
    }

    private List<Failure> Wrong(int i)
    {
        var found = new List<Failure>();
        void Add(string code, string column, IFormattable value, string rule, string remedy) =>
            found.Add(new(code, FormattableString.Invariant($"rows[{firstRow + i}].{column}"),
                value.ToString(null, CultureInfo.InvariantCulture), rule, remedy));

        if (columns.Provider.Span[i] >= rules.Providers)
        {
            Add("provider-range", "provider", columns.Provider.Span[i],
                FormattableString.Invariant($"Providers have the numbers 0 to {rules.Providers - 1:#,##0}."),
                "Correct the number, or state more providers in the rules.");
        }

        if (columns.Cell.Span[i] >= caps.Length)
        {
            Add("cell-range", "cell", columns.Cell.Span[i],
                FormattableString.Invariant($"Cells have the places 0 to {caps.Length - 1:#,##0}."),
                "Correct the place, or state the cell's price in the rules.");
        }

        if (columns.Cents.Span[i] is < -SpendingKey.LargestCents or > SpendingKey.LargestCents)
        {
            Add("cents-range", "cents", columns.Cents.Span[i],
                FormattableString.Invariant($"Spending is at most {SpendingKey.LargestCents:#,##0} cents either way."),
                "State cents; look for a wrong factor.");
        }

        return found;
    }

    private void Count(int from, int to)
    {
        var own = new EpisodeSpending[spending.Length];
        var providers = columns.Provider.Span[from..to];
        var cells = columns.Cell.Span[from..to];
        var cents = columns.Cents.Span[from..to];
        for (var i = 0; i < cents.Length; i++)
        {
            var (cell, cap) = (cells[i], caps[cells[i]]);
            _ = Interlocked.Increment(ref counts[(providers[i] * caps.Length) + cell]);
            ref var sum = ref own[providers[i]];
            sum = new(sum.Cents + Math.Min(cents[i], cap), sum.Episodes + 1, sum.Capped + (cents[i] > cap ? 1 : 0));
        }

        lock (gate)
        {
            for (var p = 0; p < own.Length; p++)
            {
                spending[p] = spending[p].With(own[p]);
            }
        }
    }
}
