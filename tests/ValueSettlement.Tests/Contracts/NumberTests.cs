using System.Globalization;
using NodaTime;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Named numbers: units, ranges, what excludes each other, where a failure stands, documents, printing.</summary>
public sealed class NumberTests
{
    private static readonly Basis Fund = new("fund");
    private static readonly DateInterval Term = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly Experience Gain = new() { Benchmark = Money.Of(1_000m), Expenditure = Money.Of(900m) };
    private static readonly Experience Loss = new() { Benchmark = Money.Of(1_000m), Expenditure = Money.Of(1_100m) };
    private static readonly Contract Funded = Of(new Limit { Gain = 50.Percent().Of(Fund), Loss = 50.Percent().Of(Fund) });
    private static readonly Contract Counted = Of(When(new FewerThan("life-years", 20m)));
    private static readonly Contract Relieved = Of(new Relief());
    private static readonly Contract Sized = Of(new MinimumRate
    {
        Savings = new ShareBySize(new([new(500, null, 0.05m, 0.05m)], WholeNumbers: true), Basis.Benchmark),
        Losses = 5.Percent(),
        Shares = Sharing.FirstDollar,
    });

    private static Contract Of(params Clause[] clauses) => new() { Id = "a", Currency = "USD", Term = Term, Clauses = [.. clauses] };

    private static Choose When(Condition condition) =>
        new() { Regions = [new() { Name = "few", When = [condition], Then = [new Limit { Gain = Money.Zero, Loss = Money.Zero }] }] };

    private static string[] Failures(Contract contract, Experience experience)
    {
        var failures = contract.TrySettle(experience).Failures;
        FailureTests.Told(failures);
        Assert.Equal(failures, failures.Count == 0 ? []
            : Assert.Throws<SettlementException>(() => contract.Prepare().Earned(experience)).Failures);
        return [.. failures.Select(static f => $"{f.Path} {f.Code}")];
    }

    private static string[] Failures(Contract contract, Experience experience, params Number[] numbers) =>
        Failures(contract, experience with { Facts = [.. numbers] });

    [Fact]
    public void A_number_without_a_unit_has_that_of_its_use()
    {
        Assert.Equal(50m, Funded.Settle(Gain with { Facts = [Number.Of("fund", 100m)] }).Earned.Unrounded);
        Assert.Equal(50m, Funded.Settle(Gain with { Facts = [Number.Of(Fund, Money.Of(100m))] }).Earned.Unrounded);
        Assert.Equal(0m, Counted.Settle(Gain with { Facts = [Number.Of("life-years", 19.5m)] }).Earned.Unrounded);
        Assert.Equal(100m, Counted.Settle(Gain with
        {
            Facts = [Number.Of("life-years",
            new Figure { Value = 20m, Unit = Unit.PersonYears })]
        }).Earned.Unrounded);
        Assert.Equal(Number.AssignedBeneficiaries(600), Number.Of("assigned-beneficiaries", 600m));
        Assert.Equal(Number.MinimumRate(2.Percent()), Number.Of("minimum-rate", 0.02m));
        Assert.Equal(Number.Of(Basis.ParticipantRevenue, Money.Of(5m)), Number.Of("participant-revenue", 5m));
        Assert.NotEqual(Number.Of(Fund, Money.Of(5m)), Number.Of("fund", 5m));
    }

    [Theory]
    [InlineData(Unit.Rate)]
    [InlineData(Unit.Count)]
    [InlineData(Unit.PersonYears)]
    [InlineData(Unit.PerCapita)]
    public void A_figure_with_another_unit_than_its_use_is_refused(Unit unit)
    {
        var figure = new Figure { Value = 1m, Unit = unit };
        Assert.Equal(["numbers.fund figure-unit"], Failures(Funded, Gain, Number.Of(Fund, figure)));
        Assert.Equal(["numbers.participant-revenue figure-unit"],
            Failures(Of(new Limit { Gain = 8.Percent().Of(Basis.ParticipantRevenue) }), Gain, Number.Of(Basis.ParticipantRevenue, figure)));
        Assert.Equal(unit is Unit.Count or Unit.PersonYears ? [] : ["numbers.life-years figure-unit"],
            Failures(Counted, Gain, Number.Of("life-years", figure)));
        Assert.Equal(unit == Unit.Count ? [] : ["numbers.assigned-beneficiaries figure-unit"],
            Failures(Of(When(new AtLeastAssigned(1))), Gain, Number.Of("assigned-beneficiaries", figure)));
        Assert.Equal(unit == Unit.Rate ? [] : ["numbers.relief-months figure-unit"],
            Failures(Relieved, Loss, [Number.Of("relief-months", figure), Number.Of("relief-beneficiaries", 1m)]));
    }

    [Fact]
    public void A_factor_is_a_rate_and_a_score_or_a_ratio_may_leave_its_unit_out()
    {
        Assert.Empty(Failures(Relieved, Loss, [.. Number.ReliefShares(new Figure { Value = 0.5m, Unit = Unit.Factor },
            new Figure { Value = 0.5m })]));
        var scored = Of(new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero });
        Assert.Equal(50m, scored.Settle(Gain with { Facts = [Quality.Scored(new Figure { Value = 0.5m })] }).Earned.Unrounded);
        Assert.Empty(Failures(Of(When(new LowRevenue())), Gain with
        {
            Facts = [new RevenueCategory { Low = true, Ratio = new Figure { Value = 0.3m }, LowBelow = 35.Percent() }]
        }));
        Assert.Equal(100m, Of(new Relief()).Settle(new Experience
        {
            Benchmark = new Figure { Value = 1_000m },
            Expenditure = new Figure { Value = 900m }
        }).Earned.Unrounded);
    }

    [Fact]
    public void One_name_with_two_units_is_a_contradiction_of_the_contract()
    {
        var twice = Of(new Limit { Gain = new WholeOf(Fund) }, When(new FewerThan("fund", 5m)));
        var failure = Assert.Single(twice.Validate());
        Assert.Equal(("number-two-units", "clauses[1]", "fund"), (failure.Code, failure.Path, failure.Value));
        Assert.Equal("A number has one unit. 'fund' is a count here and an amount of money in clauses[0].", failure.Rule);
        Assert.Throws<SettlementException>(twice.Prepare);

        // Chains of one contract: what is paid, and what an arrangement reads.
        Assert.Equal(["payment[0] number-two-units"], Codes(Of(When(new FewerThan("fund", 5m))) with
        {
            Payment = [new Recoupment { Balance = Fund }]
        }));
        var part = new Arrangement { Id = "one", Clauses = [When(new FewerThan("fund", 5m))] };
        var whole = Of(new Deduction { Amount = new WholeOf(Fund) }) with { Parts = [part] };
        Assert.Equal(["parts[0].clauses[0] number-two-units"], Codes(whole));
        Assert.Contains(" in clauses[0].", whole.Validate()[0].Rule, StringComparison.Ordinal);

        // A contract that is a part has names of its own.
        Assert.Empty(Codes(whole with { Parts = [Of(When(new FewerThan("fund", 5m))) with { Id = "one" }] }));

        // A use that contradicts what a name is known as.
        Assert.Equal(["clauses[0] number-two-units"], Codes(Of(new Limit { Gain = new WholeOf(new("assigned-beneficiaries")) })));
        Assert.Equal(["clauses[0] number-two-units"], Codes(Of(When(new FewerThan("participant-revenue", 5m)))));
        Assert.Equal(["clauses[1] number-two-units"],
            Codes(Of(new Relief(), new Deduction { Amount = new WholeOf(new("relief-months")) })));
        Assert.Empty(Codes(Of(When(new FewerThan("assigned-beneficiaries", 5_000m)), When(new AtLeastAssigned(7)))));

        // A pool states an amount of money.
        Assert.Equal(["pool.available number-two-units"], Codes(Sum(Relieved) with
        {
            Pool = new() { Funding = PoolFunding.StatedAmount, Available = Fund },
            Clauses = [When(new FewerThan("fund", 5m))],
        }));

        static string[] Codes(Contract contract) => [.. contract.Validate().Select(static f => $"{f.Path} {f.Code}")];
    }

    [Fact]
    public void A_pool_takes_an_amount_of_money()
    {
        var portfolio = Sum(Relieved) with { Pool = new() { Funding = PoolFunding.StatedAmount, Available = Fund } };
        ValueList<Failure> Failures(params Number[] numbers) =>
            portfolio.TrySettle(new() { Facts = [.. numbers], Parts = [Gain with { Arrangement = "a" }] }).Failures;
        Assert.Empty(Failures(Number.Of("fund", 50m)));
        Assert.Empty(Failures(Number.Of(Fund, Money.Of(50m))));
        foreach (var (code, figure) in new (string, Figure)[]
        {
            ("figure-unit", 50.Percent()), ("number-range", new Figure { Value = 2m * Money.Largest }),
            ("figure-absent", Figure.Absent(AbsenceKind.Missing, "Not reported.")), ("pool-negative", Money.Of(-1m)),
        })
        {
            var failure = Assert.Single(Failures(Number.Of(Fund, figure)));
            Assert.Equal((code, "numbers.fund"), (failure.Code, failure.Path));
        }

        Assert.Equal(("fact-missing", "numbers.fund"), (Assert.Single(Failures()).Code, Failures()[0].Path));
    }

    [Fact]
    public void Relief_in_money_excludes_relief_by_shares()
    {
        foreach (var shares in new Number[][]
        {
            [.. Number.ReliefShares(50.Percent(), 50.Percent())], [Number.Of("relief-months", 0.5m)],
            [Number.Of("relief-beneficiaries", 0.5m)],
        })
        {
            Assert.Equal(["numbers.relief fact-twice"], Failures(Relieved, Loss, [Number.Relief(Money.Of(30m)), .. shares]));
            Assert.Equal(["numbers.relief fact-twice"], Failures(Relieved, Loss, [.. shares, Number.Relief(Money.Of(30m))]));
        }

        var failure = Relieved.TrySettle(Loss with { Facts = [Number.Relief(Money.Of(30m)), Number.Of("relief-months", 1m)] }).Failures[0];
        Assert.Equal("A fact is given once, and the share of months affected says it already.", failure.Rule);
    }

    [Theory]
    [InlineData("relief-months", "relief-beneficiaries")]
    [InlineData("relief-beneficiaries", "relief-months")]
    public void A_share_of_relief_without_the_other_one_names_the_missing_one(string given, string missing)
    {
        Assert.Equal([$"numbers.{missing} fact-missing"], Failures(Relieved, Loss, Number.Of(given, 0.5m)));
        Assert.Equal([$"numbers.{missing} fact-missing"], Failures(Relieved, Gain, Number.Of(given, 0.5m)));
        Assert.Empty(Failures(Relieved, Loss, Number.Of(given, 0.5m), Number.Of(missing, 0.5m)));
        var failure = Relieved.TrySettle(Loss with { Facts = [Number.Of(given, 0.5m)] }).Failures[0];
        Assert.Contains($"'{missing}' to the numbers", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains("Number.ReliefShares(…)", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assigned-beneficiaries", "0", "1")]
    [InlineData("assigned-beneficiaries", "1000000001", "1000000000")]
    [InlineData("assigned-beneficiaries", "2.5", "2")]
    [InlineData("minimum-rate", "-0.01", "0")]
    [InlineData("minimum-rate", "1.01", "1")]
    [InlineData("relief", "-0.01", "0")]
    [InlineData("relief", "1000000000000000.01", "1000000000000000")]
    [InlineData("relief-months", "1.01", "1")]
    [InlineData("relief-beneficiaries", "-0.01", "0")]
    [InlineData("participant-revenue", "-1000000000000000.01", "-1000000000000000")]
    [InlineData("fund", "1000000000000000.01", "1000000000000000")]
    [InlineData("life-years", "-0.01", "0")]
    [InlineData("life-years", "1000000000000.01", "1000000000000")]
    public void A_number_lies_where_its_name_or_its_use_says(string name, string beyond, string at)
    {
        var contract = Of(When(new AtLeastAssigned(1)), Sized.Clauses[0], new Relief(), When(new FewerThan("life-years", 20m)),
            new Deduction { Amount = new WholeOf(Fund), Optional = true },
            new Deduction { Amount = new WholeOf(Basis.ParticipantRevenue), Optional = true });
        string[] Of_(string value)
        {
            var number = Number.Of(name, decimal.Parse(value, CultureInfo.InvariantCulture));
            return [.. contract.TrySettle(Gain with { Facts = [number] }).Failures.Where(f => f.Path == "numbers." + name)
                .Select(static f => f.Code)];
        }

        Assert.Equal(["number-range"], Of_(beyond));
        Assert.Empty(Of_(at));
    }

    [Fact]
    public void What_is_wrong_with_a_number_is_said_at_once_with_its_remedy()
    {
        Assert.Equal(["numbers.assigned-beneficiaries figure-unit", "numbers.assigned-beneficiaries number-range"],
            Failures(Of(When(new AtLeastAssigned(1))), Gain,
                Number.Of("assigned-beneficiaries", new Figure { Value = -1m, Unit = Unit.Money })));
        Assert.Equal(
            "numbers.assigned-beneficiaries: The number of assigned beneficiaries is a whole number between 1 and 1,000,000,000. "
                + "(given: 2.5) State the headcount of the final assignment list. [number-range]",
            Of(When(new AtLeastAssigned(1))).TrySettle(Gain with { Facts = [Number.Of("assigned-beneficiaries", 2.5m)] })
                .Failures[0].ToString());
        var both = Number.Of(Fund, new Figure { Value = 1m, Absence = new(AbsenceKind.Missing, "Not reported.") });
        Assert.Equal(["numbers.fund figure-inconsistent"], Failures(Funded, Gain, both));
        Assert.Equal(["numbers.fund figure-absent"],
            Failures(Funded, Gain with { Facts = [Number.Of(Fund, Figure.Absent(AbsenceKind.Suppressed, "Fewer than 11."))] })
                .Where(static f => f != "numbers.fund fact-missing"));
        Assert.Equal(["numbers.fund.source text-character"],
            Failures(Funded, Gain, Number.Of(Fund, Figure.Stated(Money.Of(5m), "a\u202eb"))));
    }

    [Fact]
    public void A_missing_number_says_where_it_belongs_in_code_and_in_a_document()
    {
        Assert.Equal("numbers.fund: A clause needs the amount of 'fund' here and it was not given. "
            + "Add Number.Of(\"fund\", …) to the facts; in a document, 'fund' to the numbers. [fact-missing]",
            Funded.TrySettle(Gain).Failures[0].ToString());
        Assert.Equal("numbers.life-years: A clause needs the number of life years here and it was not given. "
            + "Add Number.Of(\"life-years\", …) to the facts; in a document, 'life-years' to the numbers. [fact-missing]",
            Counted.TrySettle(Gain).Failures[0].ToString());
        Assert.Equal("numbers.assigned-beneficiaries: A clause needs the number of assigned beneficiaries here and it was not given. "
            + "Add Number.AssignedBeneficiaries(…) to the facts; in a document, 'assigned-beneficiaries' to the numbers. [fact-missing]",
            Sized.TrySettle(Gain).Failures[0].ToString());
        Assert.Equal("numbers.minimum-rate: A clause needs a stated minimum rate for 499 assigned beneficiaries, "
            + "because the scale begins at 500, here and it was not given. "
            + "Add Number.MinimumRate(…) to the facts; in a document, 'minimum-rate' to the numbers. [fact-missing]",
            Sized.TrySettle(Gain with { Facts = [Number.AssignedBeneficiaries(499)] }).Failures[0].ToString());
        Assert.Contains("Number.Of(Basis.ParticipantRevenue, …)",
            Of(new Limit { Gain = 8.Percent().Of(Basis.ParticipantRevenue) }).TrySettle(Gain).Failures[0].Remedy,
            StringComparison.Ordinal);
        Assert.Equal(100m, Sized.Settle(Gain with
        {
            Facts = [Number.AssignedBeneficiaries(499),
            Number.MinimumRate(10.Percent())]
        }).Earned.Unrounded);
    }

    [Fact]
    public void A_number_that_nothing_reads_is_refused_and_one_that_is_given_twice()
    {
        Assert.Equal(["numbers.other fact-unread"], Failures(Funded, Gain, Number.Of(Fund, Money.Of(1m)), Number.Of("other", 1m)));
        Assert.Equal(["numbers.fund fact-twice"], Failures(Funded, Gain, Number.Of(Fund, Money.Of(1m)), Number.Of("fund", 2m)));
        Assert.Equal(["numbers.benchmark basis-is-benchmark"],
            Failures(Funded, Gain, Number.Of(Fund, Money.Of(1m)), Number.Of(Basis.Benchmark, Money.Of(1m))));
        Assert.Equal(["numbers.Life years number-name"],
            Failures(Funded, Gain, Number.Of(Fund, Money.Of(1m)), Number.Of("Life years", 1m)));
        Assert.Equal("number-name", Assert.Single(Of(When(new FewerThan("benchmark", 1m))).Validate()).Code);

        // The name is another text with the same letters.
        Assert.Empty(Failures(Funded, Gain, Number.Of(string.Concat("fu", "nd".AsSpan()), 100m)));
    }

    [Fact]
    public void More_names_than_places_have_bits_are_still_told_apart()
    {
        Number[] numbers = [.. Enumerable.Range(0, 90).Select(static i => Number.Of(FormattableString.Invariant($"n-{i}"), i))];
        var contract = Of([new Relief(),
            .. numbers.Select(static n => new Deduction { Amount = new WholeOf(new(n.Name)), Optional = true })]);
        Assert.Equal(-100m - 4_005m, contract.Settle(Loss with { Facts = [.. numbers] }).Earned.Unrounded);
        Assert.Equal(["numbers.n-64 fact-twice"], Failures(contract, Loss, [.. numbers, numbers[64]]));
        Assert.Equal(["numbers.relief-months fact-missing"], Failures(contract, Loss, [.. numbers, Number.Of("relief-beneficiaries", 1m)]));
    }

    [Fact]
    public void A_prepared_contract_says_which_numbers_it_reads()
    {
        var prepared = Of(new Limit { Gain = new WholeOf(Fund) }, When(new FewerThan("life-years", 20m)), new Relief()).Prepare();
        Assert.True(prepared.Reads(Number.Of("fund", 0m)) && prepared.Reads(Number.Of("life-years", 0m))
            && prepared.Reads(Number.Relief(Money.Zero)) && prepared.Reads(Number.ReliefShares(Rate.Zero, Rate.Zero)[1]));
        Assert.False(prepared.Reads(Number.AssignedBeneficiaries(1)) || prepared.Reads(Number.Of("other", 0m)));
        var read = prepared.Reading(Gain with { Facts = [Quality.NotMet, Number.Of("other", 1m), Number.Of("fund", 2m)] }, out var unread);
        Assert.Equal([Number.Of("fund", 2m)], read.Facts);
        Assert.Equal(["numbers.other", "facts[0]"], unread.Select(static u => u.Path));
    }

    [Fact]
    public void Numbers_come_first_whatever_the_order_in_which_facts_were_given()
    {
        Fact score = Quality.NotMet, revenue = new RevenueCategory { Low = true }, one = Number.Of("one", 1m), two = Number.Of("two", 2m);
        var experience = new Experience { Facts = [score, two, revenue, one] };
        Assert.Equal([one, two, score, revenue], experience.Facts);
        Assert.Equal(experience, new Experience { Facts = [one, score, two, revenue] });
        Assert.NotEqual(experience, new Experience { Facts = [one, two, revenue, score] });
        Assert.Equal(["numbers.one fact-unread", "facts[1] fact-unread"],
            Failures(Of(new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.One }, When(new FewerThan("two", 1m))),
                Gain with { Facts = [one, Quality.Met(Rate.One), two, revenue] }));
    }

    [Fact]
    public void A_number_prints_as_a_person_would_write_it()
    {
        Assert.Equal("74,992 assigned beneficiaries", Number.AssignedBeneficiaries(74_992).ToString());
        Assert.Equal("a stated minimum rate of 2.54%", Number.MinimumRate(2.54m.Percent()).ToString());
        Assert.Equal("relief of 823,342", Number.Relief(Money.Of(823_342m)).ToString());
        Assert.Equal(["25% of the months affected", "40% of the beneficiaries affected"],
            Number.ReliefShares(25.Percent(), 40.Percent()).Select(static n => n.ToString()));
        Assert.Equal("participant revenue 12,000,000", Number.Of(Basis.ParticipantRevenue, Money.Of(12_000_000m)).ToString());
        Assert.Equal("life years 12,345.5", Number.Of("life-years", 12_345.5m).ToString());
        Assert.Equal("two-way benchmark 5", Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(5m)).ToString());
    }

    [Fact]
    public void A_null_is_refused_where_a_number_is_made()
    {
        Assert.Throws<ArgumentNullException>(static () => Number.Of("a", (Figure)null!));
        Assert.Throws<ArgumentNullException>(static () => Number.Of((string)null!, 1m));
        Assert.Throws<ArgumentNullException>(static () => Number.Relief(null!));
        Assert.Throws<ArgumentNullException>(static () => Number.AssignedBeneficiaries(1) with { Figure = null! });
    }

    [Fact]
    public void What_adds_up_over_parts_of_a_population_adds_up_and_rates_do_not()
    {
        static Settlement Settle(Clause clause, Func<int, Number[]> numbers) =>
            Sum(Of(clause) with { Id = "c0" }, Of(clause) with { Id = "c1" }).Settle(new()
            {
                Parts = [.. Enumerable.Range(0, 2).Select(i => Loss with
            {
                Arrangement = FormattableString.Invariant($"c{i}"),
                Facts = [.. numbers(i)]
            })]
            });

        Assert.Empty(Settle(new Relief(), static i => [Number.Relief(Money.Of(10m + i))]).Warnings);
        Assert.Empty(Settle(new Relief(), static _ => [.. Number.ReliefShares(50.Percent(), 50.Percent())]).Warnings);
        Assert.Null(Assert.Single(
            Settle(new Relief(), static i => [.. Number.ReliefShares(Rate.Of(i / 2m), 50.Percent())]).Warnings).Together);
        Assert.Equal(0m, Assert.Single(Settle(new Deduction { Amount = new WholeOf(Fund) }, static i => [Number.Of("fund", i)]).Warnings
            .Select(static w => w.Together - w.Apart).DefaultIfEmpty(0m)));
        Assert.Equal(-200m, Assert.Single(Settle(When(new FewerThan("life-years", 20m)), static _ => [Number.Of("life-years", 12m)])
            .Warnings).Together);
    }

    [Fact]
    public void A_document_holds_numbers_by_their_names_bare_or_as_figures()
    {
        var json = """
            {"benchmark":{"value":1000},"numbers":{"assigned-beneficiaries":74992,"participant-revenue":{"value":5,"source":"report"},
            "fund":{"value":7,"unit":"money"},"life-years":"12.50"},"facts":[{"kind":"quality","standard":"notMet"}]}
            """;
        var experience = SettlementJson.ReadExperience(json);
        Assert.Equal(
            [Number.AssignedBeneficiaries(74_992), Number.Of(Fund, Money.Of(7m)), Number.Of("life-years", 12.5m),
                Number.Of(Basis.ParticipantRevenue, Figure.Stated(Money.Of(5m), "report")), Quality.NotMet], experience.Facts);
        Assert.Equal(experience, SettlementJson.ReadExperience(SettlementJson.Write(experience)));
        Assert.Equal(
            """{"benchmark":1000,"numbers":{"assigned-beneficiaries":74992,"fund":{"value":7,"unit":"money"},"life-years":12.50,"participant-revenue":{"value":5,"unit":"money","source":"report"}},"facts":[{"kind":"quality","standard":"notMet"}]}""",
            SettlementJson.Write(experience));
    }

    [Fact]
    public void A_bare_number_and_a_figure_with_nothing_but_the_number_are_the_same()
    {
        var bare = SettlementJson.ReadExperience("""{"numbers":{"minimum-rate":0.02,"life-years":3}}""");
        var figure = SettlementJson.ReadExperience("""{"numbers":{"minimum-rate":{"value":0.020},"life-years":{"value":3}}}""");
        Assert.Equal(bare, figure);
        Assert.Equal(SettlementJson.Digest(bare), SettlementJson.Digest(figure));
        Assert.Equal(SettlementJson.Canonical(bare), SettlementJson.Canonical(figure));
    }

    [Fact]
    public void The_order_of_numbers_and_their_sources_do_not_enter_the_digest()
    {
        var one = SettlementJson.ReadExperience("""{"facts":[],"numbers":{"a":1,"b":{"value":2,"source":"x","unit":"count"}}}""");
        var other = SettlementJson.ReadExperience("""{"numbers":{"b":2,"a":1.0}}""");
        Assert.NotEqual(one, other);
        Assert.Equal(SettlementJson.Digest(one), SettlementJson.Digest(other));
        Assert.NotEqual(SettlementJson.Digest(one), SettlementJson.Digest(SettlementJson.ReadExperience("""{"numbers":{"b":2,"a":2}}""")));
        Assert.NotEqual(SettlementJson.Digest(one), SettlementJson.Digest(SettlementJson.ReadExperience("""{"numbers":{"b":2,"c":1}}""")));
    }

    [Theory]
    [InlineData("""{"numbers":{"a":1,"a":2}}""", "numbers.a member-twice")]
    [InlineData("""{"numbers":{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1,"q":1,"a":2}}""",
        "numbers.a member-twice")]
    [InlineData("""{"numbers":{"benchmark":1}}""", "numbers.benchmark basis-is-benchmark")]
    [InlineData("""{"numbers":{"A b":1}}""", "numbers.A b number-name")]
    [InlineData("""{"numbers":{"":1}}""", "numbers. number-name")]
    [InlineData("""{"numbers":{"a":null}}""", "numbers.a null-given")]
    [InlineData("""{"numbers":{"a":"x"}}""", "numbers.a type-wrong")]
    [InlineData("""{"numbers":{"a":[]}}""", "numbers.a type-wrong")]
    [InlineData("""{"numbers":{"a":{"amount":1}}}""", "numbers.a.amount member-unknown")]
    [InlineData("""{"numbers":{"a":{}}}""", "numbers.a figure-absent")]
    [InlineData("""{"numbers":[]}""", "numbers type-wrong")]
    [InlineData("""{"numbers":{"relief":-1},"currency":7}""", "currency type-wrong", "numbers.relief number-range")]
    [InlineData("""{"numbers":{"relief":-1,"a":"x","minimum-rate":2}}""", "numbers.a type-wrong", "numbers.relief number-range",
        "numbers.minimum-rate number-range")]
    [InlineData("""{"parts":[{"numbers":{"relief":-1}}]}""", "parts[0].numbers.relief number-range")]
    [InlineData("""{"facts":[{"kind":"assigned-beneficiaries","count":5}]}""", "facts[0].kind kind-unknown")]
    public void A_bad_document_says_where_each_number_is_wrong(string json, params string[] expected)
    {
        Assert.False(SettlementJson.TryReadExperience(json, out _, out var failures));
        Assert.Equal(expected, failures.Select(static f => $"{f.Path} {f.Code}"));
        FailureTests.Told(failures);
        _ = BothWays.Agree<ExperienceDocument>(System.Text.Encoding.UTF8.GetBytes(json));
    }

    [Fact]
    public void A_document_has_at_most_a_thousand_numbers()
    {
        static string Json(int count) => "{\"numbers\":{" + string.Join(',', Enumerable.Range(0, count)
            .Select(static i => FormattableString.Invariant($"\"n-{i}\":{i}")))
            + "},\"facts\":[{\"kind\":\"quality\",\"standard\":\"met\"}]}";
        Assert.Equal(1_001, SettlementJson.ReadExperience(Json(1_000)).Facts.Count);
        Assert.False(SettlementJson.TryReadExperience(Json(1_001), out _, out var failures));
        Assert.Equal(["numbers fact-count"], failures.Select(static f => $"{f.Path} {f.Code}"));
        Assert.True(SchemaValidator.Accepts("experience", Json(1_000)));
        Assert.False(SchemaValidator.Accepts("experience", Json(1_001)));
    }

    [Fact]
    public void What_is_given_twice_or_has_no_name_is_written_nowhere()
    {
        Assert.Throws<SettlementException>(static () =>
            SettlementJson.Write(new Experience { Facts = [Number.Of("a", 1m), Number.Of("a", 2m)] }));
        Assert.Throws<SettlementException>(static () => SettlementJson.Write(new Experience { Facts = [Number.Of("a\ud83d", 1m)] }));
    }

    [Fact]
    public void Every_known_number_has_a_factory_a_remedy_and_a_place_in_the_schema()
    {
        foreach (var row in WellKnown.All.ToArray())
        {
            Assert.True(NumberName.Holds(row.Name) && row.Least < row.Most && row.Remedy.EndsWith('.'), row.Name);
            Assert.Contains('#', row.Said);
            var factory = row.Factory["Number.".Length..row.Factory.IndexOf('(', StringComparison.Ordinal)];
            Assert.NotEmpty(typeof(Number).GetMember(factory));
            Assert.Same(row, WellKnown.Of(string.Concat(row.Name.AsSpan(0, 3), row.Name.AsSpan(3))));
            Assert.Same(row.Name, new Basis(row.Name).Name);
            Assert.Contains($"\"{row.Name}\"", SettlementJson.ExperienceSchema(), StringComparison.Ordinal);
        }
    }

    private static Contract Sum(params Contract[] parts) =>
        new() { Id = "p", Currency = parts[0].Currency, Term = parts[0].Term, Parts = [.. parts] };
}
