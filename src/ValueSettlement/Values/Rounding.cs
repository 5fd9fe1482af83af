using System.Runtime.CompilerServices;
using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>What happens to an exact half.</summary>
public enum RoundingMode
{
    /// <summary>Away from zero: 0.125 becomes 0.13 and −0.125 becomes −0.13. The usual reading of "rounded to the nearest".</summary>
    HalfAwayFromZero,

    /// <summary>To the even neighbour: 0.125 becomes 0.12.</summary>
    HalfToEven,

    /// <summary>Cut off, towards zero.</summary>
    TowardZero,

    /// <summary>Down, towards minus infinity.</summary>
    Down,

    /// <summary>Up, towards plus infinity.</summary>
    Up,
}

/// <summary>A named way of rounding: how many decimals, and what happens to halves. Nothing in the library rounds but through one of
/// these.</summary>
public readonly record struct Rounding
{
    private const int GuardDigits = 14;

    /// <summary>Creates a rounding rule.</summary>
    /// <param name="digits">Decimals kept, 0 to 28.</param>
    /// <param name="mode">What happens to halves.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is not between 0 and 28, or the mode is unknown.</exception>
    public Rounding(int digits, RoundingMode mode = RoundingMode.HalfAwayFromZero)
    {
        if (digits is < 0 or > 28)
        {
            throw new ArgumentOutOfRangeException(nameof(digits), digits, "Decimals kept lie between 0 and 28.");
        }

        if (mode is < RoundingMode.HalfAwayFromZero or > RoundingMode.Up)
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown rounding mode.");
        }

        Digits = digits;
        Mode = mode;
    }

    /// <summary>Decimals kept.</summary>
    public int Digits { get; }

    /// <summary>What happens to halves.</summary>
    public RoundingMode Mode { get; }

    /// <summary>To cents, halves away from zero.</summary>
    public static Rounding Cents => new(2);

    /// <summary>To whole currency units, halves away from zero.</summary>
    public static Rounding Whole => new(0);

    /// <summary>
    /// To the minor unit of a currency, halves away from zero: no decimals for JPY or KRW, three for KWD or BHD, four for CLF and UYW,
    /// otherwise two (ISO 4217, list one).
    /// A code that the list does not have keeps two decimals.
    /// </summary>
    /// <param name="currency">Three capital letters.</param>
    public static Rounding OfCurrency(string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        return Denomination.Own(currency);
    }

    /// <summary>
    /// Rounds a number. The sign of zero is always positive. Fourteen decimals beyond those kept decide; what lies further is the remainder
    /// of arithmetic with 28 digits
    /// (42 × 7 ÷ 12 computed as 42 × 0.5833… is 24.499…, and it is 24.5) and is dropped first.
    /// </summary>
    /// <param name="value">Any number.</param>
    public decimal Apply(decimal value) =>
        value.Scale <= Digits + GuardDigits && ((Exact)value).TryRound(Digits, Mode, out var rounded) ? rounded : ApplyInFull(value);

    private decimal ApplyInFull(decimal value)
    {
#pragma warning disable RS0030 // The one place where rounding happens.
        var rounded = Math.Round(value.Scale > Digits + GuardDigits ? Math.Round(value, Digits + GuardDigits, MidpointRounding.ToEven)
            : value, Digits, Mode switch
            {
                RoundingMode.HalfToEven => MidpointRounding.ToEven,
                RoundingMode.TowardZero => MidpointRounding.ToZero,
                RoundingMode.Down => MidpointRounding.ToNegativeInfinity,
                RoundingMode.Up => MidpointRounding.ToPositiveInfinity,
                _ => MidpointRounding.AwayFromZero,
            });
#pragma warning restore RS0030
        return rounded == 0m ? 0m : rounded;
    }

    /// <summary>The rule in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Digits} decimals, ") + (Mode switch
    {
        RoundingMode.HalfAwayFromZero => "halves away from zero",
        RoundingMode.HalfToEven => "halves to even",
        RoundingMode.TowardZero => "cut off",
        RoundingMode.Down => "down",
        _ => "up",
    });
}

/// <summary>
/// The two units of the fold. An amount is carried to twelve decimals and compared at nine: 1/3 and 7/12 do not end in decimals, so an
/// amount may lie some 10⁻¹²
/// beside an edge that it meets exactly, and the three guard digits between the two units absorb that. What is added to an amount is
/// carried as it is; what it is compared
/// with has nine decimals, and what is published is read at nine.
/// </summary>
internal static class Carried
{
    /// <summary>Decimals of the running amount after each clause, and of every constant that becomes part of it.</summary>
    public const int Digits = 12;

    /// <summary>Decimals of every level and edge, and of an amount when it is compared with one.</summary>
    public const int DecidedDigits = 9;

    /// <summary>The largest magnitude of the running amount: 10^16. With twelve decimals every product with a slope stays within the digits
    /// of a decimal.</summary>
    public const decimal Largest = 10_000_000_000_000_000m;

    /// <summary>The amount as the fold carries it: a multiple of 10⁻¹², halves to even, zero without a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal Carry(decimal amount) => amount.Scale <= Digits ? Unsigned(amount) : Round(amount, Digits);

    /// <summary>The amount as edges see it: a multiple of 10⁻⁹, halves to even, zero without a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal Decide(decimal amount) => amount.Scale <= DecidedDigits ? Unsigned(amount) : Round(amount, DecidedDigits);

    /// <summary>A value with a number of decimals, halves to even, zero without a sign.</summary>
    public static decimal Round(decimal value, int decimals)
    {
#pragma warning disable RS0030 // The one file where rounding happens.
        return Unsigned(Math.Round(value, decimals, MidpointRounding.ToEven));
#pragma warning restore RS0030
    }

    /// <summary>The same number, and zero without a sign: "-0" would be printed, compared and hashed as something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal Unsigned(decimal value) => decimal.Sign(value) == 0 ? 0m : value;
}
