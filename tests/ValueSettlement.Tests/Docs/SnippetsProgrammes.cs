using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs.MadeUp;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/programs.md.</summary>
internal static class SnippetsProgrammes
{
    [Snippet("programme-shape")]
    private static void Shape()
    {
        var mssp = MedicareSharedSavings.For(new()
        {
            Track = Track.Enhanced,
            Year = 2024,
            AgreementStart = new(2022, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
        });
        var facts = new Experience
        {
            Benchmark = Money.Of(966_116_777),
            Expenditure = Money.Of(903_712_089),
            Facts = [Number.AssignedBeneficiaries(74_992), Quality.Met(89.41m.Percent())],
        };
        Console.WriteLine(mssp);
        Console.WriteLine(mssp.Contract.Settle(facts));

        // Any rule is replaced by a cited value.
        Console.WriteLine(mssp.Rules.Sequestration);
        var none = new Cited<Rate>(Rate.Zero, Authority.Of("A later act, section 1"));
        var spared = MedicareSharedSavings.For(mssp.Terms with { Rules = mssp.Rules with { Sequestration = none } });
        Console.WriteLine(spared.Contract.Settle(facts));

        // What is wrong with terms is said at once.
        foreach (var failure in new SharedSavingsTerms
        {
            Track = Track.Track1Plus,
            Year = 2020,
            AgreementStart = new(2021, 1, 1)
        }.Validate())
        {
            Console.WriteLine(failure);
        }
    }

    [Snippet("own-use")]
    private static void Own()
    {
        var bonus = BudgetBonus.For(new() { Year = 2024, Cap = 3.Percent() });
        var settlement = bonus.Contract.Settle(bonus.Experience(Money.Of(1_000_000), Money.Of(900_000)));
        Console.WriteLine(settlement);
        foreach (var line in settlement.Lines.Where(l => l.Authority is not null))
        {
            Console.WriteLine($"{line} ({line.Authority})");
        }
    }
}
