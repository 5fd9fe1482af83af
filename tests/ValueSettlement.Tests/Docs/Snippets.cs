using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/contracts.md, curves.md and evidence.md. Each method is one block; the pages show its body.</summary>
internal static class Snippets
{
    [Snippet("order")]
    private static void Order()
    {
        Clause limit = new Limit { Gain = 5.Percent() }, share = new SharingRate { Gain = 80.Percent(), Loss = 80.Percent() };
        foreach (ValueList<Clause> clauses in new ValueList<Clause>[] { [limit, share], [share, limit] })
        {
            var contract = new Contract
            {
                Id = "order",
                Currency = "USD",
                Term = new DateInterval(new(2021, 1, 1), new(2021, 12, 31)),
                Clauses = clauses
            };
            Console.WriteLine(contract.Settle(new() { Benchmark = Money.Of(100_000_000), Expenditure = Money.Of(91_000_000) }));
        }
    }

    [Snippet("choose")]
    private static void ChooseARegion()
    {
        var contract = new Contract
        {
            Id = "half-rate",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Clauses =
            [
                new Choose
                {
                    Regions =
                    [
                        new Region
                        {
                            Name = "Small savings: half the rate",
                            From = new(Side.Gain, Money.Zero, Included: false),
                            To = new(Side.Gain, 2.Percent(), Included: false),
                            Then = [new SharingRate { Gain = 25.Percent(), Loss = Rate.Zero }],
                        },
                    ],
                    Otherwise = [new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero }],
                },
            ],
        };
        var payoff = contract.PayoffOverSpending(new() { Benchmark = Money.Of(10_000_000) });
        Console.WriteLine(payoff);
    }

    [Snippet("arrangements")]
    private static void Arrangements()
    {
        var contract = new Contract
        {
            Id = "clinic-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Parts =
            [
                new Arrangement { Id = "base fee", Opening = OpeningAmount.Stated,
                    Clauses = [new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }] },
                new Arrangement { Id = "shared savings", Clauses = [new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }] },
            ],
            Clauses = [new Floor { Label = "Protected base", At = Money.Of(900_000) }],
        };
        var settlement = contract.Settle(new()
        {
            Parts =
            [
                new Experience { Arrangement = "base fee", Opening = Money.Of(1_000_000) },
                new Experience { Arrangement = "shared savings", Benchmark = Money.Of(20_000_000), Expenditure = Money.Of(20_400_000) },
            ],
        });
        Console.WriteLine(settlement);
        foreach (var part in settlement.Parts)
        {
            Console.WriteLine($"{part.Arrangement}: {part.Earned}");
        }

        foreach (var clause in settlement.Coverage)
        {
            Console.WriteLine($"{clause.Path} {clause.Label}: {clause.Effect}");
        }
    }

    [Snippet("curve")]
    private static void Curves()
    {
        var corridor = Curve.Threshold(-20_000, 20_000);
        var share = Curve.Of(Piece.Line(0.4m, 0), new Piece(0, true, 0.5m, 0));
        var limit = Curve.Clamp(-30_000, 50_000);

        var payoff = corridor.Then(share).Then(limit);

        Console.WriteLine(payoff);
        Console.WriteLine(payoff.At(70_000));
        foreach (var edge in payoff.Edges)
        {
            Console.WriteLine(edge);
        }
    }

    [Snippet("spending")]
    private static void Spending()
    {
        var contract = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicB,
            Year = 2023,
            AgreementStart = new(2022, 1, 1),
        }).Contract;
        var payoff = contract.PayoffOverSpending(new()
        {
            Benchmark = Money.Of(100_000_000),
            Facts = [Number.AssignedBeneficiaries(60_000), Quality.Met(80.Percent())],
        });
        Console.WriteLine(payoff);
        Console.WriteLine($"To earn at least 1,000,000, spending must be in {payoff.SpendingToEarn(1_000_000)[0]}.");
    }

    [Snippet("sum")]
    private static void ContractOfContracts()
    {
        Contract Hospital(string id) => new()
        {
            Id = id,
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Clauses = [new Limit { Label = "Stop-gain and stop-loss", Gain = 20.Percent(), Loss = 20.Percent() }],
        };
        var convener = new Contract
        {
            Id = "convener",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Parts = [Hospital("north"), Hospital("south")],
            Payment = [new PriorSettlement()],
        };
        var prepared = convener.Prepare();
        var facts = new Experience
        {
            Parts =
            [
                new Experience { Arrangement = "north", Benchmark = Money.Of(1_000_000), Expenditure = Money.Of(700_000) },
                new Experience { Arrangement = "south", Benchmark = Money.Of(500_000), Expenditure = Money.Of(520_000) },
            ],
            Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(150_000))],
        };
        var settled = prepared.Settle(facts);
        foreach (var part in settled.Parts)
        {
            Console.WriteLine(part);
        }

        Console.WriteLine($"earned {settled.Earned}, payable {settled.Payable}");
        Console.WriteLine(settled.Warnings[0]);
        Console.WriteLine(prepared.PayoffOverSpending(facts, "north"));
    }

    [Snippet("origin")]
    private static void OriginOfAContract()
    {
        var section4 = Authority.Of("Agreement of 2025-11-03, section 4");
        var mine = new FullRiskTerms
        {
            Id = "acme-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Retention = new(12.Percent(), section4)
        };
        var yours = mine with { Retention = new(20.Percent(), section4) };
        Console.WriteLine(mine.Contract().Clauses.Equals(yours.Contract().Clauses));
        Console.WriteLine(SettlementJson.Digest(mine.Contract()) == SettlementJson.Digest(yours.Contract()));

        var experience = FullRiskCapitation.For(yours).Experience(new()
        {
            Capitation = Money.Of(100_000_000),
            Expenditure = Money.Of(85_000_000)
        });
        Console.WriteLine(yours.Contract().Settle(experience));
        Console.WriteLine(mine.Contract().TrySettle(experience).Failures[0].Rule);

        var edited = mine.Contract() with { Clauses = [new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }] };
        Console.WriteLine($"{mine.Contract().OriginState()}, {edited.OriginState()}");
    }

    [Snippet("team")]
    private static void TeamYear()
    {
        var terms = new TeamTerms { Track = TeamTrack.Track3, Year = 2027 };
        Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };
        var knee = Team.For(terms).Cell("470", TeamEpisode.LowerExtremityJointReplacement,
            baseYearMeans: [Money.Of(20_000), Money.Of(22_000), Money.Of(25_000)], prospectiveTrend: Factor(1.02m),
                prospectiveNormalization: Factor(0.99m),
            retrospectiveTrend: Factor(1.07m), finalNormalization: Factor(0.99m), highCostCap: Money.Of(70_000));
        var totals = Team.For(terms).Episodes([knee],
        [
            new Episode { Id = "A", Anchor = new(2027, 3, 4), Cell = "470", Spending = Money.Of(19_500),
                Factors = [new("risk multiplier", Factor(1.10m))] },
            new Episode { Id = "B", Anchor = new(2027, 12, 20), Cell = "470", Spending = Money.Of(21_000) },
        ]).Total();
        var settlement = Team.For(terms).Contract.Settle(Team.For(terms).Experience(totals, compositeQualityScore: 80.Percent()));
        Console.WriteLine(settlement);
        Console.WriteLine(totals.LeftOut[0]);
        foreach (var line in settlement.Lines.Where(l => l.Kind == LineKind.Clause))
        {
            Console.WriteLine($"{line} ({line.Effect}; {line.Authority})");
        }
    }

    [Snippet("workings")]
    private static void WorkingsOfABenchmark()
    {
        var workings = new Workings("benchmark");
        var lastYear = workings.Given(new("prior", "Last year's cost per member and month", Unit.PerCapita), 412.50m);
        var trend = workings.Given(new("trend", "Agreed trend", Unit.Rate), 0.035m);
        var growth = workings.Add(new("growth", "Growth factor"), Quantity.Of("one", 1m), trend);
        var trended = workings.Multiply(new("trended", "Trended cost per member and month", Unit.PerCapita), lastYear, growth);
        var months = workings.Given(new("months", "Member months", Unit.Count), 120_400m);
        var total = workings.Multiply(new("total", "Benchmark", Unit.Money), trended, months);

        foreach (var line in workings.Figure(total).Lines)
        {
            Console.WriteLine(line);
        }
    }

    [Snippet("absent")]
    private static void Absent()
    {
        var workings = new Workings("benchmark");
        var cost = workings.Given(new("esrd", "Cost per person, ESRD", Unit.PerCapita),
            Figure.Absent(AbsenceKind.Suppressed, "fewer than 11 people, printed as *"));
        var people = workings.Given(new("people", "Person-years, ESRD", Unit.PersonYears), 9.5m);
        var total = workings.Multiply(new("total", "Cost, ESRD", Unit.Money), cost, people);
        Console.WriteLine(workings.Figure(total));
    }
}
