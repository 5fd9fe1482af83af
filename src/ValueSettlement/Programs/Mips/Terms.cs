namespace ValueSettlement.Programs;

/// <summary>What decides MIPS for one payment year.</summary>
public sealed record MipsTerms : ProgrammeTerms
{
    /// <summary>The payment year, 2019 to 2100; performance is that of two years before.</summary>
    public required int Year { get; init; }

    /// <summary>The names of the clinicians or groups, no two the same: one for a clinician alone, all of them where the scaling factor is
    /// found.</summary>
    public required ValueList<string> Clinicians { get; init => field = Given.Of(value); }

    /// <summary>The scaling factor of positive adjustments, 0 to the greatest one, as it was published; <see langword="null"/> to find it
    /// from these clinicians, so that what some are paid more is what others are paid less.</summary>
    public Cited<decimal>? ScalingFactor { get; init; }

    /// <summary>The factor that scales additional adjustments, 0 to 1; stated where the scaling factor is stated and the year has
    /// them.</summary>
    public Cited<decimal>? AdditionalScaling { get; init; }

    /// <summary>The rules of the year; what is left out is the programme's own.</summary>
    public MipsRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Mips.For(this).Contract;

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal override bool DependsOnQuality => true;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            var (threshold, percent) = (Rules!.Threshold!, Rules.ApplicablePercent!);
            var least = NumberText.Number(threshold.Value);
            yield return new($"A score below {least} lowers allowed charges by {percent.Value} × ({least} − score) ÷ {least}, and by "
                + $"{percent.Value} up to a quarter of {least}.", threshold.Authority);
            yield return new($"A score of {least} or more raises them by {percent.Value} × (score − {least}) ÷ "
                + $"(100 − {least}) × a scaling factor"
                + (ScalingFactor is { } stated ? $" of {NumberText.Number(stated.Value)}."
                    : ", which makes what is raised what is lowered, "
                    + $"and is at most {NumberText.Number(Rules.GreatestScaling!.Value)}."),
                ScalingFactor?.Authority ?? Rules.GreatestScaling!.Authority);
            if (Rules.HasAdditional)
            {
                yield return new($"From a score of {NumberText.Number(Rules.AdditionalThreshold!.Value)} on there is an additional "
                    + $"adjustment, linear from {Rules.Additional!.Value.AtThreshold} to {Rules.Additional.Value.AtHundred} at 100, "
                    + (AdditionalScaling is { } scaled ? $"scaled by {NumberText.Number(scaled.Value)}."
                        : $"scaled so that all of them come to at most {Rules.AdditionalFunds!.Value}."), Rules.Additional.Authority);
            }
        }
    }

    private protected override MipsTerms Resolve() => this with { Rules = (Rules ?? new()).On(new(Year, 1, 1)) };

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2019 or > 2100)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"),
                "MIPS changes payments from 2019 on.", "State the payment year, two years after the performance."));
            ExchangePoolTerms.ValidateNames(Clinicians, "clinicians", failures);
            return;
        }

        var rules = Resolve().Rules!;
        rules.Validate(failures);
        ExchangePoolTerms.ValidateNames(Clinicians, "clinicians", failures);
        if (ScalingFactor is { } factor && (factor.Value < 0m || factor.Value > rules.GreatestScaling!.Value))
        {
            failures.Add(new("scaling-range", "scalingFactor.value", NumberText.Number(factor.Value),
                $"A scaling factor lies between 0 and {NumberText.Number(rules.GreatestScaling!.Value)}.", "State it as published."));
        }

        if (AdditionalScaling is { Value: < 0m or > 1m } additional)
        {
            failures.Add(new("scaling-range", "additionalScaling.value", NumberText.Number(additional.Value),
                "Additional adjustments are scaled by 0 to 1.", "State it as published."));
        }

        var needed = ScalingFactor is not null && rules.HasAdditional;
        if (AdditionalScaling is null ? needed : !needed)
        {
            failures.Add(new("additional-scaling", "additionalScaling",
                AdditionalScaling is { } given ? NumberText.Number(given.Value) : string.Empty,
                "The scaling of additional adjustments is stated where the scaling factor is, in a year that has them.",
                needed ? "State the factor as published with the scaling factor." : "Leave it out."));
        }
    }
}
