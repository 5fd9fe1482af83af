using NodaTime;
using ValueSettlement.Measures;
using ValueSettlement.Statistics;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/safeguards.md.</summary>
internal static class SnippetsSafeguards
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private static Contract Care(string id, params ValueList<Clause> clauses) => new()
    {
        Id = id,
        Currency = "GBP",
        Term = Year,
        Opening = OpeningAmount.Stated,
        Words = new ContractWords { Payer = "commissioner", Provider = "care provider", Gains = "bonuses", Losses = "reductions" },
        Clauses = clauses,
    };

    [Snippet("safeguards-contract")]
    private static void WorkedContract()
    {
        var rules = new EscalationRules { Bad = 2, OfLast = 3, ReleaseAfterGood = 2, Missing = MissingPeriod.Skip };
        var contract = Care("home-support-2026",
            new SharingRate { Gain = 50.Percent(), Loss = new WithinInfluence(60.Percent()) },
            new Hold { Certificate = "no-open-adverse-event", AppliesTo = AppliesTo.Gains },
            new Escalation { Rules = rules, Escalated = 75.Percent(), Deferred = new("deferred-bonus") },
            new Earmark { Share = 20.Percent(), Purpose = "supervision" },
            new Addition { Label = "Base fee", Amount = new WholeOf(new("base-fee")) },
            new ChangeLimit { Decrease = 3.Percent() },
            new Floor { Label = "Protected base", At = new WholeOf(new("protected-base")) },
            new Consequence
            {
                What = ConsequenceKind.CorrectiveAction,
                AppliesTo = AppliesTo.Both,
                When = [new AtLeastStanding(EscalationState.Escalated)],
                Action = "a plan for staffing",
                Owner = "care provider",
                WithinDays = 30,
            });

        var quarters = rules.Track([PeriodBand.AsExpected, PeriodBand.Worse, null, PeriodBand.Worse]);
        var settled = contract.Settle(new()
        {
            Opening = Money.Of(-80_000),
            Facts =
            [
                Number.SystemInfluence(65.Percent()),
                quarters[^1].AsFact(),
                Number.Of("base-fee", Money.Of(400_000).Amount),
                Number.Of("payment-before", 405_000m),
                Number.Of("protected-base", 300_000m),
            ],
        });
        foreach (var line in settled.Lines)
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(settled.Consequences[0]);
    }

    [Snippet("safeguards-own-measures")]
    private static void OwnMeasures()
    {
        static ScoredMeasure Of(string id, MeasureTier tier, Controllability by) => new(new()
        {
            Id = id,
            Version = "1",
            Title = id,
            Defined = new(2025, 11, 1),
            Direction = Direction.HigherIsBetter,
            Tier = tier,
            Controllability = by,
            Minimum = new(25m, Unscored.LeftOut),
            Missing = new(UnscoredPolicy.Zero),
        }, ScalePoints.Linear(from: 0.5m, to: 0.9m, points: 10m));
        var all = new MeasureSet
        {
            Id = "home support",
            Version = "2026",
            Period = Year,
            Domains =
            [
                new("Process", 40.Percent(), [Of("visits-on-time", MeasureTier.Process, Controllability.Provider)]),
                new("Outcomes", 40.Percent(), [Of("at-home-after-91-days", MeasureTier.Outcome, Controllability.System)]),
                new("Experience", 20.Percent(), [Of("would-recommend", MeasureTier.Outcome, Controllability.Provider)]),
            ],
        };
        var own = all.ControlledBy(Controllability.Provider);
        Console.WriteLine(own);

        var contract = new Contract
        {
            Id = "home-support-2026",
            Currency = "GBP",
            Term = Year,
            Parts =
            [
                new Arrangement { Id = "bonus", Opening = OpeningAmount.Stated,
                    Clauses = [new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero }] },
                new Arrangement { Id = "fee at risk", Opening = OpeningAmount.Stated,
                    Clauses = [new SharingRate { Gain = Rate.Zero, Loss = new OneMinusScoreScaledRate(Rate.One, Rate.Zero, Rate.One) }] },
            ],
        };
        ValueList<Observation> observed =
        [
            Observation.Of("visits-on-time", 176m, 200m),
            Observation.Of("at-home-after-91-days", 60m, 120m),             // the hospital discharged people earlier
            Observation.Of("would-recommend", 81m, 90m),
        ];
        var ownScore = own.Score(own.Among(observed));
        var settled = contract.Settle(new()
        {
            Parts =
            [
                new() { Arrangement = "bonus", Opening = Money.Of(50_000), Facts = [Quality.Scored(all.Score(observed))] },
                new() { Arrangement = "fee at risk", Opening = Money.Of(-30_000), Facts = [Quality.Scored(ownScore)] },
            ],
        });
        Console.WriteLine($"{all.Score(observed).Points} of 100 points in all, {ownScore.Points} of its own");
        foreach (var part in settled.Parts)
        {
            Console.WriteLine($"{part.Arrangement}: {part.Earned}");
        }
    }

    [Snippet("safeguards-hold")]
    private static void Holding()
    {
        var contract = Care("home-support-2026",
            new Hold { Certificate = "no-open-adverse-event", AppliesTo = AppliesTo.Gains },
            new Addition { Label = "Base fee", Amount = Money.Of(100_000) });
        var ledger = new HoldLedger { LapsesAfter = 4 }.Next();

        var first = contract.Settle(new() { Opening = Money.Of(20_000) });
        ledger = ledger.Place("2026-Q1", first, new("held"));
        Console.WriteLine($"first quarter: {first.Payable}; {ledger}");

        var board = new Certificate
        {
            Name = "no-open-adverse-event",
            Decision = CertificateDecision.Granted,
            By = "safeguarding board",
            On = new(2026, 7, 10),
        };
        ledger = ledger.Next(release: ["2026-Q1"]);
        var second = contract.Settle(new() { Opening = Money.Of(15_000), Facts = [board] });
        Console.WriteLine($"second quarter: {second.Payable}, and {ledger.ReleasedNow} released; {ledger}");
        Console.WriteLine(second.Find("hold")!.Note);
    }

    [Snippet("safeguards-chart")]
    private static void Chart()
    {
        var chart = new ControlChart { Centre = 4m, Deviation = 1.5m, Rules = [ChartRule.BeyondLimit, ChartRule.TwoOfThree] };
        decimal?[] missedVisits = [3m, 5m, 4m, null, 7.5m, 7.2m, 9m];
        foreach (var signal in chart.Signals(missedVisits))
        {
            Console.WriteLine(signal);
        }

        var rules = new EscalationRules { Bad = 2, OfLast = 3, Severe = true, ReleaseAfterGood = 2, Missing = MissingPeriod.Skip };
        Console.WriteLine(rules.Track(EscalationRules.BandsOf(chart, missedVisits, Direction.LowerIsBetter))[^1].AsFact());
    }

    [Snippet("safeguards-pairs")]
    private static void Pairs()
    {
        // Outcomes without control: a winter of influenza, 65 % of the result lies with the system.
        var plain = Care("outcomes", new SharingRate { Gain = 50.Percent(), Loss = 60.Percent() });
        var guarded = Care("outcomes", new SharingRate { Gain = 50.Percent(), Loss = new WithinInfluence(60.Percent()) });
        Console.WriteLine("outcomes without control: "
            + $"{plain.Settle(new() { Opening = Money.Of(-80_000) }).Payable} becomes "
            + $"{guarded.Settle(new() { Opening = Money.Of(-80_000), Facts = [Number.SystemInfluence(65.Percent())] }).Payable}");

        // Data burden without infrastructure: the score is low because nobody could report, and a base pays for reporting.
        var gate = new QualityGate { Score = 60.Percent() };
        var scored = Care("burden", gate);
        var supported = Care("burden", gate,
            new Addition { Label = "Reporting and supervision", Amount = Money.Of(18_000) },
            new Floor { Label = "Protected base", At = Money.Of(18_000) });
        ValueList<Fact> low = [Quality.Met(41.Percent())];
        Console.WriteLine("data burden: "
            + $"{scored.Settle(new() { Opening = Money.Of(40_000), Facts = low }).Payable} becomes "
            + $"{supported.Settle(new() { Opening = Money.Of(40_000), Facts = low }).Payable}");

        // Workforce instability: a reduction takes the money that would have recruited.
        var fee = new Addition { Label = "Base fee", Amount = Money.Of(400_000) };
        var spiral = Care("workforce", fee);
        var limited = Care("workforce", fee, new ChangeLimit { Decrease = 3.Percent() });
        var before = Number.Of("payment-before", 400_000m);
        Console.WriteLine("workforce: "
            + $"{spiral.Settle(new() { Opening = Money.Of(-60_000) }).Payable} becomes "
            + $"{limited.Settle(new() { Opening = Money.Of(-60_000), Facts = [before] }).Payable}");
    }

    [Snippet("safeguards-return")]
    private static void Return()
    {
        var contract = Care("home-support-2026", new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() });
        var costs = new[] { 2026, 2027, 2028 }
            .Select(year => CashFlow.Of(contract.Settle(new() { Opening = Money.Of(90_000) }), new(year + 1, 4, 30)))
            .ToValueList();
        ValueList<CashFlow> benefits =
        [
            new(new(2027, 3, 31), Money.Of(90_000), "admissions avoided, hospital ledger 2026"),
            new(new(2028, 3, 31), Money.Of(70_000), "admissions avoided, hospital ledger 2027"),
        ];
        var returned = ContractReturn.Of(costs, benefits, discountRate: 3.5m.Percent(), valuedOn: new(2026, 4, 1));
        Console.WriteLine($"{returned.Return}, discounted {returned.DiscountedReturn}");
    }
}
