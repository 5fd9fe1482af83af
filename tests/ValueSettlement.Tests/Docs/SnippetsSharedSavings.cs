using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/shared-savings.md: quality from the measures, and a provision that was proposed.</summary>
internal static class SnippetsSharedSavings
{
    [Snippet("shared-savings-app-plus")]
    private static void AppPlus()
    {
        var mssp = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2026,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
        });
        AppPlusMeasure Cqm(string measure, decimal rate) => new()
        {
            Measure = measure,
            Collection = CollectionType.MedicareCqm,
            Cases = 900m,
            Completeness = 92.Percent(),
            Rate = rate,
        };
        AppPlusMeasure Stated(string measure, CollectionType collection, decimal points) => new()
        {
            Measure = measure,
            Collection = collection,
            StatedPoints = points,         // the whole part is the decile
        };
        var score = mssp.QualityFromAppPlus(new()
        {
            Measures =
            [
                Cqm("001", 0.2410m), Cqm("134", 0.6200m), Cqm("236", 0.7100m), Cqm("112", 0.7650m), Cqm("113", 0.6890m),
                Stated("321", CollectionType.Survey, 6.2m), Stated("479", CollectionType.Claims, 5.5m),
                Stated("484", CollectionType.Claims, 7.1m),
            ],
        });
        foreach (var measure in score.Measures)
        {
            Console.WriteLine($"{measure.Measure}: decile {measure.Decile}, {measure.Points} points");
        }

        Console.WriteLine(score);
        var settlement = mssp.Contract.Settle(new()
        {
            Benchmark = Money.Of(150_000_000m),
            Expenditure = Money.Of(143_000_000m),
            Facts = [Number.AssignedBeneficiaries(11_200), score.Quality, new RevenueCategory { Low = true }],
        });
        Console.WriteLine(settlement.Earned);
    }

    [Snippet("shared-savings-proposed")]
    private static void Proposed()
    {
        var terms = new SharedSavingsTerms
        {
            Track = Track.BasicE,
            Year = 2026,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
        };
        var asked = MedicareSharedSavings.Proposed2027.Apply(terms, ProposedProvision.BasicSharing);
        Console.WriteLine(MedicareSharedSavings.For(terms).Rules.Rates.Value.Sharing);
        Console.WriteLine(MedicareSharedSavings.For(asked).Rules.SharingRate!.Value);
        Console.WriteLine(asked.Rules!.SharingRate!.Authority);
    }
}
