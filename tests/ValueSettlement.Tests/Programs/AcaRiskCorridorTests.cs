using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>ACA risk corridors: 42 USC 18062, 45 CFR 153.500 to 153.540.</summary>
public sealed class AcaRiskCorridorTests
{
    [Theory]
    [InlineData("10000000", "11000000", "410000")] // ACA-1: published by a third party (NCPA, 2014-03-21): 250,000 + 80 % × 200,000
    [InlineData("100000000", "90000000", "-4100000")] // ACA-5: 2.5 + 1.6 million
    [InlineData("100000000", "97000000", "0")]
    [InlineData("100000000", "108000000", "2500000")]
    public void Corridor(string target, string allowable, string expected) =>
        Assert.Equal(Parse(expected), AcaRiskCorridors.For(new() { Year = 2014 }).Contract.Settle(
            new() { Benchmark = Money.Of(Parse(target)), Expenditure = Money.Of(Parse(allowable)) }).Earned.Unrounded);

    [Fact]
    public void AllowableCostsThatAreNoWholeNumber() =>
        // ACA-2 (NCPA, 2014-03-21): 8.8 million ÷ 0.78.
        Assert.Equal(635_641m, Rounding.Whole.Apply(AcaRiskCorridors.For(new() { Year = 2014 }).Contract.Settle(
            new() { Benchmark = Money.Of(10_000_000), Expenditure = Money.Of(8_800_000m / 0.78m) }).Earned.Unrounded));

    [Fact]
    public void TheTargetOf2014()
    {
        // ACA-3, remembered as HHS's own example in the 2014 payment notice (78 FR 15410).
        var settlement = Settle(2014, Plan());
        decimal? Value(string key) => settlement.Lines.Single(l => l.Key == key).Value;
        Assert.Equal(185m, Value("after-tax-premium"));
        Assert.Equal(10m, Value("profits"));
        Assert.Equal(52m, Value("allowable-administrative-costs"));
        Assert.Equal(148m, Value("target-amount"));
        Assert.Equal(-1.78m, settlement.Earned.Unrounded);
    }

    [Fact]
    public void TheTargetOf2015()
    {
        // ACA-4: min(45, 22 % × 185 = 40.70) + 15 = 55.70; a ratio of 97.02 % lies inside the corridor.
        var settlement = Settle(2015, Plan());
        decimal? Value(string key) => settlement.Lines.Single(l => l.Key == key).Value;
        Assert.Equal(55.70m, Value("allowable-administrative-costs"));
        Assert.Equal(144.30m, Value("target-amount"));
        Assert.Equal(0.9702m, new Rounding(4).Apply(Value("ratio")!.Value));
        Assert.Equal(0m, settlement.Earned.Unrounded);
    }

    [Fact]
    public void ProrationScalesPaymentsOnlyAndSaysThatItIsUnconfirmed()
    {
        // ACA-6: ACA-1 × 12.6 %.
        var contract = AcaRiskCorridors.For(new() { Year = 2014, PaymentProration = AcaRiskCorridors.Proration2014 }).Contract;
        var paid = contract.Settle(new() { Benchmark = Money.Of(10_000_000), Expenditure = Money.Of(11_000_000) });
        Assert.Equal(51_660m, paid.Earned.Unrounded);
        Assert.True(paid.Lines.Single(static l => l.Key == "proration").Authority!.Unconfirmed);
        Assert.Equal(-4_100_000m,
            contract.Settle(new() { Benchmark = Money.Of(100_000_000), Expenditure = Money.Of(90_000_000) }).Earned.Unrounded);
    }

    [Theory]
    [InlineData(2014, "144", "0")] // 144 of 185 is below 80 %
    [InlineData(2014, "148", "0.01")] // exactly 80 %
    [InlineData(2016, "144", "0")]
    [InlineData(2016, "148", "0.01")]
    public void ASpecifiedAdjustmentCountsFromCostsOf80PercentOfAfterTaxPremium(int year, string claims, string used)
    {
        var settlement = Settle(year, Plan() with { ClaimsAndQuality = Money.Of(Parse(claims)), SpecifiedAdjustment = 1.Percent() });
        Assert.Equal(Parse(used), settlement.Lines.Single(static l => l.Key == "adjustment").Value);
    }

    [Fact]
    public void AdjustmentsAndReservesThatTheYearDoesNotKnowAreRefused()
    {
        Assert.Equal("figure-unread", Refused(2015, Plan() with { SpecifiedAdjustment = 1.Percent() }));
        Assert.Equal("figure-unread", Refused(2014, Plan() with { ReserveDifference = Money.Of(1) }));
        Assert.Equal("benefit-year-unknown", Refused(2017, Plan()));
        Assert.Equal(139m,
            Settle(2015, Plan() with { ReserveDifference = Money.Of(1) }).Lines.Single(static l => l.Key == "allowable-costs").Value);
    }

    private static RiskCorridorPlan Plan() =>
        new() { Premium = Money.Of(200), TaxesAndFees = Money.Of(15), NonClaimsCosts = Money.Of(50), ClaimsAndQuality = Money.Of(140) };

    private static Settlement Settle(int year, RiskCorridorPlan plan)
    {
        var terms = new AcaRiskCorridorTerms { Year = year };
        return AcaRiskCorridors.For(terms).Contract.Settle(AcaRiskCorridors.For(terms).Experience(plan));
    }

    private static string Refused(int year, RiskCorridorPlan plan) =>
        Assert.Single(Assert.Throws<SettlementException>(() => Settle(year, plan)).Failures).Code;

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
