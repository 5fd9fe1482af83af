using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Values;

/// <summary>Two words give what a decimal gives, digit for digit: sign, decimals kept, and where the digits do not fit a word.</summary>
public sealed class ExactTests
{
    private static readonly decimal[] Edges =
    [
        0m, 1m, -1m, 0.5m, 1.0m, 0.000000000001m, -0.0000000001m, 9_999_999_999.99m, 62_404_688m, 0.8941m, 18_446_744_073_709_551_615m,
        18_446_744_073_709_551_616m, 1.8446744073709551615m, 4_294_967_296m, -79_228_162_514_264_337_593_543_950_335m,
        79_228_162_514_264_337_593_543_950_335m, 0.3333333333333333333333333333m, -0.6666666666666666666666666667m, 10_000_000_000_000_000m,
        0.0000000000000000000000000001m, 123_456_789.123456789m, -966_116_777.25m, 5_000_000_000_000_000_000m, 0.0000000000005m,
            2.5000000005m,
        1.000000000000000000m, 100_000_000_000_000_000m, 0.00000000000000000000m,
    ];

    private static readonly decimal[] Numbers = [.. Edges, .. Random()];

    [Fact]
    public void A_number_survives_both_ways_with_its_decimals()
    {
        foreach (var number in Numbers)
        {
            Assert.Equal(decimal.GetBits(number), decimal.GetBits((Exact)number));
            Assert.Equal(decimal.Sign(number), ((Exact)number).Sign);
            Assert.Equal(number.Scale, ((Exact)number).Scale);
        }
    }

    [Fact]
    public void Products_sums_differences_and_orders_are_those_of_decimals()
    {
        foreach (var one in Numbers)
        {
            foreach (var other in Numbers)
            {
                Same(() => one * other, () => (Exact)one * other, one, other);
                Same(() => one + other, () => (Exact)one + other, one, other);
                Same(() => one - other, () => (Exact)one - other, one, other);
                Assert.Equal(Math.Sign(decimal.Compare(one, other)), Math.Sign(Exact.Compare(one, other)));
            }
        }
    }

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(28)]
    public void Rounding_is_that_of_decimals_and_zero_has_no_sign(int decimals)
    {
        foreach (var number in Numbers)
        {
            var rounded = number.Scale <= decimals ? Carried.Unsigned(number) : Carried.Round(number, decimals);
            Assert.Equal(decimal.GetBits(rounded), decimal.GetBits(((Exact)number).Carried(decimals)));
        }
    }

    [Theory]
    [InlineData(RoundingMode.HalfAwayFromZero, MidpointRounding.AwayFromZero)]
    [InlineData(RoundingMode.HalfToEven, MidpointRounding.ToEven)]
    [InlineData(RoundingMode.TowardZero, MidpointRounding.ToZero)]
    [InlineData(RoundingMode.Down, MidpointRounding.ToNegativeInfinity)]
    [InlineData(RoundingMode.Up, MidpointRounding.ToPositiveInfinity)]
    public void Publishing_rounds_as_decimals_do(RoundingMode mode, MidpointRounding expected)
    {
        foreach (var number in Numbers.Concat([0.125m, -0.125m, 0.135m, -0.135m, 0.001m, -0.001m, 2.5m, -3.5m, 1.0049m]))
        {
            foreach (var digits in (int[])[0, 2, 4])
            {
#pragma warning disable RS0030 // What rounding is compared with.
                var rounded = Carried.Unsigned(Math.Round(number, digits, expected));
#pragma warning restore RS0030
                if (number.Scale <= digits + 14)
                {
                    Assert.Equal(decimal.GetBits(rounded), decimal.GetBits(new Rounding(digits, mode).Apply(number)));
                }
            }
        }
    }

    private static void Same(Func<decimal> expected, Func<decimal> actual, decimal one, decimal other)
    {
        decimal result;
        try
        {
            result = expected();
        }
        catch (OverflowException)
        {
            Assert.Throws<OverflowException>(() => actual());
            return;
        }

        // The sign of a zero is not a number: it is dropped wherever an amount is carried.
        var found = actual();
        Assert.True(result == found && (result == 0m || decimal.GetBits(result).SequenceEqual(decimal.GetBits(found))),
            FormattableString.Invariant($"{one} and {other}: {result} and {found}"));
    }

    private static IEnumerable<decimal> Random()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var high = random.Next(4) == 0 ? random.Next() : 0;
            var digits = random.Next(1, 64);
            var low = random.NextInt64() >> (63 - digits);
            yield return new((int)low, (int)(low >> 32), high, random.Next(2) == 0, (byte)random.Next(29));
        }
    }
}
