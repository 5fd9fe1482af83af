using System.Numerics;
using FsCheck.Fluent;
using ValueSettlement.Statistics;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Statistics;

public sealed class RateTestTests
{
    /// <summary>Both tails added up in whole numbers, term by term: nothing is rounded before the one division at the end.</summary>
    [Theory]
    [InlineData(21, 410, 34, 395)]
    [InlineData(3, 7, 9, 11)]
    [InlineData(0, 5, 6, 5)]
    [InlineData(6, 5, 0, 9)]
    [InlineData(0, 5, 0, 7)]
    [InlineData(180, 1_200, 140, 1_000)]
    [InlineData(1, 1, 300, 999)]
    public void Tails_are_those_of_whole_numbers(int events, int exposure, int baseline, int baselineExposure)
    {
        var test = RateTests.TwoRates(events, exposure, baseline, baselineExposure, 1);
        var (lower, higher) = (Exact(0, events), Exact(events, events + baseline));
        Assert.Equal(lower, test.PLower, 1e-12 * lower);
        Assert.Equal(higher, test.PHigher, 1e-12 * higher);
        Assert.Equal(Math.Min(1d, 2d * Math.Min(lower, higher)), test.PValue, 1e-12);

        double Exact(int from, int to)
        {
            var (sum, total) = (BigInteger.Zero, events + baseline);
            for (var k = from; k <= to; k++)
            {
                sum += Choose(total, k) * BigInteger.Pow(exposure, k) * BigInteger.Pow(baselineExposure, total - k);
            }

            return (double)(sum * BigInteger.Pow(10, 60) / BigInteger.Pow(exposure + baselineExposure, total)) / 1e60;
        }
    }

    /// <summary>At a limit of the ratio exactly what the confidence leaves on that side lies beyond, by sums of terms.</summary>
    [Theory]
    [InlineData(21, 410, 34, 395, 95)]
    [InlineData(3, 7, 9, 11, 90)]
    [InlineData(60, 1_000, 40, 500, 99)]
    public void Limits_of_the_ratio_are_exact(int events, int exposure, int baseline, int baselineExposure, int confidence)
    {
        var ratio = RateTests.TwoRates(events, exposure, baseline, baselineExposure, 1, confidence.Percent()).Ratio!;
        var outside = (100 - confidence) / 200d;
        Assert.Equal(outside, Sums.BinomialAtLeast(events, events + baseline, At(ratio.Lower)), 1e-10);
        Assert.Equal(outside, Sums.BinomialAtMost(events, events + baseline, At(ratio.Upper)), 1e-10);
        Assert.Equal((double)events / exposure / ((double)baseline / baselineExposure), ratio.Estimate, 1e-12);

        double At(double times) => times * exposure / ((times * exposure) + baselineExposure);
    }

    [Fact]
    public void Swapped_periods_have_swapped_tails_and_the_inverse_ratio() => CurveProperty.Holds(
        from events in Gen.Choose(0, 60)
        from exposure in Gen.Choose(1, 500)
        from baseline in Gen.Choose(0, 60)
        from baselineExposure in Gen.Choose(1, 500)
        select (events, exposure, baseline, baselineExposure), 200, static c =>
    {
        var one = RateTests.TwoRates(c.events, c.exposure, c.baseline, c.baselineExposure, 20);
        var other = RateTests.TwoRates(c.baseline, c.baselineExposure, c.events, c.exposure, 20);
        Assert.Equal(one.PLower, other.PHigher, 1e-12);
        Assert.Equal(one.PValue, other.PValue, 1e-12);
        Assert.Equal(one.Judgement, other.Judgement);
        Assert.Equal(one.Events < 20, one.Judgement == RateMovement.TooSmallToJudge);
        if (c.events > 0)
        {
            Assert.Equal(1d, one.Ratio!.Lower * other.Ratio!.Upper, 1e-9);
        }

        // The limits and the p-value never say different things.
        if (one.Ratio is { } ratio && Math.Abs(one.PValue - 0.05) > 1e-9)
        {
            Assert.Equal(one.PValue < 0.05, !ratio.Contains(1d));
        }
    });

    [Fact]
    public void Nothing_in_one_period_or_in_both()
    {
        var none = RateTests.TwoRates(0, 120m, 0, 100m, minimumEvents: 1);
        Assert.Equal((RateMovement.TooSmallToJudge, 1d, 1d, 1d), (none.Judgement, none.PLower, none.PHigher, none.PValue));
        Assert.Null(none.Ratio);
        Assert.Equal("0 in 120 (0) against 0 in 100 (0); too small to judge: 0 events together, and fewer than 1 are not judged.",
            none.ToString());

        var gone = RateTests.TwoRates(0, 100m, 12, 100m, minimumEvents: 10);
        Assert.Equal((RateMovement.Moved, 0d), (gone.Judgement, gone.Ratio!.Lower));
        Assert.Equal(Math.Pow(0.5, 12), gone.PLower, 1e-15);

        var begun = RateTests.TwoRates(12, 100m, 0, 100m, minimumEvents: 10);
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (begun.Ratio!.Estimate, begun.Ratio.Upper));
        Assert.StartsWith("12 in 100 (0.12) against 0 in 100 (0): unbounded (2.77", begun.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_judgement_names_its_confidence_and_its_smallest_number()
    {
        Assert.Equal(RateMovement.NotShownToHaveMoved, RateTests.TwoRates(21, 410m, 34, 395m, 30).Judgement);
        Assert.Equal(RateMovement.Moved, RateTests.TwoRates(21, 410m, 34, 395m, 30, 90.Percent()).Judgement);
        Assert.Equal(RateMovement.NotShownToHaveMoved, RateTests.TwoRates(21, 410m, 34, 395m, 55).Judgement);
        Assert.Equal(RateMovement.TooSmallToJudge, RateTests.TwoRates(21, 410m, 34, 395m, 56).Judgement);
    }

    private static BigInteger Choose(int n, int k)
    {
        var result = BigInteger.One;
        for (var i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return result;
    }
}
