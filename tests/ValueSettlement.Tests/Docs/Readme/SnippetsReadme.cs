using ValueSettlement;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Docs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace Stranger;

/// <summary>A block of the README, as a program of its own.</summary>
internal static class SnippetsReadme
{
    [Snippet("readme")]
    private static void Readme()
    {
        var contract = MedicareSharedSavings.For(new()
        {
            Track = Track.Enhanced,
            Year = 2022,
            AgreementStart = new(2019, 7, 1),
            MinimumRate = MinimumRateChoice.Fixed(2.Percent()),
        }).Contract;
        var facts = new Experience
        {
            Benchmark = Money.Of(966_116_777),
            Expenditure = Money.Of(903_712_089),
            Facts = [Number.AssignedBeneficiaries(74_992), Quality.Met(89.41m.Percent())],
        };

        Settlement settlement = contract.Settle(facts);

        Console.WriteLine(settlement);
        foreach (var line in settlement.Lines.Where(l => l.Delta != 0))
        {
            Console.WriteLine(line);
        }

        var payoff = contract.PayoffOverSpending(facts);
        Console.WriteLine($"Earns something up to a spending of {Money.Of(payoff.BreakEvens[0].At)}.");
    }
}
