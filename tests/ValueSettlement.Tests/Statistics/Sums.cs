namespace ValueSettlement.Tests.Statistics;

/// <summary>Probabilities by adding up terms, for sizes where that is enough: nothing of the library's own.</summary>
internal static class Sums
{
    private static readonly double[] LnFactorial = [.. Enumerable.Range(0, 2_001).Select(static n => Enumerable.Range(2, Math.Max(n - 1, 0))
        .Sum(static i => Math.Log(i)))];

    public static double Binomial(long x, long n, double p) => p <= 0d ? x == 0 ? 1d : 0d : p >= 1d ? x == n ? 1d : 0d
        : Math.Exp(LnFactorial[n] - LnFactorial[x] - LnFactorial[n - x] + (x * Math.Log(p)) + ((n - x) * Math.Log(1d - p)));

    public static double BinomialAtLeast(long k, long n, double p) => Range(k, n).Sum(x => Binomial(x, n, p));

    public static double BinomialAtMost(long k, long n, double p) => Range(0, k).Sum(x => Binomial(x, n, p));

    public static double Poisson(long x, double mean) => Math.Exp((x * Math.Log(mean)) - mean - LnFactorial[x]);

    public static double PoissonAtMost(long k, double mean) => Range(0, k).Sum(x => Poisson(x, mean));

    private static IEnumerable<long> Range(long from, long to)
    {
        for (var x = from; x <= to; x++)
        {
            yield return x;
        }
    }
}
