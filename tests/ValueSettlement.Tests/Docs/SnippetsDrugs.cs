using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/drug-agreements.md: a refund for non-responders, and the other forms.</summary>
internal static class SnippetsDrugs
{
    private static readonly DrugAgreement agreement = Agreement();

    private static readonly ValueList<TreatedPatient> patients = Patients();

    [Snippet("drug-terms")]
    private static DrugAgreement Agreement()
    {
        var schedule = Authority.Of("Agreement of 2025-11-03, schedule 2");
        return DrugAgreement.For(new()
        {
            Id = "myeloma-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            PriceBasis = "net of the discount of schedule 1",
            Form = new OutcomeRebate
            {
                Authority = schedule,
                RefundShare = 100.Percent(),
                Test = new()
                {
                    WindowDays = 120,
                    EvidenceDays = 30,
                    ClaimDays = 60,
                    Death = DeathPolicy.CountAsNonResponder,
                    Missing = MissingOutcomePolicy.Exclude,
                    Response = new("fall in serum M-protein", 0.5m, Direction.HigherIsBetter),
                    Adjudicator = "myeloma registry",
                },
            },
            Cap = new(30.Percent(), schedule),
        });
    }

    [Snippet("drug-patients")]
    private static ValueList<TreatedPatient> Patients()
    {
        TreatedPatient Treated(int number, TreatmentOutcome outcome, decimal? fall) => new()
        {
            Id = $"p{number:000}",
            IndexDate = new(2026, 2, 2),
            Paid = Money.Of(17_927),
            Outcome = new()
            {
                Outcome = outcome,
                Response = fall,
                Date = outcome == TreatmentOutcome.LostToFollowUp ? null : new(2026, 5, 18),
                Evidence = new(2026, 6, 12),
                Adjudicator = "myeloma registry",
                Claimed = new(2026, 7, 6),
            },
        };
        return
        [
            .. Enumerable.Range(1, 38).Select(n => Treated(n, TreatmentOutcome.NonResponder, 0.31m)),
            .. Enumerable.Range(39, 4).Select(n => Treated(n, TreatmentOutcome.Died, null)),
            .. Enumerable.Range(43, 3).Select(n => Treated(n, TreatmentOutcome.LostToFollowUp, null)),
            .. Enumerable.Range(46, 75).Select(n => Treated(n, TreatmentOutcome.Responder, 0.72m)),
        ];
    }

    [Snippet("drug-settle")]
    private static void Settle()
    {
        var day = new LocalDate(2026, 9, 30);
        var counted = agreement.Count(patients, day);
        Console.WriteLine(counted);
        foreach (var line in counted.Tally.Amount.Lines)
        {
            Console.WriteLine(line);
        }

        var settlement = agreement.Contract.Settle(agreement.Experience(patients, day));
        var result = agreement.Result(settlement, counted);
        Console.WriteLine(settlement);
        Console.WriteLine(settlement.InvoiceLines()[0]);
        Console.WriteLine($"Cap {result.Cap}, spend after rebates {result.NetSpend}");
        Console.WriteLine($"Lowest price of a unit: {counted.Lowest}");
        Console.WriteLine(agreement.Contract.InWords());
    }

    [Snippet("drug-certificate")]
    private static void Certificates()
    {
        var certified = DrugAgreement.For(agreement.Terms with { CertifiedBy = "Health Outcomes Institute" });
        var day = new LocalDate(2026, 9, 30);
        var granted = new Certificate
        {
            Name = DrugAgreement.CertificateName,
            Decision = CertificateDecision.Granted,
            By = "Health Outcomes Institute",
            On = new(2026, 10, 12),
        };
        var refused = granted with { Decision = CertificateDecision.Refused, Reason = "No source data of two clinics." };
        foreach (var certificate in new[] { null, granted, refused })
        {
            var settlement = certified.Contract.Settle(certified.Experience(patients, day, certificate));
            var result = certified.Result(settlement, certified.Count(patients, day));
            Console.WriteLine($"{settlement.Find("hold")!.Note}");
            Console.WriteLine($"  bills {settlement.InvoiceLines().Count}, held {result.Held}, forfeited {result.Forfeited}, "
                + $"settled {result.Settled}, spend after rebates {result.NetSpend}");
        }
    }

    [Snippet("drug-policies")]
    private static void Policies()
    {
        var form = (OutcomeRebate)agreement.Terms.Form;
        foreach (var death in Enum.GetValues<DeathPolicy>())
        {
            foreach (var missing in Enum.GetValues<MissingOutcomePolicy>())
            {
                var other = form with { Test = form.Test with { Death = death, Missing = missing } };
                Console.WriteLine($"{death,-19} {missing,-19} {other.Count(patients, new(2026, 9, 30)).Tally.Amount,10}");
            }
        }
    }

    [Snippet("drug-entries")]
    private static void Entries()
    {
        var late = patients[0] with { Outcome = patients[0].Outcome with { Evidence = new(2026, 7, 3) } };
        var unclaimed = patients[1] with { Outcome = patients[1].Outcome with { Claimed = null } };
        var moved = patients[2] with { Outcome = patients[2].Outcome with { Date = new(2026, 6, 3) } };
        foreach (var entry in agreement.Count([late, unclaimed, moved, patients[38]], new(2026, 7, 31)).Tally.Entries)
        {
            Console.WriteLine($"{entry.Event} {entry.Kind}: {entry.Status}, {Money.Of(entry.Counted)}. {entry.Reason}");
        }
    }

    [Snippet("drug-best-price")]
    private static void BestPrice()
    {
        var tiers = new NetPriceTiers
        {
            ListPrice = Money.Of(2_000),
            BaseRebate = 23.1m.Percent(),
            Tiers = [new("admitted in year 1", Money.Of(500)), new("year 2", Money.Of(750)), new("year 3", Money.Of(1_000))],
        };
        TreatedPatient Unit(string id, string? tier) => new() { Id = id, IndexDate = new(2026, 2, 2), Tier = tier };
        var counted = tiers.Count([Unit("a", "admitted in year 1"), Unit("b", "year 2"), Unit("c", "year 3"), Unit("d", null)],
            new(2026, 9, 30));
        foreach (var entry in counted.Tally.Entries)
        {
            Console.WriteLine($"{entry.Subject}: supplemental rebate {Money.Of(-entry.Counted)}");
        }

        Console.WriteLine($"Lowest price of a unit: {counted.Lowest}");
        var everyUnit = new BasicRebate
        {
            AverageManufacturerPrice = Money.Of(2_000),
            BestPrice = Money.Of(counted.Lowest.Price.Value!.Value),
            Units = 10_000,
            Date = new(2026, 2, 2),
        };
        Console.WriteLine($"If it were the best price of every unit: {everyUnit.OfUnit()} a unit, {everyUnit.OfAllUnits()} in all");
    }

    [Snippet("drug-instalments")]
    private static void Instalments()
    {
        var annuity = new Instalments
        {
            Upfront = 20.Percent(),
            Yearly = [20.Percent(), 20.Percent(), 20.Percent(), 20.Percent()],
            Test = new() { WindowDays = 60, Death = DeathPolicy.CountAsNonResponder, Missing = MissingOutcomePolicy.Exclude },
        };
        OutcomeReport Of(TreatmentOutcome outcome) => new() { Outcome = outcome };
        TreatedPatient Treated(string id, params ValueList<OutcomeReport> years) =>
            new() { Id = id, IndexDate = new(2023, 3, 1), Paid = Money.Of(1_000_000), Anniversaries = years };
        var counted = annuity.Count(
        [
            Treated("a", Of(TreatmentOutcome.Responder), Of(TreatmentOutcome.Responder), Of(TreatmentOutcome.Responder)),
            Treated("b", Of(TreatmentOutcome.Responder), Of(TreatmentOutcome.NonResponder)),
        ], new(2026, 9, 30));
        Console.WriteLine(counted.Tally);
        foreach (var entry in counted.Tally.Entries)
        {
            Console.WriteLine($"{entry.Event}: {entry.Status}, {Money.Of(entry.Counted)}. {entry.Reason}".TrimEnd());
        }
    }
}
