using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>The algebra of curves, on random curves and aimed at their edges.</summary>
public class CurveLawTests
{
    private const int Cases = 1_000;

    private static readonly Gen<(Curve A, Curve B, Curve C, decimal X)> ExactThree =
        from a in CurveGen.Exact from b in CurveGen.Exact from c in CurveGen.Exact from x in CurveGen.ExactAmount select (a, b, c, x);

    private static readonly Gen<(Curve A, Curve B, Curve C, decimal X)> RoughThree =
        from a in CurveGen.Rough from b in CurveGen.Rough from c in CurveGen.Rough from x in CurveGen.RoughAmount select (a, b, c, x);

    [Fact]
    public void Identity_changes_nothing_on_either_side() =>
        CurveProperty.Holds(Gen.OneOf(CurveGen.Exact, CurveGen.Rough), Cases, curve =>
        {
            Assert.Equal(curve, Curve.Identity.Then(curve));
            Assert.Equal(curve, curve.Then(Curve.Identity));
        });

    [Fact]
    public void Composition_is_one_curve_after_the_other_exactly() =>
        CurveProperty.Holds(ExactThree, Cases, t =>
        {
            var both = t.A.Then(t.B);
            foreach (var x in CurveGen.Around([t.A, t.B, both], t.X))
            {
                Assert.True(t.B.At(t.A.At(x)) == both.At(x), $"x = {x}: {t.A} then {t.B} gave {both}");
            }
        });

    [Fact]
    public void Composition_is_one_curve_after_the_other_where_digits_have_no_end() =>
        CurveProperty.Holds(RoughThree, Cases, t =>
        {
            var both = t.A.Then(t.B);
            foreach (var x in CurveGen.Around([t.A, both], t.X).Select(WholeCents))
            {
                var expected = t.B.At(t.A.At(x));
                Assert.True(Near(expected, both.At(x), x), $"x = {x}: {t.A} then {t.B} gave {both}");
            }

            foreach (var edge in both.Edges)
            {
                Assert.True(Near(t.B.At(t.A.At(edge.At)), edge.Value, edge.At), $"edge {edge}: {t.A} then {t.B} gave {both}");
            }
        });

    [Fact]
    public void Composition_is_associative_to_the_last_piece() =>
        CurveProperty.Holds(ExactThree, Cases, t =>
        {
            var left = t.A.Then(t.B).Then(t.C);
            var right = t.A.Then(t.B.Then(t.C));
            Assert.Equal(left, right);
            Assert.Equal(left.GetHashCode(), right.GetHashCode());
            Assert.Equal(left.ToString(), right.ToString());
            foreach (var x in CurveGen.Around([t.A, t.B, t.C, left, right], t.X))
            {
                Assert.Equal(t.C.At(t.B.At(t.A.At(x))), left.At(x));
            }
        });

    [Fact]
    public void Composition_is_associative_where_digits_have_no_end() =>
        CurveProperty.Holds(RoughThree, Cases, t =>
        {
            var left = t.A.Then(t.B).Then(t.C);
            var right = t.A.Then(t.B.Then(t.C));
            var edges = left.Edges.Concat(right.Edges).Select(edge => edge.At).ToArray();
            foreach (var x in CurveGen.Around([t.A, left, right], t.X))
            {
                // Roundings in another order may put an edge in a neighbouring place; nowhere else may the two ways differ.
                var atEdge = edges.Any(edge => Math.Abs(edge - x) <= 1e-9m);
                Assert.True(atEdge || Near(left.At(x), right.At(x), x), $"x = {x}: {t.A} then {t.B} then {t.C} gave {left} or {right}");
            }
        });

    [Fact]
    public void Sum_difference_and_multiple_are_taken_at_every_x() =>
        CurveProperty.Holds(ExactThree, Cases, t =>
        {
            var (sum, difference, multiple) = (t.A.Plus(t.B), t.A.Minus(t.B), t.A.Times(t.X));
            foreach (var x in CurveGen.Around([t.A, t.B], t.X))
            {
                Assert.Equal(t.A.At(x) + t.B.At(x), sum.At(x));
                Assert.Equal(t.A.At(x) - t.B.At(x), difference.At(x));
                Assert.Equal(t.A.At(x) * t.X, multiple.At(x));
            }

            Assert.Equal(sum, t.B.Plus(t.A));
            Assert.Equal(sum.Plus(t.C), t.A.Plus(t.B.Plus(t.C)));
            Assert.Equal(t.A, sum.Minus(t.B));
            Assert.Equal(Curve.Zero, t.A.Minus(t.A));
            Assert.Equal(multiple, t.A.Then(Curve.Line(t.X, 0m)));
        });

    [Fact]
    public void Sum_before_a_curve_is_not_the_sum_after_it_but_a_curve_before_a_sum_is() =>
        CurveProperty.Holds(ExactThree, Cases, t => Assert.Equal(t.A.Then(t.B).Plus(t.A.Then(t.C)), t.A.Then(t.B.Plus(t.C))));

    [Fact]
    public void Glue_takes_each_side_from_its_curve_and_the_edge_from_its_owner() =>
        CurveProperty.Holds(ExactThree, Cases, t =>
        {
            foreach (var edgeBelongsRight in new[] { true, false })
            {
                var glued = t.A.GlueAt(t.X, t.B, edgeBelongsRight);
                foreach (var x in CurveGen.Around([t.A, t.B], t.X, t.X - CurveGen.Cent, t.X + CurveGen.Cent))
                {
                    var right = x > t.X || (x == t.X && edgeBelongsRight);
                    Assert.Equal((right ? t.B : t.A).At(x), glued.At(x));
                }

                Assert.Equal(t.A, t.A.GlueAt(t.X, t.A, edgeBelongsRight));
            }
        });

    [Fact]
    public void Curves_are_equal_exactly_when_their_amounts_are() =>
        CurveProperty.Holds(ExactThree, Cases, t =>
        {
            // Between two neighbouring edges both curves are straight, so three points a stretch decide.
            var same = CurveGen.Around([t.A, t.B], t.X).Concat(CurveGen.Around([t.A, t.B]).Select(x => x + 0.125m))
                .All(x => t.A.At(x) == t.B.At(x));
            Assert.Equal(same, t.A == t.B);
            Assert.Equal(!same, t.A != t.B);
        });

    [Fact]
    public void Redundant_pieces_and_trailing_zeros_make_no_difference() =>
        CurveProperty.Holds(
            from pieces in CurveGen.ExactPieces
            from cuts in CurveGen.ExactAmount.ListOf(3)
            from closed in Gen.Elements(true,
                false)
            select (pieces, cuts, closed),
            Cases,
            t =>
            {
                var redundant = new List<Piece>(t.pieces.Select(p =>
                    p with
                    {
                        Slope = p.Slope * 1.000m,
                        Intercept = p.Intercept + 0.0000m,
                        From = p.From == Piece.Unbounded ? p.From
                    : p.From * 1.00m
                    }));
                foreach (var cut in t.cuts.Where(cut => redundant.TrueForAll(piece => piece.From != cut)).Distinct())
                {
                    var i = redundant.FindLastIndex(piece => piece.From < cut);
                    redundant.Insert(i + 1, redundant[i] with { From = cut, Closed = t.closed });
                }

                var (plain, other) = (Curve.Of(t.pieces), Curve.Of([.. redundant]));
                Assert.Equal(plain, other);
                Assert.Equal(plain.GetHashCode(), other.GetHashCode());
                Assert.Equal(plain.ToString(), other.ToString());
                foreach (var x in CurveGen.Around([plain], [.. t.pieces[1..].Select(piece => piece.From)]))
                {
                    Assert.Equal(Curve.At(t.pieces, x), plain.At(x));
                    Assert.Equal(Curve.At([.. redundant], x), plain.At(x));
                }
            });

    [Fact]
    public void Many_pieces_are_searched_like_few() =>
        CurveProperty.Holds(
            from steps in Gen.Choose(0, 3).ListOf(60) from x in Gen.Choose(-10, 190).Select(n => n * 0.5m) select (steps, x),
            Cases,
            t =>
            {
                var pieces = new List<Piece> { Piece.Line(0m, -1m) };
                for (var i = 0; i < t.steps.Count; i++)
                {
                    if (t.steps[i] != 0)
                    {
                        pieces.Add(new Piece(i, t.steps[i] != 1, 0m, 10 * i));
                    }

                    if (t.steps[i] == 3)
                    {
                        pieces.Add(new Piece(i, false, 0m, (10 * i) + 5));
                    }
                }

                var expected = pieces.FindLastIndex(piece => piece.From < t.x || (piece.From == t.x && piece.Closed));
                Assert.Equal(expected, Curve.IndexOf([.. pieces], t.x));
            });

    private static decimal WholeCents(decimal x) => decimal.Floor(x * 100m) / 100m;

    private static bool Near(decimal expected, decimal actual, decimal x) =>
        Math.Abs(expected - actual) <= 1e-12m * Math.Max(1m, Math.Max(Math.Abs(x), Math.Abs(expected)));
}
