using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ValueSettlement.Tests.Curves;

/// <summary>
/// Checks a property of random curves. A failure prints the case and its seed; <c>VALUESETTLEMENT_CURVE_SEED=seed,gamma,size</c> with the three
/// numbers that FsCheck prints runs that case first.
/// </summary>
internal static class CurveProperty
{
    private const string Variable = "VALUESETTLEMENT_CURVE_SEED";

    public static void Holds<T>(Gen<T> cases, int count, Action<T> check)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
        {
            var parts = text.Split(',');
            config = config.WithReplay(
                ulong.Parse(parts[0], CultureInfo.InvariantCulture),
                ulong.Parse(parts[1], CultureInfo.InvariantCulture),
                int.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        Prop.ForAll(Arb.From(cases), check).Check(config);
    }
}
