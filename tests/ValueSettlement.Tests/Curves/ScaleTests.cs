using System.Numerics;
using FsCheck.Fluent;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>Scales: whose each end is, what is refused, whole and other numbers, exact values, and rows made of steps and knots.</summary>
public sealed class ScaleTests
{
    private static readonly Scale People = new(
        [new(500, 999, 0.122m, 0.087m), new(1_000, 2_999, 0.087m, 0.05m), new(3_000, null, 0.05m, 0.05m)], WholeNumbers: true);

    private static readonly Scale Scores = Scale.Steps((0.3m, 1m), (0.6m, 2m)).Below(0m);

    private static decimal?[] Read(Scale scale, params decimal[] numbers) => [.. numbers.Select(x => scale.At(x))];

    [Fact]
    public void Both_ends_of_every_row_have_the_value_of_their_row()
    {
        (Scale, decimal, decimal?)[] cases =
        [
            (People, 499m, null), (People, 500m, 0.122m), (People, 999m, 0.087m), (People, 1_000m, 0.087m), (People, 2_999m, 0.05m),
            (People, 3_000m, 0.05m), (People, 1_000_000_000m, 0.05m),
            (Scores, -5m, 0m), (Scores, 0.2999999999999999999999999999m, 0m), (Scores, 0.3m, 1m),
            (Scores, 0.5999999999999999999999999999m, 1m), (Scores, 0.6m, 2m), (Scores, 9m, 2m),
        ];
        foreach (var (scale, x, expected) in cases)
        {
            Assert.Equal(expected, scale.At(x));
        }

        // The same scale with each end given to the row before.
        var upTo = new Scale(
            [new(null, 0.3m, 0m, 0m), new(0.3m, 0.6m, 1m, 1m, FromIncluded: false), new(0.6m, null, 2m, 2m, FromIncluded: false)]);
        Assert.Equal(new decimal?[] { 0m, 1m, 1m, 2m },
            Read(upTo, 0.3m, 0.3000000000000000000000000001m, 0.6m, 0.6000000000000000000000000001m));

        // A point between two rows, and first and last ends that no row owns.
        var before = new ScaleRow(1m, 2m, 10m, 20m, FromIncluded: false, ToIncluded: false);
        var open = new Scale([before, new(2m, 2m, 7m, 7m), before with { From = 2m, To = 3m, AtFrom = 20m, AtTo = 30m }]);
        Assert.Empty(open.Validate());
        Assert.Equal(new decimal?[] { null, 15m, 7m, 25m, null }, Read(open, 1m, 1.5m, 2m, 2.5m, 3m));
    }

    [Fact]
    public void Gaps_overlaps_and_everything_else_that_is_no_scale_are_refused()
    {
        ScaleRow first = new(0m, 1m, 5m, 6m, ToIncluded: false), second = new(1m, 2m, 6m, 7m);
        Assert.Empty(new Scale([first, second]).Validate());
        (string Expected, Scale Scale)[] wrong =
        [
            ("scale-rows rows", new([])),
            ("scale-rows rows", new([.. Enumerable.Repeat(first, 1_001)])),
            ("scale-order rows[1]", new([first, second with { From = 1.5m }])),
            ("scale-order rows[1]", new([first, second with { From = 0.5m }])),
            ("scale-order rows[1]", new([second, first])),
            ("scale-order rows[1]", new([first with { ToIncluded = true }, second])),
            ("scale-order rows[1]", new([first, second with { FromIncluded = false }])),
            ("scale-order rows[1]", new([first with { To = null, AtTo = 5m }, second])),
            ("scale-order rows[1]", new([first, second with { From = null, AtFrom = 7m }])),
            ("scale-order rows[0]", new([first with { From = 2m }])),
            ("scale-order rows[0]", new([first with { From = 1m, AtFrom = 6m }])),
            ("scale-ends rows[0]", new([second with { To = null }])),
            ("scale-ends rows[0]", new([first with { From = null }])),
            ("scale-ends rows[0]", new([second with { From = 2m }])),
            ("scale-range rows[0].from", new([second with { From = -1_000_000_001m }])),
            ("scale-range rows[0].to", new([second with { To = 1_000_000_001m }])),
            ("scale-range rows[0].atFrom", new([second with { AtFrom = 1_000_000_001m }])),
            ("scale-range rows[0].atTo", new([second with { AtTo = -1_000_000_001m }])),
            ("scale-order rows[1]", new([new(0m, 1m, 5m, 6m), second], WholeNumbers: true)),
            ("scale-order rows[1]", new([new(0m, 1m, 5m, 6m), new(3m, 4m, 5m, 6m)], WholeNumbers: true)),
            ("scale-whole rows[0]", new([second with { To = 2.5m }], WholeNumbers: true)),
            ("scale-whole rows[0]", new([second with { ToIncluded = false }], WholeNumbers: true)),
        ];
        foreach (var (expected, scale) in wrong)
        {
            var failure = Assert.Single(scale.Validate());
            Assert.Equal(expected, $"{failure.Code} {failure.Path}");
            Assert.Contains(failure.Rule, Assert.Throws<ArgumentException>(() => scale.At(1m)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => new Workings().Lookup(new("x", "X"), scale, Quantity.Of("at", 1m)));
        }

        Assert.Throws<ArgumentException>(static () => Scale.Steps());
        Assert.Throws<ArgumentException>(static () => Scale.Steps((1m, 1m), (1m, 2m)));
        Assert.Throws<ArgumentException>(static () => Scale.Knots());
        Assert.Throws<ArgumentException>(static () => Scale.Knots((3m, 1m), (3m, 2m)));
        Assert.Throws<ArgumentException>(static () => Scale.Knots((3m, 1m), (2m, 2m)));
        Assert.Throws<ArgumentException>(static () => Scores.Below(1m));
        Assert.Throws<ArgumentException>(static () => People.Above(1m));
        Assert.Throws<ArgumentNullException>(static () => new Scale(null!));
    }

    [Fact]
    public void A_scale_of_whole_numbers_says_nothing_between_them_and_another_one_does()
    {
        Assert.Null(People.At(999.5m));
        var absent = new Workings().Lookup(new("x", "X"), People, Quantity.Of("people", 999.5m, Unit.Count));
        Assert.Equal("NotApplicable: There is no value for people 999.5: the scale is one of whole numbers.", absent.Absence!.ToString());
        Assert.Equal(new decimal?[] { 0.2m, 0.122m }, Read(People.Below(0.2m), 499m, 500m));
        Assert.Equal(0.1045m, new Scale([new(500m, 1_000m, 0.122m, 0.087m)]).At(750m));
        Assert.Equal(0.10445m, new Scale([new(500m, 1_000m, 0.122m, 0.0869m)]).At(750m));
    }

    [Fact]
    public void What_lies_outside_is_absent_with_the_reason_and_never_held_at_an_end()
    {
        var scale = Scale.Knots((1m, 10m), (3m, 20m));
        (decimal At, string Reason)[] outside =
        [
            (0.5m, "There is no value for at 0.5: the scale begins at 1."), (3.5m, "There is no value for at 3.5: the scale ends at 3."),
        ];
        foreach (var (at, reason) in outside)
        {
            var workings = new Workings();
            var found = workings.Lookup(new("x", "X"), scale, Quantity.Of("at", at));
            Assert.Equal((null, AbsenceKind.NotApplicable, reason), (found.Value, found.Absence!.Kind, found.Absence.Reason));
            Assert.Null(workings.Lines[0].Value);
        }

        Assert.Equal(AbsenceKind.NotCalculable, new Workings().Lookup(new("x", "X"), scale, new("at", null, Unit.Count)).Absence!.Kind);
    }

    [Fact]
    public void A_line_says_which_row_it_was_and_replays()
    {
        var scale = Scale.Knots((1m, 10m), (3m, 20m)).Below(10m).Above(20m);
        (decimal At, decimal Value, string Row)[] cases =
        [
            (0m, 10m, "The row below 1."), (1m, 10m, "The row from 1 to 3."), (2m, 15m, "The row from 1 to 3."),
            (3m, 20m, "The row from 1 to 3."),
            (9m, 20m, "The row above 3."),
        ];
        foreach (var (at, value, row) in cases)
        {
            var workings = new Workings();
            Assert.Equal(value, workings.Lookup(new("x", "X"), scale, Quantity.Of("at", at)).Value);
            Assert.Equal((value, value, row), (workings.Lines[0].Value!.Value, workings.Lines[0].Replay()!.Value, workings.Lines[0].Note!));
        }

        Assert.Equal("x < 1: 10; 1 ≤ x ≤ 3: 10 to 20; 3 < x: 20", scale.ToString());
        Assert.Equal("whole numbers; 500 ≤ x ≤ 999: 0.122 to 0.087; 1,000 ≤ x ≤ 2,999: 0.087 to 0.05; 3,000 ≤ x: 0.05", People.ToString());
        Assert.Equal("The row from 1,000 to 2,999.", People.RowAt(1_000)!.InWords(Unit.Count));
        Assert.Equal("The row from 30% to below 60%.", Scores.RowAt(0.3m)!.InWords(Unit.Rate));
        Assert.Equal("The row from 60% on.", Scores.RowAt(0.6m)!.InWords(Unit.Rate));
        Assert.Equal("The row up to 4.", new ScaleRow(null, 4m, 1m, 1m).InWords(Unit.Factor));
        Assert.Equal("The only row.", new ScaleRow(null, null, 1m, 1m).InWords(Unit.Factor));
    }

    [Fact]
    public void A_value_times_a_basis_is_the_exact_one_of_rational_numbers() => CurveProperty.Holds(
        from ends in Gen.Choose(0, 99_999).ListOf(2)
        from at in Gen.Choose(0, 1_000)
        from values in Gen.Choose(0, 1_000).ListOf(2)
        from cents in Gen.Choose(1, 2_000_000_000)
        select (From: ends.Min(), To: ends.Max() + 1, Part: at, Low: values[0], High: values[1], Cents: cents),
        3_000,
        static x =>
        {
            var count = x.From + (int)((long)(x.To - x.From) * x.Part / 1_000);
            var row = new Scale([new(x.From, x.To, x.Low / 1_000m, x.High / 1_000m)], WholeNumbers: true).RowAt(count)!;
            decimal found = row.At(count, x.Cents / 100m);

            // In units of 10⁻⁵; the quotient ends or has at least 14 exact digits after the point.
            var top = (BigInteger)x.Cents * (((long)x.Low * (x.To - count)) + ((long)x.High * (count - x.From)));
            var bottom = (BigInteger)(x.To - x.From) * 100_000;
            var scaled = top * BigInteger.Pow(10, 14) / bottom;
            var expected = (decimal)scaled / 100_000_000_000_000m;
            Assert.True(Math.Abs(found - expected) <= 0.00000000000001m && (top % bottom != 0 || found == (decimal)(top / bottom)));
        });

    [Fact]
    public void Steps_are_what_a_search_from_below_finds_and_knots_what_lies_between_neighbours() => CurveProperty.Holds(
        from gaps in Gen.Choose(1, 50).ListOf(8)
        from count in Gen.Choose(1, 8)
        from seed in Gen.Choose(-300, 1_000)
        select (Gaps: gaps.Take(count).ToArray(), At: seed * 0.5m),
        3_000,
        static x =>
        {
            var points = new (decimal At, decimal Value)[x.Gaps.Length];
            var sum = 0;
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = (sum += x.Gaps[i], x.Gaps[i] * 0.75m);
            }

            decimal? step = null, between = x.At == points[0].At ? points[0].Value : null;
            for (var i = 0; i < points.Length; i++)
            {
                step = x.At >= points[i].At ? points[i].Value : step;
                if (i > 0 && x.At > points[i - 1].At && x.At <= points[i].At)
                {
                    var (a, b) = (points[i - 1], points[i]);
                    between = ((a.Value * (b.At - x.At)) + (b.Value * (x.At - a.At))) / (b.At - a.At);
                }
            }

            var flat = x.At < points[0].At ? points[0].Value : x.At > points[^1].At ? points[^1].Value : between;
            Assert.Equal(step, Scale.Steps(points).At(x.At));
            Assert.Equal(between, Scale.Knots(points).At(x.At));
            Assert.Equal(flat, Scale.Knots(points).Below(points[0].Value).Above(points[^1].Value).At(x.At));
        });
}
