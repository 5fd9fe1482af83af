using System.Globalization;

namespace ValueSettlement;

/// <summary>
/// An amount of money: exact, signed, without a currency of its own (<see cref="Contract.Currency"/> says of what).
/// Where a direction matters, positive is money to the provider or plan and negative is money owed by it.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>The largest magnitude that an amount may have: 10^15. Larger figures are rejected, so that no product of the calculation
    /// can overflow.</summary>
    public const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>Whether a number lies in the range of an amount.</summary>
    internal static bool Holds(Exact value) =>
        value.IsPlainlyWithin((ulong)Largest) || (Exact.Compare(value, Largest) <= 0 && Exact.Compare(value, -Largest) >= 0);

    // Zero has no sign: "-0" would be printed and hashed as another number.
    private Money(decimal amount) => Amount = amount == 0m ? decimal.Abs(amount) : amount;

    /// <summary>The amount in units of the contract's currency, for example dollars.</summary>
    public decimal Amount { get; }

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>An amount of money.</summary>
    /// <param name="amount">Units of the currency, between −10^15 and 10^15.</param>
    /// <exception cref="ArgumentOutOfRangeException">The magnitude is larger than <see cref="Largest"/>.</exception>
    public static Money Of(decimal amount) => amount is >= -Largest and <= Largest
        ? new(amount)
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "An amount of money lies between -10^15 and 10^15.");

    /// <summary>The sum of two amounts.</summary>
    public static Money operator +(Money left, Money right) => Of(left.Amount + right.Amount);

    /// <summary>The difference of two amounts.</summary>
    public static Money operator -(Money left, Money right) => Of(left.Amount - right.Amount);

    /// <summary>The amount with the opposite sign.</summary>
    public static Money operator -(Money value) => new(decimal.Negate(value.Amount));

    /// <summary>A share of an amount, not rounded.</summary>
    public static Money operator *(Money amount, Rate rate) => Of(amount.Amount * rate.Fraction);

    /// <summary>Whether <paramref name="left"/> is less than <paramref name="right"/>.</summary>
    public static bool operator <(Money left, Money right) => left.Amount < right.Amount;

    /// <summary>Whether <paramref name="left"/> is greater than <paramref name="right"/>.</summary>
    public static bool operator >(Money left, Money right) => left.Amount > right.Amount;

    /// <summary>Whether <paramref name="left"/> is at most <paramref name="right"/>.</summary>
    public static bool operator <=(Money left, Money right) => left.Amount <= right.Amount;

    /// <summary>Whether <paramref name="left"/> is at least <paramref name="right"/>.</summary>
    public static bool operator >=(Money left, Money right) => left.Amount >= right.Amount;

    /// <summary>The sum of two amounts.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>The difference of two amounts.</summary>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>The amount with the opposite sign.</summary>
    public static Money Negate(Money value) => -value;

    /// <summary>A share of an amount, not rounded.</summary>
    public static Money Multiply(Money amount, Rate rate) => amount * rate;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    /// <summary>The amount in invariant notation with thousands separators, every digit that matters, and no currency.</summary>
    public override string ToString() => Amount.ToString("#,##0.############################", CultureInfo.InvariantCulture);
}
