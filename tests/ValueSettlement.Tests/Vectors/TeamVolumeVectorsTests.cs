using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class TeamVolumeVectorsTests
{
    private static readonly Authority Stated = Authority.Of("the case states it");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("team-volume");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var team = Team.For(Terms(vector));
        var stated = vector.Inputs.GetProperty("categories").EnumerateArray().Select(static c => (
            Kind: Enum.Parse<TeamEpisode>(c.GetProperty("episodeType").GetString()!, ignoreCase: true),
            Type: c.GetProperty("episodeType").GetString()!,
            Baseline: (int)VectorCase.Parse(c.GetProperty("baselineEpisodes")))).ToList();
        var totals = team.Episodes(TeamVectorsTests.Cells(vector, team), TeamVectorsTests.Episodes(vector, 2027),
            stated.ToDictionary(static c => c.Kind, static c => c.Baseline)).Total();
        Figure? after = vector.NumberOrNull("postEpisodeSpendingUsd") is { } excess ? Money.Of(excess) : null;
        Figure? score = vector.NumberOrNull("compositeQualityScore") is { } points ? EpisodeQuality.OfPoints(points, 100m) : null;
        var experience = team.Experience(totals, score, after);

        var found = stated.Select(c => (c.Type, Of: totals.Categories.Single(t => t.Category == Team.CategoryOf(c.Kind)))).ToList();
        vector.Each("categories", found, (path, category) =>
        {
            vector.Same(path + ".episodeType", category.Type);
            vector.Near(path + ".episodes", category.Of.Episodes);
            vector.Same(path + ".isLowVolume", category.Of.IsLowVolume);
            vector.Near(path + ".targetUsd", category.Of.Target);
            vector.Near(path + ".spendUsd", category.Of.Spending);
            vector.Near(path + ".reconciliationUsd", category.Of.Amount);
            vector.Near(path + ".countedUsd", category.Of.Counted);
        });
        if (totals.Target.Absence is not null)
        {
            NothingReconciled(vector, team.Contract, experience);
            return;
        }

        var settlement = team.Contract.Settle(experience);
        vector.Near("aggregateTargetUsd", totals.Target.Value);
        vector.Near("reconciliationAmountUsd", settlement.Opening);
        vector.Near("qualityAdjustedUsd", TeamVectorsTests.Clause(settlement, "clauses[0]"));
        var limit = (Limit)team.Contract.Clauses[1];
        vector.Near("stopGainUsd", Agreeing.Amount(limit.Gain!, totals.Target.Value!.Value));
        vector.Near("stopLossUsd", -Agreeing.Amount(limit.Loss!, totals.Target.Value!.Value));
        vector.Near("netReconciliationUsd", TeamVectorsTests.Clause(settlement, "clauses[1]"));
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        EpisodeChecks.Agrees(team.Contract, experience, settlement);
    }

    /// <summary>Where no category is reconciled there is no settlement, which says so; the cases write it as amounts of zero.</summary>
    private static void NothingReconciled(VectorCase vector, Contract contract, Experience experience)
    {
        var outcome = contract.TrySettle(experience);
        Assert.False(outcome.IsSettled);
        Assert.All(outcome.Failures, static f => Assert.Equal("figure-absent", f.Code));
        Assert.Contains("No category is reconciled", outcome.ToString(), StringComparison.Ordinal);
        foreach (var amount in new[] { "aggregateTargetUsd", "reconciliationAmountUsd", "qualityAdjustedUsd", "stopGainUsd", "stopLossUsd",
            "netReconciliationUsd", "paymentUsd", "publishedUsd" })
        {
            vector.Near(amount, 0m);
        }
    }

    private static TeamTerms Terms(VectorCase vector)
    {
        var track = Enum.Parse<TeamTrack>("Track" + vector.Text("track"));
        var terms = new TeamTerms
        {
            Track = track,
            Year = 2027,
            Hospital = track == TeamTrack.Track3 ? TeamHospital.Other : TeamHospital.SafetyNet,
            LowVolume = Enum.Parse<LowVolume>(vector.Text("lowVolumeRule"), ignoreCase: true),
            NeutralQualityScore = vector.NumberOrNull("neutralQualityScore") is { } neutral ? new(Rate.Of(neutral / 100m), Stated) : null,
        };
        return terms with
        {
            Rules = Team.For(terms).Rules with { MinimumEpisodesPerCategory = new(vector.Count("minimumEpisodes"), Stated) },
        };
    }
}
