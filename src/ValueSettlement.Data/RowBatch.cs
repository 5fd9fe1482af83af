using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>Columns that a reader fills again and again.</summary>
public sealed class RowBatch
{
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

    /// <summary>The rows that there are.</summary>
    public PopulationColumns Columns => new()
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
        Count = 0;
        Risk = Room(Risk, hasRisk);
        Beneficiary = Room(Beneficiary, hasBeneficiaries);
        ExcludedMonths = Room(ExcludedMonths, hasExclusions);
        ExcludedCents = Room(ExcludedCents, hasExclusions);
    }

    /// <summary>Puts nothing in the place of a row that is wrong, so that the other rows of the batch can still be looked at.</summary>
    /// <param name="row">Its place in the batch.</param>
    public void Blank(int row)
    {
        (Organisation.Span[row], Stratum.Span[row], Months.Span[row], Cents.Span[row]) = (0, 0, 12, 0);
        if (!Risk.IsEmpty)
        {
            Risk.Span[row] = 0;
        }
    }

    /// <summary>How many rows.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} of {Capacity:#,##0} rows");

    private Memory<T> Room<T>(Memory<T> column, bool isRead) => !isRead ? default : column.IsEmpty ? new T[Capacity] : column;
}
