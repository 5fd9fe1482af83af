using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Benchmarks;

/// <summary>The worked examples of CMS, Shared Savings and Losses specifications, version 11 (G1 to G5 of the project's list).</summary>
public sealed class GoldenBenchmarkTests
{
    [Fact]
    public void G1AnnualiseG2TruncateAndCompleteG3Weight()
    {
        var result = Mssp.Spending(2022).Expenditure(2022,
            [
                new() { Id = "page 25", EnrolmentType = MedicareSharedSavings.EnrolmentTypes.AgedDual, EligibleMonths = 6m,
                    Paid = 10_000m },
                new() { Id = "page 26", EnrolmentType = MedicareSharedSavings.EnrolmentTypes.AgedDual, EligibleMonths = 12m,
                    Paid = 300_000m },
            ],
            [new("agedDual", 208_929.14m)]);
        Assert.Equal(20_000m, result.Members[0].Annualised);
        Assert.Equal(20_260m, result.Members[0].Completed);
        Assert.Equal(10_130m, result.Members[0].Weighted);
        Assert.Equal(208_929.14m, result.Members[1].Truncated);
        Assert.Equal(211_645.22m, Rounding.Cents.Apply(result.Members[1].Completed!.Value));
    }

    [Fact]
    public void G4RiskCap()
    {
        (string Key, decimal From, decimal To, decimal Published)[] table = [("esrd", 1.031m, 1.054m, 1.022m),
            ("disabled", 1.123m, 1.074m, 0.956m), ("agedDual", 0.987m, 1.046m, 1.030m), ("agedNonDual", 1.025m, 1.001m, 0.977m)];
        var year = new StratumYear { PersonYears = 1m, PerCapita = 100m, National = 100m, Regional = 100m, NationalWeight = 0.5m };
        var benchmark = Mssp.Method(new(2022, 1, 1), 2022, isFirstAgreement: true).Build(new()
        {
            TimesRegionallyAdjusted = 1,
            Strata = [.. table.Select(row => new BenchmarkStratum
            {
                Stratum = new(row.Key, row.Key), BaseYears = [year with { RiskScore = row.From }, year with { RiskScore = row.From },
                    year with { RiskScore = row.From }], PerformanceYear = year with { RiskScore = row.To },
            })],
        });
        Assert.All(table, row =>
            Assert.Equal(row.Published, new Rounding(3).Apply(benchmark.Find("risk-adjustment", row.Key)!.Value!.Value)));
    }

    [Fact]
    public void G5BlendedTrend()
    {
        var factors = RegionalFactors.FromCounties(
        [
            new County { Name = "A", PerCapita = 13_000m, RiskScore = 1m, AssignablePersonYears = 10_000m, AssignedPersonYears = 9_000m },
            new County { Name = "B", PerCapita = 13_000m, RiskScore = 1m, AssignablePersonYears = 12_000m, AssignedPersonYears = 2_000m },
        ]);
        Assert.Equal(0.767m, new Rounding(3).Apply(factors.NationalWeight.Value!.Value));

        decimal[] national = [18_354m, 18_436m, 19_229m], regional = [12_000m, 12_500m, 13_000m];
        var years = national.Zip(regional, (n, r) => new StratumYear
        {
            PersonYears = 1m,
            PerCapita = 100m,
            RiskScore = 1m,
            National = n,
            Regional = r,
            NationalWeight = factors.NationalWeight
        }).ToArray();
        var benchmark = Mssp.Method(new(2022, 1, 1), 2022, isFirstAgreement: true)
            .Build(new()
            {
                TimesRegionallyAdjusted = 1,
                Strata = [new BenchmarkStratum { Stratum = new("agedNonDual", "aged/non-dual"),
                BaseYears = [.. years], PerformanceYear = years[2] }]
            });
        Assert.Equal(1.055994m, new Rounding(6).Apply(benchmark.Find("trend-by1", "agedNonDual")!.Value!.Value));

        // With the factors that CMS prints with three decimals, the last digit cut off, the printed blend.
        var s = new StrataWorkings(new Workings(), [new("t", "t")]);
        var printed = Growth.Blend(s, s.Step("blend", "Blend"), s.Same(Quantity.Of("weight", 0.767m)),
            s.Same(Quantity.Of("national", 1.047m)), s.Same(Quantity.Of("regional", 1.083m)));
        Assert.Equal(1.055m, new Rounding(3).Apply(printed[0].Value!.Value));
    }
}
