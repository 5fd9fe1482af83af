namespace ValueSettlement;

/// <summary>
/// The provider's share of savings and of losses, each flat or depending on quality; not rounded.
/// <code>
/// x &gt; 0  →  x × gain rate
/// x &lt; 0  →  x × loss rate
/// </code>
/// 42 CFR 425.604(d), 425.605(d), 425.606(d) and (f), 425.610(d) and (f).
/// </summary>
public sealed record SharingRate : Clause
{
    /// <summary>The provider's share of savings.</summary>
    public required QualityRate Gain { get; init => field = Given.Of(value); }

    /// <summary>The provider's share of losses.</summary>
    public required QualityRate Loss { get; init => field = Given.Of(value); }

    internal override string Key => "sharing-rate";

    internal override string UsualLabel => "Provider's share";

    internal override int PieceBound => 2;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var count = 0;
        if ((run.Sides & Sides.Loss) != 0)
        {
            pieces[count++] = Piece.Line(Loss.Resolve(ref run, Key, "Loss rate", Authority), 0m);
        }

        if ((run.Sides & Sides.Gain) != 0)
        {
            pieces[count++] = new(count == 0 ? Piece.Unbounded : 0m, true, Gain.Resolve(ref run, Key, "Sharing rate", Authority), 0m);
        }

        return count;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        if (before == 0m)
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, Letter, "Nothing to share.", Running(before));
            return;
        }

        var gains = before > 0m;
        var rate = gains ? Gain.Resolve(ref run, "final-sharing-rate", "Sharing rate", Authority) : Loss.Resolve(ref run, "final-loss-rate", "Loss rate", Authority);
        run.Writer!.Effect(Key, Label ?? (gains ? "Provider's share of savings" : "Provider's share of losses"), before, after, Changed(before, after), Operation.Product, Authority, LetterFor(before), null,
            Running(before), new Operand(gains ? "sharing rate" : "loss rate", rate, Unit.Rate));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        Gain.Judge(Paths.Join(path, "gain"), failures);
        Loss.Judge(Paths.Join(path, "loss"), failures);
    }

    internal override void Reads(FactSet facts)
    {
        Gain.Reads(facts);
        Loss.Reads(facts);
    }
}
