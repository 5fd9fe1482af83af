using NodaTime;

namespace ValueSettlement.Tests.Values;

/// <summary>Amounts are published in the currency's own minor unit unless the contract says otherwise.</summary>
public sealed class CurrencyTests
{
    [Theory]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    [InlineData("CLF", 4)]
    [InlineData("HUF", 2)]
    [InlineData("XAU", 2)]
    [InlineData("ZZZ", 2)]
    public void A_currency_has_its_minor_unit(string code, int digits) => Assert.Equal(new(digits), Rounding.OfCurrency(code));

    [Theory]
    [InlineData("USD", "3.33")]
    [InlineData("JPY", "3")]
    [InlineData("KWD", "3.333")]
    public void A_contract_that_does_not_say_publishes_in_it(string currency, string published)
    {
        var third = Contract(currency).Settle(new() { Benchmark = Money.Of(10m), Expenditure = Money.Zero });
        Assert.Equal(decimal.Parse(published, System.Globalization.CultureInfo.InvariantCulture), third.Earned.Published);
        var alone = (Contract(currency) with { Clauses = [], Parts = [Contract(currency)] }).Settle(new()
        {
            Parts = [new() { Arrangement = "third",
            Benchmark = Money.Of(10m), Expenditure = Money.Zero }]
        });
        Assert.Equal(third.Earned.Published, alone.Earned.Published);
        Assert.Equal(third.Earned.Published, alone.Parts[0].BroughtIn!.Value.Published);
    }

    [Fact]
    public void To_state_the_currencys_own_rounding_is_to_leave_it_out()
    {
        var (silent, stated) = (Contract("KWD"), Contract("KWD") with { Publishing = new(3) });
        Assert.Equal(silent, stated);
        Assert.Equal(SettlementJson.Write(silent), SettlementJson.Write(stated));
        Assert.Equal(SettlementJson.Digest(silent), SettlementJson.Digest(stated));
        Assert.DoesNotContain("publishing", SettlementJson.Write(stated), StringComparison.Ordinal);
        Assert.Equal(silent, SettlementJson.ReadContract(SettlementJson.Write(silent)));
        Assert.Equal(3.333m, SettlementJson.ReadContract(SettlementJson.Write(silent)).Settle(new()
        {
            Benchmark = Money.Of(10m),
            Expenditure = Money.Zero
        }).Earned.Published);
        Assert.Equal(silent with { Currency = "JPY" }, Contract("JPY"));
        Assert.Equal(new Rounding(3), (stated with { Currency = "JPY" }).Publishing);
    }

    [Fact]
    public void Another_rounding_is_written_and_holds()
    {
        var contract = Contract("KWD") with { Publishing = Rounding.Whole };
        Assert.NotEqual(SettlementJson.Digest(Contract("KWD")), SettlementJson.Digest(contract));
        Assert.Equal(contract, SettlementJson.ReadContract(SettlementJson.Write(contract)));
        Assert.Equal(3m, contract.Settle(new() { Benchmark = Money.Of(10m), Expenditure = Money.Zero }).Earned.Published);
        var sum = Contract("JPY") with { Parts = [Contract("JPY")], Publishing = Rounding.Whole };
        Assert.Equal(Contract("JPY") with { Parts = [Contract("JPY")] }, sum);
        Assert.DoesNotContain("publishing", SettlementJson.Write(sum), StringComparison.Ordinal);
    }

    private static Contract Contract(string currency) => new()
    {
        Id = "third",
        Currency = currency,
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Clauses = [new MarginalBands { Gain = [new(Rate.Of(0.33333m))], Loss = [new(Rate.Zero)] }],
    };
}
