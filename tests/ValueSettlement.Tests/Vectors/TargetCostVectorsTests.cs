using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class TargetCostVectorsTests
{
    private static readonly DateInterval Term = new(new(2024, 1, 1), new(2024, 12, 31));

    public static TheoryData<VectorCase> Cases => VectorCase.Family("target-cost");

    [Theory]
    [MemberData(nameof(Cases))]
    public void TargetCosts(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var target = new IncentiveTarget
        {
            Cost = Money.Of(vector.Number("targetCostUsd")),
            Profit = Money.Of(vector.Number("targetProfitUsd")),
            UnderrunShare = Rate.Of(vector.Number("contractorShareUnderrun")),
            OverrunShare = Rate.Of(vector.Number("contractorShareOverrun")),
        };
        Figure cost = Money.Of(vector.Number("actualCostUsd"));
        Contract contract;
        Experience experience;
        decimal? assumption = null;
        if (vector.Has("minimumFeeUsd") || vector.Has("maximumFeeUsd"))
        {
            var terms = new CostPlusIncentiveFeeTerms
            {
                Target = target,
                MinimumFee = Dollars(vector, "minimumFeeUsd"),
                MaximumFee = Dollars(vector, "maximumFeeUsd"),
                Term = Term
            };
            (contract, experience) = (terms.Contract(), CostPlusIncentiveFee.For(terms).Experience(cost));
        }
        else
        {
            var terms = new FixedPriceIncentiveTerms { Target = target, Ceiling = Dollars(vector, "ceilingPriceUsd"), Term = Term };
            (contract, experience) = (terms.Contract(), FixedPriceIncentive.For(terms).Experience(cost));
            assumption = terms.Ceiling is { } ceiling ? target.PointOfTotalAssumption(ceiling).Value : null;
        }

        var prepared = contract.Prepare();
        var settlement = prepared.Settle(experience);
        // A fixed price is earned; under cost plus the fee is earned and the cost paid beside it.
        var price = settlement.Payable;
        vector.Near("pointOfTotalAssumptionUsd", assumption);
        vector.Near("profitBeforeLimitsUsd", target.ProfitBeforeLimits(cost).Value);
        vector.Near("finalProfitUsd", IncentiveTarget.FinalProfit(Money.Of(price.Unrounded), cost).Value);
        vector.Near("finalPriceUsd", price.Unrounded);
        vector.Same("publishedUsd", price.Published);
        Assert.All(settlement.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        Assert.Equal(settlement.Earned.Published,
            contract.PublishingRule.Apply(prepared.PayoffOverSpending(experience).At(cost.Value!.Value)));
    }

    private static Money? Dollars(VectorCase vector, string name) => vector.NumberOrNull(name) is { } amount ? Money.Of(amount) : null;
}
