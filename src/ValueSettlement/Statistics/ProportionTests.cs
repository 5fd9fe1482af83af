using System.Globalization;

namespace ValueSettlement.Statistics;

/// <summary>What a test of shares says.</summary>
/// <param name="Test">The test, in words.</param>
/// <param name="Statistic">Its statistic: events for an exact test, z for a normal one.</param>
/// <param name="PValue">The chance of a result at least as extreme if the hypothesis holds, 0 to 1.</param>
/// <param name="Level">The stated level: the hypothesis is rejected at a p-value of at most this.</param>
/// <param name="Sentence">The result for a person.</param>
public sealed record ProportionTest(string Test, double Statistic, double PValue, Rate Level, string Sentence)
{
    /// <summary>Whether the hypothesis is rejected: the p-value is at most the level.</summary>
    public bool IsRejected => PValue <= (double)Level.Fraction;

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}

/// <summary>
/// Tests of shares. A minimum share is failed only when it is clear that it is missed, so that noise fails nobody; a drift of selection is
/// seen by comparing two shares: the normal form for large groups, the exact one wherever a cell is below about five. The level is 5 %
/// where none is stated.
/// </summary>
public static class ProportionTests
{
    private const double Ties = 1e-7;
    private static readonly Rate Usual = Rate.Of(0.05m);

    /// <summary>
    /// Whether a share is clearly below a floor, one-sided and exact: the hypothesis is that the true share is at least the floor.
    /// <code>p = P(X ≤ events), X binomial with the trials and the floor</code>
    /// </summary>
    /// <param name="events">Events, 0 to the trials.</param>
    /// <param name="trials">Trials, 1 to 1,000,000,000.</param>
    /// <param name="floor">The minimum share, above 0 and below 1.</param>
    /// <param name="level">Above 0, up to 50 %; 5 % if left out.</param>
    /// <returns>Rejected if the floor is missed beyond noise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static ProportionTest MinimumShare(long events, long trials, Rate floor, Rate? level = null)
    {
        Demand.Among(events, trials);
        var (share, alpha) = (Demand.InnerShare(floor), Level(level));
        var p = Tail.BinomialAtMost(events, trials, (double)share, (double)(1m - share));
        var met = events >= floor.Numerator * trials / floor.Denominator;
        return Result("exact binomial, one-sided", events, p, alpha, rejected =>
            $"{Share(events, trials)} {(met ? "meets" : rejected ? "misses" : "lies below")} the floor of {floor}"
            + (met ? string.Empty : rejected ? " by more than chance" : ", and by no more than chance; the floor is not failed"));
    }

    /// <summary>
    /// Whether two shares differ, two-sided, by the normal approximation with the pooled share.
    /// <code>z = (p₁ − p₂) ÷ √(p q (1/n₁ + 1/n₂)), p both groups together</code>
    /// </summary>
    /// <param name="events">Events of the first group, for example referrals accepted now.</param>
    /// <param name="trials">Its trials, 1 to 1,000,000,000.</param>
    /// <param name="baselineEvents">Events of the second group, for example of the baseline.</param>
    /// <param name="baselineTrials">Its trials, 1 to 1,000,000,000.</param>
    /// <param name="level">Above 0, up to 50 %; 5 % if left out.</param>
    /// <returns>z and its p-value; z is 0 where nothing or everything happened in both groups.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static ProportionTest TwoShares(long events, long trials, long baselineEvents, long baselineTrials, Rate? level = null)
    {
        Demand.Among(events, trials);
        Demand.Among(baselineEvents, baselineTrials);
        double n1 = trials, n2 = baselineTrials, both = events + baselineEvents;
        var pooled = both / (n1 + n2);
        var variance = pooled * ((n1 - events + (n2 - baselineEvents)) / (n1 + n2)) * ((1d / n1) + (1d / n2));
        var z = variance == 0d ? 0d : ((events / n1) - (baselineEvents / n2)) / Math.Sqrt(variance);
        return Compared("two-proportion z, two-sided", events, trials, baselineEvents, baselineTrials, z,
            Math.Min(2d * Tail.Normal(-Math.Abs(z)), 1d), Level(level));
    }

    /// <summary>
    /// Whether two shares differ, two-sided and exact, given both totals (Fisher): the chance of all tables that are no more likely than
    /// this one. Source: Fisher, J. R. Stat. Soc. 98 (1935) 39; ties as in R's fisher.test, within a ten-millionth.
    /// </summary>
    /// <inheritdoc cref="TwoShares"/>
    public static ProportionTest FisherExact(long events, long trials, long baselineEvents, long baselineTrials, Rate? level = null)
    {
        Demand.Among(events, trials);
        Demand.Among(baselineEvents, baselineTrials);
        double population = (double)trials + baselineTrials, marked = (double)events + baselineEvents;
        var (least, most) = (Math.Max(0L, events - baselineTrials + baselineEvents), Math.Min(trials, events + baselineEvents));
        var limit = LnChance(events) + Ties;
        // The chances rise to the mode and fall after it: on either side of it, those up to the limit are a run from the end.
        var mode = Math.Clamp((long)((Int128)(events + baselineEvents + 1) * (trials + 1) / (trials + baselineTrials + 2)), least, most);
        var lower = Last(least, mode, LnChance, limit);
        var upper = -Last(-most, -mode, k => LnChance(-k), limit);
        var p = lower >= upper ? 1d : Run(lower, least, -1) + Run(upper, most, 1);
        return Compared("Fisher's exact test, two-sided", events, trials, baselineEvents, baselineTrials, events, Math.Min(p, 1d),
            Level(level));

        double LnChance(long k) => Density.LnHypergeometric(k, population, marked, trials);

        double Run(long from, long end, int step)
        {
            double sum = 0d, term = 1d;
            for (var k = from; (end - k) * step >= 0 && term > sum * 1e-17; k += step)
            {
                sum += term = Math.Exp(LnChance(k));
            }

            return sum;
        }
    }

    /// <summary>A level above 0, up to 50 %; 5 % if none is stated.</summary>
    internal static Rate Level(Rate? level) => (level ?? Usual) is { Fraction: > 0m and <= 0.5m } stated ? stated
        : throw Demand.Refused(nameof(level), level!, "A level lies above 0%, up to 50%", "Write 5 % as 5.Percent()");

    /// <summary>The last number of a rising run whose value is at most a limit; one before the first if none is.</summary>
    private static long Last(long first, long last, Func<long, double> rising, double limit)
    {
        var (low, high) = (first - 1, last + 1);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = rising(middle) <= limit ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static ProportionTest Compared(string test, long events, long trials, long baselineEvents, long baselineTrials,
        double statistic, double p, Rate level) => Result(test, statistic, p, level, rejected =>
            $"{Share(events, trials)} {(rejected ? "differs" : "does not differ")} from {Share(baselineEvents, baselineTrials)} "
            + "by more than chance");

    private static ProportionTest Result(string test, double statistic, double p, Rate level, Func<bool, string> words)
    {
        var result = new ProportionTest(test, statistic, p, level, string.Empty);
        return result with { Sentence = $"{words(result.IsRejected)} (p {Words.Of(p)}, level {level}, {test})." };
    }

    private static string Share(long events, long trials) => string.Create(CultureInfo.InvariantCulture,
        $"{Words.Of(events)} of {Words.Of(trials)} ({Words.Percent((double)events / trials)})");
}
