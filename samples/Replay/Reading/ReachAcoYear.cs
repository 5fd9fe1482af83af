using ValueSettlement.Programs;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Reading;

/// <summary>
/// One organisation of ACO REACH (before 2023: Global and Professional Direct Contracting) in one performance year, as published.
/// </summary>
internal sealed record ReachAcoYear : PublishedYear
{
    public required int PerformanceYear { get; init; }

    public required ReachArrangement RiskArrangement { get; init; }

    /// <summary>
    /// The published final benchmark, without the health equity adjustment. <see cref="PublishedYear.Benchmark"/> has it: the corridor is a
    /// share of that.
    /// </summary>
    public required Published FinalBenchmark { get; init; }

    /// <summary>Health equity adjustment for months in the top decile, in dollars; blank in years without it.</summary>
    public required Published EquityUp { get; init; }

    /// <summary>Health equity adjustment for months in the lower half, in dollars and negative; blank in years without it.</summary>
    public required Published EquityDown { get; init; }

    public required Published EquityUpMonths { get; init; }

    public required Published EquityDownMonths { get; init; }

    /// <summary>Shared savings or losses before sequestration.</summary>
    public required Published Shared { get; init; }

    /// <summary>The discount, as a fraction.</summary>
    public required Published Discount { get; init; }

    /// <summary>The retention withhold that was kept, as a fraction.</summary>
    public required Published RetentionWithhold { get; init; }

    public required Published QualityScore { get; init; }

    public override string Programme => "ACO REACH";

    public override int CalendarYear => PerformanceYear;

    public override string KindOfArrangement => "arrangement";

    public override string Arrangement => RiskArrangement == ReachArrangement.Global ? "Global" : "Professional";

    public override string ShortArrangement => RiskArrangement == ReachArrangement.Global ? "Global" : "Prof.";

    public override string ArrangementColumn => "Risk";

    public override IEnumerable<string> NotUsed
    {
        get
        {
            if (Discount.Value is { } discount)
            {
                yield return FormattableString.Invariant($"discount {discount * 100m:0.###} %");
            }

            if (RetentionWithhold.Value is { } retained && retained != 0m)
            {
                yield return FormattableString.Invariant($"retention withhold {retained * 100m:0.###} %");
            }

            if (QualityScore.Value is { } score)
            {
                yield return FormattableString.Invariant($"quality score {score * 100m:0.##} %");
            }
        }
    }

    public override IReadOnlyList<MatchClass> Classes => MatchClasses.Reach;
}
