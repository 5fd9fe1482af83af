namespace ValueSettlement;

/// <summary>
/// A literal table of pieces, for a rule that no other clause expresses. The pieces are the whole rule.
/// <code>x  →  slope × x + intercept of the piece that x lies in</code>
/// </summary>
public sealed record CurveClause : Clause
{
    /// <summary>The pieces, from the left: the first without a lower end, the others ascending.</summary>
    public required ValueList<Piece> Pieces { get; init => field = Given.Of(value); }

    internal override string Key => "curve";

    internal override string UsualLabel => "Payoff table";

    internal override int PieceBound => Pieces.Count;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        Pieces.AsSpan().CopyTo(pieces);
        return Pieces.Count;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var piece = Pieces[Curve.IndexOf(Pieces.AsSpan(), before)];
        run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Linear, Authority, LetterFor(before), piece.ToString(),
            new Operand("slope", piece.Slope, Unit.Factor), Running(before), new Operand("intercept", piece.Intercept, Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        if (Pieces.Count is 0 or > 1_000)
        {
            failures.Add(new("piece-count", Paths.Join(path, "pieces"), UnitText.Of(Pieces.Count, Unit.Count), "A payoff table has 1 to 1,000 pieces.", "Write the pieces from the left; the first one has no lower end."));
            return;
        }

        foreach (var piece in Pieces)
        {
            if (Math.Abs(piece.Slope) > Rate.Largest || Math.Abs(piece.Intercept) > Money.Largest)
            {
                failures.Add(new("piece-range", Paths.Join(path, "pieces"), piece.ToString(), "A piece's slope lies within ±1,000 and its intercept within ±10^15.", "Check the units of the table."));
            }
        }

        try
        {
            _ = Curve.Of(Pieces.AsSpan());
        }
        catch (ArgumentException problem)
        {
            failures.Add(new("piece-order", Paths.Join(path, "pieces"), string.Empty, problem.Message.Split(" (Parameter", 2)[0], "Order the pieces and let each edge belong to one of them."));
        }
    }

    internal override void Reads(FactSet facts)
    {
    }
}
