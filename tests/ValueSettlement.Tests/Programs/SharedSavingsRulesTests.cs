using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Every value of a Shared Savings Program contract can be replaced by a cited one without another programme.</summary>
public sealed class SharedSavingsRulesTests
{
    private static readonly SharedSavingsTerms TrackOnePlus = new()
    {
        Track = Track.Track1Plus,
        Year = 2018,
        AgreementStart = new(2018, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(Rate.Zero),
        LossLimit = LossLimitBasis.Benchmark,
    };

    private static readonly Experience Loss = new()
    {
        Benchmark = Money.Of(100_000_000),
        Expenditure = Money.Of(120_000_000),
        Facts = [Number.AssignedBeneficiaries(12_000), Quality.Met(Rate.One)]
    };

    [Fact]
    public void A_remembered_rate_is_replaced_by_a_cited_one_and_the_mark_goes()
    {
        var own = MedicareSharedSavings.For(TrackOnePlus).Contract.Settle(Loss);
        Assert.Equal(-4_000_000m, own.Earned.Published);
        Assert.Contains(own.Lines, static l => l.Authority is { Unconfirmed: true });

        var rules = MedicareSharedSavings.For(TrackOnePlus).Rules;
        var cited = Authority.Of("Track 1+ participation agreement, section 6.2");
        var terms = TrackOnePlus with
        {
            Rules = rules with
            {
                Rates = new(rules.Rates.Value with { BenchmarkLimit = 5.Percent() },
            cited)
            }
        };
        var replaced = MedicareSharedSavings.For(terms).Contract.Settle(Loss);
        Assert.Equal(-5_000_000m, replaced.Earned.Published);
        Assert.DoesNotContain(replaced.Lines, static l => l.Authority is { Unconfirmed: true });
        Assert.Contains(replaced.Lines, l => l.Authority == cited);
    }

    [Theory]
    [InlineData(Track.Enhanced, 2024)]
    [InlineData(Track.BasicE, 2024)]
    [InlineData(Track.BasicA, 2021)]
    public void The_programmes_own_rules_change_nothing(Track track, int year)
    {
        var terms = new SharedSavingsTerms
        {
            Track = track,
            Year = year,
            AgreementStart = new(year, 1, 1),
            MinimumRate = track == Track.BasicA ? null : MinimumRateChoice.Table
        };
        Assert.Equal(MedicareSharedSavings.For(terms).Contract,
            MedicareSharedSavings.For(terms with { Rules = MedicareSharedSavings.For(terms).Rules }).Contract);
    }

    [Fact]
    public void What_is_wrong_with_rules_is_reported_at_once()
    {
        var own = new SharedSavingsTerms
        {
            Track = Track.Enhanced,
            Year = 2024,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
        };
        var (rules, cited) = (MedicareSharedSavings.For(own).Rules, Authority.Of("Exhibit A"));
        var terms = own with
        {
            Rules = rules with
            {
                Rates = new(rules.Rates.Value with { Sharing = Rate.Of(1.5m), LossFloor = null }, cited),
                Sequestration = new(Rate.Of(-0.1m), cited),
                FixedMinimumRates = new([2.Percent()], cited),
                LossLimitByTrackYear = new([], cited),
            },
        };
        Assert.Equal(["election-not-offered", "rate-range", "rate-range", "rates-incomplete", "rates-incomplete"],
            terms.Validate().Select(static f => f.Code));
    }
}
