namespace ValueSettlement.Data;

/// <summary>Where the rows of a population come from; can be read more than once.</summary>
public interface IRowSource
{
    /// <summary>Readers of parts that together are all rows, each once. A source that cannot be divided gives one.</summary>
    /// <param name="parts">How many parts are wanted, 1 or more.</param>
    IReadOnlyList<IRowReader> Open(int parts);

    /// <summary>A reader of rows from all over the source, for a first guess at thresholds; <see langword="null"/> if there is none.
    /// </summary>
    IRowReader? Sample();
}

/// <summary>Reads rows one batch after the other.</summary>
public interface IRowReader : IDisposable
{
    /// <summary>Fills a batch from its beginning with the next rows; whether there were any.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="SettlementException">Rows are wrong: the first failures with row, column, value and remedy, and how many rows
    /// failed in this batch. The batch is filled all the same, with nothing in the place of the wrong rows (<see cref="RowBatch.Blank"/>),
    /// and the next call goes on behind it.</exception>
    bool Read(RowBatch batch);

    /// <summary>How much of the part has been read, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>Number of the current batch's first row in the whole source, from 0. Only asked for when a row is wrong, so that it may be
    /// costly.</summary>
    long FirstRow { get; }
}
