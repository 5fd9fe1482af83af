using System.Globalization;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;

namespace ValueSettlement.Peers;

/// <summary>What a way counted. A way that truncates each row by itself has <see cref="Truncated"/> instead of within and above.</summary>
internal sealed class Sums
{
    /// <summary>The least common multiple of 1 to 12: keys are cents × this ÷ months.</summary>
    public const long Whole = 27_720;

    public long[] Rows { get; } = new long[PopulationData.Groups];

    public long[] Months { get; } = new long[PopulationData.Groups];

    public long[] CentsWithin { get; } = new long[PopulationData.Groups];

    public long[] MonthsAbove { get; } = new long[PopulationData.Groups];

    public long[] RiskMonths { get; } = new long[PopulationData.Groups];

    /// <summary>The threshold of each stratum as a key.</summary>
    public long[] Thresholds { get; } = new long[PopulationData.Strata];

    /// <summary>Cents with their fractions.</summary>
    public decimal[]? Truncated { get; init; }

    public static Sums Of(PopulationTotals totals)
    {
        var sums = new Sums();
        for (var g = 0; g < PopulationData.Groups; g++)
        {
            var group = totals[g / PopulationData.Strata, g % PopulationData.Strata];
            sums.Set(g, group.Rows, group.Months, (long)group.CentsWithin, group.MonthsAbove, (long)group.RiskMonths);
        }

        for (var s = 0; s < PopulationData.Strata; s++)
        {
            var (spent, months) = totals.Thresholds[s].Upper is { } upper ? (upper.Spent, upper.Months) : (0m, 12);
            sums.Thresholds[s] = (long)(spent * 100m) * (Whole / months);
        }

        return sums;
    }

    public void Set(int group, long rows, long months, long centsWithin, long monthsAbove, long riskMonths)
    {
        (Rows[group], Months[group], RiskMonths[group]) = (rows, months, riskMonths);
        (CentsWithin[group], MonthsAbove[group]) = (centsWithin, monthsAbove);
    }

    /// <summary>In words, how this differs from what is right.</summary>
    public string Against(Sums right)
    {
        var found = new List<string>();
        Compare(found, "rows", Rows, right.Rows);
        Compare(found, "months", Months, right.Months);
        Compare(found, "risk × months", RiskMonths, right.RiskMonths);
        Compare(found, "threshold keys", Thresholds, right.Thresholds);
        if (Truncated is null)
        {
            Compare(found, "cents within", CentsWithin, right.CentsWithin);
            Compare(found, "months above", MonthsAbove, right.MonthsAbove);
            return found.Count == 0 ? "equal" : "DIFFERS: " + string.Join("; ", found);
        }

        // Decimal holds no twelfth: what it differs by beyond the counts is its own, and is told, not held against the run.
        var counts = found.Count == 0 ? string.Empty : "DIFFERS: ";
        Compare(found, Truncated, right);
        return counts + string.Join("; ", found);
    }

    private static void Compare(List<string> found, string name, long[] own, long[] right)
    {
        var differences = own.Zip(right, static (a, b) => Math.Abs(a - b)).Where(static d => d != 0).ToArray();
        if (differences.Length > 0)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture,
                $"{name} in {differences.Length:#,##0} of {own.Length:#,##0} by up to {differences.Max():#,##0}"));
        }
    }

    private static void Compare(List<string> found, decimal[] own, Sums right)
    {
        var (rounded, unequal, cents, most) = (0, 0, 0m, 0m);
        for (var g = 0; g < own.Length; g++)
        {
            var exact = right.CentsWithin[g] + ((decimal)right.Thresholds[g % PopulationData.Strata] * right.MonthsAbove[g] / Whole);
            var whole = Math.Abs(Math.Round(own[g]) - Math.Round(exact));
            (rounded, cents) = (rounded + (whole == 0 ? 0 : 1), Math.Max(cents, whole));
            unequal += own[g] == exact ? 0 : 1;
            most = Math.Max(most, Math.Abs(own[g] - exact));
        }

        found.Add(rounded == 0 ? "truncated cents equal" : string.Create(CultureInfo.InvariantCulture,
            $"truncated cents not equal in {rounded:#,##0} of {own.Length:#,##0} groups, by up to {cents:#,##0}"));
        if (unequal > 0)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture,
                $"before rounding not equal in {unequal:#,##0}, by up to {(double)most:0.#e0}"));
        }
    }
}
