using CsvHelper;

namespace ValueSettlement.Replay.Reading;

/// <summary>One row: its number as a spreadsheet counts (the header is row 1), and its cells.</summary>
internal sealed record CsvRow(int Number, IReadOnlyList<string> Cells);

/// <summary>What is known of a layout before it is read.</summary>
/// <param name="IsColumn">Whether a text is the name of a column.</param>
/// <param name="IsRemark">Whether a row is a remark below the table and no row of it.</param>
/// <param name="OneRow">What one row is.</param>
internal sealed record CsvLayout(Func<string, bool> IsColumn, Func<string[], bool> IsRemark, string OneRow)
{
    public static CsvLayout Organisations { get; } =
        new(static name => FieldNames.Of(name).Any(), static _ => false, "organisation");
}

/// <summary>A comma-separated file as text: a header and rows of the same width. Nothing is interpreted yet.</summary>
internal sealed record CsvTable(string File, IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>Reads a file from disk within the limits; null if something is wrong, which is then in the list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Everything that is wrong.</param>
    /// <param name="layout">What is known of the layout; null for that of accountable care organisations.</param>
    public static CsvTable? Read(string path, ProblemList problems, CsvLayout? layout = null)
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
                var rule = FormattableString.Invariant($"The file has {info.Length} bytes; at most {Limits.FileBytes} are read.");
                problems.Add(0, string.Empty, string.Empty, rule, "Give an official result file; it has about half a megabyte.");
                return null;
            }

            using var stream = info.OpenRead();
            return Read(stream, problems, layout);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(0, string.Empty, string.Empty, $"The file cannot be read: {error.Message}", "Check the path and the permissions.");
            return null;
        }
    }

    /// <summary>
    /// Reads a stream within the limits. A byte-order mark decides the encoding, without one it is UTF-8; the separator is the one that a
    /// first line such as "sep=;" names, and else the one that the first lines use.
    /// </summary>
    public static CsvTable? Read(Stream stream, ProblemList problems, CsvLayout? layout = null)
    {
        layout ??= CsvLayout.Organisations;
        if (RecordsOf(stream, problems) is not { } records)
        {
            return null;
        }

        if (records.Count == 0)
        {
            problems.Add(0, string.Empty, string.Empty, "The file is empty.", "Give an official result file with its header.");
            return null;
        }

        if (HeaderBelow(records, layout) is { } below)
        {
            problems.Add(below, string.Empty, string.Empty, "The column names stand here and must stand in the first row.",
                "Remove the rows above them.");
            return null;
        }

        if (HeaderOf(records[0].Cells, problems) is not { } header)
        {
            return null;
        }

        var rows = records.Skip(1).Where(record => !IsBlank(record.Cells) && !layout.IsRemark(record.Cells))
            .Select(record => new CsvRow(record.Number, RowOf(record.Cells, header.Count, record.Number, problems))).ToList();
        if (rows.Count == 0)
        {
            problems.Add(0, string.Empty, string.Empty, "The file has a header and no rows.",
                $"Give a result file with at least one {layout.OneRow}.");
            return null;
        }

        return new(problems.File, header, rows);
    }

    private static List<(int Number, string[] Cells)>? RecordsOf(Stream stream, ProblemList problems)
    {
        var options = new CsvReaderOptions
        {
            // Every line is a record here, blank ones included, so that rows count as in a spreadsheet.
            // A line that names the separator is none: a spreadsheet does not show it either.
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = true,
            MaxRecordSize = Limits.RowBytes,
            OnMalformedRecord = malformed => ReportMalformed(malformed, problems),
        };
        var records = new List<(int, string[])>();
        var (number, filled) = (0, 0);
        try
        {
            using var reader = CsvReader.Create(stream, options);
            while (reader.Read())
            {
                number++;
                if (CellsOf(reader, number, problems) is not { } cells)
                {
                    return null;
                }

                if (number > 1 && IsBlank(cells))
                {
                    continue;
                }

                // The header is no row.
                if (++filled > Limits.Rows + 1)
                {
                    problems.Add(number, string.Empty, string.Empty,
                        FormattableString.Invariant($"The file has more than {Limits.Rows} rows."),
                        "Give one official result file at a time; it has about 500 rows.");
                    return null;
                }

                records.Add((number, cells));
            }
        }
        catch (CsvFormatException)
        {
            problems.Add(number + 1, string.Empty, string.Empty,
                FormattableString.Invariant($"The row is longer than {Limits.RowBytes} bytes."),
                "Look for a quotation mark that is never closed.");
            return null;
        }

        return records;
    }

    private static bool IsBlank(string[] cells) => cells.All(string.IsNullOrWhiteSpace);

    // A title has no column names in it. Without this, every row would be reported as too wide for the title.
    private static int? HeaderBelow(List<(int Number, string[] Cells)> records, CsvLayout layout)
    {
        if (NamesAHeader(records[0].Cells))
        {
            return null;
        }

        foreach (var (number, cells) in records.Skip(1).Take(Limits.TitleRows))
        {
            if (NamesAHeader(cells))
            {
                return number;
            }
        }

        return null;

        bool NamesAHeader(string[] cells) => cells.Count(layout.IsColumn) >= Limits.HeaderNames;
    }

    // A quotation mark inside an unquoted name is kept as text; the other two swallow or glue cells.
    private static void ReportMalformed(CsvMalformedRecord malformed, ProblemList problems)
    {
        if (malformed.Reason != CsvMalformedReason.StrayQuote)
        {
            problems.Add((int)Math.Min(malformed.RecordNumber, int.MaxValue), string.Empty, string.Empty,
                malformed.Reason == CsvMalformedReason.UnterminatedQuote ? "A quoted cell begins here and never ends."
                    : "Text follows the closing quotation mark of a cell.",
                "Quote the whole cell and double the quotation marks inside it.");
        }
    }

    private static string[]? CellsOf(CsvReader reader, int number, ProblemList problems)
    {
        if (reader.FieldCount > Limits.Columns)
        {
            var rule = FormattableString.Invariant($"The row has {reader.FieldCount} cells; at most {Limits.Columns} are read.");
            problems.Add(number, string.Empty, string.Empty, rule, "Give an official result file; it has fewer than 200 columns.");
            return null;
        }

        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = reader.GetString(i);
            if (cells[i].Length > Limits.CellCharacters)
            {
                var rule =
                    FormattableString.Invariant($"A cell has {cells[i].Length} characters; at most {Limits.CellCharacters} are read.");
                problems.Add(number, string.Empty, cells[i], rule, "Look for a quotation mark that is never closed.");
                return null;
            }

            if (cells[i].Contains('\0', StringComparison.Ordinal))
            {
                problems.Add(number, string.Empty, string.Empty, "The row has a zero byte, which text does not have.",
                    "Give the comma-separated file, not a spreadsheet or an archive.");
                return null;
            }
        }

        return cells;
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
            problems.Add(1, string.Empty, string.Empty, "The first row is blank; it must name the columns.",
                "Remove blank rows above the header.");
            return null;
        }

        return header;
    }

    private static string[] RowOf(string[] record, int width, int number, ProblemList problems)
    {
        if (record.Length < width || record.Skip(width).Any(static cell => !string.IsNullOrWhiteSpace(cell)))
        {
            var rule = FormattableString.Invariant($"The row has {record.Length} cells and the header names {width} columns.");
            problems.Add(number, string.Empty, string.Empty, rule,
                "Look for a missing cell, or for a comma inside a cell that is not quoted.");
        }

        return record.Length >= width ? record[..width] : [.. record, .. Enumerable.Repeat(string.Empty, width - record.Length)];
    }
}
