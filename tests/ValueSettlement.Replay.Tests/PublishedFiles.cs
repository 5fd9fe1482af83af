namespace ValueSettlement.Replay.Tests;

/// <summary>The published files, which lie beside the repository and not in it.</summary>
internal static class PublishedFiles
{
    public static readonly int[] Years = [2013, 2016, 2018, 2021, 2024];

    /// <summary>The file of a year; a test that cannot have it is skipped, visibly, with the reason.</summary>
    public static string Of(int year)
    {
        var folder = Folder();
        Assert.SkipWhen(folder is null, "The published files are not here: expected the folder ../shared/data/mssp-puf beside the repository. Nothing was compared.");
        var file = Path.Combine(folder!, FormattableString.Invariant($"mssp_{year}.csv"));
        Assert.SkipUnless(File.Exists(file), $"The published file {Path.GetFileName(file)} is not in ../shared/data/mssp-puf. Nothing was compared.");
        return file;
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ValueSettlement.sln")))
            {
                var data = Path.Combine(folder.FullName, "..", "shared", "data", "mssp-puf");
                return Directory.Exists(data) ? data : null;
            }
        }

        return null;
    }
}
