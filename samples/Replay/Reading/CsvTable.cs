using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace ValueSettlement.Replay.Reading;

/// <summary>One row: its number as a spreadsheet counts (the header is row 1), and its cells.</summary>
internal sealed record CsvRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A comma-separated file as text: a header and rows of the same width. Nothing is interpreted yet.</summary>
internal sealed record CsvTable(string File, IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>Reads a file from disk within the limits; null if something is wrong, which is then in the list.</summary>
    public static CsvTable? Read(string path, ProblemList problems)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                var remedy = Directory.Exists(path) ? "Name the files in the folder." : "Check the path.";
                problems.Add(0, string.Empty, string.Empty, "There is no such file.", remedy);
                return null;
            }

            if (info.Length > Limits.FileBytes)
            {
                problems.Add(0, string.Empty, string.Empty, FormattableString.Invariant($"The file has {info.Length} bytes; at most {Limits.FileBytes} are read."), "Give an official result file; it has about half a megabyte.");
                return null;
            }

            using var stream = info.OpenRead();
            return Read(stream, problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(0, string.Empty, string.Empty, $"The file cannot be read: {error.Message}", "Check the path and the permissions.");
            return null;
        }
    }

    /// <summary>Reads a stream within the limits. A byte-order mark decides the encoding; without one it is UTF-8.</summary>
    public static CsvTable? Read(Stream stream, ProblemList problems)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var malformed = new HashSet<int>();
        var number = 1;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            Delimiter = ",",
            IgnoreBlankLines = false,
            MaxFieldSize = Limits.CellCharacters,
            BadDataFound = bad =>
            {
                if (malformed.Add(number))
                {
                    problems.Add(number, string.Empty, bad.Field ?? string.Empty, "A quotation mark stands inside a cell that is not quoted, or a quoted cell does not end.", "Quote the whole cell and double the quotation marks inside it.");
                }
            },
        };
        using var parser = new CsvParser(reader, configuration);
        List<string>? header = null;
        var rows = new List<CsvRow>();
        try
        {
            for (; parser.Read(); number++)
            {
                var record = parser.Record ?? [];
                if (record.Any(static cell => cell.Contains('\0', StringComparison.Ordinal)))
                {
                    problems.Add(number, string.Empty, string.Empty, "The row has a zero byte, which text does not have.", "Give the comma-separated file, not a spreadsheet or an archive.");
                    return null;
                }

                if (header is null)
                {
                    header = HeaderOf(record, problems);
                    if (header is null)
                    {
                        return null;
                    }

                    continue;
                }

                if (record.All(string.IsNullOrWhiteSpace))
                {
                    continue;
                }

                if (rows.Count >= Limits.Rows)
                {
                    problems.Add(number, string.Empty, string.Empty, FormattableString.Invariant($"The file has more than {Limits.Rows} rows."), "Give one official result file at a time; it has about 500 rows.");
                    return null;
                }

                rows.Add(new(number, RowOf(record, header.Count, number, problems)));
            }
        }
        catch (MaxFieldSizeException)
        {
            problems.Add(number, string.Empty, string.Empty, FormattableString.Invariant($"A cell has more than {Limits.CellCharacters} characters."), "Look for a quotation mark that is never closed.");
            return null;
        }
        catch (CsvHelperException)
        {
            problems.Add(number, string.Empty, string.Empty, "The row is not comma-separated text.", "Save the file as CSV (comma-separated, UTF-8).");
            return null;
        }

        if (header is null)
        {
            problems.Add(0, string.Empty, string.Empty, "The file is empty.", "Give an official result file with its header.");
            return null;
        }

        if (rows.Count == 0)
        {
            problems.Add(0, string.Empty, string.Empty, "The file has a header and no rows.", "Give a result file with at least one organisation.");
            return null;
        }

        return new(problems.File, header, rows);
    }

    private static List<string>? HeaderOf(string[] record, ProblemList problems)
    {
        var header = record.Select(static name => name.Trim().Trim('\uFEFF')).ToList();
        while (header.Count > 0 && header[^1].Length == 0)
        {
            header.RemoveAt(header.Count - 1);
        }

        if (header.Count == 0)
        {
            problems.Add(1, string.Empty, string.Empty, "The first row is blank; it must name the columns.", "Remove blank rows above the header.");
            return null;
        }

        if (header.Count > Limits.Columns)
        {
            problems.Add(1, string.Empty, string.Empty, FormattableString.Invariant($"The file has {header.Count} columns; at most {Limits.Columns} are read."), "Give an official result file; it has fewer than 200.");
            return null;
        }

        return header;
    }

    private static string[] RowOf(string[] record, int width, int number, ProblemList problems)
    {
        if (record.Length < width || record.Skip(width).Any(static cell => !string.IsNullOrWhiteSpace(cell)))
        {
            problems.Add(number, string.Empty, string.Empty, FormattableString.Invariant($"The row has {record.Length} cells and the header names {width} columns."), "Look for a missing cell, or for a comma inside a cell that is not quoted.");
        }

        return record.Length >= width ? record[..width] : [.. record, .. Enumerable.Repeat(string.Empty, width - record.Length)];
    }
}
