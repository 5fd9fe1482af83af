namespace ValueSettlement.Tallies;

/// <summary>Samples of one value, or of one bucket of a histogram.</summary>
/// <param name="Value">The value. Of a bucket its worse edge, so that the result is not better than what was measured: the upper one of a
/// latency, the lower one of a throughput.</param>
/// <param name="Samples">How many samples, 0 or more.</param>
public sealed record SampleBucket(decimal Value, long Samples)
{
    /// <summary>The value and how many samples have it.</summary>
    public override string ToString() => $"{NumberText.Number(Value)} × {UnitText.Of(Samples, Unit.Count)}";
}

/// <summary>
/// A level for a percentile, for example "95 % of requests within 400 ms" or "a throughput of 50 MB/s in 99 % of the samples".
/// <code>
/// rank = percentile × samples, rounded up;  value = that sample, counted from the better end
/// </code>
/// That is the nearest rank: always a value that was measured, never one between two. Samples of a histogram count at their bucket's value.
/// </summary>
public sealed record PercentileLevel
{
    /// <summary>The share of the samples that are as good as the value or better, above 0 and at most 1.</summary>
    public required Rate Percentile { get; init; }

    /// <summary>Lower is better for a latency, higher for a throughput.</summary>
    public required Direction Direction { get; init; }

    /// <summary>The value that is promised.</summary>
    public required decimal Expected { get; init; }

    /// <summary>The better value that is aimed at; <see langword="null"/> for none.</summary>
    public decimal? Target { get; init; }

    /// <summary>The fewest samples with which there is a result, 1 or more.</summary>
    public int MinimumSamples { get; init; } = 1;

    /// <summary>What the values count.</summary>
    public Unit Unit { get; init; } = Unit.Factor;

    /// <summary>Where the level stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>The level of single samples, in any order.</summary>
    /// <param name="samples">The samples.</param>
    /// <exception cref="SettlementException">The level cannot be; carries every reason.</exception>
    public PercentileResult Of(ValueList<decimal> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Of(samples.Select(static value => new SampleBucket(value, 1)).ToValueList());
    }

    /// <summary>The level of counted samples, in any order.</summary>
    /// <param name="buckets">Values and how often each was measured.</param>
    /// <exception cref="SettlementException">The level or a count cannot be; carries every reason.</exception>
    public PercentileResult Of(ValueList<SampleBucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        var failures = new List<Failure>();
        Validate(failures);
        for (var i = 0; i < buckets.Count; i++)
        {
            if (buckets[i].Samples is < 0 or > 1_000_000_000_000)
            {
                failures.Add(new("samples-range", Paths.Item(string.Empty, "buckets", i), buckets[i].ToString(),
                    "A bucket has 0 to 1,000,000,000,000 samples.", "Count samples, and leave an empty bucket out."));
            }
        }

        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("percentile");
        var count = buckets.Sum(static b => (decimal)b.Samples);
        var samples = workings.Given(new("samples", "Samples", Unit.Count, null, Authority), count);
        Step step = new("percentile", $"Value of {Percentile} of the samples", Unit, null, Authority);
        var found = count < MinimumSamples
            ? workings.Absent(step, new(AbsenceKind.TooSmall,
                $"{UnitText.Of(count, Unit.Count)} samples are fewer than the {UnitText.Of(MinimumSamples, Unit.Count)} that the level "
                    + "asks for."))
            : Nearest(workings, step, buckets, samples);
        return new()
        {
            Value = workings.Figure(found),
            Samples = count,
            MeetsExpected = found.Value is { } value ? Meets(value, Expected) : null,
            MeetsTarget = found.Value is { } reached && Target is { } target ? Meets(reached, target) : null,
        };
    }

    private Quantity Nearest(Workings workings, Step step, ValueList<SampleBucket> buckets, Quantity samples)
    {
        var part = workings.Multiply(new("part", "Samples as good or better", Unit.Count, null, Authority), samples,
            Quantity.Of("percentile", Percentile.Fraction, Unit.Rate));
        var rank = workings.Given(new("rank", "Rank, the next whole number", Unit.Count, null, Authority), decimal.Ceiling(part.Number));
        var passed = 0m;
        foreach (var bucket in Direction == Direction.LowerIsBetter ? buckets.OrderBy(static b => b.Value)
            : buckets.OrderByDescending(static b => b.Value))
        {
            passed += bucket.Samples;
            if (passed >= rank.Number)
            {
                return workings.Given(step, bucket.Value);
            }
        }

        return workings.Absent(step, new(AbsenceKind.NotCalculable, "There are fewer samples than the rank."));
    }

    private bool Meets(decimal value, decimal level) => Direction == Direction.LowerIsBetter ? value <= level : value >= level;

    private void Validate(List<Failure> failures)
    {
        if (Percentile <= Rate.Zero || Percentile > Rate.One)
        {
            failures.Add(new("percentile-range", "percentile", Percentile.ToString(), "A percentile is above 0 and at most 100 %.",
                "Write it as a fraction: 0.95 for the 95th percentile."));
        }

        if (!Enum.IsDefined(Direction))
        {
            failures.Add(new("direction-missing", "direction", EnumText.Of(Direction), "A level says which values are good.",
                "State that lower or that higher is better."));
        }

        TallyRules.Unit(Unit, string.Empty, failures);
        if (MinimumSamples < 1)
        {
            failures.Add(new("samples-minimum", "minimumSamples", InvariantText.Of(MinimumSamples),
                "A percentile needs at least one sample.",
                "State the fewest samples of the agreement."));
        }

        if (Target is { } target && !Meets(target, Expected))
        {
            failures.Add(new("target-worse", "target", NumberText.Number(target), "A target is at least as good as what is expected.",
                "Check both values and the direction."));
        }

        TextRules.Validate(Authority, string.Empty, failures);
    }
}

/// <summary>A percentile and what it was compared with.</summary>
public sealed record PercentileResult
{
    /// <summary>The value, with its lines; absent, as too small, with fewer samples than the level asks for.</summary>
    public required Figure Value { get; init => field = Given.Of(value); }

    /// <summary>How many samples there were.</summary>
    public decimal Samples { get; init; }

    /// <summary>Whether it is as good as expected; <see langword="null"/> without a value.</summary>
    public bool? MeetsExpected { get; init; }

    /// <summary>Whether it is as good as the target; <see langword="null"/> without a value or a target.</summary>
    public bool? MeetsTarget { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
