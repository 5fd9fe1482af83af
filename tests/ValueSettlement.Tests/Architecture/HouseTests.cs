using ValueSettlement.Tests.Docs;

namespace ValueSettlement.Tests.Architecture;

/// <summary>What makes the house pleasant to live in, held against the files.</summary>
public sealed class HouseTests
{
    private const int Columns = 140;
    private const int LongText = 100;

    [Fact]
    public void Lines_have_at_most_140_columns_where_no_single_text_makes_them_longer()
    {
        var (lines, wide) = (0, new List<string>());
        foreach (var file in Sources())
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                (lines, number) = (lines + 1, number + 1);
                if (line.Length > Columns && TextIn(line) <= LongText)
                {
                    var at = Path.GetRelativePath(DocumentTests.FindRoot(), file);
                    wide.Add(FormattableString.Invariant($"{at}:{number}: {line.Length}"));
                }
            }
        }

        Assert.True(lines > 30_000, "The sources were not found.");
        Assert.Equal([], wide);
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "samples", "benchmarks" }
        .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(DocumentTests.FindRoot(), folder), "*.cs",
            SearchOption.AllDirectories))
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    /// <summary>The length of the text that a line holds between its first quotation mark and its last.</summary>
    private static int TextIn(string line) => line.LastIndexOf('"') - line.IndexOf('"', StringComparison.Ordinal);
}
