#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Globalization;
using ValueSettlement;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/plan-and-practice.cs

        A Medicare Advantage plan by stars, and a general practice's year in the Quality and Outcomes Framework, where one
        indicator is scored in two ways; every number synthetic. It takes no argument: change the numbers in the file and run it
        again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

Console.WriteLine("# A plan: 95 % county, base amount 1,000, bid 930, 120,000 member months");
Console.WriteLine();
Console.WriteLine("| stars | bonus | benchmark | rebate share | rebate of the year | to the next step |");
Console.WriteLine("|--:|--:|--:|--:|--:|--:|");
var county = MedicareAdvantageStars.For(new()
{
    Year = 2026,
    ApplicablePercentage = MedicareAdvantageStars.PercentageOf(2026, quartile: 1),
});
foreach (var stars in new decimal?[] { 3m, 3.5m, 4m, 4.5m, null })
{
    var bid = new PlanBid
    {
        BaseAmount = Money.Of(1_000),
        Bid = Money.Of(930),
        Stars = stars,
        Standing = stars is null ? StarStanding.New : StarStanding.Rated,
        MemberMonths = 120_000m,
    };
    var found = county.Benchmark(bid);
    var rebate = county.Contract.Settle(county.Experience(bid)).Earned;
    Console.WriteLine($"| {stars?.ToString(CultureInfo.InvariantCulture) ?? "new"} | {found.Bonus} | {found.Benchmark} | {found.RebateShare} | "
        + $"{rebate} | {(found.ToNextStep.Value is null ? "none" : found.ToNextStep.ToString())} |");
}

var guidance = Authority.Of("made-up guidance 2026/27");
var framework = QualityOutcomesFramework.For(new()
{
    Year = 2026,
    Indicators = new(
    [
        new("AST007", 20m, 45.Percent(), 70.Percent()),
        new("DEM004", 14m, 35.Percent(), 70.Percent()) { WithoutPrevalence = true },
        new("VI001", 18m, 89.Percent(), 96.Percent()) { Improvement = new(10.Percent(), guidance), WithoutPrevalence = true },
    ], guidance),
});
FrameworkPractice Practice(Rate? ownMean) => new()
{
    List = 9_000m,
    Results =
    [
        new() { Indicator = "AST007", Numerator = 330m, Denominator = 580m, Exceptions = 30m, PrevalenceFactor = 1.08m },
        new() { Indicator = "DEM004", Numerator = 42m, Denominator = 80m },
        new() { Indicator = "VI001", Numerator = 88m, Denominator = 100m, OwnMean = ownMean },
    ],
    AspirationPaid = Money.Of(5_000),
};

foreach (var (mean, title) in new (Rate?, string)[] { (null, "by achievement alone"), (80.Percent(), "with its own mean of 80 %") })
{
    Console.WriteLine();
    Console.WriteLine($"# A practice, {title}");
    Console.WriteLine();
    Console.WriteLine("| indicator | achieved | points | payment |");
    Console.WriteLine("|:--|--:|--:|--:|");
    foreach (var indicator in framework.Payment(Practice(mean)).Indicators)
    {
        Console.WriteLine($"| {indicator.Indicator} | {indicator.Achievement} | {indicator.Points} | {indicator.Payment} |");
    }

    var settled = framework.Contract.Settle(framework.Experience(Practice(mean)));
    Console.WriteLine();
    Console.WriteLine($"Achievement payment {settled.Earned} pounds, {settled.Payable} after aspiration payments.");
}
