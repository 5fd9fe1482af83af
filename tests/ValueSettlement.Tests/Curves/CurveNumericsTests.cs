using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>Where digits run out: edges without a last digit, edges that fall together, and the ends of the decimal range.</summary>
public class CurveNumericsTests
{
    private static Curve StepAt(decimal edge, bool closed = true) => Curve.Of(Piece.Line(0m, 0m), new Piece(edge, closed, 0m, 1m));

    private static Curve PointAt(decimal at) => Curve.Of(Piece.Line(0m, 0m), new Piece(at, true, 0m, 7m), new Piece(at, false, 0m, 0m));

    [Fact]
    public void A_jump_at_a_representable_amount_is_exact()
    {
        // 0.7325 × 273.04 is exact; so is the inverse.
        Assert.Equal(StepAt(273.04m), Curve.Line(0.7325m, 0m).Then(StepAt(200.0018m)));
        Assert.Equal(StepAt(273.04m, closed: false), Curve.Line(0.7325m, 0m).Then(StepAt(200.0018m, closed: false)));

        // 20 digits: too long for the short way, exact all the same.
        Assert.Equal(StepAt(12345678901.123456789m), Curve.Line(4m, -1e-10m).Then(StepAt(49382715604.4938271559m)));
    }

    [Fact]
    public void A_threshold_made_by_rounding_is_met_by_the_whole_cents_that_made_it()
    {
        // A third of 1,000,000.01 ends beyond 28 digits, in the threshold as in the amount that must reach it.
        const decimal Third = 0.3333333333333333333333333333m;
        var spending = 1_000_000.01m;
        var threshold = Third * spending;

        Assert.Equal(StepAt(spending), Curve.Line(Third, 0m).Then(StepAt(threshold)));
        Assert.Equal(StepAt(spending, closed: false), Curve.Line(Third, 0m).Then(StepAt(threshold, closed: false)));
        Assert.Equal(1m, Curve.Line(-Third, 0m).Then(StepAt(-threshold)).At(spending));
        Assert.Equal(0m, Curve.Line(-Third, 0m).Then(StepAt(-threshold)).At(spending + 0.01m));
    }

    [Fact]
    public void Whole_cents_and_stated_grains_win_over_the_decimals_around_them()
    {
        // The product has one digit less than x may have, so that the exact inverse of the rounded product is not x.
        const decimal Slope = 0.1234567890123456789012345678m;
        foreach (var x in new[] { 7_000_000.01m, 7_000_000.12345678m, -7_000_000.01m, 7_000_001m })
        {
            Assert.Equal(StepAt(x), Curve.Line(Slope, 0m).Then(StepAt(Slope * x)));
            Assert.Equal(PointAt(x), Curve.Line(Slope, 0m).Then(PointAt(Slope * x)));
            Assert.Equal(PointAt(-x), Curve.Line(-Slope, 0m).Then(PointAt(Slope * x)));
        }
    }

    [Fact]
    public void Whole_cents_lie_where_taking_the_curves_one_after_the_other_puts_them()
    {
        // The exact edge has last digits of its own; adding the intercept drops them.
        Assert.Equal(PointAt(-705_896.01m), Curve.Line(-1m, 399_931.72999999999999999999996m).Then(PointAt(1_105_827.74m)));

        // Rounded twice, the amount at these whole cents is carried over an edge that it does not meet.
        AssertFollows(Curve.Line(0.3333333333333333333333333333m, 82_195.95999999999999999999999m), -44_128.506666666666666666666662m,
            -378_973.40m);
        AssertFollows(Curve.Line(0.2857142857142857142857142857m, 95_988.44999999999999999999999m), -723_454.59m, -2_868_050.64m);
        AssertFollows(Curve.Line(0.2857142857142857142857142857m, -1_235_430.98m), -100_807.53428571428571428571432m, 3_971_182.06m);

        static void AssertFollows(Curve line, decimal edge, decimal x)
        {
            foreach (var first in new[] { line, Curve.Line(-1m, 0m).Then(line) })
            {
                foreach (var closed in new[] { true, false })
                {
                    var step = StepAt(edge, closed);
                    foreach (var cents in new[] { x - 0.01m, x, x + 0.01m, -x - 0.01m, -x, -x + 0.01m })
                    {
                        Assert.Equal(step.At(first.At(cents)), first.Then(step).At(cents));
                    }
                }
            }
        }
    }

    [Fact]
    public void Edges_that_fall_together_leave_no_gap()
    {
        // Both edges of the narrow middle piece have the same nearest decimal below.
        var narrow = Curve.Of(Piece.Line(0m, 0m), new Piece(1m, true, 0m, 5m), new Piece(1.0000000000000000000000000001m, true, 0m, 1m));
        var steep = Curve.Line(1e10m, 0m).Then(narrow);

        Assert.Equal(Curve.Of(Piece.Line(0m, 0m), new Piece(1e-10m, true, 0m, 5m), new Piece(1e-10m, false, 0m, 1m)), steep);
        Assert.Equal([0m, 5m, 1m], new[] { 0m, 1e-10m, 2e-10m }.Select(steep.At));
        Assert.Equal(Curve.Of(Piece.Line(0m, 1m), new Piece(-1e-10m, true, 0m, 5m), new Piece(-1e-10m, false, 0m, 0m)),
            Curve.Line(-1e10m, 0m).Then(narrow));

        // No decimal at all lies on the middle piece: it is gone.
        var unreachable = Curve.Of(Piece.Line(0m, 0m), new Piece(1.0000000000000000000000000001m, true, 0m, 5m),
            new Piece(1.0000000000000000000000000002m, true, 0m, 1m));
        var passed = Curve.Line(1e10m, 0m).Then(unreachable);
        Assert.Equal([0m, 0m, 1m], new[] { 0m, 1e-10m, 1.000000000000000001e-10m }.Select(passed.At));
        Assert.Equal(2, passed.Count);
    }

    [Fact]
    public void Many_edges_closer_than_the_last_digit_stay_in_order()
    {
        var pieces = new List<Piece> { Piece.Line(0m, 0m) };
        for (var i = 0; i < 200; i++)
        {
            pieces.Add(new Piece(1m + (i * 1e-28m), i % 3 == 0, 0m, i + 1));
        }

        var stairs = Curve.Of([.. pieces]);
        foreach (var slope in new[] { 30m, -30m, 7e5m, -7e5m, 1m / 3m, -1m / 3m, 1e-5m })
        {
            var curve = Curve.Line(slope, 0m).Then(stairs);
            var step = Math.Sign(slope);
            Assert.Equal(slope > 0m ? 0m : 200m, curve.At(-1e9m));
            Assert.Equal(slope > 0m ? 200m : 0m, curve.At(1e9m));
            Assert.Equal(slope > 0m, curve.IsNonDecreasing);
            var middle = 1m / slope;
            for (var i = -300; i <= 300; i++)
            {
                var x = middle + (i * 1e-28m * Math.Max(1m, Math.Abs(1m / slope)));
                Assert.InRange(curve.At(x), 0m, 200m);
            }
        }
    }

    [Fact]
    public void Amounts_beyond_the_range_are_held_at_its_ends()
    {
        Assert.Equal(decimal.MaxValue, Curve.Line(2m, 0m).At(decimal.MaxValue));
        Assert.Equal(decimal.MinValue, Curve.Line(2m, 0m).At(decimal.MinValue));
        Assert.Equal(decimal.MinValue, Curve.Line(-2m, 0m).At(decimal.MaxValue));
        Assert.Equal(decimal.MaxValue, Curve.Line(1m, 1m).At(decimal.MaxValue));
        Assert.Equal(decimal.MaxValue, Curve.Line(1m, decimal.MaxValue).At(decimal.MaxValue));
        Assert.Equal(decimal.MaxValue, Curve.Identity.At(decimal.MaxValue));
        Assert.Equal(decimal.MinValue, Curve.Identity.At(decimal.MinValue));

        // 2 × 7×10²⁸ is out of range on the way, the amount is not.
        Assert.Equal(7e28m, Curve.Line(2m, -7e28m).At(7e28m));
        Assert.Equal(71600000000000000000000000000m, Curve.Line(10m, -7900000000000000000000000000.25m).At(7950000000000000000000000000m));
        Assert.Equal(-7e28m, Curve.Line(2.5m, 7.5e28m).At(-5.8e28m));
    }

    /// <summary>Worked out by hand; the product alone lies beyond the range, so its digits after the point count until the sum.</summary>
    [Fact]
    public void An_amount_that_is_in_range_again_is_the_nearest_and_half_is_rounded_away_from_zero()
    {
        // 127,500 × 10²⁴ + 12.75 − 79,000 × 10²⁴; then 125,000 × 10²⁴ + 12.5 − 79,000 × 10²⁴.
        Assert.Equal(48500000000000000000000000013m, Curve.Line(25.5m, -7.9e28m).At(5000000000000000000000000000.5m));
        Assert.Equal(46000000000000000000000000013m, Curve.Line(25m, -7.9e28m).At(5000000000000000000000000000.5m));
        Assert.Equal(-46000000000000000000000000013m, Curve.Line(-25m, 7.9e28m).At(5000000000000000000000000000.5m));

        // 2 × 2⁹⁵ is one more than the largest amount.
        Assert.Equal(decimal.MaxValue, Curve.Line(2m, 0m).At(39614081257132168796771975168m));
        Assert.Equal(decimal.MaxValue, Curve.Line(2m, -1m).At(39614081257132168796771975168m));
    }

    [Fact]
    public void Edges_beyond_the_range_are_never_reached()
    {
        Assert.Equal(Curve.Zero, Curve.Line(1e-20m, 0m).Then(StepAt(1e10m)));
        Assert.Equal(Curve.Constant(1m), Curve.Line(1e-20m, 0m).Then(StepAt(-1e10m)));
        Assert.Equal(Curve.Constant(1m), Curve.Line(-1e-20m, 0m).Then(StepAt(-1e10m)));
        Assert.Equal(Curve.Zero, Curve.Line(-1e-20m, 0m).Then(StepAt(1e10m)));
        Assert.Equal(Curve.Zero, Curve.Line(1m, -7e28m).Then(StepAt(7e28m)));
        Assert.Equal(Curve.Constant(1m), Curve.Line(1m, 7e28m).Then(StepAt(-7e28m)));
        Assert.Equal(Curve.Zero, Curve.Of(Piece.Line(0m, 0m), new Piece(decimal.MaxValue, false, 0m, 1m)));
    }

    [Fact]
    public void Everything_can_be_asked_of_curves_at_the_ends_of_the_range()
    {
        decimal[] extremes = [decimal.MinValue, decimal.MinValue + 1m, -7e28m, -1e-28m, 0m, 1e-28m, 7e28m, decimal.MaxValue - 1m,
            decimal.MaxValue];
        Curve[] curves = [
            .. from slope in new[] { 0m, 1m, -1m, 1e-28m, -1e-28m, 0.5m, 3m }
               from intercept in extremes
               select Curve.Line(slope, intercept),
            .. from low in extremes from high in extremes where low <= high select Curve.Clamp(low, high),
            .. extremes.Select(edge => Curve.Identity.GlueAt(edge, Curve.Zero, edgeBelongsRight: false))];
        foreach (var curve in curves)
        {
            foreach (var x in extremes)
            {
                _ = curve.At(x);
                _ = curve.Solve(x);
                _ = curve.InverseImage(x, decimal.MaxValue);
                _ = curve.Then(Curve.Threshold(Math.Min(x, 0m), Math.Max(x, 0m)));
                _ = curve.GlueAt(x, Curve.Identity, edgeBelongsRight: true);
            }

            _ = curve.BreakEvens;
            _ = curve.Edges.Sum(edge => edge.IsJump ? 1 : 0) + curve.Edges.Count(edge => edge.Jump != 0m);
            _ = curve.IsMonotone;
            _ = curve.ToString();
        }
    }

    [Fact]
    public void Slopes_beyond_the_range_are_refused()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Curve.Line(1e15m, 0m).Then(Curve.Line(1e15m, 0m)));
        Assert.Contains("1,000,000,000,000,000 × 1,000,000,000,000,000 + 0", failure.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Curve.Constant(decimal.MaxValue).Plus(Curve.Constant(1m)));
        Assert.Throws<InvalidOperationException>(() => Curve.Constant(decimal.MinValue).Minus(Curve.Constant(1m)));
        Assert.Throws<InvalidOperationException>(() => Curve.Constant(decimal.MaxValue).Times(2m));
    }

    [Fact]
    public void A_curve_with_too_many_pieces_is_refused()
    {
        Assert.SkipWhen(LongSearch.IsMutation, "Takes longer than all others together.");

        var failure = Assert.Throws<InvalidOperationException>(() => Saw(400).Then(Saw(400)));
        Assert.Contains("more than 100,000 pieces", failure.Message, StringComparison.Ordinal);
        Assert.Equal(90_001, Saw(300).Then(Saw(300)).Count);

        var stairs = new Piece[Curve.MaximumPieces + 1];
        stairs[0] = Piece.Line(0m, 0m);
        for (var i = 1; i < stairs.Length; i++)
        {
            stairs[i] = new Piece(i, true, 0m, i);
        }

        Assert.Contains("these are 100,001", Assert.Throws<ArgumentException>(() => Curve.Of(stairs)).Message, StringComparison.Ordinal);
        var largest = Curve.Of(stairs.AsSpan(0, Curve.MaximumPieces));
        Assert.Equal(Curve.MaximumPieces, largest.Count);
        Assert.Equal(77_777m, largest.At(77_777.5m));
        Assert.Throws<InvalidOperationException>(() => largest.Plus(StepAt(0.5m)));
        Assert.Throws<InvalidOperationException>(() => largest.GlueAt(1e6m, Curve.Zero, edgeBelongsRight: true));

        // 0 below zero, then so many teeth, each from 0 up to their number.
        static Curve Saw(int teeth)
        {
            var pieces = new Piece[teeth + 1];
            pieces[0] = Piece.Line(0m, -1m);
            for (var i = 0; i < teeth; i++)
            {
                pieces[i + 1] = new Piece(i, true, teeth, -teeth * i);
            }

            return Curve.Of(pieces);
        }
    }

    [Fact]
    public void Looking_up_an_amount_allocates_nothing()
    {
        var curve = Curve.Threshold(-2000m, 2000m).Then(Curve.Line(0.7325m, 12.5m)).Then(Curve.Clamp(-10_000m, 10_000m));
        var sum = curve.At(1m);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var x = -20_000m; x <= 20_000m; x += 123.45m)
        {
            sum += curve.At(x);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotEqual(0m, sum);
    }
}
