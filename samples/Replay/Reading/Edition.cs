using NodaTime;

namespace ValueSettlement.Replay.Reading;

/// <summary>
/// The results of 2024 were published twice: on 2026-07-17 those of agreements from 2024-01-01, 140 of 476 rows, were restated with higher
/// updated benchmarks.
/// No column says which edition a file is; what it pays does.
/// </summary>
internal enum Edition
{
    /// <summary>As published before the restatement.</summary>
    First,

    /// <summary>As restated in July 2026.</summary>
    Restated,

    /// <summary>A file without an agreement of 2024: both editions have these rows.</summary>
    Both,

    /// <summary>Rows of the two editions in one file.</summary>
    Mixed,

    /// <summary>A part of a file without a row that tells.</summary>
    Unknown,
}

/// <summary>Tells the two editions of 2024 apart.</summary>
internal static class Editions
{
    public const int Year = 2024;

    private static readonly LocalDate Restated = new(2024, 1, 1);

    /// <summary>What five organisations earned in the two editions.</summary>
    private static readonly Dictionary<string, (decimal First, decimal Restated)> Witnesses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A1026"] = (11_143_493m, 11_398_252m),
        ["A1033"] = (50_643_583m, 51_986_107m),
        ["A1041"] = (4_249_564m, 4_392_224m),
        ["A1131"] = (6_936_355m, 7_062_383m),
        ["A1199"] = (3_678_971m, 3_801_457m),
    };

    /// <summary>What an edition's organisations earned in all, and how many earned something.</summary>
    private static readonly Dictionary<Edition, (decimal Earned, int Organisations)> Totals = new()
    {
        [Edition.First] = (4_124_206_556m, 359),
        [Edition.Restated] = (4_142_450_738m, 360),
    };

    public static string InWords(this Edition edition) => edition switch
    {
        Edition.First => "before the restatement of July 2026",
        Edition.Restated => "restated in July 2026",
        Edition.Both => "the same in both",
        Edition.Mixed => "rows of both",
        _ => "not known",
    };

    /// <summary>The edition of a file's rows of 2024.</summary>
    public static Edition Of(IReadOnlyCollection<AcoYear> rows)
    {
        foreach (var (edition, total) in Totals)
        {
            if (TotalOf(rows) == total)
            {
                return edition;
            }
        }

        var seen = rows.Select(static row => row.Earned.Value is { } earned && Witnesses.TryGetValue(row.Id, out var paid)
            ? earned == paid.First ? Edition.First : earned == paid.Restated ? Edition.Restated : (Edition?)null
            : null).OfType<Edition>().Distinct().ToArray();
        return seen.Length switch
        {
            1 => seen[0],
            > 1 => Edition.Mixed,
            _ => rows.All(static row => row.AgreementStart < Restated) ? Edition.Both : Edition.Unknown,
        };
    }

    /// <summary>The edition in a sentence, with its published total where the file should meet it.</summary>
    public static string Sentence(Edition edition, IReadOnlyCollection<AcoYear> rows)
    {
        if (!Totals.TryGetValue(edition, out var total))
        {
            return FormattableString.Invariant($"{Year} has two vintages, before and after the restatement of July 2026 for agreements ")
                + $"from 2024-01-01. This file: {edition.InWords()}.";
        }

        var verdict = TotalOf(rows) == total ? "agrees" : "does not agree; the file may be a part of the year";
        return FormattableString.Invariant($"{Year} has two vintages. This file: {edition.InWords()}; ")
            + FormattableString.Invariant($"that vintage pays {total.Earned:#,##0} to {total.Organisations} organisations: {verdict}");
    }

    private static (decimal Earned, int Organisations) TotalOf(IReadOnlyCollection<AcoYear> rows) =>
        (rows.Where(static row => row.Earned.IsPositive).Sum(static row => row.Earned.Amount),
            rows.Count(static row => row.Earned.IsPositive));
}
