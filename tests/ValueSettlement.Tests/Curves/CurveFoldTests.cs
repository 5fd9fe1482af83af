using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>What a contract's fold asks of curves: amounts compared at nine decimals, and edges settled on whole cents.</summary>
public sealed class CurveFoldTests
{
    private const decimal Third = 0.3333333333333333333333333333m;

    private static Curve StepAt(decimal edge, bool closed = true) => Curve.Of(Piece.Line(0m, 0m), new Piece(edge, closed, 0m, 1m));

    /// <summary>A third of 3 ends beyond 28 digits and falls 10⁻²⁸ short of 1; at nine decimals it is 1.</summary>
    [Fact]
    public void A_fold_meets_an_edge_that_decimals_alone_fall_short_of()
    {
        var third = Curve.Line(Third, 0m);
        Assert.Equal(0m, third.Then(StepAt(1m)).At(3m));
        Assert.Equal(StepAt(3m), third.Then(StepAt(1m), decided: true));
        Assert.Equal(Curve.Zero, Curve.Constant(Third * 3m).Then(StepAt(1m)));
        Assert.Equal(Curve.Constant(1m), Curve.Constant(Third * 3m).Then(StepAt(1m), decided: true));

        // What begins at 3 begins with an amount of 1, although a third of 3 is less.
        var from = Curve.Of(Piece.Line(0m, 0m), new Piece(3m, true, Third, 0m));
        var stairs = Curve.Of(Piece.Line(0m, 7m), new Piece(1m, true, 0m, 8m));
        Assert.Equal([7m, 8m, 8m], new[] { 2.99m, 3m, 3.01m }.Select(from.Then(stairs, decided: true).At));
    }

    /// <summary>A third of 1, carried to twelve decimals.</summary>
    [Fact]
    public void A_fold_carries_twelve_decimals()
    {
        Assert.Equal(Curve.Constant(0.333333333333m), Curve.Constant(1m).Then(Curve.Line(Third, 0m), decided: true));
        Assert.Equal(Curve.Constant(Third), Curve.Constant(1m).Then(Curve.Line(Third, 0m)));
    }

    /// <summary>The edge stands between 100.00 and 100.01. The fold is asked from 99.99 to 100.01: where it steps is the edge.</summary>
    [Theory]
    [InlineData("100.00", "100.00", true)]
    [InlineData("99.99", "99.99", true)]
    [InlineData("99.98", "99.99", true)]
    [InlineData("100.01", "100.005", true)]
    [InlineData("100.02", "100.01", false)]
    public void An_edge_between_two_cents_moves_to_the_cent_that_the_fold_gives_to_the_other_side(
        string steps, string edge, bool closed)
    {
        var first = decimal.Parse(steps, System.Globalization.CultureInfo.InvariantCulture);
        var settled = StepAt(100.005m).Settled(x => x >= first ? 1m : 0m);
        Assert.Equal(StepAt(decimal.Parse(edge, System.Globalization.CultureInfo.InvariantCulture), closed), settled);
    }

    [Fact]
    public void Each_of_several_edges_moves()
    {
        var stairs = Curve.Of(Piece.Line(0m, 0m), new Piece(100.005m, true, 0m, 1m), new Piece(200.005m, true, 0m, 2m));
        Assert.Equal(Curve.Of(Piece.Line(0m, 0m), new Piece(100.00m, true, 0m, 1m), new Piece(200.01m, false, 0m, 2m)),
            stairs.Settled(static x => x >= 200.02m ? 2m : x >= 100.00m ? 1m : 0m));
    }

    /// <summary>The same below zero, where the cent below −100.005 is −100.01.</summary>
    [Fact]
    public void An_edge_below_zero_moves_as_one_above_it()
    {
        Assert.Equal(StepAt(-100.01m), StepAt(-100.005m).Settled(static x => x >= -100.01m ? 1m : 0m));
        Assert.Equal(StepAt(-100.00m, closed: false), StepAt(-100.005m).Settled(static x => x > -100.00m ? 1m : 0m));
    }

    [Fact]
    public void An_edge_stays_where_the_fold_agrees_or_says_something_else()
    {
        var step = StepAt(100.005m);
        Assert.Same(step, step.Settled(step.At));
        Assert.Same(step, step.Settled(static _ => 0.5m));

        // Up to 10⁻⁹ is the same amount, and more is not.
        Assert.Equal(StepAt(100.00m), step.Settled(static x => x >= 100.00m ? 1.000000001m : 0m));
        Assert.Same(step, step.Settled(static x => x >= 100.00m ? 1.000000002m : 0m));

        // A fold that says what both sides say moves nothing: there is no jump to speak of, so it is not asked.
        var kink = Curve.Clamp(decimal.MinValue, 100m);
        Assert.Same(kink, kink.Settled(static x => Math.Abs(x - 100m) == 0.01m ? Math.Min(x, 100m)
            : throw new InvalidOperationException($"Asked at {x}.")));
    }

    /// <summary>Amounts reach to ±10¹⁵; whole cents at and beyond it are never asked.</summary>
    [Fact]
    public void A_fold_is_asked_within_the_range_of_money_alone()
    {
        foreach (var edge in new[] { Money.Largest, -Money.Largest - 0.01m, 10m * Money.Largest })
        {
            var asked = new List<decimal>();
            var step = StepAt(edge);
            Assert.Same(step, step.Settled(x =>
            {
                asked.Add(x);
                return step.At(x);
            }));
            Assert.All(asked, static x => Assert.InRange(x, 0.01m - Money.Largest, Money.Largest - 0.01m));
        }
    }

    /// <summary>5 from 99.997 to 100.003 holds the one cent 100.00, and the fold pays nothing there.</summary>
    [Fact]
    public void A_piece_that_is_passed_on_both_sides_vanishes()
    {
        var island = Curve.Of(Piece.Line(0m, 0m), new Piece(99.997m, true, 0m, 5m), new Piece(100.003m, true, 0m, 0m));
        Assert.Equal(Curve.Zero, island.Settled(static _ => 0m));
    }

    [Fact]
    public void Algebra_without_a_curve_is_refused()
    {
        Assert.Equal("next", Assert.Throws<ArgumentNullException>(static () => Curve.Zero.Then(null!)).ParamName);
        Assert.Equal("other", Assert.Throws<ArgumentNullException>(static () => Curve.Zero.Plus(null!)).ParamName);
        Assert.Equal("other", Assert.Throws<ArgumentNullException>(static () => Curve.Zero.Minus(null!)).ParamName);
        Assert.Equal("right", Assert.Throws<ArgumentNullException>(static () => Curve.Zero.GlueAt(0m, null!, true)).ParamName);
    }

    [Theory]
    [InlineData(-1, -1, 0, "negative up to there, zero beyond")]
    [InlineData(0, 1, 1, "zero below it, positive from there on")]
    [InlineData(1, 0, -1, "positive below it, zero there, negative beyond")]
    public void A_break_even_says_which_side_owns_it(int before, int value, int after, string words) =>
        Assert.Equal($"at 2,000: {words}", new BreakEven(2000m, before, value, after).ToString());
}
