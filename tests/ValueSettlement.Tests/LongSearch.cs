using System.Globalization;

namespace ValueSettlement.Tests;

/// <summary>
/// How many random cases are run. VALUESETTLEMENT_SEARCH=20 runs twenty times as many as usual; a mutation run, in which the tests are run
/// once for each change of the library, a twentieth.
/// </summary>
internal static class LongSearch
{
    public const string Variable = "VALUESETTLEMENT_SEARCH";
    private const int Fewest = 10;

    public static bool IsOn => Cases(1) > 1;

    /// <summary>Whether these are the tests of tests/ValueSettlement.Mutation, where a slow one costs its time for each change.</summary>
    public static bool IsMutation =>
#if MUTATION
        true;
#else
        false;
#endif

    public static int Cases(int usual) => IsMutation ? Math.Max(usual / 20, Math.Min(usual, Fewest)) : usual * Times;

    private static int Times { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            ? Math.Max(times, 1) : 1;
}
