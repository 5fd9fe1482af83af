namespace ValueSettlement;

/// <summary>
/// An amount taken off outside the limits that come before it, for example post-episode spending. It can turn a gain into a loss.
/// <code>x  →  x − amount</code>
/// </summary>
public sealed record Deduction : Clause
{
    /// <summary>What is taken off.</summary>
    public required Level Amount { get; init => field = Given.Of(value); }

    /// <summary>Whether the amount may be left unstated: nothing is then deducted, and the statement says so. Only for the whole of a
    /// basis.</summary>
    public bool Optional { get; init; }

    internal override string Key => "deduction";

    internal override string UsualLabel => "Deduction";

    private protected override void Say(Phrase phrase) =>
        phrase.Add("less ").Add(Amount).Add(Optional ? ", if it is stated" : string.Empty);

    internal override bool KeepsZero => false;

    internal override void Emit(ref Run run)
    {
        if (Optional && Amount is WholeOf whole && !run.TryAmount(whole.Basis, out _))
        {
            run.Words?.NotApplied($"No {whole.Basis.InWords} was stated.");
            return;
        }

        var amount = Amount.Resolve(ref run, Head.Amount("deduction-amount", Name, Authority));
        run.WholeLine();
        if (run.Last(amount, 0m, 1m))
        {
            run.Say("share", from: Name);
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        Amount.Validate(Paths.Join(path, "amount"), failures);
        if (Optional && Amount is not WholeOf)
        {
            failures.Add(new("optional-level", Paths.Join(path, "optional"), "true", "Only the whole of a basis can be left unstated.",
                "Write the amount as WholeOf(basis), or make it required."));
        }
    }

    internal override void Reads(FactSet facts) => Amount.Reads(facts);
}
