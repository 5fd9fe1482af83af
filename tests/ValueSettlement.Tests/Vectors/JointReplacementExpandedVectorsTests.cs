using System.Text.Json;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class JointReplacementExpandedVectorsTests
{
    private static readonly Authority Stated = Authority.Of("the case states it");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("cjr-x");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var terms = Terms(vector);
        if (terms.Validate() is [{ } failure])
        {
            vector.Same("status", failure.Code switch
            {
                "not-started" => "notStarted",
                "hospital-excluded" => "excludedHospital",
                "team-hospital" => "teamHospital",
                _ => failure.Code,
            });
            vector.Near("paymentUsd", null);
            return;
        }

        var programme = JointReplacementExpanded.For(terms);
        var cells = Cells(vector, programme);
        var totals = programme.Episodes(cells, TeamVectorsTests.Episodes(vector, terms.Year)).Total();
        Figure? quality = !vector.Has("quality") ? null
            : Quality(vector) is { ActsOn: JointReplacementQualityActsOn.Price }
                ? Rate.Of(VectorCase.Parse(vector.Inputs.GetProperty("quality").GetProperty("priceChange")))
                : EpisodeQuality.OfPoints(VectorCase.Parse(vector.Inputs.GetProperty("quality").GetProperty("score")), 100m);
        Figure? after = vector.NumberOrNull("postEpisodeSpendingUsd") is { } excess ? Money.Of(excess) : null;
        var experience = programme.Experience(totals, vector.Count("baselineEpisodes"), quality, after);
        var settlement = programme.Contract.Settle(experience);
        decimal? Clause(string key) => settlement.Lines.LastOrDefault(l => l.Key == key && l.Kind == LineKind.Clause)?.Value;

        if (settlement.Lines.Any(static l => l.Label.Contains("Nothing is paid", StringComparison.Ordinal)))
        {
            Assert.Equal(0m, settlement.Earned.Unrounded);
            vector.Same("status", "participantNotReconciled");
            vector.Near("paymentUsd", null);
            return;
        }

        vector.Same("status", "ok");
        foreach (var cell in cells)
        {
            var lines = totals.Target.Lines.Where(l => l.Path == "target." + cell.Id).ToDictionary(static l => l.Key, static l => l.Value);
            decimal? First(params ReadOnlySpan<string> keys)
            {
                foreach (var key in keys)
                {
                    if (lines.TryGetValue(key, out var value))
                    {
                        return value;
                    }
                }

                return null;
            }

            vector.Near($"priceCells.{cell.Id}.baselineUsd", First("benchmark-price", "benchmark"));
            vector.Near($"priceCells.{cell.Id}.trendUsed", First("final-trend-used", "prospective-trend"));
            vector.Near($"priceCells.{cell.Id}.normalizationUsed", First("final-normalization-used", "prospective-normalization"));
            vector.Near($"priceCells.{cell.Id}.targetBeforeRiskUsd",
                First("price-after-normalization", "price-after-trend", "preliminary-price"));
        }

        vector.Near("targetBeforeQualityUsd", totals.Target.Value);
        var target = experience.Benchmark!.Value!.Value;
        vector.Near("aggregateTargetUsd", target);
        vector.Near("aggregateSpendUsd", totals.Spending.Value);
        vector.Near("reconciliationUsd", settlement.Opening);
        vector.Near("qualityAdjustedUsd", Clause("quality-adjustment") ?? settlement.Opening);
        var limit = ((Choose)programme.Contract.Clauses[0]).Otherwise.OfType<Limit>().Single();
        vector.Near("stopGainUsd", Agreeing.Amount(limit.Gain!, target));
        vector.Near("stopLossUsd", -Agreeing.Amount(limit.Loss!, target));
        vector.Near("netReconciliationUsd", Clause("limit"));
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        EpisodeChecks.Agrees(programme.Contract, experience, settlement);
    }

    private static JointReplacementExpandedTerms Terms(VectorCase vector)
    {
        var terms = vector.Inputs.GetProperty("terms");
        Cited<Rate> Share(string name) => new(Rate.Of(VectorCase.Parse(terms.GetProperty(name))), Stated);
        var proposed = JointReplacementExpanded.Proposed(new(Quality(vector), Stated));
        return new()
        {
            Year = vector.Count("performanceYear"),
            Status = Enum.Parse<JointReplacementStatus>(vector.Text("hospitalStatus"), ignoreCase: true),
            Hospital = Enum.Parse<JointReplacementKind>(vector.Text("hospitalKind"), ignoreCase: true),
            Rules = proposed with
            {
                MinimumEpisodes = new(vector.Count("minimumEpisodes"), Stated),
                BaseYearWeights = new([.. terms.GetProperty("baselineWeights").EnumerateArray().Select(static w =>
                    Rate.Of(VectorCase.Parse(w)))], Stated),
                Discount = Share("discountRate"),
                TrendWithin = Share("trendBand"),
                NormalizationWithin = Share("normalizationBand"),
                StopGain = Share("stopGain"),
                StopLoss = Share("stopLoss"),
                StopLossByKind = new([.. terms.GetProperty("stopLossByKind").EnumerateObject().Select(static k => new KindStopLoss(
                    Enum.Parse<JointReplacementKind>(k.Name, ignoreCase: true), Rate.Of(VectorCase.Parse(k.Value))))], Stated),
            },
        };
    }

    private static JointReplacementQualityEffect Quality(VectorCase vector)
    {
        if (!vector.Has("quality"))
        {
            return new(JointReplacementQualityActsOn.Nothing);
        }

        var quality = vector.Inputs.GetProperty("quality");
        return quality.GetProperty("actsOn").GetString() == "price" ? new(JointReplacementQualityActsOn.Price)
            : new(JointReplacementQualityActsOn.Difference, Rate.Of(VectorCase.Parse(quality.GetProperty("positiveShare"))),
                Rate.Of(VectorCase.Parse(quality.GetProperty("negativeShare"))));
    }

    private static ValueList<PriceCell> Cells(VectorCase vector, JointReplacementExpanded programme) =>
        vector.Inputs.GetProperty("priceCells").EnumerateArray().Select(c =>
        {
            var (trend, normalization) = (EpisodeChecks.Factor(c, "prospectiveTrend"), EpisodeChecks.Factor(c, "prospectiveNormalization"));
            var (retrospective, final, cap) = (EpisodeChecks.FactorOrNull(c, "retrospectiveTrend"),
                EpisodeChecks.FactorOrNull(c, "finalNormalization"), EpisodeChecks.MoneyOrNull(c, "highCostCapUsd"));
            var id = c.GetProperty("cellId").GetString()!;
            return EpisodeChecks.MoneyOrNull(c, "benchmarkUsd") is { } benchmark
                ? programme.Cell(id, benchmark, trend, normalization, retrospective, final, cap)
                : programme.Cell(id, Means(c), trend, normalization, retrospective, final, cap);
        }).ToValueList();

    private static ValueList<Figure> Means(JsonElement cell) =>
        [.. cell.GetProperty("baselineMeansUsd").EnumerateArray().Select(static m => Figure.Stated(Money.Of(VectorCase.Parse(m))))];
}
