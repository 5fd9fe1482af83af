using System.Globalization;
using System.Runtime.CompilerServices;

namespace ValueSettlement.Tests;

/// <summary>Runs the whole suite under the culture named by <c>VALUESETTLEMENT_TEST_CULTURE</c>, such as <c>tr-TR</c>; without it, under
/// the machine's own.</summary>
internal static class TestCulture
{
    public const string Variable = "VALUESETTLEMENT_TEST_CULTURE";

    [ModuleInitializer]
    internal static void Apply()
    {
        string? name = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(name))
        {
            return;
        }

        // Only cultures that the runtime knows: a name with a typing error would otherwise give an invariant culture, and the run would
        // prove nothing.
        CultureInfo culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }
}
