using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Target-cost incentive contracts: FAR 16.403-1 and 16.405-1; the point of departure of DFARS 216.403-1(b)(2): 120 %,
/// 50/50.</summary>
public sealed class TargetCostTests
{
    private static readonly DateInterval Term = new(new(2024, 1, 1), new(2026, 12, 31));

    private static FixedPriceIncentiveTerms Departure => FixedPriceIncentive.PointOfDeparture(Money.Of(100), Money.Of(10), Term);

    [Theory]
    [InlineData(90, 105, 15)]
    [InlineData(110, 115, 5)]
    [InlineData(120, 120, 0)]
    [InlineData(130, 120, -10)]
    public void WorkedExample(int cost, int price, int profit)
    {
        var settlement = Departure.Contract().Settle(FixedPriceIncentive.For(Departure).Experience(Money.Of(cost)));
        Assert.Equal(price, settlement.Earned.Unrounded);
        Assert.Equal(Party.Payer, settlement.Owes);
        Assert.Equal(profit, IncentiveTarget.FinalProfit(Money.Of(settlement.Earned.Unrounded), Money.Of(cost)).Value);
    }

    [Fact]
    public void ThePointOfTotalAssumptionIsWhereThePayoffTurnsFlat()
    {
        Assert.Equal(120m, Departure.Target.PointOfTotalAssumption(Departure.Ceiling!.Value).Value);
        var payoff = Departure.Contract().PayoffOverSpending(FixedPriceIncentive.For(Departure).Experience(Money.Of(1)));
        Assert.Equal("final cost", payoff.Variable);
        Assert.Equal(0.5m, payoff.At(120m) - payoff.At(119m));
        Assert.Equal(0m, payoff.At(121m) - payoff.At(120m));
        Assert.Equal(0m, payoff.At(1_000m) - payoff.At(121m));
    }

    [Fact]
    public void AFixedPriceHasNoPointOfTotalAssumption()
    {
        var target = Departure.Target with { OverrunShare = Rate.One };
        Assert.Equal(AbsenceKind.NotApplicable, target.PointOfTotalAssumption(Money.Of(120)).Absence!.Kind);
    }

    [Theory]
    [InlineData(60, 18, 78)] // 10 + 0.3 × 40 = 22, at most 18
    [InlineData(90, 13, 103)]
    [InlineData(150, 3, 153)] // 10 − 0.3 × 50 = −5, at least 3
    public void CostPlusIncentive(int cost, int fee, int paid)
    {
        var terms = new CostPlusIncentiveFeeTerms
        {
            Target = Departure.Target with
            {
                OverrunShare = 30.Percent(),
                UnderrunShare = 30.Percent()
            },
            MinimumFee = Money.Of(3),
            MaximumFee = Money.Of(18),
            Term = Term
        };
        var settlement = terms.Contract().Settle(CostPlusIncentiveFee.For(terms).Experience(Money.Of(cost)));
        Assert.Equal(fee, settlement.Earned.Unrounded);
        Assert.Equal(paid, settlement.Payable.Unrounded);
    }

    [Fact]
    public void BadTermsAreRefusedAllAtOnce()
    {
        var terms = Departure with
        {
            Target = Departure.Target with
            {
                OverrunShare = 150.Percent(),
                Cost = Money.Zero,
                Profit = Money.Of(-1)
            },
            Ceiling = Money.Zero
        };
        Assert.Equal(["rate-range", "target-range", "target-range", "ceiling-range"],
            Assert.Throws<SettlementException>(() => FixedPriceIncentive.For(terms)).Failures.Select(static f => f.Code));
    }
}
