namespace ValueSettlement;

/// <summary>
/// A fixed part of what was found for a whole period, for example one half for a six-month performance period that was calculated over
/// twelve months.
/// <code>x  →  x × factor</code>
/// 42 CFR 425.609.
/// </summary>
public sealed record Proration : Clause
{
    /// <summary>The factor, 0 to 1; a ratio such as 7/12 (<see cref="Rate.Ratio"/>) multiplies before it divides.</summary>
    public required RateTerm Factor { get; init; }

    /// <summary>Which amounts it applies to.</summary>
    public AppliesTo AppliesTo { get; init; } = AppliesTo.Both;

    internal override string Key => "proration";

    internal override string UsualLabel => "Proration";

    private protected override void Say(Phrase phrase) => phrase.Add($"{phrase.Of(AppliesTo)} × {Factor.Value}");

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

        var factor = run.Rate(Factor, "proration-factor", "Factor of the proration");
        if (run.LastShare(factor.Top, factor.Denominator))
        {
            run.Say("factor");
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateShare(Factor, path, "factor", failures);
        ValidateChoice(AppliesTo, path, "appliesTo", "applies-unknown", "A factor applies to None, Gains, Losses or Both.", failures);
    }

    internal override void Reads(FactSet facts)
    {
    }
}
