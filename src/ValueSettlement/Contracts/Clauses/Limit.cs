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

    internal override int PieceBound => 3;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var count = 0;
        if (Loss is not null && (run.Sides & Sides.Loss) != 0)
        {
            var loss = -Loss.Magnitude(ref run, Key, "Loss limit", Authority);
            pieces[count++] = Piece.Line(0m, loss);
            if (loss == 0m && Gain is not null && (run.Sides & Sides.Gain) != 0 && Gain.Magnitude(ref run, Key, "Payment limit", Authority) == 0m)
            {
                return count;
            }

            pieces[count++] = new(loss, true, 1m, 0m);
        }
        else
        {
            pieces[count++] = Piece.Line(1m, 0m);
        }

        if (Gain is not null && (run.Sides & Sides.Gain) != 0)
        {
            var gain = Gain.Magnitude(ref run, Key, "Payment limit", Authority);
            pieces[count++] = new(gain, count == 2 && pieces[count - 2].From == gain, 0m, gain);
        }

        return count;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var level = before > 0m ? Gain : before < 0m ? Loss : null;
        if (level is null)
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, LetterFor(before), before == 0m ? "Nothing to limit." : "No limit on this side.", Running(before));
            return;
        }

        var gains = before > 0m;
        var limit = level.Magnitude(ref run, gains ? "payment-limit" : "loss-limit", gains ? "Payment limit" : "Loss limit", Authority);
        run.Writer!.Effect(Key, Label ?? (gains ? "Payment limit applied" : "Loss limit applied"), before, after, Changed(before, after), gains ? Operation.Least : Operation.Greatest, Authority, LetterFor(before), null,
            Running(before), new Operand(gains ? "payment limit" : "loss limit", gains ? limit : -limit, Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        if (Gain is null && Loss is null)
        {
            failures.Add(new("limit-empty", path, string.Empty, "A limit limits gains, losses or both.", "State a gain limit, a loss limit or both, or leave the clause out."));
        }

        Gain?.Judge(Paths.Join(path, "gain"), failures);
        Loss?.Judge(Paths.Join(path, "loss"), failures);
    }

    internal override void Reads(FactSet facts)
    {
        Gain?.Reads(facts);
        Loss?.Reads(facts);
    }
}
