using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// A literal table of pieces, for a rule that no other clause expresses. The pieces are the whole rule.
/// <code>x  →  slope × x + intercept of the piece that x lies in</code>
/// </summary>
public sealed record CurveClause : Clause
{
    /// <summary>The pieces, from the left: the first without a lower end, the others ascending. Where they begin and their intercepts have
    /// at most nine decimals.</summary>
    public required ValueList<Piece> Pieces { get; init => field = Given.Of(value); }

    internal override string Key => "curve";

    internal override string UsualLabel => "Payoff table";

    private protected override void Say(Phrase phrase) =>
        phrase.Add($"a payoff table of {UnitText.Of(Pieces.Count, Unit.Count)} {(Pieces.Count == 1 ? "piece" : "pieces")}");

    internal override bool KeepsZero => false;

    internal override void Emit(ref Run run)
    {
        run.WholeLine();
        var pieces = Pieces.AsSpan();
        for (var i = 0; i < pieces.Length; i++)
        {
            ref readonly var piece = ref pieces[i];
            var next = i + 1 < pieces.Length ? pieces[i + 1] : default;
            var here = i + 1 < pieces.Length
                ? run.Piece(next.From, !next.Closed, 0m, piece.Intercept, piece.Slope)
                : run.Last(0m, piece.Intercept, piece.Slope);
            if (here)
            {
                run.Words!.Say(Operation.Linear, null, null, new("slope", piece.Slope, Unit.Factor), run.Running(),
                    new("intercept", piece.Intercept, Unit.Money));
            }
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Pieces.Count is 0 or > 1_000)
        {
            failures.Add(new("piece-count", Paths.Join(path, "pieces"), UnitText.Of(Pieces.Count, Unit.Count),
                "A payoff table has 1 to 1,000 pieces.", "Write the pieces from the left; the first one has no lower end."));
            return;
        }

        for (var i = 0; i < Pieces.Count; i++)
        {
            var piece = Pieces[i];
            var begins = piece.From == Piece.Unbounded ? 0m : piece.From;
            if (Math.Abs(piece.Slope) > Rate.Largest || Math.Abs(piece.Intercept) > Money.Largest || Math.Abs(begins) > Money.Largest)
            {
                failures.Add(new("piece-range", Paths.Item(path, "pieces", i), piece.ToString(),
                    "A piece's slope lies within ±1,000, its beginning and its intercept within ±10^15.", "Check the units of the table."));
            }
            else if (Carried.Decide(piece.Intercept) != piece.Intercept || Carried.Decide(begins) != begins)
            {
                failures.Add(new("piece-decimals", Paths.Item(path, "pieces", i), piece.ToString(),
                    "Where a piece begins and its intercept have at most nine decimals.", "Round them as the contract means them."));
            }
        }

        try
        {
            _ = Curve.Of(Pieces.AsSpan());
        }
        catch (ArgumentException problem)
        {
            failures.Add(new("piece-order", Paths.Join(path, "pieces"), string.Empty, problem.Message.Split(" (Parameter", 2)[0],
                "Order the pieces and let each edge belong to one of them."));
        }
    }

    internal override void Reads(FactSet facts)
    {
    }
}
