using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Memory of one settlement on a prepared contract, measured on this thread after warming up.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 200;

    public static TheoryData<Track, decimal, bool> Years => new()
    {
        { Track.Enhanced, 903_712_089m, false }, { Track.Enhanced, 990_000_000m, true }, { Track.BasicE, 940_000_000m, false },
            { Track.BasicE, 990_000_000m, true }, { Track.BasicB, 965_000_000m, false },
    };

    [Theory]
    [MemberData(nameof(Years))]
    public void The_amount_allocates_nothing(Track track, decimal spent, bool relief)
    {
        var (prepared, experience) = Year(track, spent, relief);
        var bytes = Measure(() => prepared.Earned(experience));
        Assert.Equal(0L, bytes);
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void An_explained_settlement_allocates_less_than_two_kilobytes(Track track, decimal spent, bool relief)
    {
        var (prepared, experience) = Year(track, spent, relief);
        var bytes = Measure(() => prepared.Settle(experience).Earned.Unrounded);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{bytes} bytes"));
        Assert.InRange(bytes, 1L, 2_047L);
    }

    [Fact]
    public void A_payoff_point_allocates_nothing()
    {
        var (prepared, experience) = Year(Track.Enhanced, 900_000_000m, true);
        var payoff = prepared.PayoffOverSpending(experience);
        Assert.Equal(0L, Measure(() => payoff.At(912_345_678.90m)));
    }

    /// <summary>The least bytes of several rounds: what the runtime itself allocates now and then (a compilation, a timer) is not the
    /// library's.</summary>
    private static long Measure(Func<decimal> work)
    {
        var least = long.MaxValue;
        decimal kept = 0m;
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            kept += work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.NotEqual(-1m, kept);
        return least;
    }

    private static (PreparedContract Prepared, Experience Experience) Year(Track track, decimal spent, bool relief)
    {
        var contract = MedicareSharedSavings.For(new()
        {
            Track = track,
            Year = 2024,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = track == Track.BasicB ? null : MinimumRateChoice.Table,
        }).Contract;
        var reads = new FactSet();
        foreach (var clause in contract.Clauses)
        {
            clause.Reads(reads);
        }

        Fact[] facts =
        [
            Number.AssignedBeneficiaries(25_000), Quality.Met(89.41m.Percent()),
                Number.Of(Basis.ParticipantRevenue, Money.Of(400_000_000m)), new RevenueCategory { Low = true },
            Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(970_000_000m)), .. relief
                ? Number.ReliefShares(10.Percent(), 20.Percent()) : [],
        ];
        return (contract.Prepare(), new Experience
        {
            Benchmark = Money.Of(966_116_777m),
            Expenditure = Money.Of(spent),
            Facts = facts.Where(reads.Has).ToValueList()
        });
    }
}
