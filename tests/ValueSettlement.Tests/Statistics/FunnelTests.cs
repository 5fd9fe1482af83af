using FsCheck.Fluent;
using ValueSettlement.Curves;
using ValueSettlement.Statistics;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Statistics;

public sealed class FunnelTests
{
    private static readonly Funnel Deaths = new(Direction.LowerIsBetter);
    private static readonly Funnel Screening = new(Direction.HigherIsBetter);

    /// <summary>R: qpois(c(0.025, 0.975, 0.001, 0.999), E); for shares the quantiles of the binomial law summed outside this
    /// project.</summary>
    [Fact]
    public void Limits_are_the_quantiles_of_the_exact_laws()
    {
        Assert.Equal(new FunnelLimits(3, 6, 21, 25), Deaths.LimitsOfCount(13));
        Assert.Equal(new FunnelLimits(50, 59, 92, 103), Deaths.LimitsOfCount(75));
        Assert.Equal(new FunnelLimits(61, 66, 83, 88), Screening.LimitsOfShare(100, 75.Percent()));
    }

    [Theory]
    [InlineData(2, FunnelBand.MuchBetter, null, 1L)]
    [InlineData(3, FunnelBand.Better, 1L, 3L)]
    [InlineData(5, FunnelBand.Better, 3L, 1L)]
    [InlineData(6, FunnelBand.AsExpected, 1L, 16L)]
    [InlineData(21, FunnelBand.AsExpected, 16L, 1L)]
    [InlineData(22, FunnelBand.Worse, 1L, 4L)]
    [InlineData(25, FunnelBand.Worse, 4L, 1L)]
    [InlineData(26, FunnelBand.MuchWorse, 1L, null)]
    public void A_count_has_a_band_and_its_distance_to_the_next_ones(long observed, FunnelBand band, long? toBetter, long? toWorse)
    {
        var judged = Deaths.JudgeCount(observed, 13);
        Assert.Equal((band, toBetter, toWorse), (judged.Band!.Value, judged.CasesToBetter, judged.CasesToWorse));
        // The other way round, the same numbers are as bad as these are good.
        var turned = Screening.JudgeCount(observed, 13);
        Assert.Equal(((FunnelBand)(6 - (int)band), toWorse, toBetter), (turned.Band!.Value, turned.CasesToBetter, turned.CasesToWorse));
    }

    [Fact]
    public void Moving_by_the_distance_changes_the_band_and_one_less_does_not() => CurveProperty.Holds(
        from trials in Gen.Choose(25, 500)
        from events in Gen.Choose(0, trials)
        from target in Gen.Choose(1, 99)
        select (events, trials, target), 200, static c =>
    {
        var judged = Screening.JudgeShare(c.events, c.trials, c.target.Percent());
        foreach (var (distance, sign) in new[] { (judged.CasesToBetter, 1), (judged.CasesToWorse, -1) })
        {
            if (distance is { } cases)
            {
                var beyond = Screening.JudgeShare(c.events + (sign * cases), c.trials, c.target.Percent()).Band!.Value;
                Assert.True((beyond - judged.Band!.Value) * sign > 0);
                Assert.Equal(judged.Band, Screening.JudgeShare(c.events + (sign * (cases - 1)), c.trials, c.target.Percent()).Band);
            }
            else
            {
                var end = sign > 0 ? c.trials : 0;
                Assert.Equal(judged.Band, Screening.JudgeShare(end, c.trials, c.target.Percent()).Band);
            }
        }
    });

    [Fact]
    public void Bands_partition_chances_add_up_to_one_and_a_provider_on_target_is_rarely_outside() => CurveProperty.Holds(
        from trials in Gen.Choose(1, 400)
        from target in Gen.Choose(1, 99)
        from truth in Gen.Choose(0, 100)
        select (trials, Target: target.Percent(), Truth: truth.Percent()), 200, static c =>
    {
        var chances = Screening.ChancesOfShare(c.trials, c.Target, c.Truth);
        var limits = Screening.LimitsOfShare(c.trials, c.Target);
        Assert.Equal(1d, Enum.GetValues<FunnelBand>().Sum(chances.Of), 1e-12);
        long[] ascending = [limits.OuterLower, limits.InnerLower, limits.InnerUpper, limits.OuterUpper];
        Assert.Equal(ascending.Order(), ascending);
        var p = (double)c.Truth.Fraction;
        Assert.Equal(Sums.BinomialAtMost(limits.OuterLower - 1, c.trials, p), chances.MuchWorse, 1e-10);
        Assert.Equal(Sums.BinomialAtLeast(limits.OuterUpper + 1, c.trials, p), chances.MuchBetter, 1e-10);
        Assert.Equal(Sums.BinomialAtMost(limits.InnerUpper, c.trials, p) - Sums.BinomialAtMost(limits.InnerLower - 1, c.trials, p),
            chances.AsExpected, 1e-10);
        var onTarget = Screening.ChancesOfShare(c.trials, c.Target, c.Target);
        Assert.True(onTarget.MuchWorse <= 0.001 && onTarget.MuchBetter <= 0.001 && onTarget.AsExpected >= 0.95, onTarget.ToString());
    });

    [Fact]
    public void Limits_widen_as_numbers_shrink()
    {
        var last = double.PositiveInfinity;
        foreach (var expected in new[] { 2m, 5m, 13m, 75m, 400m, 10_000m, 1_000_000m, 1_000_000_000m })
        {
            var limits = Deaths.LimitsOfCount(expected);
            var width = (limits.InnerUpper - limits.InnerLower) / (double)expected;
            Assert.True(width < last);
            last = width;
        }
    }

    [Fact]
    public void What_is_too_small_is_not_judged_and_says_so()
    {
        var few = Screening.JudgeShare(3, 24, 75.Percent());
        Assert.Null(few.Band);
        Assert.Null(few.Misclassified);
        Assert.Equal(new Absence(AbsenceKind.TooSmall, "24 cases were measured, and fewer than 25 are not judged."), few.Absence);
        Assert.Equal(AbsenceKind.TooSmall, Deaths.JudgeCount(4, 0.99m).Absence!.Kind);
        Assert.NotNull((Deaths with { MinimumExpected = 0m }).JudgeCount(4, 0.99m).Band);
        Assert.NotNull(Screening.JudgeShare(3, 25, 75.Percent()).Band);
        Assert.StartsWith("TooSmall: 24 cases were measured", few.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The law of the true rate is gamma with a half event: the chance of a ratio below the limit, by Simpson's rule.</summary>
    [Fact]
    public void The_chance_of_the_true_band_follows_from_the_data()
    {
        var judged = Deaths.JudgeCount(22, 13);
        Assert.Equal(FunnelBand.Worse, judged.Band);
        Assert.Equal(1d, Enum.GetValues<FunnelBand>().Sum(judged.TrueBand!.Of), 1e-12);
        Assert.Equal(Density(21, 25) / Density(0, 120), judged.TrueBand.Worse, 1e-9);
        Assert.Equal(1d - judged.TrueBand.Worse, judged.Misclassified!.Value, 1e-12);

        static double Density(double from, double to)
        {
            const int steps = 20_000;
            var (h, sum) = ((to - from) / steps, 0d);
            for (var i = 0; i <= steps; i++)
            {
                var mean = from + (i * h);
                sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Pow(mean, 21.5) * Math.Exp(-mean) / 1e20;
            }

            return sum * h / 3d;
        }
    }

    /// <summary>φ and τ² computed outside this project from the published formulas, winsorised at quantiles of type 7.</summary>
    [Fact]
    public void Overdispersion_widens_the_limits()
    {
        var counts = Overdispersion.OfCounts([new(12, 10), new(30, 20), new(15, 25), new(40, 30), new(28, 35), new(60, 40), new(30, 45),
            new(70, 50), new(40, 55), new(80, 60)]);
        Assert.Equal(4.316178006310176, counts.Phi, 1e-12);
        Assert.Equal(0.02613701121453195, counts.TauSquared, 1e-14);
        var shares = Overdispersion.OfShares([new(12, 40), new(30, 60), new(15, 50), new(40, 80), new(28, 90), new(60, 100)]);
        Assert.Equal(3.2592351079092574, shares.Phi, 1e-12);
        Assert.Equal(0.01059859998601132, shares.TauSquared, 1e-14);

        // (1 ± 1.959964 √(1/300 + τ²))² × 75 lies at 33.02 and 133.96.
        var limits = (Deaths with { Overdispersion = counts }).LimitsOfCount(75);
        Assert.Equal((34, 133), (limits.InnerLower, limits.InnerUpper));
        Assert.True(limits.OuterLower < 34 && limits.OuterUpper > 133);
        Assert.Equal(0L, (Deaths with { Overdispersion = counts }).LimitsOfCount(0.01m).OuterLower);
        Assert.Equal(0L, Deaths.LimitsOfCount(0.01m).OuterLower);
        var whole = (Screening with { Overdispersion = shares }).LimitsOfShare(5, 99.Percent());
        Assert.Equal(5, whole.OuterUpper);
    }

    /// <summary>Providers who differ less than by chance have φ below one and no variance between them: limits stay exact.</summary>
    [Fact]
    public void Without_overdispersion_limits_are_exact()
    {
        var none = Overdispersion.OfCounts([.. Enumerable.Range(10, 30).Select(static e => new FunnelPoint(e, e))]);
        Assert.Equal((0d, 0d), (none.Phi, none.TauSquared));
        Assert.Equal(Deaths.LimitsOfCount(75), (Deaths with { Overdispersion = none }).LimitsOfCount(75));
    }

    [Fact]
    public void A_band_is_paid_by_a_map_that_is_a_scale()
    {
        var pays = new BandPayments(0.Percent(), 50.Percent(), 100.Percent(), 110.Percent(), 120.Percent());
        var scale = pays.AsScale();
        Assert.Equal([], scale.Validate());
        Assert.All(Enum.GetValues<FunnelBand>(), band => Assert.Equal(pays.Of(band).Fraction, scale.At((int)band)));
        Assert.Null(scale.At(0));
        var chances = new BandChances(0.1, 0.2, 0.4, 0.2, 0.1);
        Assert.Equal((0.2 * 0.5) + 0.4 + (0.2 * 1.1) + (0.1 * 1.2), pays.Average(chances), 1e-15);
    }

    [Fact]
    public void A_judgement_reads_as_a_sentence() => Assert.Equal(
        "worse; inner 6 to 21, outer 3 to 25 cases; 1 case from a better band, 4 cases from a worse band; the true band is another one "
        + "with a chance of 68.2%", Deaths.JudgeCount(22, 13).ToString());
}
