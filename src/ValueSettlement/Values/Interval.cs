namespace ValueSettlement;

/// <summary>A stretch of amounts between two ends, each of which belongs to it or not, or is absent.</summary>
/// <param name="Low">The lower end, an amount of either sign; <see langword="null"/> when there is none.</param>
/// <param name="LowIncluded">Whether the lower end belongs to the interval; meaningless (and <see langword="false"/> where the library
/// makes it) without one.</param>
/// <param name="High">The upper end, an amount of either sign; <see langword="null"/> when there is none.</param>
/// <param name="HighIncluded">Whether the upper end belongs to the interval; meaningless (and <see langword="false"/> where the library
/// makes it) without one.</param>
public readonly record struct Interval(decimal? Low, bool LowIncluded, decimal? High, bool HighIncluded)
{
    /// <summary>Every amount.</summary>
    public static Interval All => default;

    /// <summary>Whether the interval is exactly one amount.</summary>
    public bool IsPoint => Low is { } low && low == High && LowIncluded && HighIncluded;

    /// <summary>Both ends included.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end; an end below <paramref name="low"/> makes an interval that contains nothing.</param>
    /// <returns>The interval.</returns>
    public static Interval Closed(decimal low, decimal high) => new(low, true, high, true);

    /// <summary>Whether an amount lies in the interval.</summary>
    /// <param name="x">An amount of either sign.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool Contains(decimal x) =>
        (Low is not { } low || x > low || (LowIncluded && x == low)) && (High is not { } high || x < high || (HighIncluded && x == high));

    /// <summary>The interval as text in the invariant culture, such as <c>-2,000 ≤ x &lt; 2,000</c>, <c>x = 5</c> or <c>any
    /// x</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => NumberText.Stretch(Low, LowIncluded, High, HighIncluded);
}
