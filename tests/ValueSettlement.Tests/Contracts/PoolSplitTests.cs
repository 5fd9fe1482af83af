using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Pools that are split before any contract. The participants are made up; the rule of the weights is that of Tenn. R. &amp; Regs.
/// 1200-13-02-.11: Medicaid days × share of quality points.</summary>
public sealed class PoolSplitTests
{
    private static Figure Weight(decimal value) => new() { Value = value, Unit = Unit.Factor };

    private static PoolSplit Of(decimal pool, params ReadOnlySpan<(string Name, decimal Weight, decimal? Limit)> shares)
    {
        var list = new List<PoolShare>();
        foreach (var (name, weight, limit) in shares)
        {
            list.Add(new(name, Weight(weight), limit is { } most ? Money.Of(most) : null));
        }

        return new() { Pool = Money.Of(pool), Participants = [.. list], Leftover = LeftoverTo.RolledForward };
    }

    [Fact]
    public void Days_by_points_share_the_pool_to_the_cent()
    {
        var days = new Workings();
        var weight = days.Figure(days.Multiply(new("weight", "Days by points"), Quantity.Of("days", 12_000m), Quantity.Of("points", 0.5m)));
        var split = new PoolSplit
        {
            Pool = Money.Of(40_000_000.01m),
            Participants = [new("north", weight), new("south", Weight(9_000m)), new("east", Weight(3_000m))],
            Leftover = LeftoverTo.Retained,
            Authority = Authority.Of("Tenn. R. & Regs. 1200-13-02-.11"),
        }.Split();
        Assert.Equal([13_333_333.34m, 20_000_000m, 6_666_666.67m], split.Amounts.Select(static a => a.Amount.Value!.Value));
        Assert.Equal((0m, LeftoverTo.Retained), (split.Left.Value, split.GoesTo));
        Assert.All(split.Amounts.SelectMany(static a => a.Amount.Lines).Concat(split.Left.Lines),
            static line => Assert.Equal(line.Value, line.Replay()));

        // An amount is the opening of a contract.
        var contract = new Contract
        {
            Id = "north",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Opening = OpeningAmount.Stated,
            Clauses = [new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }],
        };
        var settled = contract.Settle(new() { Opening = split.Amounts[0].Amount });
        Assert.Equal(13_066_666.67m, settled.Earned.Published);
        Assert.Contains(settled.Lines, static line => line.Label == "Share of the pool");
    }

    [Fact]
    public void Limits_go_to_the_others_and_what_is_left_says_where()
    {
        var split = Of(100m, ("a", 1m, 10m), ("b", 1m, null), ("c", 2m, null)).Split();
        Assert.Equal([10m, 30m, 60m], split.Amounts.Select(static a => a.Amount.Value!.Value));
        Assert.Equal(["beyond its limit 15", "from the limits of others 5", "from the limits of others 10"],
            split.Amounts.Select(static a => a.Amount.Lines[^1].Operands[1])
                .Select(static o => $"{o.Name} {UnitText.Of(o.Value!.Value, o.Unit)}"));
        Assert.Equal(["Amount, less what is beyond its limit: 25 − 15 = 10", "Amount, with what the limits of others leave: 25 + 5 = 30",
            "Amount, with what the limits of others leave: 50 + 10 = 60"],
            split.Amounts.Select(static a => a.Amount.Lines[^1].ToString()));
        var left = Of(100m, ("a", 1m, 10m), ("b", 1m, 20m)).Split();
        Assert.Equal((70m, LeftoverTo.RolledForward), (left.Left.Value, left.GoesTo));
        Assert.Equal("Left over: to the next period: 100 − 30 = 70", left.Left.Lines[^1].ToString());
    }

    [Fact]
    public void Floors_and_whole_units_are_named_by_the_line_of_the_amount()
    {
        var floor = (Of(100m, ("a", 1m, null), ("b", 4m, null)) is var split ? split with
        {
            Participants = [split.Participants[0] with { Floor = Money.Of(60m) }, split.Participants[1]],
        } : null!).Split();
        Assert.Equal(["Amount, with what is lacking to its floor: 20 + 40 = 60",
            "Amount, less what goes to the floors of others: 80 − 40 = 40"],
            floor.Amounts.Select(static a => a.Amount.Lines[^1].ToString()));
        var thirds = Of(100m, ("a", 1m, null), ("b", 1m, null), ("c", 1m, null)).Split();
        Assert.All(thirds.Amounts, static a =>
            Assert.StartsWith("Amount in whole units, which add up to the pool: 33.333333", a.Amount.Lines[^1].ToString(),
                StringComparison.Ordinal));
        Assert.StartsWith("Amount: 50 ", Of(100m, ("a", 1m, null), ("b", 1m, null)).Split().Amounts[0].Amount.Lines[^1].ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        Says("no-positive-weight participants", Of(1m, ("a", 0m, null)));
        Says("no-positive-weight participants", Of(1m));
        Says("id-twice participants", Of(1m, ("a", 1m, null), ("a", 1m, null)));
        Says("figure-range pool", Of(1m, ("a", 1m, null)) with { Pool = Money.Of(-1m) });
        Says("figure-range pool", Of(1m, ("a", 1m, null)) with { Pool = Figure.Absent(AbsenceKind.Missing, "Not stated.") });
        Says("leftover-unknown leftover", Of(1m, ("a", 1m, null)) with { Leftover = (LeftoverTo)7 });
        Says("figure-range participants[0].weight, figure-range participants[1].limit", Of(1m, ("a", -1m, null), ("b", 1m, -1m)));
        Says("figure-range participants[0].weight", Of(1m, ("a", 2_000_000_000_000m, null)));

        static void Says(string expected, PoolSplit split) => Assert.Equal(expected, string.Join(", ",
            Assert.Throws<SettlementException>(() => split.Split()).Failures.Select(static f => $"{f.Code} {f.Path}")));
    }

    [Fact]
    public void Nothing_of_the_pool_is_lost() => CurveProperty.Holds(
        from pool in Gen.Choose(0, int.MaxValue)
        from weights in Gen.Choose(0, 1_000_000).ListOf(6)
        from limits in Gen.Choose(-1, 2_000_000).ListOf(6)
        where weights.Any(static w => w > 0)
        select (pool, weights: weights.ToArray(), limits: limits.ToArray()), 200, c =>
        {
            var split = new PoolSplit
            {
                Pool = Money.Of(c.pool / 1_000m),
                Participants = [.. c.weights.Select((w, i) => new PoolShare($"p{i}", Weight(w / 7m),
                    c.limits[i] < 0 ? null : Money.Of(c.limits[i] / 1_000m)))],
                Leftover = LeftoverTo.ChallengePool,
            }.Split();
            Assert.Equal(Rounding.Cents.Apply(c.pool / 1_000m), split.Left.Value + split.Amounts.Sum(static a => a.Amount.Value));
            Assert.True(split.Left.Value >= 0m);
            Assert.All(split.Amounts.SelectMany(static a => a.Amount.Lines).Concat(split.Left.Lines),
                static line => Assert.Equal(line.Value, line.Replay()));
        });
}
