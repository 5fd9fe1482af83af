using NodaTime;

namespace ValueSettlement.Programs;

public static partial class MedicareSharedSavings
{
    /// <summary>
    /// How the programme builds the benchmark of one agreement and performance period, from its dated parameters.
    /// The result of <see cref="ValueSettlement.BenchmarkMethod.Build"/> goes into the experience: <see cref="BenchmarkResult.Total"/> as the benchmark,
    /// <see cref="BenchmarkResult.TwoWayTotal"/> as the amount of <see cref="Basis.TwoWayBenchmark"/>, <see cref="BenchmarkResult.Expenditure"/> as the expenditure (<see cref="Experience(SharedSavingsTerms, BenchmarkResult, ReadOnlySpan{Fact})"/> does it).
    /// <code>
    /// from July 2019   historical [G] = Σ weight × expenditure × risk × trend [E];  [R] = [G] + adjustment [Q];  updated = [R] × risk × update
    /// before           updated = [G] × risk + flat-dollar growth;  later agreements 2017-2019: regional trend, adjustment and update
    /// </code>
    /// 42 CFR 425.601-425.603, 425.652-425.662; CMS Shared Savings and Losses specifications version 11, section 4.1. A parameter is replaced by <c>with</c> and a cited value.
    /// </summary>
    /// <param name="agreementStart">First day of the agreement period.</param>
    /// <param name="period">The performance period.</param>
    /// <param name="isFirstAgreement">Whether it is the organisation's first agreement period; later ones weight the base years equally.</param>
    /// <exception cref="SettlementException">There was no such agreement.</exception>
    public static BenchmarkMethod BenchmarkMethod(LocalDate agreementStart, PerformancePeriod period, bool isFirstAgreement)
    {
        static Cited<T> Of<T>(DatedEntry<T> entry)
            where T : notnull => Cited<T>.Of(entry);
        static Cited<T>? Maybe<T>(DatedEntry<T>? entry)
            where T : notnull => entry is null ? null : Of(entry);
        var later = !isFirstAgreement;
        var update = Of((later ? BenchmarkParameters.LaterAgreementUpdate : BenchmarkParameters.FirstAgreementUpdate).On(agreementStart));
        return new()
        {
            BaseYearWeights = Of((later ? BenchmarkParameters.LaterAgreementWeights : BenchmarkParameters.FirstAgreementWeights).On(agreementStart)),
            Trend = Of((later ? BenchmarkParameters.LaterAgreementTrend : BenchmarkParameters.FirstAgreementTrend).On(agreementStart)),
            Update = update,
            Risk = Of(BenchmarkParameters.Risk.On(agreementStart)),
            RiskMargin = Maybe(BenchmarkParameters.RiskMargin.Find(agreementStart)),
            Regional = Maybe(BenchmarkParameters.Regional.Find(agreementStart)) ?? (later ? Maybe(BenchmarkParameters.RegionalOfLaterAgreements.Find(agreementStart)) : null),
            PriorSavings = Maybe(BenchmarkParameters.PriorSavings.Find(agreementStart)),
            StatedAdjustment = later ? Maybe(BenchmarkParameters.StatedPriorSavings.Find(agreementStart)) : null,
            Population = Maybe(BenchmarkParameters.Population.Find(agreementStart)),
            RegionalRiskMargin = Maybe(BenchmarkParameters.RegionalRiskMargin.Find(agreementStart)),
            ProspectiveWeight = update.Value == GrowthMethod.BlendedWithProspective ? Of(BenchmarkParameters.ProspectiveWeight.On(period.Start)) : null,
            Letters = BenchmarkLetters,
        };
    }

    /// <summary>What the contract of the same terms settles: both benchmarks and the expenditure with their lines, and the other facts.</summary>
    /// <param name="terms">Track, period, agreement start and elections.</param>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="facts">The other facts, for example the assigned beneficiaries and quality.</param>
    public static Experience Experience(SharedSavingsTerms terms, BenchmarkResult benchmark, params ReadOnlySpan<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        return new Experience
        {
            Benchmark = benchmark.Total,
            Expenditure = benchmark.Expenditure,
            Facts = benchmark.TwoWayTotal is { } twoWay ? [.. facts, new BasisAmount(Basis.TwoWayBenchmark, twoWay)] : [.. facts],
            Terms = terms.Resolved().Digest,
        };
    }

    /// <summary>The letters of the lines on the benchmark and settlement reports. Two reports letter their lines separately, so a letter may stand twice.</summary>
    private static ValueList<LineLetter> BenchmarkLetters { get; } =
    [
        new("trend-by1", "E"), new("trend-by2", "E"), new("trended-by1", "F"), new("trended-by2", "F"), new("trended-by3", "F"), new("historical", "G"), new("historical-per-capita", "I"),
        new("regional-at-risk", "K"), new("regional-difference", "L"), new("weighted-regional-difference", "M"), new("weighted-difference", "O"), new("regional-adjustment", "Q"),
        new("adjusted-historical", "R"), new("historical-benchmark", "S"), new("two-way-update", "I"), new("update-factor", "K"),
        new("updated-per-capita", "F"), new("person-years", "B"), new("benchmark-total", "H"), new("expenditure-per-capita", "E"), new("expenditure-total", "G"),
    ];
}
