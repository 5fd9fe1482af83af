using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Programs;
using static ValueSettlement.Tests.Programs.DrugPatients;

namespace ValueSettlement.Tests.Tallies;

/// <summary>The forms of drug agreements: refunds, trials, shared costs, tiers, instalments, milestones and adjusted prices.</summary>
public sealed class DrugFormTests
{
    private static OutcomeRebate Full(DeathPolicy death = DeathPolicy.Exclude, MissingOutcomePolicy missing = MissingOutcomePolicy.Exclude)
        => new() { RefundShare = Rate.One, Test = Test(death, missing) };

    /// <summary>The specification's figures: 120 patients at 17,927, 38 non-responders, 4 deaths, 3 lost.</summary>
    [Fact]
    public void Two_policies_differ_by_a_tenth()
    {
        var left = Full().Count(Cohort, AsOf);
        Assert.Equal((-681_226m, 2_151_240m, 1_470_014m), (left.Tally.Amount.Value, left.Spend.Value, left.NetSpend.Value));
        Assert.Equal((75, 38, 7, 0), (left.Responders, left.NonResponders, left.LeftOut, left.Undecided));
        var counted = Full(DeathPolicy.CountAsNonResponder).Count(Cohort, AsOf);
        Assert.Equal(-752_934m, counted.Tally.Amount.Value);
        Assert.Equal((75, 42, 3), (counted.Responders, counted.NonResponders, counted.LeftOut));
        Assert.True(counted.Tally.Amount.Value / left.Tally.Amount.Value > 1.10m);
        Assert.Equal(-806_715m, Full(DeathPolicy.CountAsNonResponder, MissingOutcomePolicy.CountAsNonResponder).Count(Cohort, AsOf)
            .Tally.Amount.Value);
        Assert.Equal(120, Full(DeathPolicy.CountAsResponder, MissingOutcomePolicy.CountAsResponder).Count(Cohort, AsOf)
            is var kept ? kept.Responders + kept.NonResponders : 0);
        Assert.Equal("0 (p001: 17,927 back (non-responders).)", left.Lowest.ToString());
        Assert.Equal("Died before the test: 4 patients", counted.Tally.Amount.Lines[0].Label);
        Assert.Equal("Non-responders: 38 patients", counted.Tally.Amount.Lines[1].Label);
        Assert.Equal("A death counts as a non-response.", counted.Tally.Entries[38].Reason);
        Assert.Equal((EntryStatus.Excluded, "A death is left out."), (left.Tally.Entries[38].Status, left.Tally.Entries[38].Reason));
    }

    /// <summary>CMS release 116: list price 2,000, base rebate 23.1 %, guaranteed 500, 750 and 1,000.</summary>
    [Fact]
    public void Guaranteed_prices_of_the_release()
    {
        var tally = new NetPriceTiers
        {
            ListPrice = Money.Of(2_000m),
            BaseRebate = 23.1m.Percent(),
            Tiers = [new("year 1", Money.Of(500m)), new("year 2", Money.Of(750m)), new("year 3", Money.Of(1_000m))],
        }.Count([Unit("a", "year 1"), Unit("b", "year 2"), Unit("c", "year 3"), Unit("d", null)], AsOf);
        Assert.Equal([-1_038m, -788m, -538m, 0m], tally.Tally.Entries.Select(static e => e.Counted));
        Assert.Equal((4 * 1_538m, 500m, "a"), (tally.Spend.Value, tally.Lowest.Price.Value, tally.Lowest.Patient));

        static TreatedPatient Unit(string id, string? tier) => new() { Id = id, IndexDate = Began, Tier = tier };
    }

    // The last day itself is in time, the day after it is not; without a day it is open until then.
    [Theory]
    [InlineData(90, 120, 150, EntryStatus.Counted)]
    [InlineData(91, 120, 150, EntryStatus.Excluded)]
    [InlineData(0, 120, 150, EntryStatus.Counted)]
    [InlineData(90, 121, 150, EntryStatus.LateEvidence)]
    [InlineData(90, 120, 151, EntryStatus.LateClaim)]
    [InlineData(90, null, 150, EntryStatus.LateEvidence)]
    [InlineData(90, 120, null, EntryStatus.LateClaim)]
    public void The_last_day_is_in_time(int tested, int? evidence, int? claimed, EntryStatus expected)
    {
        var patient = Of("p", TreatmentOutcome.NonResponder) with
        {
            Outcome = new()
            {
                Outcome = TreatmentOutcome.NonResponder,
                Date = Began.PlusDays(tested),
                Evidence = evidence is { } day ? Began.PlusDays(day) : null,
                Claimed = claimed is { } last ? Began.PlusDays(last) : null,
            },
        };
        var tally = Full().Count([patient], AsOf);
        Assert.Equal((expected, expected == EntryStatus.Counted ? -17_927m : 0m),
            (tally.Tally.Entries[0].Status, tally.Tally.Amount.Value));
        Assert.Equal(expected is EntryStatus.Excluded ? 0m : -17_927m, tally.Tally.Entries[0].Asked);
    }

    [Theory]
    [InlineData(120, EntryStatus.Undecided)]
    [InlineData(121, EntryStatus.LateEvidence)]
    public void Evidence_is_open_until_its_last_day(int asOf, EntryStatus expected)
    {
        var patient = Of("p", TreatmentOutcome.NonResponder) with { Outcome = new() { Outcome = TreatmentOutcome.NonResponder } };
        Assert.Equal(expected, Full().Count([patient], Began.PlusDays(asOf)).Tally.Entries[0].Status);
    }

    [Theory]
    [InlineData(120, EntryStatus.Undecided, 0)]
    [InlineData(121, EntryStatus.Undecided, 0)]
    [InlineData(151, EntryStatus.LateClaim, 0)]
    public void An_outcome_that_never_came_is_missing(int asOf, EntryStatus expected, int rebate)
    {
        var form = Full(missing: MissingOutcomePolicy.CountAsNonResponder);
        var waiting = new TreatedPatient { Id = "p", IndexDate = Began, Paid = Money.Of(100m) };
        var entry = form.Count([waiting], Began.PlusDays(asOf)).Tally.Entries[0];
        Assert.Equal((expected, (decimal)rebate), (entry.Status, entry.Counted));
        Assert.Contains(asOf switch { 120 => "is due by 2024-06-29", 121 => "claimed by 2024-07-29", _ => "last day was 2024-07-29" },
            entry.Reason, StringComparison.Ordinal);
        var claimed = waiting with { Outcome = new() { Outcome = TreatmentOutcome.NotYetDue, Claimed = Began.PlusDays(121) } };
        entry = form.Count([claimed], Began.PlusDays(121)).Tally.Entries[0];
        Assert.Equal(-100m, entry.Counted);
        Assert.StartsWith("No outcome was reported by 2024-06-29.", entry.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, EntryStatus.Undecided)]
    [InlineData("registry", EntryStatus.Counted)]
    [InlineData("sponsor", EntryStatus.Rejected)]
    public void Whoever_is_named_decides(string? adjudicator, EntryStatus expected)
    {
        var patient = Of("p", TreatmentOutcome.NonResponder);
        var form = Full() with { Test = Test() with { Adjudicator = "registry" } };
        var tally = form.Count([patient with { Outcome = patient.Outcome with { Adjudicator = adjudicator } }], AsOf);
        Assert.Equal(expected, tally.Tally.Entries[0].Status);
        // A response keeps the price: nobody has to prove it.
        var responder = Of("p", TreatmentOutcome.Responder);
        Assert.Equal(1, form.Count([responder with { Outcome = new() { Outcome = TreatmentOutcome.Responder } }], AsOf).Responders);
    }

    [Fact]
    public void A_guaranteed_response_is_refunded_beyond_it_alone()
    {
        // 38 non-responders of 113; 70 % guaranteed leaves 33.9, so that 4.1 of 38 are refunded.
        var form = Full() with { GuaranteedResponse = 70.Percent() };
        var tally = form.Count(Cohort, AsOf);
        Assert.Equal(17_927m * 4.1m, -tally.Tally.Amount.Value!.Value, 6);
        Assert.Equal((38, 0), (tally.Tally.Count(EntryStatus.CountedInPart), tally.Tally.Count(EntryStatus.LimitReached)));
        Assert.Equal(tally.Tally.Amount.Value, tally.Tally.Entries.Sum(static e => e.Counted));
        Assert.Equal(4.1m, tally.Tally.Amount.Lines.Single(static l => l.Key == "non-responders-beyond").Value);
        var kept = (form with { GuaranteedResponse = 66.Percent() }).Count(Cohort, AsOf);
        Assert.Equal((0m, 38), (kept.Tally.Amount.Value, kept.Tally.Count(EntryStatus.LimitReached)));
        Assert.Equal(-681_226m, (form with { GuaranteedResponse = Rate.One }).Count(Cohort, AsOf).Tally.Amount.Value);
    }

    [Fact]
    public void A_trial_is_free_for_all_and_goes_on_for_non_responders()
    {
        var trial = new FreeTrial { Periods = 2, Price = TrialPrice.FreeForAll };
        ValueList<TreatedPatient> patients = [Periods("a", TreatmentOutcome.Responder, 10m, 20m, 40m),
            Periods("b", TreatmentOutcome.NonResponder, 10m, 20m, 40m), Periods("c", TreatmentOutcome.Responder, 10m)];
        Assert.Equal(-70m, trial.Count(patients, AsOf).Tally.Amount.Value);
        var tally = (trial with { Test = Test() }).Count(patients, AsOf);
        Assert.Equal(-110m, tally.Tally.Amount.Value);
        Assert.Equal(["a", "a, after the trial", "b", "b, after the trial", "c", "c, after the trial"],
            tally.Tally.Entries.Select(static e => e.Event));
        Assert.Equal((0m, "b"), (tally.Lowest.Price.Value, tally.Lowest.Patient));
    }

    [Fact]
    public void A_warranty_refunds_whoever_stopped_within_it()
    {
        var tally = new FreeTrial { Periods = 2, Price = TrialPrice.RefundedIfStopped }.Count(
        [
            Periods("a", TreatmentOutcome.NotYetDue, 10m, 20m) with { Stopped = true },
            Periods("b", TreatmentOutcome.NotYetDue, 10m, 20m, 30m) with { Stopped = true },
            Periods("c", TreatmentOutcome.NotYetDue, 10m),
            Periods("d", TreatmentOutcome.NotYetDue, 10m, 20m),
        ], AsOf);
        Assert.Equal([-30m, 0m, 0m, 0m], tally.Tally.Entries.Select(static e => e.Counted));
        Assert.Equal([EntryStatus.Counted, EntryStatus.Counted, EntryStatus.Undecided, EntryStatus.Counted],
            tally.Tally.Entries.Select(static e => e.Status));
    }

    [Fact]
    public void Costs_of_the_first_periods_are_shared_without_a_test()
    {
        var tally = new CostSharing { Periods = 2, Share = 50.Percent() }
            .Count([Periods("a", TreatmentOutcome.NotYetDue, 100m, 100m, 100m), Periods("b", TreatmentOutcome.Died, 90m)], AsOf);
        Assert.Equal([-100m, -45m], tally.Tally.Entries.Select(static e => e.Counted));
        Assert.Equal((390m, 245m, 45m), (tally.Spend.Value, tally.NetSpend.Value, tally.Lowest.Price.Value));
    }

    private static TreatedPatient Periods(string id, TreatmentOutcome outcome, params ReadOnlySpan<decimal> prices)
    {
        var money = new List<Money>();
        foreach (var price in prices)
        {
            money.Add(Money.Of(price));
        }

        return new()
        {
            Id = id,
            IndexDate = Began,
            PeriodPrices = money.ToValueList(),
            Outcome = outcome == TreatmentOutcome.NotYetDue ? OutcomeReport.NotYet : Report(outcome),
        };
    }

    private static TreatedPatient Years(params ReadOnlySpan<TreatmentOutcome> outcomes)
    {
        var reports = new List<OutcomeReport>();
        foreach (var outcome in outcomes)
        {
            reports.Add(Report(outcome, Began.PlusYears(reports.Count + 1)));
        }

        return new() { Id = "p", IndexDate = Began, Paid = Money.Of(1_000m), Anniversaries = reports.ToValueList() };
    }

    private static Instalments Annuity(DeathPolicy death = DeathPolicy.Exclude, MissingOutcomePolicy missing = MissingOutcomePolicy.Exclude)
        => new() { Upfront = 20.Percent(), Yearly = [20.Percent(), 20.Percent(), 20.Percent(), 20.Percent()], Test = Test(death, missing) };

    [Fact]
    public void Instalments_are_due_while_the_outcome_is_sustained()
    {
        var asOf = new LocalDate(2029, 1, 1);
        var sustained = Years(TreatmentOutcome.Responder, TreatmentOutcome.Responder, TreatmentOutcome.Responder,
            TreatmentOutcome.Responder);
        Assert.Equal(1_000m, Annuity().Count([sustained], asOf).Tally.Amount.Value);
        var lost = Annuity().Count([Years(TreatmentOutcome.Responder, TreatmentOutcome.NonResponder, TreatmentOutcome.Responder)], asOf);
        Assert.Equal((400m, 400m, 400m), (lost.Tally.Amount.Value, lost.NetSpend.Value, lost.Lowest.Price.Value));
        Assert.Equal("Payments ended at anniversary 2.", lost.Tally.Entries[3].Reason);
        // Two years before the end the rest is open, and no price is reached by it.
        var open = Annuity().Count([Years(TreatmentOutcome.Responder)], new LocalDate(2025, 7, 1));
        Assert.Equal((400m, 1_000m, 3), (open.Tally.Amount.Value, open.Lowest.Price.Value, open.Undecided));
    }

    [Theory]
    [InlineData(DeathPolicy.CountAsResponder, 800)]
    [InlineData(DeathPolicy.CountAsNonResponder, 400)]
    [InlineData(DeathPolicy.Exclude, 400)]
    public void A_death_stays_at_later_anniversaries(DeathPolicy death, int due)
    {
        var died = Years(TreatmentOutcome.Responder, TreatmentOutcome.Died);
        // Whoever asks for an instalment hands over evidence and claims it: the report of the death is in time for two of them.
        var late = died.Anniversaries[1] with { Date = null, Evidence = new(2027, 5, 1), Claimed = new(2027, 5, 1) };
        var tally = Annuity(death).Count([died with { Anniversaries = [died.Anniversaries[0], died.Anniversaries[1], late] }],
            new LocalDate(2027, 6, 1));
        Assert.Equal(due, tally.Tally.Amount.Value);
    }

    [Fact]
    public void Milestones_are_the_other_direction()
    {
        var form = new Milestones { Rebates = [30.Percent(), 20.Percent()], Test = Test(DeathPolicy.CountAsNonResponder) };
        var asOf = new LocalDate(2027, 6, 1);
        Assert.Equal(-500m, form.Count([Years(TreatmentOutcome.NonResponder, TreatmentOutcome.NonResponder)], asOf).Tally.Amount.Value);
        Assert.Equal(-200m, form.Count([Years(TreatmentOutcome.Responder, TreatmentOutcome.Died)], asOf).Tally.Amount.Value);
        Assert.Equal(0m, form.Count([Years(TreatmentOutcome.Responder, TreatmentOutcome.Responder)], asOf).Tally.Amount.Value);
    }

    [Fact]
    public void A_price_follows_the_response_of_its_year()
    {
        var form = new AdjustablePrice
        {
            ListPrice = Money.Of(1_000m),
            Start = Began,
            Prices = [Scale.Knots((0m, 200m), (1m, 1_000m)), Scale.Steps((0m, 500m), (0.5m, 900m))],
            Test = Test(),
        };
        ValueList<TreatedPatient> patients = [Of("a", TreatmentOutcome.Responder, 0m), Of("b", TreatmentOutcome.NonResponder, 0m),
            Of("c", TreatmentOutcome.Died, 0m)];
        var units = patients.Select(static p => p with { Paid = null, Units = 2m }).ToArray();
        var second = Began.PlusYears(1);
        TreatedPatient late = new() { Id = "d", IndexDate = second, Outcome = Report(TreatmentOutcome.Responder, second) };
        var tally = form.Count([.. units, late, late with { Id = "e", Outcome = OutcomeReport.NotYet },
            late with { Id = "f", IndexDate = Began.PlusDays(-1), Outcome = OutcomeReport.NotYet }], second.PlusDays(119));
        Assert.Equal((EntryStatus.OutsidePeriod, 0m), (tally.Tally.Entries[5].Status, tally.Tally.Entries[5].Counted));
        Assert.Equal([-800m, -800m, -800m, 0m, 0m], tally.Tally.Entries.Take(5).Select(static e => e.Counted));
        Assert.Equal((600m, 2), (tally.Lowest.Price.Value, tally.Tally.Count(EntryStatus.Undecided)));
    }

    [Fact]
    public void Patients_outside_of_the_term_do_not_count()
    {
        var tally = Full().Count([Of("a", TreatmentOutcome.NonResponder, 10m), Of("b", TreatmentOutcome.NonResponder, 20m) with
        {
            IndexDate = Began.PlusDays(1),
        }], AsOf, new DateInterval(new(2024, 1, 1), Began));
        Assert.Equal((-10m, 10m), (tally.Tally.Amount.Value, tally.Spend.Value));
        Assert.Equal((EntryStatus.OutsidePeriod, "b"), (tally.Tally.Entries[1].Status, tally.Tally.Entries[1].Event));
        Assert.Equal("There are no patients.", Full().Count([], AsOf).Lowest.ToString());
    }

    [Fact]
    public void Everything_that_is_wrong_with_patients_is_said_at_once()
    {
        var form = Full() with { Test = Test() with { Response = new("fall in serum M-protein", 0.5m, Direction.HigherIsBetter) } };
        Assert.Equal(
            "name-empty patients[0].id, price-range patients[0].paid, units-range patients[0].units, "
            + "outcome-contradicts-response patients[0].outcome.response, outcome-unknown patients[1].outcome.outcome, "
            + "date-order patients[1].outcome.date, date-after-settlement patients[1].outcome.claimed, price-missing patients[1].paid, "
            + "price-sum patients[2].periodPrices, id-twice patients[2].id",
            Said(() => form.Count(
            [
                new()
                {
                    Id = " ", IndexDate = Began, Paid = Money.Of(-1m), Units = 0m,
                    Outcome = Report(TreatmentOutcome.NonResponder) with { Response = 0.5m },
                },
                new() { Id = "b", IndexDate = Began, Outcome = new() { Outcome = default, Date = Began.PlusDays(-1),
                    Claimed = AsOf.PlusDays(1) } },
                Of("b", TreatmentOutcome.Responder) with { PeriodPrices = [Money.Of(1m)] },
            ], AsOf)));
    }

    public static TheoryData<string, DrugForm> WrongForms => new()
    {
        {
            "rate-range form.refundShare, days-range form.test.windowDays, days-range form.test.claimDays, death-policy form.test.death, "
            + "missing-policy form.test.missing, name-empty form.test.adjudicator, measure-direction form.test.response.direction, "
            + "rate-range form.guaranteedResponse",
            new OutcomeRebate
            {
                RefundShare = Rate.Zero,
                GuaranteedResponse = Rate.Of(1.1m),
                Test = new() { WindowDays = -1, ClaimDays = 36_501, Death = default, Missing = default, Adjudicator = " ",
                    Response = new("fall", 1m, default(Direction) - 1) },
            }
        },
        { "periods-count form.periods, rate-range form.share", new CostSharing { Periods = 0, Share = Rate.Of(2m) } },
        { "periods-count form.periods, trial-unknown form.price", new FreeTrial { Periods = 0, Price = default } },
        { "term-unused form.test", new FreeTrial { Periods = 1, Price = TrialPrice.RefundedIfStopped, Test = Test() } },
        {
            "price-range form.listPrice, rate-range form.baseRebate, price-range form.tiers[0].guaranteedPrice, "
            + "tier-twice form.tiers[1].name",
            new NetPriceTiers { ListPrice = Money.Of(-1m), BaseRebate = Rate.Of(2m),
                Tiers = [new("a", Money.Of(-1m)), new("a", Money.Of(1m))] }
        },
        { "tiers-count form.tiers", new NetPriceTiers { ListPrice = Money.Of(1m), BaseRebate = Rate.Zero, Tiers = [] } },
        { "rate-range form.yearly[0], rate-range form.upfront, instalments-sum form.yearly",
            new Instalments { Upfront = Rate.Of(-1m), Yearly = [Rate.Zero], Test = Test() } },
        { "years-count form.rebates", new Milestones { Rebates = [], Test = Test() } },
        { "rebates-sum form.rebates", new Milestones { Rebates = [60.Percent(), 60.Percent()], Test = Test() } },
        { "price-range form.listPrice, scale-covers form.prices[0]", new AdjustablePrice { ListPrice = Money.Of(-1m), Start = Began,
            Test = Test(), Prices = [Scale.Knots((0m, 1m), (0.5m, 2m))] } },
        { "years-count form.prices", new AdjustablePrice { ListPrice = Money.Of(1m), Start = Began, Test = Test(), Prices = [] } },
    };

    [Theory]
    [MemberData(nameof(WrongForms))]
    public void Everything_that_is_wrong_with_a_form_is_said_at_once(string expected, DrugForm form) =>
        Assert.Equal(expected, Said(() => form.Count([], AsOf)));

    [Fact]
    public void A_form_refuses_what_it_does_not_read()
    {
        var tiers = new NetPriceTiers { ListPrice = Money.Of(1m), BaseRebate = Rate.Zero, Tiers = [new("a", Money.Zero)] };
        Assert.Equal("price-unread patients[0].paid, tier-unknown patients[0].tier",
            Said(() => tiers.Count([Of("p", TreatmentOutcome.Responder) with { Tier = "b" }], AsOf)));
        Assert.Equal("period-prices-missing patients[0].periodPrices", Said(() => new CostSharing { Periods = 1, Share = 50.Percent() }
            .Count([Of("p", TreatmentOutcome.Responder)], AsOf)));
        var patient = Years(TreatmentOutcome.Responder, TreatmentOutcome.Responder);
        Assert.Equal("anniversaries-count patients[0].anniversaries", Said(() => new Milestones { Rebates = [10.Percent()], Test = Test() }
            .Count([patient], new LocalDate(2027, 6, 1))));
    }

    private static string Said(Func<object> make) => string.Join(", ", Assert.Throws<SettlementException>(() => { make(); }).Failures
        .Select(static f => $"{f.Code} {f.Path}"));

    private static Gen<ValueList<TreatedPatient>> Patients =>
        from outcomes in Gen.Choose(1, 5).ListOf(12)
        from prices in Gen.Choose(0, 5_000_000).ListOf(12)
        from days in Gen.Choose(90, 170).ListOf(12)
        select Enumerable.Range(0, 12).Select(i =>
        {
            var patient = Of($"p{(char)('a' + i)}", (TreatmentOutcome)outcomes[i], prices[i] / 100m);
            return patient with { Outcome = patient.Outcome with { Claimed = Began.PlusDays(days[i]) } };
        }).ToValueList();

    /// <summary>Whatever patients: the order says nothing, the entries add up, and neither policy that is harder on the manufacturer gives
    /// less.</summary>
    [Fact]
    public void Order_sum_and_stricter_policies() => CurveProperty.Holds(
        from patients in Patients
        from share in Gen.Choose(1, 100)
        from guaranteed in Gen.Choose(-50, 100)
        select (patients, share, guaranteed),
        30,
        given =>
        {
            var ladder = new decimal[3, 3];
            for (var death = 1; death <= 3; death++)
            {
                for (var missing = 1; missing <= 3; missing++)
                {
                    var form = new OutcomeRebate
                    {
                        RefundShare = Rate.Ratio(given.share, 101),
                        GuaranteedResponse = given.guaranteed < 0 ? null : given.guaranteed.Percent(),
                        Test = Test((DeathPolicy)death, (MissingOutcomePolicy)missing),
                    };
                    var tally = form.Count(given.patients, AsOf);
                    Assert.Equal(tally, form.Count(given.patients.Reverse().ToValueList(), AsOf));
                    Assert.Equal(tally.Tally.Amount.Value, tally.Tally.Entries.Sum(static e => e.Counted));
                    Assert.Equal(tally.Spend.Value + tally.Tally.Amount.Value, tally.NetSpend.Value);
                    ladder[Strictness(death), Strictness(missing)] = -tally.Tally.Amount.Value!.Value;
                }
            }

            for (var i = 0; i < 3; i++)
            {
                // A part of a cent's millionth comes of carrying each refund at twelve decimals.
                Assert.True(ladder[0, i] <= ladder[1, i] + 1e-9m && ladder[1, i] <= ladder[2, i] + 1e-9m);
                Assert.True(ladder[i, 0] <= ladder[i, 1] + 1e-9m && ladder[i, 1] <= ladder[i, 2] + 1e-9m);
            }

            static int Strictness(int policy) => policy switch { 1 => 0, 2 => 2, _ => 1 };
        });
}
