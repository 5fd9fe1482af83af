using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ValueSettlement.Json;

namespace ValueSettlement.Tests.Json;

/// <summary>
/// There are two ways to read a document, a short one for what is plainly sound and a long one that says what is wrong: they read the same
/// values and refuse the same documents with the same failures.
/// </summary>
public sealed class JsonPlainTests
{
    private const string Line =
        """{"benchmark":{"value":1,"lines":[{"key":"a","label":"a","value":1,"operands":[{"name":"a","value":1,"unit":"money"}],""";

    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "-1", "0.50", "1e3", "\"7/12\"", "\"x\"", "\"0.5\"", "\"2024-02-29\"", "\"\\u0061\"",
        "[]", "{}", "[null]", "[{}]", "{\"value\":1}",
    ];

    [Fact]
    public void What_the_library_writes_goes_the_short_way()
    {
        foreach (var maker in Enumerable.Range(0, 60).Select(static i => new ContractMaker(7_000 + i)))
        {
            var (contract, experience) = maker.Fit(maker.Contract());
            Assert.True(IsPlain<Contract>(SettlementJson.Write(contract)));
            Assert.True(IsPlain<Contract>(SettlementJson.Write(contract, indented: true)));
            Assert.True(IsPlain<ExperienceDocument>(SettlementJson.Write(experience)));
            Assert.True(IsPlain<SettlementDocument>(SettlementJson.Write(contract.Settle(experience))));
        }

        Assert.True(IsPlain<Contract>(SettlementJson.Write(JsonSamples.Contract)));
        Assert.True(IsPlain<ExperienceDocument>(SettlementJson.Write(JsonSamples.Experience)));
        Assert.True(IsPlain<Contract>(SettlementJson.Write(JsonSamples.Network)));
        Assert.True(IsPlain<SettlementDocument>(SettlementJson.Write(JsonSamples.Settlement)));
        Assert.True(IsPlain<SettlementDocument>(SettlementJson.Write(JsonSamples.Settlement, indented: true)));
        Assert.True(IsPlain<Contract>("{\"$schema\":\"x\"," + SettlementJson.Write(JsonSamples.Contract)[1..]));
    }

    [Fact]
    public void Both_ways_say_the_same_of_a_document_altered_in_one_place()
    {
        var (plain, sound, all) = (0, 0, 0);
        void Alter<T>(string json)
            where T : class
        {
            var root = JsonNode.Parse(json)!;
            var places = Places(root).ToArray();
            var random = new Random(1);
            for (var i = 0; i < LongSearch.Cases(150); i++)
            {
                var copy = root.DeepClone();
                var place = Places(copy).ElementAt(random.Next(places.Length));
                Change(place, random);
                var broken = Encoding.UTF8.GetBytes(copy.ToJsonString());
                var (isPlain, isSound) = BothWays.Agree<T>(broken);
                (plain, sound, all) = (plain + (isPlain ? 1 : 0), sound + (isSound ? 1 : 0), all + 1);
            }
        }

        Alter<Contract>(SettlementJson.Write(JsonSamples.Contract));
        Alter<ExperienceDocument>(SettlementJson.Write(JsonSamples.Experience));
        Alter<Contract>(SettlementJson.Write(JsonSamples.Network));
        Alter<SettlementDocument>(SettlementJson.Write(JsonSamples.Settlement));
        Assert.True(plain > all / 20 && sound > all / 20 && sound < all, $"{plain} plain, {sound} sound of {all}.");
    }

    [Theory]
    [InlineData("""{"benchmark":{"value":1},"benchmark":{"value":2}}""")]
    [InlineData("""{"benchmark":{"value":1,"unit":"money","unit":"money"}}""")]
    [InlineData("""{"benchmark":{"value":1}} {}""")]
    [InlineData("""{"benchmark":{"value":1}}x""")]
    [InlineData("""{"benchmark":{"value":1},"parts":null}""")]
    [InlineData("""{"facts":[null]}""")]
    [InlineData("""{"facts":[{"standard":"met","kind":"quality"}]}""")]
    [InlineData("""{"facts":[{"kind":"quality","standard":"met","kind":"quality"}]}""")]
    [InlineData("""{"facts":[{"\u006bind":"quality","standard":"met"}]}""")]
    [InlineData("""{"numbers":{"life-years":1,"life-years":2}}""")]
    [InlineData("""{"numbers":{"life-years":1,"life\u002dyears":2}}""")]
    [InlineData("""{"numbers":{"life\u002dyears":"1e2"}}""")]
    [InlineData("""{"numbers":{"\ud83d":1}}""")]
    [InlineData("""{"numbers":{"Life years":1}}""")]
    [InlineData("""{"numbers":{"benchmark":1}}""")]
    [InlineData("""{"numbers":{"life-years":null}}""")]
    [InlineData("""{"numbers":{"life-years":[]}}""")]
    [InlineData("""{"numbers":{"life-years":true}}""")]
    [InlineData("""{"numbers":{"life-years":"x"}}""")]
    [InlineData("""{"numbers":{"life-years":"7/12"}}""")]
    [InlineData("""{"numbers":{"life-years":{"value":1,"source":"report","unit":"count"}}}""")]
    [InlineData("""{"numbers":{"life-years":{"value":1,"value":2}}}""")]
    [InlineData("""{"numbers":{"life-years":{"amount":1}}}""")]
    [InlineData("""{"numbers":{"assigned-beneficiaries":0.5}}""")]
    [InlineData("""{"numbers":[]}""")]
    [InlineData("""{"numbers":null}""")]
    [InlineData("""{"numbers":{}}""")]
    [InlineData("""{"\u0062enchmark":{"value":"1e2"}}""")]
    [InlineData("""{"benchmark":{"value":0.12345678901234567890123456789}}""")]
    [InlineData("""{"benchmark":{"value":"01"}}""")]
    [InlineData("""{"currency":"\ud83d\ude00"}""")]
    [InlineData("""{"currency":"\ud83d"}""")]
    [InlineData("""{"currency":"a\u0000"}""")]
    [InlineData("""{"$schema":"x","$schema":"y"}""")]
    [InlineData("""{"$schema":"x"}""")]
    [InlineData("""{"$schema":7,"currency":"USD"}""")]
    [InlineData("""{"currency":"USD","$schema":"x"}""")]
    [InlineData("""{"period":{"start":"2024-02-30","end":"2024-12-31"}}""")]
    [InlineData("""{"period":{"start":"2024-12-31","end":"2024-01-01"}}""")]
    [InlineData("""{"period":{"start":"0000-01-01","end":"2024-01-01"}}""")]
    [InlineData(Line + """ "operation":"stated","formula":"2"}]}}""")]
    [InlineData(Line + """ "operation":"stated","formula":"1","delta":0,"borneBy":"neither"}]}}""")]
    [InlineData(Line + """ "operation":"stated","formula":"1","delta":[]}]}}""")]
    [InlineData(Line + """ "operation":"stated","borneBy":"payer"}]}}""")]
    [InlineData(Line + """ "operation":"quotient"}]}}""")]
    public void Both_ways_say_the_same_at_the_edges_of_form(string json) =>
        BothWays.Agree<ExperienceDocument>(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Both_ways_have_the_same_bounds()
    {
        foreach (var inner in (string[])["", "{}", "{\"currency\":\"USD\"}"])
        {
            for (var levels = (JsonSetup.MaximumDepth / 2) - 1; levels <= (JsonSetup.MaximumDepth / 2) + 1; levels++)
            {
                var (before, after) = (Enumerable.Repeat("{\"parts\":[", levels), Enumerable.Repeat("]}", levels));
                BothWays.Agree<ExperienceDocument>(Encoding.UTF8.GetBytes(string.Concat(before) + inner + string.Concat(after)));
            }
        }

        // The document and its list are values, too.
        foreach (var count in (int[])[JsonAudit.MostElements - 2, JsonAudit.MostElements - 1])
        {
            var json = "{\"parts\":[" + string.Join(',', Enumerable.Repeat("{}", count)) + "]}";
            var (_, isSound) = BothWays.Agree<ExperienceDocument>(Encoding.UTF8.GetBytes(json));
            Assert.Equal(count == JsonAudit.MostElements - 2, isSound);
        }
    }

    [Fact]
    public void Every_member_of_every_type_has_a_bit() =>
        Assert.All(
            Kinds.All.Values.SelectMany(static kinds => kinds.Select(static kind => kind.DerivedType))
                .Concat([typeof(Contract), typeof(ExperienceDocument), typeof(SettlementDocument), typeof(Line)]),
            static type => Assert.InRange(JsonShape.Of(JsonShape.Info(type)).Members.Count, 0, JsonPlan.MostMembers));

    private static bool IsPlain<T>(string json)
        where T : class => BothWays.Agree<T>(Encoding.UTF8.GetBytes(json)) is { IsPlain: true, IsSound: true };

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject members => members.Select(static member => member.Value).OfType<JsonNode>().SelectMany(Places).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Places).Prepend(node),
        _ => [node],
    };

    private static void Change(JsonNode place, Random random)
    {
        var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
        switch (place)
        {
            case JsonObject { Count: > 0 } members when random.Next(3) > 0:
                var (name, kept) = members.ElementAt(random.Next(members.Count));
                members.Remove(name);
                if (random.Next(2) == 0)
                {
                    // The same member, last.
                    members.Add(random.Next(4) == 0 ? name + "x" : name, kept);
                }

                break;
            case JsonArray { Count: > 1 } items when random.Next(2) == 0:
                items.RemoveAt(random.Next(items.Count));
                break;
            default:
                if (place.Parent is not null)
                {
                    place.ReplaceWith(value);
                }

                break;
        }
    }
}

/// <summary>Reads a document the short way and the long way.</summary>
internal static class BothWays
{
    /// <summary>Holds that both ways say the same; tells whether the short way ended and whether the document is sound.</summary>
    public static (bool IsPlain, bool IsSound) Agree<T>(ReadOnlyMemory<byte> utf8)
        where T : class
    {
        var said = new List<Failure>();
        var thorough = JsonRead.Thorough<T>(utf8, said);
        var read = JsonRead.Of<T>(utf8, out var failures);
        Assert.Equal(said, failures);
        Assert.Equal(thorough, read);
        if (read is not null)
        {
            // Equal to what equality leaves out, too.
            Assert.Equal(JsonSerializer.Serialize(thorough, JsonSetup.Options), JsonSerializer.Serialize(read, JsonSetup.Options));
        }

        return (JsonPlain.Make<T>(utf8.Span) is not null, read is not null);
    }
}
