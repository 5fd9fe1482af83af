using NodaTime;
using ValueSettlement;
using ValueSettlement.Tests.Docs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace Stranger;

/// <summary>A block of the README, as a program of its own.</summary>
internal static class SnippetsCommercial
{
    [Snippet("commercial")]
    private static void Commercial()
    {
        var contract = new Contract
        {
            Id = "acme-ppo-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Clauses =
            [
                new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar },
                new MarginalBands
                {
                    Gain = [new(ProviderShare: 50.Percent(), UpTo: 5.Percent()), new(ProviderShare: 35.Percent())],
                    Loss = [new(ProviderShare: 40.Percent(), UpTo: 5.Percent()), new(ProviderShare: 20.Percent())],
                },
                new QualityGate { Score = 60.Percent() },
                new Limit { Gain = 4.Percent(), Loss = new LesserOf([3.Percent(), 8.Percent().Of(Basis.ParticipantRevenue)]) },
            ],
        };
        var settlement = contract.Settle(new()
        {
            Benchmark = Money.Of(40_000_000),
            Expenditure = Money.Of(36_500_000),
            Facts = [Quality.Met(81.Percent())],
        });
        Console.WriteLine(settlement.Statement());
    }
}
