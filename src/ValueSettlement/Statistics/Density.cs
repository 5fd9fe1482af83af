namespace ValueSettlement.Statistics;

/// <summary>
/// Logarithms of probabilities of the Poisson, binomial and hypergeometric laws by the saddle-point expansion (Loader, "Fast and Accurate
/// Computation of Binomial Probabilities", 2000): no difference of large logarithms of factorials, so that a thousand million trials lose
/// no digits. Counts are whole numbers or halves of them.
/// </summary>
internal static class Density
{
    private const double LnTwoPi = 1.8378770664093454836;
    private const double LnRootPi = 0.57236494292470008707;

    /// <summary>ln of e^−μ μ^x ÷ x!.</summary>
    public static double LnPoisson(double x, double mean) => x == 0d ? -mean
        : -StirlingError(x) - Deviance(x, mean, x - mean) - (0.5 * (LnTwoPi + Math.Log(x)));

    /// <summary>ln of C(n, x) p^x q^(n−x), with q = 1 − p given beside p because one of the two may be tiny.</summary>
    public static double LnBinomial(double x, double n, double p, double q)
    {
        if (x == 0d)
        {
            return n * LnOf(q, p);
        }

        if (x == n)
        {
            return n * LnOf(p, q);
        }

        // How far x lies from its mean, told by the smaller of the two chances, in which nothing is rounded away.
        var rest = n - x;
        var difference = p < q ? x - (n * p) : (n * q) - rest;
        return StirlingError(n) - StirlingError(x) - StirlingError(rest) - Deviance(x, n * p, difference)
            - Deviance(rest, n * q, -difference) - (0.5 * (LnTwoPi + Math.Log(x) + Math.Log(rest / n)));
    }

    /// <summary>ln of the probability of x marked ones among the draws without replacement from a population.</summary>
    public static double LnHypergeometric(double x, double population, double marked, double draws)
    {
        double p = draws / population, q = (population - draws) / population;
        return LnBinomial(x, marked, p, q) + LnBinomial(draws - x, population - marked, p, q) - LnBinomial(draws, population, p, q);
    }

    private static double LnOf(double value, double rest) => rest < 0.5 ? Log1P(-rest) : Math.Log(value);

    /// <summary>ln(1 + x) without loss for a small x.</summary>
    public static double Log1P(double x)
    {
        var sum = 1d + x;
        return sum == 1d ? x : Math.Log(sum) * (x / (sum - 1d));
    }

    /// <summary>ln n! less Stirling's formula for it.</summary>
    private static double StirlingError(double n)
    {
        if (n > 15d)
        {
            var square = n * n;
            return ((1d / 12d) - (((1d / 360d) - (((1d / 1260d) - (((1d / 1680d) - (((1d / 1188d)
                - (691d / 360360d / square)) / square)) / square)) / square)) / square)) / n;
        }

        // n! of a whole number, or of a half: (2m)! √π ÷ (4^m m!) as a product.
        var (product, last) = (1d, n);
        for (; last > 0.75; last--)
        {
            product *= last;
        }

        var lnFactorial = Math.Log(product) + (last > 0.25 ? LnRootPi + Math.Log(0.5) : 0d);
        return lnFactorial - ((n + 0.5) * Math.Log(n)) + n - (0.5 * LnTwoPi);
    }

    /// <summary>x ln(x ÷ m) + m − x, without the cancellation near x = m; the difference is x − m.</summary>
    private static double Deviance(double x, double m, double difference)
    {
        if (Math.Abs(difference) >= 0.1 * (x + m))
        {
            return (x * Math.Log(x / m)) - difference;
        }

        var v = difference / (x + m);
        var sum = difference * v;
        var term = 2d * x * v;
        for (var j = 1; ; j++)
        {
            term *= v * v;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
