using System.Globalization;

namespace ValueSettlement.Statistics;

/// <summary>
/// Random numbers by counter: number i is a function of start value, stream and i alone, so it is the same on any machine, in any order
/// and on any thread, and there is no state to share. Philox4x32-10: key = start value; counter = (low and high word of i, attempt,
/// stream). For sampling and simulation, not for secrets. Source: Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as
/// 1, 2, 3", SC'11 (2011); known answers from Random123.
/// </summary>
/// <param name="Start">The start value; it belongs in the record of every sample.</param>
/// <param name="Stream">Which of 2³² independent streams of the same start value, for example one for each path of a simulation.</param>
public sealed record SeededGenerator(ulong Start, uint Stream = 0)
{
    /// <summary>64 random bits.</summary>
    /// <param name="index">Which number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public ulong Bits(long index) => Bits(index, 0);

    /// <summary>A number from 0 to below 1, a multiple of 2⁻⁵³.</summary>
    /// <param name="index">Which number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public double Uniform(long index) => (Bits(index) >> 11) * (1d / (1UL << 53));

    /// <summary>A whole number from 0 to below a bound, each with the same chance: by multiplication, and anew where the last block would
    /// be cut (Lemire, ACM Trans. Model. Comput. Simul. 29 (2019) 3).</summary>
    /// <param name="bound">From 1.</param>
    /// <param name="index">Which number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive, or the index is negative.</exception>
    public long Below(long bound, long index)
    {
        if (bound < 1)
        {
            throw Demand.Refused(nameof(bound), bound, "A bound is at least 1", "Draw from something");
        }

        var size = (ulong)bound;
        var cut = (0UL - size) % size;
        for (var attempt = 0u; ; attempt++)
        {
            var high = Math.BigMul(Bits(index, attempt), size, out var low);
            if (low >= cut)
            {
                return (long)high;
            }
        }
    }

    /// <summary>Different numbers from 0 to below a size, in the order in which they are drawn: the first steps of a shuffle of
    /// all.</summary>
    /// <param name="count">How many, 0 to the size, at most 100,000,000.</param>
    /// <param name="size">The size, 1 to 1,000,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public ValueList<long> Draw(int count, long size)
    {
        Demand.Trials(size);
        if (count < 0 || count > size || count > 100_000_000)
        {
            throw Demand.Refused(nameof(count), count, "What is drawn without replacement is 0 to the size, at most 100,000,000",
                "Draw fewer");
        }

        // Only the places that a step has moved are kept.
        var moved = new Dictionary<long, long>();
        var drawn = new long[count];
        for (var i = 0; i < count; i++)
        {
            var at = i + Below(size - i, i);
            drawn[i] = moved.GetValueOrDefault(at, at);
            moved[at] = moved.GetValueOrDefault(i, i);
        }

        return new(drawn);
    }

    /// <summary>The items in random order (Fisher and Yates).</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <param name="items">The items, at most 100,000,000.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public ValueList<T> Shuffle<T>(ValueList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
        {
            return items;
        }

        var order = Draw(items.Count, items.Count);
        var shuffled = new T[items.Count];
        for (var i = 0; i < shuffled.Length; i++)
        {
            shuffled[i] = items[(int)order[i]];
        }

        return new(shuffled);
    }

    /// <summary>The generator, its start value and its stream, as an audit names them.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Philox4x32-10, start value {Start}, stream {Stream}");

    /// <summary>Ten rounds over a counter of four words with a key of two.</summary>
    internal static (uint A, uint B, uint C, uint D) Philox(uint a, uint b, uint c, uint d, uint key0, uint key1)
    {
        for (var round = 0; round < 10; round++)
        {
            var (first, second) = ((ulong)a * 0xD2511F53u, (ulong)c * 0xCD9E8D57u);
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ key0, (uint)second, (uint)(first >> 32) ^ d ^ key1, (uint)first);
            (key0, key1) = (unchecked(key0 + 0x9E3779B9u), unchecked(key1 + 0xBB67AE85u));
        }

        return (a, b, c, d);
    }

    private ulong Bits(long index, uint attempt)
    {
        if (index < 0)
        {
            throw Demand.Refused(nameof(index), index, "An index is at least 0", "Count the numbers from 0");
        }

        var (a, b, _, _) = Philox((uint)index, (uint)(index >> 32), attempt, Stream, (uint)Start, (uint)(Start >> 32));
        return a | ((ulong)b << 32);
    }
}
