using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace ValueSettlement.Replay.Reading;

/// <summary>Finds the performance year of a file without a year column: from the columns it has and the newest agreement in it. The file's
/// name only breaks a tie.</summary>
internal static partial class YearFinder
{
    public const int First = 2013;

    public const int Last = 2026;

    /// <param name="sheet">The file.</param>
    /// <param name="newest">The newest agreement start in it, if any is legible.</param>
    /// <param name="hasHalves">Whether some totals are half of benchmark per person times person-years, which happened in 2019
    /// only.</param>
    /// <param name="hasWholes">Whether some totals are the whole of it.</param>
    /// <param name="problems">Where it is reported if no year fits.</param>
    public static int? Find(Sheet sheet, LocalDate? newest, bool hasHalves, bool hasWholes, ProblemList problems)
    {
        var (from, to) = Layout(sheet);
        if (from == 0)
        {
            problems.Add(1, string.Empty, string.Empty, "The columns are those of no known result file.",
                "Give a 'Performance Year Financial and Quality Results' file of 2013 or later with its header.");
            return null;
        }

        if (hasHalves && from <= 2019 && to >= 2019)
        {
            return 2019;
        }

        if (newest?.Year > to)
        {
            if (sheet.UsesColumn("currenttrack"))
            {
                // Files since 2022 change by a column or two a year; an agreement of a later year says more than a column that is missing.
                return newest.Value.Year;
            }

            problems.Add(1, string.Empty, string.Empty,
                FormattableString.Invariant($"The columns are those of {Range(from, to)}, but an agreement starts in {newest.Value.Year}."),
                "Say which year it is with --year.");
            return null;
        }

        // Agreements began on the first of January of every year but 2021, so a whole file of any other year holds one of its own year.
        if (newest is { Month: 1 } && newest.Value.Year >= from)
        {
            return newest.Value.Year;
        }

        from = Math.Max(from, newest?.Year ?? from);
        if (from >= to)
        {
            return to;
        }

        // A part of a file, in which no agreement is new enough: only now does its name count.
        var named = InName().Matches(Path.GetFileName(sheet.File)).Select(static m => int.Parse(m.Value, CultureInfo.InvariantCulture))
            .Where(y => y >= from && y <= to).Distinct().ToArray();
        if (named.Length == 1)
        {
            return named[0];
        }

        // Agreements from July 2019 alone: their own half year, unless the totals are those of whole years.
        return newest is { Year: 2019, Month: 7 } && hasWholes ? 2020 : from;
    }

    /// <summary>The years whose files have these columns.</summary>
    private static (int From, int To) Layout(Sheet sheet)
    {
        bool Uses(Field field) => sheet.Uses(field);
        if (sheet.UsesColumn("acoidentifier") || sheet.UsesColumn("track2aco"))
        {
            return (2013, 2013);
        }

        if (Uses(Field.Track) && !sheet.UsesColumn("currenttrack"))
        {
            // A column of our own layout; it always has a year column.
            return (0, 0);
        }

        if (sheet.UsesColumn("currenttrack"))
        {
            return Uses(Field.Guardrail) || Uses(Field.HalfRate) || sheet.Names(Field.AdvanceBalance) ? (2024, Last)
                : Uses(Field.MetAlternative) || sheet.Names(Field.MetAlternative) || sheet.Names(Field.FinalLossRate) ? (2023, 2023)
                : (2022, 2022);
        }

        if (Uses(Field.EnhancedFlag) || Uses(Field.BasicAFlag) || Uses(Field.BasicBFlag) || Uses(Field.BasicEFlag))
        {
            return sheet.UsesColumn("maxsharerate") || sheet.UsesColumn("recvd30p") ? (2021, 2021) : (2019, 2020);
        }

        if (sheet.UsesColumn("currenttrack1"))
        {
            return sheet.UsesColumn("participationsixmonths") ? (2019, 2019)
                : Uses(Field.Track1PlusFlag) ? (2018, 2019)
                : sheet.UsesColumn("disadj") ? (2017, 2017)
                : (2016, 2017);
        }

        return Uses(Field.Track1Flag) || Uses(Field.Track2Flag) ? (2014, 2015) : (0, 0);
    }

    private static string Range(int from, int to) =>
        from == to ? FormattableString.Invariant($"{from}") : FormattableString.Invariant($"{from} to {to}");

    [GeneratedRegex("20[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex InName();
}
