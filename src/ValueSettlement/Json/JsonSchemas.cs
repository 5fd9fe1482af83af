using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace ValueSettlement;

/// <summary>The schemas of the documents: each type exported from the serializer's own metadata, once, under its name.</summary>
internal static class JsonSchemas
{
    /// <summary>The schema of a document.</summary>
    public static string Of(Type root, string name)
    {
        var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var waiting = new Queue<Type>([root]);
        var known = new HashSet<Type> { root };
        while (waiting.TryDequeue(out var type))
        {
            definitions.Add(NameOf(type), Define(type, type =>
            {
                if (known.Add(type))
                {
                    waiting.Enqueue(type);
                }
            }));
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "ValueSettlement: " + name,
            ["$ref"] = "#/$defs/" + NameOf(root),
            ["$defs"] = new JsonObject(definitions.Select(static definition => KeyValuePair.Create<string, JsonNode?>(definition.Key, definition.Value))),
        };

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            schema.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static JsonObject Define(Type type, Action<Type> found)
    {
        var info = JsonSetup.Options.GetTypeInfo(type);
        if (info.PolymorphismOptions is { } choices)
        {
            return new JsonObject
            {
                ["oneOf"] = new JsonArray([.. choices.DerivedTypes.Select(choice => Reference(choice.DerivedType, found))]),
            };
        }

        var schema = (JsonObject)info.GetJsonSchemaAsNode(new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, exported) => context.Path.IsEmpty ? exported : Nested(context, exported, found),
        });
        schema["type"] = "object";
        var properties = schema["properties"] as JsonObject ?? [];
        var required = new JsonArray([.. JsonShape.Of(info).Members.Where(static member => member.Required).Select(static member => JsonValue.Create(member.Name))]);
        if (KindOf(type) is { } kind)
        {
            properties.Insert(0, JsonKinds.Member, new JsonObject { ["const"] = kind });
            required.Insert(0, JsonKinds.Member);
        }

        schema["properties"] = properties;
        schema["required"] = required;
        schema["additionalProperties"] = false;
        return schema;
    }

    // What the exporter found inside a type: single values say what they are, named types are defined once and referred to.
    private static JsonObject Nested(JsonSchemaExporterContext context, JsonNode exported, Action<Type> found)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var info = JsonSetup.Options.GetTypeInfo(type);
        var schema = info.Converter switch
        {
            IJsonLeaf leaf => leaf.Schema(),
            IJsonStandIn { Short: { } member } standIn => new JsonObject { ["anyOf"] = new JsonArray(PlainOf(standIn, member), Reference(standIn.StandIn, found)) },
            IJsonStandIn standIn => Reference(standIn.StandIn, found),
            _ => info.Kind == JsonTypeInfoKind.Enumerable ? new JsonObject { ["type"] = "array", ["items"] = Item(info.ElementType!, found) } : Reference(type, found),
        };
        if (context.PropertyInfo is { } property)
        {
            var member = JsonShape.Of(JsonSetup.Options.GetTypeInfo(property.DeclaringType))[property.Name];
            if (member is { Nullable: true })
            {
                schema = OrNull(schema);
            }

            if (member is { Usual: { } usual, Nullable: false })
            {
                schema["default"] = JsonNode.Parse(usual);
            }

            if (member is { Computed: true })
            {
                schema["readOnly"] = true;
            }
        }

        return schema;
    }

    private static JsonObject PlainOf(IJsonStandIn standIn, string member) =>
        ((IJsonLeaf)JsonShape.Info(JsonShape.Of(JsonSetup.Options.GetTypeInfo(standIn.StandIn))[member]!.Type).Converter).Schema();

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }
        else if (schema["type"] is JsonArray types)
        {
            types.Add((JsonNode)"null");
        }
        else
        {
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        }

        return schema;
    }

    private static JsonObject Item(Type type, Action<Type> found) => JsonSetup.Options.GetTypeInfo(type).Converter switch
    {
        IJsonLeaf leaf => leaf.Schema(),
        IJsonStandIn standIn => Reference(standIn.StandIn, found),
        _ => Reference(type, found),
    };

    private static JsonObject Reference(Type type, Action<Type> found)
    {
        found(type);
        return new JsonObject { ["$ref"] = "#/$defs/" + NameOf(type) };
    }

    /// <summary>What a type is called in documents and messages: "size-row", "cited-rate".</summary>
    public static string NameOf(Type type)
    {
        var name = JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name.Split('`')[0].Replace("Document", string.Empty, StringComparison.Ordinal));
        return type.IsGenericType ? string.Join('-', type.GetGenericArguments().Select(NameOf).Prepend(name)) : name;
    }

    private static string? KindOf(Type type)
    {
        foreach (var choices in JsonKinds.All.Values)
        {
            foreach (var choice in choices)
            {
                if (choice.DerivedType == type)
                {
                    return (string)choice.TypeDiscriminator!;
                }
            }
        }

        return null;
    }
}
