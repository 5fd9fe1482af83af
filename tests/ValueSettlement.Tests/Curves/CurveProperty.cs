using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ValueSettlement.Tests.Curves;

/// <summary>
/// Checks a property of random cases: the same ones in every run, so that a change that breaks something is told from chance. With
/// <c>VALUESETTLEMENT_SEED=random</c> they are new ones each time; a failure prints the case and its seed, and <c>seed,gamma,size</c> with
/// the three
/// numbers that FsCheck prints runs that case first. How many cases are run is multiplied by <see cref="LongSearch"/>.
/// </summary>
internal static class CurveProperty
{
    private const string Variable = "VALUESETTLEMENT_SEED";

    public static void Holds<T>(Gen<T> cases, int count, Action<T> check)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(LongSearch.Cases(count)).WithQuietOnSuccess(true);
        var text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(text))
        {
            config = config.WithReplay(20_261_122UL, 425_605UL);
        }
        else if (text != "random")
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
