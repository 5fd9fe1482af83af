using ValueSettlement.Curves;

namespace ValueSettlement.Measures;

/// <summary>
/// Points by the decile of a benchmark that a result lies in, 1 to 10, with the place inside the decile: the achievement points of the
/// Merit-based Incentive Payment System and of what is scored like it (42 CFR 414.1380(b)(1)).
/// <code>
/// decile d with edges from and to:  d + (result − from) ÷ (to − from), cut off after Decimals;  decile 10: 10;  worse than decile 1: 1
/// </code>
/// A result at an edge lies in the better decile; equal edges make a decile that nobody reaches.
/// </summary>
/// <param name="Begins">Where the deciles 2 to 10 begin: nine results, from worse to better.</param>
/// <param name="Worst">Where decile 1 begins, the worst result; not better than the first edge.</param>
public sealed record DecilePoints(ValueList<decimal> Begins, decimal Worst) : PointsRule
{
    /// <summary>Where the deciles 2 to 10 begin: nine results, from worse to better.</summary>
    public ValueList<decimal> Begins { get; init => field = Given.Of(value); } = Given.Of(Begins);

    /// <summary>Decimals that the points keep; what follows is cut off. 0 to 12.</summary>
    public int Decimals { get; init; } = 1;

    /// <summary>The most points of a measure on which nearly everybody does well (topped out), 1 to 10; the points possible stay 10.
    /// <see langword="null"/> for 10.</summary>
    public decimal? UpTo { get; init; }

    /// <summary>Ten deciles of the same width, from a worst to a best result, for example a flat benchmark of tenths from 0 to 100 %.
    /// </summary>
    /// <param name="worst">Where decile 1 begins.</param>
    /// <param name="best">Where decile 10 would end, another result.</param>
    public static DecilePoints Flat(decimal worst, decimal best) =>
        new([.. Enumerable.Range(1, 9).Select(i => worst + ((best - worst) * i / 10m))], worst);

    /// <summary>The same deciles of what lacks to 1, for a measure that is stated the other way round.</summary>
    internal DecilePoints TurnedRound() =>
        this with { Worst = 1m - Worst, Begins = Begins.Select(static edge => 1m - edge).ToValueList() };

    internal override decimal Most => 10m;

    internal override IEnumerable<decimal> Edges => Begins.Append(Worst);

    private protected override string InWords => "by decile (2 to 10 from "
        + $"{string.Join(", ", Begins.Take(9).Select(static e => NumberText.Number(e)))})"
        + (UpTo is { } most ? $", at most {NumberText.Number(most)} points" : string.Empty);

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var before = new Step("decile-points", "Decile, with the place inside it", Unit.Points, null, Authority);
        if (scored.Result.Value is null)
        {
            return Without(w, before, scored.Result, "There is no result.");
        }

        var place = w.Lookup(before, ScaleOf(scored.Direction), scored.Result);
        var points = w.Cut(new("decile-points-cut", FormattableString.Invariant($"Points, cut off after {Decimals} decimals"), Unit.Points,
            null, Authority), place, Decimals);
        return UpTo is { } most
            ? w.Least(new("decile-points-most", "Points of a measure that is topped out", Unit.Points, null, Authority), points,
                Quantity.Of("most", most, Unit.Points))
            : points;
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        if (Begins.Count != 9)
        {
            failures.Add(new("deciles-count", Paths.Join(path, "begins"), NumberText.Number(Begins.Count),
                "Deciles 2 to 10 begin at nine results.", "List where each begins, from worse to better."));
            return;
        }

        ValidateResults(path, failures, [("worst", Worst), .. Begins.Select(static (edge, i) =>
            (FormattableString.Invariant($"begins[{i}]"), edge))]);
        for (var i = 0; i < 9; i++)
        {
            if (!Reaches(Begins[i], i == 0 ? Worst : Begins[i - 1], direction))
            {
                failures.Add(new("deciles-order", Paths.Item(path, "begins", i), NumberText.Number(Begins[i]),
                    direction == Direction.HigherIsBetter ? "Higher is better, so no decile begins below the one before."
                        : "Lower is better, so no decile begins above the one before.",
                    "List them from worse to better, or correct which way the measure is better."));
            }
        }

        if (Decimals is < 0 or > 12)
        {
            failures.Add(new("points-decimals", Paths.Join(path, "decimals"), NumberText.Number(Decimals),
                "Points keep 0 to 12 decimals.", "State the decimals of the rule: 1 for tenths."));
        }

        if (UpTo is < 1m or > 10m)
        {
            failures.Add(new("points-range", Paths.Join(path, "upTo"), UnitText.Exact(UpTo.Value, Unit.Points),
                "The most points by decile are 1 to 10.", "State the limit of a measure that is topped out, or leave it out."));
        }
    }

    private Scale ScaleOf(Direction direction)
    {
        decimal[] ends = [Worst, .. Begins];
        var deciles = Enumerable.Range(0, 9).Where(d => ends[d] != ends[d + 1]).ToArray();
        return direction == Direction.HigherIsBetter
            ? new(
            [
                new(null, ends[0], 1m, 1m, ToIncluded: false),
                .. deciles.Select(d => new ScaleRow(ends[d], ends[d + 1], d + 1, d + 2, ToIncluded: false)),
                new(ends[9], null, 10m, 10m),
            ])
            : new(
            [
                new(null, ends[9], 10m, 10m),
                .. deciles.Reverse().Select(d => new ScaleRow(ends[d + 1], ends[d], d + 2, d + 1, FromIncluded: false)),
                new(ends[0], null, 1m, 1m, FromIncluded: false),
            ]);
    }
}
