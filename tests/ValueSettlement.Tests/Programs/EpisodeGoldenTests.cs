using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>Worked examples of the episode programmes: TEAM-6 and CJR-0 as third parties published them, PROM-1 from the RWJF 2011 paper,
/// the others by hand from the rule text.</summary>
public sealed class EpisodeGoldenTests
{
    private static readonly DateInterval Year = new(new(2024, 1, 1), new(2024, 12, 31));

    [Theory]
    [InlineData("TEAM-1", TeamTrack.Track3, 2_500_000, 2_300_000, 80, 0, 196_000.00)]
    [InlineData("TEAM-2a", TeamTrack.Track3, 2_500_000, 3_200_000, 50, 0, -500_000.00)]
    [InlineData("TEAM-2b", TeamTrack.Track3, 2_500_000, 3_200_000, 50, 12_000, -512_000.00)]
    [InlineData("TEAM-3", TeamTrack.Track2, 1_000_000, 1_040_000, 60, 0, -36_400.00)]
    [InlineData("TEAM-4a", TeamTrack.Track1, 1_000_000, 1_040_000, 60, 0, 0.00)]
    [InlineData("TEAM-4b", TeamTrack.Track1, 1_000_000, 850_000, 100, 0, 100_000.00)]
    [InlineData("TEAM-4c", TeamTrack.Track1, 1_000_000, 850_000, 100, 12_000, 88_000.00)]
    [InlineData("TEAM-4d", TeamTrack.Track1, 1_000_000, 995_000, 100, 12_000, 0.00)]
    [InlineData("TEAM-6", TeamTrack.Track3, 100, 140, 0, 0, -20.00)]
    public void Team_settles(string id, TeamTrack track, int target, int spending, int score, int after, decimal expected)
    {
        var terms = new TeamTerms { Track = track, Year = track == TeamTrack.Track1 ? 2026 : 2027, Hospital = TeamHospital.Rural, Id = id };
        var experience = Team.For(terms).Experience(Totals(target, spending), score.Percent(), after == 0 ? null
            : Figure.Stated(Money.Of(after)));
        Settles(Team.For(terms).Contract, experience, expected);
    }

    [Fact]
    public void Team_5_prices()
    {
        var terms = new TeamTerms { Track = TeamTrack.Track3, Year = 2026 };
        var workings = new Workings("target");
        var cell = Team.For(terms).Cell("470", TeamEpisode.LowerExtremityJointReplacement,
            [Money.Of(20_000m), Money.Of(22_000m), Money.Of(25_000m)],
            Factor(1.02m), Factor(0.99m), Factor(1.07m), Factor(0.99m));
        var prices = cell.Write(workings);
        Assert.Equal(23_160m, prices.Benchmark.Value);
        Assert.Equal(22_919.22864m, prices.Preliminary.Value);
        Assert.Equal(1.03m, workings.Lines.Single(static l => l.Key == "trend-adjustment").Value);
        var totals = Team.For(
            terms).Episodes([cell],
            [Case("a", Money.Of(18_000m)) with { Anchor = new(2026, 3, 1), Cell = "470",
            Factors = [new("risk multiplier", Factor(1.10m))] }]).Total();
        Assert.Equal(25_967.49m, Rounding.Cents.Apply(totals.Target.Value!.Value));
    }

    [Fact]
    public void Team_7_caps_each_episode()
    {
        var cell = new PriceCell
        {
            Id = "cell",
            Parts = [new("price", 1m, Money.Of(30_000m))],
            Bound = new BetweenPercentiles(null, Money.Of(70_000m))
        };
        Assert.Equal(138_000m, Of(cell, 18_000m, 24_000m, 26_000m, 95_000m).Spending.Value);
    }

    [Fact]
    public void Team_8_weights_measures_by_their_episodes()
    {
        var score = Team.CompositeQualityScore([new("readmission", 60.Percent(), 100), new("safety", 80.Percent(), 100),
            new("reported outcomes", 50.Percent(), 40),
            new("not scored", Figure.Absent(AbsenceKind.Missing, "No raw score.", Unit.Rate), 100)]);
        Assert.Equal(66.6667m, new Rounding(4).Apply(score.Value!.Value * 100m));
    }

    [Fact]
    public void Cjr_0_a_later_cost_is_absorbed_by_the_stop_gain()
    {
        var terms = new JointReplacementTerms { Year = 4 };
        var contract = terms.Contract();
        Settles(contract, Cjr(terms, 500_000m, 350_000m, 10m), 100_000m);
        var later = contract.Settle(Cjr(terms, 500_000m, 400_000m, 10m, Number.Of(Basis.PreviouslySettled, Money.Of(100_000m))));
        Assert.Equal(100_000m, later.Earned.Published);
        Assert.Equal(0m, later.Payable.Published);
    }

    [Fact]
    public void Cjr_1_the_discount_of_a_good_score()
    {
        var terms = new JointReplacementTerms { Year = 7 };
        var cell = ComprehensiveJointReplacement.For(terms).Cell("470", Money.Of(25_000m));
        var episodes = Enumerable.Range(0, 80).Select(static i =>
            Case(FormattableString.Invariant($"e{i}"), Money.Of(18_750m)) with { Anchor = new(2023, 1, 1), Cell = "470" }).ToValueList();
        var totals = ComprehensiveJointReplacement.For(terms).Totals(10m, [cell], episodes);
        Assert.Equal(24_625m, totals.Payment.Episodes[0].Target);
        Settles(ComprehensiveJointReplacement.For(terms).Contract, ComprehensiveJointReplacement.For(terms).Experience(totals, 10m),
            394_000m);
    }

    [Theory]
    [InlineData("CJR-2", JointReplacementHospital.RuralOrEquivalent, 10, 1_970_000, 2_200_000, 4_000, -102_500)]
    [InlineData("CJR-3", JointReplacementHospital.Standard, 4.5, 2_000_000, 1_900_000, 30_000, 0)]
    [InlineData("CJR-4", JointReplacementHospital.Standard, 4.5, 2_000_000, 1_980_000, 30_000, -10_000)]
    public void Cjr_settles(string id, JointReplacementHospital hospital, decimal points, int target, int spending, int after,
        decimal expected)
    {
        var terms = new JointReplacementTerms { Year = 7, Hospital = hospital, Id = id };
        Settles(terms.Contract(), Cjr(terms, target, spending, points, Number.Of(Basis.PostEpisodeSpending, Money.Of(after))),
            expected);
    }

    [Theory]
    [InlineData("BPCIA-1", 1_300_000, 150_350)]
    [InlineData("BPCIA-2", 1_900_000, -291_000)]
    public void Bpci_settles(string id, int spending, decimal expected)
    {
        var terms = new BundledPaymentsTerms { Year = 3, Id = id };
        var cell = BundledPaymentsAdvanced.For(terms).Cell("cell", Money.Of(30_000m), medical: false);
        var episodes = Enumerable.Range(0, 50).Select(i =>
            Case(FormattableString.Invariant($"e{i}"), Money.Of(spending / 50m)) with { Anchor = new(2020, 2, 1) }).ToValueList();
        var totals = BundledPaymentsAdvanced.For(terms).Episodes([cell], episodes).Total();
        Assert.Equal(1_455_000m, totals.Target.Value);
        var settlement = Settles(BundledPaymentsAdvanced.For(terms).Contract,
            BundledPaymentsAdvanced.For(terms).Experience(totals, 70.Percent()), expected);
        if (id == "BPCIA-2")
        {
            Assert.Equal(-413_850m, TeamVectorsTests.Clause(settlement, "clauses[0]"));
        }
    }

    [Fact]
    public void Prometheus_1_2_3()
    {
        Assert.Equal(20_100m, Prometheus.CaseRate(Money.Of(9_800m), Money.Of(10_300m)).Value);
        var terms = new PrometheusTerms { Id = "chf", Term = Year };
        var settlement = Prometheus.For(terms).Contract.Settle(
            Prometheus.For(terms).Experience(Money.Of(9_800m), Money.Of(10_300m), Money.Of(10_100m), Money.Of(7_500m)));
        Assert.Equal([-300m, 2_800m], settlement.Parts.Select(static p => p.Earned.Published));
        Assert.Equal(2_500m, settlement.Earned.Published);
        var withheld = new PrometheusWithholdTerms
        {
            Id = "chf",
            Term = Year,
            Withhold = new(Rate.One, Authority.Of("Agreement, section 4"))
        };
        Assert.Equal(0.70m, withheld.Contract().Settle(PrometheusWithhold.For(withheld).Experience(
            Money.Of(1m), Rate.One, Rate.Zero)).Earned.Published);
        Assert.Equal(5_000m, Prometheus.For(terms).Allowance(Money.Of(10_000m)).Value);
        Assert.Contains(Prometheus.For(terms).Allowance(Money.Of(10_000m)).Lines, static l => l.Authority?.Unconfirmed == true);
        Assert.Equal(4_000m,
            Prometheus.For(terms with
            {
                Rules = new()
                {
                    AllowanceShare = new(
            40.Percent(), Authority.Of("Agreement, section 3"))
                }
            }).Allowance(Money.Of(10_000m)).Value);
    }

    [Theory]
    [InlineData("COMM-1", 26_000, 1_550)]
    [InlineData("COMM-2", 45_000, -4_500)]
    public void Commercial_bundles_settle(string id, int cost, decimal expected) => Settles(
        CommercialBundles.For(new()
        {
            Id = id,
            Term = Year,
            DeadBand = 3.Percent(),
            GainShare = 50.Percent(),
            OverageShare = 50.Percent(),
            GainCap = 10.Percent(),
            OverageCap = 15.Percent()
        }).Contract,
        new Experience { Benchmark = Money.Of(30_000m), Expenditure = Money.Of(cost) }, expected);

    [Fact]
    public void Commercial_3_stop_loss_and_warranty()
    {
        var terms = new CommercialBundleTerms
        {
            Id = "COMM-3",
            Term = Year,
            GainShare = Rate.One,
            OverageShare = Rate.One,
            StopLoss = new(Money.Of(75_000m), 10.Percent())
        };
        var episodes = new[] { 21_000m, 24_000m, 160_000m }.Select(static (s, i) => Case(FormattableString.Invariant($"e{i}"), Money.Of(s)))
            .ToValueList();
        Assert.Equal(129_000m, CommercialBundles.For(terms).Episodes(
            [CommercialBundles.For(terms).Cell("cell", Money.Of(40_000m))], episodes, Money.Of(500m)).Total().Spending.Value);
    }

    [Theory]
    [InlineData("AR-1", 5_000, 1_000)]
    [InlineData("AR-2", 12_000, -1_000)]
    [InlineData("AR-3", 9_000, 0)]
    public void Thresholds_settle(string id, int mean, decimal expected)
    {
        var terms = new EpisodeThresholdTerms
        {
            Id = id,
            Term = Year,
            Thresholds = new(Money.Of(10_000m), Money.Of(8_000m), Money.Of(6_000m))
        };
        Settles(terms.Contract(), EpisodeThresholds.For(terms).Experience(Money.Of(mean), 1), expected);
    }

    internal static Settlement Settles(Contract contract, Experience experience, decimal expected)
    {
        var settlement = contract.Settle(experience);
        Assert.Equal(expected, settlement.Earned.Published);
        EpisodeChecks.Agrees(contract, experience, settlement);
        return settlement;
    }

    internal static Experience Cjr(JointReplacementTerms terms, decimal target, decimal spending, decimal points, params Fact[] others) =>
        ComprehensiveJointReplacement.For(terms).Experience((Totals(target, spending), null), points, [.. others]);

    internal static EpisodeTotals Totals(decimal target, decimal spending) =>
        new() { Target = Money.Of(target), Spending = Money.Of(spending) };

    internal static Episode Case(string id, Figure spending) =>
        new() { Id = id, Anchor = new(2024, 2, 1), Cell = "cell", Spending = spending };

    internal static EpisodeTotals Of(PriceCell cell, params decimal[] spending) => new EpisodeYear
    {
        Period = Year,
        Days = 30,
        Cells = [cell],
        Episodes = spending.Select(static (s, i) => Case(FormattableString.Invariant($"e{i}"), Money.Of(s))).ToValueList(),
    }.Total();

    private static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };
}
