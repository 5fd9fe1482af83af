using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/population-year.md.</summary>
internal static class SnippetsYear
{
    [Snippet("year-months")]
    private static void Months()
    {
        var rules = new PopulationRules { Strata = [new("aged", "aged"), new("disabled", "disabled")], Organisations = 2 };
        var months = new BeneficiaryMonths
        {
            Beneficiary = new uint[] { 7, 9, 7, 7 },
            Organisation = new ushort[] { 0, 1, 0, 0 },
            Stratum = new byte[] { 1, 0, 0, 0 },
            Cents = new long[] { 10_000, 5_000, 20_000, 30_000 },
            Risk = new int[] { 12_000, 9_000, 11_000, 11_001 },
        };
        var rows = months.ToRows(rules, threads: 2);
        for (var i = 0; i < rows.Count; i++)
        {
            Console.WriteLine($"beneficiary {rows.Beneficiary.Span[i]}, organisation {rows.Organisation.Span[i]}, "
                + $"{rules.Strata[rows.Stratum.Span[i]]}: {rows.Months.Span[i]} months, {rows.Cents.Span[i]} cents, "
                + $"risk {rows.Risk.Span[i]}");
        }
    }

    [Snippet("year-refresh")]
    private static void Refresh()
    {
        var population = new PopulationRules
        {
            Strata = [new("all", "all members")],
            Organisations = 2,
            Truncation = [Truncation.At(Money.Of(1_000))],
        }.Prepare();
        PopulationPartial Count(long[] cents)
        {
            var partial = population.Begin();
            partial.Add(new()
            {
                Organisation = new ushort[] { 0, 1 },
                Stratum = new byte[2],
                Months = new byte[] { 12, 6 },
                Cents = cents,
            });
            return partial;
        }

        var files = new Dictionary<string, PopulationPartial> { ["north"] = Count([80_000, 30_000]), ["south"] = Count([50_000, 70_000]) };
        var before = population.TotalOf(files.Values);
        files["south"] = Count([60_000, 40_000]);
        var change = PopulationTotals.Compare(before, population.TotalOf(files.Values));
        foreach (var organisation in change.Organisations)
        {
            Console.WriteLine(organisation);
            Console.WriteLine(FormattableString.Invariant($"  per person-year: {organisation.Whole.PerCapita}"));
        }

        Console.WriteLine($"all: {change}");
    }

    [Snippet("year-reconcile")]
    private static void Reconcile()
    {
        var rules = new PopulationRules
        {
            Strata = [new("all", "all members")],
            Organisations = 2,
            Truncation = [Truncation.AtPercentile(new(1, 2))],
        };
        PopulationColumns Rows(uint[] beneficiaries, ushort[] organisations, long[] cents) => new()
        {
            Beneficiary = beneficiaries,
            Organisation = organisations,
            Stratum = new byte[cents.Length],
            Months = Enumerable.Repeat((byte)12, cents.Length).ToArray(),
            Cents = cents,
        };
        var own = Rows([1, 2, 3, 4], [0, 0, 1, 1], [10_000, 40_000, 20_000, 90_000]);
        var theirs = Rows([1, 2, 4, 5], [0, 1, 1, 0], [10_000, 40_000, 70_000, 30_000]);
        var result = PopulationReconciliation.Of(own, theirs, rules, most: 10);
        foreach (var difference in result.Largest)
        {
            Console.WriteLine(difference);
        }

        foreach (var kind in Enum.GetValues<ReconciliationKind>())
        {
            Console.WriteLine(FormattableString.Invariant($"{kind}: {result.Whole[kind].Difference.Cents} cents"));
        }

        Console.WriteLine(FormattableString.Invariant($"before truncation: {result.Whole.All.Difference.Cents} cents"));
        Console.WriteLine($"threshold: {result.Thresholds[0].Before.Upper} against {result.Thresholds[0].After.Upper}");
        Console.WriteLine($"after truncation: {result.Whole}");
        Console.WriteLine(PopulationReconciliation.OfStated(rules.Prepare().Total(own), [Money.Of(300), Money.Of(390)]));
    }

    [Snippet("year-episodes")]
    private static void Episodes()
    {
        var rules = new EpisodeRules
        {
            Providers = 2,
            Cells =
            [
                new() { Key = "knee", Target = Money.Of(20_000), Cap = Money.Of(50_000) },
                new() { Key = "hip", Target = Money.Of(25_000.50m) },
            ],
        };
        var counts = rules.Begin();
        counts.Add(new()
        {
            Provider = new ushort[] { 0, 0, 0, 1 },
            Cell = new ushort[] { 0, 0, 1, 1 },
            Cents = new long[] { 1_900_000, 8_000_000, 2_300_000, 2_600_000 },
        });
        var totals = EpisodeTotals.Of(counts.Of(0));
        Console.WriteLine(totals.Target.Lines[0]);
        Console.WriteLine(totals.Spending.Lines[0]);
        Console.WriteLine($"{totals.Counted} episodes, {counts[0, 0]} of them of {rules.Cells[0].Key}");
    }
}
