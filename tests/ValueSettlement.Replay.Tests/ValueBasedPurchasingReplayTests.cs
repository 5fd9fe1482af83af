using System.Text;
using System.Text.Json;
using ValueSettlement.Replay.Reading.Hospitals;
using static ValueSettlement.Replay.Tests.HospitalReplayTests;

namespace ValueSettlement.Replay.Tests;

/// <summary>Files of Hospital Value-Based Purchasing: published ones, and layouts made by hand of published numbers.</summary>
public sealed class ValueBasedPurchasingReplayTests
{
    private static readonly CompositeFormat PointsHeader = CompositeFormat.Parse("Fiscal Year,Facility ID,Facility Name,"
        + "{0} Achievement Threshold,{0} Benchmark,{0} Baseline Rate,{0} Performance Rate,{0} Achievement Points,{0} Improvement Points,"
        + "{0} Measure Score\n");

    private const string ScoresHeader = "\"Fiscal Year\",\"Facility ID\",\"Facility Name\","
        + "\"Unweighted Normalized Clinical Outcomes Domain Score\",\"Weighted Normalized Clinical Outcomes Domain Score\","
        + "\"Unweighted Person And Community Engagement Domain Score\",\"Weighted Person And Community Engagement Domain Score\","
        + "\"Unweighted Normalized Safety Domain Score\",\"Weighted Safety Domain Score\","
        + "\"Unweighted Normalized Efficiency And Cost Reduction Domain Score\",\"Weighted Efficiency And Cost Reduction Domain Score\","
        + "\"Total Performance Score\"\n";

    private const string Published10001 = "2024,010001,SOUTHEAST HEALTH MEDICAL CENTER,38.333333333333,9.583333333333,16.000000000000,"
        + "4.000000000000,8.000000000000,2.000000000000,0.000000000000,0.000000000000,15.583333333333\n";

    private const string Ami10001 = "2024,10001,SOUTHEAST,0.869247,0.887868,0.856752,0.880237,6 out of 10,7 out of 9,7 out of 10\n";

    [Fact]
    public void Every_published_point_and_score_of_four_files_in_one_run()
    {
        string[] files = [.. new[] { "clinical_outcomes_fy2024", "efficiency_fy2024", "total_performance_fy2021",
            "total_performance_fy2024" }.Select(static f => PublishedFiles.Hospital("hvbp", $"hvbp_{f}.csv"))];
        var (code, output, errors) = Replaying.Run(["hvbp", .. files]);
        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Counted(output, equal: 2_434, notScored: 40);
        Counted(output, equal: 2_472, notScored: 2);
        Counted(output, equal: 2_674, inside: 2);
        Counted(output, equal: 2_469, inside: 5);
        Compared(output, ("achievement points", 11_170, 0), ("improvement points", 11_017, 0), ("measure points", 11_170, 0),
            ("achievement points", 2_472, 0), ("improvement points", 2_468, 0), ("measure points", 2_472, 0),
            ("weighted domain scores", 10_143, 0), ("total performance scores", 2_676, 0),
            ("weighted domain scores", 9_459, 0), ("total performance scores", 2_474, 0));
        Assert.DoesNotContain("the weights are those", output, StringComparison.Ordinal);
        Assert.Contains("hospitals, fiscal year 2021", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_columns_say_of_which_kind_a_file_is_and_every_value_is_counted()
    {
        using var folder = new TemporaryFolder();
        var scores = folder.File("scores.csv", "\uFEFF" + ScoresHeader + Published10001
            + Published10001.Replace("2024", "2023", StringComparison.Ordinal));
        var points = folder.File("points.csv", Points("MORT-30-AMI", Ami10001));
        var json = folder.File("out.json");
        var (code, output, errors) = Replaying.Run("hvbp", scores, points, "--json", json);
        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Compared(output, ("weighted domain scores", 8, 0), ("total performance scores", 2, 0),
            ("achievement points", 1, 0), ("improvement points", 1, 0), ("measure points", 1, 0));
        Assert.Contains("2 hospitals, fiscal years 2023, 2024", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(
            [("010001", 2024, 15.583333333333m, "equal"), ("010001", 2023, 15.583333333333m, "equal"), ("010001", 2024, 7m, "equal")],
            document.RootElement.EnumerateArray().Select(static e => (e.GetProperty("id").GetString()!, e.GetProperty("year").GetInt32(),
                e.GetProperty("ours").GetDecimal(), e.GetProperty("class").GetString()!)));
    }

    [Fact]
    public void One_hospital_is_shown_in_every_step_and_no_payment_is()
    {
        using var folder = new TemporaryFolder();
        var (scores, points) = (folder.File("scores.csv", ScoresHeader + Published10001),
            folder.File("points.csv", Points("MORT-30-AMI", Ami10001.Replace("10001", "\"=\"\"010001\"\"\"", StringComparison.Ordinal))));
        var (code, output, errors) = Replaying.Run("hvbp", scores, points, "--facility", "10001");
        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Assert.Contains("010001 SOUTHEAST HEALTH MEDICAL CENTER, fiscal year 2024", output, StringComparison.Ordinal);
        Assert.Contains("Published 15.583333333333, ours 15.583333333333: equal.", output, StringComparison.Ordinal);
        Assert.Contains("0.8816448 has 8", output, StringComparison.Ordinal);
        Assert.DoesNotContain("# Settlement", output, StringComparison.Ordinal);
        Assert.Equal(Application.WrongInput, Replaying.Run("hvbp", points, "--facility", "999999").Code);
    }

    /// <summary>Older names and years of which the library has no weights: those that the file shows.</summary>
    [Fact]
    public void Weights_of_other_years_and_domains_are_read_from_the_file()
    {
        const string Header = "fiscal_year,provider number,UNWEIGHTED NORMALIZED CLINICAL CARE DOMAIN SCORE,"
            + "weighted_clinical_care_domain_score,"
            + "Unweighted Patient Domain Score,Weighted Patient Domain Score,Unweighted Safety Domain Score,Weighted Safety Domain Score,"
            + "Total Performance Score\n";
        const string Partly = "2017,10005,Not Available,Not Available,40,14.28571429,20,12.85714286,27.14285714\n";
        using var folder = new TemporaryFolder();
        var file = folder.File("old.csv", Header + "2017,10001,50,15,40,10,20,9,34\n" + Partly + "2017,10006,60,18,10,2.5,10,4.5,25\n");
        var (code, output, errors) = Replaying.Run("hvbp", file);

        // Three domains are needed, and two were scored: published all the same.
        Assert.Equal((Application.SomeUnexplained, string.Empty), (code, errors));
        Counted(output, equal: 2, different: 1);
        Compared(output, ("weighted domain scores", 8, 2), ("total performance scores", 3, 1));
        Assert.Contains("2017: the weights are those that the file's hospitals with every domain show: "
            + "CLINICAL CARE 30 %, Patient 25 %, Safety 45 %.", output, StringComparison.Ordinal);
        Assert.Contains("010005: Total performance score: published 27.14285714, ours none.", output, StringComparison.Ordinal);

        var (none, _, why) = Replaying.Run("hvbp", folder.File("none.csv", Header + Partly));
        Assert.Equal(Application.WrongInput, none);
        Assert.Contains("no hospital shows them", why, StringComparison.Ordinal);
    }

    /// <summary>Dimensions of the survey in percent, a measure whose standards are missing, and a year that the file's name says.</summary>
    [Fact]
    public void Other_domains_are_read()
    {
        const string Survey = "Facility ID,Communication with Nurses Floor,Communication with Nurses Achievement Threshold,"
            + "Communication with Nurses Benchmark,Communication with Nurses Baseline Rate,Communication with Nurses Performance Rate,"
            + "Communication with Nurses Achievement Points,Communication with Nurses Improvement Points,"
            + "Communication with Nurses Dimension Score,Combined SSI Measure Score\n"
            + "10001,53.50%,79.42%,87.71%,75.00%,80.00%,1 out of 10,3 out of 9,3 out of 10,5 out of 10\n"
            + "10005,53.50%,79.42%,87.71%,Not Available,Not Available,Not Available,Not Available,,Not Available\n";
        using var folder = new TemporaryFolder();
        var named = Replaying.Run("hvbp", folder.File("survey_fy2024.csv", Survey));
        Assert.Equal((Application.AllExplained, string.Empty), (named.Code, named.Errors));
        Counted(named.Output, equal: 1, notScored: 1);
        Assert.Contains("Not compared, because columns are missing: Combined SSI.", named.Output, StringComparison.Ordinal);
        var file = folder.File("survey.csv", Survey);
        Assert.Equal(Application.AllExplained, Replaying.Run("hvbp", file, "--year", "2024").Code);
        Assert.Contains("Say it: --year", Replaying.Run("hvbp", file).Errors, StringComparison.Ordinal);
        var (contrary, _, why) = Replaying.Run("hvbp", folder.File("scores.csv", ScoresHeader + Published10001), "--year", "2023");
        Assert.Equal(Application.WrongInput, contrary);
        Assert.Contains("The column 'Fiscal Year' says 2024, and --year 2023.", why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_differs_and_what_cannot_be_read_is_listed_and_ends_with_1()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("scores.csv", ScoresHeader
            + Published10001.Replace("15.583333333333", "15.583333333335", StringComparison.Ordinal)
            + Published10001.Replace("010001", "010005", StringComparison.Ordinal).Replace(",16.0", ",16x0", StringComparison.Ordinal)
            + "2024,010006,NONE,Not Available,Not Available,N/A,-,,,Not Available,Not Available,Not Available\n"
            + Published10001.Replace("2024,010001", "twenty,010007", StringComparison.Ordinal)
            + Published10001.Replace("010001", "010008", StringComparison.Ordinal)
                .Replace("15.583333333333", "15.583333333334", StringComparison.Ordinal)
            + Published10001.Replace("010001", "10008", StringComparison.Ordinal)
            + Published10001.Replace("010001", "010009", StringComparison.Ordinal).Replace(",8.0", ",-8.0", StringComparison.Ordinal));
        var json = folder.File("out.json");
        var (code, output, _) = Replaying.Run("hvbp", file, "--json", json);
        Assert.Equal(Application.SomeUnexplained, code);
        Counted(output, inside: 1, different: 1, notScored: 1, notReadable: 4);
        foreach (var says in new[]
        {
            "X 010001 15.583333333335 15.583333333333", "published 15.583333333335, ours 15.58333333333325.",
            "Row 3: column 'Unweighted Person And Community Engagement Domain Score' holds '16x000000000000', which is no number.",
            "Row 5: column 'Fiscal Year' holds no fiscal year from 2013 to 2100.",
            "i 010008 15.583333333334 15.583333333333 15.583333333333 15.583333333334",
            "010008: The hospital stands in the file before.",
            "010009: Row 8: column 'Unweighted Normalized Safety Domain Score' holds '-8.000000000000', which is no score from 0 to 100.",
        })
        {
            Assert.Contains(says, string.Join(' ', output.Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }

        using var document = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(JsonValueKind.Null, document.RootElement[3].GetProperty("year").ValueKind);
    }

    /// <summary>A score without result of ours, points by the wrong rounding, improvement at the benchmark
    /// by the wrong order of tests.</summary>
    [Theory]
    [InlineData("0.738,0,Not Available,0.410,4 out of 10,Not Available,4 out of 10", 2)]
    [InlineData("0.737187,0.381146,0.219147,0.362988,10 out of 10,9 out of 9,10 out of 10", 1)]
    [InlineData("0.738,0,0.5,Not Available,5 out of 10,Not Available,5 out of 10", 2)]
    public void A_wrong_point_is_different(string cells, int differing)
    {
        using var folder = new TemporaryFolder();
        var (code, output, _) = Replaying.Run("hvbp", folder.File("safety.csv", Points("HAI-4", $"2024,410010,X,{cells}\n")));
        Assert.Equal(Application.SomeUnexplained, code);
        Counted(output, different: 1);
        Assert.Equal(differing, output.Split('\n').Count(static l => l.StartsWith("  410010: HAI-4, ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("There is no option --organisation.", "hvbp", "{scores}", "--organisation", "10001")]
    [InlineData("There is no option --base.", "hvbp", "{scores}", "--base", "1")]
    [InlineData("No measure has columns of its threshold", "hvbp", "{scores}", "{other}")]
    [InlineData("The file has no column 'Facility ID'.", "hvbp", "{nameless}")]
    [InlineData("column 'Unweighted Safety Domain Score': The file has no such column, and the total of", "hvbp", "{lacking}")]
    [InlineData("Two columns say the same.", "hvbp", "{twice}")]
    [InlineData("The file is empty.", "hvbp", "{empty}")]
    [InlineData("The column names stand here and must stand in the first row.", "hvbp", "{titled}")]
    [InlineData("The file has no column 'Payment Reduction'.", "hac", "{scores}")]
    [InlineData("The file is one of hospitals. Write the word of its programme before it: hrrp, hac, hvbp.", "{scores}")]
    public void A_wrong_file_or_command_line_ends_with_2(string complaint, params string[] args)
    {
        using var folder = new TemporaryFolder();
        var files = new Dictionary<string, string>
        {
            ["{scores}"] = ScoresHeader + Published10001,
            ["{other}"] = "Fiscal Year,Facility ID,ACO_ID,Current_Track,N_AB\n2024,010001,A1,B,1\n",
            ["{nameless}"] = "Fiscal Year,Total Performance Score,Unweighted A Domain Score\n2024,1,1\n",
            ["{lacking}"] = ScoresHeader.Replace("Unweighted Normalized Safety", "Some Safety", StringComparison.Ordinal) + Published10001,
            ["{twice}"] = ScoresHeader.Replace("Weighted Safety", "Unweighted Safety", StringComparison.Ordinal) + Published10001,
            ["{empty}"] = string.Empty,
            ["{titled}"] = "Scores of 2024\n" + ScoresHeader + Published10001,
        };
        var (code, output, errors) = Replaying.Run([.. args.Select(a => files.TryGetValue(a, out var text)
            ? folder.File(a.Trim('{', '}') + ".csv", text) : a)]);
        Assert.Equal((Application.WrongInput, string.Empty), (code, output));
        Assert.Contains(complaint, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6 out of 10", 6.0, 0)]
    [InlineData(" 79.42% ", 0.7942, 4)]
    [InlineData("9.123456789005", 9.123456789005, 12)]
    [InlineData("9.5833333333329997", 9.583333333333, 12)]
    [InlineData("\uFEFFNot Available", null, null)]
    [InlineData("", null, null)]
    [InlineData("NaN", null, null)]
    public void A_cell_is_a_number_or_a_word_for_none(string text, double? value, int? decimals)
    {
        var cell = PurchasingSheet.Cell(text, "Measure Score");
        Assert.Equal(((decimal?)value, decimals), (cell.Value, cell.Numeral?.Decimals));
        Assert.NotEqual(HospitalCellKind.Unreadable, cell.Kind);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("6 of 10")]
    [InlineData("out of 10")]
    [InlineData("99999999999999999999999999999999")]
    public void Any_other_cell_cannot_be_read(string text) =>
        Assert.Equal((HospitalCellKind.Unreadable, null), (PurchasingSheet.Cell(text, "x").Kind, PurchasingSheet.Cell(text, "x").Value));

    private static string Points(string measure, string rows) => string.Format(null, PointsHeader, measure) + rows;

    private static void Compared(string output, params (string Kind, int Compared, int Differing)[] counts) =>
        Assert.Equal(counts.Select(static c =>
                FormattableString.Invariant($"  {c.Kind,-26}{c.Compared,8:#,##0} compared, {c.Differing:#,##0} differ")),
            output.Split('\n').Select(static l => l.TrimEnd()).Where(static l => l.EndsWith(" differ", StringComparison.Ordinal)));
}
