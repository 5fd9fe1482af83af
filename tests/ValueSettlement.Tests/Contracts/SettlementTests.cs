using NodaTime;

namespace ValueSettlement.Tests.Contracts;

/// <summary>What a settlement says of itself: its sentence, its lines by key, period and parties in its statement.</summary>
public sealed class SettlementTests
{
    private static readonly Contract Halves = new()
    {
        Id = "halves",
        Currency = "USD",
        Term = new DateInterval(new(2025, 1, 1), new(2025, 12, 31)),
        Clauses = [new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero }],
        Payment = [new Recoupment { Balance = Basis.AdvanceBalance }],
        Words = new() { Payer = "health plan", Provider = "clinic" },
    };

    [Theory]
    [InlineData(100, 0, "halves: the health plan owes 50 USD.")]
    [InlineData(100, 20, "halves: the health plan owes 50 USD; the health plan pays 30 USD now.")]
    [InlineData(100, 50, "halves: the health plan owes 50 USD; nothing is left to pay.")]
    [InlineData(-100, 0, "halves: nobody owes anything.")]
    public void Its_sentence_names_what_was_earned_and_what_is_left_to_pay(int saved, int advances, string sentence) =>
        Assert.Equal(sentence, Settle(saved, advances).ToString());

    [Fact]
    public void A_line_is_found_by_its_key()
    {
        var settlement = Settle(100, 20);
        Assert.Equal(50m, settlement.Find("sharing-rate")?.Value);
        Assert.Equal(0.5m, settlement.Find("final-sharing-rate")?.Value);
        Assert.Null(settlement.Find("Sharing-rate"));
        Assert.Throws<ArgumentNullException>(() => settlement.Find(null!));
    }

    [Fact]
    public void A_statement_carries_period_and_parties() => Assert.Contains(
        "Covers 2025-01-01 to 2025-12-31, between the health plan and the clinic.", Settle(100, 0).Statement(), StringComparison.Ordinal);

    private static Settlement Settle(int saved, int advances) => Halves.Settle(new()
    {
        Benchmark = Money.Of(1_000),
        Expenditure = Money.Of(1_000 - saved),
        Facts = [new BasisAmount(Basis.AdvanceBalance, Money.Of(advances))],
    });
}
