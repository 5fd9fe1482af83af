using System.Text.RegularExpressions;

namespace ValueSettlement.Replay.Reading.Hospitals;

/// <summary>What a column of a measure or of a domain holds.</summary>
internal enum PurchasingColumn
{
    Threshold,
    Benchmark,
    Baseline,
    Performance,
    Achievement,
    Improvement,
    Score,
    Unweighted,
    Weighted,
}

/// <summary>A measure or a domain, and its columns by what they hold.</summary>
internal sealed record PurchasingGroup(string Name, IReadOnlyDictionary<PurchasingColumn, int> Columns)
{
    public int? this[PurchasingColumn column] => Columns.TryGetValue(column, out var at) ? at : null;

    /// <summary>The column of its points; of a measure without a score it is the achievement.</summary>
    public PurchasingColumn Points =>
        Columns.ContainsKey(PurchasingColumn.Score) ? PurchasingColumn.Score : PurchasingColumn.Achievement;
}

/// <summary>A file of Hospital Value-Based Purchasing. Its columns say what it is: points of measures, or scores of domains with a total;
/// and which measures or domains.</summary>
internal sealed partial class PurchasingSheet
{
    /// <summary>No file prints more; binary copies have more digits and no more knowledge.</summary>
    private const int MostDecimals = 12;

    private readonly int? _year;
    private readonly int? _statedYear;

    private PurchasingSheet(HospitalSheet sheet, int id, int? name, int? year, int? statedYear, int? total) =>
        (Sheet, Id, Name, _year, _statedYear, Total) = (sheet, id, name, year, statedYear, total);

    public HospitalSheet Sheet { get; }

    public int Id { get; }

    public int? Name { get; }

    /// <summary>The column of total performance scores; null in a file of points.</summary>
    public int? Total { get; }

    /// <summary>Measures or domains that can be scored.</summary>
    public IReadOnlyList<PurchasingGroup> Groups { get; private init; } = [];

    /// <summary>Those with some of their columns only, which are not scored.</summary>
    public IReadOnlyList<string> NotScored { get; private init; } = [];

    /// <summary>The fiscal year of the whole file; null where a column has it.</summary>
    public int? Year => _year is null ? _statedYear : null;

    /// <summary>Decimals of totals; points have none.</summary>
    public int Decimals => Total is { } total ? Math.Min(Sheet.Decimals([total]), MostDecimals) : 0;

    /// <summary>Whether a column is one of the programme.</summary>
    public static bool IsColumn(IReadOnlyList<string> words) => HospitalSheet.IsId(words) || IsYear(words) || IsTotal(words)
        || words is [.., "achievement", "threshold" or "points"] or [.., "improvement", "points"] or [.., "benchmark"]
            or [.., "baseline" or "performance", "rate"] or [.., "measure" or "dimension" or "domain", "score"];

    /// <summary>Finds the columns; null, with what is wrong, if they are none of the programme.</summary>
    /// <param name="table">The file as text.</param>
    /// <param name="yearOfFile">The fiscal year of a file without a column of it; adds a problem if nothing says it.</param>
    /// <param name="problems">Everything that is wrong.</param>
    public static PurchasingSheet? Read(CsvTable table, Func<HospitalSheet, int?> yearOfFile, ProblemList problems)
    {
        var sheet = new HospitalSheet(table, Cell);
        var id = sheet.Needed(HospitalSheet.IsId, "Facility ID", problems);
        var name = sheet.Column(HospitalSheet.IsName, problems);
        var year = sheet.Column(IsYear, problems);
        var total = sheet.Column(IsTotal, problems);
        var all = GroupsOf(table.Header, total is not null, problems);
        var groups = all.Where(g => IsComplete(g, total is not null)).ToArray();
        if (groups.Length == 0)
        {
            problems.Add(1, string.Empty, string.Empty,
                total is null ? "No measure has columns of its threshold, benchmark, performance rate and points, and no column a total."
                    : "No domain has a column of its unweighted score.",
                "Give a file of the programme that you named, as it is published; --help says which columns are read.");
        }

        var stated = year is null ? yearOfFile(sheet) : null;
        return problems.Any ? null : new(sheet, id!.Value, name, year, stated, total)
        {
            Groups = groups,
            NotScored = [.. all.Except(groups).Select(static g => g.Name)],
        };
    }

    /// <summary>A cell: a number, "6 out of 10", a percentage, or a word for none; anything else cannot be read.</summary>
    public static HospitalCell Cell(string text, string column)
    {
        var cell = HospitalCell.Of(text, column, MostDecimals);
        if (cell.Kind != HospitalCellKind.Unreadable)
        {
            return cell;
        }

        if (OutOf().Match(cell.Text) is { Success: true } points)
        {
            return HospitalCell.Of(points.Groups["points"].Value, column, MostDecimals) with { Text = cell.Text };
        }

        return Numeral.Parse(cell.Text, MostDecimals) is { HasPercentSign: true } percent
            ? cell with { Kind = HospitalCellKind.Number, Numeral = new(percent.Value / 100m, percent.Decimals + 2, false) } : cell;
    }

    public HospitalCell Cell(CsvRow row, PurchasingGroup group, PurchasingColumn column) => Sheet.Cell(row, group[column]);

    /// <summary>The fiscal year of a row; null if its cell is none.</summary>
    public int? YearOf(CsvRow row) => _year is null ? _statedYear
        : Sheet.Cell(row, _year).Numeral is { Decimals: 0, Value: >= 2013m and <= 2100m } year ? (int)year.Value : null;

    /// <summary>The column of fiscal years by its name, for a message.</summary>
    public string YearColumn => _year is { } year ? Sheet.Name(year) : string.Empty;

    private static bool IsYear(IReadOnlyList<string> words) => words is ["fiscal", "year"] or ["year"];

    private static bool IsTotal(IReadOnlyList<string> words) => words is ["total", "performance", "score"];

    private static bool IsComplete(PurchasingGroup group, bool totals)
    {
        bool Has(PurchasingColumn column) => group.Columns.ContainsKey(column);
        return totals ? Has(PurchasingColumn.Unweighted)
            : Has(PurchasingColumn.Threshold) && Has(PurchasingColumn.Benchmark) && Has(PurchasingColumn.Performance)
                && (Has(PurchasingColumn.Score) || Has(PurchasingColumn.Achievement));
    }

    private static PurchasingGroup[] GroupsOf(IReadOnlyList<string> header, bool totals, ProblemList problems)
    {
        var found = new List<(string Key, string Name, PurchasingColumn Column, int At)>();
        foreach (var (at, title) in header.Index())
        {
            if ((totals ? OfDomain() : OfMeasure()).Match(title) is { Success: true } match)
            {
                var name = match.Groups["name"].Value;
                found.Add((FieldNames.Normalised(name), name, Enum.GetValues<PurchasingColumn>().First(c =>
                    match.Groups[c.ToString()].Success), at));
            }
        }

        foreach (var twice in found.GroupBy(static f => (f.Key, f.Column)).Where(static g => g.Count() > 1))
        {
            problems.Add(1, header[twice.First().At], header[twice.Last().At], "Two columns say the same.",
                "Remove one of the two columns.");
        }

        return problems.Any ? [] : [.. found.GroupBy(static f => f.Key).Select(static g =>
            new PurchasingGroup(g.First().Name, g.ToDictionary(static f => f.Column, static f => f.At)))];
    }

    // The groups have the names of the columns.
    [GeneratedRegex(@"^\s*(?:(?<Unweighted>un)|(?<Weighted>))weighted[\s_]+(?:normalized[\s_]+)?(?<name>\S.*?)[\s_]+domain[\s_]+score\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfDomain();

    [GeneratedRegex(@"^\s*(?<name>\S.*?)[\s_]+(?:(?<Threshold>achievement[\s_]+threshold)|(?<Benchmark>benchmark)"
        + @"|(?<Baseline>baseline[\s_]+rate)|(?<Performance>performance[\s_]+rate)|(?<Achievement>achievement[\s_]+points)"
        + @"|(?<Improvement>improvement[\s_]+points)|(?<Score>(?:measure|dimension)[\s_]+score))\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfMeasure();

    [GeneratedRegex(@"^(?<points>[0-9]{1,12}(?:\.[0-9]+)?)\s*out\s+of\s+[0-9]+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutOf();
}
