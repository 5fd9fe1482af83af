using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>How a reader calls the rows of its batch and their columns.</summary>
internal sealed class BatchNames(IRowReader reader) : IRowNames
{
    public long Number(int row) => reader.FirstRow + row;

    public string Where(int row) => reader.Where(row);

    public string Column(string column) => reader.NameOf(column);
}

/// <summary>What is wrong with the rows of one reader, and with the reader itself.</summary>
internal sealed class PartFailures(IRowReader reader)
{
    /// <summary>Rows that cannot be read or counted.</summary>
    public RowFailures Rows { get; } = new() { Names = new BatchNames(reader) };

    /// <summary>Why the reader stopped before its end; empty if it did not.</summary>
    public ValueList<Failure> Source { get; private set; } = [];

    /// <summary>Reads the next rows, those that cannot be read being kept here; whether there were any.</summary>
    public bool Read(RowBatch batch)
    {
        Rows.Before += batch.Count;
        try
        {
            batch.Empty();
            var hasRows = reader.Read(batch);
            Refused(batch);
            return hasRows;
        }
        catch (SettlementException e)
        {
            Source = e.Failures;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Source = Unreadable(e).Failures;
        }

        return false;
    }

    public static SettlementException Unreadable(Exception e) => new([new("source-unreadable", "source", e.Message,
        "The source can be read to its end.", "Look whether it was moved, shortened or left with an open quotation mark.")]);

    // Those whose failures are not kept come last, and only their number counts.
    private void Refused(RowBatch batch)
    {
        foreach (var (row, found) in batch.Refused)
        {
            Rows.Add(row, found);
        }

        for (var i = batch.Refused.Count; i < batch.RowsRefused; i++)
        {
            Rows.Add(batch.Count, []);
        }
    }
}

/// <summary>What is wrong with all parts of a source.</summary>
internal sealed class ReadFailures(IReadOnlyList<IRowReader> readers)
{
    // From so many rows on that fail alike, a list of them says nothing that the first one does not.
    private const int MostAlike = 10;

    private readonly PartFailures[] parts = [.. readers.Select(static reader => new PartFailures(reader))];

    public PartFailures this[int part] => parts[part];

    /// <summary>Throws if a row or a part failed: sources first, then the first rows in their order, then how many there are.</summary>
    public void ThrowIfAny(long rows)
    {
        var wrong = parts.Sum(static part => part.Rows.Rows);
        Failure[] sources = [.. parts.SelectMany(static part => part.Source).Distinct()];
        if (wrong == 0 && sources.Length == 0)
        {
            return;
        }

        Failure[][] byRow = [.. parts.SelectMany(static (part, i) => part.Rows.First.Select(f => (Part: i, f.Row, f.Failure)))
            .Take(RowFailures.Most).GroupBy(static f => (f.Part, f.Row), static f => f.Failure).Select(static row => row.ToArray())];
        Failure[] listed = Alike(byRow, wrong, rows) is { } alike ? [alike]
            : wrong == 0 ? []
            : [.. byRow.SelectMany(static row => row), Summary(wrong, rows)];
        throw new SettlementException([.. sources, .. listed]);
    }

    private static Failure Summary(long wrong, long rows) => new("rows-failed", "rows", UnitText.Of(wrong, Unit.Count),
        FormattableString.Invariant($"Every row can be read and counted; {wrong:#,##0} of {rows:#,##0} cannot, and nothing was counted."),
        FormattableString.Invariant($"Correct the rows; at most {RowFailures.Most} failures are listed."));

    /// <summary>One failure for all, where every row fails, or more than are listed, and all that are listed fail alike: then not the rows
    /// are wrong but what is expected of them.</summary>
    private static Failure? Alike(Failure[][] byRow, long wrong, long rows)
    {
        // The last row that is listed may have lost failures to the limit.
        if (wrong < MostAlike || (wrong < rows && wrong <= byRow.Length)
            || !Array.TrueForAll(byRow[..^1], row => row.Select(Kind).SequenceEqual(byRow[0].Select(Kind))))
        {
            return null;
        }

        var first = byRow[0][0];
        var others = byRow[0].Skip(1).Select(static f => Kind(f).Column).ToArray();
        return new("rows-alike", first.Path, first.Value,
            FormattableString.Invariant($"Every row can be read and counted; {wrong:#,##0} of {rows:#,##0} cannot; nothing was counted.")
            + $" They fail alike, first here: {first.Rule}" + (others.Length == 0 ? "" : $" So do {string.Join(", ", others)}."),
            $"{first.Remedy} Look whether the layout or the query fits: which column holds what, and in which form.");
    }

    // Paths are "rows[17].months": what follows the number is the column.
    private static (string Code, string Column) Kind(Failure failure) =>
        (failure.Code, failure.Path[(failure.Path.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart('.'));
}

/// <summary>Tells about the progress of several readers.</summary>
internal sealed class Told(string pass, IReadOnlyList<IRowReader> readers, IProgress<ReadProgress>? progress)
{
    private long rows;

    /// <summary>How many rows were read.</summary>
    public long Rows => rows;

    public void About(int read)
    {
        var all = Interlocked.Add(ref rows, read);
        progress?.Report(new(pass, all, readers.Average(static r => r.Progress)));
    }
}
