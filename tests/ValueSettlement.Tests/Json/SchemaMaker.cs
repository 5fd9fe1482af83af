using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ValueSettlement.Json;

namespace ValueSettlement.Tests.Json;

/// <summary>
/// Makes the schemas of the documents from what the library itself reads and writes by: the metadata of its types, their documentation
/// comments, and the bounds of <see cref="SchemaBounds"/>. A type that is added to the documents appears by itself.
/// </summary>
internal static class SchemaMaker
{
    /// <summary>The documents, with the type that each is read as.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Documents = new SortedDictionary<string, Type>(StringComparer.Ordinal)
    {
        ["contract"] = typeof(Contract),
        ["experience"] = typeof(ExperienceDocument),
        ["settlement"] = typeof(SettlementDocument),
    };

    /// <summary>The schema of a document.</summary>
    public static string Make(string name)
    {
        var root = Documents[name];
        var waiting = new Queue<Type>();
        var known = new Dictionary<string, Type>(StringComparer.Ordinal);
        var definitions = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:valuesettlement:schema:{name}",
        };
        foreach (var (keyword, value) in Define(root, Found, isRoot: true))
        {
            schema[keyword] = value?.DeepClone();
        }

        schema["properties"]!.AsObject().Insert(0, JsonAudit.SchemaMember, new JsonObject
        {
            ["description"] = "Where an editor finds this schema. It says nothing about the document and is not kept.",
            ["type"] = "string",
            ["maxLength"] = TextRules.Sentence,
        });
        while (waiting.TryDequeue(out var type))
        {
            definitions.Add(NameOf(type), Define(type, Found));
        }

        schema["$defs"] = new JsonObject(definitions);
        return Text(schema);

        void Found(Type type)
        {
            if (known.TryAdd(NameOf(type), type))
            {
                waiting.Enqueue(type);
            }
            else if (known[NameOf(type)] != type)
            {
                throw new InvalidOperationException($"{type} and {known[NameOf(type)]} would both be defined as '{NameOf(type)}'.");
            }
        }
    }

    /// <summary>The kind of a type that is one of several; <see langword="null"/> for any other.</summary>
    public static string? KindOf(Type type) =>
        Kinds.All.Values.SelectMany(static kinds => kinds).Where(kind => kind.DerivedType == type)
            .Select(static kind => (string)kind.TypeDiscriminator!).SingleOrDefault();

    private static string Text(JsonObject schema)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer,
            new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            schema.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static JsonObject Define(Type type, Action<Type> found, bool isRoot = false)
    {
        var info = JsonSetup.Options.GetTypeInfo(type);
        var schema = new JsonObject
        {
            ["title"] = Words(NameOf(type)),
            ["description"] = Described(XmlDocumentation.OfLibrary.Of(type), type.Name),
            ["type"] = "object"
        };
        if (info.PolymorphismOptions is { } choices)
        {
            schema["required"] = new JsonArray(JsonKinds.Member);
            schema["discriminator"] = new JsonObject { ["propertyName"] = JsonKinds.Member };
            schema["oneOf"] = new JsonArray([.. choices.DerivedTypes.Select(choice => Reference(choice.DerivedType, found))]);
            return schema;
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        if (!isRoot && KindOf(type) is { } kind)
        {
            properties[JsonKinds.Member] = new JsonObject
            {
                ["description"] = "Says which kind this is.",
                ["type"] = "string",
                ["const"] = kind,
                ["default"] = kind
            };
            required.Add(JsonKinds.Member);
        }

        foreach (var member in JsonShape.Of(info).Members)
        {
            properties[member.Name] = Member(type, member, found);
            if (member.Required)
            {
                required.Add(member.Name);
            }
        }

        schema["properties"] = properties;
        schema["required"] = required;
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Member(Type type, JsonMember member, Action<Type> found)
    {
        var property = (PropertyInfo)member.Property.AttributeProvider!;
        var schema = new JsonObject { ["description"] = Described(Meaning(property, member.Type), $"{type.Name}.{property.Name}") };
        var value = Value(member.Type, found);
        SchemaBounds.Apply(property, value);
        foreach (var (keyword, content) in member.Nullable ? OrNull(value) : value)
        {
            schema[keyword] = content?.DeepClone();
        }

        if (member is { Usual: { } usual, Nullable: false })
        {
            schema["default"] = JsonNode.Parse(usual);
        }

        if (member.Computed)
        {
            schema["readOnly"] = true;
        }

        return schema;
    }

    private static string? Meaning(PropertyInfo property, Type type)
    {
        var meaning = XmlDocumentation.OfLibrary.Of(property);
        return !type.IsEnum || meaning is null ? meaning
            : meaning + "\n" + string.Join('\n', Enum.GetValues(type).Cast<Enum>().Select(static word =>
            $"{JsonNamingPolicy.CamelCase.ConvertName(word.ToString())}: {Described(XmlDocumentation.OfLibrary.Of(word), word.ToString())}"));
    }

    private static JsonObject Value(Type type, Action<Type> found)
    {
        var info = JsonShape.Info(type);
        return info.Converter switch
        {
            IJsonLeaf leaf => leaf.Schema(),
            IJsonStandIn { Short: { } plain } standIn =>
                PlainOr(standIn, Value(JsonShape.Of(JsonShape.Info(standIn.StandIn))[plain]!.Type, found), found),
            IJsonStandIn standIn => Reference(standIn.StandIn, found),
            JsonNumberMap => Numbers(found),
            _ => info.Kind == JsonTypeInfoKind.Enumerable
                ? new JsonObject { ["type"] = "array", ["items"] = Value(info.ElementType!, found) }
                : Reference(type, found),
        };
    }

    // Every name may be given; those that are known say what they are and where they lie.
    private static JsonObject Numbers(Action<Type> found)
    {
        var known = new JsonObject();
        foreach (var row in WellKnown.All)
        {
            known[row.Name] = Named(row.Least, row.Most, row.IsWhole, found);
            known[row.Name]!["description"] =
                $"{char.ToUpperInvariant(row.Words[0])}{row.Words[1..]}: {Number.UnitWords(row.Unit)}.";
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = known,
            ["propertyNames"] = new JsonObject { ["pattern"] = "^(?!benchmark$)[a-z0-9-]{1,64}$" },
            ["additionalProperties"] = Named(-Money.Largest, Money.Largest, isWhole: false, found),
        };
    }

    private static JsonObject Named(decimal least, decimal most, bool isWhole, Action<Type> found)
    {
        var bare = (isWhole ? (IJsonLeaf)new JsonWholeNumber() : new JsonDecimal()).Schema();
        (bare["minimum"], bare["maximum"]) = (least, most);
        return PlainOr((IJsonStandIn)JsonShape.Info(typeof(Figure)).Converter, bare, found);
    }

    private static JsonObject PlainOr(IJsonStandIn standIn, JsonObject plain, Action<Type> found) =>
        new() { ["anyOf"] = new JsonArray(plain, Reference(standIn.StandIn, found)) };

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is not { } type)
        {
            return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["title"] = "None", ["type"] = "null" }) };
        }

        schema["type"] = type is JsonArray types ? new JsonArray([.. types.Select(static t => t!.DeepClone()), "null"])
            : new JsonArray(type.DeepClone(), "null");
        (schema["enum"] as JsonArray)?.Add((JsonNode?)null);
        return schema;
    }

    private static JsonObject Reference(Type type, Action<Type> found)
    {
        found(type);
        return new JsonObject { ["$ref"] = "#/$defs/" + NameOf(type) };
    }

    // A kind is defined under its own name, so that a reader of "discriminator" finds it without a table.
    private static string NameOf(Type type) =>
        KindOf(type) ?? JsonShape.NameOf(type);

    private static string Words(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');

    private static string Described(string? description, string what) =>
        description ?? throw new InvalidOperationException($"{what} stands in a document and has no documentation comment.");
}
