namespace ValueSettlement.Population;

/// <summary>Two parties' rows, side by side in the order of beneficiaries and strata. The rows are right and come once.</summary>
internal sealed class RowJoin(PopulationColumns own, PopulationColumns theirs, PopulationRules rules, int most)
{
    private static readonly int KindCount = Enum.GetValues<ReconciliationKind>().Length;

    private readonly SpendingPair[] sums = new SpendingPair[rules.Organisations * KindCount];

    // The least important comes out first: the smallest, and of equal ones the last.
    private readonly PriorityQueue<RowDifference, (long Size, ulong Before)> listed = new();

    public long Differences { get; private set; }

    public void Run()
    {
        var (mine, others) = (Ordered(own), Ordered(theirs));
        var (i, k) = (0, 0);
        while (i < mine.Keys.Length || k < others.Keys.Length)
        {
            var left = i < mine.Keys.Length ? mine.Keys[i] : ulong.MaxValue;
            var right = k < others.Keys.Length ? others.Keys[k] : ulong.MaxValue;
            Add(Math.Min(left, right), left <= right ? Row(own, mine.Rows[i]) : null, right <= left ? Row(theirs, others.Rows[k]) : null);
            (i, k) = (left <= right ? i + 1 : i, right <= left ? k + 1 : k);
        }
    }

    public SpendingPair[] Kinds(int organisation) => sums[(organisation * KindCount)..((organisation + 1) * KindCount)];

    public ValueList<RowDifference> Largest() =>
        [.. listed.UnorderedItems.OrderByDescending(static item => item.Priority).Select(static item => item.Element)];

    /// <summary>Places of the rows that count, ordered by beneficiary and stratum. No key is the largest number: it has 40 bits.</summary>
    private static (ulong[] Keys, int[] Rows) Ordered(PopulationColumns columns)
    {
        var rows = Enumerable.Range(0, columns.Count).Where(i => columns.Net(i).Months > 0).ToArray();
        var keys = Array.ConvertAll(rows, i => ((ulong)columns.Beneficiary.Span[i] << 8) | columns.Stratum.Span[i]);
        Array.Sort(keys, rows);
        return (keys, rows);
    }

    private static (int Organisation, int Months, long Cents) Row(PopulationColumns columns, int row)
    {
        var (months, cents) = columns.Net(row);
        return (columns.Organisation.Span[row], months, (long)cents);
    }

    private static ReconciliationKind KindOf((int Organisation, int Months, long Cents)? mine,
        (int Organisation, int Months, long Cents)? other) => (mine, other) switch
        {
            ({ } a, { } b) => a == b ? ReconciliationKind.Equal
                : a.Organisation != b.Organisation ? ReconciliationKind.OtherOrganisation
                : a.Months != b.Months ? ReconciliationKind.OtherMonths : ReconciliationKind.OtherCents,
            (_, null) => ReconciliationKind.OnlyOwn,
            _ => ReconciliationKind.OnlyTheirs,
        };

    private static ReconciledRow? Told((int Organisation, int Months, long Cents)? row) =>
        row is var (organisation, months, cents) ? new(organisation, months, cents) : null;

    private void Add(ulong key, (int Organisation, int Months, long Cents)? mine, (int Organisation, int Months, long Cents)? other)
    {
        var kind = KindOf(mine, other);
        if (mine is { } a)
        {
            ref var sum = ref sums[(a.Organisation * KindCount) + (int)kind];
            sum = sum with { Own = sum.Own.With(new(1, a.Months, a.Cents)) };
        }

        if (other is { } b)
        {
            ref var sum = ref sums[(b.Organisation * KindCount) + (int)kind];
            sum = sum with { Theirs = sum.Theirs.With(new(1, b.Months, b.Cents)) };
        }

        if (kind != ReconciliationKind.Equal)
        {
            Differences++;
            List(key, new((uint)(key >> 8), rules.Strata[(int)(key & 255)], kind, Told(mine), Told(other)));
        }
    }

    private void List(ulong key, RowDifference difference)
    {
        listed.Enqueue(difference, (difference.Size, ulong.MaxValue - key));
        if (listed.Count > most)
        {
            _ = listed.Dequeue();
        }
    }
}
