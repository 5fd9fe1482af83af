using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class LossRatioVectorsTests
{
    private static readonly (string Path, string Line)[] Lines =
    [
        ("adjustedPremiumUsd", "adjusted-premium"),
        ("ratioBeforeCredibility", "ratio-before-credibility"),
        ("lifeYears", "life-years"),
        ("baseCredibility", "base-credibility"),
        ("deductibleFactor", "deductible-factor"),
        ("credibilityAdjustment", "credibility-adjustment"),
    ];

    public static TheoryData<VectorCase> Cases => VectorCase.Family("mlr");

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossRatios(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        if (vector.Text("calculation") == "medicare")
        {
            Medicare(vector);
        }
        else
        {
            Commercial(vector);
        }
    }

    private static void Commercial(VectorCase vector)
    {
        var terms = new LossRatioRebateTerms { Year = 2024, Market = Enum.Parse<InsuranceMarket>(vector.Text("market"), ignoreCase: true) };
        var years = new LossRatioExperience
        {
            AverageDeductible = vector.Number("averageDeductibleUsd"),
            // The vectors state the outcome of three years; where they do not, the adjustment stands.
            FailedThreeConsecutiveYears = vector.Flag("failedThreeConsecutiveYears"),
            Years = [.. vector.Inputs.GetProperty("years").EnumerateArray().Select(static y =>
            {
                decimal Of(string name) => VectorCase.Parse(y.GetProperty(name));
                return new LossRatioYear
                {
                    IncurredClaims = Money.Of(Of("incurredClaimsUsd")),
                    QualityImprovement = Money.Of(Of("qualityImprovementUsd")),
                    Premium = Money.Of(Of("premiumUsd")),
                    TaxesAndFees = Money.Of(Of("taxesAndFeesUsd")),
                    RiskProgramNet = Money.Of(Of("riskProgramNetUsd")),
                    LifeYears = Of("lifeYears"),
                };
            })],
        };
        var prepared = LossRatioRebate.For(terms).Contract.Prepare();
        var experience = LossRatioRebate.For(terms).Experience(years);
        var settlement = prepared.Settle(experience);
        Assert.Equal(settlement.Earned.Unrounded, prepared.Earned(experience));
        Assert.All(settlement.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        decimal? Value(string key) => settlement.Lines.LastOrDefault(l => l.Key == key)?.Value;

        // Presumed compliance ends the calculation before credibility, ratio and standard.
        var presumed = settlement.Lines.Any(static l => l is { Key: "choose", Effect: Effect.Bound });
        vector.Same("isPresumedCompliant", presumed);
        vector.Near(Lines, Value);
        vector.Same("ratio", presumed ? null : Value("loss-ratio"));
        vector.Near("standard", presumed ? null : LossRatioRebate.For(terms).Rules.Standard.Value.Fraction);
        vector.Near("rebateUsd", -settlement.Earned.Unrounded);
        vector.Same("publishedUsd", -settlement.Earned.Published);
        if (vector.NumberOrNull("enrolleePremiumUsd") is { } premium)
        {
            vector.Near("enrolleeRebateUsd", years.EnrolleeRebate(Money.Of(-settlement.Earned.Unrounded), Money.Of(premium)).Value);
        }

        var refused = Assert.Throws<SettlementException>(() => prepared.PayoffOverSpending(experience));
        Assert.Equal("no-payoff", Assert.Single(refused.Failures).Code);
    }

    private static void Medicare(VectorCase vector)
    {
        var terms = new LossRatioRemittanceTerms { Plan = LossRatioPlan.Medicare, Year = 2024 };
        var funds = new ManagedCareFunds(Money.Of(vector.Number("revenueUsd")), Money.Of(vector.Number("costsUsd")));
        var prepared = LossRatioRemittance.For(terms).Contract.Prepare();
        var experience = LossRatioRemittance.For(terms).Experience(funds);
        var settlement = prepared.Settle(experience);

        vector.Near("ratio", funds.LossRatio().Value);
        vector.Near("remittanceUsd", -settlement.Earned.Unrounded);
        vector.Same("publishedUsd", -settlement.Earned.Published);
        var (failures, sanction) = LossRatioRemittance.For(terms).Sanction(
            settlement.Opening < 0m, vector.Count("earlierConsecutiveFailures"));
        vector.Near("consecutiveFailures", failures);
        vector.Same("sanction",
            sanction switch { LossRatioSanction.None => "none", LossRatioSanction.NoNewEnrolment => "noNewEnrolment", _ => "termination" });
        Assert.Equal(settlement.Earned.Published,
            Rounding.Cents.Apply(prepared.PayoffOverSpending(experience).At(vector.Number("costsUsd"))));
    }
}
