using System.Numerics;
using System.Runtime.InteropServices;
using ValueSettlement.Benchmarks;

namespace ValueSettlement.Peers;

/// <summary>The limit: every byte of every column is read once and added to something, on threads that take the next piece when they are
/// done with one.</summary>
internal sealed class Bandwidth(PopulationData data, int threads)
{
    private const int Piece = 1 << 15;

    private readonly object?[] sums = new object?[threads];
    private int taken;

    /// <summary>Bytes that are read in a run.</summary>
    public long Bytes => data.Rows * 16L;

    public Timed Run() => Timed.Of(
        () =>
        {
            taken = -1;
            Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, thread => sums[thread] = Share());
            return 0;
        },
        static _ => null);

    private Vector<long> Share()
    {
        var sum = Vector<long>.Zero;
        for (var piece = Interlocked.Increment(ref taken); (long)piece * Piece < data.Rows; piece = Interlocked.Increment(ref taken))
        {
            var (from, count) = (piece * Piece, Math.Min(Piece, data.Rows - (piece * Piece)));
            sum += Sum<ushort>(data.Organisation.AsSpan(from, count)) + Sum<byte>(data.Stratum.AsSpan(from, count))
                + Sum<byte>(data.Months.AsSpan(from, count)) + Sum<long>(data.Cents.AsSpan(from, count))
                + Sum<int>(data.Risk.AsSpan(from, count));
        }

        return sum;
    }

    // Four sums, so that additions do not wait for each other.
    private static Vector<long> Sum<T>(ReadOnlySpan<T> column)
        where T : unmanaged
    {
        var vectors = MemoryMarshal.Cast<T, Vector<long>>(column);
        var (a, b, c, d) = (Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero);
        var i = 0;
        for (; i + 4 <= vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        for (; i < vectors.Length; i++)
        {
            a += vectors[i];
        }

        return a + b + (c + d);
    }
}
