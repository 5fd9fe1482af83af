#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using NodaTime;
using ValueSettlement;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/quality-withhold.cs

        A plan's commercial measure set with a withhold: the middle of the year, the settlement, and the digest that covers the
        targets; every number synthetic. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var year = new DateInterval(new(2026, 1, 1), new(2026, 12, 31));
var contract = Authority.Of("Provider agreement 2026, exhibit Q");

// A measure is judged on 30 members and more; with fewer it is left out, and the others carry its weight.
ScoredMeasure Screening(string id, string title, decimal half, decimal full, decimal weight) => new(new()
{
    Id = id,
    Version = "2026",
    Title = title,
    Defined = new(2025, 9, 1),
    Direction = Direction.HigherIsBetter,
    Tier = MeasureTier.Process,
    Minimum = new(30m, Unscored.LeftOut),
    Missing = new(UnscoredPolicy.Zero),
    Authority = contract,
}, ScalePoints.Linear(from: half, to: full, points: 10m) with { Authority = contract }, weight);

var programme = QualityWithhold.For(new()
{
    Id = "lakeside 2026",
    Currency = "USD",
    Term = year,
    Withhold = new(2.Percent(), contract),
    EarnedBack = new(EarnBack.InProportion, contract),
    IncentivePool = "challenge pool",
    Bonus = new() { Greatest = new(1.Percent(), contract), Earned = new(EarnBack.Between(80.Percent(), Rate.One), contract) },
    Measures = new()
    {
        Id = "lakeside measures",
        Version = "2026",
        Period = year,
        Authority = contract,
        Domains =
        [
            new("Prevention", 50.Percent(),
            [
                Screening("breast-cancer", "Breast cancer screening", 0.60m, 0.80m, 1m),
                Screening("colorectal", "Colorectal cancer screening", 0.50m, 0.75m, 1m),
                Screening("well-child", "Well-child visits", 0.55m, 0.70m, 2m),
            ]),
            new("Chronic care", 50.Percent(),
            [
                Screening("blood-pressure", "Blood pressure under control", 0.60m, 0.75m, 1m),
                Screening("hba1c", "Diabetes under control", 0.50m, 0.70m, 1m),
                Screening("asthma", "Asthma medication ratio", 0.60m, 0.80m, 1m),
            ]),
        ],
    },
});

Console.WriteLine("# The middle of the year");
foreach (var gap in programme.Terms.Measures!.Gaps(
[
    Observation.Of("breast-cancer", 310m, 480m), Observation.Of("colorectal", 402m, 700m), Observation.Of("well-child", 130m, 190m),
    Observation.Of("blood-pressure", 505m, 760m), Observation.Of("hba1c", 190m, 300m), Observation.Of("asthma", 11m, 19m),
]))
{
    Console.WriteLine($"- {gap}");
}

ValueList<Observation> final =
[
    Observation.Of("breast-cancer", 372m, 480m), Observation.Of("colorectal", 497m, 700m), Observation.Of("well-child", 133m, 190m),
    Observation.Of("blood-pressure", 570m, 760m), Observation.Of("hba1c", 207m, 300m), Observation.Of("asthma", 14m, 22m),
];
var score = programme.Score(final);
var settled = programme.Contract.Settle(programme.Experience(Money.Of(41_600_000), final));
var result = programme.Result(settled);

Console.WriteLine();
Console.WriteLine("# The year");
foreach (var measure in score.Measures)
{
    Console.WriteLine($"- {measure}");
}

Console.WriteLine($"Score {score.Points} of 100");
Console.WriteLine($"Withheld {result.Withheld}, earned back {result.EarnedBack}, to the {result.GoesTo} {result.NotEarned}, bonus {result.Bonus}");

Console.WriteLine();
Console.WriteLine("# One agreement");
var easier = programme.Terms with
{
    Measures = programme.Terms.Measures with
    {
        Domains = [programme.Terms.Measures.Domains[0], programme.Terms.Measures.Domains[1] with { MinimumMeasures = 2 }],
    },
};
Console.WriteLine($"Digest of the agreement     {SettlementJson.Digest(programme.Contract)[..16]}…");
Console.WriteLine($"With another minimum in it  {SettlementJson.Digest(easier.Contract())[..16]}…");
