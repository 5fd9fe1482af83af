using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Json;
using ValueSettlement.Tests.Tallies;

namespace ValueSettlement.Tests.Programs;

/// <summary>A contract in words says what is counted before its first step, and a statement what it was counted from.</summary>
public sealed class AgreedWordsTests
{
    private static T Terms<T>(Func<T, bool> which)
        where T : ProgrammeTerms => TermsSamples.All.OfType<T>().First(which);

    private static string[] Said(ProgrammeTerms terms) => [.. terms.Sentences.Select(static s => s.Text)];

    [Fact]
    public void Credits_by_availability()
    {
        var terms = Terms<ServiceLevelsTerms>(static t => t.Schedule is null);
        Assert.Equal(
        [
            "api is due always; its weight is 2.",
            "desk is due in its hours: Monday 08:00 to 18:00, Friday 22:00 to 06:00, Europe/Vienna; its weight is 1.",
            "Availability is the part of all minutes of the period without downtime that counts, from midnight to midnight in "
                + "Europe/Berlin; over the services it is their mean by weight.",
            "Downtime in maintenance does not count if it is announced at least 2,880 minutes before, for at most 240 minutes of a service "
                + "in a period; that maintenance is taken from the minutes compared with too.",
            "An availability below 95%: 50% of the charge is credited.",
            "An availability from 95% to below 99.9%: 10% of the charge is credited.",
            "An availability from 99.9% on: no credit.",
            "A credit is at most 5,000.",
            "A credit is claimed by 30 days after the last day; one that is not is lost.",
            "Only a credit above 1 is issued.",
        ], Said(terms));
        Assert.Contains("Before the first step:", terms.Contract().InWords(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_of_levels() => Assert.Equal(
        [
            "Of the charge of each month 12% is at risk. Credits take from it in the order of the levels.",
            "uptime: Expected at least 99.5%, target 99.9%. A miss costs 60% of the amount at risk.",
            "open-tickets: Expected at most 40, target 20. A miss costs 40% of the amount at risk; with fewer than 30 samples there is no "
                + "result.",
            "Of a level that is missed in one month after another, the credits are multiplied by 1, 1.5; the last factor goes on.",
            "Of a credit 50% comes back once the target was met in each of the 2 months after it.",
        ], Said(Terms<ServiceLevelsTerms>(static t => t.Schedule is not null)));

    [Fact]
    public void Prices_of_outcomes_and_quantities()
    {
        var terms = new OutcomePaymentsTerms
        {
            Id = "t",
            Currency = "GBP",
            Term = RateCardTests.Year,
            RateCard = RateCardTests.Card with
            {
                Events = new() { EvidenceDays = 1, Claim = new(30, DeadlineFrom.PeriodEnd), Adjudicator = "commissioner" },
                LimitPerPerson = Money.Of(400),
                TotalLimit = Money.Of(9_000),
                Accelerator = new(1, 1.25m),
            },
            Quantities = new()
            {
                Outcome = "hours",
                Pricing = TierPricing.Marginal,
                Edge = TierEdge.Lower,
                Tiers = [new(Money.Of(3), 100m), new(Money.Of(2))],
                Minimum = Money.Of(10),
                Maximum = Money.Of(500),
            },
        };
        Assert.Equal(
        [
            "start, a: 100 each.", "start, b: 150 each.", "thirteen, a: 300 each.", "monthly, a: 20 each.",
            "start counts at most once for one person.",
            "thirteen counts at most once for one person, at least 91 days after start.",
            "monthly counts at most 3 times for one person, at least 28 days after start, at least 28 days after the one before.",
            "Prices rise: 1.25 × the price after 1 accepted event.",
            "For one person at most 400 is paid.",
            "For all together at most 9,000 is paid.",
            "Only what commissioner accepts counts.",
            "Evidence comes within 1 day of the event; later it does not count.",
            "An event is claimed by 30 days after the period; later it does not count.",
            "hours is paid by quantity: each unit has the price of the tier that it lies in; the end of a tier belongs to the tier itself.",
            "hours: 3 each, up to 100.", "hours: 2 each beyond.",
            "For hours at least 10 is paid.", "For hours at most 500 is paid.",
        ], Said(terms));
        ValueList<OutcomePrice> many = [.. Enumerable.Range(0, 22).Select(static i =>
            new OutcomePrice(FormattableString.Invariant($"g{i}"), "start", Money.Of(1)))];
        Assert.Equal("And 2 more prices.", Said(terms with
        {
            RateCard = new() { Prices = many, Outcomes = [new() { Name = "start" }] },
            Quantities = null,
        })[^1]);
    }

    [Fact]
    public void Milestones()
    {
        var terms = Terms<MilestonePaymentsTerms>(static _ => true) with
        {
            Term = RateCardTests.Year,
            Plan = new()
            {
                Milestones =
                [
                    new()
                    {
                        Id = "release",
                        Value = Money.Of(900),
                        Criteria = [new("users", 100m, Direction.HigherIsBetter), new("defects", 5m, Direction.LowerIsBetter)],
                        Partial = PartialAcceptance.CriteriaMet,
                        Retention = new() { Share = 10.Percent(), ReleaseOn = new(2026, 12, 31) },
                        LongStop = new(2026, 6, 30),
                    },
                    new()
                    {
                        Id = "training",
                        Value = Money.Of(500),
                        Partial = PartialAcceptance.StatedFraction,
                        Retention = new() { Share = 20.Percent(), ReleaseWhen = "no complaint for 90 days" },
                    },
                ],
            },
        };
        Assert.Equal(
        [
            "release: 900, by the part of these that is met: users at least 100; defects at most 5. Of what is earned 10% is retained, "
                + "until 2026-12-31. What is not earned by 2026-06-30 is forfeited.",
            "training: 500, when a person accepts it, by the fraction accepted. Of what is earned 20% is retained, until: no complaint for "
                + "90 days.",
        ], Said(terms));
        var lines = MilestonePayments.For(terms).Count([new() { Milestone = "training", Date = new(2026, 5, 1), AcceptedBy = "A. Client" }])
            .Amount.Lines;
        Assert.Contains(lines, static l => l.Label == "Retained, training");
        Assert.Contains(lines, static l => l.Label == "Earned, release");
    }

    [Fact]
    public void A_statement_shows_each_result_beside_what_was_promised()
    {
        var programme = ServiceLevels.For(Terms<ServiceLevelsTerms>(static t => t.Schedule is not null));
        var month = new ServiceMonth(new(programme.Terms.Term.Start.Year, 1), Money.Of(1_000m), [new("uptime", 99.2m.Percent())]);
        var statement = programme.Contract.Settle(programme.Experience([month])).Statement();
        Assert.Contains("Result of uptime", statement, StringComparison.Ordinal);
        Assert.Contains("99\\.2%", statement, StringComparison.Ordinal);
        Assert.Contains("Expected at least 99.5%, target 99.9%: missed.", statement, StringComparison.Ordinal);
        Assert.Contains("Expected at most 40, target 20: no result.", statement, StringComparison.Ordinal);
    }
}
