using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>Rows that are in memory already, through the same interface as files and databases.</summary>
/// <param name="columns">The rows.</param>
public sealed class ColumnRows(PopulationColumns columns) : IRowSource
{
    /// <inheritdoc/>
    public IReadOnlyList<IRowReader> Open(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        columns.Check();
        var count = Math.Min(parts, Math.Max(1, columns.Count));
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (from, to) = ((int)((long)columns.Count * i / count), (int)((long)columns.Count * (i + 1) / count));
            return new ColumnRowReader(columns.Slice(from, to - from), from);
        })];
    }

    /// <inheritdoc/>
    public IRowReader? Sample() => null;
}

internal sealed class ColumnRowReader : IRowReader
{
    private readonly PopulationColumns columns;
    private readonly long first;
    private int read;

    public ColumnRowReader(PopulationColumns columns, long first) => (this.columns, this.first) = (columns, first);

    public double Progress => columns.Count == 0 ? 1 : (double)read / columns.Count;

    public long FirstRow { get; private set; }

    public bool Read(RowBatch batch)
    {
        FirstRow = first + read;
        var part = columns.Slice(read, Math.Min(batch.Capacity, columns.Count - read));
        batch.Begin(!part.Risk.IsEmpty, !part.Beneficiary.IsEmpty, part.HasExclusions);
        part.Organisation.CopyTo(batch.Organisation);
        part.Stratum.CopyTo(batch.Stratum);
        part.Months.CopyTo(batch.Months);
        part.Cents.CopyTo(batch.Cents);
        part.Risk.CopyTo(batch.Risk);
        part.Beneficiary.CopyTo(batch.Beneficiary);
        part.ExcludedMonths.CopyTo(batch.ExcludedMonths);
        part.ExcludedCents.CopyTo(batch.ExcludedCents);
        batch.Count = part.Count;
        read += part.Count;
        return part.Count > 0;
    }

    public void Dispose()
    {
    }
}
