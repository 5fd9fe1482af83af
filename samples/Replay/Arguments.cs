using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay;

/// <summary>The command line of accountable care organisations.</summary>
internal sealed class Arguments() : CommandLine(string.Empty, "performance year", 2019,
    (YearFinder.First, YearFinder.Last, FormattableString.Invariant($"from {YearFinder.First} to {YearFinder.Last}")))
{
    /// <summary>The word before the files of accountable care organisations; it may be left out.</summary>
    public const string Organisations = "aco";

    public string? Organisation { get; private set; }

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments();
        parsed.Read(args, needsFiles: false);
        return parsed;
    }

    protected override bool Takes(string name, Func<string, string?> value)
    {
        if (name is not ("--organisation" or "--organization"))
        {
            return false;
        }

        Organisation = value("an identifier, for example --organisation A1001");
        return true;
    }
}
