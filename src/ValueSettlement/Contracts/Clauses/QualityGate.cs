namespace ValueSettlement;

/// <summary>
/// A gate on quality: if it is not passed, gains are forfeited; losses are left alone.
/// <code>gate not passed and x &gt; 0  →  0</code>
/// </summary>
public sealed record QualityGate : Clause
{
    /// <summary>The least standard that passes.</summary>
    public QualityStandard Standard { get; init; } = QualityStandard.NotMet;

    /// <summary>The least score that passes, inclusive; <see langword="null"/> if only the standard counts.</summary>
    public Rate? Score { get; init; }

    internal override string Key => "quality-gate";

    internal override string UsualLabel => "Quality gate";

    internal override int PieceBound => 2;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        pieces[0] = Piece.Line(1m, 0m);
        if ((run.Sides & Sides.Gain) == 0 || Passed(ref run))
        {
            return 1;
        }

        pieces[1] = new(0m, true, 0m, 0m);
        return 2;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        if (before <= 0m)
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, LetterFor(before), "The gate acts on gains only.", Running(before));
        }
        else if (Passed(ref run))
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, Letter, "Passed.", Running(before));
        }
        else
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.Bound, Operation.Stated, Authority, Letter, "Not passed: gains are forfeited.", new Operand("payable gain", 0m, Unit.Money));
        }
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        if (Standard is < QualityStandard.NotMet or > QualityStandard.CompleteReporting)
        {
            failures.Add(new("quality-standard", Paths.Join(path, "standard"), EnumText.Of(Standard), "The quality standard is one of NotMet, Alternative, Met, CompleteReporting.", "Choose the least standard that passes."));
        }

        if (Score is { } score)
        {
            JudgeShare(score, path, "score", failures);
        }

        if (Standard == QualityStandard.NotMet && Score is null)
        {
            failures.Add(new("gate-empty", path, string.Empty, "A quality gate asks for a standard, a score or both.", "State what passes the gate, or leave the clause out."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Quality>();

    private bool Passed(ref Run run)
    {
        if (run.Need<Quality>("the result of quality measurement", "Add Quality (standard and score) to the facts.") is not { } quality)
        {
            return false;
        }

        if (Score is { } least && quality.Standard != QualityStandard.CompleteReporting)
        {
            if (quality.Score?.Value is not { } score)
            {
                run.Missing("a quality score", "Give the Quality fact a score.");
                return false;
            }

            if (score < least.Fraction)
            {
                return false;
            }
        }

        return quality.Standard >= Standard;
    }
}
