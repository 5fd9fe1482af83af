namespace ValueSettlement.Population;

/// <summary>One pass over rows by several workers, each of which takes the next rows when it is ready for them.</summary>
internal sealed class RowPass : IShared
{
    public const int RowsAtOnce = 16 * RowKernel.BlockRows;

    private readonly PopulationRules rules;
    private readonly PopulationColumns columns;
    private readonly RowSums[] sums;
    private readonly RowFailures failures;
    private int next;

    public RowPass(PopulationRules rules, PopulationColumns columns, RowSums[] sums, RowFailures failures) =>
        (this.rules, this.columns, this.sums, this.failures) = (rules, columns, sums, failures);

    public void Do(int worker)
    {
        var into = sums[worker];
        var netted = columns.HasExclusions ? new NettedBlock() : null;
        while (true)
        {
            var from = (Interlocked.Increment(ref next) - 1L) * RowsAtOnce;
            if (from >= columns.Count)
            {
                return;
            }

            var to = (int)Math.Min(columns.Count, from + RowsAtOnce);
            for (var block = (int)from; block < to; block += RowKernel.BlockRows)
            {
                Block(block, Math.Min(RowKernel.BlockRows, to - block), into, netted);
            }
        }
    }

    private void Block(int from, int count, RowSums into, NettedBlock? netted)
    {
        var rows = columns.Block(from, count);
        var bound = RowKernel.Bound(rows, rules.Organisations, rules.Strata.Count);
        if (bound < 0 || (netted is not null && !netted.Fill(columns, from, count)))
        {
            _ = failures.Find(columns, rules, from, count);
            return;
        }

        if (netted is null)
        {
            into.MakeRoom(count, bound);
            RowKernel.Add(rows, into);
            return;
        }

        into.LeftOut += count - netted.Count;
        into.MakeRoom(netted.Count, SpendingKey.LargestCents);
        RowKernel.Add(netted.Block(), into);
    }
}

/// <summary>A block of rows without their excluded months and amounts; rows that keep no month are left out.</summary>
internal sealed class NettedBlock
{
    private readonly ushort[] organisation = new ushort[RowKernel.BlockRows];
    private readonly byte[] stratum = new byte[RowKernel.BlockRows];
    private readonly byte[] months = new byte[RowKernel.BlockRows];
    private readonly long[] cents = new long[RowKernel.BlockRows];
    private readonly int[] risk = new int[RowKernel.BlockRows];

    public int Count { get; private set; }

    public RowBlock Block() => new()
    {
        Organisation = organisation.AsSpan(0, Count),
        Stratum = stratum.AsSpan(0, Count),
        Months = months.AsSpan(0, Count),
        Cents = cents.AsSpan(0, Count),
        Risk = risk.AsSpan(0, Count),
    };

    /// <summary>Whether all rows could be netted.</summary>
    public bool Fill(PopulationColumns columns, int from, int count)
    {
        Count = 0;
        for (var i = from; i < from + count; i++)
        {
            var (kept, amount) = columns.Net(i);
            if (kept < 0 || Int128.Abs(amount) > SpendingKey.LargestCents)
            {
                return false;
            }

            if (kept > 0)
            {
                organisation[Count] = columns.Organisation.Span[i];
                stratum[Count] = columns.Stratum.Span[i];
                (months[Count], cents[Count]) = ((byte)kept, (long)amount);
                risk[Count] = columns.Risk.IsEmpty ? 0 : columns.Risk.Span[i];
                Count++;
            }
        }

        return true;
    }
}
