using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Benchmarks;

/// <summary>One made-up year of an organisation, placed on or beside an edge of the rules.</summary>
internal sealed record Situation(Level Level, decimal Benchmark, decimal Difference, int Assigned, QualityStandard Standard, decimal Score)
{
    public decimal Revenue { get; init; }

    public bool IsLow { get; init; }

    public decimal? TwoWay { get; init; }

    /// <summary>Share of the months affected; the share of the people is always one half.</summary>
    public decimal Months { get; init; }

    public decimal Expenditure => Benchmark - Difference;

    public decimal Relief => Months * 0.5m;

    /// <summary>What the minimum rate comes to on the stated benchmark.</summary>
    public decimal Minimum => Level.Fixed is { } rate && Assigned >= 5_000 ? rate * Benchmark : StraightLine.Minimum(Benchmark, Assigned);
}

/// <summary>A track with its contract and its straight-line method.</summary>
internal sealed record Level(string Name, Track Track, int Year, decimal? Fixed, Func<Situation, decimal> StraightLine)
{
    public PreparedContract Contract { get; } = MedicareSharedSavings.For(new()
    {
        Track = Track,
        Year = Year,
        AgreementStart = new LocalDate(Year == 2024 ? 2024 : 2022, 1, 1),
        MinimumRate = Track is Track.BasicA or Track.BasicB ? null
            : Fixed is { } rate ? MinimumRateChoice.Fixed(Rate.Of(rate))
            : MinimumRateChoice.Table,
    }).Contract.Prepare();

    public bool IsTwoSided => Track is Track.BasicE or Track.Enhanced;

    public bool HasGuardrail => Year == 2024 && IsTwoSided;

    public bool HasHalfRate => Year == 2024 && Track != Track.Enhanced;

    /// <summary>The facts that the contract reads, and no other.</summary>
    public Experience Experience(Situation s)
    {
        Fact?[] facts =
        [
            Number.AssignedBeneficiaries(s.Assigned),
            new Quality { Standard = s.Standard, Score = Rate.Of(s.Score) },
            Track == Track.BasicE ? Number.Of(Basis.ParticipantRevenue, Money.Of(s.Revenue)) : null,
            HasHalfRate ? new RevenueCategory { Low = s.IsLow } : null,
            s.TwoWay is { } twoWay ? Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(twoWay)) : null,
            .. s.Months > 0m ? Number.ReliefShares(Rate.Of(s.Months), Rate.Of(0.5m)) : [],
        ];
        return new()
        {
            Benchmark = Money.Of(s.Benchmark),
            Expenditure = Money.Of(s.Expenditure),
            Facts = facts.OfType<Fact>().ToValueList(),
        };
    }
}

/// <summary>A branch of the rules, and how an amount shows that it acted.</summary>
internal sealed record RuleBranch(string Name, Func<Situation, decimal, bool> Acts);

/// <summary>
/// The cases on which every branch of the rules acts: each edge and a cent either side of it, and amounts far beyond, for every level,
/// size, quality, revenue, two-way benchmark and relief. Whether a branch acted is read from the amount that both ways agree on.
/// </summary>
internal static class Situations
{
    private const decimal Cent = 0.01m;

    public static IReadOnlyList<RuleBranch> Branches { get; } =
    [
        new(
            "savings below the minimum rate",
            static (s, x) => s is { Difference: > 0m, IsLow: false, Standard: QualityStandard.Met } && s.Difference < s.Minimum && x == 0m),
        new("savings that meet the minimum rate exactly", static (s, x) => s.Difference > 0m && s.Difference == s.Minimum && x > 0m),
        new(
            "savings at the full rate",
            static (s, x) => s.Standard == QualityStandard.Met && x > 0m && x == s.Difference * Sharing(s) * 0.98m),
        new(
            "savings times score under the alternative standard",
            static (s, x) => s.Standard == QualityStandard.Alternative && x > 0m && x == s.Difference * Sharing(s) * s.Score * 0.98m),
        new(
            "savings without the quality standard",
            static (s, x) => s.Standard == QualityStandard.NotMet && s.Difference > s.Minimum && x == 0m),
        new("savings capped at the payment limit", static (s, x) => s.Difference > 0m && x == Limit(s)),
        new(
            "half rate below the minimum for low revenue",
            static (s, x) => s is { IsLow: true, Standard: QualityStandard.Met } && s.Difference < s.Minimum && x > 0m),
        new(
            "half rate times score",
            static (s, x) => s is { IsLow: true, Standard: QualityStandard.Alternative } && s.Difference < s.Minimum && x > 0m),
        new(
            "half rate refused below 5,000 people",
            static (s, x) => s is { IsLow: true, Difference: > 0m, Assigned: < 5_000 } && s.Difference < s.Minimum && x == 0m),
        new("losses of a one-sided level", static (s, x) => !s.Level.IsTwoSided && s.Difference < 0m && x == 0m),
        new("losses below the minimum rate", static (s, x) => IsTwoSidedLoss(s) && -s.Difference < s.Minimum && x == 0m),
        new("losses that meet the minimum rate exactly", static (s, x) => IsTwoSidedLoss(s) && -s.Difference == s.Minimum && x < 0m),
        new("losses of BASIC level E at 30 %", static (s, x) => IsLossOf(s, Track.BasicE) && x == 0.30m * s.Difference),
        new(
            "losses of BASIC level E limited by revenue",
            static (s, x) => IsLossOf(s, Track.BasicE) && x == -0.08m * s.Revenue && x > -0.04m * s.Benchmark),
        new(
            "losses of BASIC level E limited by the benchmark",
            static (s, x) => IsLossOf(s, Track.BasicE) && x == -0.04m * s.Benchmark && x > -0.08m * s.Revenue),
        new("losses of ENHANCED at the floor of the loss rate", static (s, x) => IsLossOf(s, Track.Enhanced) && x == 0.40m * s.Difference),
        new(
            "losses of ENHANCED by score",
            static (s, x) => IsLossOf(s, Track.Enhanced) && LossRate(s) is > 0.40m and < 0.75m && x == LossRate(s) * s.Difference),
        new(
            "losses of ENHANCED at the ceiling by score",
            static (s, x) => IsLossOf(s, Track.Enhanced) && s.Standard != QualityStandard.NotMet && x == 0.75m * s.Difference),
        new(
            "losses of ENHANCED without the quality standard",
            static (s, x) => IsLossOf(s, Track.Enhanced) && s.Standard == QualityStandard.NotMet && x == 0.75m * s.Difference),
        new("losses of ENHANCED limited", static (s, x) => IsLossOf(s, Track.Enhanced) && x == -0.15m * s.Benchmark),
        new(
            "relief of a part of the losses",
            static (s, x) => s is { TwoWay: null, Months: < 1m and > 0m, Level.Track: Track.BasicE } && x < 0m
                && x == 0.30m * s.Difference * (1m - s.Relief)),
        new(
            "relief after the loss limit",
            static (s, x) => s is { TwoWay: null, Months: > 0m, Level.Track: Track.BasicE } && x < 0m
                && x == -0.08m * s.Revenue * (1m - s.Relief)),
        new(
            "guardrail: neither savings nor losses",
            static (s, x) => s.Level.IsTwoSided && s.TwoWay >= s.Expenditure && -s.Difference >= s.Minimum && x == 0m),
        new(
            "guardrail: smaller losses",
            static (s, x) => IsReplaced(s) && s is { Months: 0m, Level.Track: Track.BasicE } && x < 0m
                && x == 0.30m * (s.TwoWay - s.Expenditure)),
        new("guardrail: the smaller losses lie below the minimum rate", static (s, x) => IsReplaced(s) && s.Level.IsTwoSided && x == 0m),
        new(
            "guardrail: loss limit on the two-way benchmark",
            static (s, x) => IsReplaced(s) && s is { Months: 0m, Level.Track: Track.Enhanced } && x == -0.15m * s.TwoWay),
        new(
            "guardrail: the two-way benchmark is not larger",
            static (s, x) => s.TwoWay <= s.Benchmark && s is { Months: 0m, Level.Track: Track.BasicE } && x == 0.30m * s.Difference),
        new(
            "guardrail: losses below the minimum rate do not reach it",
            static (s, x) => s.Level.IsTwoSided && s.TwoWay > s.Benchmark && -s.Difference < s.Minimum && s.Difference < 0m && x == 0m),
        new(
            "fewer than 5,000: the table replaces a fixed rate that was met",
            static (s, x) => s is { Assigned: < 5_000, Level.Fixed: { } rate, Standard: QualityStandard.Met }
                && s.Difference >= rate * s.Benchmark && x == 0m),
        new("fewer than 3,000 people, shared", static (s, x) => s.Assigned is < 3_000 and >= 1_000 && x != 0m),
        new("fewer than 1,000 people, shared", static (s, x) => s.Assigned < 1_000 && x != 0m),
        .. StraightLine.FirstHeadcounts.Select(static (from, i) => new RuleBranch(
            FormattableString.Invariant($"minimum rate of the table from {from:N0} people"),
            (s, x) => IsInRow(s, i) && s.Difference == s.Minimum && x > 0m)),
    ];

    private static decimal[] Shares { get; } = [0m, 0.015m, 0.09m, 0.3m, 0.6m];

    private static (QualityStandard Standard, decimal Score)[] Qualities { get; } =
    [
        (QualityStandard.Met, 0.9m), (QualityStandard.Met, 0.6m), (QualityStandard.Alternative, 0.7m), (QualityStandard.Alternative, 0.2m),
        (QualityStandard.NotMet, 0.45m),
    ];

    private static Level[] Levels { get; } =
    [
        new(
            "BASIC level B", Track.BasicB, 2023, null,
            static s => StraightLine.BasicB(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score)),
        new(
            "BASIC level E, table", Track.BasicE, 2023, null,
            static s => StraightLine.BasicE(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score, s.Revenue, isFixed: false)),
        new(
            "BASIC level E, 2 %", Track.BasicE, 2023, 0.02m,
            static s => StraightLine.BasicE(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score, s.Revenue, isFixed: true)),
        new(
            "ENHANCED, 1 %", Track.Enhanced, 2023, 0.01m,
            static s => StraightLine.Enhanced(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score)),
        new(
            "BASIC level A from 2024", Track.BasicA, 2024, null,
            static s => StraightLine.BasicA2024(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score, s.IsLow)),
        new(
            "BASIC level E from 2024, table", Track.BasicE, 2024, null,
            static s => StraightLine.BasicE2024(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score, s.Revenue, false,
                s.IsLow, s.TwoWay, s.Relief)),
        new(
            "BASIC level E from 2024, 2 %", Track.BasicE, 2024, 0.02m,
            static s => StraightLine.BasicE2024(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score, s.Revenue, true,
                s.IsLow, s.TwoWay, s.Relief)),
        new(
            "ENHANCED from 2024, 1 %", Track.Enhanced, 2024, 0.01m,
            static s => StraightLine.Enhanced2024(s.Benchmark, s.Expenditure, s.Assigned, s.Standard, s.Score, s.TwoWay, s.Relief)),
    ];

    /// <summary>Every situation once.</summary>
    public static IEnumerable<Situation> All() =>
        from level in Levels
        from benchmark in level.HasGuardrail ? new[] { 100_000_000m } : [100_000_000m, 73_456_789.13m]
        from assigned in StraightLine.FirstHeadcounts.Concat([750, 999, 2_999, 4_999, 120_000])
        from quality in Qualities
        let minimum = Rounding.Cents.Apply(new Situation(level, benchmark, 0m, assigned, quality.Standard, quality.Score).Minimum)
        from size in new[] { Cent, minimum - Cent, minimum, minimum + Cent }.Concat(Shares.Select(s => Rounding.Cents.Apply(s * benchmark)))
        from difference in size == 0m ? new[] { 0m } : [size, -size]
        from situation in Around(new(level, benchmark, difference, assigned, quality.Standard, quality.Score), minimum)
        select situation;

    // What else the level reads, on the side on which it matters.
    private static IEnumerable<Situation> Around(Situation s, decimal minimum) =>
        from revenue in s.Level.Track == Track.BasicE && s.Difference < 0m ? new[] { 0.2m, 0.9m } : [0.3m]
        from low in s.Level.HasHalfRate && s.Difference > 0m ? new[] { false, true } : [false]
        from other in s.Level.HasGuardrail ? Others(s, minimum) : [(null, 0m)]
        select s with { Revenue = Rounding.Cents.Apply(revenue * s.Benchmark), IsLow = low, TwoWay = other.TwoWay, Months = other.Months };

    // Two-way benchmarks on and beside what decides, and relief with and without one.
    private static IEnumerable<(decimal? TwoWay, decimal Months)> Others(Situation s, decimal minimum) => s.Difference >= 0m
        ? [(null, 0m), (s.Benchmark + 1m, 0m)]
        :
        [
            (null, 0m), (null, 0.25m), (null, 1m),
            (s.Benchmark, 0m), (s.Benchmark - 1m, 0.25m), (s.Benchmark + Cent, 0m), (s.Benchmark + Cent, 0.25m),
            (s.Expenditure - Rounding.Cents.Apply(minimum * 0.5m), 0m), (s.Expenditure - Cent, 0m),
            (s.Expenditure, 0m), (s.Expenditure + 1m, 0m),
        ];

    private static bool IsTwoSidedLoss(Situation s) => s is { Level.IsTwoSided: true, Difference: < 0m, TwoWay: null, Months: 0m };

    private static bool IsLossOf(Situation s, Track track) => s.Level.Track == track && IsTwoSidedLoss(s);

    private static bool IsInRow(Situation s, int row) =>
        (s.Level.Fixed is null || s.Assigned < 5_000) && StraightLine.FirstHeadcounts.TakeWhile(f => f <= s.Assigned).Count() == row + 1;

    private static bool IsReplaced(Situation s) => s.TwoWay > s.Benchmark && s.TwoWay < s.Expenditure && -s.Difference >= s.Minimum;

    private static decimal Sharing(Situation s) => s.Level.Track switch { Track.Enhanced => 0.75m, Track.BasicE => 0.50m, _ => 0.40m };

    private static decimal Limit(Situation s) => (s.Level.Track == Track.Enhanced ? 0.20m : 0.10m) * s.Benchmark;

    private static decimal LossRate(Situation s) => s.Standard == QualityStandard.NotMet ? 0.75m : 1m - (0.75m * s.Score);
}
