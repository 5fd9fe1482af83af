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
/// 2 USC 901a; in the Shared Savings Program on gains only and before the payment limit (CMS specifications version 11, section 4.3, step 8).
/// </summary>
public sealed record Sequestration : Clause
{
    /// <summary>The rate, 0 to 1: 0.02 is two percent.</summary>
    public required Rate Rate { get; init; }

    /// <summary>Which amounts it applies to. There is no default: programmes differ.</summary>
    public required AppliesTo AppliesTo { get; init; }

    internal override string Key => "sequestration";

    internal override string UsualLabel => "Sequestration";

    internal override int PieceBound => 2;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var left = 1m - Rate.Fraction;
        return WriteSides(ref run, pieces, AppliesTo is AppliesTo.Losses or AppliesTo.Both ? left : 1m, AppliesTo is AppliesTo.Gains or AppliesTo.Both ? left : 1m);
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var applies = (before > 0m && AppliesTo is AppliesTo.Gains or AppliesTo.Both) || (before < 0m && AppliesTo is AppliesTo.Losses or AppliesTo.Both);
        if (applies)
        {
            run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Reduce, Authority, LetterFor(before), null, Running(before), new Operand("rate", Rate.Fraction, Unit.Rate));
        }
        else
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, LetterFor(before), $"Applies to {(AppliesTo == AppliesTo.None ? "nothing" : AppliesTo == AppliesTo.Gains ? "gains only" : "losses only")}.", Running(before));
        }
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        JudgeShare(Rate, path, "rate", failures);
        if (AppliesTo is < AppliesTo.None or > AppliesTo.Both)
        {
            failures.Add(new("applies-unknown", Paths.Join(path, "appliesTo"), EnumText.Of(AppliesTo), "A reduction applies to None, Gains, Losses or Both.", "Choose one of the four."));
        }
    }

    internal override void Reads(FactSet facts)
    {
    }
}
