using ValueSettlement.Curves;
using ValueSettlement.Statistics;

namespace ValueSettlement.Tests.Statistics;

/// <summary>Chances of a target, sizes that decide, and the minimum rate as a confidence.</summary>
public sealed class ChanceTests
{
    /// <summary>R: pbinom.</summary>
    [Theory]
    [InlineData(10, 8, 0.383, 0.322)]
    [InlineData(30, 23, 0.281, 0.239)]
    [InlineData(100, 75, 0.163, 0.087)]
    [InlineData(400, 300, 0.016, 0.006)]
    public void A_target_of_75_percent_is_met_and_missed_by_chance(long cases, long needed, double passes, double fails)
    {
        var row = Assert.Single(BandChance.Table(75.Percent(), 70.Percent(), 80.Percent(), cases));
        Assert.Equal(needed, row.Needed);
        Assert.Equal(passes, row.WorsePasses, 0.0005);
        Assert.Equal(fails, row.BetterFails, 0.0005);
        Assert.Equal(Sums.BinomialAtLeast(needed, cases, 0.7), row.WorsePasses, 1e-11);
        Assert.Equal(1d, BandChance.Passes(75.Percent(), cases, 80.Percent()) + row.BetterFails, 1e-14);
    }

    /// <summary>Tails summed in 45 digits outside this project.</summary>
    [Fact]
    public void Chances_are_exact()
    {
        Assert.Equal(1d, BandChance.Passes(75.Percent(), 30, 70.Percent()) / 0.28137670818688132, 1e-13);
        Assert.Equal(1d, BandChance.Passes(75.Percent(), 400, 70.Percent()) / 0.01553208829902942, 1e-13);
        Assert.Equal(1d, BandChance.Passes(Rate.Of(0.500031623m), 1_000_000_000, 50.Percent()) / 0.022751076446308065, 1e-12);
    }

    [Fact]
    public void What_is_needed_is_rounded_up_exactly()
    {
        Assert.Equal(10, BandChance.Needed(Rate.Ratio(1, 3), 30));
        Assert.Equal(11, BandChance.Needed(Rate.Ratio(1, 3), 31));
        Assert.Equal((0L, 7L), (BandChance.Needed(Rate.Zero, 7), BandChance.Needed(Rate.One, 7)));
        Assert.Equal((1d, 0d), (BandChance.Passes(Rate.Zero, 7, Rate.Zero), BandChance.Passes(Rate.One, 7, Rate.Zero)));
        Assert.Equal((1d, 0d), (BandChance.Passes(Rate.One, 7, Rate.One), BandChance.Fails(Rate.One, 7, Rate.One)));
    }

    [Theory]
    [InlineData(80, 75, 80)]
    [InlineData(70, 75, 80)]
    [InlineData(85, 75, 95)]
    [InlineData(52, 50, 90)]
    public void Sizes_for_a_power_by_exact_search(int truth, int target, int power)
    {
        var size = SampleSize.ForPower(truth.Percent(), target.Percent(), power.Percent());
        bool Reaches(long n) => (truth > target ? BandChance.Passes(target.Percent(), n, truth.Percent())
            : BandChance.Fails(target.Percent(), n, truth.Percent())) >= power / 100d;
        Assert.True(Reaches(size.Cases!.Value));
        Assert.DoesNotContain(true, Enumerable.Range(1, (int)size.Cases.Value - 1).Select(static n => (long)n).Select(Reaches));
        Assert.False(size.AlwaysFrom > 1 && Reaches(size.AlwaysFrom.Value - 1));
        Assert.All(Enumerable.Range((int)size.AlwaysFrom!.Value, 2_000), n => Assert.True(Reaches(n)));
        Assert.True(size.Cases <= size.AlwaysFrom);
    }

    [Fact]
    public void Sizes_at_the_ends()
    {
        Assert.Equal((1L, 1L), Ends(SampleSize.ForPower(Rate.One, 75.Percent(), 99.Percent())));
        Assert.Equal((1L, 1L), Ends(SampleSize.ForPower(Rate.Zero, 75.Percent(), 99.Percent())));
        Assert.Equal((1L, 1L), Ends(SampleSize.ForPower(10.Percent(), Rate.Zero, 99.Percent())));
        var far = SampleSize.ForPower(75.1m.Percent(), 75.Percent(), 99.Percent());
        Assert.Null(far.Cases);
        Assert.StartsWith("more than 100,000 cases", far.ToString(), StringComparison.Ordinal);

        static (long, long) Ends(SampleSize size) => (size.Cases!.Value, size.AlwaysFrom!.Value);
    }

    /// <summary>R: power.prop.test(p1 = 0.75, p2 = 0.70, power = 0.80) gives n = 1250.7.</summary>
    [Fact]
    public void Two_shares_need_the_size_of_the_textbook() =>
        Assert.Equal(1_251, SampleSize.ForTwoShares(75.Percent(), 70.Percent(), 80.Percent()).Cases);

    /// <summary>The 13 knots of 42 CFR 425.605(b)(1), to one decimal, from any variation in the inferred interval.</summary>
    [Fact]
    public void The_published_minimum_rates_follow_from_one_variation()
    {
        (long Size, decimal Percent)[] published = [(500, 12.2m), (1_000, 8.7m), (3_000, 5.0m), (5_000, 3.9m), (6_000, 3.6m), (7_000, 3.4m),
            (8_000, 3.2m), (9_000, 3.1m), (10_000, 3.0m), (15_000, 2.7m), (20_000, 2.5m), (50_000, 2.2m), (60_000, 2.0m)];
        foreach (var variation in new[] { 2.1345m, 2.136m, 2.1373m })
        {
            var scale = (StatisticalMinimumRate.Inferred with { CoefficientOfVariation = variation })
                .AsScale(3, [.. published.Select(static k => k.Size)]);
            Assert.All(published, k => Assert.Equal(k.Percent / 100m, scale.At(k.Size)));
            Assert.Null(scale.At(499));
        }

        Assert.NotEqual(0.122m, Three(2.1344m - 0.02m).At(500));

        static Scale Three(decimal variation) =>
            (StatisticalMinimumRate.Inferred with { CoefficientOfVariation = variation }).AsScale(3, 500, 1_000);
    }

    [Fact]
    public void The_confidence_of_a_rate()
    {
        Assert.Equal(0.746, StatisticalMinimumRate.ImpliedConfidence(2.Percent(), 5_000, 2.136m), 0.0001);
        Assert.Equal(0.9, StatisticalMinimumRate.Inferred.At(5_000).Confidence, 1e-12);
        Assert.Equal(0.95, StatisticalMinimumRate.Inferred.At(20_000).Confidence, 1e-12);
        Assert.Equal(0.9, StatisticalMinimumRate.Inferred.At(1).Confidence, 1e-12);
        Assert.True(StatisticalMinimumRate.Inferred.At(1_000_000_000) is { Rate: 0.02, BeforeFloor: < 0.001 });
    }

    /// <summary>DeLia, Hoover and Cantor (2012) print 0.24 and 0.02 for chance, 0.15 and more for denial.</summary>
    [Theory]
    [InlineData(5_000, 0, 2, 0.2540)]
    [InlineData(50_000, 0, 2, 0.0181)]
    [InlineData(5_000, 5, 2, 1 - 0.160)]
    [InlineData(5_000, 7, 3.9, 1 - 0.152)]
    public void Chances_of_payment(long size, int savings, double minimum, double paid) => Assert.Equal(paid,
        SavingsChance.Of(size, 2.136m, savings.Percent(), ((decimal)minimum).Percent(), 50.Percent(), 1m).ProbabilityPaid, 0.0005);

    /// <summary>Each was seen in a simulation of 400,000 years too: 156,428, 689,963 and 1,570,614.</summary>
    [Theory]
    [InlineData(5_000, 0, 3.9, 60_000_000, 0.0983, 157_107)]
    [InlineData(5_000, 3, 3.9, 60_000_000, 0.3829, 690_425)]
    [InlineData(20_000, 2, 2.5, 240_000_000, 0.3703, 1_573_246)]
    public void What_a_contract_pays_on_average(long size, int savings, double minimum, int benchmark, double paid, double payout)
    {
        var chance = SavingsChance.Of(size, 2.136m, savings.Percent(), ((decimal)minimum).Percent(), 50.Percent(), benchmark);
        Assert.Equal(paid, chance.ProbabilityPaid, 0.00005);
        Assert.Equal(payout, chance.ExpectedPayout, 0.5);

        // The same integrals by the midpoint rule.
        var (sigma, first, second) = (chance.Sigma, 0d, 0d);
        const int steps = 200_000;
        for (var i = 0; i < steps; i++)
        {
            var x = ((double)minimum / 100d) + ((i + 0.5) * 12d * sigma / steps);
            var weight = Math.Exp(-0.5 * Math.Pow((x - (savings / 100d)) / sigma, 2d)) / Math.Sqrt(2d * Math.PI) * 12d / steps;
            (first, second) = (first + (x * weight), second + (x * x * weight));
        }

        Assert.Equal(1d, Math.Sqrt(second - (first * first)) * 0.5 * benchmark / chance.StandardDeviation, 1e-6);
    }
}
