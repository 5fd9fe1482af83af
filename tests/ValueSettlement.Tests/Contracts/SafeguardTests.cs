using NodaTime;
using ValueSettlement.Statistics;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Clauses and ledgers that make a contract on results fair: each at its edges, and what it refuses.</summary>
public sealed class SafeguardTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private static readonly EscalationRules Rules = new() { Bad = 2, OfLast = 3, ReleaseAfterGood = 2, Missing = MissingPeriod.Skip };

    [Theory]
    [InlineData(AppliesTo.Gains, 100, null, 0, 100)]
    [InlineData(AppliesTo.Gains, -100, null, -100, 0)]
    [InlineData(AppliesTo.Losses, -100, null, 0, -100)]
    [InlineData(AppliesTo.Both, -100, null, 0, -100)]
    [InlineData(AppliesTo.Both, 100, CertificateDecision.Granted, 100, 0)]
    [InlineData(AppliesTo.Both, 100, CertificateDecision.Refused, 0, 0)]
    [InlineData(AppliesTo.None, 100, null, 100, 0)]
    public void What_is_not_certified_is_held(AppliesTo sides, int amount, CertificateDecision? decision, int paid, int held)
    {
        var contract = Of(new Hold { Certificate = "certified", AppliesTo = sides });
        var settled = Settle(contract, amount, decision is { } d ? [Certified("certified", d)] : []);
        Assert.Equal(paid, settled.Payable.Published);
        Assert.Equal(held, settled.CarriedForward.Sum(static left => left.Amount));
    }

    [Fact]
    public void Certificates_are_told_apart_by_their_names()
    {
        var contract = Of(
            new Hold { Certificate = "outcomes", AppliesTo = AppliesTo.Gains },
            new Hold { Certificate = "safeguarding", AppliesTo = AppliesTo.Gains });
        Assert.Equal(0m, Settle(contract, 100m, [Certified("outcomes")]).Payable.Published);
        Assert.Equal(100m, Settle(contract, 100m, [Certified("outcomes"), Certified("safeguarding")]).Payable.Published);
        Assert.Equal(["fact-unread"], Codes(contract, 100m, [Certified("other")]));
        Assert.Equal(["fact-twice"], Codes(contract, 100m, [Certified("outcomes"), Certified("outcomes")]));
        Assert.Equal(["certificate-reason"], Codes(contract, 100m,
            [Certified("outcomes") with { Decision = CertificateDecision.Refused, Reason = null }]));
    }

    [Theory]
    [InlineData(100, 0.97, 1.05, 96.99, 97)]
    [InlineData(100, 0.97, 1.05, 97, 97)]
    [InlineData(100, 0.97, 1.05, 105, 105)]
    [InlineData(100, 0.97, 1.05, 105.01, 105)]
    [InlineData(100, 0.97, 1.05, -500, 97)]
    [InlineData(0, 0.97, 1.05, -500, -500)]
    [InlineData(-1, 0.97, 1.05, 500, 500)]
    public void A_payment_changes_by_so_much_and_no_more(double before, double low, double high, double amount, double paid)
    {
        var contract = Of(new ChangeLimit { Decrease = Rate.Of(1m - (decimal)low), Increase = Rate.Of((decimal)high - 1m) });
        var settled = Settle(contract, (decimal)amount, [Number.Of("payment-before", (decimal)before)]);
        Assert.Equal((decimal)paid, settled.Payable.Unrounded);
        Assert.All(settled.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        Assert.Equal((decimal)amount, Settle(contract, (decimal)amount, []).Payable.Unrounded);
    }

    [Fact]
    public void A_change_by_a_third_is_exact()
    {
        var contract = Of(new ChangeLimit { Decrease = Rate.Ratio(1, 3), Increase = Rate.Ratio(1, 3) });
        Assert.Equal(2m, Settle(contract, 0m, [Number.Of("payment-before", 3m)]).Payable.Unrounded);
        Assert.Equal(4m, Settle(contract, 9m, [Number.Of("payment-before", 3m)]).Payable.Unrounded);
    }

    [Fact]
    public void Losses_are_shared_within_the_influence_and_who_bears_the_rest_adds_up()
    {
        var contract = Of(new SharingRate
        {
            Gain = 50.Percent(),
            Loss = new WithinInfluence(60.Percent()) { SystemPool = 40.Percent() },
        });
        foreach (var (influence, owed) in new[] { (0m, 60m), (0.4m, 60m), (0.41m, 59m), (1m, 0m) })
        {
            var settled = Settle(contract, -100m, [Number.SystemInfluence(Rate.Of(influence))]);
            Assert.Equal(-owed, settled.Payable.Unrounded);
            Assert.Equal(-100m, settled.Payable.Unrounded + settled.Find("final-loss-rate-borne-by-pool")!.Value
                + settled.Find("final-loss-rate-borne-by-payer")!.Value);
            Assert.Equal(-(100m - owed) * 0.4m, settled.Find("final-loss-rate-borne-by-pool")!.Value);
        }

        Assert.Equal(["fact-missing"], Codes(contract, -100m, []));
        Assert.Equal(50m, Settle(contract, 100m, []).Payable.Unrounded);
    }

    [Fact]
    public void What_is_deferred_or_kept_back_is_carried_forward_to_the_last_digit()
    {
        var deferral = Settle(Of(new Deferral { Share = Rate.Ratio(1, 3) }), 100m, []);
        Assert.Equal(100m, deferral.Payable.Unrounded + deferral.CarriedForward[0].Amount, 9);
        var escalated = new Standing { State = EscalationState.Escalated };
        var kept = Of(new Escalation { Rules = Rules, Escalated = 75.Percent(), Deferred = new("deferred") });
        Assert.Equal(25m, Settle(kept, 100m, [escalated]).CarriedForward[0].Amount);
        Assert.Equal(0m, Assert.Single(Settle(kept, 100m, [new Standing { State = EscalationState.Normal }]).CarriedForward).Amount);
        Assert.Equal(["fact-missing"], Codes(kept, 100m, []));
        Assert.Equal(-100m, Settle(kept, -100m, []).Payable.Unrounded);
    }

    [Theory]
    [InlineData(AppliesTo.Losses, -1, 3, true)]
    [InlineData(AppliesTo.Losses, -1, 2, false)]
    [InlineData(AppliesTo.Losses, 1, null, false)]
    [InlineData(AppliesTo.Gains, 1, 3, true)]
    [InlineData(AppliesTo.Both, 0, 3, true)]
    public void A_consequence_is_due_where_its_side_and_conditions_hold(AppliesTo sides, int amount, int? missed, bool isDue)
    {
        var contract = Of(new Consequence
        {
            What = ConsequenceKind.MarketShareShift,
            AppliesTo = sides,
            When = [new AtLeastCount("periods-missed", 3m)],
            Action = "A tenth of referrals moves",
            Owner = "commissioner",
            WithinDays = 60,
        });
        var settled = Settle(contract, amount, missed is { } n ? [Number.Of("periods-missed", n)] : []);
        Assert.Equal(isDue ? 1 : 0, settled.Consequences.Count);
        Assert.Equal(amount, settled.Payable.Unrounded);
        Assert.Equal(isDue, settled.Statement().Contains("Due besides money: **market share shift by commissioner within 60 days",
            StringComparison.Ordinal));
        var read = SettlementJson.ReadSettlement(SettlementJson.Write(settled));
        Assert.Equal(settled.Consequences, read.Consequences);
    }

    [Fact]
    public void Terms_that_cannot_be_are_refused_at_once()
    {
        var contract = Of(
            new Hold { Certificate = "Not a name", AppliesTo = (AppliesTo)9 },
            new Deferral { Share = 101.Percent() },
            new ChangeLimit(),
            new Earmark { Share = 20.Percent(), Purpose = " " },
            new Escalation { Rules = Rules with { OfLast = 1, ReleaseAfterGood = 0 }, Escalated = Rate.Of(-1m) },
            new Consequence { What = 0, AppliesTo = AppliesTo.None, Action = "", Owner = "x", WithinDays = 0 });
        Assert.Equal(
            ["certificate-name", "applies-unknown", "rate-range", "limit-empty", "name-empty", "periods-order", "period-count",
                "rate-range", "consequence-unknown", "applies-unknown", "name-empty", "days-range"],
            contract.Validate().Select(static failure => failure.Code));
    }

    [Fact]
    public void A_ledger_refuses_what_is_not_open_and_names_that_are_taken()
    {
        var ledger = new HoldLedger { LapsesAfter = 2 }.Next().Place("a", 10m).Place("b", 0m);
        Assert.Equal(10m, ledger.Open);
        Assert.Equal(["id-twice"], Refused(() => ledger.Place("a", 1m)));
        Assert.Equal(["amount-range"], Refused(() => ledger.Place("c", 2e15m)));
        Assert.Equal(-90m, ledger.Place("c", -100m).Open);
        var settled = Settle(Of(new Hold { Certificate = "certified", AppliesTo = AppliesTo.Both, Held = new("kept") }), -40m, []);
        Assert.Equal(-30m, ledger.Place("c", settled, new("kept")).Open);
        Assert.Equal(["held-unknown"], Refused(() => ledger.Place("c", settled, new("held"))));
        var twice = ledger with { Amounts = [ledger.Amounts[0], ledger.Amounts[0] with { Amount = 2e15m }] };
        Assert.Equal(["id-twice", "held-amount"], Refused(() => twice.Next()));
        Assert.Equal(["ledger-size"], Refused(() => (ledger with { Period = int.MaxValue }).Next()));
        Assert.Equal(["hold-not-open", "hold-not-open"], Refused(() => ledger.Next(release: ["a", "x"], forfeit: ["a"])));
        Assert.Equal(["ledger-size"], Refused(() => new HoldLedger().Place("a", 1m)));
        var (next, last) = (ledger.Next(), ledger.Next().Next());
        Assert.Equal((10m, 0m), (next.Open, next.ForfeitedNow));
        Assert.Equal((0m, 10m, HoldState.Lapsed), (last.Open, last.ForfeitedNow, last.Amounts[0].State));
        Assert.Equal((10m, 0m), (ledger.Next().Next(release: ["a"]).ReleasedNow, ledger.Next().Next(release: ["a"]).ForfeitedNow));
    }

    [Fact]
    public void Each_rule_of_a_chart_fires_at_its_point_and_not_before()
    {
        Assert.Equal([(2, true)], Fired(ChartRule.BeyondLimit, 0m, 3m, 3.01m, 0m));
        Assert.Equal([(1, false)], Fired(ChartRule.BeyondLimit, 0m, -3.01m, -3m));
        Assert.Empty(Fired(ChartRule.TwoOfThree, 2.1m, 0m, 0m, 2.1m, 2m));
        Assert.Equal([(2, true), (3, true)], Fired(ChartRule.TwoOfThree, 2.1m, -2.1m, 2.1m, 2.1m));
        Assert.Equal([(4, true)], Fired(ChartRule.FourOfFive, 1.1m, 1.1m, 0m, 1.1m, 1.1m));
        Assert.Equal([(7, false)], Fired(ChartRule.RunOfEight, [.. Enumerable.Repeat<decimal?>(-0.1m, 8)]));
        Assert.Empty(Fired(ChartRule.RunOfEight, [.. Enumerable.Repeat<decimal?>(-0.1m, 7), 0m, -0.1m]));
        Assert.Equal([(8, false)], Fired(ChartRule.RunOfEight, [.. Enumerable.Repeat<decimal?>(-0.1m, 7), null, -0.1m]));
        Assert.Equal([(5, true)], Fired(ChartRule.TrendOfSix, -2m, -1m, 0m, 0.5m, 0.6m, 0.7m));
        Assert.Empty(Fired(ChartRule.TrendOfSix, -2m, -1m, 0m, 0m, 0.6m, 0.7m));
        Assert.Equal([(5, false)], Fired(ChartRule.TrendOfSix, 2m, 1m, 0m, -0.5m, -0.6m, -0.7m));
        Assert.Equal(["chart-deviation", "chart-rules"],
            Refused(() => new ControlChart { Centre = 0m, Deviation = 0m, Rules = [] }.Signals([1m])));
    }

    [Fact]
    public void Actions_are_due_done_and_looked_at_again()
    {
        var action = new EscalationAction
        {
            Id = "staffing",
            Cause = "escalated: one severe period",
            Action = "fill two posts",
            Owner = "care provider",
            Opened = new(2026, 4, 1),
            Due = new(2026, 5, 31),
            Effect = PaymentEffect.SuspendBonus,
        };
        var ledger = new ActionLedger().Add(action);
        Assert.Equal(ActionState.Open, ledger.Actions[0].StateOn(new(2026, 5, 31)));
        Assert.Equal(ActionState.Overdue, ledger.Actions[0].StateOn(new(2026, 6, 1)));
        Assert.Equal([PaymentEffect.SuspendBonus], ledger.Effects(new(2026, 6, 1)));
        var better = RateTests.TwoRates(10, 1_000m, 60, 1_000m, minimumEvents: 20);
        var closed = ledger.Close("staffing", new(2026, 5, 20), better);
        Assert.Equal(ActionState.ClosedMoved, closed.Actions[0].StateOn(new(2026, 7, 1)));
        Assert.Equal(ActionState.Open, closed.Actions[0].StateOn(new(2026, 5, 19)));
        Assert.Empty(closed.Effects(new(2026, 7, 1)));
        var worse = RateTests.TwoRates(60, 1_000m, 10, 1_000m, minimumEvents: 20);
        Assert.Equal(ActionState.ClosedWorse, ledger.Close("staffing", new(2026, 5, 20), worse).Actions[0].StateOn(new(2026, 7, 1)));
        var small = RateTests.TwoRates(1, 1_000m, 6, 1_000m, minimumEvents: 20);
        Assert.Equal(ActionState.ClosedNotShown, ledger.Close("staffing", new(2026, 5, 20), small).Actions[0].StateOn(new(2026, 7, 1)));
        Assert.Equal(["id-twice"], Refused(() => ledger.Add(action)));
        Assert.Equal(["date-order"], Refused(() => ledger.Close("staffing", new(2026, 3, 31))));
        Assert.Equal(["action-unknown"], Refused(() => ledger.Close("stafing", new(2026, 5, 1))));
        Assert.Equal(["name-empty", "date-order", "review-early"],
            Refused(() => ledger.Add(action with { Id = "b", Owner = "", Due = new(2026, 3, 1), Review = better })));
    }

    [Fact]
    public void A_return_is_exact_where_nothing_is_discounted()
    {
        ValueList<CashFlow> costs = [new(new(2026, 1, 1), Money.Of(100m), "fee"), new(new(2027, 1, 1), Money.Of(-20m), "refund")];
        ValueList<CashFlow> benefits = [new(new(2027, 1, 1), Money.Of(100m), "avoided")];
        var plain = ContractReturn.Of(costs, benefits, Rate.Zero, new(2026, 1, 1));
        Assert.Equal((80m, 100m, 0.25m), (plain.Cost.Value, plain.Benefit.Value, plain.Return.Value));
        Assert.Equal(plain.Return.Value, plain.DiscountedReturn.Value);
        var later = ContractReturn.Of(costs, benefits, 10.Percent(), new(2026, 1, 1));
        Assert.Equal((81.82m, 90.91m), (later.DiscountedCost.Value, later.DiscountedBenefit.Value));
        Assert.NotNull(ContractReturn.Of([], benefits, Rate.Zero, new(2026, 1, 1)).Return.Absence);
        Assert.Equal(["rate-range"], Refused(() => ContractReturn.Of(costs, benefits, Rate.Of(-1m), new(2026, 1, 1))));
    }

    [Fact]
    public void A_hold_waits_for_whoever_the_contract_names_and_for_its_own_term()
    {
        var contract = Of(new Hold { Certificate = "certified", By = "registry", AppliesTo = AppliesTo.Gains });
        Assert.Equal(["certificate-of-other"], Codes(contract, 100m, [Certified("certified")]));
        Assert.Equal(["date-outside-term"],
            Codes(contract, 100m, [Certified("certified") with { By = "registry", On = new(2025, 12, 31) }]));
        Assert.Equal(100m, Settle(contract, 100m, [Certified("certified") with { By = "registry" }]).Payable.Published);
        Assert.NotEqual(SettlementJson.Digest(contract), SettlementJson.Digest(Of(
            new Hold { Certificate = "certified", By = "mallory", AppliesTo = AppliesTo.Gains })));
    }

    [Fact]
    public void Who_is_who_is_part_of_the_digest_and_what_amounts_are_called_is_not()
    {
        var contract = Of(new Limit { Loss = Money.Of(500m) });
        var digest = SettlementJson.Digest(contract);
        Assert.Equal(digest, SettlementJson.Digest(contract with { Words = new() { Gains = "charges", Losses = "credits" } }));
        string[] digests =
        [
            digest,
            .. new ContractWords[] { new() { Payer = "client", Provider = "supplier" }, new() { Payer = "supplier", Provider = "client" },
                new() { Creditor = "enrollees" } }.Select(words => SettlementJson.Digest(contract with { Words = words })),
        ];
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void What_parts_hold_and_owe_stands_in_the_statement_of_the_whole()
    {
        var part = Of(new Hold { Certificate = "certified", AppliesTo = AppliesTo.Gains }, new Consequence
        {
            What = ConsequenceKind.Termination,
            AppliesTo = AppliesTo.Both,
            Action = "the contract ends",
            Owner = "commissioner",
        });
        var whole = new Contract
        {
            Id = "both",
            Currency = "USD",
            Term = Year,
            Parts = [part with { Id = "north" }, part with { Id = "south" }],
        };
        var settled = whole.Settle(new()
        {
            Parts = [new() { Arrangement = "north", Opening = Money.Of(100m) }, new() { Arrangement = "south", Opening = Money.Of(50m) }],
        });
        Assert.Contains("Carried forward, north, held: 100 USD.", settled.Statement(), StringComparison.Ordinal);
        Assert.Contains("Due besides money, south: **termination by commissioner: the contract ends**.", settled.Statement(),
            StringComparison.Ordinal);
        Assert.Equal(150m, new HoldLedger().Next().Place("2026", settled, new("held")).Open);
    }

    [Fact]
    public void What_is_not_due_names_what_failed_and_nothing_else()
    {
        var contract = Of(new Consequence
        {
            What = ConsequenceKind.Review,
            AppliesTo = AppliesTo.Both,
            Action = "look",
            Owner = "board",
            When = [new FewerThan("cases", 5m), new AtLeastCount("places", 5m)],
        });
        var settled = Settle(contract, 1m, [Number.Of("cases", 3m), Number.Of("places", 3m)]);
        Assert.Equal("Not due: not at least 5 places.", settled.Find("consequence")!.Note);
        var other = Of(new Consequence
        {
            What = ConsequenceKind.Review,
            AppliesTo = AppliesTo.Both,
            Action = "look",
            Owner = "board",
            When = [new LargerBenchmark(new("other"))],
        });
        Assert.Contains("figure-missing", Codes(other, 1m, [Number.Of("other", 1m)]));
    }

    [Fact]
    public void An_amount_alone_costs_no_memory_where_a_condition_fails()
    {
        var prepared = Of(new Consequence
        {
            What = ConsequenceKind.Review,
            AppliesTo = AppliesTo.Both,
            Action = "look",
            Owner = "board",
            When = [new AtLeastCount("places", 5m)],
        }).Prepare();
        Experience experience = new() { Opening = Money.Of(1m), Facts = [Number.Of("places", 3m)] };
        Assert.Equal(1m, prepared.Earned(experience));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = prepared.Earned(experience);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Influence_is_no_share_of_gains_and_a_state_does_not_contradict_its_cause()
    {
        var rate = new WithinInfluence(60.Percent());
        foreach (var gain in new QualityRate[] { rate, new PartOfRate(50.Percent(), rate), new RateByStandard(rate, Rate.One, Rate.One) })
        {
            Assert.Equal(["rate-of-losses"], Of(new SharingRate { Gain = gain, Loss = rate }).Validate().Select(static f => f.Code));
        }

        foreach (var wrong in new Standing[] { new() { State = EscalationState.Normal, Cause = EscalationCause.Severe },
            new() { State = EscalationState.Escalated, Cause = EscalationCause.Released } })
        {
            var contract = Of(new Escalation { Rules = Rules, Escalated = 75.Percent() });
            Assert.Equal(["escalation-cause"], Codes(contract, 1m, [wrong]));
        }
    }

    [Fact]
    public void A_bill_says_who_pays_whom_and_what_proves_it()
    {
        var contract = Of(new Limit { Loss = Money.Of(500m) }) with
        {
            Words = new() { Payer = "client", Provider = "supplier", Gains = "charges", Losses = "credits" },
        };
        var line = Assert.Single(Settle(contract, -612.5m, []).InvoiceLines());
        Assert.Equal((InvoiceKind.CreditNote, "supplier", "client", 500m, "USD"), (line.Kind, line.Debtor, line.Creditor, line.Amount,
            line.Currency));
        Assert.Equal("Credit note: controls, version 1, 2026-01-01 to 2026-12-31, 500 USD, payable by the supplier to the client",
            line.ToString());
        Assert.StartsWith("contract ", line.Proof, StringComparison.Ordinal);
        Assert.Equal(InvoiceKind.Invoice, Settle(contract, 10m, []).InvoiceLines()[0].Kind);
        Assert.Empty(Settle(contract, 0m, []).InvoiceLines());
    }

    private static (int, bool)[] Fired(ChartRule rule, params decimal?[] points) =>
        [.. new ControlChart { Centre = 0m, Deviation = 1m, Rules = [rule] }.Signals(points).Select(static s => (s.Point, s.IsAbove))];

    private static Contract Of(params ValueList<Clause> clauses) =>
        new() { Id = "controls", Currency = "USD", Term = Year, Opening = OpeningAmount.Stated, Clauses = clauses };

    private static Settlement Settle(Contract contract, decimal amount, ValueList<Fact> facts) =>
        contract.Settle(new() { Opening = Money.Of(amount), Facts = facts });

    private static string[] Codes(Contract contract, decimal amount, ValueList<Fact> facts) =>
        Refused(() => Settle(contract, amount, facts));

    private static string[] Refused(Func<object> call) =>
        [.. Assert.Throws<SettlementException>(call).Failures.Select(static failure => failure.Code)];

    private static Certificate Certified(string name, CertificateDecision decision = CertificateDecision.Granted) =>
        new() { Name = name, Decision = decision, By = "board", On = new(2027, 1, 15), Reason = "seen" };
}
