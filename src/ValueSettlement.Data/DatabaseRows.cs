using System.Data.Common;
using System.Globalization;
using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>
/// Rows of a database query, in the order organisation, stratum, months, cents and, if there are more columns, risk in ten-thousandths and
/// beneficiary; all of them integers, the beneficiary also a text. Works with every ADO.NET provider.
/// </summary>
/// <param name="open">Opens the query anew; the reader is disposed of when it has been read.</param>
/// <param name="beneficiaries">The beneficiaries' ids, if the query has texts; left out if it has numbers.</param>
public sealed class DatabaseRows(Func<DbDataReader> open, BeneficiaryIds? beneficiaries = null) : IRowSource
{
    /// <inheritdoc/>
    public IReadOnlyList<IRowReader> Open(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
#pragma warning disable CA2000 // The caller disposes of the readers.
        return [new DatabaseRowReader(open(), beneficiaries)];
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public IRowReader? Sample() => null;
}

internal sealed class DatabaseRowReader : IRowReader
{
    private static readonly string[] Columns = ["organisation", "stratum", "months", "cents", "risk", "beneficiary"];
    private readonly DbDataReader reader;
    private readonly BeneficiaryIds? beneficiaries;
    private long rowsRead;

    public DatabaseRowReader(DbDataReader reader, BeneficiaryIds? beneficiaries)
    {
        (this.reader, this.beneficiaries) = (reader, beneficiaries);
        if (reader.FieldCount is < 4 or > 6)
        {
            var given = string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
            reader.Dispose();
            throw new SettlementException([new("query-columns", "query", given,
                "The query has the columns organisation, stratum, months, cents and, if wanted, risk and beneficiary, in this order.",
                "List the columns in the SELECT.")]);
        }
    }

    public double Progress => 0;

    public long FirstRow { get; private set; }

    public bool Read(RowBatch batch)
    {
        batch.Begin(reader.FieldCount > 4, reader.FieldCount > 5);
        FirstRow = rowsRead;
        while (batch.Count < batch.Capacity && reader.Read())
        {
            var found = Row(batch, batch.Count);
            if (found.Count > 0)
            {
                batch.Refuse(batch.Count, found);
            }

            rowsRead++;
            batch.Count++;
        }

        return batch.Count > 0;
    }

    public string NameOf(string column) => Array.IndexOf(Columns, column) is >= 0 and var place ? reader.GetName(place) : column;

    public void Dispose() => reader.Dispose();

    private List<Failure> Row(RowBatch batch, int row)
    {
        var failures = new List<Failure>();
        batch.Organisation.Span[row] = (ushort)Cell(0, 0, ushort.MaxValue, failures);
        batch.Stratum.Span[row] = (byte)Cell(1, 0, byte.MaxValue, failures);
        batch.Months.Span[row] = (byte)Cell(2, 0, byte.MaxValue, failures);
        batch.Cents.Span[row] = Cell(3, long.MinValue, long.MaxValue, failures);
        if (reader.FieldCount > 4)
        {
            batch.Risk.Span[row] = (int)Cell(4, 0, int.MaxValue, failures);
        }

        if (reader.FieldCount > 5)
        {
            batch.Beneficiary.Span[row] = beneficiaries is null ? (uint)Cell(5, 0, uint.MaxValue, failures) : Id(5, failures);
        }

        return failures;
    }

    private uint Id(int column, List<Failure> failures)
    {
        var id = reader.GetValue(column) as string;
        if (id is not null && beneficiaries!.Find(id) is { } number)
        {
            return number;
        }

        failures.Add(new("field-unreadable", FormattableString.Invariant($"rows[{rowsRead}].{reader.GetName(column)}"),
            id ?? string.Empty, "The beneficiary is one of the ids that were numbered.", "Number the ids of all rows together."));
        return 0;
    }

    private long Cell(int column, long least, long most, List<Failure> failures)
    {
        var value = reader.GetValue(column);
        var number = Whole.Of(value);
        if (number is { } whole && whole >= least && whole <= most)
        {
            return (long)whole;
        }

        failures.Add(new("field-unreadable", FormattableString.Invariant($"rows[{rowsRead}].{reader.GetName(column)}"),
            value is DBNull ? "NULL" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
            FormattableString.Invariant($"The column is a whole number from {least:#,##0} to {most:#,##0}."),
            "Cast the column to an integer in the query; multiply amounts by 100 and risk scores by 10,000."));
        return least < 0 ? 0 : least;
    }
}
