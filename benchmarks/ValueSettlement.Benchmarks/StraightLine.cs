namespace ValueSettlement.Benchmarks;

/// <summary>
/// The peer: what a programmer writes by hand for one track and one year, with the rates as literals. It has no validation, no explanation and no other track.
/// </summary>
internal static class StraightLine
{
    /// <summary>ENHANCED, performance year 2023, fixed minimum rate of 1 %.</summary>
    public static decimal Enhanced2023(decimal benchmark, decimal expenditure, int assigned, QualityStandard standard, decimal score)
    {
        var difference = benchmark - expenditure;
        var minimum = assigned >= 5_000 ? 0.01m * benchmark : Table(benchmark, assigned);
        if (difference >= 0m)
        {
            if (difference < minimum)
            {
                return 0m;
            }

            var rate = standard switch { QualityStandard.NotMet => 0m, QualityStandard.Alternative => 0.75m * score, _ => 0.75m };
            return Math.Min(difference * rate * 0.98m, 0.20m * benchmark);
        }

        if (difference > -minimum)
        {
            return 0m;
        }

        var lossRate = standard == QualityStandard.NotMet ? 0.75m : Math.Min(Math.Max(1m - (0.75m * score), 0.40m), 0.75m);
        return Math.Max(difference * lossRate, -0.15m * benchmark);
    }

    private static decimal Table(decimal benchmark, int n) => n switch
    {
        < 1_000 => benchmark * ((0.122m * (999 - n)) + (0.087m * (n - 500))) / 499,
        < 3_000 => benchmark * ((0.087m * (2_999 - n)) + (0.05m * (n - 1_000))) / 1_999,
        _ => benchmark * ((0.05m * (4_999 - n)) + (0.039m * (n - 3_000))) / 1_999,
    };
}
