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

    private protected override void Say(Phrase phrase) => phrase.Add("plus ").Add(Amount);

    internal override bool KeepsZero => false;

    internal override void Emit(ref Run run)
    {
        var amount = Amount.Resolve(ref run, Head.Amount("addition-amount", Name, Authority));
        run.WholeLine();
        if (run.Last(0m, amount, 1m))
        {
            run.SayAs(Operation.Sum, Name, amount);
        }
    }

    internal override void Validate(string path, List<Failure> failures) => Amount.Validate(Paths.Join(path, "amount"), failures);

    internal override void Reads(FactSet facts) => Amount.Reads(facts);
}
