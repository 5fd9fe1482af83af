using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>Collects the pieces of one clause into a curve.</summary>
internal sealed class PieceCollector
{
    private readonly List<Piece> rising = [];
    private readonly List<Piece> falling = [];
    private Outward outward;
    private decimal start;
    private bool closed;

    // Where the pieces so far end; the collector adds none that lies before it.
    private decimal passed;
    private bool passedIncluded;
    private bool bounded;

    public void Clear()
    {
        rising.Clear();
        falling.Clear();
        outward = Outward.Ascending;
    }

    public void Begin(Outward direction)
    {
        (outward, start, closed) = (direction, direction == Outward.Ascending ? Piece.Unbounded : 0m, true);
        (passed, passedIncluded, bounded) = (0m, false, direction != Outward.Ascending);
    }

    /// <summary>A piece that ends; one that begins where it ends holds nothing and is left out.</summary>
    public bool Add(decimal upTo, bool included, decimal x0, decimal y0, decimal share, int over)
    {
        if (!bounded || upTo > passed || (upTo == passed && passedIncluded && included))
        {
            Keep(upTo, included, x0, y0, over == 1 ? share : share / over);
            (passed, passedIncluded, bounded) = (upTo, !included, true);
        }

        return false;
    }

    /// <summary>The last piece of its direction.</summary>
    public bool AddLast(decimal x0, decimal y0, decimal share, int over)
    {
        Keep(null, true, x0, y0, over == 1 ? share : share / over);
        return false;
    }

    // A piece is kept by where it begins.
    private void Keep(decimal? upTo, bool included, decimal x0, decimal y0, decimal slope)
    {
        var intercept = y0 - (slope * x0);
        if (outward == Outward.Loss)
        {
            falling.Add(new(-upTo ?? Piece.Unbounded, included, slope, -intercept));
            return;
        }

        rising.Add(new(start, closed, slope, intercept));
        (start, closed) = (upTo ?? Piece.Unbounded, !included);
    }

    /// <summary>The curve; a side without pieces leaves the amount as it is.</summary>
    public Curve Build()
    {
        if (rising.Count > 0 && rising[0].From == Piece.Unbounded)
        {
            return Curve.Of([.. rising]);
        }

        falling.Reverse();
        if (falling.Count == 0)
        {
            falling.Add(Piece.Line(1m, 0m));
        }

        if (rising.Count == 0)
        {
            rising.Add(new(0m, true, 1m, 0m));
        }

        return Curve.Of([.. falling, .. rising]);
    }
}
