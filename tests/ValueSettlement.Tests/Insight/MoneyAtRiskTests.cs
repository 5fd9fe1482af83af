using NodaTime;

namespace ValueSettlement.Tests.Insight;

/// <summary>The least and the greatest amount payable, and how much of it depends on what happens.</summary>
public sealed class MoneyAtRiskTests
{
    private static Contract Of(OpeningAmount opening, params ValueList<Clause> clauses) => new()
    {
        Id = "base-and-bonus",
        Currency = "GBP",
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Opening = opening,
        Clauses = clauses,
    };

    [Fact]
    public void Base_fee_and_bonus_at_risk()
    {
        // Half of what is saved, at most 60,000, half of what is lost, at most 30,000, and 400,000 whatever happens.
        var contract = Of(OpeningAmount.BenchmarkLessExpenditure, new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() },
            new Limit { Gain = Money.Of(60_000m), Loss = Money.Of(30_000m) },
            new Addition { Label = "Base fee", Amount = Money.Of(400_000m) }).Prepare();
        var risk = contract.AtRisk(new() { Benchmark = Money.Of(1_000_000m) }, Money.Of(-500_000m), Money.Of(500_000m), Money.Of(400_000m));
        Assert.Equal((370_000m, 460_000m, 90_000m, 0.225m),
            (risk.Least.Value, risk.Greatest.Value, risk.AtRisk.Value, risk.ShareOfBase.Value));
        Assert.Equal("370,000 to 460,000: 90,000 at risk, 22.5% of the base", risk.ToString());

        // A cent before the limit half a cent is published as one.
        Assert.Equal(119_999.99m, risk.GreatestAt);
        Assert.All(risk.ShareOfBase.Lines, static line => Assert.Equal(line.Value, line.Replay()));

        var within = contract.AtRisk(new() { Benchmark = Money.Of(1_000_000m) }, Money.Of(-20_000m), Money.Of(40_000m));
        Assert.Equal((390_000m, 420_000m), (within.Least.Value, within.Greatest.Value));
        Assert.Equal(AbsenceKind.NotApplicable, within.ShareOfBase.Absence?.Kind);
    }

    [Fact]
    public void A_cliff_counts_with_the_cent_before_it()
    {
        // Whole bands: up to 1,000 all of it, beyond it a half. The greatest amount is at 1,000 itself, the least beyond it a cent later.
        var contract = Of(OpeningAmount.Stated, new WholeBands
        {
            Gain = [new(Rate.One, Money.Of(1_000m)), new(50.Percent())],
            Loss = [new(Rate.Zero)],
        }).Prepare();
        var risk = contract.AtRisk(new(), Money.Of(900m), Money.Of(1_900m));
        Assert.Equal((1_000m, 1_000m), (risk.Greatest.Value, risk.GreatestAt));
        Assert.Equal((500.01m, 1_000.01m), (risk.Least.Value, risk.LeastAt));
    }

    [Fact]
    public void What_is_payable_counts_and_not_what_is_earned()
    {
        var contract = Of(OpeningAmount.Stated, new SharingRate { Gain = Rate.One, Loss = Rate.One }) with
        {
            Payment = [new PriorSettlement()],
        };
        var facts = new Experience { Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(40m))] };
        var risk = contract.Prepare().AtRisk(facts, Money.Zero, Money.Of(100m));
        Assert.Equal((-40m, 60m), (risk.Least.Value, risk.Greatest.Value));
    }

    [Fact]
    public void One_part_varies_and_the_others_are_held()
    {
        var contract = Of(OpeningAmount.BenchmarkLessExpenditure) with
        {
            Parts =
            [
                new Arrangement { Id = "fee", Opening = OpeningAmount.Stated },
                new Arrangement { Id = "bonus", Opening = OpeningAmount.Stated, Clauses = [new Limit { Gain = Money.Of(50m) }] },
            ],
            Clauses = [new Floor { At = Money.Of(80m) }],
        };
        ValueList<Experience> parts = [new() { Arrangement = "fee", Opening = Money.Of(100m) }, new() { Arrangement = "bonus" }];
        var risk = contract.Prepare().AtRisk(new() { Parts = parts }, Money.Of(-1_000m), Money.Of(1_000m), Money.Of(100m), "bonus");
        Assert.Equal((80m, 150m, 0.7m), (risk.Least.Value, risk.Greatest.Value, risk.ShareOfBase.Value));
        Assert.Contains(risk.HeldFixed, static held => held.Contains("'fee'", StringComparison.Ordinal));

        var paid = contract with { Clauses = [], Pays = Payee.Parts };
        var thrown = Assert.Throws<SettlementException>(() =>
            paid.Prepare().AtRisk(new() { Parts = parts }, Money.Of(5m), Money.Of(-5m), null, "bonus"));
        Assert.Equal(["bounds-order", "at-risk-parts"], thrown.Failures.Select(static f => f.Code));
    }

    [Fact]
    public void Scores_are_settled_one_by_one()
    {
        // 30 % kept from 50 points, 100 % from 80; a withhold of 12,345.67.
        var contract = Of(OpeningAmount.Stated, new SharingRate
        {
            Gain = RateByScore.Steps((50.Percent(), 30.Percent()), (80.Percent(), Rate.One)),
            Loss = Rate.Zero,
        }).Prepare();
        var facts = new Experience { Opening = Money.Of(12_345.67m), Facts = [Quality.Met(Rate.Zero)] };
        var risk = contract.AtRiskOverScores(facts, Rate.Zero, Rate.One, 1.Percent(), Money.Of(100_000m));
        Assert.Equal((0m, 12_345.67m, 0.1234567m), (risk.Least.Value, risk.Greatest.Value, risk.ShareOfBase.Value));
        Assert.Equal((0m, 0.8m), (risk.LeastAt, risk.GreatestAt));

        // The last score is asked even where the steps do not meet it.
        var some = contract.AtRiskOverScores(facts, 45.Percent(), 80.Percent(), 20.Percent());
        Assert.Equal((0m, 12_345.67m), (some.Least.Value, some.Greatest.Value));

        var thrown = Assert.Throws<SettlementException>(() =>
            contract.AtRiskOverScores(facts with { Facts = [] }, 110.Percent(), Rate.One, Rate.Zero));
        Assert.Equal(["score-range", "bounds-order", "score-step", "quality-missing"], thrown.Failures.Select(static f => f.Code));
    }

    /// <summary>Where parts are paid, each has its own amount at risk, after the pool; the sum is paid to nobody.</summary>
    [Fact]
    public void Of_a_part_that_is_paid_the_payment_after_the_pool_is_at_risk()
    {
        Arrangement Part(string id, ValueList<Clause> clauses) => new() { Id = id, Opening = OpeningAmount.Stated, Clauses = clauses };
        var contract = new Contract
        {
            Id = "network",
            Currency = "USD",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            Pays = Payee.Parts,
            Pool = new Pool { Funding = PoolFunding.Charges },
            Parts = [Part("north", [new QualityGate { Score = 50.Percent() }]), Part("south", []), Part("west", [])],
        }.Prepare();
        var facts = new Experience
        {
            Parts =
            [
                new() { Arrangement = "north", Opening = Money.Of(3_000m), Facts = [Quality.Met(Rate.Zero)] },
                new() { Arrangement = "south", Opening = Money.Of(1_000m) },
                new() { Arrangement = "west", Opening = Money.Of(-2_000m) },
            ],
        };
        MoneyAtRisk Over(params string[] part) => contract.AtRiskOverScores(facts, Rate.Zero, Rate.One, 10.Percent(), null, part);

        // North claims 3,000 of the 2,000 from half of the score on; without it South gets its 1,000 in full, with it 500.
        Assert.Equal((0m, 1_500m, 1_500m), (Over("north").Least.Value, Over("north").Greatest.Value, Over("north").AtRisk.Value));
        Assert.Equal((500m, 1_000m), (Over("south").Least.Value, Over("south").Greatest.Value));
        foreach (var (part, remedy) in new[] { (Array.Empty<string>(), "The parts of the contract are north, south, west;"),
            (["nort"], "Did you mean 'north'?"), (["north", "x"], "Name nothing after 'north', which has no parts.") })
        {
            var failure = Assert.Single(Assert.Throws<SettlementException>(() => Over(part)).Failures);
            Assert.Equal("at-risk-parts", failure.Code);
            Assert.StartsWith(remedy, failure.Remedy, StringComparison.Ordinal);
        }

        Assert.Equal("at-risk-parts", Assert.Single(Assert.Throws<SettlementException>(() =>
            contract.AtRisk(facts, Money.Zero, Money.Of(5_000m), null, "north")).Failures).Code);
    }
}
