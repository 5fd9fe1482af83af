using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population;

public sealed class PopulationChangeTests
{
    private static readonly PopulationRules Rules = new()
    {
        Strata = [.. Enumerable.Range(0, 3).Select(static s => new Stratum($"s{s}", $"stratum {s}"))],
        Organisations = 7,
        Truncation = [Truncation.AtPercentile(new(95))],
        CompletionFactor = new Cited<decimal>(1.013m, new() { Citation = "contract, exhibit B" }),
    };

    [Fact]
    public void APartialIsReplacedByItsSuccessor()
    {
        var population = Rules.Prepare();
        var rows = Rows.Random(30_000, 7, 3, 21);
        var brackets = ThresholdBrackets.Around(population.Total(rows.Columns), 30.Percent());
        PopulationPartial Counted(Rows some)
        {
            var partial = population.Begin(brackets);
            partial.Add(some.Columns);
            return partial;
        }

        var parts = new Dictionary<int, PopulationPartial>();
        for (var k = 0; k < 3; k++)
        {
            parts[k] = Counted(rows.Picked(Enumerable.Range(k * 10_000, 10_000)));
        }

        var bytes = parts.Values.Select(static p => p.Digest).ToArray();
        Same(population.Total(rows.Columns), population.TotalOf(parts.Values));
        for (var i = 10_000; i < 20_000; i++)
        {
            rows.Cents[i] += rows.Cents[i] / 50;
        }

        parts[1] = Counted(rows.Picked(Enumerable.Range(10_000, 10_000)));
        Same(population.Total(rows.Columns), population.TotalOf(parts.Values.Reverse()));
        Assert.Equal((bytes[0], bytes[2]), (parts[0].Digest, parts[2].Digest));
        Assert.NotEqual(bytes[1], parts[1].Digest);
    }

    [Fact]
    public void PartialsOfOtherRulesAreNamed()
    {
        var population = (Rules with { Truncation = [Truncation.None] }).Prepare();
        var other = (Rules with { Truncation = [Truncation.None], Organisations = 6 }).Prepare();
        var failures = Assert.Throws<SettlementException>(() =>
            population.TotalOf([population.Begin(), other.Begin(), other.Begin()])).Failures;
        Assert.Equal(["partials[1]", "partials[2]"], failures.Select(static f => f.Path));
        Assert.Equal("partials[0]", Assert.Throws<SettlementException>(() => population.TotalOf([other.Begin()])).Failures[0].Path);
        Assert.Equal(0, population.TotalOf([]).Rows);
        Assert.Equal("thresholds-unknown", Assert.Throws<SettlementException>(() => Rules.Prepare().TotalOf([])).Failures[0].Code);
    }

    [Fact]
    public void DifferencesAddUpToTheWhole()
    {
        var rows = Rows.Random(8_000, 7, 3, 22);
        var before = Rules.Prepare().Total(rows.Columns);
        var later = Rows.Random(9_000, 7, 3, 23);
        var after = (Rules with { CompletionFactor = null }).Prepare().Total(later.Columns);
        var change = PopulationTotals.Compare(before, after);
        Assert.Equal((1_000, later.Months.Sum(static m => m) - rows.Months.Sum(static m => m)), (change.Whole.Rows, change.Whole.Months));
        Assert.Equal(change.Whole.Expenditure, change.Organisations.Sum(static o => o.Whole.Expenditure));
        for (var o = 0; o < 7; o++)
        {
            var (own, was, now) = (change.Organisations[o], before.Expenditure(o), after.Expenditure(o));
            Assert.Equal(own.Whole.Expenditure, own.Strata.Sum(static s => s.Expenditure));
            Assert.Equal(own.Whole.Months, own.Strata.Sum(static s => s.Months));
            Near(was.Total, own.Whole.Before.Expenditure);
            Near(now.Total, own.Whole.After.Expenditure);
            Near(now.PerCapita, own.Whole.After.PerCapita!.Value);
            Near(was.Strata[2].PerCapita, own.Strata[2].Before.PerCapita!.Value);
            Assert.Equal(own.Whole.After.PerCapita - own.Whole.Before.PerCapita, own.Whole.PerCapita);
        }

        Assert.Equal(before.Thresholds.Zip(after.Thresholds), change.Thresholds.Select(static t => (t.Before, t.After)));
        Assert.All(change.Thresholds, static t => Assert.True(t.Moved));
        var same = PopulationTotals.Compare(before, before);
        Assert.Equal((0L, 0m, 0m, false), (same.Whole.Rows, same.Whole.Expenditure, same.Whole.PerCapita, same.Thresholds[0].Moved));
    }

    [Fact]
    public void NobodyHasNoPerCapita()
    {
        var none = (Rules with { Truncation = [Truncation.None] }).Prepare().TotalOf([]);
        var change = PopulationTotals.Compare(none, Rules.Prepare().Total(Rows.Random(10, 7, 3, 1).Columns));
        Assert.Null(change.Whole.Before.PerCapita);
        Assert.Null(change.Whole.PerCapita);
    }

    [Fact]
    public void OtherOrganisationsOrStrataAreNotCompared()
    {
        var rules = Rules with { Truncation = [Truncation.None] };
        var others = rules with { Organisations = 8, Strata = [.. rules.Strata.Reverse()] };
        Assert.Equal(["compare-organisations", "compare-strata"], Assert.Throws<SettlementException>(() =>
            PopulationTotals.Compare(rules.Prepare().TotalOf([]), others.Prepare().TotalOf([]))).Failures.Select(static f => f.Code));
    }

    private static void Near(Figure figure, decimal amount) => Assert.InRange(figure.Value!.Value - amount, -0.00001m, 0.00001m);

    private static void Same(PopulationTotals expected, PopulationTotals actual)
    {
        Assert.Equal(expected.Thresholds, actual.Thresholds);
        Assert.Equal(0m, PopulationTotals.Compare(expected, actual).Organisations.Sum(static o => Math.Abs(o.Whole.Expenditure)));
        for (var o = 0; o < 7; o++)
        {
            Assert.Equal(expected[o, 0], actual[o, 0]);
            Assert.Equal(expected[o, 2], actual[o, 2]);
        }
    }
}
