using System.Globalization;

namespace ValueSettlement.Statistics;

/// <summary>
/// Control limits that widen as numbers shrink, and five bands between them. Without <see cref="Overdispersion"/>, or where it found none
/// (τ² = 0), limits are exact: the fewest and the most cases that a provider exactly at the target goes beyond with at most half of what
/// the confidence leaves, by the Poisson law for counts and the binomial for shares. A number at a limit lies inside it. Source:
/// Spiegelhalter, "Funnel plots for comparing institutional performance", Stat. Med. 24 (2005) 1185.
/// </summary>
/// <param name="Direction">Which results are good.</param>
public sealed record Funnel(Direction Direction)
{
    /// <summary>Which results are good.</summary>
    public Direction Direction { get; init => field = Demand.Choice(value, nameof(Direction)); } = Demand.Choice(Direction);

    /// <summary>The confidence of the inner limits: 95 %.</summary>
    public Rate Inner { get; init => field = Demand.Confidence(value, nameof(Inner)); } = Rate.Of(0.95m);

    /// <summary>The confidence of the outer limits: 99.8 %; at least that of the inner ones.</summary>
    public Rate Outer { get; init => field = Demand.Confidence(value, nameof(Outer)); } = Rate.Of(0.998m);

    /// <summary>The fewest expected events that a count is judged with, from 0; below it the result is "too small to judge".</summary>
    public decimal MinimumExpected { get; init => field = Minimum(value, nameof(MinimumExpected)); } = 1m;

    /// <summary>The fewest trials that a share is judged with, from 0; below it the result is "too small to judge".</summary>
    public long MinimumTrials { get; init => field = (long)Minimum(value, nameof(MinimumTrials)); } = 25;

    /// <summary>How much more providers differ than by chance; <see langword="null"/> for exact limits.</summary>
    public Overdispersion? Overdispersion { get; init; }

    /// <summary>The limits of a count with a number of expected events, against a ratio of 1.</summary>
    /// <param name="expected">Expected events, 0.000001 to 1,000,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside its range.</exception>
    /// <exception cref="ArgumentException">The outer confidence is less than the inner one.</exception>
    public FunnelLimits LimitsOfCount(decimal expected)
    {
        var mean = (double)Demand.Expected(expected);
        return Limits(confidence => Overdispersion is { TauSquared: > 0d } more
            ? Around(mean, 1d, more.DeviationAt(mean), confidence, double.PositiveInfinity, static y => y * y)
            : Exact(confidence, long.MaxValue, mean, k => Tail.PoissonAtMost(k, mean), k => Tail.PoissonAtLeast(k, mean),
                Math.Sqrt(mean)));
    }

    /// <summary>The limits of events among trials, against a target share.</summary>
    /// <param name="trials">Trials, 1 to 1,000,000,000.</param>
    /// <param name="target">The target share, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    /// <exception cref="ArgumentException">The outer confidence is less than the inner one.</exception>
    public FunnelLimits LimitsOfShare(long trials, Rate target)
    {
        Demand.Trials(trials);
        var share = Demand.InnerShare(target);
        var (p, q) = ((double)share, (double)(1m - share));
        return Limits(confidence => Overdispersion is { TauSquared: > 0d } more
            ? Around(trials, Statistics.Overdispersion.ArcSine(p), more.DeviationAt(trials), confidence, Math.PI / 2d,
                static y => Math.Pow(Math.Sin(y), 2d))
            : Exact(confidence, trials, trials * p, k => Tail.BinomialAtMost(k, trials, p, q), k => Tail.BinomialAtLeast(k, trials, p, q),
                Math.Sqrt(trials * p * q)));
    }

    /// <summary>The band of a count, against a ratio of 1, with how far it is from the next ones and how sure it is.</summary>
    /// <param name="observed">Observed events, 0 to 1,000,000,000.</param>
    /// <param name="expected">Expected events, 0.000001 to 1,000,000,000.</param>
    /// <returns>A judgement; "too small to judge" below <see cref="MinimumExpected"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public FunnelJudgement JudgeCount(long observed, decimal expected)
    {
        Demand.Count(observed);
        var limits = LimitsOfCount(expected);
        return expected < MinimumExpected
            ? TooSmall(limits, $"{Words.Of(expected)} events are expected, and fewer than {Words.Of(MinimumExpected)} are not judged")
            : Judge(observed, long.MaxValue, limits, mean => Tail.Gamma(observed + 0.5, mean));
    }

    /// <summary>The band of events among trials, against a target share, with how far it is from the next ones and how sure it
    /// is.</summary>
    /// <param name="events">Events, 0 to the trials.</param>
    /// <param name="trials">Trials, 1 to 1,000,000,000.</param>
    /// <param name="target">The target share, above 0 and below 1.</param>
    /// <returns>A judgement; "too small to judge" below <see cref="MinimumTrials"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public FunnelJudgement JudgeShare(long events, long trials, Rate target)
    {
        Demand.Among(events, trials);
        var limits = LimitsOfShare(trials, target);
        return trials < MinimumTrials
            ? TooSmall(limits, $"{Words.Of(trials)} cases were measured, and fewer than {Words.Of(MinimumTrials)} are not judged")
            : Judge(events, trials, limits, cases => cases >= trials ? (0d, double.NegativeInfinity)
                : Tail.Beta(events + 0.5, trials - events + 0.5, cases / trials, (trials - cases) / trials));
    }

    /// <summary>How often a provider whose true ratio is known lands in each band.</summary>
    /// <param name="expected">Expected events, 0.000001 to 1,000,000,000.</param>
    /// <param name="trueRatio">The true observed over expected, from 0, up to 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public BandChances ChancesOfCount(decimal expected, decimal trueRatio)
    {
        var limits = LimitsOfCount(expected);
        if (trueRatio is < 0m or > 1_000m)
        {
            throw Demand.Refused(nameof(trueRatio), trueRatio, "A ratio lies between 0 and 1,000", "Write 8 % above as 1.08");
        }

        var mean = (double)(expected * trueRatio);
        return Chances(limits, k => Tail.PoissonAtMost(k, mean), k => Tail.PoissonAtLeast(k, mean));
    }

    /// <summary>How often a provider whose true share is known lands in each band.</summary>
    /// <param name="trials">Trials, 1 to 1,000,000,000.</param>
    /// <param name="target">The target share, above 0 and below 1.</param>
    /// <param name="trueShare">The true share, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public BandChances ChancesOfShare(long trials, Rate target, Rate trueShare)
    {
        var limits = LimitsOfShare(trials, target);
        var share = Demand.Share(trueShare);
        var (p, q) = ((double)share, (double)(1m - share));
        return Chances(limits, k => Tail.BinomialAtMost(k, trials, p, q), k => Tail.BinomialAtLeast(k, trials, p, q));
    }

    /// <summary>What the funnel is drawn with, in invariant notation.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Printed.Words(Direction.ToString())}; limits {Inner} and {Outer}; at least {MinimumExpected} expected or {MinimumTrials} cases")
        + (Overdispersion is null ? string.Empty : "; " + Overdispersion);

    private FunnelLimits Limits(Func<double, (long Lower, long Upper)> at)
    {
        if (Outer < Inner)
        {
            throw new ArgumentException(
                $"The outer limits have at least the confidence of the inner ones, {Inner} (given: {Outer}). Exchange the two.");
        }

        var inner = at((double)(1m - Inner.Fraction) / 2d);
        var outer = at((double)(1m - Outer.Fraction) / 2d);
        return new(outer.Lower, inner.Lower, inner.Upper, outer.Upper);
    }

    /// <summary>The fewest cases k with P(X ≤ k) ≥ α and the most with P(X ≥ k) ≥ α.</summary>
    private static (long Lower, long Upper) Exact(double outside, long most, double mean, Func<long, double> atMost,
        Func<long, double> atLeast, double deviation)
    {
        var reach = Tail.NormalAbove(outside) * deviation;
        var lower = First((long)(mean - reach), k => atMost(k) >= outside);
        var upper = First((long)(mean + reach), k => atLeast(k) < outside) - 1;
        return (lower, Math.Min(upper, most));
    }

    /// <summary>The first number from 0 on for which something holds that holds for all above it, searched from a guess.</summary>
    private static long First(long guess, Func<long, bool> holds)
    {
        guess = Math.Max(guess, 0L);
        long low = -1, high = guess, step = 1;
        if (!holds(guess))
        {
            (low, high) = (guess, guess + step);
            while (!holds(high))
            {
                step *= 2;
                (low, high) = (high, high + step);
            }
        }
        else
        {
            while (high - step > -1 && holds(high - step))
            {
                high -= step;
                step *= 2;
            }

            low = Math.Max(high - step, -1L);
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static (long Lower, long Upper) Around(double size, double target, double deviation, double outside, double greatest,
        Func<double, double> back)
    {
        var reach = Tail.NormalAbove(outside) * deviation;
        // Beyond the ends of the transformed scale there is no limit on that side.
        return ((long)Math.Ceiling(size * back(Math.Max(target - reach, 0d))),
            (long)Math.Floor(size * back(Math.Min(target + reach, greatest))));
    }

    private static FunnelJudgement TooSmall(FunnelLimits limits, string reason) =>
        new(null, limits, new Absence(AbsenceKind.TooSmall, reason + "."), null, null, null);

    /// <summary>The band, the distances, and where the true value may lie: its law given the data alone (Jeffreys's prior).</summary>
    private FunnelJudgement Judge(long cases, long most, FunnelLimits limits, Func<double, (double LnLower, double LnUpper)> truth)
    {
        long[] starts = [0, limits.OuterLower, limits.InnerLower, limits.InnerUpper + 1, limits.OuterUpper + 1, long.MaxValue];
        var region = 0;
        for (var i = 1; i < 5; i++)
        {
            region = cases >= starts[i] ? i : region;
        }

        long? fewer = starts[region] > 0 ? cases - starts[region] + 1 : null;
        long? more = region < 4 && starts[region + 1] <= most ? starts[region + 1] - cases : null;
        double Below(double at) => at <= 0d ? 0d : Math.Exp(truth(at).LnLower);
        double Above(double at) => at <= 0d ? 1d : Math.Exp(truth(at).LnUpper);
        var (a, b) = (Below(limits.OuterLower), Below(limits.InnerLower));
        var (d, e) = (Above(limits.InnerUpper), Above(limits.OuterUpper));
        var chances = Oriented(a, b - a, 1d - b - d, d - e, e);
        var higher = Direction == Direction.HigherIsBetter;
        return new((FunnelBand)(higher ? region + 1 : 5 - region), limits, null, higher ? more : fewer, higher ? fewer : more, chances);
    }

    private BandChances Chances(FunnelLimits limits, Func<long, double> atMost, Func<long, double> atLeast)
    {
        var (a, b) = (atMost(limits.OuterLower - 1), atMost(limits.InnerLower - 1));
        var (d, e) = (atLeast(limits.InnerUpper + 1), atLeast(limits.OuterUpper + 1));
        // A far true value has a tail of 1 on one side; what lies between is then the difference of the other two.
        var middle = b + d <= 1d ? 1d - b - d : 0d;
        return Oriented(a, Math.Max(b - a, 0d), middle, Math.Max(d - e, 0d), e);
    }

    private BandChances Oriented(double first, double second, double third, double fourth, double fifth)
    {
        third = Math.Max(third, 0d);
        return Direction == Direction.HigherIsBetter
            ? new(first, Math.Max(second, 0d), third, Math.Max(fourth, 0d), fifth)
            : new(fifth, Math.Max(fourth, 0d), third, Math.Max(second, 0d), first);
    }

    private static decimal Minimum(decimal value, string name) => value is >= 0m and <= Demand.Most ? value
        : throw Demand.Refused(name, value, "A minimum lies between 0 and 1,000,000,000", "State 0 to judge any number");
}

/// <summary>What a funnel says of one provider.</summary>
/// <param name="Band">The band; <see langword="null"/> where the numbers are too small to judge.</param>
/// <param name="Limits">The limits at this size, in cases.</param>
/// <param name="Absence">Why there is no band, if there is none: too small to judge.</param>
/// <param name="CasesToBetter">How many cases less (or more, where more are better) would have changed the band for the better;
/// <see langword="null"/> if none can.</param>
/// <param name="CasesToWorse">How many cases would have changed the band for the worse; <see langword="null"/> if none can.</param>
/// <param name="TrueBand">The chance that the true value lies in each band, given these data alone (Jeffreys's prior: a gamma law with
/// ½ event, a beta law with ½ on either side).</param>
public sealed record FunnelJudgement(FunnelBand? Band, FunnelLimits Limits, Absence? Absence, long? CasesToBetter, long? CasesToWorse,
    BandChances? TrueBand)
{
    /// <summary>The chance that the true value lies in another band than the one reported; <see langword="null"/> without a band.</summary>
    public double? Misclassified => Band is { } band && TrueBand is { } chances ? Math.Max(0d, 1d - chances.Of(band)) : null;

    /// <summary>The judgement as one sentence in invariant notation.</summary>
    public override string ToString() => Band is not { } band ? $"{Absence} The limits would be {Limits}."
        : $"{Printed.Words(band.ToString())}; {Limits}; {Way(CasesToBetter, "better")}, {Way(CasesToWorse, "worse")}"
            + (Misclassified is { } wrong ? $"; the true band is another one with a chance of {Words.Percent(wrong)}" : string.Empty);

    private static string Way(long? cases, string word) =>
        cases is { } some ? $"{Words.Of(some)} case{(some == 1 ? string.Empty : "s")} from a {word} band" : $"no {word} band";
}
