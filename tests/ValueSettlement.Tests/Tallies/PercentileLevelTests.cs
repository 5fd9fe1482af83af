using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Tallies;

/// <summary>The nearest rank: a value that was measured.</summary>
public sealed class PercentileLevelTests
{
    private static readonly PercentileLevel Latency = new()
    {
        Percentile = 95.Percent(),
        Direction = Direction.LowerIsBetter,
        Expected = 400m,
        Target = 300m,
        MinimumSamples = 20,
    };

    [Fact]
    public void Of_a_hundred_samples_it_is_the_ninety_fifth()
    {
        var result = Latency.Of([.. Enumerable.Range(1, 100).Reverse().Select(static n => 10m * n)]);
        Assert.Equal((950m, false, false), (result.Value.Value!.Value, result.MeetsExpected, result.MeetsTarget));
        // Of 21 samples 19.95 are needed, so twenty.
        Assert.Equal(20m, Latency.Of([.. Enumerable.Range(1, 21).Select(static n => (decimal)n)]).Value.Value);
        // Of 20 it is 19 exactly.
        Assert.Equal(19m, Latency.Of([.. Enumerable.Range(1, 20).Select(static n => (decimal)n)]).Value.Value);
        Assert.Equal(20m, (Latency with { Percentile = Rate.One }).Of([.. Enumerable.Range(1,
            20).Select(static n => (decimal)n)]).Value.Value);
        Assert.All(result.Value.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void A_histogram_counts_at_its_edges_and_throughput_from_the_other_end()
    {
        ValueList<SampleBucket> buckets = [new(300m, 90), new(400m, 5), new(100m, 0), new(800m, 5)];
        var latency = Latency.Of(buckets);
        Assert.Equal((400m, true, false), (latency.Value.Value!.Value, latency.MeetsExpected, latency.MeetsTarget));
        var throughput = (Latency with { Direction = Direction.HigherIsBetter, Target = 500m }).Of(buckets);
        Assert.Equal((300m, false), (throughput.Value.Value!.Value, throughput.MeetsExpected));
    }

    [Fact]
    public void Too_few_samples_are_no_result()
    {
        var result = Latency.Of([new SampleBucket(1m, 19)]);
        Assert.Equal((AbsenceKind.TooSmall, 19m, null, null), (result.Value.Absence!.Kind, result.Samples, result.MeetsExpected,
            result.MeetsTarget));
        Assert.Equal(AbsenceKind.TooSmall, (Latency with { MinimumSamples = 1 }).Of(ValueList<decimal>.Empty).Value.Absence!.Kind);
    }

    [Fact]
    public void Levels_that_cannot_be_are_refused() =>
        Assert.Equal(["percentile-range", "direction-missing", "samples-minimum", "target-worse", "samples-range"],
            Assert.Throws<SettlementException>(static () => new PercentileLevel
            {
                Percentile = Rate.Zero,
                Direction = default,
                Expected = 5m,
                Target = 4m,
                MinimumSamples = 0,
            }.Of([new SampleBucket(1m, -1)])).Failures.Select(static f => f.Code));
}
