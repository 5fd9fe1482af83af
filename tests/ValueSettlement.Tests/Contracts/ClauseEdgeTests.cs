using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Single clauses at their edges: on it, a cent below and a cent above.</summary>
public sealed class ClauseEdgeTests
{
    private static readonly Basis Pool = new("pool");

    private static decimal Earned(Clause clause, decimal opening, params Fact[] facts) => Settle(clause, opening, facts).Earned.Unrounded;

    private static Settlement Settle(Clause clause, decimal opening, params Fact[] facts) => FailureTests.With(clause).Settle(new()
    {
        Benchmark = Money.Of(100_000_000m),
        Expenditure = Money.Of(100_000_000m - opening),
        Facts = [.. facts],
    });

    [Fact]
    public void Minimum_rate_met_exactly_is_met_and_excess_starts_at_nothing()
    {
        var first = new MinimumRate { Savings = 2.Percent(), Losses = 1.Percent(), Shares = Sharing.FirstDollar };
        Assert.Equal([2_000_000m, 0m, 2_000_000.01m], new[] { 2_000_000m, 1_999_999.99m, 2_000_000.01m }.Select(x => Earned(first, x)));
        Assert.Equal([-1_000_000m, 0m, -1_000_000.01m], new[] { -1_000_000m, -999_999.99m, -1_000_000.01m }.Select(x => Earned(first, x)));
        var excess = first with { Shares = Sharing.Excess };
        Assert.Equal([0m, 0m, 0.01m], new[] { 2_000_000m, 1_999_999.99m, 2_000_000.01m }.Select(x => Earned(excess, x)));
        Assert.Equal([0m, 0m, -0.01m], new[] { -1_000_000m, -999_999.99m, -1_000_000.01m }.Select(x => Earned(excess, x)));
        Assert.Equal(0m, Earned(first with { Losses = null }, -50_000_000m));
    }

    [Theory]
    [InlineData(Sharing.FirstDollar)]
    [InlineData(Sharing.Excess)]
    public void Minimum_rate_of_zero_lets_everything_pass(Sharing shares)
    {
        var both = new MinimumRate { Savings = Rate.Zero, Losses = Rate.Zero, Shares = shares };
        Assert.All(new[] { -0.01m, 0m, 0.01m, 5m, -5m }, x => Assert.Equal(x, Earned(both, x)));
        var gains = new MinimumRate { Savings = Rate.Zero, Losses = 1.Percent(), Shares = Sharing.FirstDollar };
        Assert.Equal([0.01m, 0m, 0m, -1_000_000m], new[] { 0.01m, 0m, -0.01m, -1_000_000m }.Select(x => Earned(gains, x)));
        var losses = new MinimumRate { Savings = 1.Percent(), Losses = Rate.Zero, Shares = Sharing.FirstDollar };
        Assert.Equal([0m, 0m, -0.01m, 1_000_000m], new[] { 0.01m, 0m, -0.01m, 1_000_000m }.Select(x => Earned(losses, x)));
    }

    [Fact]
    public void Marginal_bands_are_continuous_at_every_end_and_pay_the_band_rate_inside()
    {
        var clause = new MarginalBands
        {
            Gain = [new(50.Percent(), 2.Percent()), new(80.Percent(), 5.Percent()), new(20.Percent())],
            Loss = [new(Rate.Zero, Money.Of(1_000_000m)), new(60.Percent(), new LesserOf([4.Percent(), Money.Of(9_000_000m)])),
            new(Rate.One)]
        };
        foreach (var end in new[] { 0m, 2_000_000m, 5_000_000m, -1_000_000m, -4_000_000m })
        {
            Assert.InRange(Earned(clause, end + 0.01m) - Earned(clause, end), 0m, 0.01m);
            Assert.InRange(Earned(clause, end) - Earned(clause, end - 0.01m), 0m, 0.01m);
        }

        Assert.Equal([1_000_000m, 3_400_000m, 4_400_000m], new[] { 2_000_000m, 5_000_000m, 10_000_000m }.Select(x => Earned(clause, x)));
        Assert.Equal([0m, -1_800_000m, -7_800_000m], new[] { -1_000_000m, -4_000_000m, -10_000_000m }.Select(x => Earned(clause, x)));
        Assert.True(FailureTests.With(clause).PayoffOverSpending(new() { Benchmark = Money.Of(100_000_000m) }).Curve.IsContinuous);
    }

    /// <summary>The named cliff: where the share of a whole band is smaller than that of the band before, saving one cent more than the
    /// band's end earns less. Nowhere else.</summary>
    [Fact]
    public void Whole_bands_fall_directly_above_the_end_of_a_band_with_a_larger_share_and_only_there()
    {
        var clause = new WholeBands
        {
            Gain = [new(50.Percent(), 2.Percent()), new(35.Percent(), 5.Percent()), new(60.Percent())],
            Loss = [new(Rate.Zero, 2.Percent()), new(40.Percent(), 5.Percent()), new(30.Percent())]
        };
        Assert.Equal(1_000_000m, Earned(clause, 2_000_000m));
        Assert.Equal(700_000.0035m, Earned(clause, 2_000_000.01m));
        Assert.Equal(1_750_000m, Earned(clause, 5_000_000m));
        Assert.Equal(3_000_000.006m, Earned(clause, 5_000_000.01m));
        Assert.Equal(0m, Earned(clause, -2_000_000m));
        Assert.Equal(-800_000.004m, Earned(clause, -2_000_000.01m));
        Assert.Equal(-2_000_000m, Earned(clause, -5_000_000m));
        Assert.Equal(-1_500_000.003m, Earned(clause, -5_000_000.01m));
        var curve = FailureTests.With(clause).PayoffOverSpending(new() { Benchmark = Money.Of(100_000_000m) }).Curve;
        // Over spending: it rises (a cliff for whoever saves) where savings leave 2 % and where losses leave 5 %.
        Assert.Equal([98_000_000m, 105_000_000m], curve.Edges.Where(static e => e.Jump > 0m).Select(static e => e.At));
        Assert.Equal([95_000_000m, 102_000_000m], curve.Edges.Where(static e => e.Jump < 0m).Select(static e => e.At));
    }

    [Fact]
    public void Limits_hold_on_both_sides_and_at_zero()
    {
        var clause = new Limit { Gain = 10.Percent(), Loss = new WholeOf(Pool) };
        var pool = Number.Of(Pool, Money.Of(4m));
        Assert.Equal([10_000_000m, 9_999_999.99m, 10_000_000m],
            new[] { 10_000_000m, 9_999_999.99m, 10_000_000.01m }.Select(x => Earned(clause, x, pool)));
        Assert.Equal([-4m, -3.99m, -4m], new[] { -4m, -3.99m, -4.01m }.Select(x => Earned(clause, x, pool)));
        var closed = new Limit { Gain = Money.Zero, Loss = Money.Zero };
        Assert.All(new[] { -7m, 0m, 7m }, x => Assert.Equal((0m, false), (Earned(closed, x), decimal.IsNegative(Earned(closed, x)))));
    }

    /// <summary>A loss limit from a negative revenue would pay the provider for its loss.</summary>
    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public void A_limit_never_changes_the_side(int opening)
    {
        foreach (var clause in new Clause[]
        {
            new Limit { Loss = new WholeOf(Pool), Gain = new WholeOf(Pool) },
                new MinimumRate { Savings = new WholeOf(Pool), Losses = new WholeOf(Pool), Shares = Sharing.Excess },
            new MarginalBands { Gain = [new(Rate.One, new WholeOf(Pool)), new(Rate.One)],
                Loss = [new(Rate.One, new WholeOf(Pool)), new(Rate.One)] },
            new WholeBands { Gain = [new(Rate.One, new WholeOf(Pool)), new(Rate.One)],
                Loss = [new(Rate.One, new WholeOf(Pool)), new(Rate.One)] },
            new Choose { Regions = [new Region { Name = "r", From = new(opening > 0 ? Side.Gain : Side.Loss, new WholeOf(Pool), true) }] },
        })
        {
            var failures = FailureTests.With(clause).TrySettle(new()
            {
                Benchmark = Money.Of(100m),
                Expenditure = Money.Of(100m - opening),
                Facts = [Number.Of(Pool, Money.Of(-3m))]
            }).Failures;
            Assert.Equal("level-negative", Assert.Single(failures).Code);
            var payoff = Assert.Throws<SettlementException>(() =>
                FailureTests.With(clause).PayoffOverSpending(new()
                {
                    Benchmark = Money.Of(100m),
                    Facts = [Number.Of(Pool, Money.Of(-3m))]
                }));
            Assert.Contains(payoff.Failures, static f => f.Code == "level-negative");
        }
    }

    [Fact]
    public void A_balance_of_advances_is_not_negative()
    {
        var contract =
            FailureTests.With(new Proration { Factor = Rate.One }) with { Payment = [new Recoupment { Balance = Basis.AdvanceBalance }] };
        Experience With(decimal balance) =>
            new()
            {
                Benchmark = Money.Of(100m),
                Expenditure = Money.Of(90m),
                Facts = [Number.Of(Basis.AdvanceBalance, Money.Of(balance))]
            };
        Assert.Equal("level-negative", Assert.Single(contract.TrySettle(With(-1m)).Failures).Code);
        foreach (var (balance, payable, left) in new[] { (0m, 10m, 0m), (4m, 6m, 0m), (10m, 0m, 0m), (12m, 0m, 2m) })
        {
            var settlement = contract.Settle(With(balance));
            Assert.Equal((10m, payable, left),
                (settlement.Earned.Unrounded, settlement.Payable.Unrounded, settlement.CarriedForward.Single().Amount));
        }
    }

    [Theory]
    [InlineData(7, 42, -24.5, -25)]
    [InlineData(11, 30, -27.5, -28)]
    [InlineData(1, 6, -0.5, -1)]
    public void Months_of_twelve_that_make_an_exact_half_are_published_as_one(int month, decimal loss, decimal exact, decimal published)
    {
        // 42 × 0.5833… is 24.499…; multiplied first it is 24.5. Both settling and the payoff publish the half.
        var contract = FailureTests.With(new EarlyTermination
        {
            Period = new(new(2024, 1, 1),
            new(2024, 12, 31))
        }) with
        { Publishing = Rounding.Whole };
        var experience = new Experience
        {
            Benchmark = Money.Of(100m),
            Expenditure = Money.Of(100m + loss),
            Facts = [new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2024, month, 1) }]
        };
        var settlement = contract.Settle(experience);
        Assert.Equal(published, settlement.Earned.Published);
        Assert.InRange(settlement.Earned.Unrounded - exact, -1e-20m, 1e-20m);
        Assert.Equal(published, contract.PublishingRule.Apply(contract.PayoffOverSpending(experience).At(100m + loss)));
    }

    [Theory]
    [InlineData(TerminatedBy.Organisation, "2024-06-30", false, 0, 0)]
    [InlineData(TerminatedBy.Organisation, "2024-07-01", false, 0, -700)]
    [InlineData(TerminatedBy.Organisation, "2024-12-31", true, 1200, -1200)]
    [InlineData(TerminatedBy.Organisation, "2024-12-31", false, 0, -1200)]
    [InlineData(TerminatedBy.Organisation, "2024-12-30", true, 0, -1200)]
    [InlineData(TerminatedBy.Payer, "2024-01-01", true, 0, -100)]
    [InlineData(TerminatedBy.Payer, "2024-12-31", true, 0, -1200)]
    public void Termination_by_date_and_side_42_CFR_425_221(TerminatedBy by, string on, bool closed, decimal gain, decimal loss)
    {
        var clause = new EarlyTermination { Period = new(new(2024, 1, 1), new(2024, 12, 31)) };
        var fact = new Termination
        {
            InitiatedBy = by,
            EffectiveDate = NodaTime.Text.LocalDatePattern.Iso.Parse(on).Value,
            CloseOutCompleted = closed
        };
        Assert.Equal(gain, Earned(clause, 1_200m, fact));
        Assert.Equal(loss, Rounding.Cents.Apply(Earned(clause, -1_200m, fact)));
    }

    [Fact]
    public void Relief_never_pays_and_acts_on_losses_only()
    {
        Assert.Equal([0m, 0m, -1m, 5m],
            new[] { -3m, -4m, -5m, 5m }.Select(static x => Earned(new Relief(), x, Number.Relief(Money.Of(4m)))));
        Assert.Equal([-86.5m, 100m, 0m],
            new[] { -100m, 100m, 0m }.Select(static x => Earned(new Relief(), x, [.. Number.ReliefShares(15.Percent(), 90.Percent())])));
        Assert.Equal(0m, Earned(new Relief(), -100m, [.. Number.ReliefShares(Rate.One, Rate.One)]));
        Assert.Equal(Effect.CouldNotApply, Settle(new Relief(), -5m).Coverage.Single().Effect);
    }

    [Theory]
    [InlineData(QualityStandard.NotMet, 0.9, 0)]
    [InlineData(QualityStandard.Alternative, 0.9, 0)]
    [InlineData(QualityStandard.Met, 0.7705, 10)]
    [InlineData(QualityStandard.Met, 0.77049, 0)]
    [InlineData(QualityStandard.CompleteReporting, 0, 10)]
    public void A_quality_gate_met_exactly_is_passed(QualityStandard standard, decimal score, decimal gain)
    {
        var gate = new QualityGate { Standard = QualityStandard.Met, Score = 77.05m.Percent() };
        var fact = new Quality { Standard = standard, Score = Rate.Of(score) };
        Assert.Equal(gain, Earned(gate, 10m, fact));
        Assert.Equal(-10m, Earned(gate, -10m, fact));
    }

    [Fact]
    public void The_first_region_that_holds_the_amount_is_taken_and_its_ends_belong_as_stated()
    {
        Region Paying(decimal share, Side side, decimal from, bool fromIn, decimal to, bool toIn) => new()
        {
            Name = "r",
            From = new(side, Money.Of(from), fromIn),
            To = new(side, Money.Of(to), toIn),
            Then = [new Proration { Factor = Rate.Of(share) }],
        };
        var choice = new Choose
        {
            Regions = [Paying(0.1m, Side.Gain, 10m, false, 20m, true),
            Paying(0.5m, Side.Gain, 10m, true, 30m, false)],
            Otherwise = [new Proration { Factor = Rate.Zero }]
        };
        foreach (var (x, paid) in new[] { (9.99m, 0m), (10m, 5m), (10.01m, 1.001m), (20m, 2m), (20.01m, 10.005m), (29.99m, 14.995m),
            (30m, 0m), (-15m, 0m), (0m, 0m) })
        {
            Assert.Equal(paid, Earned(choice, x));
        }
    }

    [Fact]
    public void A_region_with_a_benchmark_of_its_own_moves_the_amount_and_everything_that_reads_the_benchmark()
    {
        var clause = new Choose
        {
            Regions = [new Region { Name = "other", To = new(Side.Loss, 1.Percent(), true),
            Benchmark = MedicareSharedSavings.TwoWayBenchmark, Then = [new Limit { Loss = 1.Percent() }] }]
        };
        var other = Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(102_000_000m));
        Assert.Equal(-999_999.99m, Earned(clause, -999_999.99m, other));
        Assert.Equal(1_000_000m, Earned(clause, -1_000_000m, other));
        Assert.Equal(-1_020_000m, Earned(clause, -9_000_000m, other));
        Assert.Equal(-999_999.99m, Earned(clause, -999_999.99m));
    }

    [Fact]
    public void Breaking_even_is_no_loss_even_where_losses_count_from_zero()
    {
        var clause = new Choose
        {
            Regions = [new Region { Name = "other", To = new(Side.Loss, 0.Percent(), true),
            Benchmark = MedicareSharedSavings.TwoWayBenchmark }]
        };
        var other = Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(102_000_000m));
        Assert.Equal(0m, Earned(clause, 0m, other));
        Assert.Equal(1_999_999.99m, Earned(clause, -0.01m, other));

        var gains = new Choose
        {
            Regions = [new Region { Name = "other", From = new(Side.Gain, 0.Percent(), true),
            Benchmark = MedicareSharedSavings.TwoWayBenchmark }]
        };
        Assert.Equal(0m, Earned(gains, 0m, other));
        Assert.Equal(2_000_000.01m, Earned(gains, 0.01m, other));
    }
}
