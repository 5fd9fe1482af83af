using System.Runtime.CompilerServices;

namespace ValueSettlement.Curves;

/// <summary>
/// One straight piece of a <see cref="Curve"/>: <c>y = Slope·x + Intercept</c> for every x from <paramref name="From"/> up to where the
/// next piece begins.
/// Both x and y are amounts of money of either sign.
/// </summary>
/// <param name="From">
/// Where the piece begins, an amount of either sign; <see cref="Unbounded"/> for the first piece of a curve, which has no lower end.
/// </param>
/// <param name="Closed">
/// Whether the amount <paramref name="From"/> itself belongs to this piece (<see langword="true"/>) or to the piece before it
/// (<see langword="false"/>).
/// </param>
/// <param name="Slope">How much y rises for each unit of x; any sign, no unit.</param>
/// <param name="Intercept">The amount y would have at x = 0 if the piece reached that far; any sign.</param>
public readonly record struct Piece(decimal From, bool Closed, decimal Slope, decimal Intercept)
{
    /// <summary>The <see cref="From"/> of a curve's first piece (<see cref="decimal.MinValue"/>): it stands for "no lower end" and is never
    /// computed with.</summary>
    public const decimal Unbounded = decimal.MinValue;

    /// <summary>A first piece: the line <c>y = slope·x + intercept</c> without a lower end.</summary>
    /// <param name="slope">How much y rises for each unit of x; any sign.</param>
    /// <param name="intercept">The amount at x = 0; any sign.</param>
    /// <returns>The piece, closed and starting at <see cref="Unbounded"/>.</returns>
    public static Piece Line(decimal slope, decimal intercept) => new(Unbounded, true, slope, intercept);

    /// <summary>
    /// The amount <c>Slope·x + Intercept</c>, whether or not x lies on this piece. Never throws: an amount beyond the range of
    /// <see cref="decimal"/> is given as <see cref="decimal.MinValue"/> or <see cref="decimal.MaxValue"/>.
    /// </summary>
    /// <param name="x">An amount of either sign.</param>
    /// <returns>The amount on the line, rounded only where it has more than 28 digits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public decimal At(decimal x) =>
        decimal.Sign(Slope) == 0 ? Intercept
        : decimal.Sign(Intercept) != 0 ? Sloped(x)
        : ((Exact)Slope).IsOne ? x
        : Scaled(x);

    /// <summary>The piece as text in the invariant culture, such as <c>2,000 ≤ x: 0.75x + 100</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        (From, Closed) switch
        {
            (Unbounded, _) => "any x",
            (_, true) => NumberText.Number(From) + " ≤ x",
            _ => NumberText.Number(From) + " < x",
        }
        + ": " + NumberText.Line(Slope, Intercept);

    // Two methods of one expression each: a local or a branch inside the guarded region costs more than the arithmetic.
    private decimal Scaled(decimal x)
    {
        try
        {
            return Slope * x;
        }
        catch (OverflowException)
        {
            return ExactLine.At(Slope, 0m, x);
        }
    }

    private decimal Sloped(decimal x)
    {
        try
        {
            return (Slope * x) + Intercept;
        }
        catch (OverflowException)
        {
            return ExactLine.At(Slope, Intercept, x);
        }
    }
}
