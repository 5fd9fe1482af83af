namespace ValueSettlement.Population;

/// <summary>The cents of rows of a stratum and so many months that are surely between its thresholds.</summary>
/// <param name="From">The first.</param>
/// <param name="Width">How many after the first.</param>
internal readonly record struct CentsBetween(long From, ulong Width)
{
    /// <summary>None: no row has so much.</summary>
    public static CentsBetween None => new(long.MaxValue, 0);

    /// <summary>Those whose key lies strictly between two keys.</summary>
    public static CentsBetween Of(long below, long above, long multiplier)
    {
        var from = (Int128)below + 1;
        var to = (Int128)above - 1;
        var (first, last) = (-SpendingKey.Floor(-from, multiplier), SpendingKey.Floor(to, multiplier));
        return first <= last ? new((long)first, (ulong)(last - first)) : None;
    }
}

/// <summary>What one worker has seen of one group: an organisation in a stratum.</summary>
internal struct GroupSum
{
    /// <summary>Cents of rows between the thresholds.</summary>
    public long Cents;

    /// <summary>Rows between the thresholds in the upper half, their months in the lower.</summary>
    public long RowsAndMonths;

    /// <summary>Risk in ten-thousandths × months, of every row.</summary>
    public long RiskMonths;

    /// <summary>Rows above the upper threshold in the upper half, their months in the lower.</summary>
    public long Above;
}

/// <summary>What one worker has seen. Emptied into a partial before anything in it could wrap.</summary>
internal sealed class RowSums(int groups, int strata)
{
    /// <summary>One row, in a sum of rows and months.</summary>
    public const long OneRow = 1L << 32;

    /// <summary>So many rows have at most 2³² months and a sum of risk below 2⁶³.</summary>
    public const long MostRows = 1L << 27;

    private readonly StratumWindow[] windows = new StratumWindow[strata];
    private long rows;

    // No sum of cents is larger than this.
    private Int128 centsBound;

    public int Strata { get; } = strata;

    public GroupSum[] Sums { get; } = new GroupSum[groups];

    /// <summary>Rows below the lower threshold and their months, by group; rare.</summary>
    public long[] Below { get; } = new long[groups];

    /// <summary>Rows that wait and their months, by group; rare.</summary>
    public long[] Wait { get; } = new long[groups];

    /// <summary>Places in a block of rows that are not between; nothing between two calls.</summary>
    public ushort[] Outside { get; } = new ushort[RowKernel.BlockRows];

    /// <summary>By stratum × 16 + months.</summary>
    public CentsBetween[] Between { get; } = new CentsBetween[strata << 4];

    public WaitingRows Waiting { get; } = new();

    /// <summary>Rows that kept no month.</summary>
    public long LeftOut { get; set; }

    /// <summary>Sums that were moved here before they could wrap; most passes need none.</summary>
    public GroupTotals[]? Moved { get; private set; }

    public void Begin(ReadOnlySpan<StratumWindow> bounds)
    {
        bounds.CopyTo(windows);
        for (var s = 0; s < bounds.Length; s++)
        {
            for (var months = 1; months <= 12; months++)
            {
                Between[(s << 4) | months] = CentsBetween.Of(bounds[s].LowTo, bounds[s].HighFrom, SpendingKey.Multipliers[months]);
            }
        }
    }

    public void Clear()
    {
        Array.Clear(Sums);
        Array.Clear(Below);
        Array.Clear(Wait);
        Waiting.Clear();
        (LeftOut, Moved) = (0, null);
        (centsBound, rows) = (0, 0);
    }

    /// <summary>Before rows are added: moves the sums away if so many rows of at most so many cents could make one of them wrap.</summary>
    public void MakeRoom(int count, long most)
    {
        centsBound += (Int128)most * count;
        rows += count;
        if (centsBound > long.MaxValue || rows > MostRows)
        {
            Moved ??= new GroupTotals[Sums.Length];
            MoveInto(Moved);
            (centsBound, rows) = ((Int128)most * count, count);
        }
    }

    /// <summary>Adds the sums to totals, and empties them.</summary>
    public void MoveInto(Span<GroupTotals> totals)
    {
        for (var g = 0; g < Sums.Length; g++)
        {
            ref readonly var sum = ref Sums[g];
            if ((sum.RowsAndMonths | sum.Above | Below[g] | Wait[g]) != 0)
            {
                totals[g] = totals[g].With(Totals(sum, Below[g], Wait[g]));
            }
        }

        Array.Clear(Sums);
        Array.Clear(Below);
        Array.Clear(Wait);
    }

    private static GroupTotals Totals(in GroupSum sum, long below, long wait) => new()
    {
        Rows = Upper(sum.RowsAndMonths) + Upper(sum.Above) + Upper(below) + Upper(wait),
        Months = Lower(sum.RowsAndMonths) + Lower(sum.Above) + Lower(below) + Lower(wait),
        CentsWithin = sum.Cents,
        RowsAbove = Upper(sum.Above),
        MonthsAbove = Lower(sum.Above),
        RowsBelow = Upper(below),
        MonthsBelow = Lower(below),
        RiskMonths = sum.RiskMonths,
    };

    private static long Upper(long both) => both >> 32;

    private static long Lower(long both) => both & uint.MaxValue;

    public void AddOutside(int group, int stratum, int months, long cents)
    {
        ref readonly var window = ref windows[stratum];
        var key = cents * SpendingKey.Multipliers[months];
        if (key > window.HighTo)
        {
            Sums[group].Above += OneRow + months;
        }
        else if (key < window.LowFrom)
        {
            Below[group] += OneRow + months;
        }
        else
        {
            Wait[group] += OneRow + months;
            Waiting.Add(new Waiting(cents, (group << 4) | months, 1));
        }
    }
}
