using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>Random curves that jump, fall, stay level and hold lone points, and the amounts at which they are worth looking at.</summary>
internal static class CurveGen
{
    public const decimal Cent = 0.01m;

    /// <summary>Slopes whose products and inverses are short decimals, so that no composition is ever rounded.</summary>
    private static readonly Gen<decimal> ExactSlopes = Gen.Elements(0m, 0m, 1m, -1m, 2m, -2m, 0.5m, -0.5m, 0.25m, -0.25m, 4m);

    /// <summary>Slopes as contracts have them, and slopes of 28 digits, whose inverses have no end.</summary>
    private static readonly Gen<decimal> RoughSlopes =
        Gen.Elements(0m, 1m, -1m, 0.3m, 0.7m, 3m, -0.9m, 0.735m, 1m / 3m, 2m / 7m, -1m / 7m, 0.0006m, 0.98m * 0.733m);

    // Few amounts, so that the edge of one curve is often exactly the amount of another.
    private static readonly Gen<decimal> ExactAmounts = Gen.Choose(-12, 12).Select(n => n * 0.5m);

    private static readonly Gen<decimal> RoughAmounts =
        from cents in Gen.Choose(-2_000_000_00, 2_000_000_00)
        from rate in Gen.Elements(1m, 1m, 0.02m, 0.0375m, 1m / 3m, 1m / 7m)
        select cents * Cent * rate;

    /// <summary>Curves on which all arithmetic is exact.</summary>
    public static readonly Gen<Curve> Exact = Pieces(ExactSlopes, ExactAmounts).Select(pieces => Curve.Of(pieces));

    /// <summary>Curves as contracts have them.</summary>
    public static readonly Gen<Curve> Rough = Pieces(RoughSlopes, RoughAmounts).Select(pieces => Curve.Of(pieces));

    /// <summary>Pieces before they are a curve: neighbours on one line, edges that do not matter and the like included.</summary>
    public static readonly Gen<Piece[]> ExactPieces = Pieces(ExactSlopes, ExactAmounts);

    /// <summary>Any amount, edges of the exact curves more often than not.</summary>
    public static readonly Gen<decimal> ExactAmount = Gen.OneOf(ExactAmounts, Gen.Choose(-2000, 2000).Select(n => n * Cent));

    /// <summary>Whole cents.</summary>
    public static readonly Gen<decimal> RoughAmount = Gen.Choose(-2_000_000_00, 2_000_000_00).Select(n => n * Cent);

    /// <summary>An interval of any kind of ends.</summary>
    public static readonly Gen<Interval> ExactInterval =
        from a in ExactAmounts
        from b in ExactAmounts
        from ends in Gen.Choose(0, 15)
        select new Interval(
            (ends & 12) == 12 ? null : Math.Min(a, b),
            (ends & 12) != 12 && (ends & 1) != 0,
            (ends & 12) == 8 ? null : Math.Max(a, b),
            (ends & 12) != 8 && (ends & 2) != 0);

    /// <summary>Every edge of the curves, a cent to either side, half way to the next edge and the given amounts.</summary>
    public static IEnumerable<decimal> Around(IEnumerable<Curve> curves, params decimal[] others)
    {
        var edges = curves.SelectMany(curve => curve.Pieces[1..].ToArray()).Select(piece => piece.From).Distinct().Order().ToArray();
        foreach (var edge in edges)
        {
            yield return edge;
            yield return edge - Cent;
            yield return edge + Cent;
        }

        for (var i = 1; i < edges.Length; i++)
        {
            yield return (edges[i - 1] / 2m) + (edges[i] / 2m);
        }

        foreach (var other in others)
        {
            yield return other;
        }

        yield return 0m;
        yield return -1_000_000_000_000.01m;
        yield return 1_000_000_000_000.01m;
    }

    private static Gen<Piece[]> Pieces(Gen<decimal> slopes, Gen<decimal> amounts)
    {
        var lines = from slope in slopes
                    from intercept in Gen.OneOf(Gen.Constant(0m), amounts)
                    select (Slope: slope, Intercept: intercept);

        // Kind 0: the edge belongs to the left; 1: to the right; 2: to neither, a lone point; 3: to the right and nothing jumps there.
        var steps = from kind in Gen.Choose(0, 3)
                    from line in lines
                    from point in lines
                    select (Kind: kind, Line: line, Point: point);

        return from count in Gen.Choose(0, 4)
               from edges in amounts.ListOf(count)
               from rest in steps.ListOf(count)
               from first in lines
               select Build(first, [.. edges.Distinct().Order()], [.. rest]);

        static Piece[] Build((decimal Slope, decimal Intercept) first, decimal[] edges,
            (int Kind, (decimal Slope, decimal Intercept) Line, (decimal Slope, decimal Intercept) Point)[] steps)
        {
            var pieces = new List<Piece> { Piece.Line(first.Slope, first.Intercept) };
            for (var i = 0; i < edges.Length; i++)
            {
                var (kind, line, point) = steps[i];
                if (kind == 3)
                {
                    line.Intercept = pieces[^1].At(edges[i]) - (line.Slope * edges[i]);
                }

                if (kind == 2)
                {
                    pieces.Add(new Piece(edges[i], true, point.Slope, point.Intercept));
                }

                pieces.Add(new Piece(edges[i], kind is 1 or 3, line.Slope, line.Intercept));
            }

            return [.. pieces];
        }
    }
}
