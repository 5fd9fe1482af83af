using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Risk corridors of Medicare Part D: 42 USC 1395w-115(e), 42 CFR 423.336. The examples are hand arithmetic from the
/// text.</summary>
public sealed class PartDTests
{
    [Theory]
    [InlineData(2012, 112_000_000, false, 4_100_000)] // PARTD-1: 2.5 + 1.6 million
    [InlineData(2012, 93_000_000, false, -1_000_000)] // PARTD-2
    [InlineData(2012, 85_000_000, false, -6_500_000)] // PARTD-3: 2.5 + 4.0 million
    [InlineData(2012, 103_000_000, false, 0)] // PARTD-4
    [InlineData(2012, 110_000_000, false, 2_500_000)] // PARTD-5
    [InlineData(2012, 95_000_000, false, 0)] // PARTD-6: an edge belongs to the first band
    [InlineData(2006, 104_000_000, false, 1_125_000)] // PARTD-7: 75 % of 1.5 million
    [InlineData(2007, 107_000_000, false, 3_475_000)] // PARTD-8: 1.875 + 1.6 million
    [InlineData(2007, 107_000_000, true, 3_850_000)] // PARTD-9: 2.25 + 1.6 million under the 90 % rule
    [InlineData(2007, 93_000_000, true, -3_475_000)] // the 90 % rule raises only what Medicare pays
    [InlineData(2010, 112_000_000, false, 4_100_000)]
    public void GoldenExamples(int year, int cost, bool ninetyPercentRule, int expected)
    {
        var contract = PartD.For(new() { Year = year, NinetyPercentRule = ninetyPercentRule }).Contract;
        var settlement = contract.Settle(Costs(cost));
        Assert.Equal(expected, settlement.Earned.Unrounded);
        Assert.Equal(expected > 0 ? Party.Payer : expected < 0 ? Party.Provider : Party.Neither, settlement.Owes);
    }

    [Theory]
    [InlineData(103_000_000, 0)]
    [InlineData(108_000_000, 1_500_000)]
    [InlineData(115_000_000, 6_500_000)]
    [InlineData(92_000_000, -1_500_000)]
    public void PartD11_the_statutory_corridor_of_2025_to_2027(int cost, int expected)
    {
        foreach (var year in new[] { 2025, 2026, 2027 })
        {
            Assert.Equal(expected, PartD.For(new() { Year = year }).Contract.Settle(Costs(cost)).Earned.Unrounded);
        }
    }

    [Fact]
    public void The_corridor_of_the_demonstration_is_a_term_of_2025_alone()
    {
        var bands = new CorridorBands([new(Rate.Zero, 3.Percent()), new(90.Percent())],
            [new(Rate.Zero, 5.Percent()), new(50.Percent(), 10.Percent()), new(80.Percent())]);
        var terms = new PartDTerms { Year = 2025, Demonstration = new(bands, Authority.Of("demonstration notice of 2025")) };
        var settlement = terms.Contract().Settle(Costs(105_000_000));
        Assert.Equal(1_800_000m, settlement.Earned.Unrounded);
        Assert.Equal("demonstration notice of 2025", settlement.Lines.Single(static l => l.Key == "marginal-bands").Authority!.Citation);
        Assert.Equal(-1_500_000m, terms.Contract().Settle(Costs(92_000_000)).Earned.Unrounded);
        foreach (var year in new[] { 2024, 2026, 2027 })
        {
            var failure = Assert.Single((terms with { Year = year }).Validate());
            Assert.Equal(("term-unused", "demonstration"), (failure.Code, failure.Path));
        }

        Assert.Equal("literalText", Assert.Single((terms with { LiteralText = true }).Validate()).Path);
        Assert.NotNull(PartD.DemonstrationCorridor.Find(new(2025, 12, 31)));
        Assert.Null(PartD.DemonstrationCorridor.Find(new(2026, 1, 1)));
    }

    [Theory]
    [InlineData(2026, 36.78, 38.99)]
    [InlineData(2027, 38.99, 41.33)]
    public void The_base_premium_grows_by_at_most_six_percent(int year, decimal before, decimal most)
    {
        var premium = PartD.For(new() { Year = year }).GreatestBasePremium(Money.Of(before));
        Assert.Equal(most, premium.Value);
        Assert.All(premium.Lines, static l => Assert.True(l.Value == l.Replay() && l.Authority!.Unconfirmed));
        Assert.Throws<SettlementException>(static () => PartD.For(new() { Year = 2023 }).GreatestBasePremium(Money.Of(33m)));
    }

    [Fact]
    public void AdjustedAllowableCostsTakeReinsuranceAndSubsidiesOff()
    {
        // PARTD-10: 30 − 2 − 5.7 = 22.3 million.
        var costs = new DrugPlanCosts
        {
            AllowableRiskCorridorCosts = Money.Of(30_000_000),
            ReinsurancePayments = Money.Of(2_000_000),
            LowIncomeCostSharing = Money.Of(5_700_000)
        };
        Assert.Equal(22_300_000m, costs.Adjusted().Value);
        Assert.Equal(90_000_000m, DrugPlanCosts.Target(Money.Of(100_000_000), Money.Of(10_000_000)).Value);
    }

    [Fact]
    public void TheLetterOfTheTextIsAnotherPaymentAndIsOff()
    {
        // PARTD-3lit: 80 % of the distance from the second threshold *upper* limit, as 42 CFR 423.336(b)(3)(ii)(B) says: −22.5 instead of
        // −6.5 million.
        var continuous = PartD.For(new() { Year = 2012 }).Contract;
        var literal = PartD.For(new() { Year = 2012, LiteralText = true }).Contract;
        Assert.Equal(-6_500_000m, continuous.Settle(Costs(85_000_000)).Earned.Unrounded);
        Assert.Equal(-22_500_000m, literal.Settle(Costs(85_000_000)).Earned.Unrounded);

        // Elsewhere, the edge included, the two readings are one.
        foreach (var cost in new[] { 90_000_000, 93_000_000, 100_000_000, 112_000_000 })
        {
            Assert.Equal(continuous.Settle(Costs(cost)).Earned, literal.Settle(Costs(cost)).Earned);
        }

        // One cent below the edge the letter jumps by 16 million; that is the argument against it.
        var edge = literal.PayoffOverSpending(Costs(0));
        Assert.Equal(-16_000_000.008m, edge.At(89_999_999.99m) - edge.At(90_000_000m));
        Assert.Equal(-0.008m, continuous.PayoffOverSpending(Costs(0)).At(89_999_999.99m) + 2_500_000m);
        Assert.Equal(literal.Settle(Costs(85_000_000)).Earned.Unrounded, edge.At(85_000_000m));
    }

    [Fact]
    public void TheLetterOfTheTextInTheFirstYears() =>
        // 75 % of 2.5 million + 80 % × (105 − 90) million.
        Assert.Equal(-13_875_000m, PartD.For(new() { Year = 2006, LiteralText = true }).Contract.Settle(
            Costs(90_000_000)).Earned.Unrounded);

    [Fact]
    public void ACitedCorridorReplacesTheProgrammesOwn()
    {
        // A demonstration in which Medicare bears more of a loss: bands stated by the user, with their source.
        var bands = new CorridorBands([new(Rate.Zero, 3.Percent()), new(90.Percent())],
            [new(Rate.Zero, 5.Percent()), new(50.Percent(), 10.Percent()), new(80.Percent())]);
        var contract = PartD.For(
            new() { Year = 2025, Rules = new() { Corridor = new(bands, Authority.Remembered("a demonstration notice")) } }).Contract;
        var settlement = contract.Settle(Costs(105_000_000));
        Assert.Equal(1_800_000m, settlement.Earned.Unrounded);
        Assert.Contains("(unconfirmed:", settlement.Statement(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNeverExistedIsRefused()
    {
        Assert.Equal("plan-year-unknown", Assert.Single(new PartDTerms { Year = 2005 }.Validate()).Code);
        Assert.Equal("term-unused", Assert.Single(new PartDTerms { Year = 2008, NinetyPercentRule = true }.Validate()).Code);
        Assert.Throws<SettlementException>(() => PartD.For(new() { Year = 2008, NinetyPercentRule = true }).Contract);
    }

    private static Experience Costs(decimal cost) => new() { Benchmark = Money.Of(100_000_000), Expenditure = Money.Of(cost) };
}
