using System.Globalization;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>Curves worked out by hand.</summary>
public class CurveExampleTests
{
    // Savings and losses below 2,000 do not count; three quarters of the others are shared, at most 10,000.
    private static readonly Curve Shared = Curve.Threshold(-2000m, 2000m).Then(Curve.Line(0.75m, 0m)).Then(Curve.Clamp(-10_000m, 10_000m));

    [Theory]
    [InlineData("-20000", "-10000")]
    [InlineData("-13333.34", "-10000")]
    [InlineData("-13333.33", "-9999.9975")]
    [InlineData("-2000.01", "-1500.0075")]
    [InlineData("-2000", "-1500")]
    [InlineData("-1999.99", "0")]
    [InlineData("0", "0")]
    [InlineData("1999.99", "0")]
    [InlineData("2000", "1500")]
    [InlineData("13333.33", "9999.9975")]
    [InlineData("13333.34", "10000")]
    [InlineData("20000", "10000")]
    public void A_minimum_a_rate_and_a_limit_are_one_curve(string x, string expected) =>
        Assert.Equal(Amount(expected), Shared.At(Amount(x)));

    [Fact]
    public void The_order_of_curves_is_the_order_of_payment()
    {
        var shareThenLimit = Curve.Line(0.5m, 0m).Then(Curve.Clamp(-100m, 100m));
        var limitThenShare = Curve.Clamp(-100m, 100m).Then(Curve.Line(0.5m, 0m));

        Assert.Equal(Curve.Of(Piece.Line(0m, -100m), new Piece(-200m, true, 0.5m, 0m), new Piece(200m, true, 0m, 100m)), shareThenLimit);
        Assert.Equal(Curve.Of(Piece.Line(0m, -50m), new Piece(-100m, true, 0.5m, 0m), new Piece(100m, true, 0m, 50m)), limitThenShare);
        Assert.NotEqual(shareThenLimit, limitThenShare);
    }

    [Fact]
    public void A_falling_curve_meets_the_edges_of_the_next_in_reverse_and_keeps_their_owners()
    {
        // cost → savings = 10,000 − cost; the edges belong to the losses and savings that reach the threshold.
        var overSpending = Curve.Line(-1m, 10_000m).Then(Curve.Threshold(-2000m, 2000m));

        Assert.Equal(
            Curve.Of(Piece.Line(-1m, 10_000m), new Piece(8000m, false, 0m, 0m), new Piece(12_000m, true, -1m, 10_000m)),
            overSpending);
        Assert.Equal(2000m, overSpending.At(8000m));
        Assert.Equal(0m, overSpending.At(8000.01m));
        Assert.Equal(0m, overSpending.At(11_999.99m));
        Assert.Equal(-2000m, overSpending.At(12_000m));
    }

    [Fact]
    public void A_lone_point_survives_rising_and_falling_composition()
    {
        var point = Curve.Of(Piece.Line(0m, 0m), new Piece(5m, true, 0m, 7m), new Piece(5m, false, 0m, 1m));

        Assert.Equal(3, point.Count);
        Assert.Equal(Curve.Of(Piece.Line(0m, 0m), new Piece(2m, true, 0m, 7m), new Piece(2m, false, 0m, 1m)), Curve.Line(2m, 1m)
            .Then(point));
        Assert.Equal(Curve.Of(Piece.Line(0m, 1m), new Piece(-2m, true, 0m, 7m), new Piece(-2m, false, 0m, 0m)), Curve.Line(-2m, 1m)
            .Then(point));
        Assert.Equal(Curve.Constant(7m), Curve.Constant(5m).Then(point));
    }

    [Fact]
    public void A_flat_piece_that_rests_on_an_edge_takes_the_amount_of_its_owner()
    {
        var step = Curve.Of(Piece.Line(0m, 0m), new Piece(100m, true, 0m, 1m));
        var after = Curve.Of(Piece.Line(0m, 0m), new Piece(100m, false, 0m, 1m));
        var clamp = Curve.Clamp(-100m, 100m);

        Assert.Equal(Curve.Of(Piece.Line(0m, 0m), new Piece(100m, true, 0m, 1m)), clamp.Then(step));
        Assert.Equal(Curve.Zero, clamp.Then(after));
    }

    [Fact]
    public void Choosing_by_region_is_gluing()
    {
        var loss = Curve.Line(0.3m, 0m);
        var gain = Curve.Line(0.5m, 0m);
        var cliff = Curve.Line(1m, 0m);

        Assert.Equal(Curve.Of(Piece.Line(0.3m, 0m), new Piece(0m, true, 0.5m, 0m)), loss.GlueAt(0m, gain, edgeBelongsRight: true));
        Assert.Equal(loss.GlueAt(0m, gain, edgeBelongsRight: true), loss.GlueAt(0m, gain, edgeBelongsRight: false));
        Assert.Equal(30m, loss.GlueAt(100m, cliff, edgeBelongsRight: false).At(100m));
        Assert.Equal(100m, loss.GlueAt(100m, cliff, edgeBelongsRight: true).At(100m));
        Assert.Equal(gain, loss.GlueAt(decimal.MinValue, gain, edgeBelongsRight: false));
        Assert.Equal(loss, loss.GlueAt(decimal.MaxValue, gain, edgeBelongsRight: false));
    }

    [Fact]
    public void Normal_form_merges_what_is_one_line_and_settles_who_owns_a_kink()
    {
        var curve = Curve.Of(Piece.Line(1.0m, 0.00m), new Piece(3m, false, 1m, 0m), new Piece(5.00m, false, 0m, 5.0m),
            new Piece(9m, true, 0.0m, 5m));

        Assert.Equal([Piece.Line(1m, 0m), new Piece(5m, true, 0m, 5m)], curve.Pieces.ToArray());
        Assert.Equal(Curve.Clamp(decimal.MinValue, 5m), curve);
        Assert.Equal(2, curve.Count);
        Assert.All(curve.Pieces.ToArray(), piece => Assert.Equal((0, 0, 0), (piece.From.Scale, piece.Slope.Scale, piece.Intercept.Scale)));
        Assert.Equal(Curve.Identity, Curve.Of(Piece.Line(1m, 0m), new Piece(2m, true, 0m, 2m), new Piece(2m, false, 1m, 0m)));
        Assert.Equal(Curve.Zero, Curve.Of(Piece.Line(-0.0m, decimal.Negate(0m))));
        Assert.Equal("any x: 0", Curve.Of(Piece.Line(-0.0m, decimal.Negate(0.00m))).ToString());
    }

    [Fact]
    public void A_point_on_the_line_of_one_side_belongs_to_that_side()
    {
        Assert.Equal(
            Curve.Of(Piece.Line(1m, 0m), new Piece(2m, false, 0m, 9m)),
            Curve.Of(Piece.Line(1m, 0m), new Piece(2m, true, 0m, 2m), new Piece(2m, false, 0m, 9m)));
        Assert.Equal(
            Curve.Of(Piece.Line(1m, 0m), new Piece(2m, true, 3m, 3m)),
            Curve.Of(Piece.Line(1m, 0m), new Piece(2m, true, 4m, 1m), new Piece(2m, false, 3m, 3m)));
    }

    [Fact]
    public void Named_curves_are_what_they_say()
    {
        Assert.Equal(12.34m, Curve.Identity.At(12.34m));
        Assert.Equal(0m, Curve.Zero.At(12.34m));
        Assert.Equal(7m, Curve.Constant(7m).At(12.34m));
        Assert.Equal(31.02m, Curve.Line(3m, -6m).At(12.34m));
        Assert.Equal(Curve.Constant(3m), Curve.Clamp(3m, 3m));
        Assert.Equal(Curve.Identity, Curve.Clamp(decimal.MinValue, decimal.MaxValue));
        Assert.Equal(Curve.Identity, Curve.Threshold(0m, 0m));
        Assert.Equal(Curve.Of(Piece.Line(1m, 0m), new Piece(0m, true, 0m, 0m), new Piece(5m, true, 1m, 0m)), Curve.Threshold(0m, 5m));
        Assert.Equal(Curve.Of(Piece.Line(1m, 0m), new Piece(-5m, false, 0m, 0m), new Piece(0m, true, 1m, 0m)), Curve.Threshold(-5m, 0m));
    }

    [Fact]
    public void Named_curves_refuse_limits_in_the_wrong_order_or_of_the_wrong_sign()
    {
        Assert.Contains("The upper limit 1 lies below the lower limit 2,000.",
            Assert.Throws<ArgumentException>(() => Curve.Clamp(2000m, 1m)).Message, StringComparison.Ordinal);
        Assert.Equal("low", Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Threshold(1m, 2m)).ParamName);
        Assert.Equal("high", Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Threshold(-2m, -1m)).ParamName);
    }

    [Fact]
    public void Pieces_out_of_place_are_named()
    {
        AssertRefused("A curve needs at least one piece.", []);
        AssertRefused("Piece 1 (0 ≤ x: x) must begin at Piece.Unbounded", [new(0m, true, 1m, 0m)]);
        AssertRefused("Piece 1 (any x: x) must begin at Piece.Unbounded and be closed", [new(Piece.Unbounded, false, 1m, 0m)]);
        AssertRefused("Piece 2 (any x: 2x) begins at Piece.Unbounded", [Piece.Line(1m, 0m), Piece.Line(2m, 0m)]);
        AssertRefused("Piece 3 (4 < x: 0) does not begin after piece 2 (5 < x: 0.5x - 1)",
            [Piece.Line(1m, 0m), new(5m, false, 0.5m, -1m), new(4m, false, 0m, 0m)]);
        AssertRefused("Piece 3 (5 ≤ x: 0)", [Piece.Line(1m, 0m), new(5m, true, 1m, 1m), new(5m, true, 0m, 0m)]);
        AssertRefused("Pieces ascend; two may begin at the same amount only when the first is closed and the second open.",
            [Piece.Line(1m, 0m), new(5m, true, 1m, 1m), new(5m, true, 0m, 0m)]);
        AssertRefused("Piece 3 (5 < x: 0)", [Piece.Line(1m, 0m), new(5m, false, 1m, 1m), new(5m, false, 0m, 0m)]);
        AssertRefused("Piece 3 (5 ≤ x: 0)", [Piece.Line(1m, 0m), new(5m, false, 1m, 1m), new(5m, true, 0m, 0m)]);
        AssertRefused("Piece 4 (5 < x: 0)", [Piece.Line(1m, 0m), new(5m, true, 1m, 1m), new(5m, false, 0m, 1m), new(5m, false, 0m, 0m)]);

        static void AssertRefused(string message, Piece[] pieces)
        {
            var failure = Assert.Throws<ArgumentException>(() => Curve.Of(pieces));
            Assert.Equal("pieces", failure.ParamName);
            Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_curve_owns_its_pieces()
    {
        Piece[] pieces = [Piece.Line(1m, 0m), new(5m, true, 0m, 0m)];
        var curve = Curve.Of(pieces);
        pieces[0] = Piece.Line(9m, 9m);

        Assert.Equal(1m, curve.At(1m));
    }

    [Fact]
    public void Equality_is_by_value_and_knows_nothing_else()
    {
        Curve? none = null;
        var curve = Curve.Clamp(0m, 1m);

        Assert.True(curve == Curve.Clamp(0.00m, 1.000m));
        Assert.True(curve != Curve.Clamp(0m, 1.001m));
        Assert.False(curve == none);
        Assert.False(none == curve);
        Assert.True(none == null);
        Assert.False(curve.Equals((object)"0 ≤ x"));
        Assert.True(curve.Equals((object)Curve.Clamp(0m, 1m)));
        Assert.Equal(Curve.Clamp(0.00m, 1.000m).GetHashCode(), curve.GetHashCode());
        Assert.NotEqual(Curve.Zero.GetHashCode(), Curve.Identity.GetHashCode());
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fa-IR")]
    [InlineData("de-CH")]
    [InlineData("")]
    public void Text_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(
                "x < -13,333.333333333333333333333333: -10,000; -13,333.333333333333333333333333 ≤ x ≤ -2,000: 0.75x; -2,000 < x < "
                    + "2,000: 0; " +
                "2,000 ≤ x < 13,333.333333333333333333333333: 0.75x; 13,333.333333333333333333333333 ≤ x: 10,000",
                Shared.ToString());
            Assert.Equal("any x: -x - 1,234.5", Curve.Line(-1m, -1234.50m).ToString());
            Assert.Equal("any x: -0.000000000000000000000000001x + 5", Curve.Line(-1e-27m, 5m).ToString());
            Assert.Equal("x < 5: 0; x = 5: 7; 5 < x: 1",
                Curve.Of(Piece.Line(0m, 0m), new Piece(5m, true, 0m, 7m), new Piece(5m, false, 0m, 1m)).ToString());
            Assert.Equal("-1,234.5 ≤ x: x - 0.25", new Piece(-1234.5m, true, 1m, -0.25m).ToString());
            Assert.Equal("-1,234.5 ≤ x < 0.25", new Interval(-1234.5m, true, 0.25m, false).ToString());
            Assert.Equal("x = -1,234.5: 0.25 | -7 | 1", new Edge(-1234.5m, 0.25m, -7m, 1m).ToString());
            Assert.Equal("x = 5: 1,458.446094 | 1,458.446094 | 1,458.446094",
                new Edge(5m, 1458.446093999999999999999999m, 1458.446094m, 1458.446094m).ToString());
            Assert.Equal("at -1,234.5: negative below it, zero there, positive beyond", new BreakEven(-1234.5m, -1, 0, 1).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
