using System.Numerics;
using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>
/// A stretch of whole cents of spending on which the fold takes one way, as a line in binary fractions of a published unit: what is
/// published is the whole part of the line. It is certain where the fraction lies further from both of its ends than the fold and the line
/// may lie apart; elsewhere the fold is asked.
/// </summary>
internal readonly struct CentPiece
{
    private const int FractionBits = 64;

    // The start and the two parts of the product are each cut off.
    private const int CutOff = 4;

    // A published unit as the bias of rounding counts it; amounts are read at nine decimals, so half a billionth reaches a threshold.
    private const long BiasUnit = 10_000_000_000;
    private const long HalfABillionth = 5;

    private readonly long first;

    // The slope, in units for a cent: its whole part, and a fraction of two words.
    private readonly ulong whole;
    private readonly ulong high;
    private readonly ulong low;

    // The amount at the first cent, with what rounding adds to it.
    private readonly long units;
    private readonly ulong fraction;

    // Fractions that are certain: so many from the first one on. None is where the fold is always asked.
    private readonly ulong certainFrom;
    private readonly ulong certain;

    // Fractions below are halves between two units; zero where a half is no question.
    private readonly ulong halves;
    private readonly ulong margin;

    private CentPiece(long first) => this.first = first;

    private CentPiece(long first, BigInteger slope, BigInteger start, ulong margin, ulong halves)
    {
        this.first = first;
        whole = unchecked((ulong)(long)(slope >> (2 * FractionBits)));
        high = (ulong)((slope >> FractionBits) & ulong.MaxValue);
        low = (ulong)(slope & ulong.MaxValue);
        units = (long)(start >> FractionBits);
        fraction = (ulong)(start & ulong.MaxValue);
        (this.margin, this.halves) = (margin, halves);
        certainFrom = halves + margin;
        certain = unchecked(0UL - certainFrom - margin);
    }

    /// <summary>A stretch on which the fold is asked.</summary>
    public static CentPiece Asking(long first) => new(first);

    /// <summary>A stretch on which the fold follows a line.</summary>
    /// <param name="first">Its first cent.</param>
    /// <param name="isPoint">Whether it has no other one.</param>
    /// <param name="line">The line.</param>
    /// <param name="rule">How the amount is published.</param>
    public static CentPiece Of(long first, bool isPoint, CentLine line, Rounding rule)
    {
        var unit = BigInteger.Pow(10, rule.Digits);
        var margin = (((line.Error * unit) << FractionBits) / line.Bottom) + CutOff;
        var (bias, halves) = BiasOf(rule, line.At(first).Sign < 0);
        var tie = (ulong)((halves << FractionBits) / BiasUnit);
        if ((2 * margin) + tie >= BigInteger.One << (FractionBits - 1))
        {
            return Asking(first);
        }

        var top = (line.At(first) * unit * BiasUnit) + (bias * line.Bottom);
        var start = CentLine.Floor(top << FractionBits, line.Bottom * BiasUnit);
        var slope = isPoint ? BigInteger.Zero : CentLine.Floor((line.Slope * unit) << (2 * FractionBits), line.Bottom);
        return new(first, slope, start, (ulong)margin, tie);
    }

    // What makes the whole part of an amount the published one, and how wide a half is. Halves and wholes are even numbers of billionths,
    // so that an amount half a billionth before one is read as it.
    private static (BigInteger Bias, BigInteger Halves) BiasOf(Rounding rule, bool isNegative)
    {
        var near = HalfABillionth * BigInteger.Pow(10, rule.Digits);
        return rule.Mode switch
        {
            RoundingMode.HalfToEven => ((BiasUnit / 2) + near, 2 * near),
            RoundingMode.TowardZero => (isNegative ? BiasUnit - near : near, 0),
            RoundingMode.Down => (near, 0),
            RoundingMode.Up => (BiasUnit - near, 0),
            _ => (isNegative ? (BiasUnit / 2) - near : (BiasUnit / 2) + near, 0),
        };
    }

    /// <summary>What is published for an amount of spending on the stretch, in published units, if the line is certain of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAt(long spending, out long published)
    {
        var beyond = (ulong)(spending - first);
        var carry = Math.BigMul(beyond, high, out var part);
        var rest = Math.BigMul(beyond, low, out _);
        var sum = fraction + part;
        carry += sum < part ? 1UL : 0UL;
        sum += rest;
        carry += sum < rest ? 1UL : 0UL;
        published = unchecked(units + (long)((beyond * whole) + carry));
        return sum - certainFrom < certain || IsHalf(sum, ref published);
    }

    // An exact half goes to the even unit.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsHalf(ulong sum, ref long published)
    {
        if (sum < margin || halves < margin || sum >= halves - margin)
        {
            return false;
        }

        published -= published & 1;
        return true;
    }
}
