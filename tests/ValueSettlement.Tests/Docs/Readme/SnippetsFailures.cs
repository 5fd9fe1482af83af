using ValueSettlement;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Docs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace Stranger;

/// <summary>A block of the README, as a program of its own.</summary>
internal static class SnippetsFailures
{
    [Snippet("failures")]
    private static void Failures()
    {
        var contract = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2024,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Table,
        }).Contract;
        var outcome = contract.TrySettle(new()
        {
            Benchmark = Money.Of(100_000_000),
            Expenditure = Money.Of(105_000_000),
            Currency = "EUR",
            Facts = [Number.AssignedBeneficiaries(7_000), .. Number.ReliefShares(120.Percent(), 30.Percent())],
        });
        foreach (var failure in outcome.Failures)
        {
            Console.WriteLine(failure);
        }
    }
}
