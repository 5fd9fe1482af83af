using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population;

public sealed class PopulationTotalsTests
{
    public static TheoryData<string, Truncation> Truncations => new()
    {
        { "none", Truncation.None },
        { "stated", Truncation.At(Money.Of(2_345.678m)) },
        { "stated in seven months", Truncation.At(new ThresholdValue(1_000.01m, 7)) },
        { "stated zero", Truncation.At(Money.Of(0m)) },
        { "percentile of rows", Truncation.AtPercentile(new(99)) },
        { "percentile of months", Truncation.AtPercentile(new(97), PercentileWeight.Months) },
        { "fine percentile", Truncation.AtPercentile(new(999_999, 1_000_000)) },
        { "winsorised", Truncation.Winsorise(new(5), new(95)) },
        { "winsorised by months", Truncation.Winsorise(new(1, 1_000), new(1, 3), PercentileWeight.Months) },
    };

    [Theory]
    [MemberData(nameof(Truncations))]
    public void TotalsAreThoseOfTheDefinition(string name, Truncation truncation)
    {
        Assert.NotEmpty(name);
        foreach (var (count, organisations, strata) in new[] { (0, 1, 1), (1, 3, 2), (7, 2, 1), (500, 5, 3), (40_000, 11, 4) })
        {
            var rules = Rules(organisations, strata, truncation);
            var rows = Rows.Random(count, organisations, strata, count + 1);
            Same(PlainTotals.Of(rows, rules), rules.Prepare().Total(rows.Columns));
        }
    }

    [Theory]
    [MemberData(nameof(Truncations))]
    public void OrderPartitionAndThreadsChangeNothing(string name, Truncation truncation)
    {
        Assert.NotEmpty(name);
        var rules = Rules(13, 3, truncation);
        var rows = Rows.Random(120_000, 13, 3, 5);
        var population = rules.Prepare();
        var once = population.Total(rows.Columns);
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            Equal(once, population.Total(rows.Shuffled(threads).Columns, threads));
        }

        Equal(once, population.Total(rows.Picked(Enumerable.Range(0, rows.Count).OrderBy(i => rows.Organisation[i])).Columns, 2));
        Equal(once, InParts(population, rows, [0, 1, 1, 70_001, 90_000, 120_000], rows.Columns));
    }

    [Fact]
    public void TiesAtTheThresholdAreWithinIt()
    {
        var rules = Rules(3, 2, Truncation.AtPercentile(new(90)));
        foreach (var cents in new Func<Random, long>[] { static _ => 1_200, static r => r.Next(2) * 100, static r => r.Next(3) })
        {
            var rows = Rows.Random(30_000, 3, 2, 9, cents);
            Array.Fill(rows.Months, (byte)12);
            Same(PlainTotals.Of(rows, rules), rules.Prepare().Total(rows.Columns, 2));
            Equal(rules.Prepare().Total(rows.Columns), InParts(rules.Prepare(), rows, [0, 3, 10_000, 30_000], rows.Columns));
        }
    }

    [Fact]
    public void AThresholdCountsTheSameHoweverItIsStated()
    {
        // A row of seven months at the percentile: its annual amount has no end, and it lies at the threshold itself.
        var rows = Rows.Random(1, 1, 1, 1, static _ => 100_001);
        rows.Months[0] = 7;
        var found = Rules(1, 1, Truncation.AtPercentile(new(99))).Prepare().Total(rows.Columns);
        Assert.Equal(new ThresholdValue(1_000.01m, 7), found.Thresholds[0].Upper);
        var stated = Rules(1, 1, Truncation.At(found.Thresholds[0].Upper!.Value)).Prepare().Total(rows.Columns);
        Assert.Equal((found[0, 0], found.Thresholds[0]), (stated[0, 0], stated.Thresholds[0]));
        Assert.Equal(100_001, stated[0, 0].CentsWithin);

        rows.Cents[0]++;
        var above = Rules(1, 1, stated.Rules.Truncation[0]).Prepare().Total(rows.Columns);
        Assert.Equal((1, 1_000.01m), (above[0, 0].RowsAbove, above.Expenditure(0).Total.Value));

        Assert.Equal(Truncation.At(Money.Of(3_000)), Truncation.At(new ThresholdValue(1_500m, 6)));
        Assert.Equal(Truncation.At(Money.Of(400)), Truncation.At(new ThresholdValue(300m, 9)));
        Assert.Equal("held within ± 1,000.01 in 7 months", stated.Rules.Truncation[0].ToString());
        var merged = Rules(1, 1, Truncation.At(new ThresholdValue(1_500m, 6))).Prepare();
        _ = merged.ReadPartial(Rules(1, 1, Truncation.At(Money.Of(3_000))).Prepare().Begin().ToBytes().Span);
    }

    [Theory]
    [InlineData(1, 0, "threshold-months")]
    [InlineData(1, 13, "threshold-months")]
    [InlineData(-1, 12, "threshold-range")]
    public void ThresholdsThatCannotBeMeant(int spent, int months, string code) =>
        Assert.Equal(code, Assert.Single(Rules(1, 1, Truncation.At(new ThresholdValue(spent, months))).Validate()).Code);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ASumHasTermsAndYearsShowTheirMonths(int strata)
    {
        var rows = Rows.Random(20, 1, strata, 1);
        var expenditure = Rules(1, strata, Truncation.None).Prepare().Total(rows.Columns).Expenditure(0);
        var lines = expenditure.PersonYears.Lines.Concat(expenditure.Total.Lines).Concat(expenditure.PerCapita.Lines).ToArray();
        Assert.DoesNotContain(lines, static l => l.Operation == Operation.Sum && l.Operands.Count < 2);
        foreach (var figure in new[] { expenditure.PersonYears, expenditure.PerCapita })
        {
            Assert.Equal(strata, figure.Lines.Count(static l => l.ToString().Contains(" ÷ 12 = ", StringComparison.Ordinal)));
        }

        Assert.Equal(expenditure.PersonYears.Value, expenditure.PersonYears.Lines.Single(static l => l.Key == "person-years").Value);
    }

    [Fact]
    public void LargestAmountsDoNotWrap()
    {
        const long most = 281_474_976_710_655;
        foreach (var truncation in new[] { Truncation.None, Truncation.At(Money.Of(1m)), Truncation.Winsorise(new(10), new(90)) })
        {
            var rules = Rules(2, 1, truncation);
            var rows = Rows.Random(120_000, 2, 1, 3, static r => r.Next(3) == 0 ? -most : most);
            Array.Fill(rows.Risk, int.MaxValue);
            Same(PlainTotals.Of(rows, rules), rules.Prepare().Total(rows.Columns, 2));
        }
    }

    [Fact]
    public void RowsInRunsOfFallingAmountsAreNotSlow()
    {
        // With a poor choice of places this takes minutes.
        var rules = Rules(2, 1, Truncation.AtPercentile(new(50)));
        var rows = Rows.Random(600_000, 2, 1, 3, static _ => 0);
        Array.Fill(rows.Months, (byte)12);
        for (var i = 0; i < rows.Count; i++)
        {
            rows.Cents[i] = 1_000_000 - (i % 300_000);
        }

        var population = rules.Prepare();
        var partial = population.Begin(population.Sample([rows.Columns.Slice(0, 1)]));
        partial.Add(rows.Columns, 2);
        Assert.Equal(rows.Count, partial.RowsWaiting);
        Equal(population.Total(rows.Columns, 2), partial.Total());
    }

    [Fact]
    public void ManyOrganisations()
    {
        var rules = Rules(65_536, 2, Truncation.AtPercentile(new(99)));
        var rows = Rows.Random(100_000, 65_536, 2, 4);
        rows.Organisation[17] = 65_535;
        Same(PlainTotals.Of(rows, rules), rules.Prepare().Total(rows.Columns, 2));
    }

    [Fact]
    public void ASampleThatMissesIsNoticed()
    {
        // Every sampled row is small, every other one is large.
        var rows = Rows.Random(200_000, 2, 1, 6, static _ => 0);
        for (var i = 0; i < rows.Count; i++)
        {
            rows.Cents[i] = i % (rows.Count * 8 / 32_768) < 8 ? 5 : 1_000_000 + i;
        }

        var rules = Rules(2, 1, Truncation.AtPercentile(new(99)));
        Same(PlainTotals.Of(rows, rules), rules.Prepare().Total(rows.Columns, 2));
    }

    [Fact]
    public void ExclusionsTakeMonthsAndAmountsOut()
    {
        var rows = Rows.Random(5_000, 3, 2, 8);
        var random = new Random(1);
        var months = rows.Months.Select(m => (byte)random.Next(m + 1)).ToArray();
        var cents = rows.Cents.Select(c => c / 3).ToArray();
        var kept = Enumerable.Range(0, rows.Count).Where(i => rows.Months[i] > months[i]).ToArray();
        var net = rows.Picked(kept);
        for (var k = 0; k < kept.Length; k++)
        {
            net.Months[k] -= months[kept[k]];
            net.Cents[k] -= cents[kept[k]];
        }

        var rules = Rules(3, 2, Truncation.AtPercentile(new(95)));
        var totals = rules.Prepare().Total(rows.Columns with { ExcludedMonths = months, ExcludedCents = cents }, 2);
        Same(PlainTotals.Of(net, rules), totals);
        Assert.Equal(rows.Count - kept.Length, totals.RowsLeftOut);
    }

    [Fact]
    public void WrongRowsAreNamedAndNothingIsAdded()
    {
        var rows = Rows.Random(10_000, 3, 2, 8);
        rows.Organisation[7] = 3;
        rows.Stratum[7] = 2;
        rows.Months[9_999] = 13;
        rows.Months[5_000] = 0;
        rows.Cents[5_001] = long.MinValue;
        rows.Risk[5_002] = -1;
        var partial = Rules(3, 2, Truncation.None).Prepare().Begin();
        var failures = Assert.Throws<SettlementException>(() => partial.Add(rows.Columns, 2)).Failures;
        Assert.Equal(["rows[7].organisation", "rows[7].stratum", "rows[5000].months", "rows[5001].cents", "rows[5002].risk",
            "rows[9999].months", "rows"], failures.Select(static f => f.Path));
        Assert.Equal("5", failures[^1].Value);
        Assert.Equal(0, partial.Rows);
        Assert.Equal(default, partial.Total()[0, 0]);
        Array.Fill(rows.Months, (byte)0);
        Assert.Equal(101, Assert.Throws<SettlementException>(() => partial.Add(rows.Columns, 2)).Failures.Count);
    }

    private static PopulationTotals InParts(PreparedPopulation population, Rows rows, int[] cuts, PopulationColumns columns)
    {
        var parts = cuts.Zip(cuts.Skip(1), (from, to) => columns.Slice(from, to - from)).ToArray();
        var surveys = parts.Select(part =>
        {
            var survey = population.Survey();
            survey.Add(part, 2);
            return survey;
        }).Reverse().ToArray();
        foreach (var other in surveys.Skip(1))
        {
            surveys[0].Merge(other);
        }

        var partials = parts.Select(part =>
        {
            var partial = population.Begin(surveys[0].Bracket());
            partial.Add(part);
            return partial;
        }).Reverse().ToArray();
        foreach (var other in partials.Skip(1))
        {
            partials[0].Merge(other);
        }

        Assert.Equal(rows.Count, partials[0].Rows);
        return partials[0].Total();
    }

    private static PopulationRules Rules(int organisations, int strata, Truncation truncation) => new()
    {
        Strata = [.. Enumerable.Range(0, strata).Select(static s => new Stratum($"s{s}", $"stratum {s}"))],
        Organisations = organisations,
        Truncation = [truncation],
    };

    private static void Same(Dictionary<(int Organisation, int Stratum), GroupTotals> expected, PopulationTotals actual)
    {
        for (var o = 0; o < actual.Rules.Organisations; o++)
        {
            for (var s = 0; s < actual.Rules.Strata.Count; s++)
            {
                Assert.Equal(expected.GetValueOrDefault((o, s)), actual[o, s]);
            }
        }
    }

    private static void Equal(PopulationTotals expected, PopulationTotals actual)
    {
        Assert.Equal(expected.Thresholds, actual.Thresholds);
        for (var o = 0; o < actual.Rules.Organisations; o++)
        {
            for (var s = 0; s < actual.Rules.Strata.Count; s++)
            {
                Assert.Equal(expected[o, s], actual[o, s]);
            }
        }
    }
}
