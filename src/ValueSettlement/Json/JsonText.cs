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
        return Nearest(given, names) is { } nearest ? $"Did you mean '{nearest}'? {list}" : list;
    }

    /// <summary>The name that a typing error most likely stands for: at most a third of its letters differ.</summary>
    public static string? Nearest(string given, IEnumerable<string> names)
    {
        if (given.Length is 0 or > 64)
        {
            return null;
        }

        string? nearest = null;
        var least = int.MaxValue;
        foreach (var name in names)
        {
            var distance = Distance(given.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least && distance <= Math.Max(2, name.Length / 3) && distance < name.Length)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest;
    }

    // Letters inserted, left out, replaced or swapped with their neighbour.
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var above = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[b.Length];
    }
}
