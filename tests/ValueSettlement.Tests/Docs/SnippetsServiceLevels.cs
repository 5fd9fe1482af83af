using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/service-levels.md.</summary>
internal static class SnippetsServiceLevels
{
    [Snippet("service-terms")]
    private static ServiceLevels Agreement()
    {
        var exhibit = Authority.Of("Master services agreement, exhibit C");
        return ServiceLevels.For(new()
        {
            Id = "harbour-erp-2026-03",
            Currency = "EUR",
            Term = new DateInterval(new(2026, 3, 1), new(2026, 3, 31)),
            Availability = new()
            {
                Zone = "Europe/Berlin",
                Services =
                [
                    new() { Id = "erp", Weight = 3 },
                    new()
                    {
                        Id = "reports",
                        Weight = 1,
                        Hours = new()
                        {
                            Zone = "Europe/Berlin",
                            Days = DailyHours.On(new(8, 0), new(18, 0), IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday,
                                IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday),
                        },
                    },
                ],
                MaintenanceReducesBase = true,
                MaintenanceNoticeMinutes = 2_880,
                MaintenanceAllowanceMinutes = 240,
                Authority = exhibit,
            },
            Credits = new()
            {
                Shares = CreditTiers.Below((99.9m.Percent(), 5.Percent()), (99.5m.Percent(), 10.Percent()), (98.Percent(), 25.Percent())),
                MustExceed = Money.Of(50),
                Limit = Money.Of(10_000),
                Claim = new(DeadlineUnit.Days, 30),
                Authority = exhibit,
            },
        });
    }

    [Snippet("service-month")]
    private static void March()
    {
        var agreement = Agreement();
        static Instant At(int day, int hour, int minute) =>
            new LocalDateTime(2026, 3, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ToInstant();

        ValueList<Incident> incidents =
        [
            new() { Id = "INC-311", Service = "erp", Start = At(4, 9, 0), End = At(4, 10, 30) },
            new() { Id = "INC-312", Service = "erp", Start = At(4, 10, 0), End = At(4, 12, 0), Weight = 0.5m },
            new() { Id = "INC-340", Service = "erp", Start = At(14, 22, 30), End = At(15, 1, 0) },
            new() { Id = "INC-341", Service = "reports", Start = At(19, 17, 0), End = At(20, 9, 0) },
            new() { Id = "INC-355", Service = "reports", Start = At(25, 10, 0), End = At(25, 12, 0),
                Exclusion = "the client's own change" },
        ];
        ValueList<MaintenanceWindow> maintenance =
            [new() { Service = "erp", Start = At(14, 22, 0), End = At(15, 0, 0), AnnouncedAt = At(10, 12, 0) }];

        var measured = agreement.Measure(incidents, maintenance);
        foreach (var service in measured.Services)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{service.Service}: {service.CountedMinutes} of {service.BaseMinutes} minutes down, {service.Availability}"));
        }

        foreach (var entry in measured.Entries)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{entry.Event} ({entry.Subject}): {entry.Counted} of {entry.Asked} minutes. {entry.Reason}"));
        }

        var credit = agreement.Credit(Money.Of(60_000), incidents, maintenance, claimed: new(2026, 4, 20));
        foreach (var line in credit.Tally.Amount.Lines.Where(l => l.Path == "credit"))
        {
            Console.WriteLine(line);
        }

        var settlement = agreement.Contract.Settle(agreement.Experience(Money.Of(60_000), incidents, maintenance, new(2026, 4, 20)));
        Console.WriteLine(settlement);
        Console.WriteLine(settlement.InvoiceLines()[0]);
    }

    [Snippet("service-percentile")]
    private static void Latency()
    {
        var level = new PercentileLevel
        {
            Percentile = 95.Percent(),
            Direction = Direction.LowerIsBetter,
            Expected = 400,
            Target = 250,
            MinimumSamples = 1_000,
        };
        var busy = level.Of([new SampleBucket(100, 8_200), new(250, 900), new(400, 500), new(1_000, 400)]);
        Console.WriteLine($"{busy.Value} ms: expected level {(busy.MeetsExpected == true ? "met" : "missed")}, "
            + $"target {(busy.MeetsTarget == true ? "met" : "missed")}");
        Console.WriteLine(level.Of([new SampleBucket(100, 620)]).Value);
    }

    [Snippet("service-schedule")]
    private static void Outsourcing()
    {
        var desk = ServiceLevels.For(new()
        {
            Id = "service-desk-2026",
            Currency = "GBP",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Schedule = new()
            {
                AtRisk = 12.Percent(),
                Levels =
                [
                    new() { Id = "availability", Allocation = 50.Percent(), Direction = Direction.HigherIsBetter, Expected = 0.995m,
                        Target = 0.999m },
                    new()
                    {
                        Id = "solved in time", Allocation = 30.Percent(), Measurement = LevelMeasurement.Event,
                        Direction = Direction.HigherIsBetter, Expected = 0.90m, Target = 0.95m, Minimum = 20,
                    },
                    new()
                    {
                        Id = "satisfied", Allocation = 20.Percent(), Measurement = LevelMeasurement.Sample,
                        Direction = Direction.HigherIsBetter, Expected = 0.80m, Target = 0.90m, Minimum = 50,
                    },
                ],
                RepeatFactors = [Rate.One, 150.Percent(), 200.Percent()],
                EarnBack = new(Months: 2, Share: Rate.One),
                Authority = Authority.Of("Outsourcing agreement, schedule 4"),
            },
        });
        ServiceMonth Month(int month, decimal availability, int solved, int satisfied, int answers) => new(new(2026, month),
            Money.Of(200_000),
        [
            new("availability", Rate.Of(availability)),
            LevelResult.Share("solved in time", solved, 400),
            LevelResult.Share("satisfied", satisfied, answers),
        ]);
        ValueList<ServiceMonth> months =
        [
            Month(1, 0.9990m, solved: 350, satisfied: 80, answers: 90),
            Month(2, 0.9962m, solved: 352, satisfied: 30, answers: 44),
            Month(3, 0.9991m, solved: 384, satisfied: 81, answers: 90),
            Month(4, 0.9993m, solved: 386, satisfied: 70, answers: 90),
        ];
        foreach (var month in desk.Months(months))
        {
            Console.WriteLine($"{month}, at risk {month.Pool}");
            foreach (var entry in month.Tally.Entries)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"  {entry.Event}: {entry.Kind} {entry.Counted:#,##0}. {entry.Reason}").TrimEnd());
            }
        }

        Console.WriteLine(desk.Contract.Settle(desk.Experience(months)));
    }
}
