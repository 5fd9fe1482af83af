namespace ValueSettlement;

/// <summary>
/// A fixed amount on top of what came before: a target price, a base fee, a bonus.
/// <code>x  →  x + amount</code>
/// </summary>
public sealed record Addition : Clause
{
    /// <summary>What is added.</summary>
    public required Level Amount { get; init => field = Given.Of(value); }

    internal override string Key => "addition";

    internal override string UsualLabel => "Addition";

    internal override int PieceBound => 1;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        pieces[0] = Piece.Line(1m, Amount.Resolve(ref run, Key, Name, Authority));
        return 1;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var amount = Amount.Resolve(ref run, "addition-amount", Name, Authority);
        run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Sum, Authority, LetterFor(before), null, Running(before), new Operand(Name, amount, Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures) => Amount.Judge(Paths.Join(path, "amount"), failures);

    internal override void Reads(FactSet facts) => Amount.Reads(facts);
}
