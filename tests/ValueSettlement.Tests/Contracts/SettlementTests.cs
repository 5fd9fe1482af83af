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

    [Fact]
    public void One_loader_states_what_it_has_and_sees_what_a_contract_does_not_read()
    {
        var prepared = Halves.Prepare();
        Fact advances = Number.Of(Basis.AdvanceBalance, Money.Of(5)), size = Number.AssignedBeneficiaries(6_000),
            quality = Quality.NotMet;
        var loaded = new Experience { Benchmark = Money.Of(1_000), Expenditure = Money.Of(900), Facts = [size, advances, quality] };

        Assert.Equal(["fact-unread", "fact-unread"], prepared.TrySettle(loaded).Failures.Select(static f => f.Code));
        var read = prepared.Reading(loaded, out var unread);
        Assert.Equal<Fact>([size, quality], unread);
        Assert.Equal<Fact>([advances], read.Facts);
        Assert.Equal(45m, prepared.Settle(read).Payable.Published);
        Assert.Same(read, prepared.Reading(read, out unread));
        Assert.Empty(unread);
    }

    [Fact]
    public void Each_part_keeps_what_its_arrangement_reads()
    {
        var arrangement = new Arrangement { Id = "a", Clauses = [new QualityGate { Standard = QualityStandard.Met }] };
        var prepared = (Halves with { Clauses = [], Parts = [arrangement, arrangement with { Id = "b", Clauses = [] }] }).Prepare();
        Fact quality = Quality.Met(Rate.One);
        Experience Part(string id) => new() { Arrangement = id, Benchmark = Money.Of(10), Expenditure = Money.Of(9), Facts = [quality] };

        var read = prepared.Reading(new() { Parts = [Part("a"), Part("b"), Part("none")], Facts = [quality] }, out var unread);
        Assert.Equal<Fact>([quality, quality], unread);
        Assert.Equal([1, 0, 1], read.Parts.Select(static part => part.Facts.Count));
        Assert.Equal(["part-unknown"], prepared.TrySettle(read).Failures.Select(static f => f.Code));
    }

    private static Settlement Settle(int saved, int advances) => Halves.Settle(new()
    {
        Benchmark = Money.Of(1_000),
        Expenditure = Money.Of(1_000 - saved),
        Facts = [Number.Of(Basis.AdvanceBalance, Money.Of(advances))],
    });
}
