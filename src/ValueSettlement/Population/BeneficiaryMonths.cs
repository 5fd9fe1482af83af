namespace ValueSettlement.Population;

/// <summary>
/// A population month by month, column by column: one row for each month of a beneficiary, in any order. Row i is made of the i-th value of
/// every column. <see cref="ToRows"/> makes the rows of the year of it, also for beneficiaries who change stratum or organisation within
/// the year.
/// </summary>
/// <remarks>The memory stays the caller's; it is read while a call runs, and not kept.</remarks>
public readonly record struct BeneficiaryMonths
{
    /// <summary>Number of the beneficiary.</summary>
    public required ReadOnlyMemory<uint> Beneficiary { get; init; }

    /// <summary>Number of the organisation in that month, from 0; below <see cref="PopulationRules.Organisations"/>.</summary>
    public required ReadOnlyMemory<ushort> Organisation { get; init; }

    /// <summary>Place of the stratum in that month among <see cref="PopulationRules.Strata"/>, from 0.</summary>
    public required ReadOnlyMemory<byte> Stratum { get; init; }

    /// <summary>Expenditure of the month in cents, at most 281,474,976,710,655 either way, as is that of a year.</summary>
    public required ReadOnlyMemory<long> Cents { get; init; }

    /// <summary>Risk score of the month in ten-thousandths, 0 or more. Left out where nobody asks for risk.</summary>
    public ReadOnlyMemory<int> Risk { get; init; }

    /// <summary>How many months.</summary>
    public int Count => Cents.Length;

    /// <summary>
    /// The rows of the year: one for each beneficiary, organisation and stratum, with its months and cents, ordered by these three. They
    /// are the same whatever order the months came in and on any number of threads. A row's risk score is the mean of its months', to the
    /// nearest ten-thousandth, a half upwards: exactly the score where all its months have the same.
    /// </summary>
    /// <remarks>Months that come sorted by beneficiary are read once; others are first brought into that order, in 24 bytes for each.
    /// A beneficiary who changes organisation but not stratum has two rows in a stratum. These are meant, and
    /// <see cref="PopulationPartial.Add"/> takes them without their beneficiaries.</remarks>
    /// <param name="rules">The rules: how many organisations, which strata.</param>
    /// <param name="threads">How many threads share the months, 1 to 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range.</exception>
    /// <exception cref="SettlementException">Rules are wrong, columns do not fit, rows are wrong, or a beneficiary has more than 12 months
    /// in all or too many cents: the first 100 failures, each at its row ("rows[17].stratum") or beneficiary ("beneficiaries[17].months"),
    /// and how many failed.</exception>
    public PopulationColumns ToRows(PopulationRules rules, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        var wrong = rules.Validate();
        if (wrong.Count > 0)
        {
            throw new SettlementException(wrong);
        }

        PopulationColumns.CheckLengths(Count, ("beneficiary", Beneficiary.Length, true), ("organisation", Organisation.Length, true),
            ("stratum", Stratum.Length, true), ("risk", Risk.Length, false));
        return new MonthPass(this, rules, threads).Rows();
    }

    /// <summary>How many months.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} months of beneficiaries");
}
