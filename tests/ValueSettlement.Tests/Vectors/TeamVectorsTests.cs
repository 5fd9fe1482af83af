using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class TeamVectorsTests
{
    private static readonly (string Path, string Line)[] CellLines =
    [
        ("baselineUsd", "benchmark-price"),
        ("preliminaryTargetUsd", "preliminary-price"),
        ("finalNormalizationUsed", "final-normalization-used"),
        ("trendAdjustmentUsed", "trend-adjustment"),
        ("targetBeforeRiskUsd", "price-after-normalization"),
    ];

    public static TheoryData<VectorCase> Cases => VectorCase.Family("team");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var year = vector.Count("performanceYear");
        var track = Enum.Parse<TeamTrack>("Track" + vector.Text("track"));
        var terms = new TeamTerms
        {
            Track = track,
            Year = year,
            Hospital = track == TeamTrack.Track3 ? TeamHospital.Other
            : TeamHospital.SafetyNet
        };
        var cells = Cells(vector, Team.For(terms));
        var episodes = Episodes(vector, year);
        var totals = Team.For(terms).Episodes(cells, episodes).Total();
        Figure? after = vector.NumberOrNull("postEpisodeSpendingUsd") is { } excess ? Money.Of(excess) : null;
        var experience = Team.For(terms).Experience(totals, EpisodeQuality.OfPoints(vector.Number("compositeQualityScore"), 100m), after);
        var contract = Team.For(terms).Contract;
        var settlement = contract.Settle(experience);

        vector.Near("aggregateTargetUsd", totals.Target.Value);
        vector.Near("aggregateSpendUsd", totals.Spending.Value);
        vector.Near("reconciliationAmountUsd", settlement.Opening);
        vector.Near("qualityAdjustedUsd", Clause(settlement, "clauses[0]"));
        vector.Near("netReconciliationUsd", Clause(settlement, "clauses[1]"));
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        var limit = (Limit)contract.Clauses[1];
        vector.Near("stopGainUsd", Agreeing.Amount(limit.Gain!, totals.Target.Value!.Value));
        vector.Near("stopLossUsd", -Agreeing.Amount(limit.Loss!, totals.Target.Value!.Value));
        foreach (var cell in cells)
        {
            var lines = totals.Target.Lines.Where(l => l.Path == "target." + cell.Id).ToList();
            vector.Near(CellLines, key => lines.Single(l => l.Key == key).Value, $"priceCells.{cell.Id}.");
        }

        EpisodeChecks.Agrees(contract, experience, settlement);
    }

    internal static ValueList<PriceCell> Cells(VectorCase vector, Team team) =>
        vector.Inputs.GetProperty("priceCells").EnumerateArray().Select(c => team.Cell(c.GetProperty("cellId").GetString()!,
            Enum.Parse<TeamEpisode>(c.GetProperty("episodeType").GetString()!, ignoreCase: true),
            [.. c.GetProperty("baselineMeansUsd").EnumerateArray().Select(static m => Figure.Stated(Money.Of(VectorCase.Parse(m))))],
            EpisodeChecks.Factor(c, "prospectiveTrend"), EpisodeChecks.Factor(c, "prospectiveNormalization"),
            EpisodeChecks.FactorOrNull(c, "retrospectiveTrend"), EpisodeChecks.FactorOrNull(c, "finalNormalization"),
            EpisodeChecks.MoneyOrNull(c, "highCostCapUsd"))).ToValueList();

    /// <summary>The episodes of a case, each as often as it counts.</summary>
    internal static ValueList<Episode> Episodes(VectorCase vector, int year) =>
        vector.Inputs.GetProperty("episodes").EnumerateArray()
            .SelectMany(static e => Enumerable.Repeat(e, EpisodeChecks.Has(e, "count") ? (int)VectorCase.Parse(e.GetProperty("count")) : 1))
            .Select((e, i) => new Episode
            {
                Id = FormattableString.Invariant($"episode {i + 1}"),
                Anchor = new LocalDate(year, 2, 1),
                Cell = e.GetProperty("cellId").GetString()!,
                Spending = Money.Of(VectorCase.Parse(e.GetProperty("spendUsd"))),
                Factors = EpisodeChecks.Has(e, "riskMultiplier")
                    ? [new PriceFactor("risk multiplier", EpisodeChecks.Factor(e, "riskMultiplier"))] : [],
            }).ToValueList();

    internal static decimal? Clause(Settlement settlement, string path) =>
        settlement.Lines.Single(l => l.Path == path && l.Kind == LineKind.Clause).Value;
}
