using System.Text.Json;
using ValueSettlement.Replay.Hospitals;

namespace ValueSettlement.Replay.Tests;

/// <summary>The programmes of hospitals on the command line: published files, layouts, cells without numbers, exit codes.</summary>
public sealed class HospitalReplayTests
{
    /// <summary>The columns of the supplemental file, in words; five hospitals of fiscal year 2026 with their published factors: 050028,
    /// 050055, 050073, 050766 and one without a factor.</summary>
    private static readonly string Supplemental = string.Join('\n',
    [
        "Hospital CCN,Payment reduction percentage,Payment adjustment factor,Dual proportion,Peer group assignment,Neutrality modifier,Number of eligible discharges for HF,ERR for HF,Peer group median ERR for HF,Penalty indicator for HF,DRG payment ratio for HF,Number of eligible discharges for PN,ERR for PN,Peer group median ERR for PN,Penalty indicator for PN,DRG payment ratio for PN,Number of eligible discharges for COPD,ERR for COPD,Peer group median ERR for COPD,Penalty indicator for COPD,DRG payment ratio for COPD,Number of eligible discharges for THA/TKA,ERR for THA/TKA,Peer group median ERR for THA/TKA,Penalty indicator for THA/TKA,DRG payment ratio for THA/TKA",
        "50028,0.04,0.9996,.,5,0.9626769795624243,35,0.996496,1.016441,N,0.025325,81,0.964871,1.010102,N,0.064671,35,1.004076,1.002005,Y,0.022787,25,1.005128,0.990539,Y,0.027273",
        "050055,0.12,0.9988,.,5,0.9626769795624243,190,1.011341,1.016441,N,0.036898,149,1.041833,1.010102,Y,0.033319,50,1.034878,1.002005,Y,0.007338,344,0.811505,0.990539,N,0.087595",
        "050073,0.01,0.9999,.,3,0.9626769795624243,24,1.016591,0.994907,N,0.010344,26,0.997895,0.993178,Y,0.017296,4,1.002710,0.993453,N,0.001579,.,N/A,0.990657,.,",
        "050766,3,0.9700,.,3,0.9626769795624243,.,.,0.994907,.,.,.,.,0.993178,.,.,.,.,0.993453,.,.,87,1.199964,0.990657,Y,0.222020",
        "050999,,N/A,.,5,0.9626769795624243,190,1.011341,1.016441,N,0.036898,149,1.041833,1.010102,Y,0.033319,50,1.034878,1.002005,Y,0.007338,344,0.811505,0.990539,N,0.087595",
        "End of worksheet,,,,,,,,,,,,,,,,,,,,,,,,,",
    ]);

    [Fact]
    public void The_published_readmissions_of_2026()
    {
        var (file, medians) = (PublishedFiles.Hospital("hrrp", "hrrp_fy2026_california.csv"),
            PublishedFiles.Hospital("hrrp", "hrrp_fy2026_medians.csv"));
        var (code, output, errors) = Replaying.Run("hrrp", file, "--medians", medians);
        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Counted(output, equal: 243, inside: 1);
        Assert.Contains("050055: The printed digits allow the factors 0.9987 to 0.9988", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_readmissions_of_2027()
    {
        var file = PublishedFiles.Hospital("hrrp", "hrrp_fy2027.csv");
        var medians = PublishedFiles.Hospital("hrrp", "hrrp_fy2027_medians.csv");
        var (code, output, errors) = Replaying.Run("hrrp", file, "--medians", medians, "--modifier=.962847");
        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Counted(output, equal: 167, inside: 35);
        var (none, _, missing) = Replaying.Run("hrrp", file);
        Assert.Equal(Application.WrongInput, none);
        Assert.Contains("State it: --modifier 0.96… with all digits of the fiscal year.", missing, StringComparison.Ordinal);
        Assert.Contains("--medians medians.csv", missing, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_acquired_conditions_of_2024()
    {
        var file = PublishedFiles.Hospital("hac", "hac_fy2024.csv");
        var (code, output, errors) = Replaying.Run("hac", file);
        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Counted(output, equal: 2_651, inside: 321, notScored: 157);
        const string Cut = "strictly above 0.3751, the highest score marked No; the lowest marked Yes is 0.3756";
        Assert.Contains(Cut, output, StringComparison.Ordinal);
        var (other, lower, _) = Replaying.Run("hac", file, "--cut", "0.37");
        Assert.Equal(Application.SomeUnexplained, other);
        Counted(lower, equal: 2_643, inside: 321, different: 8, notScored: 157);
        Assert.Contains("190316: The file says 'No', and the score and the cut say 'Yes'.", lower, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_in_words_lost_zeros_remarks_and_cells_without_numbers()
    {
        using var folder = new TemporaryFolder();
        var (file, json) = (folder.File("supplemental FY2026.csv", Supplemental), folder.File("settled.json"));
        var (code, output, errors) = Replaying.Run("hrrp", file, "--rows", "--json", json);
        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Counted(output, equal: 3, inside: 1, undetermined: 1);
        Assert.Contains("= 050028", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var rows = document.RootElement.EnumerateArray().ToArray();
        Assert.Equal(["equal", "inside the printed digits", "equal", "equal", "undetermined"],
            rows.Select(static r => r.GetProperty("class").GetString()!));
        Assert.Equal(JsonValueKind.Null, rows[4].GetProperty("published").ValueKind);
        Assert.Equal((0.9987m, 0.9988m), (rows[4].GetProperty("lowest").GetDecimal(), rows[4].GetProperty("highest").GetDecimal()));

        var (one, statement, _) = Replaying.Run("hrrp", file, "--facility", "50766", "--base", "2,000,000");
        Assert.Equal(Application.AllExplained, one);
        Assert.Contains("The hospital owes the Medicare programme 60,000 USD.", statement, StringComparison.Ordinal);
        var (open, sentence, _) = Replaying.Run("hrrp", file, "--facility=050999");
        Assert.Equal(Application.AllExplained, open);
        Assert.DoesNotContain("# Settlement", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_listed_and_what_differs_too()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("fy2026.csv", Supplemental.Replace("0.9996", "0.9990", StringComparison.Ordinal)
            .Replace("149,1.041833", "149,one", StringComparison.Ordinal).Replace("050766", "50028", StringComparison.Ordinal));
        var (code, output, _) = Replaying.Run("hrrp", file);
        Assert.Equal(Application.SomeUnexplained, code);
        Counted(output, equal: 1, different: 1, notReadable: 3);
        Assert.Contains("050055: Row 3: column 'ERR for PN' holds 'one', which is no number.", output, StringComparison.Ordinal);
        Assert.Contains("050028: The hospital stands in the file before.", output, StringComparison.Ordinal);
        Assert.Contains("050028: The printed digits decide the factor, and it is not the published one.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hrrp needs at least one file.", "hrrp")]
    [InlineData("There is no option --cut.", "hrrp", "a.csv", "--cut", "1")]
    [InlineData("--cut needs the cut", "hac", "a.csv", "--cut")]
    [InlineData("--year is a fiscal year from 2013 on, not '1999'.", "HAC", "a.csv", "--year", "1999")]
    [InlineData("--base is an amount in dollars", "hac", "a.csv", "--base", "-1")]
    [InlineData("There is no such file.", "hac", "a.csv")]
    [InlineData("--json names a file that is to be read.", "hrrp", "a.csv", "--medians", "m.csv", "--json", "./m.csv")]
    public void A_wrong_command_line(string complaint, params string[] args)
    {
        var (code, output, errors) = Replaying.Run(args);
        Assert.Equal((Application.WrongInput, string.Empty), (code, output));
        Assert.Contains(complaint, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_programme_teaches()
    {
        var (_, first, _) = Replaying.Run("--help");
        foreach (var programme in HospitalProgrammes.All)
        {
            Assert.Contains($"Replay {programme.Word} FILE", first, StringComparison.Ordinal);
            var (code, output, errors) = Replaying.Run(programme.Word, "--help");
            Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
            Assert.All(programme.Options, o => Assert.Contains(o.Option, output, StringComparison.Ordinal));
            Assert.All(Enum.GetValues<HospitalMatch>(), m =>
                Assert.Contains($"  {m.Mark()}  {m.InWords()}", output, StringComparison.Ordinal));
            Assert.All(output.Split('\n').Where(static l => !l.StartsWith("Usage", StringComparison.Ordinal)), static line =>
                Assert.InRange(line.Length, 0, 120));
        }
    }

    /// <summary>The word may be written before the files of organisations too.</summary>
    [Fact]
    public void Organisations_have_a_word() => Assert.Equal(Replaying.Run(), Replaying.Run("aco"));

    /// <summary>A column of years, then the file's name, then --year: --year only says what the file does not, and never something
    /// else.</summary>
    [Theory]
    [InlineData("The column 'Fiscal Year' says 2024, and --year 2025.", "hac.csv", "2024", "2024", "--year", "2025")]
    [InlineData("The column 'Fiscal Year' says 2024, and --year 2025.", "hac_fy2025.csv", "2024", "2024", "--year", "2025")]
    [InlineData("The file's name says 2024, and --year 2025.", "hac_fy2024.csv", "", "", "--year", "2025")]
    [InlineData("A file is of one fiscal year, and the rows before say 2024.", "hac.csv", "2024", "2025")]
    [InlineData("Say it: --year 2026.", "hac.csv", "", "")]
    [InlineData("", "hac.csv", "2024", "2024", "--year", "2024")]
    [InlineData("", "hac_fy2025.csv", "2024", "2024")]
    [InlineData("", "hac_fy2024.csv", "", "")]
    [InlineData("", "hac.csv", "", "", "--year", "2024")]
    public void The_year_is_what_the_file_says(string complaint, string name, string first, string second, params string[] args)
    {
        using var folder = new TemporaryFolder();
        var (code, output, errors) = Replaying.Run(["hac", folder.File(name, Acquired("Total HAC Score", first, second)), .. args]);
        if (complaint.Length > 0)
        {
            Assert.Equal(Application.WrongInput, code);
            Assert.Contains(complaint, errors, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
            Assert.Contains("2 hospitals, fiscal year 2024", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_total_is_the_column_of_the_published_name_and_two_of_it_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Application.AllExplained, Replaying.Run("hac",
            folder.File("a_fy2024.csv", Acquired("Total HAC Score,Total Domain Score", "2024", "2024"))).Code);
        var (two, _, both) = Replaying.Run("hac",
            folder.File("b_fy2024.csv", Acquired("Total HAC Score,total_hac_score", "2024", "2024")));
        Assert.Equal(Application.WrongInput, two);
        Assert.Contains("Two columns say the same.", both, StringComparison.Ordinal);
        Assert.Contains("Total HAC Score", both, StringComparison.Ordinal);
        Assert.Contains("total_hac_score", both, StringComparison.Ordinal);
        var (other, _, none) = Replaying.Run("hac", folder.File("c_fy2024.csv", Acquired("Total Domain Score", "2024", "2024")));
        Assert.Equal(Application.WrongInput, other);
        Assert.Contains("The file has no column 'Total HAC Score'.", none, StringComparison.Ordinal);
    }

    /// <summary>Two hospitals with z-scores of 0.1 and 0.5, whose mean is the total; each column of a total has it.</summary>
    private static string Acquired(string totals, string first, string second)
    {
        var count = totals.Split(',').Length;
        string Row(string id, string year, string z, string mark) =>
            string.Join(',', [id, "CA", year, .. Enumerable.Repeat(z, 6 + count), mark]) + "\n";
        return "Facility ID,State,Fiscal Year,PSI 90 W Z Score,CLABSI W Z Score,CAUTI W Z Score,SSI W Z Score,CDI W Z Score,"
            + $"MRSA W Z Score,{totals},Payment Reduction\n" + Row("050001", first, "0.1000", "No") + Row("050002", second, "0.5000", "Yes");
    }

    [Fact]
    public void A_file_of_another_programme_is_refused_with_what_it_lacks()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("fy2026.csv", Supplemental);
        var (code, _, errors) = Replaying.Run("hac", file);
        Assert.Equal(Application.WrongInput, code);
        Assert.Contains("The file has no column 'Total HAC Score'.", errors, StringComparison.Ordinal);
        Assert.Contains("Nothing was settled and nothing was written.", errors, StringComparison.Ordinal);
    }

    internal static void Counted(string output, int equal = 0, int inside = 0, int undetermined = 0, int different = 0, int notScored = 0,
        int notReadable = 0)
    {
        var counts = new[] { equal, inside, undetermined, different, notScored, notReadable };
        foreach (var (match, count) in Enum.GetValues<HospitalMatch>().Zip(counts))
        {
            var line = FormattableString.Invariant($"{match.Mark()} {match.InWords(),-26}{count,8:#,##0}");
            Assert.True(output.Split('\n').Select(static l => l.TrimEnd()).Contains(line), $"expected '{line}' in {output}");
        }
    }
}
