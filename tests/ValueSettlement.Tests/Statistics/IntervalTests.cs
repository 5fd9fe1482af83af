using FsCheck.Fluent;
using ValueSettlement.Statistics;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Statistics;

public sealed class IntervalTests
{
    /// <summary>Computed with R: Wilson with z = qnorm(0.975), Clopper-Pearson with qbeta.</summary>
    [Theory]
    [InlineData(9, 10, 0.59585, 0.98212, 0.55498, 0.99747)]
    [InlineData(0, 12, 0, 0.24249, 0, 0.26465)]
    [InlineData(18, 20, 0.69897, 0.97213, 0.68302, 0.98765)]
    [InlineData(65, 100, 0.55254, 0.73636, 0.54815, 0.74271)]
    public void Shares_as_in_R(long events, long trials, double wilsonLower, double wilsonUpper, double exactLower, double exactUpper)
    {
        var (wilson, exact) = (Intervals.Wilson(events, trials), Intervals.ClopperPearson(events, trials));
        Assert.Equal(wilsonLower, wilson.Lower, 0.000_005);
        Assert.Equal(wilsonUpper, wilson.Upper, 0.000_005);
        Assert.Equal(exactLower, exact.Lower, 0.000_005);
        Assert.Equal(exactUpper, exact.Upper, 0.000_005);
    }

    /// <summary>Computed with R: qchisq(alpha/2, 2 O)/2/E and qchisq(1 - alpha/2, 2 (O + 1))/2/E.</summary>
    [Theory]
    [InlineData(0, 1, 0, 3.68888)]
    [InlineData(10, 1, 4.79539, 18.39036)]
    [InlineData(15, 13, 0.64580, 1.90309)]
    [InlineData(65, 1, 50.16563, 82.84784)]
    [InlineData(4, 2, 0.54493, 5.12079)]
    public void Counts_as_in_R(long observed, int expected, double lower, double upper)
    {
        var exact = Intervals.ExactPoisson(observed, expected);
        Assert.Equal(lower, exact.Lower, 0.000_005);
        Assert.Equal(upper, exact.Upper, 0.000_005);
        Assert.Equal((double)observed / expected, exact.Estimate);
    }

    [Fact]
    public void Byar_is_near_from_ten_on_and_far_below()
    {
        var ten = Intervals.Byar(10);
        Assert.Equal(4.78745, ten.Lower, 0.000_005);
        Assert.Equal(18.39146, ten.Upper, 0.000_005);
        foreach (var (observed, error) in new[] { (1, -0.48), (2, -0.073), (3, -0.025), (5, -0.007) })
        {
            Assert.Equal(error, (Intervals.Byar(observed).Lower / Intervals.ExactPoisson(observed).Lower) - 1d, 0.005);
        }

        // One event at 99.8 %: 1 × (1 − 1/9 − 3.0902323/3)³ is negative, and the interval says so.
        var one = Intervals.Byar(1, 2m, 99.8m.Percent());
        Assert.Equal(0d, one.Lower);
        Assert.Contains("Byar's formula gives -0.0", one.Note, StringComparison.Ordinal);
        Assert.Null(ten.Note);
        Assert.Equal(0d, Intervals.Byar(0).Lower);
    }

    /// <summary>Limits at the ends of what is allowed, from tails summed in 45 digits outside this project.</summary>
    [Theory]
    [InlineData(1, 0.9999, 5.0001250041668229e-05, 12.506671285192615)]
    [InlineData(10, 0.95, 4.7953886961324335, 18.390356042017778)]
    [InlineData(100, 0.5, 93.08583383712174, 107.5847925598689)]
    [InlineData(1_000, 0.9999, 881.65213232637814, 1128.831905592873)]
    [InlineData(100_000, 0.998, 99025.631890500925, 100981.07267802989)]
    [InlineData(10_000_000, 0.95, 9993802.9968842678, 10006199.897731498)]
    [InlineData(10_000_000, 0.9999, 9987701.5801496673, 10012308.844935447)]
    public void Exact_counts_at_the_extremes(long observed, double confidence, double lower, double upper)
    {
        var exact = Intervals.ExactPoisson(observed, 1m, Rate.Of((decimal)confidence));
        Assert.Equal(1d, exact.Lower / lower, 1e-13);
        Assert.Equal(1d, exact.Upper / upper, 1e-13);
    }

    [Theory]
    [InlineData(1, 2, 0.9999, 2.5000312507812743e-05, 0.99997499968749215)]
    [InlineData(10, 1_000_000_000, 0.95, 4.7953887062138063e-09, 1.8390355964866962e-08)]
    [InlineData(1_000_000, 1_000_000_000, 0.9999, 0.00099611605484708175, 0.0010038943507145424)]
    [InlineData(30_000, 100_000, 0.5, 0.29901885247080034, 0.30098370332851782)]
    [InlineData(450, 600, 0.95, 0.71333952926603483, 0.78417864028337336)]
    [InlineData(10, 12, 0.998, 0.356432215103271, 0.99605600304382735)]
    public void Exact_shares_at_the_extremes(long events, long trials, double confidence, double lower, double upper)
    {
        var exact = Intervals.ClopperPearson(events, trials, Rate.Of((decimal)confidence));
        Assert.Equal(1d, exact.Lower / lower, 1e-13);
        Assert.Equal(1d, exact.Upper / upper, 1e-13);
    }

    /// <summary>Without an event, and with nothing but events, the exact limits have a closed form: 1 − (α/2)^(1/n) and −ln(α/2).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(1_000_000_000)]
    public void Exact_limits_without_an_event(long trials)
    {
        var exponent = Math.Log(0.025) / trials;
        var upper = trials < 100 ? 1d - Math.Exp(exponent) : -exponent * (1d + (exponent / 2d));
        Assert.Equal(1d, Intervals.ClopperPearson(0, trials).Upper / upper, 1e-13);
        Assert.Equal(upper, 1d - Intervals.ClopperPearson(trials, trials).Lower, 1e-13);
        Assert.Equal(-Math.Log(0.025), Intervals.ExactPoisson(0).Upper, 1e-13);
        Assert.Equal((0d, 1d), (Intervals.ClopperPearson(0, trials).Lower, Intervals.ClopperPearson(trials, trials).Upper));
        Assert.Equal((0d, 1d), (Intervals.Wilson(0, trials).Lower, Intervals.Wilson(trials, trials).Upper));
    }

    /// <summary>Student's t has closed forms with one and two degrees of freedom; with 99, R: qt(0.95, 99) = 1.660391156; with very many it
    /// is normal.</summary>
    [Fact]
    public void Means_by_Student()
    {
        Assert.Equal(1d, Intervals.StudentT(0, Math.Sqrt(2), 2, 99.99m.Percent()).Upper / Math.Tan(Math.PI * (0.5 - 0.00005)), 1e-12);
        Assert.Equal(0.95 / Math.Sqrt(2 * 0.025 * 0.975), Intervals.StudentT(0, Math.Sqrt(3), 3).Upper, 1e-13);
        Assert.Equal(1.6603911560169928, Intervals.StudentT(0, 10, 100, 90.Percent()).Upper, 1e-13);
        Assert.Equal(1.6603911560169928, Intervals.StudentT(0, 10, 100, 95.Percent(), IntervalSide.Upper).Upper, 1e-13);
        Assert.Equal(1.9599639845400545, Intervals.StudentT(0, Math.Sqrt(1e9), 1_000_000_000).Upper, 1e-8);
        Assert.Equal(0d, Intervals.StudentT(0, 10, 100, 50.Percent(), IntervalSide.Upper).Upper);
        var two = Intervals.StudentT(30, 60.302, 100, 90.Percent());
        Assert.Equal(30 - (1.6603911560169928 * 6.0302), two.Lower, 1e-12);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (Intervals.StudentT(1, 1, 2, side: IntervalSide.Upper).Lower,
            Intervals.StudentT(1, 1, 2, side: IntervalSide.Lower).Upper));
    }

    [Fact]
    public void One_limit_alone_is_that_of_both_with_half_outside()
    {
        foreach (var method in new Func<Rate, IntervalSide, ConfidenceInterval>[]
        {
            static (c, s) => Intervals.Wilson(7, 36, c, s), static (c, s) => Intervals.ClopperPearson(7, 36, c, s),
            static (c, s) => Intervals.ExactPoisson(7, 3.5m, c, s), static (c, s) => Intervals.Byar(7, 3.5m, c, s),
        })
        {
            var (both, lower, upper) = (method(90.Percent(), IntervalSide.Both), method(95.Percent(), IntervalSide.Lower),
                method(95.Percent(), IntervalSide.Upper));
            Assert.Equal(both.Lower, lower.Lower);
            Assert.Equal(both.Upper, upper.Upper);
            Assert.Equal(0d, upper.Lower);
            Assert.True(lower.Upper is 1d or double.PositiveInfinity);
        }
    }

    [Fact]
    public void An_interval_reads_as_a_sentence() =>
        Assert.Equal(["0.9 (0.59585 to 0.982124, 95% confidence, Wilson)",
            "1.153846 (at most 1.903094, 97.5% confidence, exact Poisson)", "1 (at least 0.025318, 97.5% confidence, exact Poisson)"],
            new[]
            {
                Intervals.Wilson(9, 10), Intervals.ExactPoisson(15, 13m, 97.5m.Percent(), IntervalSide.Upper),
                Intervals.ExactPoisson(1, 1m, 97.5m.Percent(), IntervalSide.Lower),
            }.Select(static i => i.ToString()));

    /// <summary>At an exact limit the tail has the chance that the confidence leaves; the tails are added up here, term by term.</summary>
    [Fact]
    public void Exact_limits_invert_the_tails() => CurveProperty.Holds(Sample, 200, static c =>
    {
        var share = Intervals.ClopperPearson(c.Events, c.Trials, c.Confidence);
        var count = Intervals.ExactPoisson(c.Events, 1m, c.Confidence);
        var outside = (double)(1m - c.Confidence.Fraction) / 2d;
        if (c.Events > 0)
        {
            Assert.Equal(1d, Sums.BinomialAtLeast(c.Events, c.Trials, share.Lower) / outside, 1e-9);
            Assert.Equal(1d - outside, Sums.PoissonAtMost(c.Events - 1, count.Lower), 1e-10);
        }

        if (c.Events < c.Trials)
        {
            Assert.Equal(1d, Sums.BinomialAtMost(c.Events, c.Trials, share.Upper) / outside, 1e-9);
        }

        Assert.Equal(1d, Sums.PoissonAtMost(c.Events, count.Upper) / outside, 1e-9);
    });

    [Fact]
    public void Limits_are_symmetric_hold_the_estimate_and_widen_with_confidence() => CurveProperty.Holds(Sample, 300, static c =>
    {
        foreach (var method in new Func<long, long, Rate?, IntervalSide, ConfidenceInterval>[]
            { Intervals.Wilson, Intervals.ClopperPearson })
        {
            var one = method(c.Events, c.Trials, c.Confidence, default);
            var other = method(c.Trials - c.Events, c.Trials, c.Confidence, default);
            Assert.Equal(one.Lower, 1d - other.Upper, 1e-12);
            Assert.Equal(one.Upper, 1d - other.Lower, 1e-12);
            Wider(one, method(c.Events, c.Trials, More(c.Confidence), default));
            Narrower(one, method(10 * c.Events, 10 * c.Trials, c.Confidence, default));
        }

        foreach (var method in new Func<long, decimal, Rate?, IntervalSide, ConfidenceInterval>[]
            { Intervals.ExactPoisson, Intervals.Byar })
        {
            var one = method(c.Events, c.Trials, c.Confidence, default);
            Wider(one, method(c.Events, c.Trials, More(c.Confidence), default));
            Narrower(one, method(10 * c.Events, 10 * c.Trials, c.Confidence, default));
        }

        static Rate More(Rate confidence) => Rate.Of(1m - ((1m - confidence.Fraction) / 2m));

        static void Wider(ConfidenceInterval inner, ConfidenceInterval outer)
        {
            Assert.InRange(inner.Estimate, inner.Lower, inner.Upper);
            Assert.True(outer.Lower <= inner.Lower && outer.Upper >= inner.Upper, $"{inner} and {outer}");
            Assert.True(outer.Upper - outer.Lower > inner.Upper - inner.Lower);
        }

        static void Narrower(ConfidenceInterval few, ConfidenceInterval many) =>
            Assert.True(many.Upper - many.Lower < few.Upper - few.Lower, $"{few} and {many}");
    });

    /// <summary>The share of samples whose exact interval holds the true share is never below the confidence, whatever it is.</summary>
    [Fact]
    public void Exact_intervals_cover_at_least_what_they_say()
    {
        foreach (var trials in new[] { 5, 20, 60 })
        {
            var intervals = Enumerable.Range(0, trials + 1).Select(x => Intervals.ClopperPearson(x, trials, 90.Percent())).ToArray();
            for (var p = 0.01; p < 1d; p += 0.01)
            {
                var covered = Enumerable.Range(0, trials + 1).Where(x => intervals[x].Contains(p)).Sum(x => Sums.Binomial(x, trials, p));
                Assert.InRange(covered, 0.9 - 1e-12, 1d + 1e-12);
            }
        }
    }

    /// <summary>Two thousand million cases or none: the extremes are finite numbers in order.</summary>
    [Fact]
    public void Nothing_is_ever_not_a_number() => CurveProperty.Holds(
        from trials in Gen.Elements(1L, 2L, 30L, 10_000L, 1_000_000_000L)
        from share in Gen.Choose(0, 1_000_000)
        from confidence in Gen.Elements(0.5m, 0.95m, 0.9999m, 0.999_999_999_999m)
        from side in Gen.Elements(Enum.GetValues<IntervalSide>())
        select (Events: (long)((Int128)trials * share / 1_000_000), trials, Rate.Of(confidence), side), 100, static c =>
    {
        foreach (var interval in new[]
        {
            Intervals.Wilson(c.Events, c.trials, c.Item3, c.side), Intervals.ClopperPearson(c.Events, c.trials, c.Item3, c.side),
            Intervals.ExactPoisson(Math.Min(c.Events, 10_000_000), 3m, c.Item3, c.side), Intervals.Byar(c.Events, 3m, c.Item3, c.side),
            Intervals.StudentT(5d, 2d, c.trials + (c.trials == 1 ? 1 : 0), c.Item3, c.side),
        })
        {
            Assert.True(interval.Lower <= interval.Estimate && interval.Estimate <= interval.Upper, interval.ToString());
        }
    });

    private static FsCheck.Gen<(long Events, long Trials, Rate Confidence)> Sample =>
        from trials in Gen.Choose(1, 400)
        from events in Gen.Choose(0, trials)
        from confidence in Gen.Choose(500, 999)
        select ((long)events, (long)trials, Rate.Of(confidence / 1000m));
}
