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
    public RateTerm? Score { get; init; }

    internal override string Key => "quality-gate";

    internal override string UsualLabel => "Quality gate";

    private protected override void Say(Phrase phrase)
    {
        var standard = Standard == QualityStandard.NotMet ? string.Empty : QualityWords.Of(Standard);
        var score = Score is null ? string.Empty : $"a quality score of at least {Score.Value.Value}";
        var both = standard.Length > 0 && score.Length > 0 ? " and " : string.Empty;
        phrase.Add($"{phrase.Names.Gains} are kept only with {standard}{both}{score}");
    }

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            var kept = Kept(ref run);
            if (run.LastShare(kept))
            {
                run.Say("share kept", note: kept == 1m ? "Passed." : $"Not passed: {run.Words!.Names.Gains} are forfeited.");
            }
        }

        if (run.Losses() && run.LastSame())
        {
            run.SayUnchanged($"The gate acts on {run.Words!.Names.Gains} only.");
        }
    }

    /// <summary>The share of a gain that is kept: everything or nothing, with the score or the standard that decided.</summary>
    private decimal Kept(ref Run run)
    {
        if (run.Need<Quality>("the result of quality measurement", "Add Quality (standard and score) to the facts.") is not { } quality)
        {
            return 0m;
        }

        var kept = 1m;
        if (Score is { } least && quality.Standard != QualityStandard.CompleteReporting)
        {
            kept = run.IfAtLeast(
                new("share-kept-by-score", "Share kept: the quality score against its threshold", Unit.Rate, least.Authority ?? Authority),
                new("share kept", 1m, Unit.Rate),
                new("quality score", QualityRate.Score(ref run), Unit.Rate),
                new("least score", least.Value.Fraction, Unit.Rate));
        }

        if (Standard > QualityStandard.NotMet || (Score is not null && quality.Standard == QualityStandard.CompleteReporting))
        {
            var passed = quality.Standard >= Standard;
            if (run.Words is { } words)
            {
                run.Stated(new("share-kept-by-standard", "Share kept: the quality standard", Unit.Rate, Authority),
                    new("share kept", passed ? 1m : 0m, Unit.Rate));
                words.Remark($"Reached: {QualityWords.Of(quality.Standard)}; needed: {QualityWords.Of(Standard)}.");
            }

            kept = passed ? kept : 0m;
        }

        return kept;
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateChoice(Standard, path, "standard", "quality-standard",
            "The quality standard is one of NotMet, Alternative, Met, CompleteReporting.", failures);
        if (Score is { } score)
        {
            ValidateShare(score, path, "score", failures);
        }

        if (Standard == QualityStandard.NotMet && Score is null)
        {
            failures.Add(new("gate-empty", path, string.Empty, "A quality gate asks for a standard, a score or both.",
                "State what passes the gate, or leave the clause out."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Quality>();
}
