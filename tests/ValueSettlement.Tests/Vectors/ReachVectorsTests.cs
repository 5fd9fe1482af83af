using System.Text.Json;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class ReachVectorsTests
{
    private static readonly (string Path, string Line)[] SettlementLines =
    [
        ("discountUsd", "discount"),
        ("withholdUsd", "quality-withhold"),
        ("earnBackUsd", "quality-withhold-earned-back"),
        ("finalBenchmarkUsd", "benchmark"),
        ("costUsd", "expenditure"),
        ("sharedUsd", "marginal-bands"),
    ];

    private static readonly (string Path, string Line)[] ScoreLines =
    [
        ("referenceScore", "reference-score"),
        ("performanceScore", "performance-score"),
        ("growth", "score-growth"),
        ("cappedGrowth", "capped-score-growth"),
        ("cappedScore", "capped-score"),
        ("scoreAfterCodingFactor", "score-after-coding-factor"),
    ];

    private static readonly Authority Stated = Authority.Of("the case states it");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("reach");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reach(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        if (vector.Text("calculation") == "riskScore")
        {
            RiskScore(vector);
        }
        else
        {
            Settlement(vector);
        }
    }

    private static void Settlement(VectorCase vector)
    {
        var arrangement = Enum.Parse<ReachArrangement>(vector.Text("riskArrangement"), ignoreCase: true);
        var year = vector.Count("performanceYear");
        var rules = AcoReach.For(new() { Arrangement = arrangement, Year = year }).Rules;
        if (vector.NumberOrNull("sequestrationRate") is { } sequestrationRate)
        {
            rules = rules with { Sequestration = new(Rate.Of(sequestrationRate), Stated) };
        }

        // The model would refuse an equity adjustment in a year without one.
        if (vector.NumberOrNull("equityAdjustmentUsd") is not null)
        {
            rules = rules with { Equity = rules.Equity ?? Stated };
        }

        var terms = new ReachTerms { Arrangement = arrangement, Year = year, Rules = rules };
        var happened = new ReachYear
        {
            BenchmarkBeforeDiscount = Money.Of(vector.Number("benchmarkBeforeDiscountUsd")),
            QualityScore = Rate.Of(vector.Number("qualityScore")),
            // The model would refuse a trend gap in a year without the adjustment.
            TrendGap = rules.Trend is not null && vector.NumberOrNull("trendGap") is { } gap ? Rate.Of(gap) : null,
            EquityAdjustment = vector.NumberOrNull("equityAdjustmentUsd") is { } equity ? Money.Of(equity) : null,
            ExpenditureBeforeStopLoss = Money.Of(vector.Number("costBeforeStopLossUsd")),
            NetStopLoss = vector.NumberOrNull("stopLossNetUsd") is { } net ? Money.Of(net) : null,
            CompletionFactor = vector.NumberOrNull("completionFactor") is { } completion
                ? new Figure { Value = completion, Unit = Unit.Factor } : null,
        };
        var contract = AcoReach.For(terms).Contract;
        var experience = AcoReach.For(terms).Experience(happened);
        var prepared = contract.Prepare();
        var settlement = prepared.Settle(experience);
        var lines = settlement.Lines;
        decimal? Value(string key) => lines.LastOrDefault(l => l.Key == key)?.Value;

        vector.Near("trendAdjustment", Value("trend-adjustment") ?? 0m);
        vector.Near("benchmarkAfterTrendUsd", Value("benchmark-after-trend") ?? Value("benchmark-before-adjustments"));
        vector.Near(SettlementLines, Value);
        vector.Near("grossSavingsUsd", settlement.Opening);
        vector.Near("savingsRate", settlement.Opening / Value("benchmark"));
        var table = contract.Clauses.OfType<MarginalBands>().Single();
        // A band that the amount does not reach has no line.
        var bands = settlement.Opening >= 0m ? table.Gain : table.Loss;
        decimal[] shared = [.. bands.Select((_, i) => Agreeing.SharedIn(settlement, i + 1))];
        vector.Each("sharedByBandUsd", shared, (path, amount) => vector.Near(path, amount));
        vector.Near("sequestrationUsd", Value("marginal-bands") - Value("sequestration"));
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        Assert.Equal(settlement.Earned.Unrounded, prepared.Earned(experience));
        Agreeing.FoldAndPayoff(contract, experience);
        Agreeing.LinesReplayAndAddUp(settlement);
    }

    private static void RiskScore(VectorCase vector)
    {
        var programme = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = vector.Count("performanceYear") });
        var population = vector.Text("population") == "esrd" ? ReachPopulation.EndStageRenalDisease : ReachPopulation.AgedAndDisabled;
        var input = new ReachRiskScore
        {
            Population = population,
            AlignedBeneficiaries = vector.Count("alignedBeneficiaries"),
            ReferenceYearBeneficiaries = vector.Count("referenceYearBeneficiaries"),
            ReferenceYears = [new(programme.Rules.RiskReferenceYear.Value, Scores(vector.Inputs.GetProperty("referenceYear")))],
            PerformanceYear = Scores(vector.Inputs.GetProperty("performanceYearScores")),
            CodingIntensity = new(vector.Number("codingIntensityFactor")),
            DemographicGrowth = population == ReachPopulation.AgedAndDisabled && vector.NumberOrNull("demographicGrowth") is { } growth
                ? Rate.Of(growth) : null,
            FirstYearOfVoluntaryAlignment = vector.Inputs.EnumerateObject()
                .Any(static p => p.Name.Contains("voluntar", StringComparison.OrdinalIgnoreCase)
                && p.Value.ValueKind == JsonValueKind.True),
            // In a case silence means that it is not exempt; from 2026 on the library wants that said.
            ExemptForSize = vector.Count("performanceYear") >= 2026 ? false : null,
            Score2019 = vector.NumberOrNull("score2019") is { } earlier ? new Figure { Value = earlier, Unit = Unit.Factor } : null,
        };
        var score = programme.RiskScore(input);
        decimal? Value(string key) => score.Lines.LastOrDefault(l => l.Key == key)?.Value;

        vector.Near(ScoreLines, Value);
        vector.Near("finalScore", score.Value);
        Assert.All(score.Lines, static l => Assert.Equal(l.Value, l.Replay()));
    }

    internal static ReachScores Scores(JsonElement scores)
    {
        decimal? Number(string name) =>
            scores.TryGetProperty(name, out var element) && element.ValueKind != JsonValueKind.Null ? VectorCase.Parse(element) : null;
        return new()
        {
            Version24 = Number("rawScoreV24"),
            Version28 = Number("rawScoreV28"),
            Single = Number("rawScore"),
            Normalization = new(Number("normalizationFactor")!.Value)
        };
    }
}
