using System.Numerics;
using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// What the steps of a fold make of whole cents of spending, without their rounding: (slope × cents + start) ÷ bottom, in units of the
/// currency; and how far the fold, which rounds at each step, may lie from it: error ÷ bottom.
/// </summary>
/// <param name="Slope">The slope, times the bottom.</param>
/// <param name="Start">The amount at no spending, times the bottom.</param>
/// <param name="Error">The distance, times the bottom.</param>
/// <param name="Bottom">The common denominator, positive.</param>
internal readonly record struct CentLine(BigInteger Slope, BigInteger Start, BigInteger Error, BigInteger Bottom)
{
    // A step carries to 10^−12 and multiplies, divides and adds amounts up to 2 × 10^16 with the 28 digits of a decimal: each of these is
    // off by 1.3 × 10^−12 at most, together by less than 4.
    private const int ErrorOfStep = 5;

    private const int CentsInOne = 100;

    private static readonly BigInteger OneOfCarried = BigInteger.Pow(10, 12);

    /// <summary>Spending itself, compared with a benchmark.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="isRising">Whether the amount rises with spending.</param>
    public static CentLine Opening(decimal benchmark, bool isRising)
    {
        // The denominator has room for the error.
        var (start, unit) = RatioOf(benchmark);
        var (slope, bottom) = (unit * OneOfCarried, unit * OneOfCarried * CentsInOne);
        start *= OneOfCarried * CentsInOne;
        return new(isRising ? slope : -slope, isRising ? -start : start, ErrorOf(bottom), bottom);
    }

    /// <summary>The amount at an amount of spending, times the bottom.</summary>
    public BigInteger At(long spending) => (Slope * spending) + Start;

    /// <summary>The line after a further step.</summary>
    public CentLine Through(in FoldStep step)
    {
        if (step.Piece is { Divisor: 1, Slope.IsOne: true, X.Sign: 0, Y.Sign: 0 })
        {
            return this;
        }

        var sign = step.IsMirrored ? -1 : 1;
        var ((x, unitOfX), (y, unitOfY)) = (RatioOf(step.Piece.X), RatioOf(step.Piece.Y));
        var (share, unitOfShare) = RatioOf(step.Piece.Slope);
        unitOfShare *= step.Piece.Divisor;
        var bottom = Bottom * unitOfX * unitOfShare * unitOfY;
        return new(
            Slope * unitOfX * share * unitOfY,
            (((Start * unitOfX) - (sign * x * Bottom)) * share * unitOfY) + (sign * y * Bottom * unitOfX * unitOfShare),
            (Error * unitOfX * BigInteger.Abs(share) * unitOfY) + ErrorOf(bottom),
            bottom);
    }

    /// <summary>About the last cent of spending, no less than a first one, whose amount lies in an interval.</summary>
    /// <param name="within">The interval.</param>
    /// <param name="most">The last cent there is.</param>
    public BigInteger LastWithin(in Interval within, BigInteger most)
    {
        if ((Slope.Sign switch { > 0 => within.High, < 0 => within.Low, _ => null }) is not { } end)
        {
            return most;
        }

        var (amount, unit) = RatioOf(end);
        return BigInteger.Min(most, Floor(((amount * Bottom) - (Start * unit)) * Slope.Sign, BigInteger.Abs(Slope) * unit));
    }

    /// <summary>The last cent up to one on which the amount is on the same side of zero as on the first; zero is no loss.</summary>
    public long LastOfSide(long first, long last)
    {
        if (At(first).Sign < 0 == At(last).Sign < 0)
        {
            return last;
        }

        return (long)(Slope.Sign > 0 ? -Floor(Start, Slope) - 1 : Floor(Start, -Slope));
    }

    /// <summary>Whether this line gives for each cent of a stretch what another one gives, at no smaller distance from the fold.</summary>
    /// <param name="other">The other line.</param>
    /// <param name="first">The first cent of the stretch.</param>
    /// <param name="isPoint">Whether it has no other one.</param>
    public bool Covers(in CentLine other, long first, bool isPoint) =>
        At(first) * other.Bottom == other.At(first) * Bottom
            && (isPoint || Slope * other.Bottom == other.Slope * Bottom)
            && Error * other.Bottom >= other.Error * Bottom;

    /// <summary>The largest whole number that is not above a ratio; the bottom is positive.</summary>
    public static BigInteger Floor(BigInteger top, BigInteger bottom)
    {
        var quotient = BigInteger.DivRem(top, bottom, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger ErrorOf(BigInteger bottom) => bottom * ErrorOfStep / OneOfCarried;

    private static (BigInteger Top, BigInteger Bottom) RatioOf(decimal value) =>
        value == 0m ? (BigInteger.Zero, BigInteger.One) : (ExactLine.Mantissa(value), BigInteger.Pow(10, value.Scale));
}
