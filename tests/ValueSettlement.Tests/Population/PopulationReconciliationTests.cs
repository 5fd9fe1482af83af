using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population;

public sealed class PopulationReconciliationTests
{
    private static readonly PopulationRules Rules = new()
    {
        Strata = [.. Enumerable.Range(0, 3).Select(static s => new Stratum($"s{s}", $"stratum {s}"))],
        Organisations = 6,
        Truncation = [Truncation.AtPercentile(new(90))],
        CompletionFactor = new(1.02m, new() { Citation = "contract, exhibit B" }),
    };

    private sealed record Row(uint Beneficiary, byte Stratum, ushort Organisation, byte Months, long Cents);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_000)]
    public void EveryCentOfTheDifferenceBelongsToAKind(int count)
    {
        var (own, theirs) = Parties(count, 31);
        var result = PopulationReconciliation.Of(Columns(own), Columns(theirs), Rules, 50, 2);
        var plain = Plain(own, theirs);
        for (var o = 0; o < 6; o++)
        {
            var sum = result.Organisations[o].Sum;
            foreach (var kind in Enum.GetValues<ReconciliationKind>())
            {
                var pairs = plain.Where(p => p.Kind == kind).ToArray();
                Assert.Equal(Sum(pairs.Select(static p => p.Own).OfType<Row>().Where(r => r.Organisation == o)), sum[kind].Own);
                Assert.Equal(Sum(pairs.Select(static p => p.Theirs).OfType<Row>().Where(r => r.Organisation == o)), sum[kind].Theirs);
            }

            Assert.Equal(Sum(own.Where(r => r.Organisation == o)), sum.All.Own);
            Assert.Equal(sum.Difference, sum.EffectOfRows + sum.EffectOfThresholds);
        }

        Assert.Equal((Int128)(own.Sum(static r => r.Cents) - theirs.Sum(static r => r.Cents)), result.Whole.All.Difference.Cents);
        Assert.Equal(result.Whole.All.Difference.Cents, result.Whole.Kinds.Aggregate((Int128)0, static (a, k) => a + k.Difference.Cents));
        Assert.Equal(result.Whole.Difference, result.Organisations.Sum(static o => o.Sum.Difference));
        Assert.Equal(plain.Count(static p => p.Kind != ReconciliationKind.Equal), result.Differences);
    }

    [Fact]
    public void TheLargestAreListedInTheirOrder()
    {
        var (own, theirs) = Parties(2_000, 32);
        var plain = Plain(own, theirs).Where(static p => p.Kind != ReconciliationKind.Equal)
            .OrderByDescending(Size).ThenBy(static p => p.Key).Select(static p => (p.Key.Beneficiary, p.Kind)).ToArray();
        foreach (var most in new[] { 0, 1, 17, 1_000_000 })
        {
            var listed = PopulationReconciliation.Of(Columns(own), Columns(theirs), Rules, most).Largest;
            Assert.Equal(plain.Take(most), listed.Select(static d => (d.Beneficiary, d.Kind)));
        }
    }

    [Fact]
    public void ReasonsNameEverything()
    {
        Row[] own = [new(1, 0, 0, 12, 500_000), new(2, 0, 1, 12, 300_000), new(3, 0, 1, 12, 7), new(4, 1, 1, 6, 800), new(9, 0, 0, 1, 1)];
        Row[] theirs = [new(2, 0, 2, 10, 250_000), new(3, 0, 1, 12, 9), new(4, 1, 1, 5, 800), new(5, 2, 3, 12, 100_000),
            new(9, 0, 0, 1, 1)];
        var result = PopulationReconciliation.Of(Columns(own), Columns(theirs), Rules with { Truncation = [Truncation.None] }, 10);
        Assert.Equal(
        [
            "beneficiary 1, stratum 0: Only we have it: organisation 0, 12 months, 5,000.",
            "beneficiary 2, stratum 0: We have organisation 1, 12 months, 3,000; they have organisation 2, 10 months, 2,500.",
            "beneficiary 5, stratum 2: Only they have it: organisation 3, 12 months, 1,000.",
            "beneficiary 3, stratum 0: We have 0.07; they have 0.09.",
            "beneficiary 4, stratum 1: We have 6 months; they have 5 months.",
        ], result.Largest.Select(static d => d.ToString()));
        Assert.Equal(ReconciliationKind.OtherMonths, result.Largest[4].Kind);
        Assert.Equal(4_499.98m * 1.02m, result.Whole.Difference);
        Assert.Equal(0m, result.Whole.EffectOfThresholds);
    }

    [Fact]
    public void ThresholdsThatMoveAreNamedApart()
    {
        var (own, theirs) = Parties(3_000, 33);
        var result = PopulationReconciliation.Of(Columns(own), Columns(theirs), Rules, 0);
        var (mine, others) = (result.Thresholds.Select(static t => t.Before.Upper!.Value.Annualised).ToArray(),
            result.Thresholds.Select(static t => t.After.Upper!.Value.Annualised).ToArray());
        Assert.NotEqual(mine, others);
        for (var o = 0; o < 6; o++)
        {
            var sum = result.Organisations[o].Sum;
            Assert.InRange(sum.EffectOfThresholds - (Spent(theirs, o, mine) - Spent(theirs, o, others)), -0.0001m, 0.0001m);
            Assert.InRange(sum.EffectOfRows - (Spent(own, o, mine) - Spent(theirs, o, mine)), -0.0001m, 0.0001m);
        }

        // The same rows but for one cent in the tail: everything else comes from the threshold.
        var rows = Enumerable.Range(0, 20).Select(static i => new Row((uint)i, 0, 0, 12, (i + 1) * 1_000L)).ToArray();
        var moved = rows.Select(static r => r.Beneficiary == 17 ? r with { Cents = r.Cents - 500 } : r).ToArray();
        var effect = PopulationReconciliation.Of(Columns(rows), Columns(moved), Rules with { CompletionFactor = null }, 0).Whole;
        Assert.Equal((15m, 5m, 10m), (effect.Difference, effect.EffectOfRows, effect.EffectOfThresholds));
    }

    [Fact]
    public void AStratumOfTheirsAloneMovesNoThreshold()
    {
        Row[] own = [new(1, 0, 0, 12, 100)];
        var theirs = Enumerable.Range(0, 30).Select(static i => new Row((uint)i + 5, 1, 0, 12, i * 100L)).Append(own[0]).ToArray();
        Assert.Equal(0m, PopulationReconciliation.Of(Columns(own), Columns(theirs), Rules, 0).Whole.EffectOfThresholds);
    }

    [Fact]
    public void RowsWithoutMonthsDoNotCount()
    {
        Row[] own = [new(1, 0, 0, 12, 100), new(2, 0, 0, 12, 100)];
        var excluded = Columns(own) with { ExcludedMonths = new byte[] { 12, 2 }, ExcludedCents = new long[] { 0, 9 } };
        var result = PopulationReconciliation.Of(excluded, Columns([]), Rules, 10);
        Assert.Equal((1L, new ReconciledRow(0, 10, 91)), (result.Differences, result.Largest[0].Own));
    }

    [Fact]
    public void WrongRowsAreNamedOnBothSides()
    {
        Row[] own = [new(1, 0, 0, 13, 100)];
        Row[] theirs = [new(1, 0, 0, 12, 100), new(1, 0, 1, 12, 100)];
        Assert.Equal(["own.rows[0].months", "own.rows", "theirs.rows[1].beneficiary", "theirs.rows"], Paths(() =>
            PopulationReconciliation.Of(Columns(own), Columns(theirs), Rules with { Truncation = [Truncation.None] }, 1)));
        Assert.Equal(["own.beneficiary"], Paths(() =>
            PopulationReconciliation.Of(Columns(theirs[..1]) with { Beneficiary = default }, Columns(theirs[..1]), Rules, 1)));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => PopulationReconciliation.Of(Columns(own), Columns(own), Rules, -1));
    }

    [Fact]
    public void StatedTotalsDifferByOrganisation()
    {
        var totals = (Rules with { Truncation = [Truncation.None], CompletionFactor = null }).Prepare()
            .Total(Columns([new(1, 0, 0, 12, 100), new(2, 1, 0, 12, 150), new(3, 0, 5, 1, 30)]));
        var stated = new decimal[] { 2m, 0m, 0m, 1m, 0m, 0.3m };
        var result = PopulationReconciliation.OfStated(totals, [.. stated.Select(Money.Of)]);
        Assert.Equal([0.5m, 0m, 0m, -1m, 0m, 0m], result.Organisations.Select(static o => o.Difference));
        Assert.Equal((2.8m, 3.3m, -0.5m), (result.Own, result.Stated, result.Difference));
        Assert.Equal(["stated"], Paths(() => PopulationReconciliation.OfStated(totals, [Money.Of(1m)])));
    }

    private static string[] Paths(Action act) => [.. Assert.Throws<SettlementException>(act).Failures.Select(static f => f.Path)];

    private static (Row[] Own, Row[] Theirs) Parties(int count, int seed)
    {
        var random = new Random(seed);
        var (own, theirs) = (new List<Row>(), new List<Row>());
        for (var k = 0; k < count; k++)
        {
            var row = new Row((uint)random.Next(int.MaxValue / Math.Max(count, 1)) + ((uint)k * (uint)(int.MaxValue / count)),
                (byte)random.Next(3), (ushort)random.Next(6), (byte)random.Next(1, 13), random.Next(4) * random.Next(40_000));
            var other = random.Next(10) switch
            {
                0 => row with { Organisation = (ushort)random.Next(6) },
                1 => row with { Months = (byte)random.Next(1, 13), Cents = row.Cents + random.Next(3) },
                2 => row with { Cents = row.Cents - random.Next(5_000) },
                3 => row with { Organisation = (ushort)random.Next(6), Cents = 5 },
                4 => row with { Stratum = (byte)((row.Stratum + 1) % 3) },
                _ => row,
            };
            own.AddRange(random.Next(12) == 0 ? [] : [row]);
            theirs.AddRange(random.Next(12) == 0 ? [] : [other]);
        }

        var (mine, others) = (own.ToArray(), theirs.ToArray());
        random.Shuffle(mine);
        random.Shuffle(others);
        return (mine, others);
    }

    private static PopulationColumns Columns(Row[] rows) => new()
    {
        Beneficiary = rows.Select(static r => r.Beneficiary).ToArray(),
        Stratum = rows.Select(static r => r.Stratum).ToArray(),
        Organisation = rows.Select(static r => r.Organisation).ToArray(),
        Months = rows.Select(static r => r.Months).ToArray(),
        Cents = rows.Select(static r => r.Cents).ToArray(),
    };

    private static ((uint Beneficiary, byte Stratum) Key, ReconciliationKind Kind, Row? Own, Row? Theirs)[] Plain(Row[] own, Row[] theirs)
    {
        var mine = own.ToDictionary(static r => (r.Beneficiary, r.Stratum));
        var others = theirs.ToDictionary(static r => (r.Beneficiary, r.Stratum));
        return
        [
            .. mine.Keys.Union(others.Keys).Select(key =>
            {
                var (a, b) = (mine.GetValueOrDefault(key), others.GetValueOrDefault(key));
                var kind = a is null ? ReconciliationKind.OnlyTheirs : b is null ? ReconciliationKind.OnlyOwn
                    : a.Organisation != b.Organisation ? ReconciliationKind.OtherOrganisation
                    : a.Months != b.Months ? ReconciliationKind.OtherMonths
                    : a.Cents != b.Cents ? ReconciliationKind.OtherCents : ReconciliationKind.Equal;
                return (key, kind, a, b);
            }),
        ];
    }

    /// <summary>The largest change of one organisation's sum.</summary>
    private static long Size(((uint, byte) Key, ReconciliationKind Kind, Row? Own, Row? Theirs) pair) => Enumerable.Range(0, 6).Max(o =>
        Math.Abs((pair.Own?.Organisation == o ? pair.Own.Cents : 0) - (pair.Theirs?.Organisation == o ? pair.Theirs.Cents : 0)));

    private static SpendingSum Sum(IEnumerable<Row> rows) => rows.Aggregate(default(SpendingSum),
        static (sum, r) => new(sum.Rows + 1, sum.Months + r.Months, sum.Cents + r.Cents));

    private static decimal Spent(Row[] rows, int organisation, decimal[] thresholds) => rows.Where(r => r.Organisation == organisation)
        .Sum(r => Math.Clamp(r.Cents * 0.12m / r.Months, -thresholds[r.Stratum], thresholds[r.Stratum]) * r.Months / 12m) * 1.02m;
}
