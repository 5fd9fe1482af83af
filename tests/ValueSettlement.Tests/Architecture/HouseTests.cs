using ValueSettlement.Tests.Docs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Architecture;

/// <summary>What makes the house pleasant to live in, held against the files.</summary>
public sealed class HouseTests
{
    private const int Columns = 140;
    private const int LongText = 100;

    [Fact]
    public void Lines_have_at_most_140_columns_and_outside_the_library_one_text_may_be_longer()
    {
        var (lines, wide) = (0, new List<string>());
        foreach (var file in Sources())
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                (lines, number) = (lines + 1, number + 1);
                if (line.Length > Columns && (TextIn(line) <= LongText || file.StartsWith(Library, StringComparison.Ordinal)))
                {
                    var at = Path.GetRelativePath(DocumentTests.FindRoot(), file);
                    wide.Add(FormattableString.Invariant($"{at}:{number}: {line.Length}"));
                }
            }
        }

        Assert.True(lines > 30_000, "The sources were not found.");
        Assert.Equal([], wide);
    }

    [Fact]
    public void Every_kind_of_clause_has_its_file_and_its_row_on_the_page_of_contracts()
    {
        var page = File.ReadAllText(Path.Combine(DocumentTests.FindRoot(), "docs", "contracts.md"));
        var kinds = Kinds.All[typeof(Clause)].Select(static kind => kind.DerivedType.Name).ToArray();
        Assert.True(kinds.Length > 15);
        Assert.Equal([], kinds.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)));
        Assert.Equal([], kinds.Where(static name =>
            !File.Exists(Path.Combine(DocumentTests.FindRoot(), "src", "ValueSettlement", "Contracts",
            "Clauses", name + ".cs"))));
    }

    [Fact]
    public void Every_factory_of_numbers_and_every_well_known_name_stands_on_the_page_of_contracts()
    {
        var page = File.ReadAllText(Path.Combine(DocumentTests.FindRoot(), "docs", "contracts.md"));
        var factories = typeof(Number).GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(static method => !method.IsSpecialName).Select(static method => $"`Number.{method.Name}(").Distinct().ToArray();
        Assert.True(factories.Length > 4);
        Assert.Equal([], factories.Where(name => !page.Contains(name, StringComparison.Ordinal)));
        var amounts = typeof(Basis).GetProperties().Where(static property => property.PropertyType == typeof(Basis))
            .Select(static property => ((Basis)property.GetValue(null)!).Name);
        Assert.Equal([], WellKnown.All.ToArray().Select(static row => row.Name).Except(amounts)
            .Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    /// <summary>What `dotnet format whitespace --folder` does not look at, and the rest of it takes a minute for.</summary>
    [Fact]
    public void Usings_stand_in_order_System_first()
    {
        Assert.Equal([], Sources().Where(static file =>
        {
            var usings = File.ReadLines(file).Select(static line => line.TrimStart('\uFEFF'))
                .Where(static line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';')
                    && !line.AsSpan().ContainsAny('=', '(') && !line.StartsWith("using static ", StringComparison.Ordinal)).ToArray();
            return !usings.SequenceEqual(usings.OrderBy(static line => !line.StartsWith("using System", StringComparison.Ordinal))
                .ThenBy(static line => line.TrimEnd(';'), StringComparer.OrdinalIgnoreCase));
        }).Select(static file => Path.GetRelativePath(DocumentTests.FindRoot(), file)));
    }

    private static readonly string Library = Path.Combine(DocumentTests.FindRoot(), "src");

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "samples", "benchmarks" }
        .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(DocumentTests.FindRoot(), folder), "*.cs",
            SearchOption.AllDirectories))
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    /// <summary>The length of the text that a line holds between its first quotation mark and its last.</summary>
    private static int TextIn(string line) => line.LastIndexOf('"') - line.IndexOf('"', StringComparison.Ordinal);
}
