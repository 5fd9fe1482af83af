using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Tallies;

public sealed class QuantityPricesTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private static readonly QuantityPrices Hours = new()
    {
        Outcome = "hours",
        Pricing = TierPricing.Whole,
        Edge = TierEdge.Lower,
        Tiers = [new(Money.Of(10), 100m), new(Money.Of(8), 200m), new(Money.Of(5))],
    };

    private static OutcomeEvent Of(decimal quantity, string id = "e1") => new()
    {
        Id = id,
        Outcome = "hours",
        Date = new(2026, 1, 1),
        Quantity = quantity,
        Verdict = Verdict.Accepted,
    };

    [Theory]
    [InlineData(TierPricing.Whole, TierEdge.Lower, 100, 1_000, 1)]
    [InlineData(TierPricing.Whole, TierEdge.Upper, 100, 800, 2)]
    [InlineData(TierPricing.Whole, TierEdge.Lower, 201, 1_005, 3)]
    [InlineData(TierPricing.Marginal, TierEdge.Lower, 100, 1_000, 1)]
    [InlineData(TierPricing.Marginal, TierEdge.Upper, 100, 1_000, 2)]
    [InlineData(TierPricing.Marginal, TierEdge.Lower, 201, 1_805, 3)]
    [InlineData(TierPricing.Marginal, TierEdge.Lower, 0, 0, 1)]
    [InlineData(TierPricing.Marginal, TierEdge.Lower, -5, 0, 1)]
    public void Whole_and_marginal_tiers_at_their_edges(TierPricing pricing, TierEdge edge, int quantity, int amount, int tier)
    {
        var prices = Hours with { Pricing = pricing, Edge = edge };
        var tally = prices.Count([Of(quantity)], Year);
        Assert.Equal((amount, tier), ((int)tally.Amount.Value!.Value, prices.TierOf(quantity)));
        Assert.Equal((quantity, Unit.Count), ((int)tally.Entries[0].Counted, tally.EntryUnit));
        Assert.All(tally.Amount.Lines, static l => Assert.Equal(l.Value, l.Replay()));
    }

    [Fact]
    public void Minimum_and_maximum_hold_whatever_was_delivered()
    {
        var prices = Hours with { Minimum = Money.Of(300), Maximum = Money.Of(900) };
        Assert.Equal(300m, prices.Count([], Year).Amount.Value);
        Assert.Equal(300m, prices.Count([Of(30m)], Year).Amount.Value);
        Assert.Equal(310m, prices.Count([Of(31m)], Year).Amount.Value);
        Assert.Equal(900m, prices.Count([Of(100m)], Year).Amount.Value);
    }

    [Fact]
    public void Events_are_listed_and_what_is_left_out_says_why()
    {
        var tally = (Hours with { Events = new() { EvidenceDays = 3 } }).Count(
        [
            Of(1m) with { Reference = "r", EvidenceOn = new(2026, 1, 4) },
            Of(2m, "e2") with { Reference = "r", EvidenceOn = new(2026, 1, 1) },
            Of(3m, "e3") with { Outcome = "days" }, Of(4m, "e4") with { EvidenceOn = new(2026, 1, 5) },
            Of(5m, "e5") with { Verdict = Verdict.Rejected },
        ], Year);
        Assert.Equal([EntryStatus.Counted, EntryStatus.Duplicate, EntryStatus.Excluded, EntryStatus.LateEvidence, EntryStatus.Rejected],
            tally.Entries.Select(static e => e.Status));
        Assert.Equal("The price list is of hours.", tally.Entries[2].Reason);
        Assert.Equal(10m, tally.Amount.Value);
    }

    [Fact]
    public void A_price_list_says_everything_that_is_wrong_with_it()
    {
        var wrong = new QuantityPrices
        {
            Outcome = " ",
            Pricing = default,
            Edge = default,
            Tiers = [new(Money.Of(1.0000001m)), new(Money.Of(-1), 5m), new(Money.Of(1), 4m)],
            Minimum = Money.Of(5),
            Maximum = Money.Of(4),
        };
        Assert.Equal(["amount-decimals tiers[0].unitPrice", "amount-range tiers[1].unitPrice", "bounds-order minimum",
            "choice-missing edge", "choice-missing pricing", "name-empty outcome", "tier-end tiers[0].upTo", "tier-end tiers[2].upTo"],
            wrong.Validate().Select(static f => $"{f.Code} {f.Path}").Order(StringComparer.Ordinal));
        Assert.Equal("tier-order", Assert.Single((Hours with { Tiers = [new(Money.Of(1), 5m), new(Money.Of(1), 5m), new(Money.Of(1))] })
            .Validate()).Code);
        Assert.Equal("tiers-count", Assert.Single((Hours with { Tiers = [] }).Validate()).Code);
        Assert.Throws<SettlementException>(() => wrong.TierOf(1m));
        Assert.Equal("quantity-range", Assert.Single(Assert.Throws<SettlementException>(() => Hours.Count([Of(0.0000001m)], Year)).Failures)
            .Code);
    }
}
