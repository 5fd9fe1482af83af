using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>The worked examples TEAM-LV and CJRX-1 of the specification, and what the two programmes share.</summary>
public sealed class JointReplacementExpandedTests
{
    private static readonly Authority Stated = Authority.Of("the example states it");

    private static readonly JointReplacementExpandedTerms Proposed = new()
    {
        Year = 2028,
        Status = JointReplacementStatus.Participant,
        Rules = JointReplacementExpanded.Proposed(new(new(JointReplacementQualityActsOn.Nothing), Stated)),
    };

    [Theory]
    [InlineData(JointReplacementKind.Other, 2_600_000, 31, 176_389)]
    [InlineData(JointReplacementKind.Rural, 3_500_000, 31, -138_819.45)]
    [InlineData(JointReplacementKind.Other, 3_500_000, 31, -555_277.80)]
    [InlineData(JointReplacementKind.Other, 2_600_000, 30, 0)]
    [InlineData(JointReplacementKind.Rural, 3_500_000, 30, 0)]
    public void Cjrx1(JointReplacementKind kind, decimal spending, int baseline, decimal paid)
    {
        var joint = JointReplacementExpanded.For(Proposed with { Hospital = kind });
        var cell = joint.Cell("470", Money.Of(25_000m), Factor(1.02m), Factor(1.01m));
        var totals = joint.Episodes([cell], [.. Enumerable.Range(1, 100).Select(i => new Episode
        {
            Id = FormattableString.Invariant($"{i}"),
            Anchor = new(2028, 3, 1),
            Cell = "470",
            Spending = Money.Of(spending / 100m),
            Factors = [new("risk multiplier", Factor(1.10m))],
        })]).Total();
        Assert.Equal(27_763.89m, totals.Episodes[0].Target);
        var experience = joint.Experience(totals, baseline);
        var settlement = joint.Contract.Settle(experience);
        Assert.Equal(paid, settlement.Earned.Published);
        EpisodeChecks.Agrees(joint.Contract, experience, settlement);
        if (baseline == 30)
        {
            var text = settlement.Statement();
            Assert.Contains("not reconciled", text, StringComparison.Ordinal);
            Assert.Contains("Nothing is paid and nothing owed", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_number_of_the_proposal_stays_unconfirmed_and_no_number_is_a_default()
    {
        var rules = Proposed.Rules!;
        Assert.All([rules.Discount.Authority, rules.StopGain.Authority, rules.BaseYearWeights.Authority, rules.TrendWithin.Authority,
            rules.NormalizationWithin.Authority, rules.StopLoss.Authority, rules.StopLossByKind.Authority], static a =>
            Assert.True(a is { Unconfirmed: true, Citation: "proposed, 91 FR 19312", ConfirmedBy: not null }));
        Assert.Equal(
            ["rules.baseYearWeights", "rules.discount", "rules.trendWithin", "rules.normalizationWithin", "rules.stopGain",
                "rules.stopLoss", "rules.stopLossByKind", "rules.quality"],
            (Proposed with { Rules = null }).Validate().Where(static f => f.Code == "term-missing").Select(static f => f.Path));
    }

    [Theory]
    [InlineData(2027, JointReplacementStatus.Participant, "not-started")]
    [InlineData(2030, JointReplacementStatus.Team, "team-hospital")]
    [InlineData(2031, JointReplacementStatus.Team, null)]
    [InlineData(2031, JointReplacementStatus.Maryland, "hospital-excluded")]
    [InlineData(2031, JointReplacementStatus.CriticalAccess, "hospital-excluded")]
    [InlineData(2031, JointReplacementStatus.RuralEmergency, "hospital-excluded")]
    public void Who_takes_part_and_from_when(int year, JointReplacementStatus status, string? code) =>
        Assert.Equal(code, (Proposed with { Year = year, Status = status }).Validate().SingleOrDefault()?.Code);

    [Fact]
    public void Rules_out_of_range_are_all_named()
    {
        var rules = Proposed.Rules! with
        {
            MinimumEpisodes = new(0, Stated),
            Days = new(0, Stated),
            BaseYearWeights = new([Rate.Zero], Stated),
            Discount = new(Rate.Of(2m), Stated),
            StopLossByKind = new([new(JointReplacementKind.Rural, 5.Percent()), new(JointReplacementKind.Rural, Rate.Of(1.5m))], Stated),
            Quality = new(new(JointReplacementQualityActsOn.Price, 10.Percent()), Stated),
        };
        Assert.Equal(
            ["rules.minimumEpisodes", "rules.days", "rules.baseYearWeights", "rules.discount", "rules.stopLossByKind[1].kind",
                "rules.stopLossByKind[1].stopLoss", "rules.quality"],
            (Proposed with { Rules = rules }).Validate().Select(static f => f.Path));
    }

    [Fact]
    public void Quality_is_stated_where_it_acts_and_nowhere_else()
    {
        var nothing = JointReplacementExpanded.For(Proposed);
        var totals = new EpisodeTotals { Target = Money.Of(1m), Spending = Money.Of(1m) };
        Assert.Equal("term-unused", Code(() => nothing.Experience(totals, 40, 80.Percent())));
        var price = JointReplacementExpanded.For(Proposed with
        {
            Rules = JointReplacementExpanded.Proposed(new(new(JointReplacementQualityActsOn.Price), Stated)),
        });
        Assert.Equal("quality-missing", Code(() => price.Experience(totals, 40)));
        Assert.True(price.Terms.DependsOnQuality);

        static string Code(Action make) => Assert.Single(Assert.Throws<SettlementException>(make).Failures).Code;
    }

    [Fact]
    public void The_price_of_both_models_is_built_alike()
    {
        ValueList<Figure> means = [Money.Of(20_000m), Money.Of(21_000m), Money.Of(22_000m)];
        var team = Team.For(new() { Track = TeamTrack.Track3, Year = 2027 }).Cell("470", TeamEpisode.LowerExtremityJointReplacement, means,
            Factor(1.02m), Factor(1m), Factor(1.07m), Factor(0.9m), Money.Of(60_000m));
        var joint = JointReplacementExpanded.For(Proposed).Cell("470", means, Factor(1.02m), Factor(1m), Factor(1.07m), Factor(0.9m),
            Money.Of(60_000m));
        Assert.Equal(team.Write(new("a")).Target.Value, joint.Write(new("b")).Target.Value);
        var failure = Assert.Single(Assert.Throws<SettlementException>(() => JointReplacementExpanded.For(Proposed).Cell("470",
            [Money.Of(1m)], Factor(1m), Factor(1m))).Failures);
        Assert.Equal("base-years", failure.Code);
    }

    [Theory]
    [InlineData(LowVolume.NoLoss, 2_000_000, -80_000)]
    [InlineData(LowVolume.NotReconciled, 1_000_000, -80_000)]
    public void TeamLv_the_test_is_for_each_category(LowVolume below, decimal target, decimal opening)
    {
        var (team, totals) = LowVolumeYear(below, 30, 31);
        Assert.Equal(target, totals.Target.Value);
        Assert.Equal(opening, totals.Target.Value - totals.Spending.Value);
        var fusion = totals.Categories.Single(static c => c.Category == "spinal fusion");
        Assert.Equal((true, -120_000m, below == LowVolume.NoLoss ? 0m : null), (fusion.IsLowVolume, fusion.Amount, fusion.Counted));
        Assert.Equal(below == LowVolume.NoLoss ? 0 : 1, totals.LeftOut.Count);
        var text = team.Contract.Settle(team.Experience(totals, Rate.Zero)).Statement();
        foreach (var said in new[] { "Target price, spinal fusion", "Spending, spinal fusion", "Target price less spending, spinal fusion",
            "Baseline episodes, spinal fusion: low volume, fewer than 31",
            "Baseline episodes, lower extremity joint replacement: no low volume, at least 31", "Counted" })
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        // The hospital has 61 episodes in all: a test of their sum would find no low volume.
        Assert.Equal(-200_000m, LowVolumeYear(below, 31, 31).Totals.Target.Value - LowVolumeYear(below, 31, 31).Totals.Spending.Value);
    }

    [Fact]
    public void Without_baseline_episodes_the_target_says_that_nothing_is_tested()
    {
        var totals = LowVolumeYear(LowVolume.NoLoss, null, null).Totals;
        Assert.Empty(totals.Categories);
        Assert.Contains("no category is tested for fewer than 31", totals.Target.Lines[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Baseline_episodes_are_checked()
    {
        static string[] Wrong(Dictionary<TeamEpisode, int> baseline)
        {
            var team = Team.For(new() { Track = TeamTrack.Track3, Year = 2027 });
            var cell = team.Cell("453", TeamEpisode.SpinalFusion, [Money.Of(1m), Money.Of(1m), Money.Of(1m)], Factor(1m), Factor(1m));
            return [.. team.Episodes([cell], [], baseline).Validate().Select(static f => $"{f.Code} {f.Path}")];
        }

        Assert.Equal(["count-negative volumes[0].baselineEpisodes"], Wrong(new() { [TeamEpisode.SpinalFusion] = -1 }));
        Assert.Equal(["volume-missing cells[0].category"], Wrong(new() { [TeamEpisode.MajorBowel] = 50 }));
        Assert.Empty(Wrong(new() { [TeamEpisode.SpinalFusion] = 0 }));
        var year = new EpisodeYear { Period = Dates.Year(2027), Cells = [], Episodes = [], Volumes = [new("a", 1), new("a", 2)] };
        Assert.Equal(["rule-missing", "category-twice"], year.Validate().Select(static f => f.Code));
    }

    [Fact]
    public void The_neutral_score_is_a_term()
    {
        var (team, totals) = LowVolumeYear(LowVolume.NoLoss, 31, 31);
        Assert.Equal("neutralQualityScore",
            Assert.Single(Assert.Throws<SettlementException>(() => team.Experience(totals, null)).Failures).Path);
        var terms = new TeamTerms { Track = TeamTrack.Track3, Year = 2027, NeutralQualityScore = new(50.Percent(), Stated) };
        var neutral = Team.For(terms);
        var settlement = neutral.Contract.Settle(neutral.Experience(totals with { Terms = null }, null));
        Assert.Equal(-190_000m, settlement.Earned.Published);
        Assert.Contains("Neutral quality score", settlement.Statement(), StringComparison.Ordinal);
        Assert.Equal("rate-range", Assert.Single((terms with { NeutralQualityScore = new(Rate.Of(1.1m), Stated) }).Validate()).Code);
        Assert.Equal("lowVolume", Assert.Single((neutral.Terms with { LowVolume = LowVolume.NotReconciled }).Validate()).Path);
        Assert.Equal("count-range", Assert.Single((terms with
        {
            Rules = neutral.Rules with { MinimumEpisodesPerCategory = new(-1, Stated) },
        }).Validate()).Code);
    }

    private static (Team Team, EpisodeTotals Totals) LowVolumeYear(LowVolume below, int? fusion, int? joint)
    {
        var team = Team.For(new() { Track = TeamTrack.Track3, Year = 2027, LowVolume = below });
        PriceCell Cell(string id, TeamEpisode kind) => team.Cell(id, kind, [Money.Of(1_000_000m), Money.Of(1_000_000m),
            Money.Of(1_000_000m)], Factor(1m), Factor(1m)) with
        { Discount = null };
        Episode Of(string cell, decimal spending) => new()
        {
            Id = cell,
            Anchor = new(2027, 3, 1),
            Cell = cell,
            Spending = Money.Of(spending)
        };
        var baseline = fusion is null || joint is null ? null : new Dictionary<TeamEpisode, int>
        {
            [TeamEpisode.SpinalFusion] = fusion.Value,
            [TeamEpisode.LowerExtremityJointReplacement] = joint.Value,
        };
        return (team, team.Episodes(
            [Cell("453", TeamEpisode.SpinalFusion), Cell("470", TeamEpisode.LowerExtremityJointReplacement)],
            [Of("453", 1_120_000m), Of("470", 1_080_000m)], baseline).Total());
    }

    private static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };
}
