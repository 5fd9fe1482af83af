namespace ValueSettlement.Programs;

/// <summary>What decides a BPCI Advanced contract for one model year.</summary>
public sealed record BundledPaymentsTerms : ProgrammeTerms
{
    /// <summary>The model year as the model counts them, 1 to 8: October 2018 to December 2025. Year 1 has three months.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the programme's own. <c>BundledPaymentsAdvanced.For(terms).Rules with { … }</c>
    /// replaces single values, each with its citation.
    /// </summary>
    public BundledPaymentsRules? Rules { get; init; }

    /// <summary>A name for the contract, for example the initiator's; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => BundledPaymentsAdvanced.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is not { } rules)
            {
                yield break;
            }

            yield return new(
                $"The window of an episode is {NumberText.Number(rules.Days.Value)} days from the anchor discharge or procedure on.",
                rules.Days.Authority);
            yield return new($"The discount on surgical episodes is {rules.SurgicalDiscount.Value}.", rules.SurgicalDiscount.Authority);
            yield return new($"The discount on medical episodes is {rules.MedicalDiscount.Value}.", rules.MedicalDiscount.Authority);
            if (rules.PeerTrendWithin is { } within)
            {
                yield return new($"The trend factor of the peer group counts within {within.Value} of 1.", within.Authority);
            }
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 1 or > 8)
        {
            failures.Add(new("period-unknown", "year", FormattableString.Invariant($"{Year}"),
                "Model years are 1 to 8, as the model counts them.", "Choose one of them."));
        }
    }

    private protected override BundledPaymentsTerms Resolve() => this with { Rules = Rules ?? BundledPaymentsRules.Of(Year) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
