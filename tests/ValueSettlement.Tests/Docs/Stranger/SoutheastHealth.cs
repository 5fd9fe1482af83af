// snippet: purchasing-hospital
using ValueSettlement;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace Stranger;

internal static class SoutheastHealth
{
    public static HospitalPurchasingTerms Terms { get; } = new()
    {
        Year = 2024,
        Standards = new(
        [
            Survival("MORT-30-AMI", 0.869247m, 0.887868m),
            Survival("MORT-30-HF", 0.882308m, 0.907733m),
            Survival("MORT-30-PN", 0.840281m, 0.872976m),
            Survival("MORT-30-COPD", 0.916491m, 0.934002m),
            Survival("MORT-30-CABG", 0.969499m, 0.980319m),
            Survival("COMP-HIP-KNEE", 0.025396m, 0.018159m) with { Direction = Direction.LowerIsBetter },
            PerformanceStandard.OfDomain("Person and Community Engagement"),
            PerformanceStandard.OfDomain("Safety"),
            PerformanceStandard.OfDomain("Efficiency and Cost Reduction"),
        ], Authority.Of("CMS, fiscal year 2024, as published")),
    };

    public static ValueList<Observation> Observed { get; } =
    [
        Result("MORT-30-AMI", baseline: 0.856752m, 0.880237m),
        Result("MORT-30-HF", baseline: 0.872117m, 0.901917m),
        Result("MORT-30-PN", baseline: 0.833710m, 0.815392m),
        Result("MORT-30-COPD", baseline: 0.905159m, 0.909860m),
        Result("MORT-30-CABG", baseline: 0.954926m, 0.958983m),
        Result("COMP-HIP-KNEE", baseline: 0.030343m, 0.022314m),
        new() { Measure = "Person and Community Engagement", Result = 16 },
        new() { Measure = "Safety", Result = 8 },
        new() { Measure = "Efficiency and Cost Reduction", Result = 0 },
    ];

    private static PerformanceStandard Survival(string measure, decimal threshold, decimal benchmark) => new()
    {
        Measure = measure,
        Domain = "Clinical Outcomes",
        Direction = Direction.HigherIsBetter,
        Threshold = threshold,
        Benchmark = benchmark,
        MinimumCases = 25,
    };

    private static Observation Result(string measure, decimal baseline, decimal result) =>
        new() { Measure = measure, Baseline = baseline, Result = result };
}
// end
