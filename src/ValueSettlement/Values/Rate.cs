using System.Globalization;

namespace ValueSettlement;

/// <summary>A share of something, as a fraction: 0.02 is two percent. Never "2".</summary>
public readonly record struct Rate : IComparable<Rate>
{
    /// <summary>The largest magnitude of a rate: 1,000 (one hundred thousand percent).</summary>
    public const decimal Largest = 1_000m;

    // Zero has no sign: "-0" would be printed and hashed as another number.
    private Rate(decimal fraction) => Fraction = fraction == 0m ? decimal.Abs(fraction) : fraction;

    /// <summary>The fraction: 0.02 for two percent.</summary>
    public decimal Fraction { get; }

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
    public Rate Complement() => Of(1m - Fraction);

    /// <inheritdoc/>
    public int CompareTo(Rate other) => Fraction.CompareTo(other.Fraction);

    /// <summary>The rate as a percentage in invariant notation, for example "38.315%".</summary>
    public override string ToString() => (Fraction * 100m).ToString("0.##########################", CultureInfo.InvariantCulture) + "%";
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
