using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>What a curve can be asked: where it has an amount, where it turns, whether it only rises.</summary>
public class CurveQuestionTests
{
    private const int Cases = 1_000;

    // Two pieces of an exact curve cannot change sign or direction closer together than this: edges are halves, slopes at most 4.
    private const decimal Near = 0.001m;

    private static readonly Gen<(Curve Curve, decimal X)> ExactOne =
        from curve in CurveGen.Exact from x in CurveGen.ExactAmount select (curve, x);

    [Fact]
    public void Inverse_image_holds_exactly_the_amounts_that_map_into_the_interval() =>
        CurveProperty.Holds(from one in ExactOne from wanted in CurveGen.ExactInterval select (one.Curve, one.X, wanted), Cases, t =>
        {
            var stretches = t.Curve.InverseImage(t.wanted);
            AssertAscendingAndApart(stretches);
            foreach (var x in CurveGen.Around([t.Curve], [t.X, .. Ends(stretches)]))
            {
                Assert.True(t.wanted.Contains(t.Curve.At(x)) == stretches.Any(stretch => stretch.Contains(x)),
                    $"{t.wanted} at x = {x} of {t.Curve}");
            }
        });

    [Fact]
    public void Inverse_image_of_rough_curves_holds_whole_cents_and_its_own_ends() =>
        CurveProperty.Holds(
            from curve in CurveGen.Rough
            from a in CurveGen.RoughAmount
            from b in CurveGen.RoughAmount
            from x in CurveGen.RoughAmount
            select (curve, Math.Min(a, b), Math.Max(a, b), x),
            Cases,
            t =>
            {
                var (curve, low, high, x0) = t;
                var stretches = curve.InverseImage(low, high);
                AssertAscendingAndApart(stretches);
                foreach (var x in CurveGen.Around([curve], [x0, .. Ends(stretches)]))
                {
                    Assert.True((curve.At(x) >= low && curve.At(x) <= high) == stretches.Any(stretch => stretch.Contains(x)),
                        $"[{low}, {high}] at x = {x} of {curve}");
                }
            });

    [Fact]
    public void Solutions_are_exactly_the_amounts_that_map_onto_the_amount() =>
        CurveProperty.Holds(from one in ExactOne from y in CurveGen.ExactAmount select (one.Curve, one.X, y), Cases, t =>
        {
            var solutions = t.Curve.Solve(t.y);
            AssertAscendingAndApart(solutions);
            Assert.Equal(t.Curve.InverseImage(t.y, t.y), solutions);
            foreach (var x in CurveGen.Around([t.Curve], [t.X, .. Ends(solutions)]))
            {
                Assert.Equal(t.Curve.At(x) == t.y, solutions.Any(stretch => stretch.Contains(x)));
            }
        });

    [Fact]
    public void A_solution_without_an_exact_decimal_is_the_nearest_one() =>
        CurveProperty.Holds(from curve in CurveGen.Rough from x in CurveGen.RoughAmount select (curve, x), Cases, t =>
        {
            var y = t.curve.At(t.x);
            Assert.Contains(t.curve.Solve(y), stretch => stretch.Contains(t.x) || Ends([stretch]).Any(end => Math.Abs(end - t.x) < 1e-12m));
        });

    [Fact]
    public void Break_evens_are_exactly_the_amounts_around_which_the_sign_is_not_the_same() =>
        CurveProperty.Holds(ExactOne, Cases, t =>
        {
            var breakEvens = t.Curve.BreakEvens;
            Assert.Equal(breakEvens.Select(b => b.At).Distinct().Order(), breakEvens.Select(b => b.At));
            foreach (var x in CurveGen.Around([t.Curve], [t.X, .. breakEvens.Select(b => b.At)]).Distinct())
            {
                var (before, value, after) = (Math.Sign(t.Curve.At(x - Near)), Math.Sign(t.Curve.At(x)), Math.Sign(t.Curve.At(x + Near)));
                var found = breakEvens.Where(b => b.At == x).ToArray();
                if (before == value && value == after)
                {
                    Assert.Empty(found);
                }
                else
                {
                    Assert.Equal(new BreakEven(x, before, value, after), Assert.Single(found));
                }
            }
        });

    [Fact]
    public void Edges_have_the_amounts_on_both_sides_and_lie_nowhere_else() =>
        CurveProperty.Holds(ExactOne, Cases, t =>
        {
            var edges = t.Curve.Edges;
            foreach (var edge in edges)
            {
                Assert.Equal(t.Curve.At(edge.At), edge.Value);
                Assert.InRange(edge.FromLeft - t.Curve.At(edge.At - Near), -4 * Near, 4 * Near);
                Assert.InRange(edge.FromRight - t.Curve.At(edge.At + Near), -4 * Near, 4 * Near);
                Assert.Equal(edge.FromRight - edge.FromLeft, edge.Jump);
                Assert.Equal(edge.FromLeft != edge.Value || edge.Value != edge.FromRight, edge.IsJump);
            }

            foreach (var x in CurveGen.Around([t.Curve], t.X))
            {
                var (before, value, after) = (t.Curve.At(x - Near), t.Curve.At(x), t.Curve.At(x + Near));
                Assert.Equal(value - before != after - value || Math.Abs(after - before) > 8 * Near, edges.Any(edge => edge.At == x));
            }

            Assert.Equal(edges.All(edge => !edge.IsJump), t.Curve.IsContinuous);
        });

    [Fact]
    public void Monotone_means_that_no_pair_of_amounts_says_otherwise() =>
        CurveProperty.Holds(Gen.OneOf(CurveGen.Exact, CurveGen.Exact.Select(Rising),
            CurveGen.Exact.Select(curve => Rising(curve).Times(-1m))), Cases, curve =>
        {
            var amounts = CurveGen.Around([curve]).SelectMany(x => new[] { x - Near, x, x + Near }).Distinct().Order().Select(curve.At)
                .ToArray();
            var pairs = amounts.Zip(amounts.Skip(1)).ToArray();
            Assert.Equal(pairs.All(pair => pair.First <= pair.Second), curve.IsNonDecreasing);
            Assert.Equal(pairs.All(pair => pair.First >= pair.Second), curve.IsNonIncreasing);
            Assert.Equal(curve.IsNonDecreasing || curve.IsNonIncreasing, curve.IsMonotone);
        });

    [Fact]
    public void Threshold_reports_its_cliffs_and_break_evens()
    {
        var curve = Curve.Threshold(-2000m, 2000m);

        Assert.Equal([new Edge(-2000m, -2000m, -2000m, 0m), new Edge(2000m, 0m, 2000m, 2000m)], curve.Edges);
        Assert.Equal([new BreakEven(-2000m, -1, -1, 0), new BreakEven(2000m, 0, 1, 1)], curve.BreakEvens);
        Assert.Equal("at -2,000: negative up to there, zero beyond", curve.BreakEvens[0].ToString());
        Assert.Equal("x = 2,000: 0 | 2,000 | 2,000", curve.Edges[1].ToString());
        Assert.Equal(2000m, curve.Edges[0].Jump);
        Assert.False(curve.IsContinuous);
        Assert.True(curve.IsNonDecreasing);
        Assert.Equal([new Interval(-2000m, false, 2000m, false)], curve.Solve(0m));
        Assert.Empty(curve.Solve(1000m));
        Assert.Equal([new Interval(5000m, true, null, false)], curve.InverseImage(new Interval(5000m, true, null, false)));
    }

    [Fact]
    public void A_jump_over_zero_and_a_touch_of_zero_are_break_evens()
    {
        Assert.Equal([new BreakEven(5m, -1, 1, 1)], Curve.Of(Piece.Line(0m, -1m), new Piece(5m, true, 0m, 1m)).BreakEvens);
        Assert.Equal([new BreakEven(0m, 1, 0, 1)], Curve.Of(Piece.Line(-1m, 0m), new Piece(0m, true, 1m, 0m)).BreakEvens);
        Assert.Equal([new BreakEven(0m, 1, -1, 1)],
            Curve.Of(Piece.Line(0m, 1m), new Piece(0m, true, 0m, -1m), new Piece(0m, false, 0m, 1m)).BreakEvens);
        Assert.Empty(Curve.Zero.BreakEvens);
        Assert.Equal(0.3333333333333333333333333333m, Assert.Single(Curve.Line(3m, -1m).BreakEvens).At);
    }

    [Fact]
    public void What_must_x_be_to_give_an_amount_is_answered_without_an_exact_decimal_too()
    {
        Assert.Equal([Interval.Closed(0.3333333333333333333333333333m, 0.3333333333333333333333333333m)], Curve.Line(3m, 0m).Solve(1m));
        Assert.Empty(Curve.Of(Piece.Line(0m, -1m), new Piece(1m / 3m, true, 0m, 1m)).Solve(0m));
        Assert.Equal([Interval.All], Curve.Constant(7m).Solve(7m));
        Assert.Empty(Curve.Constant(7m).Solve(8m));
    }

    [Fact]
    public void The_last_digits_of_arithmetic_are_no_jump()
    {
        Assert.False(new Edge(1m, 5m, 5m, 5.0000000000001m).IsJump);
        Assert.False(new Edge(1m, 0m, 0m, 0.000000000001m).IsJump);
        Assert.True(new Edge(1m, 0m, 0m, 0.0000000000011m).IsJump);
        Assert.True(new Edge(1m, 5m, 5m, 5.00000000001m).IsJump);
        Assert.True(new Edge(1m, 5m, 6m, 5m).IsJump);
        Assert.False(new Edge(1m, 1e20m, 1e20m, 1e20m + 0.5m).IsJump);
        Assert.True(new Edge(1m, -1e20m, -1e20m, 2m - 1e20m).IsJump);
        Assert.True(Curve.Line(1m / 3m, 0m).Then(Curve.Clamp(-100.01m, 777.77m)).IsContinuous);
        Assert.True(Curve.Line(1m / 3m, 0m).Then(Curve.Clamp(-100.01m, 777.77m)).IsNonDecreasing);
    }

    [Fact]
    public void The_last_digits_of_arithmetic_are_no_fall_and_no_rise()
    {
        var level = Curve.Of(Piece.Line(0m, 5m), new Piece(1m, true, 0m, 4.99999999999999999999m), new Piece(2m, true, 0m, 5m));
        Assert.Equal(3, level.Count);
        Assert.True(level.IsNonDecreasing);
        Assert.True(level.IsNonIncreasing);
        Assert.True(level.IsContinuous);
    }

    [Fact]
    public void An_inverse_image_needs_its_ends_in_order()
    {
        var failure = Assert.Throws<ArgumentException>(() => Curve.Identity.InverseImage(2000m, 1m));
        Assert.Contains("The upper end 1 lies below the lower end 2,000.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Curve.Identity.InverseImage(new Interval(1m, true, 1m, false)));
        Assert.Empty(Curve.Identity.InverseImage(new Interval(1m, false, 1m, true)));
        Assert.Empty(Curve.Identity.InverseImage(new Interval(1m, false, 1m, false)));
        Assert.Equal([Interval.All], Curve.Identity.InverseImage(Interval.All));
    }

    [Theory]
    [InlineData(null, false, null, false, "any x")]
    [InlineData(null, false, 5, true, "x ≤ 5")]
    [InlineData(null, false, 5, false, "x < 5")]
    [InlineData(-2000, true, null, false, "-2,000 ≤ x")]
    [InlineData(-2000, false, null, false, "-2,000 < x")]
    [InlineData(-2000, true, 2000, false, "-2,000 ≤ x < 2,000")]
    [InlineData(5, true, 5, true, "x = 5")]
    [InlineData(5, true, 5, false, "5 ≤ x < 5")]
    [InlineData(5, false, 5, true, "5 < x ≤ 5")]
    public void Intervals_read_as_inequalities(int? low, bool lowIncluded, int? high, bool highIncluded, string text)
    {
        var interval = new Interval(low, lowIncluded, high, highIncluded);
        Assert.Equal(text, interval.ToString());
        Assert.Equal(text == "x = 5", interval.IsPoint);
    }

    private static Curve Rising(Curve curve)
    {
        // Steps upwards at the edges of the curve and nothing that falls between them.
        var pieces = new List<Piece>();
        foreach (var piece in curve.Pieces)
        {
            var start = piece.From == Piece.Unbounded ? 0m : pieces[^1].At(piece.From) + Math.Abs(piece.Intercept);
            var slope = Math.Abs(piece.Slope);
            pieces.Add(piece with { Slope = slope, Intercept = piece.From == Piece.Unbounded ? 0m : start - (slope * piece.From) });
        }

        return Curve.Of([.. pieces]);
    }

    private static decimal[] Ends(IEnumerable<Interval> stretches) =>
        [.. stretches.SelectMany(s => new[] { s.Low, s.High }).OfType<decimal>()
            .SelectMany(end => new[] { end, end - CurveGen.Cent, end + CurveGen.Cent })];

    private static void AssertAscendingAndApart(IReadOnlyList<Interval> stretches)
    {
        for (var i = 0; i < stretches.Count; i++)
        {
            Assert.False(stretches[i].High < stretches[i].Low, stretches[i].ToString());
            Assert.True(stretches[i].Low != stretches[i].High || stretches[i].IsPoint || stretches[i].Low is null, stretches[i].ToString());
            Assert.True(
                i == 0 || stretches[i - 1].High < stretches[i].Low
                    || (stretches[i - 1].High == stretches[i].Low && !stretches[i - 1].HighIncluded && !stretches[i].LowIncluded),
                "Stretches touch.");
        }
    }
}
