using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ValueSettlement;

/// <summary>
/// A record as a person would write it: its members, named in words, in the order in which they are declared, without those that state
/// nothing; the same in every culture. Text for people and not for programs: it is bounded, and nothing reads it back.
/// </summary>
internal static class Printed
{
    private const int Longest = 4_000;
    private const int MostItems = 8;

    /// <summary>The members that were stated, "year: 2024; agreement start: 2022-01-01".</summary>
    /// <param name="record">The record.</param>
    public static string Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T record)
        where T : notnull
    {
        var text = new StringBuilder();
        foreach (var member in typeof(T).GetProperties().Where(static p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            if (text.Length > Longest)
            {
                break;
            }

            if (Value(member.GetValue(record)) is { } value)
            {
                text.Append(text.Length == 0 ? string.Empty : "; ").Append(Words(member.Name)).Append(": ").Append(value);
            }
        }

        return text.Length == 0 ? "nothing stated" : text.Length <= Longest ? text.ToString() : text.ToString(0, Longest) + "…";
    }

    /// <summary>A name in the code as words: "agreement start" for AgreementStart.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i]) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            words.Append(begins ? " " : string.Empty).Append(char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }

    /// <summary>The value of a member; <see langword="null"/> if it states nothing.</summary>
    private static string? Value(object? value) => value switch
    {
        // A digest says nothing to a person, and to make one could fail.
        null or "" or Digest => null,
        bool yes => yes ? "yes" : "no",
        Enum choice => EnumText.Of(choice),
        string words => words,
        NodaTime.DateInterval period => Dates.Text(period),
        IEnumerable items => Items(items),
        _ => InvariantText.Of(value) is { Length: > 0 } text ? text.Contains("; ", StringComparison.Ordinal) ? $"({text})" : text : null,
    };

    private static string? Items(IEnumerable items)
    {
        var (shown, count) = (new List<string>(), 0);
        foreach (var item in items)
        {
            count++;
            if (shown.Count < MostItems && Value(item) is { } text)
            {
                shown.Add(text);
            }
        }

        return count == 0 ? null
            : $"[{string.Join(", ", shown)}{(count > shown.Count ? FormattableString.Invariant($", … {count} in all") : string.Empty)}]";
    }
}
