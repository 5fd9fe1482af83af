namespace ValueSettlement;

/// <summary>
/// Quality acting on the difference: a score short of full reduces a gain, a score above nothing reduces a loss, each linearly up to its
/// own share.
/// <code>
/// x &gt; 0  →  x × (1 − gain reduction × (1 − score))
/// x &lt; 0  →  x × (1 − loss reduction × score)
/// </code>
/// A good score is good on both sides, and the sign never changes: it cannot turn a loss into a gain. Where quality acts on the price
/// instead, it can; that is a
/// discount of the target, not this clause. 42 CFR 512.550(d).
/// </summary>
public sealed record QualityAdjustment : Clause
{
    /// <summary>How much of a gain is lost at a score of nothing, 0 to 1.</summary>
    public required RateTerm GainReduction { get; init; }

    /// <summary>How much of a loss is forgiven at a full score, 0 to 1.</summary>
    public required RateTerm LossReduction { get; init; }

    internal override string Key => "quality-adjustment";

    internal override string UsualLabel => "Quality adjustment";

    private protected override void Say(Phrase phrase) => phrase.Add(
        $"{phrase.Names.Gains} less up to {GainReduction.Value} as the quality score falls; "
        + $"{phrase.Names.Losses} less up to {LossReduction.Value} as it rises");

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            EmitSide(ref run, GainReduction, gains: true);
        }

        if (run.Losses())
        {
            EmitSide(ref run, LossReduction, gains: false);
        }
    }

    private void EmitSide(ref Run run, RateTerm reduction, bool gains)
    {
        if (reduction.Value == Rate.Zero)
        {
            if (run.LastSame())
            {
                run.SayUnchanged("Quality does not change this side.");
            }

            return;
        }

        var most = run.Rate(reduction, "greatest-reduction", "Greatest reduction").Fraction;
        var score = QualityRate.Score(ref run);
        var acting = gains
            ? run.Complement(new("quality-shortfall", "Shortfall from a full quality score", Unit.Rate, Authority),
                new("quality score", score, Unit.Rate), new("whole", 1m, Unit.Factor))
            : run.Stated(new("quality-score", "Quality score", Unit.Rate, Authority), new("quality score", score, Unit.Rate));
        if (run.LastShare(1m - (most * acting)))
        {
            run.Words!.Say(Operation.Reduce, null, null, run.Running(), new("greatest reduction", most, Unit.Rate),
                new(gains ? "shortfall from a full score" : "quality score", acting, Unit.Rate));
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateShare(GainReduction, path, "gainReduction", failures);
        ValidateShare(LossReduction, path, "lossReduction", failures);
        if (GainReduction.Value == Rate.Zero && LossReduction.Value == Rate.Zero)
        {
            failures.Add(new("adjustment-empty", path, string.Empty, "A quality adjustment changes gains, losses or both.",
                "State a reduction, or leave the clause out."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Quality>();
}
