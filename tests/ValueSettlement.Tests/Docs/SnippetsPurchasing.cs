using Stranger;
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
