namespace ValueSettlement;

/// <summary>
/// Quality acting on the difference: a score short of full reduces a gain, a score above nothing reduces a loss, each linearly up to its own share.
/// <code>
/// x &gt; 0  →  x × (1 − gain reduction × (1 − score))
/// x &lt; 0  →  x × (1 − loss reduction × score)
/// </code>
/// A good score is good on both sides, and the sign never changes: it cannot turn a loss into a gain. Where quality acts on the price instead, it can; that is a discount of the target, not this clause.
/// 42 CFR 512.550(d).
/// </summary>
public sealed record QualityAdjustment : Clause
{
    /// <summary>How much of a gain is lost at a score of nothing, 0 to 1.</summary>
    public required Rate GainReduction { get; init; }

    /// <summary>How much of a loss is forgiven at a full score, 0 to 1.</summary>
    public required Rate LossReduction { get; init; }

    internal override string Key => "quality-adjustment";

    internal override string UsualLabel => "Quality adjustment";

    internal override int PieceBound => 2;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var score = Needed(run.Sides) ? QualityRate.Score(ref run) : 0m;
        return WriteSides(ref run, pieces, 1m - (LossReduction.Fraction * score), 1m - (GainReduction.Fraction * (1m - score)));
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var reduction = before > 0m ? GainReduction : LossReduction;
        if (before == 0m || reduction == Rate.Zero)
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, LetterFor(before), before == 0m ? "Nothing to adjust." : "Quality does not change this side.", Running(before));
            return;
        }

        var score = QualityRate.Score(ref run);
        var writer = run.Writer!;
        var acting = before > 0m
            ? writer.Figure("quality-shortfall", "Shortfall from a full quality score", Unit.Rate, Operation.Complement, Authority, null, new Operand("quality score", score, Unit.Rate))
            : writer.Figure("quality-score", "Quality score", Unit.Rate, Operation.Stated, Authority, null, new Operand("quality score", score, Unit.Rate));
        writer.Effect(Key, Name, before, after, Changed(before, after), Operation.Reduce, Authority, LetterFor(before), null,
            Running(before), new Operand("greatest reduction", reduction.Fraction, Unit.Rate), new Operand(before > 0m ? "shortfall from a full score" : "quality score", acting, Unit.Rate));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        JudgeShare(GainReduction, path, "gainReduction", failures);
        JudgeShare(LossReduction, path, "lossReduction", failures);
        if (GainReduction == Rate.Zero && LossReduction == Rate.Zero)
        {
            failures.Add(new("adjustment-empty", path, string.Empty, "A quality adjustment changes gains, losses or both.", "State a reduction, or leave the clause out."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Quality>();

    private bool Needed(Sides sides) => ((sides & Sides.Gain) != 0 && GainReduction != Rate.Zero) || ((sides & Sides.Loss) != 0 && LossReduction != Rate.Zero);
}
