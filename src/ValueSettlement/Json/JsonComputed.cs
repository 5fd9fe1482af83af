using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ValueSettlement.Json;

/// <summary>
/// Members that follow from others: written for readers, never read, and compared with what was made. A document in which they disagree
/// was altered.
/// </summary>
internal static class JsonComputed
{
    [ThreadStatic]
    private static List<object>? made;

    /// <summary>Has what is made of an object with such members handed to <see cref="Deserialize"/>, while one is waiting for it.</summary>
    public static void Watch(JsonTypeInfo info)
    {
        if (info.Kind == JsonTypeInfoKind.Object && info.Properties.Any(static member => member.Set is null))
        {
            info.OnDeserialized = Keep;
        }
    }

    /// <summary>Makes a value, and tells which objects with computed members were made, in the order in which they end.</summary>
    public static T? Deserialize<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> info, out List<object> objects)
    {
        made = objects = [];
        try
        {
            return JsonSerializer.Deserialize(utf8, info);
        }
        finally
        {
            made = null;
        }
    }

    /// <summary>Whether the members of an object can be computed.</summary>
    public static bool CanCompute(object made) => made is not Line line || Formulas.Fits(line.Operation, line.Operands.Count);

    /// <summary>What a member should say.</summary>
    public static bool TryCompute(object made, JsonMember member, out object? expected)
    {
        try
        {
            expected = member.Property.Get!(made);
            return true;
        }
        catch (Exception problem) when (problem is IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            expected = null;
            return false;
        }
    }

    /// <summary>Whether a document says what it should say.</summary>
    public static bool Agrees(object? expected, JsonMember member, JsonGiven given) => expected switch
    {
        null => given.Kind == JsonValueKind.Null,
        string text => given.Kind == JsonValueKind.String && given.Text == text,
        _ => JsonShape.Info(member.Type).Converter is IJsonLeaf leaf && leaf.Agrees(expected, given),
    };

    private static void Keep(object value)
    {
        if (made is { } objects && JsonShape.Of(JsonSetup.Options.GetTypeInfo(value.GetType())).IsComputed)
        {
            objects.Add(value);
        }
    }
}
