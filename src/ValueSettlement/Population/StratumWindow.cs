namespace ValueSettlement.Population;

/// <summary>
/// What is known about a stratum's two thresholds before all rows are seen: each lies in an interval of keys. A row below, between or above
/// the intervals is decided at once; one inside an interval waits until the thresholds are known.
/// </summary>
/// <param name="LowFrom">The first key of the lower interval; a key below it is below the lower threshold.</param>
/// <param name="LowTo">The last key of the lower interval; one less than <paramref name="LowFrom"/> if the threshold is known.</param>
/// <param name="HighFrom">The first key of the upper interval; above <paramref name="LowTo"/>.</param>
/// <param name="HighTo">The last key of the upper interval; a key above it is above the upper threshold.</param>
internal readonly record struct StratumWindow(long LowFrom, long LowTo, long HighFrom, long HighTo)
{
    /// <summary>Whether intervals can be such; for what comes from outside.</summary>
    public bool IsPossible => LowFrom >= -SpendingKey.Beyond && HighFrom >= -SpendingKey.Beyond
        && LowTo >= LowFrom - 1 && LowTo < HighFrom && HighTo >= HighFrom - 1;

    /// <summary>No threshold: every row is between.</summary>
    public static StratumWindow Open => new(-SpendingKey.Beyond, -SpendingKey.Beyond - 1, SpendingKey.Beyond, SpendingKey.Beyond - 1);

    /// <summary>Both thresholds known: a key from <paramref name="low"/> to <paramref name="high"/> is between.</summary>
    public static StratumWindow Known(long low, long high) => new(low, low - 1, high + 1, high);

    /// <summary>Both intervals, joined to one where they meet.</summary>
    public static StratumWindow Of(long lowFrom, long lowTo, long highFrom, long highTo) => lowTo < highFrom
        ? new(lowFrom, lowTo, highFrom, highTo)
        : new(Math.Min(lowFrom, highFrom), Math.Min(lowFrom, highFrom) - 1, Math.Min(lowFrom, highFrom), Math.Max(lowTo, highTo));

    /// <summary>The upper threshold between two keys, the lower one at its mirror image.</summary>
    public static StratumWindow Mirrored(long from, long to) => Of(-to, -from, from, to);
}
