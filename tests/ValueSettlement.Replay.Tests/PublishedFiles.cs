namespace ValueSettlement.Replay.Tests;

/// <summary>The published files, which lie beside the repository and not in it.</summary>
internal static class PublishedFiles
{
    public static readonly int[] Years = [2013, 2016, 2018, 2021, 2024];

    public static readonly int[] ReachYears = [2021, 2023];

    /// <summary>The Shared Savings file of a year; a test that cannot have it is skipped, visibly, with the reason.</summary>
    public static string Of(int year) => In("mssp-puf", FormattableString.Invariant($"mssp_{year}.csv"));

    /// <summary>The ACO REACH file of a year; a test that cannot have it is skipped, visibly, with the reason.</summary>
    public static string Reach(int year) => In("reach", FormattableString.Invariant($"reach_{year}.csv"));

    /// <summary>A file of Hospital Value-Based Purchasing; a test that cannot have it is skipped, visibly, with the reason.</summary>
    public static string Hvbp(string file) => In("hvbp", file);

    private static string In(string folder, string file)
    {
        var data = Data();
        Assert.SkipWhen(data is null,
            "The published files are not here: expected the folder ../shared/data beside the repository. Nothing was compared.");
        var path = Path.Combine(data!, folder, file);
        Assert.SkipUnless(File.Exists(path), $"The published file {file} is not in ../shared/data/{folder}. Nothing was compared.");
        return path;
    }

    private static string? Data()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ValueSettlement.sln")))
            {
                var data = Path.Combine(folder.FullName, "..", "shared", "data");
                return Directory.Exists(data) ? data : null;
            }
        }

        return null;
    }
}
