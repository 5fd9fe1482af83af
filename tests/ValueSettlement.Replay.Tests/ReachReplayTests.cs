using System.Text.Json;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Output;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;
using ValueSettlement.Replay.Tests.Layouts;

namespace ValueSettlement.Replay.Tests;

/// <summary>
/// Result files of ACO REACH are recognised by their columns, settled from benchmark and gross savings, and compared with what was paid.
/// </summary>
public sealed class ReachReplayTests
{
    [Theory]
    [InlineData(2021, 53, 45, 8, 0)]
    [InlineData(2023, 132, 112, 19, 1)]
    public void Each_class_of_a_published_year_has_the_expected_number(int year, int organisations, int exact, int withinACent, int notPaid)
    {
        var rows = Replaying.SettleReach(File.ReadAllText(PublishedFiles.Reach(year)));

        Assert.Equal(
            (organisations, exact, withinACent, notPaid, 0),
            (rows.Count, Count(MatchClass.Exact), Count(MatchClass.WithinACent), Count(MatchClass.NotPaid), Count(MatchClass.Unexplained)));
        Assert.All(rows, row => Assert.Equal(year, row.Row.PerformanceYear));
        Assert.All(rows.Where(static row => row.Match != MatchClass.NotPaid), static row =>
            Assert.InRange(row.Unrounded!.Value - row.Row.Earned.Amount, -0.01m, 0.01m));
        // What the file says besides the payment holds everywhere: gross savings within 2 cents, equity amounts, discount, shared savings.
        Assert.Equal(year == 2023 ? 4 * organisations : 3 * organisations, rows.Sum(static row => row.Checks.Count));
        Assert.All(rows.SelectMany(static row => row.Checks), static check => Assert.True(check.Holds, check.Check));

        int Count(MatchClass match) => rows.Count(row => row.Match == match);
    }

    [Fact]
    public void Both_published_files_replay_in_one_run_with_exit_code_zero()
    {
        using var folder = new TemporaryFolder();
        var json = folder.File("settled.json");

        var (code, output, errors) = Replaying.Run([.. PublishedFiles.ReachYears.Select(PublishedFiles.Reach), "--json", json]);

        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Assert.Contains("2023: gross savings = final benchmark + equity adjustment − net cost, within 2 cents: 132 of 132", output,
            StringComparison.Ordinal);
        Assert.Contains("2021: gross savings = final benchmark + equity adjustment − net cost, within 2 cents: 53 of 53", output,
            StringComparison.Ordinal);
        Assert.Contains("Earned 1,094,308,096.18 by 95 of 132 organisations, ours 1,094,308,096.23", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var unpaid = Assert.Single(document.RootElement.EnumerateArray(), static row =>
            row.GetProperty("class").GetString() == "not paid, cause not published");
        Assert.Equal(("D0120", 2023), (unpaid.GetProperty("id").GetString(), unpaid.GetProperty("year").GetInt32()));
        Assert.Equal(185, document.RootElement.GetArrayLength());
    }

    [Fact]
    public void Printed_rows_of_the_specification_settle_to_the_cent()
    {
        var rows = Replaying.SettleReach(ReachFile.Of([.. ReachFile.Rows2021, .. ReachFile.Rows2022, .. ReachFile.Rows2023]));

        var unpaid = rows.Where(static row => row.Match == MatchClass.NotPaid).ToArray();
        Assert.Equal(["D0120", "D0128"], unpaid.Select(static row => row.Row.Id).Order());
        Assert.All(rows.Except(unpaid), static row => Assert.Contains(row.Match, new[] { MatchClass.Exact, MatchClass.WithinACent }));
        Assert.All(rows.SelectMany(static row => row.Checks), static check => Assert.True(check.Holds, check.Check));
        Assert.All(rows.Where(static row => row.Row.PerformanceYear == 2021), static row => Assert.Equal(4, row.Row.Earned.Decimals));
        Assert.All(rows.Where(static row => row.Row.PerformanceYear == 2023), static row => Assert.Equal(2, row.Row.Earned.Decimals));
    }

    [Fact]
    public void The_corridor_is_a_share_of_the_benchmark_with_the_equity_adjustment()
    {
        // Without it, this payment would be off by hundreds of dollars.
        var row = Assert.Single(Replaying.SettleReach(ReachFile.Of(ReachFile.Rows2023[3])));

        Assert.Equal(30_627_290.40m + 25_650m - 68_964m, row.Settlement!.Lines.Last(static line => line.Key == "benchmark").Value);
        Assert.Equal(1_651_081.04m, row.Ours);
        var contract = AcoReach.For(new() { Arrangement = ReachArrangement.Professional, Year = 2023 }).Contract;
        var without = contract.Settle(new() { Benchmark = Money.Of(30_627_290.40m), Expenditure = Money.Of(22_928_138.88m) });
        Assert.True(Math.Abs(without.Earned.Published - 1_651_081.04m) > 100m);
    }

    [Fact]
    public void Not_paid_is_a_class_of_its_own_with_its_reason_and_the_exit_code_is_zero()
    {
        using var folder = new TemporaryFolder();
        var json = folder.File("settled.json");
        var (code, output, errors) = Replaying.Run(folder.File("reach.csv", ReachFile.Of(ReachFile.Rows2023)), "--json", json);

        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Assert.Contains("n not paid, cause not published", output, StringComparison.Ordinal);
        Assert.Contains("D0120 2023: The file has shared savings of 1,304,841.19, as ours, and pays nothing. It does not say why.", output,
            StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var unpaid = Assert.Single(document.RootElement.EnumerateArray(), static row => row.GetProperty("id").GetString() == "D0120");
        Assert.Equal("ACO REACH", unpaid.GetProperty("programme").GetString());
        Assert.Equal("Professional", unpaid.GetProperty("arrangement").GetString());
        Assert.Equal(0m, unpaid.GetProperty("published").GetDecimal());
        Assert.Equal("not paid, cause not published", unpaid.GetProperty("class").GetString());
    }

    [Theory]
    [InlineData(0, 0.03)]
    [InlineData(0, -0.03)]
    [InlineData(3, 0.03)]
    [InlineData(4, -0.03)]
    [InlineData(6, 100)]
    [InlineData(6, -100)]
    public void Three_cents_more_or_less_are_not_explained_and_what_is_paid_in_part_is_not_unpaid(int index, decimal change)
    {
        var row = Assert.Single(Replaying.SettleReach(ReachFile.Of(ReachFile.Rows2023[index]))).Row;

        var changed = row.Earned with { Amount = row.Earned.Amount + change, Decimals = 2 };
        Assert.Equal(MatchClass.Unexplained, Match(row with { Earned = changed }));
    }

    [Fact]
    public void Nothing_paid_is_not_explained_without_shared_savings_that_agree()
    {
        var row = Assert.Single(Replaying.SettleReach(ReachFile.Of(ReachFile.Rows2023[6]))).Row;

        Assert.Equal(MatchClass.Unexplained, Match(row with { Shared = row.Shared with { Kind = CellKind.Blank, Amount = 0m } }));
        Assert.Equal(MatchClass.Unexplained, Match(row with { Shared = row.Shared with { Amount = 0m } }));
        // A loss that nobody recovers is another matter.
        var loss = Assert.Single(Replaying.SettleReach(ReachFile.Of(ReachFile.Rows2023[4]))).Row;
        Assert.Equal(MatchClass.Unexplained, Match(loss with { Earned = loss.Earned with { Amount = 0m } }));
    }

    [Fact]
    public void Numbers_that_contradict_each_other_are_pointed_out_and_counted()
    {
        using var folder = new TemporaryFolder();
        var csv = ReachFile.Of(ReachFile.Rows2023).Replace("31077187.09,1756489.51", "31077190.09,1756489.51", StringComparison.Ordinal)
            .Replace("140790.0", "140820.0", StringComparison.Ordinal).Replace("PCC,Yes,3.0", "PCC,Yes,2.0", StringComparison.Ordinal);

        var (_, output, _) = Replaying.Run(folder.File("reach.csv", csv));

        Assert.Contains("2023: gross savings = final benchmark + equity adjustment − net cost, within 2 cents: 6 of 7", output,
            StringComparison.Ordinal);
        Assert.Contains("2023: equity adjustment = months at the amounts of the year, within 2 cents: 6 of 7", output,
            StringComparison.Ordinal);
        Assert.Contains("D0348: Does not hold: gross savings", output, StringComparison.Ordinal);
        Assert.Contains("D0348, D0346: Does not hold: discount", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Professional", "Pro", "risk_arrangement", "Pro", "The risk arrangement is Global or Professional.")]
    [InlineData("Standard,2023", "Standard,2020", "perf_year", "2020", "The model has the performance years 2021 to 2026.")]
    [InlineData("Standard,2023", "Standard,", "perf_year", "", "Every row states its performance year.")]
    [InlineData("28380121.13,", "lots,", "final_benchmark", "lots", "An amount is a number")]
    [InlineData("28380121.13,", "-1,", "final_benchmark", "-1", "A final benchmark is positive.")]
    [InlineData("28380121.13,", ",", "final_benchmark", "", "The cell is blank, and nothing can be settled without it.")]
    [InlineData("3303601.63,", ",", "gross_savings", "", "The cell is blank, and nothing can be settled without it.")]
    [InlineData("1251771.51,", ",", "shared_savings_seq", "", "The cell is blank, and nothing can be settled without it.")]
    [InlineData("99750.0,", ",", "heba_up_amt", "", "The cell is blank, and nothing can be settled without it.")]
    [InlineData("8599.0,", "many,", "heba_dn_mnths", "many", "Months are a number")]
    [InlineData("3000.0", "0", "bene_cnt", "0", "A headcount is a whole number")]
    public void A_wrong_cell(string from, string to, string column, string value, string rule)
    {
        var csv = ReachFile.Of(ReachFile.Rows2023[0], ReachFile.Rows2023[1].Replace(from, to, StringComparison.Ordinal));

        var (rows, problems) = Replaying.ReadReach(csv);

        Assert.Empty(rows);
        var problem = Assert.Single(problems);
        Assert.Equal((3, column, value), (problem.Row, problem.Column, problem.Value));
        Assert.StartsWith(rule, problem.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisation_that_stands_twice_and_missing_columns()
    {
        var rows = ReachFile.Rows2023;
        var twice = Assert.Single(Replaying.ReadReach(ReachFile.Of(rows[0], rows[1], rows[0])).Problems);
        Assert.Equal((4, "The organisation stands twice for 2023, first in row 2."), (twice.Row, twice.Rule));

        var missing = Replaying.ReadReach("risk_arrangement,colour\nGlobal,red\n").Problems;
        Assert.Equal(["ACO_ID", "final_benchmark", "gross_savings", "shared_savings_seq", "perf_year"],
            missing.Select(static problem => problem.Column));
    }

    [Fact]
    public void The_year_may_be_stated_where_no_column_has_it()
    {
        var csv = ReachFile.Of(ReachFile.Rows2023).Replace("perf_year", "colour", StringComparison.Ordinal);

        Assert.Equal("Say which year it is with --year.", Assert.Single(Replaying.ReadReach(csv).Problems).Remedy);
        Assert.All(Replaying.ReadReach(csv, year: 2023).Rows, static row => Assert.Equal(2023, row.PerformanceYear));
    }

    [Fact]
    public void A_suppressed_adjustment_is_not_taken_for_zero()
    {
        var row = Assert.Single(
            Replaying.SettleReach(ReachFile.Of(ReachFile.Rows2023[1].Replace("99750.0", "*", StringComparison.Ordinal))));

        Assert.Equal(MatchClass.Unexplained, row.Match);
        Assert.Null(row.Unrounded);
        Assert.Contains("heba_up_amt is suppressed (*)", row.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Order_and_case_of_the_columns_play_no_part_and_accounting_formats_are_read()
    {
        var cells = ReachFile.Of(ReachFile.Rows2023).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(',').Reverse().ToArray()).ToArray();
        cells[0] = [.. cells[0].Select(static name => name.ToUpperInvariant().Replace('_', ' '))];
        var csv = string.Join("\n", cells.Select(Vintages.Line)).Replace("-3627976.57", "\"$(3,627,976.57)\"", StringComparison.Ordinal)
            .Replace(",0.0,1304841.19", ",$-,1304841.19", StringComparison.Ordinal);
        Assert.Contains("$-", csv, StringComparison.Ordinal);

        var plain = Replaying.SettleReach(ReachFile.Of(ReachFile.Rows2023));

        Assert.Equal(
            plain.Select(static row => (row.Row.Id, row.Match, row.Unrounded)),
            Replaying.SettleReach(csv).Select(static row => (row.Row.Id, row.Match, row.Unrounded)));
    }

    [Fact]
    public void Files_of_both_programmes_are_told_apart_in_one_run()
    {
        using var folder = new TemporaryFolder();
        var json = folder.File("settled.json");
        var shared = folder.File("a.csv", Vintages.Csv2024(SyntheticAco.Samples2024));
        var reach = folder.File("b.csv", ReachFile.Of([.. ReachFile.Rows2022, .. ReachFile.Rows2023]));

        var (code, output, errors) = Replaying.Run(shared, reach, "--rows", "--json", json);

        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Assert.Contains("r revenue not published", output, StringComparison.Ordinal);
        Assert.Contains("c within a cent", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(
            [("ACO REACH", 10), ("Medicare Shared Savings Program", SyntheticAco.Samples2024.Length)],
            document.RootElement.EnumerateArray().CountBy(static row => row.GetProperty("programme").GetString()!)
                .Select(static g => (g.Key, g.Value)).Order());
    }

    [Fact]
    public void The_statement_of_one_organisation_can_be_asked_for()
    {
        using var folder = new TemporaryFolder();

        var (code, output, _) = Replaying.Run(folder.File("reach.csv", ReachFile.Of(ReachFile.Rows2023)), "--organisation", "d0032");

        Assert.Equal(Application.AllExplained, code);
        Assert.Contains("D0032, 2023, Professional", output, StringComparison.Ordinal);
        Assert.Contains("# Settlement of aco-reach-professional-2023", output, StringComparison.Ordinal);
        Assert.Contains("Published and not used: discount 0 %, quality score 80 %.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("D0348", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(132)]
    public void The_tables_fit_a_terminal(int width)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var big = ReachFile.Rows2023[0].Replace("D0348", "D0999", StringComparison.Ordinal)
            .Replace("32763830.60", "1963763830.60", StringComparison.Ordinal)
            .Replace("31077187.09", "1778077187.09", StringComparison.Ordinal)
            .Replace("1756489.51", "185756489.51", StringComparison.Ordinal)
            .Replace("1721359.72", "182041359.72", StringComparison.Ordinal);
        var file = folder.File("r.csv", ReachFile.Of([big, .. ReachFile.Rows2023]));

        Assert.Equal(Application.AllExplained, new Application(Screen.Plain(output, errors, width)).Run([file, "--rows"]));

        var lines = output.ToString().Split('\n')
            .Where(line => !line.Contains(folder.Path, StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal))
            .ToArray();
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains(lines, static line =>
            line.Contains("D0999", StringComparison.Ordinal) && line.Contains("182,041,359.72", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.Contains('…', StringComparison.Ordinal));
    }

    private static MatchClass Match(ReachAcoYear row) => new ReachSettler().Settle(row).Match;
}
