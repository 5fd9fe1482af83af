using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// Worked examples of CMS: Medicare Shared Savings Program, Shared Savings and Losses, Assignment and Quality Performance Standard
/// Methodology, Specifications,
/// version 11 (January 2023). Page and table in each test.
/// </summary>
public sealed class SharedSavingsGoldenTests
{
    private static readonly LocalDate Agreement = new(2022, 1, 1);

    [Fact]
    public void G6_minimum_savings_rate_page_43() =>
        Assert.Equal(0.038m, MedicareSharedSavings.For(Mssp.Terms(2023, Agreement)).MinimumRates(5_333).Savings);

    [Fact]
    public void G7_basic_E_loss_limit_page_50()
    {
        var settlement = Contract(Track.BasicE, MinimumRateChoice.Fixed(Rate.Zero)).Settle(Year(93_411_313m, 103_411_313m, 20_000,
            Quality.Met(90.Percent()), Number.Of(Basis.ParticipantRevenue, Money.Of(13_630_983m))));
        Assert.Equal(-1_090_479m, settlement.Earned.Published);
        Assert.Equal(1_090_478.64m, Value(settlement, "loss-limit"));
        Assert.Equal(3_736_452.52m, settlement.Lines.Single(static l => l.Key == "loss-limit-candidate-2").Value);
    }

    [Theory]
    [InlineData("G8, page 52", QualityStandard.Met, 0.40, 5_200_000, 104_000, 5_096_000)]
    [InlineData("G9, page 53", QualityStandard.Alternative, 0.18, 2_340_000, 46_800, 2_293_200)]
    public void G8_and_G9_basic_B_savings(string source, QualityStandard standard, decimal rate, decimal shared, decimal sequestered,
        decimal earned)
    {
        _ = source;
        var settlement = Contract(Track.BasicB,
            null).Settle(Year(500_000_000m, 487_000_000m, 60_000, new Quality { Standard = standard, Score = 45.Percent() }));
        Assert.Equal(13_000_000m, settlement.Opening);
        Assert.Equal(10_000_000m, Value(settlement, "minimum-savings"));
        Assert.Equal(rate, Value(settlement, "final-sharing-rate"));
        Assert.Equal(shared, Value(settlement, "sharing-rate"));
        Assert.Equal(-sequestered, settlement.Lines.Single(static l => l.Key == "sequestration").Delta);
        Assert.Equal(earned, settlement.Earned.Unrounded);
        Assert.Equal(Party.Payer, settlement.Owes);
    }

    /// <summary>
    /// G11: the specification prints relief of 263,250 and 1,459,250 owed, having carried 1,950,000 over from the example before; from its
    /// own 1,722,500 the relief is
    /// 232,537.50 and 1,489,962.50 is owed. That is asserted here.
    /// </summary>
    [Theory]
    [InlineData("G10, page 54", QualityStandard.NotMet, 0.75, 1_950_000, 263_250, 1_686_750)]
    [InlineData("G11, page 56, corrected", QualityStandard.Alternative, 0.6625, 1_722_500, 232_537.50, 1_489_962.50)]
    public void G10_and_G11_enhanced_losses_with_relief(string source, QualityStandard standard, decimal rate, decimal loss, decimal relief,
        decimal owed)
    {
        _ = source;
        var settlement = Contract(Track.Enhanced, MinimumRateChoice.Fixed(1.Percent()))
            .Settle(Year(130_000_000m, 132_600_000m, 60_000, new Quality { Standard = standard, Score = 45.Percent() },
                [.. Number.ReliefShares(15.Percent(), 90.Percent())]));
        Assert.Equal(rate, Value(settlement, "final-loss-rate"));
        Assert.Equal(-loss, Value(settlement, "sharing-rate"));
        Assert.Equal(19_500_000m, Value(settlement, "loss-limit"));
        Assert.Equal(relief, settlement.Lines.Single(static l => l.Key == "relief").Delta);
        Assert.Equal(-owed, settlement.Earned.Unrounded);
        Assert.Equal(Party.Provider, settlement.Owes);
    }

    [Theory]
    [InlineData(24, 0.6, 92, 10.0, 100)]
    [InlineData(24, 0.2, 92, 4.8, 96.8)]
    [InlineData(18, 0.3, 85, 5.4, 90.4)]
    [InlineData(18, 0.1, 85, 0, 85.0)]
    [InlineData(6, 0.8, 60, 4.8, 64.8)]
    [InlineData(6, 0.2, 60, 1.2, 61.2)]
    public void G12_health_equity_adjustment_tables_14_to_17(decimal scaler, decimal share, decimal points, decimal bonus, decimal score)
    {
        // The larger of the two shares counts, whichever it is.
        foreach (var (areas, poor) in new[] { (share, 0m), (0m, share) })
        {
            var quality = Mssp.Of(2023).Quality(new()
            {
                Standard = QualityStandard.Met,
                Points = points,
                PerformanceScaler = scaler,
                DeprivedAreaShare = Rate.Of(areas),
                LowIncomeOrDualShare = Rate.Of(poor),
            });
            Assert.Equal(score / 100m, quality.Score!.Value);
            Assert.Equal(bonus, quality.Score.Lines.Single(static l => l.Key == "health-equity-bonus").Value);
            Assert.All(quality.Score.Lines, static l => Assert.Equal(l.Value, l.Replay()));
        }
    }

    /// <summary>G13: the shares are inputs; their arithmetic is a division that the workings explain (specification, pages 62 and
    /// 63).</summary>
    [Theory]
    [InlineData(1_400, 6_430, 0.218)]
    [InlineData(9, 12, 0.750)]
    public void G13_underserved_shares(int part, int whole, decimal printed)
    {
        var workings = new Workings("quality");
        var share = workings.Divide(new("share", "Share", Unit.Rate), Quantity.Of("underserved", part, Unit.Count),
            Quantity.Of("known", whole, Unit.Count));
        Assert.Equal(printed, new Rounding(3).Apply(share.Value!.Value));
    }

    private static Contract Contract(Track track, MinimumRateChoice? choice) =>
        MedicareSharedSavings.For(new() { Track = track, Year = 2023, AgreementStart = Agreement, MinimumRate = choice }).Contract;

    private static Experience Year(decimal benchmark, decimal expenditure, int assigned, Quality quality, params Fact[] more) =>
        new()
        {
            Benchmark = Money.Of(benchmark),
            Expenditure = Money.Of(expenditure),
            Facts = [Number.AssignedBeneficiaries(assigned), quality, .. more]
        };

    private static decimal? Value(Settlement settlement, string key) => settlement.Lines.Single(l => l.Key == key).Value;
}
