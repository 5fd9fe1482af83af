using System.Globalization;

namespace ValueSettlement.Tests.Json;

public sealed class JsonRoundTripTests
{
    [Fact]
    public void Every_member_of_a_contract_comes_back() => RoundTrip(JsonSamples.Contract);

    [Fact]
    public void Every_member_of_an_experience_comes_back() => RoundTrip(JsonSamples.Experience);

    [Fact]
    public void Every_member_of_a_sum_comes_back()
    {
        var json = SettlementJson.Write(JsonSamples.Network, indented: true);
        var read = SettlementJson.ReadContract(json);
        Assert.Equal(JsonSamples.Network, read);
        Assert.Equal(read, SettlementJson.ReadContract(System.Text.Encoding.UTF8.GetBytes(json)));
        Assert.Equal(SettlementJson.Canonical(JsonSamples.Network), SettlementJson.Canonical(read));
        Assert.Equal(SettlementJson.Digest(JsonSamples.Network), SettlementJson.Digest(read));
    }

    [Fact]
    public void A_settlement_comes_back_with_its_lines()
    {
        var settlement = JsonSamples.Settlement;
        var json = SettlementJson.Write(settlement, indented: true);
        var read = SettlementJson.ReadSettlement(json);

        Assert.Equal(settlement, read);
        Assert.Equal(settlement.Lines, read.Lines);
        Assert.Equal(settlement.Coverage, read.Coverage);
        Assert.Equal(settlement.CarriedForward, read.CarriedForward);
        Assert.NotEmpty(read.CarriedForward);
        Assert.Equal(json, SettlementJson.Write(read, indented: true));
        Assert.Contains("\"formula\": \"900,000,000.25 − 9,000,000\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_contracts_come_back() => JsonProperty.Holds(Arbitraries.Contract, 300, RoundTrip);

    [Fact]
    public void Random_experiences_come_back() =>
        JsonProperty.Holds(Arbitraries.ContractWithExperience, 300, static pair => RoundTrip(pair.Experience));

    [Fact]
    public void Random_figures_come_back() =>
        JsonProperty.Holds(Arbitraries.Figure, 200, static figure => RoundTrip(new Experience { Benchmark = figure }));

    [Fact]
    public void Random_settlements_come_back() => JsonProperty.Holds(Arbitraries.ContractWithExperience, 300, static pair =>
    {
        var settlement = pair.Contract.Settle(pair.Experience);
        Assert.Equal(settlement, SettlementJson.ReadSettlement(SettlementJson.Write(settlement)));
    });

    [Fact]
    public void A_figure_among_the_facts_may_bring_the_lines_of_another_pool()
    {
        var before = JsonSamples.Pooled.Settle(JsonSamples.PooledFacts).Lines;
        var paid = before.Select(static (line, i) => (line, i)).Last(static pair => pair.line.Key == Pool.PaidKey);
        Figure figure = new() { Value = paid.line.Value, Unit = Unit.Money, Lines = before.Take(paid.i + 1).ToValueList() };
        var settled = (JsonSamples.Pooled with { Pool = null }).Settle(
            JsonSamples.PooledFacts with { Facts = [Number.Of(Basis.PreviouslySettled, figure)] });
        Assert.NotEqual(paid.line.Value, settled.Parts.Sum(static part => Math.Max(0m, part.Earned.Unrounded)));
        Assert.Equal(settled, SettlementJson.ReadSettlement(SettlementJson.Write(settled)));
    }

    [Fact]
    public void Random_contracts_are_valid_and_their_experiences_settle() =>
        JsonProperty.Holds(Arbitraries.ContractWithExperience, 500, static pair =>
    {
        Assert.Empty(pair.Contract.Validate());
        Assert.Empty(pair.Contract.TrySettle(pair.Experience).Failures);
    });

    [Fact]
    public void The_same_terms_settle_the_same_after_a_round_trip() =>
        JsonProperty.Holds(Arbitraries.ContractWithExperience, 200, static pair =>
    {
        var contract = SettlementJson.ReadContract(SettlementJson.Write(pair.Contract));
        var experience = SettlementJson.ReadExperience(SettlementJson.Write(pair.Experience));
        Assert.Equal(pair.Contract.Settle(pair.Experience), contract.Settle(experience));
    });

    [Fact]
    public void Numbers_keep_every_digit_and_their_zeros()
    {
        decimal[] numbers = [0.0000000000000000000000000001m, 1.50m, 79228162514264337593543950335m, -7.9228162514264337593543950335m,
            966_116_777m, 0.00m];
        foreach (var number in numbers)
        {
            var json = SettlementJson.Write(new Experience { Opening = new() { Value = number } });
            Assert.Contains("\"opening\":" + number.ToString(CultureInfo.InvariantCulture), json, StringComparison.Ordinal);
            Assert.Equal(decimal.GetBits(number), decimal.GetBits(SettlementJson.ReadExperience(json).Opening!.Value!.Value));
        }
    }

    [Theory]
    [InlineData("\"1234.50\"", "1234.50")]
    [InlineData("1.5e3", "1500")]
    [InlineData("\"-25E-2\"", "-0.25")]
    [InlineData("1.00000000000000000000000000000000000", "1")]
    [InlineData("-0", "0")]
    public void Numbers_are_read_from_numbers_and_from_strings(string written, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture),
            SettlementJson.ReadExperience("""{"opening":{"value":""" + written + "}}").Opening!.Value);

    [Fact]
    public void The_kind_may_stand_anywhere_and_members_in_any_order()
    {
        var contract = SettlementJson.ReadContract("""
            {"clauses":[{"appliesTo":"gains","kind":"sequestration","rate":"0.02"}],"term":{"end":"2024-12-31","start":"2024-01-01"},"currency":"USD","id":"a","payment":[],"origin":null}
            """);

        Assert.Equal(new Contract
        {
            Id = "a",
            Currency = "USD",
            Term = new(new(2024, 1, 1), new(2024, 12, 31)),
            Clauses = [new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }]
        }, contract);
    }

    [Fact]
    public void A_document_may_begin_with_a_byte_order_mark()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(SettlementJson.Write(JsonSamples.Contract))];
        Assert.Equal(JsonSamples.Contract, SettlementJson.ReadContract(marked));
        Assert.Equal(JsonSamples.Contract, SettlementJson.ReadContract(System.Text.Encoding.UTF8.GetString(marked)));
    }

    [Fact]
    public void The_deepest_contract_that_is_valid_can_be_written_and_read()
    {
        ValueList<Clause> clauses = [new Limit { Gain = new LesserOf([new FixedAmount(Money.Of(1m)),
            new GreaterOf([new FixedAmount(Money.Of(1m)), 2.Percent()])]) }];
        for (var i = 0; i < 16; i++)
        {
            clauses = [new Choose { Regions = [new() { Name = "Inner", Then = clauses }] }];
        }

        var contract = JsonSamples.Settling with { Clauses = [], Parts = [new Arrangement { Id = "deep", Clauses = clauses }] };
        Assert.Empty(contract.Validate());
        RoundTrip(contract);
    }

    [Fact]
    public void What_no_document_can_hold_is_refused_when_written()
    {
        var half = Assert.Throws<SettlementException>(static () => SettlementJson.Write(JsonSamples.Settling with { Id = "\ud800" }));
        Assert.Equal("id", Assert.Single(half.Failures).Path);
        var nothing = Assert.Throws<SettlementException>(static () => SettlementJson.Write(JsonSamples.Settling with { Currency = null! }));
        Assert.Equal("document-unwritable", Assert.Single(nothing.Failures).Code);
        var word = Assert.Throws<SettlementException>(static () =>
            SettlementJson.Write(new Experience { Benchmark = new() { Unit = (Unit)99 } }));
        Assert.Equal("benchmark.unit", Assert.Single(word.Failures).Path);

        Level level = Money.Zero;
        for (var i = 0; i < 200; i++)
        {
            level = new LesserOf([level, level]);
        }

        var deep = Assert.Throws<SettlementException>(() =>
            SettlementJson.Write(JsonSamples.Settling with { Clauses = [new Floor { At = level }] }));
        Assert.Equal("terms-too-large", Assert.Single(deep.Failures).Code);
    }

    [Fact]
    public void Levels_that_are_shared_until_they_are_millions_are_refused_before_anything_walks_them()
    {
        Level level = Money.Zero;
        for (var i = 0; i < 40; i++)
        {
            level = new LesserOf([level, level]);
        }

        var inPart = JsonSamples.Settling with { Parts = [new Arrangement { Id = "a", Payment = [new Floor { At = level }] }] };
        foreach (var walk in (Action<Contract>[])[static c => SettlementJson.Write(c), static c => SettlementJson.Digest(c),
            static c => SettlementJson.Canonical(c), static c => SettlementJson.Digest(c, new Experience()), static c => c.Prepare()])
        {
            Assert.Equal("parts[0].payment", Assert.Throws<SettlementException>(() => walk(inPart)).Failures
                .Single(static f => f.Code == "terms-too-large").Path);
        }

        Assert.True(level.ToString().Length < 5_000);
    }

    [Fact]
    public void Culture_changes_no_byte() => JsonProperty.Holds(Arbitraries.ContractWithExperience, 50, static pair =>
    {
        var texts = Texts(pair.Contract, pair.Experience);
        foreach (var culture in JsonProperty.HostileCultures)
        {
            Assert.Equal(texts, JsonProperty.Under(culture, () => Texts(pair.Contract, pair.Experience)));
        }
    });

    private static string[] Texts(Contract contract, Experience experience)
    {
        var settlement = SettlementJson.Write(contract.Settle(experience), indented: true);
        return
        [
            SettlementJson.Write(SettlementJson.ReadContract(SettlementJson.Write(contract, indented: true)), indented: true),
            SettlementJson.Write(SettlementJson.ReadExperience(SettlementJson.Write(experience))),
            SettlementJson.Write(SettlementJson.ReadSettlement(settlement), indented: true),
            SettlementJson.Canonical(contract),
            SettlementJson.Canonical(experience),
            SettlementJson.Digest(contract, experience),
        ];
    }

    private static void RoundTrip(Contract contract)
    {
        var json = SettlementJson.Write(contract, indented: true);
        var read = SettlementJson.ReadContract(json);
        Assert.Equal(contract, read);
        Assert.Equal(json, SettlementJson.Write(read, indented: true));
        Assert.Equal(contract, SettlementJson.ReadContract(SettlementJson.Canonical(contract)));
        Assert.Equal(SettlementJson.Canonical(contract), SettlementJson.Canonical(read));
    }

    private static void RoundTrip(Experience experience)
    {
        var json = SettlementJson.Write(experience, indented: true);
        var read = SettlementJson.ReadExperience(json);
        Assert.Equal(experience, read);
        Assert.Equal(json, SettlementJson.Write(read, indented: true));
        Assert.Equal(experience, SettlementJson.ReadExperience(SettlementJson.Canonical(experience)));
    }
}
