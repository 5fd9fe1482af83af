namespace ValueSettlement.Statistics;

/// <summary>Whether a rate moved between two periods.</summary>
public enum RateMovement
{
    /// <summary>Fewer events than the stated smallest number: nothing is said either way.</summary>
    TooSmallToJudge = 1,

    /// <summary>The difference is no larger than chance explains at the stated confidence. That is no proof that nothing moved.</summary>
    NotShownToHaveMoved,

    /// <summary>Chance does not explain the difference at the stated confidence.</summary>
    Moved,
}

/// <summary>What a comparison of two rates says: for example the service intensity of complex cases in two periods.</summary>
public sealed record RateTest
{
    /// <summary>Events for each unit of exposure in the period that is judged, from 0.</summary>
    public required double Rate { get; init; }

    /// <summary>Events for each unit of exposure in the period it is compared with, from 0.</summary>
    public required double BaselineRate { get; init; }

    /// <summary>Rate ÷ baseline rate with its exact limits, from 0: 1 is no difference; unbounded above without events in the baseline.
    /// <see langword="null"/> where nothing happened in either period.</summary>
    public required ConfidenceInterval? Ratio { get; init; }

    /// <summary>One-sided: the chance of as few events as now, or fewer, if the rates are the same; 0 to 1.</summary>
    public required double PLower { get; init; }

    /// <summary>One-sided: the chance of as many events as now, or more, if the rates are the same; 0 to 1.</summary>
    public required double PHigher { get; init; }

    /// <summary>Two-sided: twice the smaller of the one-sided ones, at most 1. It is at most what the confidence leaves exactly where
    /// the limits of <see cref="Ratio"/> leave out 1.</summary>
    public double PValue => Math.Min(2d * Math.Min(PLower, PHigher), 1d);

    /// <summary>Events of both periods together.</summary>
    public required long Events { get; init; }

    /// <summary>The smallest number of events of both periods together that is judged, that number included.</summary>
    public required long MinimumEvents { get; init; }

    /// <summary>The confidence of the judgement and of the limits.</summary>
    public required Rate Confidence { get; init; }

    /// <summary>The judgement, two-sided.</summary>
    public RateMovement Judgement => Events < MinimumEvents ? RateMovement.TooSmallToJudge
        : PValue <= (double)(1m - Confidence.Fraction) ? RateMovement.Moved : RateMovement.NotShownToHaveMoved;

    /// <summary>The result for a person.</summary>
    public required string Sentence { get; init => field = Given.Of(value); }

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}

/// <summary>
/// Tests of rates: events in an exposure (visits in days of care, hours in cases), where one case may have many events and a share would
/// say nothing. The <c>ParkingIndicator</c> asks them whether complex cases get less service than before. Confidence is 95 % where none is
/// stated.
/// </summary>
public static class RateTests
{
    /// <summary>
    /// Whether the rates of two periods differ, exact: given the events of both, those of the first are binomial, whatever the common
    /// rate is.
    /// <code>X of (events + baseline events), p = exposure ÷ (exposure + baseline exposure);  limits of the ratio: those of the odds of
    /// that share (Clopper and Pearson) × baseline exposure ÷ exposure</code>
    /// It takes events to be independent (Poisson); visits that come in series vary more, and then it finds a movement too often: count
    /// the cases with fewer visits than planned and compare shares (<see cref="ProportionTests"/>). Source: Przyborowski and Wilenski,
    /// Biometrika 31 (1940) 313.
    /// </summary>
    /// <param name="events">Events of the period that is judged, 0 to 1,000,000,000.</param>
    /// <param name="exposure">What they happened in, 0.000001 to 1,000,000,000, in a unit that both periods share.</param>
    /// <param name="baselineEvents">Events of the period it is compared with, 0 to 1,000,000,000, both together at most that.</param>
    /// <param name="baselineExposure">What those happened in.</param>
    /// <param name="minimumEvents">The smallest number of events of both periods together that is judged, that number included; from
    /// 1. The contract says which.</param>
    /// <param name="confidence">From 50 % to below 100 %; 95 % if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static RateTest TwoRates(long events, decimal exposure, long baselineEvents, decimal baselineExposure, long minimumEvents,
        Rate? confidence = null)
    {
        var total = Demand.Count(Demand.Count(events) + Demand.Count(baselineEvents), nameof(events));
        double now = (double)Demand.Exposure(exposure), before = (double)Demand.Exposure(baselineExposure);
        var level = Demand.Confidence(confidence);
        var (share, rest) = (now / (now + before), before / (now + before));
        var test = new RateTest
        {
            Rate = events / now,
            BaselineRate = baselineEvents / before,
            Ratio = total == 0 ? null : Limits(events, baselineEvents, before / now, level),
            PLower = Tail.BinomialAtMost(events, total, share, rest),
            PHigher = Tail.BinomialAtLeast(events, total, share, rest),
            Events = total,
            MinimumEvents = Demand.Trials(minimumEvents),
            Confidence = level,
            Sentence = string.Empty,
        };
        return test with
        {
            Sentence = $"{Words.Of(events)} in {Words.Of(exposure)} ({Words.Of(test.Rate)}) against {Words.Of(baselineEvents)} in "
                + $"{Words.Of(baselineExposure)} ({Words.Of(test.BaselineRate)}){(test.Ratio is { } r ? $": {r}" : string.Empty)}; "
                + test.Judgement switch
                {
                    RateMovement.TooSmallToJudge => $"too small to judge: {Words.Of(total)} events together, and fewer than "
                        + $"{Words.Of(minimumEvents)} are not judged.",
                    RateMovement.Moved => $"moved {Chance(test)}.",
                    _ => $"not shown to have moved {Chance(test)}.",
                },
        };
    }

    private static string Chance(RateTest test) => $"(p {Words.Of(test.PValue)}, two-sided)";

    private static ConfidenceInterval Limits(long events, long baselineEvents, double scale, Rate level)
    {
        var outside = (double)((1m - level.Fraction) / 2m);
        return new(
            events == 0 ? 0d : scale * Tail.BetaOddsQuantile(events, baselineEvents + 1d, outside, above: false),
            scale * events / baselineEvents,
            baselineEvents == 0 ? double.PositiveInfinity
                : scale * Tail.BetaOddsQuantile(events + 1d, baselineEvents, outside, above: true),
            level, IntervalMethod.ClopperPearson);
    }
}
