namespace ValueSettlement.Curves;

public sealed partial class Curve
{
    /// <summary>
    /// Collects pieces in order and brings them into normal form. A curve is held by where its pieces begin, so whatever is added there is
    /// neither gap nor overlap: a piece that begins where the last one does, or before it, takes its place.
    /// </summary>
    private sealed class Builder(int capacity)
    {
        private readonly List<Piece> _pieces = new(capacity);

        public void Add(decimal from, bool closed, decimal slope, decimal intercept) => Add(new Piece(from, closed, slope, intercept));

        public void Add(in Piece piece)
        {
            // The ends of the range of decimal stand for no end: nothing lies below the first piece, and no piece begins at the far end.
            if (piece.From == decimal.MaxValue)
            {
                return;
            }

            var begin = (piece.From, Closed: piece.Closed || piece.From == Piece.Unbounded);
            if (_pieces.Count > 0 && Compare(_pieces[^1], piece with { From = begin.From, Closed = begin.Closed }) >= 0)
            {
                begin = (_pieces[^1].From, _pieces[^1].Closed);
                _pieces.RemoveAt(_pieces.Count - 1);
            }

            if (_pieces.Count == MaximumPieces)
            {
                throw new InvalidOperationException(
                    $"The curve would have more than {NumberText.Number(MaximumPieces)} pieces. Compose or add curves with fewer pieces.");
            }

            _pieces.Add(new Piece(ExactLine.Shortest(begin.From), begin.Closed, ExactLine.Shortest(piece.Slope),
                ExactLine.Shortest(piece.Intercept)));
        }

        public Curve Build()
        {
            var normal = new List<Piece>(_pieces.Count) { _pieces[0] };
            var left = _pieces[0];
            for (var i = 1; i < _pieces.Count;)
            {
                var edge = _pieces[i];
                var lone = i + 1 < _pieces.Count && _pieces[i + 1].From == edge.From;
                var right = lone ? _pieces[i + 1] : edge;
                i += lone ? 2 : 1;
                var value = lone || edge.Closed ? edge.At(edge.From) : left.At(edge.From);
                var fromLeft = left.At(edge.From);
                if (left.Slope == right.Slope && left.Intercept == right.Intercept && value == fromLeft)
                {
                    continue;
                }

                if (value == right.At(edge.From))
                {
                    normal.Add(right with { Closed = true });
                }
                else if (value == fromLeft)
                {
                    normal.Add(right with { Closed = false });
                }
                else
                {
                    normal.Add(new Piece(edge.From, true, 0m, ExactLine.Shortest(value)));
                    normal.Add(right with { Closed = false });
                }

                left = right;
            }

            return new Curve([.. normal]);
        }
    }
}
