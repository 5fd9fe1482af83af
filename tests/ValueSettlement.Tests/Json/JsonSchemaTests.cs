using System.Text.Json.Nodes;

namespace ValueSettlement.Tests.Json;

public sealed class JsonSchemaTests
{
    /// <summary>Set to 1 to write the schemas anew after a change that is meant.</summary>
    private const string Accept = "VALUESETTLEMENT_ACCEPT";

    public static TheoryData<string> Names => ["contract", "experience", "portfolio", "settlement"];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_committed_schema_is_the_one_that_documents_follow(string name)
    {
        var file = Path.Combine(Folder(), name + ".json");
        var schema = Schema(name);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(file, schema);
        }

        Assert.True(File.Exists(file), $"{file} is missing: run the tests once with {Accept}=1.");
        Assert.True(File.ReadAllText(file).ReplaceLineEndings("\n") == schema, $"{file} has drifted: if the change is meant, run the tests once with {Accept}=1 and commit it.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reference_of_a_schema_leads_somewhere(string name)
    {
        var schema = JsonNode.Parse(Schema(name))!.AsObject();
        var definitions = schema["$defs"]!.AsObject();
        foreach (var reference in References(schema))
        {
            Assert.StartsWith("#/$defs/", reference, StringComparison.Ordinal);
            Assert.True(definitions.ContainsKey(reference["#/$defs/".Length..]), reference);
        }

        Assert.All(definitions, static definition => Assert.True(definition.Value!["oneOf"] is not null || definition.Value["additionalProperties"] is JsonValue, definition.Key));
    }

    // Each member that a sample writes stands in the schema of its object.
    [Fact]
    public void Samples_follow_the_schema()
    {
        Follow("contract", SettlementJson.Write(JsonSamples.Contract));
        Follow("portfolio", SettlementJson.Write(JsonSamples.Portfolio));
        Follow("experience", SettlementJson.Write(JsonSamples.Experience));
        Follow("settlement", SettlementJson.Write(JsonSamples.Settlement));
    }

    private static void Follow(string name, string json)
    {
        var schema = JsonNode.Parse(Schema(name))!.AsObject();
        Assert.True(Follows(JsonNode.Parse(json), schema, schema["$defs"]!.AsObject()), name);
    }

    // The part of the schema language that the schemas use; an independent reader of it.
    private static bool Follows(JsonNode? value, JsonObject schema, JsonObject definitions)
    {
        if (schema["$ref"] is { } reference && !Follows(value, definitions[reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), definitions))
        {
            return false;
        }

        if (schema["oneOf"] is JsonArray one && one.Count(choice => Follows(value, choice!.AsObject(), definitions)) != 1)
        {
            return false;
        }

        if (schema["anyOf"] is JsonArray any && !any.Any(choice => Follows(value, choice!.AsObject(), definitions)))
        {
            return false;
        }

        if ((schema["const"] is { } constant && !JsonNode.DeepEquals(constant, value)) || (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))))
        {
            return false;
        }

        if (schema["type"] is { } type && !(type is JsonArray types ? types : [type.DeepClone()]).Any(allowed => Is(value, allowed!.GetValue<string>())))
        {
            return false;
        }

        if (value is JsonArray entries)
        {
            return entries.All(entry => Follows(entry, schema["items"]?.AsObject() ?? [], definitions));
        }

        return value is not JsonObject members || schema["properties"] is not JsonObject properties
            || (members.All(member => properties[member.Key] is JsonObject own && Follows(member.Value, own, definitions))
                && schema["required"]!.AsArray().All(required => members.ContainsKey(required!.GetValue<string>())));
    }

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "null" => value is null,
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        _ => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
    };

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static m => m.Key == "$ref" ? [m.Value!.GetValue<string>()] : References(m.Value)),
        JsonArray entries => entries.SelectMany(References),
        _ => [],
    };

    private static string Schema(string name) => name switch
    {
        "contract" => SettlementJson.ContractSchema(),
        "portfolio" => SettlementJson.PortfolioSchema(),
        "experience" => SettlementJson.ExperienceSchema(),
        _ => SettlementJson.SettlementSchema(),
    };

    // A deterministic build hides where its sources are; the tests run somewhere below the repository.
    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ValueSettlement.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine((folder ?? throw new InvalidOperationException("The tests run outside the repository.")).FullName, "docs", "schema");
    }
}
