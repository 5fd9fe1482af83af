using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class BenchmarkVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("mssp-benchmark");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Benchmarks(VectorCase vector)
    {
        if (vector.Text("calculation") == "regionalFactors")
        {
            var factors = RegionalFactors.FromCounties(vector.Inputs.GetProperty("counties").EnumerateArray().Select(static c => new County
            {
                PerCapita = ReportedCell(c, "perCapitaUsd"),
                RiskScore = ReportedCell(c, "riskScore"),
                AssignablePersonYears = ReportedCell(c, "assignablePersonYears"),
                AssignedPersonYears = ReportedCell(c, "assignedPersonYears"),
            }));
            vector.Near("regionalPerCapitaUsd", factors.PerCapita.Value);
            vector.Near("nationalWeight", factors.NationalWeight.Value);
            vector.Same("publishedUsd", Rounding.Cents.Apply(factors.PerCapita.Value ?? 0m));
            return;
        }

        var agreement = LocalDatePattern.Iso.Parse(vector.Text("agreementStartDate")).Value;
        var period = PeriodOf(agreement);
        var benchmark = MethodOf(vector, agreement, period).Build(InputsOf(vector));
        Compare(vector, benchmark);
        Settle(vector, benchmark, agreement, period);
        Assert.All(benchmark.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void AWrongWeightIsNoticed()
    {
        var vector = Cases.Select(static row => row.Data).FirstOrDefault(static v => v.Text("calculation") == "updatedBenchmark");
        Assert.SkipWhen(vector is null, "There are no vectors.");
        var agreement = LocalDatePattern.Iso.Parse(vector.Text("agreementStartDate")).Value;
        var method = MethodOf(vector, agreement, PeriodOf(agreement)) with { BaseYearWeights = new([11, 29, 60], Authority.Of("wrong")) };
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Compare(vector, method.Build(InputsOf(vector))));
    }

    // The cases name no performance year: one whose weight of the prospective trend is the regulation's third.
    private static PerformancePeriod PeriodOf(LocalDate agreement) => PerformancePeriod.Year(Math.Clamp(agreement.Year + 1, 2020, 2026));

    private static BenchmarkMethod MethodOf(VectorCase vector, LocalDate agreement, PerformancePeriod period)
    {
        var method = MedicareSharedSavings.BenchmarkMethod(agreement, period, vector.Flag("isFirstAgreementPeriod"));
        return vector.NumberOrNull("acptWeight") is { } weight ? method with { ProspectiveWeight = new(Rate.Of(weight), Authority.Of("vector")) } : method;
    }

    private static BenchmarkInputs InputsOf(VectorCase vector) => new()
    {
        Strata = [.. MedicareSharedSavings.EnrolmentTypes.All.Where(t => vector.Inputs.GetProperty("enrolmentTypes").TryGetProperty(t.Key, out _)).Select(t => StratumOf(t, vector.Inputs.GetProperty("enrolmentTypes").GetProperty(t.Key)))],
        TimesRegionallyAdjusted = vector.Count("timesSubjectToRegionalAdjustment"),
        DualEligibleShare = ReportedCell(vector.Inputs, "dualEligibleShareBy3"),
        PriorYears = vector.Has("priorYears") ? [.. vector.Inputs.GetProperty("priorYears").EnumerateArray().Select(static y => new PriorYear
        {
            PerCapita = ReportedCell(y, "perCapitaUsd"), IsReconciled = y.GetProperty("isReconciled").GetBoolean(), IsCompliant = y.GetProperty("isCompliant").GetBoolean(),
        })] : [],
        PriorSavingsProration = ReportedCell(vector.Inputs, "priorSavingsProrationFactor"),
        MarketShare = ReportedCell(vector.Inputs, "aggregateMarketShare"),
        UnderservedShare = ReportedCell(vector.Inputs, "underservedShare"),
    };

    private static BenchmarkStratum StratumOf(Stratum stratum, JsonElement type)
    {
        StratumYear Year(string year) => new()
        {
            PersonYears = ReportedCell(type, "personYears", year),
            PerCapita = ReportedCell(type, "perCapitaUsd", year),
            RiskScore = ReportedCell(type, "riskScore", year),
            National = ReportedCell(type, "nationalPerCapitaUsd", year),
            Regional = ReportedCell(type, "regionalPerCapitaUsd", year),
            NationalWeight = ReportedCell(type, "nationalWeight", year),
        };
        return new()
        {
            Stratum = stratum,
            BaseYears = [Year("by1"), Year("by2"), Year("by3")],
            PerformanceYear = Year("py"),
            DemographicRatio = ReportedCell(type, "demographicRatio"),
            RegionalRiskGrowth = ReportedCell(type, "regionalRiskGrowth"),
            RegionalDemographicGrowth = ReportedCell(type, "regionalDemographicGrowth"),
            ProspectiveTrend = ReportedCell(type, "acptRatio"),
        };
    }

    private static void Compare(VectorCase vector, BenchmarkResult benchmark)
    {
        decimal? Value(string key) => benchmark.Find(key)?.Value;
        vector.Near("unadjustedHistoricalPerCapitaUsd", Value("historical-per-capita"));
        vector.Near("weightedRegionalDifferenceUsd", Value("weighted-regional-difference"));
        vector.Near("regionalWeight", Value("regional-weight"));
        vector.Near("regionalAdjustmentPerCapitaUsd", Value("regional-adjustment-per-capita"));
        vector.Near("negativeAdjustmentOffset", Value("negative-adjustment-offset"));
        vector.Near("priorSavingsAveragePerCapitaUsd", Value("prior-savings-average"));
        vector.Near("priorSavingsAdjustmentPerCapitaUsd", Value("prior-savings-adjustment"));
        vector.Near("populationAdjustmentPerCapitaUsd", Value("population-adjustment"));
        vector.Near("nationalBy3PerCapitaUsd", Value("national-per-capita"));
        vector.Same("adjustmentApplied", benchmark.Adjustment switch
        {
            BenchmarkAdjustment.None => "none",
            BenchmarkAdjustment.Regional => "regional",
            BenchmarkAdjustment.PriorSavings => "priorSavings",
            BenchmarkAdjustment.Population => "population",
            _ => null,
        });
        vector.Near("historicalBenchmarkPerCapitaUsd", benchmark.Historical.Value);
        vector.Near("aggregateRiskGrowth", Value("aggregate-risk-growth"));
        vector.Near("aggregateDemographicGrowth", Value("aggregate-demographic-growth"));
        vector.Near("riskCap", Value("risk-cap"));
        vector.Same("riskCapBinds", Value("aggregate-risk-growth") > Value("risk-cap"));
        vector.Near("regionalRiskGrowth", Value("regional-risk-growth"));
        vector.Near("regionalDemographicGrowth", Value("regional-demographic-growth"));
        vector.Near("regionalRiskCap", Value("regional-risk-cap"));
        vector.Near("updatedBenchmarkPerCapitaUsd", Value("updated-per-capita"));
        vector.Near("twoWayBenchmarkPerCapitaUsd", Value("two-way-updated-per-capita") ?? Value("updated-per-capita"));
        vector.Near("expenditurePerCapitaUsd", Value("expenditure-per-capita"));
        vector.Near("personYears", Value("person-years"));
        vector.Near("expenditureTotalUsd", benchmark.Expenditure.Value);

        foreach (var type in vector.Expected.GetProperty("enrolmentTypes").EnumerateObject())
        {
            void Near(string name, string key, decimal? otherwise = null)
            {
                if (type.Value.TryGetProperty(name, out var element))
                {
                    VectorCase.Near($"{type.Name}.{name}", element, benchmark.Find(key, type.Name)?.Value ?? otherwise);
                }
            }

            Near("trendBy1", "trend-by1");
            Near("trendBy2", "trend-by2");
            Near("historicalPerCapitaUsd", "historical");
            Near("regionalDifferenceUsd", "regional-difference");
            Near("regionalAdjustmentUsd", "regional-adjustment");
            Near("adjustedHistoricalPerCapitaUsd", "adjusted-historical");
            Near("riskRatio", "risk-adjustment");
            Near("regionalRiskCapAdjustment", "regional-risk-cap-adjustment", 1m);
            Near("twoWayUpdateFactor", "two-way-update");
            Near("updateFactor", "update-factor", benchmark.Find("two-way-update", type.Name)?.Value);
            Near("updatedPerCapitaUsd", "updated");
        }
    }

    /// <summary>The benchmark goes straight into a contract: the guardrail is the contract's, and the lines run on from the base years.</summary>
    private static void Settle(VectorCase vector, BenchmarkResult benchmark, LocalDate agreement, PerformancePeriod period)
    {
        var guarded = benchmark.TwoWayTotal is not null;
        var rate = Rate.Of(vector.NumberOrNull("minimumLossRate") ?? 0.02m);
        // A rate that is not among the fixed ones on offer is one that CMS states.
        var offered = MedicareSharedSavings.FixedMinimumRates.On(agreement).Value!.Contains(rate);
        var terms = new SharedSavingsTerms
        {
            Track = Track.Enhanced,
            Period = period,
            AgreementStart = agreement,
            MinimumRate = offered ? MinimumRateChoice.Fixed(rate) : MinimumRateChoice.Table,
        };
        var contract = terms.Contract();
        ValueList<Fact> facts = offered ? [new AssignedBeneficiaries(10_000), Quality.Met(Rate.One)] : [new AssignedBeneficiaries(400), new StatedMinimumRate(rate), Quality.Met(Rate.One)];
        var experience = MedicareSharedSavings.Experience(terms, benchmark, [.. facts]);
        var settlement = contract.Settle(experience);
        var replaced = settlement.Lines.FirstOrDefault(static l => l is { Kind: LineKind.Clause, Label: "Guardrail" });
        var used = benchmark.Total.Value!.Value + (replaced?.Delta ?? 0m);
        var spent = benchmark.Expenditure.Value!.Value;
        vector.Near("benchmarkUsedTotalUsd", used);
        vector.Near("benchmarkUsedPerCapitaUsd", used / benchmark.Find("person-years")!.Value);
        vector.Near("differenceTotalUsd", used - spent);
        vector.Same("publishedUsd", Rounding.Cents.Apply(used));
        var beyond = spent - benchmark.Total.Value.Value is var loss && loss > 0m && loss >= benchmark.Total.Value.Value * (vector.NumberOrNull("minimumLossRate") ?? 0m);
        vector.Same("guardrail", !guarded ? "notApplicable" : !beyond ? "notTriggered" : used == benchmark.Total.Value ? "twoWayNotBetter" : used >= spent ? "neitherSavingsNorLosses" : "smallerLosses");
        Assert.Equal(benchmark.Total.Lines[0], settlement.Lines[0]);
        Assert.Equal(settlement.Earned.Unrounded, contract.Prepare().Earned(experience));
        if (vector.Expected.GetProperty("guardrail").GetString() == "neitherSavingsNorLosses")
        {
            Assert.Equal(0m, settlement.Earned.Unrounded);
        }
    }

    private static ReportedCell ReportedCell(JsonElement element, string name, string? year = null) =>
        element.TryGetProperty(name, out var value) && (year is null || (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(year, out value))) && value.ValueKind != JsonValueKind.Null ? VectorCase.Parse(value) : ValueSettlement.ReportedCell.Missing;
}
