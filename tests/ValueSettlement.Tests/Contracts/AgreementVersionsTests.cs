using NodaTime;

namespace ValueSettlement.Tests.Contracts;

/// <summary>One agreement whose terms change while it runs.</summary>
public sealed class AgreementVersionsTests
{
    private static readonly DateInterval Term = new(new(2026, 1, 1), new(2027, 12, 31));

    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private static Contract Terms(int version, Rate gain, Rate loss, params ValueList<Clause> more) => new()
    {
        Id = "home-support",
        Version = version,
        Currency = "GBP",
        Term = Term,
        Clauses = [new SharingRate { Gain = gain, Loss = loss }, .. more],
    };

    private static readonly AgreementVersions Agreement = new()
    {
        Id = "home-support",
        Versions =
        [
            new(new(2026, 1, 1), Terms(1, 50.Percent(), Rate.Zero)),
            new(new(2026, 7, 1), Terms(2, 60.Percent(), 40.Percent()), Authority.Of("First amendment, section 2")),
        ],
    };

    private static Experience Of(decimal benchmark, decimal spent, params ValueList<Fact> facts) =>
        new() { Benchmark = Money.Of(benchmark), Expenditure = Money.Of(spent), Facts = facts };

    private static void Refused(string codes, Action act) => Assert.Equal(codes,
        string.Join("; ", Assert.Throws<SettlementException>(act).Failures.Select(static f => $"{f.Code} {f.Path}")));

    [Fact]
    public void Each_version_prices_its_days()
    {
        Assert.Equal(["2026-01-01 to 2026-06-30 (181 days): version 1",
            "2026-07-01 to 2026-12-31 (184 days): version 2, by First amendment, section 2"],
            Agreement.In(Year).Select(static d => d.ToString()));

        // 365 days of 10,000 and of 9,800: savings of 200 a day. 181 × 200 × 50 % = 18,100; 184 × 200 × 60 % = 22,080.
        var settled = Agreement.For(Year).Settle(Agreement.Divide(Year, Of(3_650_000m, 3_577_000m)));
        Assert.Equal(["version 1, 2026-01-01 to 2026-06-30", "version 2, 2026-07-01 to 2026-12-31"],
            settled.Parts.Select(static p => p.Arrangement));
        Assert.Equal([18_100m, 22_080m], settled.Parts.Select(static p => p.Earned.Published));
        Assert.Equal(40_180m, settled.Payable.Published);
        Assert.Equal(new DateInterval(new(2026, 7, 1), new(2026, 12, 31)), settled.Parts[1].Period);
        Assert.Contains("version 2, 2026-07-01 to 2026-12-31", settled.Statement(), StringComparison.Ordinal);

        // A loss of 200 a day is borne from the amendment on: 184 × 200 × 40 % = 14,720.
        Assert.Equal(-14_720m,
            Agreement.For(Year).Settle(Agreement.Divide(Year, Of(3_577_000m, 3_650_000m))).Payable.Published);
    }

    [Fact]
    public void A_period_inside_one_version_is_settled_by_it()
    {
        var quarter = new DateInterval(new(2027, 1, 1), new(2027, 3, 31));
        Assert.Equal(2, Assert.Single(Agreement.In(quarter)).Version);
        var settled = Agreement.For(quarter).Settle(Agreement.Divide(quarter, Of(100m, 50m)));
        Assert.Equal((30m, 2), (settled.Payable.Published, settled.ContractVersion));
    }

    [Fact]
    public void Amounts_are_divided_to_the_last_cent_and_everything_else_is_the_same()
    {
        var cap = new Basis("programme-cap");
        var capped = Agreement with
        {
            Versions =
            [
                Agreement.Versions[0],
                Agreement.Versions[1] with
                {
                    Contract = Terms(2, 60.Percent(), 40.Percent(), new QualityGate { Score = 60.Percent() },
                        new Limit { Gain = new WholeOf(cap) }),
                },
            ],
        };
        ValueList<Fact> facts = [Number.Of(cap, Money.Of(10m)), Quality.Met(70.Percent()) with { Period = Year }];
        var divided = capped.Divide(Year, Of(100m, -0.01m, facts));

        // 100 × 181 ÷ 365 = 49.589…; one cent of spending that was paid back goes to the larger remainder, 184 of 365.
        Assert.Equal([49.59m, 50.41m], divided.Parts.Select(static p => p.Benchmark!.Value!.Value));
        Assert.Equal([0m, -0.01m], divided.Parts.Select(static p => p.Expenditure!.Value!.Value));
        Assert.All(divided.Parts.SelectMany(static p => p.Benchmark!.Lines), static line => Assert.Equal(line.Value, line.Replay()));

        // Only the second version reads the cap, so its days have all of it.
        Assert.Empty(divided.Parts[0].Facts);
        Assert.Equal(10m, divided.Parts[1].Facts.OfType<Number>().Single().Figure.Value);
        Assert.Equal(24.80m + 10m, capped.For(Year).Settle(divided).Payable.Published);

        // Both read it: five days of seven, two of seven, of 10.
        var week = new DateInterval(new(2026, 6, 26), new(2026, 7, 2));
        var both = capped with
        {
            Versions = [capped.Versions[0] with { Contract = Terms(1, 50.Percent(), Rate.Zero, new Limit { Gain = new WholeOf(cap) }) },
                capped.Versions[1]],
        };
        Assert.Equal([7.14m, 2.86m], both.Divide(week, Of(100m, 0m, facts)).Parts
            .Select(static p => p.Facts.OfType<Number>().Single().Figure.Value!.Value));
        Assert.Contains("by days", both.Divide(week, Of(100m, 0m, facts)).Parts[0].Facts.OfType<Number>().Single().Figure.Lines[^2].Label,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_nothing_reads_is_refused_and_the_payment_is_that_of_the_whole()
    {
        Refused("fact-unread numbers.life-years", () => Agreement.For(Year).Settle(
            Agreement.Divide(Year, Of(100m, 50m, Number.Of("life-years", 5m)))));

        var paid = Agreement with
        {
            Versions = Agreement.Versions.Select(static v => v with { Contract = v.Contract with { Payment = [new PriorSettlement()] } })
                .ToValueList(),
        };
        var facts = Of(3_650_000m, 3_577_000m, Number.Of(Basis.PreviouslySettled, Money.Of(40_000m)));
        Assert.Equal(180m, paid.For(Year).Settle(paid.Divide(Year, facts)).Payable.Published);
        Refused("version-payment versions[1].contract.payment",
            () => _ = (paid with { Versions = [paid.Versions[0], Agreement.Versions[1]] }).For(Year));
    }

    [Fact]
    public void Parts_of_the_versions_are_divided_each_by_itself()
    {
        Contract Of(int version, params ReadOnlySpan<string> parts)
        {
            var list = new List<Agreement>();
            foreach (var part in parts)
            {
                list.Add(new Arrangement { Id = part, Opening = OpeningAmount.Stated, Clauses = [new Limit { Gain = Money.Of(1_000m) }] });
            }

            return Terms(version, Rate.One, Rate.One) with { Parts = [.. list] };
        }

        var agreement = Agreement with
        {
            Versions = [new(new(2026, 1, 1), Of(1, "fee")), new(new(2026, 7, 1), Of(2, "fee", "bonus"), Authority.Of("Amendment"))],
        };
        var divided = agreement.Divide(Year, new()
        {
            Parts = [new() { Arrangement = "bonus", Opening = Money.Of(50m) }, new() { Arrangement = "fee", Opening = Money.Of(365m) }],
        });
        Assert.Equal(["fee 181", "bonus 50, fee 184"], divided.Parts.Select(static version =>
            string.Join(", ", version.Parts.Select(static p => $"{p.Arrangement} {p.Opening}"))));
        Assert.Equal(415m, agreement.For(Year).Settle(divided).Payable.Published);
        Refused("part-missing parts[0].parts; part-unknown parts[0].parts[0].arrangement; part-missing parts[1].parts; "
            + "part-missing parts[1].parts",
            () => agreement.For(Year).Settle(agreement.Divide(Year, new() { Parts = [new() { Arrangement = "bonnus" }] })));
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_versions_is_said_at_once()
    {
        AgreementVersions Of(params ValueList<AgreementVersion> versions) => Agreement with { Versions = versions };
        var (first, second) = (Agreement.Versions[0], Agreement.Versions[1]);
        Assert.Empty(Agreement.Validate());
        string Codes(AgreementVersions agreement) => string.Join("; ", agreement.Validate().Select(static f => $"{f.Code} {f.Path}"));

        Assert.Equal("amendment-missing versions[1].amendment", Codes(Of(first, second with { Amendment = null })));
        Assert.Equal("currency-differs versions[1].contract.currency",
            Codes(Of(first, second with { Contract = second.Contract with { Currency = "EUR" } })));
        Assert.Equal("publishing-differs versions[1].contract.publishing",
            Codes(Of(first, second with { Contract = second.Contract with { Publishing = Rounding.Whole } })));
        Assert.Equal("version-order versions[1].contract.version",
            Codes(Of(first, second with { Contract = second.Contract with { Version = 1 } })));
        Assert.Equal("version-overlap versions[1].from", Codes(Of(first, second with { From = first.From })));
        Assert.Equal("version-gap versions[0].contract.term",
            Codes(Of(first with { Contract = first.Contract with { Term = new(new(2026, 1, 1), new(2026, 6, 29)) } }, second)));
        Assert.Equal("version-gap versions[1].contract.term",
            Codes(Of(first, second with { Contract = second.Contract with { Term = new(new(2026, 7, 2), new(2027, 12, 31)) } })));
        Assert.Equal("versions-count versions", Codes(Of()));
        Assert.Equal("name-empty id; rate-range versions[0].contract.clauses[0].gain.rate",
            Codes(Agreement with { Id = " ", Versions = [new(first.From, Terms(1, Rate.Of(2m), Rate.Zero))] }));
        Refused("version-gap period", () => Agreement.In(new(new(2025, 12, 31), new(2026, 1, 1))));
        Refused("version-gap period", () => Agreement.For(new(new(2027, 12, 31), new(2028, 1, 1))));
    }
}
