namespace ValueSettlement;

/// <summary>
/// What becomes of gains while a matter is watched or escalated: a share is kept, and the rest is forfeited, or paid later.
/// <code>
/// x &gt; 0, normal     →  x
/// x &gt; 0, watched    →  x × watch
/// x &gt; 0, escalated  →  x × escalated;   x × (1 − share) is carried forward if it is deferred
/// </code>
/// The state comes from <see cref="EscalationRules.Track"/> of the rules that stand here.
/// </summary>
public sealed record Escalation : Clause
{
    /// <summary>When a matter escalates and when it is over.</summary>
    public required EscalationRules Rules { get; init => field = Given.Of(value); }

    /// <summary>The share of gains that is kept while a matter is watched, 0 to 1.</summary>
    public RateTerm Watch { get; init; } = Rate.One;

    /// <summary>The share of gains that is kept while a matter is escalated, 0 to 1.</summary>
    public required RateTerm Escalated { get; init; }

    /// <summary>The name under which the rest is carried forward; <see langword="null"/> if it is forfeited.</summary>
    public Basis? Deferred { get; init; }

    internal override string Key => "escalation";

    internal override string UsualLabel => "Escalation";

    // An amount of zero defers nothing, and the settlement says so.
    internal override bool KeepsZero => false;

    private protected override void Say(Phrase phrase)
    {
        var watched = Watch.Value == Rate.One ? string.Empty : $" and {Watch.Value} while it is watched";
        phrase.Add($"{Escalated.Value} of {phrase.Names.Gains} is kept while a matter is escalated{watched}, and the rest is ")
            .Add($"{(Deferred is null ? "forfeited" : "paid later")} ({Rules?.InWords})");
    }

    internal override void Emit(ref Run run)
    {
        if (run.Gains() && run.Need<Standing>("the state of escalation", "Add the standing of the period: rules.Track(bands)[^1].AsFact().")
            is { } standing)
        {
            EmitGains(ref run, standing);
        }

        if (run.Losses() && run.LastSame())
        {
            run.SayUnchanged($"Acts on {run.Words!.Names.Gains} only.");
            Carry(run.Words, 0m);
        }

        if (run.Words is not null && run.IsZero)
        {
            run.SayZero();
            Carry(run.Words, 0m);
        }
    }

    private void EmitGains(ref Run run, Standing standing)
    {
        var kept = standing.State switch
        {
            EscalationState.Escalated => run.Rate(Escalated, "share-kept-escalated", "Share kept while escalated"),
            EscalationState.Watch => run.Rate(Watch, "share-kept-watched", "Share kept while watched"),
            _ => Rate.One,
        };
        if (run.LastShare(kept.Top, kept.Denominator))
        {
            run.Say("share kept", note: ContractWords.Sentence(standing.Said) + ".");
            Carry(run.Words!, Carried.Decide(run.Amount) - Carried.Decide(run.Result));
        }
    }

    private void Carry(LineWriter words, decimal amount)
    {
        if (Deferred is { } deferred)
        {
            words.CarriedForward.Add(new(deferred, amount));
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        Rules.Validate(Paths.Join(path, "rules"), failures);
        ValidateShare(Watch, path, "watch", failures);
        ValidateShare(Escalated, path, "escalated", failures);
        if (Deferred is { } deferred)
        {
            Deferral.ValidateName(deferred, path, failures);
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Standing>();
}

/// <summary>How far a matter has gone in the period that is settled.</summary>
public sealed record Standing : Fact
{
    private static readonly StandingRules Rules = new();

    /// <summary>The state.</summary>
    public required EscalationState State { get; init; }

    /// <summary>Why.</summary>
    public EscalationCause Cause { get; init; } = EscalationCause.None;

    /// <summary>The place of the period in its series, from 1; <see langword="null"/> if nobody counted.</summary>
    public int? Period { get; init; }

    internal override string InWords => "the state of escalation";

    internal override string Said => (State switch
    {
        EscalationState.Normal => "normal",
        EscalationState.Watch => "watched",
        EscalationState.Escalated => "escalated",
        _ => EnumText.Of(State),
    }) + (Cause switch
    {
        EscalationCause.Severe => ": one severe period",
        EscalationCause.Consecutive => ": bad periods in a row",
        EscalationCause.SeveralOfLast => ": enough of the last periods were bad",
        EscalationCause.Released => ": enough good periods in a row ended it",
        EscalationCause.Missing => ": the period has no band",
        _ => string.Empty,
    }) + (Period is { } period ? FormattableString.Invariant($" (period {period})") : string.Empty);

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    private sealed class StandingRules : Rules<Standing>
    {
        public StandingRules()
        {
            Rule("escalation-state", "state", f => f.State, static f => Enum.IsDefined(f.State),
                "A matter is normal, watched or escalated.", "State Normal, Watch or Escalated.");
            Rule("escalation-cause", "cause", f => f.Cause, static f => Enum.IsDefined(f.Cause),
                "A cause is None, Severe, Consecutive, SeveralOfLast, Released or Missing.",
                "Take the standing from EscalationRules.Track.");
            Rule("escalation-cause", "cause", f => f.Cause, static f => f.State switch
            {
                EscalationState.Escalated => f.Cause != EscalationCause.Released,
                _ => f.Cause is EscalationCause.None or EscalationCause.Released or EscalationCause.Missing,
            }, "A trigger escalates, and what was released is no longer escalated.", "Take the standing from EscalationRules.Track.");
            Rule("period-count", "period", f => f.Period, static f => f.Period is null or >= 1, "Periods are counted from 1.",
                "State its place in the series, or leave it out.");
        }
    }
}
