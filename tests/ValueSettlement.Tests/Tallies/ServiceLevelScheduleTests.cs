using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Tallies;

/// <summary>Months of an outsourcing contract: 12 % at risk of 100,000 a month.</summary>
public sealed class ServiceLevelScheduleTests
{
    private static readonly ServiceLevelSchedule Schedule = new()
    {
        AtRisk = 12.Percent(),
        Levels =
        [
            new() { Id = "uptime", Allocation = 50.Percent(), Direction = Direction.HigherIsBetter, Expected = 0.995m, Target = 0.999m },
            new()
            {
                Id = "tickets", Allocation = 40.Percent(), Measurement = LevelMeasurement.Event, Direction = Direction.HigherIsBetter,
                Expected = 0.9m, Target = 0.95m, Minimum = 10,
            },
            new()
            {
                Id = "survey", Allocation = 30.Percent(), Measurement = LevelMeasurement.Sample, Direction = Direction.HigherIsBetter,
                Expected = 0.8m, Target = 0.9m, Minimum = 50,
            },
        ],
        RepeatFactors = [Rate.One, 150.Percent(), 200.Percent()],
        EarnBack = new(2, Rate.One),
    };

    private static ServiceMonth Month(int month, decimal uptime, int tickets = 96, int survey = 95, int answers = 100) => new(new(2026,
        month),
        Money.Of(100_000m),
        [new("uptime", Rate.Of(uptime)), LevelResult.Share("tickets", tickets, 100), LevelResult.Share("survey", Math.Min(survey, answers),
            answers)]);

    private static decimal[] Amounts(ServiceLevelSchedule schedule, params ReadOnlySpan<ServiceMonth> months) =>
        [.. schedule.Settle([.. months]).Select(static m => m.Tally.Amount.Value!.Value)];

    [Fact]
    public void A_miss_costs_its_allocation_and_more_in_a_row()
    {
        // Pool 12,000: 50 % of it, then once and a half, then twice, which is the pool; the fourth miss is the third factor again.
        Assert.Equal([-6_000m, -9_000m, -12_000m, -12_000m, 0m, -6_000m], Amounts(Schedule with { EarnBack = null },
            Month(1, 0.99m), Month(2, 0.99m), Month(3, 0.99m), Month(4, 0.99m), Month(5, 0.995m), Month(6, 0.9949m)));
    }

    [Fact]
    public void Together_credits_are_at_most_the_amount_at_risk()
    {
        var month = Assert.Single(Schedule.Settle([Month(1, 0.9m, tickets: 50, survey: 10)]));
        Assert.Equal(-12_000m, month.Tally.Amount.Value);
        Assert.Equal([(-6_000m, -6_000m, EntryStatus.Counted), (-4_800m, -4_800m, EntryStatus.Counted), (-3_600m, -1_200m,
            EntryStatus.CountedInPart)],
            month.Tally.Entries.Select(static e => (e.Asked, e.Counted, e.Status)));
        Assert.All(month.Tally.Amount.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void A_credit_comes_back_once_the_target_was_met_in_each_month_that_follows()
    {
        var months = Schedule.Settle([Month(1, 0.99m), Month(2, 0.999m), Month(3, 0.9995m), Month(4, 0.99m), Month(5, 0.999m), Month(6,
            0.998m)]);
        Assert.Equal([-6_000m, 0m, 6_000m, -6_000m, 0m, 0m], months.Select(static m => m.Tally.Amount.Value));
        Assert.Equal([6_000m, 6_000m, 0m, 6_000m, 6_000m, 0m], months.Select(static m => m.Levels[0].StillToEarn));
        Assert.Equal([0m, 0m, 6_000m, 0m, 0m, 0m], months.Select(static m => m.Levels[0].EarnedBack));
        var lapsed = Assert.Single(months[5].Tally.Entries);
        Assert.Equal((EntryStatus.Excluded, "2026-06 uptime, credit of 2026-04",
            "The target was not met in each of the 2 months after it."),
            (lapsed.Status, lapsed.Event, lapsed.Reason));
    }

    [Fact]
    public void Too_small_a_sample_is_no_miss_and_ends_no_row()
    {
        var months = Schedule.Settle([Month(1, 1m, survey: 10), Month(2, 1m, survey: 10, answers: 49), Month(3, 1m, survey: 10)]);
        Assert.Equal([-3_600m, 0m, -5_400m], months.Select(static m => m.Tally.Amount.Value));
        Assert.Equal([1, 1, 2], months.Select(static m => m.Levels[2].MissedInARow));
        Assert.Equal(AbsenceKind.TooSmall, months[1].Levels[2].Result.Absence!.Kind);
        var left = Assert.Single(months[1].Tally.Entries);
        Assert.Equal(("no result", "49 are fewer than the 50 that the level asks for."), (left.Kind, left.Reason));
        // Nor is it a month at target: what the first month cost does not come back.
        Assert.Equal(0m, months[2].Levels[2].EarnedBack);
        Assert.Equal(LevelOutcome.NoResult, Schedule.Settle([new(new(2026, 1), Money.Of(1m), [])])[0].Levels[0].Outcome);
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        var wrong = new ServiceLevelSchedule
        {
            AtRisk = Rate.Zero,
            Levels = [Schedule.Levels[0] with { Target = 0.9m, Minimum = 3 }, Schedule.Levels[0] with { Allocation = 2.Percent(),
                Direction = default }],
            RepeatFactors = [],
            EarnBack = new(0, 200.Percent()),
        };
        Assert.Equal(["atRisk", "repeatFactors", "earnBack.share", "earnBack.months", "levels[0].target", "levels[0].minimum",
            "levels[1].id",
            "levels[1].direction"], wrong.Validate().Select(static f => f.Path));
        Assert.Equal(["months[1].month", "months[1].charge", "months[1].results[0].level", "months[1].results[1].count"],
            Assert.Throws<SettlementException>(() => Schedule.Settle([Month(1, 1m), new(new(2026, 3), Money.Of(-1m),
                [new("unknown", Rate.One), new("tickets", Rate.One)])])).Failures.Select(static f => f.Path));
        Assert.Throws<SettlementException>(static () => LevelResult.Share("tickets", 2, 1));
    }
}
