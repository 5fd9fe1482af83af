using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs.MadeUp;

/// <summary>A programme written from docs/programs.md alone does what every programme does.</summary>
public sealed class BudgetBonusTests
{
    private static readonly BudgetBonusTerms Terms = new() { Year = 2024, Cap = 3.Percent() };

    [Theory]
    [InlineData(2024, 940_000, 16_000)] // 980,000 − 940,000, 40 %
    [InlineData(2025, 940_000, 20_000)] // 50 %
    [InlineData(2024, 900_000, 29_400)] // 32,000, at most 3 % of 980,000
    [InlineData(2024, 990_000, 0)]
    public void It_settles(int year, int spent, int earned)
    {
        var bonus = BudgetBonus.For(Terms with { Year = year });
        var experience = bonus.Experience(Money.Of(1_000_000), Money.Of(spent));
        var settlement = bonus.Contract.Settle(experience);
        Assert.Equal(earned, settlement.Earned.Published);
        Assert.Equal(earned, bonus.Contract.PayoffOverSpending(experience).At(spent));
        Assert.All(settlement.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        Assert.Contains($"Budget bonus, {year}", settlement.Statement(), StringComparison.Ordinal);
        Assert.Equal(year == 2025, settlement.Lines.Any(static l => l.Authority is { Unconfirmed: true }));
    }

    [Fact]
    public void It_resolves_once_and_is_made_once()
    {
        var bonus = BudgetBonus.For(Terms);
        Assert.Same(bonus.Contract, bonus.Contract);
        Assert.Equal(bonus.Contract, Terms.Contract());
        Assert.Same(Terms.Resolved(), bonus.Terms);
        Assert.Same(bonus.Terms, bonus.Contract.Origin!.Terms);
        Assert.Equal("Budget bonus, 2024", bonus.ToString());
        Assert.Equal(bonus.Rules, BudgetBonus.For(bonus.Terms).Rules);
    }

    [Fact]
    public void What_is_wrong_is_said_at_once()
    {
        var wrong = new BudgetBonusTerms { Year = 2031, Cap = 20.Percent() };
        Assert.Equal(["year-unknown", "cap-not-offered"], wrong.Validate().Select(static f => f.Code));
        Assert.Equal(wrong.Validate(), Assert.Throws<SettlementException>(() => BudgetBonus.For(wrong)).Failures);
        Assert.Empty(Terms.Validate());
    }

    [Fact]
    public void A_rule_is_replaced_by_a_cited_value_and_other_terms_refuse_the_figures()
    {
        var bonus = BudgetBonus.For(Terms);
        var agreement = Authority.Of("Agreement of 2023-11-02, section 2");
        var own = BudgetBonus.For(Terms with { Rules = bonus.Rules with { Discount = new(1.Percent(), agreement) } });
        var experience = own.Experience(Money.Of(1_000_000), Money.Of(940_000));
        var settlement = own.Contract.Settle(experience);
        Assert.Equal(20_000m, settlement.Earned.Published);
        Assert.Contains(settlement.Lines, line => agreement.Equals(line.Authority));

        // The clauses are the same, and the figures are not.
        Assert.Equal(bonus.Contract.Clauses, own.Contract.Clauses);
        var prepared = (bonus.Contract with { Origin = null }).Prepare();
        Assert.NotEqual(bonus.Terms, own.Terms);
        Assert.True(prepared.TrySettle(experience with { Terms = null }).IsSettled);
        Assert.True(bonus.Contract.TrySettle(bonus.Experience(Money.Of(1m), Money.Of(1m))).IsSettled);
    }
}
