namespace ValueSettlement.Statistics;

/// <summary>What a target decides by chance at one size.</summary>
/// <param name="Cases">How many cases are counted.</param>
/// <param name="Needed">The fewest successes that meet the target.</param>
/// <param name="WorsePasses">The chance that the provider below the target passes, 0 to 1.</param>
/// <param name="BetterFails">The chance that the provider above it fails, 0 to 1.</param>
public sealed record BandChanceRow(long Cases, long Needed, double WorsePasses, double BetterFails)
{
    /// <summary>The row in invariant notation.</summary>
    public override string ToString() => $"{Words.Of(Cases)} cases, {Words.Of(Needed)} needed: the worse passes "
        + $"{Words.Percent(WorsePasses)}, the better fails {Words.Percent(BetterFails)}";
}

/// <summary>How often a provider meets a target by chance: exact, by the binomial law.</summary>
public static class BandChance
{
    /// <summary>The fewest successes whose share is at least the target: target × cases, rounded up, exactly.</summary>
    /// <param name="target">The target share, 0 to 1.</param>
    /// <param name="cases">Cases, 1 to 1,000,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static long Needed(Rate target, long cases)
    {
        Demand.Share(target);
        return (long)decimal.Ceiling(target.Numerator * Demand.Trials(cases) / target.Denominator);
    }

    /// <summary>The chance that a provider with a true share meets a target, share at least target.
    /// <code>P(X ≥ ⌈target × n⌉), X binomial with n cases and the true share</code></summary>
    /// <param name="target">The target share, 0 to 1.</param>
    /// <param name="cases">n, 1 to 1,000,000,000.</param>
    /// <param name="trueShare">The provider's true share, 0 to 1.</param>
    /// <returns>A probability, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static double Passes(Rate target, long cases, Rate trueShare)
    {
        var p = Demand.Share(trueShare);
        return Tail.BinomialAtLeast(Needed(target, cases), cases, (double)p, (double)(1m - p));
    }

    /// <summary>The chance that a provider with a true share misses a target.</summary>
    /// <inheritdoc cref="Passes"/>
    public static double Fails(Rate target, long cases, Rate trueShare)
    {
        var p = Demand.Share(trueShare);
        return Tail.BinomialAtMost(Needed(target, cases) - 1, cases, (double)p, (double)(1m - p));
    }

    /// <summary>A table of sizes: how often a worse provider passes and a better one fails.</summary>
    /// <param name="target">The target share.</param>
    /// <param name="worse">The true share of the worse provider.</param>
    /// <param name="better">The true share of the better provider.</param>
    /// <param name="cases">The sizes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    /// <exception cref="ArgumentException">The worse share is not below the target, or the better one is.</exception>
    public static ValueList<BandChanceRow> Table(Rate target, Rate worse, Rate better, params ReadOnlySpan<long> cases)
    {
        if (worse >= target || better < target)
        {
            throw new ArgumentException("The worse share lies below the target and the better one at it or above "
                + $"(given: {worse}, {better}; target {target}). Swap them.", nameof(worse));
        }

        var rows = new BandChanceRow[cases.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new(cases[i], Needed(target, cases[i]), Passes(target, cases[i], worse), Fails(target, cases[i], better));
        }

        return [.. rows];
    }
}

/// <summary>How many cases a decision needs.</summary>
/// <param name="Cases">The smallest number at which the power is reached; <see langword="null"/> if none up to the largest that was
/// tried reaches it.</param>
/// <param name="AlwaysFrom">The number from which on every number reaches it; <see langword="null"/> if it is larger than the largest that
/// was tried.</param>
/// <param name="Reached">The power at that number, or at the largest one tried.</param>
/// <param name="Wanted">The power asked for.</param>
/// <param name="Method">How it was found, in words.</param>
public sealed record SampleSize(long? Cases, long? AlwaysFrom, double Reached, Rate Wanted, string Method)
{
    /// <summary>The largest number of cases that the exact search tries: 100,000.</summary>
    public const int MostSearched = 100_000;

    /// <summary>
    /// The smallest number of cases at which a target tells a provider apart: one whose true share is above the target passes, or one below
    /// it fails, with at least the stated chance. Searched one by one with the exact binomial law. The power is no smooth line: it drops
    /// where one more success becomes necessary, so a larger number may miss it again, until <see cref="AlwaysFrom"/>. That one is sure:
    /// beyond the largest number that was tried the chance of the wrong decision is bounded by e^(−n D), D the relative entropy of target
    /// and true share (Chernoff, Ann. Math. Stat. 23 (1952) 493).
    /// </summary>
    /// <param name="trueShare">The provider's true share, 0 to 1; not the target itself.</param>
    /// <param name="target">The target share, 0 to 1.</param>
    /// <param name="power">The chance of the right decision, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range, or the true share is the target.</exception>
    public static SampleSize ForPower(Rate trueShare, Rate target, Rate power)
    {
        var (p, t) = ((double)Demand.Share(trueShare), (double)Demand.Share(target));
        var wanted = (double)Demand.InnerShare(power);
        if (trueShare.Fraction == target.Fraction)
        {
            throw Demand.Refused(nameof(trueShare), trueShare, "The true share is not the target itself",
                "State a provider who should pass, or one who should fail");
        }

        var bound = Math.Ceiling(-Math.Log(1d - wanted) / (Part(t, p) + Part(1d - t, 1d - p)));
        long? always = bound < MostSearched ? (long)bound + 1L : null;
        while (always > 1 && At(always.Value - 1) >= wanted)
        {
            always--;
        }

        var (reached, last) = (0d, always ?? MostSearched);
        for (var n = 1L; n <= last; n++)
        {
            if ((reached = At(n)) >= wanted)
            {
                return new(n, always, reached, power, "exact binomial search");
            }
        }

        return new(null, null, reached, power, "exact binomial search");

        double At(long n) => trueShare > target ? BandChance.Passes(target, n, trueShare) : BandChance.Fails(target, n, trueShare);

        static double Part(double target, double share) => target == 0d ? 0d : share == 0d ? double.PositiveInfinity
            : target * Math.Log(target / share);
    }

    /// <summary>
    /// Cases in each of two groups that tell two shares apart, by the normal approximation without correction for continuity.
    /// <code>n = (z(1−α/2) √(2 p̄ q̄) + z(power) √(p₁q₁ + p₂q₂))² ÷ (p₁ − p₂)², rounded up</code>
    /// Source: Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. (1981), 3.2.
    /// </summary>
    /// <param name="first">p₁, above 0 and below 1.</param>
    /// <param name="second">p₂, above 0 and below 1; at least 0.0001 from the first.</param>
    /// <param name="power">The chance to see the difference, from 50 % to below 100 %.</param>
    /// <param name="level">α, the chance to see one where there is none, two-sided, above 0, up to 50 %; 5 % if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static SampleSize ForTwoShares(Rate first, Rate second, Rate power, Rate? level = null)
    {
        var (p1, p2) = ((double)Demand.InnerShare(first), (double)Demand.InnerShare(second));
        var wanted = Demand.Confidence(power);
        var alpha = ProportionTests.Level(level);
        if (Math.Abs(first.Fraction - second.Fraction) < 0.0001m)
        {
            throw Demand.Refused(nameof(second), second, "The two shares lie at least 0.01 points of a hundred apart",
                "State the difference that matters");
        }

        var (mean, z) = ((p1 + p2) / 2d, Tail.NormalAbove((double)alpha.Fraction / 2d));
        var (none, some) = (Math.Sqrt(2d * mean * (1d - mean)), Math.Sqrt((p1 * (1d - p1)) + (p2 * (1d - p2))));
        var root = ((z * none) + (Tail.NormalAbove((double)(1m - wanted.Fraction)) * some)) / (p1 - p2);
        var n = Math.Ceiling(root * root);
        return new((long)n, (long)n, Tail.Normal(((Math.Abs(p1 - p2) * Math.Sqrt(n)) - (z * none)) / some), power,
            "normal approximation for two shares, cases in each group");
    }

    /// <summary>The number, the power and the method in invariant notation.</summary>
    public override string ToString()
    {
        var cases = Cases is not { } n ? $"more than {Words.Of((long)MostSearched)} cases"
            : Words.Of(n) + (n == 1 ? " case" : " cases") + (AlwaysFrom == n ? string.Empty
                : AlwaysFrom is { } always ? $", and always from {Words.Of(always)} on," : ", not always from there on,");
        return $"{cases} for a power of {Wanted} ({Method}; reached {Words.Percent(Reached)})";
    }
}
