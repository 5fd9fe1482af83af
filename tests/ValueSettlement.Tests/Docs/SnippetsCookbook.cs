using System.Text.Json;
using NodaTime;
using Stranger;
using ValueSettlement.Curves;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/cookbook.md; what every recipe starts from is <see cref="Example"/>.</summary>
internal static class SnippetsCookbook
{
    [Snippet("cook-floor")]
    private static void AddAFloor()
    {
        var shared = new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() };
        var facts = Example.Year(10_000_000, 10_600_000);
        Console.WriteLine(Example.Of(shared).Settle(facts));
        Console.WriteLine(Example.Of(shared, new Floor { At = Money.Zero }).Settle(facts));
        Console.WriteLine(Example.Of(shared, new Limit { Loss = Money.Of(100_000) }).Settle(facts));
    }

    [Snippet("cook-years")]
    private static void ShareByYear()
    {
        var share = new Dated<Rate>("share of savings", DateAxis.PerformancePeriod,
            Dated.In(new(2026, 1, 1), 40.Percent(), Authority.Of("Agreement, section 5")),
            Dated.In(new(2027, 1, 1), 50.Percent(), Authority.Of("First amendment, section 2")));
        foreach (var year in new[] { 2026, 2027 })
        {
            var start = new LocalDate(year, 1, 1);
            var contract = Example.Of(new SharingRate { Gain = share.CitedOn(start), Loss = Rate.Zero }) with
            {
                Id = $"example-{year}",
                Term = new DateInterval(start, new(year, 12, 31)),
            };
            var settlement = contract.Settle(Example.Year(10_000_000, 9_400_000));
            Console.WriteLine($"{settlement} {settlement.Lines[^1].Authority}");
        }
    }

    [Snippet("cook-versions")]
    private static void TermsThatChange()
    {
        Contract Terms(int version, Rate gain, Rate loss) => Example.Of(new SharingRate { Gain = gain, Loss = loss }) with
        {
            Version = version,
            Term = new DateInterval(new(2026, 1, 1), new(2027, 12, 31)),
        };
        var agreement = new AgreementVersions
        {
            Id = "home-support",
            Versions =
            [
                new(new(2026, 1, 1), Terms(1, 50.Percent(), Rate.Zero)),
                new(new(2026, 7, 1), Terms(2, 60.Percent(), 40.Percent()), Authority.Of("First amendment, section 2")),
            ],
        };
        var year = new DateInterval(new(2026, 1, 1), new(2026, 12, 31));
        foreach (var days in agreement.In(year))
        {
            Console.WriteLine(days);
        }

        var divided = agreement.Divide(year, Example.Year(3_650_000, 3_577_000));
        Console.WriteLine(string.Join("; ", divided.Parts.Select(part => $"{part.Benchmark} less {part.Expenditure}")));
        var settlement = agreement.For(year).Settle(divided);
        foreach (var part in settlement.Parts)
        {
            Console.WriteLine(part);
        }

        Console.WriteLine(settlement);
    }

    [Snippet("cook-at-risk")]
    private static void AtRisk()
    {
        var contract = Example.Of(
            new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() },
            new Limit { Gain = Money.Of(60_000), Loss = Money.Of(30_000) },
            new Addition { Label = "Base fee", Amount = Money.Of(400_000) });
        var risk = contract.Prepare().AtRisk(new() { Benchmark = Money.Of(1_000_000) },
            from: Money.Of(-500_000), to: Money.Of(500_000), ofBase: Money.Of(400_000));
        Console.WriteLine(risk);

        // Where a score decides, settle every score.
        var withheld = Example.Of(new SharingRate
        {
            Gain = RateByScore.Steps((50.Percent(), 30.Percent()), (80.Percent(), Rate.One)),
            Loss = Rate.Zero,
        }) with
        { Opening = OpeningAmount.Stated };
        var scores = withheld.Prepare().AtRiskOverScores(new() { Opening = Money.Of(12_000), Facts = [Quality.Met(Rate.Zero)] },
            from: Rate.Zero, to: Rate.One, step: 1.Percent(), ofBase: Money.Of(400_000));
        Console.WriteLine(scores);
        foreach (var line in scores.ShareOfBase.Lines)
        {
            Console.WriteLine($"{line}{(line.Note is null ? "" : "  (" + line.Note + ")")}");
        }
    }

    [Snippet("cook-budget")]
    private static void BudgetOfTeams()
    {
        Figure Score(decimal points) => new() { Value = points, Unit = Unit.Points };
        var teams = new PoolSplit
        {
            Pool = Money.Of(1_000_000),
            Participants =
            [
                new("ledger", Score(50), Limit: Money.Of(350_000)),
                new("mobile", Score(30)),
                new("search", Score(5), Floor: Money.Of(150_000)),
                new("data", Score(15)),
            ],
            Leftover = LeftoverTo.Nobody,                                // ceilings that cannot take the budget are refused
        }.Split();
        foreach (var team in teams.Amounts)
        {
            Console.WriteLine($"{team.Name}: {team.Amount.Lines[^1]}");
        }
    }

    [Snippet("cook-tranches")]
    private static void BudgetInTranches()
    {
        var defects = new KeyResult("open defects", Direction.LowerIsBetter, 5, Unit.Count);
        var adoption = new KeyResult("adoption", Direction.HigherIsBetter, 0.6m, Unit.Rate);
        var plan = new TranchePlan
        {
            Budget = Money.Of(900_000),
            Tranches =
            [
                new("pilot", Money.Of(200_000), [defects], LongStop: new(2026, 3, 31)),
                new("rollout", Money.Of(300_000), [adoption, defects], LongStop: new(2026, 9, 30)),
                new("scale", Money.Of(400_000), [adoption with { Threshold = 0.9m }], LongStop: new(2026, 9, 30)),
            ],
        };
        var funded = plan.On(new LocalDate(2026, 8, 15),
        [
            new("open defects", new(2026, 4, 1), new Figure { Value = 4, Unit = Unit.Count }),
            new("adoption", new(2026, 8, 1), 63.Percent()),
        ]);
        foreach (var tranche in funded.Tranches)
        {
            Console.WriteLine(tranche);
        }

        Console.WriteLine(funded);
    }

    [Snippet("cook-pool")]
    private static void GuaranteeFund()
    {
        var fund = new Basis("guarantee-fund");
        var half = new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero };
        var county = Example.Of() with
        {
            Id = "county-2026",
            Parts = [Example.Of(half) with { Id = "north" }, Example.Of(half) with { Id = "south" }],
            Pool = new Pool { Funding = PoolFunding.StatedAmount, Available = fund },
            Pays = Payee.Parts,
        };
        var settled = county.Settle(new()
        {
            Parts =
            [
                Example.Year(10_000_000, 9_700_000) with { Arrangement = "north" },
                Example.Year(4_000_000, 3_900_000) with { Arrangement = "south" },
            ],
            Facts = [Number.Of(fund, Money.Of(100_000))],
        });
        foreach (var part in settled.Parts)
        {
            Console.WriteLine($"{part.Arrangement} claims {part.Earned} and is paid {part.Payable}");
        }
    }

    [Snippet("cook-lesser")]
    private static void LesserOfTwoBases()
    {
        var contract = Example.Of(
            new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() },
            new Limit { Loss = new LesserOf([3.Percent(), 8.Percent().Of(Basis.ParticipantRevenue)]) });
        var settlement = contract.Settle(Example.Year(10_000_000, 10_900_000,
            Number.Of(Basis.ParticipantRevenue, Money.Of(2_500_000))));
        foreach (var line in settlement.Lines)
        {
            Console.WriteLine(line);
        }
    }

    [Snippet("cook-half-rate")]
    private static void HalfRate()
    {
        var contract = Example.Of(new Choose
        {
            Regions =
            [
                new Region
                {
                    Name = "Below the minimum: half the rate",
                    To = new(Side.Gain, 2.Percent(), Included: false),
                    Then = [new SharingRate { Gain = 25.Percent(), Loss = Rate.Zero }],
                },
            ],
            Otherwise = [new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero }],
        });
        foreach (var savings in new[] { 100_000m, 199_999.99m, 200_000m, -100_000m })
        {
            Console.WriteLine($"{Money.Of(savings)}: {contract.Settle(Example.Year(10_000_000, 10_000_000 - savings)).Earned}");
        }
    }

    [Snippet("cook-gate")]
    private static void Gate()
    {
        var contract = Example.Of(new QualityGate { Score = 70.Percent() }, new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() });
        foreach (var score in new[] { 69.9m, 70m })
        {
            Console.WriteLine($"{Money.Of(score)}%: {contract.Settle(Example.Year(10_000_000, 9_400_000, Quality.Scored(score.Percent()))).Earned}");
        }
    }

    [Snippet("cook-payment")]
    private static void EarnedAndPayable()
    {
        var contract = Example.Of(new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero }) with
        {
            Payment = [new PriorSettlement(), new Recoupment { Balance = Basis.AdvanceBalance }],
        };
        var settlement = contract.Settle(Example.Year(10_000_000, 9_400_000,
            Number.Of(Basis.PreviouslySettled, Money.Of(220_000)), Number.Of(Basis.AdvanceBalance, Money.Of(100_000))));
        Console.WriteLine($"earned {settlement.Earned}, payable {settlement.Payable}");
        foreach (var left in settlement.CarriedForward)
        {
            Console.WriteLine($"carried forward: {left}");
        }
    }

    [Snippet("cook-parts")]
    private static void SeveralParts()
    {
        var contract = Example.Of(new Limit { Label = "Most in all", Gain = Money.Of(400_000) }) with
        {
            Parts =
            [
                new Arrangement { Id = "shared savings", Clauses = [new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero }] },
                new Arrangement { Id = "quality bonus", Opening = OpeningAmount.Stated,
                    Clauses = [new QualityGate { Score = 80.Percent() }] },
            ],
        };
        var settlement = contract.Settle(new()
        {
            Parts =
            [
                Example.Year(10_000_000, 9_400_000) with { Arrangement = "shared savings" },
                new Experience { Arrangement = "quality bonus", Opening = Money.Of(150_000), Facts = [Quality.Scored(86.Percent())] },
            ],
        });
        foreach (var part in settlement.Parts)
        {
            Console.WriteLine($"{part.Arrangement}: {part.Earned}");
        }

        Console.WriteLine($"together: {settlement.Earned}");
    }

    [Snippet("cook-what-if")]
    private static void WhatIf()
    {
        var contract = Example.Of(
            new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar },
            new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() },
            new Limit { Gain = 4.Percent(), Loss = 3.Percent() });
        var payoff = contract.PayoffOverSpending(new() { Benchmark = Money.Of(10_000_000) });

        Console.WriteLine($"At 9,500,000: {Money.Of(payoff.At(9_500_000))}");
        Console.WriteLine($"To earn 300,000 or more: {string.Join(" or ", payoff.SpendingToEarn(300_000))}");
        Console.WriteLine($"Neither owes: {string.Join(" or ", payoff.SpendingToEarn(0, 0))}");
        foreach (var breakEven in payoff.BreakEvens)
        {
            Console.WriteLine($"Break-even {breakEven}");
        }

        foreach (var cliff in payoff.Curve.Edges.Where(e => e.IsJump))
        {
            Console.WriteLine($"Cliff {cliff}");
        }
    }

    [Snippet("cook-compare")]
    private static void CompareStatements()
    {
        var contract = Example.Of(
            new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar },
            new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() });
        var theirs = contract.Settle(Example.Year(10_000_000, 9_400_000));
        var mine = contract.Settle(Example.Year(10_000_000, 9_350_000));

        foreach (var (their, my) in theirs.Lines.Join(mine.Lines, l => (l.Path, l.Key), l => (l.Path, l.Key), (a, b) => (a, b)))
        {
            if (their.Value != my.Value)
            {
                Console.WriteLine($"{their.Label}: theirs {their.ValueText}, mine {my.ValueText}");
            }
        }
    }

    [Snippet("cook-find")]
    private static void FindALine()
    {
        var contract = Example.Of(new SharingRate { Gain = new ScoreScaledRate(60.Percent()), Loss = Rate.Zero },
            new Limit { Gain = 4.Percent() });
        var settlement = contract.Settle(Example.Year(10_000_000, 9_400_000, Quality.Scored(85.Percent())));
        Console.WriteLine(settlement.Find("sharing-rate"));
        foreach (var line in settlement.Lines)
        {
            Console.WriteLine($"{line.Key} = {line.ValueText}");
        }
    }

    [Snippet("cook-rows")]
    private static void SettleManyRows()
    {
        var contract = Example.Of(
            new MinimumRate { Savings = 2.Percent(), Shares = Sharing.FirstDollar },
            new SharingRate { Gain = new ScoreScaledRate(50.Percent()), Loss = Rate.Zero }).Prepare();
        var earned = new decimal[3];
        contract.EarnedAll(new ExperienceColumns
        {
            Benchmark = new[] { 10_000_000m, 10_000_000m, 12_000_000m },
            Expenditure = new[] { 9_400_000m, 9_900_000m, 11_000_000m },
            QualityScore = new[] { 0.90m, 0.95m, 0.80m },
            Facts = [Quality.Met(Rate.One)],
        }, earned, threads: 2);
        Console.WriteLine(string.Join("; ", earned.Select(static amount => Money.Of(amount))));
    }

    [Snippet("cook-scenarios")]
    private static void SettleManyScenarios()
    {
        var contract = Example.Of(
            new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar },
            new SharingRate { Gain = 50.Percent(), Loss = Rate.Ratio(1, 3) }).Prepare();
        var payoff = contract.PayoffInCents(new() { Benchmark = Money.Of(10_000_000) });
        long[] spending = [950_000_001, 979_999_999, 980_000_000, 980_000_001, 1_050_000_001];
        var earned = new long[spending.Length];
        payoff.At(spending, earned);
        Console.WriteLine(JsonSerializer.Serialize(earned));
        Console.WriteLine(contract.Settle(Example.Year(10_000_000, 10_500_000.01m)).Earned);
    }

    [Snippet("cook-json")]
    private static void ReadAndWrite()
    {
        var contract = Example.Of(new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero });
        var text = SettlementJson.Write(contract);
        Console.WriteLine(text);
        Console.WriteLine(SettlementJson.ReadContract(text).Equals(contract));

        if (!SettlementJson.TryReadContract(text.Replace("0.5", "50", StringComparison.Ordinal), out _, out var failures))
        {
            Console.WriteLine(failures[0]);
        }
    }

    [Snippet("cook-differ")]
    private static void WhyDifferent()
    {
        var contract = Example.Of(
            new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero },
            new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains },
            new Limit { Gain = 4.Percent() });
        var facts = Example.Year(10_000_000, 8_900_000);
        var mine = 392_000m;
        Console.WriteLine($"The statement says {contract.Settle(facts).Earned}, I have {Money.Of(mine)}.");

        for (var i = 0; i + 1 < contract.Clauses.Count; i++)
        {
            Clause[] clauses = [.. contract.Clauses];
            (clauses[i], clauses[i + 1]) = (clauses[i + 1], clauses[i]);
            if ((contract with { Clauses = [.. clauses] }).Settle(facts).Earned.Published == mine)
            {
                Console.WriteLine($"I have clauses[{i}] and clauses[{i + 1}] in the other order.");
            }
        }

        for (var i = 0; i < contract.Clauses.Count; i++)
        {
            if ((contract with { Clauses = [.. contract.Clauses.Where((_, at) => at != i)] }).Settle(facts).Earned.Published == mine)
            {
                Console.WriteLine($"I leave clauses[{i}] out.");
            }
        }
    }
}
