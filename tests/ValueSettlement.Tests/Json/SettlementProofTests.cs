using System.Text.Json.Nodes;

namespace ValueSettlement.Tests.Json;

/// <summary>A settlement document that was altered anywhere is refused when it is read, or Verify says where.</summary>
public sealed class SettlementProofTests
{
    // What says who settled, not what was settled: another version of the library may settle the same.
    private static readonly string[] Free = ["libraryVersion"];

    public static TheoryData<string, Contract, Experience> Settled() => new()
    {
        { "one", JsonSamples.Settling, JsonSamples.SettlingFacts },
        { "parts", JsonSamples.TogetherContract, JsonSamples.TogetherFacts },
        { "paid parts", JsonSamples.Paying, JsonSamples.PayingFacts },
        { "pool", JsonSamples.Pooled, JsonSamples.PooledFacts },
    };

    [Theory]
    [MemberData(nameof(Settled))]
    public void Nothing_can_be_altered_unseen(string name, Contract contract, Experience experience)
    {
        var issued = contract.Settle(experience);
        var json = SettlementJson.Write(issued);
        Assert.Empty(SettlementJson.ReadSettlement(json).Verify(contract, experience));
        Assert.Equal(issued.Statement(), SettlementJson.ReadSettlement(json).Statement());
        int altered = 0, refused = 0;
        var silent = new List<string>();
        foreach (var (path, change) in Alterations(JsonNode.Parse(json)!, string.Empty))
        {
            var document = JsonNode.Parse(json)!;
            change(document);
            altered++;
            if (!SettlementJson.TryReadSettlement(document.ToJsonString(), out var read, out _))
            {
                refused++;
            }
            else if (read.Verify(contract, experience).Count == 0 && !Free.Any(path.EndsWith))
            {
                silent.Add(path);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{name}: {altered} alterations, {refused} refused when read, the others found by Verify."));
        Assert.Empty(silent);
        Assert.True(refused * 3 > altered && altered > 200, FormattableString.Invariant($"{refused} of {altered}"));
    }

    [Theory]
    [MemberData(nameof(Settled))]
    public void Without_lines_the_amounts_are_still_proven(string name, Contract contract, Experience experience)
    {
        var issued = contract.Settle(experience);
        var json = SettlementJson.Write(issued, lines: false);
        var read = SettlementJson.ReadSettlement(json);
        Assert.False(read.HasLines, name);
        Assert.Empty(read.Lines);
        Assert.Equal(issued.Earned, read.Earned);
        Assert.Empty(read.Verify(contract, experience));
        Assert.Contains("leaves its steps out", read.Statement(), StringComparison.Ordinal);
        Assert.True(json.Length * 2 < SettlementJson.Write(issued).Length);
    }

    [Fact]
    public void Digests_stand_in_the_settlement_and_say_that_another_contract_was_settled()
    {
        var issued = JsonSamples.Settling.Settle(JsonSamples.SettlingFacts);
        Assert.Equal(SettlementJson.Digest(JsonSamples.Settling), issued.ContractDigest);
        Assert.Equal(SettlementJson.Digest(JsonSamples.SettlingFacts), issued.FactsDigest);
        var other = JsonSamples.Settling with { Version = 2 };
        Assert.Contains(issued.Verify(other, JsonSamples.SettlingFacts), static f => f.Path == "contractDigest");
        var facts = JsonSamples.SettlingFacts with { Expenditure = Money.Of(900_000_000m) };
        Assert.Contains(issued.Verify(JsonSamples.Settling, facts), static f => f.Path == "factsDigest");
        Assert.Contains(issued.Verify(JsonSamples.Settling, facts), static f => f.Path == "earned.unrounded");
    }

    [Fact]
    public void Parts_too_large_to_add_are_failures()
    {
        var document = JsonNode.Parse(SettlementJson.Write(JsonSamples.Together))!;
        foreach (var part in document["parts"]!.AsArray())
        {
            part!["earned"]!["unrounded"] = 79_000_000_000_000_000_000_000_000_000m;
        }

        Assert.False(SettlementJson.TryReadSettlement(document.ToJsonString(), out _, out var failures));
        Assert.Contains(failures, static f => f.Path == "parts[0].earned.unrounded" && f.Code == "settlement-inconsistent");
        Assert.Contains(failures, static f => f.Path == "parts[1].earned.unrounded" && f.Code == "settlement-inconsistent");
    }

    /// <summary>Every value changed, every entry of a list dropped or doubled.</summary>
    private static IEnumerable<(string Path, Action<JsonNode> Change)> Alterations(JsonNode node, string path)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                if (value is null)
                {
                    continue;
                }

                var at = path.Length == 0 ? name : path + "." + name;
                foreach (var inner in Alterations(value, at))
                {
                    yield return (inner.Path, root => inner.Change(root[name]!));
                }

                if (value is JsonValue leaf)
                {
                    yield return (at, root => root[name] = Other(leaf));
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                var index = i;
                foreach (var inner in Alterations(items[i]!, FormattableString.Invariant($"{path}[{i}]")))
                {
                    yield return (inner.Path, root => inner.Change(root[index]!));
                }

                yield return (FormattableString.Invariant($"{path}[{i}] dropped"), root => root.AsArray().RemoveAt(index));
                yield return (FormattableString.Invariant($"{path}[{i}] doubled"), root =>
                    root.AsArray().Insert(index, root[index]!.DeepClone()));
            }
        }
    }

    private static JsonValue Other(JsonValue leaf) => leaf.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => JsonValue.Create(leaf.GetValue<System.Text.Json.JsonElement>().GetDecimal() + 1m),
        System.Text.Json.JsonValueKind.True => JsonValue.Create(false),
        System.Text.Json.JsonValueKind.False => JsonValue.Create(true),
        _ => JsonValue.Create(Changed(leaf.GetValue<string>())),
    };

    // A word of a closed list becomes another word of it, a text another text.
    private static string Changed(string text) => text switch
    {
        "bound" => "didNotBind",
        "didNotBind" => "bound",
        "couldNotApply" => "didNotBind",
        "payer" => "provider",
        "provider" => "payer",
        "clause" => "figure",
        "figure" => "clause",
        "money" => "rate",
        "rate" => "factor",
        "product" => "sum",
        "USD" => "EUR",
        _ => text + "x",
    };
}
