using Stranger;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/value-based-purchasing.md: facility 10001 in fiscal year 2024, as published.</summary>
internal static class SnippetsPurchasing
{
    [Snippet("purchasing-points")]
    private static void Points()
    {
        var purchasing = HospitalValueBasedPurchasing.For(SoutheastHealth.Terms);
        foreach (var measure in purchasing.Points(SoutheastHealth.Observed).Take(3))
        {
            Console.WriteLine($"{measure.Measure}: achievement {measure.Achievement}, improvement {measure.Improvement}.");
            Console.WriteLine($"  {measure}, {measure.Distance} away");
        }

        foreach (var line in purchasing.Points(SoutheastHealth.Observed)[0].Points.Lines
            .Where(l => l.Key.EndsWith("-raw", StringComparison.Ordinal)))
        {
            Console.WriteLine(line);
        }
    }

    [Snippet("purchasing-score")]
    private static void Score()
    {
        var purchasing = HospitalValueBasedPurchasing.For(SoutheastHealth.Terms);
        var score = purchasing.Score(SoutheastHealth.Observed);
        foreach (var domain in score.Domains)
        {
            Console.WriteLine(domain);
        }

        Console.WriteLine($"Total performance score: {score.Points}");

        // Nobody was surveyed and nothing is known of safety: two domains are too few.
        var fewer = SoutheastHealth.Observed.Where(o => o.Measure is not ("Safety" or "Person and Community Engagement"));
        Console.WriteLine(purchasing.Score([.. fewer]).Points.Absence);
    }

    [Snippet("purchasing-pools")]
    private static void Pools()
    {
        var source = Authority.Of("made up: the constants are not in the regulation");
        ExchangeParticipant Scored(string id, decimal paid, decimal score) =>
            new(id, Money.Of(paid), new Figure { Value = score, Unit = Unit.Points });
        ValueList<ExchangeParticipant> three = [Scored("a", 100_000, 80), Scored("b", 200_000, 50), Scored("c", 300_000, 30)];

        var specialists = AmbulatorySpecialty.For(new()
        {
            Year = 2029,
            Cohort = SpecialtyCohort.HeartFailure,
            Clinicians = ["a", "b", "c"],
            Measures = new([new("blood pressure"), new("admissions", FromClaims: true)], source),
            Transform = new(Scale.Knots((0, 0), (100, 1)), source),
            WithoutCategory = new(UnscoredDomain.Reweighted, source),
        });
        var facilities = SkilledNursingPurchasing.For(new()
        {
            Year = 2026,
            Facilities = ["a", "b", "c"],
            Transform = new(Scale.Knots((0, 0.01m), (50, 0.5m), (100, 0.99m)), source),
        });
        var agencies = HomeHealthPurchasing.For(new()
        {
            Year = 2025,
            Cohort = VolumeCohort.Larger,
            Agencies = ["a", "b", "c"],
        });
        foreach (var settlement in new[]
        {
            specialists.Contract.Settle(specialists.Experience(three)),
            facilities.Contract.Settle(facilities.Experience(three)),
            agencies.Contract.Settle(agencies.Experience(three)),
        })
        {
            Console.WriteLine($"{settlement.ContractId}: {string.Join(", ", settlement.Parts.Select(p => p.Payable))}; "
                + $"together {settlement.Payable}");
        }

        Console.WriteLine(specialists.Exchange(three).Slope.Lines[^1]);

        // What the regulation does not state is asked for.
        Console.WriteLine(new SkilledNursingTerms { Year = 2026, Facilities = ["a"] }.Validate()[0]);
    }

    [Snippet("purchasing-mips")]
    private static void MipsYear()
    {
        var mips = Mips.For(new() { Year = 2026, Clinicians = ["north", "south", "west", "east"] });
        MipsClinician Of(string id, decimal charges, decimal score) =>
            new(id, Money.Of(charges), new Figure { Value = score, Unit = Unit.Points });
        ValueList<MipsClinician> all =
            [Of("north", 1_000_000, 60), Of("south", 500_000, 10), Of("west", 10_000_000, 90), Of("east", 5_000_000, 100)];
        var adjusted = mips.Adjust(all);
        Console.WriteLine(adjusted.ScalingFactor.Lines[^2]);
        foreach (var clinician in adjusted.Clinicians)
        {
            Console.WriteLine($"{clinician.Id}: {clinician.Adjustment}");
        }

        Console.WriteLine(mips.Contract.Settle(mips.Experience(all)).Payable);

        // One clinician by itself, with the factor of the year.
        var alone = Mips.For(new()
        {
            Year = 2026,
            Clinicians = ["north"],
            ScalingFactor = new(1.05m / 9, Authority.Of("from the published maximum of 1.05 %")),
        });
        Console.WriteLine(alone.Adjust([Of("north", 1_000_000, 90)]).Clinicians[0].Change);
    }

    [Snippet("purchasing-worth")]
    private static void Worth()
    {
        var purchasing = HospitalValueBasedPurchasing.For(SoutheastHealth.Terms);
        HospitalPurchasingYear With(ValueList<Observation> observed) => new()
        {
            BasePayments = Money.Of(100_000_000),
            Score = purchasing.Score(observed).Points,
            Slope = new Figure { Value = 2.6m, Source = "made up; CMS publishes the slope with the factors of the year" },
        };
        var now = purchasing.Adjustment(With(SoutheastHealth.Observed)).Net;
        foreach (var measure in purchasing.Points(SoutheastHealth.Observed).Where(m => m.NextResult is not null))
        {
            var next = measure.NextResult!.Value!.Value;
            var then = SoutheastHealth.Observed.Select(o => o.Measure == measure.Measure ? o with { Result = next } : o);
            var worth = purchasing.Adjustment(With([.. then])).Net.Value!.Value - now.Value!.Value;
            Console.WriteLine($"{measure}, {measure.Distance} away: {Money.Of(Rounding.Cents.Apply(worth))} dollars");
        }
    }

    [Snippet("purchasing-payment")]
    private static void Payment()
    {
        var purchasing = HospitalValueBasedPurchasing.For(SoutheastHealth.Terms);
        var year = new HospitalPurchasingYear
        {
            BasePayments = Money.Of(100_000_000),
            Score = purchasing.Score(SoutheastHealth.Observed).Points,
            Slope = new Figure { Value = 2.6m, Source = "made up; CMS publishes the slope with the factors of the year" },
        };
        var settlement = purchasing.Contract.Settle(purchasing.Experience(year));
        Console.WriteLine(settlement);
        foreach (var line in settlement.Lines.Where(l => l.Key is "withheld" or "value-based-rate" or "factor" or "net"))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"Earned back: {purchasing.Adjustment(year).EarnedBack}");

        // A hospital that is outside for the year keeps its payments, and the statement says why.
        var outside = new HospitalPurchasingYear { BasePayments = Money.Of(100_000_000), Outside = "cited on three surveys" };
        Console.WriteLine(purchasing.Contract.Settle(purchasing.Experience(outside)));

        // Everything that is wrong is said at once.
        try
        {
            purchasing.Experience(new() { BasePayments = Money.Of(-1), Score = year.Score });
        }
        catch (SettlementException wrong)
        {
            foreach (var failure in wrong.Failures)
            {
                Console.WriteLine(failure);
            }
        }
    }
}
