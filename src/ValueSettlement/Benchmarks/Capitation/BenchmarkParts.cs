namespace ValueSettlement.Benchmarks;

/// <summary>A share that is taken off a benchmark or capitation for good: the programme's discount, the payer's retention for
/// administration.</summary>
/// <param name="Key">A stable name for programs, for example "discount".</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="Rate">The share of the amount that stands before it, 0 to 1.</param>
public sealed record BenchmarkReduction(string Key, string Label, Cited<Rate> Rate)
{
    /// <summary>A stable name for programs, for example "discount".</summary>
    public string Key { get; init => field = Given.Of(value); } = Given.Of(Key);

    /// <summary>What it is, in words.</summary>
    public string Label { get; init => field = Given.Of(value); } = Given.Of(Label);

    /// <summary>The share of the amount that stands before it, 0 to 1.</summary>
    public Cited<Rate> Rate { get; init => field = Given.Of(value); } = Given.Of(Rate);

    /// <summary>The reduction in words.</summary>
    public override string ToString() => $"{Label} {Rate.Value}";
}

/// <summary>What a withhold is a share of.</summary>
public enum WithholdBase
{
    /// <summary>The amount after discount and retention.</summary>
    AfterReductions,

    /// <summary>The amount before discount and retention.</summary>
    BeforeReductions,
}

/// <summary>
/// A share that is held back and earned back.
/// <code>withhold = rate × base;  earned back = withhold × share earned back</code>
/// </summary>
/// <param name="Key">A stable name for programs, for example "quality-withhold".</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="Rate">The share that is held back, 0 to 1.</param>
/// <param name="Base">What it is a share of.</param>
/// <param name="EarnedBack">The share of it that is earned back, 0 to 1: a quality score, or 1 for a refund in full.</param>
public sealed record Withhold(string Key, string Label, Cited<Rate> Rate, WithholdBase Base, Figure EarnedBack)
{
    /// <summary>A stable name for programs, for example "quality-withhold".</summary>
    public string Key { get; init => field = Given.Of(value); } = Given.Of(Key);

    /// <summary>What it is, in words.</summary>
    public string Label { get; init => field = Given.Of(value); } = Given.Of(Label);

    /// <summary>The share that is held back, 0 to 1.</summary>
    public Cited<Rate> Rate { get; init => field = Given.Of(value); } = Given.Of(Rate);

    /// <summary>The share of it that is earned back, 0 to 1: a quality score, or 1 for a refund in full.</summary>
    public Figure EarnedBack { get; init => field = Given.Of(value); } = Given.Of(EarnedBack);

    /// <summary>Where the choice of the base comes from, if not from where the rate does; the base then has a line of its own.</summary>
    public Authority? BaseAuthority { get; init; }

    /// <summary>The withhold in words.</summary>
    public override string ToString() => $"{Label} {Rate.Value}, {EarnedBack} earned back";
}

/// <summary>Where a flat adjustment stands among the steps of a benchmark.</summary>
public enum AdjustmentPlace
{
    /// <summary>Last, after the withholds: neither discount nor withhold acts on it.</summary>
    AfterWithholds,

    /// <summary>After discount and retention and before the withholds, which act on it.</summary>
    AfterReductions,

    /// <summary>Before discount and retention, which act on it as the withholds do.</summary>
    BeforeReductions,
}

/// <summary>An amount of money added to a benchmark or taken from it, the same for all.</summary>
/// <param name="Key">A stable name for programs, for example "health-equity-adjustment".</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="Amount">The amount: positive raises the benchmark.</param>
/// <param name="Authority">Where it comes from.</param>
public sealed record FlatAdjustment(string Key, string Label, Figure Amount, Authority? Authority = null)
{
    /// <summary>A stable name for programs, for example "health-equity-adjustment".</summary>
    public string Key { get; init => field = Given.Of(value); } = Given.Of(Key);

    /// <summary>What it is, in words.</summary>
    public string Label { get; init => field = Given.Of(value); } = Given.Of(Label);

    /// <summary>The amount: positive raises the benchmark.</summary>
    public Figure Amount { get; init => field = Given.Of(value); } = Given.Of(Amount);

    /// <summary>Where it stands among the steps.</summary>
    public AdjustmentPlace Place { get; init; }

    /// <summary>The adjustment in words.</summary>
    public override string ToString() => $"{Label} {Amount}";
}
