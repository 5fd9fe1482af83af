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
/// The minimum savings rate and the minimum loss rate: savings count if they reach the first, losses if they reach the second ("meet or
/// exceed");
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

    /// <summary>The magnitude that losses must reach; <see langword="null"/> for a one-sided arrangement, in which losses are never
    /// shared.</summary>
    public Level? Losses { get; init; }

    /// <summary>What is shared once the minimum is reached. There is no default: the two differ in money.</summary>
    public required Sharing Shares { get; init; }

    internal override string Key => "minimum-rate";

    internal override string UsualLabel => Losses is null ? "Minimum savings rate" : "Minimum savings and loss rate";

    private protected override void Say(Phrase phrase)
    {
        var counted = Shares == Sharing.Excess ? ", and only what lies beyond it" : ", in full";
        phrase.Add(phrase.Names.Gains).Add(" count from ").Add(Savings).Add(counted);
        if (Losses is null)
        {
            phrase.Add("; ").Add(phrase.Names.Losses).Add(" are not shared");
        }
        else
        {
            phrase.Add("; ").Add(phrase.Names.Losses).Add(" from ").Add(Losses).Add(counted);
        }
    }

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            EmitSide(ref run, Savings, "minimum-savings", run.Words is { } words ? "Minimum " + words.Names.Gains : "Minimum savings");
        }

        if (run.Losses())
        {
            if (Losses is not null)
            {
                EmitSide(ref run, Losses, "minimum-losses", run.Words is { } words ? "Minimum " + words.Names.Losses : "Minimum losses");
            }
            else if (run.LastShare(0m))
            {
                run.Say("share that counts", note: $"One-sided: {run.Words!.Names.Losses} are not shared.");
            }
        }
    }

    private void EmitSide(ref Run run, Level minimum, string key, string label)
    {
        var level = minimum.Magnitude(ref run, key, label, Authority);
        if (run.Words is { } told && minimum is FromSize replaced && replaced.IsReplaced(ref run))
        {
            told.Authority = replaced.Authority;
        }

        if (run.PieceNothing(level, false))
        {
            run.Say("share that counts", note: "Not reached: nothing counts.");
        }

        if (Shares == Sharing.Excess)
        {
            if (run.Last(level, 0m, 1m))
            {
                run.Say("share", note: "Reached: what lies beyond it counts.", from: label);
            }
        }
        else if (run.LastSame())
        {
            run.SayUnchanged("Reached: the whole difference counts.");
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        Savings.Validate(Paths.Join(path, "savings"), failures);
        Losses?.Validate(Paths.Join(path, "losses"), failures);
        ValidateChoice(Shares, path, "shares", "sharing-unknown",
            "What is shared is FirstDollar or Excess; they differ in money.", failures);
    }

    internal override void Reads(FactSet facts)
    {
        Savings.Reads(facts);
        Losses?.Reads(facts);
    }
}
