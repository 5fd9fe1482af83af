using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>The worked examples NGACO-1 to -3, the counter-example NGACO-X and LEAD-1 to -7 of the specification.</summary>
public sealed class NextGenerationAndLeadExampleTests
{
    private static readonly NextGenerationTerms ArrangementA = new()
    {
        Arrangement = NextGenerationArrangement.A,
        Year = 2018,
        Cap = 5.Percent()
    };

    private static readonly LeadTerms Lower = new()
    {
        Year = 2027,
        Arrangement = LeadArrangement.Global,
        SpendingGroup = LeadSpendingGroup.Lower,
        SequestrationAppliesTo = AppliesTo.Gains,
        SequestrationPlace = LeadSequestrationPlace.AfterCorridor,
    };

    private static readonly LeadYear Happened = new()
    {
        Base = Money.Of(100_000_000m),
        UpdateFactor = new Figure { Value = 1m, Unit = Unit.Factor },
        RiskRatio = new Figure { Value = 1m, Unit = Unit.Factor },
        QualityScore = Rate.One,
        Expenditure = Money.Of(95_000_000m),
    };

    private static readonly NextGenerationTerms Unsequestered = ArrangementA with
    {
        Rules = NextGenerationAco.For(ArrangementA).Rules with { Sequestration = new(Rate.Zero, Authority.Of("none")) },
    };

    [Fact]
    public void Ngaco1_cap_times_share_is_the_most()
    {
        var contract = NextGenerationAco.For(Unsequestered).Contract;
        Assert.Equal(4.00m, contract.Settle(Of(100m, 91m)).Earned.Published);
    }

    [Fact]
    public void Ngaco2_savings_and_Ngaco3_losses()
    {
        var contract = NextGenerationAco.For(ArrangementA).Contract;
        Assert.Equal(3_920_000.00m, contract.Settle(Of(100_000_000m, 91_000_000m)).Earned.Published);
        Assert.Equal(-4_000_000.00m, contract.Settle(Of(100_000_000m, 109_000_000m)).Earned.Published);
        Agreeing.FoldAndPayoff(contract, Of(100_000_000m, 91_000_000m));
    }

    [Fact]
    public void NgacoX_the_share_before_the_cap_pays_something_else()
    {
        var right = NextGenerationAco.For(Unsequestered).Contract;
        var wrong = right with { Clauses = [right.Clauses[1], right.Clauses[0], right.Clauses[2]] };
        var experience = Of(100_000_000m, 91_000_000m);
        Assert.Equal(4_000_000m, right.Settle(experience).Earned.Published);
        Assert.Equal(5_000_000.00m, wrong.Settle(experience).Earned.Published);
    }

    [Fact]
    public void Ngaco_refuses_what_was_not_offered()
    {
        var failures = Assert.Throws<SettlementException>(static () =>
            NextGenerationAco.For(ArrangementA with { Year = 2022, Cap = 16.Percent() }).Contract).Failures;
        Assert.Equal(["year-unknown", "cap-not-offered"], failures.Select(static f => f.Code));
    }

    [Fact]
    public void Lead1_and_Lead2()
    {
        var contract = Lead.For(Lower with { SequestrationAppliesTo = AppliesTo.Both }).Contract;
        var settlement = contract.Settle(Of(174_608_462m, 174_608_462m - 4_765_803m));
        Assert.Equal(4_670_487m, Rounding.Whole.Apply(settlement.Earned.Unrounded));
        Assert.Equal(0.9727m, new Rounding(4).Apply((174_608_462m - settlement.Opening) / 174_608_462m));
        Assert.All(settlement.Lines.Where(static l => l is { Kind: LineKind.Clause, Key: "marginal-bands" or "sequestration" }), static l =>
        {
            Assert.True(l.Authority!.Unconfirmed);
            Assert.NotNull(l.Authority.ConfirmedBy);
        });
        Assert.Contains("announced", contract.Origin!.Programme, StringComparison.Ordinal);
    }

    [Fact]
    public void Lead3_the_whole_benchmark_lost()
    {
        var contract = Lead.For(Lower with { Year = 2030 }).Contract;
        Assert.Equal(-33.75m, contract.Settle(Of(100m, 200m)).Earned.Unrounded);
        Agreeing.Continuous(contract, Of(100m, 200m));
        Agreeing.FoldAndPayoff(contract, Of(100m, 130m));
    }

    [Theory]
    [InlineData(12, 12_000_000, 6_700_000, -5_700_000)]
    [InlineData(18, 16_500_000, 8_200_000, -7_200_000)]
    [InlineData(25, 20_000_000, 8_750_000, -7_750_000)]
    public void Lead5_corridors(decimal millions, decimal global, decimal professional, decimal loss)
    {
        var (wide, narrow) = (Unsequestrated(LeadArrangement.Global), Unsequestrated(LeadArrangement.Professional));
        decimal Earned(Contract contract, decimal gain) =>
            contract.Settle(Of(100_000_000m, 100_000_000m - (gain * 1_000_000m))).Earned.Unrounded;
        Assert.Equal(global, Earned(wide, millions));
        Assert.Equal(-global, Earned(wide, -millions));
        Assert.Equal(professional, Earned(narrow, millions));
        Assert.Equal(loss, Earned(narrow, -millions));

        static Contract Unsequestrated(LeadArrangement arrangement) =>
            Lead.For(Lower with { Arrangement = arrangement, SequestrationAppliesTo = AppliesTo.None }).Contract;
    }

    [Theory]
    [InlineData(AdjustmentPlace.BeforeReductions, 99_424_578.75)] // 101.5 million × 0.9825 × 0.997
    [InlineData(AdjustmentPlace.AfterReductions, 99_450_750)] // (98.25 + 1.5) million × 0.997
    [InlineData(AdjustmentPlace.AfterWithholds, 99_455_250)] // 97,955,250 + 1.5 million
    public void Lead6_discount_quality_and_add_on(AdjustmentPlace place, decimal final)
    {
        var lead = Lead.For(Lower with { SpendingGroup = LeadSpendingGroup.Higher, AddOnPlace = place });
        var year = Happened with { QualityScore = 90.Percent() };
        var benchmark = lead.Benchmark(year);
        Assert.Equal(final, benchmark.Value);
        Assert.Equal(1_500_000m, benchmark.Lines.Single(static l => l.Key == "add-on").Value);

        // Without the add-on, as the example has it.
        var without = Lead.For(lead.Terms with { Rules = lead.Rules with { AddOn = null } }).Benchmark(year);
        Assert.Equal(98_250_000m, without.Lines.Single(static l => l.Key == "benchmark-after-discount").Value);
        Assert.Equal(97_955_250m, without.Value);
    }

    [Theory]
    [InlineData(true, 360)]
    [InlineData(false, 400)]
    public void Lead7_the_higher_adjustment_counts(bool renewing, decimal region)
    {
        var benchmark = Lead.For(Lower with { RenewingFromSharedSavings = renewing }).Benchmark(Happened with
        {
            Base = Money.Of(12_000m),
            RegionalDifference = Money.Of(800m),
            PriorSavings = Money.Of(500m),
            PriorSavingsProration = 80.Percent(),
        });
        decimal? Value(string key) => benchmark.Lines.Single(l => l.Key == key).Value;
        Assert.Equal(region, Value("regional-adjustment"));
        Assert.Equal(200m, Value("prior-savings-adjustment"));
        Assert.Equal(region, Value("higher-adjustment"));
    }

    [Fact]
    public void Lead_has_no_regional_adjustment_but_for_lower_spending_in_Global()
    {
        var year = Happened with { RegionalDifference = Money.Of(2_000_000m) };
        foreach (var (terms, expected) in new[]
        {
            (Lower, 1_000_000m), (Lower with { Arrangement = LeadArrangement.Professional }, 0m),
            (Lower with { SpendingGroup = LeadSpendingGroup.Higher, AddOnPlace = AdjustmentPlace.AfterWithholds }, 0m),
        })
        {
            Assert.Equal(expected, Lead.For(terms).Benchmark(year).Lines.Single(static l => l.Key == "regional-adjustment").Value);
        }

        Assert.Equal(0m, Lead.For(Lower).Benchmark(year with { RegionalDifference = Money.Of(-1m) }).Lines.Single(static l =>
            l.Key == "regional-adjustment").Value);
    }

    [Theory]
    [InlineData(false, 1.2, 1.03)]
    [InlineData(true, 1.2, 1.04)]
    [InlineData(true, 0.9, 0.96)]
    [InlineData(false, 1.01, 1.01)]
    public void Lead_risk_ratio_is_held_within_its_cap(bool highNeeds, decimal ratio, decimal used) => Assert.Equal(used,
        Lead.For(Lower with { HighNeeds = highNeeds }).Benchmark(Happened with
        {
            RiskRatio = new Figure { Value = ratio, Unit = Unit.Factor },
        }).Lines.Single(static l => l.Key == "risk-ratio-used").Value);

    [Fact]
    public void Lead_leaves_suspect_billing_out_and_repays_enhanced_capitation_last()
    {
        var lead = Lead.For(Lower);
        var settlement = lead.Contract.Settle(lead.Experience(Happened with
        {
            Expenditure = Money.Of(90_000_000m),
            SuspectBilling = Money.Of(100_000m),
            SkinSubstitutes = Money.Of(200_000m),
            EnhancedCapitation = Money.Of(1_000_000m),
        }));
        // 97 − (90 − 0.1 − 0.65 × 0.2) = 7.23 million, less 2 %.
        Assert.Equal(7_230_000m, settlement.Opening);
        Assert.Equal(7_085_400m, settlement.Earned.Unrounded);
        Assert.Equal(6_085_400m, settlement.Payable.Unrounded);
    }

    [Theory]
    [InlineData(AppliesTo.None, 10, -10)]
    [InlineData(AppliesTo.Gains, 9.8, -10)]
    [InlineData(AppliesTo.Both, 9.8, -9.8)]
    public void Sequestration_is_a_setting(AppliesTo appliesTo, decimal gain, decimal loss)
    {
        var contract = Lead.For(Lower with { SequestrationAppliesTo = appliesTo }).Contract;
        Assert.Equal(gain, contract.Settle(Of(100m, 90m)).Earned.Unrounded);
        Assert.Equal(loss, contract.Settle(Of(100m, 110m)).Earned.Unrounded);

        // Beyond the first band its place is money: (16 × 0.98 − 15) × 50 % + 15 before the corridor.
        var before = Lead.For(Lower with
        {
            SequestrationAppliesTo = AppliesTo.Both,
            SequestrationPlace = LeadSequestrationPlace.BeforeCorridor,
        }).Contract;
        Assert.Equal(15.34m, before.Settle(Of(100m, 84m)).Earned.Unrounded);
        Assert.Equal(15.19m, Lead.For(Lower with { SequestrationAppliesTo = AppliesTo.Both }).Contract.Settle(
            Of(100m, 84m)).Earned.Unrounded);
    }

    [Fact]
    public void Lead_asks_for_what_the_reports_leave_open()
    {
        var higher = Lower with { SpendingGroup = LeadSpendingGroup.Higher, AddOnPlace = AdjustmentPlace.AfterWithholds };
        static string[] Wrong(LeadTerms terms) => [.. terms.Validate().Select(static f => $"{f.Code} {f.Path}")];
        foreach (var year in new[] { 2028, 2031 })
        {
            Assert.Equal(["discount-missing statedDiscount"], Wrong(higher with { Year = year }));
            Assert.Empty(Wrong(higher with { Year = year, Arrangement = LeadArrangement.Professional }));
        }

        var stated = new Cited<Rate>(2.5m.Percent(), Authority.Of("participation agreement"));
        Assert.Equal(97_500_000m, Lead.For(higher with { Year = 2030, StatedDiscount = stated }).Benchmark(Happened).Lines.Single(
            static l => l.Key == "benchmark-after-discount").Value);
        Assert.Equal(1.75m.Percent(), Lead.For(higher).Rules.Discount!.Value);
        Assert.Equal(3.Percent(), Lead.For(higher with { Year = 2032 }).Rules.Discount!.Value);
        Assert.Equal(["term-unused statedDiscount"], Wrong(higher with { StatedDiscount = stated }));
        Assert.Equal(["add-on-place-missing addOnPlace"], Wrong(higher with { AddOnPlace = null }));
        Assert.Equal(["term-unused addOnPlace"], Wrong(Lower with { AddOnPlace = AdjustmentPlace.AfterWithholds }));
        Assert.Equal(["year-unknown year"], Wrong(Lower with { Year = 2026 }));
    }

    [Fact]
    public void Every_parameter_has_an_authority_and_names_its_years()
    {
        Assert.All(AcoReach.Parameters.Concat(NextGenerationAco.Parameters).Concat(Lead.Parameters), static p =>
        {
            Assert.NotEmpty(p.Name);
            Assert.All(p.History, static h => Assert.NotEmpty(h.Authority.Citation));
            Assert.Equal("not in force", p.History[^1].Value);
            Assert.True(p.History[0].From < new LocalDate(2028, 1, 1));
        });
        Assert.All(Lead.Parameters.SelectMany(static p => p.History), static h =>
            Assert.True(h.Authority is { Unconfirmed: true, ConfirmedBy: not null }));
    }

    private static Experience Of(decimal benchmark, decimal expenditure) =>
        new() { Benchmark = Money.Of(benchmark), Expenditure = Money.Of(expenditure) };
}
