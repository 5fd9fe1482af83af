using System.Globalization;
using ValueSettlement.Replay.Output;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay;

/// <summary>The command line, understood; or what is wrong with it.</summary>
internal sealed record Arguments
{
    /// <summary>The word before the files of accountable care organisations; it may be left out.</summary>
    public const string Organisations = "aco";

    public IReadOnlyList<string> Files { get; init; } = [];

    public string? Organisation { get; init; }

    public string? Json { get; init; }

    public int? Year { get; init; }

    public bool Rows { get; init; }

    public bool Help { get; init; }

    public IReadOnlyList<string> Errors { get; init; } = [];

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var files = new List<string>();
        var errors = new List<string>();
        var parsed = new Arguments();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, attached) = Split(args[i]);
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
                case "--organisation" or "--organization":
                    parsed = parsed with { Organisation = Value("an identifier, for example --organisation A1001") };
                    break;
                case "--json":
                    parsed = parsed with { Json = Value("a file to write, for example --json settled.json") };
                    break;
                case "--year":
                    parsed = parsed with { Year = YearOf(Value("a performance year, for example --year 2019"), errors) };
                    break;
                case not null when name.StartsWith('-') && name.Length > 1:
                    errors.Add($"There is no option {Problem.Shortened(name)}. --help lists them.");
                    break;
                default:
                    files.Add(args[i]);
                    break;
            }
        }

        if (files.Count > Limits.Files)
        {
            errors.Add(FormattableString.Invariant($"At most {Limits.Files} files are read at once."));
        }

        if (parsed.Json is { } json && files.Any(file => SamePath(file, json)))
        {
            errors.Add("--json names a file that is to be read. Name another one.");
        }

        return parsed with { Files = files, Errors = errors };
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return argument.StartsWith("--", StringComparison.Ordinal) && equals > 0 ? (argument[..equals], argument[(equals + 1)..])
            : (argument, null);
    }

    private static int? YearOf(string? text, List<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= YearFinder.First and <= YearFinder.Last)
        {
            return year;
        }

        errors.Add(FormattableString.Invariant(
            $"--year is a performance year from {YearFinder.First} to {YearFinder.Last}, not '{Problem.Shortened(text)}'."));
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
}
