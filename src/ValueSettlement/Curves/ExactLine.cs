using System.Numerics;

namespace ValueSettlement.Curves;

/// <summary>
/// The arithmetic of one line where <see cref="decimal"/> alone would overflow or hide a remainder. Edges decide payments, so an inverse
/// is taken on whole numbers and turned back into a decimal once.
/// </summary>
internal static class ExactLine
{
    private const int LargestScale = 28;

    // Amounts below this bound and of this scale are subtracted, and whole cents are multiplied by such a slope, without rounding.
    private const int ShortScale = 8;
    private const decimal ShortAmount = 1_000_000_000_000m;

    // Dividing by a one of 28 decimals leaves the value and takes every trailing zero.
    private const decimal LongOne = 1.0000000000000000000000000000m;

    private static readonly BigInteger LargestMantissa = (BigInteger.One << 96) - 1;

    // Whole cents first, then the finest that rates and points are stated in: one of these that meets the amount to its last digit is
    // meant.
    private static ReadOnlySpan<int> Grains => [2, 8];

    /// <summary>The amount on the line, held at the ends of the decimal range.</summary>
    public static decimal At(decimal slope, decimal intercept, decimal x)
    {
        TryMultiplyAdd(slope, x, intercept, out var value);
        return value;
    }

    /// <summary>The same number without trailing zeros, and zero without a sign.</summary>
    public static decimal Shortest(decimal value) => value == 0m ? 0m : MayEndInZero(value) ? value / LongOne : value;

    // A number that ends in a zero is even, and few are: most need no division.
    private static bool MayEndInZero(decimal value)
    {
        if (value.Scale == 0)
        {
            return false;
        }

        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return (bits[0] & 1) == 0 && (bits[2] != 0 || (((ulong)(uint)bits[1] << 32) | (uint)bits[0]) % 10 == 0);
    }

    /// <summary>factor·other + addend; <see langword="false"/> when the result lies beyond the decimal range and is held at its
    /// end.</summary>
    public static bool TryMultiplyAdd(decimal factor, decimal other, decimal addend, out decimal value)
    {
        try
        {
            value = (factor * other) + addend;
            return true;
        }
        catch (OverflowException)
        {
            var scale = factor.Scale + other.Scale;
            var numerator = (Mantissa(factor) * Mantissa(other) * BigInteger.Pow(10, addend.Scale))
                + (Mantissa(addend) * BigInteger.Pow(10, scale));
            return TryNearest(numerator, BigInteger.Pow(10, scale + addend.Scale), out value);
        }
    }

    /// <summary>
    /// The x at which a sloped piece has the amount y: the least detailed x that the piece maps onto y to the last digit (an amount in
    /// whole
    /// cents wins), otherwise the nearest decimal. <see langword="false"/> when x lies beyond the decimal range, with <paramref name="x"/>
    /// at
    /// the end of the range beyond which it lies.
    /// </summary>
    /// <param name="piece">A piece whose slope is not zero.</param>
    /// <param name="y">The amount to reach.</param>
    /// <param name="x">Where it is reached.</param>
    /// <param name="cents">The amount in whole cents nearest to x where the piece may round it; otherwise x itself.</param>
    public static bool TryInvert(in Piece piece, decimal y, out decimal x, out decimal cents)
    {
        var (slope, intercept) = (piece.Slope, piece.Intercept);
        if (IsShort(intercept) && (IsShort(y) ? slope.Scale <= ShortScale : IsShift(slope) && Keeps(y, intercept)))
        {
            cents = x = Shortest(slope == 1m ? y - intercept : (y - intercept) / slope);
            return true;
        }

        var numerator = (Mantissa(y) * BigInteger.Pow(10, intercept.Scale)) - (Mantissa(intercept) * BigInteger.Pow(10, y.Scale));
        numerator *= BigInteger.Pow(10, slope.Scale);
        var denominator = Mantissa(slope) * BigInteger.Pow(10, y.Scale + intercept.Scale);
        if (denominator.Sign < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }

        var reached = TryNearest(numerator, denominator, out x);
        cents = x = Shortest(x);
        if (!reached)
        {
            return false;
        }

        // Even an exact x may owe its last digits to an intercept whose own last digits are dropped when a larger amount is added.
        foreach (var grain in Grains)
        {
            var mantissa = Divide(numerator * BigInteger.Pow(10, grain), denominator);
            if (BigInteger.Abs(mantissa) > LargestMantissa)
            {
                break;
            }

            var candidate = Shortest(ToDecimal(mantissa, grain));
            if (grain == Grains[0])
            {
                cents = candidate;
            }

            if (piece.At(candidate) == y)
            {
                cents = x = candidate;
                break;
            }
        }

        return true;
    }

    // A line of slope one or minus one maps one amount onto y, and rounds no cents.
    private static bool IsShift(decimal slope) => slope is 1m or -1m;

    // A difference that lost a digit has fewer decimals than the longer of the two.
    private static bool Keeps(decimal y, decimal intercept) =>
        Math.Abs(y) < ShortAmount && (y - intercept).Scale == Math.Max(y.Scale, intercept.Scale);

    private static bool IsShort(decimal value) => value.Scale <= ShortScale && Math.Abs(value) < ShortAmount;

    private static bool TryNearest(BigInteger numerator, BigInteger denominator, out decimal value)
    {
        // The estimate may be a digit too fine, never too coarse, so the first mantissa that fits carries every digit a decimal can.
        var wholeBits = (long)BigInteger.Abs(numerator).GetBitLength() - (long)denominator.GetBitLength() - 1;
        var scale = (int)Math.Clamp((96 - wholeBits) * 30103 / 100000, 0, LargestScale);
        for (; scale >= 0; scale--)
        {
            var mantissa = Divide(numerator * BigInteger.Pow(10, scale), denominator);
            if (BigInteger.Abs(mantissa) <= LargestMantissa)
            {
                value = ToDecimal(mantissa, scale);
                return true;
            }
        }

        value = numerator.Sign < 0 ? decimal.MinValue : decimal.MaxValue;
        return false;
    }

    // To the nearest whole number, half away from zero; the denominator is positive.
    private static BigInteger Divide(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        return BigInteger.Abs(remainder) * 2 >= denominator ? quotient + numerator.Sign : quotient;
    }

    /// <summary>The digits of a number, with its sign.</summary>
    public static BigInteger Mantissa(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return bits[3] < 0 ? -magnitude : magnitude;
    }

    private static decimal ToDecimal(BigInteger mantissa, int scale)
    {
        var magnitude = BigInteger.Abs(mantissa);
        return new decimal(
            unchecked((int)(uint)(magnitude & uint.MaxValue)),
            unchecked((int)(uint)((magnitude >> 32) & uint.MaxValue)),
            unchecked((int)(uint)(magnitude >> 64)),
            mantissa.Sign < 0,
            (byte)scale);
    }
}
