using System.Globalization;
using System.Text.RegularExpressions;

namespace ValueSettlement.Replay.Reading;

/// <summary>A number of a file of Hospital Value-Based Purchasing: there, not there ("Not Available", blank), or not to be read.</summary>
/// <param name="Value">The number; of "6 out of 10" it is 6.</param>
/// <param name="Decimals">How many decimals were printed.</param>
/// <param name="Unreadable">What stands there and is neither a number nor a word for none.</param>
internal readonly record struct HvbpCell(decimal? Value, int Decimals, string? Unreadable);

/// <summary>The columns of one measure or one domain by what they hold.</summary>
internal sealed record HvbpGroup(string Name, IReadOnlyDictionary<HvbpColumn, int> Columns);

/// <summary>What a column of a measure or a domain holds.</summary>
internal enum HvbpColumn
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

/// <summary>One hospital's row.</summary>
internal sealed record HvbpHospital(int Row, string Id, string Name, int? Year, IReadOnlyList<string> Cells);

/// <summary>
/// A file of Hospital Value-Based Purchasing, its layout found by the names of its columns: points of measures, or domain and total scores.
/// </summary>
internal sealed partial class HvbpFile
{
    private static readonly (string Words, HvbpColumn Column)[] Suffixes =
    [
        ("Achievement Threshold", HvbpColumn.Threshold), ("Benchmark", HvbpColumn.Benchmark), ("Baseline Rate", HvbpColumn.Baseline),
        ("Performance Rate", HvbpColumn.Performance), ("Achievement Points", HvbpColumn.Achievement),
        ("Improvement Points", HvbpColumn.Improvement), ("Measure Score", HvbpColumn.Score), ("Dimension Score", HvbpColumn.Score),
    ];

    private static readonly string[] Absent = ["", "not available", "n/a", "na", "nan", "null", ".", "-", "not applicable"];

    private HvbpFile(string file, IReadOnlyList<HvbpGroup> groups, int? total) => (File, Groups, Total) = (file, groups, total);

    public string File { get; }

    /// <summary>Measures or domains that can be settled.</summary>
    public IReadOnlyList<HvbpGroup> Groups { get; }

    /// <summary>The column of total performance scores; null in a file of points.</summary>
    public int? Total { get; }

    public IReadOnlyList<HvbpHospital> Hospitals { get; private init; } = [];

    /// <summary>Measures with some of their columns only, which are not settled.</summary>
    public IReadOnlyList<string> NotSettled { get; private init; } = [];

    /// <summary>Whether a header is one of this programme: no other prints achievement points or total performance scores.</summary>
    public static bool Recognises(string header)
    {
        var words = FieldNames.Normalised(header);
        return words.Contains("totalperformancescore", StringComparison.Ordinal)
            || words.Contains("achievementpoints", StringComparison.Ordinal);
    }

    /// <summary>Whether a file on disk has such a header; a file that cannot be read has none, and its reader will say so.</summary>
    public static bool RecognisesFile(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= Limits.FileBytes })
            {
                return false;
            }

            using var reader = new StreamReader(path);
            var start = new char[Limits.RowBytes];
            var header = new string(start, 0, reader.ReadBlock(start));
            return header.Split('\n').Take(2).Any(Recognises);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <param name="table">The file as text.</param>
    /// <param name="statedYear">The fiscal year of a file without a column of it.</param>
    /// <param name="problems">Everything that is wrong with the layout.</param>
    public static HvbpFile? Read(CsvTable table, int? statedYear, ProblemList problems)
    {
        if (!Recognises(string.Join(',', table.Header)))
        {
            problems.Add(1, string.Empty, string.Empty, "The columns are not those of Hospital Value-Based Purchasing.",
                "Settle files of other programmes by themselves.");
            return null;
        }

        int? Find(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                for (var at = 0; at < table.Header.Count; at++)
                {
                    if (FieldNames.Normalised(table.Header[at]) == name)
                    {
                        return at;
                    }
                }
            }

            return null;
        }

        var (id, year, name) = (Find("facilityid", "providernumber", "providerid", "ccn"), Find("fiscalyear", "year"),
            Find("facilityname", "hospitalname", "providername"));
        if (id is null)
        {
            problems.Add(1, "Facility ID", string.Empty, "The file has no such column.", "Give the file as CMS publishes it.");
        }

        if (year is null && statedYear is null)
        {
            problems.Add(1, "Fiscal Year", string.Empty, "The file has no such column.", "Say which fiscal year it is with --year.");
        }

        var total = Find("totalperformancescore");
        var all = GroupsOf(table.Header, total is not null, problems);
        var groups = all.Where(g => IsComplete(g, total is not null)).ToArray();
        if (groups.Length == 0)
        {
            problems.Add(1, string.Empty, string.Empty,
                "No measure has threshold, benchmark, performance rate and score, and no domain an unweighted score.",
                "Give the file as CMS publishes it, with its header in the first row.");
        }

        if (problems.Any)
        {
            return null;
        }

        var hospitals = table.Rows.Select(row => new HvbpHospital(row.Number, IdOf(row.Cells[id!.Value]),
            name is { } n ? row.Cells[n].Trim() : string.Empty, year is { } y ? YearOf(row.Cells[y]) : statedYear, row.Cells)).ToArray();
        foreach (var same in hospitals.GroupBy(static h => (h.Id, h.Year)).Where(static g => g.Count() > 1))
        {
            problems.Add(same.Skip(1).First().Row, "Facility ID", same.Key.Id, FormattableString.Invariant(
                $"The hospital stands twice, first in row {same.First().Row}."), "Remove one of the two rows.");
        }

        return problems.Any ? null : new(table.File, groups, total)
        {
            Hospitals = hospitals,
            NotSettled = [.. all.Except(groups).Select(static g => g.Name)],
        };
    }

    /// <summary>A cell: a number, "6 out of 10", a percentage, a word for none; anything else cannot be read.</summary>
    public static HvbpCell Cell(string text)
    {
        var trimmed = text.Trim().Trim('\uFEFF', '\u00A0').Trim();
        if (Absent.Contains(trimmed, StringComparer.OrdinalIgnoreCase))
        {
            return default;
        }

        var match = Number().Match(trimmed);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].ValueSpan,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return new(null, 0, Problem.Shortened(trimmed));
        }

        return match.Groups["percent"].Success ? new(number / 100m, number.Scale + 2, null) : new(number, number.Scale, null);
    }

    public HvbpCell Cell(HvbpHospital hospital, HvbpGroup group, HvbpColumn column) =>
        group.Columns.TryGetValue(column, out var at) ? Cell(hospital.Cells[at]) : default;

    // Spreadsheets drop the zeros at the beginning: 10001 is 010001.
    private static string IdOf(string text)
    {
        var id = text.Trim().Trim('\uFEFF', '\'', '=', '"');
        return id.Length is > 0 and < 6 && id.All(char.IsAsciiDigit) ? id.PadLeft(6, '0') : id;
    }

    private static int? YearOf(string text) =>
        int.TryParse(text.Trim().Trim('\uFEFF'), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= 2013 and <= 2100
            ? year : null;

    private static bool IsComplete(HvbpGroup group, bool totals)
    {
        bool Has(HvbpColumn column) => group.Columns.ContainsKey(column);
        return totals ? Has(HvbpColumn.Unweighted)
            : Has(HvbpColumn.Threshold) && Has(HvbpColumn.Benchmark) && Has(HvbpColumn.Performance)
                && (Has(HvbpColumn.Score) || Has(HvbpColumn.Achievement));
    }

    private static HvbpGroup[] GroupsOf(IReadOnlyList<string> header, bool totals, ProblemList problems)
    {
        var found = new List<(string Key, string Name, HvbpColumn Column, int At)>();
        foreach (var (at, name) in header.Index())
        {
            if (totals && Domain().Match(name) is { Success: true } domain)
            {
                found.Add((FieldNames.Normalised(domain.Groups["name"].Value), domain.Groups["name"].Value.Trim(),
                    domain.Groups["un"].Success ? HvbpColumn.Unweighted : HvbpColumn.Weighted, at));
            }
            else if (!totals && Suffixes.FirstOrDefault(s => name.Trim().EndsWith(" " + s.Words, StringComparison.OrdinalIgnoreCase)) is
                { Words: { } words } suffix)
            {
                var measure = name.Trim()[..^(words.Length + 1)].Trim();
                found.Add((FieldNames.Normalised(measure), measure, suffix.Column, at));
            }
        }

        foreach (var twice in found.GroupBy(static f => (f.Key, f.Column)).Where(static g => g.Count() > 1))
        {
            problems.Add(1, header[twice.First().At], header[twice.Last().At], "Two columns say the same.",
                "Remove one of the two columns.");
        }

        return problems.Any ? [] : [.. found.GroupBy(static f => f.Key).Select(static g =>
            new HvbpGroup(g.First().Name, g.ToDictionary(static f => f.Column, static f => f.At)))];
    }

    [GeneratedRegex("^\\s*(?<un>Un)?weighted\\s+(?:Normalized\\s+)?(?<name>.+?)\\s+Domain\\s+Score\\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Domain();

    [GeneratedRegex("^(?<number>[-+]?[0-9]{1,12}(?:\\.[0-9]{0,16})?)\\s*(?:(?<percent>%)|out\\s+of\\s+[0-9]+)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
