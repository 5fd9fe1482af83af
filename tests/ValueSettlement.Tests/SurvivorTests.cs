using System.Text.Json.Nodes;
using NodaTime;

namespace ValueSettlement.Tests;

/// <summary>Changes of the library that a mutation run made and that no other test noticed.</summary>
public sealed class SurvivorTests
{
    private static readonly Contract Shared = new()
    {
        Id = "x",
        Currency = "USD",
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Clauses = [new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }],
    };

    private static Experience Spent(decimal expenditure) => new() { Benchmark = Money.Of(1_000m), Expenditure = Money.Of(expenditure) };

    /// <summary>100 saved, half of it earned and payable: 50. A document that says 60 as a whole, published and not, agrees with itself
    /// everywhere but with its lines.</summary>
    [Theory]
    [InlineData("earned")]
    [InlineData("payable")]
    public void What_is_earned_and_what_is_payable_each_follow_from_the_lines(string amount)
    {
        var document = JsonNode.Parse(SettlementJson.Write(Shared.Settle(Spent(900m))))!;
        Assert.Equal(50m, (decimal)document[amount]!["unrounded"]!);
        (document[amount]!["unrounded"], document[amount]!["published"]) = (60m, 60m);

        Assert.False(SettlementJson.TryReadSettlement(document.ToJsonString(), out _, out var failures));
        Assert.Equal((amount + ".unrounded", "60"), (Assert.Single(failures).Path, failures[0].Value));
    }

    [Fact]
    public void A_mark_that_opens_html_is_written_as_an_entity() =>
        Assert.Equal("1 &lt; 2, &lt;b>", Markdown.Escape("1 < 2, <b>"));

    [Fact]
    public void A_payoff_holds_the_benchmark_and_each_fact_once()
    {
        var benchmark = new Experience { Benchmark = Money.Of(1_000m) };
        Assert.Equal(["benchmark 1,000"], Shared.PayoffOverSpending(benchmark).HeldFixed);

        var scored = Shared with { Clauses = [new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero }] };
        Assert.Equal(["benchmark 1,000", "quality: the quality standard, score 80%"],
            scored.PayoffOverSpending(benchmark with { Facts = [Quality.Met(80.Percent())] }).HeldFixed);
    }

    /// <summary>−100 lies between losses of 200 and losses of 50; 100 between savings of 50 and savings of 200.</summary>
    [Theory]
    [InlineData(Side.Loss, 1_100, "losses")]
    [InlineData(Side.Gain, 900, "savings")]
    public void The_ends_of_a_region_are_called_what_they_are(Side side, int expenditure, string called)
    {
        var (near, far) = (new RegionEnd(side, Money.Of(50m), true), new RegionEnd(side, Money.Of(200m), true));
        var region = side == Side.Gain ? new Region { Name = "Middle", From = near, To = far }
            : new Region { Name = "Middle", From = far, To = near };
        var contract = Shared with { Clauses = [new Choose { Regions = [region] }] };

        var labels = contract.Settle(Spent(expenditure)).Lines.Select(static line => line.Label).ToArray();
        Assert.Contains($"Middle: begins at {called} of", labels);
        Assert.Contains($"Middle: ends at {called} of", labels);
    }

    /// <summary>Half of each and half of the sum are the same, so there is nothing to warn of.</summary>
    [Fact]
    public void A_sum_that_adds_up_warns_of_nothing()
    {
        var sum = Shared with { Id = "both", Clauses = [], Parts = [Shared with { Id = "one" }, Shared with { Id = "two" }] };
        var settled = sum.Settle(new()
        {
            Parts = [Spent(900m) with { Arrangement = "one" }, Spent(950m) with { Arrangement = "two" }],
        });

        Assert.Empty(settled.Warnings);
        Assert.DoesNotContain("one by one", settled.Statement(), StringComparison.Ordinal);
    }
}
