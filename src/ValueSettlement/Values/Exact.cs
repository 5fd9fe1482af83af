using System.Numerics;
using System.Runtime.CompilerServices;
using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// A decimal in two machine words, as the fold carries it: a decimal travels between methods through memory, two words in registers, and
/// what fits a word is multiplied, added and compared without a call. Every operation gives the decimal's own result, digits kept
/// included; what does not fit is left to the decimal.
/// </summary>
internal readonly struct Exact : IEquatable<Exact>
{
    private const ulong SignBit = 0x8000_0000;
    private const ulong ScaleBits = 0x00FF_0000;
    private const ulong MostScale = 28UL << 16;

    // An array and not a span over the assembly's data: without optimisation the span is made anew each time it is read.
    private static readonly ulong[] Powers =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    // The sign, the number of decimals and, above them, the highest 32 bits of the digits; then the lowest 64: as a decimal lies in memory.
    private readonly ulong head;
    private readonly ulong low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Exact(ulong head, ulong low) => (this.head, this.low) = (head, low);

    /// <summary>One.</summary>
    public static Exact One => new(0, 1);

    /// <summary>−1, 0 or 1.</summary>
    public int Sign
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => low == 0 && head >> 32 == 0 ? 0 : (head & SignBit) != 0 ? -1 : 1;
    }

    /// <summary>Decimals kept.</summary>
    public int Scale => (int)(head >> 16) & 0xFF;

    /// <summary>Whether the number is one, as it is usually written; another spelling of one (1.0) only misses a shortcut.</summary>
    public bool IsOne => low == 1 && head == 0;

    /// <summary>The same number, and zero without a sign or decimals.</summary>
    public Exact Unsigned
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sign == 0 ? default : this;
    }

    /// <summary>The number in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Exact(decimal value)
    {
        var words = Unsafe.BitCast<decimal, Exact>(value);
        return BitConverter.IsLittleEndian ? words : new(BitOperations.RotateLeft(words.head, 32), words.low);
    }

    /// <summary>A whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Exact(int value) => new(value < 0 ? SignBit : 0, (ulong)Math.Abs((long)value));

    /// <summary>The number as a decimal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator decimal(Exact value) =>
        Unsafe.BitCast<Exact, decimal>(BitConverter.IsLittleEndian ? value : new(BitOperations.RotateLeft(value.head, 32), value.low));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Exact operator -(Exact value) => new(value.head ^ SignBit, value.low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Exact operator *(Exact left, Exact right)
    {
        var scale = (left.head & ScaleBits) + (right.head & ScaleBits);
        var high = Math.BigMul(left.low, right.low, out var low);
        return (left.head | right.head) >> 32 == 0 && high <= uint.MaxValue && scale <= MostScale
            ? new((high << 32) | scale | ((left.head ^ right.head) & SignBit), low)
            : Product(left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Exact operator +(Exact left, Exact right) => Sum(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Exact operator -(Exact left, Exact right) => Sum(left, -right);

    /// <summary>Divides by a whole number, to as many digits as a decimal has.</summary>
    public static Exact operator /(Exact left, int right) => (decimal)left / right;

    /// <summary>The order of two numbers: negative, zero or positive.</summary>
    public static int Compare(Exact left, Exact right)
    {
        if (((left.head | right.head) & ~SignBit) == 0)
        {
            // Whole numbers of one word.
            return left.Sign != right.Sign ? left.Sign - right.Sign : left.low.CompareTo(right.low) * left.Sign;
        }

        if ((left.head | right.head) >> 32 != 0)
        {
            return decimal.Compare(left, right);
        }

        var sign = left.Sign;
        return sign != right.Sign ? sign - right.Sign : CompareMagnitudes(left, right) * sign;
    }

    // Both fit a word.
    private static int CompareMagnitudes(Exact left, Exact right)
    {
        var apart = left.Scale - right.Scale;
        if (apart == 0)
        {
            return left.low.CompareTo(right.low);
        }

        if (apart > 0)
        {
            return apart < Powers.Length && Math.BigMul(right.low, Powers[apart], out var raised) == 0 ? left.low.CompareTo(raised) : -1;
        }

        return -apart < Powers.Length && Math.BigMul(left.low, Powers[-apart], out var scaled) == 0 ? scaled.CompareTo(right.low) : 1;
    }

    /// <summary>Whether the magnitude is at most a whole number, as far as a glance tells; <see langword="false"/> leaves it
    /// open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPlainlyWithin(ulong whole) => head >> 32 == 0 && low <= whole;

    /// <summary>The number with at most so many decimals, halves to even, and zero without a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Exact Carried(int decimals) => Scale <= decimals ? Unsigned : Rounded(decimals);

    private Exact Rounded(int decimals) =>
        TryRound(decimals, RoundingMode.HalfToEven, out var rounded) ? rounded : ValueSettlement.Carried.Round(this, decimals);

    /// <summary>The number rounded, where its digits fit a word; zero without a sign. A number with no more decimals stays as it
    /// is.</summary>
    public bool TryRound(int decimals, RoundingMode mode, out Exact rounded)
    {
        var dropped = Scale - decimals;
        if (dropped <= 0)
        {
            rounded = Unsigned;
            return true;
        }

        if (head >> 32 != 0 || dropped >= Powers.Length)
        {
            rounded = default;
            return false;
        }

        var unit = Powers[dropped];
        var (kept, rest) = Math.DivRem(low, unit);
        var half = unit >> 1;
        var negative = (head & SignBit) != 0;
        kept += mode switch
        {
            RoundingMode.HalfAwayFromZero => rest >= half,
            RoundingMode.HalfToEven => rest > half || (rest == half && (kept & 1) != 0),
            RoundingMode.Down => negative && rest != 0,
            RoundingMode.Up => !negative && rest != 0,
            _ => false,
        } ? 1UL : 0UL;
        rounded = kept == 0 ? default : new((head & SignBit) | ((ulong)decimals << 16), kept);
        return true;
    }

    private static Exact Sum(Exact left, Exact right)
    {
        var apart = left.Scale - right.Scale;
        var (mine, other, scale) = (left.low, right.low, left.head & ScaleBits);
        var high = (left.head | right.head) >> 32;
        if (apart > 0)
        {
            high |= apart < Powers.Length ? Math.BigMul(right.low, Powers[apart], out other) : 1;
        }
        else if (apart < 0)
        {
            high |= -apart < Powers.Length ? Math.BigMul(left.low, Powers[-apart], out mine) : 1;
            scale = right.head & ScaleBits;
        }

        if (high != 0)
        {
            return Total(left, right);
        }

        var sign = left.head & SignBit;
        if (((left.head ^ right.head) & SignBit) == 0)
        {
            var sum = mine + other;
            return new((sum < mine ? 1UL << 32 : 0UL) | scale | sign, sum);
        }

        return mine >= other ? new(scale | sign, mine - other) : new(scale | (sign ^ SignBit), other - mine);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact Product(decimal left, decimal right) => left * right;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact Total(decimal left, decimal right) => left + right;

    /// <inheritdoc/>
    public bool Equals(Exact other) => Compare(this, other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((decimal)this).GetHashCode();

    /// <summary>The number in invariant notation.</summary>
    public override string ToString() => ((decimal)this).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
