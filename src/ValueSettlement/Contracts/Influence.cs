namespace ValueSettlement;

/// <summary>
/// A share of losses that is never more than the provider's own influence on the result: one minus the influence of the system around it.
/// <code>
/// borne by the provider     = loss × min(share, 1 − system influence)
/// borne by the system pool  = (loss − borne by the provider) × system pool
/// borne by the commissioner = what is left
/// </code>
/// The influence is the number <c>system-influence</c>, declared for the measure before the period begins.
/// </summary>
/// <param name="Share">The share otherwise due.</param>
public sealed record WithinInfluence(QualityRate Share) : QualityRate
{
    /// <summary>The share otherwise due.</summary>
    public QualityRate Share { get; init => field = Given.Of(value); } = Given.Of(Share);

    /// <summary>The part of what the provider does not bear that a pool of the system bears, 0 to 1; the commissioner (the payer) bears the
    /// rest. The settlement shows both; neither is paid by this contract.</summary>
    public Rate SystemPool { get; init; }

    private protected override void Say(Phrase phrase)
    {
        phrase.Add(Share).Add(", at most one minus the declared influence of the system,");
        if (SystemPool > Rate.Zero)
        {
            phrase.Add($" with {SystemPool} of the rest borne by a pool of the system,");
        }
    }

    private protected override Rate Find(ref Run run, in Head head)
    {
        var share = Share.Resolve(ref run, run.Named(head.Key, "-whole"), run.Named(head.Label, " before the influence of the system"),
            head.Authority);
        if (run.Need(WellKnown.SystemInfluence) is not { } influence)
        {
            return Rate.Zero;
        }

        var own = run.Complement(new(run.Named(head.Key, "-own"), "Influence of its own", Unit.Rate, head.Authority),
            new("influence of the system", influence.Figure.Number, Unit.Rate), new("the whole", 1m, Unit.Rate));
        var borne = run.Clamp(head, new("share otherwise due", share.Fraction, Unit.Rate), new("nothing", 0m, Unit.Rate),
            new("influence of its own", own, Unit.Rate));
        if (run.Words is not null)
        {
            SayOthers(ref run, head, borne);
        }

        return Rate.Within(borne);
    }

    /// <summary>Who bears what the provider does not.</summary>
    private void SayOthers(ref Run run, in Head head, Exact borne)
    {
        var rest = Exact.One - borne;
        if (SystemPool == Rate.Zero)
        {
            _ = run.Product(Head.Amount(head.Key + "-borne-by-payer", $"Borne by the {run.Words!.Names.Payer}", head.Authority),
                new($"share of the {run.Words.Names.Payer}", rest, Unit.Rate), run.Running());
            return;
        }

        var pool = run.Product(new(head.Key + "-system-pool", "Share borne by the pool of the system", Unit.Rate, head.Authority),
            new("share that the provider does not bear", rest, Unit.Rate), new("of it to the pool", SystemPool.Fraction, Unit.Rate));
        _ = run.Product(Head.Amount(head.Key + "-borne-by-pool", "Borne by the pool of the system", head.Authority),
            new("share of the pool", pool, Unit.Rate), run.Running());
        _ = run.Product(Head.Amount(head.Key + "-borne-by-payer", $"Borne by the {run.Words!.Names.Payer}", head.Authority),
            new($"share of the {run.Words.Names.Payer}", rest - pool, Unit.Rate), run.Running());
    }

    internal override bool IsOfLosses(int deep = FactSet.MaximumDepth) => true;

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
        Share.Validate(Paths.Join(path, "share"), failures);
        ValidateRate(SystemPool, path, "systemPool", failures);
    }

    internal override void Reads(FactSet facts)
    {
        facts.Add(WellKnown.SystemInfluence);
        if (facts.Enter())
        {
            Share.Reads(facts);
            facts.Leave();
        }
    }
}
