namespace ValueSettlement.Curves;

public sealed partial class Curve
{
    /// <summary>Every amount at which the curve changes its line, in ascending order: kinks and jumps.</summary>
    public IReadOnlyList<Edge> Edges
    {
        get
        {
            var edges = new List<Edge>();
            for (var i = 1; i < _pieces.Length;)
            {
                var lone = i + 1 < _pieces.Length && _pieces[i + 1].From == _pieces[i].From;
                var (at, left, right) = (_pieces[i].From, _pieces[i - 1], _pieces[lone ? i + 1 : i]);
                edges.Add(new Edge(at, left.At(at), At(at), right.At(at)));
                i += lone ? 2 : 1;
            }

            return edges;
        }
    }

    /// <summary>
    /// Every amount around which the sign of the curve (−1, 0 or 1) is not the same just below, there and just above, in ascending order. A
    /// curve that is zero
    /// on a stretch breaks even at the ends of the stretch.
    /// </summary>
    public IReadOnlyList<BreakEven> BreakEvens
    {
        get
        {
            var edges = SideOf(0m).Edges;
            var list = new List<BreakEven>(edges.Count);
            foreach (var edge in edges)
            {
                list.Add(new BreakEven(edge.At, (int)edge.FromLeft, (int)edge.Value, (int)edge.FromRight));
            }

            return list;
        }
    }

    /// <summary>Whether the curve has no jump. Differences that come from the last digits of decimal arithmetic do not count: see
    /// <see cref="Edge.IsJump"/>.</summary>
    public bool IsContinuous => !Edges.Any(edge => edge.IsJump);

    /// <summary>Whether the amount never falls as x rises. A fall at an edge that comes from the last digits of decimal arithmetic does not
    /// count: see <see cref="Edge.IsJump"/>.</summary>
    public bool IsNonDecreasing =>
        _pieces.All(piece => piece.Slope >= 0m)
            && Edges.All(edge => !edge.IsJump || (edge.FromLeft <= edge.Value && edge.Value <= edge.FromRight));

    /// <summary>Whether the amount never rises as x rises. A rise at an edge that comes from the last digits of decimal arithmetic does not
    /// count: see <see cref="Edge.IsJump"/>.</summary>
    public bool IsNonIncreasing =>
        _pieces.All(piece => piece.Slope <= 0m)
            && Edges.All(edge => !edge.IsJump || (edge.FromLeft >= edge.Value && edge.Value >= edge.FromRight));

    /// <summary>Whether the amount only rises or only falls (staying level counts as both) as x rises.</summary>
    public bool IsMonotone => IsNonDecreasing || IsNonIncreasing;

    /// <summary>Where the amount of the curve lies between two amounts, both included.</summary>
    /// <param name="low">The least amount; any sign.</param>
    /// <param name="high">The greatest amount; any sign, not below <paramref name="low"/>.</param>
    /// <returns>The stretches of x, ascending and apart; none when the amount never lies there.</returns>
    /// <exception cref="ArgumentException"><paramref name="high"/> lies below <paramref name="low"/>.</exception>
    public IReadOnlyList<Interval> InverseImage(decimal low, decimal high) => InverseImage(Interval.Closed(low, high));

    /// <summary>Where the amount of the curve lies in an interval.</summary>
    /// <param name="amounts">The amounts asked for; an end that is <see langword="null"/> is unbounded.</param>
    /// <returns>The stretches of x, ascending and apart; none when the amount never lies there.</returns>
    /// <exception cref="ArgumentException">The upper end lies below the lower end.</exception>
    public IReadOnlyList<Interval> InverseImage(Interval amounts)
    {
        if (amounts.High < amounts.Low)
        {
            throw new ArgumentException(
                $"The upper end {NumberText.Number(amounts.High.GetValueOrDefault())} lies below "
                + $"the lower end {NumberText.Number(amounts.Low.GetValueOrDefault())}.", nameof(amounts));
        }

        var inside = new Builder(3);
        inside.Add(Piece.Unbounded, true, 0m, amounts.Low is null ? 1m : 0m);
        if (amounts.Low is { } low)
        {
            inside.Add(low, amounts.LowIncluded, 0m, 1m);
        }

        if (amounts.High is { } high)
        {
            inside.Add(high, !amounts.HighIncluded, 0m, 0m);
        }

        var found = Then(inside.Build());
        var stretches = new List<Interval>();
        for (var i = 0; i < found._pieces.Length; i++)
        {
            if (found._pieces[i].Intercept == 1m)
            {
                stretches.Add(found.Stretch(i));
            }
        }

        return stretches;
    }

    /// <summary>
    /// Where the curve has a given amount: single points, and stretches where it stays there. Where it passes the amount at a point
    /// that has no exact decimal, the nearest decimal. A jump over the amount is no solution.
    /// </summary>
    /// <param name="amount">The amount to reach; any sign.</param>
    /// <returns>The points and stretches, ascending and apart; none when the amount is never reached.</returns>
    public IReadOnlyList<Interval> Solve(decimal amount)
    {
        var side = SideOf(amount);
        var jumps = Edges.Where(edge => edge.IsJump).Select(edge => edge.At).ToHashSet();
        var solutions = new List<Interval>();
        for (var i = 0; i < side._pieces.Length; i++)
        {
            ref readonly var piece = ref side._pieces[i];
            if (piece.Intercept == 0m)
            {
                solutions.Add(side.Stretch(i));
            }
            else if (i > 0 && side._pieces[i - 1].Intercept == -piece.Intercept && !jumps.Contains(piece.From))
            {
                solutions.Add(Interval.Closed(piece.From, piece.From));
            }
        }

        return solutions;
    }

    /// <summary>-1, 0 or 1 where the curve lies below, at or above an amount.</summary>
    private Curve SideOf(decimal amount)
    {
        var sides = new Builder(3);
        sides.Add(Piece.Unbounded, true, 0m, -1m);
        sides.Add(amount, true, 0m, 0m);
        sides.Add(amount, false, 0m, 1m);
        return Then(sides.Build());
    }
}
