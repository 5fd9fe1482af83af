using System.Globalization;

namespace ValueSettlement.Replay.Reading;

/// <summary>A table whose columns are understood: each field's cell can be asked for.</summary>
internal sealed class Sheet
{
    private static readonly string[] NotAResultYear = ["start", "agree", "initial"];

    private readonly CsvTable _table;
    private readonly List<string> _header;
    private readonly Dictionary<Field, int[]> _columns;

    private Sheet(CsvTable table, List<string> header, bool repaired)
    {
        _table = table;
        _header = header;
        HeaderRepaired = repaired;
        _columns = header
            .SelectMany((name, column) => FieldNames.Of(name).Select(known => (known.Field, known.Rank, Column: column)))
            .GroupBy(static entry => entry.Field)
            .ToDictionary(static group => group.Key, static group =>
                group.OrderBy(static e => e.Rank).ThenBy(static e => e.Column).Select(static e => e.Column).ToArray());
        if (!_columns.ContainsKey(Field.Year) && YearColumn() is { } year)
        {
            _columns.Add(Field.Year, [year]);
        }
    }

    public string File => _table.File;

    public int RowCount => _table.Rows.Count;

    /// <summary>Whether a lost column name was put back.</summary>
    public bool HeaderRepaired { get; }

    /// <summary>Understands the header, putting back a name that the 2013 copies have lost.</summary>
    public static Sheet Of(CsvTable table)
    {
        var header = table.Header.ToList();
        var lost = LostExpenditureColumn(table);
        if (lost is { } column)
        {
            // Every later name sits one column too early, so the names move on by one; the last one would name nothing.
            header.Insert(column, "Total expenditures ($)");
            header.RemoveAt(header.Count - 1);
        }

        return new(table, header, lost is not null);
    }

    /// <summary>Whether any row has something in a column of this field. Merged files carry the columns of all years, empty where they do
    /// not belong.</summary>
    public bool Uses(Field field) =>
        _columns.TryGetValue(field, out var columns)
        && _table.Rows.Any(row => columns.Any(c => Cell.Of(row.Cells[c], string.Empty).Kind != CellKind.Blank));

    /// <summary>Whether the header names a field, empty or not.</summary>
    public bool Names(Field field) => _columns.ContainsKey(field);

    /// <summary>Whether any row has something in a column of exactly this name (case and punctuation apart).</summary>
    public bool UsesColumn(string normalised)
    {
        for (var c = 0; c < _header.Count; c++)
        {
            if (FieldNames.Normalised(_header[c]) == normalised
                && _table.Rows.Any(row => Cell.Of(row.Cells[c], string.Empty).Kind != CellKind.Blank))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The row's number as a spreadsheet counts it.</summary>
    public int NumberOf(int row) => _table.Rows[row].Number;

    /// <summary>A row's cell of a field: the first column with something in it.</summary>
    public Cell Get(int row, Field field)
    {
        if (!_columns.TryGetValue(field, out var columns))
        {
            return new(CellKind.Blank, string.Empty, FieldNames.Usual(field));
        }

        var first = Cell.Of(_table.Rows[row].Cells[columns[0]], _header[columns[0]]);
        foreach (var column in columns.Skip(1))
        {
            if (first.Kind != CellKind.Blank)
            {
                break;
            }

            var next = Cell.Of(_table.Rows[row].Cells[column], _header[column]);
            if (next.Kind != CellKind.Blank)
            {
                first = next;
            }
        }

        return first;
    }

    /// <summary>Reports a column that stands twice under one name with different contents: taking either would be a guess.</summary>
    public void ReportContradictions(ProblemList problems)
    {
        foreach (var columns in _columns.Values)
        {
            foreach (var same in columns.GroupBy(c => FieldNames.Normalised(_header[c])).Where(static g => g.Count() > 1))
            {
                for (var row = 0; row < RowCount; row++)
                {
                    var texts = same.Select(c => Cell.Of(_table.Rows[row].Cells[c], _header[c])).Where(static c => c.Kind != CellKind.Blank)
                        .Select(static c => c.Text).Distinct(StringComparer.Ordinal).ToArray();
                    if (texts.Length > 1)
                    {
                        problems.Add(NumberOf(row), _header[same.First()], string.Join(" / ", texts),
                            "Two columns have this name and say different things.", "Remove one of the two columns.");
                        break;
                    }
                }
            }
        }
    }

    // Copies add a year under many names. A column whose name speaks of a year, not of a beginning, and whose every cell is one is such a
    // column.
    private int? YearColumn()
    {
        for (var c = 0; c < _header.Count; c++)
        {
            var name = FieldNames.Normalised(_header[c]);
            if (name.Contains("year", StringComparison.Ordinal)
                && !NotAResultYear.Any(word => name.Contains(word, StringComparison.Ordinal))
                && _table.Rows.All(row => IsYear(row.Cells[c])))
            {
                return c;
            }
        }

        return null;

        static bool IsYear(string text) =>
            text.Trim().Length == 4 && int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var year) && year is >= YearFinder.First and <= YearFinder.Last;
    }

    // The copies of 2013 have lost the name "Total expenditures" after "Total benchmark expenditures". The numbers prove it:
    // benchmark less the next column is the column after that, in every row. The header alone would not.
    private static int? LostExpenditureColumn(CsvTable table)
    {
        var names = table.Header.Select(FieldNames.Normalised).ToList();
        var benchmark = names.IndexOf("totalbenchmarkexpenditures");
        if (benchmark < 0 || benchmark + 2 >= names.Count || names.Contains("totalexpenditures")
            || names[benchmark + 1] != "totalsavingslosses")
        {
            return null;
        }

        var (agree, differ) = (0, 0);
        foreach (var row in table.Rows)
        {
            if (Value(row.Cells[benchmark]) is { } total && Value(row.Cells[benchmark + 1]) is { } spent
                && Value(row.Cells[benchmark + 2]) is { } difference)
            {
                if (Math.Abs(total - spent - difference) <= 2m)
                {
                    agree++;
                }
                else
                {
                    differ++;
                }
            }
        }

        return agree > differ ? benchmark + 1 : null;

        static decimal? Value(string text) =>
            Cell.Of(text, string.Empty) is { IsKnown: true } cell ? Numeral.Parse(cell.Text)?.Value : null;
    }
}
