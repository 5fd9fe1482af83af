using System.Globalization;

namespace ValueSettlement.Tests;

/// <summary>
/// How many random cases are run. VALUESETTLEMENT_SEARCH=20 runs twenty times as many as usual; VALUESETTLEMENT_PROFILE=mutation,
/// under which the suite is run once for each change of the library, a twentieth.
/// </summary>
internal static class LongSearch
{
    public const string Variable = "VALUESETTLEMENT_SEARCH";
    public const string ProfileVariable = "VALUESETTLEMENT_PROFILE";
    private const int Fewest = 10;

    public static bool IsOn => Cases(1) > 1;

    public static bool IsMutation { get; } = Environment.GetEnvironmentVariable(ProfileVariable) switch
    {
        null or "" => false,
        "mutation" => true,
        var other => throw new InvalidOperationException($"{ProfileVariable} is '{other}'; the one profile is 'mutation'."),
    };

    public static int Cases(int usual) => IsMutation ? Math.Max(usual / 20, Math.Min(usual, Fewest)) : usual * Times;

    private static int Times { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            ? Math.Max(times, 1) : 1;
}
