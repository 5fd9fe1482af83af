using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Measures;

namespace ValueSettlement.Tests.Json;

/// <summary>A set of measures in which every kind of points stands and every member is stated.</summary>
internal static class MeasureSamples
{
    private static readonly Authority source = Authority.Of("Agreement, schedule 2");

    private static readonly DateInterval year = new(new LocalDate(2025, 1, 1), new LocalDate(2025, 12, 31));

    /// <summary>The points of every kind.</summary>
    public static IEnumerable<PointsRule> Points => EveryKind.Domains.SelectMany(static d => d.Measures).SelectMany(static m =>
        Within(m.Points))
        .DistinctBy(static p => p.GetType());

    public static MeasureSet EveryKind { get; } = new()
    {
        Id = "measures",
        Version = "3",
        Period = year,
        Domains =
        [
            new("first", 60.Percent(),
            [
                new(Full("a"), new AchievementPoints(0.5m, 0.9m) { Authority = source, Curve = new(10m, 0m, 0m, 9m, 10m, null) }, 2m),
                new(Full("b"), new BestOf(new ImprovementPoints(0.9m) { Authority = source, Curve = new(10m, -1m, 0m, 8m, 9m, 1) },
                    new ImprovementTarget(3m) { Goal = 0.9m, ShareOfGap = 10.Percent(), Least = 0.01m, Decimals = 3, Authority = source })
                    { Authority = source }),
                new(Full("c"), new SumOf([ScalePoints.Linear(0.5m, 0.9m, 8m), new ImprovementTarget(2m) { Least = 0.02m },
                    ImprovementScale.Linear(0.01m, 0.05m, 1m) with { Authority = source }], 9m)
                    { Authority = source }),
            ]) { MinimumMeasures = 2 },
            new("second", 40.Percent(),
            [
                new(Full("d") with { Form = MeasureForm.ObservedToExpected, Unit = Unit.Factor },
                    new BandPoints(0m, 1m, 2m, 3m, 4m) { Inner = 90.Percent(), Outer = 99.Percent(), Authority = source }),
                new(Full("e"), new BandPoints(0m, 1m, 2m, 3m, 4m) { Target = 75.Percent() }),
                new(Full("f") with { Status = MeasureStatus.ReportingOnly }, new JudgedPoints([new("good", 1m,
                    2m)]) { Authority = source }),
                new(Full("g"), new ScalePoints(Scale.Steps((0m, 1m), (0.5m, 2m))) { Authority = source }),
                new(Full("h"), new DecilePoints([0.1m, 0.2m, 0.3m, 0.4m, 0.5m, 0.6m, 0.7m, 0.8m, 0.9m], 0m)
                    { Decimals = 2, UpTo = 7m, Authority = source }),
            ]),
        ],
        Maximum = 50m,
        WithoutScore = UnscoredDomain.Neutral,
        NeutralScore = 25m,
        MinimumDomains = 2,
        MinimumMeasures = 2,
        MostBonus = 5m,
        Gates =
        [
            new()
            {
                Name = "gate",
                Measure = "f",
                Test = GateTest.Above,
                Threshold = 0.1m,
                Effect = GateEffect.Cap,
                Level = 20m,
                WithoutResult = GateWithoutResult.Open,
                Authority = source,
            },
        ],
        Mix = [new(MeasureTier.Outcome, 20.Percent(), 80.Percent())],
        Authority = source,
        IsStatutory = true,
    };

    /// <summary>What was observed of the set.</summary>
    public static ValueList<Observation> Observed { get; } = new[]
    {
        Observation.Of("a", 70m, 100m), Observation.Of("b", 75m, 100m) with { Baseline = 0.6m }, Observation.Of("c", 80m, 100m),
        new() { Measure = "d", Numerator = 28m, Expected = 30m }, Observation.Of("e", 75m, 100m), Observation.Of("f", 5m, 100m),
        Observation.Of("g", 60m, 100m),
    }.Select(static o => o with { Source = "registry" }).ToValueList();

    private static IEnumerable<PointsRule> Within(PointsRule rule) =>
        [rule, .. rule switch { BestOf best => best.Ways, SumOf sum => sum.Rules, _ => Enumerable.Empty<PointsRule>() }];

    private static Measure Full(string id) => new()
    {
        Id = id,
        Version = "2",
        Title = "title of " + id,
        Defined = new(2025, 2, 1),
        Amendment = Authority.Of("Amendment 1"),
        Effective = new(new LocalDate(2025, 1, 1), new LocalDate(2026, 12, 31)),
        Direction = Direction.HigherIsBetter,
        Tier = MeasureTier.Intermediate,
        Controllability = Controllability.Shared,
        AgreedSource = "registry",
        Minimum = new(25m, new(UnscoredPolicy.Zero)),
        Missing = new(UnscoredPolicy.Neutral, 1m),
        Strata = ["low", "high"],
        RiskModel = "model 2",
        Baseline = new()
        {
            Period = new(new LocalDate(2024, 1, 1), new LocalDate(2024, 12, 31)),
            Value = 0.4m,
            Cases = 120m,
            Method = "survey"
        },
        Workflow = new()
        {
            Collector = "nurse",
            RecordedIn = "record",
            ValidatedBy = "monthly",
            ImprovedBy = ["visit"],
            LastReviewed = new(2025, 1, 5),
        },
        LogicModel = "model of change, box 3",
        Authority = source,
    };
}
