using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Benchmarks;

/// <summary>Prices by anchor date, years by the end of the window, bounds, windows and what is left out.</summary>
public sealed class EpisodeYearTests
{
    private static readonly PriceCell Before = new()
    {
        Id = "470",
        AnchoredIn = new(new(2025, 10, 1), new(2026, 9, 30)),
        Parts = [new("price", 1m, Money.Of(20_000m))]
    };
    private static readonly PriceCell After = Before with
    {
        AnchoredIn = new(new(2026, 10, 1), new(2027, 9, 30)),
        Parts = [new("price", 1m, Money.Of(21_000m))]
    };

    [Theory]
    [InlineData(2026, 9, 30, 20_000)]
    [InlineData(2026, 10, 1, 21_000)]
    public void The_price_is_the_one_of_the_anchor_date(int year, int month, int day, decimal price) =>
        Assert.Equal(price, Year(Episode("a", new(year, month, day))).Total().Target.Value);

    [Theory]
    [InlineData(2026, 12, 2, true)]
    [InlineData(2026, 12, 3, false)]
    [InlineData(2025, 12, 2, false)]
    [InlineData(2025, 12, 3, true)]
    public void An_episode_counts_in_the_year_in_which_its_30th_day_lies(int year, int month, int day, bool counts)
    {
        var totals = Year(Episode("a", new(year, month, day))).Total();
        Assert.Equal(counts ? 1 : 0, totals.Episodes.Count);
        Assert.Equal(counts ? 0 : 1, totals.LeftOut.Count);
        Assert.Equal(counts ? null : AbsenceKind.NotApplicable, totals.Target.Absence?.Kind);
    }

    [Fact]
    public void What_is_left_out_says_why()
    {
        var totals = Year(
            Episode("kept", new(2026, 2, 1)),
            Episode("transferred", new(2026, 2, 1)) with { Excluded = EpisodeExclusion.Transferred },
            Episode("died", new(2026, 2, 1)) with { Excluded = EpisodeExclusion.DiedInAnchorStay }).Total();
        Assert.Equal(20_000m, totals.Target.Value);
        Assert.Equal(["transferred", "died"], totals.LeftOut.Select(static l => l.Episode));
    }

    [Fact]
    public void Missing_spending_is_not_zero()
    {
        var totals = Year(Episode("a", new(2026, 2, 1)),
            Episode("b", new(2026, 2, 1)) with { Spending = Figure.Absent(AbsenceKind.Suppressed, "Fewer than 11 cases.") }).Total();
        var terms = new TeamTerms { Track = TeamTrack.Track3, Year = 2026 };
        Assert.Null(totals.Spending.Value);
        Assert.Contains("Fewer than 11", totals.Spending.Absence!.Reason, StringComparison.Ordinal);
        Assert.Contains(terms.Contract().TrySettle(Team.For(terms).Experience(totals, Rate.One)).Failures, static f =>
            f.Code == "figure-absent");
    }

    [Fact]
    public void Everything_wrong_is_reported_at_once()
    {
        var failures = new EpisodeYear
        {
            Period = new(new(2026, 1, 1), new(2026, 12, 31)),
            Cells = [Before, Before],
            Episodes = [Episode("a", new(2026, 2, 1)), Episode("a", new(2026, 2, 1)) with { LastDay = new(2026, 1, 1) },
                Episode("b", new(2027, 1, 1)) with { LastDay = new(2026, 2, 1) },
                Episode("c", new(2026, 10, 1)) with { LastDay = new(2026, 11, 1) }],
        }.Validate();
        Assert.Equal(["cell-twice", "window-unknown", "id-twice", "window-order", "window-order", "cell-unknown"],
            failures.Select(static f => f.Code));
    }

    [Fact]
    public void Bounds()
    {
        decimal? Spent(SpendingBound bound, decimal spending) =>
            EpisodeGoldenTests.Of(new() { Id = "cell", Parts = [new("price", 1m, Money.Of(1m))], Bound = bound }, spending).Spending.Value;
        Assert.Equal(100m, Spent(new BetweenPercentiles(Money.Of(100m), Money.Of(900m)), 50m));
        Assert.Equal(900m, Spent(new BetweenPercentiles(Money.Of(100m), Money.Of(900m)), 950m));
        Assert.Equal(100m, Spent(new BetweenPercentiles(Money.Of(100m), null), 50m));
        Assert.Equal(700m, Spent(new DeviationsAboveMean(Money.Of(500m), Money.Of(100m), 2m), 950m));
        Assert.Equal(83_500m, Spent(new AttachAndKeep(Money.Of(75_000m), 10.Percent()), 160_000m));
    }

    [Fact]
    public void Extreme_circumstances_hold_spending_at_the_target()
    {
        var totals = Year(Episode("a", new(2026, 2, 1)) with { Spending = Money.Of(90_000m), HeldAtTarget = true },
            Episode("b", new(2026, 2, 1)) with { HeldAtTarget = true }).Total();
        Assert.Equal(20_000m + 18_000m, totals.Spending.Value);
    }

    [Fact]
    public void Services_that_run_past_the_window_are_divided_and_add_up()
    {
        var window = new DateInterval(new(2026, 3, 1), new(2026, 3, 30));
        var (inside, after) = EpisodeWindow.Split(window,
        [
            new("inside", Money.Of(1_000m), new(2026, 3, 2), new(2026, 3, 10), WindowRule.ByDays),
            new("home health", Money.Of(6_000m), new(2026, 3, 21), new(2026, 4, 19), WindowRule.ByDays),
            new("readmission", Money.Of(9_000m), new(2026, 3, 29), new(2026, 4, 5), WindowRule.ByLengthOfStay) { GeometricMeanStay = 4.5m },
            new("short stay", Money.Of(500m), new(2026, 3, 30), new(2026, 4, 1), WindowRule.ByLengthOfStay) { GeometricMeanStay = 1.5m },
            new("device", Money.Of(300m), new(2026, 3, 30), new(2026, 5, 1), WindowRule.WhereItBegins),
            new("later", Money.Of(70m), new(2026, 3, 31), new(2026, 4, 2), WindowRule.ByDays),
        ]);
        // 10 of 30 days; 2 days counted as 3 of 4.5; a first day that counts twice already is the whole short stay.
        Assert.Equal(1_000m + 2_000m + 6_000m + 500m + 300m, inside.Value);
        Assert.Equal(16_870m, inside.Value + after.Value);
    }

    [Fact]
    public void Post_episode_excess_counts_only_above_the_line()
    {
        var line = new DeviationsAboveMean(Money.Of(1_000m), Money.Of(200m), 3m);
        Assert.Equal(2_500m, EpisodeFigures.PostEpisodeExcess(Money.Of(1_650m), line, 50).Value);
        Assert.Equal(0m, EpisodeFigures.PostEpisodeExcess(Money.Of(1_600m), line, 50).Value);
    }

    [Fact]
    public void Case_rates_and_points()
    {
        Assert.Equal(1_320m, EpisodeFigures.CaseRateBase([new("visit", 4m, Money.Of(100m)), new("test", 2m, Money.Of(350m))],
            new("severity", new Figure { Value = 1.2m, Unit = Unit.Factor })).Value);
        Assert.Equal((9.25m + 1m + 5.6m + 2m) / 20m, ComprehensiveJointReplacement.CompositeQualityScore(85.Percent(), null,
            outcomesSubmitted: true, complicationsImproved: true).Value);
        Assert.Equal(1m, ComprehensiveJointReplacement.CompositeQualityScore(90.Percent(), 99.Percent(), outcomesSubmitted: true,
            experienceImproved: true).Value);
    }

    [Fact]
    public void Too_few_episodes_settle_nothing()
    {
        var terms = new CommercialBundleTerms
        {
            Id = "bundle",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            GainShare = 50.Percent(),
            OverageShare = 50.Percent(),
            LeastEpisodes = 3
        };
        decimal Earned(int episodes) => CommercialBundles.For(terms).Contract.Settle(
            CommercialBundles.For(terms).Experience(CommercialBundles.For(terms).Episodes(
            [CommercialBundles.For(terms).Cell("470", Money.Of(20_000m))],
            Enumerable.Range(0, episodes).Select(static i =>
            Episode(FormattableString.Invariant($"e{i}"), new(2026, 2, 1))).ToValueList()).Total())).Earned.Published;
        Assert.Equal(0m, Earned(2));
        Assert.Equal(3_000m, Earned(3));
    }

    private static Episode Episode(string id, LocalDate anchor) =>
        new() { Id = id, Anchor = anchor, Cell = "470", Spending = Money.Of(18_000m) };

    private static EpisodeYear Year(params Episode[] episodes) =>
        new() { Period = new(new(2026, 1, 1), new(2026, 12, 31)), Days = 30, Cells = [Before, After], Episodes = [.. episodes] };
}
