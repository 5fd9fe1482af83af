using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Contracts;

/// <summary>A valid contract, what happened under it, and the amounts of spending at which something changes.</summary>
internal sealed record ContractCase(Contract Contract, Experience Experience)
{
    public const decimal Cent = 0.01m;

    public override string ToString() => $"{Contract}\n{Experience}";

    /// <summary>The first part that has no parts, whose spending varies.</summary>
    public Agreement Varying
    {
        get
        {
            Agreement found = Contract;
            while (found.Parts.Count > 0)
            {
                found = found.Parts[0];
            }

            return found;
        }
    }

    /// <summary>Whether what is earned is a function of spending.</summary>
    public bool HasSpending => Varying.Opening != OpeningAmount.Stated;

    /// <summary>The names that lead to what varies.</summary>
    public string[] Varied
    {
        get
        {
            var names = new List<string>();
            for (Agreement next = Contract; next.Parts.Count > 0; next = next.Parts[0])
            {
                names.Add(next.Parts[0].Id);
            }

            return [.. names];
        }
    }

    /// <summary>The experience of whose spending varies.</summary>
    public Experience Compared => Varied.Aggregate(Experience, static (e, name) => e.Parts.Single(p => p.Arrangement == name));

    public Experience At(decimal spending)
    {
        return Spent(Experience, Varied);

        Experience Spent(Experience experience, ReadOnlySpan<string> names)
        {
            if (names.IsEmpty)
            {
                return experience with { Expenditure = Money.Of(spending) };
            }

            var parts = new List<Experience>();
            foreach (var part in experience.Parts)
            {
                parts.Add(part.Arrangement == names[0] ? Spent(part, names[1..]) : part);
            }

            return experience with { Parts = [.. parts] };
        }
    }

    /// <summary>Whole cents of spending on, below and above every edge of the payoff, and of every level that the contract states,
    /// whichever clause it belongs to.</summary>
    public IEnumerable<decimal> Around(Curve payoff)
    {
        var benchmark = Compared.Benchmark!.Value!.Value;
        var run = new Run { Facts = [.. Experience.Facts, .. Compared.Facts], Benchmark = benchmark };
        var edges = payoff.Pieces[1..].ToArray().Select(static p => p.From).ToList();
        edges.Add(benchmark);
        foreach (var level in ContractWalk.Levels(Contract))
        {
            var at = level.Resolve(ref run, string.Empty, string.Empty, null);
            edges.Add(benchmark - at);
            edges.Add(benchmark + at);
        }

        return edges.Where(static e => Math.Abs(e) < 1e13m).SelectMany(static e =>
        {
            var cents = Rounding.Cents.Apply(e);
            return new[] { cents - Cent, cents, cents + Cent };
        }).Distinct();
    }
}

/// <summary>
/// Valid contracts of every kind of clause, nested choices included, and experiences that give exactly the facts that they read.
/// Amounts lie on thresholds more often than chance would have it: few different amounts and rates, used everywhere.
/// </summary>
internal sealed class ContractGen(bool rough)
{
    /// <summary>Shares of few digits, so that every amount on the way is an exact decimal; thresholds of any length.</summary>
    public static readonly ContractGen Exact = new(rough: false);

    /// <summary>Shares of 28 digits among them, so that amounts on the way are rounded in their last digit.</summary>
    public static readonly ContractGen Rough = new(rough: true);

    private static readonly LocalDate First = new(2024, 1, 1);
    public static readonly DateInterval Term = new(First, new(2024, 12, 31));
    private static readonly Basis Pool = new("pool-amount");

    // A generator is made once: made anew for each case, as query expressions would have it, it costs many times what settling the case
    // does.
    private static readonly ConcurrentDictionary<(string, bool, bool, int, int), object> MadeForAll = new();
    private readonly ConcurrentDictionary<(string, bool, bool, int, int), object> _made = new();

    private readonly Gen<decimal> Shares = rough ? Gen.Elements(0m, 1m, 0.5m, 0.3m, 0.75m, 0.4m, 0.35m, 1m / 3m, 0.98m, 0.735m)
        : Gen.Elements(0m, 1m, 0.5m, 0.3m, 0.75m, 0.4m, 0.25m);

    private readonly Gen<decimal> Scores = rough ? Gen.Elements(0m, 0.3m, 0.45m, 0.7663m, 0.7705m, 0.77049m, 0.9131313m, 1m)
        : Gen.Elements(0m, 0.3m, 0.5m, 0.78m, 0.77m, 1m);
    private static readonly Gen<decimal> SmallRates = Gen.Elements(0m, 0.005m, 0.01m, 0.02m, 0.039m, 0.05m, 0.1m, 0.15m, 1m / 37m);

    private static readonly Gen<decimal> Amounts = Gen.OneOf(
        Gen.Elements(0m, 100m, 2_000_000m, 5_000_000m, 0.01m, 1_234_567.89m),
        Gen.Choose(0, 2_000_000_000).Select(static n => n * 0.01m));

    private static readonly Gen<decimal> Benchmarks = Gen.OneOf(
        Gen.Elements(100_000_000m, 93_411_313m, 33.33m, 966_116_777m, 613_084_880.40m),
        Gen.Choose(1, 2_000_000_000).Select(static n => n * 0.37m).Select(Rounding.Cents.Apply).Where(static n => n > 0m));

    private Gen<Rate> ShareRates => field ??= rough
        ? Gen.Frequency((4, Shares.Select(Rate.Of)),
            (1, Gen.Elements(Rate.Ratio(1, 3), Rate.Ratio(2, 3), Rate.Ratio(7, 12), Rate.Ratio(5, 7), Rate.Ratio(249, 366))))
        : Shares.Select(Rate.Of);

    private static readonly Scale Table = new(
        [
            new(500, 999, 0.122m, 0.087m), new(1_000, 4_999, 0.087m, 0.039m), new(5_000, 59_999, 0.039m, 0.02m),
            new(60_000, null, 0.02m, 0.02m),
        ],
        WholeNumbers: true);

    private static Gen<Level> Leaf(bool benchmark) => OnceForAll(benchmark, 0, () => Gen.OneOf(
        Amounts.Select(static a => (Level)new FixedAmount(Money.Of(a))),
        SmallRates.SelectMany(_ => Gen.Elements(benchmark ? Basis.Benchmark : Pool, Basis.ParticipantRevenue, Pool), static (share, of) =>
            (Level)new ShareOf(Rate.Of(share), of)),
        Gen.Constant((Level)new WholeOf(Pool)),
        Gen.Constant((Level)new ShareBySize(Table, benchmark ? Basis.Benchmark : Basis.ParticipantRevenue))));

    public static Gen<Level> LevelOf(bool benchmark, int depth = 2) =>
        OnceForAll(benchmark, depth, () => depth == 0 ? Leaf(benchmark) : Gen.Frequency(
        (6, Leaf(benchmark)),
        (1, from a in LevelOf(benchmark, depth - 1) from b in LevelOf(benchmark, depth - 1) select (Level)new FromSize(5_000, a, b)),
        (1, from a in LevelOf(benchmark, depth - 1).ListOf(2) select (Level)new LesserOf([.. a])),
        (1, from a in LevelOf(benchmark, depth - 1).ListOf(3) select (Level)new GreaterOf([.. a]))));

    private Gen<QualityRate> RateOf(int depth = 2) => Once(false, false, depth, 0, () =>
    {
        var leaf = Gen.OneOf(
            ShareRates.Select(static r => (QualityRate)new FlatRate(r)),
            ShareRates.Select(static r => (QualityRate)new ScoreScaledRate(r)),
            ShareRates.Select(static r => (QualityRate)new OneMinusScoreScaledRate(r, 40.Percent(), 75.Percent())),
            ShareRates.ListOf(2).Select(static r => (QualityRate)RateByScore.Steps((30.Percent(), r[0]), (Rate.Of(0.7705m), r[1]))));
        return depth == 0 ? leaf : Gen.Frequency(
            (3, leaf),
            (1, from r in RateOf(depth - 1).ListOf(3) select (QualityRate)new RateByStandard(r[0], r[1], r[2])),
            (1, from f in ShareRates from r in RateOf(depth - 1) select (QualityRate)new PartOfRate(f, r)));
    });

    private static readonly Gen<AppliesTo> Applies = Gen.Elements(AppliesTo.None, AppliesTo.Gains, AppliesTo.Losses, AppliesTo.Both);

    private Gen<ValueList<Band>> Bands(bool benchmark) => Once(benchmark, false, 0, 0, () =>
    {
        // Ends that can be compared must ascend; others may fall anywhere and a band that ends below its start is empty.
        var comparable = from ends in SmallRates.ListOf(2)
                         from shares in ShareRates.ListOf(3)
                         let sorted = ends.Where(static e => e > 0m).Distinct().Order().ToArray()
                         let of = benchmark ? Basis.Benchmark : Pool
                         select (ValueList<Band>)[.. sorted.Select((e, i) => new Band(shares[i], Rate.Of(e).Of(of))), new Band(shares[2])];
        var loose = from end in LevelOf(benchmark, 1).Where(static l => l is not (FixedAmount or ShareOf or WholeOf))
                    from amount in Amounts
                    from shares in ShareRates.ListOf(3)
                    select (ValueList<Band>)[new Band(shares[0], Money.Of(amount)), new Band(shares[1], end), new Band(shares[2])];
        return Gen.Frequency((3, comparable), (1, loose));
    });

    private static readonly Gen<Condition> AnyCondition = Gen.OneOf(
        Gen.Elements(1, 5_000, 60_000).Select(static n => (Condition)new AtLeastAssigned(n)),
        Gen.Elements(QualityStandard.Alternative, QualityStandard.Met).Select(static s => (Condition)new AtLeastQuality(s)),
        Gen.Elements(1_000m, 2_500m).Select(static n => (Condition)new FewerThan("life-years", n)),
        Gen.Elements(1_000m, 2_500m).Select(static n => (Condition)new AtLeastCount("life-years", n)),
        Gen.Elements(EscalationState.Watch, EscalationState.Escalated).Select(static s => (Condition)new AtLeastStanding(s)),
        Gen.Constant((Condition)new AmountStated(Basis.ParticipantRevenue)),
        Gen.Constant((Condition)new LowRevenue()),
        Gen.Constant((Condition)new LargerBenchmark(MedicareSharedSavings.TwoWayBenchmark)));

    private static Gen<RegionEnd?> EndOf(bool benchmark) => OnceForAll(benchmark, 0, () => Gen.OneOf(
        Gen.Constant<RegionEnd?>(null),
        from side in Gen.Elements(Side.Gain, Side.Loss)
        from level in LevelOf(benchmark, 1)
        from included in Gen.Elements(true, false)
        select (RegionEnd?)new RegionEnd(side, level, included)));

    /// <summary>Ends from losses to gains, because a region from gains to losses holds nothing.</summary>
    private static (RegionEnd? From, RegionEnd? To) Ordered(RegionEnd? one, RegionEnd? other) =>
        one?.Side == Side.Gain && other?.Side == Side.Loss ? (other, one) : (one, other);

    private Gen<Clause> ChoiceOf(bool benchmark, bool first, int depth) => Once(benchmark, first, depth, 0, () =>
        from count in Gen.Choose(1, 3)
        from regions in (from a in EndOf(benchmark)
                         from b in EndOf(benchmark)
                         from conditions in AnyCondition.ListOf(1)
                         from when in Gen.Elements(0, 1)
                         from replace in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(first && benchmark)))
                         from then in ChainOf(benchmark, first, depth - 1, 3)
                         select new Region
                         {
                             Name = "region",
                             From = Ordered(a, b).From,
                             To = Ordered(a, b).To,
                             When = [.. conditions.Take(when)],
                             Benchmark = replace ? MedicareSharedSavings.TwoWayBenchmark : null,
                             Then = then,
                         }).ListOf(count)
        from otherwise in ChainOf(benchmark, first, depth - 1, 3)
        select (Clause)new Choose { Regions = [.. regions], Otherwise = otherwise });

    private Gen<ValueList<Piece>> Tables => field ??=
        from edges in Gen.Choose(-500, 500).Select(static n => n * 10_000m).ListOf(2)
        from slopes in Gen.Elements(0m, 1m, 0.5m, 0.25m, rough ? 1m / 3m : 0.4m, -0.5m).ListOf(3)
        from intercepts in Gen.Elements(0m, 100_000m, -100_000m).ListOf(3)
        from closed in Gen.Elements(true, false)
        let sorted = edges.Distinct().Order().ToArray()
        select (ValueList<Piece>)[Piece.Line(slopes[2], intercepts[2]),
            .. sorted.Select((e, i) => new Piece(e, closed, slopes[i], intercepts[i]))];

    /// <summary>Clauses whose curve never falls, so that more spending never earns more.</summary>
    public Gen<Clause> Rising(bool benchmark) => Once(benchmark, false, 0, 0, () => Gen.OneOf(
        from a in LevelOf(benchmark)
        from b in LevelOf(benchmark)
        from oneSided in Gen.Elements(true, false)
        from shares in Gen.Elements(Sharing.FirstDollar, Sharing.Excess)
        select (Clause)new MinimumRate { Savings = a, Losses = oneSided ? null : b, Shares = shares },
        from a in RateOf()
        from b in Gen.Frequency((3, RateOf()), (1, RateOf().Select(static r => (QualityRate)new WithinInfluence(r))))
        select (Clause)new SharingRate { Gain = a, Loss = b },
        from a in Bands(benchmark) from b in Bands(benchmark) select (Clause)new MarginalBands { Gain = a, Loss = b },
        from r in Gen.Elements(0m, 0.02m, 0.1m)
        from sides in Applies
        select (Clause)new Sequestration
        {
            Rate = Rate.Of(r),
            AppliesTo = sides
        },
        from a in LevelOf(benchmark)
        from b in LevelOf(benchmark)
        from sides in Gen.Choose(1, 3)
        select (Clause)new Limit { Gain = (sides & 1) != 0 ? a : null, Loss = (sides & 2) != 0 ? b : null },
        from a in LevelOf(benchmark) select (Clause)new Floor { At = a },
        from a in LevelOf(benchmark) select (Clause)new Deduction { Amount = a },
        Gen.Constant((Clause)new Deduction { Amount = new WholeOf(Basis.PreviouslySettled), Optional = true }),
        from g in Gen.Elements(0m, 0.1m, 1m)
        from l in Gen.Elements(0.1m, 0.15m,
            1m)
        select (Clause)new QualityAdjustment { GainReduction = Rate.Of(g), LossReduction = Rate.Of(l) },
        from a in LevelOf(benchmark) select (Clause)new Addition { Amount = a },
        from f in ShareRates from sides in Applies select (Clause)new Proration { Factor = f, AppliesTo = sides },
        Gen.Constant((Clause)new Recoupment { Balance = Basis.AdvanceBalance }),
        Gen.Constant((Clause)new PriorSettlement()),
        Gen.Elements(QualityStandard.Met, QualityStandard.Alternative)
            .SelectMany(static _ => Gen.Elements<Rate?>(null, Rate.Of(0.7705m), Rate.Of(0.78m)), static (s, score) =>
            (Clause)new QualityGate { Standard = s, Score = score }),
        Gen.Constant((Clause)new Relief()),
        Safeguards,
        Gen.Constant((Clause)new EarlyTermination { Period = Term })));

    private Gen<Clause> Safeguards => field ??= Gen.OneOf(
        from sides in Applies select (Clause)new Hold { Certificate = "certified", AppliesTo = sides },
        from share in ShareRates select (Clause)new Deferral { Share = share },
        from share in ShareRates select (Clause)new Earmark { Share = share, Purpose = "supervision" },
        from kept in ShareRates
        from isDeferred in Gen.Elements(true, false)
        select (Clause)new Escalation { Rules = Rules, Escalated = kept, Deferred = isDeferred ? new("deferred") : null },
        from down in ShareRates
        from up in ShareRates
        from sides in Gen.Choose(1, 3)
        select (Clause)new ChangeLimit
        {
            Decrease = (sides & 1) != 0 ? down : null,
            Increase = (sides & 2) != 0 ? up : null,
            Before = Basis.ParticipantRevenue,
        },
        from sides in Gen.Elements(AppliesTo.Gains, AppliesTo.Losses, AppliesTo.Both)
        from condition in AnyCondition
        select (Clause)new Consequence
        {
            What = ConsequenceKind.Review,
            AppliesTo = sides,
            When = [condition],
            Action = "Review the matter",
            Owner = "board",
        });

    private static readonly EscalationRules Rules = new() { Bad = 2, OfLast = 3, ReleaseAfterGood = 1, Missing = MissingPeriod.Skip };

    public Gen<Clause> Any(bool benchmark, bool first, int depth) => Once(benchmark, first, depth, 0, () =>
    {
        var flat = Gen.Frequency(
            (8, Rising(benchmark)),
            (1, from a in Bands(benchmark) from b in Bands(benchmark) select (Clause)new WholeBands { Gain = a, Loss = b }),
            (1, Tables.Select(static t => (Clause)new CurveClause { Pieces = t })));
        return depth == 0 ? flat : Gen.Frequency((4, flat), (1, ChoiceOf(benchmark, first, depth)));
    });

    public Gen<ValueList<Clause>> ChainOf(bool benchmark, bool first, int depth, int most) => Once(benchmark, first, depth, most, () =>
        from count in Gen.Choose(first && most == 3 ? 0 : 1, most)
        from head in Any(benchmark, first, depth)
        from rest in Any(benchmark, false, depth).ListOf(Math.Max(0, count - 1))
        select count == 0 ? [] : (ValueList<Clause>)[head, .. rest]);

    /// <summary>What a chain reads, given: exactly that and nothing else.</summary>
    public Gen<ValueList<Fact>> FactsFor(IEnumerable<Clause> clauses, decimal benchmark)
    {
        var reads = new FactSet();
        foreach (var clause in clauses)
        {
            clause.Reads(reads);
        }

        var needsTwoWay = ContractWalk.NeedsOwnBenchmark(clauses);
        return from headcount in Gen.OneOf(Gen.Elements(152, 499, 500, 999, 1_000, 4_999, 5_000, 5_333, 59_999, 60_000),
            Gen.Choose(1, 100_000))
               from standard in Gen.Elements(QualityStandard.NotMet, QualityStandard.Alternative, QualityStandard.Met,
                   QualityStandard.CompleteReporting)
               from score in Scores
               from revenue in Amounts
               from pool in Amounts
               from other in Gen.Elements(0.9m, 1m, 1.01m, 1.05m)
               from money in Amounts.ListOf(3)
               from low in Gen.Elements(true, false)
               from optional in Gen.Choose(0, 63)
               from shares in Shares.ListOf(2)
               select Give(headcount, standard, score, revenue, pool, Rounding.Cents.Apply(other * benchmark), [.. money], low, optional,
                   [.. shares]);

        ValueList<Fact> Give(int headcount, QualityStandard standard, decimal score, decimal revenue, decimal pool, decimal twoWay,
            decimal[] money, bool low, int optional, decimal[] shares)
        {
            Fact?[] all =
            [
                Number.AssignedBeneficiaries(headcount),
                headcount < 500 ? Number.MinimumRate(Rate.Of(0.2542m)) : null,
                new Quality { Standard = standard, Score = Rate.Of(score) },
                new RevenueCategory { Low = low },
                Number.Of("life-years", headcount / 2m),
                Number.SystemInfluence(Rate.Of(score)),
                new Standing { State = (EscalationState)(1 + (optional % 3)) },
                low ? new Certificate { Name = "certified", Decision = (CertificateDecision)(1 + (optional % 2)), By = "board", On = First,
                    Reason = "seen" } : null,
                Number.Of(Basis.ParticipantRevenue, Money.Of(revenue)),
                Number.Of(Pool, Money.Of(pool)),
                needsTwoWay || (optional & 1) != 0
                    ? Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(Math.Max(twoWay, 0.01m))) : null,
                (optional & 2) != 0 ? Number.Of(Basis.AdvanceBalance, Money.Of(money[0])) : null,
                (optional & 4) != 0 ? Number.Of(Basis.PreviouslySettled, Money.Of(money[1])) : null,
                (optional & 24) == 8 ? Number.Relief(Money.Of(money[2])) : null,
                .. (optional & 24) == 16 ? Number.ReliefShares(Rate.Of(shares[0]), Rate.Of(shares[1])) : [],
                (optional & 32) != 0 ? new Termination { InitiatedBy = low ? TerminatedBy.Organisation
                    : TerminatedBy.Payer, EffectiveDate = First.PlusMonths(rough ? optional % 12 : (optional % 4 * 3) + 2),
                    CloseOutCompleted = true } : null,
                (optional & 33) == 1 && low ? new BenchmarkReplaced(MedicareSharedSavings.TwoWayBenchmark) : null,
            ];
            return all.OfType<Fact>().Where(reads.Has).ToValueList();
        }
    }

    /// <summary>One arrangement, without terms that contradict each other.</summary>
    public Gen<ContractCase> Single => field ??= Drawn.Where(static c => c.Contract.Validate().Count == 0);

    private Gen<ContractCase> Drawn => field ??=
        from opening in Gen.Frequency((4, Gen.Constant(OpeningAmount.BenchmarkLessExpenditure)),
            (1, Gen.Constant(OpeningAmount.ExpenditureLessBenchmark)))
        from clauses in ChainOf(benchmark: true, first: opening == OpeningAmount.BenchmarkLessExpenditure, depth: 2, most: 6)
        from payment in Gen.Elements<ValueList<Clause>>([], [new PriorSettlement(), new Recoupment { Balance = Basis.AdvanceBalance }])
        from digits in Gen.Elements(0, 2)
        from benchmark in Benchmarks
        from spent in Gen.Elements(0m, 0.9m, 0.95m, 0.98m, 0.99m, 1m, 1.01m, 1.02m, 1.2m, 0.961m)
        from facts in FactsFor(clauses.Concat(payment), benchmark)
        select new ContractCase(
            new Contract
            {
                Id = "case",
                Currency = "USD",
                Term = Term,
                Opening = opening,
                Clauses = clauses,
                Payment = payment,
                Publishing = new(digits)
            },
            new Experience
            {
                Benchmark = Money.Of(benchmark),
                Expenditure = Money.Of(Rounding.Cents.Apply(spent * benchmark)),
                Facts = facts
            });

    /// <summary>Two parts, the first one a contract or nested as it happens, through a pool, and clauses over their sum.</summary>
    public Gen<ContractCase> Composed => field ??= (
        from one in Single
        from two in Single
        from over in ChainOf(benchmark: true, first: false, depth: 1, most: 3)
        from facts in FactsFor(over, 1m)
        from pool in Gen.Elements<Pool?>(null, null, new() { Funding = PoolFunding.StatedFactor, Factor = Rate.Ratio(2, 3) },
            new() { Funding = PoolFunding.StatedAmount, Available = InPool }, new() { Funding = PoolFunding.Charges },
            new() { Funding = PoolFunding.StatedAmount, Available = InPool, Payout = PoolPayout.InFull },
            new() { Funding = PoolFunding.StatedAmount, Available = InPool, Payout = PoolPayout.InFull, GreatestFactor = Rate.Ratio(7, 3) },
            new() { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull },
            new() { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull, GreatestFactor = Rate.Of(3m) })
        from held in Gen.Elements(0m, 1_000m, 3_333_333.33m)
        from shape in Gen.Choose(0, 2)
        select new ContractCase(
            new Contract
            {
                Id = "case",
                Currency = "USD",
                Term = Term,
                Clauses = over,
                Pool = pool,
                Parts = [shape switch
                {
                    0 => Arranged(one.Contract, "one"),
                    1 => new Arrangement { Id = "outer", Parts = [Arranged(one.Contract, "one")],
                        Clauses = [new SharingRate { Gain = 80.Percent(), Loss = 60.Percent() }] },
                    _ => one.Contract with { Id = "one", Payment = [], Publishing = null },
                },
                    Arranged(two.Contract, "two")],
            },
            new Experience
            {
                Facts = pool?.Available is null ? facts : [.. facts, Number.Of(InPool, Money.Of(held))],
                Parts = [shape == 1 ? new() { Arrangement = "outer", Parts = [Part(one, "one")] } : Part(one, "one"), Part(two, "two")],
            })).Where(static c => c.Contract.Validate().Count == 0);

    private static Basis InPool { get; } = new("in-the-pool");

    private static Arrangement Arranged(Contract contract, string id) =>
        new() { Id = id, Opening = contract.Opening, Clauses = contract.Clauses };

    public Gen<ContractCase> Case => field ??= Gen.Frequency((4, Single), (1, Composed));

    private Gen<T> Once<T>(bool one, bool two, int three, int four, Func<Gen<T>> make, [CallerMemberName] string name = "") =>
        (Gen<T>)_made.GetOrAdd((name, one, two, three, four), _ => make());

    private static Gen<T> OnceForAll<T>(bool one, int two, Func<Gen<T>> make, [CallerMemberName] string name = "") =>
        (Gen<T>)MadeForAll.GetOrAdd((name, one, false, two, 0), _ => make());

    private static Experience Part(ContractCase part, string id)
    {
        var reads = new FactSet();
        foreach (var clause in part.Contract.Clauses)
        {
            clause.Reads(reads);
        }

        return part.Experience with { Arrangement = id, Facts = part.Experience.Facts.Where(reads.Has).ToValueList() };
    }
}
