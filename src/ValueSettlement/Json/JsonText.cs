using System.Text.Json;

namespace ValueSettlement.Json;

/// <summary>Texts of a document: as values, and as messages show them.</summary>
internal static class JsonText
{
    private const int Shown = 80;

    /// <summary>The text of a string; <see langword="null"/> if its escapes make no text (half a surrogate pair).</summary>
    public static string? Of(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a member; <see langword="null"/> if its escapes make no text.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a text holds no half of a surrogate pair, which no UTF-8 document could carry.</summary>
    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A value as a message shows it: on one line, not longer than a line.</summary>
    public static string Show(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Show(Of(given) ?? "a string with half a character"),
        _ => Show(given.GetRawText()),
    };

    /// <summary>A text as a message shows it: on one line, not longer than a line.</summary>
    public static string Show(string text) => TextRules.Show(text, Shown);

    /// <summary>"Did you mean …?" and the names that are allowed.</summary>
    public static string Suggest(string given, IEnumerable<string> allowed)
    {
        var names = allowed.ToArray();
        var list = names.Length == 0 ? "Nothing is allowed here." : $"Allowed: {string.Join(", ", names)}.";
        return NearName.Meant(given, names) + list;
    }
}
