namespace ValueSettlement;

/// <summary>What follows from a result besides money.</summary>
public enum ConsequenceKind
{
    /// <summary>The provider submits and follows a plan of corrective action.</summary>
    CorrectiveAction = 1,

    /// <summary>Funding goes on as agreed.</summary>
    ContinuedFunding,

    /// <summary>More is commissioned.</summary>
    ExpandedFunding,

    /// <summary>Referrals or enrolment move to others, or stop.</summary>
    MarketShareShift,

    /// <summary>No new members, referrals or orders for a time.</summary>
    EnrolmentFreeze,

    /// <summary>The parties negotiate again.</summary>
    Renegotiation,

    /// <summary>The service is put out to tender.</summary>
    Reprocurement,

    /// <summary>The contract ends.</summary>
    Termination,

    /// <summary>A matter is reviewed before it is decided.</summary>
    Review,
}

/// <summary>
/// A rung of the ladder of accountability: what follows besides money where its conditions hold. The amount stays as it is; the settlement
/// lists what is due.
/// <code>x  →  x, and the consequence is due where x lies on its side and every condition holds</code>
/// </summary>
public sealed record Consequence : Clause
{
    /// <summary>What follows.</summary>
    public required ConsequenceKind What { get; init; }

    /// <summary>On which side the amount lies where it follows: losses, gains, or both with zero.</summary>
    public required AppliesTo AppliesTo { get; init; }

    /// <summary>What must hold; all of it. Empty if the side alone decides.</summary>
    public ValueList<Condition> When { get; init => field = Given.Of(value); } = [];

    /// <summary>What is to be done, in the contract's words.</summary>
    public required string Action { get; init => field = Given.Of(value); }

    /// <summary>Who has to do it.</summary>
    public required string Owner { get; init => field = Given.Of(value); }

    /// <summary>Days after notice of the settlement by which it is done, at least 1; <see langword="null"/> without a deadline.</summary>
    public int? WithinDays { get; init; }

    internal override string Key => "consequence";

    internal override string UsualLabel => "Consequence";

    internal override bool KeepsZero => AppliesTo != AppliesTo.Both;

    private protected override void Say(Phrase phrase)
    {
        var side = AppliesTo == AppliesTo.Both ? string.Empty : $"there are {phrase.Of(AppliesTo)}";
        string[] needed = [.. side.Length == 0 ? [] : new[] { side }, .. When.Select(static c => c.InWords)];
        phrase.Add(Due).Add(needed.Length == 0 ? string.Empty : $", where {string.Join(" and ", needed)}");
    }

    internal override void Emit(ref Run run)
    {
        if (AppliesTo == AppliesTo.Both)
        {
            run.WholeLine();
            EmitSide(ref run, applies: true);
            return;
        }

        if (run.Gains())
        {
            EmitSide(ref run, AppliesTo == AppliesTo.Gains);
        }

        if (run.Losses())
        {
            EmitSide(ref run, AppliesTo == AppliesTo.Losses);
        }
    }

    private void EmitSide(ref Run run, bool applies)
    {
        var holds = applies;
        List<string>? failed = null;
        foreach (var condition in applies ? When.AsSpan() : [])
        {
            if (condition.Holds(ref run) is var answer && answer != true)
            {
                holds = false;
                if (run.Words is not null)
                {
                    (failed ??= []).Add(answer is null ? $"nobody said whether {condition.InWords}" : $"not {condition.InWords}");
                }
            }
        }


        if (run.LastSame())
        {
            var names = run.Words!.Names;
            run.SayUnchanged(holds ? $"Due: {Due}." : applies ? $"Not due: {string.Join("; ", failed!)}."
                : $"Not due: it follows {(AppliesTo == AppliesTo.Gains ? names.Gains : names.Losses)} only.");
            if (holds)
            {
                run.Words!.Consequences.Add(new(Name, What, Action, Owner, WithinDays));
            }
        }
    }

    private string Due => Said(What, Action, Owner, WithinDays);

    internal static string Said(ConsequenceKind what, string action, string owner, int? withinDays) =>
        $"{Printed.Words(EnumText.Of(what))} by {owner}"
        + (withinDays is { } days ? FormattableString.Invariant($" within {days} days of notice") : string.Empty) + $": {action}";

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateChoice(What, path, "what", "consequence-unknown", "A consequence is of one of the kinds that contracts have.", failures);
        if (AppliesTo is not (AppliesTo.Gains or AppliesTo.Losses or AppliesTo.Both))
        {
            failures.Add(new("applies-unknown", Paths.Join(path, "appliesTo"), EnumText.Of(AppliesTo),
                "A consequence follows gains, losses or both.", "Choose Gains, Losses or Both."));
        }

        foreach (var (text, member, rule) in new[] { (Action, "action", "A consequence says what is to be done."),
            (Owner, "owner", "A consequence names who has to act.") })
        {
            TextRules.Validate(text, path, member, failures, TextRules.Sentence);
            if (string.IsNullOrWhiteSpace(text))
            {
                failures.Add(new("name-empty", Paths.Join(path, member), string.Empty, rule, "Write it in the contract's words."));
            }
        }

        if (WithinDays is < 1 or > MostDays)
        {
            failures.Add(new("days-range", Paths.Join(path, "withinDays"), UnitText.Of(WithinDays.Value, Unit.Count),
                FormattableString.Invariant($"A deadline lies 1 to {MostDays:#,##0} days after notice."),
                "State the days, or leave it out."));
        }

        for (var i = 0; i < When.Count; i++)
        {
            When[i].Validate(Paths.Item(path, "when", i), failures);
        }
    }

    private const int MostDays = 10_000;

    internal override void Reads(FactSet facts)
    {
        foreach (var condition in When)
        {
            condition.Reads(facts);
        }
    }
}

/// <summary>What a settlement says is due besides money.</summary>
/// <param name="Rule">The name of the clause.</param>
/// <param name="What">What follows.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Owner">Who has to do it.</param>
/// <param name="WithinDays">Days after notice by which it is done; <see langword="null"/> without a deadline.</param>
public sealed record DueConsequence(string Rule, ConsequenceKind What, string Action, string Owner, int? WithinDays)
{
    internal string InWords => Consequence.Said(What, Action, Owner, WithinDays);

    /// <summary>What is due, in a sentence.</summary>
    public override string ToString() => InWords;
}
