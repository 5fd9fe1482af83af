using FsCheck.Fluent;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Values;

/// <summary>A budget that is divided by score between a floor and a ceiling for each team.</summary>
public sealed class AllocationFloorTests
{
    private static IEnumerable<decimal> Amounts(Allocation divided) => divided.Parts.Select(static p => p.Amount.Amount);

    [Fact]
    public void A_floor_is_paid_by_the_others_in_proportion()
    {
        // 100 by 5 : 3 : 2 is 50, 30, 20; c is lifted to 30, and a and b share 70 by 5 : 3.
        var divided = Allocation.Divide(Money.Of(100m), [new("a", 5m), new("b", 3m), new("c", 2m, Floor: Money.Of(30m))], Rounding.Cents);
        Assert.Equal([43.75m, 26.25m, 30m], Amounts(divided));
    }

    [Fact]
    public void A_limit_may_give_back_what_a_floor_needs()
    {
        // 100 by 8 : 1 : 1 is 80, 10, 10. The limit takes 40 away, which is more than the floor lacks (5): first the limit, then b and c
        // share 60 by halves, and the floor of 15 is met without doing anything.
        var divided = Allocation.Divide(Money.Of(100m),
            [new("a", 8m, Money.Of(40m)), new("b", 1m, Floor: Money.Of(15m)), new("c", 1m)], Rounding.Cents);
        Assert.Equal([40m, 30m, 30m], Amounts(divided));
    }

    [Fact]
    public void A_floor_may_make_a_limit_idle()
    {
        // 100 by 5 : 4 : 1 is 50, 40, 10. The floor lacks 40, the limit takes 5: with the floor first, a and b share 50 by 5 : 4.
        var divided = Allocation.Divide(Money.Of(100m),
            [new("a", 5m, Money.Of(45m)), new("b", 4m), new("c", 1m, Floor: Money.Of(50m))], Rounding.Cents);
        Assert.Equal([27.78m, 22.22m, 50m], Amounts(divided));
    }

    [Fact]
    public void Weight_zero_gets_its_floor_and_halves_of_a_cent_are_lifted()
    {
        var divided = Allocation.Divide(Money.Of(-100m), [new("a", 0m, Floor: Money.Of(10.005m)), new("b", 1m)], Rounding.Cents);
        Assert.Equal([-10.01m, -89.99m], Amounts(divided));
    }

    [Fact]
    public void Bounds_that_cannot_be_met_say_why()
    {
        Assert.Equal(AllocationProblem.FloorsExceed, Allocation.Divide(Money.Of(100m),
            [new("a", 1m, Floor: Money.Of(60m)), new("b", 1m, Floor: Money.Of(40.01m))], Rounding.Cents).Problem);
        Assert.Equal(AllocationProblem.FloorAboveLimit, Allocation.Divide(Money.Of(100m),
            [new("a", 1m, Money.Of(1.009m), Money.Of(1.001m)), new("b", 1m)], Rounding.Cents).Problem);
        Assert.Equal(AllocationProblem.Negative, Allocation.Divide(Money.Of(100m),
            [new("a", 1m, Floor: Money.Of(-1m)), new("b", 1m)], Rounding.Cents).Problem);
    }

    [Fact]
    public void Every_budget_that_the_bounds_hold_is_divided_to_the_last_cent() => CurveProperty.Holds(
        from budget in Gen.Choose(0, 2_000_000)
        from teams in Gen.NonEmptyListOf(
            from weight in Gen.Choose(0, 12)
            from floor in Gen.Choose(0, 100_000)
            from room in Gen.Choose(0, 400_000)
            from bounded in Gen.Choose(0, 3)
            select (weight, floor, room, bounded))
        select (budget, teams: teams.ToArray()), 500, static c =>
        {
            var claims = c.teams.Select(static (t, i) => new AllocationClaim(FormattableString.Invariant($"t{i:000}"), t.weight,
                t.bounded > 1 ? Money.Of((t.floor + t.room) / 100m) : null,
                t.bounded % 2 == 1 ? Money.Of(t.floor / 100m) : null)).ToValueList();
            var divided = Allocation.Divide(Money.Of(c.budget / 100m), claims, Rounding.Cents);
            var floors = claims.Sum(static k => k.Floor?.Amount ?? 0m);
            if (claims.All(static k => k.Weight == 0m) || floors > c.budget / 100m)
            {
                Assert.NotEqual(AllocationProblem.None, divided.Problem);
                return;
            }

            Assert.Equal(c.budget / 100m, Amounts(divided).Sum() + divided.Unallocated.Amount);
            Assert.All(divided.Parts.Zip(claims), static p => Assert.InRange(p.First.Amount.Amount, p.Second.Floor?.Amount ?? 0m,
                p.Second.Limit?.Amount ?? decimal.MaxValue));
            Assert.Equal(divided.Parts.Reverse(),
                Allocation.Divide(Money.Of(c.budget / 100m), claims.Reverse().ToValueList(), Rounding.Cents).Parts);

            // Who is between its bounds has the same amount for each point of weight as every other one, to the cent.
            var free = divided.Parts.Zip(claims).Where(static p => p.Second.Weight > 0m && p.First.Amount != p.Second.Floor
                && p.First.Amount != p.Second.Limit).Select(static p => (Paid: p.First.Amount.Amount, p.Second.Weight)).ToArray();
            Assert.All(free, p => Assert.True(Math.Abs((p.Paid / p.Weight) - (free[0].Paid / free[0].Weight)) < 0.02m));
            Assert.True(divided.Unallocated == Money.Zero || free.Length == 0);
        });
}
