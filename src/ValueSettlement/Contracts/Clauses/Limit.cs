namespace ValueSettlement;

/// <summary>
/// The most that can be earned and the most that can be owed: performance payment limit and loss recoupment limit, stop-gain and stop-loss.
/// <code>x  →  min(x, gain limit) for gains;  max(x, −loss limit) for losses</code>
/// 42 CFR 425.604(e)(2), 425.605(d)(1)(iii)–(v), 425.606(e)–(g), 425.610(e)–(g).
/// </summary>
public sealed record Limit : Clause
{
    /// <summary>The greatest gain, a magnitude; <see langword="null"/> for no limit.</summary>
    public Level? Gain { get; init; }

    /// <summary>The greatest loss, a magnitude; <see langword="null"/> for no limit.</summary>
    public Level? Loss { get; init; }

    internal override string Key => "limit";

    internal override string UsualLabel => "Payment and loss limit";

    private protected override void Say(Phrase phrase)
    {
        if (Gain is not null)
        {
            phrase.Add(phrase.Names.Gains).Add(" at most ").Add(Gain);
        }

        if (Loss is not null)
        {
            phrase.Add(Gain is null ? string.Empty : "; ").Add(phrase.Names.Losses).Add(" at most ").Add(Loss);
        }
    }

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            EmitSide(ref run, Gain, "payment-limit", "Payment limit", Operation.Least);
        }

        if (run.Losses())
        {
            EmitSide(ref run, Loss, "loss-limit", "Loss limit", Operation.Greatest);
        }
    }

    private void EmitSide(ref Run run, Level? level, string key, string label, Operation operation)
    {
        if (level is null)
        {
            if (run.LastSame())
            {
                run.SayUnchanged("No limit on this side.");
            }

            return;
        }

        var limit = level.Magnitude(ref run, key, label, Authority);
        if (run.PieceSame(limit, true) || run.Last(0m, limit, 0m))
        {
            run.SayHeld(operation, label, operation == Operation.Least ? limit : -limit, run.Named(label, " applied"));
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Gain is null && Loss is null)
        {
            failures.Add(new("limit-empty", path, string.Empty, "A limit limits gains, losses or both.",
                "State a gain limit, a loss limit or both, or leave the clause out."));
        }

        Gain?.Validate(Paths.Join(path, "gain"), failures);
        Loss?.Validate(Paths.Join(path, "loss"), failures);
    }

    internal override void Reads(FactSet facts)
    {
        Gain?.Reads(facts);
        Loss?.Reads(facts);
    }
}
