using System.Globalization;

namespace ValueSettlement;

/// <summary>Numbers, lines and stretches in words: always the invariant culture, so that a text is the same on every machine.</summary>
internal static class NumberText
{
    /// <summary>A number with thousands separators and every digit it has.</summary>
    public static string Number(decimal value) => value.ToString("#,##0.############################", CultureInfo.InvariantCulture);

    /// <summary>A line, such as <c>0.75x - 100</c>.</summary>
    public static string Line(decimal slope, decimal intercept)
    {
        if (slope == 0m)
        {
            return Number(intercept);
        }

        var sloped = slope == 1m ? "x" : slope == -1m ? "-x" : Number(slope) + "x";
        return intercept == 0m ? sloped
            : intercept > 0m ? sloped + " + " + Number(intercept)
            : sloped + " - " + Number(-intercept);
    }

    /// <summary>The stretch of x from one edge to the next, such as <c>-2,000 ≤ x &lt; 2,000</c>; <see langword="null"/> for an end without
    /// bound.</summary>
    public static string Stretch(decimal? low, bool lowIncluded, decimal? high, bool highIncluded) => (low, high) switch
    {
        (null, null) => "any x",
        (null, { } to) => "x " + Less(highIncluded) + " " + Number(to),
        ({ } from, null) => Number(from) + " " + Less(lowIncluded) + " x",
        ({ } from, { } to) when from == to && lowIncluded && highIncluded => "x = " + Number(from),
        ({ } from, { } to) => Number(from) + " " + Less(lowIncluded) + " x " + Less(highIncluded) + " " + Number(to),
    };

    private static string Less(bool orEqual) => orEqual ? "≤" : "<";
}
