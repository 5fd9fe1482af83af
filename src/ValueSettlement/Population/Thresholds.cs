namespace ValueSettlement.Population;

/// <summary>A level of expenditure as an exact fraction: so much in so many months. For a percentile it is what a beneficiary at the
/// threshold spent; for a stated threshold the amount of twelve months.</summary>
/// <param name="Spent">The amount, in the contract's currency.</param>
/// <param name="Months">The months, 1 to 12.</param>
public readonly record struct ThresholdValue(decimal Spent, int Months)
{
    /// <summary>The same for twelve months, to 28 digits.</summary>
    public decimal Annualised => Spent * 12m / Months;

    /// <summary>The same level in twelve months, if these have at most twelve decimals; otherwise the level as it is.</summary>
    internal ThresholdValue InTwelveMonths => Months is >= 1 and < 12 && Math.Abs(Spent) <= SpendingKey.LargestCents
        && decimal.IsInteger(Annualised % 1m * 1_000_000_000_000m) && Annualised * Months == Spent * 12m ? new(Annualised, 12) : this;

    /// <summary>The level in words.</summary>
    public override string ToString() => Months == 12
        ? UnitText.Of(Spent, Unit.Money)
        : $"{UnitText.Of(Annualised, Unit.Money)} ({UnitText.Of(Spent, Unit.Money)} in {UnitText.Of(Months, Unit.Count)} months)";

    /// <summary>The key as the amount of the most months that make whole cents.</summary>
    internal static ThresholdValue OfKey(long key)
    {
        var months = 12;
        while (months > 1 && key % (SpendingKey.Whole / months) != 0)
        {
            months--;
        }

        return new(key / (SpendingKey.Whole / months) / 100m, months);
    }
}

/// <summary>The thresholds of one stratum.</summary>
public sealed record StratumThresholds
{
    /// <summary>Which stratum.</summary>
    public required Stratum Stratum { get; init => field = Given.Of(value); }

    /// <summary>What a row below it counts as; left out without truncation, and without rows.</summary>
    public ThresholdValue? Lower { get; init; }

    /// <summary>What a row above it counts as; left out without truncation, and without rows.</summary>
    public ThresholdValue? Upper { get; init; }

    /// <summary>The keys from which and up to which a row counts as it is.</summary>
    internal (long Low, long High)? Keys { get; init; }

    /// <summary>The thresholds in words.</summary>
    public override string ToString() => Upper is null ? $"{Stratum}: no threshold" : $"{Stratum}: {Lower} to {Upper}";
}
