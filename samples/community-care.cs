#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using NodaTime;
using ValueSettlement;
using ValueSettlement.Measures;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/community-care.cs

        A community-care contract with risk-adjusted bands instead of single points, for a large and a small provider; every
        number synthetic. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var year = new DateInterval(new(2026, 1, 1), new(2026, 12, 31));
var agreement = Authority.Of("Community-care agreement 2026, schedule 3");

Measure Outcome(string id, string title, Controllability who) => new()
{
    Id = id,
    Version = "1",
    Title = title,
    Defined = new(2025, 10, 1),
    Direction = Direction.LowerIsBetter,
    Form = MeasureForm.ObservedToExpected,
    Unit = Unit.Factor,
    Tier = MeasureTier.Outcome,
    Controllability = who,
    RiskModel = "age, frailty, living alone; version 1.3",
    Minimum = new(5m, Unscored.LeftOut),
    Missing = new(UnscoredPolicy.Hold),
    Authority = agreement,
};

// Within the limits of chance there are 6 of 10 points: no provider loses money because a few people fell ill.
var bands = new BandPoints(MuchWorse: 0m, Worse: 3m, AsExpected: 6m, Better: 8m, MuchBetter: 10m) { Authority = agreement };
var set = new MeasureSet
{
    Id = "community care",
    Version = "2026",
    Period = year,
    Authority = agreement,
    Domains =
    [
        new("Staying well at home", 70.Percent(),
        [
            new(Outcome("admissions", "Unplanned hospital admissions", Controllability.Shared), bands),
            new(Outcome("falls", "Falls with injury", Controllability.Provider), bands),
        ]),
        new("Continuity", 30.Percent(),
        [
            new(Outcome("first-visit", "First visit within 48 hours", Controllability.Provider) with
            {
                Direction = Direction.HigherIsBetter,
                Form = MeasureForm.Proportion,
                Unit = Unit.Rate,
                Tier = MeasureTier.Process,
                RiskModel = null,
                Minimum = new(20m, Unscored.LeftOut),
            }, ScalePoints.Linear(from: 0.70m, to: 0.95m, points: 10m)),
        ]),
    ],
    // An open safeguarding case holds the bonus, and no score offsets it; the base fee is not touched.
    Gates =
    [
        new()
        {
            Name = "safeguarding",
            Measure = "safeguarding",
            Test = GateTest.AtLeast,
            Threshold = 1m,
            Effect = GateEffect.Hold,
            Authority = agreement,
        },
    ],
};
set = set with
{
    Domains =
    [
        .. set.Domains.Take(1),
        set.Domains[1] with
        {
            Measures =
            [
                .. set.Domains[1].Measures,
                new(Outcome("safeguarding", "Open safeguarding cases", Controllability.Provider) with
                {
                    Form = MeasureForm.Stated,
                    Status = MeasureStatus.ReportingOnly,
                    Minimum = null,
                    Unit = Unit.Count,
                }, ScalePoints.AtTarget(Direction.LowerIsBetter, 0m, 1m)),
            ],
        },
    ],
};

var bonus = new Contract
{
    Id = "community care 2026: bonus",
    Currency = "GBP",
    Term = year,
    Opening = OpeningAmount.Stated,
    Clauses = [new SharingRate { Label = "Bonus by score", Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero, Authority = agreement }],
    Words = ContractWords.Plain with { Payer = "commissioner", Provider = "care provider" },
};

foreach (var (provider, pool, size) in new[] { ("large provider", 240_000m, 10m), ("small provider", 24_000m, 1m) })
{
    // The same ratios, 1.25 and 0.83, on ten times the cases.
    var score = set.Score(
    [
        new() { Measure = "admissions", Numerator = 10m * size, Expected = 8m * size, Note = size == 1m ? "An outbreak in one building." : null },
        new() { Measure = "falls", Numerator = 5m * size, Expected = 6m * size },
        Observation.Of("first-visit", 22m * size, 25m * size),
        new() { Measure = "safeguarding", Result = 0m },
    ]);
    Console.WriteLine($"# {provider}");
    foreach (var measure in score.Measures.Where(static m => m.IsCounted))
    {
        Console.WriteLine($"- {measure}");
        if (measure.Band is { } band)
        {
            Console.WriteLine($"  {band}{(measure.Note is null ? "" : $". Note: {measure.Note}")}");
        }
    }

    var settled = bonus.Settle(new Experience { Opening = Money.Of(pool), Facts = [Quality.Scored(score)] });
    Console.WriteLine($"Score {score.Points} of 100, bonus {settled.Earned} of {Money.Of(pool)}");
    Console.WriteLine();
}

// With an open case there is no score, so there is nothing to settle yet, and the reason says what has to end first.
var held = set.Score(
[
    new() { Measure = "admissions", Numerator = 10m, Expected = 8m }, new() { Measure = "falls", Numerator = 5m, Expected = 6m },
    Observation.Of("first-visit", 22m, 25m), new() { Measure = "safeguarding", Result = 1m },
]);
Console.WriteLine(held.Points.Absence);
