namespace ValueSettlement.Population;

/// <summary>What was counted of one organisation in one stratum: integers only, whatever order the rows came in.</summary>
public readonly record struct GroupTotals
{
    /// <summary>Rows: beneficiaries of the stratum.</summary>
    public long Rows { get; init; }

    /// <summary>Their months.</summary>
    public long Months { get; init; }

    /// <summary>Expenditure in cents of rows within the thresholds.</summary>
    public Int128 CentsWithin { get; init; }

    /// <summary>Rows above the upper threshold.</summary>
    public long RowsAbove { get; init; }

    /// <summary>Their months, for which the threshold counts.</summary>
    public long MonthsAbove { get; init; }

    /// <summary>Rows below the lower threshold.</summary>
    public long RowsBelow { get; init; }

    /// <summary>Their months, for which the threshold counts.</summary>
    public long MonthsBelow { get; init; }

    /// <summary>Risk scores in ten-thousandths × months.</summary>
    public Int128 RiskMonths { get; init; }

    /// <summary>The counts in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows:#,##0} rows, {Months:#,##0} months");

    /// <summary>Whether rows can have such sums; for what comes from outside.</summary>
    internal bool IsPossible
    {
        get
        {
            var (rows, months) = (Rows - RowsAbove - RowsBelow, Months - MonthsAbove - MonthsBelow);
            return AreMonthsOf(RowsAbove, MonthsAbove) && AreMonthsOf(RowsBelow, MonthsBelow) && AreMonthsOf(rows, months)
                && Int128.Abs(CentsWithin) <= (Int128)rows * SpendingKey.LargestCents
                && RiskMonths >= 0 && RiskMonths <= (Int128)Months * int.MaxValue;
        }
    }

    private static bool AreMonthsOf(long rows, long months) => rows >= 0 && months >= rows && months <= rows * 12;

    internal GroupTotals With(in GroupTotals other) => new()
    {
        Rows = checked(Rows + other.Rows),
        Months = checked(Months + other.Months),
        CentsWithin = CentsWithin + other.CentsWithin,
        RowsAbove = RowsAbove + other.RowsAbove,
        MonthsAbove = MonthsAbove + other.MonthsAbove,
        RowsBelow = RowsBelow + other.RowsBelow,
        MonthsBelow = MonthsBelow + other.MonthsBelow,
        RiskMonths = RiskMonths + other.RiskMonths,
    };

    /// <summary>With the side of rows that waited.</summary>
    internal GroupTotals Decided(in Waiting row, long low, long high)
    {
        long rows = row.Count;
        var (months, key) = (rows * row.Months, row.Key);
        return key > high ? this with { RowsAbove = RowsAbove + rows, MonthsAbove = MonthsAbove + months }
            : key < low ? this with { RowsBelow = RowsBelow + rows, MonthsBelow = MonthsBelow + months }
            : this with { CentsWithin = CentsWithin + ((Int128)row.Cents * rows) };
    }
}
