using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Tallies;

/// <summary>Prices of the tests are made up; each number follows by hand from those of <see cref="Card"/>.</summary>
public sealed class RateCardTests
{
    internal static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    /// <summary>A start pays 100, thirteen weeks 300, four-weekly sustainment 20 up to three times.</summary>
    internal static RateCard Card { get; } = new()
    {
        Prices = [new("a", "start", Money.Of(100)), new("b", "start", Money.Of(150)), new("a", "thirteen", Money.Of(300)),
            new("a", "monthly", Money.Of(20))],
        Outcomes =
        [
            new() { Name = "start", MostPerPerson = 1 },
            new() { Name = "thirteen", MostPerPerson = 1, After = new("start", 91) },
            new() { Name = "monthly", MostPerPerson = 3, After = new("start", 28), DaysApart = 28 },
        ],
    };

    internal static OutcomeEvent Event(string id, string outcome, LocalDate date, string person = "p1", string group = "a") => new()
    {
        Id = id,
        Subject = person,
        Group = group,
        Outcome = outcome,
        Date = date,
        EvidenceOn = date,
        ClaimedOn = date,
        Verdict = Verdict.Accepted,
        Adjudicator = "commissioner",
    };

    [Fact]
    public void A_line_for_each_price_and_an_entry_for_each_event()
    {
        var tally = Card.Count([Event("e2", "start", new(2026, 3, 1), "p2"), Event("e1", "start", new(2026, 3, 1)),
            Event("e3", "start", new(2026, 1, 5), "p3", "b")], Year);
        Assert.Equal(350m, tally.Amount.Value);
        Assert.Equal(["e3", "e1", "e2"], tally.Entries.Select(static e => e.Event));
        Assert.Equal(["rate-card[a][start] 100 × 2", "rate-card[b][start] 150 × 1", "rate-card 200 + 150", "rate-card 350"],
            tally.Amount.Lines.Select(static l => $"{l.Path} {l.Formula}"));
        Assert.Equal("350: 3 of 3 events count", tally.ToString());
        var one = Card.Count([Event("e1", "start", new(2026, 3, 1))], Year);
        Assert.Equal("100: 1 of 1 event counts", one.ToString());
    }

    [Theory]
    [InlineData(90, EntryStatus.Repeated)]
    [InlineData(91, EntryStatus.Counted)]
    public void A_sequence_counts_from_its_day_on(int days, EntryStatus expected)
    {
        var start = new LocalDate(2026, 1, 10);
        var tally = Card.Count([Event("e1", "start", start), Event("e2", "thirteen", start.PlusDays(days))], Year);
        Assert.Equal(expected, tally.Entries[1].Status);
        Assert.Equal(expected == EntryStatus.Counted ? null : "thirteen counts at least 91 days after an accepted start.",
            tally.Entries[1].Reason);
    }

    [Fact]
    public void Sustainments_lie_apart_and_end()
    {
        var start = new LocalDate(2026, 1, 1);
        var tally = Card.Count([Event("e0", "start", start), .. new[] { 28, 55, 56, 84, 112 }.Select(d =>
            Event(FormattableString.Invariant($"m{d:000}"), "monthly", start.PlusDays(d)))], Year);
        Assert.Equal([EntryStatus.Counted, EntryStatus.Counted, EntryStatus.Repeated, EntryStatus.Counted, EntryStatus.Counted,
            EntryStatus.Repeated], tally.Entries.Select(static e => e.Status));
        Assert.Equal("monthly counts at least 28 days after the one before.", tally.Entries[2].Reason);
        Assert.Equal("monthly counts at most 3 times for one person.", tally.Entries[5].Reason);
        Assert.Equal(160m, tally.Amount.Value);
    }

    [Fact]
    public void What_is_refused_or_late_comes_before_nothing()
    {
        var tally = Card.Count([Event("e1", "start", new(2026, 1, 1)) with { Verdict = Verdict.Rejected, Reason = "No contract of work." },
            Event("e2", "thirteen", new(2026, 6, 1))], Year);
        Assert.Equal([EntryStatus.Rejected, EntryStatus.Repeated], tally.Entries.Select(static e => e.Status));
        Assert.Equal("No contract of work.", tally.Entries[0].Reason);
        Assert.Equal(0m, tally.Amount.Value);
    }

    [Fact]
    public void The_last_day_of_a_deadline_counts()
    {
        var card = Card with
        {
            Events = new() { EvidenceDays = 60, Claim = new(30, DeadlineFrom.PeriodEnd), Adjudicator = "commissioner" },
        };
        var day = new LocalDate(2026, 2, 1);
        Says(EntryStatus.Counted, null, static e => e);
        Says(EntryStatus.Counted, null, e => e with { EvidenceOn = day.PlusDays(60), ClaimedOn = new(2027, 1, 30) });
        Says(EntryStatus.LateEvidence, "The evidence of 2026-04-03 came after 2026-04-02.", e => e with { EvidenceOn = day.PlusDays(61) });
        Says(EntryStatus.LateEvidence, "There is no evidence.", static e => e with { EvidenceOn = null });
        Says(EntryStatus.LateClaim, "The claim of 2027-01-31 came after 2027-01-30.", static e => e with { ClaimedOn = new(2027, 1, 31) });
        Says(EntryStatus.LateClaim, "There is no claim.", static e => e with { ClaimedOn = null });
        Says(EntryStatus.Undecided, "commissioner decides, and provider did.", static e => e with { Adjudicator = "provider" });
        Says(EntryStatus.Undecided, "commissioner decides, and nobody named did.", static e => e with { Adjudicator = null });
        Says(EntryStatus.Undecided, "Asked the employer.", static e => e with { Verdict = Verdict.Open, Reason = "Asked the employer." });
        Says(EntryStatus.OutsidePeriod, null, static e => e with { Date = new(2025, 12, 31) });
        Says(EntryStatus.OutsidePeriod, null, static e => e with { Date = new(2027, 1, 1), EvidenceOn = null, ClaimedOn = null });
        card = card with { Events = card.Events with { Claim = new(10, DeadlineFrom.Event) } };
        Says(EntryStatus.Counted, null, e => e with { ClaimedOn = day.PlusDays(10) });
        Says(EntryStatus.LateClaim, "The claim of 2026-02-12 came after 2026-02-11.", e => e with { ClaimedOn = day.PlusDays(11) });

        void Says(EntryStatus status, string? reason, Func<OutcomeEvent, OutcomeEvent> change)
        {
            var entry = card.Count([change(Event("e1", "start", day))], Year).Entries[0];
            Assert.Equal((status, reason), (entry.Status, entry.Reason));
        }
    }

    [Fact]
    public void A_reference_counts_once()
    {
        var one = Event("e1", "start", new(2026, 1, 1)) with { Reference = "r" };
        var tally = Card.Count([one, one with { Id = "e2", Subject = "p2" },
            one with { Id = "e0", Subject = "p3", Verdict = Verdict.Rejected }], Year);
        Assert.Equal([EntryStatus.Rejected, EntryStatus.Counted, EntryStatus.Duplicate], tally.Entries.Select(static e => e.Status));
    }

    [Fact]
    public void Limits_leave_what_they_leave_and_accepted_events_accelerate_beyond_them()
    {
        var card = Card with { LimitPerPerson = Money.Of(400), TotalLimit = Money.Of(700), Accelerator = new(2, 1.25m) };
        var start = new LocalDate(2026, 1, 1);
        var tally = card.Count([Event("e1", "start", start), Event("e2", "thirteen", start.PlusDays(91)),
            Event("e3", "monthly", start.PlusDays(100)), Event("e4", "start", start.PlusDays(101), "p2"),
            Event("e5", "thirteen", start.PlusDays(200), "p2")], Year);
        Assert.Equal([(EntryStatus.Counted, 100m, 100m), (EntryStatus.Counted, 300m, 300m), (EntryStatus.LimitReached, 25m, 0m),
            (EntryStatus.Counted, 125m, 125m), (EntryStatus.CountedInPart, 375m, 175m)],
            tally.Entries.Select(static e => (e.Status, e.Asked, e.Counted)));
        Assert.Equal(["The limit per person.", "The total limit."], tally.Entries.Select(static e => e.Reason).OfType<string>());
        Assert.Equal(700m, tally.Amount.Value);
        Assert.Equal(125m, Line(tally, "beyond-limit-per-person"));
        Assert.Equal(800m, Line(tally, "within-limit-per-person"));
        Assert.Equal(0m, card.NextPrice("a", "start", tally.Entries).Value);
        Assert.Equal(125m, (card with { TotalLimit = null }).NextPrice("a", "start", tally.Entries).Value);
        Assert.Equal(100m, card.NextPrice("a", "start", []).Value);
        Assert.Equal(75m, (card with { TotalLimit = Money.Of(775) }).NextPrice("a", "thirteen", tally.Entries).Value);
    }

    [Fact]
    public void At_a_limit_exactly_everything_counts()
    {
        var card = Card with { LimitPerPerson = Money.Of(100), TotalLimit = Money.Of(200) };
        var tally = card.Count([Event("e1", "start", new(2026, 1, 1)), Event("e2", "start", new(2026, 1, 1), "p2")], Year);
        Assert.All(tally.Entries, static e => Assert.Equal((EntryStatus.Counted, 100m, null), (e.Status, e.Counted, e.Reason)));
        Assert.Equal(200m, tally.Amount.Value);
    }

    [Fact]
    public void Limits_sequence_and_accelerator_run_on_from_earlier_entries()
    {
        var card = Card with { LimitPerPerson = Money.Of(330), TotalLimit = Money.Of(350), Accelerator = new(1, 2m) };
        var before = new DateInterval(new(2025, 1, 1), new(2025, 12, 31));
        var earlier = card.Count([Event("e1", "start", new(2025, 12, 1))], before).Entries;
        var events = new[] { Event("e1", "start", new(2026, 1, 1)), Event("e2", "start", new(2026, 1, 2)), Event("e3", "thirteen",
            new(2026, 3, 2)) }.ToValueList();
        var tally = card.Count(events, Year, earlier);
        Assert.Equal([(EntryStatus.Duplicate, 0m), (EntryStatus.Repeated, 0m), (EntryStatus.CountedInPart, 230m)],
            tally.Entries.Select(static e => (e.Status, e.Counted)));
        Assert.Equal(250m, Line(tally, "total-limit-left"));
        Assert.Equal(230m, tally.Amount.Value);
        Assert.Equal([EntryStatus.Counted, EntryStatus.Repeated, EntryStatus.Repeated],
            card.Count(events, Year).Entries.Select(static e => e.Status));
    }

    [Fact]
    public void A_quantity_multiplies_the_price_and_not_the_number_of_events()
    {
        var card = Card with { Outcomes = [new() { Name = "start" }, .. Card.Outcomes.Skip(1)] };
        var tally = card.Count([Event("e1", "start", new(2026, 1, 1)) with { Quantity = 2.5m }], Year);
        Assert.Equal((250m, 250m), (tally.Amount.Value, tally.Entries[0].Counted));
    }

    [Fact]
    public void What_cannot_be_is_said_at_once()
    {
        var day = new LocalDate(2026, 1, 1);
        var events = new[]
        {
            Event("e1", "start", day), Event("e1", "start", day.PlusDays(1)), Event("e2", "start", day, "p2", "c"),
            Event("e3", "start", day, "p3", "c"), Event("e4", "end", day), Event("e5", "start", day, string.Empty),
            Event("e6", "start", day) with { Quantity = 0m }, Event("e7", "start", day) with { Verdict = default },
            Event("e8", "start", day) with { Reason = "a\nb" }, Event(" ", "start", day), Event("e9", "start", day) with
            {
                EvidenceOn = new(1447, 1, 1, CalendarSystem.IslamicBcl),
            },
        }.ToValueList();
        var failures = Assert.Throws<SettlementException>(() => Card.Count(events, Year)).Failures;
        Assert.Equal(["choice-missing events[e7].verdict", "date-range events[e9].evidenceOn", "event-subject events[e5].subject",
            "event-twice events[e1]", "name-empty events[ ].id", "price-missing events[e2]", "price-missing events[e4]",
            "quantity-range events[e6].quantity", "text-character events[e8].reason"],
            failures.Select(static f => $"{f.Code} {f.Path}").Order(StringComparer.Ordinal));
        Assert.Contains(failures, static f => f.Rule == "The card has no price for the outcome 'start' of the group 'c'.");
        Assert.Equal(failures, Assert.Throws<SettlementException>(() => Card.Count(events.Reverse().ToValueList(), Year)).Failures);
    }

    [Fact]
    public void A_hundred_failures_are_listed_and_the_others_numbered()
    {
        var events = Enumerable.Range(0, 150).Select(i => Event(FormattableString.Invariant($"e{i:000}"), "start", new(2026, 1, 1)) with
        {
            Verdict = default,
        }).ToValueList();
        var failures = Assert.Throws<SettlementException>(() => Card.Count(events, Year)).Failures;
        Assert.Equal((101, "failures-more", "50"), (failures.Count, failures[^1].Code, failures[^1].Value));
    }

    [Fact]
    public void A_card_says_everything_that_is_wrong_with_it()
    {
        var card = new RateCard
        {
            Prices = [new("a", "start", Money.Of(-1)), new("a", "start", Money.Of(1.00001m)), new("a", "other", Money.Of(1))],
            Outcomes =
            [
                new() { Name = "start", MostPerPerson = 0, After = new("end", -1) },
                new() { Name = "end", After = new("start", 1), DaysApart = 0 },
                new() { Name = "end", After = new("nothing", 1) },
                new() { Name = " " },
            ],
            Events = new() { EvidenceDays = -1, Claim = new(40_000, default), Adjudicator = "a\nb" },
            LimitPerPerson = Money.Zero,
            TotalLimit = Money.Of(-1),
            Accelerator = new(-1, 0m),
        };
        Assert.Equal(["accelerator-events accelerator.afterEvents", "accelerator-factor accelerator.factor",
            "amount-decimals prices[1].price", "amount-range limitPerPerson", "amount-range prices[0].price", "amount-range totalLimit",
            "choice-missing events.claim.from", "days-range events.claim.days", "days-range events.evidenceDays",
            "days-range outcomes[0].after.leastDays", "days-range outcomes[1].daysApart", "most-per-person outcomes[0].mostPerPerson",
            "name-empty outcomes[3].name", "outcome-circle outcomes[0].after", "outcome-circle outcomes[1].after",
            "outcome-twice outcomes[2]", "outcome-unknown outcomes[2].after.outcome", "outcome-unknown prices[2].outcome",
            "price-missing prices", "price-missing prices", "price-twice prices[1]", "text-character events.adjudicator"],
            card.Validate().Select(static f => $"{f.Code} {f.Path}").Order(StringComparer.Ordinal));
        Assert.Throws<SettlementException>(() => card.Count([], Year));
        Assert.Equal("card-size", Assert.Single((Card with { Prices = [] }).Validate()).Code);
        Assert.Throws<SettlementException>(() => Card.NextPrice("z", "start", []));
    }

    [Fact]
    public void Too_much_money_is_refused()
    {
        var card = new RateCard { Prices = [new("", "x", Money.Of(1_000_000_000))], Outcomes = [new() { Name = "x" }] };
        var dear = Event("e", "x", new(2026, 1, 1), "", "") with { Quantity = 1_000_000m };
        Assert.Equal(1_000_000_000_000_000m, card.Count([dear], Year).Amount.Value);
        Assert.Equal("amount-range", Assert.Single(Assert.Throws<SettlementException>(() =>
            card.Count([dear, dear with { Id = "f", Quantity = 0.0001m }], Year)).Failures).Code);
    }

    [Fact]
    public void The_digest_proves_which_events_were_counted()
    {
        ValueList<OutcomeEvent> events = [Event("b", "start", new(2026, 1, 1)) with { Quantity = 1.50m },
            Event("é", "start", new(2026, 1, 1), "p2") with
            {
                Reference = "r",
                Reason = "because",
                Source = "s",
                Verdict = Verdict.Open,
                EvidenceOn = null,
            }];
        var text = "b\tp1\ta\tstart\t2026-01-01\t1.5\t2026-01-01\t2026-01-01\t\taccepted\tcommissioner\t\t\n"
            + "é\tp2\ta\tstart\t2026-01-01\t1\t\t2026-01-01\tr\topen\tcommissioner\tbecause\ts\n";
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Equal(expected, EventDigest.Of(events).Text);
        Assert.Equal(expected, EventDigest.Of(events.Reverse().ToValueList()).Text);
    }

    [Fact]
    public void No_events_come_to_nothing()
    {
        var tally = Card.Count([], Year);
        Assert.Equal((0m, 0), (tally.Amount.Value, tally.Entries.Count));
    }

    private static decimal? Line(Tally tally, string key) => tally.Amount.Lines.Single(l => l.Key == key).Value;
}
