using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Tallies;

public sealed class MilestonePlanTests
{
    private static readonly LocalDate Stop = new(2026, 6, 30);

    private static readonly MilestonePlan Plan = new()
    {
        Milestones =
        [
            new()
            {
                Id = "release",
                Value = Money.Of(900),
                Criteria = [new("users", 100m, Direction.HigherIsBetter), new("defects", 5m, Direction.LowerIsBetter),
                    new("uptime", 0.99m, Direction.HigherIsBetter)],
                Partial = PartialAcceptance.CriteriaMet,
                Retention = new() { Share = 10.Percent(), ReleaseOn = new(2026, 12, 31) },
                LongStop = Stop,
            },
            new()
            {
                Id = "training",
                Value = Money.Of(500),
                Partial = PartialAcceptance.StatedFraction,
                Retention = new() { Share = 20.Percent(), ReleaseWhen = "no complaint for 90 days" },
            },
            new() { Id = "handover", Value = Money.Of(100), Criteria = [new("documents", 3m, Direction.HigherIsBetter)], LongStop = Stop },
        ],
    };

    private static MilestoneReport Release(LocalDate on, decimal users = 100m, decimal defects = 5m) => new()
    {
        Milestone = "release",
        Date = on,
        Results = [new("users", users), new("defects", defects), new("uptime", 0.99m)],
    };

    private static MilestoneReport Training(Rate? fraction = null, LocalDate? released = null) => new()
    {
        Milestone = "training",
        Date = new(2026, 5, 1),
        AcceptedBy = "A. Client",
        AcceptedFraction = fraction,
        ReleasedOn = released,
    };

    [Fact]
    public void Thresholds_pass_and_the_long_stop_is_the_last_day()
    {
        Says(new(2026, 6, 30), Release(Stop), "release: earned 900, retained 90 (The retention is released on 2026-12-31.)");
        Says(new(2026, 12, 31), Release(Stop), "release: earned 900, released 90");
        Says(new(2026, 12, 30), Release(Stop, users: 99m), "release: earned 600, retained 60, forfeited 300 "
            + "(Not met: users at least 100. The retention is released on 2026-12-31.)");
        Says(Stop, Release(Stop, users: 99m, defects: 6m), "release: earned 300, retained 30, waiting 600 "
            + "(Not met: users at least 100; defects at most 5. The retention is released on 2026-12-31.)");
        Says(new(2026, 7, 1), Release(new(2026, 7, 1)),
            "release: forfeited 900 (Reported on 2026-07-01, after the long stop of 2026-06-30.)");
        Says(Stop, Release(new(2026, 7, 1)), "release: waiting 900 (Reported on 2026-07-01, after the day looked from.)");

        static void Says(LocalDate on, MilestoneReport report, string expected) =>
            Assert.Equal(expected, Plan.States([report], on)[0].ToString());
    }

    [Fact]
    public void A_person_accepts_in_part_and_a_condition_releases()
    {
        Assert.Equal("training: earned 375, retained 75, waiting 125 (Accepted in part by A. Client. The retention is released by: "
            + "no complaint for 90 days.)", State(Training(75.Percent())));
        Assert.Equal("training: earned 500, released 100", State(Training(null, new(2026, 8, 1))));
        Assert.Equal("training: earned 500, retained 100 (The retention is released by: no complaint for 90 days.)",
            State(Training(null, new(2026, 8, 2))));
        Assert.Equal("training: waiting 500 (Accepted in part by A. Client.)", State(Training(Rate.Zero)));

        static string State(MilestoneReport report) => Plan.States([report], new(2026, 8, 1))[1].ToString();
    }

    [Fact]
    public void Without_partial_acceptance_all_criteria_are_met_or_nothing_is_earned()
    {
        var report = new MilestoneReport { Milestone = "handover", Date = Stop, Results = [new("documents", 2m)] };
        Assert.Equal("handover: waiting 100 (Not met: documents at least 3.)", Plan.States([report], Stop)[2].ToString());
        Assert.Equal("handover: earned 100", Plan.States([report with { Results = [new("documents", 3m)] }], Stop)[2].ToString());
        Assert.Equal("handover: forfeited 100 (Not reported.)", Plan.States([], Stop.PlusDays(1))[2].ToString());
    }

    [Fact]
    public void The_tally_is_what_is_payable()
    {
        ValueList<MilestoneReport> reports = [Training(75.Percent()), Release(Stop)];
        var tally = Plan.Count(reports, new(2026, 7, 1));
        Assert.Equal(1_110m, tally.Amount.Value);
        Assert.Equal([("release", EntryStatus.CountedInPart, 900m, 810m), ("training", EntryStatus.CountedInPart, 500m, 300m),
            ("handover", EntryStatus.Forfeited, 100m, 0m)], tally.Entries.Select(static e => (e.Event, e.Status, e.Asked, e.Counted)));
        Assert.Equal(tally.Amount.Value, tally.Entries.Sum(static e => e.Counted));
        Assert.Equal(tally, Plan.Count(reports.Reverse().ToValueList(), new(2026, 7, 1)));
        Assert.All(tally.Amount.Lines, static l => Assert.Equal(l.Value, l.Replay()));
        Assert.All(Plan.States(reports, new(2026, 7, 1)).Zip(Plan.Milestones), static p =>
            Assert.Equal(p.Second.Value.Amount, p.First.Earned + p.First.Forfeited + p.First.Waiting));
        var early = Plan.Count([Release(Stop), Training(null, new(2026, 6, 1))], Stop).Entries;
        Assert.Equal([EntryStatus.CountedInPart, EntryStatus.Counted, EntryStatus.Undecided], early.Select(static e => e.Status));
    }

    [Fact]
    public void Reports_that_cannot_be_are_said_at_once()
    {
        ValueList<MilestoneReport> reports =
        [
            Release(Stop) with
            {
                AcceptedBy = "A. Client", Results = [new("speed", 1m)], AcceptedFraction = 50.Percent(), ReleasedOn = Stop,
            },
            Training() with { AcceptedBy = null }, Training(), new() { Milestone = "other", Date = Stop },
            new() { Milestone = "handover", Date = Stop, Results = [new("documents", 1m), new("documents", 2m)] },
        ];
        var failures = Assert.Throws<SettlementException>(() => Plan.Count(reports, Stop)).Failures;
        Assert.Equal(["accepted-fraction reports[release].acceptedFraction", "criterion-unknown reports[handover].results",
            "criterion-unknown reports[release].results", "milestone-acceptance reports[release].acceptedBy",
            "milestone-acceptance reports[training].acceptedBy", "milestone-unknown reports[other]", "report-twice reports[training]",
            "retention-release reports[release].releasedOn"],
            failures.Select(static f => $"{f.Code} {f.Path}").Order(StringComparer.Ordinal));
        Assert.Equal(failures, Assert.Throws<SettlementException>(() => Plan.Count(reports.Reverse().ToValueList(), Stop)).Failures);
    }

    [Fact]
    public void A_plan_says_everything_that_is_wrong_with_it()
    {
        var wrong = new MilestonePlan
        {
            Milestones =
            [
                new() { Id = " ", Value = Money.Zero, Partial = PartialAcceptance.CriteriaMet, Retention = new() { Share = Rate.Zero } },
                new()
                {
                    Id = " ", Value = Money.Of(1), Partial = PartialAcceptance.StatedFraction,
                    Criteria = [new("a", 2_000_000_000m, default), new("a", 1m, Direction.LowerIsBetter)],
                },
            ],
        };
        Assert.Equal(["amount-range milestones[0].value", "choice-missing milestones[1].criteria[0].direction",
            "criterion-threshold milestones[1].criteria[0].threshold", "criterion-twice milestones[1].criteria[1].name",
            "milestone-partial milestones[0].partial", "milestone-partial milestones[1].partial", "milestone-twice milestones[1].id",
            "name-empty milestones[0].id", "name-empty milestones[1].id", "rate-range milestones[0].retention.share",
            "retention-release milestones[0].retention.releaseOn"],
            wrong.Validate().Select(static f => $"{f.Code} {f.Path}").Order(StringComparer.Ordinal));
        Assert.Equal("milestones-count", Assert.Single((Plan with { Milestones = [] }).Validate()).Code);
    }
}
