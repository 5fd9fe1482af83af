using ValueSettlement.Statistics;

namespace ValueSettlement;

/// <summary>How a period compares with what was expected of it.</summary>
public enum PeriodBand
{
    /// <summary>Better than expected.</summary>
    Better = 1,

    /// <summary>As expected.</summary>
    AsExpected,

    /// <summary>Worse than expected.</summary>
    Worse,

    /// <summary>Much worse than expected: severe.</summary>
    MuchWorse,
}

/// <summary>What a period without a band counts as.</summary>
public enum MissingPeriod
{
    /// <summary>It is not in the series: it neither breaks a run nor counts.</summary>
    Skip = 1,

    /// <summary>As a good one.</summary>
    Good,

    /// <summary>As a bad one.</summary>
    Bad,
}

/// <summary>How far a matter has gone.</summary>
public enum EscalationState
{
    /// <summary>Nothing is the matter.</summary>
    Normal = 1,

    /// <summary>The period was bad, and no trigger has fired.</summary>
    Watch,

    /// <summary>A trigger has fired, and too few good periods have followed.</summary>
    Escalated,
}

/// <summary>Why a period has its state.</summary>
public enum EscalationCause
{
    /// <summary>No trigger holds, and nothing ended.</summary>
    None = 1,

    /// <summary>One period was severe.</summary>
    Severe,

    /// <summary>Bad periods followed each other.</summary>
    Consecutive,

    /// <summary>Enough of the last periods were bad.</summary>
    SeveralOfLast,

    /// <summary>Enough good periods followed: no longer escalated.</summary>
    Released,

    /// <summary>The period has no band and is not in the series.</summary>
    Missing,
}

/// <summary>
/// When a matter escalates and when it is over.
/// <code>
/// bad       = worse or much worse
/// escalated : one period much worse, if the rules say so │ n bad ones in a row │ k bad ones among the last m that count
/// released  : n good ones in a row while escalated; what was before no longer counts then
/// </code>
/// The state of a period acts in that period. The rules are terms of the contract: they stand in an <see cref="Escalation"/> clause.
/// </summary>
public sealed record EscalationRules
{
    private const int MostPeriods = 1_000;

    /// <summary>How many bad periods among the last ones escalate, at least 1.</summary>
    public required int Bad { get; init; }

    /// <summary>How many of the last periods are looked at, at least as many.</summary>
    public required int OfLast { get; init; }

    /// <summary>How many bad periods in a row escalate, at least 1; <see langword="null"/> if runs do not.</summary>
    public int? Consecutive { get; init; }

    /// <summary>Whether one severe period escalates.</summary>
    public bool Severe { get; init; }

    /// <summary>How many good periods in a row end it, at least 1.</summary>
    public required int ReleaseAfterGood { get; init; }

    /// <summary>What a period without a band counts as.</summary>
    public required MissingPeriod Missing { get; init; }

    /// <summary>The state after each period.</summary>
    /// <param name="bands">The periods in their order, at most 10,000; <see langword="null"/> for one without a band.</param>
    /// <exception cref="SettlementException">The rules cannot be, or there are too many periods.</exception>
    public ValueList<PeriodStanding> Track(IReadOnlyList<PeriodBand?> bands)
    {
        ArgumentNullException.ThrowIfNull(bands);
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        for (var i = 0; i < Math.Min(bands.Count, LongestSeries); i++)
        {
            if (bands[i] is { } band && !Enum.IsDefined(band))
            {
                failures.Add(new("band-unknown", Paths.Item(string.Empty, "bands", i), EnumText.Of(band),
                    "A band is Better, AsExpected, Worse or MuchWorse.", "Choose one of them, or null for a period without one."));
            }
        }

        if (bands.Count > LongestSeries)
        {
            failures.Add(new("series-size", "bands", UnitText.Of(bands.Count, Unit.Count),
                FormattableString.Invariant($"A series has at most {LongestSeries:#,##0} periods."), "Give the periods that still count."));
        }

        return failures.Count == 0 ? [.. new Series(this).Of(bands)] : throw new SettlementException([.. failures]);
    }

    private const int LongestSeries = 10_000;

    /// <summary>Bands of periods from a control chart: much worse where a point lies beyond its limit on the bad side, worse where another
    /// rule fires there, better where one fires on the good side, and otherwise as expected; none where the point is missing.</summary>
    /// <param name="chart">The chart, with the rules that the contract names.</param>
    /// <param name="points">The periods in their order; <see langword="null"/> for a missing one.</param>
    /// <param name="direction">Which side is good.</param>
    /// <exception cref="SettlementException">The chart or the direction cannot be; carries every reason.</exception>
    public static IReadOnlyList<PeriodBand?> BandsOf(ControlChart chart, IReadOnlyList<decimal?> points, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (!Enum.IsDefined(direction))
        {
            throw new SettlementException([new("direction-missing", "direction", EnumText.Of(direction),
                "Bands of a chart say which side is good.", "State LowerIsBetter or HigherIsBetter.")]);
        }

        var signals = chart.Signals(points).ToLookup(static signal => signal.Point);
        return [.. points.Index().Select(point => point.Item is null ? (PeriodBand?)null : BandOf(signals[point.Index], direction))];
    }

    private static PeriodBand BandOf(IEnumerable<ChartSignal> signals, Direction direction)
    {
        var band = PeriodBand.AsExpected;
        foreach (var signal in signals)
        {
            var isBad = signal.IsAbove == (direction == Direction.LowerIsBetter);
            var means = !isBad ? PeriodBand.Better : signal.Rule == ChartRule.BeyondLimit ? PeriodBand.MuchWorse : PeriodBand.Worse;
            band = means == PeriodBand.Better ? band == PeriodBand.AsExpected ? means : band : means > band ? means : band;
        }

        return band;
    }

    internal void Validate(string path, List<Failure> failures)
    {
        Between(Bad, 1, MostPeriods, path, "bad", "The number of bad periods that escalates is at least 1.", failures);
        Between(OfLast, 1, MostPeriods, path, "ofLast", "At least one period is looked at.", failures);
        if (Bad > OfLast && OfLast >= 1)
        {
            failures.Add(new("periods-order", Paths.Join(path, "bad"), UnitText.Of(Bad, Unit.Count),
                "No more bad periods are asked for than are looked at.", "Look at more periods, or ask for fewer bad ones."));
        }

        Between(ReleaseAfterGood, 1, MostPeriods, path, "releaseAfterGood", "At least one good period ends an escalation.", failures);
        if (Consecutive is { } run)
        {
            Between(run, 1, MostPeriods, path, "consecutive", "A run has at least one period.", failures);
        }

        if (!Enum.IsDefined(Missing))
        {
            failures.Add(new("missing-unknown", Paths.Join(path, "missing"), EnumText.Of(Missing),
                "A period without a band is skipped, good or bad.", "Choose Skip, Good or Bad."));
        }
    }

    private static void Between(int value, int least, int most, string path, string member, string rule, List<Failure> failures)
    {
        if (value < least || value > most)
        {
            failures.Add(new("period-count", Paths.Join(path, member), UnitText.Of(value, Unit.Count), rule,
                FormattableString.Invariant($"State a number from {least} to {most:#,##0}.")));
        }
    }

    /// <summary>The rules in a sentence.</summary>
    internal string InWords => FormattableString.Invariant($"{Bad} bad {(Bad == 1 ? "period" : "periods")} of the last {OfLast}")
        + (Consecutive is { } run ? FormattableString.Invariant($", or {run} in a row") : string.Empty)
        + (Severe ? ", or one severe period" : string.Empty)
        + FormattableString.Invariant($", until {ReleaseAfterGood} good {(ReleaseAfterGood == 1 ? "one" : "ones in a row")}; ")
        + (Missing switch
        {
            MissingPeriod.Good => "a period without a band counts as good",
            MissingPeriod.Bad => "a period without a band counts as bad",
            _ => "a period without a band is skipped",
        });

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    private sealed class Series(EscalationRules rules)
    {
        private readonly Queue<bool> window = new();
        private int badInARow;
        private int goodInARow;
        private int bad;
        private EscalationState state = EscalationState.Normal;

        public IEnumerable<PeriodStanding> Of(IReadOnlyList<PeriodBand?> bands)
        {
            for (var i = 0; i < bands.Count; i++)
            {
                yield return Next(i + 1, bands[i]);
            }
        }

        private PeriodStanding Next(int period, PeriodBand? band)
        {
            if (band is null && rules.Missing == MissingPeriod.Skip)
            {
                return Standing(period, band, EscalationCause.Missing);
            }

            var isBad = band is null ? rules.Missing == MissingPeriod.Bad : band >= PeriodBand.Worse;
            (badInARow, goodInARow) = isBad ? (badInARow + 1, 0) : (0, goodInARow + 1);
            bad += isBad ? 1 : 0;
            window.Enqueue(isBad);
            if (window.Count > rules.OfLast && window.Dequeue())
            {
                bad--;
            }

            var isEscalated = state == EscalationState.Escalated;
            if (isEscalated && goodInARow >= rules.ReleaseAfterGood)
            {
                (state, bad) = (EscalationState.Normal, 0);
                window.Clear();
                return Standing(period, band, EscalationCause.Released);
            }

            var cause = rules.Severe && band == PeriodBand.MuchWorse ? EscalationCause.Severe
                : badInARow >= rules.Consecutive ? EscalationCause.Consecutive
                : bad >= rules.Bad ? EscalationCause.SeveralOfLast : EscalationCause.None;
            state = isEscalated || cause != EscalationCause.None ? EscalationState.Escalated
                : isBad ? EscalationState.Watch : EscalationState.Normal;
            return Standing(period, band, cause);
        }

        private PeriodStanding Standing(int period, PeriodBand? band, EscalationCause cause) => new()
        {
            Period = period,
            Band = band,
            State = state,
            BadInWindow = bad,
            ConsecutiveBad = badInARow,
            ConsecutiveGood = goodInARow,
            Cause = cause,
        };
    }
}

/// <summary>The state of one period of a series.</summary>
public sealed record PeriodStanding
{
    /// <summary>Its place in the series, from 1.</summary>
    public required int Period { get; init; }

    /// <summary>Its band; <see langword="null"/> for none.</summary>
    public PeriodBand? Band { get; init; }

    /// <summary>The state, which acts in this period.</summary>
    public required EscalationState State { get; init; }

    /// <summary>Bad periods among those that are looked at, this one included.</summary>
    public int BadInWindow { get; init; }

    /// <summary>Bad periods in a row, this one included.</summary>
    public int ConsecutiveBad { get; init; }

    /// <summary>Good periods in a row, this one included.</summary>
    public int ConsecutiveGood { get; init; }

    /// <summary>Why it has its state.</summary>
    public required EscalationCause Cause { get; init; }

    /// <summary>The fact that a contract with an <see cref="Escalation"/> reads.</summary>
    public Standing AsFact() => new() { State = State, Cause = Cause, Period = Period };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
