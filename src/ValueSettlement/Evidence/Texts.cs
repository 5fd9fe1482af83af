using System.Buffers;
using System.Globalization;
using System.Text;

namespace ValueSettlement;

/// <summary>
/// What a text may hold, the same rule wherever one comes in: nothing that cannot be seen, that breaks a line or that makes it read as
/// something else, no half of a character, and no more of it than a person reads.
/// </summary>
internal static class TextRules
{
    /// <summary>
    /// The most characters of a name: an id, a label, a letter, a source, the name of a region or of the payoff's variable.
    /// </summary>
    public const int Name = 200;

    /// <summary>The most characters of a sentence: a citation, its reading, a reason, a note.</summary>
    public const int Sentence = 10_000;

    /// <summary>
    /// The characters that no text holds, as a class of a regular expression: controls, line and paragraph separators, and the marks and
    /// overrides of direction.
    /// </summary>
    public const string Forbidden = @"\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069";

    // Halves of characters are found with the others and then looked at: two of them may be a whole one.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(static c => (char)c).Where(static c => IsForbidden(c) || char.IsSurrogate(c))]);

    /// <summary>Whether a text is sound; nothing is.</summary>
    public static bool Hold(string? text, int most = Name) => text is null || (text.Length <= most && IndexOfForbidden(text) < 0);

    /// <summary>Whether the texts of a figure are sound.</summary>
    public static bool Hold(Figure? figure) => figure is null || (Hold(figure.Source) && Hold(figure.Absence?.Reason, Sentence));

    /// <summary>Validates a text.</summary>
    public static void Validate(string? text, string path, string member, List<Failure> failures, int most = Name)
    {
        if (!Hold(text, most))
        {
            failures.Add(Wrong(text!, Paths.Join(path, member), most)!);
        }
    }

    /// <summary>Validates the texts of the authority of a clause, a region or a pool.</summary>
    public static void Validate(Authority? authority, string path, List<Failure> failures)
    {
        Validate(authority?.Citation, path, "authority.citation", failures, Sentence);
        Validate(authority?.Reading, path, "authority.reading", failures, Sentence);
        Validate(authority?.ConfirmedBy, path, "authority.confirmedBy", failures, Sentence);
    }

    /// <summary>Validates the texts of a figure.</summary>
    public static void Validate(Figure? figure, string path, string member, List<Failure> failures)
    {
        if (!Hold(figure))
        {
            var at = Paths.Join(path, member);
            Validate(figure!.Source, at, "source", failures);
            Validate(figure.Absence?.Reason, at, "absence.reason", failures, Sentence);
        }
    }

    /// <summary>What is wrong with a text: the first character that it must not hold, by its code point, or its length.</summary>
    public static Failure? Wrong(string text, string path, int most)
    {
        if (text.Length > most)
        {
            return new("text-length", path, FormattableString.Invariant($"{text.Length:#,##0} characters"),
                FormattableString.Invariant($"A text has at most {most:#,##0} characters here."), "Shorten it.");
        }

        var at = IndexOfForbidden(text);
        return at < 0 ? null : new("text-character", path, FormattableString.Invariant($"U+{(int)text[at]:X4}, character {at + 1}"),
            char.IsSurrogate(text[at]) ? "A text holds whole characters, and this is half of one."
                : "A text holds no control character and none that changes the direction of writing.",
            "Take the character out; it cannot be seen, or makes the text read as something else.");
    }

    /// <summary>
    /// A text as a message shows it: on one line, without what could make it read as something else, not longer than asked for.
    /// </summary>
    public static string Show(string text, int most)
    {
        if (Hold(text, most))
        {
            return text;
        }

        var shown = new StringBuilder(Math.Min(text.Length, most) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= most)
            {
                shown.Append('…');
                break;
            }

            shown.Append(rune.IsBmp && IsForbidden((char)rune.Value) ? " " : rune.ToString());
        }

        return shown.ToString();
    }

    private static int IndexOfForbidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var step = text.AsSpan(at).IndexOfAny(Suspects);
            if (step < 0)
            {
                return -1;
            }

            at += step;
            if (!(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    private static bool IsForbidden(char c) =>
        char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
