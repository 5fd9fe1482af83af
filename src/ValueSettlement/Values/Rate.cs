using System.Globalization;
using System.Numerics;

namespace ValueSettlement;

/// <summary>A share of something: a fraction (0.02 is two percent, never "2"), or a ratio of whole numbers such as 7/12, which no decimal
/// holds exactly.</summary>
public readonly record struct Rate : IComparable<Rate>
{
    /// <summary>The largest magnitude of a rate: 1,000 (one hundred thousand percent).</summary>
    public const decimal Largest = 1_000m;

    /// <summary>The largest denominator of a ratio: 1,000,000.</summary>
    public const int LargestDenominator = 1_000_000;

    // Stored less one, so that the default of the structure is nothing over one.
    private readonly int over;

    // Zero has no sign: "-0" would be printed and hashed as another number.
    private Rate(Exact numerator, int denominator = 1)
    {
        Top = numerator.Sign == 0 ? decimal.Abs(numerator) : numerator;
        over = denominator - 1;
    }

    /// <summary>The rate as a decimal: 0.02 for two percent. For a ratio without end, to 28 digits; where money is computed, it is
    /// multiplied by the numerator before it is divided.</summary>
    public decimal Fraction => over == 0 ? Numerator : Numerator / Denominator;

    /// <summary>The numerator of a ratio; otherwise the fraction itself.</summary>
    public decimal Numerator => Top;

    /// <summary>The fraction, as the fold reads it.</summary>
    internal Exact Exactly => over == 0 ? Top : Fraction;

    /// <summary>The numerator, as the fold reads it.</summary>
    internal Exact Top { get; }

    /// <summary>The denominator of a ratio in lowest terms that no decimal holds; otherwise 1.</summary>
    public int Denominator => over + 1;

    /// <summary>Nothing.</summary>
    public static Rate Zero => default;

    /// <summary>The whole: a fraction of 1.</summary>
    public static Rate One => new(1m);

    /// <summary>A rate from its fraction.</summary>
    /// <param name="fraction">0.02 for two percent; between −1,000 and 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The magnitude is larger than <see cref="Largest"/>.</exception>
    public static Rate Of(decimal fraction) => fraction is >= -Largest and <= Largest
        ? new(fraction)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A rate is a fraction between -1,000 and 1,000; 2 % is 0.02.");

    /// <summary>A rate made of rates in range by a rule that cannot leave it: a share of a share, or one held between two.</summary>
    internal static Rate Within(Exact fraction) => new(fraction);

    /// <summary>A rate from a ratio of whole numbers, for example seven months of twelve. One that ends in decimals is the same rate as its
    /// decimal: 6/12 is 0.5.</summary>
    /// <param name="numerator">Any whole number whose ratio lies between −1,000 and 1,000.</param>
    /// <param name="denominator">1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The denominator or the ratio is out of range.</exception>
    public static Rate Ratio(long numerator, int denominator)
    {
        if (denominator is < 1 or > LargestDenominator)
        {
            throw new ArgumentOutOfRangeException(nameof(denominator), denominator,
                "The denominator of a rate lies between 1 and 1,000,000.");
        }

        if (numerator > Largest * denominator || numerator < -Largest * denominator)
        {
            throw new ArgumentOutOfRangeException(nameof(numerator), numerator, "A rate lies between -1,000 and 1,000.");
        }

        var common = (int)BigInteger.GreatestCommonDivisor(numerator, denominator);
        var (top, bottom) = (numerator / common, denominator / common);
        return EndsInDecimals(bottom) ? new((decimal)top / bottom) : new(top, bottom);
    }

    /// <summary>A share of a share.</summary>
    public static Rate operator *(Rate left, Rate right) => Of(left.Fraction * right.Fraction);

    /// <summary>A share of a share.</summary>
    public static Rate Multiply(Rate left, Rate right) => left * right;

    /// <summary>Whether <paramref name="left"/> is less than <paramref name="right"/>.</summary>
    public static bool operator <(Rate left, Rate right) => left.Fraction < right.Fraction;

    /// <summary>Whether <paramref name="left"/> is greater than <paramref name="right"/>.</summary>
    public static bool operator >(Rate left, Rate right) => left.Fraction > right.Fraction;

    /// <summary>Whether <paramref name="left"/> is at most <paramref name="right"/>.</summary>
    public static bool operator <=(Rate left, Rate right) => left.Fraction <= right.Fraction;

    /// <summary>Whether <paramref name="left"/> is at least <paramref name="right"/>.</summary>
    public static bool operator >=(Rate left, Rate right) => left.Fraction >= right.Fraction;

    /// <summary>What is left of the whole: one minus the rate.</summary>
    public Rate Complement() => over == 0 ? Of(1m - Numerator) : Ratio((long)(Denominator - Numerator), Denominator);

    /// <inheritdoc/>
    public int CompareTo(Rate other) => Fraction.CompareTo(other.Fraction);

    /// <summary>The rate as a percentage in invariant notation, for example "38.315%"; a ratio as one, for example "7/12".</summary>
    public override string ToString() => over == 0
        ? (Numerator * 100m).ToString("0.##########################", CultureInfo.InvariantCulture) + "%"
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static bool EndsInDecimals(int denominator)
    {
        foreach (var prime in (ReadOnlySpan<int>)[2, 5])
        {
            while (denominator % prime == 0)
            {
                denominator /= prime;
            }
        }

        return denominator == 1;
    }
}

/// <summary>Rates as people write them.</summary>
public static class RateExtensions
{
    /// <summary>A rate from a percentage: <c>2.Percent()</c> is 0.02.</summary>
    /// <param name="percentage">Percent.</param>
    public static Rate Percent(this int percentage) => Rate.Of(percentage / 100m);

    /// <summary>A rate from a percentage: <c>89.41m.Percent()</c> is 0.8941.</summary>
    /// <param name="percentage">Percent.</param>
    public static Rate Percent(this decimal percentage) => Rate.Of(percentage / 100m);
}
