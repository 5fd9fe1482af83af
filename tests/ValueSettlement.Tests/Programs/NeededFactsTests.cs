using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>A fact is asked for where it is needed and nowhere else: its absence is never filled with a guess.</summary>
public sealed class NeededFactsTests
{
    private static readonly Number Assigned = Number.AssignedBeneficiaries(20_000);

    private static Outcome Try(Track track, int agreement, decimal difference, MinimumRateChoice? choice, params Fact[] facts) =>
        MedicareSharedSavings.For(new()
        {
            Track = track,
            Year = 2024,
            AgreementStart = new(agreement, 1, 1),
            MinimumRate = choice,
        }).Contract.TrySettle(new()
        {
            Benchmark = Money.Of(100_000_000m),
            Expenditure = Money.Of(100_000_000m - difference),
            Facts = [.. facts]
        });

    private static string Missing(Outcome outcome)
    {
        var failure = Assert.Single(outcome.Failures);
        Assert.Equal("fact-missing", failure.Code);
        return failure.Rule;
    }

    [Theory]
    [InlineData(Track.BasicC)]
    [InlineData(Track.BasicD)]
    [InlineData(Track.BasicE)]
    public void Savings_settle_without_revenue_and_losses_refuse(Track track)
    {
        var choice = MinimumRateChoice.Fixed(1.Percent());
        Assert.Equal(5_000_000m * 0.5m * 0.98m,
            Try(track, 2022, 5_000_000m, choice, Assigned, Quality.Met(90.Percent())).Settlement!.Earned.Unrounded);
        Assert.True(Try(track, 2022, -999_999m, choice, Assigned, Quality.Met(90.Percent())).IsSettled);
        Assert.Contains("participant revenue", Missing(Try(track, 2022, -1_000_000m, choice, Assigned, Quality.Met(90.Percent()))),
            StringComparison.Ordinal);
        Assert.True(Try(track, 2022, -1_000_000m, choice, Assigned, Quality.Met(90.Percent()),
            Number.Of(Basis.ParticipantRevenue, Money.Of(1m))).IsSettled);
    }

    [Fact]
    public void The_headcount_is_needed_for_the_table_and_below_500_the_stated_rate_too()
    {
        Assert.Contains("assigned beneficiaries", Missing(Try(Track.BasicB, 2022, 5_000_000m, null, Quality.Met(90.Percent()))),
            StringComparison.Ordinal);
        Assert.Contains("stated minimum rate", Missing(Try(Track.BasicB, 2022, 5_000_000m, null, Number.AssignedBeneficiaries(499),
            Quality.Met(90.Percent()))), StringComparison.Ordinal);
        Assert.True(Try(Track.BasicB, 2022, 30_000_000m, null, Number.AssignedBeneficiaries(499), Number.MinimumRate(Rate.Of(0.2542m)),
            Quality.Met(90.Percent())).IsSettled);
        // A one-sided loss needs nothing at all.
        Assert.True(Try(Track.BasicB, 2022, -5_000_000m, null).IsSettled);
    }

    [Fact]
    public void Quality_is_needed_where_savings_are_shared_and_a_score_only_where_a_rate_depends_on_it()
    {
        Assert.Contains("quality", Missing(Try(Track.Enhanced, 2022, 5_000_000m, MinimumRateChoice.Fixed(Rate.Zero), Assigned)),
            StringComparison.Ordinal);
        Assert.True(Try(Track.Enhanced, 2022, 5_000_000m, MinimumRateChoice.Fixed(Rate.Zero), Assigned,
            new Quality { Standard = QualityStandard.Met }).IsSettled);
        Assert.Contains("quality score", Missing(Try(Track.Enhanced, 2022, 5_000_000m, MinimumRateChoice.Fixed(Rate.Zero), Assigned,
            new Quality { Standard = QualityStandard.Alternative })), StringComparison.Ordinal);
        Assert.Contains("quality score", Missing(Try(Track.Enhanced, 2022, -5_000_000m, MinimumRateChoice.Fixed(Rate.Zero), Assigned,
            new Quality { Standard = QualityStandard.Met })), StringComparison.Ordinal);
        Assert.True(Try(Track.Enhanced, 2022, -5_000_000m, MinimumRateChoice.Fixed(Rate.Zero), Assigned, Quality.NotMet).IsSettled);
    }

    [Fact]
    public void The_revenue_category_is_needed_only_below_the_minimum_savings_rate_of_agreements_from_2024()
    {
        Fact[] facts = [Assigned, Quality.Met(90.Percent())];
        Assert.Contains("revenue category", Missing(Try(Track.BasicB, 2024, 100_000m, null, facts)), StringComparison.Ordinal);
        Assert.Equal(0.98m * 0.20m * 100_000m,
            Try(Track.BasicB, 2024, 100_000m, null, [.. facts, new RevenueCategory { Low = true }]).Settlement!.Earned.Unrounded);
        Assert.Equal(0m,
            Try(Track.BasicB, 2024, 100_000m, null, [.. facts, new RevenueCategory { Low = false }]).Settlement!.Earned.Unrounded);
        Assert.True(Try(Track.BasicB, 2024, 5_000_000m, null, facts).IsSettled);
        Assert.True(Try(Track.BasicB, 2024, 100_000m, null, [Number.AssignedBeneficiaries(4_999), facts[1]]).IsSettled);
        Assert.True(Try(Track.BasicB, 2024, 100_000m, null, [Assigned, Quality.NotMet]).IsSettled);
        Assert.True(Try(Track.BasicB, 2022, 100_000m, null, facts).IsSettled);
        Assert.Equal("fact-unread",
            Assert.Single(Try(Track.BasicB, 2022, 100_000m, null, [.. facts, new RevenueCategory { Low = true }]).Failures).Code);
    }

    [Fact]
    public void The_half_rate_ends_where_the_minimum_savings_rate_begins_and_needs_5_000()
    {
        decimal Earned(decimal difference, int assigned, Quality quality) =>
            Try(Track.BasicB, 2024, difference, null, Number.AssignedBeneficiaries(assigned), quality,
                new RevenueCategory { Low = true }).Settlement!.Earned.Unrounded;
        // 5,333 assigned beneficiaries: exactly 3.8 %.
        Assert.Equal(3_799_999.99m * 0.20m * 0.98m, Earned(3_799_999.99m, 5_333, Quality.Met(90.Percent())));
        Assert.Equal(3_800_000m * 0.40m * 0.98m, Earned(3_800_000m, 5_333, Quality.Met(90.Percent())));
        Assert.Equal(1_000_000m * 0.5m * 0.40m * 0.45m * 0.98m, Earned(1_000_000m, 5_000, Quality.Alternative(45.Percent())));
        Assert.Equal(0m, Earned(1_000_000m, 4_999, Quality.Met(90.Percent())));
        Assert.Equal(0m, Earned(0m, 5_000, Quality.Met(90.Percent())));
    }

    [Fact]
    public void The_guardrail_acts_from_the_minimum_loss_rate_on_and_with_a_larger_benchmark_only()
    {
        decimal Earned(decimal difference, decimal? twoWay) => Try(Track.Enhanced, 2024, difference, MinimumRateChoice.Fixed(1.Percent()),
            [Assigned, Quality.Met(Rate.One), .. twoWay is { } other
                ? [Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(other))]
                : Array.Empty<Fact>()]).Settlement!.Earned.Unrounded;
        Assert.Equal(0m, Earned(-999_999.99m, 101_500_000m));
        Assert.Equal(-0.4m * 1_000_000m, Earned(-1_000_000m, null));
        Assert.Equal(-0.4m * 1_000_000m, Earned(-1_000_000m, 100_000_000m));
        Assert.Equal(-0.4m * 1_000_000m, Earned(-1_000_000m, 99_000_000m));
        Assert.Equal(0m, Earned(-1_000_000m, 101_000_000m));
        Assert.Equal(0m, Earned(-1_000_000m, 150_000_000m));
        // 1 % of the two-way benchmark, 1,020,000, is reached exactly at a spending of 103,020,000.
        Assert.Equal(0m, Earned(-3_019_999.99m, 102_000_000m));
        Assert.Equal(-0.4m * 1_020_000m, Earned(-3_020_000m, 102_000_000m));
        // The loss limit is 15 % of the two-way benchmark too.
        Assert.Equal(-15_300_000m, Earned(-90_000_000m, 102_000_000m));
    }
}
