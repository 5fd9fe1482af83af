using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;
using ValueSettlement.Replay.Tests.Layouts;

namespace ValueSettlement.Replay.Tests;

/// <summary>Invented files in the layout of every vintage are read as what they are and settle as computed without the library.</summary>
public sealed class VintageTests
{
    private static readonly MatchClass[] ToTheDollar = [MatchClass.Exact, MatchClass.WithinADollar];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Y2013_with_and_without_its_lost_column_name(bool shifted)
    {
        var acos = SyntheticAco.Early(2013).Select(static aco => aco with { Standard = aco.Id == "A10007" ? 'N' : 'M' }).ToArray();
        var rows = Check(Vintages.Csv2013(acos, shifted), acos, 2013);

        Assert.All(rows, static row => Assert.Contains(row.Match, ToTheDollar));
        Assert.Equal(PublishedStandard.NotMet, rows[6].Row.Standard);
        Assert.Contains(rows, static row => row.Row.Earned.Decimals == 2 && row.Row.Earned.Value < 0m);
        Assert.All(rows.Zip(acos), static pair =>
            Assert.InRange(pair.First.Unrounded!.Value - (pair.Second with { Quality = null }).Earned(2013), -0.01m, 0.01m));
    }

    [Fact]
    public void Y2014_with_a_byte_order_mark_nine_digits_and_bare_percentages()
    {
        var acos = SyntheticAco.Early(2014);
        var rows = Check(Vintages.Csv2014(acos), acos, 2014);

        Assert.All(rows, static row => Assert.Contains(row.Match, ToTheDollar));
        Assert.Equal(PublishedStandard.Reporting, rows[1].Row.Standard);
        Assert.Equal(PublishedStandard.NotMet, rows[6].Row.Standard);
        Assert.Equal(9, rows[0].Row.QualityScore.Decimals);
    }

    [Fact]
    public void Y2015_with_scores_of_a_hundred_and_blank_reporting_years()
    {
        var acos = SyntheticAco.Early(2015);
        var rows = Check(Vintages.Csv2015(acos), acos, 2015);

        Assert.Equal(PublishedStandard.Reporting, rows[1].Row.Standard);
        Assert.Equal(PublishedStandard.NotMet, rows[6].Row.Standard);
        Assert.Equal(0.9123m, rows[0].Row.QualityScore.Amount);
    }

    [Theory]
    [InlineData(2016)]
    [InlineData(2017)]
    [InlineData(2018)]
    public void Y2016_to_2018_with_one_flag_a_track(int year)
    {
        var acos = SyntheticAco.Middle(year);
        var rows = Check(Vintages.Csv2016To2018(acos, year), acos, year);

        Assert.Contains(rows, static row => row.Match == MatchClass.QualityDigits);
        if (year == 2018)
        {
            Assert.Equal(MatchClass.RevenueNotPublished, rows[^1].Match);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Y2019_with_half_years_marked_by_a_flag_or_only_by_their_totals(bool flagged)
    {
        var whole = SyntheticAco.Middle(2018).Select(static aco => aco with { Id = aco.Id.Replace("A2", "A9", StringComparison.Ordinal) })
            .ToArray();
        SyntheticAco[] acos = [.. whole, .. SyntheticAco.FirstHalf2019, .. SyntheticAco.SecondHalf2019];
        var rows = Check(Vintages.CsvMerged(acos.Select(static aco => (aco, 2019)), flagged), acos, 2019);

        Assert.All(rows.Zip(acos), static pair => Assert.Equal(Period(pair.Second), pair.First.Row.Period));
        Assert.All(rows.Zip(acos), static pair => Assert.Equal(pair.Second.SixMonths, pair.First.Row.TotalsAreHalves));
        Assert.Equal(MatchClass.RevenueNotPublished, Assert.Single(rows, static row => row.Row.Id == "A3006").Match);

        static PerformancePeriod Period(SyntheticAco aco) =>
            !aco.SixMonths ? PerformancePeriod.Year(2019) : aco.Track >= Track.BasicA ? PerformancePeriod.JulyToDecember2019
            : PerformancePeriod.JanuaryToJune2019;
    }

    [Fact]
    public void A_six_month_row_is_settled_for_the_full_year_and_halved()
    {
        var aco = SyntheticAco.FirstHalf2019[2];
        var row = Assert.Single(Replaying.Settle(Vintages.CsvMerged([(aco, 2019)], withSixMonthsFlag: true)));

        // Half-year loss of 2,348,698 at 30 %, less half of the relief printed for twelve months.
        Assert.Equal(-702_674m, row.Ours);
        Assert.Equal(-4_697_396m, row.Settlement!.Opening);
    }

    [Fact]
    public void An_organisation_that_renewed_in_july_2019_keeps_the_old_agreement_for_the_first_half()
    {
        var aco = SyntheticAco.FirstHalf2019[0] with { Start = new(2019, 7, 1) };
        var row = Assert.Single(Replaying.Settle(Vintages.CsvMerged([(aco, 2019)], withSixMonthsFlag: true)));

        Assert.Equal(PerformancePeriod.JanuaryToJune2019, row.Row.Period);
        Assert.NotEqual(MatchClass.Unexplained, row.Match);
        Assert.Contains(row.Notes, static note => note.Contains("2019-07-01", StringComparison.Ordinal));
    }

    [Fact]
    public void A_merged_file_of_several_years_is_read_year_by_year()
    {
        var acos = SyntheticAco.Middle(2018).Select(static aco => (aco, 2018))
            .Concat(SyntheticAco.Late(2020).Select(static aco => (aco, 2020))).ToArray();
        var rows = Replaying.Settle(Vintages.CsvMerged(acos, withSixMonthsFlag: false));

        Assert.Equal(acos.Select(static a => a.Item2), rows.Select(static row => row.Row.Period.CalendarYear));
        Assert.DoesNotContain(rows, static row => row.Match == MatchClass.Unexplained);
    }

    [Fact]
    public void Y2020_without_sequestration_and_with_whole_losses_forgiven()
    {
        var acos = SyntheticAco.Late(2020);
        var rows = Check(Vintages.Csv2020(acos), acos, 2020);

        Assert.All(rows, static row => Assert.True(row.Row.Earned.Amount >= 0m));
        Assert.Equal(MatchClass.RevenueNotPublished, rows[7].Match);
    }

    [Fact]
    public void Y2021_with_separators_percent_strings_and_bare_scores()
    {
        var acos = SyntheticAco.Late(2021);
        var rows = Check(Vintages.Csv2021(acos), acos, 2021);

        AssertExactButForRevenue(rows);
        Assert.True(rows[0].Row.LowRevenue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Y2022_in_both_vintages_of_the_termination_column(bool later)
    {
        // One organisation left during the year: its savings are forfeited in the later vintage and paid in the earlier one, which speaks
        // of losses only.
        var acos = SyntheticAco.Late(2022)
            .Select(aco => aco.Id != "A4003" ? aco : later ? aco with { Forfeits = true } : aco with { MarkedAsProrated = true }).ToArray();
        var rows = Check(Vintages.Csv2022(acos, later), acos, 2022);

        AssertExactButForRevenue(rows);
        Assert.Equal(later ? 0m : 1_068_416m, rows[2].Row.Earned.Amount);
        Assert.Equal((later, !later), (rows[2].Row.ForfeitsOnTermination, rows[2].Row.ProratesLosses));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Losses_prorated_by_months_that_no_file_states_are_found(bool later)
    {
        var aco = SyntheticAco.Late(2022)[4] with { Relief = 0m, Forfeits = later, MarkedAsProrated = !later };
        var ninth = aco with { PublishedChange = (862_962.936m * 3m / 12m) };
        var row = Assert.Single(Replaying.Settle(Vintages.Csv2022([ninth], later)));

        Assert.Contains(row.Match, ToTheDollar);
        Assert.Contains(row.Notes, static note => note.Contains("9 months", StringComparison.Ordinal));
    }

    [Fact]
    public void Y2023_with_relief_for_five_months()
    {
        var acos = SyntheticAco.Late(2023);
        var rows = Check(Vintages.Csv2023(acos), acos, 2023);

        AssertExactButForRevenue(rows);
        Assert.Contains(rows, static row => row.Row.Earned.Amount < 0m && row.Match == MatchClass.Exact);
    }

    [Fact]
    public void Y2024_with_bare_percentages_and_dashes()
    {
        var acos = SyntheticAco.Samples2024;
        var rows = Check(Vintages.Csv2024(acos), acos, 2024);

        AssertExactButForRevenue(rows);
        Assert.Equal(PublishedStandard.Alternative, Assert.Single(rows, static row => row.Row.Id == "A5001").Row.Standard);
        Assert.Equal(PublishedStandard.NotMet, Assert.Single(rows, static row => row.Row.Id == "A5007").Row.Standard);
        Assert.Equal(new bool?[] { null, false, true }, rows.Select(static row => row.Row.Guardrail).Distinct());
        Assert.DoesNotContain(rows, static row => row.Notes.Any(static note => note.Contains("recoupment", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, -900_000)]
    [InlineData(false, -800_000)]
    public void Track_1_plus_is_settled_without_a_limit_by_revenue(bool byRevenue, decimal owed)
    {
        // A loss of 15 % of the benchmark, shared at 30 %: the limit by the benchmark is 4 %, the one by revenue is not known, so nothing
        // limits it.
        var invented = SyntheticAco.Middle(2018).First(static aco => aco.Track == Track.Track1Plus);
        var aco = invented with { Benchmark = 20_000_000m, Difference = -3_000_000m, Revenue = null, Relief = 0m };
        var row = Assert.Single(Replaying.Read(Vintages.CsvMerged([(aco, 2018)], withSixMonthsFlag: false)).Rows);

        var settled = new Settler().Settle(row with { RevenueLimit = byRevenue });

        Assert.Equal(owed, settled.Unrounded);
        Assert.DoesNotContain("participant revenue", settled.Settlement!.Statement(), StringComparison.Ordinal);
        Assert.Contains("Without the limit by participants' revenue", settled.Settlement!.Statement(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_with_float_noise_has_the_digits_that_were_meant()
    {
        var (rows, problems) = Replaying.Read(Vintages.CsvMerged(SyntheticAco.Middle(2018).Select(static aco => (aco, 2019)),
            withSixMonthsFlag: true));

        Assert.Empty(problems);
        Assert.All(rows, static row => Assert.Equal(4, row.QualityScore.Decimals));
        Assert.Contains(rows, static row => row.QualityScore.Amount == 0.9123m);
    }

    [Fact]
    public void A_semicolon_or_a_tab_separates_as_well()
    {
        // What spreadsheets of other countries write; the numbers are still American.
        var acos = SyntheticAco.Samples2024;
        foreach (var separator in new[] { ';', '\t' })
        {
            var lines = Vintages.Csv2024(acos).Replace("\" Care, LLC", "\" Care LLC", StringComparison.Ordinal)
                .Replace("\"\" Care, LLC", "\"\" Care LLC", StringComparison.Ordinal);
            var rows = Replaying.Settle(lines.Replace(',', separator));

            Assert.Equal(acos.Length, rows.Count);
            Assert.DoesNotContain(rows, static row => row.Match == MatchClass.Unexplained);
        }
    }

    [Theory]
    [InlineData("mssp_2019.csv", 2018)]
    [InlineData("x.csv", 2018)]
    public void The_newest_agreement_decides_and_not_the_name_of_the_file(string file, int year)
    {
        var (rows, problems) = Replaying.Read(Vintages.Csv2016To2018(SyntheticAco.Middle(2018), 2018), file);

        Assert.Empty(problems);
        Assert.All(rows, row => Assert.Equal(year, row.Period.CalendarYear));
    }

    [Fact]
    public void A_part_of_a_file_takes_the_year_that_the_user_states()
    {
        var old = SyntheticAco.Late(2021).Where(static aco => aco.Start.Year == 2019).ToArray();
        var csv = Vintages.Csv2020(old);

        Assert.Equal(2019, Assert.Single(Replaying.Read(csv).Rows.Select(static row => row.Period.CalendarYear).Distinct()));
        Assert.Equal(2020,
            Assert.Single(Replaying.Read(csv, "results-2020.csv").Rows.Select(static row => row.Period.CalendarYear).Distinct()));
        Assert.Equal(2020, Assert.Single(Replaying.Read(csv, year: 2020).Rows.Select(static row => row.Period.CalendarYear).Distinct()));
    }

    [Theory]
    [InlineData("2019", 2019, 12)]
    [InlineData("2019A", 2019, 6)]
    [InlineData("PY 2019-A", 2019, 6)]
    [InlineData("PY2018", 2018, 12)]
    public void A_year_may_be_written_in_several_ways(string year, int expected, int months)
    {
        var csv = Vintages.CsvMerged([(SyntheticAco.Middle(2018)[0], 2018)], withSixMonthsFlag: false)
            .Replace(",2018,", $",{year},", StringComparison.Ordinal);
        var row = Assert.Single(Replaying.Read(csv).Rows);

        Assert.Equal((expected, months), (row.Period.CalendarYear, row.Period.Months));
    }

    [Theory]
    [InlineData("Year_of_results", true)]
    [InlineData("Initial_Start_Year", false)]
    public void A_year_column_under_another_name_is_recognised_and_a_start_year_is_not(string name, bool recognised)
    {
        var lines = Vintages.Csv2016To2018(SyntheticAco.Middle(2018), 2018).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var csv = string.Join("\n", lines.Select((line, i) => line + (i == 0 ? "," + name : ",2019")));

        Assert.All(Replaying.Read(csv).Rows, row => Assert.Equal(recognised ? 2019 : 2018, row.Period.CalendarYear));
    }

    [Fact]
    public void Fewer_than_500_beneficiaries_take_the_published_rate()
    {
        var csv = Vintages.Csv2016To2018([SyntheticAco.Middle(2017)[7]], 2017).Replace(",605,", ",152,", StringComparison.Ordinal)
            .Replace("0.1146", "0.2542", StringComparison.Ordinal);
        var row = Assert.Single(Replaying.Read(csv, year: 2017).Rows);
        var settled = new Settler().Settle(row with { Earned = row.Earned with { Amount = 0m } });

        Assert.Equal(MatchClass.Exact, settled.Match);
        Assert.Equal(0m, settled.Unrounded);
    }

    private static IReadOnlyList<Replayed<AcoYear>> Check(string csv, SyntheticAco[] acos, int year)
    {
        var rows = Replaying.Settle(csv);

        Assert.Equal(acos.Select(static aco => aco.Id), rows.Select(static row => row.Row.Id));
        foreach (var (row, aco) in rows.Zip(acos))
        {
            Assert.True(row.Match != MatchClass.Unexplained,
                FormattableString.Invariant(
                    $"{aco.Id}: published {row.Row.Earned.Amount}, ours {row.Unrounded}; {string.Join(" ", row.Notes)}"));
            Assert.Equal(year, row.Row.Period.CalendarYear);
            Assert.Equal((aco.Track, aco.Beneficiaries), (row.Row.Track, (int)row.Row.Beneficiaries.Amount));
            Assert.Equal(aco.Start, row.Row.AgreementStart);
            Assert.DoesNotContain(row.Notes, static note => note.Contains("minimum savings rate", StringComparison.Ordinal));
            Assert.DoesNotContain(row.Notes, static note => note.Contains("is not the published difference", StringComparison.Ordinal));
            Assert.StartsWith("Invented \"", row.Row.Name, StringComparison.Ordinal);
        }

        return rows;
    }

    private static void AssertExactButForRevenue(IReadOnlyList<Replayed<AcoYear>> rows)
    {
        Assert.All(rows.Where(static row => row.Row.Id != "A4008"), static row => Assert.Contains(row.Match, ToTheDollar));
        Assert.Equal(MatchClass.RevenueNotPublished, Assert.Single(rows, static row => row.Row.Id == "A4008").Match);
    }
}
