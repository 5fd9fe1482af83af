namespace ValueSettlement.Population;

/// <summary>
/// For each stratum an interval that holds each of its thresholds. Rows inside it wait until the thresholds are known, all others are
/// counted at once; so a narrow bracket is fast, a wide one only slower, and one that misses is noticed. The totals are the same with any
/// bracket.
/// </summary>
public sealed class ThresholdBrackets
{
    private readonly StratumWindow[] windows;

    internal ThresholdBrackets(StratumWindow[] windows) => this.windows = windows;

    internal ReadOnlySpan<StratumWindow> Windows => windows;

    /// <summary>Brackets about thresholds that were reached before, for example last year's.</summary>
    /// <param name="before">Totals of rules with as many strata.</param>
    /// <param name="margin">How far to each side a threshold may have moved, for example 15 %; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0 and at most 100 %.</exception>
    public static ThresholdBrackets Around(PopulationTotals before, Rate margin)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(margin.Fraction, 0m, nameof(margin));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(margin.Fraction, 1m, nameof(margin));
        return new([.. before.Thresholds.Select(t => About(t, margin.Fraction))]);
    }

    /// <summary>How many strata.</summary>
    public override string ToString() => FormattableString.Invariant($"brackets of {windows.Length} strata");

    internal static ThresholdBrackets Known(PopulationRules rules) =>
        new([.. Enumerable.Range(0, rules.Strata.Count).Select(s => KnownWindow(rules.TruncationOf(s)))]);

    /// <summary>These brackets with what the rules know by themselves.</summary>
    internal ThresholdBrackets For(PopulationRules rules)
    {
        if (windows.Length != rules.Strata.Count)
        {
            throw new SettlementException([new("brackets-strata", "brackets", UnitText.Of(windows.Length, Unit.Count),
                FormattableString.Invariant($"There is a bracket for each of the {rules.Strata.Count} strata."),
                "Use brackets of the same rules.")]);
        }

        return new([.. windows.Select((w, s) => rules.TruncationOf(s) is PercentileTruncation or Winsorisation ? w
            : KnownWindow(rules.TruncationOf(s)))]);
    }

    private static StratumWindow KnownWindow(Truncation truncation) => truncation is FixedTruncation f && FixedKey(f) is { } key
        ? StratumWindow.Known(-key, key) : StratumWindow.Open;

    // A key is an integer, so that it is at most the threshold exactly if it is at most the threshold's whole part.
    internal static long? FixedKey(FixedTruncation truncation)
    {
        var (spent, months) = truncation.Threshold;
        var key = decimal.Floor(spent * 100m * SpendingKey.Multipliers[months]);
        return key < SpendingKey.Beyond ? (long)key : null;
    }

    private static StratumWindow About(StratumThresholds thresholds, decimal margin)
    {
        if (thresholds.Keys is not { } keys)
        {
            return StratumWindow.Open;
        }

        var (low, high) = (Spread(keys.Low, margin), Spread(keys.High, margin));
        return StratumWindow.Of(low.From, low.To, high.From, high.To);
    }

    private static (long From, long To) Spread(long key, decimal margin)
    {
        var by = (long)Math.Min(decimal.Ceiling(Math.Abs((decimal)key) * margin) + 1m, SpendingKey.Beyond / 2);
        var most = SpendingKey.Beyond - 2;
        return (key < by - most ? -most : key - by, key > most - by ? most : key + by);
    }
}
