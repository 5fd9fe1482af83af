using System.Buffers;
using System.Numerics;

namespace ValueSettlement.Population;

/// <summary>From months to rows of the year: check, bring the months of each beneficiary together, add up.</summary>
internal sealed class MonthPass
{
    // So many rows are checked, brought together or added up at once by one worker.
    private const int RowsAtOnce = 8 * RowKernel.BlockRows;
    private const int MostPartitionBits = 10;

    private static readonly byte[] Ones = [.. Enumerable.Repeat((byte)1, RowKernel.BlockRows)];

    private readonly BeneficiaryMonths months;
    private readonly PopulationRules rules;
    private readonly int threads;
    private readonly RowFailures failures = new() { One = "beneficiary", Many = "beneficiaries" };

    public MonthPass(BeneficiaryMonths months, PopulationRules rules, int threads) =>
        (this.months, this.rules, this.threads) = (months, rules, threads);

    private int Chunks => (int)(((long)months.Count + RowsAtOnce - 1) / RowsAtOnce);

    public PopulationColumns Rows()
    {
        var seen = new Seen[Chunks];
        Pieces.Each(threads, seen.Length, chunk => seen[chunk] = Look(chunk));
        if (seen.Any(static s => !s.IsRight))
        {
            Refuse();
        }

        var parts = seen.All(static s => s.IsSorted) ? Sorted() : Partitioned(seen.Min(static s => s.Least), seen.Max(static s => s.Most));
        return failures.Any ? throw failures.Exception(parts.Sum(static p => p.Beneficiaries)) : Joined(parts);
    }

    private static (int From, int To) Range(int chunk, int count) =>
        (chunk * RowsAtOnce, (int)Math.Min(count, (chunk + 1L) * RowsAtOnce));

    private Seen Look(int chunk)
    {
        var (from, to) = Range(chunk, months.Count);
        var (isRight, isSorted, least, most) = (true, true, uint.MaxValue, 0u);
        for (var block = from; block < to && isRight; block += RowKernel.BlockRows)
        {
            isRight = RowKernel.Bound(Block(block, Math.Min(RowKernel.BlockRows, to - block)), rules.Organisations,
                rules.Strata.Count) >= 0;
        }

        var beneficiaries = months.Beneficiary.Span;
        var before = beneficiaries[Math.Max(0, from - 1)];
        foreach (var beneficiary in beneficiaries[from..to])
        {
            isSorted &= beneficiary >= before;
            (least, most, before) = (Math.Min(least, beneficiary), Math.Max(most, beneficiary), beneficiary);
        }

        return new(isRight, isSorted, least, most);
    }

    private RowBlock Block(int from, int count) => new()
    {
        Organisation = months.Organisation.Span.Slice(from, count),
        Stratum = months.Stratum.Span.Slice(from, count),
        Months = Ones.AsSpan(0, count),
        Cents = months.Cents.Span.Slice(from, count),
        Risk = months.Risk.IsEmpty ? [] : months.Risk.Span.Slice(from, count),
    };

    private void Refuse()
    {
        var ones = new byte[months.Count];
        Array.Fill(ones, (byte)1);
        var rows = new RowFailures();
        _ = rows.Find(new()
        {
            Organisation = months.Organisation,
            Stratum = months.Stratum,
            Months = ones,
            Cents = months.Cents,
            Risk = months.Risk,
        }, rules, 0, months.Count);
        throw rows.Exception(months.Count);
    }

    /// <summary>Months in the order of beneficiaries: pieces that begin with a beneficiary's first month.</summary>
    private YearRows[] Sorted()
    {
        var parts = new YearRows[Chunks];
        Pieces.Each(threads, parts.Length, chunk =>
        {
            var (from, to) = Range(chunk, months.Count);
            (from, to) = (FirstOfBeneficiary(from), FirstOfBeneficiary(to));
            parts[chunk] = new(rules.Strata.Count, !months.Risk.IsEmpty);
            var rented = ArrayPool<Month>.Shared.Rent(to - from);
            var own = rented.AsSpan(0, to - from);
            Copy(from, own);
            parts[chunk].Add(own, failures);
            ArrayPool<Month>.Shared.Return(rented);
        });
        return parts;
    }

    /// <summary>The first row from here on with which a beneficiary begins; by halves, for one beneficiary may have all rows.</summary>
    private int FirstOfBeneficiary(int row)
    {
        var beneficiaries = months.Beneficiary.Span;
        if (row == 0 || row == beneficiaries.Length)
        {
            return row;
        }

        var (before, end) = (beneficiaries[row - 1], beneficiaries.Length);
        while (row < end)
        {
            var middle = row + ((end - row) / 2);
            (row, end) = beneficiaries[middle] > before ? (row, middle) : (middle + 1, end);
        }

        return row;
    }

    private void Copy(int from, Span<Month> into)
    {
        var beneficiaries = months.Beneficiary.Span[from..];
        var organisations = months.Organisation.Span[from..];
        var strata = months.Stratum.Span[from..];
        var cents = months.Cents.Span[from..];
        var risk = months.Risk.IsEmpty ? [] : months.Risk.Span[from..];
        var width = rules.Strata.Count;
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = new(((ulong)beneficiaries[i] << 32) | (uint)((organisations[i] * width) + strata[i]), cents[i],
                risk.IsEmpty ? 0 : risk[i]);
        }
    }

    /// <summary>Months in any order: partitions by the leading bits of the beneficiary's number, each put in order by itself.</summary>
    private YearRows[] Partitioned(uint least, uint most)
    {
        var bits = 32 - BitOperations.LeadingZeroCount(most - least);
        var shift = Math.Max(0, bits - MostPartitionBits);
        // A partition begins at a number without lower bits, so that its months agree in all higher ones.
        least = least >> shift << shift;
        var partitions = (int)((most - least) >> shift) + 1;
        var places = Places(least, shift, partitions);
        var all = GC.AllocateUninitializedArray<Month>(months.Count);
        Pieces.Each(threads, Chunks, chunk => Scatter(chunk, least, shift, places[chunk], all));

        // Every place has moved on to the end of its chunk's share; the last chunk's is the end of the partition.
        var ends = places[^1];
        var parts = new YearRows[partitions];
        Pieces.Each(threads, partitions, p =>
        {
            var from = p == 0 ? 0 : ends[p - 1];
            parts[p] = new(rules.Strata.Count, !months.Risk.IsEmpty);
            parts[p].Add(MonthOrder.ByBeneficiary(all.AsSpan(from, ends[p] - from), shift), failures);
        });
        return parts;
    }

    /// <summary>For each chunk the place of its first month in each partition.</summary>
    private int[][] Places(uint least, int shift, int partitions)
    {
        var places = new int[Chunks][];
        Pieces.Each(threads, places.Length, chunk =>
        {
            var (from, to) = Range(chunk, months.Count);
            var counts = new int[partitions];
            foreach (var beneficiary in months.Beneficiary.Span[from..to])
            {
                counts[(beneficiary - least) >> shift]++;
            }

            places[chunk] = counts;
        });
        var place = 0;
        for (var p = 0; p < partitions; p++)
        {
            foreach (var counts in places)
            {
                (counts[p], place) = (place, place + counts[p]);
            }
        }

        return places;
    }

    private void Scatter(int chunk, uint least, int shift, int[] places, Month[] into)
    {
        var (from, to) = Range(chunk, months.Count);
        Span<Month> own = new Month[RowKernel.BlockRows];
        for (; from < to; from += RowKernel.BlockRows)
        {
            var block = own[..Math.Min(RowKernel.BlockRows, to - from)];
            Copy(from, block);
            foreach (ref readonly var month in block)
            {
                into[places[(month.Beneficiary - least) >> shift]++] = month;
            }
        }
    }

    private PopulationColumns Joined(YearRows[] parts)
    {
        var starts = new int[parts.Length + 1];
        for (var i = 0; i < parts.Length; i++)
        {
            starts[i + 1] = starts[i] + parts[i].Count;
        }

        var count = starts[^1];
        var (beneficiaries, organisations, strata) = (new uint[count], new ushort[count], new byte[count]);
        var (number, cents, risk) = (new byte[count], new long[count], months.Risk.IsEmpty ? [] : new int[count]);
        Pieces.Each(threads, parts.Length, i => parts[i].CopyTo(beneficiaries.AsSpan(starts[i]), organisations.AsSpan(starts[i]),
            strata.AsSpan(starts[i]), number.AsSpan(starts[i]), cents.AsSpan(starts[i]), risk.Length == 0 ? [] : risk.AsSpan(starts[i])));
        return new()
        {
            Beneficiary = beneficiaries,
            Organisation = organisations,
            Stratum = strata,
            Months = number,
            Cents = cents,
            Risk = risk,
        };
    }

    private readonly record struct Seen(bool IsRight, bool IsSorted, uint Least, uint Most);
}

/// <summary>A month of a beneficiary.</summary>
/// <param name="Key">The beneficiary in the upper half, the group (organisation × strata + stratum) in the lower.</param>
/// <param name="Cents">Its expenditure.</param>
/// <param name="Risk">Its risk score in ten-thousandths.</param>
internal readonly record struct Month(ulong Key, long Cents, int Risk)
{
    public uint Beneficiary => (uint)(Key >> 32);
}

/// <summary>Puts months in the order of beneficiaries, by the digits of their numbers: in a time that grows with the months only.</summary>
internal static class MonthOrder
{
    private const int DigitBits = 11;

    /// <summary>The months in order, where the given ones were or elsewhere. They agree in all but the lowest bits of the
    /// beneficiary.</summary>
    public static Span<Month> ByBeneficiary(Span<Month> months, int bits)
    {
        if (bits == 0 || months.Length < 2)
        {
            return months;
        }

        Span<Month> other = GC.AllocateUninitializedArray<Month>(months.Length);
        var digits = (bits + DigitBits - 1) / DigitBits;
        var width = (bits + digits - 1) / digits;
        for (var digit = 0; digit < digits; digit++)
        {
            Pass(months, other, 32 + (digit * width), (1u << width) - 1);
            var swapped = months;
            months = other;
            other = swapped;
        }

        return months;
    }

    private static void Pass(ReadOnlySpan<Month> from, Span<Month> into, int shift, uint mask)
    {
        Span<int> places = stackalloc int[1 << DigitBits];
        foreach (ref readonly var month in from)
        {
            places[(int)((uint)(month.Key >> shift) & mask)]++;
        }

        var place = 0;
        for (var value = 0; value <= mask; value++)
        {
            (places[value], place) = (place, place + places[value]);
        }

        foreach (ref readonly var month in from)
        {
            into[places[(int)((uint)(month.Key >> shift) & mask)]++] = month;
        }
    }
}
