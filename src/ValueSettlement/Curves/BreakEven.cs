namespace ValueSettlement.Curves;

/// <summary>An amount around which the sign of a curve is not the same: it crosses zero there, reaches it, leaves it, touches it or jumps
/// over it.</summary>
/// <param name="At">Where, an amount of either sign; where the crossing has no exact decimal, the nearest one.</param>
/// <param name="Before">The sign of the curve just below: −1, 0 or 1.</param>
/// <param name="Value">The sign of the curve there: −1, 0 or 1.</param>
/// <param name="After">The sign of the curve just above: −1, 0 or 1.</param>
public readonly record struct BreakEven(decimal At, int Before, int Value, int After)
{
    /// <summary>The break-even as a sentence in the invariant culture, such as <c>at 2,000: zero below it, positive from there
    /// on</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"at {NumberText.Number(At)}: " + (Before == Value ? $"{Sign(Before)} up to there, {Sign(After)} beyond"
        : Value == After ? $"{Sign(Before)} below it, {Sign(After)} from there on"
        : $"{Sign(Before)} below it, {Sign(Value)} there, {Sign(After)} beyond");

    private static string Sign(int sign) => sign < 0 ? "negative" : sign > 0 ? "positive" : "zero";
}
