#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using ValueSettlement;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/medical-loss-ratio.cs

        A medical loss ratio rebate with credibility on a synthetic issuer, and a Medicare plan's remittance. It takes no
        argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

// Three years of a small issuer in one state's individual market.
var issuer = LossRatioRebate.For(new() { Year = 2024, Market = InsuranceMarket.Individual, Id = "lakeshore-individual-2024" });
var years = new LossRatioExperience
{
    AverageDeductible = 3_750m,
    Years =
    [
        new LossRatioYear { IncurredClaims = Money.Of(19_204_000), QualityImprovement = Money.Of(181_000), Premium = Money.Of(26_310_000),
            TaxesAndFees = Money.Of(842_000), RiskProgramNet = Money.Of(-310_000), LifeYears = 3_912.5m },
        new LossRatioYear { IncurredClaims = Money.Of(20_871_000), QualityImprovement = Money.Of(196_000), Premium = Money.Of(27_050_000),
            TaxesAndFees = Money.Of(866_000), RiskProgramNet = Money.Of(145_000), LifeYears = 4_020m },
        new LossRatioYear { IncurredClaims = Money.Of(19_480_000), QualityImprovement = Money.Of(205_000), Premium = Money.Of(28_220_000),
            TaxesAndFees = Money.Of(903_000), RiskProgramNet = Money.Of(-92_000), LifeYears = 4_101.25m },
    ],
};
var experience = issuer.Experience(years);
var rebate = issuer.Contract.Settle(experience);
Console.WriteLine(rebate.Statement());
Console.WriteLine(FormattableString.Invariant($"An enrollee who paid 6,480 receives {Rounding.Cents.Apply(years.EnrolleeRebate(Money.Of(-rebate.Earned.Unrounded), Money.Of(6_480)).Value!.Value):N2}.\n"));

// There is no payoff curve over claims, and the contract says why.
try
{
    issuer.Contract.PayoffOverSpending(experience);
}
catch (SettlementException refused)
{
    Console.WriteLine(refused.Failures[0] + "\n");
}

// A Medicare Advantage contract in its third year below 85 %.
var plan = LossRatioRemittance.For(new() { Plan = LossRatioPlan.Medicare, Year = 2024, Id = "h0000-2024" });
var remittance = plan.Contract.Settle(plan.Experience(new ManagedCareFunds(Money.Of(412_000_000), Money.Of(341_960_000))));
var (failures, sanction) = plan.Sanction(belowStandard: remittance.Opening < 0m, earlierConsecutiveFailures: 2);
Console.WriteLine(remittance.Statement());
Console.WriteLine($"Consecutive years below the standard: {failures}; what follows: {sanction}.");
