using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ValueSettlement.Population;

/// <summary>
/// Who belongs where at a cut-off: an unchangeable snapshot with its provenance. Either somebody stated it (<see cref="Stated"/>), or
/// <see cref="PreparedAttribution.Attribute"/> computed it, with a reason for each member.
/// </summary>
public sealed class AttributionList
{
    internal AttributionList(string by, Authority rule, LocalDate cutOff, DateInterval? window, AttributionEntry[] sorted)
    {
        (By, Rule, CutOff, Window, Entries) = (by, rule, cutOff, window, new(sorted));
        Attributed = sorted.Count(static e => e.Organisation is not null);
        Digest = new(this, static list => ((AttributionList)list).Hash());
    }

    /// <summary>Who stated or computed the list, in words.</summary>
    public string By { get; }

    /// <summary>The rule that it follows; unconfirmed if a part of it is.</summary>
    public Authority Rule { get; }

    /// <summary>The last day of what was known when it was made.</summary>
    public LocalDate CutOff { get; }

    /// <summary>The days of the services that counted; <see langword="null"/> if nobody stated them.</summary>
    public DateInterval? Window { get; }

    /// <summary>The members in the order of their numbers, each once. A computed list also holds those who belong nowhere.</summary>
    public ValueList<AttributionEntry> Entries { get; }

    /// <summary>How many members belong to an organisation.</summary>
    public int Attributed { get; }

    /// <summary>
    /// SHA-256 of who belongs where at the cut-off. Neither reasons nor wording nor members who belong nowhere enter, so that a stated and
    /// a computed list that agree have the same.
    /// </summary>
    public Digest Digest { get; }

    /// <summary>A list that somebody stated, in any order.</summary>
    /// <param name="by">Who, for example "payer's file of March".</param>
    /// <param name="rule">The rule that the list follows.</param>
    /// <param name="cutOff">The last day of what was known when it was made.</param>
    /// <param name="beneficiaries">The members, each once.</param>
    /// <param name="organisations">The organisation of each.</param>
    /// <param name="window">The days of the services that counted, if known.</param>
    /// <param name="words">The reason of all, in words.</param>
    /// <exception cref="SettlementException">A column does not fit, a member stands twice, or a date or text is wrong.</exception>
    public static AttributionList Stated(string by, Authority rule, LocalDate cutOff, ReadOnlySpan<uint> beneficiaries,
        ReadOnlySpan<ushort> organisations, DateInterval? window = null, string? words = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(rule);
        Check(by, cutOff, window, words, beneficiaries.Length, organisations.Length);
        var entries = new AttributionEntry[beneficiaries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new()
            {
                Beneficiary = beneficiaries[i],
                Organisation = organisations[i],
                Reason = AttributionReason.Stated,
                Words = words,
            };
        }

        Array.Sort(entries, static (one, other) => one.Beneficiary.CompareTo(other.Beneficiary));
        Once(entries);
        return new(by, rule, cutOff, window, entries);
    }

    /// <summary>Who joined, left and moved between two snapshots.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    public static AttributionChanges Compare(AttributionList before, AttributionList after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<AttributionChange> joined = [], left = [], moved = [];
        var stayed = 0;
        foreach (var (old, now) in Pairs(before.Entries, after.Entries))
        {
            switch (old?.Organisation, now?.Organisation)
            {
                case (null, null):
                    break;
                case (null, _):
                    joined.Add(new(now!.Value.Beneficiary, old, now));
                    break;
                case (_, null):
                    left.Add(new(old!.Value.Beneficiary, old, now));
                    break;
                case var (from, to) when from != to:
                    moved.Add(new(now!.Value.Beneficiary, old, now));
                    break;
                default:
                    stayed++;
                    break;
            }
        }

        return new()
        {
            Before = before.Digest,
            After = after.Digest,
            Joined = [.. joined],
            Left = [.. left],
            Moved = [.. moved],
            Stayed = stayed,
        };
    }

    /// <summary>The entry of a member; <see langword="null"/> if the list does not hold it.</summary>
    /// <param name="beneficiary">The member's number.</param>
    public AttributionEntry? Find(uint beneficiary)
    {
        var (low, high) = (0, Entries.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var entry = Entries[middle];
            if (entry.Beneficiary == beneficiary)
            {
                return entry;
            }

            (low, high) = entry.Beneficiary < beneficiary ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>
    /// The rows of members who belong to an organisation, with that organisation in their column, for
    /// <see cref="PreparedPopulation.Total(PopulationColumns, int)"/>. Rows of everybody else are left out; the difference of the two
    /// counts says how many. What the column held before is not read; it may be empty.
    /// </summary>
    /// <param name="rows">Rows with their beneficiaries.</param>
    /// <exception cref="SettlementException">A column does not fit, or the beneficiaries are left out.</exception>
    public PopulationColumns Assign(PopulationColumns rows)
    {
        PopulationColumns.CheckLengths(rows.Count, ("beneficiary", rows.Beneficiary.Length, true));
        (rows with { Organisation = new ushort[rows.Count] }).Check();
        var (places, organisations) = (new List<int>(rows.Count), new List<ushort>(rows.Count));
        var members = rows.Beneficiary.Span;
        for (var i = 0; i < members.Length; i++)
        {
            if (Find(members[i])?.Organisation is { } organisation)
            {
                places.Add(i);
                organisations.Add(organisation);
            }
        }

        return new()
        {
            Organisation = organisations.ToArray(),
            Stratum = Picked(rows.Stratum, places),
            Months = Picked(rows.Months, places),
            Cents = Picked(rows.Cents, places),
            Risk = Picked(rows.Risk, places),
            ExcludedMonths = Picked(rows.ExcludedMonths, places),
            ExcludedCents = Picked(rows.ExcludedCents, places),
            Beneficiary = Picked(rows.Beneficiary, places),
        };
    }

    /// <summary>How many members, from whom and when.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Attributed:#,##0} of {Entries.Count:#,##0} members attributed, {By}, up to {Dates.Text(CutOff)}, {Rule}");

    private static IEnumerable<(AttributionEntry? Old, AttributionEntry? Now)> Pairs(ValueList<AttributionEntry> before,
        ValueList<AttributionEntry> after)
    {
        var (b, a) = (0, 0);
        while (b < before.Count || a < after.Count)
        {
            var old = b < before.Count ? before[b] : (AttributionEntry?)null;
            var now = a < after.Count ? after[a] : (AttributionEntry?)null;
            var order = (old?.Beneficiary ?? long.MaxValue).CompareTo(now?.Beneficiary ?? long.MaxValue);
            (b, a) = (order <= 0 ? b + 1 : b, order >= 0 ? a + 1 : a);
            yield return (order <= 0 ? old : null, order >= 0 ? now : null);
        }
    }

    private static ReadOnlyMemory<T> Picked<T>(ReadOnlyMemory<T> column, List<int> places)
    {
        if (column.IsEmpty)
        {
            return column;
        }

        var picked = new T[places.Count];
        var span = column.Span;
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = span[places[i]];
        }

        return picked;
    }

    private static void Check(string by, LocalDate cutOff, DateInterval? window, string? words, int members, int organisations)
    {
        var failures = new List<Failure>();
        TextRules.Validate(by, string.Empty, "by", failures);
        TextRules.Validate(words, string.Empty, "words", failures, TextRules.Sentence);
        DateRules.Validate(cutOff, "cutOff", failures);
        if (window is not null)
        {
            DateRules.Validate(window, "window", failures);
        }

        if (members != organisations)
        {
            failures.Add(new("column-length", "organisations", UnitText.Of(organisations, Unit.Count),
                FormattableString.Invariant($"There is an organisation for each of the {members:#,##0} members."), "Complete the column."));
        }

        SettlementException.ThrowIfAny(failures);
    }

    private static void Once(AttributionEntry[] sorted)
    {
        var failures = new RowFailures();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Beneficiary == sorted[i - 1].Beneficiary)
            {
                failures.Add(i, [new("beneficiary-twice", "beneficiaries", FormattableString.Invariant($"{sorted[i].Beneficiary}"),
                    "A member stands once in a list.", "Keep the row in force at the cut-off.")]);
            }
        }

        if (failures.Any)
        {
            throw failures.Exception(sorted.Length);
        }
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"attribution 1\n{Dates.Text(CutOff)}\n")));
        Span<byte> row = stackalloc byte[sizeof(uint) + sizeof(ushort)];
        foreach (ref readonly var entry in Entries.AsSpan())
        {
            if (entry.Organisation is { } organisation)
            {
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(row, entry.Beneficiary);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(row[sizeof(uint)..], organisation);
                hash.AppendData(row);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>One member whose place changed.</summary>
/// <param name="Beneficiary">Number of the member.</param>
/// <param name="Before">The entry of the earlier list; <see langword="null"/> if it does not hold the member.</param>
/// <param name="After">The entry of the later list; <see langword="null"/> if it does not hold the member.</param>
public readonly record struct AttributionChange(uint Beneficiary, AttributionEntry? Before, AttributionEntry? After)
{
    /// <summary>The change in words.</summary>
    public override string ToString() => $"{Before?.ToString() ?? "not in the list"} → {After?.ToString() ?? "not in the list"}";
}

/// <summary>The difference between two lists; each group in the order of the members' numbers.</summary>
public sealed record AttributionChanges
{
    /// <summary>The digest of the earlier list.</summary>
    public required Digest Before { get; init => field = Given.Of(value); }

    /// <summary>The digest of the later list.</summary>
    public required Digest After { get; init => field = Given.Of(value); }

    /// <summary>Members who belong to an organisation and did not before.</summary>
    public required ValueList<AttributionChange> Joined { get; init => field = Given.Of(value); }

    /// <summary>Members who belong to no organisation any longer.</summary>
    public required ValueList<AttributionChange> Left { get; init => field = Given.Of(value); }

    /// <summary>Members who belong to another organisation than before.</summary>
    public required ValueList<AttributionChange> Moved { get; init => field = Given.Of(value); }

    /// <summary>How many belong to the same organisation as before.</summary>
    public required int Stayed { get; init; }

    /// <summary>How many joined, left, moved and stayed.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Joined.Count:#,##0} joined, {Left.Count:#,##0} left, {Moved.Count:#,##0} moved, {Stayed:#,##0} stayed");
}
