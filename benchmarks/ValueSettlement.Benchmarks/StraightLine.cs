namespace ValueSettlement.Benchmarks;

/// <summary>
/// The peer: what a programmer writes by hand for performance year 2023, with the rates as literals. It has no validation, no explanation
/// and no other year.
/// The methods of 2024, for agreements from 2024 on, are not timed; they stand for the rules that 2023 did not have.
/// </summary>
internal static class StraightLine
{
    /// <summary>BASIC level B, one-sided: minimum rate by size.</summary>
    public static decimal BasicB(decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score) =>
        Gain(benchmark, benchmark - expenditure, Table(benchmark, assigned), 0.40m, 0.10m, standard, score);

    /// <summary>BASIC level E, two-sided, minimum rate fixed at 2 % or by size: losses at 30 %, limited by revenue or benchmark.</summary>
    public static decimal BasicE(decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score,
        decimal revenue, bool isFixed)
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

    /// <summary>BASIC level A in 2024: as level B, and half the rate below the minimum for low revenue.</summary>
    public static decimal BasicA2024(
        decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score, bool isLow)
    {
        var difference = benchmark - expenditure;
        return IsHalfRate(difference, Table(benchmark, assigned), assigned, isLow)
            ? Gain(benchmark, difference, 0m, 0.20m, 0.10m, standard, score)
            : BasicB(benchmark, expenditure, assigned, standard, score);
    }

    /// <summary>BASIC level E in 2024: guardrail, half rate, and relief of losses after their limit.</summary>
    public static decimal BasicE2024(
        decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score, decimal revenue, bool isFixed,
        bool isLow, decimal? twoWay, decimal relief)
    {
        var stated = isFixed && assigned >= 5_000 ? 0.02m * benchmark : Table(benchmark, assigned);
        if (Guarded(benchmark, expenditure, stated, twoWay) is not { } used)
        {
            return 0m;
        }

        var difference = used - expenditure;
        var minimum = isFixed && assigned >= 5_000 ? 0.02m * used : Table(used, assigned);
        return IsHalfRate(difference, minimum, assigned, isLow)
            ? Gain(used, difference, 0m, 0.25m, 0.10m, standard, score)
            : Relieved(BasicE(used, expenditure, assigned, standard, score, revenue, isFixed), relief);
    }

    /// <summary>ENHANCED in 2024: guardrail, and relief of losses after their limit.</summary>
    public static decimal Enhanced2024(
        decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score, decimal? twoWay, decimal relief) =>
        Guarded(benchmark, expenditure, assigned >= 5_000 ? 0.01m * benchmark : Table(benchmark, assigned), twoWay) is { } used
            ? Relieved(Enhanced(used, expenditure, assigned, standard, score), relief)
            : 0m;

    /// <summary>Where each row of the table by size begins.</summary>
    internal static int[] FirstHeadcounts { get; } =
        [500, 1_000, 3_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, 15_000, 20_000, 50_000, 60_000];

    /// <summary>The minimum rate by size as an amount, for the cases that meet it exactly.</summary>
    internal static decimal Minimum(decimal benchmark, int assigned) => Table(benchmark, assigned);

    // The benchmark in force, or nothing if there are neither savings nor losses.
    private static decimal? Guarded(decimal benchmark, decimal expenditure, decimal minimum, decimal? twoWay)
    {
        var losses = expenditure - benchmark;
        return losses <= 0m || losses < minimum || !(twoWay > benchmark) ? benchmark : twoWay >= expenditure ? null : twoWay;
    }

    private static bool IsHalfRate(decimal difference, decimal minimum, int assigned, bool isLow) =>
        isLow && assigned >= 5_000 && difference > 0m && difference < minimum;

    private static decimal Relieved(decimal amount, decimal relief) => amount < 0m ? amount * (1m - relief) : amount;

    private static decimal Gain(decimal benchmark, decimal difference, decimal minimum, decimal sharing, decimal limit,
        QualityStandard standard, decimal score)
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
