using NodaTime;
using ValueSettlement.Measures;

namespace ValueSettlement.Tests.Measures;

/// <summary>A set restricted to what the provider decides.</summary>
public sealed class ControlledMeasuresTests
{
    private static ScoredMeasure Of(string id, Controllability? by) => Sets.Linear(id) with
    {
        Measure = Sets.Measure(id) with { Controllability = by },
    };

    private static readonly MeasureSet Set = Sets.Of(
        new("Process", 40.Percent(), [Of("a", Controllability.Provider), Of("b", Controllability.System)]) { MinimumMeasures = 2 },
        new("Outcomes", 40.Percent(), [Of("c", Controllability.System)]),
        new("Experience", 20.Percent(), [Of("d", Controllability.Provider), Of("e", Controllability.Shared)])) with
    {
        MinimumDomains = 3,
        Gates =
        [
            new() { Name = "c", Measure = "c", Test = GateTest.Below, Threshold = 0.1m, Effect = GateEffect.Zero },
            new() { Name = "a", Measure = "a", Test = GateTest.Below, Threshold = 0.1m, Effect = GateEffect.Zero },
            new() { Name = "score", Test = GateTest.Above, Threshold = 99m, Effect = GateEffect.Cap, Level = 99m },
        ],
        Mix = [new(MeasureTier.Outcome, 50.Percent(), 80.Percent())],
    };

    private static readonly ValueList<Observation> Observed =
    [
        Observation.Of("a", 70m, 100m), Observation.Of("b", 0m, 100m), Observation.Of("c", 0m, 100m), Observation.Of("d", 90m, 100m),
        Observation.Of("e", 50m, 100m),
    ];

    [Fact]
    public void What_the_provider_does_not_decide_is_left_out_and_the_others_carry_its_weight()
    {
        var own = Set.ControlledBy(Controllability.Provider);
        Assert.Empty(own.Validate());
        Assert.Equal("set (Provider)", own.Id);
        Assert.Equal(["Process: a", "Experience: d"],
            own.Domains.Select(static d => $"{d.Name}: {string.Join(", ", d.Measures.Select(static m => m.Measure.Id))}"));
        Assert.Equal([1, 1, 2], own.Domains.Select(static d => d.MinimumMeasures).Append(own.MinimumDomains));
        Assert.Equal(["a", "score"], own.Gates.Select(static g => g.Name));
        Assert.Empty(own.Mix);

        // a: (70 − 50) ÷ (90 − 50) = 5 of 10, d: 10 of 10; two thirds and one third of the weight: 66.6 of 100. All of them: nothing,
        // because c opens a gate.
        Assert.Equal(66.666667m, new Rounding(6).Apply(own.Score(own.Among(Observed)).Points.Value!.Value));
        Assert.Equal(0m, Set.Score(Observed).Points.Value);
        Assert.Equal("a, d", string.Join(", ", own.Among(Observed).Select(static o => o.Measure)));

        // Together with what it shares, experience is 5 of 10.
        var shared = Set.ControlledBy(Controllability.Provider, Controllability.Shared);
        Assert.Equal(50m, new Rounding(6).Apply(shared.Score(shared.Among(Observed)).Points.Value!.Value));
    }

    [Fact]
    public void A_restriction_that_the_set_does_not_carry_is_refused()
    {
        static string Code(MeasureSet set, params Controllability[] kept) =>
            Assert.Single(Assert.Throws<SettlementException>(() => set.ControlledBy(kept)).Failures).Code;
        Assert.Equal("set-empty", Code(Set));
        Assert.Equal("set-restricted", Code(Set with { WithoutScore = UnscoredDomain.Zero }, Controllability.Provider));
        Assert.Equal("measure-no-controllability", Code(Sets.OneDomain(Of("a", null)), Controllability.Provider));
        var light = Set with { Domains = [Set.Domains[0]], MinimumDomains = 1, Gates = [] };
        Assert.Equal("weights-sum", Code(light, Controllability.Provider));

        // Nothing is left out, so nobody has to carry anything.
        Assert.Equal(3, (Set with { WithoutScore = UnscoredDomain.Zero })
            .ControlledBy(Controllability.Provider, Controllability.Shared, Controllability.System).Domains.Count);
    }
}
