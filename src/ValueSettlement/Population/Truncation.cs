namespace ValueSettlement.Population;

/// <summary>
/// How much of a beneficiary's annualised expenditure counts. One of <see cref="Untruncated"/>, <see cref="FixedTruncation"/>,
/// <see cref="PercentileTruncation"/> and <see cref="Winsorisation"/>; each is made by a method of this type.
/// </summary>
public abstract record Truncation
{
    private protected Truncation()
    {
    }

    /// <summary>All of it.</summary>
    public static Truncation None { get; } = new Untruncated();

    /// <summary>Between minus and plus a threshold that is stated, for example one that a programme has published.</summary>
    /// <param name="threshold">Annualised expenditure, 0 or more.</param>
    /// <param name="authority">Who published it.</param>
    public static Truncation At(Money threshold, Authority? authority = null) => At(new ThresholdValue(threshold.Amount, 12), authority);

    /// <summary>Between minus and plus a threshold that is stated as so much in so many months: also one whose twelve months have endless
    /// decimals, for example <see cref="StratumThresholds.Upper"/> of another population. A row at the threshold itself counts as it
    /// is, however the threshold is stated.</summary>
    /// <param name="threshold">Expenditure of 0 or more in 1 to 12 months. What has an exact amount for twelve months is kept as
    /// that.</param>
    /// <param name="authority">Who published it.</param>
    public static Truncation At(ThresholdValue threshold, Authority? authority = null) =>
        new FixedTruncation(threshold.InTwelveMonths) { Authority = authority };

    /// <summary>Between minus and plus the threshold at a percentile of the stratum's rows.</summary>
    /// <param name="percentile">The percentile.</param>
    /// <param name="weight">What the percentile counts.</param>
    public static Truncation AtPercentile(Percentile percentile, PercentileWeight weight = PercentileWeight.Rows) =>
        new PercentileTruncation(percentile, weight);

    /// <summary>Between two percentiles of the stratum's rows.</summary>
    /// <param name="low">The lower percentile.</param>
    /// <param name="high">The upper percentile.</param>
    /// <param name="weight">What the percentiles count.</param>
    public static Truncation Winsorise(Percentile low, Percentile high, PercentileWeight weight = PercentileWeight.Rows) =>
        new Winsorisation(low, high, weight);

    internal abstract IEnumerable<Failure> Check(string path);
}

/// <summary>What a percentile counts.</summary>
public enum PercentileWeight
{
    /// <summary>Rows: beneficiaries in a stratum, however many months they have. The Shared Savings Program's own rule.</summary>
    Rows,

    /// <summary>Months: a beneficiary of six months counts half.</summary>
    Months,
}

/// <summary>
/// A percentile as an exact fraction. The threshold at it is the smallest annualised expenditure of a row for which the rows up to and
/// including it weigh at least this share of all rows; so it does not depend on the order of the rows.
/// </summary>
/// <param name="Numerator">99 for the 99th percentile; at least 1.</param>
/// <param name="Denominator">100 for whole percentiles; above the numerator, at most 1,000,000.</param>
public readonly record struct Percentile(int Numerator, int Denominator = 100)
{
    /// <summary>The percentile in words.</summary>
    public override string ToString() => Denominator == 100
        ? FormattableString.Invariant($"percentile {Numerator}")
        : FormattableString.Invariant($"{Numerator} of {Denominator}");

    internal IEnumerable<Failure> Check(string path)
    {
        if (Numerator < 1 || Denominator > 1_000_000 || Numerator >= Denominator)
        {
            yield return new("percentile-range", path, ToString(),
                "A percentile is a fraction above 0 and below 1, of at most 1,000,000 parts.", "State for example 99 of 100.");
        }
    }
}

/// <summary>All of a beneficiary's expenditure counts.</summary>
public sealed record Untruncated : Truncation
{
    /// <summary>The rule in words.</summary>
    public override string ToString() => "not truncated";

    internal override IEnumerable<Failure> Check(string path) => [];
}

/// <summary>Annualised expenditure counts between minus and plus a stated threshold.</summary>
/// <param name="Threshold">Expenditure of 0 or more, with at most twelve decimals, in 1 to 12 months.</param>
public sealed record FixedTruncation(ThresholdValue Threshold) : Truncation
{
    /// <summary>Who published the threshold.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The rule in words.</summary>
    public override string ToString() => $"held within ± {Money.Of(Threshold.Spent)}"
        + (Threshold.Months == 12 ? string.Empty : FormattableString.Invariant($" in {Threshold.Months} months"));

    internal override IEnumerable<Failure> Check(string path)
    {
        if (!decimal.IsInteger(Threshold.Spent % 1m * 1_000_000_000_000m))
        {
            yield return new("threshold-decimals", path, UnitText.Exact(Threshold.Spent, Unit.Money),
                "A truncation threshold has at most twelve decimals.",
                "State it as it was published; one with endless decimals as so much in so many months.");
        }

        if (Threshold.Spent is < 0m or > SpendingKey.LargestCents)
        {
            yield return new("threshold-range", path, UnitText.Of(Threshold.Spent, Unit.Money),
                "A truncation threshold is 0 or more, and acts on both sides of zero.", "State the threshold as a magnitude.");
        }

        if (Threshold.Months is < 1 or > 12)
        {
            yield return new("threshold-months", path, UnitText.Of(Threshold.Months, Unit.Count),
                "A truncation threshold is an amount in 1 to 12 months.", "State twelve months for an annual amount.");
        }
    }
}

/// <summary>Annualised expenditure counts between minus and plus the value at a percentile of the stratum's rows.</summary>
/// <param name="Percentile">The percentile.</param>
/// <param name="Weight">What it counts.</param>
public sealed record PercentileTruncation(Percentile Percentile, PercentileWeight Weight) : Truncation
{
    /// <summary>The rule in words.</summary>
    public override string ToString() => $"held within ± {Percentile} of {(Weight == PercentileWeight.Rows ? "rows" : "months")}";

    internal override IEnumerable<Failure> Check(string path) => Percentile.Check(path).Concat(Weight.Check(path));
}

/// <summary>Annualised expenditure counts between the values at two percentiles of the stratum's rows.</summary>
/// <param name="Low">The lower percentile.</param>
/// <param name="High">The upper percentile.</param>
/// <param name="Weight">What they count.</param>
public sealed record Winsorisation(Percentile Low, Percentile High, PercentileWeight Weight) : Truncation
{
    /// <summary>The rule in words.</summary>
    public override string ToString() => $"held between {Low} and {High} of {(Weight == PercentileWeight.Rows ? "rows" : "months")}";

    internal override IEnumerable<Failure> Check(string path)
    {
        foreach (var failure in Low.Check(path).Concat(High.Check(path)).Concat(Weight.Check(path)))
        {
            yield return failure;
        }

        if ((long)Low.Numerator * High.Denominator >= (long)High.Numerator * Low.Denominator)
        {
            yield return new("percentile-order", path, ToString(), "The lower percentile lies below the upper one.", "Exchange them.");
        }
    }
}

internal static class PercentileWeights
{
    public static IEnumerable<Failure> Check(this PercentileWeight weight, string path)
    {
        if (weight is not (PercentileWeight.Rows or PercentileWeight.Months))
        {
            yield return new("percentile-weight", path, FormattableString.Invariant($"{(int)weight}"),
                "A percentile counts rows or months.", "State one of the two.");
        }
    }
}
