using System.Globalization;
using System.Text.RegularExpressions;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Reading.Hospitals;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>The command line of a hospital programme.</summary>
internal sealed partial class HospitalArguments(HospitalProgramme programme) : CommandLine(programme.Word, "fiscal year", 2026,
    (FirstYear, LastYear, FormattableString.Invariant($"from {FirstYear} on")))
{
    private const int FirstYear = 2013;
    private const int LastYear = 2100;

    private readonly Dictionary<string, string> _own = [];

    public string? Facility { get; private set; }

    /// <summary>Base operating DRG payments of a statement, in dollars.</summary>
    public Money Base { get; private set; } = Money.Of(1_000_000m);

    public IReadOnlyDictionary<string, string> Own => _own;

    protected override IEnumerable<string> OwnFiles => _own.Values;

    public static HospitalArguments Parse(IReadOnlyList<string> args, HospitalProgramme programme)
    {
        var parsed = new HospitalArguments(programme);
        parsed.Read(args, needsFiles: true);
        return parsed;
    }

    /// <summary>A number of an option of the programme's own; null, with a problem, if it is none.</summary>
    public Numeral? Number(string option, ProblemList problems)
    {
        if (!Own.TryGetValue(option, out var text))
        {
            return null;
        }

        var numeral = Numeral.Parse(text);
        if (numeral is null)
        {
            problems.Add(0, string.Empty, text, $"{option} is a number.", $"Write for example {option} 0.9627.");
        }

        return numeral;
    }

    /// <summary>The one fiscal year of a file: of its column; without one of its name such as "hrrp_fy2026.csv"; without either as stated.
    /// Two that differ are a problem: taking either would be a guess.</summary>
    public int? YearOfFile(HospitalSheet sheet, int? column, ProblemList problems)
    {
        var printed = sheet.Rows.Select(row => (Row: row.Number, Year: YearOf(sheet.Cell(row, column))))
            .Where(static c => c.Year is not null).DistinctBy(static c => c.Year).ToArray();
        if (printed.Length > 1)
        {
            problems.Add(printed[1].Row, sheet.Name(column!.Value), Word(printed[1].Year),
                $"A file is of one fiscal year, and the rows before say {Word(printed[0].Year)}.", "Give the years in files of their own.");
            return null;
        }

        if (printed.Length == 1)
        {
            return Agreed(printed[0].Year!.Value, $"the column '{sheet.Name(column!.Value)}'", printed[0].Row, problems);
        }

        if (InName().Match(Path.GetFileName(sheet.File)) is { Success: true } match)
        {
            return Agreed(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), "the file's name", 0, problems);
        }

        if (Year is null)
        {
            problems.Add(0, string.Empty, string.Empty, "Neither a column nor the file's name says which fiscal year it is.",
                "Say it: --year 2026.");
        }

        return Year;
    }

    /// <summary>The year that a file says, unless --year says another one.</summary>
    /// <param name="said">The year that the file says.</param>
    /// <param name="where">Where it says it.</param>
    /// <param name="row">In which row; 0 for none.</param>
    /// <param name="problems">Gets the contradiction.</param>
    public int? Agreed(int said, string where, int row, ProblemList problems)
    {
        if (Year is null || Year == said)
        {
            return said;
        }

        problems.Add(row, string.Empty, Word(said),
            $"{char.ToUpperInvariant(where[0])}{where[1..]} says {Word(said)}, and --year {Word(Year)}.",
            "Leave --year out, or give the file of that year.");
        return null;
    }

    protected override bool Takes(string name, Func<string, string?> value)
    {
        if (name == "--facility")
        {
            Facility = value("an identifier, for example --facility 050055");
        }
        else if (name == "--base" && programme.SettlesPayments)
        {
            Base = BaseOf(value("an amount in dollars, for example --base 84000000")) ?? Base;
        }
        else if (programme.Options.FirstOrDefault(o => o.Option == name) is { Option: not null } option)
        {
            if (value(option.Needs) is { } stated)
            {
                _own[name] = stated;
            }
        }
        else
        {
            return false;
        }

        return true;
    }

    private static int? YearOf(HospitalCell cell) =>
        cell.Numeral is { Decimals: 0, Value: >= FirstYear and <= LastYear } year ? (int)year.Value : null;

    private static string Word(int? year) => year?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private Money? BaseOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Numeral.Parse(text) is { HasPercentSign: false, Value: >= 0m and <= RowReader.LargestAmount } numeral)
        {
            return Money.Of(numeral.Value);
        }

        Wrong($"--base is an amount in dollars up to a trillion, not '{Problem.Shortened(text)}'.");
        return null;
    }

    [GeneratedRegex("fy[ _-]?(20[0-9]{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InName();
}
