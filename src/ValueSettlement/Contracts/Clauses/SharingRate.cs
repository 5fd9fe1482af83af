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

    private protected override void Say(Phrase phrase) =>
        phrase.Add(Gain).Add(" of ").Add(phrase.Names.Gains).Add("; ").Add(Loss).Add(" of ").Add(phrase.Names.Losses);

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            EmitSide(ref run, Gain, "final-sharing-rate", run.RateName("Sharing rate", gains: true), gains: true);
        }

        if (run.Losses())
        {
            EmitSide(ref run, Loss, "final-loss-rate", run.RateName("Loss rate", gains: false), gains: false);
        }
    }

    private void EmitSide(ref Run run, QualityRate share, string key, string label, bool gains)
    {
        var rate = share.Resolve(ref run, key, label, Authority);
        if (run.LastShare(rate.Top, rate.Denominator))
        {
            run.Words!.Authority = share.Authority;
            run.Say(label, run.Words.ShareOf(gains));
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        Gain.Validate(Paths.Join(path, "gain"), failures);
        if (Gain.IsOfLosses())
        {
            failures.Add(new("rate-of-losses", Paths.Join(path, "gain"), Gain.ToString(),
                "Influence limits a share of losses, and no share of gains.", "State it as the share of losses."));
        }

        Loss.Validate(Paths.Join(path, "loss"), failures);
    }

    internal override void Reads(FactSet facts)
    {
        Gain.Reads(facts);
        Loss.Reads(facts);
    }
}
