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
        Assert.Equal(["numbers.assigned-beneficiaries: 6,000 assigned beneficiaries", "facts[0]: quality: no standard"],
            unread.Select(static u => u.ToString()));
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
        Assert.Equal([("facts[0]", "quality: the quality standard, score 100%"), ("parts[2].arrangement", "none"),
            ("parts[1].facts[0]", "quality: the quality standard, score 100%")], unread.Select(static u => (u.Path, u.Given)));
        Assert.Equal([1, 0], read.Parts.Select(static part => part.Facts.Count));
        Assert.True(prepared.TrySettle(read).IsSettled);
    }

    [Fact]
    public void Figures_and_parts_that_a_contract_does_not_read_are_listed_and_left_out()
    {
        var fee = new Arrangement { Id = "fee", Opening = OpeningAmount.Stated };
        var inner = new Arrangement { Id = "inner", Parts = [fee] };
        var prepared = (Halves with { Clauses = [], Parts = [inner] }).Prepare();
        var loaded = new Experience
        {
            Arrangement = "whole",
            Benchmark = Money.Of(1),
            Expenditure = Money.Of(2),
            Opening = Money.Of(3),
            Parts = [new()
            {
                Arrangement = "inner",
                Benchmark = Money.Of(4),
                Parts = [new()
                {
                    Arrangement = "fee",
                    Opening = Money.Of(5),
                    Expenditure = Money.Of(6),
                    Facts = [Number.Of("x", 7m)],
                    Parts = [new() { Arrangement = "y" }],
                }],
            }],
        };

        var refused = prepared.TrySettle(loaded).Failures.Select(static f => f.Path);
        var read = prepared.Reading(loaded, out var unread);
        Assert.Equal(["arrangement", "benchmark", "expenditure", "opening", "parts[0].benchmark", "parts[0].parts[0].expenditure",
            "parts[0].parts[0].numbers.x", "parts[0].parts[0].parts[0].arrangement"], unread.Select(static u => u.Path));
        Assert.Equal(unread.Select(static u => u.Path).Order(StringComparer.Ordinal), refused.Order(StringComparer.Ordinal));
        Assert.Equal(5m, prepared.Settle(read).Earned.Published);
        Assert.Same(read, prepared.Reading(read, out unread));
        Assert.Empty(unread);
    }

    private static Settlement Settle(int saved, int advances) => Halves.Settle(new()
    {
        Benchmark = Money.Of(1_000),
        Expenditure = Money.Of(1_000 - saved),
        Facts = [Number.Of(Basis.AdvanceBalance, Money.Of(advances))],
    });
}
