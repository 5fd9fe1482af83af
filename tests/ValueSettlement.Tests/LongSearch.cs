using System.Globalization;

namespace ValueSettlement.Tests;

/// <summary>Long searches stand behind a switch: VALUESETTLEMENT_SEARCH=20 runs twenty times as many cases.</summary>
internal static class LongSearch
{
    public const string Variable = "VALUESETTLEMENT_SEARCH";

    public static bool IsOn => Cases(1) > 1;

    public static int Cases(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? usual * Math.Max(times, 1) : usual;
}
