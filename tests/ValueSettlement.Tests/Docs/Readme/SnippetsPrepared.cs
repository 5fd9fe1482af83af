using ValueSettlement;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Docs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace Stranger;

/// <summary>A block of the README, as a program of its own.</summary>
internal static class SnippetsPrepared
{
    [Snippet("prepared")]
    private static void Prepared()
    {
        PreparedContract prepared = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicB,
            Year = 2023,
            AgreementStart = new(2022, 1, 1),
        }).Contract.Prepare();

        foreach (var spending in new[] { 96_000_000m, 97_500_000m, 99_000_000m })
        {
            var settlement = prepared.Settle(new()
            {
                Benchmark = Money.Of(100_000_000),
                Expenditure = Money.Of(spending),
                Facts = [Number.AssignedBeneficiaries(60_000), Quality.Met(80.Percent())],
            });
            Console.WriteLine(settlement);
        }
    }
}
