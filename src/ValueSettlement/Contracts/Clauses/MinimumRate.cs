namespace ValueSettlement;

/// <summary>What is shared once the minimum rate is reached.</summary>
public enum Sharing
{
    /// <summary>Everything, from the first unit of money.</summary>
    FirstDollar,

    /// <summary>Only what lies beyond the minimum.</summary>
    Excess,
}

/// <summary>
/// The minimum savings rate and the minimum loss rate: savings count if they reach the first, losses if they reach the second ("meet or exceed", on unrounded amounts);
/// what does not reach it counts nothing.
/// <code>
/// x ≥ savings level  →  x (first dollar) or x − level (excess)
/// x ≤ −losses level  →  x                or x + level
/// otherwise          →  0
/// </code>
/// 42 CFR 425.604(b), 425.605(b), 425.610(b); CMS Shared Savings and Losses specifications version 11, section 4.2.
/// </summary>
public sealed record MinimumRate : Clause
{
    /// <summary>The level that savings must reach, usually a share of the benchmark.</summary>
    public required Level Savings { get; init => field = Given.Of(value); }

    /// <summary>The magnitude that losses must reach; <see langword="null"/> for a one-sided arrangement, in which losses are never shared.</summary>
    public Level? Losses { get; init; }

    /// <summary>What is shared once the minimum is reached. There is no default: the two differ in money.</summary>
    public required Sharing Shares { get; init; }

    internal override string Key => "minimum-rate";

    internal override string UsualLabel => Losses is null ? "Minimum savings rate" : "Minimum savings and loss rate";

    internal override int PieceBound => 3;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var gain = (run.Sides & Sides.Gain) != 0 ? Savings.Magnitude(ref run, Key, "Minimum savings", Authority) : 0m;
        var loss = (run.Sides & Sides.Loss) != 0 && Losses is not null ? Losses.Magnitude(ref run, Key, "Minimum losses", Authority) : 0m;
        var excess = Shares == Sharing.Excess;
        var count = 0;
        if (Losses is null || run.Sides == Sides.Gain)
        {
            pieces[count++] = Piece.Line(0m, 0m);
        }
        else
        {
            pieces[count++] = Piece.Line(1m, excess ? loss : 0m);
            if (gain == 0m && loss == 0m)
            {
                return count;
            }

            pieces[count++] = new(-loss, false, 0m, 0m);
        }

        pieces[count++] = new(gain, true, 1m, excess ? -gain : 0m);
        return count;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var writer = run.Writer!;
        if (before < 0m && Losses is null)
        {
            writer.Effect(Key, Name, before, after, Effect.Bound, Operation.Stated, Authority, LetterFor(before), "One-sided: losses are not shared.", new Operand("shared loss", 0m, Unit.Money));
            return;
        }

        if (before == 0m)
        {
            writer.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, Letter, "Neither savings nor losses.", Running(before));
            return;
        }

        var level = before > 0m
            ? Savings.Magnitude(ref run, "minimum-savings", "Minimum savings", Authority)
            : -Losses!.Magnitude(ref run, "minimum-losses", "Minimum losses", Authority);
        var reached = before > 0m ? before >= level : before <= level;
        writer.Effect(Key, Name, before, after, Changed(before, after), Shares == Sharing.FirstDollar ? Operation.FirstDollar : Operation.ExcessOnly, Authority, LetterFor(before),
            reached ? Shares == Sharing.FirstDollar ? "Reached: the whole difference counts." : "Reached: what lies beyond it counts." : "Not reached: nothing counts.",
            Running(before), new Operand("minimum losses", Math.Min(-Math.Abs(level), 0m), Unit.Money), new Operand("minimum savings", Math.Abs(level), Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        Savings.Judge(Paths.Join(path, "savings"), failures);
        Losses?.Judge(Paths.Join(path, "losses"), failures);
        if (Shares is not (Sharing.FirstDollar or Sharing.Excess))
        {
            failures.Add(new("sharing-unknown", Paths.Join(path, "shares"), EnumText.Of(Shares), "What is shared is FirstDollar or Excess.", "Choose one; they differ in money."));
        }
    }

    internal override void Reads(FactSet facts)
    {
        Savings.Reads(facts);
        Losses?.Reads(facts);
    }
}
