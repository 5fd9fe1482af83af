using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>The worked examples NGACO-1 to -3, the counter-example NGACO-X and LEAD-1 to -3 of the specification.</summary>
public sealed class NextGenerationAndLeadExampleTests
{
    private static readonly NextGenerationTerms ArrangementA = new()
    {
        Arrangement = NextGenerationArrangement.A,
        Year = 2018,
        Cap = 5.Percent()
    };

    private static readonly NextGenerationTerms Unsequestered = ArrangementA with
    {
        Rules = NextGenerationAco.For(ArrangementA).Rules with { Sequestration = new(Rate.Zero, Authority.Of("none")) },
    };

    [Fact]
    public void Ngaco1_cap_times_share_is_the_most()
    {
        var contract = NextGenerationAco.For(Unsequestered).Contract;
        Assert.Equal(4.00m, contract.Settle(Of(100m, 91m)).Earned.Published);
    }

    [Fact]
    public void Ngaco2_savings_and_Ngaco3_losses()
    {
        var contract = NextGenerationAco.For(ArrangementA).Contract;
        Assert.Equal(3_920_000.00m, contract.Settle(Of(100_000_000m, 91_000_000m)).Earned.Published);
        Assert.Equal(-4_000_000.00m, contract.Settle(Of(100_000_000m, 109_000_000m)).Earned.Published);
        Agreeing.FoldAndPayoff(contract, Of(100_000_000m, 91_000_000m));
    }

    [Fact]
    public void NgacoX_the_share_before_the_cap_pays_something_else()
    {
        var right = NextGenerationAco.For(Unsequestered).Contract;
        var wrong = right with { Clauses = [right.Clauses[1], right.Clauses[0], right.Clauses[2]] };
        var experience = Of(100_000_000m, 91_000_000m);
        Assert.Equal(4_000_000m, right.Settle(experience).Earned.Published);
        Assert.Equal(5_000_000.00m, wrong.Settle(experience).Earned.Published);
    }

    [Fact]
    public void Ngaco_refuses_what_was_not_offered()
    {
        var failures = Assert.Throws<SettlementException>(static () =>
            NextGenerationAco.For(ArrangementA with { Year = 2022, Cap = 16.Percent() }).Contract).Failures;
        Assert.Equal(["year-unknown", "cap-not-offered"], failures.Select(static f => f.Code));
    }

    [Fact]
    public void Lead1_and_Lead2()
    {
        var contract = Lead.For(new() { Year = 2027, SequestrationAppliesTo = AppliesTo.Both }).Contract;
        var settlement = contract.Settle(Of(174_608_462m, 174_608_462m - 4_765_803m));
        Assert.Equal(4_670_487m, Rounding.Whole.Apply(settlement.Earned.Unrounded));
        Assert.Equal(0.9727m, new Rounding(4).Apply((174_608_462m - settlement.Opening) / 174_608_462m));
        Assert.All(settlement.Lines.Where(static l => l is { Kind: LineKind.Clause, Key: "marginal-bands" or "sequestration" }), static l =>
            Assert.True(l.Authority!.Unconfirmed));
        Assert.Contains("announced", contract.Origin!.Programme, StringComparison.Ordinal);
    }

    [Fact]
    public void Lead3_the_whole_benchmark_lost()
    {
        var contract = Lead.For(new() { Year = 2030, SequestrationAppliesTo = AppliesTo.Gains }).Contract;
        Assert.Equal(-33.75m, contract.Settle(Of(100m, 200m)).Earned.Unrounded);
        Agreeing.Continuous(contract, Of(100m, 200m));
        Agreeing.FoldAndPayoff(contract, Of(100m, 130m));
    }

    [Theory]
    [InlineData(AppliesTo.None, 10, -10)]
    [InlineData(AppliesTo.Gains, 9.8, -10)]
    [InlineData(AppliesTo.Both, 9.8, -9.8)]
    public void Sequestration_is_a_setting(AppliesTo appliesTo, decimal gain, decimal loss)
    {
        var contract = Lead.For(new() { Year = 2027, SequestrationAppliesTo = appliesTo }).Contract;
        Assert.Equal(gain, contract.Settle(Of(100m, 90m)).Earned.Unrounded);
        Assert.Equal(loss, contract.Settle(Of(100m, 110m)).Earned.Unrounded);
    }

    [Fact]
    public void Lead_benchmark_with_each_reported_discount()
    {
        var terms = new LeadTerms { Year = 2027, SequestrationAppliesTo = AppliesTo.Gains, Discount = LeadDiscount.Lower };
        Assert.Equal(98_250_000m, Lead.For(terms).Benchmark(Money.Of(100_000_000m)).Value);
        Assert.Equal(97_000_000m, Lead.For(terms with { Discount = LeadDiscount.Higher }).Benchmark(Money.Of(100_000_000m)).Value);
        Assert.Equal(99_000_000m,
            Lead.For(terms with
            {
                Rules = Lead.For(terms).Rules with
                {
                    Discount = new(
            1.Percent(), Authority.Of("Agreement"))
                }
            }).Benchmark(Money.Of(100_000_000m)).Value);
        Assert.Throws<SettlementException>(() => Lead.For(terms with { Year = 2026 }).Benchmark(Money.Of(1m)));
        Assert.Equal("discount-missing", Assert.Single(Assert.Throws<SettlementException>(
            () => Lead.For(terms with { Discount = null }).Benchmark(Money.Of(1m))).Failures).Code);
        Assert.Equal(-1_750_000m, terms.Contract().Settle(Lead.For(terms).Experience(
            Money.Of(100_000_000m), Money.Of(100_000_000m))).Earned.Published);
    }

    [Fact]
    public void Every_parameter_has_an_authority_and_names_its_years()
    {
        Assert.All(AcoReach.Parameters.Concat(NextGenerationAco.Parameters).Concat(Lead.Parameters), static p =>
        {
            Assert.NotEmpty(p.Name);
            Assert.All(p.History, static h => Assert.NotEmpty(h.Authority.Citation));
            Assert.Equal("not in force", p.History[^1].Value);
            Assert.True(p.History[0].From < new LocalDate(2028, 1, 1));
        });
        Assert.All(Lead.Parameters.SelectMany(static p => p.History), static h => Assert.True(h.Authority.Unconfirmed));
    }

    private static Experience Of(decimal benchmark, decimal expenditure) =>
        new() { Benchmark = Money.Of(benchmark), Expenditure = Money.Of(expenditure) };
}
