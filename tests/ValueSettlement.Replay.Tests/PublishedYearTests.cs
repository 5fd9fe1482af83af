using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Tests;

/// <summary>Every payment of the five published years that lie beside the repository, settled again. Counts are those of the specification
/// of the programme, section 7.2.</summary>
public sealed class PublishedYearTests
{
    private static readonly Dictionary<int, IReadOnlyList<Replayed<AcoYear>>> Years = [];

    private static readonly Lock Gate = new();

    private static IReadOnlyList<Replayed<AcoYear>> Year(int year)
    {
        var file = PublishedFiles.Of(year);
        lock (Gate)
        {
            if (!Years.TryGetValue(year, out var settled))
            {
                settled = Replaying.Settle(Replaying.ReadFile(file));
                Years.Add(year, settled);
            }

            return settled;
        }
    }

    [Theory]
    [InlineData(2013, "paid", 25, 27, 0, 0)]
    [InlineData(2013, "owing", 1, 0, 0, 0)]
    [InlineData(2013, "zero", 167, 0, 0, 0)]
    [InlineData(2016, "paid", 20, 2, 112, 0)]
    [InlineData(2016, "owing", 4, 0, 0, 0)]
    [InlineData(2016, "zero", 294, 0, 0, 0)]
    [InlineData(2018, "paid", 26, 4, 175, 0)]
    [InlineData(2018, "owing", 8, 2, 1, 0)]
    [InlineData(2018, "zero", 332, 0, 0, 0)]
    [InlineData(2021, "paid", 233, 41, 0, 0)]
    [InlineData(2021, "forgiven", 12, 0, 0, 3)]
    [InlineData(2021, "zero", 186, 0, 0, 0)]
    [InlineData(2024, "paid", 304, 55, 0, 0)]
    [InlineData(2024, "owing", 12, 4, 0, 0)]
    [InlineData(2024, "zero", 101, 0, 0, 0)]
    public void Each_class_has_the_expected_number_of_payments(int year, string outcome, int exact, int withinADollar, int qualityDigits,
        int revenue)
    {
        var rows = Year(year).Where(row => Outcome(row) == outcome).ToArray();

        Assert.Equal(
            (exact, withinADollar, qualityDigits, revenue, 0),
            (Count(MatchClass.Exact), Count(MatchClass.WithinADollar), Count(MatchClass.QualityDigits),
                Count(MatchClass.RevenueNotPublished), Count(MatchClass.Unexplained)));

        int Count(MatchClass match) => rows.Count(row => row.Match == match);
    }

    [Theory]
    [InlineData(2013, 220)]
    [InlineData(2016, 432)]
    [InlineData(2018, 548)]
    [InlineData(2021, 475)]
    [InlineData(2024, 476)]
    public void Every_row_is_read_with_its_year_and_none_is_unexplained(int year, int organisations)
    {
        var rows = Year(year);

        Assert.Equal(organisations, rows.Count);
        Assert.All(rows, row => Assert.Equal(year, row.Row.Period.CalendarYear));
        Assert.DoesNotContain(rows, row => row.Match == MatchClass.Unexplained);
    }

    [Theory]
    [InlineData(2013, 1)]
    [InlineData(2021, 11)]
    [InlineData(2024, 11)]
    public void Where_the_sharing_rate_is_published_exactly_the_sum_is_off_by_a_few_dollars(int year, int dollars)
    {
        var paid = Year(year).Where(static row => row.Row.Earned.Value > 0m).ToArray();

        Assert.InRange(paid.Sum(static row => row.Gap!.Value), -dollars, dollars);
    }

    [Theory]
    [InlineData(2013, "315908772.12", 52)]
    [InlineData(2016, "700607912", 134)]
    [InlineData(2018, "983979677", 205)]
    [InlineData(2021, "1959433483", 274)]
    public void Totals_equal_what_was_announced(int year, string earned, int organisations)
    {
        var paid = Year(year).Where(static row => row.Row.Earned.Value > 0m).ToArray();
        var total = paid.Sum(static row => row.Row.Earned.Amount);

        Assert.Equal(decimal.Parse(earned, System.Globalization.CultureInfo.InvariantCulture), total);
        Assert.Equal(organisations, paid.Length);
        Assert.True(Announced.Agrees(year, total));
    }

    [Fact]
    public void The_portfolio_of_2024_rolls_up()
    {
        // Witness W15 of the specification.
        var rows = Year(2024);
        var paid = rows.Where(static row => row.Row.Earned.Value > 0m).ToArray();
        var owing = rows.Where(static row => row.Row.Earned.Value < 0m).ToArray();

        Assert.Equal((476, 10_326_340m), (rows.Count, rows.Sum(static row => row.Row.Beneficiaries.Amount)));
        Assert.Equal((359, 4_124_206_556m), (paid.Length, paid.Sum(static row => row.Row.Earned.Amount)));
        Assert.Equal((16, -19_966_437m), (owing.Length, owing.Sum(static row => row.Row.Earned.Amount)));
        Assert.Equal(2_477_306_491m, rows.Sum(static row => row.Row.Difference.Amount) - rows.Sum(static row => row.Row.Earned.Amount));
        Assert.Equal(4_124_206_557m, paid.Sum(static row => row.Ours!.Value));
    }

    [Fact]
    public void Advances_of_2024_are_recouped_as_published()
    {
        var advanced = Year(2024).Where(static row => row.Row.AdvanceRecouped.Value is not null).ToArray();

        Assert.Equal(19, advanced.Length);
        Assert.All(advanced, static row =>
            Assert.InRange(row.Settlement!.Earned.Unrounded - row.Settlement.Payable.Unrounded - row.Row.AdvanceRecouped.Amount, -0.5m,
            0.5m));
    }

    [Theory]
    [InlineData(2013)]
    [InlineData(2016)]
    [InlineData(2018)]
    [InlineData(2021)]
    [InlineData(2024)]
    public void The_published_minimum_savings_rates_are_those_of_the_rules(int year) =>
        Assert.DoesNotContain(Year(year), static row =>
            row.Notes.Any(static note => note.Contains("minimum savings rate", StringComparison.Ordinal)));

    [Theory]
    [InlineData(2013)]
    [InlineData(2016)]
    [InlineData(2018)]
    [InlineData(2021)]
    [InlineData(2024)]
    public void The_name_of_the_file_plays_no_part(int year)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "results.csv", "mssp_2019.csv", "2022 and 2023.csv" })
        {
            var copy = folder.File(name);
            File.Copy(PublishedFiles.Of(year), copy);

            var rows = Replaying.ReadFile(copy);

            Assert.All(rows, row => Assert.Equal(year, row.Period.CalendarYear));
        }
    }

    [Fact]
    public void All_five_files_replay_in_one_run_with_exit_code_zero()
    {
        using var folder = new TemporaryFolder();
        var json = folder.File("settled.json");
        var files = PublishedFiles.Years.Select(PublishedFiles.Of).ToArray();

        var (code, output, errors) = Replaying.Run([.. files, "--json", json]);

        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Assert.Contains("2016: CMS announced about 700.6 million earned: agrees", output, StringComparison.Ordinal);
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(220 + 432 + 548 + 475 + 476, document.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData(2013)]
    [InlineData(2016)]
    [InlineData(2018)]
    [InlineData(2021)]
    [InlineData(2024)]
    public void Any_single_row_alone_is_still_read_as_its_year_once_the_year_is_stated(int year)
    {
        var lines = File.ReadAllLines(PublishedFiles.Of(year));
        for (var i = 1; i < lines.Length; i += 97)
        {
            var (rows, problems) = Replaying.Read(lines[0] + "\n" + lines[i] + "\n", year: year);

            Assert.Empty(problems);
            Assert.NotEqual(MatchClass.Unexplained, Assert.Single(Replaying.Settle(rows)).Match);
        }
    }

    private static string Outcome(Replayed<AcoYear> row) => row.Row.Earned.Value switch
    {
        > 0m => "paid",
        < 0m => "owing",
        _ when row.Row.Difference.Amount < 0m && row.Row.Relief.Value < 0m => "forgiven",
        _ => "zero",
    };
}
