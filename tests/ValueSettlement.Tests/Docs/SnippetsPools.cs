using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/pools-and-withholds.md.</summary>
internal static class SnippetsPools
{
    [Snippet("pool-order")]
    private static void BesideAPool()
    {
        var sequestration = new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains };
        var floor = new Floor { At = Money.Of(900) };
        Contract Network(ValueList<Clause> before, ValueList<Clause> after) => new()
        {
            Id = "network-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Pays = Payee.Parts,
            Pool = new Pool { Funding = PoolFunding.Charges },
            Parts =
            [
                .. new[] { "north", "south" }.Select(name =>
                    new Arrangement { Id = name, Opening = OpeningAmount.Stated, Clauses = before, Payment = after }),
                new Arrangement { Id = "west", Opening = OpeningAmount.Stated },
            ],
        };

        void Show(string what, Contract contract)
        {
            var settlement = contract.Settle(new()
            {
                Parts =
                [
                    new Experience { Arrangement = "north", Opening = Money.Of(3_000) },
                    new Experience { Arrangement = "south", Opening = Money.Of(1_000) },
                    new Experience { Arrangement = "west", Opening = Money.Of(-2_000) },
                ],
            });
            Console.WriteLine($"{what}: {string.Join(", ", settlement.Parts.Select(p => $"{p.Arrangement} {p.Payable}"))}");
        }

        Show("neither", Network([], []));
        Show("sequestration before the pool", Network([sequestration], []));
        Show("sequestration after the pool", Network([], [sequestration]));
        Show("floor before the pool", Network([floor], []));
        Show("floor after the pool", Network([], [floor]));
    }

    [Snippet("pool-in-full")]
    private static void PoolInFull()
    {
        var contract = new Contract
        {
            Id = "practices-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Pays = Payee.Parts,
            Pool = new Pool { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull, GreatestFactor = Rate.Of(3m) },
            Parts =
            [
                new Arrangement { Id = "north", Opening = OpeningAmount.Stated },
                new Arrangement { Id = "south", Opening = OpeningAmount.Stated },
                new Arrangement { Id = "west", Opening = OpeningAmount.Stated },
            ],
        };
        Console.WriteLine(contract.InWords().Split("\n\n").Single(p => p.StartsWith("What the parts claim", StringComparison.Ordinal)));
        foreach (var claim in new[] { 30_000m, 5_000m })
        {
            var settlement = contract.Settle(new()
            {
                Parts =
                [
                    new Experience { Arrangement = "north", Opening = Money.Of(claim) },
                    new Experience { Arrangement = "south", Opening = Money.Of(10_000) },
                    new Experience { Arrangement = "west", Opening = Money.Of(-60_000) },
                ],
            });
            Console.WriteLine(string.Join(", ", settlement.Parts.Select(p => $"{p.Arrangement} {p.Payable}"))
                + $"; left in the pool {settlement.LeftInPool}");
        }
    }

    [Snippet("pool-exchange")]
    private static void Exchange()
    {
        var rule = Authority.Of("42 CFR 412.162(b)(3), (c)");
        var pool = ExchangePool.For(new()
        {
            Id = "three-hospitals",
            Currency = "USD",
            Term = new DateInterval(new(2023, 10, 1), new(2024, 9, 30)),
            Participants = ["A", "B", "C"],
            Withhold = new(2.Percent(), rule),
            MaximumScore = new(100, rule),
            Unscored = new(UnscoredParticipant.LeftOut, rule),
        });
        ExchangeParticipant Hospital(string id, decimal paid, decimal score) =>
            new(id, Money.Of(paid), new Figure { Value = score, Unit = Unit.Points });
        ValueList<ExchangeParticipant> hospitals =
            [Hospital("A", 100_000_000, 60), Hospital("B", 50_000_000, 30), Hospital("C", 50_000_000, 20)];

        var exchanged = pool.Exchange(hospitals);
        Console.WriteLine($"pool {exchanged.Pool}, slope {exchanged.Slope}");
        foreach (var line in exchanged.Participants[0].Net.Lines)
        {
            Console.WriteLine(line);
        }

        foreach (var hospital in exchanged.Participants)
        {
            Console.WriteLine($"{hospital.Id}: rate {hospital.ValueBasedRate}, factor {hospital.AdjustmentFactor}");
        }

        var settlement = pool.Contract.Settle(pool.Experience(hospitals));
        foreach (var part in settlement.Parts)
        {
            Console.WriteLine($"{part.Arrangement}: {part.BroughtIn} from the pool, net {part.Payable}");
        }

        Console.WriteLine($"together {settlement.Payable}, left in the pool {settlement.LeftInPool}");
    }

    [Snippet("pool-withhold")]
    private static void Withhold()
    {
        var clause = Authority.Of("Plan contract, quality performance payment");
        var programme = QualityWithhold.For(new()
        {
            Id = "plan-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Withhold = new(1.Percent(), clause),
            EarnedBack = new(EarnBack.InProportion, clause),
            IncentivePool = "challenge pool",
            Bonus = new()
            {
                Greatest = new(0.5m.Percent(), clause),
                Earned = new(EarnBack.Between(75.Percent(), Rate.One), clause),
            },
        });
        var settlement = programme.Contract.Settle(programme.Experience(Money.Of(50_000_000), Rate.Ratio(5, 8), 85.Percent()));
        var result = programme.Result(settlement, approvedCapitation: Money.Of(50_000_000));
        Console.WriteLine(settlement);
        Console.WriteLine($"withheld {result.Withheld}, back {result.EarnedBack}, bonus {result.Bonus}");
        Console.WriteLine($"{result.NotEarned} goes to the {result.GoesTo}");
        Console.WriteLine(result.Exceeded?.ToString() ?? "Within 105% of the approved capitation.");
    }

    [Snippet("pool-split")]
    private static void Split()
    {
        var split = new PoolSplit
        {
            Pool = Money.Of(1_000_000),
            Participants =
            [
                new("elm house", new Figure { Value = 12_000m * 0.50m }, Limit: Money.Of(200_000)),
                new("oak house", new Figure { Value = 9_000m * 1.00m }),
                new("ash house", new Figure { Value = 4_000m * 0.75m }),
            ],
            Leftover = LeftoverTo.RolledForward,
        }.Split();
        foreach (var share in split.Amounts)
        {
            Console.WriteLine($"{share.Name}: {share.Amount.Lines[^1]}");
        }

        Console.WriteLine(split.Left.Lines[^1]);
    }
}
