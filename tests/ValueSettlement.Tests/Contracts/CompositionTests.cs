using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Contracts of several arrangements, with clauses over their sum.</summary>
public sealed class CompositionTests
{
    private static readonly DateInterval Term = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly Basis LastYear = new("last-years-total");

    private static readonly Arrangement BaseFee = new()
    {
        Id = "base-fee",
        Opening = OpeningAmount.Stated,
        Clauses = [new SharingRate { Label = "Fee paid in full", Gain = Rate.One, Loss = Rate.One }]
    };

    private static readonly Arrangement Bonus = new()
    {
        Id = "bonus",
        Opening = OpeningAmount.Stated,
        Clauses = [new QualityGate { Score = 60.Percent() }, new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero }]
    };

    private static readonly Arrangement SharedSavings = new()
    {
        Id = "shared-savings",
        Clauses = [new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar },
            new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }],
    };

    // What is held back is owed as a negative base; what quality earns back is the positive part.
    private static readonly Arrangement QualityWithhold = new()
    {
        Id = "quality-withhold",
        Opening = OpeningAmount.Stated,
        Clauses = [new SharingRate { Label = "Earned back by quality", Gain = new ScoreScaledRate(Rate.One), Loss = Rate.One },
            new Deduction { Label = "Withheld during the year", Amount = new WholeOf(new("withheld")) }],
    };

    private static readonly Arrangement Capitation = new()
    {
        Id = "capitation",
        Clauses = [new MarginalBands { Gain = [new(Rate.One, 10.Percent()), new(50.Percent())],
        Loss = [new(Rate.One, 10.Percent()), new(50.Percent())] }]
    };

    private static readonly Arrangement CarveOut = new()
    {
        Id = "joint-replacement-bundle",
        Clauses = [new SharingRate { Gain = Rate.One, Loss = Rate.One }, new Limit { Gain = 20.Percent(), Loss = 20.Percent() }]
    };

    [Theory]
    [InlineData(0.9, 1_000_000, 1_900_000)]
    [InlineData(0.5, 1_000_000, 1_000_000)]
    public void Base_fee_and_bonus(decimal score, decimal bonusBase, decimal total)
    {
        var contract = Of("fee-and-bonus", [BaseFee, Bonus]);
        var settlement = contract.Settle(new()
        {
            Parts = [Part("base-fee", 1_000_000m), Part("bonus", bonusBase) with { Facts = [Quality.Met(Rate.Of(score))] }],
        });
        Closes(settlement, total);
        Assert.Equal(1_000_000m, settlement.Parts[0].Earned.Unrounded);
        // Each arrangement keeps lines of its own.
        Assert.Contains(settlement.Parts[1].Lines, static l => l.Key == "quality-gate");
        Assert.DoesNotContain(settlement.Parts[0].Lines, static l => l.Key == "quality-gate");
    }

    [Theory]
    [InlineData(0.004, 0.004, 0.004, "0.01 0.00 0.00")]
    [InlineData(0.006, 0.006, 0.006, "0.01 0.01 0.00")]
    [InlineData(-0.006, -0.006, -0.006, "-0.01 -0.01 0.00")]
    [InlineData(1.006, -2.006, 1.00, "1.01 -2.01 1.00")]
    public void Published_arrangements_add_up_to_their_published_sum(double a, double b, double c, string published)
    {
        string[] names = ["a", "b", "c"];
        var contract = new Contract
        {
            Id = "sum",
            Currency = "USD",
            Term = new NodaTime.DateInterval(new(2024, 1, 1), new(2024, 12, 31)),
            Parts = [.. names.Select(static n => new Arrangement { Id = n, Opening = OpeningAmount.Stated })],
        };
        var settled = contract.Settle(new()
        {
            Parts = names.Zip([a, b, c], static (n, x) =>
            new Experience { Arrangement = n, Opening = Money.Of((decimal)x) }).ToValueList()
        });
        Assert.Equal(published, string.Join(' ', settled.Parts.Select(static p => p.BroughtIn!.Value.Published.ToString("0.00",
            System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(settled.Earned.Published, settled.Parts.Sum(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(settled, SettlementJson.ReadSettlement(SettlementJson.Write(settled)));
    }

    [Fact]
    public void Shared_savings_and_a_quality_withhold()
    {
        var contract = Of("savings-and-withhold", [SharedSavings, QualityWithhold]);
        var settlement = contract.Settle(new()
        {
            Parts =
            [
                Part("shared-savings", 100_000_000m, 94_000_000m),
                Part("quality-withhold",
                    2_000_000m) with { Facts = [Quality.Met(80.Percent()), Number.Of("withheld", Money.Of(2_000_000m))] },
            ],
        });
        Assert.Equal(-400_000m, settlement.Parts[1].Earned.Unrounded);
        Closes(settlement, 3_000_000m - 400_000m);
    }

    [Fact]
    public void Capitation_and_a_carved_out_bundle()
    {
        var contract = Of("capitation-and-bundle", [Capitation, CarveOut]);
        var experience = new Experience
        {
            Parts = [Part("capitation", 50_000_000m, 44_000_000m),
            Part("joint-replacement-bundle", 2_000_000m, 2_600_000m)]
        };
        var settlement = contract.Settle(experience);
        Closes(settlement, 5_500_000m - 400_000m);
        Assert.Equal(settlement.Earned.Unrounded, contract.Prepare().Earned(experience));

        // The payoff of one arrangement, the other held fixed, agrees with settling.
        var payoff = contract.PayoffOverSpending(experience, "joint-replacement-bundle");
        foreach (var spent in new[] { 1_000_000m, 1_600_000m, 1_600_000.01m, 2_000_000m, 2_399_999.99m, 2_400_000m, 3_000_000m })
        {
            var moved = experience with { Parts = [experience.Parts[0], Part("joint-replacement-bundle", 2_000_000m, spent)] };
            Assert.Equal(contract.Settle(moved).Earned.Unrounded, payoff.At(spent));
        }
    }

    [Theory]
    [InlineData(60_000_000, 900_000, true)]
    [InlineData(50_000_000, 1_000_000, false)]
    public void A_protected_base(decimal spent, decimal total, bool bound)
    {
        var contract = Of("protected", [BaseFee, Capitation]) with
        {
            Clauses = [new Floor { Label = "Protected base: 90 % of the fee",
            At = 90.Percent().Of(new("base-fee")) }]
        };
        var settlement = contract.Settle(new()
        {
            Facts = [Number.Of("base-fee", Money.Of(1_000_000m))],
            Parts = [Part("base-fee", 1_000_000m), Part("capitation", 50_000_000m, spent)],
        });
        Closes(settlement, total);
        Assert.Equal(bound ? Effect.Bound : Effect.DidNotBind, settlement.Coverage.Single().Effect);
    }

    [Fact]
    public void Total_at_risk_is_limited_over_the_sum_and_not_allocated_back()
    {
        var contract = Of("at-risk", [Capitation,
            CarveOut]) with
        { Clauses = [new Limit { Label = "Total at risk", Gain = Money.Of(3_000_000m), Loss = Money.Of(2_000_000m) }] };
        var gain = contract.Settle(new()
        {
            Parts = [Part("capitation", 50_000_000m, 44_000_000m),
            Part("joint-replacement-bundle", 2_000_000m, 2_600_000m)]
        });
        Closes(gain, 3_000_000m);
        Assert.Equal(5_500_000m, gain.Parts[0].Earned.Unrounded);
        var loss = contract.Settle(new()
        {
            Parts = [Part("capitation", 50_000_000m, 56_000_000m),
            Part("joint-replacement-bundle", 2_000_000m, 2_000_000m)]
        });
        Closes(loss, -2_000_000m);
    }

    [Theory]
    [InlineData(4_000_000, 3_800_000, true)]
    [InlineData(2_000_000, 2_000_000, false)]
    public void A_limit_of_the_reduction_from_year_to_year(decimal lastYear, decimal total, bool bound)
    {
        // An existing clause says it: the floor is a share of last year's total.
        var contract = Of("limiter",
            [BaseFee, Bonus]) with
        { Clauses = [new Floor { Label = "At most 5 % less than last year", At = 95.Percent().Of(LastYear) }] };
        var settlement = contract.Settle(new()
        {
            Facts = [Number.Of(LastYear, Money.Of(lastYear))],
            Parts = [Part("base-fee", 1_000_000m), Part("bonus", 1_000_000m) with { Facts = [Quality.Met(Rate.One)] }],
        });
        Closes(settlement, total);
        Assert.Equal(bound ? Effect.Bound : Effect.DidNotBind, settlement.Coverage.Single().Effect);
    }

    [Fact]
    public void All_three_over_one_sum_in_the_order_of_the_contract()
    {
        var contract = Of("all-three", [BaseFee, Capitation]) with
        {
            Clauses =
            [
                new Limit { Label = "Total at risk", Gain = Money.Of(5_000_000m), Loss = Money.Of(3_000_000m) },
                new Floor { Label = "At most 5 % less than last year", At = 95.Percent().Of(LastYear) },
                new Floor { Label = "Protected base", At = new WholeOf(new("protected-base")) },
            ],
        };
        var settlement = contract.Settle(new()
        {
            Facts = [Number.Of(LastYear, Money.Of(1_000_000m)), Number.Of("protected-base", Money.Of(900_000m))],
            Parts = [Part("base-fee", 1_000_000m), Part("capitation", 50_000_000m, 58_000_000m)],
        });
        Closes(settlement, 950_000m);
        Assert.Equal([Effect.Bound, Effect.Bound, Effect.DidNotBind], settlement.Coverage.Select(static c => c.Effect));
    }

    [Fact]
    public void A_missing_part_and_a_part_of_nobody_are_refused()
    {
        var failures = Of("x", [BaseFee, Bonus]).TrySettle(new() { Parts = [Part("base-fee", 1m), Part("somebody", 1m)] }).Failures;
        Assert.Contains(failures, static f => f.Code == "part-missing");
        Assert.Contains(failures, static f => f.Code == "part-unknown");
    }

    [Fact]
    public void One_arrangement_equals_the_short_form()
    {
        var rate = Gen.Choose(0, 100).Select(static n => Rate.Of(n / 100m));
        var cases =
            from benchmark in Gen.Choose(1, 1_000_000)
            from percent in Gen.Choose(0, 220)
            from first in rate
            from second in rate
            from edge in Gen.Choose(1, 30)
            from minimum in Gen.Choose(0, 5)
            from cap in Gen.Choose(0, 40)
            from sequestration in Gen.Choose(0, 5)
            from order in Gen.Shuffle(new[] { 0, 1, 2, 3 })
            select (Benchmark: (decimal)benchmark, Spent: benchmark * percent / 100m, Clauses: order.Select(i => (Clause)(i switch
            {
                0 => new MinimumRate { Savings = minimum.Percent(), Losses = minimum.Percent(), Shares = Sharing.FirstDollar },
                1 => new MarginalBands
                {
                    Gain = [new(first, edge.Percent()), new(second)],
                    Loss = [new(second, edge.Percent()), new(first)]
                },
                2 => new Limit { Gain = cap.Percent(), Loss = cap.Percent() },
                _ => new Sequestration { Rate = sequestration.Percent(), AppliesTo = AppliesTo.Gains },
            })).ToValueList());
        Curves.CurveProperty.Holds(cases, 300, static c =>
        {
            var shortForm = new Contract { Id = "x", Currency = "USD", Term = Term, Clauses = c.Clauses };
            var composed = new Contract
            {
                Id = "x",
                Currency = "USD",
                Term = Term,
                Parts = [new Arrangement { Id = "only", Clauses = c.Clauses }]
            };
            var experience = new Experience { Benchmark = Money.Of(c.Benchmark), Expenditure = Money.Of(c.Spent) };
            var whole = new Experience { Parts = [experience with { Arrangement = "only" }] };
            var one = shortForm.Settle(experience);
            var several = composed.Settle(whole);
            Assert.Equal(one.Earned, several.Earned);
            Assert.Equal(one.Lines, several.Parts[0].Lines);
            Assert.Equal(shortForm.PayoffOverSpending(experience).Curve, composed.PayoffOverSpending(whole, "only").Curve);
        });
    }

    private static Contract Of(string id, ValueList<Agreement> parts) =>
        new() { Id = id, Currency = "USD", Term = Term, Parts = parts };

    private static Experience Part(string arrangement, decimal opening) => new() { Arrangement = arrangement, Opening = Money.Of(opening) };

    private static Experience Part(string arrangement, decimal benchmark, decimal spent) =>
        new() { Arrangement = arrangement, Benchmark = Money.Of(benchmark), Expenditure = Money.Of(spent) };

    private static void Closes(Settlement settlement, decimal total)
    {
        Assert.Equal(total, settlement.Earned.Unrounded);
        Assert.Equal(settlement.Opening, settlement.Parts.Sum(static p => p.Earned.Unrounded));
        Agreeing.LinesReplayAndAddUp(settlement);
        Assert.All(settlement.Parts, Agreeing.LinesReplayAndAddUp);
        Assert.All(settlement.Parts, static p => Assert.NotEmpty(p.Lines));
    }
}
