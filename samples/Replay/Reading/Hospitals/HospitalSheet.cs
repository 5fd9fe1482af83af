using System.Text.RegularExpressions;

namespace ValueSettlement.Replay.Reading.Hospitals;

/// <summary>A table of hospitals, whose columns are found by the words of their names: "Number of eligible discharges for AMI" and "ami_n"
/// are one column. A programme says what the words of its columns are.</summary>
internal sealed partial class HospitalSheet
{
    private const string EndOfWorksheet = "End of worksheet";

    private readonly CsvTable _table;
    private readonly Func<string, string, HospitalCell> _cell;

    /// <param name="table">The file as text.</param>
    /// <param name="cell">What a cell says by its text and its column; null for plain numbers.</param>
    public HospitalSheet(CsvTable table, Func<string, string, HospitalCell>? cell = null) =>
        (_table, _cell) = (table, cell ?? (static (text, column) => HospitalCell.Of(text, column)));

    /// <summary>What holds for every file of hospitals: remarks such as "End of worksheet" below the table are no rows of it.</summary>
    public static CsvLayout Layout(Func<IReadOnlyList<string>, bool> isColumn) => new(name => isColumn(WordsOf(name)), static cells =>
        cells[0].Trim().StartsWith(EndOfWorksheet, StringComparison.OrdinalIgnoreCase)
            && cells.Skip(1).All(string.IsNullOrWhiteSpace), "hospital");

    public string File => _table.File;

    public IReadOnlyList<CsvRow> Rows => _table.Rows;

    /// <summary>Whether a column names the hospital by its identifier.</summary>
    public static bool IsId(IReadOnlyList<string> words) =>
        words.Contains("ccn") || words is ["facility", "id"] or ["provider", "id"] or ["provider", "number"];

    /// <summary>Whether a column has the hospital's name.</summary>
    public static bool IsName(IReadOnlyList<string> words) => words is ["facility" or "hospital" or "provider", "name"];

    /// <summary>The words of a column's name, in lower case: "tha_tka_n" is tha, tka, n.</summary>
    public static IReadOnlyList<string> WordsOf(string name) =>
        [.. Words().Matches(name).Select(static m => m.Value.ToLowerInvariant())];

    /// <summary>The columns whose words say what is looked for, in the order of the file.</summary>
    public IReadOnlyList<int> Columns(Func<IReadOnlyList<string>, bool> says) =>
        [.. _table.Header.Select(static (name, i) => (Words: WordsOf(name), Column: i)).Where(c => says(c.Words))
            .Select(static c => c.Column)];

    /// <summary>The one column whose words say what is looked for; null if there is none. Two are a problem: taking either would be a
    /// guess.</summary>
    public int? Column(Func<IReadOnlyList<string>, bool> says, ProblemList problems)
    {
        var found = Columns(says);
        if (found.Count > 1)
        {
            problems.Add(1, Name(found[0]), Name(found[1]), "Two columns say the same.", "Remove one of the two columns.");
        }

        return found.Count == 0 ? null : found[0];
    }

    /// <summary>A column that the file must have.</summary>
    public int? Needed(Func<IReadOnlyList<string>, bool> says, string usual, ProblemList problems)
    {
        var column = Column(says, problems);
        if (column is null)
        {
            problems.Add(1, string.Empty, string.Empty, $"The file has no column '{usual}'.",
                "Give a file of the programme that you named; --help says which columns are read.");
        }

        return column;
    }

    public string Name(int column) => _table.Header[column];

    public HospitalCell Cell(CsvRow row, int? column) =>
        column is { } c ? _cell(row.Cells[c], Name(c)) : new(HospitalCellKind.Absent, string.Empty, string.Empty, null);

    /// <summary>The most decimals that any cell of some columns has: what the file prints. A spreadsheet drops zeros at the end of single
    /// cells.</summary>
    public int Decimals(IEnumerable<int> columns) => columns.SelectMany(c => Rows.Select(row => Cell(row, c)))
        .Max(static cell => (int?)cell.Numeral?.Decimals) ?? 0;

    [GeneratedRegex("[A-Za-z]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}

/// <summary>What a cell of a hospital says.</summary>
internal enum HospitalCellKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Blank, '.', N/A and their like: no number, and never zero.</summary>
    Absent,

    /// <summary>Something that is neither.</summary>
    Unreadable,
}

/// <summary>One cell: its number, or why there is none.</summary>
internal readonly record struct HospitalCell(HospitalCellKind Kind, string Text, string Column, Numeral? Numeral)
{
    private static readonly HashSet<string> Absences = new(StringComparer.OrdinalIgnoreCase)
    {
        string.Empty, ".", "-", "\u2013", "\u2014", "*", "n/a", "na", "nan", "null", "none", "not available", "not applicable",
        "too few to report",
    };

    public decimal? Value => Numeral?.Value;

    /// <param name="text">What the cell holds.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="mostDecimals">The most decimals that files of the programme print.</param>
    public static HospitalCell Of(string text, string column, int mostDecimals = 9)
    {
        var trimmed = text.Trim().Trim('\uFEFF', '\u00A0').Trim();
        return Absences.Contains(trimmed) ? new(HospitalCellKind.Absent, trimmed, column, null)
            : Reading.Numeral.Parse(trimmed, mostDecimals) is { HasPercentSign: false } numeral
                ? new(HospitalCellKind.Number, trimmed, column, numeral)
            : new(HospitalCellKind.Unreadable, trimmed, column, null);
    }

    /// <summary>The cell as the library reads it; an unreadable one is reported first.</summary>
    public ReportedCell Reported(List<string> unreadable)
    {
        if (Kind == HospitalCellKind.Unreadable)
        {
            unreadable.Add($"column '{Column}' holds '{Problem.Shortened(Text)}', which is no number");
        }

        return Value is { } value ? value : ReportedCell.Absent(AbsenceKind.NotApplicable,
            Text.Length == 0 ? "The cell is blank." : $"The cell holds '{Problem.Shortened(Text)}'.");
    }

    /// <summary>An identifier of six characters; a spreadsheet drops leading zeros, and ="010001" keeps them.</summary>
    public static string Identifier(string text)
    {
        var trimmed = text.Trim().Trim('\uFEFF', '\u00A0', '\'', '=', '"').Trim();
        return trimmed.Length is > 0 and < 6 && trimmed.All(char.IsAsciiDigit) ? trimmed.PadLeft(6, '0') : trimmed;
    }
}
