using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Json;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Sums of sums, who is paid, payoffs through pools, and documents of sums.</summary>
public sealed partial class SumTests
{
    private static readonly Basis InPool = new("pool");

    [Fact]
    public void Nested_sums_are_flat_sums_where_nothing_acts_between()
    {
        var flat = Of([new Limit { Gain = 5.Percent() }], "a", "b", "c");
        var nested = flat with { Parts = [flat.Parts[0], new Arrangement { Id = "inner", Parts = [flat.Parts[1], flat.Parts[2]] }] };
        var (first, second, third) = (Part("a", 1_000m, 900.004m), Part("b", 500m, 520m), Part("c", 700m, 650.5m));
        var one = flat.Settle(new() { Parts = [first, second, third] });
        var facts = new Experience { Parts = [new() { Arrangement = "inner", Parts = [third, second] }, first] };
        var other = nested.Settle(facts);
        Assert.Equal((one.Opening, one.Earned, one.Payable), (other.Opening, other.Earned, other.Payable));
        Assert.Equal(one.Parts[1].Lines, other.Parts[1].Parts[0].Lines);
        Assert.Equal(nested.Prepare().Earned(facts), other.Earned.Unrounded);
        EpisodeChecks.Replays(other);
        EpisodeChecks.Replays(other.Parts[1]);
    }

    [Fact]
    public void Parts_are_nested_eight_deep_and_no_deeper()
    {
        Agreement deep = new Arrangement { Id = "x" };
        for (var i = 0; i < 7; i++)
        {
            deep = new Arrangement { Id = "x", Parts = [deep] };
        }

        Assert.Empty((Of([]) with { Parts = [deep] }).Validate());
        var deeper = Of([]) with { Parts = [new Arrangement { Id = "x", Parts = [deep] }] };
        Assert.Equal(["parts-too-many"], deeper.Validate().Select(static f => f.Code));

        // Shared at every level: 10^32 of them, counted no further than needed.
        Agreement wide = new Arrangement { Id = "x" };
        for (var i = 0; i < 8; i++)
        {
            wide = new Arrangement { Id = "x", Parts = [.. Enumerable.Repeat(wide, 10_000)] };
        }

        var shared = Of([]) with { Parts = [wide] };
        Assert.Equal(["parts-too-many"], shared.Validate().Select(static f => f.Code));
        Assert.Equal(["parts-too-many"], shared.TrySettle(new()).Failures.Select(static f => f.Code));
        Assert.NotEmpty(shared.InWords());
        Assert.NotNull(shared.LanCategory(new() { Form = PaymentForm.FeeForService }));
        for (var i = 0; i < 100_000; i++)
        {
            deep = new Arrangement { Id = "x", Parts = [deep] };
        }

        Assert.Equal(["parts-too-many"], (Of([]) with { Parts = [deep] }).Validate().Select(static f => f.Code));
    }

    [Fact]
    public void Who_is_paid_is_said_once()
    {
        ValueList<Clause> prior = [new PriorSettlement()];
        var sum = Of([], "a", "b");
        var paid = sum with { Pays = Payee.Parts };
        Assert.Empty(paid.Validate());
        Says("payment-unpaid parts[0].payment", sum with { Parts = [Flat("a") with { Payment = prior }] });
        Says("payment-unpaid payment", paid with { Payment = prior });
        Says("clauses-unpaid clauses", paid with { Clauses = [new Relief()] });
        Says("payee-without-parts parts", Flat("a") with { Pays = Payee.Parts });
        Arrangement inner = new() { Id = "inner", Pays = Payee.Parts, Parts = [Flat("a") with { Payment = prior }] };
        Says("payee-contradiction parts[0].pays, payment-unpaid parts[0].parts[0].payment", sum with { Parts = [inner] });
        Assert.Empty((paid with { Parts = [inner] }).Validate());
        Says("payee-pooled parts[0].pays", paid with { Parts = [inner], Pool = new() { Funding = PoolFunding.Charges } });
        Says("pool-unread pool", Flat("a") with { Pool = new() { Funding = PoolFunding.Charges } });

        static void Says(string expected, Contract contract) =>
            Assert.Equal(expected, string.Join(", ", contract.Validate().Select(static f => $"{f.Code} {f.Path}")));
    }

    [Fact]
    public void Paid_parts_are_paid_what_the_pool_leaves_less_what_was_settled_before()
    {
        var sum = Of([], "a", "b", "c") with
        {
            Pays = Payee.Parts,
            Pool = new() { Funding = PoolFunding.StatedAmount, Available = InPool },
        };
        sum = sum with { Parts = [(Contract)sum.Parts[0] with { Payment = [new PriorSettlement()] }, sum.Parts[1], sum.Parts[2]] };
        var prior = Number.Of(Basis.PreviouslySettled, Money.Of(0.01m));
        var facts = Experiences((10m, 9m), (10m, 9m), (10m, 9m)) with { Facts = [Number.Of(InPool, Money.Of(0.02m))] };
        facts = facts with { Parts = [facts.Parts[0] with { Facts = [prior] }, facts.Parts[1], facts.Parts[2]] };
        var result = sum.Settle(facts);
        Assert.Equal([0.01m, 0.01m, 0m], result.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(-0.003333333333m, result.Parts[0].Payable.Unrounded);
        Assert.Equal(0.01m, result.Payable.Published);
        Assert.Equal(result.Payable.Published, result.Parts.Sum(static p => p.Payable.Published));
        Assert.Equal(Payee.Parts, result.Pays);
        Assert.Contains("Each part is paid by itself; nothing is paid of their sum.", result.Statement(), StringComparison.Ordinal);
        Assert.Contains("Each part is paid by itself; nothing is paid of their sum.", sum.InWords(), StringComparison.Ordinal);
        Assert.Contains("After the pool", result.Parts[0].Statement(), StringComparison.Ordinal);
        var part = Assert.Throws<SettlementException>(() => sum.Settle(facts with
        {
            Parts = [facts.Parts[0] with { Facts = [prior, prior] }, facts.Parts[1], facts.Parts[2]]
        }));
        Assert.Equal("parts[0].numbers.previously-settled", Assert.Single(part.Failures).Path);
        EpisodeChecks.Replays(result);
        Assert.All(result.Parts, EpisodeChecks.Replays);
    }

    /// <summary>Published payments add up at every level, whatever the levels round to.</summary>
    [Fact]
    public void What_is_paid_below_adds_up_to_what_is_paid_above()
    {
        var inner = new Arrangement
        {
            Id = "inner",
            Pays = Payee.Parts,
            Parts = [new Arrangement { Id = "x" }, new Arrangement { Id = "y" }],
        };
        var sum = Of([]) with { Pays = Payee.Parts, Parts = [inner, inner with { Id = "other" }] };
        var thirds = new[] { 0.004m, 0.0049m, 0.005m, 0.006m, -0.004m, -0.0051m, 0.0133m };
        foreach (var (x, y) in thirds.SelectMany(x => thirds.Select(y => (x, y))))
        {
            Experience Below(string name, decimal one, decimal two) => new()
            {
                Arrangement = name,
                Parts = [Part("x", 10m, 10m - one), Part("y", 10m, 10m - two)]
            };
            var facts = new Experience { Parts = [Below("inner", x, y), Below("other", y, x)] };
            var result = sum.Settle(facts);
            Assert.Equal(result.Payable.Published, result.Parts.Sum(static p => p.Payable.Published));
            Assert.All(result.Parts, static p => Assert.Equal(p.Payable.Published, p.Parts.Sum(static q => q.Payable.Published)));
            var read = SettlementJson.ReadSettlement(SettlementJson.Write(result));
            Assert.Equal(result, read);
            Assert.Empty(read.Verify(sum, facts));
        }
    }

    [Fact]
    public void A_part_inherits_what_its_contract_states()
    {
        var yen = new Contract
        {
            Id = "yen",
            Currency = "JPY",
            Term = Year,
            Words = new() { Provider = "clinic" },
            Parts = [new Arrangement { Id = "a" }, new Arrangement { Id = "b", Words = new() { Provider = "hospital" } },
                Flat("c") with { Currency = "JPY", Term = new(new(2025, 1, 1), new(2025, 6, 30)) }],
        };
        Assert.Empty(yen.Validate());
        var facts = Experiences((100m, 90.4m), (100m, 90m), (100m, 90m));
        var result = yen.Settle(facts);
        Assert.Equal([10m, 10m, 10m], result.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(["JPY", "JPY", "JPY"], result.Parts.Select(static p => p.Currency));
        Assert.Equal([Year.Start, Year.Start, new(2025, 1, 1)], result.Parts.Select(static p => p.Period.Start));
        Assert.Equal(["clinic", "hospital", "provider"], result.Parts.Select(static p => p.Contract.Words.Provider));
        var outside = facts with { Parts = [facts.Parts[0], facts.Parts[1], facts.Parts[2] with { Period = Year }] };
        Assert.Equal("period-outside-term parts[2].period",
            string.Join(", ", yen.TrySettle(outside).Failures.Select(static f => $"{f.Code} {f.Path}")));
    }

    [Fact]
    public void Every_level_refuses_what_it_does_not_read()
    {
        var sum = Of([]) with { Parts = [new Arrangement { Id = "inner", Parts = [Flat("a")] }] };
        var a = Part("a", 10m, 9m);
        var sound = new Experience { Parts = [new() { Arrangement = "inner", Parts = [a] }] };
        Assert.True(sum.TrySettle(sound).IsSettled);
        Has("fact-unread parts[0].numbers.assigned-beneficiaries", sound.Parts[0] with { Facts = [Number.AssignedBeneficiaries(1)] });
        Has("figure-unread parts[0].benchmark", sound.Parts[0] with { Benchmark = Money.Of(1m) });
        Has("part-twice parts[0].parts[1].arrangement", sound.Parts[0] with { Parts = [a, a] });
        Has("part-unknown parts[0].parts[0].parts[0].arrangement", sound.Parts[0] with { Parts = [a with { Parts = [a] }] });
        Has("fact-unread parts[0].parts[0].numbers.assigned-beneficiaries",
            sound.Parts[0] with { Parts = [a with { Facts = [Number.AssignedBeneficiaries(1)] }] });
        Has("part-missing parts[0].parts", sound.Parts[0] with { Parts = [] });
        Has("currency-differs parts[0].parts[0].currency", sound.Parts[0] with { Parts = [a with { Currency = "EUR" }] });
        var limited = sum with
        {
            Clauses = [new Limit { Gain = 10.Percent() }],
            Parts = [new Arrangement { Id = "inner", Opening = OpeningAmount.Stated }],
        };
        Assert.Equal("benchmark-of-sum parts", string.Join(", ", limited.TrySettle(new()
        {
            Parts = [new() { Arrangement = "inner", Opening = Money.Of(1m) }],
        }).Failures.Select(static f => $"{f.Code} {f.Path}")));

        void Has(string expected, Experience inner) => Assert.Equal(expected,
            string.Join(", ", sum.TrySettle(new() { Parts = [inner] }).Failures.Select(static f => $"{f.Code} {f.Path}")));
    }

    [Fact]
    public void Claims_beyond_what_a_pool_can_divide_are_a_failure()
    {
        var sum = Of([], "a", "b") with { Pool = new() { Funding = PoolFunding.StatedAmount, Available = InPool } };
        var facts = Experiences((900_000_000_000_000m, 1m), (900_000_000_000_000m, 1m));
        var failure = Assert.Single(sum.TrySettle(facts with { Facts = [Number.Of(InPool, Money.Of(1m))] }).Failures);
        Assert.Equal(("amount-range", "parts"), (failure.Code, failure.Path));
        Assert.Equal("fact-missing numbers.pool", string.Join(", ", sum.TrySettle(Experiences((2m, 1m), (2m, 1m))).Failures
            .Select(static f => $"{f.Code} {f.Path}")));
        Assert.Equal("pool-negative numbers.pool", string.Join(", ", sum.TrySettle(Experiences((2m, 1m), (2m, 1m)) with
        {
            Facts = [Number.Of(InPool, Money.Of(-1m))],
        }).Failures.Select(static f => $"{f.Code} {f.Path}")));
    }

    [Fact]
    public void Payments_that_no_amount_can_hold_together_are_a_failure()
    {
        string[] names = ["a", "b", "c", "d", "e", "f"];
        var sum = Of([]) with
        {
            Pays = Payee.Parts,
            Parts = [.. names.Select(static n =>
                new Arrangement { Id = n, Opening = OpeningAmount.Stated, Payment = [new PriorSettlement()] })],
        };
        var facts = new Experience
        {
            Parts = [.. names.Select(static n => new Experience
            {
                Arrangement = n,
                Opening = Money.Of(Money.Largest),
                Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(-Money.Largest))],
            })],
        };
        Assert.Equal("amount-range parts", string.Join(", ", sum.TrySettle(facts).Failures.Select(static f => $"{f.Code} {f.Path}")));
    }

    public static TheoryData<string, Pool?> Pools => new()
    {
        { "none", null },
        { "factor", new() { Funding = PoolFunding.StatedFactor, Factor = Rate.Of(0.126m) } },
        { "ratio", new() { Funding = PoolFunding.StatedFactor, Factor = Rate.Ratio(2, 3) } },
        { "amount", new() { Funding = PoolFunding.StatedAmount, Available = InPool } },
        { "charges", new() { Funding = PoolFunding.Charges } },
        { "amount", new() { Funding = PoolFunding.StatedAmount, Available = InPool, Payout = PoolPayout.InFull } },
        { "amount", new() { Funding = PoolFunding.StatedAmount, Available = InPool, Payout = PoolPayout.InFull,
            GreatestFactor = Rate.Of(3m) } },
        { "amount", new() { Funding = PoolFunding.StatedAmount, Available = InPool, Payout = PoolPayout.InFull,
            GreatestFactor = Rate.Ratio(7, 3) } },
        { "charges", new() { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull } },
        { "charges", new() { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull, GreatestFactor = Rate.Of(1.5m) } },
    };

    /// <summary>The payoff of one part, two levels down and through two pools, is what settling gives at whole cents.</summary>
    [Theory]
    [MemberData(nameof(Pools))]
    public void The_payoff_of_a_part_goes_through_every_pool(string name, Pool? pool) => CurveProperty.Holds(
        from held in Gen.Elements(0m, 100m, 12_345.67m, 1_000_000m)
        from east in Gen.Choose(-30_000, 30_000)
        from west in Gen.Choose(-30_000, 30_000)
        from spent in Gen.Choose(5_000_000, 15_000_000).ListOf(12)
        select (held, east, west, spent), 60, c =>
        {
            var sum = Of([new Limit { Gain = 12.Percent(), Loss = 9.Percent() }]) with
            {
                Pool = pool,
                Parts = [new Arrangement { Id = "inner", Pool = pool, Parts = [Flat("a"), Flat("b")],
                    Clauses = [new SharingRate { Gain = Rate.Ratio(1, 3), Loss = 60.Percent() }] }, Flat("c"), Flat("d")],
            };
            ValueList<Fact> facts = name == "amount" ? [Number.Of(InPool, Money.Of(c.held))] : [];
            Experience At(decimal spending) => new()
            {
                Facts = facts,
                Parts =
                [
                    new() { Arrangement = "inner", Facts = facts,
                        Parts = [Part("a", 100_000m, spending), Part("b", 50_000m, 50_000m + c.west)] },
                    Part("c", 70_000m, 70_000m + c.east), Part("d", 10_000m, 12_000m),
                ],
            };
            var prepared = sum.Prepare();
            var payoff = prepared.PayoffOverSpending(At(0m), "inner", "a");
            var edges = payoff.Curve.Pieces[1..].ToArray().Select(static p => Rounding.Cents.Apply(p.From))
                .SelectMany(static e => new[] { e - 0.01m, e, e + 0.01m });
            foreach (var spending in c.spent.Select(static s => s / 100m).Concat(edges))
            {
                var (settled, read) = (prepared.Earned(At(spending)), payoff.At(spending));
                Assert.True(Math.Abs(settled - read) <= 1e-9m && Rounding.Cents.Apply(settled) == Rounding.Cents.Apply(read),
                    FormattableString.Invariant($"{name}: at {spending} settled {settled}, payoff {read}: {payoff}"));
            }
        });

    [Fact]
    public void A_payoff_says_why_there_is_none()
    {
        var sum = Of([], "a", "b") with { Parts = [Flat("a") with { Payoff = new("cost", "It is a lottery.") }, Flat("b")] };
        var facts = Experiences((10m, 9m), (10m, 9m));
        Says("no-payoff", "a");
        Says("part-unknown");
        Says("part-unknown", "c");
        Says("part-unknown", "b", "b");
        Assert.Contains("the part 'a' (benchmark 10; expenditure 9)", sum.PayoffOverSpending(facts, "b").HeldFixed);
        Assert.Equal("part-unknown", Assert.Throws<SettlementException>(() =>
            Flat("a").PayoffOverSpending(Part("a", 1m, 1m) with { Arrangement = null }, "a")).Failures[0].Code);

        void Says(string code, params string[] part) => Assert.Equal(code,
            Assert.Single(Assert.Throws<SettlementException>(() => sum.PayoffOverSpending(facts, part)).Failures).Code);
    }

    [Fact]
    public void A_settled_sum_is_a_document_with_its_parts()
    {
        foreach (var (contract, facts) in new[] { (JsonSamples.Paying, JsonSamples.PayingFacts),
            (JsonSamples.Pooled, JsonSamples.PooledFacts), (JsonSamples.PaidInFull, JsonSamples.PaidInFullFacts) })
        {
            var settled = contract.Settle(facts);
            var read = SettlementJson.ReadSettlement(SettlementJson.Write(settled));
            Assert.Equal(settled, read);
            Assert.Equal(settled.Statement(), read.Statement());
            Assert.Equal(settled.Parts[0].Statement(), read.Parts[0].Statement());
            Assert.Equal(settled.Warnings, read.Warnings);
            var alone = SettlementJson.ReadSettlement(SettlementJson.Write(settled.Parts[0]));
            Assert.Equal(settled.Parts[0], alone);
            var brief = SettlementJson.ReadSettlement(SettlementJson.Write(settled, lines: false));
            Assert.False(brief.Parts[0].HasLines);
            Assert.Empty(brief.Verify(contract, facts));
        }

        Assert.NotEmpty(JsonSamples.Paying.Settle(JsonSamples.PayingFacts).Parts[0].Warnings);
    }

    public static TheoryData<string, Action<System.Text.Json.Nodes.JsonNode>> Tampered => new()
    {
        { "parts[0].earned.published", static d => d["parts"]![0]!["earned"]!["published"] = 34m },
        { "parts[0].broughtIn.unrounded", static d => d["parts"]![0]!["broughtIn"]!["unrounded"] = 1m },
        { "parts[1].broughtIn.published", static d => d["parts"]![1]!["broughtIn"]!["published"] = 1m },
        { "opening", static d => d["parts"]!.AsArray().RemoveAt(0) },
        { "lines", static d => d["lines"]!.AsArray().Single(static l => (string)l!["key"]! == "pool-paid")!["value"] = 50m },
        { "parts[1].payable.published", static d => d["parts"]![1]!["payable"]!["published"] = 24m },
        { "parts[2].contract.currency", static d => d["parts"]![2]!["contract"]!["currency"] = "EUR" },
        { "parts[1].arrangement", static d => d["parts"]![1]!["arrangement"] = "acme" },
    };

    [Theory]
    [MemberData(nameof(Tampered))]
    public void An_altered_sum_is_refused(string path, Action<System.Text.Json.Nodes.JsonNode> alter)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(SettlementJson.Write(JsonSamples.Pooled.Settle(JsonSamples.PooledFacts)))!;
        alter(document);
        Assert.False(SettlementJson.TryReadSettlement(document.ToJsonString(), out _, out var failures));
        Assert.Contains(failures, f => f.Path.StartsWith(path, StringComparison.Ordinal));
    }

    [Fact]
    public void Ten_thousand_parts_are_a_document_that_is_read_and_verified()
    {
        var names = Enumerable.Range(0, 10_000).Select(static i => FormattableString.Invariant($"c{i:00000}")).ToArray();
        var sum = Of([], names);
        var facts = new Experience { Parts = [.. names.Select(static n => Part(n, 10m, 9.996m))] };
        var settled = sum.Settle(facts);
        var refused = Assert.Throws<SettlementException>(() => SettlementJson.Write(settled));
        Assert.Equal("Write it without its lines: Write(settlement, lines: false).", Assert.Single(refused.Failures).Remedy);
        var json = SettlementJson.Write(settled, lines: false);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{json.Length:#,##0} characters"));
        var read = SettlementJson.ReadSettlement(json);
        Assert.Equal(40m, read.Earned.Published);
        Assert.Equal(40m, read.Parts.Sum(static p => p.BroughtIn!.Value.Published));
        Assert.Empty(read.Verify(sum, facts));
        Assert.Equal(sum, SettlementJson.ReadContract(SettlementJson.Write(sum)));
    }

    [Fact]
    public void A_part_says_whether_it_is_paid_itself_or_only_counted()
    {
        var inner = new Arrangement { Id = "inner", Parts = [Flat("a")] };
        var facts = new Experience { Parts = [new() { Arrangement = "inner", Parts = [Part("a", 10m, 9m)] }] };
        var counted = (Of([]) with { Parts = [inner] }).Settle(facts);
        var paid = (Of([]) with { Pays = Payee.Parts, Parts = [inner with { Pays = Payee.Parts }] }).Settle(facts);
        Assert.True(counted.IsPaid && paid.IsPaid && paid.Parts[0].IsPaid && paid.Parts[0].Parts[0].IsPaid);
        Assert.False(counted.Parts[0].IsPaid || counted.Parts[0].Parts[0].IsPaid);
        Assert.EndsWith(", counted in the sum.", counted.Parts[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("It is counted in the sum;", counted.Parts[0].Statement(), StringComparison.Ordinal);
        Assert.DoesNotContain("counted", paid.Parts[0] + paid.Parts[0].Statement(), StringComparison.Ordinal);

        foreach (var settled in new[] { counted, paid, counted.Parts[0], paid.Parts[0].Parts[0] })
        {
            var read = SettlementJson.ReadSettlement(SettlementJson.Write(settled));
            Assert.Equal((settled, settled.ToString()), (read, read.ToString()));
        }

        var altered = SettlementJson.Write(counted).Replace("\"counted\":true", "\"counted\":false", StringComparison.Ordinal);
        Assert.False(SettlementJson.TryReadSettlement(altered, out _, out var failures));
        Assert.Contains(failures, static f => f.Path == "parts[0].counted");
    }
}
