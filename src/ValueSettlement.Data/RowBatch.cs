using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>Columns that a reader fills again and again.</summary>
public sealed class RowBatch
{
    private readonly List<(int Row, Failure[] Failures)> refused = [];

    /// <summary>Columns for so many rows.</summary>
    /// <param name="capacity">How many rows at once, 1 to 16,777,216.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity lies outside its range.</exception>
    public RowBatch(int capacity = 1 << 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1 << 24);
        Capacity = capacity;
        (Organisation, Stratum, Months, Cents) = (new ushort[capacity], new byte[capacity], new byte[capacity], new long[capacity]);
    }

    /// <summary>How many rows fit.</summary>
    public int Capacity { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; set; }

    /// <summary>Numbers of organisations.</summary>
    public Memory<ushort> Organisation { get; }

    /// <summary>Places of strata.</summary>
    public Memory<byte> Stratum { get; }

    /// <summary>Months.</summary>
    public Memory<byte> Months { get; }

    /// <summary>Cents.</summary>
    public Memory<long> Cents { get; }

    /// <summary>Risk scores in ten-thousandths; empty where nobody reads them.</summary>
    public Memory<int> Risk { get; private set; }

    /// <summary>Beneficiaries; empty where nobody reads them.</summary>
    public Memory<uint> Beneficiary { get; private set; }

    /// <summary>Excluded months; empty where nobody reads them.</summary>
    public Memory<byte> ExcludedMonths { get; private set; }

    /// <summary>Excluded cents; empty where nobody reads them.</summary>
    public Memory<long> ExcludedCents { get; private set; }

    /// <summary>How many rows were refused since the batch was begun.</summary>
    public int RowsRefused { get; private set; }

    /// <summary>Whether the failures of another refused row would be kept; those of the first hundred are, and the others need not be
    /// made.</summary>
    public bool KeepsFailures => refused.Count < RowFailures.Most;

    internal IReadOnlyList<(int Row, Failure[] Failures)> Refused => refused;

    /// <summary>The rows that there are.</summary>
    /// <exception cref="SettlementException">Rows were refused: the first failures, and how many rows.</exception>
    public PopulationColumns ToColumns() => RowsRefused == 0 ? Filled : throw new SettlementException([
        .. refused.SelectMany(static row => row.Failures).Take(RowFailures.Most),
        new("rows-failed", "rows", UnitText.Of(RowsRefused, Unit.Count), "Every row can be read; so many cannot.",
            FormattableString.Invariant($"Correct the rows; at most {RowFailures.Most} failures are listed.")),
    ]);

    /// <summary>The rows with nothing in the place of those that were refused: to be looked at, never to be counted.</summary>
    internal PopulationColumns Filled => new()
    {
        Organisation = Organisation[..Count],
        Stratum = Stratum[..Count],
        Months = Months[..Count],
        Cents = Cents[..Count],
        Risk = Risk.IsEmpty ? default : Risk[..Count],
        Beneficiary = Beneficiary.IsEmpty ? default : Beneficiary[..Count],
        ExcludedMonths = ExcludedMonths.IsEmpty ? default : ExcludedMonths[..Count],
        ExcludedCents = ExcludedCents.IsEmpty ? default : ExcludedCents[..Count],
    };

    /// <summary>Empties the batch for a reader: with room for what it reads besides, and without what another reader has left.</summary>
    /// <param name="hasRisk">Whether risk scores are read.</param>
    /// <param name="hasBeneficiaries">Whether beneficiaries are read.</param>
    /// <param name="hasExclusions">Whether excluded months and cents are read.</param>
    public void Begin(bool hasRisk = false, bool hasBeneficiaries = false, bool hasExclusions = false)
    {
        Empty();
        Risk = Room(Risk, hasRisk);
        Beneficiary = Room(Beneficiary, hasBeneficiaries);
        ExcludedMonths = Room(ExcludedMonths, hasExclusions);
        ExcludedCents = Room(ExcludedCents, hasExclusions);
    }

    /// <summary>Refuses a row that cannot be read: nothing stands in its place, so that the other rows of the batch can still be looked
    /// at.</summary>
    /// <param name="row">Its place in the batch.</param>
    /// <param name="failures">What is wrong with it; left out where <see cref="KeepsFailures"/> says so.</param>
    public void Refuse(int row, params IEnumerable<Failure> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        if (KeepsFailures)
        {
            refused.Add((row, [.. failures.Take(RowFailures.MostOfRow)]));
        }

        RowsRefused++;
        (Organisation.Span[row], Stratum.Span[row], Months.Span[row], Cents.Span[row]) = (0, 0, 12, 0);
        Clear(Risk, row);
        Clear(ExcludedMonths, row);
        Clear(ExcludedCents, row);
    }

    /// <summary>How many rows.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} of {Capacity:#,##0} rows");

    internal void Empty()
    {
        (Count, RowsRefused) = (0, 0);
        refused.Clear();
    }

    private static void Clear<T>(Memory<T> column, int row)
    {
        if (!column.IsEmpty)
        {
            column.Span[row] = default!;
        }
    }

    private Memory<T> Room<T>(Memory<T> column, bool isRead) => !isRead ? default : column.IsEmpty ? new T[Capacity] : column;
}
