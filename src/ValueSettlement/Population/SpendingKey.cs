namespace ValueSettlement.Population;

/// <summary>
/// Annualised expenditure as an integer that compares without a division:
/// <code>
/// key = cents × 27,720 ÷ months        27,720 is the least common multiple of 1 to 12
/// annualised cents = key ÷ 2,310       expenditure of m months at that level = key × m ÷ 27,720 cents
/// </code>
/// </summary>
internal static class SpendingKey
{
    /// <summary>The least common multiple of 1 to 12.</summary>
    public const long Whole = 27_720;

    /// <summary>Keys of one annualised cent.</summary>
    public const long AnnualCent = Whole / 12;

    /// <summary>The largest magnitude of a row in cents, about 2.8 trillion of the currency: beyond it a key would wrap.</summary>
    public const long LargestCents = (1L << 48) - 1;

    /// <summary>The largest key of a row.</summary>
    public const long LargestKey = LargestCents * Whole;

    /// <summary>A key beyond that of every row.</summary>
    public const long Beyond = long.MaxValue;

    /// <summary>What cents are multiplied with, by months; zero where months lie outside 1 to 12.</summary>
    public static readonly long[] Multipliers = [.. Enumerable.Range(0, 256).Select(static m => m is >= 1 and <= 12 ? Whole / m : 0L)];

    /// <summary>How often a multiplier goes into a key, rounded down.</summary>
    public static Int128 Floor(Int128 key, long multiplier) => (key / multiplier) - (key % multiplier < 0 ? 1 : 0);
}
