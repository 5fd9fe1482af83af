using System.Numerics;

namespace ValueSettlement;

/// <summary>
/// Finds the stretches of spending on which the fold takes one way. A way is every piece that the amount passes, each over an interval of
/// amounts; amounts neither turn around on a piece nor when they are carried, so that two amounts of spending with the same way have it
/// everywhere between them.
/// </summary>
internal sealed class CentPieces(CentFold fold, long least, long most)
{
    private readonly List<long> firsts = [];
    private readonly List<CentPiece> pieces = [];

    // The line of the last piece and its side of zero, where it has one.
    private (CentLine Line, bool IsLoss)? before;

    // A way is asked for where a stretch ends, and again where the next one begins.
    private (long At, List<FoldStep>? Way) asked = (long.MinValue, null);

    /// <summary>The first cent of each stretch, ascending, and what is paid on it.</summary>
    public (long[] Firsts, CentPiece[] Pieces) Find()
    {
        for (var first = least; first <= most;)
        {
            var way = WayOf(first);
            var last = LastOf(first, way, out var line);
            if (way is null)
            {
                Add(first, CentPiece.Asking(first));
                before = null;
            }
            else
            {
                AddSides(first, last, line);
            }

            first = last + 1;
        }

        return ([.. firsts], [.. pieces]);
    }

    // Rounding differs on the two sides of zero. Neighbours on one line are one piece.
    private void AddSides(long first, long last, CentLine line)
    {
        while (first <= last)
        {
            var end = line.LastOfSide(first, last);
            var isLoss = line.At(first).Sign < 0;
            if (before is not { } piece || piece.IsLoss != isLoss || !piece.Line.Covers(line, first, first == end))
            {
                Add(first, CentPiece.Of(first, first == end, line, fold.Publishing));
                before = first == end ? null : (line, isLoss);
            }

            first = end + 1;
        }
    }

    private void Add(long first, CentPiece piece)
    {
        firsts.Add(first);
        pieces.Add(piece);
    }

    private List<FoldStep>? WayOf(long spending)
    {
        if (asked.At != spending)
        {
            asked = (spending, fold.StepsOf(spending));
        }

        return asked.Way;
    }

    /// <summary>The last cent that takes the same way as the first. The line says about where, the fold which it is.</summary>
    private long LastOf(long first, List<FoldStep>? way, out CentLine line)
    {
        line = CentLine.Opening(fold.Benchmark, fold.IsRising);
        BigInteger guess = most;
        foreach (var step in way ?? [])
        {
            guess = line.LastWithin(step.Within, guess);
            line = line.Through(step);
        }

        var about = (long)BigInteger.Max(guess, first);
        var (last, beyond) = (first, most + 1);
        foreach (var cent in (ReadOnlySpan<long>)[about - 1, about, about + 1])
        {
            Narrow(cent, way, ref last, ref beyond);
        }

        while (beyond - last > 1)
        {
            Narrow(last + ((beyond - last) / 2), way, ref last, ref beyond);
        }

        return last;
    }

    private void Narrow(long cent, List<FoldStep>? way, ref long last, ref long beyond)
    {
        if (cent <= last || cent >= beyond)
        {
            return;
        }

        if (IsSame(way, WayOf(cent)))
        {
            last = cent;
        }
        else
        {
            beyond = cent;
        }
    }

    private static bool IsSame(List<FoldStep>? one, List<FoldStep>? other) =>
        one is null || other is null ? one is null && other is null : one.SequenceEqual(other);
}
