namespace ValueSettlement.Replay.Reading;

/// <summary>Reads a result file of either programme: the columns say which one it is. What the two readers share stands here.</summary>
internal static class ResultFile
{
    private const int LongestId = 64;

    /// <param name="table">The file as text.</param>
    /// <param name="statedYear">The year that the user states for a file without a year column; null to find it.</param>
    /// <param name="problems">Everything that is wrong.</param>
    /// <returns>The records; empty if anything is wrong.</returns>
    public static IReadOnlyList<PublishedYear> Read(CsvTable table, int? statedYear, ProblemList problems)
    {
        var sheet = Sheet.Of(table);
        return ReachReader.Recognises(sheet)
            ? ReachReader.Read(sheet, statedYear, problems)
            : AcoYearReader.Read(sheet, statedYear, problems);
    }

    /// <summary>
    /// The rows that name their organisation. Those that do not are reported once and not looked at: merged files and files with totals
    /// below the table have many.
    /// </summary>
    public static RowReader[] NamedRows(Sheet sheet, ProblemList problems)
    {
        var rows = Enumerable.Range(0, sheet.RowCount).Select(row => new RowReader(sheet, row, problems))
            .ToLookup(static row => row.Get(Field.Id) is { IsKnown: true, Text.Length: <= LongestId });
        var nameless = rows[false].ToArray();
        if (nameless.Length > 0)
        {
            nameless[0].Report(
                nameless[0].Get(Field.Id),
                nameless.Length == 1
                    ? FormattableString.Invariant($"Every row names its organisation in at most {LongestId} characters.")
                    : FormattableString.Invariant(
                        $"{nameless.Length} of {sheet.RowCount} rows do not name their organisation; this is the first."),
                "Fill in the identifier, or remove rows of totals and remarks below the table.");
        }

        return [.. rows[true]];
    }

    public static void ReportRepeatedRows<T>(IEnumerable<T> records, Func<T, object> period, ProblemList problems)
        where T : PublishedYear
    {
        foreach (var same in records.GroupBy(r => (r.Id, Period: period(r))).Where(static g => g.Count() > 1))
        {
            foreach (var repeated in same.Skip(1))
            {
                var rule = FormattableString.Invariant(
                    $"The organisation stands twice for {same.Key.Period}, first in row {same.First().Row}.");
                problems.Add(repeated.Row, FieldNames.Usual(Field.Id), repeated.Id, rule, "Remove one of the two rows.");
            }
        }
    }
}
