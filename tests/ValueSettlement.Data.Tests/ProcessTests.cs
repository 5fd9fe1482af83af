using System.Diagnostics;
using System.Globalization;
using ValueSettlement.Population;
using ValueSettlement.Tests.Population;

namespace ValueSettlement.Data.Tests;

/// <summary>Workers that share nothing but a file: their partials merge to the totals of one machine.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("partials").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task PartialsOfSeveralProcessesMerge()
    {
        var rows = Rows.Random(200_000, 9, 2, 41);
        var csv = Path.Combine(folder, "rows.csv");
        CsvRowsTests.Write(csv, rows, "\n", quoted: false);
        var population = new PopulationRules
        {
            Strata = [new("young", "young"), new("old", "old")],
            Organisations = 9,
            Truncation = [Truncation.AtPercentile(new(99))],
        }.Prepare();
        var surveys = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Worker("survey", csv, i)));
        var survey = population.Survey();
        foreach (var bytes in surveys)
        {
            survey.Merge(population.ReadSurvey(bytes));
        }

        var seen = Path.Combine(folder, "survey");
        await File.WriteAllBytesAsync(seen, survey.ToBytes().ToArray(), TestContext.Current.CancellationToken);
        var partials = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Worker("count", csv, i, seen)));
        var whole = population.ReadPartial(partials[2]);
        whole.Merge(population.ReadPartial(partials[0]));
        whole.Merge(population.ReadPartial(partials[1]));
        CsvRowsTests.Same(population.Total(rows.Columns with { Risk = default }, 2), whole.Total());
    }

    private static async Task<byte[]> Worker(string pass, string csv, int part, string? survey = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PartialWorker.dll"));
        string?[] arguments = [pass, csv, part.ToString(CultureInfo.InvariantCulture), "3", "9", survey];
        foreach (var argument in arguments.OfType<string>())
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return bytes.ToArray();
    }
}
