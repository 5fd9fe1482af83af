using MathNet.Numerics;

namespace ValueSettlement.Statistics;

/// <summary>
/// Tail probabilities and the parameters at which a tail has a stated probability. Tails of the normal law are those of MathNet.Numerics;
/// the incomplete gamma and beta functions are computed here, because those of MathNet.Numerics take the difference of large logarithms,
/// and their inverses stop at a width of 1e-8. Every tail is a logarithm, so that none of them becomes zero, and the smaller of the two
/// tails is computed and not taken from one.
/// </summary>
internal static class Tail
{
    private const double Tiny = 1e-300;
    private const double Epsilon = 1e-16;
    private const double Settled = 1e-15;

    /// <summary>P(Z ≤ z) of the standard normal law.</summary>
    public static double Normal(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>The density of the standard normal law at z.</summary>
    public static double NormalDensity(double z) => Math.Exp(-0.5 * z * z) * Constants.InvSqrt2Pi;

    /// <summary>The z above which the standard normal law has the stated probability.</summary>
    public static double NormalAbove(double probability) => Constants.Sqrt2 * SpecialFunctions.ErfcInv(2d * probability);

    /// <summary>P(X ≤ k) of a Poisson count with the stated mean.</summary>
    public static double PoissonAtMost(long k, double mean) => k < 0 ? 0d : mean == 0d ? 1d : Math.Exp(Gamma(k + 1d, mean).Upper);

    /// <summary>P(X ≥ k) of a Poisson count with the stated mean.</summary>
    public static double PoissonAtLeast(long k, double mean) => k <= 0 ? 1d : mean == 0d ? 0d : Math.Exp(Gamma(k, mean).Lower);

    /// <summary>P(X ≤ k) of n trials with chance p each; q = 1 − p.</summary>
    public static double BinomialAtMost(long k, long n, double p, double q) =>
        k < 0 ? 0d : k >= n || p == 0d ? 1d : q == 0d ? 0d : Math.Exp(Beta(k + 1d, n - k, p, q).Upper);

    /// <summary>P(X ≥ k) of n trials with chance p each; q = 1 − p.</summary>
    public static double BinomialAtLeast(long k, long n, double p, double q) =>
        k <= 0 ? 1d : k > n || p == 0d ? 0d : q == 0d ? 1d : Math.Exp(Beta(k, n - k + 1d, p, q).Lower);

    /// <summary>The mean at which a gamma law of the stated shape has the stated probability below (or above) it.</summary>
    public static double GammaQuantile(double shape, double probability, bool above)
    {
        // x = shape × e^u; the steps follow the concave logarithm of the tail.
        var lnTail = Math.Log(probability);
        var start = NormalAbove(probability) / Math.Sqrt(shape);
        var u = Solve(above ? Math.Log(1d + start) : Math.Max(-start, -745d / shape), above, u =>
        {
            var x = shape * Math.Exp(u);
            var tails = Gamma(shape, x);
            // d(tail)/du = x × density = shape × x^shape e^−x ÷ shape!
            return (above ? tails.Upper : tails.Lower, Math.Log(shape) + Density.LnPoisson(shape, x));
        }, lnTail);
        return shape * Math.Exp(u);
    }

    /// <summary>The odds x ÷ (1 − x) below (or above) which a beta law has the stated probability.</summary>
    public static double BetaOddsQuantile(double a, double b, double probability, bool above)
    {
        var lnTail = Math.Log(probability);
        var spread = NormalAbove(probability) * Math.Sqrt((1d / a) + (1d / b));
        var u = Solve(Math.Log(a / b) + (above ? spread : -spread), above, u =>
        {
            var (x, y) = (1d / (1d + Math.Exp(-u)), 1d / (1d + Math.Exp(u)));
            var tails = Beta(a, b, x, y);
            return (above ? tails.Upper : tails.Lower, LnBetaFactor(a, b, x, y));
        }, lnTail);
        return Math.Exp(u);
    }

    /// <summary>ln of the two incomplete gamma functions P(a, x) and Q(a, x).</summary>
    public static (double Lower, double Upper) Gamma(double a, double x)
    {
        var lnFactor = Density.LnPoisson(a, x);
        if (x < a + 1d)
        {
            // P = x^a e^−x ÷ a! × (1 + x/(a+1) + x²/((a+1)(a+2)) + …)
            double sum = 1d, term = 1d;
            for (var i = a + 1d; term > sum * Epsilon; i++)
            {
                term *= x / i;
                sum += term;
            }

            var lower = Math.Min(lnFactor + Math.Log(sum), 0d);
            return (lower, Complement(lower));
        }

        // Q = x^a e^−x ÷ (a−1)! × 1/(x+1−a− 1(1−a)/(x+3−a− …)), by Lentz's method.
        var b = x + 1d - a;
        var (c, d) = (1d / Tiny, 1d / b);
        var h = d;
        for (var i = 1d; ; i++)
        {
            var an = -i * (i - a);
            b += 2d;
            d = 1d / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            var step = d * c;
            h *= step;
            if (!(Math.Abs(step - 1d) > Settled))
            {
                break;
            }
        }

        var upper = Math.Min(lnFactor + Math.Log(a) + Math.Log(h), 0d);
        return (Complement(upper), upper);
    }

    /// <summary>ln of the incomplete beta function I_x(a, b) and of its complement; y = 1 − x.</summary>
    public static (double Lower, double Upper) Beta(double a, double b, double x, double y)
    {
        var lnFactor = LnBetaFactor(a, b, x, y);
        if (x < y ? (a + b) * x <= a : (a + b) * y >= b)
        {
            var lower = Math.Min(lnFactor + Math.Log(BetaFraction(a, b, x, y)), 0d);
            return (lower, Complement(lower));
        }

        var upper = Math.Min(lnFactor + Math.Log(BetaFraction(b, a, y, x)), 0d);
        return (Complement(upper), upper);
    }

    /// <summary>ln of x^a y^b ÷ B(a, b).</summary>
    private static double LnBetaFactor(double a, double b, double x, double y) =>
        Density.LnBinomial(a, a + b, x, y) + Math.Log(a) + Math.Log(b / (a + b));

    /// <summary>
    /// I_x(a, b) ÷ (x^a y^b ÷ B(a, b)) for x up to the mean, as the continued fraction of DiDonato and Morris (ACM Trans. Math. Softw. 18
    /// (1992) 360): it reads λ = a − (a + b) x, which is found from the smaller of x and y, so that an x near 1 loses nothing.
    /// </summary>
    private static double BetaFraction(double a, double b, double x, double y)
    {
        var c = 1d + (x < y ? a - ((a + b) * x) : ((a + b) * y) - b);
        var c1 = 1d + (1d / a);
        var (p, s) = (1d, a + 1d);
        var (an, bn, anNext, bnNext, r) = (0d, 1d, 1d, c / c1, c1 / c);
        for (var n = 1d; ; n++)
        {
            var t = n / a;
            var w = n * (b - n) * x;
            var e = a / s;
            var alpha = p * (p + (b / a)) * e * e * (w * x);
            e = (1d + t) / (c1 + t + t);
            var beta = n + (w / s) + (e * (c + (n * (y + 1d))));
            (p, s) = (1d + t, s + 2d);
            (an, anNext) = (anNext, (alpha * an) + (beta * anNext));
            (bn, bnNext) = (bnNext, (alpha * bn) + (beta * bnNext));
            var before = r;
            r = anNext / bnNext;
            if (!(Math.Abs(r - before) > Settled * r))
            {
                return r;
            }

            (an, bn, anNext, bnNext) = (an / bnNext, bn / bnNext, r, 1d);
        }
    }

    /// <summary>The u at which the logarithm of a tail has a value: Newton's steps, held inside what is known of the root.</summary>
    private static double Solve(double start, bool above, Func<double, (double LnTail, double LnSlope)> tail, double lnTail)
    {
        var (low, high, u) = (double.NegativeInfinity, double.PositiveInfinity, start);
        var (best, least) = (u, double.PositiveInfinity);
        for (var i = 0; i < 200; i++)
        {
            var (at, lnSlope) = tail(u);
            var excess = at - lnTail;
            // What is left below a thousand-millionth and no longer shrinks is rounding.
            if (Math.Abs(excess) >= least && least < 1e-9)
            {
                return best;
            }

            if (Math.Abs(excess) < least)
            {
                (best, least) = (u, Math.Abs(excess));
            }

            // A lower tail grows with u, an upper one falls.
            (low, high) = excess > 0d == above ? (u, high) : (low, u);
            var next = u - ((above ? -1d : 1d) * excess / Math.Exp(lnSlope - at));
            if (Math.Abs(next - u) <= 2e-16 * Math.Max(Math.Abs(u), 1e-3))
            {
                return next;
            }

            u = next > low && next < high ? next
                : double.IsInfinity(low) ? high - 1d
                : double.IsInfinity(high) ? low + 1d
                : 0.5 * (low + high);
        }

        return best;
    }

    /// <summary>ln(1 − e^x) for x ≤ 0.</summary>
    private static double Complement(double x) => x > -0.6931471805599453
        ? Math.Log(-ExpM1(x))
        : Density.Log1P(-Math.Exp(x));

    /// <summary>e^x − 1 without loss for a small x.</summary>
    private static double ExpM1(double x)
    {
        var e = Math.Exp(x);
        return e == 1d ? x : e - 1d <= -1d ? -1d : (e - 1d) * (x / Math.Log(e));
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
