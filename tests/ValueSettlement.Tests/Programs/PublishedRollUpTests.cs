using System.Globalization;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// W15: the whole of performance year 2024 (CMS public use file, original vintage) as announced: 476 organisations, 10,326,340
/// beneficiaries, 359 that earned
/// $4,124,206,556, 16 that owe $19,966,437, and $2,477,306,491 left to the programme. Skipped, visibly, where the file is absent.
/// </summary>
public sealed class PublishedRollUpTests
{
    [Fact]
    public void W15_totals_of_2024()
    {
        var file = Find();
        Assert.SkipWhen(file is null, "The file ../shared/data/mssp-puf/mssp_2024.csv is not beside the project.");
        var rows = File.ReadAllLines(file!).Select(Split).ToArray();
        var names = rows[0];
        var years = rows[1..].Where(static r => r.Count > 1).ToArray();
        decimal Number(List<string> row, string column) =>
            row[names.IndexOf(column)] is var text && decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowCurrencySymbol,
            CultureInfo.InvariantCulture, out var value) ? value : 0m;
        var earned = years.Select(r => Number(r, "EarnSaveLoss")).ToArray();

        Assert.Equal(476, years.Length);
        Assert.Equal(10_326_340m, years.Sum(r => Number(r, "N_AB")));
        Assert.Equal((359, 4_124_206_556m), (earned.Count(static e => e > 0m), earned.Where(static e => e > 0m).Sum()));
        Assert.Equal((16, -19_966_437m), (earned.Count(static e => e < 0m), earned.Where(static e => e < 0m).Sum()));
        Assert.Equal(2_477_306_491m, years.Sum(r => Number(r, "BnchmkMinExp")) - earned.Sum());
        Assert.Equal(75.42m, Rounding.Cents.Apply(359m / 476m * 100m));
    }

    [Fact]
    public void W15_every_organisation_of_2024_settles_to_the_dollar()
    {
        var file = Find();
        Assert.SkipWhen(file is null, "The file ../shared/data/mssp-puf/mssp_2024.csv is not beside the project.");
        var lines = File.ReadAllLines(file!).Select(Split).ToArray();
        var results = new List<(decimal Published, bool Exact)>();
        foreach (var cells in lines[1..].Where(static l => l.Count > 1))
        {
            string Text(string column) => cells[lines[0].IndexOf(column)];
            decimal Number(string column) =>
                decimal.TryParse(Text(column), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0m;
            var start = Text("Current_Start_Date").Split('/').Select(static p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            var track = Text("Current_Track") switch
            {
                "A" => Track.BasicA,
                "B" => Track.BasicB,
                "C" => Track.BasicC,
                "D" =>
                Track.BasicD,
                "E" => Track.BasicE,
                _ => Track.Enhanced
            };
            var fixedRate = TwoSided(track) && Number("MinSavPerc") is 0m or 0.5m or 1m or 1.5m or 2m && Number("N_AB") >= 5_000m;
            var halfRate = track != Track.Enhanced && start[2] >= 2024;
            var row = new PublishedYear("W15", "2024", Text("ACO_ID"), track,
                FormattableString.Invariant($"{start[2]:0000}-{start[0]:00}-{start[1]:00}"), "whole file")
            {
                Benchmark = Number("ABtotBnchmk"),
                Difference = Number("BnchmkMinExp"),
                Minimum = fixedRate ? Number("MinSavPerc") : null,
                Assigned = (int)Number("N_AB"),
                Standard = Text("Met_QPS") == "1" ? QualityStandard.Met : Text("Met_AltQPS") == "1" ? QualityStandard.Alternative
                    : QualityStandard.NotMet,
                Score = Number("QualScore") / 100m,
                Relief = TwoSided(track) && Number("DisAdj") != 0m ? Math.Abs(Number("DisAdj")) : null,
                LowRevenue = halfRate ? Text("Rev_Exp_Cat").StartsWith("Low", StringComparison.OrdinalIgnoreCase) : null,
                Guardrail = Text("Guardrail") == "1",
                Published = Number("EarnSaveLoss"),
            };
            results.Add((row.Published, PublishedYearsTests.AssertToTheLastDigit(row)));
        }

        // Paid, owed, neither: how many follow from the figures as printed, and how many from others that print the same.
        Assert.Equal((304, 55), Of(static published => published > 0m));
        Assert.Equal((12, 4), Of(static published => published < 0m));
        Assert.Equal((101, 0), Of(static published => published == 0m));

        (int Exact, int Near) Of(Func<decimal, bool> kind) =>
            (results.Count(r => kind(r.Published) && r.Exact), results.Count(r => kind(r.Published) && !r.Exact));
    }

    private static bool TwoSided(Track track) => track is not (Track.BasicA or Track.BasicB);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "mssp-puf", "mssp_2024.csv");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim('\uFEFF'));
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
