using System.Globalization;

namespace ValueSettlement.Data;

/// <summary>Wrong rows of all batches of a pass.</summary>
internal sealed class ReadFailures(int parts)
{
    private const int Most = 100;
    private readonly Lock gate = new();
    private readonly List<Failure>[] found = [.. Enumerable.Range(0, parts).Select(static _ => new List<Failure>())];
    private long rows;

    /// <summary>Whether something could be done; if not, why is kept.</summary>
    public bool Try(int part, Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (SettlementException e)
        {
            Add(part, e);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Add(part, SourceUnreadable(e));
            return false;
        }
    }

    private void Add(int part, SettlementException exception)
    {
        lock (gate)
        {
            foreach (var failure in exception.Failures)
            {
                if (failure.Code == "rows-failed")
                {
                    rows += long.Parse(failure.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
                }
                else if (found[part].Count < Most)
                {
                    found[part].Add(failure);
                }
            }
        }
    }

    public static SettlementException SourceUnreadable(Exception e) => new([new("source-unreadable", "source", e.Message,
        "The source can be read to its end.", "Look whether it was moved, shortened or left with an open quotation mark.")]);

    public void ThrowIfAny()
    {
        var first = found.SelectMany(static part => part).Take(Most).ToList();
        if (first.Count > 0 || rows > 0)
        {
            throw new SettlementException([.. first, new("rows-failed", "rows", rows.ToString("#,##0", CultureInfo.InvariantCulture),
                "Every row can be read and counted; so many cannot, and nothing was counted.",
                FormattableString.Invariant($"Correct the rows; at most {Most} failures are listed."))]);
        }
    }
}

/// <summary>Tells about the progress of several readers.</summary>
internal sealed class Told(string pass, IReadOnlyList<IRowReader> readers, IProgress<ReadProgress>? progress)
{
    private long rows;

    public void About(int read)
    {
        var all = Interlocked.Add(ref rows, read);
        progress?.Report(new(pass, all, readers.Average(static r => r.Progress)));
    }
}
