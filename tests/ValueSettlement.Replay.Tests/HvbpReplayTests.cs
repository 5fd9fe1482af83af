using System.Text;
using System.Text.Json;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Tests;

/// <summary>Files of Hospital Value-Based Purchasing: published ones, and layouts made by hand of published numbers.</summary>
public sealed class HvbpReplayTests
{
    private const string PointsHeader = "Fiscal Year,Facility ID,Facility Name,{0} Achievement Threshold,{0} Benchmark,{0} Baseline Rate,"
        + "{0} Performance Rate,{0} Achievement Points,{0} Improvement Points,{0} Measure Score\n";

    private const string ScoresHeader = "\"Fiscal Year\",\"Facility ID\",\"Facility Name\","
        + "\"Unweighted Normalized Clinical Outcomes Domain Score\",\"Weighted Normalized Clinical Outcomes Domain Score\","
        + "\"Unweighted Person And Community Engagement Domain Score\",\"Weighted Person And Community Engagement Domain Score\","
        + "\"Unweighted Normalized Safety Domain Score\",\"Weighted Safety Domain Score\","
        + "\"Unweighted Normalized Efficiency And Cost Reduction Domain Score\",\"Weighted Efficiency And Cost Reduction Domain Score\","
        + "\"Total Performance Score\"\n";

    private const string Published10001 = "2024,010001,SOUTHEAST HEALTH MEDICAL CENTER,38.333333333333,9.583333333333,16.000000000000,"
        + "4.000000000000,8.000000000000,2.000000000000,0.000000000000,0.000000000000,15.583333333333\n";

    private const string Ami10001 = "2024,10001,SOUTHEAST,0.869247,0.887868,0.856752,0.880237,6 out of 10,7 out of 9,7 out of 10\n";

    [Theory]
    [InlineData("hvbp_total_performance_fy2021.csv", 2_676, 0)]
    [InlineData("hvbp_total_performance_fy2024.csv", 2_474, 0)]
    [InlineData("hvbp_clinical_outcomes_fy2024.csv", 2_434, 40)]
    [InlineData("hvbp_efficiency_fy2024.csv", 2_472, 2)]
    public void A_published_file_is_equal_in_every_value(string file, int equal, int notScored)
    {
        var problems = new ProblemList(file);
        var read = HvbpFile.Read(CsvTable.Read(PublishedFiles.Hospital("hvbp", file), problems)!, null, problems);
        Assert.Empty(problems.ToList());
        var settler = new HvbpSettler(read!);
        var results = read!.Hospitals.Select(settler.Settle).ToArray();
        Assert.Equal((equal, notScored), (results.Count(static r => r.Class == HvbpClass.Equal),
            results.Count(static r => r.Class == HvbpClass.NotScored)));
        Assert.Equal(results.Length, equal + notScored);
        Assert.Empty(settler.WeightsOfTheFile);
    }

    [Fact]
    public void The_columns_say_which_programme_it_is_and_the_summary_counts()
    {
        using var folder = new TemporaryFolder();
        var scores = folder.File("scores.csv", "\uFEFF" + ScoresHeader + Published10001);
        var points = folder.File("points.csv", string.Format(null, CompositeFormat.Parse(PointsHeader), "MORT-30-AMI") + Ami10001);
        var json = folder.File("out.json");
        var (code, output, errors) = Replaying.Run(scores, points, "--json", json);
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("total performance scores: 1 published values compared", output, StringComparison.Ordinal);
        Assert.Contains("achievement points: 1 published values compared", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(["010001", "010001"], document.RootElement.EnumerateArray().Select(static e => e.GetProperty("id").GetString()));
        Assert.All(document.RootElement.EnumerateArray(), static e => Assert.Equal("equal", e.GetProperty("class").GetString()));

        var (one, shown, _) = Replaying.Run("hvbp", points, "--organisation", "10001");
        Assert.Equal(0, one);
        Assert.Contains("0.8816448 has 8", shown, StringComparison.Ordinal);
        Assert.Equal(2, Replaying.Run("hvbp", points, "--organisation", "999999").Code);
    }

    /// <summary>Older names and years of which the library has no weights: those that the file shows.</summary>
    [Fact]
    public void Weights_of_other_years_and_domains_are_read_from_the_file()
    {
        const string Header = "fiscal_year,provider number,UNWEIGHTED NORMALIZED CLINICAL CARE DOMAIN SCORE,"
            + "Weighted clinical care domain score,"
            + "Unweighted Patient Domain Score,Weighted Patient Domain Score,Unweighted Safety Domain Score,Weighted Safety Domain Score,"
            + "Total Performance Score\n";
        var (file, settler) = Read(Header + "2017,10001,50,15,40,10,20,9,34\n2017,10005,Not Available,Not Available,40,14.28571429,20,"
            + "12.85714286,27.14285714\n2017,10006,60,18,10,2.5,10,4.5,25\n", "old.csv");
        var results = file.Hospitals.Select(settler.Settle).ToArray();
        // Three domains are needed, and two were scored: published all the same.
        Assert.Equal([HvbpClass.Equal, HvbpClass.Different, HvbpClass.Equal], results.Select(static r => r.Class));
        Assert.Equal((2017, "30 %, 25 %, 45 %"), Assert.Single(settler.WeightsOfTheFile));
    }

    /// <summary>Dimensions of the survey in percent, and a measure whose standards are missing.</summary>
    [Fact]
    public void Other_domains_are_read()
    {
        const string Header = "Facility ID,Communication with Nurses Floor,Communication with Nurses Achievement Threshold,"
            + "Communication with Nurses Benchmark,Communication with Nurses Baseline Rate,Communication with Nurses Performance Rate,"
            + "Communication with Nurses Achievement Points,Communication with Nurses Improvement Points,"
            + "Communication with Nurses Dimension Score,Combined SSI Measure Score\n";
        var (file, settler) = Read(Header + "10001,53.50%,79.42%,87.71%,75.00%,80.00%,1 out of 10,3 out of 9,3 out of 10,5 out of 10\n"
            + "10005,53.50%,79.42%,87.71%,Not Available,Not Available,Not Available,Not Available,,Not Available\n", "survey.csv", 2024);
        Assert.Equal([HvbpClass.Equal, HvbpClass.NotScored], file.Hospitals.Select(h => settler.Settle(h).Class));
        Assert.Equal(["Combined SSI"], file.NotSettled);
    }

    [Fact]
    public void What_differs_and_what_cannot_be_read_is_listed_and_ends_with_1()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("scores.csv", ScoresHeader
            + Published10001.Replace("15.583333333333", "15.583333333335", StringComparison.Ordinal)
            + Published10001.Replace("010001", "010005", StringComparison.Ordinal).Replace(",16.0", ",16x0", StringComparison.Ordinal)
            + "2024,010006,NONE,Not Available,Not Available,N/A,-,,,Not Available,Not Available,Not Available\n"
            + Published10001.Replace("2024,010001", "twenty,010007", StringComparison.Ordinal));
        var (code, output, _) = Replaying.Run(file);
        Assert.Equal(1, code);
        Assert.Contains("published 15.583333333335, ours 15.58333333333", output, StringComparison.Ordinal);
        Assert.Contains("'16x000000000000' is neither a number", output, StringComparison.Ordinal);
        Assert.Contains("The fiscal year is a year from 2013", output, StringComparison.Ordinal);
        Assert.Contains("- not scored         1", output, StringComparison.Ordinal);
    }

    /// <summary>A score without result of ours, points by the wrong rounding, improvement at the benchmark
    /// by the wrong order of tests.</summary>
    [Theory]
    [InlineData("0.738,0,Not Available,0.410,4 out of 10,Not Available,4 out of 10")]
    [InlineData("0.737187,0.381146,0.219147,0.362988,10 out of 10,9 out of 9,10 out of 10")]
    [InlineData("0.738,0,0.5,Not Available,5 out of 10,Not Available,5 out of 10")]
    public void A_wrong_point_is_different(string cells)
    {
        var (file, settler) = Read(string.Format(null, CompositeFormat.Parse(PointsHeader), "HAI-4")
            + "2024,410010,X," + cells + "\n", "safety.csv");
        Assert.Equal(HvbpClass.Different, settler.Settle(Assert.Single(file.Hospitals)).Class);
    }

    [Fact]
    public void A_wrong_file_or_command_line_ends_with_2()
    {
        using var folder = new TemporaryFolder();
        var scores = folder.File("scores.csv", ScoresHeader + Published10001);
        var twice = folder.File("twice.csv", ScoresHeader + Published10001 + Published10001);
        var nameless = folder.File("nameless.csv", "Fiscal Year,Total Performance Score,Unweighted A Domain Score\n2024,1,1\n");
        var other = folder.File("other.csv", "ACO_ID,Current_Track,N_AB\nA1,B,1\n");
        foreach (var (args, says) in new (string[] Args, string Says)[]
        {
            (["hvbp"], "Name at least one file"), (["hvbp", "--nothing"], "no option"),
            ([scores, other], "Settle files of other programmes"),
            ([twice], "stands twice"), ([nameless], "no such column"), (["hvbp", folder.File("absent.csv")], "no such file"),
        })
        {
            var (code, _, errors) = Replaying.Run(args);
            Assert.Equal(2, code);
            Assert.Contains(says, errors, StringComparison.Ordinal);
        }

        var (help, text, _) = Replaying.Run("hvbp", "--help");
        Assert.Equal(0, help);
        Assert.Contains("not scored", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6 out of 10", 6.0, null)]
    [InlineData(" 79.42% ", 0.7942, null)]
    [InlineData("\uFEFFNot Available", null, null)]
    [InlineData("", null, null)]
    [InlineData("1,5", null, "1,5")]
    [InlineData("NaN", null, null)]
    [InlineData("1e5", null, "1e5")]
    [InlineData("99999999999999999999999999999999", null, "99999999999999999999999999999999")]
    public void A_cell_is_a_number_or_a_word_for_none(string text, double? value, string? unreadable)
    {
        var cell = HvbpFile.Cell(text);
        Assert.Equal(((decimal?)value, unreadable), (cell.Value, cell.Unreadable));
    }

    private static (HvbpFile File, HvbpSettler Settler) Read(string csv, string name, int? year = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var problems = new ProblemList(name);
        var file = HvbpFile.Read(CsvTable.Read(stream, problems)!, year, problems);
        Assert.Empty(problems.ToList());
        return (file!, new(file!));
    }
}
