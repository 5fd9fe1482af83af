namespace ValueSettlement;

/// <summary>
/// Advances taken back from what was earned, never more than that: part of the way from earned to payable. What is not recouped carries
/// forward.
/// <code>x  →  x − min(x, balance) for x &gt; 0; losses are left alone</code>
/// 42 CFR 425.630(g), 425.640.
/// </summary>
public sealed record Recoupment : Clause
{
    /// <summary>The balance of the advances; optional: without it there is nothing to recoup.</summary>
    public required Basis Balance { get; init; }

    internal override string Key => "recoupment";

    internal override string UsualLabel => "Recoupment of advances";

    private protected override void Say(Phrase phrase) =>
        phrase.Add($"less the {Balance.InWords}, from what was earned and never more than that");

    // An amount of zero recoups nothing, and the whole balance carries forward.
    internal override bool KeepsZero => false;

    internal override void Emit(ref Run run)
    {
        if (!run.TryAmount(Balance, out var stated))
        {
            run.Words?.NotApplied($"No amount of '{Balance.InWords}' was stated.");
            return;
        }

        var balance = Carried.Decide(stated);
        if (balance < 0m)
        {
            run.Negative(Name, balance, Balance.Name);
            return;
        }

        if (run.Gains())
        {
            if (run.PieceNothing(balance, true))
            {
                run.Say("share that is left", note: $"All of it is recouped from a balance of {UnitText.Exact(balance, Unit.Money)}.");
            }

            if (run.Last(balance, 0m, 1m))
            {
                run.Say("share", from: "balance recouped");
            }
        }

        if (run.Losses() && run.LastSame())
        {
            run.SayUnchanged("Advances are recouped from what was earned only.");
        }

        if (run.Words is not null && run.IsZero)
        {
            run.SayZero();
        }

        run.Words?.CarriedForward.Add(new(Balance, Carried.Decide(balance - Math.Clamp(run.Amount, 0m, balance))));
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Balance == Basis.Benchmark)
        {
            failures.Add(new("basis-is-benchmark", Paths.Join(path, "balance"), Balance.Name, "A balance of advances is not the benchmark.",
                "Name the basis of the balance, for example advance-balance."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add(Balance);
}
