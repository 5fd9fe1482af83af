namespace ValueSettlement;

/// <summary>Which amounts a reduction applies to.</summary>
public enum AppliesTo
{
    /// <summary>None: the clause is there to say so.</summary>
    None,

    /// <summary>Only amounts to the provider.</summary>
    Gains,

    /// <summary>Only amounts owed by the provider.</summary>
    Losses,

    /// <summary>Both signs.</summary>
    Both,
}

/// <summary>
/// A reduction of payments by a rate set by law.
/// <code>x  →  x × (1 − rate)</code>
/// 2 USC 901a; in the Shared Savings Program on gains only and before the payment limit (CMS specifications version 11, section 4.3, step
/// 8).
/// </summary>
public sealed record Sequestration : Clause
{
    /// <summary>The rate, 0 to 1: 0.02 is two percent.</summary>
    public required RateTerm Rate { get; init; }

    /// <summary>Which amounts it applies to. There is no default: programmes differ.</summary>
    public required AppliesTo AppliesTo { get; init; }

    internal override string Key => "sequestration";

    internal override string UsualLabel => "Sequestration";

    private protected override void Say(Phrase phrase) => phrase.Add($"{phrase.Of(AppliesTo)} less {Rate.Value}");

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            EmitSide(ref run);
        }

        if (run.Losses())
        {
            EmitSide(ref run);
        }
    }

    private void EmitSide(ref Run run)
    {
        if (run.Skips(AppliesTo))
        {
            return;
        }

        var rate = run.Rate(Rate, "sequestration-rate", "Sequestration rate").Exactly;
        if (run.LastShare(Exact.One - rate))
        {
            run.SayAs(Operation.Reduce, "rate", rate);
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateShare(Rate, path, "rate", failures);
        ValidateChoice(AppliesTo, path, "appliesTo", "applies-unknown", "A reduction applies to None, Gains, Losses or Both.", failures);
    }

    internal override void Reads(FactSet facts)
    {
    }
}
