using Spectre.Console;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Output;

/// <summary>What the replay prints of settled rows.</summary>
internal sealed class Report(Screen screen)
{
    private const int ListedRows = 60;

    public void Rows(IReadOnlyList<Replayed> rows) => screen.Show(RowTable.Of(rows, screen.Console.Profile.Width));

    public static string Legend(IReadOnlyList<Replayed> rows) =>
        string.Join("   ", ClassesOf(rows).Select(static match => $"{match.Mark()} {match.InWords()}"));

    /// <summary>How many rows fell into each class, and the totals with what was announced.</summary>
    public void Summary(string title, IReadOnlyList<Replayed> rows, bool wholeYears)
    {
        screen.Heading(title);
        var groups = Groups(rows).ToArray();
        var counts = new Table { Border = TableBorder.None };
        counts.AddColumn(Column(string.Empty).LeftAligned());
        foreach (var (name, _) in groups)
        {
            counts.AddColumn(Column(name).RightAligned());
        }

        // One row a class: the words of the classes side by side would be wider than a terminal.
        foreach (var match in ClassesOf(rows))
        {
            counts.AddRow([new Text($"{match.Mark()} {match.InWords()}"),
                .. groups.Select(group =>
                (Spectre.Console.Rendering.IRenderable)new Text(Screen.Amount(group.Rows.Count(r => r.Match == match))))]);
        }

        counts.AddRow([new Text("all"),
            .. groups.Select(static group => (Spectre.Console.Rendering.IRenderable)new Text(Screen.Amount(group.Rows.Count)))]);

        screen.Show(counts);
        screen.Line();
        if (!wholeYears)
        {
            Totals(rows);
            return;
        }

        foreach (var year in rows.GroupBy(static r => r.Year.CalendarYear).OrderBy(static g => g.Key))
        {
            Totals([.. year]);
            WholeYear(year.Key, [.. year]);
        }
    }

    // The rows of a file are those of one programme.
    private static IReadOnlyList<MatchClass> ClassesOf(IReadOnlyList<Replayed> rows) => rows.Count == 0 ? [] : rows[0].Year.Classes;

    private static TableColumn Column(string name) => new(new Text(name)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) };

    /// <summary>
    /// The rows that need a word: unexplained ones first, then those whose reason is not published, then whatever has a note.
    /// </summary>
    public void Listed(IReadOnlyList<Replayed> rows)
    {
        foreach (var match in MatchClasses.Listed)
        {
            var listed = rows.Where(r => r.Match == match).ToArray();
            if (listed.Length == 0)
            {
                continue;
            }

            screen.Heading(FormattableString.Invariant(
                $"{char.ToUpperInvariant(match.InWords()[0])}{match.InWords()[1..]}: {listed.Length}"));
            Rows([.. listed.Take(ListedRows)]);
            foreach (var row in listed.Take(ListedRows))
            {
                foreach (var note in row.Notes)
                {
                    screen.Sentence($"{row.Year.Id} {row.Year.ShortPeriod}: {note}", indent: 2);
                }
            }

            if (listed.Length > ListedRows)
            {
                screen.Line(FormattableString.Invariant($"  ... and {listed.Length - ListedRows} more; --json FILE writes all of them."));
            }
        }

        var noted = rows.Where(static r => !MatchClasses.Listed.Contains(r.Match) && r.Notes.Count > 0).ToArray();
        if (noted.Length > 0)
        {
            screen.Heading("Notes");
            foreach (var group in noted.SelectMany(static r => r.Notes.Select(note => (Note: note, r.Year))).GroupBy(static n => n.Note))
            {
                var ids = string.Join(", ", group.Take(8).Select(static n => n.Year.Id));
                var more = group.Count() > 8 ? FormattableString.Invariant($" and {group.Count() - 8} more") : string.Empty;
                screen.Sentence($"{ids}{more}: {group.Key}", indent: 2);
            }
        }
    }

    /// <summary>Everything about one organisation's year: the comparison, the notes and the full statement.</summary>
    public void Statement(Replayed replayed)
    {
        var row = replayed.Year;
        screen.Heading(
            $"{row.Id} {row.Name}, {row.PartOfYear ?? row.ShortPeriod}, {row.Arrangement}".Replace(" ,", ",", StringComparison.Ordinal));
        screen.Line($"Published {Screen.Amount(row.Earned.Value, row.Earned.Decimals)}, "
            + $"ours {Screen.Amount(replayed.Ours, row.Earned.Decimals)}: {replayed.Match.InWords()}.");
        if (row.Vintage is { } vintage)
        {
            screen.Sentence($"Vintage of the file: {vintage}.");
        }

        if (row.Source.Length > 0)
        {
            screen.Sentence($"Source: {row.Source}");
        }

        foreach (var note in replayed.Notes)
        {
            screen.Sentence($"Note: {note}");
        }

        var rates = string.Join(", ", row.NotUsed);
        if (rates.Length > 0)
        {
            screen.Sentence($"Published and not used: {rates}.");
        }

        if (replayed.Settlement is { } settlement)
        {
            screen.Line();
            screen.Line(settlement.Statement());
        }
    }

    public void Problems(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            screen.Error(problem.ToString());
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<Replayed> Rows)> Groups(IReadOnlyList<Replayed> rows)
    {
        yield return ("earned", [.. rows.Where(static r => r.Year.Earned.Value > 0m)]);
        yield return ("owed", [.. rows.Where(static r => r.Year.Earned.Value < 0m)]);
        yield return ("neither", [.. rows.Where(static r => r.Year.Earned.Value == 0m)]);
        if (rows.Any(static r => r.Year.Earned.Value is null))
        {
            yield return ("not published", [.. rows.Where(static r => r.Year.Earned.Value is null)]);
        }

        yield return ("all", rows);
    }

    private void Totals(IReadOnlyList<Replayed> rows)
    {
        var earning = rows.Where(static r => r.Year.Earned.Value > 0m).ToArray();
        var owing = rows.Where(static r => r.Year.Earned.Value < 0m).ToArray();
        var decimals = rows.Max(static r => r.Year.Earned.Decimals);
        var (earned, ours) = (earning.Sum(static r => r.Year.Earned.Amount), earning.Sum(static r => r.Ours ?? 0m));
        screen.Sentence($"Earned {Total(earned, FormattableString.Invariant($"{earning.Length} of {rows.Count} organisations"), ours)}");
        if (owing.Length > 0)
        {
            var (owed, oursOwed) = (owing.Sum(static r => r.Year.Earned.Amount), owing.Sum(static r => r.Ours ?? 0m));
            screen.Sentence($"Owed {Total(owed, FormattableString.Invariant($"{owing.Length}"), oursOwed)}");
        }

        string Total(decimal published, string by, decimal settled) =>
            $"{Screen.Amount(published, decimals)} by {by}, ours {Screen.Amount(settled, decimals)}, "
            + $"difference {Screen.Amount(settled - published, decimals)}";

    }

    private void WholeYear(int year, IReadOnlyList<Replayed> rows)
    {
        var decimals = rows.Max(static r => r.Year.Earned.Decimals);
        var earned = rows.Where(static r => r.Year.Earned.IsPositive).Sum(static r => r.Year.Earned.Amount);
        var net = rows.Sum(static r => r.Year.Difference.Value ?? 0m) - rows.Sum(static r => r.Year.Earned.Value ?? 0m);
        var beneficiaries = rows.Sum(static r => r.Year.Beneficiaries.Value ?? 0m);
        var left = Screen.Amount(net, decimals);
        screen.Sentence(FormattableString.Invariant(
            $"{year}: {Screen.Amount(beneficiaries)} beneficiaries; benchmark less expenditure less payments {left}"));
        foreach (var check in rows.SelectMany(static r => r.Checks).GroupBy(static c => c.Check))
        {
            screen.Sentence(FormattableString.Invariant($"{year}: {check.Key}: {check.Count(static c => c.Holds)} of {check.Count()}"));
        }

        var sharedSavings = rows.Select(static r => r.Year).OfType<AcoYear>().ToArray();
        if (sharedSavings.Length == 0)
        {
            return;
        }

        if (Announced.Of(year) is { } announced)
        {
            var verdict = Announced.Agrees(year, earned) ? "agrees"
                : "does not agree; the file may be a part of the year or another vintage";
            screen.Sentence(FormattableString.Invariant(
                $"{year}: CMS announced about {announced.Millions:#,##0.0} million earned: {verdict}"));
        }

        if (sharedSavings[0].Edition is { } edition)
        {
            screen.Sentence(Editions.Sentence(edition, sharedSavings));
        }
    }
}
