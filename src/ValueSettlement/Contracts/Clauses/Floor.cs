namespace ValueSettlement;

/// <summary>
/// The least that the amount can be, whatever came before: a protected base, or "never owes" with zero.
/// <code>x  →  max(x, floor)</code>
/// </summary>
public sealed record Floor : Clause
{
    /// <summary>The floor: money to the provider.</summary>
    public required Level At { get; init => field = Given.Of(value); }

    internal override string Key => "floor";

    internal override string UsualLabel => "Floor";

    internal override int PieceBound => 2;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var floor = At.Resolve(ref run, Key, Name, Authority);
        pieces[0] = Piece.Line(0m, floor);
        pieces[1] = new(floor, true, 1m, 0m);
        return 2;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var floor = At.Resolve(ref run, "floor-level", Name, Authority);
        run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Greatest, Authority, LetterFor(before), null, Running(before), new Operand("floor", floor, Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures) => At.Judge(Paths.Join(path, "at"), failures);

    internal override void Reads(FactSet facts) => At.Reads(facts);
}
