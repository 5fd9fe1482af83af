using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ValueSettlement.Population;

/// <summary>A few rows, column by column.</summary>
internal readonly ref struct RowBlock
{
    public required ReadOnlySpan<ushort> Organisation { get; init; }

    public required ReadOnlySpan<byte> Stratum { get; init; }

    public required ReadOnlySpan<byte> Months { get; init; }

    public required ReadOnlySpan<long> Cents { get; init; }

    /// <summary>Zeros where nobody asks for risk.</summary>
    public required ReadOnlySpan<int> Risk { get; init; }
}

/// <summary>
/// The one loop over rows. A row whose cents are between the thresholds of its stratum and months goes into its group; of one outside, only
/// its months; one that is undecided waits. Everything is integer addition, so that rows may come in any order and on
/// any thread.
/// </summary>
internal static class RowKernel
{
    /// <summary>Rows that are looked at together: few enough to stay in the nearest cache between the check and the loop.</summary>
    public const int BlockRows = 2_048;

    private static readonly int[] Zeros = new int[BlockRows];

    /// <summary>Scores of zero for a block without scores.</summary>
    public static ReadOnlySpan<int> NoRisk(int count) => Zeros.AsSpan(0, count);

    /// <summary>The bits of the largest magnitude among cents, or −1 if one of the columns holds a value out of its range.</summary>
    public static long Bound(in RowBlock rows, int organisations, int strata)
    {
        var bits = Magnitude(rows.Cents);
        return bits <= SpendingKey.LargestCents && Largest(rows.Organisation) < organisations && Largest(rows.Stratum) < strata
            && LargestLessOne(rows.Months) < 12 && Signs(rows.Risk) >= 0 ? bits : -1;
    }

    /// <summary>Adds rows that <see cref="Bound"/> has passed.</summary>
    [SkipLocalsInit]
    public static void Add(in RowBlock rows, RowSums into)
    {
        // The check has passed every value that is used as an index, so that the loop need not ask again.
        ref var organisations = ref MemoryMarshal.GetReference(rows.Organisation);
        ref var strata = ref MemoryMarshal.GetReference(rows.Stratum);
        ref var month = ref MemoryMarshal.GetReference(rows.Months);
        ref var cent = ref MemoryMarshal.GetReference(rows.Cents);
        ref var score = ref MemoryMarshal.GetReference(rows.Risk);
        ref var between = ref MemoryMarshal.GetArrayDataReference(into.Between);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(into.Sums);
        // A call inside the loop would have every one of these spilled and fetched again for each row, so the rare rows are noted.
        ref var outside = ref MemoryMarshal.GetArrayDataReference(into.Outside);
        nint noted = 0;
        var (width, count) = ((nint)into.Strata, (nint)rows.Cents.Length);
        for (nint i = 0; i < count; i++)
        {
            nint s = Unsafe.Add(ref strata, i);
            nint m = Unsafe.Add(ref month, i);
            var c = Unsafe.Add(ref cent, i);
            ref var sum = ref Unsafe.Add(ref sums, (Unsafe.Add(ref organisations, i) * width) + s);
            sum.RiskMonths += Unsafe.Add(ref score, i) * m;
            ref readonly var bounds = ref Unsafe.Add(ref between, (s << 4) | m);
            if ((ulong)(c - bounds.From) <= bounds.Width)
            {
                sum.Cents += c;
                sum.RowsAndMonths += RowSums.OneRow + m;
            }
            else
            {
                Unsafe.Add(ref outside, noted++) = (ushort)i;
            }
        }

        foreach (var i in into.Outside.AsSpan(0, (int)noted))
        {
            var (s, m) = (rows.Stratum[i], rows.Months[i]);
            into.AddOutside((rows.Organisation[i] * into.Strata) + s, s, m, rows.Cents[i]);
        }
    }

    private static long Magnitude(ReadOnlySpan<long> values)
    {
        var (all, i) = (Vector<long>.Zero, 0);
        for (; i <= values.Length - Vector<long>.Count; i += Vector<long>.Count)
        {
            var v = new Vector<long>(values[i..]);
            all |= v ^ Vector.LessThan(v, Vector<long>.Zero);
        }

        var bits = 0L;
        for (var lane = 0; lane < Vector<long>.Count; lane++)
        {
            bits |= all[lane];
        }

        for (; i < values.Length; i++)
        {
            bits |= values[i] ^ (values[i] >> 63);
        }

        return bits;
    }

    private static int Signs(ReadOnlySpan<int> values)
    {
        var (all, i) = (Vector<int>.Zero, 0);
        for (; i <= values.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            all |= new Vector<int>(values[i..]);
        }

        var bits = 0;
        for (var lane = 0; lane < Vector<int>.Count; lane++)
        {
            bits |= all[lane];
        }

        for (; i < values.Length; i++)
        {
            bits |= values[i];
        }

        return bits;
    }

    private static int Largest<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (all, i) = (Vector<T>.Zero, 0);
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            all = Vector.Max(all, new Vector<T>(values[i..]));
        }

        var most = T.Zero;
        for (var lane = 0; lane < Vector<T>.Count; lane++)
        {
            most = T.Max(most, all[lane]);
        }

        for (; i < values.Length; i++)
        {
            most = T.Max(most, values[i]);
        }

        return int.CreateTruncating(most);
    }

    // Zero months become 255.
    private static int LargestLessOne(ReadOnlySpan<byte> values)
    {
        var (all, i) = (Vector<byte>.Zero, 0);
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            all = Vector.Max(all, new Vector<byte>(values[i..]) - Vector<byte>.One);
        }

        byte most = 0;
        for (var lane = 0; lane < Vector<byte>.Count; lane++)
        {
            most = Math.Max(most, all[lane]);
        }

        for (; i < values.Length; i++)
        {
            most = Math.Max(most, (byte)(values[i] - 1));
        }

        return most;
    }
}
