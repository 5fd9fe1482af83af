using System.Numerics;

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

    private static readonly BigInteger Unit = Allocation.Exact(1m);
    private static readonly BigInteger Step = BigInteger.Pow(10, 12);

    /// <summary>Spending itself, compared with a benchmark.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="isRising">Whether the amount rises with spending.</param>
    public static CentLine Opening(decimal benchmark, bool isRising)
    {
        var (cent, start) = (Unit / 100, Allocation.Exact(benchmark));
        return new(isRising ? cent : -cent, isRising ? -start : start, ErrorOf(Unit), Unit);
    }

    /// <summary>The amount at an amount of spending, times the bottom.</summary>
    public BigInteger At(long spending) => (Slope * spending) + Start;

    /// <summary>The line after a further step.</summary>
    public CentLine Through(in FoldStep step)
    {
        var (x, y) = (Allocation.Exact(step.Piece.X), Allocation.Exact(step.Piece.Y));
        if (step.IsMirrored)
        {
            (x, y) = (-x, -y);
        }

        var (share, divisor) = (Allocation.Exact(step.Piece.Slope), Unit * step.Piece.Divisor);
        var bottom = Bottom * Unit * divisor;
        return new(Slope * Unit * share, (((Start * Unit) - (x * Bottom)) * share) + (y * Bottom * divisor),
            (Error * Unit * BigInteger.Abs(share)) + ErrorOf(bottom), bottom);
    }

    /// <summary>About the last cent of spending, no less than a first one, whose amount lies in an interval.</summary>
    /// <param name="within">The interval.</param>
    /// <param name="most">The last cent there is.</param>
    public BigInteger LastWithin(in Interval within, BigInteger most)
    {
        var end = Slope.Sign switch { > 0 => within.High, < 0 => within.Low, _ => null };
        return end is { } amount
            ? BigInteger.Min(most, Floor(((Allocation.Exact(amount) * Bottom) - (Start * Unit)) * Slope.Sign, BigInteger.Abs(Slope) * Unit))
            : most;
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

    /// <summary>The largest whole number that is not above a ratio; the bottom is positive.</summary>
    public static BigInteger Floor(BigInteger top, BigInteger bottom)
    {
        var quotient = BigInteger.DivRem(top, bottom, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger ErrorOf(BigInteger bottom) => ((bottom * ErrorOfStep) / Step) + 1;
}
