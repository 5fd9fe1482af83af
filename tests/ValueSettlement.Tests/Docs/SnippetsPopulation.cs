using ValueSettlement.Data;
using ValueSettlement.Population;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/population.md: five people that can be counted by hand.</summary>
internal static class SnippetsPopulation
{
    private static readonly PopulationRules rules = new()
    {
        Strata = [new("all", "all beneficiaries")],
        Organisations = 1,
        Truncation = [Truncation.AtPercentile(new(80))],
    };

    private static readonly PopulationColumns columns = new()
    {
        Organisation = new ushort[] { 0, 0, 0, 0, 0 },
        Stratum = new byte[] { 0, 0, 0, 0, 0 },
        Months = new byte[] { 12, 6, 12, 3, 12 },
        Cents = new long[] { 120_000, 90_000, 300_000, 100_000, -6_000 },
    };

    private static readonly string path = Path.Combine(Path.GetTempPath(), $"ValueSettlement.{Environment.ProcessId}.csv");

    [Snippet("population-hand")]
    private static void Hand()
    {
        var rules = new PopulationRules
        {
            Strata = [new("all", "all beneficiaries")],
            Organisations = 1,
            Truncation = [Truncation.AtPercentile(new(80))],
        };
        var columns = new PopulationColumns
        {
            Organisation = new ushort[] { 0, 0, 0, 0, 0 },
            Stratum = new byte[] { 0, 0, 0, 0, 0 },
            Months = new byte[] { 12, 6, 12, 3, 12 },
            Cents = new long[] { 120_000, 90_000, 300_000, 100_000, -6_000 },
        };

        var population = rules.Prepare();
        PopulationTotals totals = population.Total(columns);
        Console.WriteLine(totals.Thresholds[0]);
        foreach (var line in totals.Expenditure(0).Strata[0].PerCapita.Lines)
        {
            Console.WriteLine(line);
        }
    }

    [Snippet("population-files")]
    private static void Files()
    {
        File.WriteAllText(path, """
            id,aco,type,months,paid
            17,A1,all,12,1200.00
            18,A1,all,6,900.00
            19,A1,all,12,3000.00
            20,A1,all,3,1000.00
            21,A1,all,12,-60.00

            """);
        var file = CsvRows.Of(path, new()
        {
            Organisation = "aco",
            Organisations = ["A1"],
            Stratum = "type",
            Strata = ["all"],
            Expenditure = "paid",
            IsAmount = true,
            Beneficiary = "id",
        });
        Console.WriteLine(rules.Prepare().Total(file, threads: 2).Expenditure(0));
        File.Delete(path);
    }

    [Snippet("population-sql")]
    private static void Sql()
    {
        Console.WriteLine(PopulationSql.Survey(rules, new() { Table = "claims.members" }, SqlDialect.PostgreSql));
    }

    [Snippet("population-partials")]
    private static void Partials()
    {
        var population = rules.Prepare();
        var (first, second) = (population.Survey(), population.Survey());
        first.Add(columns.Slice(0, 2));                       // here
        second.Add(columns.Slice(2, 3));                      // somewhere else
        first.Merge(population.ReadSurvey(second.ToBytes().Span));
        ReadOnlyMemory<byte> merged = first.ToBytes();        // goes back to everybody
        ThresholdBrackets brackets = population.ReadSurvey(merged.Span).Bracket();

        var (here, there) = (population.Begin(brackets), population.Begin(brackets));
        here.Add(columns.Slice(0, 2));
        there.Add(columns.Slice(2, 3));
        here.Merge(population.ReadPartial(there.ToBytes().Span));
        Console.WriteLine(here.Total().Expenditure(0));
    }

    [Snippet("population-wrong")]
    private static void Wrong()
    {
        try
        {
            rules.Prepare().Total(columns with { Months = new byte[] { 12, 6, 12, 13, 12 } });
        }
        catch (SettlementException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
