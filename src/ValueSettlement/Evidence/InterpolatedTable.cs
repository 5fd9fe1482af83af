namespace ValueSettlement;

/// <summary>One point of a table.</summary>
/// <param name="At">Where it lies.</param>
/// <param name="Value">The value there.</param>
public sealed record Knot(decimal At, decimal Value)
{
    /// <summary>The point in invariant notation.</summary>
    public override string ToString() => FormattableString.Invariant($"{At}: {Value}");
}

/// <summary>A table that is linear between its points and flat outside them, for example a credibility factor by life-years. Not rounded.</summary>
public sealed record InterpolatedTable
{
    /// <summary>Creates a table.</summary>
    /// <param name="knots">The points, strictly ascending; at least one.</param>
    /// <exception cref="ArgumentException">There is no point, or they do not ascend.</exception>
    public InterpolatedTable(ValueList<Knot> knots)
    {
        ArgumentNullException.ThrowIfNull(knots);
        if (knots.Count == 0)
        {
            throw new ArgumentException("A table has at least one point.", nameof(knots));
        }

        for (var i = 1; i < knots.Count; i++)
        {
            if (knots[i].At <= knots[i - 1].At)
            {
                throw new ArgumentException($"The points of a table ascend; {knots[i]} does not follow {knots[i - 1]}.", nameof(knots));
            }
        }

        Knots = knots;
    }

    /// <summary>The points, ascending.</summary>
    public ValueList<Knot> Knots { get; }

    /// <summary>The points in invariant notation.</summary>
    public override string ToString() => string.Join("; ", Knots);

    /// <summary>The two points that x lies between; the same one twice at a point or outside the table.</summary>
    internal (Knot Low, Knot High) Around(decimal x)
    {
        var knots = Knots.AsSpan();
        if (x <= knots[0].At)
        {
            return (knots[0], knots[0]);
        }

        for (var i = 1; i < knots.Length; i++)
        {
            if (x <= knots[i].At)
            {
                return x == knots[i].At ? (knots[i], knots[i]) : (knots[i - 1], knots[i]);
            }
        }

        return (knots[^1], knots[^1]);
    }
}
