using System.Text;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Tests.Layouts;

namespace ValueSettlement.Replay.Tests;

/// <summary>A file that is wrong is refused with the row, the column, the value and the remedy; everything at once, nothing
/// half-written.</summary>
public sealed class BadFileTests
{
    private static readonly string Good = Vintages.Csv2024(SyntheticAco.Samples2024);

    private static readonly string[] Lines = Good.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The good file with one cell replaced; the header is row 1.</summary>
    private static string With(int row, string column, string value)
    {
        var index = Array.IndexOf(Lines[0].Split(','), column);
        Assert.True(index >= 0, column);
        var cells = Split(Lines[row - 1]);
        cells[index] = value;
        return string.Join("\n", Lines.Select((line, i) => i == row - 1 ? Vintages.Line(cells) : line));
    }

    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    [Theory]
    [InlineData("N_AB", "12,34", "A headcount is a whole number", "Correct the cell")]
    [InlineData("N_AB", "12.5", "A headcount is a whole number", "Correct the cell")]
    [InlineData("N_AB", "0", "A headcount is a whole number", "Correct the cell")]
    [InlineData("N_AB", "", "The cell is blank", "Fill it in")]
    [InlineData("ABtotBnchmk", "lots", "An amount is a number", "Correct the cell")]
    [InlineData("ABtotBnchmk", "1.234.567,00", "An amount is a number", "Correct the cell")]
    [InlineData("ABtotBnchmk", "-5", "A total benchmark is positive", "Check the column")]
    [InlineData("ABtotBnchmk", "9999999999999", "An amount is a number", "trillion")]
    [InlineData("BnchmkMinExp", "", "The cell is blank", "Fill it in")]
    [InlineData("EarnSaveLoss", "", "The cell is blank", "Fill it in")]
    [InlineData("EarnSaveLoss", "12%", "An amount is a number", "Correct the cell")]
    [InlineData("MinSavPerc", "31", "A minimum savings rate lies between 0 and 30 %", "Correct the cell")]
    [InlineData("MinSavPerc", "-1", "A minimum savings rate lies between 0 and 30 %", "Correct the cell")]
    [InlineData("QualScore", "101", "A quality score lies between 0 and 100 points", "Correct the cell")]
    [InlineData("QualScore", "good", "A quality score lies between 0 and 100 points", "Correct the cell")]
    [InlineData("Met_QPS", "2", "A flag is 1 or 0", "Write 1 for yes")]
    [InlineData("Guardrail", "maybe", "A flag is 1 or 0", "Write 1 for yes")]
    [InlineData("Current_Track", "F", "No track is marked", "State the track: 1, 1+, 2, 3, A, B, C, D, E or EN")]
    [InlineData("Current_Track", "", "No track is marked", "State the track")]
    [InlineData("Current_Start_Date", "13/13/2019", "An agreement date is a day from 2012 on", "Write it as month/day/year")]
    [InlineData("Rev_Exp_Cat", "Middle", "The revenue category is Low Revenue or High Revenue", "Write one of the two")]
    [InlineData("ACO_ID", "", "Every row names its organisation", "Fill in the identifier")]
    [InlineData("ACO_ID", "A4001", "The organisation stands twice for 2024, first in row 2", "Remove one of the two rows")]
    public void A_wrong_cell(string column, string value, string rule, string remedy)
    {
        var (rows, problems) = Replaying.Read(With(4, column, value), "bad.csv");

        Assert.Empty(rows);
        var problem = Assert.Single(problems);
        Assert.Equal(("bad.csv", 4, column, value), (problem.File, problem.Row, problem.Column, problem.Value));
        Assert.StartsWith(rule, problem.Rule, StringComparison.Ordinal);
        Assert.Contains(remedy, problem.Rule + problem.Remedy, StringComparison.Ordinal);
        Assert.Contains($"bad.csv, row 4, column '{column}': {rule}", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var cells = Split(Lines[2]);
        var header = Lines[0].Split(',');
        cells[Array.IndexOf(header, "N_AB")] = "many";
        cells[Array.IndexOf(header, "BnchmkMinExp")] = "some";
        cells[Array.IndexOf(header, "QualScore")] = "fair";
        var csv = With(5, "ABtotBnchmk", "none").Split('\n');
        csv[2] = Vintages.Line(cells);

        var (_, problems) = Replaying.Read(string.Join("\n", csv));

        Assert.Equal([(3, "N_AB"), (3, "BnchmkMinExp"), (3, "QualScore"), (5, "ABtotBnchmk")],
            problems.Select(static problem => (problem.Row, problem.Column)));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\n\n", "The first row is blank")]
    [InlineData("ACO_ID,N_AB\n", "The file has a header and no rows.")]
    [InlineData("ACO_ID,N_AB\n\n\n", "The file has a header and no rows.")]
    [InlineData("ACO_ID,N_AB\nA1,5,6\n", "The row has 3 cells and the header names 2 columns.")]
    [InlineData("ACO_ID,N_AB\nA1\n", "The row has 1 cells and the header names 2 columns.")]
    [InlineData("ACO_ID,N_AB\nA1,\"5\n", "A quoted cell begins here and never ends.")]
    [InlineData("ACO_ID,N_AB\nA1,\"5\"5\n", "Text follows the closing quotation mark of a cell.")]
    [InlineData("ACO_ID,N_AB\nA1,5\0\n", "The row has a zero byte")]
    [InlineData("name,colour\nrose,red\n", "The file has no such column.")]
    public void A_file_that_is_not_a_result_file(string csv, string rule)
    {
        var (rows, problems) = Replaying.Read(csv);

        Assert.Empty(rows);
        Assert.Contains(problems, problem => problem.Rule.StartsWith(rule, StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_columns_are_all_named()
    {
        var (_, problems) = Replaying.Read("name,colour\nrose,red\n");

        Assert.Equal(["ACO_ID", "N_AB", "ABtotBnchmk", "BnchmkMinExp", "EarnSaveLoss", "Current_Track"],
            problems.Select(static problem => problem.Column));
    }

    [Fact]
    public void Two_columns_of_one_name_that_disagree()
    {
        var csv = string.Join("\n", Lines.Select(static (line, i) => line + (i == 0 ? ",N_AB" : i == 3 ? ",777" : ",")));

        var problem = Assert.Single(Replaying.Read(csv).Problems);

        Assert.Equal((4, "N_AB", "12345 / 777"), (problem.Row, problem.Column, problem.Value));
    }

    [Fact]
    public void Two_tracks_in_one_row()
    {
        var csv = Vintages.Csv2020(SyntheticAco.Late(2020)).Replace("0,0,0,0,1,0,0,0,0,0", "0,1,0,0,1,0,0,0,0,0", StringComparison.Ordinal);

        var problem = Assert.Single(Replaying.Read(csv).Problems);

        Assert.Equal((2, "Current_BASIC_A"), (problem.Row, problem.Column));
        Assert.Contains("Current_Track_2 and Current_BASIC_A", problem.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2012", "A performance year lies between 2013 and 2026.")]
    [InlineData("20x9", "A performance year lies between 2013 and 2026.")]
    [InlineData("", "Other rows state a performance year and this one does not.")]
    public void A_wrong_year(string year, string rule)
    {
        var csv = Vintages.CsvMerged(SyntheticAco.Late(2020).Select(static aco => (aco, 2020)), withSixMonthsFlag: false)
            .Replace("A4002,2020,", $"A4002,{year},", StringComparison.Ordinal);

        var problem = Assert.Single(Replaying.Read(csv).Problems);

        Assert.Equal((3, "Performance_Year", rule), (problem.Row, problem.Column, problem.Rule));
    }

    [Fact]
    public void Columns_of_one_year_and_an_agreement_of_a_later_one()
    {
        var csv = Vintages.Csv2016To2018(SyntheticAco.Middle(2017), 2017).Replace("1/1/2017", "1/1/2020", StringComparison.Ordinal);

        var problem = Assert.Single(Replaying.Read(csv).Problems);

        Assert.Equal("The columns are those of 2017, but an agreement starts in 2020.", problem.Rule);
        Assert.Contains("--year", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_rows()
    {
        var csv = "ACO_ID\n" + string.Concat(Enumerable.Repeat("A1\n", Limits.Rows + 1));

        Assert.Equal("The file has more than 50000 rows.", Assert.Single(Replaying.Read(csv).Problems).Rule);
    }

    [Fact]
    public void Too_many_columns() =>
        Assert.Equal("The row has 2001 cells; at most 2000 are read.",
        Assert.Single(Replaying.Read(new string(',', Limits.Columns) + "\n1\n").Problems).Rule);

    [Fact]
    public void A_cell_that_is_too_long() =>
        Assert.Equal("A cell has 4001 characters; at most 4000 are read.",
        Assert.Single(Replaying.Read("ACO_ID\n" + new string('x', Limits.CellCharacters + 1) + "\n").Problems).Rule);

    [Fact]
    public void A_quotation_mark_that_is_never_closed_does_not_swallow_the_memory()
    {
        var csv = "ACO_ID\n\"" + new string('x', 4 * Limits.RowBytes);

        Assert.Single(Replaying.Read(csv).Problems);
    }

    [Fact]
    public void More_problems_than_anybody_reads_are_counted()
    {
        var csv = Lines[0] + "\n"
            + string.Concat(Enumerable.Repeat(string.Join(",", Enumerable.Repeat("x", Lines[0].Split(',').Length)) + "\n", 100));

        var problems = Replaying.Read(csv).Problems;

        Assert.Equal(Limits.Problems + 1, problems.Count);
        Assert.Contains("more problems are not listed", problems[^1].Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_opened()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("huge.csv");
        using (var stream = File.Create(path))
        {
            stream.SetLength(Limits.FileBytes + 1);
        }

        var (code, _, errors) = Replaying.Run(path);

        Assert.Equal(Application.WrongInput, code);
        Assert.Contains("at most 67108864 are read", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_and_a_folder()
    {
        using var folder = new TemporaryFolder();

        var (code, output, errors) = Replaying.Run(folder.File("missing.csv"), folder.Path);

        Assert.Equal((Application.WrongInput, string.Empty), (code, output));
        Assert.Contains("missing.csv: There is no such file. Check the path.", errors, StringComparison.Ordinal);
        Assert.Contains("Name the files in the folder.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_in_another_encoding_do_no_harm()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("latin.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(Good.Replace("Invented", "Santé", StringComparison.Ordinal)));

        Assert.Equal(SyntheticAco.Samples2024.Length, Replaying.ReadFile(path).Count);
    }

    [Fact]
    public void Utf16_with_a_byte_order_mark_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("wide.csv");
        File.WriteAllText(path, Good, Encoding.Unicode);

        Assert.Equal(SyntheticAco.Samples2024.Length, Replaying.ReadFile(path).Count);
    }

    [Fact]
    public void Blank_rows_are_skipped_and_still_counted()
    {
        var csv = string.Join("\n", [Lines[0], Lines[1], "", ",,,,,,,,,,,,,,,,,,,,,,,,,,,", .. Lines[2..]]);

        Assert.Equal([2, 5, 6], Replaying.Read(csv).Rows.Take(3).Select(static row => row.Row));
    }

    [Fact]
    public void One_bad_file_among_good_ones_stops_the_run_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var good = folder.File("good.csv", Good);
        var bad = folder.File("bad.csv", With(4, "N_AB", "many"));
        var json = folder.File("settled.json", "what was there before");

        var (code, output, errors) = Replaying.Run(good, bad, "--json", json);

        Assert.Equal((Application.WrongInput, string.Empty), (code, output));
        Assert.Contains("row 4, column 'N_AB': A headcount is a whole number from 1 to 10,000,000. Found 'many'. Correct the cell", errors,
            StringComparison.Ordinal);
        Assert.Contains("Nothing was settled and nothing was written.", errors, StringComparison.Ordinal);
        Assert.Equal("what was there before", File.ReadAllText(json));
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Published_totals_that_contradict_each_other_are_pointed_out()
    {
        var settled = Replaying.Settle(With(4, "ABtotExp", "1"));

        Assert.Contains(settled[2].Notes, static note =>
            note.StartsWith("Published benchmark less expenditure is not the published difference", StringComparison.Ordinal));
    }
}
