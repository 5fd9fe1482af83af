using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Population;

public sealed class EpisodeCountsTests
{
    private sealed record Row(ushort Provider, ushort Cell, long Cents);

    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(200_000, 40, 300)]
    public void TotalsAreThoseOfTheEpisodes(int count, int providers, int cells)
    {
        var (rules, rows) = (Rules(providers, cells), Random(count, providers, cells));
        foreach (var threads in new[] { 1, 2, 7 })
        {
            var counted = rules.Begin();
            counted.Add(Columns(rows), threads);
            Same(rows, counted);
        }
    }

    [Fact]
    public void AnyPartitionMergesToTheWhole()
    {
        var (rules, rows) = (Rules(20, 50), Random(30_000, 20, 50));
        var parts = rows.GroupBy(static r => r.Cents % 5).Select(part =>
        {
            var counted = rules.Begin();
            counted.Add(Columns([.. part]), 2);
            return counted;
        }).Reverse().ToArray();
        foreach (var other in parts[1..])
        {
            parts[0].Merge(other);
        }

        Same(rows, parts[0]);
        Assert.Equal(30_000, parts[0].Episodes);
    }

    [Fact]
    public void ThousandsOfCellsAndProviders()
    {
        var (rules, rows) = (Rules(4_000, 4_000), Random(100_000, 4_000, 4_000));
        rows[5] = new(3_999, 3_999, 77);
        var counted = rules.Begin();
        counted.Add(Columns(rows), 2);
        Assert.Equal(rows.Count(static r => r is { Provider: 3_999, Cell: 3_999 }), counted[3_999, 3_999]);
        Assert.Equal(rows.Where(static r => r.Provider == 3_999).Sum(r => rules.Cells[r.Cell].Target.Amount),
            counted.Of(3_999).Target.Value);
    }

    [Fact]
    public void LargestAmountsDoNotWrap()
    {
        var rules = new EpisodeRules { Providers = 1, Cells = [new() { Key = "a", Target = Money.Of(1m) }] };
        var counted = rules.Begin();
        counted.Add(new()
        {
            Provider = new ushort[100_000],
            Cell = new ushort[100_000],
            Cents = Enumerable.Repeat(281_474_976_710_655L, 100_000).ToArray(),
        });
        Assert.Equal(281_474_976_710_655m * 1_000m, counted.Of(0).Spending.Value);
    }

    [Fact]
    public void TheLinesSayHowManyEpisodesOfWhichPrice()
    {
        var rules = Rules(2, 3);
        var counted = rules.Begin();
        counted.Add(Columns([new(1, 0, 900), new(1, 2, 5_000_000), new(1, 2, 10)]));
        var own = counted.Of(1);
        Assert.Equal((3, 1), (own.Episodes, own.EpisodesCapped));
        Assert.Equal(1_000.25m + (2 * 1_035.25m), own.Target.Value);
        Assert.Equal(9m + 2_002m + 0.1m, own.Spending.Value);
        var line = Assert.Single(own.Target.Lines);
        Assert.Equal(["episodes of c0", "target price of c0", "episodes of c2", "target price of c2"],
            line.Operands.Select(static o => o.Name));
        Assert.Contains("1 of them held at their caps", own.Spending.Lines[0].Label, StringComparison.Ordinal);
        Assert.Equal(AbsenceKind.NotApplicable, counted.Of(0).Target.Absence?.Kind);
    }

    [Fact]
    public void AContractReadsTotalsAndHowManyTheyAreOf()
    {
        var bundles = CommercialBundles.For(new()
        {
            Id = "bundle",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            GainShare = 50.Percent(),
            OverageShare = 50.Percent(),
            LeastEpisodes = 3,
        });
        var counted = Rules(2, 3).Begin();
        counted.Add(Columns([new(0, 0, 90_025), new(0, 1, 90_025), new(1, 0, 90_025), new(1, 0, 90_025), new(1, 0, 90_025)]));
        decimal Earned(int provider) =>
            bundles.Contract.Settle(bundles.Experience(EpisodeTotals.Of(counted.Of(provider)))).Earned.Published;
        Assert.Equal(0m, Earned(0));
        Assert.Equal(150m, Earned(1));
    }

    [Fact]
    public void WrongEpisodesAreNamedAndNothingIsAdded()
    {
        var counted = Rules(3, 2).Begin();
        counted.Add(Columns([new(0, 0, 1)]));
        Assert.Equal(["rows[2].provider", "rows[2].cell", "rows[3].cents", "rows"], Paths(() =>
            counted.Add(Columns([new(2, 1, 1), new(3, 2, 1), new(0, 0, long.MinValue)]), 2)));
        Assert.Equal((1, 1, 0), (counted.Episodes, counted[0, 0], counted[2, 1]));
        Assert.Equal(["cell"], Paths(() => counted.Add(new() { Provider = new ushort[2], Cell = new ushort[1], Cents = new long[2] })));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => counted[3, 0]);
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => counted.Of(-1));
        Assert.Equal(["other"], Paths(() => counted.Merge(Rules(3, 1).Begin())));
    }

    [Fact]
    public void RulesAreJudged()
    {
        Assert.Equal(["cells", "providers"], Paths(() => new EpisodeRules { Providers = 0, Cells = [] }.Begin()));
        var cell = new EpisodeCell { Key = "a", Target = Money.Of(-1m), Cap = Money.Of(1.005m) };
        Assert.Equal(["cells[0].target", "cells[0].cap", "cells[1].key"], Paths(() =>
            new EpisodeRules { Providers = 1, Cells = [cell, new() { Key = "a", Target = Money.Of(1m) }] }.Begin()));
        Assert.Equal(["providers"], Paths(() => Rules(4_097, 4_096).Begin()));
    }

    private static string[] Paths(Action act) => [.. Assert.Throws<SettlementException>(act).Failures.Select(static f => f.Path)];

    private static EpisodeRules Rules(int providers, int cells) => new()
    {
        Providers = providers,
        Cells = [.. Enumerable.Range(0, cells).Select(static c => new EpisodeCell
        {
            Key = $"c{c}",
            Target = Money.Of(1_000.25m + (c * 17.5m)),
            Cap = c % 3 == 1 ? null : Money.Of(2_000m + c),
        })],
    };

    private static Row[] Random(int count, int providers, int cells)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => new Row((ushort)random.Next(providers), (ushort)random.Next(cells),
            random.Next(-10_000, 400_000)))];
    }

    private static EpisodeColumns Columns(Row[] rows) => new()
    {
        Provider = rows.Select(static r => r.Provider).ToArray(),
        Cell = rows.Select(static r => r.Cell).ToArray(),
        Cents = rows.Select(static r => r.Cents).ToArray(),
    };

    private static void Same(Row[] rows, EpisodeCounts counted)
    {
        var cells = counted.Rules.Cells;
        for (var p = 0; p < counted.Rules.Providers; p++)
        {
            var own = rows.Where(r => r.Provider == p).ToArray();
            var totals = counted.Of(p);
            Assert.Equal(own.Length, totals.Episodes);
            Assert.Equal(own.Count(r => r.Cents / 100m > (cells[r.Cell].Cap?.Amount ?? decimal.MaxValue)), totals.EpisodesCapped);
            Assert.Equal(own.Length == 0 ? null : own.Sum(r => cells[r.Cell].Target.Amount), totals.Target.Value);
            Assert.Equal(own.Length == 0 ? null : own.Sum(r => Math.Min(r.Cents / 100m, cells[r.Cell].Cap?.Amount ?? decimal.MaxValue)),
                totals.Spending.Value);
            for (var c = 0; c < cells.Count; c += 7)
            {
                Assert.Equal(own.Count(r => r.Cell == c), counted[p, c]);
            }
        }
    }
}
