namespace ValueSettlement;

/// <summary>
/// An amount taken off outside the limits that come before it, for example post-episode spending. It can turn a gain into a loss.
/// <code>x  →  x − amount</code>
/// </summary>
public sealed record Deduction : Clause
{
    /// <summary>What is taken off.</summary>
    public required Level Amount { get; init; }

    internal override string Key => "deduction";

    internal override string UsualLabel => "Deduction";

    internal override int PieceBound => 1;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        pieces[0] = Piece.Line(1m, -Amount.Resolve(ref run, Key, Name, Authority));
        return 1;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var amount = Amount.Resolve(ref run, "deduction-amount", Name, Authority);
        run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Difference, Authority, LetterFor(before), null, Running(before), new Operand(Name, amount, Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures) => Amount.Judge(Paths.Join(path, "amount"), failures);

    internal override void Reads(FactSet facts) => Amount.Reads(facts);
}
