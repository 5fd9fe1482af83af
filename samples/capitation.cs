#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using ValueSettlement;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/capitation.cs

        An ACO REACH Global organisation, performance year 2024, from raw risk scores and member spending to the payment. All
        numbers are synthetic, of a realistic size. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

// One rule of the year is replaced by the organisation's own agreement; the others are the standard ones, most of them unconfirmed.
var terms = new ReachTerms { Arrangement = ReachArrangement.Global, Year = 2024 };
var discount = new Cited<Rate>(3.Percent(), Authority.Of("Participation agreement 2024, appendix B, section II"));
var reach = AcoReach.For(terms with { Rules = AcoReach.For(terms).Rules with { Discount = discount } });

// Risk scores: two model versions, normalization, symmetric cap around the growth of the demographic score, coding-intensity factor.
var agedAndDisabled = reach.RiskScore(new()
{
    Population = ReachPopulation.AgedAndDisabled,
    AlignedBeneficiaries = 11_480,
    ReferenceYearBeneficiaries = 9_920,
    ReferenceYears = [new(2021, new() { Version24 = 1.0412m, Version28 = 0.9688m, Normalization = new(1.118m) })],
    PerformanceYear = new() { Version24 = 1.1163m, Version28 = 1.0407m, Normalization = new(1.146m) },
    CodingIntensity = new(1.0064m),
    DemographicGrowth = Rate.Of(0.0121m),
});
var renalDisease = reach.RiskScore(new()
{
    Population = ReachPopulation.EndStageRenalDisease,
    AlignedBeneficiaries = 138,
    ReferenceYearBeneficiaries = 121,
    ReferenceYears = [new(2021, new() { Single = 1.012m, Normalization = new(1.028m) })],
    PerformanceYear = new() { Single = 1.071m, Normalization = new(1.041m) },
    CodingIntensity = new(1.0064m),
});

// The benchmark before discount: rate per member and month × months × risk score.
var benchmark = new CapitationPayment
{
    Cells =
    [
        new("Aged and disabled", Money.Of(1_118.42m), 131_904m, agedAndDisabled),
        new("End-stage renal disease", Money.Of(8_462.10m), 1_512m, renalDisease),
    ],
    Authority = Authority.Of("CMS rate book 2024, as stated in the benchmark report"),
}.Build();

// Stop-loss member by member; payouts are scaled so that those of all organisations equal all charges.
var stopLoss = new MemberStopLoss
{
    Bands = [new(Rate.Zero, Money.Of(196_000m)), new(80.Percent(), Money.Of(392_000m)), new(100.Percent())],
    Charge = Money.Of(1_187_136m),
    Factor = MemberStopLoss.PayoutNeutralityFactor(Money.Of(148_200_000m), Money.Of(151_900_000m)),
    Authority = Authority.Of("Stop-loss election of the organisation"),
};
Money[] highCost = [Money.Of(231_480.12m), Money.Of(298_004.55m), Money.Of(402_719.80m), Money.Of(611_205.33m), Money.Of(188_940m),
    Money.Of(917_330.41m)];

var year = new ReachYear
{
    BenchmarkBeforeDiscount = benchmark,
    TrendGap = Rate.Of(0.0183m),
    QualityScore = Figure.Stated(Rate.Of(0.8625m), "CMS quality report 2024"),
    EquityAdjustment = Money.Of(-118_240m),
    ExpenditureBeforeStopLoss = Figure.Stated(Money.Of(139_884_210.77m), "CMS expenditure report 2024, claims through March 2025"),
    NetStopLoss = stopLoss.Net(highCost),
    CompletionFactor = new Figure { Value = 1.0042m, Unit = Unit.Factor, Source = "CMS expenditure report 2024" },
};

var experience = reach.Experience(year);
Console.WriteLine(reach.Contract.Settle(experience).Statement());

Console.WriteLine("## What if");
Console.WriteLine();
Console.WriteLine("Break-even: spending of " + string.Join(", ",
    reach.Contract.PayoffOverSpending(experience).BreakEvens.Select(static b => Money.Of(Rounding.Cents.Apply(b.At)))) + ".");
Console.WriteLine("HCP-LAN: " + reach.Contract.LanCategory(new() { Form = PaymentForm.Prospective, QualityOutsideClauses = true }));
