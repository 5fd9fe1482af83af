namespace ValueSettlement;

/// <summary>
/// What earlier settlements of the same period have already moved, so that only the difference is paid: part of the way from earned to payable.
/// <code>x  →  x − previously settled</code>
/// </summary>
public sealed record PriorSettlement : Clause
{
    /// <summary>What was settled before: positive to the provider, negative from it; optional: without it this is the first settlement.</summary>
    public Basis Settled { get; init; } = Basis.PreviouslySettled;

    internal override string Key => "prior-settlement";

    internal override string UsualLabel => "Earlier settlements of the period";

    internal override int PieceBound => 1;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        _ = run.TryAmount(Settled, out var settled);
        pieces[0] = Piece.Line(1m, -settled);
        return 1;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        if (run.TryAmount(Settled, out var settled))
        {
            run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Difference, Authority, Letter, null, Running(before), new Operand("previously settled", settled, Unit.Money));
        }
        else
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.CouldNotApply, Operation.Stated, Authority, Letter, "No earlier settlement was stated.", Running(before));
        }
    }

    internal override void Judge(string path, List<Failure> failures)
    {
    }

    internal override void Reads(FactSet facts) => facts.Add(Settled);
}
