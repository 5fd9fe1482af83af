namespace ValueSettlement;

/// <summary>
/// A share of gains that the provider has to spend on what the contract names, for example supervision or recruiting. The amount stays as
/// it is; the statement says how much of it is bound.
/// <code>x &gt; 0  →  x, of which x × share is bound</code>
/// </summary>
public sealed record Earmark : Clause
{
    /// <summary>The share that is bound, 0 to 1.</summary>
    public required RateTerm Share { get; init; }

    /// <summary>What it is to be spent on.</summary>
    public required string Purpose { get; init => field = Given.Of(value); }

    internal override string Key => "earmark";

    internal override string UsualLabel => "Earmark";

    private protected override void Say(Phrase phrase) => phrase.Add($"{Share.Value} of {phrase.Names.Gains} is spent on {Purpose}");

    internal override void Emit(ref Run run)
    {
        if (run.Gains() && run.LastSame())
        {
            _ = run.Share(Head.Amount("earmarked", $"Of this for {Purpose}", Share.Authority ?? Authority), Share.Value, "share bound",
                run.Running());
            run.SayUnchanged($"The amount stays as it is; a part of it is bound: {Purpose}.");
        }

        if (run.Losses() && run.LastSame())
        {
            run.SayUnchanged($"Only of {run.Words!.Names.Gains} a share is bound.");
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateShare(Share, path, "share", failures);
        TextRules.Validate(Purpose, path, "purpose", failures);
        if (string.IsNullOrWhiteSpace(Purpose))
        {
            failures.Add(new("name-empty", Paths.Join(path, "purpose"), string.Empty, "An earmark says what the money is for.",
                "Name the purpose."));
        }
    }

    internal override void Reads(FactSet facts)
    {
    }
}
