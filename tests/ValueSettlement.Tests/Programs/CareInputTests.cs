using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>What LEAD, ACO REACH, TEAM and CJR-X refuse of their inputs, and what they say of those that are not there.</summary>
public sealed class CareInputTests
{
    private static readonly LeadTerms LowerSpending = new()
    {
        Year = 2027,
        Arrangement = LeadArrangement.Global,
        SpendingGroup = LeadSpendingGroup.Lower,
        SequestrationAppliesTo = AppliesTo.Gains,
        SequestrationPlace = LeadSequestrationPlace.AfterCorridor,
    };

    private static readonly LeadYear Year = new()
    {
        Base = Money.Of(100_000_000m),
        UpdateFactor = Factor(1m),
        RiskRatio = Factor(1m),
        QualityScore = Rate.One,
        Expenditure = Money.Of(95_000_000m),
    };

    private static readonly ReachYear Reached = new()
    {
        BenchmarkBeforeDiscount = Money.Of(100m),
        QualityScore = Rate.One,
        ExpenditureBeforeStopLoss = Money.Of(90m),
    };

    private static readonly Team Track3 = Team.For(new() { Track = TeamTrack.Track3, Year = 2027 });

    private static ValueList<Figure> Means => [Money.Of(20_000m), Money.Of(21_000m), Money.Of(22_000m)];

    [Fact]
    public void A_year_of_Lead_is_refused_by_unit_sign_and_range_all_at_once() => Assert.Equal(
        [
            "figure-range base", "figure-unit updateFactor", "figure-range riskRatio", "figure-range priorSavings",
            "figure-range priorSavingsProration", "figure-range qualityScore", "figure-range expenditure", "figure-range suspectBilling",
            "figure-range skinSubstitutes", "figure-range enhancedCapitation",
        ],
        Wrong(static () => Lead.For(LowerSpending).Experience(Year with
        {
            Base = Money.Of(0m),
            UpdateFactor = Money.Of(2m),
            RiskRatio = Factor(-1m),
            PriorSavings = Money.Of(-1m),
            PriorSavingsProration = 180.Percent(),
            QualityScore = 190.Percent(),
            Expenditure = Money.Of(-1m),
            SuspectBilling = Money.Of(-1m),
            SkinSubstitutes = Money.Of(-1m),
            EnhancedCapitation = Money.Of(-1m),
        })));

    [Theory]
    [InlineData(95_000_001, 0, "suspectBilling")]
    [InlineData(50_000_000, 45_000_001, "suspectBilling, skinSubstitutes")]
    public void What_Lead_leaves_out_is_a_part_of_expenditure(int suspect, int skin, string path) => Assert.Equal(["part-larger " + path],
        Wrong(() => Lead.For(LowerSpending).Experience(Year with
        {
            SuspectBilling = Money.Of(suspect),
            SkinSubstitutes = Money.Of(skin),
        })));

    [Fact]
    public void What_Lead_leaves_out_may_be_all_of_it() => Assert.Equal(0m, Lead.For(LowerSpending).Experience(Year with
    {
        SuspectBilling = Money.Of(95_000_000m),
        QualityScore = Rate.Zero,
        UpdateFactor = new Figure { Value = 1.02m },
    }).Expenditure!.Value);

    [Fact]
    public void A_year_of_Reach_is_refused_by_unit_sign_and_range_all_at_once()
    {
        var reach = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2024 });
        Assert.Equal(
            ["figure-unit benchmarkBeforeDiscount", "figure-range qualityScore", "figure-range trendGap",
                "figure-unit equityAdjustment", "figure-range expenditureBeforeStopLoss", "figure-unit netStopLoss",
                "figure-unit completionFactor"],
            Wrong(() => reach.Experience(Reached with
            {
                BenchmarkBeforeDiscount = 5.Percent(),
                QualityScore = 190.Percent(),
                TrendGap = 100.Percent(),
                EquityAdjustment = 5.Percent(),
                ExpenditureBeforeStopLoss = Money.Of(-1m),
                NetStopLoss = 5.Percent(),
                CompletionFactor = Money.Of(1m),
            })).Where(static f => f != "term-unused trendGap"));
        Assert.Equal(["figure-range completionFactor"],
            Wrong(static () => AcoReach.Expenditure(Reached with { CompletionFactor = Factor(106m) })));
    }

    [Fact]
    public void Prices_and_episodes_have_ranges_that_real_cases_meet()
    {
        var cell = Cell(Factor(-1m), Factor(0m), Factor(10.1m), Money.Of(1m)) with { Factors = [new("market", Factor(21m))] };
        Assert.Equal(
            ["figure-range cells[0].revisions[0].prospective", "figure-range cells[0].revisions[0].final",
                "figure-range cells[0].revisions[1].prospective", "figure-unit cells[0].revisions[1].final",
                "figure-range cells[0].factors[0].value", "figure-range episodes[0].spending", "figure-range episodes[0].factors[0].value",
                "figure-range episodes[1].factors[0].value", "figure-range episodes[2].factors[0].value"],
            Wrong(() => Track3.Episodes([cell], [Of("a", -1m, 106m), Of("b", 1m, -0.5m), Of("c", 1m, 0m), Of("d", 1m, 20m)]).Total()));
    }

    [Fact]
    public void What_is_charged_after_episodes_is_not_negative()
    {
        var totals = new EpisodeTotals { Target = Money.Of(1_000m), Spending = Money.Of(900m) };
        var failures = Track3.Contract.TrySettle(Track3.Experience(totals, Rate.One, Money.Of(-5_000m))).Failures;
        Assert.Equal("number-range numbers.post-episode-spending", $"{failures.Single().Code} {failures.Single().Path}");
        var joint = Joint(JointReplacementQualityActsOn.Nothing);
        Assert.Equal(["figure-range postEpisodeSpending"], Wrong(() => joint.Experience(totals, 40, null, Money.Of(-1m))));
    }

    [Fact]
    public void The_quality_of_Cjrx_fits_what_it_acts_on()
    {
        var totals = new EpisodeTotals { Target = Money.Of(1_000m), Spending = Money.Of(900m) };
        foreach (var (acts, quality, code) in new (JointReplacementQualityActsOn, Figure, string)[]
        {
            (JointReplacementQualityActsOn.Price, Money.Of(2m), "figure-unit"),
            (JointReplacementQualityActsOn.Price, 100.Percent(), "figure-range"),
            (JointReplacementQualityActsOn.Price, (-100).Percent(), "figure-range"),
            (JointReplacementQualityActsOn.Difference, Rate.Of(1.01m), "figure-range"),
        })
        {
            Assert.Equal([code + " quality"], Wrong(() => Joint(acts).Experience(totals, 40, quality)));
        }

        Assert.Equal(1.5m * 1_000m, Joint(JointReplacementQualityActsOn.Price).Experience(totals, 40, 50.Percent()).Benchmark!.Value);
    }

    [Fact]
    public void A_price_without_final_factors_says_that_it_is_the_prospective_one()
    {
        var totals = Track3.Episodes([Cell(Factor(1m), Factor(1m), null, null)], [Of("a", 1m, 1m), Of("b", 1m, null)]).Total();
        Assert.Equal("The prospective trend and normalization are used: no final ones were stated.",
            totals.Target.Lines.Single(static l => l.Key == "preliminary-price").Note);
        Assert.Equal([null, "No risk multiplier was stated: 1 is used."],
            totals.Target.Lines.Where(static l => l.Key == "episode-target").Select(static l => l.Note));
        var final = Track3.Episodes([Cell(Factor(1m), Factor(1m), Factor(1m), Factor(1m))], [Of("a", 1m, 1m)]).Total();
        Assert.Null(final.Target.Lines.Single(static l => l.Key == "preliminary-price").Note);
        Assert.Contains("no final ones were stated", Track3.Contract.Settle(Track3.Experience(totals, Rate.One)).Statement(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_final_factor_without_the_other_is_refused(bool trend) => Assert.Equal(["final-factor-missing cells[0].revisions"],
        Wrong(() => Track3.Episodes([Cell(Factor(1m), Factor(1m), trend ? Factor(1m) : null, trend ? null : Factor(1m))], []).Total()));

    [Fact]
    public void Below_its_minimum_Cjrx_says_that_quality_changes_nothing()
    {
        var joint = Joint(JointReplacementQualityActsOn.Difference);
        var totals = new EpisodeTotals { Target = Money.Of(1_000m), Spending = Money.Of(900m) };
        var settlement = joint.Contract.Settle(joint.Experience(totals, 30, 72.Percent(), Money.Of(50m)));
        Assert.Equal(0m, settlement.Earned.Published);
        Assert.Contains("quality and post-episode spending change nothing", settlement.Statement(), StringComparison.Ordinal);
    }

    [Fact]
    public void In_words_Team_says_what_acts_on_prices_and_marks_what_is_unconfirmed()
    {
        var words = Track3.Contract.InWords();
        foreach (var said in new[] { "less a discount of 2%", "bypass and major bowel is 1.5%", "within 3% of the prospective",
            "within 5% of the prospective", "fewer than 31 baseline episodes has no loss", "512.550(d)(1) \\[unconfirmed" })
        {
            Assert.Contains(said, words, StringComparison.Ordinal);
        }

        Assert.Contains("baseline episodes is not reconciled", Team.For(new()
        {
            Track = TeamTrack.Track3,
            Year = 2027,
            LowVolume = LowVolume.NotReconciled
        }).Contract.InWords(), StringComparison.Ordinal);
    }

    [Fact]
    public void In_words_Lead_says_caps_shares_and_exclusions()
    {
        var words = Lead.For(LowerSpending).Contract.InWords();
        foreach (var said in new[] { "within 3% of 1", "50% of a positive regional difference counts, at most 5%",
            "50% of the prior savings that count is added, at most 5%", "100% of suspect billing", "65% of the spending on skin" })
        {
            Assert.Contains(said, words, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("regional difference", Lead.For(LowerSpending with { Arrangement = LeadArrangement.Professional })
            .Contract.InWords(), StringComparison.Ordinal);
    }

    private static JointReplacementExpanded Joint(JointReplacementQualityActsOn acts)
    {
        var share = acts == JointReplacementQualityActsOn.Difference ? 10.Percent() : Rate.Zero;
        return JointReplacementExpanded.For(new()
        {
            Year = 2028,
            Status = JointReplacementStatus.Participant,
            Rules = JointReplacementExpanded.Proposed(new(new(acts, share, share), Authority.Of("the example states it"))),
        });
    }

    private static PriceCell Cell(Figure trend, Figure normalization, Figure? foundTrend, Figure? foundNormalization) => Track3.Cell("470",
        TeamEpisode.LowerExtremityJointReplacement, Means, trend, normalization, foundTrend, foundNormalization);

    private static Episode Of(string id, decimal spending, decimal? multiplier) => new()
    {
        Id = id,
        Anchor = new(2027, 3, 1),
        Cell = "470",
        Spending = Money.Of(spending),
        Factors = multiplier is { } risk ? [new("risk multiplier", Factor(risk))] : [],
    };

    private static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };

    private static IEnumerable<string> Wrong(Action make) =>
        Assert.Throws<SettlementException>(make).Failures.Select(static f => $"{f.Code} {f.Path}");
}
