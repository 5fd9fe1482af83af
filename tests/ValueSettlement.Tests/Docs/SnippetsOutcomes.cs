using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/outcomes.md: one contract for help into work, and the deliverables that come with it.</summary>
internal static class SnippetsOutcomes
{
    private static readonly OutcomePayments programme = Programme();

    private static readonly ValueList<OutcomeEvent> events = Events();

    [Snippet("outcomes-card")]
    private static OutcomePayments Programme()
    {
        var schedule = Authority.Of("Help into work 2026, schedule 4");
        var card = new RateCard
        {
            Authority = schedule,
            Prices =
            [
                new("adult", "start", Money.Of(300)), new("health", "start", Money.Of(400)),
                new("adult", "sustained", Money.Of(1_200)), new("health", "sustained", Money.Of(2_000)),
                new("adult", "four weeks", Money.Of(150)), new("health", "four weeks", Money.Of(250)),
            ],
            Outcomes =
            [
                new() { Name = "start", MostPerPerson = 1 },
                new() { Name = "sustained", MostPerPerson = 1, After = new("start", LeastDays: 182) },
                new() { Name = "four weeks", MostPerPerson = 26, After = new("sustained", 28), DaysApart = 28 },
            ],
            Events = new()
            {
                EvidenceDays = 60,                                   // from the day of the outcome
                Claim = new(30, DeadlineFrom.PeriodEnd),             // the thirtieth day still counts
                Adjudicator = "Commissioner",                        // nobody else's verdict is one
            },
            LimitPerPerson = Money.Of(2_100),
            TotalLimit = Money.Of(1_200_000),
            Accelerator = new(AfterEvents: 4, Factor: 1.25m),        // from the fifth accepted outcome on
        };
        return OutcomePayments.For(new()
        {
            Id = "help into work 2026",
            Currency = "GBP",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            RateCard = card,
            ServiceFee = new() { PerMonth = Money.Of(1_000), Months = 12, Authority = schedule },
        });
    }

    [Snippet("outcomes-events")]
    private static ValueList<OutcomeEvent> Events()
    {
        OutcomeEvent Outcome(string id, string participant, string group, string outcome, LocalDate date) => new()
        {
            Id = id,
            Subject = participant,
            Group = group,
            Outcome = outcome,
            Date = date,
            EvidenceOn = date.PlusDays(20),
            ClaimedOn = new(2027, 1, 15),
            Verdict = Verdict.Accepted,
            Adjudicator = "Commissioner",
        };
        ValueList<OutcomeEvent> events =
        [
            Outcome("o1", "P-01", "adult", "start", new(2026, 1, 12)),
            Outcome("o2", "P-02", "health", "start", new(2026, 2, 2)),
            Outcome("o3", "P-03", "adult", "start", new(2026, 2, 9)) with { EvidenceOn = new(2026, 4, 11) },
            Outcome("o4", "P-04", "adult", "start", new(2026, 3, 2)) with { Verdict = Verdict.Rejected, Reason = "Already in work." },
            Outcome("o5", "P-01", "adult", "sustained", new(2026, 7, 13)),
            Outcome("o6", "P-02", "health", "sustained", new(2026, 8, 2)),
            Outcome("o7", "P-02", "health", "sustained", new(2026, 8, 3)),
            Outcome("o8", "P-01", "adult", "four weeks", new(2026, 8, 10)),
            Outcome("o9", "P-05", "adult", "start", new(2026, 12, 1)) with { ClaimedOn = new(2027, 1, 31) },
            Outcome("o10", "P-06", "adult", "start", new(2026, 12, 31)) with { Verdict = Verdict.Open },
        ];
        return events;
    }

    [Snippet("outcomes-count")]
    private static void Count()
    {
        var tally = programme.Count(events).Outcomes!;
        foreach (var entry in tally.Entries)
        {
            var (what, counted) = ($"{entry.Kind,-10} {entry.Status,-13}", Money.Of(entry.Counted));
            Console.WriteLine($"{entry.Event,-4} {entry.Subject} {what} {counted,8} {entry.Reason}".TrimEnd());
        }

        foreach (var line in tally.Amount.Lines)
        {
            Console.WriteLine(line);
        }

        var settlement = programme.Contract.Settle(programme.Experience(events));
        Console.WriteLine($"with the service fee: {settlement.Payable}");
        Console.WriteLine(settlement.InvoiceLines()[0]);
        var next = programme.Terms.RateCard!.NextPrice("adult", "start", tally.Entries);
        Console.WriteLine($"the next start of an adult brings {next}");
    }

    [Snippet("outcomes-proof")]
    private static void Proof()
    {
        var statement = programme.Contract.Settle(programme.Experience(events)).Statement();
        var held = EventDigest.Of(events);
        Console.WriteLine(statement.Contains(held.Text, StringComparison.Ordinal));
    }

    [Snippet("outcomes-tiers")]
    private static void Tiers()
    {
        var whole = new QuantityPrices
        {
            Outcome = "hours of coaching",
            Pricing = TierPricing.Whole,                             // the tier that is reached is the price of every hour
            Edge = TierEdge.Lower,                                   // 100 hours are in the tier up to 100
            Tiers = [new(Money.Of(12.50m), UpTo: 100m), new(Money.Of(11), 250m), new(Money.Of(9.75m))],
        };
        var marginal = whole with { Pricing = TierPricing.Marginal };
        foreach (var hours in new[] { 100m, 110m, 114m, 300m })
        {
            OutcomeEvent delivered = new()
            {
                Id = "d1",
                Outcome = whole.Outcome,
                Date = new(2026, 3, 1),
                Quantity = hours,
                Reference = "timesheet 17",
                Verdict = Verdict.Accepted,
            };
            Console.WriteLine($"{hours} hours: whole {whole.Count([delivered], programme.Terms.Term).Amount}, "
                + $"marginal {marginal.Count([delivered], programme.Terms.Term).Amount}");
        }
    }

    [Snippet("outcomes-milestones")]
    private static void Milestones()
    {
        var build = MilestonePayments.For(new()
        {
            Id = "case system",
            Currency = "GBP",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            Plan = new()
            {
                Milestones =
                [
                    new()
                    {
                        Id = "release 1",
                        Value = Money.Of(60_000),
                        Criteria = [new("advisers using it", 40m, Direction.HigherIsBetter), new("severe defects", 0m,
                            Direction.LowerIsBetter)],
                        Partial = PartialAcceptance.CriteriaMet,
                        Retention = new() { Share = 10.Percent(), ReleaseOn = new(2026, 12, 1) },
                        LongStop = new(2026, 9, 30),
                    },
                    new()
                    {
                        Id = "training",
                        Value = Money.Of(20_000),
                        Retention = new() { Share = 5.Percent(), ReleaseWhen = "all advisers trained" },
                    },
                    new() { Id = "handover", Value = Money.Of(10_000) },
                ],
            },
        });
        ValueList<MilestoneReport> reports =
        [
            new()
            {
                Milestone = "release 1",
                Date = new(2026, 6, 15),
                Results = [new("advisers using it", 31m), new("severe defects", 0m)],
            },
            new() { Milestone = "training", Date = new(2026, 7, 1), AcceptedBy = "Head of service" },
        ];
        foreach (var on in new LocalDate[] { new(2026, 7, 31), new(2026, 12, 31) })
        {
            Console.WriteLine($"{on:R}: payable so far {build.Count(reports, on).Amount}");
            foreach (var state in build.Terms.Plan.States(reports, on))
            {
                Console.WriteLine($"- {state}");
            }
        }

        var paid = build.Contract.Settle(build.Experience(reports, new(2026, 12, 31), paidBefore: Money.Of(46_000)));
        Console.WriteLine($"paid now: {paid.Payable}");
    }
}
