using System.Text;

namespace ValueSettlement;

/// <summary>Text from outside inside a Markdown document: shown as it is, whatever it holds.</summary>
internal static class Markdown
{
    /// <summary>
    /// The text so that a reader of Markdown (CommonMark, with tables, strikethrough and bare links) shows its very characters and nothing
    /// else: no emphasis, code, link, picture, HTML, entity, heading, list, quotation or cell. A mark is escaped where it could act, so
    /// that a citation such as "42 CFR 425.605(d)(1)" stays readable in the source. The text is one line: what breaks a line becomes a
    /// space.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Escape(string text)
    {
        var line = TextRules.Show(text, int.MaxValue).Trim();
        var escaped = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '<')
            {
                escaped.Append("&lt;");
                continue;
            }

            if (Acts(line, i))
            {
                escaped.Append('\\');
            }

            escaped.Append(line[i]);
        }

        return escaped.ToString();
    }

    private static bool Acts(string line, int i) => line[i] switch
    {
        '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '~' => true,

        // An entity, a bare address.
        '&' => IsEntity(line.AsSpan(i + 1)),
        ':' => i > 0 && i + 1 < line.Length && char.IsAsciiLetter(line[i - 1]) && line[i + 1] != ' ',
        '@' => i > 0 && i + 1 < line.Length && line[i - 1] != ' ' && line[i + 1] != ' ',
        '.' or ')' when IsNumber(line.AsSpan(0, i)) => true,
        '.' => i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),

        // A heading begins with it, and may end with it; a list, a quotation or a rule begins with it.
        '#' => i == 0 || line[i - 1] is ' ' or '#',
        '+' or '-' or '=' or '>' => i == 0,
        _ => false,
    };

    private static bool IsEntity(ReadOnlySpan<char> rest)
    {
        var name = rest.IndexOf(';');
        return name > 0 && (char.IsAsciiLetter(rest[0]) || rest[0] == '#');
    }

    private static bool IsNumber(ReadOnlySpan<char> start) => start.Length is > 0 and <= 9 && !start.ContainsAnyExceptInRange('0', '9');
}
