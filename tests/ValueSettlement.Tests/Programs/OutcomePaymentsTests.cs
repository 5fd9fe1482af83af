using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Json;
using ValueSettlement.Tests.Tallies;

namespace ValueSettlement.Tests.Programs;

public sealed class OutcomePaymentsTests
{
    private static readonly OutcomePaymentsTerms Terms = new()
    {
        Id = "services",
        Currency = "GBP",
        Term = RateCardTests.Year,
        RateCard = RateCardTests.Card,
    };

    private static readonly ValueList<OutcomeEvent> Events = [RateCardTests.Event("e1", "start", new(2026, 1, 1)),
        RateCardTests.Event("e2", "hours", new(2026, 1, 1)) with { Quantity = 30m }];

    [Fact]
    public void Outcomes_and_a_service_fee_are_earned()
    {
        var programme = OutcomePayments.For(Terms with { ServiceFee = new() { PerMonth = Money.Of(50), Months = 12 } });
        var settled = programme.Contract.Settle(programme.Experience([Events[0]]));
        Assert.Equal(700m, settled.Payable.Published);
        Assert.Contains("SHA-256", settled.Statement(), StringComparison.Ordinal);
        Assert.Equal(100m, Settle(OutcomePayments.For(Terms), [Events[0]]));
    }

    [Fact]
    public void An_event_is_counted_by_the_prices_of_its_outcome()
    {
        var quantities = TermsSamples.All.OfType<OutcomePaymentsTerms>().First(static t => t.Quantities is not null).Quantities! with
        {
            Outcome = "hours",
            Minimum = null,
            Maximum = null,
            Events = new(),
            Pricing = TierPricing.Marginal,
            Tiers = [new(Money.Of(2))],
        };
        var both = OutcomePayments.For(Terms with { Quantities = quantities });
        var count = both.Count(Events);
        Assert.Equal((100m, 60m, 160m), (count.Outcomes!.Amount.Value, count.Quantities!.Amount.Value, count.Amount.Value));
        Assert.Equal(160m, Settle(both, Events));
        var alone = OutcomePayments.For(Terms with { RateCard = null, Quantities = quantities });
        Assert.Equal(EntryStatus.Excluded, alone.Count(Events).Quantities!.Entries[0].Status);
        Assert.Equal(60m, Settle(alone, Events));
        Assert.Equal("price-missing", Assert.Single(Assert.Throws<SettlementException>(() => OutcomePayments.For(Terms).Count(Events))
            .Failures).Code);
    }

    [Fact]
    public void Other_prices_have_another_digest_and_refuse_the_experience()
    {
        var other = OutcomePayments.For(Terms with { RateCard = RateCardTests.Card with { TotalLimit = Money.Of(1_000) } });
        Assert.NotEqual(SettlementJson.Digest(OutcomePayments.For(Terms).Contract), SettlementJson.Digest(other.Contract));
        Assert.Throws<SettlementException>(() => other.Contract.Settle(OutcomePayments.For(Terms).Experience([Events[0]])));
    }

    [Fact]
    public void Terms_say_everything_that_is_wrong_with_them()
    {
        var wrong = Terms with
        {
            RateCard = null,
            ServiceFee = new() { PerMonth = Money.Zero, Months = 0 },
            Parties = new(" ", "provider"),
        };
        Assert.Equal(["amount-range serviceFee.perMonth", "fee-months serviceFee.months", "name-empty parties.payer",
            "prices-missing rateCard"],
            wrong.Validate().Select(static f => $"{f.Code} {f.Path}").Order(StringComparer.Ordinal));
        var failure = Assert.Single((Terms with { RateCard = RateCardTests.Card with { Prices = [] } }).Validate());
        Assert.Equal(("card-size", "rateCard.prices"), (failure.Code, failure.Path));
    }

    [Fact]
    public void What_was_paid_for_milestones_before_is_taken_from_what_is_payable()
    {
        var terms = TermsSamples.All.OfType<MilestonePaymentsTerms>().First();
        var plan = new MilestonePlan
        {
            Milestones = [new() { Id = "m1", Value = Money.Of(300) }, new() { Id = "m2", Value = Money.Of(200) }],
        };
        var programme = MilestonePayments.For(terms with { Plan = plan });
        ValueList<MilestoneReport> reports = [new() { Milestone = "m1", Date = terms.Term.Start, AcceptedBy = "A. Client" },
            new() { Milestone = "m2", Date = terms.Term.End, AcceptedBy = "A. Client" }];
        Assert.Equal(300m, programme.Contract.Settle(programme.Experience(reports, terms.Term.Start)).Payable.Published);
        Assert.Equal(200m, programme.Contract.Settle(programme.Experience(reports, paidBefore: Money.Of(300))).Payable.Published);
    }

    private static decimal Settle(OutcomePayments programme, ValueList<OutcomeEvent> events) =>
        programme.Contract.Settle(programme.Experience(events)).Payable.Published;
}
