using NodaTime;

namespace ValueSettlement.Tests.Contracts;

/// <summary>The parts of the algebra that corridors brought: additions, volumes, tables, conditional steps, named payoffs.</summary>
public sealed class CorridorPartsTests
{
    private static readonly DateInterval Year = new(new(2024, 1, 1), new(2024, 12, 31));

    [Fact]
    public void AnAdditionIsABaseFeeBesideWhatIsShared()
    {
        var contract = Contract(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() },
            new Addition { Label = "Base fee", Amount = Money.Of(7) });
        var settlement = contract.Settle(new() { Benchmark = Money.Of(100), Expenditure = Money.Of(90) });
        Assert.Equal(12m, settlement.Earned.Unrounded);
        Assert.Equal(7m, settlement.Lines.Single(static l => l.Label == "Base fee" && l.Kind == LineKind.Clause).Delta);
        Assert.Equal(12m, contract.PayoffOverSpending(new() { Benchmark = Money.Of(100) }).At(90m));
    }

    [Fact]
    public void AVolumeThatNothingReadsAndOneThatIsMissingAreErrors()
    {
        var gated = Contract(new Choose
        {
            Regions = [new Region { Name = "Low volume", When = [new FewerThan("episodes", 20m)],
            Then = [new Limit { Gain = Money.Zero, Loss = Money.Zero }] }]
        });
        var experience = new Experience { Benchmark = Money.Of(100), Expenditure = Money.Of(90) };
        Assert.Equal(0m, gated.Settle(experience with { Facts = [Number.Of("episodes", 19m)] }).Earned.Unrounded);
        Assert.Equal(10m, gated.Settle(experience with { Facts = [Number.Of("episodes", 20m)] }).Earned.Unrounded);
        Assert.Equal("fact-missing", Assert.Single(gated.TrySettle(experience).Failures).Code);
        Assert.Contains(gated.TrySettle(experience with { Facts = [Number.Of("episodes", 20m), Number.Of("life-years", 20m)] }).Failures,
            static f => f.Code == "fact-unread");
        Assert.Contains(gated.TrySettle(experience with { Facts = [Number.Of("episodes", 20m), Number.Of("episodes", 21m)] }).Failures,
            static f => f.Code == "fact-twice");
        Assert.Contains(gated.TrySettle(experience with { Facts = [Number.Of("episodes", -1m)] }).Failures, static f =>
            f.Code == "number-range");
        Assert.Equal(["number-name", "count-range"],
            Contract(new Choose { Regions = [new Region { Name = "x", When = [new FewerThan("Life years", 0m)] }] }).Validate()
            .Select(static f => f.Code));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 7)]
    [InlineData(6, 7)]
    public void AStepThatDependsOnAThresholdReplays(int tested, int expected)
    {
        var workings = new Workings();
        Assert.Equal(expected,
            workings.IfAtLeast(new("x", "X"), Quantity.Of("a", 7m), Quantity.Of("b", tested), Quantity.Of("c", 5m)).Value);
        Assert.Equal(expected, workings.Lines[0].Replay());
        Assert.Contains("is at least 5", workings.Lines[0].Formula, StringComparison.Ordinal);
    }

    [Fact]
    public void AContractNamesItsPayoffVariableOrTheReasonForNone()
    {
        var contract = Contract(new Limit { Gain = Money.Zero });
        var experience = new Experience { Benchmark = Money.Of(100) };
        Assert.Equal("spending", contract.PayoffOverSpending(experience).Variable);
        Assert.Equal("cost", (contract with { Payoff = new("cost") }).PayoffOverSpending(experience).Variable);
        Assert.Equal("no-payoff", Assert.Single(Assert.Throws<SettlementException>(() =>
            (contract with { Payoff = new("cost", "others share the pool.") }).PayoffOverSpending(experience)).Failures).Code);
        Assert.Equal("payoff-name", Assert.Single((contract with { Payoff = new(" ") }).Validate()).Code);
        Assert.Equal("payoff-name", Assert.Single((contract with { Payoff = new("cost", "") }).Validate()).Code);
    }

    private static Contract Contract(params ReadOnlySpan<Clause> clauses) =>
        new() { Id = "parts", Currency = "USD", Term = Year, Clauses = ValueList.Create(clauses) };
}
