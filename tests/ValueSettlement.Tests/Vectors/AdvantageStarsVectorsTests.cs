using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>Bonus, benchmark, rebate and premium of plans for a member and month, and the distance to the next step.</summary>
public sealed class AdvantageStarsVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("stars");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Advantage_stars(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        vector.Check(Compare);
    }

    internal static void Compare(VectorCase vector)
    {
        var programme = MedicareAdvantageStars.For(new()
        {
            Year = 2026,
            ApplicablePercentage = new(Rate.Of(vector.Number("applicablePercentage")), Authority.Of("the vector")),
            IsQualifyingCounty = vector.Flag("isQualifyingCounty"),
        });
        PlanBid bid = new()
        {
            BaseAmount = Money.Of(vector.Number("baseAmountUsd")),
            Bid = Money.Of(vector.Number("bidUsd")),
            ApplicableAmount = vector.NumberOrNull("applicableAmountUsd") is { } most ? Money.Of(most) : null,
            Stars = vector.NumberOrNull("starRating"),
            Standing = vector.Flag("isNewPlan") ? StarStanding.New : StarStanding.Rated,
        };
        var plan = programme.Benchmark(bid);
        var settlement = programme.Contract.Settle(programme.Experience(bid));
        vector.Near("bonusRate", plan.Bonus.Value);
        vector.Near("benchmarkUsd", plan.Benchmark.Value);
        vector.Near("rebateShare", plan.RebateShare.Value);
        vector.Near("rebateUsd", settlement.Earned.Unrounded);
        vector.Near("memberPremiumUsd", plan.MemberPremium.Value);
        vector.Near("starsToNextThreshold", plan.ToNextStep.Value);
        vector.Same("publishedUsd", settlement.Earned.Published);
        Assert.All(settlement.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }
}
