using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class BenchmarkVectorsTests
{
    private static readonly (string Path, string Line)[] Lines =
    [
        ("unadjustedHistoricalPerCapitaUsd", "historical-per-capita"),
        ("weightedRegionalDifferenceUsd", "weighted-regional-difference"),
        ("regionalWeight", "regional-weight"),
        ("regionalAdjustmentPerCapitaUsd", "regional-adjustment-per-capita"),
        ("negativeAdjustmentOffset", "negative-adjustment-offset"),
        ("priorSavingsAveragePerCapitaUsd", "prior-savings-average"),
        ("priorSavingsAdjustmentPerCapitaUsd", "prior-savings-adjustment"),
        ("populationAdjustmentPerCapitaUsd", "population-adjustment"),
        ("nationalBy3PerCapitaUsd", "national-per-capita"),
        ("aggregateRiskGrowth", "aggregate-risk-growth"),
        ("aggregateDemographicGrowth", "aggregate-demographic-growth"),
        ("riskCap", "risk-cap"),
        ("regionalRiskGrowth", "regional-risk-growth"),
        ("regionalDemographicGrowth", "regional-demographic-growth"),
        ("regionalRiskCap", "regional-risk-cap"),
        ("updatedBenchmarkPerCapitaUsd", "updated-per-capita"),
        ("expenditurePerCapitaUsd", "expenditure-per-capita"),
        ("personYears", "person-years"),
    ];

    private static readonly (string Path, string Line)[] StratumLines =
    [
        ("trendBy1", "trend-by1"),
        ("trendBy2", "trend-by2"),
        ("historicalPerCapitaUsd", "historical"),
        ("regionalDifferenceUsd", "regional-difference"),
        ("regionalAdjustmentUsd", "regional-adjustment"),
        ("adjustedHistoricalPerCapitaUsd", "adjusted-historical"),
        ("riskRatio", "risk-adjustment"),
        ("twoWayUpdateFactor", "two-way-update"),
        ("updatedPerCapitaUsd", "updated"),
    ];

    public static TheoryData<VectorCase> Cases => VectorCase.Family("mssp-benchmark");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Benchmarks(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
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
        var year = YearOf(agreement);
        var benchmark = MethodOf(vector, agreement, year).Build(InputsOf(vector));
        Compare(vector, benchmark);
        Settle(vector, benchmark, agreement, year);
        Assert.All(benchmark.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    // The cases name no performance year: one whose weight of the prospective trend is the regulation's third.
    private static int YearOf(LocalDate agreement) => Math.Clamp(agreement.Year + 1, 2020, 2026);

    private static BenchmarkMethod MethodOf(VectorCase vector, LocalDate agreement, int year)
    {
        var method = Mssp.Method(agreement, year, vector.Flag("isFirstAgreementPeriod"));
        return vector.NumberOrNull("acptWeight") is { } weight
            ? method with { ProspectiveWeight = new(Rate.Of(weight), Authority.Of("vector")) } : method;
    }

    private static BenchmarkInputs InputsOf(VectorCase vector) => new()
    {
        Strata = [.. MedicareSharedSavings.EnrolmentTypes.All.Where(t =>
            vector.Inputs.GetProperty("enrolmentTypes").TryGetProperty(t.Key, out _))
            .Select(t => StratumOf(t, vector.Inputs.GetProperty("enrolmentTypes").GetProperty(t.Key)))],
        TimesRegionallyAdjusted = vector.Count("timesSubjectToRegionalAdjustment"),
        DualEligibleShare = ReportedCell(vector.Inputs, "dualEligibleShareBy3"),
        PriorYears = vector.Has("priorYears")
            ? [.. vector.Inputs.GetProperty("priorYears").EnumerateArray().Select(static y => new PriorYear
        {
            PerCapita = ReportedCell(y, "perCapitaUsd"), IsReconciled = y.GetProperty("isReconciled").GetBoolean(),
                IsCompliant = y.GetProperty("isCompliant").GetBoolean(),
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
        vector.Near(Lines, Value);
        vector.Same("adjustmentApplied", benchmark.Adjustment switch
        {
            BenchmarkAdjustment.None => "none",
            BenchmarkAdjustment.Regional => "regional",
            BenchmarkAdjustment.PriorSavings => "priorSavings",
            BenchmarkAdjustment.Population => "population",
            _ => null,
        });
        vector.Near("historicalBenchmarkPerCapitaUsd", benchmark.Historical.Value);
        vector.Same("riskCapBinds", Value("risk-cap") is { } cap ? Value("aggregate-risk-growth") > cap : null);
        vector.Near("twoWayBenchmarkPerCapitaUsd", Value("two-way-updated-per-capita") ?? Value("updated-per-capita"));
        vector.Near("expenditureTotalUsd", benchmark.Expenditure.Value);

        var types = vector.Inputs.GetProperty("enrolmentTypes");
        foreach (var type in MedicareSharedSavings.EnrolmentTypes.All.Where(t => types.TryGetProperty(t.Key, out _)))
        {
            decimal? Of(string key) => benchmark.Find(key, type.Key)?.Value;
            var under = $"enrolmentTypes.{type.Key}.";
            vector.Near(StratumLines, Of, under);
            vector.Near(under + "regionalRiskCapAdjustment", Of("regional-risk-cap-adjustment") ?? 1m);
            vector.Near(under + "updateFactor", Of("update-factor") ?? Of("two-way-update"));
        }
    }

    /// <summary>The benchmark goes straight into a contract: the guardrail is the contract's, and the lines run on from the base
    /// years.</summary>
    private static void Settle(VectorCase vector, BenchmarkResult benchmark, LocalDate agreement, int year)
    {
        var rate = Rate.Of(vector.NumberOrNull("minimumLossRate") ?? 0.02m);
        // A rate that is not among the fixed ones on offer is one that CMS states.
        var offered = MedicareSharedSavings.FixedMinimumRates.On(agreement).Value!.Contains(rate);
        var terms = new SharedSavingsTerms
        {
            Track = Track.Enhanced,
            Year = year,
            AgreementStart = agreement,
            MinimumRate = offered ? MinimumRateChoice.Fixed(rate) : MinimumRateChoice.Table,
        };
        var contract = terms.Contract();
        ValueList<Fact> facts = offered ? [Number.AssignedBeneficiaries(10_000), Quality.Met(Rate.One)]
            : [Number.AssignedBeneficiaries(400), Number.MinimumRate(rate), Quality.Met(Rate.One)];
        var experience = MedicareSharedSavings.For(terms).Experience(benchmark, [.. facts]);
        var settlement = contract.Settle(experience);
        var used = benchmark.Total.Value!.Value + (SharedSavingsVectorsTests.GuardrailOf(settlement)?.Delta ?? 0m);
        var guardrail = SharedSavingsVectorsTests.Guardrail(contract, experience, settlement);
        vector.Near("benchmarkUsedTotalUsd", used);
        vector.Near("benchmarkUsedPerCapitaUsd", used / benchmark.Find("person-years")!.Value);
        vector.Near("differenceTotalUsd", used - benchmark.Expenditure.Value!.Value);
        vector.Same("publishedUsd", Rounding.Cents.Apply(used));
        vector.Same("guardrail", guardrail);
        Assert.Equal(benchmark.Total.Lines[0], settlement.Lines[0]);
        Assert.Equal(settlement.Earned.Unrounded, contract.Prepare().Earned(experience));
        if (guardrail == "neitherSavingsNorLosses")
        {
            Assert.Equal(0m, settlement.Earned.Unrounded);
        }
    }

    private static ReportedCell ReportedCell(JsonElement element, string name, string? year = null) =>
        element.TryGetProperty(name, out var value) && (year is null
            || (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(year, out value))) && value.ValueKind != JsonValueKind.Null
            ? VectorCase.Parse(value) : ValueSettlement.ReportedCell.Missing;
}
