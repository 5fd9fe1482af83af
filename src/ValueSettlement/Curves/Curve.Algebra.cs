namespace ValueSettlement.Curves;

public sealed partial class Curve
{
    /// <summary>This curve first, then the next one: at every x the amount of <paramref name="next"/> at the amount of this.</summary>
    /// <param name="next">The curve that reads what this one gives.</param>
    /// <returns>
    /// The composition. Every edge is where it belongs and on its own side. Where an edge has no exact decimal (a third), it stands so
    /// that amounts in whole cents lie on the side on which taking the two curves one after the other puts them. Edges that would lie
    /// beyond the range of <see cref="decimal"/> are never reached. Slopes and intercepts are rounded only where they have more than
    /// 28 digits.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// The result would have more than <see cref="MaximumPieces"/> pieces, or a slope or intercept beyond the range of
    /// <see cref="decimal"/>.
    /// </exception>
    public Curve Then(Curve next) => Then(next, decided: false);

    /// <summary>
    /// This curve first, then the next one. A contract's fold carries its amounts to twelve decimals and compares them at nine
    /// (<see cref="Carried"/>);
    /// <paramref name="decided"/> composes as it does.
    /// </summary>
    internal Curve Then(Curve next, bool decided)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (IsIdentity || next.IsIdentity)
        {
            return IsIdentity ? next : this;
        }

        var builder = new Builder(_pieces.Length + next._pieces.Length);
        for (var i = 0; i < _pieces.Length; i++)
        {
            if (_pieces[i].Slope == 0m)
            {
                builder.Add(_pieces[i] with { Intercept = At(next._pieces, _pieces[i].Intercept, decided) });
            }
            else
            {
                Follow(i, next, builder, decided);
            }
        }

        return builder.Build();
    }

    private bool IsIdentity => _pieces.Length == 1 && _pieces[0].Slope == 1m && _pieces[0].Intercept == 0m;

    /// <summary>The two amounts together at every x.</summary>
    /// <param name="other">The curve to add.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="InvalidOperationException">
    /// The result would have more than <see cref="MaximumPieces"/> pieces, or a slope or intercept beyond the range of
    /// <see cref="decimal"/>.
    /// </exception>
    public Curve Plus(Curve other) => Combine(other, 1m);

    /// <summary>This amount less the other at every x.</summary>
    /// <param name="other">The curve to take away.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="InvalidOperationException">
    /// The result would have more than <see cref="MaximumPieces"/> pieces, or a slope or intercept beyond the range of
    /// <see cref="decimal"/>.
    /// </exception>
    public Curve Minus(Curve other) => Combine(other, -1m);

    /// <summary>The amount times a factor at every x.</summary>
    /// <param name="factor">The factor; any sign, no unit.</param>
    /// <returns>The scaled curve.</returns>
    /// <exception cref="InvalidOperationException">A slope or intercept would lie beyond the range of <see cref="decimal"/>.</exception>
    public Curve Times(decimal factor)
    {
        var builder = new Builder(_pieces.Length);
        foreach (var piece in _pieces)
        {
            builder.Add(piece with { Slope = MultiplyAdd(factor, piece.Slope, 0m), Intercept = MultiplyAdd(factor, piece.Intercept, 0m) });
        }

        return builder.Build();
    }

    /// <summary>This curve below an amount and another above it.</summary>
    /// <param name="x">Where the two meet; any sign. <see cref="decimal.MinValue"/> gives <paramref name="right"/> alone.</param>
    /// <param name="right">The curve above <paramref name="x"/>.</param>
    /// <param name="edgeBelongsRight">Whether the amount at <paramref name="x"/> itself is that of <paramref name="right"/> rather than of
    /// this curve.</param>
    /// <returns>The glued curve.</returns>
    /// <exception cref="InvalidOperationException">The result would have more than <see cref="MaximumPieces"/> pieces.</exception>
    public Curve GlueAt(decimal x, Curve right, bool edgeBelongsRight)
    {
        ArgumentNullException.ThrowIfNull(right);
        var seam = new Piece(x, edgeBelongsRight, 0m, 0m);
        var builder = new Builder(_pieces.Length + right._pieces.Length);
        foreach (var piece in _pieces)
        {
            if (Compare(piece, seam) < 0)
            {
                builder.Add(piece);
            }
        }

        // Pieces of the right that begin below the seam all begin there now, and the last of them takes the place of the others.
        foreach (var piece in right._pieces)
        {
            builder.Add(Compare(piece, seam) < 0 ? piece with { From = seam.From, Closed = seam.Closed } : piece);
        }

        return builder.Build();
    }

    /// <summary>
    /// The curve with each edge moved to the whole unit (a cent) beside it at which the fold that it was composed of already says what the
    /// piece
    /// beyond it says: an edge
    /// without an exact decimal falls between two cents, and rounding on the way may carry one of them over it.
    /// </summary>
    /// <param name="fold">What the fold gives at an x.</param>
    /// <param name="digits">Decimals of the unit: 2 for cents.</param>
    internal Curve Settled(Func<decimal, decimal> fold, int digits = 2)
    {
        var (unit, down) = (new decimal(1, 0, 0, isNegative: false, (byte)digits), new Rounding(digits, RoundingMode.Down));
        Piece[]? moved = null;
        for (var i = 1; i < _pieces.Length; i++)
        {
            var below = down.Apply(_pieces[i].From);
            for (var x = below - unit; x <= below + unit && Math.Abs(x) < Money.Largest; x += unit)
            {
                var at = IndexOf(_pieces, x);
                var (left, right) = (_pieces[i - 1].At(x), _pieces[i].At(x));
                if ((at != i && at != i - 1) || Same(left, right))
                {
                    continue;
                }

                var settled = fold(x);
                if (at == i && Same(settled, left) && !Same(settled, right))
                {
                    (moved ??= [.. _pieces])[i] = _pieces[i] with { From = x, Closed = false };
                }
                else if (at == i - 1 && Same(settled, right) && !Same(settled, left))
                {
                    (moved ??= [.. _pieces])[i] = _pieces[i] with { From = x, Closed = true };
                    break;
                }
            }
        }

        return moved is null ? this : Rebuilt(moved);
    }

    // A piece that is passed on both sides holds no cent, and vanishes.
    private static Curve Rebuilt(Piece[] pieces)
    {
        var builder = new Builder(pieces.Length);
        foreach (var piece in pieces)
        {
            builder.Add(piece);
        }

        return builder.Build();
    }

    private static bool Same(decimal one, decimal other) => Math.Abs(one - other) <= 1e-9m;

    // Meets the pieces of next in the order in which the amount of a sloped piece meets them: upwards when it rises, downwards when it
    // falls.
    private void Follow(int i, Curve next, Builder builder, bool decided)
    {
        ref readonly var piece = ref _pieces[i];
        var rising = piece.Slope > 0m;
        var step = rising ? 1 : -1;
        var last = rising ? next._pieces.Length - 1 : 0;
        var j = rising ? 0 : next._pieces.Length - 1;
        if (i > 0)
        {
            j = IndexOf(next._pieces, Seen(piece.At(piece.From), decided));
        }

        var begin = (From: piece.From, Closed: piece.Closed);
        while (j != last)
        {
            ref readonly var upper = ref next._pieces[rising ? j + 1 : j];
            var reached = Meet(piece, upper, decided, out var edge);
            var place = new Piece(edge, reached, 0m, 0m);
            if (i + 1 < _pieces.Length && Compare(place, _pieces[i + 1]) >= 0)
            {
                break;
            }

            if (Compare(place, new Piece(begin.From, begin.Closed, 0m, 0m)) > 0)
            {
                Emit(piece, next._pieces[j], begin.From, begin.Closed, builder);
                begin = (edge, reached);
            }

            j += step;
        }

        Emit(piece, next._pieces[j], begin.From, begin.Closed, builder);
    }

    // Where a piece passes the start of a piece of the next curve, and whether that very x already lies beyond it.
    private static bool Meet(in Piece piece, in Piece upper, bool decided, out decimal edge)
    {
        if (!ExactLine.TryInvert(piece, upper.From, out edge, out var cents))
        {
            return true;
        }

        var crossed = IsBeyond(piece, upper, cents, decided);
        if (crossed == cents < edge)
        {
            // Rounding on the way carries this amount of whole cents over the edge when the curves are taken one after the other, and
            // that is what is paid: the edge gives way.
            edge = cents;
            return crossed;
        }

        return IsBeyond(piece, upper, edge, decided);
    }

    private static bool IsBeyond(in Piece piece, in Piece upper, decimal x, bool decided) =>
        Reaches(upper, Seen(piece.At(x), decided)) == piece.Slope > 0m;

    private static decimal Seen(decimal amount, bool decided) => decided ? Carried.Decide(amount) : amount;

    private static decimal At(Piece[] pieces, decimal x, bool decided) =>
        decided ? Carried.Carry(pieces[IndexOf(pieces, Carried.Decide(x))].At(x)) : At(pieces, x);

    private static void Emit(in Piece first, in Piece then, decimal from, bool closed, Builder builder)
    {
        if (then.Slope == 0m)
        {
            builder.Add(from, closed, 0m, then.Intercept);
        }
        else
        {
            builder.Add(from, closed, MultiplyAdd(then.Slope, first.Slope, 0m), MultiplyAdd(then.Slope, first.Intercept, then.Intercept));
        }
    }

    private Curve Combine(Curve other, decimal factor)
    {
        ArgumentNullException.ThrowIfNull(other);
        var builder = new Builder(_pieces.Length + other._pieces.Length);
        var (i, j) = (0, 0);
        var begin = _pieces[0];
        while (true)
        {
            builder.Add(
                begin.From,
                begin.Closed,
                MultiplyAdd(factor, other._pieces[j].Slope, _pieces[i].Slope),
                MultiplyAdd(factor, other._pieces[j].Intercept, _pieces[i].Intercept));
            var (moreHere, moreThere) = (i + 1 < _pieces.Length, j + 1 < other._pieces.Length);
            if (!moreHere && !moreThere)
            {
                return builder.Build();
            }

            var order = !moreThere ? -1 : !moreHere ? 1 : Compare(_pieces[i + 1], other._pieces[j + 1]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            begin = order <= 0 ? _pieces[i] : other._pieces[j];
        }
    }

    private static decimal MultiplyAdd(decimal factor, decimal other, decimal addend) =>
        ExactLine.TryMultiplyAdd(factor, other, addend, out var value)
            ? value
            : throw new InvalidOperationException(
                $"{NumberText.Number(factor)} × {NumberText.Number(other)} + {NumberText.Number(addend)}, "
                + "a slope or intercept of the resulting curve, lies beyond the range of decimal (about ±7.9 × 10²⁸).");
}
