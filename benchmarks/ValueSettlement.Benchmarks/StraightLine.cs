namespace ValueSettlement.Benchmarks;

/// <summary>
/// The peer: what a programmer writes by hand for performance year 2023, with the rates as literals. It has no validation, no explanation and no other year.
/// </summary>
internal static class StraightLine
{
    /// <summary>BASIC level B, one-sided: minimum rate by size.</summary>
    public static decimal BasicB(decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score) =>
        Gain(benchmark, benchmark - expenditure, Table(benchmark, assigned), 0.40m, 0.10m, standard, score);

    /// <summary>BASIC level E, two-sided, minimum rate fixed at 2 % or by size: losses at 30 %, limited by revenue or benchmark.</summary>
    public static decimal BasicE(decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score, decimal revenue, bool isFixed)
    {
        var difference = benchmark - expenditure;
        var minimum = isFixed && assigned >= 5_000 ? 0.02m * benchmark : Table(benchmark, assigned);
        return difference >= 0m ? Gain(benchmark, difference, minimum, 0.50m, 0.10m, standard, score)
            : difference > -minimum ? 0m
            : Math.Max(difference * 0.30m, -Math.Min(0.08m * revenue, 0.04m * benchmark));
    }

    /// <summary>ENHANCED, two-sided, fixed minimum rate of 1 %.</summary>
    public static decimal Enhanced(decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score)
    {
        var difference = benchmark - expenditure;
        var minimum = assigned >= 5_000 ? 0.01m * benchmark : Table(benchmark, assigned);
        if (difference >= 0m)
        {
            return Gain(benchmark, difference, minimum, 0.75m, 0.20m, standard, score);
        }

        if (difference > -minimum)
        {
            return 0m;
        }

        var lossRate = standard == QualityStandard.NotMet ? 0.75m : Math.Min(Math.Max(1m - (0.75m * score), 0.40m), 0.75m);
        return Math.Max(difference * lossRate, -0.15m * benchmark);
    }

    private static decimal Gain(decimal benchmark, decimal difference, decimal minimum, decimal sharing, decimal limit, QualityStandard standard, decimal score)
    {
        if (difference <= 0m || difference < minimum)
        {
            return 0m;
        }

        var rate = standard switch { QualityStandard.NotMet => 0m, QualityStandard.Alternative => sharing * score, _ => sharing };
        return Math.Min(difference * rate * 0.98m, limit * benchmark);
    }

    private static decimal Table(decimal benchmark, int n) => n switch
    {
        < 1_000 => Between(benchmark, n, 500, 999, 0.122m, 0.087m),
        < 3_000 => Between(benchmark, n, 1_000, 2_999, 0.087m, 0.05m),
        < 5_000 => Between(benchmark, n, 3_000, 4_999, 0.05m, 0.039m),
        < 6_000 => Between(benchmark, n, 5_000, 5_999, 0.039m, 0.036m),
        < 7_000 => Between(benchmark, n, 6_000, 6_999, 0.036m, 0.034m),
        < 8_000 => Between(benchmark, n, 7_000, 7_999, 0.034m, 0.032m),
        < 9_000 => Between(benchmark, n, 8_000, 8_999, 0.032m, 0.031m),
        < 10_000 => Between(benchmark, n, 9_000, 9_999, 0.031m, 0.030m),
        < 15_000 => Between(benchmark, n, 10_000, 14_999, 0.030m, 0.027m),
        < 20_000 => Between(benchmark, n, 15_000, 19_999, 0.027m, 0.025m),
        < 50_000 => Between(benchmark, n, 20_000, 49_999, 0.025m, 0.022m),
        < 60_000 => Between(benchmark, n, 50_000, 59_999, 0.022m, 0.020m),
        _ => 0.02m * benchmark,
    };

    private static decimal Between(decimal benchmark, int n, int first, int last, decimal low, decimal high) =>
        benchmark * ((low * (last - n)) + (high * (n - first))) / (last - first);
}
