using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace ValueSettlement.Tests.Json;

/// <summary>
/// The committed schemas, held to the library that makes them and to what it writes and refuses, with a validator of others.
/// </summary>
public sealed class JsonSchemaTests
{
    /// <summary>Set to 1 to write the schemas anew after a change that is meant; CONTRIBUTING.md has the command.</summary>
    private const string Accept = "VALUESETTLEMENT_ACCEPT";

    public static TheoryData<string> Names => [.. SchemaMaker.Documents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_committed_schema_is_the_one_that_the_types_and_their_documentation_make(string name)
    {
        var file = Path.Combine(Folder(), name + ".schema.json");
        var schema = SchemaMaker.Make(name);
        var accepted = Environment.GetEnvironmentVariable(Accept) == "1";
        if (accepted)
        {
            File.WriteAllText(file, schema);
        }

        Assert.True(File.Exists(file), $"{file} is missing: run the tests once with {Accept}=1.");
        Assert.True(File.ReadAllText(file).ReplaceLineEndings("\n") == schema,
            $"{file} has drifted: if the change is meant, run the tests once with {Accept}=1 and commit it.");
        Assert.True(accepted || Embedded(name) == schema, $"The library was built with another {file}: build it again.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reference_leads_somewhere_and_everything_is_described(string name)
    {
        var schema = JsonNode.Parse(SchemaMaker.Make(name))!.AsObject();
        var definitions = schema["$defs"]!.AsObject();
        Assert.Equal(References(schema).Distinct().Order(StringComparer.Ordinal), definitions.Select(static d => "#/$defs/" + d.Key));
        foreach (var definition in definitions.Select(static d => d.Value!.AsObject()).Append(schema))
        {
            Assert.NotEmpty(definition["title"]!.GetValue<string>());
            Assert.NotEmpty(definition["description"]!.GetValue<string>());
            if (definition["oneOf"] is JsonArray kinds)
            {
                Assert.Equal("kind", definition["discriminator"]!["propertyName"]!.GetValue<string>());
                Assert.All(kinds, kind =>
                {
                    var own = kind!["$ref"]!.GetValue<string>()["#/$defs/".Length..];
                    Assert.Equal(own, definitions[own]!["properties"]!["kind"]!["const"]!.GetValue<string>());
                });
            }
            else
            {
                Assert.False(definition["additionalProperties"]!.GetValue<bool>());
                Assert.All(definition["properties"]!.AsObject(), static p => Assert.NotEmpty(p.Value!["description"]!.GetValue<string>()));
            }
        }
    }

    [Fact]
    public void Every_bound_belongs_to_a_member_of_a_document() =>
        Assert.All(SchemaBounds.Members, static bound => Assert.Contains(
            JsonKindTests.Types(), type => bound.Type.IsAssignableFrom(type)
                && type.GetProperty(bound.Member)?.DeclaringType == bound.Type));

    [Fact]
    public void What_the_library_writes_follows_the_schema()
    {
        Follows("contract", SettlementJson.Write(JsonSamples.Contract));
        Follows("experience", SettlementJson.Write(JsonSamples.Experience));
        Follows("settlement", SettlementJson.Write(JsonSamples.Settlement));
        Follows("settlement", SettlementJson.Write(JsonSamples.Together));
        Assert.All(JsonSamples.Sums, static sum => Follows("contract", SettlementJson.Write(sum)));
        Follows("settlement", SettlementJson.Write(JsonSamples.Paying.Settle(JsonSamples.PayingFacts)));
        Follows("settlement", SettlementJson.Write(JsonSamples.Pooled.Settle(JsonSamples.PooledFacts), lines: false));
    }

    [Fact]
    public void What_the_library_writes_of_random_terms_follows_the_schema() =>
        JsonProperty.Holds(Arbitraries.ContractWithExperience, 40, static pair =>
    {
        Follows("contract", SettlementJson.Write(pair.Contract));
        Follows("experience", SettlementJson.Write(pair.Experience));
        Follows("settlement", SettlementJson.Write(pair.Contract.Settle(pair.Experience)));
        Follows("contract", SettlementJson.Write(JsonFuzzTests.Around(pair.Contract)));
    });

    [Theory]
    [InlineData("contract", """{"id":"a"}""")]
    [InlineData("contract", "[]")]
    [InlineData("experience", """{"numbers":{"assigned-beneficiaries":0}}""")]
    [InlineData("experience", """{"facts":[{"kind":"assigned"}]}""")]
    [InlineData("contract", """{"id":"a","currency":"USD","term":{"start":"2024-01-01","end":"2024-12-31"},"parts":[{"id":"b"}]}""")]
    [InlineData("settlement", """{"contractId":"a"}""")]
    public void What_is_no_document_does_not_follow_the_schema(string name, string json) =>
        Assert.False(SchemaValidator.Accepts(name, json));

    internal static string Embedded(string name) => name switch
    {
        "contract" => SettlementJson.ContractSchema(),
        "experience" => SettlementJson.ExperienceSchema(),
        _ => SettlementJson.SettlementSchema(),
    };

    private static void Follows(string name, string json)
    {
        // What the validator says costs as much again, so it is asked only when there is something to say.
        if (!SchemaValidator.Accepts(name, json))
        {
            Assert.Fail($"{name}: {SchemaValidator.Says(name, json)}\n{json}");
        }
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static m => m.Key == "$ref" ? [m.Value!.GetValue<string>()] : References(m.Value)),
        JsonArray entries => entries.SelectMany(References),
        _ => [],
    };

    // A deterministic build hides where its sources are; the tests run somewhere below the repository.
    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ValueSettlement.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine((folder ?? throw new InvalidOperationException("The tests run outside the repository.")).FullName, "schemas");
    }
}

/// <summary>An independent validator with the schemas that the library holds.</summary>
internal static class SchemaValidator
{
    private static readonly Dictionary<string, JsonSchema> Schemas =
        SchemaMaker.Documents.Keys.ToDictionary(static name => name, static name => JsonSchema.FromText(SchemaMaker.Make(name)));

    public static bool Accepts(string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        return Schemas[name].Evaluate(document.RootElement).IsValid;
    }

    /// <summary>What the validator has against a document.</summary>
    public static string Says(string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        var results = Schemas[name].Evaluate(document.RootElement, new() { OutputFormat = OutputFormat.List });
        return string.Join("\n", (results.Details ?? []).Where(static d => d.Errors is not null)
            .Select(static d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}").Take(20));
    }
}
