namespace ValueSettlement.Tests.Programs.MadeUp;

// snippet: own-terms
/// <summary>What decides a budget bonus for one year.</summary>
public sealed record BudgetBonusTerms : ProgrammeTerms
{
    /// <summary>The year, 2023 to 2026.</summary>
    public required int Year { get; init; }

    /// <summary>The most that is paid, as a share of the budget: what the two parties agreed on, at most 10 %.</summary>
    public required Rate Cap { get; init; }

    /// <summary>The rules of the year; <see langword="null"/> for the programme's own.</summary>
    public BudgetBonusRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the year.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => BudgetBonus.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2023 or > 2026)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"), "There is a bonus for 2023 to 2026.",
                "Check the year."));
        }

        if (Cap < Rate.Zero || Cap > 10.Percent())
        {
            failures.Add(new("cap-not-offered", "cap", Cap.ToString(), "A cap lies between 0 and 10 % of the budget.",
                "State the cap that was agreed on."));
        }
    }

    private protected override BudgetBonusTerms Resolve() => this with { Rules = Rules ?? BudgetBonusRules.Of(Year) };
}
// end
