using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

public sealed class CapitationTests
{
    private static readonly Authority Exhibit = Authority.Of("Contract, exhibit C");
    private static readonly DateInterval Term = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly MemberStopLoss Reinsurance = new()
    {
        Bands = [new(Rate.Zero, Money.Of(100_000m)), new(80.Percent(), Money.Of(250_000m)), new(90.Percent())],
        Charge = Money.Of(150_000m),
        Authority = Exhibit,
    };

    [Theory]
    [InlineData(1.010, FactorDirection.Divide, false)]
    [InlineData(1.011, FactorDirection.Divide, true)]
    [InlineData(0.9902, FactorDirection.Multiply, false)]
    [InlineData(0.9890, FactorDirection.Multiply, true)]
    public void A_coding_factor_above_its_ceiling_is_used_at_the_ceiling(double factor, FactorDirection direction, bool above)
    {
        var one = new RiskScorePeriod([new("V28", Rate.One, 1.0m)], new(1m));
        var cascade = new RiskScoreCascade
        {
            Population = "aged",
            Reference = one,
            Performance = one,
            CodingIntensity = new((decimal)factor, direction),
            CodingIntensityCeiling = new(1.010m, Authority.Remembered("guide")),
        };
        var score = cascade.Build();
        Assert.True(score.Lines.Single(static l => l.Key == "coding-factor-ceiling").Authority!.Unconfirmed);
        Assert.Equal(above, (cascade with { CodingIntensityCeiling = null }).Build().Value != score.Value);
        Assert.Equal(above, new Rounding(12).Apply(score.Value!.Value) == new Rounding(12).Apply(1m / 1.010m) && factor != 1.010);
        Assert.All(score.Lines, static l => Assert.Equal(l.Value, l.Replay()));
    }

    [Fact]
    public void Capitation_is_rate_times_months_times_risk()
    {
        var figure = new CapitationPayment
        {
            Cells = [new("adults", Money.Of(420m), 12_000m, Factor(1.05m)), new("children", Money.Of(180m), 6_000m),
                new("nobody", Figure.Absent(AbsenceKind.NotApplicable, "no rate"), 0m)],
        }.Build();
        Assert.Equal((420m * 12_000m * 1.05m) + (180m * 6_000m), figure.Value);
        Assert.All(figure.Lines, static l => Assert.Equal(l.Value, l.Replay()));
    }

    [Fact]
    public void A_group_with_members_and_no_rate_is_not_calculable()
    {
        var figure = new CapitationPayment
        {
            Cells = [new("adults", Figure.Absent(AbsenceKind.Missing, "Rates are not signed."), 10m),
            new("children", Money.Of(1m), 10m)]
        }.Build();
        Assert.Null(figure.Value);
        Assert.Equal(AbsenceKind.NotCalculable, figure.Absence!.Kind);
        Assert.Contains("Rates are not signed.", figure.Absence.Reason, StringComparison.Ordinal);
        Assert.Contains(figure.Lines, static l => l.Label == "children" && l.Value == 10m);
    }

    [Fact]
    public void Stop_loss_acts_member_by_member_and_its_parts_add_up()
    {
        Money[] members = [Money.Of(40_000m), Money.Of(100_000m), Money.Of(180_000m), Money.Of(400_000m)];
        var payouts = Reinsurance.Payouts(members);
        Assert.Equal((0.8m * 80_000m) + (0.8m * 150_000m) + (0.9m * 150_000m), payouts.Value);
        Assert.Equal(payouts.Value, members.Sum(m => Reinsurance.PayoutOf(m).Value));
        Assert.Equal(payouts.Value, Reinsurance.Payouts(members.Reverse()).Value);
        Assert.Equal(150_000m - payouts.Value, Reinsurance.Net(members).Value);
        // The same rule on the sum of the members' spending is another amount.
        Assert.NotEqual(payouts.Value, Reinsurance.PayoutOf(Money.Of(720_000m)).Value);
    }

    [Fact]
    public void With_the_neutrality_factor_all_payouts_equal_all_charges()
    {
        Money[][] participants = [[Money.Of(150_000m), Money.Of(90_000m)], [Money.Of(700_000m)], [Money.Of(10_000m)]];
        var all = participants.SelectMany(static p => p).ToArray();
        var factor = MemberStopLoss.PayoutNeutralityFactor(Money.Of(450_000m), Reinsurance.Payouts(all), Exhibit);
        var net = participants.Sum(p => (Reinsurance with { Factor = factor }).Net(p).Value!.Value);
        Assert.True(Math.Abs(net) < 1e-18m, $"{net}");
        Assert.Equal(AbsenceKind.NotCalculable, MemberStopLoss.PayoutNeutralityFactor(Money.Of(1m), Money.Zero).Absence!.Kind);
    }

    [Fact]
    public void Regional_blend_is_held_within_its_bounds()
    {
        var blend = new RegionalBlend
        {
            BaseYears = [Money.Of(900m), Money.Of(1_000m), Money.Of(1_100m)],
            BaseYearWeights = new([10.Percent(), 30.Percent(), 60.Percent()], Exhibit),
            Region = Money.Of(1_150m),
            HistoryWeight = new(55.Percent(), Exhibit),
            Reference = Money.Of(1_000m),
            Ceiling = new(3.Percent(), Exhibit),
            Floor = new(2.Percent(), Exhibit),
        };
        Assert.Equal(1_050m + 30m, blend.Build().Value);
        Assert.Equal(1_050m - 20m, (blend with { Region = Money.Of(500m) }).Build().Value);
        Assert.Equal((0.55m * 1_050m) + (0.45m * 1_060m), (blend with { Region = Money.Of(1_060m) }).Build().Value);
    }

    [Fact]
    public void Full_risk_with_reinsurance_and_a_least_medical_loss_ratio()
    {
        var terms = new FullRiskTerms
        {
            Id = "full-risk",
            Currency = "USD",
            Term = Term,
            Retention = new(8.Percent(), Exhibit),
            QualityWithhold = new(3.Percent(), Exhibit),
            Reinsurance = Reinsurance,
            LeastMedicalLossRatio = new(85.Percent(), Exhibit),
            GreatestDeficit = new(10.Percent(), Exhibit),
        };
        var year = new FullRiskYear
        {
            Capitation = Money.Of(20_000_000m),
            QualityScore = 90.Percent(),
            Expenditure = Money.Of(17_000_000m),
            MemberSpending = [Money.Of(300_000m), Money.Of(20_000m)],
            CompletionFactor = Factor(1.01m),
        };
        var contract = FullRiskCapitation.For(terms).Contract;
        var experience = FullRiskCapitation.For(terms).Experience(year);
        var settlement = contract.Settle(experience);
        var benchmark = 20_000_000m * 0.92m * (1m - 0.03m + (0.03m * 0.9m));
        var expenditure = (17_000_000m + 150_000m - (0.8m * 150_000m) - (0.9m * 50_000m)) * 1.01m;
        Assert.Equal(benchmark - expenditure, settlement.Earned.Unrounded);
        Agreeing.LinesReplayAndAddUp(settlement);
        Agreeing.FoldAndPayoff(contract, experience);
        Agreeing.Continuous(contract, experience);

        var cheap = contract.Settle(FullRiskCapitation.For(terms).Experience(year with { Expenditure = Money.Of(10_000_000m) }));
        Assert.Equal(0.15m * benchmark, cheap.Earned.Unrounded);
        var dear = contract.Settle(FullRiskCapitation.For(terms).Experience(year with { Expenditure = Money.Of(25_000_000m) }));
        Assert.Equal(-0.10m * benchmark, dear.Earned.Unrounded);
    }

    [Fact]
    public void Full_risk_says_what_is_missing_and_what_nothing_reads()
    {
        var terms = new FullRiskTerms { Id = "full-risk", Currency = "USD", Term = Term };
        var year = new FullRiskYear
        {
            Capitation = Money.Of(1m),
            Expenditure = Money.Of(1m),
            QualityScore = Rate.One,
            MemberSpending = [Money.Of(1m)]
        };
        Assert.Equal(["term-unused", "term-unused"], Assert.Throws<SettlementException>(
            () => FullRiskCapitation.For(terms).Experience(year)).Failures.Select(static f => f.Code));
        var withheld = terms with { QualityWithhold = new(1.Percent(), Exhibit) };
        Assert.Contains(Assert.Throws<SettlementException>(() =>
            FullRiskCapitation.For(withheld).Experience(new() { Capitation = Money.Of(1m), Expenditure = Money.Of(1m) })).Failures,
            static f => f.Code == "score-missing");
        Assert.Equal(0m, FullRiskCapitation.For(terms).Contract.Settle(
            FullRiskCapitation.For(terms).Experience(new() { Capitation = Money.Of(1m), Expenditure = Money.Of(1m) })).Earned.Unrounded);
    }

    [Theory]
    [InlineData(0.95, 95, 3.75)]
    [InlineData(0.75, 95, 2.5)]
    [InlineData(0.55, 95, 0)]
    [InlineData(0.95, 110, -3)]
    [InlineData(0.20, 110, -5)]
    [InlineData(0.20, 180, -8)]
    public void Global_budget_with_quality_conditions(decimal score, decimal spent, decimal earned)
    {
        var contract = GlobalBudget.For(new()
        {
            Id = "global-budget",
            Currency = "USD",
            Term = Term,
            LeastScore = new(60.Percent(), Exhibit),
            ShareOfSavings = new(RateByScore.Steps((Rate.Zero, 50.Percent()), (90.Percent(), 75.Percent())), Exhibit),
            ShareOfOverruns = new(new OneMinusScoreScaledRate(Rate.One, 30.Percent(), 50.Percent()), Exhibit),
            GreatestGain = new(6.Percent(), Exhibit),
            GreatestLoss = new(8.Percent(), Exhibit),
        }).Contract;
        var experience = new Experience
        {
            Benchmark = Money.Of(100m),
            Expenditure = Money.Of(spent),
            Facts = [Quality.Met(Rate.Of(score))]
        };
        var settlement = contract.Settle(experience);
        Assert.Equal(earned, settlement.Earned.Unrounded);
        // Quality acts on the difference, so it never turns a loss into a gain.
        Assert.True(settlement.Earned.Unrounded * settlement.Opening >= 0m);
        Agreeing.FoldAndPayoff(contract, experience);
    }

    private static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };
}
