using FsCheck.Fluent;
using ValueSettlement.Statistics;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Statistics;

public sealed class ProportionTestTests
{
    /// <summary>The first is Fisher's lady tasting tea (R: fisher.test, p = 0.4857); the others were counted out in whole numbers outside
    /// this project.</summary>
    [Theory]
    [InlineData(3, 4, 1, 4, 0.4857142857142857)]
    [InlineData(500, 1_000, 450, 1_000, 0.028203568904234012)]
    [InlineData(7, 20, 30, 45, 0.02894118046288379)]
    [InlineData(2, 15, 9, 14, 0.007775059838501802)]
    [InlineData(0, 5, 0, 7, 1)]
    public void Fishers_exact_test(long events, long trials, long baseline, long baselineTrials, double p)
    {
        Assert.Equal(p, ProportionTests.FisherExact(events, trials, baseline, baselineTrials).PValue, 1e-12);
        Assert.Equal(p, ProportionTests.FisherExact(baseline, baselineTrials, events, trials).PValue, 1e-12);
        Assert.Equal(p, ProportionTests.FisherExact(trials - events, trials, baselineTrials - baseline, baselineTrials).PValue, 1e-12);
    }

    [Fact]
    public void Two_shares_by_z()
    {
        var test = ProportionTests.TwoShares(500, 1_000, 450, 1_000);
        Assert.Equal(0.05 / Math.Sqrt(0.475 * 0.525 * 0.002), test.Statistic, 1e-12);
        // 2 (1 − Φ(2.238868)), Φ by its continued fraction to 1e-9.
        Assert.Equal(0.025164, test.PValue, 0.000_001);
        Assert.True(test.IsRejected);
        Assert.Equal((0d, 1d), (ProportionTests.TwoShares(0, 5, 0, 7).Statistic, ProportionTests.TwoShares(9, 9, 7, 7).PValue));
        // Large groups agree with the exact test.
        var large = (ProportionTests.TwoShares(500_000_000, 1_000_000_000, 499_950_000, 1_000_000_000).PValue,
            ProportionTests.FisherExact(500_000_000, 1_000_000_000, 499_950_000, 1_000_000_000).PValue);
        Assert.Equal(large.Item1, large.Item2, 0.000_1);
    }

    [Fact]
    public void Noise_does_not_fail_a_minimum_share()
    {
        var noise = ProportionTests.MinimumShare(18, 100, 25.Percent());
        Assert.Equal(Sums.BinomialAtMost(18, 100, 0.25), noise.PValue, 1e-12);
        Assert.False(noise.IsRejected);
        Assert.Equal("18 of 100 (18.0%) lies below the floor of 25%, and by no more than chance; the floor is not failed (p 0.063011, "
            + "level 5%, exact binomial, one-sided).", noise.ToString());
        Assert.True(ProportionTests.MinimumShare(16, 100, 25.Percent()).IsRejected);
        Assert.StartsWith("25 of 100 (25.0%) meets the floor of 25% (p", ProportionTests.MinimumShare(25, 100, 25.Percent()).Sentence,
            StringComparison.Ordinal);
        Assert.False(ProportionTests.MinimumShare(0, 3, 25.Percent()).IsRejected);
    }

    [Fact]
    public void A_provider_at_the_floor_fails_no_more_often_than_stated() => CurveProperty.Holds(
        from trials in Gen.Choose(1, 150)
        from floor in Gen.Choose(1, 99)
        select (trials, floor), 100, static c =>
    {
        var failed = Enumerable.Range(0, c.trials + 1).Where(x => ProportionTests.MinimumShare(x, c.trials, c.floor.Percent()).IsRejected)
            .Sum(x => Sums.Binomial(x, c.trials, c.floor / 100d));
        Assert.True(failed <= 0.05 + 1e-12);
    });
}
