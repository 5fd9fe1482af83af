using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ValueSettlement.Population;

/// <summary>Which beneficiaries have a row in which stratum: a bit each, in pages that are made when one is needed.</summary>
internal sealed class BeneficiaryMarks
{
    private const int PageBits = 16;

    private readonly Dictionary<(byte Stratum, uint Page), ulong[]> pages = [];

    /// <summary>The marks of rows, none of which may be marked here already, twice among themselves, or be without a bit.</summary>
    public BeneficiaryMarks Of(PopulationColumns columns, RowFailures failures)
    {
        var own = new BeneficiaryMarks();
        var (beneficiaries, strata) = (columns.Beneficiary, columns.Stratum);
        for (var i = 0; i < columns.Count; i++)
        {
            var (beneficiary, stratum) = (beneficiaries.Span[i], strata.Span[i]);
            var isNew = own.Mark(stratum, beneficiary);
            if (!isNew || IsMarked(stratum, beneficiary))
            {
                failures.Add(i, [failures.At(i, "beneficiary", "beneficiary-twice",
                    beneficiary.ToString(CultureInfo.InvariantCulture), "A beneficiary has one row in a stratum and year.",
                    "Add up the rows of a beneficiary, or leave the column out where several are meant.")]);
            }
        }

        return own;
    }

    /// <summary>Beneficiaries that are marked here and there: the first hundred, and how many there are.</summary>
    public List<Failure> Shared(BeneficiaryMarks other)
    {
        var (failures, all) = (new List<Failure>(), 0L);
        foreach (var (place, bits) in other.pages)
        {
            for (var i = 0; pages.TryGetValue(place, out var own) && i < bits.Length; i++)
            {
                for (var both = own[i] & bits[i]; both != 0; both &= both - 1)
                {
                    all++;
                    if (failures.Count < RowFailures.Most)
                    {
                        var beneficiary = (place.Page << PageBits) + (uint)((i * 64) + BitOperations.TrailingZeroCount(both));
                        failures.Add(new("beneficiary-twice", "partial", beneficiary.ToString(CultureInfo.InvariantCulture),
                            "A beneficiary has one row in a stratum and year, in all partials together.",
                            "Count each row in one partial; add up the rows of a beneficiary."));
                    }
                }
            }
        }

        if (all > failures.Count)
        {
            failures.Add(new("rows-failed", "partial", UnitText.Of(all, Unit.Count), "Each row is in one partial.",
                FormattableString.Invariant($"Look for a partial that is merged twice; at most {RowFailures.Most} are listed.")));
        }

        return failures;
    }

    public void Clear() => pages.Clear();

    public void Join(BeneficiaryMarks? other)
    {
        foreach (var (place, bits) in other?.pages ?? [])
        {
            ref var page = ref CollectionsMarshal.GetValueRefOrAddDefault(pages, place, out var exists);
            page = exists ? page : [.. bits];
            for (var i = 0; exists && i < bits.Length; i++)
            {
                page![i] |= bits[i];
            }
        }
    }

    private bool IsMarked(byte stratum, uint beneficiary) => pages.TryGetValue((stratum, beneficiary >> PageBits), out var page)
        && (page[Word(beneficiary)] & Bit(beneficiary)) != 0;

    private bool Mark(byte stratum, uint beneficiary)
    {
        ref var page = ref CollectionsMarshal.GetValueRefOrAddDefault(pages, (stratum, beneficiary >> PageBits), out _);
        page ??= new ulong[(1 << PageBits) / 64];
        ref var word = ref page[Word(beneficiary)];
        var isNew = (word & Bit(beneficiary)) == 0;
        word |= Bit(beneficiary);
        return isNew;
    }

    private static int Word(uint beneficiary) => (int)(beneficiary & ((1u << PageBits) - 1)) / 64;

    private static ulong Bit(uint beneficiary) => 1UL << (int)(beneficiary & 63);
}
