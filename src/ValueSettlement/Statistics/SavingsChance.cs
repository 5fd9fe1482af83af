namespace ValueSettlement.Statistics;

/// <summary>
/// What a shared-savings contract with a minimum rate pays by chance, in closed form: measured savings are normal around the true ones
/// with deviation σ = CV ÷ √n, all of them count once they reach the minimum rate, and losses are not shared.
/// <code>a = (MSR − d) ÷ σ; P = 1 − Φ(a); E = share × benchmark × (d P + σ φ(a)); E² from (d² + σ²) P + σ (2d + σ a) φ(a)</code>
/// An expectation, not a payment, so not exact decimals.
/// </summary>
/// <param name="ProbabilityPaid">The chance that anything is paid, 0 to 1.</param>
/// <param name="ExpectedPayout">What is paid on average, in the currency of the benchmark.</param>
/// <param name="StandardDeviation">How far a payment lies from that, in the same currency.</param>
/// <param name="Sigma">σ, a fraction of the benchmark.</param>
public sealed record SavingsChance(double ProbabilityPaid, double ExpectedPayout, double StandardDeviation, double Sigma)
{
    /// <summary>The chances of one contract year.</summary>
    /// <param name="beneficiaries">n, 1 to 1,000,000,000.</param>
    /// <param name="coefficientOfVariation">CV, above 0, up to 1,000.</param>
    /// <param name="trueSavings">d, the true savings as a fraction of the benchmark, −1 to 1; 0 for no effect.</param>
    /// <param name="minimumRate">MSR, 0 to 1.</param>
    /// <param name="share">The provider's share, 0 to 1.</param>
    /// <param name="benchmark">The benchmark, above 0, up to 10¹⁵.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static SavingsChance Of(long beneficiaries, decimal coefficientOfVariation, Rate trueSavings, Rate minimumRate, Rate share,
        decimal benchmark)
    {
        if (trueSavings.Fraction is < -1m or > 1m)
        {
            throw Demand.Refused(nameof(trueSavings), trueSavings, "True savings lie between -100% and 100%", "Write 3 % as 3.Percent()");
        }

        var sigma = (double)StatisticalMinimumRate.Variation(coefficientOfVariation) / Math.Sqrt(Demand.Trials(beneficiaries));
        double d = (double)trueSavings.Fraction, paid = (double)Demand.Share(share)
            * (double)Demand.Positive(benchmark, 1_000_000_000_000_000m);
        var a = ((double)Demand.Share(minimumRate) - d) / sigma;
        double p = Tail.Normal(-a), density = Tail.NormalDensity(a);
        var first = (d * p) + (sigma * density);
        var second = (((d * d) + (sigma * sigma)) * p) + (sigma * ((2d * d) + (sigma * a)) * density);
        return new(p, paid * first, paid * Math.Sqrt(Math.Max(second - (first * first), 0d)), sigma);
    }

    /// <summary>The chance and the amounts in invariant notation.</summary>
    public override string ToString() => $"paid with a chance of {Words.Percent(ProbabilityPaid)}; on average "
        + $"{Words.Of(ExpectedPayout)}, standard deviation {Words.Of(StandardDeviation)}";
}
