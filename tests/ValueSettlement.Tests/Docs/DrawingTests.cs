using System.Globalization;
using System.Text;
using ValueSettlement.Statistics;

namespace ValueSettlement.Tests.Docs;

/// <summary>The drawings of docs/images, made of the library's own numbers; with VALUESETTLEMENT_ACCEPT=1 written anew.</summary>
public sealed class DrawingTests
{
    private const int Width = 720, Height = 400, Left = 64, Right = 120, Top = 44, Bottom = 52;

    public static TheoryData<string> Drawings => new(Made.Keys);

    private static readonly Dictionary<string, Func<string>> Made = new() { ["chance-of-a-target"] = Chance, ["funnel"] = Funnel };

    [Theory]
    [MemberData(nameof(Drawings))]
    public void A_drawing_is_made_of_the_librarys_numbers(string name)
    {
        var path = Path.Combine(DocumentTests.FindRoot(), "docs", "images", name + ".svg");
        var drawn = Made[name]();
        if (Environment.GetEnvironmentVariable("VALUESETTLEMENT_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, drawn);
        }

        Assert.Equal(drawn, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    /// <summary>Over the numbers of cases that four divides, at which 75 % is a whole number: between them the chance jumps.</summary>
    private static string Chance()
    {
        var rows = BandChance.Table(75.Percent(), 70.Percent(), 80.Percent(), [.. Enumerable.Range(3, 98).Select(static i => 4L * i)]);
        var svg = new Svg("How often chance decides a target of 75 %", 0, 400, 0, 0.5);
        svg.Axes("cases", [0, 100, 200, 300, 400], static x => Text(x, "0"), "chance", [0, 0.1, 0.2, 0.3, 0.4, 0.5],
            static y => Text(y, "0 %"));
        svg.Line(rows.Select(static r => ((double)r.Cases, r.WorsePasses)), 2.5, null);
        svg.Line(rows.Select(static r => ((double)r.Cases, r.BetterFails)), 2.5, "7 5");
        svg.Label(90, 0.23, "true share 70 %: passes all the same");
        svg.Label(12, 0.045, "true share 80 %: fails");
        return svg.End();
    }

    /// <summary>Limits are cases, so the lines are steps.</summary>
    private static string Funnel()
    {
        var funnel = new Funnel(Direction.LowerIsBetter);
        var svg = new Svg("Control limits widen as numbers shrink", 0, 100, 0, 3);
        svg.Axes("expected events", [0, 25, 50, 75, 100], static x => Text(x, "0"), "observed over expected", [0, 1, 2, 3],
            static y => Text(y, "0"));
        var sizes = Enumerable.Range(4, 197).Select(static i => i / 2m).ToArray();
        var limits = sizes.Select(funnel.LimitsOfCount).ToArray();
        IEnumerable<(double, double)> Of(Func<FunnelLimits, long> limit) =>
            sizes.Zip(limits, (e, l) => ((double)e, limit(l) / (double)e)).Where(static p => p.Item2 <= 3d);
        svg.Line([(0, 1), (100, 1)], 1, null);
        svg.Line(Of(static l => l.InnerLower), 1.5, "7 5");
        svg.Line(Of(static l => l.InnerUpper), 1.5, "7 5");
        svg.Line(Of(static l => l.OuterLower), 1.5, null);
        svg.Line(Of(static l => l.OuterUpper), 1.5, null);
        svg.Dot(13, 22 / 13d);
        svg.Label(30, 2.2, "dot: 22 observed, 13 expected: worse");
        var last = limits[^1];
        svg.Label(101, (last.OuterUpper / 100d) + 0.12, "much worse");
        svg.Label(101, (last.OuterUpper + last.InnerUpper) / 200d, "worse");
        svg.Label(101, 1, "as expected");
        svg.Label(101, (last.OuterLower + last.InnerLower) / 200d, "better");
        svg.Label(101, (last.OuterLower / 100d) - 0.12, "much better");
        svg.Label(50, 2.6, "limits: solid 99.8 %, dashed 95 %");
        return svg.End();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Black lines on white, told apart by dashes, labelled beside them.</summary>
    private sealed class Svg
    {
        private readonly StringBuilder text = new();
        private readonly double x0, x1, y0, y1;

        public Svg(string title, double x0, double x1, double y0, double y1)
        {
            (this.x0, this.x1, this.y0, this.y1) = (x0, x1, y0, y1);
            Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\"");
            Add($"  font-family=\"sans-serif\" font-size=\"14\" role=\"img\">");
            Add($"<title>{title}</title>");
            Add($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        }

        public void Axes(string xName, double[] xs, Func<double, string> xText, string yName, double[] ys, Func<double, string> yText)
        {
            foreach (var x in xs)
            {
                Add($"<path d=\"M{X(x):0.0} {Y(y0):0.0}v6\" stroke=\"black\"/>");
                Write(X(x), Y(y0) + 22, xText(x), "middle");
            }

            foreach (var y in ys)
            {
                Add($"<path d=\"M{X(x0):0.0} {Y(y):0.0}H{X(x1):0.0}\" stroke=\"#ccc\"/>");
                Write(X(x0) - 8, Y(y) + 5, yText(y), "end");
            }

            Add($"<path d=\"M{X(x0):0.0} {Y(y0):0.0}H{X(x1):0.0}\" stroke=\"black\"/>");
            Write(X(x1), Y(y0) + 42, xName, "end");
            Write(8, Top - 22, yName, "start");
        }

        public void Line(IEnumerable<(double X, double Y)> points, double width, string? dashes)
        {
            var along = string.Join(' ', points.Select(p => FormattableString.Invariant($"{X(p.X):0.0},{Y(p.Y):0.0}")));
            Add($"<polyline fill=\"none\" stroke=\"black\" stroke-width=\"{width}\" stroke-dasharray=\"{dashes ?? "none"}\"");
            Add($"  points=\"{along}\"/>");
        }

        public void Dot(double x, double y) => Add($"<circle cx=\"{X(x):0.0}\" cy=\"{Y(y):0.0}\" r=\"5\"/>");

        public void Label(double x, double y, string words) => Write(X(x), Y(y) + 5, words, "start");

        public string End()
        {
            Add($"</svg>");
            return text.ToString();
        }

        private void Write(double x, double y, string words, string anchor) =>
            Add($"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\">{words}</text>");

        private double X(double x) => Left + ((x - x0) / (x1 - x0) * (Width - Left - Right));

        private double Y(double y) => Height - Bottom - ((y - y0) / (y1 - y0) * (Height - Top - Bottom));

        private void Add(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
    }
}
