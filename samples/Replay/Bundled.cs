using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay;

/// <summary>The table that comes with the sample: real published organisation-years in a layout of its own.</summary>
internal static class Bundled
{
    public const string FileName = "published-aco-years.csv";

    /// <summary>The organisation whose full statement a run without arguments prints: paid by the alternative quality standard, so that the
    /// score shows in the rate.</summary>
    public const string Shown = "A2366";

    public const int ShownYear = 2024;

    public static CsvTable? Read(ProblemList problems)
    {
        using var stream = typeof(Bundled).Assembly.GetManifestResourceStream(FileName);
        if (stream is null)
        {
            problems.Add(0, string.Empty, string.Empty, "The bundled table is not in this build.", "Build the sample again.");
            return null;
        }

        return CsvTable.Read(stream, problems);
    }
}
