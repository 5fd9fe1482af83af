using NodaTime;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/quality.md: a home-care measure set, from definitions to a score that a contract reads.</summary>
internal static class SnippetsQuality
{
    private static readonly DateInterval year = new(new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31));

    private static readonly Measure followUp = FollowUp();

    private static readonly MeasureSet set = Set();

    private static readonly ValueList<Observation> observed = Observed();

    [Snippet("quality-measure")]
    private static Measure FollowUp()
    {
        var followUp = new Measure
        {
            Id = "follow-up-48h",
            Version = "2",
            Title = "Seen within 48 hours of coming home",
            Defined = new(2025, 11, 1),                                  // before the year begins, or an amendment is cited
            Direction = Direction.HigherIsBetter,
            Tier = MeasureTier.Process,
            Controllability = Controllability.Provider,
            AgreedSource = "discharge register",                         // an observation from elsewhere is refused
            Minimum = new(Cases: 25m, Unscored.LeftOut),                 // with fewer cases: left out, others carry the weight
            Missing = new(UnscoredPolicy.Zero),                          // not reported: no points
            // Explains the target; improvement counts from the baseline of an observation, the provider's own.
            Baseline = new() { Period = new(new(2025, 1, 1), new(2025, 12, 31)), Value = 0.71m, Cases = 180m },
            Workflow = new()
            {
                Collector = "ward nurse",
                RecordedIn = "care record, discharge form",
                ValidatedBy = "monthly, 30 cases by the supervisor",
                ImprovedBy = ["visit booked before discharge"],
            },
        };
        return followUp;
    }

    [Snippet("quality-set")]
    private static MeasureSet Set()
    {
        var falls = new Measure
        {
            Id = "falls",
            Version = "1",
            Title = "Falls with injury, observed against expected",
            Defined = new(2025, 11, 1),
            Direction = Direction.LowerIsBetter,
            Form = MeasureForm.ObservedToExpected,
            Unit = Unit.Factor,
            Tier = MeasureTier.Outcome,
            Minimum = new(1m, Unscored.LeftOut),
            Missing = Unscored.LeftOut,
        };
        var experience = falls with
        {
            Id = "experience",
            Title = "Would recommend",
            Direction = Direction.HigherIsBetter,
            Form = MeasureForm.Stated,
            Unit = Unit.Rate,
            Minimum = null,
        };
        var pain = experience with { Id = "pain", Title = "Pain under control", Form = MeasureForm.Proportion };

        return new MeasureSet
        {
            Id = "home care",
            Version = "2026",
            Period = year,
            Domains =
            [
                new("Process", 40.Percent(), [new(followUp, ScalePoints.Linear(from: 0.60m, to: 0.90m, points: 10m))]),
                new("Outcomes", 40.Percent(),
                [
                    new(falls, new BandPoints(MuchWorse: 0m, Worse: 2m, AsExpected: 5m, Better: 8m, MuchBetter: 10m)),
                    new(pain, ScalePoints.Ladder((0.50m, 4m), (0.75m, 10m))),
                ]),
                new("Experience", 20.Percent(),
                    [new(experience, new BestOf(new AchievementPoints(Threshold: 0.70m, Benchmark: 0.92m), new ImprovementPoints(0.92m)))]),
            ],
            Mix = [new(MeasureTier.Outcome, 50.Percent(), 80.Percent())],
        };
    }

    [Snippet("quality-observed")]
    private static ValueList<Observation> Observed()
    {
        ValueList<Observation> observed =
        [
            Observation.Of("follow-up-48h", numerator: 171m, denominator: 200m) with { Source = "discharge register" },
            new() { Measure = "falls", Numerator = 22m, Expected = 13m, Note = "Two wards had no night nurse in March." },
            new() { Measure = "experience", Result = 0.80m, Baseline = 0.76m },
            Observation.Absent("pain", AbsenceKind.Suppressed, "Fewer than 11 people."),
        ];
        return observed;
    }

    [Snippet("quality-score")]
    private static void Score()
    {
        SetScore score = set.Score(observed);

        Console.WriteLine($"{score.Points} of 100");
        foreach (var domain in score.Domains)
        {
            Console.WriteLine(domain);
        }

        foreach (var measure in score.Measures)
        {
            Console.WriteLine(measure);
        }
    }

    [Snippet("quality-lines")]
    private static void Lines()
    {
        var experience = set.Score(observed).Measures.Single(m => m.Measure == "experience");
        foreach (var line in experience.Points.Lines)
        {
            Console.WriteLine($"{line.Label}: {line.Formula}{(line.Note is null ? "" : "  (" + line.Note + ")")}");
        }
    }

    [Snippet("quality-band")]
    private static void Band()
    {
        var falls = set.Score(observed).Measures.Single(m => m.Measure == "falls");
        Console.WriteLine(falls.Band);
        Console.WriteLine(falls.Note);
    }

    [Snippet("quality-gaps")]
    private static void Gaps()
    {
        foreach (var gap in set.Gaps([
            Observation.Of("follow-up-48h", 14m, 20m) with { Source = "discharge register" },
            Observation.Of("pain", 29m, 40m)]))
        {
            Console.WriteLine(gap);
        }
    }

    [Snippet("quality-warnings")]
    private static void Warnings()
    {
        foreach (var warning in set.Warnings().Take(3))
        {
            Console.WriteLine(warning);
        }
    }

    [Snippet("quality-contract")]
    private static void Contract()
    {
        var contract = new Contract
        {
            Id = "home care 2026",
            Currency = "USD",
            Term = year,
            Opening = OpeningAmount.Stated,
            Clauses = [new SharingRate { Label = "Withhold earned back", Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero }],
        };
        var settled = contract.Settle(new Experience
        {
            Opening = Money.Of(120_000),                                 // what was withheld
            Facts = [Quality.Scored(set.Score(observed))],
        });
        Console.WriteLine(settled.Earned);
    }

    [Snippet("quality-withhold")]
    private static void Withhold()
    {
        var agreement = Authority.Of("Agreement 2026, schedule 4");
        var withhold = QualityWithhold.For(new()
        {
            Id = "home care 2026",
            Currency = "USD",
            Term = set.Period,
            Withhold = new(2.Percent(), agreement),
            EarnedBack = new(EarnBack.InProportion, agreement),
            Measures = set,                                              // every target, weight and minimum is under the digest
        });
        var settled = withhold.Contract.Settle(withhold.Experience(Money.Of(6_000_000), observed));
        Console.WriteLine(settled.Earned);

        var other = withhold.Terms with { Measures = set with { MinimumDomains = 2 } };
        Console.WriteLine(SettlementJson.Digest(withhold.Contract) == SettlementJson.Digest(other.Contract()));
    }

    [Snippet("quality-strata")]
    private static void Strata()
    {
        var byAcuity = new StratifiedMeasure
        {
            Measure = followUp with { Strata = ["low", "high"] },
            Rule = StrataRule.ReferenceMix,
            Groups = [new("low", 70.Percent()), new("high", 30.Percent())],
            Points = ScalePoints.Linear(0.60m, 0.90m, 10m),
        };
        ValueList<Observation> groups =
        [
            Observation.Of("follow-up-48h", 54m, 60m) with { Stratum = "low", Source = "discharge register" },
            Observation.Of("follow-up-48h", 105m, 140m) with { Stratum = "high", Source = "discharge register" },
        ];
        var mixed = byAcuity.Score(groups);
        Console.WriteLine($"by the reference mix: {mixed.Points} points; as it was: "
            + followUp.Result(Observation.Of("follow-up-48h", 159m, 200m) with { Source = "discharge register" }));

        var worst = byAcuity with
        {
            Rule = StrataRule.WorstGroup,
            Points = null,
            Groups = [new("low", null, byAcuity.Points), new("high", null, byAcuity.Points)],
        };
        Console.WriteLine($"the group that does worst: {worst.Score(groups).Points} points, {mixed.Disparity} apart");
    }

    [Snippet("quality-peers")]
    private static void Peers()
    {
        // Dual share and excess ratio of eight hospitals in four groups.
        (string Id, decimal Dual, decimal Ratio)[] published =
            [("A", 9.1m, 0.98m), ("B", 31.0m, 1.06m), ("C", 14.2m, 1.01m), ("D", 22.5m, 0.97m), ("E", 9.1m, 1.02m), ("F", 44.3m, 1.10m),
            ("G", 27.8m, 1.03m), ("H", 18.0m, 0.95m)];
        var grouping = new PeerGrouping { Groups = 4, Ties = PeerTies.Lower };      // equals stay together; Percentile: the median
        var peers = grouping.Of([.. published.Select(static h => new PeerProvider(h.Id, By: h.Dual.Percent(),
            Result: new() { Value = h.Ratio, Unit = Unit.Factor }))]);
        foreach (var group in peers.Groups)
        {
            Console.WriteLine(group);
        }

        Console.WriteLine(peers.Places.Single(static p => p.Id == "B"));
        foreach (var line in peers.Places.Single(static p => p.Id == "B").Reference.Lines)
        {
            Console.WriteLine($"  {line.Label}: {line.Formula}");
        }
    }

    [Snippet("quality-value")]
    private static void Value()
    {
        Console.WriteLine(ValueRatio.Of(
            outcome: new() { Value = 1_200m, Unit = Unit.Count }, "healthy days at home", cost: Money.Of(480_000), per: 1_000m,
            lower: new() { Value = 1_080m, Unit = Unit.Count }, upper: new() { Value = 1_320m, Unit = Unit.Count }));
    }
}
