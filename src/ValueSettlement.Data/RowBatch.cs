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

    /// <summary>Risk scores in ten-thousandths; empty until <see cref="WithRisk"/>.</summary>
    public Memory<int> Risk { get; private set; }

    /// <summary>Beneficiaries; empty until <see cref="WithBeneficiaries"/>.</summary>
    public Memory<uint> Beneficiary { get; private set; }

    /// <summary>Excluded months; empty until <see cref="WithExclusions"/>.</summary>
    public Memory<byte> ExcludedMonths { get; private set; }

    /// <summary>Excluded cents; empty until <see cref="WithExclusions"/>.</summary>
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

    /// <summary>Makes room for risk scores.</summary>
    public void WithRisk() => Risk = Risk.IsEmpty ? new int[Capacity] : Risk;

    /// <summary>Makes room for months and cents that are excluded.</summary>
    public void WithExclusions() => (ExcludedMonths, ExcludedCents) =
        ExcludedMonths.IsEmpty ? (new byte[Capacity], new long[Capacity]) : (ExcludedMonths, ExcludedCents);

    /// <summary>Makes room for beneficiaries.</summary>
    public void WithBeneficiaries() => Beneficiary = Beneficiary.IsEmpty ? new uint[Capacity] : Beneficiary;

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
}
