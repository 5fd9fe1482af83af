using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ValueSettlement.Tests.Json;

/// <summary>Checks a property of random cases; a failure prints the case and the seed that repeats it.</summary>
internal static class JsonProperty
{
    public static readonly string[] HostileCultures = ["tr-TR", "fa-IR", "de-CH", "ar-SA"];

    public static void Holds<T>(Gen<T> cases, int count, Action<T> check) =>
        Curves.CurveProperty.Holds(cases, count, check);

    /// <summary>Runs something under another culture.</summary>
    public static T Under<T>(string culture, Func<T> work)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
