namespace ValueSettlement.Curves;

public sealed partial class Curve
{
    /// <summary>
    /// Collects pieces in order and brings them into normal form. A curve is held by where its pieces begin, so whatever is added there is
    /// neither gap nor overlap: a piece that begins where the last one does, or before it, takes its place.
    /// </summary>
    private sealed class Builder(int capacity)
    {
        private Piece[] _pieces = new Piece[capacity];
        private int _count;

        public void Add(decimal from, bool closed, decimal slope, decimal intercept) => Add(new Piece(from, closed, slope, intercept));

        public void Add(in Piece piece)
        {
            // The ends of the range of decimal stand for no end: nothing lies below the first piece, and no piece begins at the far end.
            if (piece.From == decimal.MaxValue)
            {
                return;
            }

            var place = new Piece(piece.From, piece.Closed || piece.From == Piece.Unbounded, 0m, 0m);
            if (_count > 0 && Compare(_pieces[_count - 1], place) >= 0)
            {
                place = _pieces[--_count];
            }

            if (_count == MaximumPieces)
            {
                throw new InvalidOperationException(
                    $"The curve would have more than {NumberText.Number(MaximumPieces)} pieces. Compose or add curves with fewer pieces.");
            }

            if (_count == _pieces.Length)
            {
                Array.Resize(ref _pieces, _count * 2);
            }

            _pieces[_count++] = new Piece(ExactLine.Shortest(place.From), place.Closed, ExactLine.Shortest(piece.Slope),
                ExactLine.Shortest(piece.Intercept));
        }

        // The normal form has no more pieces than were added, so that it is written over them.
        public Curve Build()
        {
            var kept = 1;
            var left = _pieces[0];
            for (var i = 1; i < _count;)
            {
                var edge = _pieces[i];
                var lone = i + 1 < _count && _pieces[i + 1].From == edge.From;
                var right = lone ? _pieces[i + 1] : edge;
                i += lone ? 2 : 1;
                var fromLeft = left.At(edge.From);
                var value = lone || edge.Closed ? edge.At(edge.From) : fromLeft;
                if (left.Slope == right.Slope && left.Intercept == right.Intercept && value == fromLeft)
                {
                    continue;
                }

                if (value == right.At(edge.From))
                {
                    _pieces[kept++] = right with { Closed = true };
                }
                else if (value == fromLeft)
                {
                    _pieces[kept++] = right with { Closed = false };
                }
                else
                {
                    _pieces[kept++] = new Piece(edge.From, true, 0m, ExactLine.Shortest(value));
                    _pieces[kept++] = right with { Closed = false };
                }

                left = right;
            }

            Array.Resize(ref _pieces, kept);
            return new Curve(_pieces);
        }
    }
}
