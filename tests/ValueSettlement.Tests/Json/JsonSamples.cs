using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Json;

/// <summary>One document of every kind, every member of it set to something that is not its default.</summary>
internal static class JsonSamples
{
    private static readonly Basis Own = new("own-base");
    private static readonly DateInterval Year = new(new(2024, 1, 1), new(2024, 12, 31));
    private static readonly Authority Source = new()
    {
        Citation = "42 CFR 425.605(d)",
        Reading = "Read as \"meet or exceed\" ≥.",
        Unconfirmed = true
    };

    public static ValueList<Level> Levels { get; } =
    [
        new FixedAmount(Money.Of(1_000_000.50m)),
        new ShareOf(Rate.Of(0.0375m), Basis.ParticipantRevenue) { Authority = Source },
        new WholeOf(Own),
        new ShareBySize(new([new(500, 4_999, 0.122m, 0.039m), new(5_000, null, 0.02m, 0.02m)], WholeNumbers: true),
            Basis.ParticipantRevenue),
        new FromSize(5_000, new FixedAmount(Money.Of(1m)), new WholeOf(Own)),
        new LesserOf([new FixedAmount(Money.Of(2m)), new ShareOf(Rate.One, Own)]),
        new GreaterOf([new FixedAmount(Money.Of(3m)), new ShareOf(Rate.One, Own)]),
    ];

    public static ValueList<QualityRate> QualityRates { get; } =
    [
        new FlatRate(Rate.Ratio(7, 12)) { Authority = Source },
        new ScoreScaledRate(Rate.Of(0.75m)),
        new OneMinusScoreScaledRate(Rate.Of(0.75m), Rate.Of(0.4m), Rate.Of(0.7m)),
        new RateByScore(new([new(0m, 0.6m, 0.2m, 0.3m, ToIncluded: false), new(0.6m, 1m, 0.4m, 0.5m)])),
        new RateByStandard(new FlatRate(Rate.One), new ScoreScaledRate(Rate.Of(0.5m)), new FlatRate(Rate.Zero)),
        new PartOfRate(Rate.Of(0.5m), new FlatRate(Rate.Of(0.5m))),
        new WithinInfluence(new FlatRate(Rate.Of(0.6m))) { SystemPool = Rate.Of(0.5m) },
    ];

    public static ValueList<Condition> Conditions { get; } = [new AmountStated(MedicareSharedSavings.TwoWayBenchmark),
        new AtLeastAssigned(5_000), new AtLeastQuality(QualityStandard.Alternative), new FewerThan("life-years", 2_400.5m),
        new LowRevenue(), new LargerBenchmark(MedicareSharedSavings.TwoWayBenchmark), new AtLeastCount("periods-missed", 3m),
        new AtLeastStanding(EscalationState.Escalated)];

    /// <summary>Rules that state every member.</summary>
    public static EscalationRules EscalationRules { get; } = new()
    {
        Bad = 2,
        OfLast = 3,
        Consecutive = 2,
        Severe = true,
        ReleaseAfterGood = 2,
        Missing = MissingPeriod.Bad,
    };

    public static ValueList<Clause> Clauses { get; } =
    [
        new Addition { Amount = Levels[1] },
        new Choose
        {
            Regions =
            [
                new()
                {
                    Name = "Guardrail",
                    From = new(Side.Loss, Levels[0], true),
                    To = new(Side.Gain, Levels[1], true),
                    When = Conditions,
                    Benchmark = MedicareSharedSavings.TwoWayBenchmark,
                    Then = [new Sequestration { Rate = Rate.Of(0.02m), AppliesTo = AppliesTo.Gains }],
                    Authority = Source,
                },
            ],
            Otherwise = [new Relief()],
        },
        new ChangeLimit { Decrease = new Cited<Rate>(Rate.Of(0.03m), Source), Increase = Rate.Of(0.05m), Before = Own },
        new Consequence { What = ConsequenceKind.CorrectiveAction, AppliesTo = AppliesTo.Losses, When = [new FewerThan("places", 4m)],
            Action = "Submit a plan", Owner = "provider", WithinDays = 30 },
        new CurveClause { Pieces = [Piece.Line(0.5m, 0m), new(1_000m, false, 0.25m, 10.5m), new(123_456_789_012_345.678m, true, 0m, 0m)] },
        new Deduction { Amount = new WholeOf(Own), Optional = true },
        new Deferral { Share = Rate.Of(0.25m), Deferred = Own },
        new Earmark { Share = Rate.Ratio(1, 3), Purpose = "supervision" },
        new EarlyTermination { Period = Year, Months = MonthCount.Completed },
        new Escalation { Rules = EscalationRules, Watch = Rate.Of(0.9m), Escalated = new Cited<Rate>(Rate.Of(0.5m), Source),
            Deferred = Own },
        new Floor { At = Levels[2] },
        new Hold { Certificate = "outcomes-certified", By = "adjudicator", AppliesTo = AppliesTo.Both, Held = Own },
        new Limit { Gain = Levels[5], Loss = Levels[6] },
        new MarginalBands { Gain = [new(Rate.Of(0.5m), Levels[0]), new(Rate.Of(0.35m))], Loss = [new(Rate.Of(0.2m))] },
        new MinimumRate { Savings = Levels[3], Losses = Levels[4], Shares = Sharing.Excess },
        new PriorSettlement { Settled = Own },
        new Proration { Factor = new Cited<Rate>(Rate.Ratio(7, 12), Source), AppliesTo = AppliesTo.Losses },
        new QualityAdjustment { GainReduction = Rate.Of(0.1m), LossReduction = Rate.Of(0.15m) },
        new QualityGate { Standard = QualityStandard.Met, Score = Rate.Of(0.3m) },
        new Recoupment { Balance = Basis.AdvanceBalance },
        new Relief(),
        new Sequestration { Rate = Rate.Of(0.02m), AppliesTo = AppliesTo.Both, Label = "Budget control", Letter = "X", LossLetter = "Y",
            Authority = Source },
        new SharingRate { Gain = QualityRates[4], Loss = QualityRates[5] },
        new WholeBands { Gain = [new(Rate.Of(0.5m))], Loss = [new(Rate.Of(0.2m), Levels[1]), new(Rate.Of(0.35m))] },
    ];

    public static ValueList<Fact> Facts { get; } =
    [
        Number.AssignedBeneficiaries(74_992),
        Number.Of(Own, Computed()),
        new BenchmarkReplaced(MedicareSharedSavings.TwoWayBenchmark),
        new Certificate { Name = "outcomes-certified", Decision = CertificateDecision.Refused, By = "adjudicator", On = new(2025, 3, 31),
            Reference = "A 17", Reason = "No evidence" },
        new Standing { State = EscalationState.Escalated, Cause = EscalationCause.Severe, Period = 4 },
        Number.SystemInfluence(Rate.Of(0.4m)),
        Number.MinimumRate(Rate.Of(0.1315m)),
        new Quality
        {
            Standard = QualityStandard.Met,
            Score = Rate.Of(0.8941m),
            Period = new(new(2024, 1, 1), new(2024, 12, 31)),
        },
        RevenueCategory.From(Money.Of(34m), Money.Of(100m), new(35.Percent(), Source)),
        new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2024, 6, 30), CloseOutCompleted = true },
        Number.Relief(Money.Of(1_000m)),
        .. Number.ReliefFromCounties(10_000, [new("Lee", 1_200, 12m), new("Polk", 300, 2.5m)]),
        Number.Of("life-years", 1_234.75m),
    ];

    public static Contract Contract { get; } = new()
    {
        Id = "acme-ppo-2024",
        Version = 3,
        Currency = "USD",
        Term = Year,
        Parts =
        [
            new Arrangement { Id = "north", Letters = new("D", "E", "F"), Clauses = [Clauses[1], Clauses[0], .. Clauses.Skip(2)] },
            new Arrangement { Id = "south", Opening = OpeningAmount.ExpenditureLessBenchmark, Clauses = [new Relief()] },
            .. Levels.Select((level, i) =>
                new Arrangement { Id = FormattableString.Invariant($"level-{i}"), Clauses = [new Floor { At = level }] }),
            .. QualityRates.Select((rate, i) =>
                new Arrangement { Id = FormattableString.Invariant($"rate-{i}"),
                Clauses = [new SharingRate { Gain = rate.IsOfLosses() ? Rate.Zero : rate, Loss = rate }] }),
        ],
        Clauses = [new Proration { Factor = Rate.Of(0.5m) }],
        Payment = [new PriorSettlement(), new Recoupment { Balance = Basis.AdvanceBalance }],
        Publishing = new(1, RoundingMode.HalfToEven),
        Payoff = new("adjusted cost", "A pool with others decides."),
        OrderAuthority = Source,
        Words = new()
        {
            Payer = "client",
            Provider = "supplier",
            Creditor = "users",
            Benchmark = "Target cost",
            Expenditure = "Actual cost",
            Gains = "underruns",
            Losses = "overruns"
        },
        Origin = Origin.Of("Acme PPO", TermsSamples.Team),
    };

    /// <summary>A chain whose opening amount is stated: the members that a sum has no use for.</summary>
    public static Contract Alone { get; } = new()
    {
        Id = "alone",
        Currency = "USD",
        Term = Year,
        Opening = OpeningAmount.Stated,
        Letters = new(string.Empty, string.Empty, "C"),
        Clauses = [new Proration { Factor = Rate.Of(0.5m) }],
    };

    public static Experience Experience { get; } = new()
    {
        Arrangement = "whole",
        Benchmark = Figure.Stated(Money.Of(966_116_777m), "payer's report"),
        Expenditure = Computed(),
        Opening = Withheld(),
        Facts = [.. Facts.Where(static fact => fact is not Number { Name: "relief-months" or "relief-beneficiaries" })],
        Parts = [new() { Arrangement = "north", Benchmark = Money.Of(1m) },
            new() { Arrangement = "south", Facts = [.. Facts.Where(static fact =>
                fact is Number { Name: "relief-months" or "relief-beneficiaries" })] }],
        Currency = "EUR",
        Period = new(new(2024, 1, 1), new(2024, 6, 30)),
        Terms = Digest.Of(new('a', 64)),
        Counted = Digest.Of(new('b', 64)),
    };

    /// <summary>A contract of contracts, with every member of a sum set that may stand together.</summary>
    public static Contract Network { get; } = new()
    {
        Id = "network-2024",
        Currency = "USD",
        Term = Year,
        Parts = [Contract with { Payment = [] }, Contract with { Id = "acme-hmo-2024", Payment = [] }],
        Pool = new() { Funding = PoolFunding.StatedAmount, Available = new("pool"), Authority = Authority.Of("Exhibit D") },
        Clauses = [new Limit { Gain = 5.Percent() }],
        Payment = [new PriorSettlement()],
        Publishing = new(1, RoundingMode.HalfToEven),
    };

    /// <summary>A sum that pays its parts, of which one pays its own and the other scales them.</summary>
    public static Contract Paying { get; } = new()
    {
        Id = "paying-2024",
        Currency = "USD",
        Term = Year,
        Pays = Payee.Parts,
        Parts =
        [
            new Arrangement
            {
                Id = "east",
                Pays = Payee.Parts,
                Words = new() { Provider = "clinic" },
                Parts = [Limited("one"), Limited("two")],
            },
            new Arrangement
            {
                Id = "west",
                Pool = new() { Funding = PoolFunding.Charges, Authority = Source },
                Parts = [new Arrangement { Id = "three" }, new Arrangement { Id = "four" }, new Arrangement { Id = "five" }],
                Payment = [new PriorSettlement()],
            },
        ],
    };

    public static Experience PayingFacts { get; } = new()
    {
        Parts =
        [
            new() { Arrangement = "east", Parts = [Spent("one", 900m), Spent("two", 1_030.004m)] },
            new() { Arrangement = "west", Parts = [Spent("three", 940m), Spent("four", 959m), Spent("five", 1_050.01m)],
                Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(7m))] },
        ],
    };

    /// <summary>A whole that is paid: a contract and an arrangement, through a pool of a stated amount, with a limit of the sum.</summary>
    public static Contract Pooled { get; } = new()
    {
        Id = "pooled-2024",
        Currency = "USD",
        Term = Year,
        Parts = [Settled("acme", new SharingRate { Gain = Rate.Ratio(1, 3), Loss = Rate.One }), new Arrangement { Id = "own" },
            Settled("other", new Relief())],
        Pool = new() { Funding = PoolFunding.StatedAmount, Available = new("pool") },
        Clauses = [new Limit { Gain = 1.Percent() }],
        Payment = [new PriorSettlement()],
    };

    public static Experience PooledFacts { get; } = new()
    {
        Facts = [Number.Of("pool", Money.Of(50.01m)), Number.Of(Basis.PreviouslySettled, Money.Of(3m))],
        Parts = [Spent("acme", 900m), Spent("own", 975m), Spent("other", 1_010m)],
    };

    /// <summary>The same, and the pool is paid in full: claims are scaled up to at most three times.</summary>
    public static Contract PaidInFull { get; } = Pooled with
    {
        Id = "paid-in-full-2024",
        Pool = Pooled.Pool! with { Payout = PoolPayout.InFull, GreatestFactor = Rate.Of(3m) },
    };

    public static Experience PaidInFullFacts { get; } =
        PooledFacts with { Facts = [Number.Of("pool", Money.Of(500.01m)), PooledFacts.Facts[1]] };

    /// <summary>Sums that together set every member.</summary>
    public static ValueList<Contract> Sums { get; } = [Network, Paying, Pooled, PaidInFull,
        Network with { Pool = new() { Funding = PoolFunding.StatedFactor, Factor = 50.Percent() } }];

    private static Arrangement Limited(string id) =>
        new() { Id = id, Clauses = [new Limit { Gain = 5.Percent(), Loss = 5.Percent() }], Payment = [new PriorSettlement()] };

    private static Contract Settled(string id, Clause clause) => new() { Id = id, Currency = "USD", Term = Year, Clauses = [clause] };

    private static Experience Spent(string id, decimal spending) =>
        new() { Arrangement = id, Benchmark = Money.Of(1_000m), Expenditure = Money.Of(spending) };

    /// <summary>A contract that settles, with a choice, a payment and computed figures.</summary>
    public static Contract Settling { get; } = new()
    {
        Id = "settling",
        Currency = "USD",
        Term = Year,
        Clauses =
        [
            new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar },
            new Choose { Regions = [new() { Name = "Gains", From = new(Side.Gain, Money.Zero, false),
                Then = [new SharingRate { Gain = new ScoreScaledRate(Rate.Of(0.75m)), Loss = Rate.Zero }] }] },
            new Limit { Gain = 10.Percent() },
            new Consequence { What = ConsequenceKind.ExpandedFunding, AppliesTo = AppliesTo.Both, Action = "Two more places",
                Owner = "commissioner", WithinDays = 90 },
        ],
        Payment = [new PriorSettlement(), new Recoupment { Balance = Basis.AdvanceBalance }],
        OrderAuthority = Source,
        Origin = Origin.Of("Acme PPO", TermsSamples.Team),
    };

    public static Experience SettlingFacts { get; } = new()
    {
        Benchmark = Money.Of(966_116_777m),
        Expenditure = Computed(),
        Facts = [Quality.Met(89.41m.Percent()), Number.Of(Basis.AdvanceBalance, Money.Of(99_999_999.99m))],
    };

    public static Settlement Settlement { get; } = Settling.Settle(SettlingFacts);

    /// <summary>Two parts settled apart, and their sum.</summary>
    public static Contract TogetherContract { get; } = Settling with
    {
        Parts = [new Arrangement { Id = "north", Clauses = Settling.Clauses }, new Arrangement { Id = "south", Clauses = [new Relief()] }],
        Clauses = [],
    };

    public static Experience TogetherFacts { get; } = new()
    {
        Facts = [Number.Of(Basis.AdvanceBalance, Money.Of(1m))],
        Parts = [SettlingFacts with { Arrangement = "north", Facts = [Quality.Met(Rate.One)] },
            new() { Arrangement = "south", Benchmark = Money.Of(10m), Expenditure = Money.Of(11m) }],
    };

    public static Settlement Together { get; } = TogetherContract.Settle(TogetherFacts);

    private static Figure Withheld()
    {
        var workings = new Workings("score");
        return workings.Figure(workings.Absent(new("score", "Score times base", Unit.Money),
            new(AbsenceKind.Suppressed, "Fewer than 11 people.")));
    }

    private static Figure Computed()
    {
        var workings = new Workings("expenditure");
        var claims = workings.Given(new("claims", "Paid claims", Unit.Money, "B"), 900_000_000.25m);
        var rebates = workings.Given(new("rebates", "Rebates ≈ 1 %", Unit.Money, null, Source), 9_000_000m);
        return workings.Figure(workings.Subtract(new("net", "Net of rebates", Unit.Money), claims, rebates));
    }
}
