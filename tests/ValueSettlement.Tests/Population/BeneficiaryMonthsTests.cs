using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population;

public sealed class BeneficiaryMonthsTests
{
    private static readonly PopulationRules Rules = new()
    {
        Strata = [.. Enumerable.Range(0, 3).Select(static s => new Stratum($"s{s}", $"stratum {s}"))],
        Organisations = 5,
    };

    private sealed record Month(uint Beneficiary, ushort Organisation, byte Stratum, long Cents, int Risk);

    [Theory]
    [InlineData(0, 1u)]
    [InlineData(1, 1u)]
    [InlineData(300, 1u)]
    [InlineData(40_000, 1u)]
    [InlineData(40_000, 100_003u)]
    public void RowsAreTheGroupsOfTheMonths(int beneficiaries, uint apart)
    {
        var months = Random(beneficiaries, apart, 3);
        var expected = Plain(months);
        Assert.Equal(expected, Read(Columns(months).ToRows(Rules)));
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var shuffled = months.ToArray();
            new Random(threads).Shuffle(shuffled);
            Assert.Equal(expected, Read(Columns(shuffled).ToRows(Rules, threads)));
        }
    }

    [Fact]
    public void NumbersFarApartAndCloseTogetherAreOrdered()
    {
        // Nearly all beneficiaries are in one partition.
        var months = Random(9_000, 1, 4);
        months = [.. months, .. months.Take(30).Select(static m => m with { Beneficiary = uint.MaxValue - m.Beneficiary })];
        new Random(8).Shuffle(months);
        Assert.Equal(Plain(months), Read(Columns(months).ToRows(Rules, 2)));
    }

    [Fact]
    public void NumbersThatBeginAnywhereAreOrdered()
    {
        var ids = Enumerable.Range(3, 4_000).Select(static i => (uint)i).ToArray();
        (ids[0], ids[1]) = (ids[1], ids[0]);
        var months = new BeneficiaryMonths
        {
            Beneficiary = ids,
            Organisation = new ushort[ids.Length],
            Stratum = new byte[ids.Length],
            Cents = new long[ids.Length],
        };
        var rules = new PopulationRules { Strata = [new("all", "all")], Organisations = 1 };
        Assert.Equal(ids.Order(), months.ToRows(rules, 2).Beneficiary.ToArray());
    }

    [Fact]
    public void RiskIsTheMeanToTheNearestTenThousandth()
    {
        Month[] months = [new(7, 0, 0, 1, 3), new(7, 0, 0, 1, 4), new(8, 0, 0, 1, 3), new(8, 0, 0, 1, 3), new(8, 0, 0, 1, 4),
            new(9, 0, 0, 1, int.MaxValue), new(9, 0, 0, 1, int.MaxValue)];
        Assert.Equal([4, 3, int.MaxValue], Columns(months).ToRows(Rules).Risk.ToArray());
        Assert.True((Columns(months) with { Risk = default }).ToRows(Rules).Risk.IsEmpty);
    }

    [Fact]
    public void TheTotalsAreThoseOfTheMonths()
    {
        var months = Random(5_000, 1, 6);
        var totals = Rules.Prepare().Total(Columns(months).ToRows(Rules) with { Beneficiary = default });
        for (var o = 0; o < 5; o++)
        {
            for (var s = 0; s < 3; s++)
            {
                var own = months.Where(m => m.Organisation == o && m.Stratum == s).ToArray();
                Assert.Equal((own.Select(static m => m.Beneficiary).Distinct().Count(), own.Length, own.Sum(static m => m.Cents)),
                    (totals[o, s].Rows, totals[o, s].Months, (long)totals[o, s].CentsWithin));
            }
        }
    }

    [Fact]
    public void MoreThanTwelveMonthsNameTheBeneficiary()
    {
        var months = Enumerable.Range(0, 26)
            .Select(static i => new Month(i < 13 ? 4_000_000_000u : 17u, (ushort)(i % 2), 0, 1, 1)).ToList();
        months.AddRange(Enumerable.Range(0, 12).Select(static _ => new Month(5, 0, 0, 1, 1)));
        foreach (var order in new[] { months, [.. months.OrderBy(static m => m.Beneficiary)] })
        {
            var failures = Assert.Throws<SettlementException>(() => Columns([.. order]).ToRows(Rules, 2)).Failures;
            Assert.Equal(["beneficiaries[17].months", "beneficiaries[4000000000].months", "beneficiaries"],
                failures.Select(static f => f.Path));
            Assert.Equal(("months-range", "13"), (failures[0].Code, failures[0].Value));
            Assert.Equal("2", failures[^1].Value);
            Assert.Contains("2 of 3", failures[^1].Rule, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WrongMonthsAreNamedByTheirRows()
    {
        var months = Random(30_000, 1, 2);
        months[3] = months[3] with { Organisation = 5 };
        months[70_000] = months[70_000] with { Stratum = 3, Risk = -1 };
        months[100_000] = months[100_000] with { Cents = long.MinValue };
        var failures = Assert.Throws<SettlementException>(() => Columns(months).ToRows(Rules, 2)).Failures;
        Assert.Equal(["rows[3].organisation", "rows[70000].stratum", "rows[70000].risk", "rows[100000].cents", "rows"],
            failures.Select(static f => f.Path));
        const long most = 281_474_976_710_655;
        Month[] large = [new(1, 0, 0, most, 0), new(1, 0, 0, 1, 0), new(2, 0, 0, most, 0), new(2, 0, 1, most, 0)];
        Assert.Equal("beneficiaries[1].cents", Assert.Throws<SettlementException>(() => Columns(large).ToRows(Rules)).Failures[0].Path);
        Assert.Equal(["beneficiary", "stratum"], Assert.Throws<SettlementException>(() =>
            (Columns(large) with { Beneficiary = default, Stratum = new byte[3] }).ToRows(Rules)).Failures.Select(static f => f.Path));
        Assert.Equal("organisations-count", Assert.Throws<SettlementException>(() =>
            Columns(large).ToRows(Rules with { Organisations = 0 })).Failures[0].Code);
    }

    private static Month[] Random(int beneficiaries, uint apart, int seed)
    {
        var random = new Random(seed);
        var months = new List<Month>();
        for (var k = 0u; k < beneficiaries; k++)
        {
            var (organisation, stratum) = ((ushort)random.Next(5), (byte)random.Next(3));
            for (var left = random.Next(3) == 0 ? random.Next(1, 13) : 12; left > 0; left--)
            {
                organisation = random.Next(9) == 0 ? (ushort)random.Next(5) : organisation;
                stratum = random.Next(9) == 0 ? (byte)random.Next(3) : stratum;
                months.Add(new(k * apart, organisation, stratum, random.Next(-500, 90_000), random.Next(30_000)));
            }
        }

        return [.. months];
    }

    private static BeneficiaryMonths Columns(Month[] months) => new()
    {
        Beneficiary = months.Select(static m => m.Beneficiary).ToArray(),
        Organisation = months.Select(static m => m.Organisation).ToArray(),
        Stratum = months.Select(static m => m.Stratum).ToArray(),
        Cents = months.Select(static m => m.Cents).ToArray(),
        Risk = months.Select(static m => m.Risk).ToArray(),
    };

    private static (uint, ushort, byte, int Months, long Cents, int Risk)[] Plain(Month[] months) =>
    [
        .. months.GroupBy(static m => (m.Beneficiary, m.Organisation, m.Stratum)).OrderBy(static g => g.Key)
            .Select(static g => (g.Key.Beneficiary, g.Key.Organisation, g.Key.Stratum, g.Count(), g.Sum(static m => m.Cents),
                (int)Math.Floor(((decimal)g.Sum(static m => (long)m.Risk) / g.Count()) + 0.5m))),
    ];

    private static (uint, ushort, byte, int Months, long Cents, int Risk)[] Read(PopulationColumns rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(i => (rows.Beneficiary.Span[i], rows.Organisation.Span[i], rows.Stratum.Span[i],
            (int)rows.Months.Span[i], rows.Cents.Span[i], rows.Risk.Span[i]))];
}
