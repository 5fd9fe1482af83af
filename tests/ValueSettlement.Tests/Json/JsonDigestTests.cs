using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ValueSettlement.Json;

namespace ValueSettlement.Tests.Json;

public sealed partial class JsonDigestTests
{
    private static readonly string[] Words =
    [
        "benchmarkLessExpenditure", "stated", "halfAwayFromZero", "down", "firstDollar", "excess", "gain", "loss", "gains", "losses",
            "both", "met", "alternative", "organisation", "payer", "missing", "suppressed", "2024-03-05",
    ];

    [Fact]
    public void A_digest_is_lower_case_hexadecimal_and_differs_between_contract_and_experience()
    {
        var (contract, experience) = (SettlementJson.Digest(JsonSamples.Contract), SettlementJson.Digest(JsonSamples.Experience));
        Assert.Matches("^[0-9a-f]{64}$", contract);
        Assert.Equal(3,
            new HashSet<string> { contract, experience, SettlementJson.Digest(JsonSamples.Contract, JsonSamples.Experience) }.Count);
    }

    // A digest that changes without a decision would break every record that anybody kept of one.
    [Fact]
    public void The_form_of_the_digest_stays()
    {
        var contract = new Contract
        {
            Id = "a",
            Currency = "USD",
            Term = new(new(2024, 1, 1), new(2024, 12, 31)),
            Clauses = [new Sequestration { Rate = Rate.Of(0.020m), AppliesTo = AppliesTo.Gains, Label = "Ignored" }]
        };
        var experience = new Experience
        {
            Benchmark = Figure.Stated(Money.Of(100.50m), "Ignored"),
            Facts = [Number.AssignedBeneficiaries(1)]
        };

        Assert.Equal("""{"clauses":[{"appliesTo":"gains","kind":"sequestration","rate":0.02}],"currency":"USD","id":"a","term":{"end":"2024-12-31","start":"2024-01-01"}}""", JsonDigest.Terms(contract));
        Assert.Equal("""{"benchmark":100.5,"numbers":{"assigned-beneficiaries":1}}""", JsonDigest.Terms(ExperienceDocument.Of(experience)));
        Assert.Equal("4e0c2de664538a4da80ea7201e06e54da81ba9844176d30ea38c7769e908f221", SettlementJson.Digest(contract, experience));

        // Saying the contract's own currency and period, or leaving them to it, is the same fact.
        Assert.Equal(SettlementJson.Digest(contract, experience),
            SettlementJson.Digest(contract, experience with { Currency = "USD", Period = contract.Term }));
        Assert.NotEqual(SettlementJson.Digest(contract, experience), SettlementJson.Digest(contract, experience with { Currency = "EUR" }));
    }

    [Fact]
    public void Words_sources_zeros_and_order_do_not_enter()
    {
        var contract = JsonSamples.Contract with
        {
            Origin = Elsewhere(JsonSamples.Contract.Origin!),
            Letters = null,
            Payoff = PayoffVariable.Spending,
            Parts = [.. JsonSamples.Contract.Parts.Select(static a =>
            a with { Letters = null, Clauses = [.. a.Clauses.Select(Reworded)] })]
        };
        Assert.NotEqual(JsonSamples.Contract, contract);
        Assert.Equal(SettlementJson.Digest(JsonSamples.Contract), SettlementJson.Digest(contract));

        var experience = JsonSamples.Experience with
        {
            Benchmark = Figure.Stated(Money.Of(966_116_777.000m), "another report"),
            Expenditure = Money.Of(JsonSamples.Experience.Expenditure!.Value!.Value),
            Opening = Figure.Absent(AbsenceKind.Suppressed, "Other words.", Unit.Rate),
            Facts = [.. JsonSamples.Experience.Facts.Reverse()],
            Parts = [.. JsonSamples.Experience.Parts.Reverse()],
        };
        Assert.NotEqual(JsonSamples.Experience, experience);
        Assert.Equal(SettlementJson.Digest(JsonSamples.Experience), SettlementJson.Digest(experience));
    }

    [Fact]
    public void Neither_the_order_of_members_nor_trailing_zeros_enter() =>
        JsonProperty.Holds(Arbitraries.ContractWithExperience, 100, static pair =>
    {
        var contract = SettlementJson.ReadContract(Disordered(SettlementJson.Write(pair.Contract)));
        var experience = SettlementJson.ReadExperience(Disordered(SettlementJson.Write(pair.Experience)));
        Assert.Equal(pair.Contract, contract);
        Assert.Equal(SettlementJson.Canonical(pair.Contract), SettlementJson.Canonical(contract));
        Assert.Equal(SettlementJson.Canonical(pair.Experience), SettlementJson.Canonical(experience));
        Assert.Equal(SettlementJson.Digest(pair.Contract, pair.Experience), SettlementJson.Digest(contract, experience));
    });

    [Fact]
    public void The_digest_of_a_contract_covers_its_parts()
    {
        var (sum, first) = (JsonSamples.Network, (Contract)JsonSamples.Network.Parts[0]);
        var digest = SettlementJson.Digest(sum);
        Assert.Matches("^[0-9a-f]{64}$", digest);
        Assert.Equal(digest, SettlementJson.Digest(sum with
        {
            Pool = sum.Pool! with { Authority = null },
            Parts = [first with { Origin = Elsewhere(first.Origin!) }, sum.Parts[1]]
        }));
        Assert.NotEqual(digest, SettlementJson.Digest(sum with { Pool = sum.Pool! with { Funding = PoolFunding.Charges } }));
        Assert.NotEqual(digest, SettlementJson.Digest(sum with { Parts = [first with { Version = 4 }, sum.Parts[1]] }));

        // Left out, a part's currency and period are those of its contract.
        var experience = new Experience
        {
            Parts = [new Experience { Arrangement = first.Id, Benchmark = Money.Of(1m) },
            new Experience { Arrangement = "stranger", Benchmark = Money.Of(2m) }]
        };
        Assert.Equal(SettlementJson.Digest(sum, experience),
            SettlementJson.Digest(sum,
            experience with { Parts = [experience.Parts[1], experience.Parts[0] with { Currency = "USD", Period = first.Term }] }));
        Assert.NotEqual(SettlementJson.Digest(sum, experience),
            SettlementJson.Digest(sum, experience with { Parts = [experience.Parts[0]] }));
    }

    [Fact]
    public void Every_term_enters()
    {
        var changed = Changes(SettlementJson.Write(JsonSamples.Contract), static json =>
            SettlementJson.TryReadContract(json, out var read, out _) ? (read, SettlementJson.Digest(read)) : null,
            JsonSamples.Contract, SettlementJson.Digest(JsonSamples.Contract), ContractWording());
        Assert.True(changed > 150, $"{changed} terms changed");
    }

    [Fact]
    public void Every_fact_enters()
    {
        var changed = Changes(SettlementJson.Write(JsonSamples.Experience), static json =>
            SettlementJson.TryReadExperience(json, out var read, out _) ? (read, SettlementJson.Digest(read)) : null,
            JsonSamples.Experience, SettlementJson.Digest(JsonSamples.Experience), FigureWording());
        Assert.True(changed > 25, $"{changed} facts changed");
    }

    [GeneratedRegex(@"(\.|^)(label|letter|lossLetter|letters|authority|orderAuthority|words\.(benchmark|expenditure|gains|losses)|payoff)(\.|$)|regions\[\d+\]\.name$|^origin\.(programme|libraryVersion|clauses|terms\.id)$")]
    private static partial Regex ContractWording();

    [GeneratedRegex(@"^terms$|\.(lines|source|unit)(\.|\[|$)|absence\.reason$")]
    private static partial Regex FigureWording();

    // Changes each value of a document, drops each entry of its lists, and looks whether the digest notices exactly what is no wording.
    private static int Changes<T>(string json, Func<string, (T Value, string Digest)?> read, T original, string digest, Regex wording)
    {
        var count = 0;
        foreach (var path in Leaves(JsonNode.Parse(json)!, string.Empty))
        {
            foreach (var other in Others(At(JsonNode.Parse(json)!, path)))
            {
                var document = JsonNode.Parse(json)!;
                Replace(document, path, other);
                if (read(document.ToJsonString()) is not { } changed || changed.Value!.Equals(original))
                {
                    continue;
                }

                Assert.True((changed.Digest == digest) == wording.IsMatch(path), $"{path}: {other?.ToJsonString() ?? "dropped"}");
                count++;
                break;
            }
        }

        return count;
    }

    private static IEnumerable<JsonNode?> Others(JsonNode value) => value switch
    {
        JsonArray => [null],
        JsonValue text when text.TryGetValue<string>(out var given) => [given + "x", .. Words.Select(static word => (JsonNode?)word)],
        JsonValue flag when flag.TryGetValue<bool>(out var given) => [!given],
        _ => [value.GetValue<decimal>() + 1m, value.GetValue<decimal>() + 0.001m],
    };

    private static IEnumerable<string> Leaves(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject members:
                return members.Where(static m => m.Key != "kind")
                    .SelectMany(m => Leaves(m.Value, path.Length == 0 ? m.Key : path + "." + m.Key));
            case JsonArray entries:
                return entries.SelectMany((entry, i) => Leaves(entry, FormattableString.Invariant($"{path}[{i}]"))).Append(path);
            default:
                return node is null ? [] : [path];
        }
    }

    private static JsonNode At(JsonNode node, string path)
    {
        foreach (var step in Steps(path))
        {
            node = step is int index ? node[index]! : node[(string)step]!;
        }

        return node;
    }

    private static void Replace(JsonNode document, string path, JsonNode? other)
    {
        var steps = Steps(path).ToArray();
        var parent = document;
        foreach (var step in steps[..^1])
        {
            parent = step is int index ? parent[index]! : parent[(string)step]!;
        }

        var last = steps[^1];
        if (other is null)
        {
            // "Dropped": the list loses its last entry.
            var list = (last is int at ? parent[at]! : parent[(string)last]!).AsArray();
            if (list.Count > 0)
            {
                list.RemoveAt(list.Count - 1);
            }
        }
        else if (last is int index)
        {
            parent[index] = other;
        }
        else
        {
            parent[(string)last] = other;
        }
    }

    private static IEnumerable<object> Steps(string path) =>
        path.Split('.', '[').Select(static step =>
        step.EndsWith(']') ? (object)int.Parse(step[..^1], System.Globalization.CultureInfo.InvariantCulture) : step);

    // Members backwards, numbers with more zeros.
    private static string Disordered(string json) => Turn(JsonNode.Parse(json))!.ToJsonString();

    private static JsonNode? Turn(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(static m => KeyValuePair.Create(m.Key, Turn(m.Value)))),
        JsonArray entries => new JsonArray([.. entries.Select(Turn)]),
        JsonValue number when number.GetValueKind() == System.Text.Json.JsonValueKind.Number =>
            JsonNode.Parse(number.ToJsonString() is var text && text.Length < 20 && text.Contains('.') ? text + "00" : text)!,
        _ => node?.DeepClone(),
    };

    private static Origin Elsewhere(Origin origin) =>
        origin with { Programme = "Another name", LibraryVersion = "9.9.9", Clauses = Digest.Of(new('f', 64)) };

    private static Clause Reworded(Clause clause)
    {
        if (clause is Choose choose)
        {
            clause = choose with
            {
                Regions = [.. choose.Regions.Select(static r =>
                r with { Name = "Renamed", Authority = null, Then = [.. r.Then.Select(Reworded)] })]
            };
        }

        return clause with { Label = "Other", Letter = "Q", LossLetter = null, Authority = Authority.Of("Elsewhere") };
    }
}
