namespace ValueSettlement.Tests.Contracts;

/// <summary>
/// What the line of a clause says on every one of its branches: the amount may be right while the reason given for it is another branch's.
/// </summary>
public sealed class ClauseWordsTests
{
    private static readonly MinimumRate First = new() { Savings = 2.Percent(), Losses = 1.Percent(), Shares = Sharing.FirstDollar };
    private static readonly MinimumRate Excess = First with { Shares = Sharing.Excess };
    private static readonly Limit Both = new() { Gain = 1.Percent(), Loss = Rate.Of(0.005m) };

    public static TheoryData<Clause, decimal, string?, string, decimal> Branches => new()
    {
        { First, 2_000_000m, "Reached: the whole difference counts.", "Minimum savings and loss rate: Minimum savings", 2_000_000m },
        { First, 1_999_999.99m, "Not reached: nothing counts.", "Minimum savings and loss rate: Minimum savings", 0m },
        { First, -1_000_000m, "Reached: the whole difference counts.", "Minimum savings and loss rate: Minimum losses", -1_000_000m },
        { First, -999_999.99m, "Not reached: nothing counts.", "Minimum savings and loss rate: Minimum losses", 0m },
        { Excess, 3_000_000m, "Reached: what lies beyond it counts.", "Minimum savings and loss rate: Minimum savings", 1_000_000m },
        { Excess, -3_000_000m, "Reached: what lies beyond it counts.", "Minimum savings and loss rate: Minimum losses", -2_000_000m },
        { First with { Losses = null }, -3_000_000m, "One-sided: losses are not shared.", "Minimum savings rate", 0m },
        { Both, 3_000_000m, null, "Payment limit applied: Payment limit", 1_000_000m },
        { Both, -3_000_000m, null, "Loss limit applied: Loss limit", -500_000m },
        { Both with { Gain = null }, 3_000_000m, "No limit on this side.", "Payment and loss limit", 3_000_000m },
        { Both with { Loss = null }, -3_000_000m, "No limit on this side.", "Payment and loss limit", -3_000_000m },
    };

    [Theory]
    [MemberData(nameof(Branches))]
    public void A_branch_says_what_it_did(Clause clause, decimal opening, string? note, string labels, decimal earned)
    {
        var settlement = Settle(clause, opening);
        var line = Assert.Single(settlement.Lines, static l => l.Kind == LineKind.Clause);
        var figures = settlement.Lines
            .Where(static l => l.Key is "minimum-savings" or "minimum-losses" or "payment-limit" or "loss-limit")
            .Select(static l => l.Label);

        Assert.Equal((note, earned, earned), (line.Note, line.Value!.Value, settlement.Earned.Unrounded));
        Assert.Equal(labels, string.Join(": ", figures.Prepend(line.Label)));
        Assert.Equal(earned == opening ? Effect.DidNotBind : Effect.Bound, line.Effect);
    }

    [Fact]
    public void A_limit_met_exactly_changes_nothing_on_either_side()
    {
        foreach (var opening in new[] { 1_000_000m, -500_000m })
        {
            var settlement = Settle(Both, opening);
            var line = Assert.Single(settlement.Lines, static l => l.Kind == LineKind.Clause);
            Assert.Equal((opening, 0m), (line.Value!.Value, line.Delta));
            Assert.NotEqual(Effect.Bound, line.Effect);
        }
    }

    [Fact]
    public void A_limit_and_a_minimum_read_what_both_of_their_sides_read()
    {
        Level size = new ShareBySize(new([new(1, null, 0.02m, 0.02m)], WholeNumbers: true), Basis.Benchmark);
        Clause[] clauses =
        [
            new Limit { Gain = size }, new Limit { Loss = size }, First with { Savings = size }, First with { Losses = size },
        ];
        foreach (var clause in clauses)
        {
            var reads = new FactSet();
            clause.Reads(reads);
            Assert.True(reads.Has(Number.AssignedBeneficiaries(1)), clause.ToString());
        }
    }

    private static Settlement Settle(Clause clause, decimal opening) => FailureTests.With(clause).Settle(new()
    {
        Benchmark = Money.Of(100_000_000m),
        Expenditure = Money.Of(100_000_000m - opening),
    });
}
