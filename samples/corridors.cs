#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using NodaTime;
using ValueSettlement;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/corridors.cs

        Risk corridors of four kinds on synthetic plans: who owes what, and why. It takes no argument: change the numbers in the
        file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

// A Medicare drug plan whose costs came out 11 % above its target.
var partD = PartD.For(new() { Year = 2024, Id = "blue-river-pdp-2024" });
var drugPlan = partD.Contract;
var drugYear = partD.Experience(DrugPlanCosts.Target(payments: Money.Of(184_300_000), administration: Money.Of(18_900_000)),
    new DrugPlanCosts
    {
        AllowableRiskCorridorCosts = Figure.Stated(Money.Of(241_617_400.22m), "plan's final reconciliation submission"),
        ReinsurancePayments = Money.Of(44_208_312.40m),
        LowIncomeCostSharing = Money.Of(13_815_900.05m),
    });
var drugs = drugPlan.Settle(drugYear);
Console.WriteLine(drugs.Statement());
Console.WriteLine($"The payoff over {drugPlan.Payoff.Name}:\n{drugPlan.PayoffOverSpending(drugYear)}\n");

// The same plan by the letter of a defective sentence in the regulation, had its costs come out 14 % below: the reading matters.
var low = new Experience { Benchmark = drugYear.Benchmark, Expenditure = Money.Of(142_000_000) };
var literal = PartD.For(new() { Year = 2024, LiteralText = true }).Contract.Settle(low);
Console.WriteLine($"At cost of 142,000,000: {drugPlan.Settle(low).InWords()} "
    + $"By the letter of 42 CFR 423.336(b)(3)(ii)(B): {literal.InWords()}\n");

// A health plan of 2015: the target is built from premium, taxes and costs.
var aca = AcaRiskCorridors.For(new() { Year = 2015, Id = "prairie-health-silver-2015" });
var healthPlan = aca.Contract.Settle(aca.Experience(new RiskCorridorPlan
{
    Premium = Money.Of(61_480_000),
    TaxesAndFees = Money.Of(2_213_000),
    NonClaimsCosts = Money.Of(9_960_000),
    ClaimsAndQuality = Money.Of(57_905_000),
    RiskAdjustmentPayments = Money.Of(1_120_000),
    ReinsurancePayments = Money.Of(2_410_500),
    CostSharingReductions = Money.Of(905_250),
    ReserveDifference = Money.Of(312_000),
}));
Console.WriteLine(healthPlan.Statement());

// A state's prepaid plan that did not spend all of its funds; the state's own clause, with its source.
var state = MedicaidCorridors.For(new()
{
    Form = MedicaidCorridorKind.UnspentFunds,
    Term = new DateInterval(new(2024, 10, 1), new(2025, 9, 30)),
    Bands = MedicaidCorridors.MichiganUnspentFunds,
    DocumentedOn = new LocalDate(2024, 8, 22),
});
var funds = state.Contract.Settle(state.Experience(new ManagedCareFunds(Money.Of(212_400_000), Money.Of(193_900_000))));
Console.WriteLine(funds.Statement());

// A fixed-price incentive contract on the point of departure: 50/50, ceiling of 120 %.
var build = FixedPriceIncentive.For(FixedPriceIncentive.PointOfDeparture(
    Money.Of(8_400_000), Money.Of(760_000), new DateInterval(new(2024, 1, 1), new(2026, 12, 31))));
Figure cost = Money.Of(10_905_000);
var price = build.Contract.Settle(build.Experience(cost));
Console.WriteLine(price.Statement());
Console.WriteLine(FormattableString.Invariant(
    $"Final price {price.Earned.Published:N2}; point of total assumption {build.Terms.Target.PointOfTotalAssumption(build.Terms.Ceiling!.Value)}; final profit {IncentiveTarget.FinalProfit(Money.Of(price.Earned.Unrounded), cost)}."));
