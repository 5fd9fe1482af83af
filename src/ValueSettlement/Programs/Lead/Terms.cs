using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>The risk arrangements of LEAD.</summary>
public enum LeadArrangement
{
    /// <summary>Full risk in the first band, with a discount.</summary>
    Global,

    /// <summary>Part of savings and losses, without a discount.</summary>
    Professional,
}

/// <summary>How the spending of an organisation compares with its region: decides discount, regional adjustment and add-on.</summary>
public enum LeadSpendingGroup
{
    /// <summary>Lower spending: the greater discount, and a regional adjustment in the Global arrangement.</summary>
    Lower,

    /// <summary>Higher spending: a smaller discount in the first years, and an add-on.</summary>
    Higher,
}

/// <summary>Whether sequestration acts before or after the corridor: the reports conflict.</summary>
public enum LeadSequestrationPlace
{
    /// <summary>On what enters the corridor, as a workbook does.</summary>
    BeforeCorridor,

    /// <summary>On what is shared, as the finance paper says.</summary>
    AfterCorridor,
}

/// <summary>
/// What decides a LEAD contract for one performance year. The model is announced and not in force; what the reports leave open or conflict
/// in is a term without a default.
/// </summary>
public sealed record LeadTerms : ProgrammeTerms
{
    /// <summary>The performance year, 2027 to 2036.</summary>
    public required int Year { get; init; }

    /// <summary>The risk arrangement.</summary>
    public required LeadArrangement Arrangement { get; init; }

    /// <summary>The spending group.</summary>
    public required LeadSpendingGroup SpendingGroup { get; init; }

    /// <summary>Whether it is a High Needs organisation, with a wider cap of the risk score.</summary>
    public bool HighNeeds { get; init; }

    /// <summary>Whether it renews from the Shared Savings Program, with a lower cap of the regional adjustment.</summary>
    public bool RenewingFromSharedSavings { get; init; }

    /// <summary>Where the add-on of higher spending stands; needed for that group, <see langword="null"/> for the other one.</summary>
    public AdjustmentPlace? AddOnPlace { get; init; }

    /// <summary>What sequestration applies to.</summary>
    public required AppliesTo SequestrationAppliesTo { get; init; }

    /// <summary>Whether sequestration acts before or after the corridor.</summary>
    public required LeadSequestrationPlace SequestrationPlace { get; init; }

    /// <summary>
    /// The discount of higher spending in the Global arrangement from 2028 to 2031, 0 to 1, with its citation: only those of 2027 and from
    /// 2032 on are reported. <see langword="null"/> elsewhere.
    /// </summary>
    public Cited<Rate>? StatedDiscount { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the reported ones. <c>Lead.For(terms).Rules with { … }</c> replaces single values,
    /// each with its citation.
    /// </summary>
    public LeadRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Lead.For(this).Contract;

    internal override bool DependsOnQuality => Rules is { QualityWithhold.Value.Fraction: > 0m };

    internal override IEnumerable<CitedSentence> Sentences => Rules is not { } rules ? [] :
    [
        .. (StatedDiscount ?? rules.Discount) is { } discount
            ? (CitedSentence[])[new($"The benchmark is taken less a discount of {discount.Value}.", discount.Authority)] : [],
        new($"Quality takes up to {rules.QualityWithhold.Value} off the benchmark as its score falls.", rules.QualityWithhold.Authority),
        .. rules.AddOn is { } addOn && AddOnPlace is { } place
            ? (CitedSentence[])[new($"An add-on of {addOn.Value} of the benchmark is added {Lead.InWords(place)}.", addOn.Authority)] : [],
        new($"The risk ratio counts within {rules.RiskCapWidth.Value} of 1.", rules.RiskCapWidth.Authority),
        .. rules.RegionalShare is { } region
            ? (CitedSentence[])[new($"{region.Value} of a positive regional difference counts, at most {rules.RegionalCap.Value} of the "
                + "updated benchmark.", region.Authority.OrLessCertain(rules.RegionalCap.Authority))]
            : [],
        new($"{rules.PriorSavingsShare.Value} of the prior savings that count is added, at most {rules.PriorSavingsCap.Value} of the "
            + $"updated benchmark{(rules.RegionalShare is null ? "." : "; of the two adjustments the higher one counts.")}",
            rules.PriorSavingsShare.Authority.OrLessCertain(rules.PriorSavingsCap.Authority)),
        new($"{rules.SuspectBillingExcluded.Value} of suspect billing is left out of expenditure.", rules.SuspectBillingExcluded.Authority),
        new($"{rules.SkinSubstitutesExcluded.Value} of the spending on skin substitutes is left out of expenditure.",
            rules.SkinSubstitutesExcluded.Authority),
    ];

    /// <summary>Whether the discount of arrangement, group and year is not reported and has to be stated.</summary>
    private bool NeedsStatedDiscount => Arrangement == LeadArrangement.Global && SpendingGroup == LeadSpendingGroup.Higher
        && Year is >= 2028 and <= 2031;

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2027 or > 2036)
        {
            failures.Add(new("year-unknown", "year", UnitText.Of(Year, Unit.Year),
                "The model is announced for the performance years 2027 to 2036.", "Check the year; up to 2026 see AcoReach."));
        }

        Known(Arrangement, "arrangement", failures);
        Known(SpendingGroup, "spendingGroup", failures);
        Known(SequestrationPlace, "sequestrationPlace", failures);
        if (AddOnPlace is { } place)
        {
            Known(place, "addOnPlace", failures);
        }

        if (SpendingGroup == LeadSpendingGroup.Higher != AddOnPlace is not null)
        {
            failures.Add(AddOnPlace is null
                ? new("add-on-place-missing", "addOnPlace", string.Empty,
                    "Higher spending has an add-on, and whether it comes before the discount is not reported.",
                    $"State where it stands: {string.Join(", ", Enum.GetNames<AdjustmentPlace>())}.")
                : new("term-unused", "addOnPlace", EnumText.Of(AddOnPlace.Value), "Only higher spending has an add-on.", "Leave it out."));
        }

        if (NeedsStatedDiscount && StatedDiscount is null && Rules?.Discount is null)
        {
            failures.Add(new("discount-missing", "statedDiscount", string.Empty, FormattableString.Invariant(
                $"The discount of higher spending rises from 1.75 % in 2027 to 3 % in 2032; that of {Year} is not reported."),
                "State it with its citation."));
        }
        else if (StatedDiscount is { } unused && (!NeedsStatedDiscount || Rules?.Discount is not null))
        {
            failures.Add(new("term-unused", "statedDiscount", unused.Value.ToString(), NeedsStatedDiscount
                ? "The stated rules say the discount."
                : "The discount is stated for higher spending in the Global arrangement from 2028 to 2031 only.", "Leave it out."));
        }

        if (StatedDiscount is { Value.Fraction: < 0m or > 1m } stated)
        {
            failures.Add(new("rate-range", "statedDiscount", stated.Value.ToString(), "A discount lies between 0 and 100 %.",
                "Write it as a fraction: 0.0275 for 2.75 %."));
        }
    }

    private protected override LeadTerms Resolve() => this with { Rules = Rules ?? LeadRules.Of(this) };

    private static void Known<T>(T value, string member, List<Failure> failures)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            failures.Add(new("choice-unknown", member, EnumText.Of(value), "The model knows no such choice.",
                $"Choose one of {string.Join(", ", Enum.GetNames<T>())}."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What happened to a LEAD organisation in one performance year, as far as the settlement reads it; amounts in dollars.</summary>
public sealed record LeadYear
{
    /// <summary>The weighted base years at the aligned months of the performance year.</summary>
    public required Figure Base { get; init => field = Given.Of(value); }

    /// <summary>The update factor of the base years, the guarded prospective trend in it.</summary>
    public required Figure UpdateFactor { get; init => field = Given.Of(value); }

    /// <summary>The risk score of the performance year over that of base year 3, before its cap.</summary>
    public required Figure RiskRatio { get; init => field = Given.Of(value); }

    /// <summary>The region's risk-adjusted spending less the organisation's, positive if the organisation is cheaper;
    /// <see langword="null"/> for none stated.</summary>
    public Figure? RegionalDifference { get; init; }

    /// <summary>Savings of the base years, not negative; <see langword="null"/> for none.</summary>
    public Figure? PriorSavings { get; init; }

    /// <summary>The part of the prior savings that counts, 0 to 1.</summary>
    public Figure PriorSavingsProration { get; init => field = Figure.In(Unit.Rate, Given.Of(value))!; } = Rate.One;

    /// <summary>The quality score, 0 to 1.</summary>
    public required Figure QualityScore { get; init => field = Given.Of(value); }

    /// <summary>Expenditure before anything is left out.</summary>
    public required Figure Expenditure { get; init => field = Given.Of(value); }

    /// <summary>Suspect billing in the expenditure, not negative; <see langword="null"/> for none.</summary>
    public Figure? SuspectBilling { get; init; }

    /// <summary>Spending on skin substitutes in the expenditure, not negative; <see langword="null"/> for none.</summary>
    public Figure? SkinSubstitutes { get; init; }

    /// <summary>Enhanced capitation paid in the year, which is repaid; <see langword="null"/> for none.</summary>
    public Figure? EnhancedCapitation { get; init; }

    /// <summary>Refuses inputs of a wrong unit, sign or range, all at once.</summary>
    internal void Refuse()
    {
        var failures = new List<Failure>();
        FigureRules.AmountAboveZero(Base, "base", "The weighted base years", failures);
        FigureRules.Factor(UpdateFactor, "updateFactor", "The update factor", 10m, failures);
        FigureRules.Factor(RiskRatio, "riskRatio", "The risk ratio", 20m, failures);
        FigureRules.SignedAmount(RegionalDifference, "regionalDifference", "The regional difference", failures);
        FigureRules.Amount(PriorSavings, "priorSavings", "Savings of the base years", failures);
        FigureRules.Share(PriorSavingsProration, "priorSavingsProration", "The part of the prior savings that counts", failures);
        FigureRules.Share(QualityScore, "qualityScore", "The quality score", failures);
        FigureRules.Amount(Expenditure, "expenditure", "Expenditure", failures);
        FigureRules.Amount(SuspectBilling, "suspectBilling", "Suspect billing", failures);
        FigureRules.Amount(SkinSubstitutes, "skinSubstitutes", "Spending on skin substitutes", failures);
        FigureRules.Amount(EnhancedCapitation, "enhancedCapitation", "Enhanced capitation", failures);
        if (failures.Count == 0)
        {
            FigureRules.Parts(Expenditure, "expenditure", failures, (SuspectBilling, "suspectBilling"),
                (SkinSubstitutes, "skinSubstitutes"));
        }

        SettlementException.ThrowIfAny(failures);
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
