using System.Text.Json;
using ValueSettlement.Replay.Tests.Layouts;

namespace ValueSettlement.Replay.Tests;

/// <summary>The command line: help, options, exit codes, the JSON file.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_teaches(string option)
    {
        var (code, output, errors) = Replaying.Run(option);

        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        string[] all =
        [
            "Usage:", "--organisation", "--json", "--year", "--rows", "Classes", "revenue not published", "Exit code", "Examples",
            "EarnSaveLoss", "ACO REACH", "within a cent", "not paid", "vintages", "shared_savings_seq",
        ];
        foreach (var taught in all)
        {
            Assert.Contains(taught, output, StringComparison.Ordinal);
        }

        Assert.All(output.Split('\n'), static line => Assert.InRange(line.Length, 0, 120));
    }

    [Theory]
    [InlineData("There is no option --frobnicate.", "--frobnicate")]
    [InlineData("--json needs a file to write", "--json")]
    [InlineData("--json needs a file to write", "--json", "--rows")]
    [InlineData("--organisation needs an identifier", "--organisation")]
    [InlineData("--year is a performance year from 2013 to 2026, not '2012'.", "--year", "2012")]
    [InlineData("--year is a performance year from 2013 to 2026, not 'next'.", "--year=next")]
    [InlineData("--json names a file that is to be read.", "a.csv", "--json", "./a.csv")]
    [InlineData("No organisation has the identifier 'A0'.", "--organisation", "A0")]
    public void A_wrong_command_line(string complaint, params string[] args)
    {
        var (code, output, errors) = Replaying.Run(args);

        Assert.Equal((Application.WrongInput, string.Empty), (code, output));
        Assert.Contains(complaint, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_what_was_asked_for_of_every_organisation()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("results.csv", Vintages.Csv2024(SyntheticAco.Samples2024));
        var json = folder.File("settled.json", "old");

        var (code, output, _) = Replaying.Run(file, $"--json={json}");

        Assert.Equal(Application.AllExplained, code);
        Assert.Contains($"Wrote {SyntheticAco.Samples2024.Length} results", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var results = document.RootElement.EnumerateArray().ToArray();
        Assert.Equal(SyntheticAco.Samples2024.Length, results.Length);
        var alternative = Assert.Single(results, static result => result.GetProperty("id").GetString() == "A5001");
        Assert.Equal(2024, alternative.GetProperty("year").GetInt32());
        Assert.Equal("BASIC E", alternative.GetProperty("track").GetString());
        Assert.Equal(4_058_007m, alternative.GetProperty("published").GetDecimal());
        // 10,807,317 x 38.315 % x 98 %, every digit of it.
        Assert.Equal("4058007.0383790", alternative.GetProperty("unrounded").GetRawText()[..15]);
        Assert.Equal("exact", alternative.GetProperty("class").GetString());
        Assert.Equal("revenue not published",
            Assert.Single(results, static result => result.GetProperty("id").GetString() == "A4008").GetProperty("class").GetString());
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Json_that_cannot_be_written_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var nowhere = Path.Combine(folder.Path, "nowhere", "settled.json");

        var (code, _, errors) = Replaying.Run("--json", nowhere);
        var (onFolder, _, _) = Replaying.Run("--json", folder.Path);

        Assert.Equal((Application.WrongInput, Application.WrongInput), (code, onFolder));
        Assert.Contains("cannot be written", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_organisation_of_a_file_gets_its_statement()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("results.csv", Vintages.Csv2024(SyntheticAco.Samples2024));

        var (code, output, _) = Replaying.Run(file, "--organization", "A5002");

        Assert.Equal(Application.AllExplained, code);
        Assert.Contains("A5002", output, StringComparison.Ordinal);
        Assert.Contains("# Settlement of", output, StringComparison.Ordinal);
        Assert.DoesNotContain("A5003", output, StringComparison.Ordinal);
    }

    [Fact]
    public void All_rows_are_printed_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("results.csv", Vintages.Csv2024(SyntheticAco.Samples2024));

        var (_, output, _) = Replaying.Run(file, "--rows");
        var (_, brief, _) = Replaying.Run(file);

        Assert.All(SyntheticAco.Samples2024, aco => Assert.Contains(aco.Id, output, StringComparison.Ordinal));
        Assert.DoesNotContain("A5001", brief, StringComparison.Ordinal);
    }
}
