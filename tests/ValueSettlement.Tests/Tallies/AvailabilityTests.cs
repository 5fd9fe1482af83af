using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Curves;
using static ValueSettlement.Tests.Tallies.Services;

namespace ValueSettlement.Tests.Tallies;

/// <summary>Minutes of a service: each counts once, and what does not count says why.</summary>
public sealed class AvailabilityTests
{
    // 29 March and 25 October 2026: the clocks of Berlin skip 02:00 to 03:00, and show it twice.
    private static readonly LocalDate Spring = new(2026, 3, 29);
    private static readonly LocalDate Autumn = new(2026, 10, 25);

    private static decimal ServiceMinutes(LocalDate day, ServiceHours? hours, string zone = "Europe/Berlin") =>
        Assert.Single((Always(zone) with { Services = [new() { Id = "api", Hours = hours }] }).Measure(new(day, day),
            []).Services).ServiceMinutes;

    [Fact]
    public void A_day_has_23_24_or_25_hours()
    {
        Assert.Equal(23 * 60m, ServiceMinutes(Spring, null));
        Assert.Equal(25 * 60m, ServiceMinutes(Autumn, null));
        Assert.Equal(24 * 60m, ServiceMinutes(Autumn.PlusDays(1), null));
        Assert.Equal(24 * 60m, ServiceMinutes(Spring, null, "UTC"));
        // All months of a year together are its hours, whatever the clock did.
        Assert.Equal(365 * 1440m, Enumerable.Range(1, 12).Sum(month => Always("America/New_York").Measure(
            new(new(2026, month, 1), DateAdjusters.EndOfMonth(new LocalDate(2026, month, 1))), []).Services[0].ServiceMinutes));
    }

    [Fact]
    public void Service_hours_are_what_the_clock_on_the_wall_shows()
    {
        static ServiceHours On(LocalTime from, LocalTime to, IsoDayOfWeek day) => new()
        {
            Zone = "Europe/Berlin",
            Days = DailyHours.On(from, to, day)
        };

        var night = On(new(22, 0), new(6, 0), IsoDayOfWeek.Saturday);
        Assert.Equal(4 * 60m, ServiceMinutes(Autumn.PlusDays(1), On(new(8, 0), new(12, 0), IsoDayOfWeek.Monday)));
        // The hours of Saturday night that lie on the Sunday: five in spring, seven in autumn.
        Assert.Equal(5 * 60m, ServiceMinutes(Spring, night));
        Assert.Equal(7 * 60m, ServiceMinutes(Autumn, night));
        // 02:30 is skipped in spring, and shown twice in autumn: half an hour before the clock goes back, and three and a half after.
        var early = On(new(2, 30), new(6, 0), IsoDayOfWeek.Sunday);
        Assert.Equal(180m, ServiceMinutes(Spring, early));
        Assert.Equal(30m + 210m, ServiceMinutes(Autumn, early));
        Assert.Equal(0m, ServiceMinutes(Spring, On(new(2, 10), new(2, 50), IsoDayOfWeek.Sunday)));
        Assert.Equal(1440m, ServiceMinutes(new(2026, 4, 6), new() { Zone = "Europe/Berlin", Days = [new(1, 0, 1440)] }));
        // Eight to eight is a whole day, of which the Monday has sixteen hours.
        Assert.Equal(960m, ServiceMinutes(new(2026, 4, 6), new() { Zone = "Europe/Berlin", Days = [new(1, 480, 480), new(1, 600, 700)] }));
    }

    [Fact]
    public void Every_incident_says_what_it_counts_for_and_why_not_more()
    {
        var hours = new ServiceHours { Zone = "UTC", Days = [.. Enumerable.Range(1, 7).Select(static d => new DailyHours(d, 480, 1200))] };
        var rule = Always() with
        {
            Services = [new() { Id = "api", Hours = hours }],
            MaintenanceNoticeMinutes = 2880,
            MaintenanceAllowanceMinutes = 90
        };
        var measured = rule.Measure(April,
        [
            Down("plain", At(2, 9), 30),
            Down("early", At(3, 7, 50), 20),
            Down("night", At(4, 2), 60),
            Down("own", At(5, 9), 60) with { Exclusion = "the client's own change" },
            Down("worse", At(6, 9), 60),
            Down("same", At(6, 9, 30), 60) with { Weight = 0.5m },
            Down("inside", At(6, 9, 10), 10),
            Down("planned", At(7, 9), 120),
            new() { Id = "open", Service = "api", Start = At(30, 19, 40) },
        ],
        [
            new() { Start = At(7, 9), End = At(7, 10), AnnouncedAt = At(1, 0) },
            new() { Service = "api", Start = At(7, 10), End = At(7, 11), AnnouncedAt = At(5, 10) },
            new() { Start = At(8, 9), End = At(8, 10), AnnouncedAt = At(7, 9) },
            new() { Start = At(9, 9), End = At(9, 10) },
        ]);
        Assert.Equal(
        [
            "plain: Counted 30 of 30",
            "early: Counted 10 of 10. 10 minutes lie outside of the service hours or of the period.",
            "night: OutsidePeriod 0 of 0. 60 minutes lie outside of the service hours or of the period.",
            "own: Excluded 0 of 60. Left out: the client's own change.",
            "worse: Counted 60 of 60",
            "inside: Excluded 0 of 10. 10 minutes are counted with another incident.",
            "same: CountedInPart 15 of 30. 15 minutes are counted with another incident.",
            "planned: CountedInPart 30 of 120. 90 minutes lie in allowed maintenance.",
            "open: Counted 20 of 20. 240 minutes lie outside of the service hours or of the period. It had not ended; it counts to the end of the period.",
        ], measured.Entries.Select(Said));
        Assert.Equal(
        [
            "maintenance 2026-04-07T09:00:00Z: Counted 60 of 60",
            "maintenance 2026-04-07T10:00:00Z: CountedInPart 30 of 60. The allowance of 90 minutes is used up.",
            "maintenance 2026-04-08T09:00:00Z: Excluded 0 of 60. Announced 1,440 minutes before; the agreement asks for 2,880.",
            "maintenance 2026-04-09T09:00:00Z: Excluded 0 of 60. Not announced; the agreement asks for 2,880 minutes of notice.",
        ], measured.Maintenance.Select(Said));
        var service = Assert.Single(measured.Services);
        Assert.Equal((21_600m, 90m, 150m, 165m, 21_600m), (service.ServiceMinutes, service.MaintenanceMinutes, service.ExcludedMinutes,
            service.CountedMinutes, service.BaseMinutes));
        Assert.Equal(21_435m / 21_600m, service.Availability.Value);
        Assert.Equal(0.99236111111111111111m, measured.Availability.Value);
        Assert.Equal(21_510m, (rule with { MaintenanceReducesBase = true }).Measure(April, [], [new() { Start = At(7, 9), End = At(7, 11),
            AnnouncedAt = At(1, 0) }])
            .Services[0].BaseMinutes);

        static string Said(TallyEntry e) => FormattableString.Invariant($"{e.Event}: {e.Status} {e.Counted} of {e.Asked}")
            + (e.Reason is null ? string.Empty : ". " + e.Reason);
    }

    [Fact]
    public void The_order_of_incidents_and_windows_decides_nothing()
    {
        var (rule, random) = (Always("UTC", "api", "web") with { MaintenanceAllowanceMinutes = 500 }, new Random(7));
        ValueList<Incident> incidents = [.. Enumerable.Range(0, 40).Select(i => Down($"i{i:00}", At(1 + (i % 7), i % 24, i),
            5 + (37 * i % 211)) with
        {
            Service = i % 3 == 0 ? "web" : "api", Weight = (1 + (i % 4)) / 4m, Exclusion = i % 11 == 0 ? "force majeure" : null,
        })];
        ValueList<MaintenanceWindow> windows = [.. Enumerable.Range(0, 12).Select(i => new MaintenanceWindow
        {
            Service = i % 2 == 0 ? null : "api", Start = At(1 + (i % 5), 3), End = At(1 + (i % 5), 5 + (i % 3)), AnnouncedAt = At(1, 0),
        })];
        var first = Whole(rule, incidents, windows);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(first, Whole(rule, [.. incidents.OrderBy(_ => random.Next())], [.. windows.OrderBy(_ => random.Next())]));
        }

        static string Whole(Availability rule, ValueList<Incident> incidents, ValueList<MaintenanceWindow> windows)
        {
            var programme = ValueSettlement.Programs.ServiceLevels.For(new()
            {
                Id = "order",
                Currency = "USD",
                Term = April,
                Availability = rule,
                Credits = Cloud,
            });
            var (measured, experience) = (rule.Measure(April, incidents, windows),
                programme.Experience(Money.Of(10_000m), incidents, windows, new(2026, 5, 1)));
            return string.Join("\n", measured.Entries) + string.Join("\n", measured.Maintenance) + SettlementJson.Write(experience)
                + SettlementJson.Write(programme.Contract.Settle(experience));
        }
    }

    [Fact]
    public void What_overlaps_counts_as_if_it_were_one_and_more_downtime_is_never_better()
    {
        var stretch = from start in Gen.Choose(0, 40_000) from length in Gen.Choose(1, 3_000) select (Start: start, Length: length);
        CurveProperty.Holds(stretch.ListOf(8), 40, list =>
        {
            var all = list.Select((s, i) => Down($"i{i}", At(1, 0) + Duration.FromMinutes(s.Start), s.Length)).ToArray();
            var minutes = list.SelectMany(static s => Enumerable.Range(s.Start, s.Length)).Distinct().Count(static m => m < 43_200);
            var (tiers, before) = (Cloud with { Claim = null }, -1m);
            for (var n = 0; n <= all.Length; n++)
            {
                var measured = Always().Measure(April, [.. all[..n]]);
                var credit = tiers.Credit(measured, Money.Of(1_000m), null).Credit.Value!.Value;
                Assert.True(credit >= before);
                before = credit;
                Assert.Equal(measured.Services[0].CountedMinutes, measured.Entries.Sum(static e => e.Counted));
            }

            var counted = Always().Measure(April, [.. all]).Services[0].CountedMinutes;
            Assert.Equal(minutes, counted);
            var first = all.MinBy(static i => i.Start)!;
            var joined = all.Where(i => i.Start <= first.End).MaxBy(static i => i.End)!;
            var merged = all.Where(i => i.Start > first.End).Append(first with { Id = "merged", End = joined.End });
            Assert.Equal(counted, Always().Measure(April, [.. merged]).Services[0].CountedMinutes);
        });
    }

    [Fact]
    public void A_mean_over_services_is_decided_at_its_exact_value()
    {
        // Nine services, down for 2,410.56 seconds together, have 99.99 % of 31 days; the mean of their endless decimals is a digit less.
        int[] milliseconds = [67_000, 383_000, 95_000, 118_000, 322_000, 290_000, 339_000, 123_000, 673_560];
        var (names, start) = (milliseconds.Select(static (_, i) => $"s{i}").ToArray(), Instant.FromUtc(2026, 3, 1, 0, 0));
        var measured = Always("UTC", names).Measure(new(new(2026, 3, 1), new(2026, 3, 31)), [.. milliseconds.Select((length,
            i) => new Incident
        {
            Id = "x", Service = names[i], Start = start, End = start + Duration.FromMilliseconds(length),
        })]);
        Assert.Equal(0.9999m, measured.Availability.Value);
        Assert.True(measured.Availability.Lines.Single(static l => l.Key == "mean").Value < 0.9999m);
        Assert.Equal(CreditStatus.NoCredit, (Cloud with { Claim = null }).Credit(measured, Money.Of(1_000m), null).Status);
        Assert.All(measured.Availability.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var rule = new Availability
        {
            Zone = "Europe/Bonn",
            Services = [new() { Id = "api", Weight = 0m, Hours = new() { Zone = "UTC", Days = [new(8, -1, 1441)] } }, new() { Id = "api" }],
            MaintenanceNoticeMinutes = -1,
        };
        var failures = Assert.Throws<SettlementException>(() => rule.Measure(new(new(2000, 1, 1), new(2026, 1, 1)),
        [
            Down("a", At(1, 0), 0), Down("a", At(1, 0), 5) with { Weight = 1.5m, Exclusion = " " }, Down("b", At(1, 0),
                5) with { Service = "web" },
        ], [new() { Service = "web", Start = At(1, 1), End = At(1, 0) }])).Failures;
        Assert.Equal(
        [
            "zone-unknown zone", "service-weight services[0].weight", "hours-range services[0].hours.days[0].weekday",
            "hours-range services[0].hours.days[0].fromMinute", "hours-range services[0].hours.days[0].toMinute",
            "service-name services[1].id", "minutes-range maintenanceNoticeMinutes", "period-length period",
            "end-before-start incidents[0].end", "incident-id incidents[1].id", "reason-empty incidents[1].exclusion",
            "incident-weight incidents[1].weight", "service-unknown incidents[2].service", "end-before-start maintenance[0].end",
            "service-unknown maintenance[0].service",
        ], failures.Select(static f => $"{f.Code} {f.Path}"));
        Assert.Equal(["minutes", "downtime", "excluded"],
            Assert.Throws<SettlementException>(static () => Availability.OfMinutes("api", 0m, 1m,
                -1m)).Failures.Select(static f => f.Path));
    }
}
