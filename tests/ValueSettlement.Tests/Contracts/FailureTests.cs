using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Every code that judging a contract or an experience can report: its path, the value, the rule and the remedy are
/// there.</summary>
public sealed class FailureTests
{
    private static readonly DateInterval Term = new(new(2024, 1, 1), new(2024, 12, 31));
    private static readonly Basis Pool = new("pool");
    private static readonly Deduction Fee = new() { Amount = Money.Of(1m) };

    public static Contract With(params ValueList<Clause> clauses) =>
        new() { Id = "acme", Currency = "USD", Term = Term, Clauses = clauses };

    public static TheoryData<string, string, Contract> Unsound
    {
        get
        {
            var limit = new Limit { Gain = 10.Percent() };
            var region = new Region { Name = "region", Then = [Fee] };
            Clause Nested(int depth) => depth == 0 ? Fee : new Choose { Regions = [region with { Then = [Nested(depth - 1)] }] };
            SharingRate Share(QualityRate rate) => new() { Gain = rate, Loss = Rate.Zero };
            MinimumRate Least(Level level) => new() { Savings = level, Shares = Sharing.FirstDollar };
            Band open = new(50.Percent());
            var scale = new Scale([new(500, 999, 0.12m, 0.08m), new(1_000, null, 0.02m, 0.02m)], WholeNumbers: true);
            MinimumRate By(Scale rates) => Least(new ShareBySize(rates, Basis.Benchmark));
            SharingRate Scored(params ReadOnlySpan<ScaleRow> rows) => Share(new RateByScore(new([.. rows])));
            return new()
            {
                { "name-empty", "id", With(Fee) with { Id = " " } },
                { "text-length", "id", With(Fee) with { Id = new string('x', 201) } },
                { "version-range", "version", With(Fee) with { Version = 0 } },
                { "currency", "currency", With(Fee) with { Currency = "usd" } },
                { "currency", "currency", With(Fee) with { Currency = "US" } },
                { "currency", "currency", With(Fee) with { Currency = null! } },
                { "term-missing", "term", With(Fee) with { Term = null! } },
                { "clauses-empty", "clauses", With() },
                { "opening-unknown", "opening", With(Fee) with { Opening = (OpeningAmount)7 } },
                { "parts-too-many", "parts", With(Fee) with { Parts = [.. Enumerable.Range(0, 10_001)
                    .Select(static i => new Arrangement { Id = FormattableString.Invariant($"a{i}"), Clauses = [Fee] })] } },
                { "name-empty", "parts[0].id", With() with { Parts = [new Arrangement { Id = "", Clauses = [Fee] }] } },
                { "id-twice", "parts[1].id",
                    With() with { Parts = [new Arrangement { Id = "a", Clauses = [Fee] }, With(Fee) with { Id = "a" }] } },
                { "payee-unknown", "pays", With(Fee) with { Pays = (Payee)7 } },
                { "chain-size", "clauses", With([.. Enumerable.Repeat(Fee, 101)]) },
                { "terms-too-large", "clauses", With(Nested(49)) },
                { "benchmark-not-first", "clauses[1]", With(Fee, new Choose { Regions = [region with { Benchmark = Pool }] }) },
                { "benchmark-over-sum", "clauses[0]",
                    With(new Choose { Regions = [region with { Benchmark = Pool }] }) with { Parts = [new Arrangement { Id = "a",
                    Clauses = [Fee] }] } },
                { "benchmark-over-sum", "payment[0]",
                    With(Fee) with { Payment = [new Choose { Regions = [region with { Benchmark = Pool }] }] } },
                { "basis-is-benchmark", "clauses[0].regions[0].benchmark",
                    With(new Choose { Regions = [region with { Benchmark = Basis.Benchmark }] }) },
                { "region-count", "clauses[0].regions", With(new Choose { Regions = [] }) },
                { "region-count", "clauses[0].regions", With(new Choose { Regions = [.. Enumerable.Repeat(region, 33)] }) },
                { "name-empty", "clauses[0].regions[0].name", With(new Choose { Regions = [region with { Name = "" }] }) },
                { "count-range", "clauses[0].regions[0].when[0].headcount",
                    With(new Choose { Regions = [region with { When = [new AtLeastAssigned(0)] }] }) },
                { "quality-standard", "clauses[0].regions[0].when[0].standard",
                    With(new Choose { Regions = [region with { When = [new AtLeastQuality(QualityStandard.NotMet)] }] }) },
                { "basis-is-benchmark", "clauses[0].regions[0].when[0].than",
                    With(new Choose { Regions = [region with { When = [new LargerBenchmark(Basis.Benchmark)] }] }) },
                { "level-negative", "clauses[0].regions[0].from.at.amount",
                    With(new Choose { Regions = [region with { From = new(Side.Gain, Money.Of(-1m), true) }] }) },
                { "level-negative", "clauses[0].gain.share", With(limit with { Gain = Rate.Of(-0.01m) }) },
                { "level-negative", "clauses[0].loss.amount", With(limit with { Loss = Money.Of(-0.01m) }) },
                { "number-name", "clauses[0].regions[0].when[0].of",
                    With(new Choose { Regions = [region with { When = [new FewerThan("Life Years", 1m)] }] }) },
                { "count-range", "clauses[0].regions[0].when[0].bound",
                    With(new Choose { Regions = [region with { When = [new FewerThan("life-years", 0m)] }] }) },
                { "limit-empty", "clauses[0]", With(new Limit()) },
                { "level-count", "clauses[0].gain.of", With(new Limit { Gain = new LesserOf([Money.Of(1m)]) }) },
                { "level-count", "clauses[0].gain.of", With(new Limit { Gain = new GreaterOf([]) }) },
                { "count-range", "clauses[0].gain.headcount", With(new Limit { Gain = new FromSize(0, Money.Of(1m), Money.Of(2m)) }) },
                { "scale-rows", "clauses[0].savings.scale.rows", With(By(scale with { Rows = [] })) },
                { "scale-rows", "clauses[0].savings.scale.rows",
                    With(By(scale with { Rows = [.. Enumerable.Repeat(scale.Rows[0], 1_001)] })) },
                { "scale-order", "clauses[0].savings.scale.rows[1]",
                    With(By(scale with { Rows = [scale.Rows[0], scale.Rows[1] with { From = 1_001 }] })) },
                { "scale-ends", "clauses[0].savings.scale.rows[1]",
                    With(By(scale with { Rows = [scale.Rows[0], scale.Rows[1] with { AtTo = 0.01m }] })) },
                { "scale-whole", "clauses[0].savings.scale.rows[0]",
                    With(By(scale with { Rows = [scale.Rows[0] with { From = 500.5m }, scale.Rows[1]] })) },
                { "scale-range", "clauses[0].savings.scale.rows[0].from",
                    With(By(scale with { Rows = [scale.Rows[0] with { From = -1_000_000_001m }, scale.Rows[1]] })) },
                { "scale-values", "clauses[0].savings.scale.rows[0]",
                    With(By(scale with { Rows = [scale.Rows[0] with { AtTo = -0.01m }, scale.Rows[1]] })) },
                { "scale-argument", "clauses[0].savings.scale.wholeNumbers", With(By(Scale.Steps((500m, 0.12m)))) },
                { "sharing-unknown", "clauses[0].shares", With(Least(2.Percent()) with { Shares = (Sharing)5 }) },
                { "rate-range", "clauses[0].gain.rate", With(Share(101.Percent())) },
                { "rate-range", "clauses[0].gain.maximum", With(Share(new ScoreScaledRate(Rate.Of(-0.1m)))) },
                { "rate-range", "clauses[0].gain.factor",
                    With(Share(new PartOfRate(2.Percent() * 100.Percent() * 5_100.Percent(), Rate.One))) },
                { "rate-range", "clauses[0].gain.alternative.rate", With(Share(new RateByStandard(Rate.One, 200.Percent(), Rate.Zero))) },
                { "bounds-order", "clauses[0].gain.floor",
                    With(Share(new OneMinusScoreScaledRate(75.Percent(), 60.Percent(), 40.Percent()))) },
                { "scale-rows", "clauses[0].gain.scale.rows", With(Scored()) },
                { "scale-order", "clauses[0].gain.scale.rows[1]", With(Scored(new(null, 0.5m, 0m, 0m), new(0.5m, null, 1m, 1m))) },
                { "scale-values", "clauses[0].gain.scale.rows[1]",
                    With(Scored(new(null, 0.5m, 0m, 0m), new(0.5m, null, 1.01m, 1.01m, FromIncluded: false))) },
                { "scale-covers", "clauses[0].gain.scale", With(Scored(new ScaleRow(0.5m, null, 1m, 1m))) },
                { "scale-covers", "clauses[0].gain.scale", With(Scored(new ScaleRow(0m, 1m, 1m, 1m, ToIncluded: false))) },
                { "scale-argument", "clauses[0].gain.scale.wholeNumbers",
                    With(Share(new RateByScore(new([new(0m, null, 1m, 1m)], WholeNumbers: true)))) },
                { "band-count", "clauses[0].gain", With(new MarginalBands { Gain = [], Loss = [open] }) },
                { "band-open", "clauses[0].gain[0].upTo",
                    With(new MarginalBands { Gain = [new(50.Percent(), 5.Percent())], Loss = [open] }) },
                { "band-open", "clauses[0].loss[0].upTo", With(new WholeBands { Gain = [open], Loss = [open, open] }) },
                { "band-order", "clauses[0].loss[1].upTo",
                    With(new WholeBands { Gain = [open], Loss = [new(50.Percent(), 5.Percent()), new(40.Percent(), 5.Percent()), open] }) },
                { "rate-range", "clauses[0].gain[0].providerShare", With(new WholeBands { Gain = [new(Rate.Of(1.01m))], Loss = [open] }) },
                { "rate-range", "clauses[0].rate", With(new Sequestration { Rate = 2_00.Percent(), AppliesTo = AppliesTo.Gains }) },
                { "applies-unknown", "clauses[0].appliesTo", With(new Sequestration { Rate = 2.Percent(), AppliesTo = (AppliesTo)(-1) }) },
                { "applies-unknown", "clauses[0].appliesTo", With(new Proration { Factor = Rate.One, AppliesTo = (AppliesTo)4 }) },
                { "rate-range", "clauses[0].factor", With(new Proration { Factor = Rate.Of(1.0001m) }) },
                { "basis-is-benchmark", "clauses[0].balance", With(new Recoupment { Balance = Basis.Benchmark }) },
                { "quality-standard", "clauses[0].standard", With(new QualityGate { Standard = (QualityStandard)9 }) },
                { "gate-empty", "clauses[0]", With(new QualityGate()) },
                { "rate-range", "clauses[0].score", With(new QualityGate { Score = Rate.Of(77m) }) },
                { "piece-count", "clauses[0].pieces", With(new CurveClause { Pieces = [] }) },
                { "piece-range", "clauses[0].pieces[0]", With(new CurveClause { Pieces = [Piece.Line(1_001m, 0m)] }) },
                { "piece-order", "clauses[0].pieces",
                    With(new CurveClause { Pieces = [Piece.Line(1m, 0m), new(5m, true, 1m, 0m), new(4m, true, 1m, 0m)] }) },
                { "period-missing", "clauses[0].period", With(new EarlyTermination { Period = null! }) },
                { "period-months", "clauses[0].period", With(new EarlyTermination { Period = new(new(2024, 1, 1), new(2024, 1, 15)) }) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Unsound))]
    public void An_unsound_contract_says_where_and_why(string code, string path, Contract contract)
    {
        var failures = contract.Validate();
        var failure = failures.FirstOrDefault(f => f.Code == code && f.Path == path);
        Assert.True(failure is not null, $"Expected {code} at {path}, got: {string.Join("\n", failures)}");
        Told(failures);
        Assert.Equal(failures, Assert.Throws<SettlementException>(contract.Prepare).Failures);
        Assert.Equal(failures, contract.TrySettle(new Experience()).Failures);
        Assert.Contains($"[{code}]", Assert.Throws<SettlementException>(() => contract.Settle(new Experience())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_wrong_with_a_contract_is_said_at_once()
    {
        var codes = new Contract
        {
            Id = "",
            Version = -1,
            Currency = "$",
            Term = null!,
            Opening = (OpeningAmount)9,
            Clauses = [new Limit(), new Sequestration { Rate = 2_00.Percent(), AppliesTo = (AppliesTo)9 }, new QualityGate()],
            Payment = [new Recoupment { Balance = Basis.Benchmark }],
        }.Validate().Select(static f => f.Code);
        Assert.Equal(["applies-unknown", "basis-is-benchmark", "currency", "gate-empty", "limit-empty", "name-empty", "opening-unknown",
            "rate-range", "term-missing", "version-range"], codes.Order(StringComparer.Ordinal));
    }

    private static readonly Experience Sound = new()
    {
        Benchmark = Money.Of(100m),
        Expenditure = Money.Of(90m),
        Facts =
        [
            Number.AssignedBeneficiaries(6_000), Quality.Met(90.Percent()), Number.Of(Pool, Money.Of(5m)),
                .. Number.ReliefShares(Rate.Zero, Rate.Zero), new RevenueCategory { Low = true },
            new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2024, 12, 31) },
        ],
    };

    private static readonly Contract Reader = With(
        new MinimumRate
        {
            Savings = new ShareBySize(new([new(500, null, 0.02m, 0.02m)], WholeNumbers: true), Basis.Benchmark),
            Losses = 2.Percent(),
            Shares = Sharing.FirstDollar,
        },
        new SharingRate { Gain = new ScoreScaledRate(50.Percent()), Loss = 30.Percent() },
        new Choose { Regions = [new Region { Name = "low", When = [new LowRevenue()], Then = [new Proration { Factor = Rate.One }] }] },
        new Limit { Gain = new WholeOf(Pool) },
        new Relief(),
        new EarlyTermination { Period = Term });

    private static Experience Without<T>()
        where T : Fact => Sound with { Facts = Sound.Facts.Where(static f => f is not T).ToValueList() };

    private static Experience Without(params string[] names) =>
        Sound with { Facts = Sound.Facts.Where(f => f is not Number n || !names.Contains(n.Name)).ToValueList() };

    private static Experience But<T>(T fact)
        where T : Fact => With(Without<T>(), fact);

    private static Experience But(params Number[] numbers) =>
        With(Without([.. numbers.Select(static n => n.Name)]), numbers);

    private static Experience With(Experience experience, params Fact[] facts) =>
        experience with { Facts = [.. experience.Facts, .. facts] };

    public static TheoryData<string, string, Experience> Wrong => new()
    {
        { "figure-missing", "benchmark", Sound with { Benchmark = null } },
        { "figure-missing", "expenditure", Sound with { Expenditure = null } },
        { "figure-unread", "opening", Sound with { Opening = Money.Of(1m) } },
        { "figure-range", "benchmark", Sound with { Benchmark = Money.Zero } },
        { "figure-range", "benchmark", Sound with { Benchmark = Money.Of(-1m) } },
        { "figure-range", "expenditure", Sound with { Expenditure = new Figure { Value = decimal.MaxValue } } },
        { "figure-range", "benchmark",
            Sound with { Benchmark = new Figure { Value = decimal.MaxValue }, Expenditure = new Figure { Value = decimal.MinValue } } },
        { "currency-differs", "currency", Sound with { Currency = "EUR" } },
        { "period-outside-term", "period", Sound with { Period = new(new(2024, 1, 1), new(2025, 1, 1)) } },
        { "period-outside-term", "period", Sound with { Period = new(new(2023, 12, 31), new(2024, 12, 31)) } },
        { "date-outside-term", "facts[2].effectiveDate",
            But(new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2025, 1, 1) }) },
        { "date-outside-term", "facts[2].effectiveDate",
            But(new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2023, 12, 31) }) },
        { "terminated-by", "facts[2].initiatedBy",
            But(new Termination { InitiatedBy = (TerminatedBy)3, EffectiveDate = new(2024, 12, 31) }) },
        { "fact-missing", "numbers.assigned-beneficiaries", Without("assigned-beneficiaries") },
        { "fact-missing", "facts", Without<Quality>() },
        { "fact-missing", "numbers.pool", Without(Pool.Name) },
        { "fact-missing", "facts", Without<RevenueCategory>() },
        { "fact-missing", "numbers.minimum-rate", But(Number.AssignedBeneficiaries(499)) },
        { "fact-missing", "facts", But(new Quality { Standard = QualityStandard.Met }) },
        { "fact-unread", "numbers.nobody-reads", Sound with { Facts = [.. Sound.Facts, Number.Of("nobody-reads", Money.Of(1m))] } },
        { "fact-unread", "facts[3]", Sound with { Facts = [.. Sound.Facts, new BenchmarkReplaced(Pool)] } },
        { "fact-twice", "numbers.assigned-beneficiaries",
            Sound with { Facts = [.. Sound.Facts, Number.AssignedBeneficiaries(6_000)] } },
        { "fact-twice", "facts[3]", Sound with { Facts = [.. Sound.Facts, Quality.NotMet] } },
        { "fact-twice", "numbers.pool", Sound with { Facts = [.. Sound.Facts, Number.Of(Pool, Money.Of(6m))] } },
        { "fact-twice", "numbers.relief", Sound with { Facts = [.. Sound.Facts, Number.Relief(Money.Of(1m))] } },
        { "fact-count", "numbers", Sound with { Facts = [.. Enumerable.Repeat(Number.AssignedBeneficiaries(1), 1_001)] } },
        { "fact-count", "facts", Sound with { Facts = [.. Enumerable.Repeat(Quality.NotMet, 1_001)] } },
        { "number-range", "numbers.assigned-beneficiaries", But(Number.AssignedBeneficiaries(0)) },
        { "quality-standard", "facts[2].standard", But(new Quality { Standard = (QualityStandard)9, Score = Rate.One }) },
        { "score-range", "facts[2].score", But(Quality.Met(89.41m.Percent() * Rate.Of(100m))) },
        { "figure-absent", "numbers.pool",
            But(Number.Of(Pool, Figure.Absent(AbsenceKind.Suppressed, "Fewer than eleven people."))) },
        { "number-range", "numbers.pool", But(Number.Of(Pool, new Figure { Value = -decimal.MaxValue })) },
        { "basis-is-benchmark", "numbers.benchmark", Sound with { Facts = [.. Sound.Facts, Number.Of(Basis.Benchmark, Money.Of(1m))] } },
        { "number-range", "numbers.relief-months", But([.. Number.ReliefShares(Rate.Of(1.01m), Rate.Zero)]) },
        { "number-range", "numbers.relief-beneficiaries", But([.. Number.ReliefShares(Rate.Zero, Rate.Of(-0.01m))]) },
        { "number-range", "numbers.relief", With(Without("relief-months", "relief-beneficiaries"), Number.Relief(Money.Of(-1m))) },
        { "number-range", "numbers.minimum-rate", Sound with { Facts = [.. Sound.Facts, Number.MinimumRate(Rate.Of(1.2m))] } },
        { "figure-absent", "facts[2].ratio", But(new RevenueCategory { Low = true, Ratio = Rate.Of(-0.2m), LowBelow = 35.Percent() }) },
        { "category-contradiction", "facts[2].low", But(new RevenueCategory { Low = true, Ratio = 90.Percent(),
            LowBelow = 35.Percent() }) },
        { "category-contradiction", "facts[2].low", But(new RevenueCategory { Low = true, Ratio = 35.Percent(),
            LowBelow = 35.Percent() }) },
        { "category-contradiction", "facts[2].low", But(new RevenueCategory { Low = false, Ratio = 34.Percent(),
            LowBelow = 35.Percent() }) },
        { "category-incomplete", "facts[2].lowBelow", But(new RevenueCategory { Low = true, Ratio = 90.Percent() }) },
        { "category-incomplete", "facts[2].lowBelow", But(new RevenueCategory { Low = true, LowBelow = 35.Percent() }) },
        { "number-range", "numbers.life-years", Sound with { Facts = [.. Sound.Facts, Number.Of("life-years", -1_000_000_000_000_001m)] } },
        { "number-name", "numbers.", Sound with { Facts = [.. Sound.Facts, Number.Of("", 1m)] } },
        { "part-unknown", "parts[0].arrangement", Sound with { Parts = [new() { Arrangement = "other" }] } },
        { "level-negative", "numbers.pool", But(Number.Of(Pool, Money.Of(-0.01m))) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_experience_says_where_and_why(string code, string path, Experience experience)
    {
        Assert.Empty(Reader.Validate());
        var outcome = Reader.TrySettle(experience);
        Assert.False(outcome.IsSettled);
        Assert.True(outcome.Failures.Any(f => f.Code == code && f.Path == path),
            $"Expected {code} at {path}, got: {string.Join("\n", outcome.Failures)}");
        Told(outcome.Failures);
        Assert.Equal(outcome.Failures, Assert.Throws<SettlementException>(() => Reader.Settle(experience)).Failures);
        Assert.Equal(outcome.Failures, Assert.Throws<SettlementException>(() => Reader.Prepare().Earned(experience)).Failures);
    }

    [Fact]
    public void The_sound_experience_settles() => Assert.True(Reader.TrySettle(Sound).IsSettled);

    [Fact]
    public void Everything_wrong_with_an_experience_is_said_at_once()
    {
        var failures = Reader.TrySettle(new Experience
        {
            Benchmark = Money.Of(-5m),
            Expenditure = Figure.Absent(AbsenceKind.Missing, "Not reported yet."),
            Opening = Money.Of(1m),
            Currency = "EUR",
            Period = new(new(2020, 1, 1), new(2020, 1, 2)),
            Facts = [Number.AssignedBeneficiaries(-1), Number.AssignedBeneficiaries(7), new BenchmarkReplaced(Pool),
                .. Number.ReliefShares(Rate.Of(2m), Rate.Of(3m)),
                new Termination { InitiatedBy = (TerminatedBy)7, EffectiveDate = new(1999, 1, 1) }],
        }).Failures;
        string[] expected =
        [
            "benchmark: figure-range", "currency: currency-differs", "expenditure: figure-absent", "numbers.assigned-beneficiaries: number-range",
                "numbers.assigned-beneficiaries: fact-twice", "facts[0]: fact-unread",
            "numbers.relief-beneficiaries: number-range", "numbers.relief-months: number-range",
                "facts[1].effectiveDate: date-outside-term",
                "facts[1].initiatedBy: terminated-by", "opening: figure-unread", "period: period-outside-term",
        ];
        Assert.Empty(expected.Except(failures.Select(static f => f.Path + ": " + f.Code)));
    }

    [Theory]
    [InlineData(AbsenceKind.Missing)]
    [InlineData(AbsenceKind.Suppressed)]
    [InlineData(AbsenceKind.TooSmall)]
    [InlineData(AbsenceKind.NotApplicable)]
    [InlineData(AbsenceKind.NotCalculable)]
    public void What_is_absent_is_never_zero(AbsenceKind kind)
    {
        var absent = Figure.Absent(kind, "The reason that was given.");
        foreach (var (path, experience) in new[]
        {
            ("benchmark", Sound with { Benchmark = absent }), ("expenditure", Sound with { Expenditure = absent }),
                ("numbers.pool", But(Number.Of(Pool, absent))),
            ("numbers.relief-months", But([.. Number.ReliefShares(absent, Rate.Zero)])),
                ("facts[2].ratio", But(new RevenueCategory { Low = true, Ratio = absent, LowBelow = 35.Percent() })),
        })
        {
            var failure = Assert.Single(Reader.TrySettle(experience).Failures, f => f.Path == path);
            Assert.Equal($"{kind}: The reason that was given.", failure.Value);
        }

        // A score is needed only where a rate depends on it, and then its absence says why.
        var failures = Reader.TrySettle(But(new Quality { Standard = QualityStandard.Met, Score = absent })).Failures;
        Assert.Contains("The reason that was given.", Assert.Single(failures).Rule, StringComparison.Ordinal);
        Assert.Equal(5, Enum.GetValues<AbsenceKind>().Length);
    }

    [Fact]
    public void Parts_of_a_contract_and_of_its_experience_belong_together()
    {
        var contract = With(Fee) with
        {
            Parts = [new Arrangement { Id = "one", Clauses = [Fee] },
            new Arrangement { Id = "two", Opening = OpeningAmount.Stated, Clauses = [Fee] }]
        };
        var one = new Experience { Arrangement = "one", Benchmark = Money.Of(10m), Expenditure = Money.Of(4m) };
        var two = new Experience { Arrangement = "two", Opening = Money.Of(3m) };
        Assert.Equal(6m, contract.Settle(new() { Parts = [two, one] }).Earned.Unrounded);
        Has("part-missing", "parts", new() { Parts = [one] });
        Has("part-twice", "parts[2].arrangement", new() { Parts = [one, two, one] });
        Has("part-unknown", "parts[2].arrangement", new() { Parts = [one, two, one with { Arrangement = null }] });
        Has("figure-unread", "benchmark", new() { Benchmark = Money.Of(1m), Parts = [one, two] });
        Has("figure-missing", "parts[1].opening", new() { Parts = [one, two with { Opening = null }] });
        Has("figure-unread", "parts[1].expenditure", new() { Parts = [one, two with { Expenditure = Money.Of(1m) }] });
        Has("fact-unread", "parts[0].numbers.assigned-beneficiaries", new()
        {
            Parts = [one with { Facts = [Number.AssignedBeneficiaries(1)] }, two]
        });
        Has("currency-differs", "parts[0].currency", new() { Parts = [one with { Currency = "GBP" }, two] });
        Has("part-unknown", "part", new() { Parts = [one, two] }, payoff: "three");
        Has("no-spending", "opening", new() { Parts = [one, two] }, payoff: "two");

        void Has(string code, string path, Experience experience, string? payoff = null)
        {
            var failures = payoff is null ? contract.TrySettle(experience).Failures
                : Assert.Throws<SettlementException>(() => contract.PayoffOverSpending(experience, payoff)).Failures;
            Assert.True(failures.Any(f => f.Code == code && f.Path == path),
                $"Expected {code} at {path}, got: {string.Join("\n", failures)}");
            Told(failures);
        }
    }

    [Fact]
    public void A_payoff_over_spending_refuses_what_a_settlement_would()
    {
        var contract = With(Fee) with { Parts = [new Arrangement { Id = "one", Clauses = [Fee] }] };
        var part = new Experience { Arrangement = "one", Benchmark = Money.Of(10m), Expenditure = Money.Of(4m) };
        foreach (var wrong in new Experience[]
        {
            new() { Parts = [part], Facts = [Number.AssignedBeneficiaries(5)] }, new() { Parts = [part], Currency = "EUR" },
                new() { Parts = [part, part] }, new() { Parts = [part with { Facts = [Number.AssignedBeneficiaries(5)] }] },
        })
        {
            var settled = contract.TrySettle(wrong).Failures;
            Assert.Equal(settled, Assert.Throws<SettlementException>(() => contract.PayoffOverSpending(wrong, "one")).Failures);
        }
    }

    internal static void Told(IEnumerable<Failure> failures) => Assert.All(failures, static f =>
    {
        Assert.False(string.IsNullOrWhiteSpace(f.Code));
        Assert.False(string.IsNullOrWhiteSpace(f.Path));
        Assert.NotNull(f.Value);
        Assert.False(string.IsNullOrWhiteSpace(f.Rule));
        Assert.False(string.IsNullOrWhiteSpace(f.Remedy));
        Assert.Contains(f.Path, f.ToString(), StringComparison.Ordinal);
    });
}
