using ValueSettlement.Statistics;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/small-numbers.md.</summary>
internal static class SnippetsSmallNumbers
{
    [Snippet("small-chance")]
    private static void Chance()
    {
        foreach (var row in BandChance.Table(target: 75.Percent(), worse: 70.Percent(), better: 80.Percent(), 10, 30, 100, 400))
        {
            Console.WriteLine(row);
        }

        Console.WriteLine(SampleSize.ForPower(trueShare: 70.Percent(), target: 75.Percent(), power: 90.Percent()));
    }

    [Snippet("small-chance-table")]
    private static void ChanceTable()
    {
        Console.WriteLine("| cases | needed for 75 % | a provider at 70 % passes | a provider at 80 % fails |");
        Console.WriteLine("|--:|--:|--:|--:|");
        foreach (var row in BandChance.Table(75.Percent(), 70.Percent(), 80.Percent(), 10, 20, 30, 50, 100, 200, 400))
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {row.Cases} | {row.Needed} | {100d * row.WorsePasses:0.0} % | {100d * row.BetterFails:0.0} % |"));
        }
    }

    [Snippet("small-interval")]
    private static void Interval()
    {
        Console.WriteLine(Intervals.Wilson(events: 18, trials: 20));
        Console.WriteLine(Intervals.ClopperPearson(events: 18, trials: 20));
        Console.WriteLine(Intervals.ExactPoisson(observed: 15, expected: 13));
        Console.WriteLine(Intervals.ExactPoisson(observed: 0));
        Console.WriteLine(StandardisedRates.Indirect(observed: 15, expected: 13, referenceRate: 0.08m));
    }

    [Snippet("small-funnel")]
    private static void Bands()
    {
        var readmissions = new Funnel(Direction.LowerIsBetter);
        Console.WriteLine(readmissions.JudgeCount(observed: 22, expected: 13));
        Console.WriteLine(readmissions.JudgeCount(observed: 3, expected: 0.8m));

        var chances = readmissions.ChancesOfCount(expected: 13, trueRatio: 1.3m);
        Console.WriteLine(chances);

        var pays = new BandPayments(MuchWorse: 0.Percent(), Worse: 50.Percent(), AsExpected: 100.Percent(), Better: 110.Percent(),
            MuchBetter: 120.Percent());
        Console.WriteLine(pays.AsScale());
    }

    [Snippet("small-overdispersion")]
    private static void MoreThanChance()
    {
        var more = Overdispersion.OfCounts([new(12, 10), new(30, 20), new(15, 25), new(40, 30), new(28, 35), new(60, 40), new(30, 45),
            new(70, 50), new(40, 55), new(80, 60)]);
        var funnel = new Funnel(Direction.LowerIsBetter);
        Console.WriteLine(more);
        Console.WriteLine(funnel.LimitsOfCount(75));
        Console.WriteLine((funnel with { Overdispersion = more }).LimitsOfCount(75));
    }

    [Snippet("small-credibility")]
    private static void Weight()
    {
        var full = Credibility.EventsForFullCredibility(probability: 90.Percent(), tolerance: 5.Percent());
        var z = Credibility.LimitedFluctuation(events: 271, eventsForFullCredibility: full, decimals: 4);
        Console.WriteLine(z);
        Console.WriteLine(z.Blend(own: 0.18m, complement: 0.12m));
        Console.WriteLine(Credibility.Buhlmann(exposure: 200, expectedProcessVariance: 300, varianceOfHypotheticalMeans: 1));
    }

    [Snippet("small-minimum")]
    private static void MinimumRates()
    {
        Console.WriteLine(StatisticalMinimumRate.Inferred.At(5_000));
        Console.WriteLine(StatisticalMinimumRate.Inferred.At(60_000));

        var own = StatisticalMinimumRate.Inferred with { CoefficientOfVariation = 1.2m };
        Console.WriteLine(own);
        Console.WriteLine(own.AsScale(decimals: 3, 1_000, 5_000, 20_000));

        Console.WriteLine(SavingsChance.Of(beneficiaries: 5_000, coefficientOfVariation: 2.136m, trueSavings: 0.Percent(),
            minimumRate: 2.Percent(), share: 50.Percent(), benchmark: 60_000_000));
    }

    [Snippet("small-tests")]
    private static void Selection()
    {
        Console.WriteLine(ProportionTests.MinimumShare(events: 18, trials: 100, floor: 25.Percent()));
        Console.WriteLine(ProportionTests.FisherExact(events: 7, trials: 20, baselineEvents: 30, baselineTrials: 45));
        Console.WriteLine(new RegressionToTheMean(Mean: 0.12m, Correlation: 0.4m, Observed: 0.18m));
        Console.WriteLine(RegressionToTheMean.Check(cases: 60, periods: 1));
    }

    [Snippet("small-rates")]
    private static void Parking()
    {
        // Visits to complex cases in days of care: this year against the year before.
        Console.WriteLine(RateTests.TwoRates(events: 612, exposure: 4_150, baselineEvents: 701, baselineExposure: 4_020,
            minimumEvents: 50));
        Console.WriteLine(RateTests.TwoRates(events: 21, exposure: 410, baselineEvents: 34, baselineExposure: 395, minimumEvents: 50));
        Console.WriteLine(RateTests.TwoRates(events: 9, exposure: 130, baselineEvents: 14, baselineExposure: 120, minimumEvents: 50));
    }

    [Snippet("small-sample")]
    private static void Sample()
    {
        var generator = new SeededGenerator(Start: 20_261_126);
        Console.WriteLine(generator);
        Console.WriteLine(generator.Draw(count: 8, size: 2_000));
    }
}
