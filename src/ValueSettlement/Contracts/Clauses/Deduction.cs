namespace ValueSettlement;

/// <summary>
/// An amount taken off outside the limits that come before it, for example post-episode spending. It can turn a gain into a loss.
/// <code>x  →  x − amount</code>
/// </summary>
public sealed record Deduction : Clause
{
    /// <summary>What is taken off.</summary>
    public required Level Amount { get; init => field = Given.Of(value); }

    /// <summary>Whether the amount may be left unstated: nothing is then deducted, and the statement says so. Only for the whole of a basis.</summary>
    public bool Optional { get; init; }

    internal override string Key => "deduction";

    internal override string UsualLabel => "Deduction";

    internal override int PieceBound => 1;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        pieces[0] = Piece.Line(1m, Stated(ref run) ? -Amount.Resolve(ref run, Key, Name, Authority) : 0m);
        return 1;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        if (!Stated(ref run))
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.CouldNotApply, Operation.Stated, Authority, LetterFor(before), $"No {((WholeOf)Amount).Basis.InWords} was stated.", Running(before));
            return;
        }

        var amount = Amount.Resolve(ref run, "deduction-amount", Name, Authority);
        run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Difference, Authority, LetterFor(before), null, Running(before), new Operand(Name, amount, Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        Amount.Judge(Paths.Join(path, "amount"), failures);
        if (Optional && Amount is not WholeOf)
        {
            failures.Add(new("optional-level", Paths.Join(path, "optional"), "true", "Only the whole of a basis can be left unstated.", "Write the amount as WholeOf(basis), or make it required."));
        }
    }

    internal override void Reads(FactSet facts) => Amount.Reads(facts);

    private bool Stated(ref Run run) => !Optional || Amount is not WholeOf whole || run.TryAmount(whole.Basis, out _);
}
