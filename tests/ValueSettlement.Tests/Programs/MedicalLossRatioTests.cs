using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Medical loss ratio rebates: 45 CFR part 158; remittances: 42 CFR 422.2410 and 438.8.</summary>
public sealed class MedicalLossRatioTests
{
    private static readonly LossRatioRebate Issuer = LossRatioRebate.For(new() { Year = 2023, Market = InsuranceMarket.Individual });

    private static readonly LossRatioRemittance Plan = LossRatioRemittance.For(new() { Plan = LossRatioPlan.Medicare, Year = 2023 });

    [Fact]
    public void PublishedExampleOfTheRebate()
    {
        // MLR-1 and MLR-2, published in 45 CFR 158.240(c)(2): 200,000 + 2,500 − 20,000 − 15,000 + 17,500 = 185,000; × 5 % = 9,250; an
        // enrollee's 2,000 of 200,000 → 92.50.
        var years = One(premium: 200_000m, taxes: 15_000m, net: 2_500m - 20_000m + 17_500m, claims: 138_750m);
        var settlement = Settle(years);
        Assert.Equal(-9_250m, settlement.Earned.Unrounded);
        Assert.Equal(Party.Provider, settlement.Owes);
        Assert.Equal(92.50m, years.EnrolleeRebate(Money.Of(9_250m), Money.Of(2_000)).Value);
    }

    [Fact]
    public void PublishedExampleOfAnIssuerThatAppliesTransfersItself()
    {
        // MLR-7 and MLR-8, published in 45 CFR 158.240(c)(3): 90,000 + 12,500 − 15,000 − 12,500 + 110,000 = 185,000; an enrollee's 900 of
        // 90,000 → 92.50.
        var years = One(premium: 90_000m, taxes: 15_000m, net: 12_500m - 12_500m + 110_000m, claims: 138_750m);
        Assert.Equal(-9_250m, Settle(years).Earned.Unrounded);
        Assert.Equal(92.50m, years.EnrolleeRebate(Money.Of(9_250m), Money.Of(900)).Value);
    }

    [Theory]
    [InlineData("79880", "0.799")] // MLR-3, published in 45 CFR 158.221(a)(2)
    [InlineData("82530", "0.825")] // MLR-4, published in 45 CFR 158.221(a)(2)
    [InlineData("79950", "0.8")] // a half goes away from zero
    public void TheRatioIsRoundedToThreeDecimals(string claims, string ratio) =>
        Assert.Equal(Parse(ratio), Settle(One(100_000m, 0m, 0m, Parse(claims))).Lines.Single(static l => l.Key == "loss-ratio").Value);

    [Fact]
    public void CredibilitySavesASmallIssuer()
    {
        // MLR-5 and MLR-6: 4,000 life-years → 4.3 %; 0.763 + 0.043 = 0.806, no rebate at 80 %.
        var settlement = Settle(One(100_000m, 0m, 0m, 76_300m, lifeYears: 4_000m));
        decimal? Value(string key) => settlement.Lines.Single(l => l.Key == key).Value;
        Assert.Equal(0.043m, Value("base-credibility"));
        Assert.Equal(1m, Value("deductible-factor"));
        Assert.Equal(0.806m, Value("loss-ratio"));
        Assert.Equal(0m, settlement.Earned.Unrounded);
    }

    [Theory]
    [InlineData("1000", "0.083")]
    [InlineData("75000", "0")]
    [InlineData("80000", "0")]
    [InlineData("62500", "0.006")]
    public void BaseCredibilityAtItsKnots(string lifeYears, string expected) =>
        Assert.Equal(Parse(expected),
            Settle(One(100_000m, 0m, 0m, 70_000m, Parse(lifeYears))).Lines.Single(static l => l.Key == "base-credibility").Value);

    [Theory]
    [InlineData("2499.99", "1")]
    [InlineData("2500", "1.164")]
    [InlineData("7500", "1.569")]
    [InlineData("10000", "1.736")]
    [InlineData("20000", "1.736")]
    public void DeductibleFactor(string deductible, string expected) =>
        Assert.Equal(Parse(expected), Settle(One(100_000m, 0m, 0m, 70_000m,
            4_000m) with
        { AverageDeductible = Parse(deductible) }).Lines.Single(static l => l.Key == "deductible-factor").Value);

    [Fact]
    public void BelowAThousandLifeYearsTheStandardCountsAsMet()
    {
        Assert.Equal(0m, Settle(One(100_000m, 0m, 0m, 10_000m, lifeYears: 999.99m)).Earned.Unrounded);
        Assert.True(Settle(One(100_000m, 0m, 0m, 10_000m, lifeYears: 1_000m)).Earned.Unrounded < 0m);
    }

    [Fact]
    public void ThreeYearsBelowTheStandardLoseTheAdjustment()
    {
        // 45 CFR 158.232(d): found from the years unless stated.
        var year = One(100_000m, 0m, 0m, 77_000m, 1_500m).Years[0];
        var failing = new LossRatioExperience { Years = [year, year, year] };
        Assert.Equal(-3_000m, Settle(failing).Earned.Unrounded);
        Assert.Equal(0m, Settle(failing with { FailedThreeConsecutiveYears = false }).Earned.Unrounded);
        Assert.Equal(0m, Settle(failing with { Years = [year with { IncurredClaims = Money.Of(80_000) }, year, year] }).Earned.Unrounded);
        Assert.Equal(0m, Settle(failing with { Years = [year with { LifeYears = 999m }, year, year] }).Earned.Unrounded);
    }

    [Fact]
    public void AHigherStateStandardReplacesTheFederalOneAndALowerOneIsRefused()
    {
        var years = One(100_000m, 0m, 0m, 84_000m);
        LossRatioRebateTerms With(int percent) => Issuer.Terms with
        {
            Rules = Issuer.Rules with { Standard = new(percent.Percent(), Authority.Of("a state's insurance code")) },
        };
        var terms = With(88);
        Assert.Equal(-4_000m, LossRatioRebate.For(terms).Contract.Settle(LossRatioRebate.For(terms).Experience(years)).Earned.Unrounded);
        Assert.Equal("standard-range", Assert.Single(With(75).Validate()).Code);
    }

    [Fact]
    public void TheRebateCanBeLimitedToTheOutstandingLiability()
    {
        var terms = new LossRatioRebateTerms { Year = 2023, Market = InsuranceMarket.SmallGroup, LimitToOutstandingLiability = true };
        Assert.Equal(-4_000m, LossRatioRebate.For(terms).Contract.Settle(
            LossRatioRebate.For(terms).Experience(One(100_000m, 0m, 0m, 75_000m), Money.Of(4_000))).Earned.Unrounded);
    }

    [Fact]
    public void ThereIsNoPayoffOverClaimsAndTheReasonIsGiven()
    {
        var terms = new LossRatioRebateTerms { Year = 2023, Market = InsuranceMarket.SmallGroup };
        var refused = Assert.Throws<SettlementException>(() =>
            LossRatioRebate.For(terms).Contract.PayoffOverSpending(LossRatioRebate.For(terms).Experience(One(100_000m, 0m, 0m, 75_000m))));
        Assert.Contains("rounded to 3 decimals", Assert.Single(refused.Failures).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void MedicareRemittance()
    {
        // MAMLR-1, 42 USC 1395w-27(e)(4): 50 million × (0.85 − 0.81).
        var terms = new LossRatioRemittanceTerms { Plan = LossRatioPlan.Medicare, Year = 2023 };
        var funds = new ManagedCareFunds(Money.Of(50_000_000), Money.Of(40_500_000));
        var contract = LossRatioRemittance.For(terms).Contract;
        Assert.Equal(-2_000_000m, contract.Settle(LossRatioRemittance.For(terms).Experience(funds)).Earned.Unrounded);
        Assert.Equal(-2_000_000m, contract.PayoffOverSpending(LossRatioRemittance.For(terms).Experience(funds)).At(40_500_000m));
        Assert.Equal("cost", contract.PayoffOverSpending(LossRatioRemittance.For(terms).Experience(funds)).Variable);
    }

    [Fact]
    public void CredibilityOfAPlan()
    {
        var funds = new ManagedCareFunds(Money.Of(50_000_000), Money.Of(40_500_000));
        var terms = new LossRatioRemittanceTerms
        {
            Plan = LossRatioPlan.Medicare,
            Year = 2023,
            CredibilityAdjustment = new(3.Percent(), Authority.Of("rate announcement")),
            NonCredibleBelow = LossRatioRemittance.MedicareNonCredibleBelow
        };
        var contract = LossRatioRemittance.For(terms).Contract;
        Assert.Equal(-500_000m, contract.Settle(LossRatioRemittance.For(terms).Experience(funds, 2_400m)).Earned.Unrounded);
        Assert.Equal(0m, contract.Settle(LossRatioRemittance.For(terms).Experience(funds, 2_399m)).Earned.Unrounded);
        Assert.Contains("(unconfirmed:", contract.Settle(LossRatioRemittance.For(terms).Experience(funds, 2_399m)).Statement(),
            StringComparison.Ordinal);
        Assert.Equal("fact-missing", Assert.Single(Assert.Throws<SettlementException>(
            () => contract.Settle(LossRatioRemittance.For(terms).Experience(funds))).Failures).Code);
    }

    [Theory]
    [InlineData(true, 0, 1, LossRatioSanction.None)]
    [InlineData(true, 1, 2, LossRatioSanction.None)]
    [InlineData(true, 2, 3, LossRatioSanction.NoNewEnrolment)]
    [InlineData(true, 3, 4, LossRatioSanction.NoNewEnrolment)]
    [InlineData(true, 4, 5, LossRatioSanction.Termination)]
    [InlineData(true, 7, 8, LossRatioSanction.Termination)]
    [InlineData(false, 4, 0, LossRatioSanction.None)]
    public void SanctionsEscalate(bool below, int earlier, int failures, LossRatioSanction sanction) =>
        Assert.Equal((failures, sanction), Plan.Sanction(below, earlier));

    [Fact]
    public void AMedicaidStandardIsTheStatesChoiceOfAtLeast85Percent()
    {
        var funds = new ManagedCareFunds(Money.Of(1_000), Money.Of(800));
        var terms = new LossRatioRemittanceTerms
        {
            Plan = LossRatioPlan.Medicaid,
            Year = 2023,
            Rules = new() { Standard = new(86.Percent(), Authority.Of("a state's contract")) }
        };
        Assert.Equal(-60m, LossRatioRemittance.For(terms).Contract.Settle(
            LossRatioRemittance.For(terms).Experience(funds)).Earned.Unrounded);
        Assert.Equal("standard-missing", Assert.Single(Assert.Throws<SettlementException>(
            () => LossRatioRemittance.For(terms with { Rules = null }).Contract).Failures).Code);
        Assert.Equal("standard-range", Assert.Single(Assert.Throws<SettlementException>(
            () => LossRatioRemittance.For(
            terms with { Rules = new() { Standard = new(84.Percent(), Authority.Of("x")) } }).Contract).Failures).Code);
    }

    [Fact]
    public void RebatesTooSmallToPayGoToTheOthersInEqualParts()
    {
        // 45 CFR 158.243: below $20 for a group and below $5 for a subscriber nothing is paid; the two least amounts themselves are.
        ValueList<CalculatedRebate> rebates = [new("a", 19.99m, IsGroup: true), new("b", 20m, IsGroup: true),
            new("c", 4.99m, IsGroup: false), new("d", 5m, IsGroup: false), new("e", 100m, IsGroup: false)];
        var paid = Issuer.Distribute(rebates);
        Assert.Equal([0m, 28.326666666666666666666666667m, 0m, 13.326666666666666666666666667m, 108.32666666666666666666666667m],
            paid.Select(static p => p.Amount));
        Assert.Equal(["a", "b", "c", "d", "e"], paid.Select(static p => p.Id));
        Assert.All(Issuer.Distribute([new("a", 1m, IsGroup: true)]), static p =>
            Assert.Equal((0m, 0m), (p.Amount, p.Published)));
    }

    [Fact]
    public void Published_rebates_add_up_to_the_published_whole()
    {
        ValueList<CalculatedRebate> rebates = [new("a", 19.99m, IsGroup: true), new("b", 20m, IsGroup: true),
            new("c", 4.99m, IsGroup: false), new("d", 5m, IsGroup: false), new("e", 100m, IsGroup: false)];
        var paid = Issuer.Distribute(rebates);
        Assert.Equal([0m, 28.33m, 0m, 13.33m, 108.32m], paid.Select(static p => p.Published));
        Assert.Equal(149.98m, paid.Sum(static p => p.Published));
        var backwards = Issuer.Distribute(rebates.Reverse().ToValueList());
        Assert.Equal(paid.Reverse(), backwards);
        var failure = Assert.Throws<SettlementException>(() =>
            Issuer.Distribute([new("a", -1m, IsGroup: true), new("a", 30m, IsGroup: true)]));
        Assert.Equal(["rebate-range", "id-twice"], failure.Failures.Select(static f => f.Code));
    }

    [Theory]
    [InlineData(5_400, 0.07)]
    [InlineData(8_700, 0.06)]
    [InlineData(12_000, 0.05)]
    [InlineData(500_000, 0)]
    public void A_plan_looks_its_credibility_up_between_published_points(int memberMonths, double adjustment)
    {
        var table = Scale.Knots((5_400m, 0.07m), (12_000m, 0.05m), (380_000m, 0m)).Above(0m);
        var terms = new LossRatioRemittanceTerms
        {
            Plan = LossRatioPlan.Medicaid,
            Year = 2024,
            Rules = new() { Standard = new(85.Percent(), Authority.Of("State contract")) },
            CredibilityTable = new(table, Authority.Of("42 CFR 438.8(h)"))
        };
        var funds = new ManagedCareFunds(Money.Of(1_000_000), Money.Of(700_000));
        var settlement = LossRatioRemittance.For(terms).Contract.Settle(LossRatioRemittance.For(terms).Experience(funds, memberMonths));
        Assert.Equal(700_000m - (0.85m - (decimal)adjustment) * 1_000_000m, settlement.Earned.Unrounded);
        Assert.Throws<SettlementException>(() => LossRatioRemittance.For(terms).Experience(funds));
        Assert.Throws<SettlementException>(() => LossRatioRemittance.For(
            terms with { CredibilityAdjustment = new(1.Percent(), Authority.Of("Notice")) }).Contract);
    }

    [Fact]
    public void A_plan_outside_the_table_is_not_held_at_its_ends()
    {
        var notice = Authority.Of("Notice");
        var terms = new LossRatioRemittanceTerms
        {
            Plan = LossRatioPlan.Medicare,
            Year = 2024,
            CredibilityTable = new(Scale.Knots((2_400m, 0.084m), (180_000m, 0.01m)), notice),
        };
        var funds = new ManagedCareFunds(Money.Of(1_000_000), Money.Of(700_000));
        foreach (var months in new[] { 2_399m, 180_001m })
        {
            var outside = LossRatioRemittance.For(terms);
            var failure = Assert.Single(outside.Contract.TrySettle(outside.Experience(funds, months)).Failures);
            Assert.Contains("There is no value for member months", failure.Value, StringComparison.Ordinal);
        }

        // One that is not credible needs none, and owes nothing.
        var small = LossRatioRemittance.For(terms with { NonCredibleBelow = new(2_400m, notice) });
        Assert.Equal(0m, small.Contract.Settle(small.Experience(funds, 2_399m)).Earned.Unrounded);
        Assert.Equal(-66_000m, small.Contract.Settle(small.Experience(funds, 2_400m)).Earned.Unrounded);
    }

    [Fact]
    public void The_state_returns_the_federal_share_of_a_remittance()
    {
        var cited = Authority.Of("Federal Register, matching percentages of the fiscal year");
        var share = LossRatioRemittance.FederalShare(Money.Of(3_000_000), new(65.Percent(), cited));
        Assert.Equal(1_950_000m, share.Value);
        Assert.Equal(cited, share.Lines[^1].Authority);
    }

    [Fact]
    public void AnAbsentPremiumIsNotZero()
    {
        var year = One(100_000m, 0m, 0m, 70_000m).Years[0] with { Premium = Figure.Absent(AbsenceKind.Missing, "The form was not filed.") };
        var refused = Assert.Throws<SettlementException>(() => Settle(new LossRatioExperience { Years = [year] }));
        Assert.Contains(refused.Failures, static f =>
            f.Code == "figure-absent" && f.Value.Contains("The form was not filed", StringComparison.Ordinal));
    }

    private static LossRatioExperience One(decimal premium, decimal taxes, decimal net, decimal claims, decimal lifeYears = 100_000m) =>
        new()
        {
            Years = [new LossRatioYear { Premium = Money.Of(premium), TaxesAndFees = Money.Of(taxes), RiskProgramNet = Money.Of(net),
            IncurredClaims = Money.Of(claims), LifeYears = lifeYears }],
        };

    private static Settlement Settle(LossRatioExperience years)
    {
        var terms = new LossRatioRebateTerms { Year = 2023, Market = InsuranceMarket.SmallGroup };
        return LossRatioRebate.For(terms).Contract.Settle(LossRatioRebate.For(terms).Experience(years));
    }

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
