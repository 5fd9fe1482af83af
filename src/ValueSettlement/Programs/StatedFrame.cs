using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What terms state of the contract that is made of them: checked with the terms, so that all of it is said at once and before a
/// contract is made.</summary>
internal static class StatedFrame
{
    /// <summary>Validates name, currency and term; whether the term is one that can be looked at.</summary>
    public static bool Validate(string? id, string? currency, DateInterval? term, List<Failure> failures)
    {
        TextRules.Validate(id, string.Empty, "id", failures);
        if (string.IsNullOrWhiteSpace(id))
        {
            failures.Add(new("name-empty", "id", id ?? string.Empty, "A contract has a name.", "Name it."));
        }

        if (!Denomination.IsCode(currency))
        {
            failures.Add(new("currency", "currency", TextRules.Show(currency ?? string.Empty, TextRules.Name),
                "A currency is three capital letters (ISO 4217).", "Write, for example, USD."));
        }

        if (term is null)
        {
            failures.Add(new("term-missing", "term", string.Empty, "A contract has a term.",
                "State first and last day of the performance period."));
            return false;
        }

        return DateRules.Validate(term, "term", failures);
    }

    /// <summary>Name and term in one line, of terms that need not be sound.</summary>
    public static string Text(string? id, DateInterval? term) =>
        term is null ? $"{id}" : FormattableString.Invariant($"{id}, {term.Start:R} to {term.End:R}");
}
