using ValueSettlement.Statistics;

namespace ValueSettlement.Tests.Statistics;

public sealed class SeededGeneratorTests
{
    /// <summary>The known answers of Random123 (kat_vectors, philox4x32 10).</summary>
    [Fact]
    public void Philox_gives_the_known_answers()
    {
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), SeededGenerator.Philox(0, 0, 0, 0, 0, 0));
        const uint ones = 0xffffffffu;
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), SeededGenerator.Philox(ones, ones, ones, ones, ones, ones));
        Assert.Equal((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            SeededGenerator.Philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
        Assert.Equal(0xe169c58d6627e8d5UL, new SeededGenerator(0).Bits(0));
    }

    [Fact]
    public void Numbers_do_not_depend_on_order_or_threads()
    {
        var generator = new SeededGenerator(20_261_126);
        var inOrder = Enumerable.Range(0, 10_000).Select(i => generator.Bits(i)).ToArray();
        var together = new ulong[inOrder.Length];
        Parallel.For(0, together.Length, i => together[^(i + 1)] = new SeededGenerator(20_261_126).Bits(together.Length - 1 - i));
        Assert.Equal(inOrder, together);
        Assert.Equal(inOrder.Length, inOrder.Distinct().Count());
        Assert.Empty(inOrder.Intersect(Enumerable.Range(0, 10_000).Select(i => (generator with { Stream = 1 }).Bits(i))));
        Assert.Equal(generator, new SeededGenerator(20_261_126));
        Assert.Equal("Philox4x32-10, start value 20261126, stream 0", generator.ToString());
    }

    [Fact]
    public void Uniform_and_bounded_numbers_are_spread_evenly()
    {
        var generator = new SeededGenerator(7);
        const int n = 60_000;
        var counts = new int[6];
        var sum = 0d;
        for (var i = 0; i < n; i++)
        {
            counts[generator.Below(6, i)]++;
            var u = generator.Uniform(i);
            Assert.InRange(u, 0d, 1d - 1e-16);
            sum += u;
        }

        // χ² with five degrees of freedom exceeds 20.5 once in a thousand; the start value is fixed.
        Assert.True(counts.Sum(static c => Math.Pow(c - (n / 6d), 2d) / (n / 6d)) < 20.5);
        Assert.Equal(0.5, sum / n, 0.006);
        Assert.Equal(0, generator.Below(1, 5));
        Assert.InRange(generator.Below(long.MaxValue, 5), 0, long.MaxValue - 1);
    }

    [Fact]
    public void A_draw_has_no_number_twice_and_each_has_the_same_chance()
    {
        var times = new int[10];
        for (var start = 0u; start < 5_000; start++)
        {
            var drawn = new SeededGenerator(start).Draw(3, 10);
            Assert.Equal(3, drawn.Distinct().Count());
            foreach (var number in drawn)
            {
                times[number]++;
            }
        }

        // 1,500 each, deviation √(5000 × 0.3 × 0.7) = 32.4.
        Assert.All(times, static t => Assert.InRange(t, 1_500 - 130, 1_500 + 130));
        Assert.Equal([468L, 327, 658, 671, 839, 297, 744, 412, 141, 401], new SeededGenerator(42).Draw(10, 1_000));
        Assert.Empty(new SeededGenerator(42).Draw(0, 1_000));
        // A longer draw begins with the shorter one, so a sample can be enlarged.
        Assert.Equal(new SeededGenerator(42).Draw(10, 1_000), new SeededGenerator(42).Draw(50, 1_000).Take(10));
        Assert.Equal(Enumerable.Range(0, 500).Select(static i => (long)i), new SeededGenerator(3).Draw(500, 500).Order());
    }

    [Fact]
    public void A_shuffle_keeps_every_item()
    {
        ValueList<string> items = [.. Enumerable.Range(0, 100).Select(static i => $"case {i:000}")];
        var shuffled = new SeededGenerator(11).Shuffle(items);
        Assert.NotEqual(items, shuffled);
        Assert.Equal(items, shuffled.Order(StringComparer.Ordinal));
        Assert.Empty(new SeededGenerator(11).Shuffle<string>([]));
    }
}
