using Stranger;
using ValueSettlement.Curves;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/your-own-contract.md; the contract itself is <see cref="Riverbend"/>.</summary>
internal static class SnippetsOwnContract
{
    [Snippet("riverbend-first")]
    private static void First()
    {
        Console.WriteLine(Riverbend.Contract.Settle(Riverbend.Year(Money.Of(38_000_000), 85.Percent())));
    }

    [Snippet("riverbend-order")]
    private static void OrderOfClauses()
    {
        var facts = Riverbend.Year(Money.Of(36_000_000), 85.Percent());
        var (minimum, share, limit) = (Riverbend.Contract.Clauses[0], Riverbend.Contract.Clauses[1], Riverbend.Contract.Clauses[2]);
        var swapped = Riverbend.Contract with { Clauses = [minimum, limit, share] };
        Console.WriteLine($"share, then limit: {Riverbend.Contract.Settle(facts).Earned}");
        Console.WriteLine($"limit, then share: {swapped.Settle(facts).Earned}");
    }

    [Snippet("riverbend-payoff")]
    private static void PayoffOverSpending()
    {
        var payoff = Riverbend.Contract.PayoffOverSpending(Riverbend.Year(Money.Of(40_000_000), 85.Percent()));
        foreach (var edge in payoff.Curve.Edges)
        {
            Console.WriteLine(edge);
        }

        Console.WriteLine();
        foreach (var breakEven in payoff.BreakEvens)
        {
            Console.WriteLine(breakEven);
        }

        Console.WriteLine();
        Console.WriteLine($"Held fixed: {string.Join("; ", payoff.HeldFixed)}.");
    }

    [Snippet("riverbend-table")]
    private static void Table()
    {
        var prepared = Riverbend.Contract.Prepare();
        Console.WriteLine("| spending | difference | score 55 % | score 70 % | score 85 % |");
        Console.WriteLine("|--:|--:|--:|--:|--:|");
        foreach (var spending in new[] { 35_000_000m, 36_800_000m, 38_000_000m, 39_200_000m, 39_200_000.01m, 40_000_000m, 40_799_999.99m,
            40_800_000m, 42_000_000m, 43_200_000m, 46_000_000m })
        {
            var earned = new[] { 55, 70, 85 }.Select(score =>
                prepared.Settle(Riverbend.Year(Money.Of(spending), score.Percent())).Earned.ToString());
            Console.WriteLine($"| {Money.Of(spending)} | {Money.Of(40_000_000m - spending)} | {string.Join(" | ", earned)} |");
        }
    }

    [Snippet("riverbend-points")]
    private static void PointsByHand()
    {
        var points = new (decimal Spending, decimal Score, decimal ByHand)[]
        {
            (39_500_000, 85, 0),              // 500,000 is less than 2 % of 40,000,000
            (39_200_000, 85, 400_000),        // 800,000 is exactly 2 %: all of it counts, × 50 %
            (39_200_000.01m, 85, 0),          // one cent less does not
            (38_000_000, 70, 800_000),        // 2,000,000 × 40 %
            (38_000_000, 59.99m, 0),          // below the first step of the ladder
            (36_000_000, 85, 1_600_000),      // 4,000,000 × 50 % = 2,000,000, at most 4 % of 40,000,000
            (42_000_000, 85, -600_000),       // 2,000,000 × 30 %, owed
            (46_000_000, 85, -960_000),       // 6,000,000 × 30 % = 1,800,000, at most 8 % of 12,000,000
        };
        var prepared = Riverbend.Contract.Prepare();
        foreach (var (spending, score, byHand) in points)
        {
            var earned = prepared.Settle(Riverbend.Year(Money.Of(spending), score.Percent())).Earned;
            Console.WriteLine($"{Money.Of(spending),13} {Money.Of(score),5}% {earned,9} {(earned.Published == byHand ? "as by hand" : "DIFFERS")}");
        }
    }

    [Snippet("riverbend-mistakes")]
    private static void Mistakes()
    {
        var mistaken = Riverbend.Contract with
        {
            Clauses =
            [
                new MinimumRate { Savings = 2.Percent(), Shares = Sharing.FirstDollar },
                new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() },
                new Limit { Gain = 400.Percent() },
            ],
        };
        foreach (var failure in mistaken.Validate())
        {
            Console.WriteLine(failure);
        }
    }

    [Snippet("riverbend-facts")]
    private static void MissingFacts()
    {
        var outcome = Riverbend.Contract.TrySettle(new()
        {
            Benchmark = Money.Of(40_000_000),
            Expenditure = Money.Of(42_000_000),
            Facts = [Number.AssignedBeneficiaries(9_000)],
        });
        foreach (var failure in outcome.Failures)
        {
            Console.WriteLine(failure);
        }
    }

    [Snippet("riverbend-statement")]
    private static void ReadTheStatement()
    {
        var settlement = Riverbend.Contract.Settle(Riverbend.Year(Money.Of(36_000_000), 85.Percent()));
        Console.WriteLine(settlement.Statement());
    }

    [Snippet("riverbend-document")]
    private static void HandOver()
    {
        // You write the document and say its digest.
        var document = SettlementJson.Write(Riverbend.Contract, indented: true);
        Console.WriteLine(SettlementJson.Digest(Riverbend.Contract));

        // They read it and compare.
        var received = SettlementJson.ReadContract(document);
        Console.WriteLine(SettlementJson.Digest(received) == SettlementJson.Digest(Riverbend.Contract));

        // Another term is another digest.
        var other = SettlementJson.ReadContract(document.Replace("0.04", "0.05", StringComparison.Ordinal));
        Console.WriteLine(SettlementJson.Digest(other) == SettlementJson.Digest(Riverbend.Contract));
    }

    [Snippet("riverbend-day")]
    private static void SettlementDay()
    {
        var facts = Riverbend.Year(Money.Of(36_000_000), 85.Percent());

        // The plan settles and sends the settlement as a document.
        var sent = SettlementJson.Write(Riverbend.Contract.Settle(facts));

        // The clinic group reads it, settles again from contract and facts, and asks for every difference.
        var settlement = SettlementJson.ReadSettlement(sent);
        Console.WriteLine(settlement.InWords());
        Console.WriteLine($"Differences: {settlement.Verify(Riverbend.Contract, facts).Count}");
    }
}
