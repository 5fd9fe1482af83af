using System.Globalization;
using System.Text.RegularExpressions;

namespace ValueSettlement.Replay.Reading;

/// <summary>A number as printed: its value before any percent sign is acted on, how many decimals were printed, and whether a percent sign
/// stands behind it.</summary>
internal readonly partial record struct Numeral(decimal Value, int Decimals, bool HasPercentSign)
{
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>
    /// Reads a number: optional sign or brackets, optional dollar sign, either plain digits or proper thousands groups, a decimal point, an
    /// exponent, a percent sign.
    /// Of accounting formats it knows the loss behind the dollar sign, "$(1,234)", and the zero, "$-".
    /// A decimal comma is refused rather than guessed.
    /// </summary>
    /// <param name="text">What the cell holds.</param>
    /// <param name="mostDecimals">The most decimals that files of the programme print.</param>
    public static Numeral? Parse(string text, int mostDecimals = 9)
    {
        if (text.Length > 64)
        {
            return null;
        }

        if (AccountingZero().IsMatch(text))
        {
            return new(0m, 0, false);
        }

        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var digits = match.Groups["number"].Value.Replace(",", string.Empty, StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
            out var value) || value > Largest)
        {
            return null;
        }

        var bracketed = match.Groups["open"].Success;
        if (bracketed != match.Groups["close"].Success || match.Groups["open"].Captures.Count > 1)
        {
            return null;
        }

        var signs = match.Groups["sign"].Captures.Count;
        if (signs > 1 || (bracketed && signs > 0))
        {
            return null;
        }

        value = WithoutFloatNoise(value, mostDecimals);
        return new(bracketed || signs == 1 && match.Groups["sign"].Value != "+" ? -value
            : value, DecimalsOf(value), match.Groups["percent"].Success);
    }

    /// <summary>Decimals that matter: 2.50 has one.</summary>
    public static int DecimalsOf(decimal value)
    {
        var decimals = 0;
        for (var scaled = value; scaled != decimal.Truncate(scaled) && decimals < 28; decimals++)
        {
            scaled *= 10m;
        }

        return decimals;
    }

    // 0.9312999999999999 is what binary floating point makes of 0.9313: where no file prints more than 9 decimals, twelve or more are noise
    // if 9 say the same.
    private static decimal WithoutFloatNoise(decimal value, int mostDecimals)
    {
        if (DecimalsOf(value) < mostDecimals + 3)
        {
            return value;
        }

        var nearest = Math.Round(value, mostDecimals, MidpointRounding.AwayFromZero);
        return Math.Abs(value - nearest) < new decimal(1, 0, 0, false, (byte)(mostDecimals + 2)) ? nearest : value;
    }

    [GeneratedRegex(
        @"^(?<open>\()?(?<sign>[-+\u2212])?\s*(?:\$\s*(?<open>\()?)?\s*(?<sign>[-+\u2212])?" +
        @"(?<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})?|\.[0-9]+(?:[eE][-+]?[0-9]{1,2})?)" +
        @"\s*(?<percent>%)?(?<close>\))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^\$\s*[-\u2013\u2014\u2212]$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountingZero();
}
