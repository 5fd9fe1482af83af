using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Pools that are paid in full: claims are scaled up as well, at most by a factor if there is one.</summary>
public sealed class PoolTests
{
    private static readonly Basis InPool = new("pool");

    private static Contract Sum(Pool pool, params string[] names) => new()
    {
        Id = "pool",
        Currency = "USD",
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Pool = pool,
        Parts = names.Select(Agreement (n) => new Arrangement { Id = n, Opening = OpeningAmount.Stated }).ToValueList(),
    };

    private static Pool InFull(Rate? most = null) => new()
    {
        Funding = PoolFunding.StatedAmount,
        Available = InPool,
        Payout = PoolPayout.InFull,
        GreatestFactor = most,
    };

    private static Experience Claims(decimal? held, params ReadOnlySpan<(string Name, decimal Amount)> claims)
    {
        var parts = new List<Experience>();
        foreach (var (name, amount) in claims)
        {
            parts.Add(new() { Arrangement = name, Opening = Money.Of(amount) });
        }

        return new() { Facts = held is { } amountHeld ? [Number.Of(InPool, Money.Of(amountHeld))] : [], Parts = [.. parts] };
    }

    /// <summary>MIPS, 42 CFR 414.1405: claims of 990,000 are scaled to what the others owe, 63,000; the factor is 0.0636364.</summary>
    [Fact]
    public void Charges_are_paid_out_in_full_and_claims_are_scaled_to_them()
    {
        var pool = new Pool { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull, GreatestFactor = Rate.Of(3m) };
        var sum = Sum(pool, "90", "100", "60", "10");
        var settled = sum.Settle(Claims(null, ("90", 540_000m), ("100", 450_000m), ("60", -18_000m), ("10", -45_000m)));
        Assert.Equal([34_363.64m, 28_636.36m, -18_000m, -45_000m], settled.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(0m, settled.Earned.Published);
        Assert.Equal(new SettledAmount(0m, 0m), settled.LeftInPool);

        // Few claims: three times as much at most, and the rest stays.
        var few = sum.Settle(Claims(null, ("90", 10_000m), ("100", 0m), ("60", -18_000m), ("10", -45_000m)));
        Assert.Equal([30_000m, 0m, -18_000m, -45_000m], few.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(-33_000m, few.Earned.Published);
        Assert.Equal(new SettledAmount(33_000m, 33_000m), few.LeftInPool);
        Assert.Equal("63,000 − 30,000", few.Find("pool-left")!.Formula);
        EpisodeChecks.Replays(settled);
        EpisodeChecks.Replays(few);
    }

    [Theory]
    [InlineData(100, null, "75 25", 0)]
    [InlineData(2, null, "1.5 0.5", 0)]
    [InlineData(100, 3, "9 3", 88)]
    [InlineData(10, 3, "7.5 2.5", 0)]
    [InlineData(0, null, "0 0", 0)]
    public void A_pool_pays_all_it_holds_and_no_more_than_its_factor_allows(int held, int? most, string paid, int left)
    {
        var sum = Sum(InFull(most is { } factor ? Rate.Of(factor) : null), "a", "b");
        var settled = sum.Settle(Claims(held, ("a", 3m), ("b", 1m)));
        Assert.Equal(paid.Split(' ').Select(static p => decimal.Parse(p, System.Globalization.CultureInfo.InvariantCulture)),
            settled.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(left, settled.LeftInPool!.Value.Published);
        Assert.Equal(left == 0 ? null : left, settled.Find("pool-left")?.Value);
        EpisodeChecks.Replays(settled);
    }

    [Fact]
    public void What_nobody_claims_stays_in_the_pool_and_is_said()
    {
        var settled = Sum(InFull(), "a", "b").Settle(Claims(100m, ("a", 0m), ("b", -5m)));
        Assert.Equal((-5m, 100m), (settled.Earned.Published, settled.LeftInPool!.Value.Published));
        Assert.Contains("| Left in the pool | 100 − 0 | 100 |", settled.Statement(), StringComparison.Ordinal);
        Assert.Contains("nothing is claimed", settled.Statement(), StringComparison.Ordinal);
        EpisodeChecks.Replays(settled);

        // A trace in the guard digits is no claim.
        var trace = Sum(InFull(), "a") with
        {
            Parts = [new Arrangement
            {
                Id = "a",
                Opening = OpeningAmount.Stated,
                Clauses = [new SharingRate { Gain = Rate.Of(0.0000000001m), Loss = Rate.Zero }],
            }],
        };
        Assert.Equal(100m, trace.Settle(Claims(100m, ("a", 1m))).LeftInPool!.Value.Published);

        // One that scales down says what it keeps as well; one by factor holds nothing.
        var down = Sum(new() { Funding = PoolFunding.StatedAmount, Available = InPool }, "a");
        Assert.Equal(60m, down.Settle(Claims(100m, ("a", 40m))).LeftInPool!.Value.Published);
        var byFactor = Sum(new() { Funding = PoolFunding.StatedFactor, Factor = 50.Percent() }, "a");
        Assert.Null(byFactor.Settle(Claims(null, ("a", 40m))).LeftInPool);
        Assert.Null((down with { Pool = null }).Settle(Claims(null, ("a", 40m))).LeftInPool);
    }

    [Fact]
    public void What_is_left_and_what_is_paid_are_the_pool_to_the_cent()
    {
        var settled = Sum(InFull(Rate.Of(3m)), "a", "b").Settle(Claims(0.05m, ("a", 0.005m), ("b", 0.0100001m)));
        Assert.Equal((0.0453003m, 0.05m), (0.05m - settled.LeftInPool!.Value.Unrounded + 0.0003m, settled.Parts.Sum(
            static p => p.BroughtIn!.Value.Published)));
        Assert.Equal(0.05m, settled.LeftInPool.Value.Published + settled.Parts.Sum(static p => p.BroughtIn!.Value.Published));
    }

    public static TheoryData<string, Pool> Contradictory => new()
    {
        { "pool-payout pool.payout", new() { Funding = PoolFunding.StatedFactor, Factor = 50.Percent(), Payout = PoolPayout.InFull } },
        { "pool-payout pool.payout", InFull() with { Payout = (PoolPayout)7 } },
        { "pool-greatest-factor pool.greatestFactor", new() { Funding = PoolFunding.Charges, GreatestFactor = Rate.Of(3m) } },
        { "pool-greatest-factor pool.greatestFactor", InFull(Rate.One) },
        { "pool-greatest-factor pool.greatestFactor", InFull(Rate.Of(-3m)) },
    };

    [Theory]
    [MemberData(nameof(Contradictory))]
    public void A_pool_that_contradicts_itself_is_a_failure(string expected, Pool pool) =>
        Assert.Equal(expected, string.Join(", ", Sum(pool, "a").Validate().Select(static f => $"{f.Code} {f.Path}")));

    [Fact]
    public void A_pool_that_is_paid_in_full_holds_an_amount_that_can_be_divided()
    {
        var failure = Assert.Single(Sum(InFull(), "a").TrySettle(Claims(200_000_000_000_000m, ("a", 1m))).Failures);
        Assert.Equal(("pool-range", "numbers.pool"), (failure.Code, failure.Path));
        var owed = Sum(new() { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull }, "a", "b");
        failure = Assert.Single(owed.TrySettle(Claims(null, ("a", 1m), ("b", -200_000_000_000_000m))).Failures);
        Assert.Equal(("pool-range", "parts"), (failure.Code, failure.Path));
        Assert.True(Sum(InFull(), "a").TrySettle(Claims(100_000_000_000_000m, ("a", 100_000_000_000_000m))).IsSettled);
    }

    [Fact]
    public void A_pool_that_is_paid_in_full_says_so()
    {
        Assert.Contains("from the pool in full: scaled down in proportion where the claims are larger, and up where they are smaller; "
            + "it stays in the pool only if nothing is claimed.", Sum(InFull(), "a").InWords(), StringComparison.Ordinal);
        Assert.Contains("from what the others owe in full: scaled down in proportion where the claims are larger, and up where they are "
            + "smaller, to at most 300% of each; what is left then stays in the pool.",
            Sum(new() { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull, GreatestFactor = Rate.Of(3m) }, "a").InWords(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Payout_and_greatest_factor_are_part_of_the_digest()
    {
        string Digest(Pool pool) => SettlementJson.Digest(Sum(pool, "a"));
        Pool[] pools = [InFull() with { Payout = PoolPayout.ScaledDown }, InFull(), InFull(Rate.Of(3m)), InFull(Rate.Of(2m))];
        Assert.Equal(pools.Length, pools.Select(Digest).Distinct().Count());
        Assert.Equal(Digest(InFull()), Digest(InFull() with { Authority = Authority.Of("Exhibit D") }));
    }

    public static TheoryData<string, Action<System.Text.Json.Nodes.JsonNode>> Tampered => new()
    {
        { "leftInPool.unrounded", static d => d["leftInPool"]!["unrounded"] = 1m },
        { "leftInPool.published", static d => d["leftInPool"]!["published"] = 1m },
        { "leftInPool.unrounded", static d => d["leftInPool"]!["unrounded"] = -1m },
        { "opening", static d => d.AsObject().Remove("leftInPool") },
        { "opening", static d => d["parts"]!.AsArray().RemoveAt(0) },
        { "parts[1].leftInPool", static d => d["parts"]![1]!["leftInPool"] = d["leftInPool"]!.DeepClone() },
        { "lines", static d => d["lines"]!.AsArray().Single(static l => (string)l!["key"]! == "pool-greatest")!["value"] = 1m },
    };

    [Theory]
    [MemberData(nameof(Tampered))]
    public void An_altered_document_of_a_pool_in_full_is_refused(string path, Action<System.Text.Json.Nodes.JsonNode> alter)
    {
        var settled = Json.JsonSamples.PaidInFull.Settle(Json.JsonSamples.PaidInFullFacts);
        Assert.True(settled.LeftInPool!.Value.Published > 0m);
        Assert.True(settled.Parts[0].BroughtIn!.Value.Unrounded > settled.Parts[0].Earned.Unrounded);
        var document = System.Text.Json.Nodes.JsonNode.Parse(SettlementJson.Write(settled))!;
        alter(document);
        Assert.False(SettlementJson.TryReadSettlement(document.ToJsonString(), out _, out var failures));
        Assert.Contains(failures, f => f.Path.StartsWith(path, StringComparison.Ordinal));
    }

    /// <summary>Whatever the claims: nothing is lost, and neither their order nor, without a limit, their scale matters.</summary>
    [Fact]
    public void A_pool_in_full_keeps_every_cent_and_asks_only_for_proportions() => CurveProperty.Holds(
        from claims in Gen.Choose(0, 5_000_000).ListOf(5)
        from held in Gen.Choose(0, 90_000_000)
        from factor in Gen.Elements(7, 1_000)
        from most in Gen.Elements<Rate?>(null, Rate.Of(3m), Rate.Ratio(7, 3))
        select (claims: claims.ToArray(), held, factor, most), 200, c =>
        {
            string[] names = ["a", "b", "c", "d", "e"];
            Settlement Settle(decimal scale, bool reversed)
            {
                var claims = names.Select((n, i) => (n, c.claims[i] / 100m * scale)).ToArray();
                var order = reversed ? names.Reverse().ToArray() : names;
                return Sum(InFull(c.most), order).Settle(Claims(c.held / 100m, reversed ? claims.Reverse().ToArray() : claims));
            }

            var settled = Settle(1m, reversed: false);
            var published = settled.Parts.ToDictionary(static p => p.Arrangement!, static p => p.BroughtIn!.Value);
            Assert.Equal(c.held / 100m, published.Values.Sum(static a => a.Published) + settled.LeftInPool!.Value.Published);
            Assert.Equal(settled.Earned.Published, published.Values.Sum(static a => a.Published));
            Assert.All(Settle(1m, reversed: true).Parts, p => Assert.Equal(published[p.Arrangement!], p.BroughtIn));
            if (c.most is null)
            {
                Assert.All(Settle(c.factor, reversed: false).Parts, p => Assert.Equal(published[p.Arrangement!], p.BroughtIn));
            }
        });

    /// <summary>A larger claim never brings less, the others held fixed.</summary>
    [Fact]
    public void A_larger_claim_never_brings_less() => CurveProperty.Holds(
        from others in Gen.Choose(-2_000_000, 5_000_000).ListOf(3)
        from one in Gen.Choose(-1_000_000, 5_000_000)
        from more in Gen.Choose(1, 1_000_000)
        from held in Gen.Choose(0, 20_000_000)
        from charges in Gen.Elements(true, false)
        from most in Gen.Elements<Rate?>(null, Rate.Of(3m))
        select (others: others.ToArray(), one, more, held, charges, most), 200, c =>
        {
            var pool = InFull(c.most);
            pool = c.charges ? pool with { Funding = PoolFunding.Charges, Available = null } : pool;
            decimal Brings(int cents) => Sum(pool, "a", "b", "c", "d").Settle(Claims(c.charges ? null : c.held / 100m, ("a", cents / 100m),
                ("b", c.others[0] / 100m), ("c", c.others[1] / 100m), ("d", c.others[2] / 100m))).Parts[0].BroughtIn!.Value.Unrounded;
            Assert.True(Brings(c.one + c.more) >= Brings(c.one));
        });
}
