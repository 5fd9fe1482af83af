namespace ValueSettlement;

/// <summary>
/// What earlier settlements of the same period have already moved, so that only the difference is paid: part of the way from earned to
/// payable.
/// <code>x  →  x − previously settled</code>
/// </summary>
public sealed record PriorSettlement : Clause
{
    /// <summary>What was settled before: positive to the provider, negative from it; optional: without it this is the first
    /// settlement.</summary>
    public Basis Settled { get; init; } = Basis.PreviouslySettled;

    internal override string Key => "prior-settlement";

    internal override string UsualLabel => "Earlier settlements of the period";

    private protected override void Say(Phrase phrase) => phrase.Add($"less what was {Settled.InWords}");

    internal override bool KeepsZero => false;

    internal override void Emit(ref Run run)
    {
        if (!run.TryAmount(Settled, out var settled))
        {
            run.Words?.NotApplied("No earlier settlement was stated.");
            return;
        }

        run.WholeLine();
        if (run.Last(Carried.Decide(settled), 0m, 1m))
        {
            run.Say("share", from: "previously settled");
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
    }

    internal override void Reads(FactSet facts) => facts.Add(Settled);
}
