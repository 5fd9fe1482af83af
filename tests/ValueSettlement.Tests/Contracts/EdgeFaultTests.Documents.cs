namespace ValueSettlement.Tests.Contracts;

/// <content>Faults that showed in documents. They stand apart because the mutation run of clauses compiles no documents.</content>
public sealed partial class EdgeFaultTests
{
    [Fact]
    public void An_amount_that_is_its_limit_replays_and_is_read_again()
    {
        var third = new SharingRate { Gain = Rate.Of(1m / 3m), Loss = Rate.Of(1m / 3m) };
        foreach (var (clause, benchmark, expenditure) in new (Clause, decimal, decimal)[]
        {
            (new Limit { Gain = Rate.Ratio(7, 300) }, 8200m, 7626m),
            (new Limit { Loss = Rate.Ratio(7, 300) }, 8200m, 8774m),
            (new Floor { At = Rate.Ratio(1, 150) }, 8500m, 8330m),
        })
        {
            var settled = Of(third, clause).Settle(new() { Benchmark = Money.Of(benchmark), Expenditure = Money.Of(expenditure) });
            Assert.All(settled.Lines.Where(static line => line.Absence is null), static line => Assert.Equal(line.Value, line.Replay()));
            Assert.Equal(settled.Earned, SettlementJson.ReadSettlement(SettlementJson.Write(settled)).Earned);
        }
    }

    [Fact]
    public void Parts_nested_too_deep_for_a_document_are_refused_by_their_digest()
    {
        var experience = new Experience { Benchmark = Money.Of(1), Expenditure = Money.Of(1) };
        for (var depth = 0; depth < 100_000; depth++)
        {
            experience = new() { Parts = [experience] };
        }

        Assert.Throws<SettlementException>(() => SettlementJson.Digest(Of(AtLeastOne), experience));
    }
}
