using System.Globalization;
using FsCheck.Fluent;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Values;

/// <summary>Values that cannot be built wrong.</summary>
public sealed class ValueTests
{
    [Fact]
    public void Money_and_rates_have_a_range_and_a_zero_without_a_sign()
    {
        Assert.Equal(Money.Largest, Money.Of(1_000_000_000_000_000m).Amount);
        Assert.Equal("amount", Assert.Throws<ArgumentOutOfRangeException>(static () => Money.Of(Money.Largest + 0.01m)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(static () => Money.Of(-Money.Largest) - Money.Of(0.01m));
        Assert.Equal("fraction", Assert.Throws<ArgumentOutOfRangeException>(static () => Rate.Of(-1_000.1m)).ParamName);
        Assert.False(decimal.IsNegative((-Money.Zero).Amount));
        Assert.False(decimal.IsNegative(Money.Of(-0m).Amount));
        Assert.False(decimal.IsNegative((Money.Of(-5m) * Rate.Zero).Amount));
        Assert.False(decimal.IsNegative((Money.Of(-5m) - Money.Of(-5m)).Amount));
        Assert.False(decimal.IsNegative((Rate.Of(-1m) * Rate.Zero).Fraction));
        Assert.Equal(0.02m, 2.Percent().Fraction);
        Assert.Equal(0.8941m, 89.41m.Percent().Fraction);
        Assert.Equal("38.315%", Rate.Of(0.38315m).ToString());
        Assert.Equal("-1,234,567.891", Money.Of(-1_234_567.8910m).ToString());
        Assert.Equal(Money.Of(1.5m), Money.Of(1.50m));
        Assert.Equal(Money.Of(1.5m).GetHashCode(), Money.Of(1.50m).GetHashCode());
        Assert.True(Money.Of(1m) < Money.Of(2m) && Money.Of(2m) >= Money.Of(2m) && Rate.Zero < Rate.One && Rate.One <= Rate.One);
    }

    [Theory]
    [InlineData("0.125", 2, "0.13", "0.12", "0.12", "0.12", "0.13")]
    [InlineData("-0.125", 2, "-0.13", "-0.12", "-0.12", "-0.13", "-0.12")]
    [InlineData("2.5", 0, "3", "2", "2", "2", "3")]
    [InlineData("-0.4", 0, "0", "0", "0", "-1", "0")]
    [InlineData("1", 2, "1", "1", "1", "1", "1")]
    public void Rounding_says_what_happens_to_halves(string value, int digits, string away, string even, string zero, string down,
        string up)
    {
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);
        foreach (var (mode, expected) in new[] { (RoundingMode.HalfAwayFromZero, away), (RoundingMode.HalfToEven, even),
            (RoundingMode.TowardZero, zero), (RoundingMode.Down, down), (RoundingMode.Up, up) })
        {
            var rounded = new Rounding(digits, mode).Apply(number);
            Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), rounded);
            Assert.False(rounded == 0m && decimal.IsNegative(rounded));
        }
    }

    [Fact]
    public void What_is_left_over_from_28_digits_never_decides_a_half()
    {
        Assert.Equal(25m, Rounding.Whole.Apply(42m * (7m / 12m)));
        Assert.Equal(-25m, Rounding.Whole.Apply(-42m * (7m / 12m)));
        Assert.Equal(1m, new Rounding(0, RoundingMode.Down).Apply(1m / 3m * 3m));
        Assert.Equal(1m, new Rounding(0, RoundingMode.Up).Apply(1m + 1e-20m));
        // Ten decimals more than those kept are meant.
        Assert.Equal(0m, Rounding.Whole.Apply(0.4999999999m));
        Assert.Equal(1m, new Rounding(0, RoundingMode.Up).Apply(0.0000000001m));
        Assert.Equal(1m / 3m, new Rounding(28).Apply(1m / 3m));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Rounding(29));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Rounding(2, (RoundingMode)9));
    }

    [Fact]
    public void Rounding_is_odd_and_never_off_by_more_than_half() => CurveProperty.Holds(
        from n in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from scale in Gen.Elements(1m, 0.001m, 0.0005m,
            1m / 7m)
        from digits in Gen.Choose(0, 4)
        select (Value: n * scale, Digits: digits),
        1_000,
        static x =>
        {
            var rounding = new Rounding(x.Digits);
            var rounded = rounding.Apply(x.Value);
            Assert.Equal(rounded, -rounding.Apply(-x.Value));
            var unit = new decimal(1, 0, 0, false, (byte)x.Digits);
            Assert.InRange(Math.Abs(rounded - x.Value), 0m, (unit / 2m) + 1e-10m);
            Assert.Equal(rounded, rounding.Apply(rounded));
        });

    [Fact]
    public void Lists_are_equal_by_value_and_keep_no_door_to_their_source()
    {
        int[] source = [1, 2, 3];
        var list = source.ToValueList();
        source[0] = 9;
        Assert.Equal([1, 2, 3], list);
        ValueList<int> same = [1, 2, 3];
        Assert.True(list.Equals(same) && list.GetHashCode() == same.GetHashCode());
        Assert.False(list.Equals((ValueList<int>)[1, 2]) || list.Equals((ValueList<int>)[3, 2, 1]) || list.Equals(null));
        Assert.Same(ValueList<int>.Empty, (ValueList<int>)[]);
        Assert.Equal("[1.5, -2.25]",
            Culture.In(CultureInfo.GetCultureInfo("de-DE"), static () => ((ValueList<decimal>)[1.5m, -2.25m]).ToString()));
        Assert.Equal(RateByScore.Steps((Rate.Zero, Rate.One)), RateByScore.Steps((Rate.Zero, Rate.One)));
    }
}
