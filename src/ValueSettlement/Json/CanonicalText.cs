using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ValueSettlement.Json;

/// <summary>
/// The one text of a document: members in the order of their names, no white space, numbers without trailing zeros or exponent,
/// texts with no escapes but the necessary ones (as in RFC 8785). Written by hand, so that no version of a serializer can change it.
/// </summary>
internal static class CanonicalText
{
    /// <summary>The canonical text of a document.</summary>
    /// <param name="utf8">A document as <see cref="JsonWrite"/> writes it.</param>
    /// <param name="isSet">Which members hold lists whose order means nothing; none if <see langword="null"/>.</param>
    public static string Of(ReadOnlyMemory<byte> utf8, Func<string, bool>? isSet = null)
    {
        using var document = JsonDocument.Parse(utf8, new() { MaxDepth = JsonSetup.MaximumDepth });
        var text = new StringBuilder();
        Write(document.RootElement, text, isSet, sorted: false);
        return text.ToString();
    }

    private static void Write(JsonElement value, StringBuilder text, Func<string, bool>? isSet, bool sorted)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, text, isSet);
                break;
            case JsonValueKind.Array:
                WriteArray(value, text, isSet, sorted);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(JsonNumbers.Canonical(value.GetDecimal()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement value, StringBuilder text, Func<string, bool>? isSet)
    {
        text.Append('{');
        var first = true;
        foreach (var member in value.EnumerateObject().OrderBy(static m => m.Name, StringComparer.Ordinal))
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            WriteString(member.Name, text);
            text.Append(':');
            Write(member.Value, text, isSet, isSet?.Invoke(member.Name) ?? false);
        }

        text.Append('}');
    }

    private static void WriteArray(JsonElement value, StringBuilder text, Func<string, bool>? isSet, bool sorted)
    {
        var items = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            var one = new StringBuilder();
            Write(item, one, isSet, sorted: false);
            items.Add(one.ToString());
        }

        if (sorted)
        {
            items.Sort(StringComparer.Ordinal);
        }

        text.Append('[').AppendJoin(',', items).Append(']');
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
        {
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case < ' ':
                    text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        text.Append('"');
    }
}
