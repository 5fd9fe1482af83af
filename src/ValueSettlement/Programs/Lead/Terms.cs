namespace ValueSettlement.Programs;

/// <summary>The two discounts that are reported for LEAD; what decides between them is not known.</summary>
public enum LeadDiscount
{
    /// <summary>1.75 %.</summary>
    Lower,

    /// <summary>3 %.</summary>
    Higher,
}

/// <summary>
/// What decides a LEAD contract for one performance year. The model is announced, not in force, and known only from third parties.
/// </summary>
public sealed record LeadTerms : ProgrammeTerms
{
    /// <summary>The performance year, 2027 to 2036.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// What sequestration applies to. There is no default: the reports conflict with the participation agreement of the model before it.
    /// </summary>
    public required AppliesTo SequestrationAppliesTo { get; init; }

    /// <summary>Which of the two reported discounts; <see langword="null"/> if benchmarks are stated after it.</summary>
    public LeadDiscount? Discount { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the reported ones. <c>Lead.For(terms).Rules with { … }</c> replaces single values,
    /// each with its citation.
    /// </summary>
    public LeadRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Lead.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2027 or > 2036)
        {
            failures.Add(new("year-unknown", "year", UnitText.Of(Year, Unit.Count),
                "The model is announced for the performance years 2027 to 2036.", "Check the year; up to 2026 see AcoReach."));
        }

        if (Discount is { } discount && !Enum.IsDefined(discount))
        {
            failures.Add(new("discount-unknown", "discount", EnumText.Of(discount), "Two discounts are reported.",
                $"Choose one of {string.Join(", ", Enum.GetNames<LeadDiscount>())}."));
        }
    }

    private protected override LeadTerms Resolve() => this with { Rules = Rules ?? LeadRules.Of(Year, Discount) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
