using ValueSettlement.Programs;
using ValueSettlement.Replay.Output;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Tests;

/// <summary>The table that comes with the sample shows every rule of the programme at work.</summary>
public sealed class BundledTableTests
{
    private static readonly IReadOnlyList<Replayed<AcoYear>> Rows = Replaying.Settle(Read());

    private static IReadOnlyList<AcoYear> Read()
    {
        var problems = new ProblemList(Bundled.FileName);
        var table = Bundled.Read(problems);
        Assert.NotNull(table);
        var rows = AcoYearReader.Read(Sheet.Of(table), null, problems);
        Assert.Empty(problems.ToList());
        return rows;
    }

    [Fact]
    public void About_forty_rows_and_none_unexplained()
    {
        Assert.InRange(Rows.Count, 38, 50);
        Assert.DoesNotContain(Rows, static row => row.Match == MatchClass.Unexplained);
    }

    [Fact]
    public void Every_row_says_where_it_comes_from() =>
        Assert.All(Rows, static row => Assert.StartsWith("CMS results file", row.Row.Source, StringComparison.Ordinal));

    [Fact]
    public void Every_explained_class_appears() =>
        Assert.Equal([MatchClass.Exact, MatchClass.WithinADollar, MatchClass.QualityDigits, MatchClass.RevenueNotPublished],
            Rows.Select(static row => row.Match).Distinct().Order());

    [Fact]
    public void Every_track_and_level_appears() =>
        Assert.Equal(Enum.GetValues<Track>().Order(), Rows.Select(static row => row.Row.Track).Distinct().Order());

    [Fact]
    public void Every_year_from_2013_but_two_appears() =>
        Assert.Equal([2013, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024], Rows.Select(static row => row.Row.Period.CalendarYear)
            .Distinct().Order());

    [Theory]
    [InlineData("A67373", 2013, "to the cent", 19_388_729.07)]
    [InlineData("A59303", 2013, "gate failed", 0)]
    [InlineData("A14269", 2013, "loss of Track 2", -3_986_552.12)]
    [InlineData("A00755", 2016, "payment limit", 11_976_300)]
    [InlineData("A17421", 2016, "40 % floor", -1_327_920)]
    [InlineData("A00755", 2017, "payment limit", 12_842_326)]
    [InlineData("A1409", 2018, "payment limit", 12_118_223)]
    [InlineData("A3743", 2018, "75 % ceiling", -2_118_244)]
    [InlineData("A2392", 2018, "flat 30 %, relief", -1_757_683)]
    [InlineData("A2507", 2018, "fewer than 5,000", 0)]
    [InlineData("A2772", 2019, "six months, payment limit", 7_663_351)]
    [InlineData("A1070", 2020, "payment limit without sequestration", 18_993_856)]
    [InlineData("A2833", 2021, "below the minimum by a hair", 0)]
    [InlineData("A1006", 2021, "one-sided loss", 0)]
    [InlineData("A1052", 2021, "forgiven in full", 0)]
    [InlineData("A1080", 2022, "savings forfeited", 0)]
    [InlineData("A2029", 2023, "floor and relief", -3_704_703)]
    [InlineData("A2366", 2024, "alternative standard", 4_058_007)]
    [InlineData("A5328", 2024, "half rate", 6_288)]
    [InlineData("A5309", 2024, "guardrail", 0)]
    [InlineData("A5386", 2024, "loss rate between its bounds", -212_271)]
    [InlineData("A5193", 2024, "loss just beyond the minimum", -1_448_632)]
    [InlineData("A1488", 2024, "corridor", 0)]
    [InlineData("A4597", 2024, "fewer than 5,000 beneficiaries", 0)]
    public void A_branch_settles_exactly(string id, int year, string branch, decimal payment)
    {
        var row = Find(id, year);

        Assert.True(row.Match == MatchClass.Exact, branch);
        Assert.Equal((payment, payment), (row.Row.Earned.Amount, row.Ours!.Value));
    }

    [Fact]
    public void Advances_are_recouped_from_what_was_earned()
    {
        // Published: balance 565,455; recouped 6,288.447996; still owed 559,166.552.
        var settlement = Find("A5328", 2024).Settlement!;

        Assert.Equal(0m, settlement.Payable.Unrounded);
        Assert.InRange(settlement.Earned.Unrounded, 6_288.35m, 6_288.55m);
        Assert.InRange(Assert.Single(settlement.CarriedForward).Amount, 559_166.45m, 559_166.65m);
    }

    [Fact]
    public void A_loss_held_down_by_revenue_is_settled_without_that_limit_and_says_so()
    {
        var row = Find("A1241", 2023);

        Assert.Equal(MatchClass.RevenueNotPublished, row.Match);
        Assert.Equal(-1_663_927m, row.Ours);
        Assert.Contains(row.Notes, static note => note.Contains("24,655,088", StringComparison.Ordinal));
        Assert.Contains("Without the limit by participants' revenue, which no result file publishes.", row.Settlement!.Statement(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_statement_shows_a_revenue_that_was_made_up()
    {
        Assert.All(Rows, static row => Assert.DoesNotContain("1,000,000,000,000", row.Settlement!.Statement(), StringComparison.Ordinal));
        Assert.All(Rows, static row => Assert.DoesNotContain("participant revenue", row.Settlement!.Statement(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_without_arguments_prints_the_table_the_totals_and_one_statement()
    {
        var (code, output, errors) = Replaying.Run();

        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Assert.All(Rows, row => Assert.Contains(row.Row.Id, output, StringComparison.Ordinal));
        Assert.Contains("Earned 261,029,339.27 by 21 of 44 organisations", output, StringComparison.Ordinal);
        Assert.Contains("# Settlement of mssp-basic-level-e-2024", output, StringComparison.Ordinal);
        Assert.Contains("4,058,007.038379", output, StringComparison.Ordinal);
        Assert.All(MatchClasses.SharedSavings, match =>
            Assert.Contains($"{match.Mark()} {match.InWords()}", output, StringComparison.Ordinal));
    }

    [Fact]
    public void Redirected_output_has_no_colours_and_the_tables_fit_a_page()
    {
        var (_, output, _) = Replaying.Run();

        Assert.DoesNotContain('\u001b', output);
        var table = output[..output.IndexOf("# Settlement", StringComparison.Ordinal)].Split('\n')
            .Where(static line => !line.StartsWith("  A", StringComparison.Ordinal));
        Assert.All(table, static line => Assert.InRange(line.TrimEnd().Length, 0, 132));
    }

    [Fact]
    public void The_statement_of_one_organisation_can_be_asked_for()
    {
        var (code, output, _) = Replaying.Run("--organisation", "a2029");

        Assert.Equal(Application.AllExplained, code);
        Assert.Contains("A2029 Scottsdale Health Partners, LLC, 2023, ENHANCED", output, StringComparison.Ordinal);
        Assert.Contains("A2029 Scottsdale Health Partners, LLC, 2024, ENHANCED", output, StringComparison.Ordinal);
        Assert.DoesNotContain("A5309", output, StringComparison.Ordinal);
    }

    private static Replayed<AcoYear> Find(string id, int year) =>
        Assert.Single(Rows, row => row.Row.Id == id && row.Row.Period.CalendarYear == year);
}
