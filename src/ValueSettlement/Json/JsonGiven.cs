using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ValueSettlement.Json;

/// <summary>
/// One value as a document gives it, seen by the audit in an element or by the serializer in its reader: the same rules read it in both.
/// </summary>
internal readonly ref struct JsonGiven
{
    /// <summary>A value of a document that was parsed.</summary>
    public JsonGiven(JsonElement element)
    {
        Kind = element.ValueKind;
        var raw = JsonMarshal.GetRawUtf8Value(element);
        Raw = Kind == JsonValueKind.String ? raw[1..^1] : raw;
    }

    /// <summary>A value of a document that was found sound as text.</summary>
    public JsonGiven(JsonValueKind kind, ReadOnlySpan<byte> raw)
    {
        Kind = kind;
        Raw = raw;
    }

    /// <summary>What it is; of an object or a list no more than that it is one.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Its bytes; of a string those between the quotation marks, not yet unescaped.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>Whether it is a string without escapes.</summary>
    public bool IsPlainText => Kind == JsonValueKind.String && !Raw.Contains((byte)'\\');

    /// <summary>
    /// The text of a string; <see langword="null"/> if it is none, or if its escapes make no text (half a surrogate pair).
    /// </summary>
    public string? Text => IsPlainText ? Encoding.UTF8.GetString(Raw) : Kind == JsonValueKind.String ? Unescaped() : null;

    /// <summary>The value on which a reader stands.</summary>
    public static JsonGiven Of(ref Utf8JsonReader reader) => new(
        reader.TokenType switch
        {
            JsonTokenType.String => JsonValueKind.String,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.True => JsonValueKind.True,
            JsonTokenType.False => JsonValueKind.False,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.StartObject => JsonValueKind.Object,
            _ => JsonValueKind.Null,
        },
        reader.ValueSpan);

    private string? Unescaped()
    {
        var reader = new Utf8JsonReader([(byte)'"', .. Raw, (byte)'"']);
        try
        {
            _ = reader.Read();
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
