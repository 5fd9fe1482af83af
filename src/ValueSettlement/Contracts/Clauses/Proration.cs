namespace ValueSettlement;

/// <summary>
/// A fixed part of what was found for a whole period, for example one half for a six-month performance period that was calculated over twelve months.
/// <code>x  →  x × factor</code>
/// 42 CFR 425.609.
/// </summary>
public sealed record Proration : Clause
{
    /// <summary>The factor, 0 to 1.</summary>
    public required Rate Factor { get; init; }

    /// <summary>Which amounts it applies to.</summary>
    public AppliesTo AppliesTo { get; init; } = AppliesTo.Both;

    internal override string Key => "proration";

    internal override string UsualLabel => "Proration";

    internal override int PieceBound => 2;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces) =>
        WriteSides(ref run, pieces, AppliesTo is AppliesTo.Losses or AppliesTo.Both ? Factor.Fraction : 1m, AppliesTo is AppliesTo.Gains or AppliesTo.Both ? Factor.Fraction : 1m);

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        if ((before > 0m && AppliesTo is AppliesTo.Gains or AppliesTo.Both) || (before < 0m && AppliesTo is AppliesTo.Losses or AppliesTo.Both))
        {
            run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Product, Authority, LetterFor(before), null, Running(before), new Operand("factor", Factor.Fraction, Unit.Factor));
        }
        else
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, LetterFor(before), "Does not apply to this side.", Running(before));
        }
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        JudgeShare(Factor, path, "factor", failures);
        if (AppliesTo is < AppliesTo.None or > AppliesTo.Both)
        {
            failures.Add(new("applies-unknown", Paths.Join(path, "appliesTo"), EnumText.Of(AppliesTo), "A factor applies to None, Gains, Losses or Both.", "Choose one of the four."));
        }
    }

    internal override void Reads(FactSet facts)
    {
    }
}
