using ValueSettlement.Population;

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

    /// <summary>What does not fit between the source and the rules that are to count it; empty if nothing is known of it.</summary>
    /// <param name="rules">The rules.</param>
    ValueList<Failure> Check(PopulationRules rules) => [];
}

/// <summary>Reads rows one batch after the other.</summary>
public interface IRowReader : IDisposable
{
    /// <summary>Fills a batch from its beginning with the next rows; whether there were any. A row that cannot be read is refused
    /// (<see cref="RowBatch.Refuse"/>), and those behind it are read.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="SettlementException">The source cannot be read any further.</exception>
    bool Read(RowBatch batch);

    /// <summary>How much of the part has been read, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>Number of the current batch's first row in the whole source, from 0. Only asked for when a row is wrong, so that it may be
    /// costly.</summary>
    long FirstRow { get; }

    /// <summary>Where a row of the current batch stands, in words, for example "line 17 of claims.csv"; empty where its number says it.
    /// Only asked for when the row is wrong.</summary>
    /// <param name="row">Its place in the batch, from 0.</param>
    string Where(int row) => string.Empty;

    /// <summary>What the source calls a column, for failures.</summary>
    /// <param name="column">organisation, stratum, months, cents, risk, beneficiary, excludedMonths or excludedCents.</param>
    string NameOf(string column) => column;
}
