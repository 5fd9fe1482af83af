namespace ValueSettlement.Statistics;

/// <summary>
/// Confidence intervals of shares, counts and means. Which one: a share for a report, <see cref="Wilson"/>; a share that must not miss
/// more often than stated (a test, a dispute), <see cref="ClopperPearson"/>; events against an expected number,
/// <see cref="ExactPoisson"/>; <see cref="Byar"/> only to agree with a publication that used it; a mean of measured amounts,
/// <see cref="StudentT"/>. Confidence is 95 % where none is stated. Relative error of the exact limits: below 1e-9 up to 10⁹ trials or
/// events.
/// </summary>
public static class Intervals
{
    /// <summary>
    /// Wilson's score interval of a share.
    /// <code>(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n)</code>
    /// On average it misses as often as stated, at some shares more often. Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209; the form of
    /// the English public-health indicators.
    /// </summary>
    /// <param name="events">Events, 0 to the trials.</param>
    /// <param name="trials">Trials, 1 to 1,000,000,000.</param>
    /// <param name="confidence">From 50 % to below 100 %; 95 % if left out.</param>
    /// <param name="side">Both limits, or one alone.</param>
    /// <returns>Fractions from 0 to 1; the lower limit is 0 without events, the upper one 1 without anything else.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static ConfidenceInterval Wilson(long events, long trials, Rate? confidence = null, IntervalSide side = IntervalSide.Both)
    {
        Demand.Among(events, trials);
        var level = Demand.Confidence(confidence);
        double n = trials, p = events / n, q = (trials - events) / n, z = Tail.NormalAbove(Outside(level, side));
        var half = z * Math.Sqrt((p * q / n) + (z * z / (4d * n * n)));
        var divisor = 1d + (z * z / n);
        // The smaller of two roots is the product over the larger one, so that no digits cancel.
        var lower = events == 0 ? 0d : p * p / (p + (z * z / (2d * n)) + half);
        var upper = events == trials ? 1d : p > 0.5
            ? 1d - (q * q / (q + (z * z / (2d * n)) + half))
            : (p + (z * z / (2d * n)) + half) / divisor;
        // With no confidence beyond a half both roots are the share itself, but for the last digit.
        return Of(Math.Min(lower, p), p, Math.Max(upper, p), level, IntervalMethod.Wilson, side, 0d, 1d);
    }

    /// <summary>
    /// The exact interval of a share by Clopper and Pearson: the shares at which a result at least (at most) as extreme has exactly the
    /// chance that the confidence leaves.
    /// <code>P(X ≥ events | lower) = α/2 = P(X ≤ events | upper)</code>
    /// It never misses more often than stated. Source: Clopper and Pearson, Biometrika 26 (1934) 404.
    /// </summary>
    /// <inheritdoc cref="Wilson"/>
    public static ConfidenceInterval ClopperPearson(long events, long trials, Rate? confidence = null,
        IntervalSide side = IntervalSide.Both)
    {
        Demand.Among(events, trials);
        var level = Demand.Confidence(confidence);
        var outside = Outside(level, side);
        double lower = 0d, upper = 1d;
        if (events > 0 && side != IntervalSide.Upper)
        {
            var odds = Tail.BetaOddsQuantile(events, trials - events + 1d, outside, above: false);
            lower = odds / (1d + odds);
        }

        if (events < trials && side != IntervalSide.Lower)
        {
            var odds = Tail.BetaOddsQuantile(events + 1d, trials - events, outside, above: true);
            upper = odds / (1d + odds);
        }

        return Of(lower, (double)events / trials, upper, level, IntervalMethod.ClopperPearson, side, 0d, 1d);
    }

    /// <summary>
    /// The exact Poisson interval of observed ÷ expected.
    /// <code>lower = χ²(α/2; 2O) ÷ 2E, 0 without events; upper = χ²(1−α/2; 2(O+1)) ÷ 2E</code>
    /// With an expected count of 1 the limits are those of the count itself. Source: Garwood, Biometrika 28 (1936) 437.
    /// </summary>
    /// <param name="observed">Observed events, 0 to 1,000,000,000.</param>
    /// <param name="expected">Expected events, 0.000001 to 1,000,000,000.</param>
    /// <param name="confidence">From 50 % to below 100 %; 95 % if left out.</param>
    /// <param name="side">Both limits, or one alone.</param>
    /// <returns>Ratios, from 0 without an upper bound.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static ConfidenceInterval ExactPoisson(long observed, decimal expected = 1m, Rate? confidence = null,
        IntervalSide side = IntervalSide.Both)
    {
        Demand.Count(observed);
        var (e, level) = ((double)Demand.Expected(expected), Demand.Confidence(confidence));
        var outside = Outside(level, side);
        var lower = observed == 0 || side == IntervalSide.Upper ? 0d : Tail.GammaQuantile(observed, outside, above: false);
        var upper = side == IntervalSide.Lower ? 0d : Tail.GammaQuantile(observed + 1d, outside, above: true);
        return Of(lower / e, observed / e, upper / e, level, IntervalMethod.ExactPoisson, side, 0d, double.PositiveInfinity);
    }

    /// <summary>
    /// Byar's approximation of <see cref="ExactPoisson"/>.
    /// <code>O (1 − 1/9O − z/(3√O))³ ÷ E; (O+1) (1 − 1/9(O+1) + z/(3√(O+1)))³ ÷ E</code>
    /// At 95 % within 0.2 % of the exact limits from ten events on, but the lower limit is 48 % too low at one event, 7.3 % at two, 2.5 %
    /// at three and 0.7 % at five. The lower limit is 0 without events; where the formula falls below zero it is 0 too, and
    /// <see cref="ConfidenceInterval.Note"/> says so. Source: Breslow and Day, Statistical Methods in Cancer Research II (1987), 2.3.
    /// </summary>
    /// <inheritdoc cref="ExactPoisson"/>
    public static ConfidenceInterval Byar(long observed, decimal expected = 1m, Rate? confidence = null,
        IntervalSide side = IntervalSide.Both)
    {
        Demand.Count(observed);
        var (e, level) = ((double)Demand.Expected(expected), Demand.Confidence(confidence));
        var z = Tail.NormalAbove(Outside(level, side));
        var formula = observed == 0 ? 0d : Cubed(observed, -z);
        var interval = Of(Math.Max(formula, 0d) / e, observed / e, Cubed(observed + 1d, z) / e, level, IntervalMethod.Byar, side, 0d,
            double.PositiveInfinity);
        return formula >= 0d || side == IntervalSide.Upper ? interval
            : interval with { Note = $"Byar's formula gives {Words.Of(formula / e)} for the lower limit, and no count is below 0." };

        static double Cubed(double count, double z)
        {
            var root = 1d - (1d / (9d * count)) + (z / (3d * Math.Sqrt(count)));
            return count * root * root * root;
        }
    }

    /// <summary>
    /// Student's t interval of a mean.
    /// <code>mean ± t(1−α/2; n−1) × s ÷ √n</code>
    /// For amounts that are not far from normal, or many of them. Source: Student, Biometrika 6 (1908) 1.
    /// </summary>
    /// <param name="mean">The mean, in any unit.</param>
    /// <param name="standardDeviation">The standard deviation of the sample (divisor n − 1), in the same unit, from 0.</param>
    /// <param name="count">How many were measured, 2 to 1,000,000,000.</param>
    /// <param name="confidence">From 50 % to below 100 %; 95 % if left out.</param>
    /// <param name="side">Both limits, or one alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static ConfidenceInterval StudentT(double mean, double standardDeviation, long count, Rate? confidence = null,
        IntervalSide side = IntervalSide.Both)
    {
        Demand.Finite(mean);
        if (!(Demand.Finite(standardDeviation) >= 0d))
        {
            throw Demand.Refused(nameof(standardDeviation), Words.Of(standardDeviation), "A standard deviation is at least 0",
                "State the deviation, not the variance of differences");
        }

        if (Demand.Trials(count) < 2)
        {
            throw Demand.Refused(nameof(count), count, "A mean with a deviation needs 2 to 1,000,000,000 measurements",
                "Of one measurement nothing is known about its deviation");
        }

        var level = Demand.Confidence(confidence);
        // t² ÷ (n − 1) is the odds of a beta law; α is the chance of both tails.
        double freedom = count - 1;
        var both = 2d * Outside(level, side);
        var odds = both < 1d ? Tail.BetaOddsQuantile(0.5, 0.5 * freedom, both, above: true) : 0d;
        var half = Math.Sqrt(odds * freedom) * standardDeviation / Math.Sqrt(count);
        return Of(mean - half, mean, mean + half, level, IntervalMethod.StudentT, side, double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>The chance that each limit is missed with.</summary>
    private static double Outside(Rate confidence, IntervalSide side)
    {
        if (!Enum.IsDefined(side))
        {
            throw Demand.Refused(nameof(side), side.ToString(), "It is one of Both, Lower and Upper", "State which limits are wanted");
        }

        return (double)((1m - confidence.Fraction) / (side == IntervalSide.Both ? 2m : 1m));
    }

    private static ConfidenceInterval Of(double lower, double estimate, double upper, Rate confidence, IntervalMethod method,
        IntervalSide side, double least, double greatest) =>
        new(side == IntervalSide.Upper ? least : lower, estimate, side == IntervalSide.Lower ? greatest : upper, confidence, method, side);
}
