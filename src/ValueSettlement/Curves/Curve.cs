using System.Text;

namespace ValueSettlement.Curves;

/// <summary>
/// A total, piecewise-linear function from an amount of money to an amount of money. It may jump; each edge belongs to exactly one side.
/// Immutable and comparable: two curves are equal exactly when they have the same amount at every x, however their pieces were written.
/// </summary>
/// <remarks>
/// A curve keeps its pieces in one normal form: neighbours on the same line are one piece, an edge at which both sides have the same
/// amount belongs to the right-hand piece, a lone point is a piece of slope zero, and no number carries trailing zeros.
/// </remarks>
public sealed partial class Curve : IEquatable<Curve>
{
    /// <summary>The most pieces a curve may have.</summary>
    public const int MaximumPieces = 100_000;

    private const int LinearSearchLimit = 8;

    private readonly Piece[] _pieces;

    private Curve(Piece[] normalised) => _pieces = normalised;

    /// <summary>The amount itself: <c>y = x</c>.</summary>
    public static Curve Identity { get; } = Line(1m, 0m);

    /// <summary>Nothing, whatever the amount: <c>y = 0</c>.</summary>
    public static Curve Zero { get; } = Line(0m, 0m);

    /// <summary>The pieces in ascending order of x, in the normal form that the class describes; never empty.</summary>
    public ReadOnlySpan<Piece> Pieces => _pieces;

    /// <summary>How many pieces there are, at least one.</summary>
    public int Count => _pieces.Length;

    /// <summary>A curve from its pieces, which are copied.</summary>
    /// <param name="pieces">
    /// The pieces in ascending order. The first begins at <see cref="Piece.Unbounded"/> and is closed; each later one begins above the one
    /// before.
    /// Two may begin at the same amount when the first is closed and the second open: the first then holds that one point.
    /// </param>
    /// <returns>The curve, normalised.</returns>
    /// <exception cref="ArgumentException">There is no piece, there are more than <see cref="MaximumPieces"/>, or a piece, which the
    /// message names, is out of place.</exception>
    public static Curve Of(params ReadOnlySpan<Piece> pieces)
    {
        if (pieces.IsEmpty)
        {
            throw new ArgumentException("A curve needs at least one piece.", nameof(pieces));
        }

        if (pieces.Length > MaximumPieces)
        {
            throw new ArgumentException(
                $"A curve may have {NumberText.Number(MaximumPieces)} pieces at most; these are {NumberText.Number(pieces.Length)}.",
                nameof(pieces));
        }

        if (pieces[0].From != Piece.Unbounded || !pieces[0].Closed)
        {
            throw new ArgumentException(
                $"Piece 1 ({pieces[0]}) must begin at Piece.Unbounded and be closed: a curve has an amount for every x.", nameof(pieces));
        }

        var builder = new Builder(pieces.Length);
        builder.Add(pieces[0]);
        for (var i = 1; i < pieces.Length; i++)
        {
            if (pieces[i].From == Piece.Unbounded)
            {
                throw new ArgumentException(
                    $"Piece {NumberText.Number(i + 1)} ({pieces[i]}) begins at Piece.Unbounded, which only the first piece may do.",
                    nameof(pieces));
            }

            if (Compare(pieces[i - 1], pieces[i]) >= 0)
            {
                throw new ArgumentException(
                    $"Piece {NumberText.Number(i + 1)} ({pieces[i]}) does not begin after " +
                    $"piece {NumberText.Number(i)} ({pieces[i - 1]}). " +
                    "Pieces ascend; two may begin at the same amount only when the first is closed and the second open.",
                    nameof(pieces));
            }

            builder.Add(pieces[i]);
        }

        return builder.Build();
    }

    /// <summary>The straight line <c>y = slope·x + intercept</c>.</summary>
    /// <param name="slope">How much y rises for each unit of x; any sign.</param>
    /// <param name="intercept">The amount at x = 0; any sign.</param>
    /// <returns>The curve, of one piece.</returns>
    public static Curve Line(decimal slope, decimal intercept) => Of(Piece.Line(slope, intercept));

    /// <summary>The same amount for every x.</summary>
    /// <param name="amount">The amount; any sign.</param>
    /// <returns>The curve, of one piece.</returns>
    public static Curve Constant(decimal amount) => Line(0m, amount);

    /// <summary>The amount itself, held between two limits.</summary>
    /// <param name="low">The least amount; any sign. <see cref="decimal.MinValue"/> for none.</param>
    /// <param name="high">The greatest amount; any sign, not below <paramref name="low"/>. <see cref="decimal.MaxValue"/> for none.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException"><paramref name="high"/> lies below <paramref name="low"/>.</exception>
    public static Curve Clamp(decimal low, decimal high)
    {
        if (high < low)
        {
            throw new ArgumentException($"The upper limit {NumberText.Number(high)} lies below the lower limit {NumberText.Number(low)}.",
                nameof(high));
        }

        var builder = new Builder(3);
        builder.Add(Piece.Unbounded, true, 0m, low);
        builder.Add(low, true, 1m, 0m);
        builder.Add(high, true, 0m, high);
        return builder.Build();
    }

    /// <summary>The amount itself once it reaches a threshold, and nothing between the thresholds. Both thresholds belong to the outer
    /// sides.</summary>
    /// <param name="low">The threshold of losses: zero or negative.</param>
    /// <param name="high">The threshold of gains: zero or positive.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A threshold has the wrong sign.</exception>
    public static Curve Threshold(decimal low, decimal high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(low, 0m);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, 0m);
        var builder = new Builder(3);
        builder.Add(Piece.Unbounded, true, 1m, 0m);
        builder.Add(low, false, 0m, 0m);
        builder.Add(high, true, 1m, 0m);
        return builder.Build();
    }

    /// <summary>
    /// The amount at x. Allocates nothing and never throws: an amount beyond the range of <see cref="decimal"/> is given as
    /// <see cref="decimal.MinValue"/> or <see cref="decimal.MaxValue"/>.
    /// </summary>
    /// <param name="x">An amount of either sign.</param>
    /// <returns>The amount without zeros at its end, rounded only where it has more than 28 digits.</returns>
    public decimal At(decimal x) => ExactLine.Shortest(At(_pieces, x));

    /// <summary>The amount at x of pieces that have not been made a curve; they must be in the order that <see cref="Of"/> asks
    /// for.</summary>
    internal static decimal At(ReadOnlySpan<Piece> pieces, decimal x) => pieces[IndexOf(pieces, x)].At(x);

    /// <summary>The piece to which x belongs.</summary>
    internal static int IndexOf(ReadOnlySpan<Piece> pieces, decimal x)
    {
        var low = 0;
        var high = pieces.Length - 1;
        while (high - low > LinearSearchLimit)
        {
            var middle = (int)(((uint)low + (uint)high + 1) / 2);
            if (Reaches(pieces[middle], x))
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        while (high > low && !Reaches(pieces[high], x))
        {
            high--;
        }

        return high;
    }

    /// <summary>Whether two curves are the same one.</summary>
    /// <param name="left">A curve or nothing.</param>
    /// <param name="right">A curve or nothing.</param>
    /// <returns><see langword="true"/> when both have the same amount at every x.</returns>
    public static bool operator ==(Curve? left, Curve? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two curves differ.</summary>
    /// <param name="left">A curve or nothing.</param>
    /// <param name="right">A curve or nothing.</param>
    /// <returns><see langword="true"/> when they differ at some x.</returns>
    public static bool operator !=(Curve? left, Curve? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Curve? other) => other is not null && _pieces.AsSpan().SequenceEqual(other._pieces);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Curve);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var piece in _pieces)
        {
            hash.Add(piece);
        }

        return hash.ToHashCode();
    }

    /// <summary>The curve as text in the invariant culture, such as <c>x &lt; 2,000: 0; 2,000 ≤ x: 0.75x - 1,500</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _pieces.Length; i++)
        {
            text.Append(i == 0 ? "" : "; ").Append(Stretch(i)).Append(": ").Append(NumberText.Line(_pieces[i].Slope, _pieces[i].Intercept));
        }

        return text.ToString();
    }

    /// <summary>The stretch of x that belongs to piece i.</summary>
    private Interval Stretch(int i)
    {
        var bounded = i > 0;
        var ends = i + 1 < _pieces.Length;
        return new Interval(
            bounded ? _pieces[i].From : null,
            bounded && _pieces[i].Closed,
            ends ? _pieces[i + 1].From : null,
            ends && !_pieces[i + 1].Closed);
    }

    private static bool Reaches(in Piece piece, decimal x)
    {
        var order = x.CompareTo(piece.From);
        return order > 0 || (order == 0 && piece.Closed);
    }

    /// <summary>The order of the places at which two pieces begin; at the same amount a closed piece begins before an open one.</summary>
    private static int Compare(in Piece left, in Piece right)
    {
        var order = left.From.CompareTo(right.From);
        return order != 0 ? order : right.Closed.CompareTo(left.Closed);
    }
}
