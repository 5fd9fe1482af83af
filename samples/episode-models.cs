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
        dotnet run samples/episode-models.cs

        A hospital in Comprehensive Joint Replacement, a convener of two groups in BPCI Advanced, and PROMETHEUS case rates with
        their withhold; every number synthetic. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

// Comprehensive Joint Replacement, year 7: quality acts on the price, so the score decides the discount.
var hospital = ComprehensiveJointReplacement.For(new()
{
    Year = 7,
    Hospital = JointReplacementHospital.RuralOrEquivalent,
    Id = "cjr-valley-hospital-2023"
});
var price = hospital.Cell("470 without hip fracture", Usd(24_900), bound: new BetweenPercentiles(null, Usd(71_500)),
    factors: [new("normalization", Factor(0.988m)), new("market trend", Factor(1.031m))]);
ValueList<Episode> joints =
[
    Joint("case 1", new(2023, 2, 6), 21_340, 0.96m), Joint("case 2", new(2023, 4, 18), 26_870, 1.12m),
        Joint("case 3", new(2023, 6, 9), 19_980, 0.91m), Joint("case 4", new(2023, 8, 22), 88_400, 1.34m),
];
var points = 13.6m;
var totals = hospital.Totals(points, [price], joints);
var joint = hospital.Contract.Settle(hospital.Experience(totals, points, [Number.Of(Basis.PostEpisodeSpending, Usd(1_150))]));
Console.WriteLine(joint.Statement());

// BPCI Advanced, model year 6: each group within its own limits, then the convener's sum and its true-up.
BundledPaymentsTerms Group(string name) => new() { Year = 6, Id = name };
var convener = BundledPaymentsAdvanced.Convener("bpci-a-lakeside-2023", [Group("lakeside"), Group("riverside")]);
Experience Initiator(string name, decimal benchmarkPrice, decimal score, params decimal[] spending)
{
    var group = BundledPaymentsAdvanced.For(Group(name));
    var cell = group.Cell("heart failure", Usd(benchmarkPrice), medical: true, Usd(4_900), Usd(96_000));
    var episodes = spending.Select((amount, i) => new Episode
    {
        Id = FormattableString.Invariant($"{name} {i + 1}"),
        Anchor = new(2023, 2 + i, 11),
        Cell = "heart failure",
        Spending = Usd(amount),
        Factors = group.Factors(Factor(1.02m), Factor(1.03m)),
    }).ToValueList();
    return group.Experience(group.Episodes([cell], episodes).Total(), Rate.Of(score), name);
}

var settled = convener.Settle(new Experience
{
    Parts = [Initiator("lakeside", 27_800, 0.74m, 22_150, 25_900, 31_400, 19_700),
        Initiator("riverside", 26_350, 0.61m, 29_880, 33_200, 24_050)],
    Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(6_200))],
});
Console.WriteLine(settled.Statement());
Console.WriteLine(settled.Parts[0].Statement());

// PROMETHEUS: typical care and avoidable complications apart, and the withhold by the scorecard.
var heart = Prometheus.For(new() { Id = "case-rates-heart-failure-2024", Term = new DateInterval(new(2024, 1, 1), new(2024, 12, 31)) });
var allowance = heart.Allowance(Usd(206_000));
Console.WriteLine(heart.Contract.Settle(heart.Experience(Usd(98_000), allowance, Usd(101_300), Usd(74_900))).Statement());
var withhold = PrometheusWithhold.For(new()
{
    Id = "withhold-heart-failure-2024",
    Term = heart.Terms.Term,
    Withhold = new(10.Percent(), Authority.Of("Agreement of 2023-11-02, section 4")),
});
Console.WriteLine(withhold.Contract
    .Settle(withhold.Experience(Prometheus.CaseRate(Usd(98_000), allowance), Rate.Of(0.82m), Rate.Of(0.67m))).Statement());

static Figure Usd(decimal amount) => Money.Of(amount);
static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor, Source = "published for the year" };
static Episode Joint(string id, LocalDate anchor, decimal spending, decimal risk) =>
    new()
    {
        Id = id,
        Anchor = anchor,
        Cell = "470 without hip fracture",
        Spending = Usd(spending),
        Factors = [new("risk multiplier", Factor(risk))]
    };
