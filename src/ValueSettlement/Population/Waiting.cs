namespace ValueSettlement.Population;

/// <summary>Rows that wait for their stratum's thresholds: those of one group with equal cents and months.</summary>
/// <param name="Cents">What was spent; with the months it says the key.</param>
/// <param name="Place">Group × 16 + months.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct Waiting(long Cents, int Place, int Count) : IComparable<Waiting>
{
    public int Group => Place >> 4;

    public int Months => Place & 15;

    public long Key => Cents * SpendingKey.Multipliers[Months];

    /// <summary>Whether rows can wait so; for what comes from outside.</summary>
    public bool IsPossible(StratumWindow window) => Months is >= 1 and <= 12
        && Cents is >= -SpendingKey.LargestCents and <= SpendingKey.LargestCents
        && ((Key >= window.LowFrom && Key <= window.LowTo) || (Key >= window.HighFrom && Key <= window.HighTo));

    public int CompareTo(Waiting other) => Key != other.Key ? Key.CompareTo(other.Key) : Place.CompareTo(other.Place);
}

/// <summary>Rows that wait, in no order until they are combined.</summary>
internal sealed class WaitingRows
{
    // Below this, equal rows are not worth looking for.
    private const int CombineFrom = 1 << 20;

    private Waiting[] rows = [];

    public int Count { get; private set; }

    public Span<Waiting> Span => rows.AsSpan(0, Count);

    public void Add(Waiting row)
    {
        if (Count == rows.Length)
        {
            Grow(1);
        }

        rows[Count++] = row;
    }

    public void Add(ReadOnlySpan<Waiting> more)
    {
        if (more.Length > rows.Length - Count)
        {
            Grow(more.Length);
        }

        more.CopyTo(rows.AsSpan(Count));
        Count += more.Length;
    }

    public void Clear() => Count = 0;

    /// <summary>Sorts, and makes one of equal rows.</summary>
    public void Combine()
    {
        if (Count == 0)
        {
            return;
        }

        var all = Span;
        all.Sort();
        var kept = 0;
        foreach (ref readonly var row in all[1..])
        {
            if (row.Cents == all[kept].Cents && row.Place == all[kept].Place && row.Count <= int.MaxValue - all[kept].Count)
            {
                all[kept] = row with { Count = row.Count + all[kept].Count };
            }
            else
            {
                all[++kept] = row;
            }
        }

        Count = kept + 1;
    }

    private void Grow(int by)
    {
        if (Count >= CombineFrom)
        {
            Combine();
        }

        if (by > rows.Length - Count || Count > rows.Length / 2)
        {
            Array.Resize(ref rows, (int)Math.Min(Array.MaxLength, Math.Max(1L << 14, 2L * (Count + by))));
        }
    }
}
