using NodaTime;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Terms that cannot all be meant are failures that name the contradiction; terms that look alike and are meant are not.</summary>
public sealed class ContradictionTests
{
    private static readonly Basis Pool = new("pool-amount");

    private static readonly MinimumRate OneSided = new() { Savings = 2.Percent(), Shares = Sharing.FirstDollar };

    public static TheoryData<string, Clause[]> Contradictory => new()
    {
        // Regions.
        { "region-empty clauses[0].regions[0]", [Region(new(Side.Gain, 5.Percent(), true), new(Side.Gain, 2.Percent(), true))] },
        { "region-empty clauses[0].regions[0]", [Region(new(Side.Loss, 2.Percent(), true), new(Side.Loss, 5.Percent(), true))] },
        { "region-empty clauses[0].regions[0]", [Region(new(Side.Gain, Money.Of(5m), true), new(Side.Gain, Money.Of(5m), false))] },
        { "region-empty clauses[0].regions[0]", [Region(new(Side.Gain, 2.Percent(), true), new(Side.Loss, Pool2(1), true))] },
        { "region-empty clauses[0].regions[0]", [Region(new(Side.Gain, Money.Zero, true), new(Side.Gain, Rate.Zero, true))] },
        { "side-unknown clauses[0].regions[0].from.side", [Region(new((Side)7, 5.Percent(), true), null)] },
        { "side-unknown clauses[0].regions[0].to.side", [Region(null, new((Side)(-1), 5.Percent(), true))] },
        { "region-unreachable clauses[0].regions[1]", [new Choose { Regions = [Named("all", null, null), Named("some", new(Side.Gain,
            1.Percent(), true), null)] }] },
        { "region-unreachable clauses[0].regions[1]", [new Choose { Regions = [Named("gains", new(Side.Gain, Money.Zero, true), null),
            Named("some", new(Side.Gain, 1.Percent(), true), new(Side.Gain, Pool2(1), true))] }] },
        { "otherwise-unreachable clauses[0].otherwise", [new Choose { Regions = [Named("all", null, null)], Otherwise = [new Relief()] }] },
        { "losses-unreachable clauses[1].regions[0]", [OneSided, Region(new(Side.Loss, 5.Percent(), true), new(Side.Loss, Money.Zero,
            true))] },
        // A side that a clause before leaves nothing on.
        { "losses-unreachable clauses[1].loss, losses-unreachable clauses[2].loss",
            [OneSided, new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() },
            new Limit { Gain = 10.Percent(), Loss = 5.Percent() }] },
        { "losses-unreachable clauses[1].losses", [OneSided, new MinimumRate { Savings = 1.Percent(), Losses = 1.Percent(),
            Shares = Sharing.FirstDollar }] },
        { "losses-unreachable clauses[1].loss", [new Floor { At = Money.Zero }, new Limit { Loss = 5.Percent() }] },
        { "losses-unreachable clauses[1].loss", [new SharingRate { Gain = Rate.One, Loss = Rate.Zero }, new Limit { Loss = 5.Percent() }] },
        { "gains-unreachable clauses[1].gain", [new SharingRate { Gain = Rate.Zero, Loss = Rate.One }, new Limit { Gain = 5.Percent() }] },
        { "losses-unreachable clauses[1].appliesTo", [OneSided, new Proration { Factor = 50.Percent(), AppliesTo = AppliesTo.Losses }] },
        { "losses-unreachable clauses[1].loss", [OneSided, new MarginalBands { Gain = [new(50.Percent())], Loss = [new(Rate.Zero,
            2.Percent()), new(10.Percent())] }] },
        { "losses-unreachable clauses[1].otherwise[0].loss",
            [OneSided, new Choose { Regions = [Named("some", new(Side.Gain, 5.Percent(), true), null)],
            Otherwise = [new Limit { Loss = 5.Percent() }] }] },
        { "losses-unreachable clauses[1]", [OneSided, new Relief()] },
        // More than the whole.
        { "limit-above-whole clauses[0].gain.share", [new Limit { Gain = 400.Percent() }] },
        { "limit-above-whole clauses[0].loss.of[1].share", [new Limit { Loss = new LesserOf([5.Percent(), 101.Percent().Of(Pool)]) }] },
        { "minimum-above-whole clauses[0].savings.share", [new MinimumRate { Savings = 200.Percent(), Shares = Sharing.FirstDollar }] },
        { "minimum-above-whole clauses[0].losses.below.share",
            [new MinimumRate { Savings = 2.Percent(), Losses = new FromSize(5_000, 2.Percent(), 200.Percent()),
            Shares = Sharing.FirstDollar }] },
        { "minimum-above-whole clauses[0].savings.scale.rows[0]",
            [new MinimumRate { Savings = new ShareBySize(new([new(1, null, 2m, 2m)], WholeNumbers: true), Basis.Benchmark),
            Shares = Sharing.FirstDollar }] },
        // Words outside their list.
        { "sharing-unknown clauses[0].shares", [OneSided with { Shares = (Sharing)9 }] },
        { "applies-unknown clauses[0].appliesTo", [new Sequestration { Rate = 2.Percent(), AppliesTo = (AppliesTo)9 }] },
        { "quality-standard clauses[0].standard", [new QualityGate { Standard = (QualityStandard)9 }] },
    };

    public static TheoryData<string, Clause[]> Meant => new()
    {
        { "a limit of zero sets a side aside", [new Limit { Gain = Money.Zero }, new MinimumRate { Savings = 2.Percent(),
            Losses = 2.Percent(), Shares = Sharing.FirstDollar }, new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }] },
        { "a share of zero after a one-sided minimum", [OneSided, new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero }] },
        { "a deduction can bring losses back", [OneSided, new Deduction { Amount = Money.Of(5m) }, new Limit { Loss = 5.Percent() }] },
        { "an earlier settlement can too", [OneSided, new PriorSettlement(), new Limit { Loss = 5.Percent() }] },
        { "a region around zero", [Region(new(Side.Loss, 2.Percent(), true), new(Side.Gain, 2.Percent(), true))] },
        { "ends that depend on facts", [Region(new(Side.Gain, Pool2(5), true), new(Side.Gain, 2.Percent(), true))] },
        { "a condition leaves the rest to the next region",
            [new Choose { Regions = [Named("all", null, null) with { When = [new LowRevenue()] },
            Named("some", new(Side.Gain, 1.Percent(), true), null)], Otherwise = [new Relief()] }] },
        { "a limit of the whole", [new Limit { Gain = 100.Percent() }] },
        { "one region closes losses, the other does not", [new Choose { Regions = [Named("gains", new(Side.Gain, 1.Percent(), true),
            null) with { Then = [new Floor { At = Money.Zero }] }] }, new Limit { Loss = 5.Percent() }] },
    };

    [Theory]
    [MemberData(nameof(Contradictory))]
    public void A_contradiction_is_named(string expected, Clause[] clauses) =>
        Assert.Equal(expected.Split(", "), FailureTests.With([.. clauses]).Validate().Select(static f => $"{f.Code} {f.Path}"));

    [Theory]
    [MemberData(nameof(Meant))]
    public void What_is_meant_is_sound(string why, Clause[] clauses) =>
        Assert.True(FailureTests.With([.. clauses]).Validate().Count == 0, why);

    [Fact]
    public void The_failure_names_the_clause_that_closed_the_side()
    {
        var failure = Assert.Single(
            FailureTests.With(OneSided with { Label = "Upside only" }, new Limit { Loss = 5.Percent() }).Validate());
        Assert.Equal("'Upside only' leaves no losses, so that this term for losses can never act.", failure.Rule);
    }

    [Fact]
    public void What_a_contract_of_parts_states_and_does_not_read_is_refused()
    {
        var contract = new Contract
        {
            Id = "two",
            Currency = "USD",
            Term = new DateInterval(new(2024, 1, 1), new(2024, 12, 31)),
            Opening = OpeningAmount.Stated,
            Letters = new("A", "B", "C"),
            Parts = [new Arrangement { Id = "one", Clauses = [new Relief()] },
                new Arrangement { Id = "fee", Opening = OpeningAmount.Stated, Letters = new("A", "", "C"), Clauses = [] }],
        };
        Assert.Equal(["opening-unread opening", "letters-unread letters", "letters-unread parts[1].letters"],
            contract.Validate().Select(static f => $"{f.Code} {f.Path}"));
        var sound = contract with
        {
            Opening = default,
            Letters = null,
            Parts = [contract.Parts[0], contract.Parts[1] with { Letters = new("", "", "C") }]
        };
        Assert.Empty(sound.Validate());
        Experience parts = new()
        {
            Parts = [new() { Arrangement = "one", Benchmark = Money.Of(1m), Expenditure = Money.Of(2m) },
            new() { Arrangement = "fee", Opening = Money.Of(5m) }]
        };
        Assert.Equal(4m, sound.Settle(parts).Earned.Published);
        var stated = parts with { Benchmark = Money.Of(1m), Opening = Money.Of(1m), Arrangement = "two" };
        Assert.Equal(["figure-unread benchmark", "figure-unread opening", "name-unread arrangement"],
            sound.TrySettle(stated).Failures.Select(static f => $"{f.Code} {f.Path}"));
        var inside = parts with
        {
            Parts = [parts.Parts[0] with { Opening = Money.Of(1m) },
            parts.Parts[1] with { Parts = [new() { Arrangement = "x" }] }]
        };
        Assert.Equal(["figure-unread parts[0].opening", "part-unknown parts[1].parts[0].arrangement"],
            sound.TrySettle(inside).Failures.Select(static f => $"{f.Code} {f.Path}"));
    }

    [Fact]
    public void The_clauses_over_a_sum_and_of_a_payment_are_judged_too()
    {
        var sum = FailureTests.With() with
        {
            Parts = [FailureTests.With(new Relief())],
            Clauses = [new Floor { At = Money.Zero }],
            Payment = [new Limit { Loss = 400.Percent() }]
        };
        Assert.Equal(["losses-unreachable payment[0].loss", "limit-above-whole payment[0].loss.share"],
            sum.Validate().Select(static f => $"{f.Code} {f.Path}"));
    }

    private static Level Pool2(int percent) => percent.Percent().Of(Pool);

    private static Choose Region(RegionEnd? from, RegionEnd? to) => new Choose { Regions = [Named("region", from, to)] };

    private static Region Named(string name, RegionEnd? from, RegionEnd? to) => new() { Name = name, From = from, To = to };
}
