using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests;

/// <summary>Builds one random contract, and everything in it, from one seed.</summary>
internal sealed partial class ContractMaker(int seed)
{
    public const decimal Cent = 0.01m;
    private static readonly Basis Reconciliation = new("reconciliation-base");
    private const string LifeYears = "life-years";
    // A name of its own, since spending after episodes is not negative and a charge of a contract may be.
    private static readonly Basis Charge = new("charge-or-credit");
    private static readonly Basis[] LevelBases = [Basis.Benchmark, Basis.Benchmark, Basis.Benchmark, Basis.ParticipantRevenue,
        Reconciliation];

    // Trailing zeros on purpose: two ways to write one rate.
    private static readonly decimal[] Shares = [0m, 0.005m, 0.01m, 0.02m, 0.020m, 0.0375m, 0.05m, 0.08m, 0.15m, 0.2m, 0.3333333333m, 0.4m,
        0.50m, 0.75m, 0.98m, 1m];
    private static readonly decimal[] Amounts = [0m, 0.01m, 10_000m, 10_000.00m, 333_333.33m, 1_000_000.01m, 25_000_000m, 400_000_000m];
    private static readonly DateInterval[] Terms =
    [
        new(new(2024, 1, 1), new(2024, 12, 31)), new(new(2019, 7, 1), new(2019, 12, 31)), new(new(2023, 1, 1), new(2023, 12, 31)),
            new(new(2024, 2, 29), new(2025, 2, 27)),
    ];

    private readonly Random random = new(seed);
    private DateInterval term = Terms[0];

    public Contract Contract() => Sound(DrawContract);

    public Contract SimpleContract() => Sound(DrawSimpleContract);

    /// <summary>The first one drawn in which no term contradicts another.</summary>
    private static Contract Sound(Func<Contract> draw)
    {
        for (var tries = 0; ; tries++)
        {
            var contract = draw();
            if (tries == 1_000 || contract.Validate().Count == 0)
            {
                return contract;
            }
        }
    }

    private Contract DrawContract()
    {
        var contract = DrawSimpleContract();
        return Pick(0, 0, 0, 1, 2) switch
        {
            0 => contract,
            1 => contract with
            {
                Opening = Pick(OpeningAmount.ExpenditureLessBenchmark, OpeningAmount.Stated),
                Clauses = Chain(2, compared: false, least: 1)
            },
            _ => DrawSum(contract),
        };
    }

    private Contract DrawSum(Contract whole)
    {
        var sum = whole with { Letters = null, Parts = Parts(whole, 2), Pool = DrawPool(), Clauses = Chain(1, compared: false) };
        return Maybe(0.7) ? sum : sum with
        {
            Clauses = [],
            Payment = [],
            Pays = Payee.Parts,
            Parts = [.. sum.Parts.Select(part => part with { Payment = Maybe(0.5) ? [] : [.. Payment()] })],
        };
    }

    private Pool? DrawPool() => Pick(0, 0, 0, 1, 2, 3, 4, 5) switch
    {
        1 => new() { Funding = PoolFunding.StatedFactor, Factor = Pick(Rate.Of(0.126m), Rate.Ratio(2, 3), Rate.One) },
        2 => new() { Funding = PoolFunding.StatedAmount, Available = Basis.PreviouslySettled },
        3 => new() { Funding = PoolFunding.Charges, Authority = Authority.Of("Exhibit D") },
        4 => new()
        {
            Funding = PoolFunding.StatedAmount,
            Available = Basis.PreviouslySettled,
            Payout = PoolPayout.InFull,
            GreatestFactor = Pick<Rate?>(null, Rate.Of(3m), Rate.Ratio(7, 3))
        },
        5 => new() { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull, GreatestFactor = Pick<Rate?>(null, Rate.Of(1.5m)) },
        _ => null,
    };

    // The first part is compared, so that a clause over the sum has a benchmark.
    private ValueList<Agreement> Parts(Contract whole, int depth) => [.. Enumerable.Range(0, Whole(1, 3)).Select(i =>
        Part(whole, $"part-{i + 1}", compared: i == 0, depth))];

    private Agreement Part(Contract whole, string id, bool compared, int depth)
    {
        if (depth > 0 && Maybe(0.15))
        {
            return new Arrangement { Id = id, Parts = Parts(whole, depth - 1), Pool = DrawPool(), Clauses = Chain(1, compared: false) };
        }

        if (Maybe(0.25))
        {
            Agreement part = whole with { Id = id, Clauses = Chain(1, compared: true, least: 1), Payment = [], Origin = null };
            return part;
        }

        var opening = compared ? OpeningAmount.BenchmarkLessExpenditure : Pick(OpeningAmount.BenchmarkLessExpenditure,
            OpeningAmount.BenchmarkLessExpenditure, OpeningAmount.ExpenditureLessBenchmark, OpeningAmount.Stated);
        return new Arrangement { Id = id, Opening = opening, Clauses = Chain(1, opening == OpeningAmount.BenchmarkLessExpenditure) };
    }

    private Contract DrawSimpleContract()
    {
        term = Pick(Terms);
        return new()
        {
            Id = Pick("acme-2024", "mssp-enhanced-2024", "kreis-ärzte ≥ 5 %"),
            Version = Pick(1, 1, 2, 17),
            Currency = Pick("USD", "EUR"),
            Term = term,
            Clauses = Chain(2, compared: true, least: 1),
            Payment = Maybe(0.5) ? [] : [.. Payment()],
            Publishing = Pick(Rounding.Cents, Rounding.Whole, new(0, RoundingMode.HalfToEven), new(3, RoundingMode.Down)),
            Letters = Maybe(0.3) ? new("A", "B", "C") : null,
            Payoff = Maybe(0.2) ? new("adjusted cost") : PayoffVariable.Spending,
            Origin = Maybe(0.3) ? Origin.Of("Programme, track, year", Pick([.. Json.TermsSamples.All])) : null,
        };
    }

    public Clause Clause(int depth) => Worded(Whole(0, depth > 0 ? 17 : 16) switch
    {
        0 => new MinimumRate
        {
            Savings = Level(depth),
            Losses = Maybe(0.7) ? Level(depth)
            : null,
            Shares = Pick(Sharing.FirstDollar, Sharing.Excess)
        },
        1 => new SharingRate { Gain = QualityRate(depth), Loss = QualityRate(depth) },
        2 => new MarginalBands { Gain = Bands(), Loss = Bands() },
        3 => new WholeBands { Gain = Bands(), Loss = Bands() },
        4 => new Limit { Gain = Level(depth), Loss = Maybe(0.6) ? Level(depth) : null },
        5 => new Limit { Loss = Level(depth) },
        6 => new Sequestration { Rate = Share(), AppliesTo = Pick(Enum.GetValues<AppliesTo>()) },
        7 => new Proration { Factor = Share(), AppliesTo = Pick(Enum.GetValues<AppliesTo>()) },
        8 => Maybe(0.5) ? new Deduction { Amount = new WholeOf(Charge), Optional = Maybe(0.5) }
            : new Deduction { Amount = Level(depth) },
        9 => new Floor { At = Level(depth) },
        10 => new QualityGate { Standard = Pick(QualityStandard.Alternative, QualityStandard.Met), Score = Maybe(0.5) ? Share() : null },
        11 => Maybe(0.5) ? new QualityGate { Score = Share() } : new Relief(),
        12 => new EarlyTermination { Period = term },
        13 => new CurveClause { Pieces = Pieces() },
        14 => new Relief(),
        15 => new Addition { Amount = Maybe(0.5) ? new WholeOf(Charge) : Level(depth) },
        16 => new QualityAdjustment { GainReduction = Rate.Of(Pick(0m, 0.1m, 1m)), LossReduction = Rate.Of(Pick(0.1m, 0.15m, 1m)) },
        _ => Choose(depth, compared: false),
    });

    public Level Level(int depth) => Whole(0, depth > 0 ? 9 : 5) switch
    {
        0 => new FixedAmount(Money.Of(Pick(Amounts))),
        1 or 2 or 3 => new ShareOf(Share(), Pick(LevelBases)),
        4 => new WholeOf(Pick(Basis.ParticipantRevenue, Reconciliation)),
        5 => new ShareBySize(BySize(), Pick(LevelBases)),
        6 => new FromSize(Pick(500, 5_000, 60_000), Level(depth - 1), Level(depth - 1)),
        7 or 8 => new LesserOf([.. Enumerable.Range(0, Whole(2, 4)).Select(_ => Level(depth - 1))]),
        _ => new GreaterOf([.. Enumerable.Range(0, Whole(2, 4)).Select(_ => Level(depth - 1))]),
    };

    public QualityRate QualityRate(int depth) => Whole(0, depth > 0 ? 6 : 4) switch
    {
        0 or 1 => new FlatRate(Share()),
        2 => new ScoreScaledRate(Share()),
        3 => new OneMinusScoreScaledRate(Share(), Rate.Of(Pick(0m, 0.4m)), Rate.Of(Pick(0.4m, 0.75m, 1m))),
        4 => RateByScore.Steps([.. Enumerable.Range(0, Whole(1, 4)).Select(i => (Rate.Of(0.3m * i), Share()))]),
        5 => new RateByStandard(QualityRate(depth - 1), QualityRate(depth - 1), QualityRate(depth - 1)),
        _ => new PartOfRate(Share(), QualityRate(depth - 1)),
    };

    public Condition Condition() => Whole(0, 4) switch
    {
        0 => new AtLeastAssigned(Pick(1, 5_000)),
        1 => new AtLeastQuality(Pick(QualityStandard.Alternative, QualityStandard.Met)),
        2 => new LowRevenue(),
        3 => new FewerThan(LifeYears, Pick(0.5m, 2_400m)),
        _ => new LargerBenchmark(MedicareSharedSavings.TwoWayBenchmark),
    };

    public decimal Amount() => Maybe(0.5) ? Pick(Amounts) : Whole(-2_000_000_000, 2_000_000_000) * Cent;

    private ValueList<Clause> Chain(int depth, bool compared, int least = 0)
    {
        var clauses = Enumerable.Range(0, Whole(least, 5)).Select(_ => Clause(depth)).ToList();

        // A chain that gives itself another benchmark does so first, and only one that is compared with spending may.
        if (compared && depth > 0 && Maybe(0.3))
        {
            clauses.Insert(0, Worded(Choose(depth, compared: true)));
        }

        return [.. clauses];
    }

    private Choose Choose(int depth, bool compared) => new()
    {
        Regions = [.. Enumerable.Range(0, Whole(1, 3)).Select(i => Region(i, depth, compared))],
        Otherwise = Chain(depth - 1, compared),
    };

    private Region Region(int index, int depth, bool compared)
    {
        var (from, to) = Ends(depth);
        return new()
        {
            Name = $"Region {index + 1}",
            From = from,
            To = to,
            When = Maybe(0.6) ? [] : [.. Enumerable.Range(0, Whole(1, 2)).Select(_ => Condition())],
            Benchmark = compared && Maybe(0.5) ? MedicareSharedSavings.TwoWayBenchmark : null,
            Then = Chain(depth - 1, compared),
            Authority = Maybe(0.2) ? Authority.Of("Exhibit B") : null,
        };
    }

    private (RegionEnd? From, RegionEnd? To) Ends(int depth) => Whole(0, 5) switch
    {
        0 => (null, null),
        1 => (null, new(Side.Loss, Level(depth - 1), Maybe(0.5))),
        2 => (new(Side.Gain, Level(depth - 1), Maybe(0.5)), null),
        3 => (new(Side.Gain, Money.Zero, Maybe(0.5)), new(Side.Gain, Level(depth - 1), Maybe(0.5))),
        4 => (new(Side.Loss, Level(depth - 1), Maybe(0.5)), new(Side.Loss, Money.Zero, Maybe(0.5))),
        _ => (new(Side.Loss, Level(depth - 1), Maybe(0.5)), new(Side.Gain, Level(depth - 1), Maybe(0.5))),
    };

    private IEnumerable<Clause> Payment()
    {
        if (Maybe(0.7))
        {
            yield return Worded(new PriorSettlement());
        }

        if (Maybe(0.7))
        {
            yield return Worded(new Recoupment { Balance = Basis.AdvanceBalance });
        }
    }

    private ValueList<Band> Bands()
    {
        var count = Whole(1, 4);
        var amounts = Maybe(0.4);
        var basis = Pick(LevelBases);
        return [.. Enumerable.Range(1, count).Select(i =>
            new Band(Share(), i == count ? null : amounts ? new FixedAmount(Money.Of(i * 7_500_000.25m))
            : new ShareOf(Rate.Of(i * 0.025m), basis)))];
    }

    private Scale BySize() => new(
        [new(Pick(1, 500), 4_999, 0.122m, 0.039m), new(5_000, 59_999, 0.039m, 0.020m), new(60_000, null, 0.02m, 0.02m)],
        WholeNumbers: true);

    private ValueList<Piece> Pieces()
    {
        var pieces = new List<Piece> { Piece.Line(Pick(Shares), 0m) };
        for (var i = Whole(0, 3); i > 0; i--)
        {
            pieces.Add(new((2 - i) * 4_000_000.50m, Maybe(0.5), Pick(Shares), Pick(0m, -1_000m, 250_000.75m)));
        }

        return [.. pieces];
    }

    private Clause Worded(Clause clause) => Maybe(0.7) ? clause : clause with
    {
        Label = Maybe(0.5) ? "What the contract calls it" : null,
        Letter = Maybe(0.5) ? "N" : null,
        LossLetter = Maybe(0.5) ? "O" : null,
        Authority = Maybe(0.5)
            ? new Authority { Citation = "42 CFR 425.605(b)", Reading = Maybe(0.5) ? "As read." : null, Unconfirmed = Maybe(0.3) } : null,
    };

    private Rate Share() => Rate.Of(Pick(Shares));

    private bool Maybe(double probability) => random.NextDouble() < probability;

    private int Whole(int least, int greatest) => random.Next(least, greatest + 1);

    private T Pick<T>(params ReadOnlySpan<T> from) => from[random.Next(from.Length)];
}
