using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Rows of columns settle as each experience does.</summary>
public sealed class RowsTests
{
    private const int Rows = 10_000;

    private static readonly PreparedContract Shared = MedicareSharedSavings.For(new()
    {
        Track = Track.BasicE,
        Year = 2024,
        AgreementStart = new(2022, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(2.Percent()),
    }).Contract.Prepare();

    // Benchmarks of 50 to 250 million; spending from 12 % below to 12 % above; scores from 0.5 to 1: every side of every edge.
    private static readonly ExperienceColumns Columns = new()
    {
        Benchmark = Column(static i => 50_000_000m + (i * 20_000m)),
        Expenditure = Column(static i => (50_000_000m + (i * 20_000m)) * (0.88m + (i % 97 * 0.0025m))),
        QualityScore = Column(static i => 0.5m + (i % 51 * 0.01m)),
        Numbers =
        [
            new("assigned-beneficiaries", Column(static i => 5_000m + i)),
            new("participant-revenue", Column(static i => 1_000_000m * (1 + (i % 40)))),
        ],
        Facts = [Quality.Met(Rate.One)],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_row_earns_what_its_experience_earns(int threads)
    {
        var earned = new decimal[Rows];
        Shared.EarnedAll(Columns, earned, threads);
        for (var i = 0; i < Rows; i++)
        {
            Assert.Equal(Shared.Earned(new()
            {
                Benchmark = Money.Of(Columns.Benchmark.Span[i]),
                Expenditure = Money.Of(Columns.Expenditure.Span[i]),
                Facts =
                [
                    Number.AssignedBeneficiaries((int)Columns.Numbers[0].Values.Span[i]),
                    Number.Of(Basis.ParticipantRevenue, Money.Of(Columns.Numbers[1].Values.Span[i])),
                    Quality.Met(Rate.Of(Columns.QualityScore.Span[i])),
                ],
            }), earned[i]);
        }

        Assert.Contains(earned, static amount => amount > 0m);
        Assert.Contains(earned, static amount => amount == 0m);
        Assert.Contains(earned, static amount => amount < 0m);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_row()
    {
        var earned = new decimal[Rows];
        Shared.EarnedAll(Columns, earned);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Shared.EarnedAll(Columns, earned);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Fact]
    public void Wrong_rows_are_listed_with_their_place_and_counted()
    {
        var benchmark = Columns.Benchmark.ToArray();
        var revenue = Columns.Numbers[1].Values.ToArray();
        (benchmark[17], revenue[9_000]) = (0m, 2_000_000_000_000_000m);
        var problem = Assert.Throws<SettlementException>(() => Shared.EarnedAll(
            Columns with { Benchmark = benchmark, Numbers = [Columns.Numbers[0], new("participant-revenue", revenue)] },
            new decimal[Rows]));
        Assert.Equal(
            ["rows[17].benchmark figure-range", "rows[9000].numbers.participant-revenue number-range", "rows rows-failed"],
            problem.Failures.Select(static f => $"{f.Path} {f.Code}"));
        Assert.Equal("2", problem.Failures[^1].Value);

        // 10,000 rows without a fact that the contract needs: the first hundred, and how many.
        var all = Assert.Throws<SettlementException>(() => Shared.EarnedAll(Columns with { Numbers = [Columns.Numbers[1]] },
            new decimal[Rows], threads: 2));
        Assert.Equal(101, all.Failures.Count);
        Assert.StartsWith("rows[", all.Failures[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused_before_a_row_is_settled()
    {
        Assert.Equal(["expenditure column-length"], Failures(Shared, Columns with { Expenditure = new decimal[3] }));
        Assert.Equal(["numbers.x column-length"], Failures(Shared, Columns with { Numbers = [.. Columns.Numbers, new("x", default)] }));
        Assert.Equal(["qualityScore quality-missing"], Failures(Shared, Columns with { Facts = [] }));
        Assert.Equal(["parts rows-of-sum"], Failures((Shared.Contract with
        {
            Origin = null,
            Letters = null,
            Clauses = [],
            Payment = [],
            Parts = [Shared.Contract with { Id = "part", Payment = [] }],
        }).Prepare(), Columns));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Shared.EarnedAll(Columns, new decimal[3]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Shared.EarnedAll(Columns, new decimal[Rows], threads: 0));
        Assert.Equal("10,000 rows of benchmark, expenditure, qualityScore, numbers.assigned-beneficiaries, numbers.participant-revenue",
            Columns.ToString());
        Shared.EarnedAll(new(), Memory<decimal>.Empty);
    }

    private static IEnumerable<string> Failures(PreparedContract contract, ExperienceColumns columns) =>
        Assert.Throws<SettlementException>(() => contract.EarnedAll(columns, new decimal[Rows])).Failures
            .Select(static f => $"{f.Path} {f.Code}");

    private static decimal[] Column(Func<int, decimal> value) => [.. Enumerable.Range(0, Rows).Select(value)];
}
