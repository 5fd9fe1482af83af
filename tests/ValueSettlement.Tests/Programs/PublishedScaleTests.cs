using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>The scales that programmes publish, and terms that hold one that is none.</summary>
public sealed class PublishedScaleTests
{
    [Fact]
    public void Published_scales_are_sound()
    {
        Assert.All(MedicareSharedSavings.MinimumRateTable.Entries, static entry => Assert.Empty(entry.Value!.Validate()));
        var credibility = LossRatioRebate.Credibility.Entries[0].Value!;
        Scale[] scales =
        [
            credibility.ByLifeYears, credibility.ByDeductible, ComprehensiveJointReplacement.ComplicationPoints,
            ComprehensiveJointReplacement.ExperiencePoints,
        ];
        Assert.All(scales, static scale => Assert.Empty(scale.Validate()));
        Assert.Equal(new decimal?[] { 1m, 1.164m, 1.283m, 1.736m }, Read(credibility.ByDeductible, 2_499.99m, 2_500m, 3_750m, 25_000m));
        Assert.Equal(new decimal?[] { 0m, 5.5m, 9.25m, 10m, 10m },
            Read(ComprehensiveJointReplacement.ComplicationPoints, 0.2999m, 0.3m, 0.8999m, 0.9m, 1m));
    }

    [Fact]
    public void Terms_with_a_scale_that_is_none_say_so()
    {
        var cited = Authority.Of("Notice");
        var scale = new Scale([new(0m, 1m, 0.1m, 0.1m), new(1m, 2m, 0m, 0m)]);
        var failures = new List<Failure>();
        foreach (var terms in (ProgrammeTerms[])[
            new LossRatioRemittanceTerms { Plan = LossRatioPlan.Medicare, Year = 2024, CredibilityTable = new(scale, cited) },
            new LossRatioRebateTerms { Year = 2023, Market = InsuranceMarket.SmallGroup, Rules = WithLifeYears(scale, cited) }])
        {
            failures.AddRange(terms.Validate());
        }

        Assert.Equal(["scale-order credibilityTable.value.rows[1]", "scale-order rules.credibility.value.byLifeYears.rows[1]"],
            failures.Select(static f => $"{f.Code} {f.Path}"));
    }

    private static decimal?[] Read(Scale scale, params decimal[] numbers) => [.. numbers.Select(x => scale.At(x))];

    private static LossRatioRebateRules WithLifeYears(Scale scale, Authority cited)
    {
        var rules = LossRatioRebate.For(new() { Year = 2023, Market = InsuranceMarket.SmallGroup }).Rules;
        return rules with { Credibility = new(rules.Credibility.Value with { ByLifeYears = scale }, cited) };
    }
}
