using System.Globalization;
using System.Text.RegularExpressions;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>The command line of a hospital programme, understood; or what is wrong with it.</summary>
internal sealed partial record HospitalArguments
{
    private const int FirstYear = 2013;
    private const int LastYear = 2100;

    public IReadOnlyList<string> Files { get; init; } = [];

    public string? Facility { get; init; }

    public string? Json { get; init; }

    public int? Year { get; init; }

    public bool Rows { get; init; }

    public bool Help { get; init; }

    /// <summary>Base operating DRG payments of a statement, in dollars.</summary>
    public Money Base { get; init; } = Money.Of(1_000_000m);

    public IReadOnlyDictionary<string, string> Own { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Errors { get; init; } = [];

    public static HospitalArguments Parse(IReadOnlyList<string> args, HospitalProgramme programme)
    {
        var (files, errors, own) = (new List<string>(), new List<string>(), new Dictionary<string, string>());
        var parsed = new HospitalArguments();
        for (var i = 0; i < args.Count; i++)
        {
            var equals = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i].IndexOf('=', StringComparison.Ordinal) : -1;
            var (name, attached) = equals > 0 ? (args[i][..equals], args[i][(equals + 1)..]) : (args[i], null);
            string? Value(string what)
            {
                if (attached is not null)
                {
                    return attached;
                }

                if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    return args[++i];
                }

                errors.Add($"{name} needs {what}.");
                return null;
            }

            switch (name)
            {
                case "--help" or "-h" or "-?":
                    parsed = parsed with { Help = true };
                    break;
                case "--rows":
                    parsed = parsed with { Rows = true };
                    break;
                case "--facility":
                    parsed = parsed with { Facility = Value("an identifier, for example --facility 050055") };
                    break;
                case "--json":
                    parsed = parsed with { Json = Value("a file to write, for example --json settled.json") };
                    break;
                case "--year":
                    parsed = parsed with { Year = YearOf(Value("a fiscal year, for example --year 2026"), errors) };
                    break;
                case "--base" when programme.SettlesPayments:
                    parsed = parsed with
                    {
                        Base = BaseOf(Value("an amount in dollars, for example --base 84000000"), errors) ?? parsed.Base,
                    };
                    break;
                case not null when programme.Options.FirstOrDefault(o => o.Option == name) is { Option: not null } option:
                    if (Value(option.Needs) is { } value)
                    {
                        own[name] = value;
                    }

                    break;
                case not null when name.StartsWith('-') && name.Length > 1:
                    errors.Add($"There is no option {Problem.Shortened(name)}. {programme.Word} --help lists them.");
                    break;
                default:
                    files.Add(args[i]);
                    break;
            }
        }

        if (files.Count == 0 && !parsed.Help && errors.Count == 0)
        {
            errors.Add($"{programme.Word} needs at least one file. {programme.Word} --help says which.");
        }

        if (files.Count > Limits.Files)
        {
            errors.Add(FormattableString.Invariant($"At most {Limits.Files} files are read at once."));
        }

        if (parsed.Json is { } json && files.Concat(own.Values).Any(file => SamePath(file, json)))
        {
            errors.Add("--json names a file that is to be read. Name another one.");
        }

        return parsed with { Files = files, Own = own, Errors = errors };
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

    /// <summary>The fiscal year of a file: as stated, of a column, or of its name such as "hrrp_fy2026.csv".</summary>
    public int? YearOfFile(string file, int? column, ProblemList problems)
    {
        var found = Year ?? column ?? (InName().Match(Path.GetFileName(file)) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null);
        if (found is null)
        {
            problems.Add(0, string.Empty, string.Empty, "Neither a column nor the file's name says which fiscal year it is.",
                "Say it: --year 2026.");
        }

        return found;
    }

    private static int? YearOf(string? text, List<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear)
        {
            return year;
        }

        errors.Add(FormattableString.Invariant($"--year is a fiscal year from {FirstYear} on, not '{Problem.Shortened(text)}'."));
        return null;
    }

    private static Money? BaseOf(string? text, List<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (Numeral.Parse(text) is { HasPercentSign: false, Value: >= 0m and <= RowReader.LargestAmount } numeral)
        {
            return Money.Of(numeral.Value);
        }

        errors.Add($"--base is an amount in dollars up to a trillion, not '{Problem.Shortened(text)}'.");
        return null;
    }

    private static bool SamePath(string one, string other)
    {
        try
        {
            return string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), OperatingSystem.IsWindows()
                ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return false;
        }
    }

    [GeneratedRegex("fy[ _-]?(20[0-9]{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InName();
}
