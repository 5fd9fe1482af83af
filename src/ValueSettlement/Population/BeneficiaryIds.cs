using System.Text;

namespace ValueSettlement.Population;

/// <summary>
/// Numbers for beneficiaries whose ids are texts: the place of each id among all of them in ordinal order, from 0. The same ids have the
/// same numbers in any order and however often they come; one id more moves those behind it, so that the ids of all files of a year are
/// numbered together.
/// </summary>
public sealed class BeneficiaryIds
{
    private BeneficiaryIds(string[] sorted) => Ids = new(sorted);

    /// <summary>The ids in the order of their numbers, each once.</summary>
    public ValueList<string> Ids { get; }

    /// <summary>How many.</summary>
    public int Count => Ids.Count;

    /// <summary>Numbers ids; one that comes again is the same beneficiary.</summary>
    /// <param name="ids">The ids.</param>
    /// <exception cref="SettlementException">An id is empty, has white space at an end, so that it would differ from the same id without,
    /// or is not Unicode, so that it would be another's in a file: the first 100, and how many there are.</exception>
    public static BeneficiaryIds Of(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var (all, failures, i) = (new HashSet<string>(StringComparer.Ordinal), new RowFailures { One = "id", Many = "ids" }, 0L);
        foreach (var id in ids)
        {
            if (Wrong(id, FormattableString.Invariant($"ids[{i}]")) is { } failure)
            {
                failures.Add(i, [failure]);
            }
            else
            {
                _ = all.Add(id);
            }

            i++;
        }

        string[] sorted = failures.Any ? throw failures.Exception(i) : [.. all];
        Array.Sort(sorted, string.CompareOrdinal);
        return new(sorted);
    }

    /// <summary>The number of an id; <see langword="null"/> if it is none of these.</summary>
    /// <param name="id">The id, as it was numbered.</param>
    public uint? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var place = Ids.AsSpan().BinarySearch(id, StringComparer.Ordinal);
        return place < 0 ? null : (uint)place;
    }

    /// <summary>How many ids.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} ids");

    private static Failure? Wrong(string? id, string path) =>
        string.IsNullOrWhiteSpace(id) ? new("id-empty", path, string.Empty, "A beneficiary has an id.", "Leave out rows without one.")
        : char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[^1]) ? new("id-blanks", path, id,
            "An id has no white space at its ends: with it and without would be two beneficiaries.", "Trim the ids.")
        : id.EnumerateRunes().Contains(Rune.ReplacementChar) ? new("id-text", path, id,
            "An id is text in Unicode; what is none becomes the same sign for every id.", "Look for a wrong encoding.")
        : null;
}
