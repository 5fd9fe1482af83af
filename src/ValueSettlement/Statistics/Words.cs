using System.Globalization;

namespace ValueSettlement.Statistics;

/// <summary>Numbers of this room as a person reads them, the same in every culture.</summary>
internal static class Words
{
    /// <summary>A number with six decimals, a large one without any, a tiny one with six digits.</summary>
    public static string Of(double value) => double.IsPositiveInfinity(value) ? "unbounded"
        : double.IsNegativeInfinity(value) ? "unbounded below"
        : Math.Abs(value) is (>= 1e-4 and < 1e15) or 0d
            ? ((decimal)value).ToString(Math.Abs(value) >= 1e5 ? "#,##0" : "0.######", CultureInfo.InvariantCulture)
            : value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A count with thousands separators.</summary>
    public static string Of(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A number with every digit.</summary>
    public static string Of(decimal value) => NumberText.Number(value);

    /// <summary>A probability as a percentage, with one decimal, or more where one would show nothing.</summary>
    public static string Percent(double probability) => (100d * probability).ToString(
        probability is > 0d and < 0.0005 or (> 0.9995 and < 1d) ? "0.####" : "0.0", CultureInfo.InvariantCulture) + "%";
}
