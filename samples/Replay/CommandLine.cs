using System.Globalization;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay;

/// <summary>What every command line of the replay understands: files, --year, --rows, --json, --help; or what is wrong with it. A further
/// one says which options it takes besides.</summary>
/// <param name="word">The word that stands before --help; empty for none.</param>
/// <param name="yearKind">What a year is called, for example "performance year".</param>
/// <param name="yearExample">A year that somebody might write.</param>
/// <param name="years">Which years there are, in words.</param>
internal abstract class CommandLine(string word, string yearKind, int yearExample, (int First, int Last, string Words) years)
{
    private readonly List<string> _files = [];
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Files => _files;

    public IReadOnlyList<string> Errors => _errors;

    public string? Json { get; private set; }

    public int? Year { get; private set; }

    public bool Rows { get; private set; }

    public bool Help { get; private set; }

    /// <summary>Files that options of its own name.</summary>
    protected virtual IEnumerable<string> OwnFiles => [];

    /// <summary>Takes an option of its own; false if it has none of that name.</summary>
    /// <param name="name">The name, with its dashes.</param>
    /// <param name="value">Reads its value, told what the option needs; null, with an error, if there is none.</param>
    protected abstract bool Takes(string name, Func<string, string?> value);

    protected void Wrong(string error) => _errors.Add(error);

    protected void Read(IReadOnlyList<string> args, bool needsFiles)
    {
        var help = (word + " --help").Trim();
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

                Wrong($"{name} needs {what}.");
                return null;
            }

            switch (name)
            {
                case "--help" or "-h" or "-?":
                    Help = true;
                    break;
                case "--rows":
                    Rows = true;
                    break;
                case "--json":
                    Json = Value("a file to write, for example --json settled.json");
                    break;
                case "--year":
                    Year = YearOf(Value(FormattableString.Invariant($"a {yearKind}, for example --year {yearExample}")));
                    break;
                case not null when name.StartsWith('-') && name.Length > 1:
                    if (!Takes(name, Value))
                    {
                        Wrong($"There is no option {Problem.Shortened(name)}. {help} lists them.");
                    }

                    break;
                default:
                    _files.Add(args[i]);
                    break;
            }
        }

        if (needsFiles && Files.Count == 0 && !Help && Errors.Count == 0)
        {
            Wrong($"{word} needs at least one file. {help} says which.");
        }

        if (Files.Count > Limits.Files)
        {
            Wrong(FormattableString.Invariant($"At most {Limits.Files} files are read at once."));
        }

        if (Json is { } json && Files.Concat(OwnFiles).Any(file => SamePath(file, json)))
        {
            Wrong("--json names a file that is to be read. Name another one.");
        }
    }

    private int? YearOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= years.First && year <= years.Last)
        {
            return year;
        }

        Wrong($"--year is a {yearKind} {years.Words}, not '{Problem.Shortened(text)}'.");
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
