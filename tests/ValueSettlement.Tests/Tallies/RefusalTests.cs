using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Statistics;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Json;
using static ValueSettlement.Tests.Tallies.Services;

namespace ValueSettlement.Tests.Tallies;

/// <summary>What would be paid wrongly if it were taken: units of another kind, days before their cause, one event for many.</summary>
public sealed class RefusalTests
{
    private static readonly LocalDate Day = new(2026, 5, 1);

    private static readonly ServiceLevelSchedule Schedule = new()
    {
        AtRisk = 12.Percent(),
        Levels =
        [
            new() { Id = "uptime", Allocation = 50.Percent(), Direction = Direction.HigherIsBetter, Expected = 0.995m, Target = 0.999m },
        ],
    };

    private static string[] Refused(Func<object> act) =>
        [.. Assert.Throws<SettlementException>(act).Failures.Select(static f => $"{f.Code} {f.Path}")];

    private static Figure Of(decimal value, Unit unit) => new() { Value = value, Unit = unit };

    [Fact]
    public void A_result_counts_what_its_level_counts_and_a_charge_is_money()
    {
        Assert.Equal(["figure-unit months[0].charge", "figure-unit months[0].results[0].result"], Refused(static () =>
            Schedule.Settle([new(new(2026, 1), Of(100m, Unit.Points), [new("uptime", Of(99.2m, Unit.Points))])])));
        Assert.Equal(["figure-unit months[0].results[0].result"], Refused(static () =>
            Schedule.Settle([new(new(2026, 1), Money.Of(1m), [new("uptime", Money.Of(1m))])])));
        Assert.Equal(["text-character months[0].results[0].result.absence.reason"], Refused(static () => Schedule.Settle([new(new(2026, 1),
            Money.Of(1m), [new("uptime", Figure.Absent(AbsenceKind.Missing, "a\nb"))])])));
        Assert.Equal(["text-character months[0].charge.source"], Refused(static () =>
            Schedule.Settle([new(new(2026, 1), Figure.Stated(Money.Of(1m), "a\nb"), [])])));
        Assert.Equal(0m, Schedule.Settle([new(new(2026, 1), Money.Of(1m), [new("uptime", new Figure { Value = 1m })])])[0].Tally.Amount
            .Value);
    }

    [Fact]
    public void Months_end_with_the_last_one_of_the_calendar()
    {
        Assert.Equal(["months-order months[1].month"], Refused(static () =>
            Schedule.Settle([new(new(9999, 12), Money.Of(1m), []), new(new(2026, 1), Money.Of(1m), [])])));
        Assert.Equal(["date-range months[0].month"], Refused(static () =>
            Schedule.Settle([new(new(1447, 1, CalendarSystem.IslamicBcl), Money.Of(1m), [])])));
    }

    [Fact]
    public void Evidence_and_claim_do_not_come_before_their_event()
    {
        var early = RateCardTests.Event("e1", "start", Day) with { EvidenceOn = new(1900, 1, 1), ClaimedOn = Day.PlusDays(-1) };
        Assert.Equal(["date-order events[e1].claimedOn", "date-order events[e1].evidenceOn"],
            Refused(() => RateCardTests.Card.Count([early], RateCardTests.Year)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_counts_so_often_for_a_person_is_an_event_each()
    {
        var many = RateCardTests.Event("e1", "start", Day) with { Quantity = 26m };
        Assert.Equal(["quantity-of-person events[e1].quantity", "quantity-of-person events[e2].quantity"], Refused(() =>
            RateCardTests.Card.Count([many, many with { Id = "e2", Subject = "p2", Quantity = 0.5m }], RateCardTests.Year)));
        ValueList<PayableOutcome> free = [.. RateCardTests.Card.Outcomes.Select(static o => new PayableOutcome { Name = o.Name })];
        Assert.Equal(2_600m, (RateCardTests.Card with { Outcomes = free }).Count([many], RateCardTests.Year).Amount.Value);
    }

    [Fact]
    public void Days_of_milestones_follow_each_other()
    {
        var plan = new MilestonePlan
        {
            Milestones =
            [
                new()
                {
                    Id = "m",
                    Value = Money.Of(1m),
                    LongStop = new LocalDate(),
                    Retention = new() { Share = 5.Percent(), ReleaseOn = new LocalDate() },
                },
            ],
        };
        Assert.Equal(["date-order milestones[0].longStop", "date-order milestones[0].retention.releaseOn"],
            plan.Validate().Select(static f => $"{f.Code} {f.Path}"));
        plan = new()
        {
            Milestones = [new() { Id = "m", Value = Money.Of(1m), Retention = new() { Share = 5.Percent(), ReleaseWhen = "no defect" } }],
        };
        MilestoneReport report = new() { Milestone = "m", Date = Day, AcceptedBy = "A. Client", ReleasedOn = Day.PlusDays(-1) };
        Assert.Equal(["date-order reports[m].releasedOn"], Refused(() => plan.Count([report], Day)));

        var terms = TermsSamples.All.OfType<MilestonePaymentsTerms>().First() with { Plan = plan };
        var first = terms.Term.Start;
        Assert.Equal(["date-order reports[m].date"], Refused(() => MilestonePayments.For(terms).Count(
            [report with { Date = first.PlusDays(-1), ReleasedOn = null }])));
        Assert.Equal(["date-order plan.milestones[0].longStop"], (terms with
        {
            Plan = new() { Milestones = [plan.Milestones[0] with { LongStop = first.PlusDays(-1) }] },
        }).Validate().Select(static f => $"{f.Code} {f.Path}"));
    }

    [Fact]
    public void A_credit_is_not_claimed_before_its_period()
    {
        Assert.Equal(["date-order claimed"], Refused(static () => Cloud.Credit(90.Percent(), Money.Of(1m), April, new(2020, 1, 1))));
        Assert.Equal(CreditStatus.Credit, Cloud.Credit(90.Percent(), Money.Of(10m), April, April.Start).Status);
    }

    [Fact]
    public void A_choice_is_one_of_those_that_there_are()
    {
        Assert.Equal(["choice-missing base"], (Always() with { Base = (AvailabilityBase)99 }).Validate().Select(Said));
        Assert.Equal(["choice-missing claim.unit"], (Cloud with { Claim = new((DeadlineUnit)99, 2) }).Validate().Select(Said));
        Assert.Equal(["choice-missing levels[0].measurement", "choice-missing levels[0].unit", "level-minimum levels[0].minimum"],
            (Schedule with { Levels = [Schedule.Levels[0] with { Measurement = (LevelMeasurement)99, Unit = (Unit)99 }] }).Validate()
                .Select(Said));
        Assert.Equal(["choice-missing unit"], Refused(static () => new PercentileLevel
        {
            Percentile = 95.Percent(),
            Direction = Direction.LowerIsBetter,
            Expected = 1m,
            Unit = (Unit)99,
        }.Of(new ValueList<decimal>([1m]))));

        var chart = new ControlChart { Centre = 4m, Deviation = 1.5m, Rules = [ChartRule.BeyondLimit] };
        Assert.Equal(["direction-missing direction"], Refused(() => EscalationRules.BandsOf(chart, [1m], (Direction)99)));

        static string Said(Failure failure) => $"{failure.Code} {failure.Path}";
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Whoever_decides_has_a_name(string adjudicator) => Assert.Equal("name-empty events.adjudicator", Assert.Single(
        (RateCardTests.Card with { Events = new() { Adjudicator = adjudicator } }).Validate().Select(static f => $"{f.Code} {f.Path}")));

    [Fact]
    public void Names_are_texts_that_a_person_reads() => Assert.Equal(["text-character service"], Refused(static () =>
        Availability.OfMinutes("a\nb", 1m, 0m)));

    [Fact]
    public void Hours_are_whole_minutes() => Assert.Equal(["hours-minute from", "hours-minute to"], Refused(static () =>
        DailyHours.On(new(8, 0, 30), new LocalTime(18, 0).PlusNanoseconds(1), IsoDayOfWeek.Monday)));

    [Fact]
    public void What_begins_after_the_period_counts_to_no_end_of_it()
    {
        var measured = (Always() with { MaintenanceNoticeMinutes = 60 }).Measure(April,
            [new() { Id = "x", Service = "api", Start = Instant.FromUtc(2026, 6, 1, 0, 0) }],
            [new() { Start = At(2, 1), End = At(2, 2), AnnouncedAt = Instant.FromUtc(2030, 1, 1, 0, 0) }]);
        Assert.Equal((EntryStatus.OutsidePeriod, null), (measured.Entries[0].Status, measured.Entries[0].Reason));
        Assert.Equal("Announced after it began; the agreement asks for 60 minutes of notice.", measured.Maintenance[0].Reason);
    }

    [Fact]
    public void Terms_say_what_is_wrong_with_name_currency_and_term_at_once()
    {
        var hijri = new DateInterval(new(1447, 1, 1, CalendarSystem.IslamicBcl), new(1447, 12, 1, CalendarSystem.IslamicBcl));
        foreach (var terms in new ProgrammeTerms[]
        {
            TermsSamples.All.OfType<ServiceLevelsTerms>().First() with { Id = "", Currency = "zz", Term = null! },
            TermsSamples.All.OfType<OutcomePaymentsTerms>().First() with { Id = null!, Currency = null!, Term = null! },
            TermsSamples.All.OfType<MilestonePaymentsTerms>().First() with { Id = " ", Currency = "usd", Term = null! },
        })
        {
            Assert.Equal(["name-empty id", "currency currency", "term-missing term"],
                terms.Validate().Select(static f => $"{f.Code} {f.Path}"));
            Assert.NotNull(terms.ToString());
            Assert.Throws<SettlementException>(() => terms.Contract());
        }

        Assert.Equal(["date-range term.start", "date-range term.end"],
            (TermsSamples.All.OfType<ServiceLevelsTerms>().First(static t => t.Schedule is null) with { Term = hijri }).Validate()
                .Select(static f => $"{f.Code} {f.Path}"));
        Assert.Empty((TermsSamples.All.OfType<ServiceLevelsTerms>().First(static t => t.Schedule is null) with
        {
            Term = new(new(9_995, 1, 1), new(9_995, 1, 31)),
        }).Validate());
    }
}
