using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/json.md.</summary>
internal static class SnippetsJson
{
    [Snippet("json-write")]
    private static void WriteDocuments()
    {
        var contract = new Contract
        {
            Id = "acme-ppo-2026",
            Currency = "USD",
            Term = new NodaTime.DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Clauses = [new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() }, new Limit { Gain = 4.Percent() }],
        };
        Console.WriteLine(SettlementJson.Write(contract, indented: true));
    }

    [Snippet("json-digest")]
    private static void Digests()
    {
        var mine = """{"id":"a","currency":"USD","term":{"start":"2026-01-01","end":"2026-12-31"},"clauses":[{"kind":"limit","gain":{"kind":"share","share":0.04,"of":"benchmark"}}]}""";
        var yours = """{"currency":"USD","id":"a","clauses":[{"kind":"limit","label":"Most that can be earned","gain":{"kind":"share","of":"benchmark","share":0.0400}}],"term":{"end":"2026-12-31","start":"2026-01-01"}}""";
        Console.WriteLine(SettlementJson.Digest(SettlementJson.ReadContract(mine)));
        Console.WriteLine(SettlementJson.Digest(SettlementJson.ReadContract(mine))
            == SettlementJson.Digest(SettlementJson.ReadContract(yours)));

        var other = mine.Replace("0.04", "0.05", StringComparison.Ordinal);
        Console.WriteLine(SettlementJson.Digest(SettlementJson.ReadContract(mine))
            == SettlementJson.Digest(SettlementJson.ReadContract(other)));
    }

    [Snippet("json-errors")]
    private static void Errors()
    {
        var document = """{"id":"a","currency":"USD","term":{"start":"2026-01-01","end":"2025-12-31"},"clauses":[{"kind":"limit","gian":1},{"kind":"sequestration","rate":"two","appliesTo":"gains"},{"kind":"proration","factor":50}]}""";
        if (!SettlementJson.TryReadContract(document, out _, out var failures))
        {
            foreach (var failure in failures)
            {
                Console.WriteLine(failure);
            }
        }
    }

    [Snippet("json-round-trip")]
    private static void RoundTrip()
    {
        var contract = MedicareSharedSavings.For(new() { Track = Track.BasicB, Year = 2023, AgreementStart = new(2022, 1, 1) }).Contract;
        var experience = new Experience
        {
            Benchmark = Money.Of(500_000_000),
            Expenditure = Money.Of(487_000_000),
            Facts = [Number.AssignedBeneficiaries(60_000), Quality.Met(70.Percent())]
        };

        var settlement = contract.Settle(experience);
        var received = SettlementJson.ReadSettlement(SettlementJson.Write(settlement));

        Console.WriteLine(received.Equals(settlement));
        Console.WriteLine(received);
        Console.WriteLine($"contract and facts: {SettlementJson.Digest(contract, experience)}");
    }

    [Snippet("json-numbers")]
    private static void Numbers()
    {
        var experience = SettlementJson.ReadExperience("""
            {
              "benchmark": 966116777,
              "expenditure": { "value": 903712089, "source": "report of 2023-08-14, table 2" },
              "numbers": {
                "assigned-beneficiaries": 74992,
                "participant-revenue": { "value": 12000000, "source": "cost report, worksheet G-3" }
              },
              "facts": [{ "kind": "quality", "standard": "met", "score": 0.8941 }]
            }
            """);
        foreach (var fact in experience.Facts)
        {
            Console.WriteLine(fact);
        }
    }

    [Snippet("json-verify")]
    private static void Verify()
    {
        var contract = new Contract
        {
            Id = "acme-ppo-2026",
            Currency = "USD",
            Term = new NodaTime.DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Clauses = [new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() }],
        };
        var facts = new Experience { Benchmark = Money.Of(1_000_000), Expenditure = Money.Of(900_000) };
        var document = SettlementJson.Write(contract.Settle(facts));

        // One figure altered: the document no longer agrees with itself.
        var altered = document.Replace("\"published\":50000", "\"published\":60000", StringComparison.Ordinal);
        SettlementJson.TryReadSettlement(altered, out _, out var failures);
        Console.WriteLine(failures[0]);

        // Issued for other facts, it agrees with itself and not with yours.
        var received = SettlementJson.ReadSettlement(document);
        Console.WriteLine($"differences: {received.Verify(contract, facts).Count}");
        foreach (var difference in received.Verify(contract, facts with { Expenditure = Money.Of(910_000) }))
        {
            Console.WriteLine($"{difference.Path}: {difference.Value}. {difference.Remedy}");
        }
    }
}
