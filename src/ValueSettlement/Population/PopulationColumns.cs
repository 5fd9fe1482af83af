namespace ValueSettlement.Population;

/// <summary>
/// The rows of a population, column by column: one row for each beneficiary and stratum of a year. Row i is made of the i-th value of every
/// column. A column that is left out is empty.
/// </summary>
/// <remarks>The memory stays the caller's; it is read while a call runs, and not kept.</remarks>
public readonly record struct PopulationColumns
{
    /// <summary>Number of the organisation, from 0; below <see cref="PopulationRules.Organisations"/>.</summary>
    public required ReadOnlyMemory<ushort> Organisation { get; init; }

    /// <summary>Place of the stratum among <see cref="PopulationRules.Strata"/>, from 0.</summary>
    public required ReadOnlyMemory<byte> Stratum { get; init; }

    /// <summary>Eligible months in the stratum, 1 to 12.</summary>
    public required ReadOnlyMemory<byte> Months { get; init; }

    /// <summary>Expenditure of those months in cents, at most 281,474,976,710,655 either way; negative where more was taken back than
    /// paid.</summary>
    public required ReadOnlyMemory<long> Cents { get; init; }

    /// <summary>Risk score of the row in ten-thousandths, 0 or more: 10,250 is 1.025. Left out where nobody asks for risk.</summary>
    public ReadOnlyMemory<int> Risk { get; init; }

    /// <summary>Months taken out of <see cref="Months"/>, for example those of an excluded episode; a row that keeps none counts for
    /// nothing.</summary>
    public ReadOnlyMemory<byte> ExcludedMonths { get; init; }

    /// <summary>Expenditure in cents taken out of <see cref="Cents"/> with those months.</summary>
    public ReadOnlyMemory<long> ExcludedCents { get; init; }

    /// <summary>Number of the beneficiary. With it a beneficiary that has two rows in one stratum is refused.</summary>
    public ReadOnlyMemory<uint> Beneficiary { get; init; }

    /// <summary>How many rows.</summary>
    public int Count => Cents.Length;

    /// <summary>Some of the rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public PopulationColumns Slice(int start, int length) => new()
    {
        Organisation = Organisation.Slice(start, length),
        Stratum = Stratum.Slice(start, length),
        Months = Months.Slice(start, length),
        Cents = Cents.Slice(start, length),
        Risk = Part(Risk, start, length),
        ExcludedMonths = Part(ExcludedMonths, start, length),
        ExcludedCents = Part(ExcludedCents, start, length),
        Beneficiary = Part(Beneficiary, start, length),
    };

    /// <summary>How many rows.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} rows");

    internal bool HasExclusions => !ExcludedMonths.IsEmpty || !ExcludedCents.IsEmpty;

    /// <summary>Months and cents of a row without what is excluded.</summary>
    internal (int Months, Int128 Cents) Net(int row) => (
        Months.Span[row] - (ExcludedMonths.IsEmpty ? 0 : ExcludedMonths.Span[row]),
        (Int128)Cents.Span[row] - (ExcludedCents.IsEmpty ? 0 : ExcludedCents.Span[row]));

    internal RowBlock Block(int from, int count) => new()
    {
        Organisation = Organisation.Span.Slice(from, count),
        Stratum = Stratum.Span.Slice(from, count),
        Months = Months.Span.Slice(from, count),
        Cents = Cents.Span.Slice(from, count),
        Risk = Risk.IsEmpty ? RowKernel.NoRisk(count) : Risk.Span.Slice(from, count),
    };

    internal void Check() => CheckLengths(Count, ("organisation", Organisation.Length, true), ("stratum", Stratum.Length, true),
        ("months", Months.Length, true), ("risk", Risk.Length, false), ("excludedMonths", ExcludedMonths.Length, false),
        ("excludedCents", ExcludedCents.Length, false), ("beneficiary", Beneficiary.Length, false));

    internal static void CheckLengths(int count, params ReadOnlySpan<(string Name, int Length, bool Needed)> columns)
    {
        var failures = new List<Failure>();
        foreach (var (name, length, needed) in columns)
        {
            if (length != count && (needed || length > 0))
            {
                failures.Add(new("column-length", name, UnitText.Of(length, Unit.Count),
                    FormattableString.Invariant($"Every column has a value for each of the {count:#,##0} rows of cents."),
                    "Complete the column" + (needed ? "." : ", or leave it out.")));
            }
        }

        SettlementException.ThrowIfAny(failures);
    }

    private static ReadOnlyMemory<T> Part<T>(ReadOnlyMemory<T> column, int start, int length) =>
        column.IsEmpty ? column : column.Slice(start, length);
}
