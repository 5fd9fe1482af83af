namespace ValueSettlement.Curves;

/// <summary>An amount at which a curve changes its line: a kink, a jump, or both.</summary>
/// <param name="At">Where, an amount of either sign.</param>
/// <param name="FromLeft">The amount the curve tends to as x rises to the edge.</param>
/// <param name="Value">The amount of the curve at the edge itself.</param>
/// <param name="FromRight">The amount the curve tends to as x falls to the edge.</param>
public readonly record struct Edge(decimal At, decimal FromLeft, decimal Value, decimal FromRight)
{
    /// <summary>
    /// How much the amount rises across the edge: <see cref="FromRight"/> − <see cref="FromLeft"/>, held at the ends of the decimal range.
    /// Zero at a kink and at a
    /// lone point between equal sides.
    /// </summary>
    public decimal Jump => ExactLine.At(-1m, FromRight, FromLeft);

    /// <summary>
    /// Whether the three amounts of the edge differ by more than the last digits of decimal arithmetic can: by more than 10⁻¹² and 10⁻²⁰ of
    /// the largest of them.
    /// </summary>
    public bool IsJump
    {
        get
        {
            var low = Math.Min(Math.Min(FromLeft, FromRight), Value);
            var high = Math.Max(Math.Max(FromLeft, FromRight), Value);
            return ExactLine.At(-1m, high, low) > Math.Max(1e-12m, Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-20m);
        }
    }

    /// <summary>The edge as text in the invariant culture, such as <c>x = 2,000: 0 | 2,000 | 2,000</c> (from the left, at the edge, from
    /// the right), to twelve decimals: where the three differ there is a jump.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"x = {NumberText.Number(At)}: {Shown(FromLeft)} | {Shown(Value)} | {Shown(FromRight)}";

    private static string Shown(decimal amount) =>
        NumberText.Number(new Rounding(Carried.Digits, RoundingMode.HalfToEven).Apply(amount));
}
