using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Medicaid managed-care corridors, 42 CFR 438.6: clauses of contracts, read in part.</summary>
public sealed class MedicaidCorridorTests
{
    private static readonly DateInterval Period = new(new(2024, 7, 1), new(2025, 6, 30));

    private static MedicaidCorridorTerms Michigan => new()
    {
        Form = MedicaidCorridorKind.UnspentFunds,
        Term = Period,
        Bands = MedicaidCorridors.MichiganUnspentFunds
    };

    private static MedicaidCorridorTerms Vermont => new()
    {
        Form = MedicaidCorridorKind.ExpectedCost,
        Term = Period,
        Bands = MedicaidCorridors.VermontExpectedCost
    };

    private static MedicaidCorridorTerms Florida => new()
    {
        Form = MedicaidCorridorKind.MinimumLossRatio,
        Term = Period,
        Ratio = MedicaidCorridors.FloridaLeastRatio
    };

    [Theory]
    [InlineData(92, "6.5", "-1.5")] // MCD-1: keep 5 + 1.5
    [InlineData(85, "7.5", "-7.5")] // MCD-2: keep 7.5, return 7.5
    [InlineData(95, "5", "0")]
    [InlineData(90, "7.5", "-2.5")]
    [InlineData(103, "-3", "0")] // overspending is the contractor's own
    public void UnspentFunds(int spent, string kept, string returned)
    {
        var settlement = Settle(Michigan, 100, spent);
        Assert.Equal(Parse(returned), settlement.Earned.Unrounded);
        Assert.Equal(Parse(kept), settlement.Earned.Unrounded - settlement.Opening);
    }

    [Theory]
    [InlineData(105, 2)] // MCD-3: the state bears 2
    [InlineData(95, -2)]
    [InlineData(103, 0)]
    [InlineData(97, 0)]
    public void ExpectedCost(int cost, int expected) => Assert.Equal(expected, Settle(Vermont, 100, cost).Earned.Unrounded);

    [Theory]
    [InlineData(48_000_000, -3_000_000)] // MCD-4: 60 million at a loss ratio of 80 %
    [InlineData(51_000_000, 0)]
    [InlineData(59_000_000, 0)]
    public void MinimumLossRatio(int claims, int expected) => Assert.Equal(expected, Settle(Florida, 60_000_000, claims).Earned.Unrounded);

    [Fact]
    public void TargetRatioWithBandsOfRevenue()
    {
        var terms = new MedicaidCorridorTerms
        {
            Form = MedicaidCorridorKind.TargetRatio,
            Term = Period,
            Ratio = new(88.Percent(), Authority.Of("a contract's services ratio clause")),
            Bands = new(CorridorBands.Symmetric(new(Rate.Zero, 3.Percent().Of(MedicaidCorridors.Revenue)),
                new(50.Percent(), 6.Percent().Of(MedicaidCorridors.Revenue)), new(Rate.One)), Authority.Of("a contract's corridor clause")),
        };
        // 97 − 88 = 9 points: nothing on 3, half of 3, all of 3.
        Assert.Equal(4.5m, Settle(terms, 100, 97).Earned.Unrounded);
        Assert.Equal(-0.5m, Settle(terms, 100, 84).Earned.Unrounded);
    }

    [Fact]
    public void ACorridorIsDocumentedBeforeTheRatingPeriod()
    {
        Assert.Equal("corridor-too-late", Assert.Single((Michigan with { DocumentedOn = Period.Start }).Validate()).Code);
        Assert.Empty((Michigan with { DocumentedOn = Period.Start.PlusDays(-1) }).Validate());
        Assert.Equal("bands-missing", Assert.Single((Michigan with { Bands = null }).Validate()).Code);
        Assert.Equal("ratio-missing", Assert.Single((Florida with { Ratio = null }).Validate()).Code);
    }

    private static Settlement Settle(MedicaidCorridorTerms terms, decimal revenue, decimal cost) =>
        MedicaidCorridors.For(terms).Contract.Settle(MedicaidCorridors.For(terms).Experience(
            new ManagedCareFunds(Money.Of(revenue), Money.Of(cost))));

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
