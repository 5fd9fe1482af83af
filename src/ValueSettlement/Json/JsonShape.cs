using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ValueSettlement.Json;

/// <summary>One member of an object.</summary>
/// <param name="Name">Its name in a document.</param>
/// <param name="Type">Its type; of a nullable value the value's type.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Nullable">Whether it may be null.</param>
/// <param name="Computed">Whether it follows from other members: written for readers, compared when read.</param>
/// <param name="Usual">What stands for it when it is left out, as JSON; <see langword="null"/> for nothing. A member that may be null may
/// be left out.</param>
/// <param name="Property">What the serializer knows of it.</param>
internal sealed record JsonMember(string Name, Type Type, bool Required, bool Nullable, bool Computed, byte[]? Usual,
    JsonPropertyInfo Property);

/// <summary>What an object of a document may hold, taken from the same metadata that the serializer reads and writes by.</summary>
internal sealed class JsonShape
{
    private static readonly ConcurrentDictionary<Type, JsonShape> Known = new();
    private readonly Dictionary<string, JsonMember> byName;

    private JsonShape(JsonTypeInfo info)
    {
        Type = info.Type;
        Members = [.. info.Properties.Select(property => Member(info.Type, property))];
        Computed = [.. Members.Where(static member => member.Computed)];
        byName = Members.ToDictionary(static member => member.Name, StringComparer.Ordinal);
    }

    public Type Type { get; }

    public IReadOnlyList<JsonMember> Members { get; }

    /// <summary>The members that follow from others.</summary>
    public IReadOnlyList<JsonMember> Computed { get; }

    /// <summary>Whether a member follows from others.</summary>
    public bool IsComputed => Computed.Count > 0;

    public JsonMember? this[string name] => byName.GetValueOrDefault(name);

    public static JsonShape Of(JsonTypeInfo info) => Known.GetOrAdd(info.Type, static (_, info) => new(info), info);

    /// <summary>What a type is called in schemas and failures, for example "cited-rate".</summary>
    public static string NameOf(Type type)
    {
        var name = JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name.Split('`')[0]
            .Replace("Document", string.Empty, StringComparison.Ordinal));
        return type.IsGenericType ? string.Join('-', type.GetGenericArguments().Select(NameOf).Prepend(name)) : name;
    }

    /// <summary>The metadata of a type; of a nullable value the value's.</summary>
    public static JsonTypeInfo Info(Type type) => JsonSetup.Options.GetTypeInfo(System.Nullable.GetUnderlyingType(type) ?? type);

    // A default that is an object has its own defaults filled in, as the audit fills in those of a document.
    private static byte[] Sound(object usual, Type type)
    {
        var root = JsonSerializer.SerializeToElement(usual, JsonSetup.Options.GetTypeInfo(type));
        return JsonAudit.Of(root, Info(type), [])[0].Json.ToArray();
    }

    private static JsonMember Member(Type type, JsonPropertyInfo property)
    {
        var parameter = property.AssociatedParameter;
        var nullable = property.IsSetNullable
            && (!property.PropertyType.IsValueType || System.Nullable.GetUnderlyingType(property.PropertyType) is not null);
        var stated = property.IsRequired || parameter is { IsMemberInitializer: false, HasDefaultValue: false };
        var computed = property.Set is null && parameter is null;
        var usual = stated || computed ? null : JsonSetup.DefaultOf(type, property);
        return new(
            property.Name,
            System.Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            stated && !nullable,
            nullable,
            computed,
            usual is null ? stated && nullable ? "null"u8.ToArray() : null : Sound(usual, property.PropertyType),
            property);
    }
}
