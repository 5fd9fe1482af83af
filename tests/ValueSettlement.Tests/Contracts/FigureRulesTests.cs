using NodaTime;

namespace ValueSettlement.Tests.Contracts;

/// <summary>What a figure must be before a contract settles with it: its unit, and a benchmark of zero only where nothing takes a share of
/// it.</summary>
public sealed class FigureRulesTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    [Fact]
    public void A_benchmark_of_zero_settles_where_no_clause_takes_a_share_of_it()
    {
        var contract = Of(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() });
        var experience = new Experience { Benchmark = Money.Zero, Expenditure = Money.Of(1_000) };
        Assert.Equal(-500m, contract.Settle(experience).Earned.Published);
        Assert.Equal(-500m, contract.Prepare().Earned(experience));
        Assert.Equal(-500m, contract.PayoffOverSpending(experience).At(1_000m));
    }

    [Fact]
    public void A_benchmark_of_zero_is_no_basis_of_a_share() => Assert.Equal("figure-range", Refused(
        Of(new Limit { Gain = 5.Percent(), Loss = 5.Percent() }),
            new Experience { Benchmark = Money.Zero, Expenditure = Money.Of(1_000) }));

    [Fact]
    public void A_negative_benchmark_is_refused_everywhere() => Assert.Equal("figure-range", Refused(
        Of(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }),
            new Experience { Benchmark = Money.Of(-1), Expenditure = Money.Of(1_000) }));

    [Theory]
    [InlineData(Unit.PerCapita)]
    [InlineData(Unit.Rate)]
    [InlineData(Unit.Count)]
    [InlineData(Unit.Points)]
    [InlineData(Unit.Factor)]
    [InlineData(Unit.PersonYears)]
    public void A_figure_that_is_no_money_settles_nothing(Unit unit)
    {
        var figure = new Figure { Value = 2m, Unit = unit };
        var shared = Of(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() });
        var good = new Experience { Benchmark = Money.Of(2), Expenditure = Money.Of(1) };
        Assert.Equal("figure-unit", Refused(shared, good with { Benchmark = figure }));
        Assert.Equal("figure-unit", Refused(shared, good with { Expenditure = figure }));
        Assert.Equal("figure-unit", Refused(shared with { Opening = OpeningAmount.Stated }, new Experience { Opening = figure }));
        Assert.Equal("figure-unit",
            Refused(Of(new PriorSettlement()), good with { Facts = [Number.Of(Basis.PreviouslySettled, figure)] }));
        Assert.Equal("figure-unit", Refused(Of(new Relief()), good with { Facts = [Number.Relief(figure)] }));
    }

    [Theory]
    [InlineData(Unit.Money)]
    [InlineData(Unit.PerCapita)]
    [InlineData(Unit.Count)]
    [InlineData(Unit.Points)]
    [InlineData(Unit.PersonYears)]
    public void A_score_is_a_rate_or_a_factor(Unit unit)
    {
        var contract = Of(new SharingRate { Gain = new ScoreScaledRate(50.Percent()), Loss = Rate.Zero });
        Experience Scored(Unit of) =>
            new() { Benchmark = Money.Of(2), Expenditure = Money.Of(1), Facts = [Quality.Scored(new Figure { Value = 0.8m, Unit = of })] };
        Assert.Equal("figure-unit", Refused(contract, Scored(unit)));
        Assert.Equal(0.4m, contract.Settle(Scored(Unit.Rate)).Earned.Published);
        Assert.Equal(0.4m, contract.Settle(Scored(Unit.Factor)).Earned.Published);
    }

    [Fact]
    public void A_region_with_a_benchmark_of_its_own_is_never_settled_with_the_one_that_it_replaces()
    {
        var other = new Basis("other-benchmark");
        var contract = Of(new Choose
        {
            Regions = [new Region { Name = "Losses", To = new(Side.Loss, Money.Zero, false), Benchmark = other,
                Then = [new Limit { Loss = 5.Percent() }] }],
        });
        var loss = new Experience { Benchmark = Money.Of(1_000), Expenditure = Money.Of(1_100) };
        Assert.Equal("fact-missing", Refused(contract, loss));
        Assert.Equal("fact-missing", Assert.Throws<SettlementException>(() => contract.PayoffOverSpending(loss)).Failures.Single().Code);
        Assert.Equal(-50m, contract.Settle(loss with { Facts = [new BenchmarkReplaced(other)] }).Earned.Published);
        Assert.Equal(-50m, contract.Settle(loss with { Facts = [Number.Of(other, Money.Of(1_050))] }).Earned.Published);
        Assert.Equal(-51m, contract.Settle(loss with { Facts = [Number.Of(other, Money.Of(1_020))] }).Earned.Published);
        Assert.Equal(100m, contract.Settle(loss with { Expenditure = Money.Of(900) }).Earned.Published);
    }

    private static string Refused(Contract contract, Experience experience)
    {
        Assert.Throws<SettlementException>(() => contract.Prepare().Earned(experience));
        return contract.TrySettle(experience).Failures.Single().Code;
    }

    private static Contract Of(Clause clause) => new() { Id = "contract", Currency = "USD", Term = Year, Clauses = [clause] };
}
