using System.Globalization;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Tests.Layouts;

namespace ValueSettlement.Replay.Tests;

/// <summary>
/// What spreadsheets and merges do to a file: a separator hint, accounting formats, a title above the header, rows without an identifier.
/// </summary>
public sealed class SpreadsheetTests
{
    private static readonly SyntheticAco[] Acos = SyntheticAco.Samples2024;

    private static readonly string Good = Vintages.Csv2024(Acos).Replace("\"\" Care, LLC", "\"\" Care LLC", StringComparison.Ordinal);

    private static readonly string[] Lines = Good.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData("sep=;", ';')]
    [InlineData("sep=,", ',')]
    [InlineData("sep=\t", '\t')]
    [InlineData("SEP=;", ';')]
    [InlineData("\uFEFFsep=;", ';')]
    public void A_first_line_that_names_the_separator_is_honoured(string hint, char separator)
    {
        var rows = Replaying.Settle(hint + "\r\n" + Good.Replace(',', separator));

        Assert.Equal(Acos.Length, rows.Count);
        // Rows count as in a spreadsheet, which does not show the hint.
        Assert.Equal(2, rows[0].Row.Row);
        Assert.Equal(Replaying.Settle(Good).Select(static row => row.Match), rows.Select(static row => row.Match));
    }

    [Fact]
    public void Accounting_formats_are_read_as_the_numbers_they_are()
    {
        // Zero as "$-", losses in brackets behind the dollar sign. Names hold one comma, so every later cell stands one further.
        string[] names = ["BnchmkMinExp", "EarnSaveLoss"];
        var columns = names.Select(static name => Array.IndexOf(Lines[0].Split(','), name) + 1).ToArray();
        var plain = Vintages.Csv2024(Acos);
        var lines = plain.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(',')).ToArray();
        foreach (var cells in lines.Skip(1))
        {
            foreach (var column in columns)
            {
                cells[column] = decimal.Parse(cells[column], CultureInfo.InvariantCulture) switch
                {
                    0m => " $-   ",
                    < 0m and var loss => FormattableString.Invariant($"\"$({-loss:#,##0})\""),
                    var gain => FormattableString.Invariant($"\" $ {gain:#,##0} \""),
                };
            }
        }

        var accounting = string.Join("\n", lines.Select(static line => string.Join(",", line)));
        Assert.Contains(" $-   ", accounting, StringComparison.Ordinal);
        Assert.Contains("$(", accounting, StringComparison.Ordinal);

        Assert.Equal(
            Replaying.Settle(plain).Select(static row => (row.Row.Difference.Amount, row.Row.Earned.Amount, row.Match)),
            Replaying.Settle(accounting).Select(static row => (row.Row.Difference.Amount, row.Row.Earned.Amount, row.Match)));
    }

    [Theory]
    [InlineData("Performance Year 2024 Results", 2)]
    [InlineData("Performance Year 2024 Results,,,", 2)]
    [InlineData("Performance Year 2024 Results\n\n\"Downloaded, 2026-07-20\"", 4)]
    [InlineData("\n", 3)]
    [InlineData("sep=,\nPerformance Year 2024 Results", 2)]
    public void A_title_above_the_header_is_one_clear_message(string title, int row)
    {
        var (rows, problems) = Replaying.Read(title + "\n" + Good, "titled.csv");

        Assert.Empty(rows);
        var problem = Assert.Single(problems);
        Assert.Equal(row, problem.Row);
        Assert.Equal(
            FormattableString.Invariant(
                $"titled.csv, row {row}: The column names stand here and must stand in the first row. Remove the rows above them."),
            problem.ToString());
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("")]
    [InlineData("nan")]
    [InlineData("-")]
    public void Rows_without_an_identifier_are_one_message(string id)
    {
        // Of a merged file, in which the other columns of such rows are empty as well.
        var width = Lines[0].Split(',').Length;
        var nameless = id + string.Concat(Enumerable.Repeat(",NA", width - 1));
        var csv = string.Join("\n", [Lines[0], Lines[1], .. Enumerable.Repeat(nameless, 300), .. Lines[2..]]);

        var (rows, problems) = Replaying.Read(csv, "merged.csv");

        Assert.Empty(rows);
        var problem = Assert.Single(problems);
        Assert.Equal((3, "ACO_ID", id), (problem.Row, problem.Column, problem.Value));
        Assert.Equal(FormattableString.Invariant($"300 of {299 + Lines.Length} rows do not name their organisation; this is the first."),
            problem.Rule);
    }

    [Fact]
    public void A_file_without_any_identifier_is_one_message()
    {
        var csv = string.Join("\n",
            Lines.Select(static (line, i) => i == 0 ? line : "NA" + line[line.IndexOf(',', StringComparison.Ordinal)..]));

        Assert.Equal(
            FormattableString.Invariant($"{Acos.Length} of {Acos.Length} rows do not name their organisation; this is the first."),
            Assert.Single(Replaying.Read(csv).Problems).Rule);
    }

    [Fact]
    public void Rows_without_an_identifier_do_not_hide_what_else_is_wrong()
    {
        var csv = string.Join("\n", Lines.Append("NA" + Lines[1][5..]).Append("NA" + Lines[2][5..]))
            .Replace(",12345,", ",many,", StringComparison.Ordinal);

        var problems = Replaying.Read(csv).Problems;

        Assert.Single(problems, static problem => problem.Column == "ACO_ID");
        Assert.Contains(problems, static problem => problem.Column == "N_AB");
    }
}
