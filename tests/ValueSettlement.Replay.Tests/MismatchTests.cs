using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Tests;

/// <summary>Every comparison must be able to fail: published payments are changed on purpose.</summary>
public sealed class MismatchTests
{
    private static readonly IReadOnlyList<AcoYear> Rows = Read();

    private static IReadOnlyList<AcoYear> Read()
    {
        var problems = new ProblemList(Bundled.FileName);
        return AcoYearReader.Read(Sheet.Of(Bundled.Read(problems)!), null, problems);
    }

    public static TheoryData<string, int> ExactOrWithinADollar
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var row in Replaying.Settle(Rows).Where(static row => row.Match is MatchClass.Exact or MatchClass.WithinADollar))
            {
                data.Add(row.Row.Id, row.Row.Period.CalendarYear);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ExactOrWithinADollar))]
    public void Three_dollars_more_or_less_are_not_explained(string id, int year)
    {
        var row = Find(id, year);
        foreach (var change in new[] { -3m, 3m })
        {
            var changed = row with { Earned = row.Earned with { Amount = row.Earned.Amount + change } };
            var match = Match(changed);

            // A payment that depends on a score of four digits may still lie between its ends, and a smaller loss may be one that revenue
            // limits: that is what those classes say.
            var scaled = year <= 2020 && row.Standard == PublishedStandard.Met && match == MatchClass.QualityDigits;
            var revenue = match == MatchClass.RevenueNotPublished && row.Difference.Amount < 0m && change > 0m;
            Assert.True(match == MatchClass.Unexplained || scaled
                || revenue, FormattableString.Invariant($"{id} {year} changed by {change}: {match}"));
        }
    }

    [Theory]
    [InlineData("A67373", 2016)]
    [InlineData("A18256", 2016)]
    [InlineData("A1037", 2018)]
    [InlineData("A3336", 2018)]
    public void Three_dollars_beyond_the_ends_of_the_quality_interval_are_not_explained(string id, int year)
    {
        var row = Find(id, year);
        var ends = new[] { -1m, 1m }
            .Select(side =>
                row with
                {
                    QualityScore = row.QualityScore with
                    {
                        Amount = Math.Min(1m, row.QualityScore.Amount
                + (side * row.QualityScore.Half))
                    }
                })
            .Select(moved => new Settler().Settle(moved).Unrounded!.Value).Order().ToArray();

        Assert.Equal(MatchClass.QualityDigits, Match(row));
        Assert.Equal(MatchClass.Unexplained, Match(row with { Earned = row.Earned with { Amount = ends[0] - 3m } }));
        Assert.Equal(MatchClass.Unexplained, Match(row with { Earned = row.Earned with { Amount = ends[1] + 3m } }));
    }

    [Fact]
    public void A_loss_above_the_uncapped_one_is_not_explained_by_revenue()
    {
        var row = Find("A1241", 2023);

        Assert.Equal(MatchClass.RevenueNotPublished, Match(row));
        Assert.Equal(MatchClass.Unexplained, Match(row with { Earned = row.Earned with { Amount = -1_663_927m - 3m } }));
    }

    [Fact]
    public void A_payment_to_an_organisation_with_a_loss_is_not_explained_by_revenue()
    {
        var row = Find("A1515", 2021);

        Assert.Equal(MatchClass.Unexplained, Match(row with { Earned = row.Earned with { Amount = 10m } }));
    }

    [Fact]
    public void A_loss_that_is_neither_owed_nor_relieved_is_not_explained_by_revenue()
    {
        var row = Find("A1515", 2021);

        Assert.Equal(MatchClass.Unexplained, Match(row with { Relief = row.Relief with { Kind = CellKind.Blank, Amount = 0m } }));
    }

    [Fact]
    public void Revenue_explains_nothing_in_a_track_without_a_limit_by_revenue()
    {
        var row = Find("A2029", 2023);

        Assert.Equal(MatchClass.Unexplained, Match(row with { Earned = row.Earned with { Amount = row.Earned.Amount / 2m } }));
    }

    [Fact]
    public void What_lies_between_the_two_sides_of_the_minimum_rate_is_not_explained()
    {
        // The minimum of 2 % is 2,000,000: within the rounding of the difference either nothing or 980,000 is paid, never half of it.
        var row = Find("A1737", 2024) with { Row = 1 };
        row = row with
        {
            Benchmark = row.Benchmark with { Amount = 100_000_000m },
            Difference = row.Difference with { Amount = 2_000_000m },
            MinimumRate = row.MinimumRate with { Amount = 0.02m },
        };

        Assert.Equal(MatchClass.Exact, Match(row with { Earned = row.Earned with { Amount = 980_000m } }));
        Assert.Equal(MatchClass.WithinADollar, Match(row with { Earned = row.Earned with { Amount = 0m } }));
        Assert.Equal(MatchClass.Unexplained, Match(row with { Earned = row.Earned with { Amount = 490_000m } }));
    }

    [Theory]
    [InlineData("N_AB")]
    [InlineData("ABtotBnchmk")]
    [InlineData("BnchmkMinExp")]
    [InlineData("EarnSaveLoss")]
    public void A_suppressed_number_that_is_needed_leaves_the_row_unexplained(string column)
    {
        var (rows, problems) = Replaying.Read(Layouts.Vintages.Csv2024(Layouts.SyntheticAco.Samples2024)
            .Replace("8888888", "*", StringComparison.Ordinal));
        Assert.Empty(problems);
        var row = rows[0];
        var suppressed = new Published(CellKind.Suppressed, 0m, 0, column);
        row = column switch
        {
            "N_AB" => row with { Beneficiaries = suppressed },
            "ABtotBnchmk" => row with { Benchmark = suppressed },
            "BnchmkMinExp" => row with { Difference = suppressed },
            _ => row with { Earned = suppressed },
        };

        var settled = new Settler().Settle(row);

        Assert.Equal(MatchClass.Unexplained, settled.Match);
        Assert.Null(settled.Unrounded);
        Assert.Contains($"{column} is suppressed (*)", settled.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unexplained_row_is_listed_and_the_exit_code_says_so()
    {
        using var folder = new TemporaryFolder();
        var acos = Layouts.SyntheticAco.Samples2024;
        var file = folder.File("results.csv", Layouts.Vintages.Csv2024([acos[0] with { PublishedChange = 3m }, .. acos.Skip(1)]));
        var json = folder.File("settled.json");

        var (code, output, errors) = Replaying.Run(file, "--json", json);

        Assert.Equal((Application.SomeUnexplained, string.Empty), (code, errors));
        Assert.Contains("Unexplained: 1", output, StringComparison.Ordinal);
        Assert.Contains($"X {acos[0].Id}", output, StringComparison.Ordinal);
        Assert.Contains("\"class\": \"unexplained\"", File.ReadAllText(json), StringComparison.Ordinal);
    }

    private static AcoYear Find(string id, int year) => Assert.Single(Rows, row => row.Id == id && row.Period.CalendarYear == year);

    private static MatchClass Match(AcoYear row) => new Settler().Settle(row).Match;
}
