using ValueSettlement.Curves;

namespace ValueSettlement.Programs;

/// <summary>The markets in which an issuer's medical loss ratio is calculated.</summary>
public enum InsuranceMarket
{
    /// <summary>Individual coverage.</summary>
    Individual,

    /// <summary>Small employers.</summary>
    SmallGroup,

    /// <summary>Large employers.</summary>
    LargeGroup,
}

/// <summary>What decides the rebate of an issuer in one market and state for one reporting year.</summary>
public sealed record LossRatioRebateTerms : ProgrammeTerms
{
    /// <summary>The reporting year, from 2011.</summary>
    public required int Year { get; init; }

    /// <summary>The market.</summary>
    public required InsuranceMarket Market { get; init; }

    /// <summary>
    /// Whether the issuer limits the rebate to its outstanding liability for the years of the aggregation (45 CFR 158.240(d)); the
    /// experience
    /// then states it as <see cref="LossRatioRebate.OutstandingLiability"/>.
    /// </summary>
    public bool LimitToOutstandingLiability { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the federal ones. <c>LossRatioRebate.For(terms).Rules with { … }</c> replaces
    /// single
    /// values, each with its citation, for example a higher standard of the state (45 CFR 158.211).
    /// </summary>
    public LossRatioRebateRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => LossRatioRebate.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is { } rules)
            {
                yield return new(
                    $"The medical loss ratio is compared with a standard of {rules.Standard.Value}.",
                    rules.Standard.Authority);
            }
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2011 or > 2100)
        {
            failures.Add(new("reporting-year-unknown", "year", UnitText.Of(Year, Unit.Points),
                "Rebates began with reporting year 2011.", "State the calendar year."));
        }

        if (!LossRatioRebate.Standards.TryGetValue(Market, out var standard))
        {
            failures.Add(new("market-unknown", "market", EnumText.Of(Market), "There are three markets.",
                $"Choose one of {string.Join(", ", Enum.GetNames<InsuranceMarket>())}."));
        }
        else if (Rules?.Standard.Value is { } stated && (stated < standard.Entries[0].Value || stated > Rate.One))
        {
            failures.Add(new("standard-range", "rules.standard", stated.ToString(),
                $"A state's standard replaces the federal one of {standard.Entries[0].Value} only if it is higher (45 CFR 158.211).",
                "Leave it out, or check it."));
        }

        Rules?.Credibility.Value.ByLifeYears.Validate("rules.credibility.value.byLifeYears", failures);
        Rules?.Credibility.Value.ByDeductible.Validate("rules.credibility.value.byDeductible", failures);
    }

    private protected override LossRatioRebateTerms Resolve() => this with { Rules = Rules ?? LossRatioRebateRules.Of(Market, Year) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Whose plans remit.</summary>
public enum LossRatioPlan
{
    /// <summary>Medicare Advantage and Part D, per contract.</summary>
    Medicare,

    /// <summary>Medicaid managed care, where the state requires a remittance.</summary>
    Medicaid,
}

/// <summary>What decides the remittance of a Medicare or Medicaid plan for one year.</summary>
public sealed record LossRatioRemittanceTerms : ProgrammeTerms
{
    /// <summary>Whose plan.</summary>
    public required LossRatioPlan Plan { get; init; }

    /// <summary>The contract year or rating year.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// The credibility adjustment of the plan, from the notice or table in force; <see langword="null"/> for a fully credible plan.
    /// </summary>
    public Cited<Rate>? CredibilityAdjustment { get; init; }

    /// <summary>
    /// The published table of credibility adjustments by member months (42 CFR 438.8(h), 422.2440), instead of one stated adjustment;
    /// outside its rows there is no adjustment; <see langword="null"/> for none.
    /// </summary>
    public Cited<Scale>? CredibilityTable { get; init; }

    /// <summary>
    /// Member months below which the plan is not credible and owes nothing; <see langword="null"/> for a plan that is known to be credible.
    /// The experience then states <see cref="LossRatioRemittance.MemberMonths"/>.
    /// </summary>
    public Cited<decimal>? NonCredibleBelow { get; init; }

    /// <summary>
    /// The rules of the year. Medicaid: needed, because the least ratio is the state's choice of at least 85 %: <c>new() { Standard = …
    /// }</c>.
    /// Medicare: <see langword="null"/> for the statute's; <c>LossRatioRemittance.For(terms).Rules with { … }</c> replaces single values,
    /// each
    /// with its citation.
    /// </summary>
    public LossRatioRemittanceRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => LossRatioRemittance.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (CredibilityAdjustment is { } credibility)
            {
                yield return new($"The credibility adjustment of the plan is {credibility.Value}.", credibility.Authority);
            }

            if (Rules is not { } rules)
            {
                yield break;
            }

            yield return new(
                $"The medical loss ratio is compared with a least ratio of {rules.Standard.Value}.",
                rules.Standard.Authority);
            if (rules.NoEnrolmentAfter is { } closed)
            {
                yield return new(
                    $"After {NumberText.Number(closed.Value)} consecutive years below it the contract may not enrol.",
                    closed.Authority);
            }

            if (rules.TerminationAfter is { } ended)
            {
                yield return new(
                    $"After {NumberText.Number(ended.Value)} consecutive years below it the contract ends.",
                    ended.Authority);
            }
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (!Enum.IsDefined(Plan))
        {
            failures.Add(new("plan-unknown", "plan", EnumText.Of(Plan), "There are minimum loss ratios of Medicare and of Medicaid plans.",
                $"Choose one of {string.Join(", ", Enum.GetNames<LossRatioPlan>())}."));
        }

        var start = Plan == LossRatioPlan.Medicaid ? 2017 : 2014;
        if (Year < start || Year > 2100)
        {
            failures.Add(new("contract-year-unknown", "year", UnitText.Of(Year, Unit.Points),
                FormattableString.Invariant($"{EnumText.Of(Plan)} plans have a minimum loss ratio from {start} on."),
                "State the contract year."));
        }

        if (Rules is null && Plan == LossRatioPlan.Medicaid)
        {
            failures.Add(new("standard-missing", "rules.standard", string.Empty,
                "The least ratio of a Medicaid plan is the state's choice.", "State it with the clause of the contract."));
        }
        else if (Rules?.Standard.Value is { } stated && (stated < 85.Percent() || stated > Rate.One))
        {
            failures.Add(new("standard-range", "rules.standard", stated.ToString(),
                "A minimum loss ratio of a plan is at least 85 % (42 CFR 422.2410, 438.8(c)).",
                "Check it; a corridor below 85 % is a MedicaidCorridors contract."));
        }

        CredibilityTable?.Value.Validate("credibilityTable.value", failures);
        if (CredibilityTable is not null && CredibilityAdjustment is not null)
        {
            failures.Add(new("term-unused", "credibilityAdjustment", CredibilityAdjustment.Value.ToString(),
                "The credibility adjustment is stated or looked up, not both.", "Leave out one of the two."));
        }
    }

    private protected override LossRatioRemittanceTerms Resolve() =>
        this with { Rules = Rules ?? LossRatioRemittanceRules.OfMedicare(Year) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What follows, besides money, from a Medicare contract that misses the standard year after year.</summary>
public enum LossRatioSanction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No new enrolment from the second succeeding contract year.</summary>
    NoNewEnrolment,

    /// <summary>Termination, effective with the second succeeding contract year.</summary>
    Termination,
}
