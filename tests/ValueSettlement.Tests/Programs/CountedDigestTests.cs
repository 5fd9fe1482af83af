using System.Text.Json.Nodes;
using NodaTime;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Json;
using ValueSettlement.Tests.Tallies;

namespace ValueSettlement.Tests.Programs;

/// <summary>What a programme counted is a fact: other evidence of the same amount has another digest, and its order has none.</summary>
public sealed class CountedDigestTests
{
    private static readonly LocalDate Day = new(2026, 4, 20);

    private static readonly OutcomeReport Report = new()
    {
        Outcome = TreatmentOutcome.Responder,
        Response = 0.7m,
        Date = Day,
        Evidence = Day,
        Adjudicator = "registry",
        Claimed = Day,
    };

    private static readonly TreatedPatient Patient = new()
    {
        Id = "p1",
        IndexDate = Day,
        Paid = Money.Of(300m),
        PeriodPrices = [Money.Of(100m), Money.Of(200m)],
        Units = 2m,
        Outcome = Report,
        Anniversaries = [Report],
        Tier = "one",
    };

    private static readonly MilestoneReport Milestone = new()
    {
        Milestone = "release",
        Date = Day,
        Results = [new("defects", 5m), new("users", 100m)],
        AcceptedBy = "A. Client",
        AcceptedFraction = 50.Percent(),
        ReleasedOn = Day,
        Source = "file 1",
    };

    private static readonly Incident Down = new()
    {
        Id = "i1",
        Service = "api",
        Start = Services.At(4, 9),
        End = Services.At(4, 10),
        Exclusion = "client",
        Source = "ticket 1",
    };

    private static readonly MaintenanceWindow Window = new()
    {
        Service = "api",
        Start = Services.At(5, 9),
        End = Services.At(5, 10),
        AnnouncedAt = Services.At(1, 9),
    };

    private static readonly LevelResult Result = new("uptime", Rate.Of(0.99m), 100);

    private static readonly ServiceMonth Month = new(new(2026, 4), Money.Of(50_000m), [Result]);

    [Fact]
    public void Every_member_of_a_patient_is_a_fact()
    {
        var others = new Dictionary<string, TreatedPatient>
        {
            ["Id"] = Patient with { Id = "p2" },
            ["IndexDate"] = Patient with { IndexDate = Day.PlusDays(1) },
            ["Paid"] = Patient with { Paid = Money.Of(301m) },
            ["PeriodPrices"] = Patient with { PeriodPrices = [Money.Of(200m), Money.Of(100m)] },
            ["Units"] = Patient with { Units = 3m },
            ["Outcome"] = Patient with { Outcome = OutcomeReport.NotYet },
            ["Anniversaries"] = Patient with { Anniversaries = [] },
            ["Stopped"] = Patient with { Stopped = true },
            ["Tier"] = Patient with { Tier = null },
        };
        Differ(Patient, others, static p => CountedDigest.Of([p], Day));
        var reports = new Dictionary<string, OutcomeReport>
        {
            ["Outcome"] = Report with { Outcome = TreatmentOutcome.Died },
            ["Response"] = Report with { Response = null },
            ["Date"] = Report with { Date = Day.PlusDays(1) },
            ["Evidence"] = Report with { Evidence = null },
            ["Adjudicator"] = Report with { Adjudicator = "other" },
            ["Claimed"] = Report with { Claimed = Day.PlusDays(1) },
        };
        Differ(Report, reports, static r => CountedDigest.Of([Patient with { Outcome = r }], Day));
        Differ(Report, reports, static r => CountedDigest.Of([Patient with { Anniversaries = [r] }], Day));
        ValueList<TreatedPatient> both = [Patient, others["Id"]];
        Assert.Equal(CountedDigest.Of(both, Day), CountedDigest.Of([both[1], both[0]], Day));
        Assert.NotEqual(CountedDigest.Of(both, Day), CountedDigest.Of(both, Day.PlusDays(1)));
    }

    [Fact]
    public void Every_member_of_a_report_of_a_milestone_is_a_fact()
    {
        var others = new Dictionary<string, MilestoneReport>
        {
            ["Milestone"] = Milestone with { Milestone = "training" },
            ["Date"] = Milestone with { Date = Day.PlusDays(1) },
            ["Results"] = Milestone with { Results = [new("defects", 5m), new("users", 101m)] },
            ["AcceptedBy"] = Milestone with { AcceptedBy = "B. Client" },
            ["AcceptedFraction"] = Milestone with { AcceptedFraction = null },
            ["ReleasedOn"] = Milestone with { ReleasedOn = null },
            ["Source"] = Milestone with { Source = "file 2" },
        };
        Differ(Milestone, others, static r => CountedDigest.Of([r], Day));
        var turned = Milestone with { Results = [Milestone.Results[1], Milestone.Results[0]] };
        Assert.Equal(CountedDigest.Of([Milestone, others["Milestone"]], Day), CountedDigest.Of([others["Milestone"], turned], Day));
    }

    [Fact]
    public void Every_member_of_an_incident_and_of_a_window_is_a_fact()
    {
        var others = new Dictionary<string, Incident>
        {
            ["Id"] = Down with { Id = "i2" },
            ["Service"] = Down with { Service = "web" },
            ["Start"] = Down with { Start = Down.Start.PlusNanoseconds(100) },
            ["End"] = Down with { End = null },
            ["Weight"] = Down with { Weight = 0.5m },
            ["Exclusion"] = Down with { Exclusion = null },
            ["Source"] = Down with { Source = "ticket 2" },
        };
        Differ(Down, others, static i => CountedDigest.Of([i], [Window], Day));
        var windows = new Dictionary<string, MaintenanceWindow>
        {
            ["Service"] = Window with { Service = null },
            ["Start"] = Window with { Start = Window.Start.PlusTicks(1) },
            ["End"] = Window with { End = Window.End.PlusTicks(1) },
            ["AnnouncedAt"] = Window with { AnnouncedAt = null },
        };
        Differ(Window, windows, static w => CountedDigest.Of([Down], [w], Day));
        Assert.Equal(CountedDigest.Of([Down, others["Id"]], [Window, windows["End"]], null),
            CountedDigest.Of([others["Id"], Down], [windows["End"], Window], null));
        Assert.NotEqual(CountedDigest.Of([Down], [], null), CountedDigest.Of([Down], [], Day));
    }

    [Fact]
    public void Every_member_of_a_month_is_a_fact()
    {
        Differ(Month, new()
        {
            ["Month"] = Month with { Month = new(2026, 5) },
            ["Charge"] = Month with { Charge = Money.Of(50_001m) },
            ["Results"] = Month with { Results = [] },
        }, static m => CountedDigest.Of([m]));
        var other = Result with { Level = "speed" };
        Differ(Result, new()
        {
            ["Level"] = other,
            ["Result"] = Result with { Result = Figure.Absent(AbsenceKind.Missing, "Not measured.", Unit.Rate) },
            ["Count"] = Result with { Count = null },
        }, static r => CountedDigest.Of([Month with { Results = [r] }]));
        Assert.Equal(CountedDigest.Of([Month with { Results = [Result, other] }]),
            CountedDigest.Of([Month with { Results = [other, Result] }]));
    }

    /// <summary>The same amount of other incidents, patients, reports or persons is another fact.</summary>
    [Fact]
    public void Every_programme_states_what_it_counted()
    {
        var drugs = DrugAgreement.For(TermsSamples.All.OfType<DrugAgreementTerms>().First(static t => t.Form is OutcomeRebate) with
        {
            Form = new OutcomeRebate { RefundShare = Rate.One, Test = DrugPatients.Test() },
            CertifiedBy = null,
            Term = new(new(2024, 1, 1), new(2024, 12, 31)),
        });
        Same(drugs.Experience([DrugPatients.Of("a", TreatmentOutcome.NonResponder)], DrugPatients.AsOf),
            drugs.Experience([DrugPatients.Of("b", TreatmentOutcome.NonResponder)], DrugPatients.AsOf));
        var cloud = ServiceLevels.For(new()
        {
            Id = "api",
            Currency = "USD",
            Term = Services.April,
            Availability = Services.Always(),
            Credits = Services.Cloud
        });
        Same(cloud.Experience(Money.Of(8_400m), [Services.Down("x", Services.At(9, 9), 45)], claimed: new(2026, 6, 30)),
            cloud.Experience(Money.Of(8_400m), [Services.Down("y", Services.At(10, 9), 45)], claimed: new(2026, 6, 30)));
        var levels = ServiceLevels.For(TermsSamples.All.OfType<ServiceLevelsTerms>().Single(static t => t.Schedule is not null));
        ServiceMonth Of(decimal uptime) =>
            new(new(2024, 1), Money.Of(50_000m), [new(levels.Terms.Schedule!.Levels[0].Id, Rate.Of(uptime))]);
        Same(levels.Experience([Of(0.99m)]), levels.Experience([Of(0.9899m)]));
        var terms = TermsSamples.All.OfType<MilestonePaymentsTerms>().First();
        var milestones = MilestonePayments.For(terms with
        {
            Plan = new() { Milestones = [new() { Id = "m1", Value = Money.Of(300) }] },
        });
        MilestoneReport By(string person) => new() { Milestone = "m1", Date = terms.Term.Start, AcceptedBy = person };
        Same(milestones.Experience([By("A")]), milestones.Experience([By("B")]));
        var outcomes = OutcomePayments.For(new()
        {
            Id = "services",
            Currency = "GBP",
            Term = RateCardTests.Year,
            RateCard = RateCardTests.Card
        });
        var happened = RateCardTests.Event("e1", "start", new(2026, 1, 1));
        Same(outcomes.Experience([happened]), outcomes.Experience([happened with { Subject = "somebody else" }]));
    }

    /// <summary>The note on the amount and the member are one number, with prices of both kinds too.</summary>
    [Fact]
    public void The_note_on_outcome_payments_is_the_digest_of_all_events()
    {
        var quantities = TermsSamples.All.OfType<OutcomePaymentsTerms>().First(static t => t.Quantities is not null).Quantities! with
        {
            Outcome = "hours",
            Minimum = null,
            Maximum = null,
            Events = new(),
            Pricing = TierPricing.Marginal,
            Tiers = [new(Money.Of(2))],
        };
        OutcomePaymentsTerms terms = new() { Id = "services", Currency = "GBP", Term = RateCardTests.Year, RateCard = RateCardTests.Card };
        ValueList<OutcomeEvent> events = [RateCardTests.Event("e1", "start", new(2026, 1, 1)),
            RateCardTests.Event("e2", "hours", new(2026, 1, 1)) with { Quantity = 30m }];
        foreach (var (programme, given) in new[] { (OutcomePayments.For(terms), events.Take(1).ToValueList()),
            (OutcomePayments.For(terms with { Quantities = quantities }), events) })
        {
            var experience = programme.Experience(given);
            Assert.Equal(EventDigest.Of(given), experience.Counted);
            var opening = Assert.Single(programme.Contract.Settle(experience).Lines, static line => line.Kind == LineKind.Opening);
            Assert.Equal($"What was counted has the SHA-256 {experience.Counted}.", opening.Note);
        }

        Assert.Equal("event-twice", Assert.Single(Assert.Throws<SettlementException>(() => OutcomePayments.For(terms with
        {
            Quantities = quantities,
        }).Count([events[0], events[1] with { Id = "e1" }])).Failures).Code);
    }

    [Fact]
    public void Altered_evidence_in_a_document_is_another_fact()
    {
        var programme = OutcomePayments.For(new()
        {
            Id = "services",
            Currency = "GBP",
            Term = RateCardTests.Year,
            RateCard = RateCardTests.Card
        });
        var experience = programme.Experience([RateCardTests.Event("e1", "start", new(2026, 1, 1))]);
        var settled = programme.Contract.Settle(experience);
        var document = JsonNode.Parse(SettlementJson.Write(experience))!;
        Assert.Equal(experience.Counted!.Text, (string?)document["counted"]);
        document["counted"] = new string('0', 64);
        var altered = SettlementJson.ReadExperience(document.ToJsonString());
        Assert.NotEqual(SettlementJson.Digest(experience), SettlementJson.Digest(altered));
        Assert.Contains(settled.Verify(programme.Contract, altered), static f => f.Path == "factsDigest");
    }

    private static void Differ<T>(T original, Dictionary<string, T> others, Func<T, Digest> digest)
    {
        Assert.Equal(typeof(T).GetProperties().Where(static p => p.CanWrite).Select(static p => p.Name).Order(StringComparer.Ordinal),
            others.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(others.Count + 1, others.Values.Append(original).Select(digest).Distinct().Count());
    }

    private static void Same(Experience one, Experience other)
    {
        Assert.Equal(one.Opening!.Value, other.Opening!.Value);
        Assert.NotEqual(SettlementJson.Digest(one), SettlementJson.Digest(other));
        Assert.NotEqual(SettlementJson.Digest(one with { Counted = null }), SettlementJson.Digest(one));
    }
}
