using System.Globalization;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// One organisation and year as CMS published it, in whole dollars unless the file has cents. Every figure is the published one; what the
/// files do not have is not made up but left out: see <see cref="Revenue"/> and <see cref="Assigned"/>.
/// </summary>
public sealed record PublishedYear(string Id, string Year, string Organisation, Track Track, string AgreementStart, string Why)
{
    public required decimal Benchmark { get; init; }

    /// <summary>Benchmark less expenditure; published apart, because each column is rounded on its own.</summary>
    public required decimal Difference { get; init; }

    /// <summary>A fixed minimum rate in percent; nothing for the table.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Nothing where the file of the year is not at hand; the row then settles alike with few and with many people.</summary>
    public int? Assigned { get; init; }

    public QualityStandard Standard { get; init; } = QualityStandard.Met;

    public decimal? Score { get; init; }

    /// <summary>
    /// No file has it. Where the published loss shows that a limit by revenue did not bind, the row is settled under rules without that
    /// limit.
    /// </summary>
    public decimal? Revenue { get; init; }

    /// <summary>Track 1+ chose by its composition; the file says which.</summary>
    public LossLimitBasis? LossLimit { get; init; }

    public decimal? Relief { get; init; }

    public bool? LowRevenue { get; init; }

    /// <summary>The published file says that the stated benchmark already is the two-way one.</summary>
    public bool Guardrail { get; init; }

    public decimal? AdvanceBalance { get; init; }

    public Termination? Termination { get; init; }

    /// <summary>What CMS published as EarnSaveLoss.</summary>
    public required decimal Published { get; init; }

    /// <summary>The last digit of the file: whole dollars, but cents in 2013.</summary>
    public Rounding LastDigit => Year == "2013" ? Rounding.Cents : Rounding.Whole;

    /// <summary>How far the difference may lie from the published one: half of its last digit, doubled with the halves of a year.</summary>
    public decimal Half => Year == "2013" ? 0.005m : Year == "2019H1" ? 1m : 0.5m;

    public override string ToString() => $"{Id} {Year} {Organisation}: {Why}";
}

/// <summary>
/// Rows of the Performance Year Financial and Quality Results (CMS public use files, performance years 2013 to 2024; 2024 in its original
/// vintage, 2022 in the
/// vintages that the test names). Witnesses of one rule each.
/// </summary>
public sealed class PublishedYearsTests
{
    public static TheoryData<PublishedYear> Rows => new(Paid.Concat(Witnesses));

    private static IEnumerable<PublishedYear> Paid =>
    [
        new("P1", "2022", "A1001", Track.Enhanced, "2019-07-01", "savings")
        {
            Benchmark = 966_116_777m, Difference = 62_404_688m, Minimum = 2m, Assigned = 74_992,
            Score = 0.8941m, Published = 45_867_446m,
        },
        new("P2", "2023", "A1001", Track.Enhanced, "2019-07-01", "savings")
        {
            Benchmark = 1_098_668_352m, Difference = 99_899_684m, Minimum = 2m, Assigned = 78_364,
            Score = 0.8991m, Published = 73_426_268m,
        },
        new("P3", "2016", "A00755", Track.Track1, "2016-01-01", "sequestration comes before the limit")
        {
            Benchmark = 119_762_995m, Difference = 28_231_243m, Assigned = 6_051,
            Score = 0.8866m, Published = 11_976_300m,
        },
        new("P4", "2018", "A1409", Track.Track1, "2016-01-01", "the limit is paid in full")
        {
            Benchmark = 121_182_225m, Difference = 37_681_081m, Assigned = 5_451,
            Score = 0.9081m, Published = 12_118_223m,
        },
        new("P5", "2020", "A1001", Track.Enhanced, "2019-07-01", "no sequestration in 2020")
        {
            Benchmark = 956_864_945m, Difference = 72_427_998m, Minimum = 2m, Assigned = 80_864,
            Score = 1m, Published = 54_320_998m,
        },
        new("P6", "2024", "A2366", Track.BasicE, "2020-01-01", "alternative standard, rate not rounded")
        {
            Benchmark = 87_392_050m, Difference = 10_807_317m, Assigned = 5_095,
            Standard = QualityStandard.Alternative, Score = 0.7663m, Published = 4_058_007m,
        },
        new("P7", "2024", "A5328", Track.BasicA, "2024-01-01", "half rate, advances recouped")
        {
            Benchmark = 112_323_078m, Difference = 32_084m, Assigned = 9_906,
            Score = 0.6325m, LowRevenue = true, AdvanceBalance = 565_455m, Published = 6_288m,
        },
        new("P8", "2024", "A5347", Track.BasicE, "2024-01-01", "half rate")
        {
            Benchmark = 97_968_830m, Difference = 176_988m, Assigned = 7_228,
            Score = 0.6605m, LowRevenue = true, Published = 43_362m,
        },
        new("P9", "2024", "A5309", Track.BasicE, "2024-01-01", "guardrail: neither savings nor losses")
        {
            Benchmark = 116_616_215m, Difference = 9_657m, Minimum = 0m, Assigned = 10_030,
            Score = 0.8691m, LowRevenue = true, Guardrail = true, Published = 0m,
        },
        new("P10", "2024", "A5407", Track.Enhanced, "2024-01-01", "loss rate by score")
        {
            Benchmark = 245_683_884m, Difference = -2_576_264m, Minimum = 1m, Assigned = 15_956,
            Score = 0.7178m, Relief = 5_398m, Guardrail = true, Published = -1_183_935m,
        },
        new("P11", "2024", "A2029", Track.Enhanced, "2024-01-01", "loss rate floor")
        {
            Benchmark = 497_679_939m, Difference = -3_432_303m, Minimum = 0m, Assigned = 37_510,
            Score = 0.9026m, Relief = 1_382m, Guardrail = true, Published = -1_371_539m,
        },
        // The limit by revenue is what was owed before relief: the published loss and the published relief.
        new("P12", "2023", "A1241", Track.BasicE, "2019-07-01", "loss limit by revenue")
        {
            Benchmark = 119_995_393m, Difference = -8_290_897m, Assigned = 10_043,
            Score = 0.8268m, Revenue = (1_149_065m + 823_342m) / 0.08m, Relief = 823_342m, Published = -1_149_065m,
        },
        new("P13", "2018", "A3743", Track.Track3, "2018-01-01", "quality failed: full loss rate")
        {
            Benchmark = 86_448_539m, Difference = -2_828_054m, Minimum = 1m, Assigned = 6_003,
            Standard = QualityStandard.NotMet, Score = 0.4545m, Relief = 2_797m, Published = -2_118_244m,
        },
        new("P14", "2018", "A2392", Track.Track1Plus, "2017-01-01", "Track 1+ at 30 %")
        {
            Benchmark = 130_265_792m, Difference = -5_861_333m, Assigned = 14_719,
            Score = 0.9732m, LossLimit = LossLimitBasis.Revenue, Relief = 717m, Published = -1_757_683m,
        },
        new("P15", "2022", "A1080", Track.BasicC, "2019-07-01", "later vintage: savings forfeited")
        {
            Benchmark = 63_162_418m, Difference = 2_180_440m, Minimum = 1m, Assigned = 5_795,
            Score = 0.7915m, Published = 0m,
            Termination = new() { InitiatedBy = TerminatedBy.Organisation, EffectiveDate = new(2022, 9, 30) },
        },
        new("P15", "2022", "A1080", Track.BasicC, "2019-07-01", "earlier vintage: savings paid")
        {
            Benchmark = 63_162_418m, Difference = 2_180_440m, Minimum = 1m, Assigned = 5_795,
            Score = 0.7915m, Published = 1_068_416m,
        },
        // What this organisation chose is not published: below 5,000 people no choice counts.
        new("P17", "2024", "A4597", Track.BasicE, "2019-07-01", "below 5,000 the table replaces the choice")
        {
            Benchmark = 40_511_152m, Difference = 545_029m, Minimum = 0m, Assigned = 2_964,
            Standard = QualityStandard.Alternative, Score = 0.7279m, Published = 0m,
        },
        new("P18", "2022", "A2620", Track.BasicB, "2022-01-01", "one-sided: losses are not shared")
        {
            Benchmark = 964_536_686m, Difference = -25_781_921m, Assigned = 83_471,
            Score = 0.8181m, Published = 0m,
        },
        new("P19", "2013", "A67373", Track.Track1, "2012-07-01", "to the cent")
        {
            Benchmark = 613_084_880.40m, Difference = 39_568_834.84m, Assigned = 36_268,
            Standard = QualityStandard.CompleteReporting, Published = 19_388_729.07m,
        },
        new("P20", "2013", "A38665", Track.Track1, "2012-04-01", "below the minimum savings rate")
        {
            Benchmark = 192_513_845.30m, Difference = 3_449_180.60m, Assigned = 13_833,
            Standard = QualityStandard.CompleteReporting, Published = 0m,
        },
        new("P21", "2020", "A1070", Track.BasicB, "2019-07-01", "limit, no sequestration")
        {
            Benchmark = 189_938_560m, Difference = 56_620_645m,
            Score = 0.9687m, Published = 18_993_856m,
        },
        // The published columns of six months are halves of the year: twice the halves go in.
        new("P22", "2019H1", "A2772", Track.Track1, "2016-01-01", "limit, no sequestration")
        {
            Benchmark = 2m * 76_633_507m, Difference = 2m * 17_059_778m,
            Score = 0.9869m, Published = 7_663_351m,
        },
    ];

    private static IEnumerable<PublishedYear> Witnesses =>
    [
        new("W1", "2013", "A14269", Track.Track2, "2012-07-01", "loss to the cent")
        {
            Benchmark = 197_934_064.80m, Difference = -9_966_380.30m, Assigned = 20_979,
            Standard = QualityStandard.CompleteReporting, Published = -3_986_552.12m,
        },
        new("W2", "2016", "A17421", Track.Track3, "2016-01-01", "floor of the loss rate")
        {
            Benchmark = 102_285_703m, Difference = -3_319_801m, Minimum = 0m, Assigned = 10_986,
            Score = 1m, Published = -1_327_920m,
        },
        new("W3", "2017", "A00755", Track.Track1, "2016-01-01", "limit paid in full")
        {
            Benchmark = 128_423_263m, Difference = 38_333_745m, Assigned = 5_742,
            Score = 0.9146m, Published = 12_842_326m,
        },
        new("W4", "2018", "A2507", Track.Track1, "2018-01-01", "inside the corridor")
        {
            Benchmark = 6_839_674m, Difference = -105_883m, Assigned = 605,
            Score = 0.7327m, Published = 0m,
        },
        new("W5", "2021", "A2833", Track.BasicB, "2019-07-01", "2.98265 % is below 2.98356 % though both print 2.98")
        {
            Benchmark = 98_408_857m, Difference = 2_935_188m, Assigned = 10_274,
            Score = 0.9991m, Published = 0m,
        },
        new("W6", "2021", "A1488", Track.Enhanced, "2019-07-01", "1.99551 % prints 2.00 and fails")
        {
            Benchmark = 109_130_873m, Difference = 2_177_715m, Minimum = 2m, Assigned = 10_292,
            Score = 0.867m, Published = 0m,
        },
        new("W7", "2024", "A5193", Track.BasicE, "2023-01-01", "-1.00017 % prints -1.00 and owes")
        {
            Benchmark = 483_042_957m, Difference = -4_831_264m, Minimum = 1m, Assigned = 30_716,
            Standard = QualityStandard.Alternative, Score = 0.74m, Relief = 747m, Published = -1_448_632m,
        },
        new("W8", "2024", "A1488", Track.Enhanced, "2024-01-01", "-1.49451 % against 1.50")
        {
            Benchmark = 132_369_635m, Difference = -1_978_276m, Minimum = 1.5m, Assigned = 10_283,
            Score = 0.8928m, Published = 0m,
        },
        new("W9", "2023", "A2029", Track.Enhanced, "2022-01-01", "floor of the loss rate")
        {
            Benchmark = 411_787_704m, Difference = -15_884_998m, Minimum = 0m, Assigned = 36_551,
            Score = 0.8245m, Relief = 2_649_296m, Published = -3_704_703m,
        },
        new("W10", "2023", "A5226", Track.BasicE, "2023-01-01", "30 %")
        {
            Benchmark = 184_745_117m, Difference = -4_906_768m, Minimum = 1.5m, Assigned = 16_506,
            Score = 0.7361m, Relief = 614_476m, Published = -857_555m,
        },
        new("W11", "2024", "A5386", Track.Enhanced, "2024-01-01", "loss rate by score")
        {
            Benchmark = 86_731_783m, Difference = -358_135m, Minimum = 0m, Assigned = 7_246,
            Score = 0.5410m, Relief = 551m, Guardrail = true, Published = -212_271m,
        },
        // Halves of the year as in P22; relief is printed for twelve months, and all of it goes in.
        new("W12", "2019H1", "A1498", Track.Track1Plus, "2016-01-01", "six months, Track 1+")
        {
            Benchmark = 2m * 92_916_169m, Difference = -2m * 2_348_698m, Minimum = 1.5m, Assigned = 14_292,
            Score = 0.9644m, LossLimit = LossLimitBasis.Benchmark, Relief = 3_870m, Published = -702_674m,
        },
        new("W13", "2019H1", "A2021", Track.Track3, "2017-01-01", "six months, Track 3")
        {
            Benchmark = 2m * 97_952_870m, Difference = -2m * 1_721_629m, Minimum = 0m, Assigned = 15_660,
            Score = 0.9585m, Relief = 279m, Published = -688_512m,
        },
        new("W14", "2024", "A5321", Track.BasicE, "2024-01-01", "guardrail: neither savings nor losses")
        {
            Benchmark = 65_932_871m, Difference = 70_961m, Minimum = 0m, Assigned = 5_896,
            Score = 0.7303m, LowRevenue = true, Guardrail = true, Published = 0m,
        },
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Settles_as_published(PublishedYear row)
    {
        foreach (var assigned in row.Assigned is { } known ? [known] : new[] { 5_000, 1_000_000 })
        {
            var counted = row with { Assigned = assigned };
            AssertToTheLastDigit(counted);
            var settlement = Contract(counted).Settle(Experience(counted));
            Assert.Equal(row.Published > 0m ? Party.Payer : row.Published < 0m ? Party.Provider : Party.Neither, settlement.Owes);
        }
    }

    /// <summary>
    /// The published amount to its last digit. Difference and relief are themselves rounded: where another amount follows from them as
    /// printed, the published one follows from figures that print the same.
    /// </summary>
    /// <returns>Whether the published amount follows from the figures as printed.</returns>
    internal static bool AssertToTheLastDigit(PublishedYear row)
    {
        var prepared = Contract(row).Prepare();
        decimal Earned(decimal halves)
        {
            var (difference, relief) = (row.Difference + (halves * row.Half), row.Relief + (halves * 0.5m));
            var experience = Experience(row with { Difference = difference, Relief = relief });
            var earned = prepared.Settle(experience).Earned.Unrounded;
            Assert.Equal(earned, prepared.Earned(experience));
            return row.LastDigit.Apply(earned);
        }

        if (Earned(0m) is var ours && ours == row.Published)
        {
            return true;
        }

        var (low, high) = (Earned(-1m), Earned(1m));
        var amounts = FormattableString.Invariant($"published {row.Published}, ours {ours}, from {low} to {high}");
        Assert.True(low <= row.Published && row.Published <= high, $"{row}: {amounts}");
        return false;
    }

    [Fact]
    public void All_but_three_follow_from_the_figures_as_printed() =>
        Assert.Equal(
            ["P5", "P10", "W10"],
            Rows.Select(static r => r.Data).Where(static r => r.Assigned is not null && !AssertToTheLastDigit(r)).Select(static r => r.Id));

    [Fact]
    public void P6_the_rate_is_the_product_and_not_the_published_38_31()
    {
        var row = Paid.Single(static r => r.Id == "P6");
        var settlement = Contract(row).Settle(Experience(row));
        Assert.Equal(0.38315m, settlement.Lines.Single(static l => l.Key == "final-sharing-rate").Value);
    }

    [Fact]
    public void P7_advances_are_recouped_from_unrounded_savings_and_the_rest_carries_forward()
    {
        var row = Paid.Single(static r => r.Id == "P7");
        var settlement = Contract(row).Settle(Experience(row));
        Assert.Equal(0.2m, settlement.Lines.Single(static l => l.Key == "final-sharing-rate").Value);
        // AIPRecoup is published as 6288.447996 from an unrounded difference; from the published whole dollars it is 6288.464.
        Assert.Equal(6_288.464m, settlement.Earned.Unrounded);
        Assert.Equal(0m, settlement.Payable.Published);
        Assert.Equal(Party.Neither, settlement.Payable.Owes);
        Assert.Equal(559_166.536m, settlement.CarriedForward.Single().Amount);
    }

    [Fact]
    public void P9_and_W14_without_the_mark_they_would_be_paid()
    {
        foreach (var row in Rows.Select(static r => r.Data).Where(static r => r is { Guardrail: true, Difference: > 0m }))
        {
            Assert.True(Contract(row).Settle(Experience(row with { Guardrail = false })).Earned.Published > 0m);
        }
    }

    [Fact]
    public void P12_the_revenue_limit_binds_below_the_benchmark_limit()
    {
        var row = Paid.Single(static r => r.Id == "P12");
        var settlement = Contract(row).Settle(Experience(row));
        Assert.Equal(2_487_269m, Rounding.Whole.Apply(-settlement.Lines.Single(static l => l.Key == "sharing-rate").Value!.Value));
        Assert.Equal(1_972_407m,
            Rounding.Whole.Apply(-settlement.Lines.Single(static l => l is { Key: "limit", Kind: LineKind.Clause }).Value!.Value));
    }

    [Theory]
    [InlineData(605, "0.114635271")]
    [InlineData(5_451, "0.037645646")]
    [InlineData(14_719, "0.027168034")]
    [InlineData(36_268, "0.023373146")]
    [InlineData(13_833, "0.02769974")]
    public void P16_minimum_savings_rates_as_published(int assigned, string published)
    {
        var rate = decimal.Parse(published, CultureInfo.InvariantCulture);
        var (savings, losses) = MedicareSharedSavings.For(Mssp.Terms(2018, new(2016, 1, 1))).MinimumRates(assigned);
        Assert.Equal(rate, new Rounding(published.Length - 2).Apply(savings));
        Assert.Null(losses);
    }

    [Fact]
    public void Where_the_file_has_more_digits_the_result_has_them_too()
    {
        // P19: to the cent, P3 and P4: the limit in full and not 98 % of it.
        Assert.Equal(19_388_729.07m, Rounding.Cents.Apply(Earned("P19")));
        Assert.Equal(11_976_299.5m, Earned("P3"));
        Assert.Equal(12_118_222.5m, Earned("P4"));
        Assert.Equal(-3_986_552.12m, Earned("W1"));
        static decimal Earned(string id)
        {
            var row = Paid.Concat(Witnesses).Single(r => r.Id == id);
            return Contract(row).Settle(Experience(row)).Earned.Unrounded;
        }
    }

    public static Contract Contract(PublishedYear row)
    {
        var period = row.Year == "2019H1" ? PerformancePeriod.JanuaryToJune2019
            : PerformancePeriod.Year(int.Parse(row.Year, CultureInfo.InvariantCulture));
        var agreement = LocalDatePattern.Iso.Parse(row.AgreementStart).Value;
        var choice = !MedicareSharedSavings.IsTwoSided(row.Track) || (row.Track == Track.Track2 && agreement.Year < 2016) ? null
            : row.Minimum is { } percent ? MinimumRateChoice.Fixed(percent.Percent()) : MinimumRateChoice.Table;
        var terms = new SharedSavingsTerms
        {
            Track = row.Track,
            Year = period.CalendarYear,
            SixMonths = period.SixMonths,
            AgreementStart = agreement,
            MinimumRate = choice,
            TrackYear = row.Track == Track.Track2 ? 1 : null,
            LossLimit = row.LossLimit,
        };
        if (row.Revenue is not null)
        {
            return terms.Contract();
        }

        var rules = MedicareSharedSavings.For(terms).Rules;
        var rates = rules.Rates with { Value = rules.Rates.Value with { RevenueLimit = null } };
        return (terms with { Rules = rules with { Rates = rates } }).Contract();
    }

    public static Experience Experience(PublishedYear row)
    {
        Fact?[] facts =
        [
            Number.AssignedBeneficiaries(row.Assigned!.Value),
            new Quality { Standard = row.Standard, Score = row.Score is { } score ? Rate.Of(score) : null },
            row.Revenue is { } revenue ? Number.Of(Basis.ParticipantRevenue, Money.Of(revenue)) : null,
            row.Relief is { } relief ? Number.Relief(Money.Of(relief)) : null,
            row.LowRevenue is { } low ? new RevenueCategory { Low = low } : null,
            row.Guardrail ? new BenchmarkReplaced(MedicareSharedSavings.TwoWayBenchmark) : null,
            row.AdvanceBalance is { } balance ? Number.Of(Basis.AdvanceBalance, Money.Of(balance)) : null,
            row.Termination,
        ];
        return new()
        {
            Benchmark = Money.Of(row.Benchmark),
            Expenditure = Money.Of(row.Benchmark - row.Difference),
            Facts = facts.OfType<Fact>().ToValueList(),
        };
    }
}
