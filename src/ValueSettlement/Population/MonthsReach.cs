namespace ValueSettlement.Population;

/// <summary>Which months a row can have whose key lies in a range; for what comes from outside.</summary>
/// <param name="Least">The fewest; 13 if no row has such a key.</param>
/// <param name="Most">The most; 0 if no row has such a key.</param>
internal readonly record struct MonthsReach(int Least, int Most)
{
    /// <summary>Of the keys from one to another, both included. A key is cents × multiplier, so that narrow ranges hold none of some
    /// months.</summary>
    public static MonthsReach Of(Int128 from, Int128 to)
    {
        var reach = new MonthsReach(13, 0);
        for (var months = 1; months <= 12; months++)
        {
            var (multiplier, largest) = (SpendingKey.Multipliers[months], (Int128)SpendingKey.LargestCents);
            var first = Int128.Max(-SpendingKey.Floor(-from, multiplier), -largest);
            var last = Int128.Min(SpendingKey.Floor(to, multiplier), largest);
            if (first <= last)
            {
                reach = new(Math.Min(reach.Least, months), months);
            }
        }

        return reach;
    }

    /// <summary>Whether so many rows can have so many months.</summary>
    public bool Holds(long rows, long months) => rows == 0 ? months == 0
        : rows > 0 && months >= (Int128)rows * Least && months <= (Int128)rows * Most;
}

/// <summary>What rows of a stratum can add up to, given its brackets; for what comes from outside.</summary>
internal sealed class WindowReach(StratumWindow window)
{
    private readonly Int128 leastKey = (Int128)window.LowTo + 1;
    private readonly Int128 mostKey = (Int128)window.HighFrom - 1;
    private readonly MonthsReach below = MonthsReach.Of(-SpendingKey.LargestKey, (Int128)window.LowFrom - 1);
    private readonly MonthsReach between = MonthsReach.Of((Int128)window.LowTo + 1, (Int128)window.HighFrom - 1);
    private readonly MonthsReach above = MonthsReach.Of((Int128)window.HighTo + 1, SpendingKey.LargestKey);

    /// <summary>Whether a group can have such sums if so many of its rows wait.</summary>
    public bool CanHold(in GroupTotals group, long waitingRows, long waitingMonths)
    {
        var rows = group.Rows - group.RowsAbove - group.RowsBelow - waitingRows;
        var months = group.Months - group.MonthsAbove - group.MonthsBelow - waitingMonths;
        // Cents of a row are key × months ÷ 27,720, so that those of all lie between the bounds for all months together.
        var keys = group.CentsWithin * SpendingKey.Whole;
        return above.Holds(group.RowsAbove, group.MonthsAbove) && below.Holds(group.RowsBelow, group.MonthsBelow)
            && between.Holds(rows, months) && Int128.Abs(group.CentsWithin) <= (Int128)rows * SpendingKey.LargestCents
            && keys >= leastKey * months && keys <= mostKey * months;
    }
}
