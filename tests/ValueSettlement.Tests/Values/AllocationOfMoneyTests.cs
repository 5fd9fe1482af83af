using FsCheck.Fluent;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Values;

/// <summary>Published parts add up to the published whole, whatever the order, the sign and the unit.</summary>
public sealed class AllocationOfMoneyTests
{
    [Theory]
    [InlineData("0.02", "0.01 0.01 0.00")]
    [InlineData("-0.02", "-0.01 -0.01 0.00")]
    [InlineData("100", "33.34 33.33 33.33")]
    [InlineData("0", "0.00 0.00 0.00")]
    [InlineData("99.995", "33.34 33.33 33.33")]
    public void Three_equal_claims(string whole, string parts)
    {
        var claims = Claims(1m, 1m, 1m);
        Assert.Equal(parts.Split(' ').Select(Dec), Amounts(Allocation.Divide(Money.Of(Dec(whole)), claims, Rounding.Cents)));
        var backwards = Allocation.Divide(Money.Of(Dec(whole)), claims.Reverse().ToValueList(), Rounding.Cents);
        Assert.Equal(parts.Split(' ').Select(Dec), Amounts(backwards).Reverse());
    }

    [Fact]
    public void Equal_remainders_of_different_weights_go_by_name()
    {
        // 1, 4 and 7 of 12: three remainders of a third that no decimal quotient holds.
        Assert.Equal([0.09m, 0.33m, 0.58m], Amounts(Allocation.Divide(Money.Of(1m), Claims(1m, 4m, 7m), Rounding.Cents)));
        Assert.Equal([0.59m, 0.33m, 0.08m], Amounts(Allocation.Divide(Money.Of(1m), Claims(7m, 4m, 1m), Rounding.Cents)));
    }

    [Fact]
    public void What_cannot_be_divided_says_why()
    {
        AllocationProblem Of(params ValueList<AllocationClaim> claims) => Allocation.Divide(Money.Of(1m), claims, Rounding.Cents).Problem;
        Assert.Equal(AllocationProblem.NoPositiveWeight, Of());
        Assert.Equal(AllocationProblem.NoPositiveWeight, Of(new("a", 0m), new("b", 0m)));
        Assert.Equal(AllocationProblem.Negative, Of(new("a", 1m), new("b", -1m)));
        Assert.Equal(AllocationProblem.Negative, Of(new AllocationClaim("a", 1m, Money.Of(-1m))));
        Assert.Equal(AllocationProblem.Name, Of(new("a", 1m), new("a", 1m)));
        Assert.Equal(AllocationProblem.Name, Of(new AllocationClaim(" ", 1m)));
        Assert.Equal(AllocationProblem.Range, Allocation.Divide(Money.Of(Money.Largest), Claims(1m, 1m), new(14)).Problem);
        Assert.Equal(AllocationProblem.None, Allocation.Divide(Money.Of(Money.Largest), Claims(1m, 1m), new(12)).Problem);
    }

    [Fact]
    public void A_limit_is_cut_to_whole_units_and_what_it_leaves_goes_to_the_others()
    {
        var claims = ValueList.Create<AllocationClaim>([new("a", 3m, Money.Of(10.019m)), new("b", 1m), new("c", 1m)]);
        var divided = Allocation.Divide(Money.Of(-50.02m), claims, Rounding.Cents);
        Assert.Equal([-10.01m, -20.01m, -20.00m], Amounts(divided));
        Assert.Equal(Money.Zero, divided.Unallocated);
        Assert.Equal(Money.Of(-40m), Allocation.Divide(Money.Of(-50m), [new("a", 1m, Money.Of(10m)), new("z", 0m)],
            Rounding.Cents).Unallocated);
    }

    [Fact]
    public void Division_holds_its_promises() => CurveProperty.Holds(
        from whole in Gen.Choose(-2_000_000, 2_000_000)
        from weights in Gen.NonEmptyListOf(Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 12)), (3, Gen.Choose(1, 1_000_000))))
        from digits in Gen.Choose(0, 4)
        select (whole, weights: weights.ToArray(), digits), 1_000, static c =>
        {
            var unit = new Rounding(c.digits);
            var scale = new decimal(1, 0, 0, isNegative: false, (byte)c.digits);
            var (whole, weights) = (Money.Of(c.whole * scale), c.weights.Select(static w => (decimal)w).ToArray());
            var divided = Allocation.Divide(whole, Claims(weights), unit);
            if (weights.Sum() == 0m)
            {
                Assert.Equal(AllocationProblem.NoPositiveWeight, divided.Problem);
                return;
            }

            Assert.Equal(whole.Amount, Amounts(divided).Sum());
            Assert.Equal(Amounts(divided).Select(static a => -a), Amounts(Allocation.Divide(-whole, Claims(weights), unit)));
            Assert.Equal(divided.Parts.Reverse(), Allocation.Divide(whole, Claims(weights).Reverse().ToValueList(), unit).Parts);
            var sum = weights.Sum();
            Assert.All(divided.Parts.Zip(weights), part =>
                Holds(part.First.Amount.Amount, whole.Amount * part.Second / sum, scale, part.Second));
        });

    [Fact]
    public void Published_parts_of_either_sign_hold_the_same_promises() => CurveProperty.Holds(
        from parts in Gen.NonEmptyListOf(Gen.OneOf(Gen.Choose(-30, 30), Gen.Choose(-2_000_000, 2_000_000)))
        from digits in Gen.Choose(0, 3)
        from mode in Gen.Elements(RoundingMode.HalfAwayFromZero, RoundingMode.HalfToEven, RoundingMode.TowardZero, RoundingMode.Down,
            RoundingMode.Up)
        select (parts: parts.ToArray(), digits, mode), 1_500, static c =>
        {
            // Tenths of a unit, so that halves and equal remainders are common.
            var scale = new decimal(1, 0, 0, isNegative: false, (byte)(c.digits + 1));
            var exact = c.parts.Select((p, i) => new AllocatedPart(Name(i), Money.Of(p * scale))).ToValueList();
            var unit = new Rounding(c.digits, c.mode);
            var published = Allocation.Publish(exact, unit);
            Assert.Equal(unit.Apply(exact.Sum(static p => p.Amount.Amount)), Amounts(published).Sum());
            Assert.All(published.Parts.Zip(exact), part => Holds(part.First.Amount.Amount, part.Second.Amount.Amount, 10m * scale,
                part.Second.Amount.Amount));
            Assert.Equal(published.Parts.Reverse(), Allocation.Publish(exact.Reverse().ToValueList(), unit).Parts);
            if (c.mode is RoundingMode.HalfAwayFromZero or RoundingMode.HalfToEven or RoundingMode.TowardZero)
            {
                var mirrored = Allocation.Publish(exact.Select(static p => p with { Amount = -p.Amount }).ToValueList(), unit);
                Assert.Equal(Amounts(published).Select(static a => -a), Amounts(mirrored));
            }

            var apart = exact.Select(p => unit.Apply(p.Amount.Amount)).ToArray();
            if (apart.Sum() == Amounts(published).Sum())
            {
                Assert.Equal(apart, Amounts(published));
            }
        });

    private static void Holds(decimal published, decimal exact, decimal unit, decimal weight)
    {
        Assert.True(Math.Abs(published - exact) < unit + 1e-15m, FormattableString.Invariant($"{published} is a unit away from {exact}"));
        Assert.True(published * exact >= 0m, FormattableString.Invariant($"{published} and {exact} have different signs"));
        Assert.True(weight != 0m || published == 0m);
    }

    private static ValueList<AllocationClaim> Claims(params decimal[] weights) =>
        weights.Select(static (w, i) => new AllocationClaim(Name(i), w)).ToValueList();

    private static string Name(int i) => FormattableString.Invariant($"p{i:000}");

    private static IEnumerable<decimal> Amounts(Allocation divided) => divided.Parts.Select(static p => p.Amount.Amount);

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
