using FsCheck.Fluent;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Programs;

/// <summary>The orders that change the payment, each wrong one shown to be another payment, and what quality can and cannot do.</summary>
public sealed class EpisodeOrderTests
{
    [Fact]
    public void Bpci_limit_before_quality_is_another_payment()
    {
        var terms = new BundledPaymentsTerms { Year = 3 };
        var right = terms.Contract();
        var wrong = right with { Clauses = [right.Clauses[1], right.Clauses[0]] };
        var experience = BundledPaymentsAdvanced.For(terms).Experience(EpisodeGoldenTests.Totals(1_455_000m, 1_900_000m), 70.Percent());
        Assert.Equal(-291_000m, right.Settle(experience).Earned.Published);
        Assert.Equal(-270_630m, wrong.Settle(experience).Earned.Published);
    }

    [Fact]
    public void Team_post_episode_spending_lies_outside_the_stop_loss()
    {
        var terms = new TeamTerms { Track = TeamTrack.Track3, Year = 2027 };
        var right = terms.Contract();
        var wrong = right with { Clauses = [right.Clauses[0], right.Clauses[2], right.Clauses[1]] };
        var experience = Team.For(terms).Experience(EpisodeGoldenTests.Totals(2_500_000m, 3_200_000m), 50.Percent(), Money.Of(12_000m));
        Assert.Equal(-512_000m, right.Settle(experience).Earned.Published);
        Assert.Equal(-500_000m, wrong.Settle(experience).Earned.Published);
    }

    [Theory]
    [InlineData(1_900_000, 0)]
    [InlineData(1_980_000, -10_000)]
    public void Cjr_gate_before_what_is_taken_off_is_another_payment(int spending, decimal expected)
    {
        var terms = new JointReplacementTerms { Year = 7 };
        var right = terms.Contract();
        var wrong = right with { Clauses = [right.Clauses[0], right.Clauses[2], right.Clauses[1]] };
        var experience = EpisodeGoldenTests.Cjr(terms, 2_000_000m, spending, 4.5m,
            Number.Of(Basis.PostEpisodeSpending, Money.Of(30_000m)));
        Assert.Equal(expected, right.Settle(experience).Earned.Published);
        Assert.Equal(-30_000m, wrong.Settle(experience).Earned.Published);
    }

    [Fact]
    public void Quality_on_the_difference_never_changes_the_sign() => CurveProperty.Holds(
        from gain in Gen.Choose(0, 100)
        from loss in Gen.Choose(1, 100)
        from score in Gen.Choose(0, 10_000)
        from spending in Gen.OneOf(Gen.Choose(0, 2_000_000), Gen.Choose(999_998, 1_000_002))
        select (gain, loss, score, spending), 500, static c =>
        {
            var contract = new Contract
            {
                Id = "quality",
                Currency = "USD",
                Term = new(new(2026, 1, 1), new(2026, 12, 31)),
                Clauses = [new QualityAdjustment { GainReduction = c.gain.Percent(), LossReduction = c.loss.Percent() }],
            };
            var experience = new Experience
            {
                Benchmark = Money.Of(1_000_000m),
                Expenditure = Money.Of(c.spending),
                Facts = [Quality.Scored(Rate.Of(c.score / 10_000m))]
            };
            var settlement = contract.Settle(experience);
            Assert.True(Math.Sign(settlement.Earned.Unrounded) * Math.Sign(settlement.Opening) >= 0, settlement.ToString());
            Assert.True(Math.Abs(settlement.Earned.Unrounded) <= Math.Abs(settlement.Opening));
            Assert.Equal(settlement.Earned.Unrounded, contract.PayoffOverSpending(experience).At(c.spending));
        });

    [Fact]
    public void Quality_on_the_price_may_turn_a_loss_into_a_gain()
    {
        var terms = new JointReplacementTerms { Year = 7 };
        var contract = ComprehensiveJointReplacement.For(terms).Contract;
        var cell = ComprehensiveJointReplacement.For(terms).Cell("470", Money.Of(25_000m));
        Episode[] episodes = [EpisodeGoldenTests.Case("a", Money.Of(24_400m)) with { Anchor = new(2023, 2, 1), Cell = "470" }];
        decimal Earned(decimal points) => contract.Settle(ComprehensiveJointReplacement.For(terms).Experience(
            ComprehensiveJointReplacement.For(terms).Totals(points, [cell], [.. episodes]), points)).Earned.Published;
        Assert.Equal(-150m, Earned(6m));
        Assert.Equal(225m, Earned(10m));
        Assert.Equal(600m, Earned(15.01m));
    }

    [Fact]
    public void Between_the_two_prices_of_years_2_and_3_nothing_moves()
    {
        var terms = new JointReplacementTerms { Year = 3 };
        var contract = ComprehensiveJointReplacement.For(terms).Contract;
        var cell = ComprehensiveJointReplacement.For(terms).Cell("470", Money.Of(10_000m), Money.Of(10_000m), 20);
        Experience At(decimal spending) => ComprehensiveJointReplacement.For(terms).Experience(
            ComprehensiveJointReplacement.For(terms).Totals(6m, [cell],
            [EpisodeGoldenTests.Case("a", Money.Of(spending)) with { Anchor = new(2018, 2, 1), Cell = "470" }]), 6m);
        Assert.Equal(0.01m, contract.Settle(At(9_699.99m)).Earned.Published);
        Assert.Equal(0m, contract.Settle(At(9_700m)).Earned.Published);
        Assert.Equal(0m, contract.Settle(At(9_750m)).Earned.Published);
        Assert.Equal(0m, contract.Settle(At(9_800m)).Earned.Published);
        Assert.Equal(-0.01m, contract.Settle(At(9_800.01m)).Earned.Published);
        Assert.Equal(-980m, contract.Settle(At(20_000m)).Earned.Published);
        var payoff = contract.PayoffOverSpending(At(9_750m));
        Assert.Equal(0m, payoff.At(9_750m));
        Assert.Equal(-980m, payoff.At(20_000m));

        var without = At(9_750m) with { Facts = At(9_750m).Facts.Where(static f => f is Quality).ToValueList() };
        Assert.Contains(contract.TrySettle(without).Failures, static f => f.Code == "fact-missing");
    }

    [Fact]
    public void Tracks_that_a_hospital_could_not_choose_are_refused()
    {
        Assert.NotEmpty(new TeamTerms { Track = TeamTrack.Track2, Year = 2026, Hospital = TeamHospital.Rural }.Validate());
        Assert.NotEmpty(new TeamTerms { Track = TeamTrack.Track2, Year = 2027 }.Validate());
        Assert.NotEmpty(new TeamTerms { Track = TeamTrack.Track1, Year = 2027 }.Validate());
        Assert.Empty(new TeamTerms { Track = TeamTrack.Track1, Year = 2028, Hospital = TeamHospital.SafetyNet }.Validate());
        Assert.NotEmpty(new TeamTerms { Track = TeamTrack.Track1, Year = 2029, Hospital = TeamHospital.SafetyNet }.Validate());
        Assert.NotEmpty(new TeamTerms { Track = TeamTrack.Track3, Year = 2031 }.Validate());
    }

    [Fact]
    public void A_remembered_parameter_says_so_until_a_cited_one_replaces_it()
    {
        Experience Of(BundledPaymentsTerms terms) => BundledPaymentsAdvanced.For(terms).Experience(
            EpisodeGoldenTests.Totals(1_000_000m, 500_000m), 70.Percent());
        var standard = new BundledPaymentsTerms { Year = 3 };
        var settlement = standard.Contract().Settle(Of(standard));
        Assert.All(settlement.Lines.Where(static l => l is { Kind: LineKind.Clause, Effect: Effect.Bound }), static l =>
            Assert.True(l.Authority!.Unconfirmed));

        var agreement = Authority.Of("Participation agreement, article 12");
        var own = BundledPaymentsAdvanced.For(new() { Year = 3 }).Rules with
        {
            Limit = new(25.Percent(), agreement),
            QualityReduction = new(10.Percent(), agreement)
        };
        var replaced = standard with { Rules = own };
        var cited = replaced.Contract().Settle(Of(replaced));
        Assert.Equal(250_000m, cited.Earned.Published);
        Assert.All(cited.Lines.Where(static l => l is { Kind: LineKind.Clause, Effect: Effect.Bound }), static l =>
            Assert.False(l.Authority!.Unconfirmed));
    }

    [Fact]
    public void Every_parameter_has_an_authority()
    {
        foreach (var parameter in Team.Parameters.Concat(ComprehensiveJointReplacement.Parameters)
            .Concat(BundledPaymentsAdvanced.Parameters).Concat(Prometheus.Parameters).Concat(EpisodeThresholds.Parameters))
        {
            Assert.NotEmpty(parameter.History);
            Assert.All(parameter.History, static h => Assert.False(string.IsNullOrWhiteSpace(h.Authority.Citation)));
        }

        Assert.All(BundledPaymentsAdvanced.Parameters.SelectMany(static p => p.History), static h => Assert.True(h.Authority.Unconfirmed));
    }

    [Fact]
    public void Clauses_that_cannot_be_meant_are_refused()
    {
        string[] Codes(Clause clause) =>
            [.. new Contract { Id = "c", Currency = "USD", Term = new(new(2026, 1, 1), new(2026, 12, 31)), Clauses = [clause] }.Validate()
            .Select(static f => f.Code)];
        Assert.Equal(["adjustment-empty"], Codes(new QualityAdjustment { GainReduction = Rate.Zero, LossReduction = Rate.Zero }));
        Assert.Equal(["rate-range"], Codes(new QualityAdjustment { GainReduction = Rate.Of(10m), LossReduction = Rate.Zero }));
        Assert.Equal(["optional-level"], Codes(new Deduction { Amount = Money.Of(1m), Optional = true }));
        Assert.Empty(Codes(new Deduction { Amount = new WholeOf(Basis.PostEpisodeSpending), Optional = true }));
    }

    [Fact]
    public void A_quality_adjustment_asks_for_a_score_only_where_it_acts()
    {
        var contract = new Contract
        {
            Id = "c",
            Currency = "USD",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            Clauses = [new QualityAdjustment { GainReduction = 10.Percent(), LossReduction = Rate.Zero }]
        };
        Assert.Equal(-5m, contract.Settle(new() { Benchmark = Money.Of(100m), Expenditure = Money.Of(105m) }).Earned.Published);
        Assert.Contains(contract.TrySettle(new() { Benchmark = Money.Of(100m), Expenditure = Money.Of(95m) }).Failures, static f =>
            f.Code == "fact-missing");
    }
}
