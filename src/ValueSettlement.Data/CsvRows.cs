using System.Globalization;
using System.Text;
using nietras.SeparatedValues;
using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>
/// Rows of a CSV file with a header, read in pieces of a megabyte: memory does not grow with the file. UTF-8, with or without a byte-order
/// mark; lines end with LF or CRLF.
/// </summary>
public sealed class CsvRows : IRowSource
{
    private const int SamplePlaces = 64;
    private readonly string path;
    private readonly CsvColumns columns;

    private CsvRows(string path, CsvColumns columns) => (this.path, this.columns) = (path, columns);

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Looks at the header of a file. A file that is longer or shorter later, when its rows are read, is refused.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Which columns hold what; left out for the names organisation, stratum, months and cents.</param>
    /// <exception cref="SettlementException">There is no such file, it cannot be read, or its header lacks columns.</exception>
    public static CsvRows Of(string path, CsvLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        layout ??= new();
        try
        {
            using var file = File.OpenHandle(path);
            var start = new byte[1 << 16];
            var read = RandomAccess.Read(file, start, 0);
            return new(path, CsvColumns.Of(path, start.AsSpan(0, read), layout, RandomAccess.GetLength(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SettlementException([new("file-unreadable", "file", path, "There is no such file, or it must not be read.",
                "Look for a wrong name or rights.")]);
        }
    }

    /// <summary>Numbers the beneficiaries' ids of files together, for <see cref="CsvLayout.Beneficiaries"/>. Reads each file once; lines
    /// that cannot be read are passed over, and named when the rows are read.</summary>
    /// <param name="layout">Which column holds the ids.</param>
    /// <param name="paths">The files.</param>
    /// <exception cref="SettlementException">A file cannot be read, its header lacks columns, the layout names no column of beneficiaries,
    /// or an id has white space at its ends or is not Unicode.</exception>
    public static BeneficiaryIds Ids(CsvLayout layout, params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(paths);
        return layout.Beneficiary is null ? throw new SettlementException([new("column-unnamed", "layout.beneficiary", string.Empty,
                "Ids stand in a column.", "Name the column of beneficiaries.")])
            : BeneficiaryIds.Of(paths.SelectMany(path => IdsOf(path, Of(path, layout).columns)).Distinct(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IRowReader> Open(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        if (columns.Layout.IsQuoted)
        {
#pragma warning disable CA2000 // The caller disposes of the readers.
            return [new QuotedCsvReader(path, columns)];
#pragma warning restore CA2000
        }

        var data = columns.Length - columns.DataStart;
        var count = (int)Math.Clamp(data >> 20, 1, parts);
        return [.. Enumerable.Range(0, count).Select(i => new CsvReader(path, columns, columns.DataStart + (data * i / count),
            columns.DataStart + (data * (i + 1) / count)))];
    }

    /// <inheritdoc/>
    public IRowReader? Sample() => columns.Layout.IsQuoted ? null
        : new SampleReader([.. Places().Select(place => new CsvReader(path, columns, place.From, place.To))]);

    /// <inheritdoc/>
    public ValueList<Failure> Check(PopulationRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var (organisations, strata) = (columns.Layout.Organisations.Count, columns.Layout.Strata.Count);
        return
        [
            .. TooFew("organisations", organisations, rules.Organisations),
            .. TooFew("strata", strata, rules.Strata.Count),
        ];
    }

    /// <summary>The file and its columns.</summary>
    public override string ToString() => $"{path} ({columns.Layout})";

    private static List<string> IdsOf(string path, CsvColumns columns)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var column = Array.IndexOf(columns.Fields, CsvField.Beneficiary);
        try
        {
            using var reader = new Sep(columns.Layout.Separator).Reader(o => o with
            {
                Unescape = columns.Layout.IsQuoted,
                DisableQuotesParsing = !columns.Layout.IsQuoted,
                DisableColCountCheck = true,
                HasHeader = false,
            }).FromFile(path);
            for (var isHeader = true; reader.MoveNext(); isHeader = false)
            {
                var row = reader.Current;
                if (!isHeader && row.ColCount == columns.Names.Length && row[column].Span.Length > 0)
                {
                    _ = ids.Add(row[column].ToString());
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw PartFailures.Unreadable(e);
        }

        return [.. ids];
    }

    // Whoever has no name could have no rows, and would be settled as if nobody belonged to it.
    private static IEnumerable<Failure> TooFew(string what, int names, int needed)
    {
        if (names > 0 && names < needed)
        {
            yield return new($"{what}-names", $"layout.{what}", UnitText.Of(names, Unit.Count),
                FormattableString.Invariant($"A layout that names {what} names all {needed:#,##0} of the rules."),
                "Name the others, also those without rows, or state fewer in the rules.");
        }
    }

    private IEnumerable<(long From, long To)> Places()
    {
        var data = columns.Length - columns.DataStart;
        var size = Math.Min(data, 1L << 14);
        for (var i = 0; i < SamplePlaces; i++)
        {
            var from = columns.DataStart + (data / SamplePlaces * i);
            yield return (from, Math.Min(from + size, columns.DataStart + (data / SamplePlaces * (i + 1))));
        }
    }
}

/// <summary>Several readers one after the other.</summary>
internal sealed class SampleReader(IReadOnlyList<IRowReader> readers) : IRowReader
{
    private int current;

    public double Progress => readers.Count == 0 ? 1 : (double)current / readers.Count;

    public long FirstRow => 0;

    public bool Read(RowBatch batch)
    {
        for (; current < readers.Count; current++)
        {
            if (readers[current].Read(batch))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var reader in readers)
        {
            reader.Dispose();
        }
    }
}

/// <summary>What a column holds.</summary>
internal enum CsvField
{
    Unread,
    Organisation,
    Stratum,
    Months,
    Expenditure,
    Risk,
    Beneficiary,
}

/// <summary>The header of a file, understood.</summary>
internal sealed class CsvColumns
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private CsvColumns(CsvLayout layout, CsvField[] fields, string[] names, long dataStart, long length)
    {
        (Layout, Fields, Names, DataStart, Length) = (layout, fields, names, dataStart, length);
        Organisations = layout.Organisations.Count == 0 ? null : new(layout.Organisations);
        Strata = layout.Strata.Count == 0 ? null : new(layout.Strata);
        Beneficiaries = layout.Beneficiaries is { } ids ? new(ids.Ids) : null;
    }

    public CsvLayout Layout { get; }

    /// <summary>What each column holds, up to the last one that is read.</summary>
    public CsvField[] Fields { get; }

    public string[] Names { get; }

    public long DataStart { get; }

    /// <summary>Bytes of the file when its header was looked at.</summary>
    public long Length { get; }

    public NameTable? Organisations { get; }

    public NameTable? Strata { get; }

    public NameTable? Beneficiaries { get; }

    public bool HasRisk => Layout.Risk is not null;

    public bool HasBeneficiaries => Layout.Beneficiary is not null;

    /// <summary>The file's own name of a column of rows.</summary>
    public string NameOf(string column) => column switch
    {
        "organisation" => Layout.Organisation,
        "stratum" => Layout.Stratum,
        "months" => Layout.Months,
        "cents" => Layout.Expenditure,
        "risk" => Layout.Risk ?? column,
        "beneficiary" => Layout.Beneficiary ?? column,
        _ => column,
    };

    /// <summary>Refuses a file that has another length than when its header was looked at: rows of it would be missing, or half a
    /// row would be read.</summary>
    public void CheckLength(string path, long now)
    {
        if (now != Length)
        {
            throw new SettlementException([new("source-changed", "source", path,
                FormattableString.Invariant($"A file stays as it is while it is read; this one had {Length:#,##0} bytes at first and has ")
                + FormattableString.Invariant($"{now:#,##0}."), "Read it when whoever writes it has finished.")]);
        }
    }

    private static IEnumerable<Failure> LayoutFailures(CsvLayout layout)
    {
        if (!char.IsAscii(layout.Separator) || layout.Separator is '"' or '\r' or '\n' or (>= '0' and <= '9') or '.' or '-')
        {
            yield return new("separator", "layout.separator", layout.Separator.ToString(),
                "A separator is an ASCII character that stands in no number.", "State a comma, a semicolon or a tab.");
        }

        var columns = new[] { layout.Organisation, layout.Stratum, layout.Months, layout.Expenditure, layout.Risk, layout.Beneficiary };
        foreach (var name in columns.OfType<string>().GroupBy(static n => n, StringComparer.Ordinal).Where(static n => n.Count() > 1))
        {
            yield return new("column-used-twice", "layout", name.Key, "A column holds one thing.",
                "Name another column for one of the uses.");
        }

        if (columns[..4].Any(static n => n is null))
        {
            yield return new("column-unnamed", "layout", string.Empty, "Organisation, stratum, months and expenditure have a column each.",
                "Name it.");
        }

        if (layout.Organisations.Count > 65_536 || layout.Strata.Count > 255)
        {
            yield return new("names-count", "layout", FormattableString.Invariant($"{layout.Organisations.Count}, {layout.Strata.Count}"),
                "There are at most 65,536 organisations and 255 strata.", "Name fewer.");
        }
    }

    // A quoted name may hold the separator.
    private static string[] Split(string header, CsvLayout layout)
    {
        var names = new List<string> { string.Empty };
        var isInside = false;
        foreach (var c in header)
        {
            isInside ^= c == '"' && layout.IsQuoted;
            if (c == layout.Separator && !isInside)
            {
                names.Add(string.Empty);
            }
            else
            {
                names[^1] += c;
            }
        }

        return [.. names.Select(static n => n.Trim().Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal))];
    }

    // What is wrong with the header is said once, however many columns it concerns: the cause is one.
    private static IEnumerable<Failure> HeaderFailures(string header, string[] names, string[] wanted, CsvLayout layout)
    {
        foreach (var name in wanted.Where(w => names.Count(n => n == w) > 1))
        {
            yield return new("column-twice", "header", header, $"The header has the column \"{name}\" once.",
                "Rename one of the two.");
        }

        string[] missing = [.. wanted.Where(w => !names.Contains(w)).Distinct()];
        if (missing.Length == 0)
        {
            yield break;
        }

        if (missing.Length == wanted.Length && Array.TrueForAll(names, IsNumber))
        {
            yield return new("header-missing", "header", header, "The first line names the columns; here it holds numbers.",
                "Add a line with the columns' names.");
        }
        else if (Separators.Where(s => s != layout.Separator && Divides(header, s, missing, layout)).ToArray() is [var separator, ..])
        {
            yield return new("separator-differs", "layout.separator", SeparatorText(layout.Separator),
                $"The header is divided by the layout's separator; this one is divided by {SeparatorText(separator)}.",
                "Set Separator in the CsvLayout.");
        }
        else
        {
            yield return new("column-missing", "header", header,
                $"The header has the column{(missing.Length > 1 ? "s" : "")} \"{string.Join("\", \"", missing)}\".",
                "Name the columns in the CsvLayout as the file does, or correct the header.");
        }
    }

    private static bool Divides(string header, char separator, string[] missing, CsvLayout layout)
    {
        var names = Split(header, layout with { Separator = separator });
        return Array.TrueForAll(missing, names.Contains);
    }

    private static bool IsNumber(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _);

    private static string SeparatorText(char separator) => separator == '\t' ? "a tab" : $"'{separator}'";

    public static CsvColumns Of(string path, ReadOnlySpan<byte> start, CsvLayout layout, long length)
    {
        var mark = start.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var end = start[mark..].IndexOf((byte)'\n');
        if (end < 0 && start.Length == 1 << 16)
        {
            throw new SettlementException([new("header-length", "header", path, "The header is a line of at most 65,536 bytes.",
                "Look whether the file is CSV.")]);
        }

        var line = end < 0 ? start[mark..] : start.Slice(mark, end);
        var header = Encoding.UTF8.GetString(line).TrimEnd('\r');
        var names = Split(header, layout);
        var wanted = new (string? Name, CsvField Field)[]
        {
            (layout.Organisation, CsvField.Organisation), (layout.Stratum, CsvField.Stratum), (layout.Months, CsvField.Months),
            (layout.Expenditure, CsvField.Expenditure), (layout.Risk, CsvField.Risk), (layout.Beneficiary, CsvField.Beneficiary),
        };
        Failure[] failures = [.. LayoutFailures(layout),
            .. HeaderFailures(header, names, [.. wanted.Select(static w => w.Name).OfType<string>()], layout)];
        if (failures.Length > 0)
        {
            throw new SettlementException(failures);
        }

        var fields = names.Select(n => wanted.FirstOrDefault(w => w.Name == n).Field).ToArray();
        return new(layout, fields[..(Array.FindLastIndex(fields, static f => f != CsvField.Unread) + 1)], names,
            end < 0 ? start.Length : mark + end + 1, length);
    }
}

/// <summary>Names as they stand in a file, and their numbers.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<ulong, int> places = [];
    private readonly byte[][] names;

    public NameTable(ValueList<string> names)
    {
        this.names = [.. names.Select(static n => Encoding.UTF8.GetBytes(n))];
        for (var i = 0; i < this.names.Length; i++)
        {
            // Linear probing over hashes: two names with one hash take the next free one.
            var hash = Hash(this.names[i]);
            while (places.TryGetValue(hash, out var taken))
            {
                if (this.names[taken].AsSpan().SequenceEqual(this.names[i]))
                {
                    throw new SettlementException([new("name-twice", "layout", names[i], "Each name stands once.", "Remove one.")]);
                }

                hash++;
            }

            places[hash] = i;
        }
    }

    /// <summary>The number of a name, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var hash = Hash(name); places.TryGetValue(hash, out var place); hash++)
        {
            if (names[place].AsSpan().SequenceEqual(name))
            {
                return place;
            }
        }

        return -1;
    }

    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 1_099_511_628_211UL;
        }

        return hash;
    }
}
