using System.Globalization;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Quality from the measures, options from 2027, restated results and what was proposed: the examples of the specification.
/// </summary>
public sealed class SharedSavings2027Tests
{
    private static readonly Authority Stated = Authority.Of("made up for the example");

    private static readonly SharedSavingsTerms Enhanced2027 = new()
    {
        Track = Track.Enhanced,
        Year = 2027,
        AgreementStart = new(2027, 1, 1),
        Agreement = AgreementPeriod.Later,
        MinimumRate = MinimumRateChoice.Fixed(Rate.Zero),
    };

    [Theory]
    [InlineData(2024, "77.05")]
    [InlineData(2025, "76.70")]
    [InlineData(2026, "73.85")]
    public void The_standard_is_the_mean_of_three_lagged_percentiles(int year, string published)
    {
        var report = new QualityReport { Points = 50m };
        var line = Mssp.Of(year).QualityFromReport(report).Score!.Lines.Single(static l => l.Key == "standard-points");
        Assert.Equal(Number(published), Rounding.Cents.Apply(line.Value!.Value));
        Assert.Equal(3, Mssp.Of(year).Rules.QualityPercentiles!.Value.Count);
    }

    [Fact]
    public void The_standard_is_not_rounded_and_that_of_2027_is_not_known()
    {
        QualityStandard At(decimal points) => Mssp.Of(2026).QualityFromReport(new() { Points = points }).Standard;
        Assert.Equal((QualityStandard.Met, QualityStandard.NotMet), (At(73.8467m), At(73.8466m)));
        var unknown = MedicareSharedSavings.For(Enhanced2027);
        Assert.Equal("rules.qualityPercentiles",
            Assert.Throws<SettlementException>(() => unknown.QualityFromReport(new() { Points = 80m })).Failures.Single().Path);
    }

    [Theory]
    [InlineData("61.72", false)]
    [InlineData("61.73", true)]
    public void Both_vintages_of_2021_settle(string points, bool metByOther)
    {
        var first = Mssp.Of(2021);
        var other = MedicareSharedSavings.QualityParameters.ThirtiethPercentileOfOtherVintage.CitedOn(new(2021, 1, 1));
        var second = MedicareSharedSavings.For(first.Terms with
        {
            Rules = first.Rules with { QualityPercentiles = new([other.Value], other.Authority) },
        });
        var report = new QualityReport { Points = Number(points) };
        Assert.Equal(QualityStandard.Met, first.QualityFromReport(report).Standard);
        Assert.Equal(metByOther ? QualityStandard.Met : QualityStandard.NotMet, second.QualityFromReport(report).Standard);
    }

    [Fact]
    public void The_set_of_each_year()
    {
        int Count(int year) => MedicareSharedSavings.QualityParameters.AppPlusMeasures.On(new(year, 1, 1)).Value!.Count;
        Assert.Equal((6, 8, 9, 10), (Count(2025), Count(2026), Count(2027), Count(2028)));
        Assert.Null(Mssp.Of(2024).Rules.AppPlus);
    }

    [Theory]
    [InlineData("134", CollectionType.ElectronicCqm, "0.6", "7.4")]
    [InlineData("001", CollectionType.ElectronicCqm, "0.27", "6.5")]
    [InlineData("001", CollectionType.MipsCqm, "0.1", "10")]
    [InlineData("001", CollectionType.MipsCqm, "0.99", "1.1")]
    [InlineData("112", CollectionType.MedicareCqm, "0.9", "10")]
    [InlineData("112", CollectionType.MedicareCqm, "0.666", "7.6")]
    public void Points_of_the_published_benchmarks(string measure, CollectionType collection, string rate, string points)
    {
        var benchmark = Mssp.Of(2026).Rules.AppPlus!.Benchmarks.Single(b => b.Measure == measure && b.Collection == collection);
        var direction = measure == "001" ? Direction.LowerIsBetter : Direction.HigherIsBetter;
        var found = benchmark.Points!.PointsOf(direction, Rate.Of(Number(rate)));
        Assert.Equal(Number(points), found.Value);
        Assert.All(found.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void Deciles_are_nine_edges_in_order_and_topped_out_measures_stop_at_seven()
    {
        var flat = DecilePoints.Flat(0m, 1m);
        decimal? At(DecilePoints rule, decimal rate) => rule.PointsOf(Direction.HigherIsBetter, Rate.Of(rate)).Value;
        Assert.Equal((10m, 7m, 1m), (At(flat, 0.97m), At(flat with { UpTo = 7m }, 0.97m), At(flat with { Worst = 0.05m }, 0.01m)));
        // Two equal edges: nobody is in decile 3, and the edge belongs to decile 4.
        Assert.Equal((4m, 2.9m), (At(flat with { Begins = [0.1m, 0.2m, 0.2m, 0.4m, 0.5m, 0.6m, 0.7m, 0.8m, 0.9m] }, 0.2m),
            At(flat with { Begins = [0.1m, 0.2m, 0.2m, 0.4m, 0.5m, 0.6m, 0.7m, 0.8m, 0.9m] }, 0.199m)));
        string Code(DecilePoints rule) => Assert.Throws<SettlementException>(() => At(rule, 0.5m)).Failures[0].Code;
        Assert.Equal(("deciles-count", "deciles-order", "points-decimals", "points-range"), (Code(flat with { Begins = [0.1m] }),
            Code(DecilePoints.Flat(1m, 0m)), Code(flat with { Decimals = 13 }), Code(flat with { UpTo = 11m })));
    }

    // APP-1, APP-2 and APP-4 of the specification, and the same without complex-organisation points, where 134 is topped out at 7.
    [Theory]
    [InlineData("7 8 10 6 9", "6", "5 7", null, CollectionType.ElectronicCqm, "0.775")]
    [InlineData("7 8 10 6 9", "6", "5 7", "134", CollectionType.ElectronicCqm, "0.6625")]
    [InlineData("7 8 10 6 9", "6", "5 7", null, CollectionType.MipsCqm, "0.7125")]
    [InlineData("10 10 10 10 10", "10", "10 10", null, CollectionType.ElectronicCqm, "1")]
    public void The_score_of_the_specification(string own, string survey, string claims, string? incomplete, CollectionType type,
        string score)
    {
        var found = Mssp.Of(2026).QualityFromAppPlus(Report(own, survey, claims, type, incomplete));
        Assert.Equal(Number(score), found.Quality.Score!.Value);
        Assert.All(found.Quality.Score.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void A_complete_report_whose_points_were_reduced_has_the_standard()
    {
        var report = Report("5 6 7 8 7", "5", "5 6", CollectionType.MipsCqm, null);
        var mssp = Mssp.Of(2026);
        Assert.Equal(QualityOutcome.ElectronicIncentive, mssp.QualityFromAppPlus(report).Outcome);
        var floored = mssp.QualityFromAppPlus(report with { PointsWereReduced = true });
        Assert.Equal((QualityOutcome.Met, floored.Standard.Value / 100m), (floored.Outcome, floored.Quality.Score!.Value));

        // Proposed: only with fewer than five scored measures.
        var proposed = MedicareSharedSavings.For(MedicareSharedSavings.Proposed2027.Apply(mssp.Terms,
            ProposedProvision.CompleteReportFloor));
        Assert.Equal(QualityOutcome.ElectronicIncentive, proposed.QualityFromAppPlus(report with { PointsWereReduced = true }).Outcome);
    }

    [Fact]
    public void Everything_that_a_report_lacks_is_said_at_once()
    {
        var report = Report("7 8 10 6 9", "6", "5 7", CollectionType.ElectronicCqm, null);
        var wrong = report with
        {
            ImprovementPoints = 11m,
            Measures =
            [
                .. report.Measures.Skip(1).Select(static m => m.Measure switch
                {
                    "112" => m with { StatedPoints = null, Rate = 0.5m },
                    "236" => m with { StatedPoints = null },
                    "479" => m with { StatedPoints = null, Rate = 0.2m },
                    "484" => m with { Collection = CollectionType.MedicareElectronicCqm, Completeness = 120.Percent() },
                    _ => m,
                }),
            ],
        };
        var codes = Assert.Throws<SettlementException>(() => Mssp.Of(2026).QualityFromAppPlus(wrong)).Failures.Select(static f => f.Code);
        Assert.Equal(["measure-missing", "points-range", "rate-missing", "rule-not-known", "benchmark-missing", "collection-unknown",
            "measure-range"], codes);
        Assert.Throws<SettlementException>(() => Mssp.Of(2024).QualityFromAppPlus(report));
    }

    [Fact]
    public void A_statement_shows_measure_points_score_standard_and_rate()
    {
        var mssp = Mssp.Of(2026);
        var report = Report("7 8 10 6 9", "6", "5 7", CollectionType.ElectronicCqm, null);
        report = report with
        {
            Measures = [.. report.Measures.Select(static m => m.Measure == "134" ? m with { StatedPoints = null, Rate = 0.60m } : m)],
        };
        var quality = mssp.QualityFromAppPlus(report).Quality;
        var statement = mssp.Contract.Settle(new()
        {
            Benchmark = Money.Of(100_000_000m),
            Expenditure = Money.Of(90_000_000m),
            Facts = [ValueSettlement.Number.AssignedBeneficiaries(10_000), quality],
        }).Statement().ToString();
        Assert.Contains("134 Screening for depression and follow-up plan", statement, StringComparison.Ordinal);
        Assert.Contains("Points, cut off after 1 decimals", statement, StringComparison.Ordinal);
        Assert.Contains("The quality performance standard is met by the score.", statement, StringComparison.Ordinal);
        Assert.Contains("Sharing rate", statement, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(statement);
    }

    [Fact]
    public void Options_of_agreements_from_2027()
    {
        var oneSided = new SharedSavingsTerms
        {
            Track = Track.BasicA,
            Year = 2031,
            AgreementStart = new(2027, 1, 1),
            Agreement = AgreementPeriod.First
        };
        Assert.Empty(oneSided.Validate());
        Assert.Equal(["agreement"], Paths(oneSided with { Agreement = null }));
        Assert.Equal(["track"], Paths(oneSided with { Agreement = AgreementPeriod.Later }));
        Assert.Equal(["track"], Paths(Enhanced2027 with { Track = Track.BasicD }));
        Assert.Empty((Enhanced2027 with { Track = Track.BasicE }).Validate());
        Assert.Equal(["year"], Paths(oneSided with { Year = 2032 }));
        var small = oneSided with { Track = Track.BasicE, IsSmallInBenchmarkYears = true, MinimumRate = MinimumRateChoice.Table };
        var three = new SmallBenchmarkLimits { Savings = new(3.Percent(), Stated) };
        Assert.Equal(["smallLimits"], Paths(small));
        Assert.Equal(["smallLimits.losses"], Paths(small with { SmallLimits = three }));
        Assert.Equal(["track", "smallLimits"], Paths(Enhanced2027 with { IsSmallInBenchmarkYears = true }));
        Assert.Equal(["smallLimits"], Paths(oneSided with { SmallLimits = three }));

        // 20 million saved, half of it 10 million less 2 %; 3 % of the benchmark is less than that and than the level's 10 %.
        var limited = MedicareSharedSavings.For(small with { SmallLimits = three with { Losses = new(1.Percent(), Stated) } });
        Assert.Null(limited.Rules.HalfRate);
        decimal Earned(decimal spent) => limited.Contract.Settle(new()
        {
            Benchmark = Money.Of(100_000_000m),
            Expenditure = Money.Of(spent),
            Facts = [ValueSettlement.Number.AssignedBeneficiaries(5_200), Quality.Met(90.Percent())],
        }).Earned.Published;
        Assert.Equal(3_000_000m, Earned(80_000_000m));

        static IEnumerable<string> Paths(SharedSavingsTerms terms) => terms.Validate().Select(static f => f.Path);
    }

    // ACPT-1: national 1.090, regional 1.080, weight of national growth 30 %.
    [Theory]
    [InlineData(2024, "1.0773333333", "10773.33")]
    [InlineData(2025, "1.0716666667", "10716.67")]
    public void The_prospective_trend_weighs_a_sixth_and_then_a_third(int year, string factor, string benchmark)
    {
        var result = Method(MedicareSharedSavings.BenchmarkParameters.ProspectiveWeight.CitedOn(new(year, 1, 1))).Build(Inputs(1.049m));
        Assert.Equal(1.083m, result.Find("two-way-update", "all")!.Value);
        Assert.Equal(Number(factor), new Rounding(10).Apply(result.Find("update-factor", "all")!.Value!.Value));
        Assert.Equal(Number(benchmark), Rounding.Cents.Apply(result.Total.Value!.Value));
    }

    [Fact]
    public void The_announced_trend_is_cumulative()
    {
        var two = MedicareSharedSavings.BenchmarkParameters.ProspectiveTrendTo(new(2024, 1, 1), 2025);
        Assert.Equal((1.049m * 1.043m, 1.051m), (two.Value, MedicareSharedSavings.BenchmarkParameters.ProspectiveTrendTo(
            new(2025, 1, 1), 2025).Value));
        Assert.Throws<SettlementException>(() => MedicareSharedSavings.BenchmarkParameters.ProspectiveTrendTo(new(2024, 1, 1), 2026));
        Assert.True(two.Lines[0].Authority is { Unconfirmed: true, ConfirmedBy: not null });
    }

    // First and restated results of 2024: expenditure of the file, savings of both vintages, what was paid.
    [Theory]
    [InlineData("A1026", Track.BasicE, "1.5", 41_640, 577_772_388, 22_741_822, 11_143_493, 23_261_739, 11_398_252)]
    [InlineData("A1033", Track.Enhanced, "0", 134_269, 1_768_444_050, 68_902_834, 50_643_583, 70_729_397, 51_986_107)]
    [InlineData("A1041", Track.Enhanced, "2", 13_286, 178_681_138, 5_781_720, 4_249_564, 5_975_815, 4_392_224)]
    [InlineData("A1131", Track.Enhanced, "2", 11_855, 157_771_972, 9_437_217, 6_936_355, 9_608_684, 7_062_383)]
    [InlineData("A1199", Track.Enhanced, "0", 13_532, 197_134_609, 5_005_402, 3_678_971, 5_172_051, 3_801_457)]
    public void Both_vintages_of_2024_and_what_the_restatement_pays(string id, Track track, string minimum, int people, int spent,
        int first, int paid, int restated, int paidAgain)
    {
        var mssp = MedicareSharedSavings.For(new()
        {
            Track = track,
            Year = 2024,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(Number(minimum).Percent()),
        });
        Settlement Of(int savings, params Fact[] more) => mssp.Contract.Settle(new()
        {
            Benchmark = Money.Of(spent + (decimal)savings),
            Expenditure = Money.Of(spent),
            Facts = [ValueSettlement.Number.AssignedBeneficiaries(people), Quality.Met(85.Percent()),
                .. track == Track.BasicE ? [new RevenueCategory { Low = true }] : Array.Empty<Fact>(), .. more],
        });
        var before = Of(first).Earned;
        Assert.True(Math.Abs(before.Published - paid) <= 1m, id);
        var after = Of(restated, ValueSettlement.Number.Of(Basis.PreviouslySettled, Money.Of(before.Published)));
        Assert.True(Math.Abs(after.Earned.Published - paidAgain) <= 1m, id);
        Assert.True(Math.Abs(after.Payable.Published - (paidAgain - paid)) <= 1m, id);
        if (id == "A1026")
        {
            Assert.Equal(254_759m, paidAgain - paid);
        }
    }

    [Fact]
    public void Proposed_P1_level_E_shares_60_percent()
    {
        var terms = Enhanced2027 with { Track = Track.BasicE };
        decimal Shared(SharedSavingsTerms under) => MedicareSharedSavings.For(under).Contract.Settle(new()
        {
            Benchmark = Money.Of(100_000_000m),
            Expenditure = Money.Of(95_000_000m),
            Facts = [ValueSettlement.Number.AssignedBeneficiaries(10_000), Quality.Met(90.Percent()), new RevenueCategory { Low = true }],
        }).Lines.Last(static l => l is { Kind: LineKind.Clause, Key: "sharing-rate" }).Value!.Value;
        var proposed = MedicareSharedSavings.Proposed2027.Apply(terms, ProposedProvision.BasicSharing);
        Assert.Equal((2_500_000m, 3_000_000m), (Shared(terms), Shared(proposed)));
        Assert.Null(terms.Rules);
        Assert.Equal("CMS-1848-P, 91 FR 43842 (proposed) [unconfirmed]", proposed.Rules!.SharingRate!.Authority.ToString());
        Assert.NotNull(proposed.Rules.SharingRate.Authority.ConfirmedBy);
        Assert.False(proposed.Rules.Rates.Authority.Unconfirmed);
        Assert.Equal(50.Percent(), proposed.Rules.Rates.Value.Sharing);
    }

    [Fact]
    public void A_loss_under_the_proposal_rests_on_the_law_and_a_gain_on_the_proposal()
    {
        var terms = MedicareSharedSavings.Proposed2027.Apply(LevelE, ProposedProvision.BasicSharing);
        Assert.DoesNotContain(Settled(terms, 110_000_000m).Lines, static l => l.Authority is { Unconfirmed: true });
        Assert.Contains(Settled(terms, 95_000_000m).Lines, static l => l is { Key: "sharing-rate", Authority.Unconfirmed: true });
    }

    [Fact]
    public void A_provision_without_effect_is_named_and_an_undefined_one_refused()
    {
        var failures = Assert.Throws<SettlementException>(static () => MedicareSharedSavings.Proposed2027.Apply(LevelE,
            ProposedProvision.BasicSharing, ProposedProvision.PriorSavings, ProposedProvision.EnhancedRegionalWeight,
            ProposedProvision.ProspectiveGuardrail, ProposedProvision.AppPlusSet, ProposedProvision.BasicSharing,
            (ProposedProvision)99)).Failures;
        Assert.Equal(["provisions[1]", "provisions[2]", "provisions[3]", "provisions[4]", "provisions[5]", "provisions[6]"],
            failures.Select(static f => f.Path));
        Assert.Contains("have no agreement period", failures[0].Rule, StringComparison.Ordinal);
        Assert.Contains("State Agreement", failures[0].Remedy, StringComparison.Ordinal);
        Assert.Equal(["provision-without-effect", "provision-unknown"], failures.Select(static f => f.Code).Distinct());
        Assert.Equal([ProposedProvision.BasicSharing], MedicareSharedSavings.Proposed2027.Apply(LevelE).Proposed);
    }

    [Fact]
    public void A_settlement_under_the_proposal_says_that_it_is_no_law()
    {
        var settlement = Settled(MedicareSharedSavings.Proposed2027.Apply(LevelE), 95_000_000m);
        Assert.Equal("mssp-proposal-for-2027-basic-level-e-2024", settlement.Contract.Id);
        Assert.Contains("under the proposal for 2027, which is no law", string.Join('\n', settlement.Statement().Split('\n').Take(6)),
            StringComparison.Ordinal);
        Assert.Equal("own", Settled(MedicareSharedSavings.Proposed2027.Apply(LevelE with { Id = "own" }), 95_000_000m).Contract.Id);
        Assert.Equal(["proposed[0]", "proposed"], (LevelE with { Proposed = [(ProposedProvision)99] }).Validate()
            .Select(static f => f.Path));
    }

    // The guardrail is reached in each, and what it says of the two-way benchmark differs.
    [Theory]
    [InlineData(null, "not tested whether the two-way benchmark is larger than the benchmark: the two-way benchmark was not stated")]
    [InlineData(99_000_000, "this does not hold: the two-way benchmark is larger than the benchmark")]
    public void A_guardrail_that_is_reached_and_not_taken_says_why(int? twoWay, string words)
    {
        var settlement = Settled(LevelE, 113_000_000m, twoWay is { } amount
            ? [ValueSettlement.Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(amount))] : []);
        Assert.Contains(settlement.Lines, l => l.Note?.Contains($"two-way benchmark ({words})", StringComparison.Ordinal) == true);
    }

    private static readonly SharedSavingsTerms LevelE = new()
    {
        Track = Track.BasicE,
        Year = 2024,
        AgreementStart = new(2024, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
    };

    private static Settlement Settled(SharedSavingsTerms terms, decimal spent, params Fact[] more) =>
        MedicareSharedSavings.For(terms).Contract.Settle(new()
        {
            Benchmark = Money.Of(100_000_000m),
            Expenditure = Money.Of(spent),
            Facts = [ValueSettlement.Number.AssignedBeneficiaries(10_000), Quality.Met(90.Percent()), new RevenueCategory { Low = true },
                ValueSettlement.Number.Of(Basis.ParticipantRevenue, Money.Of(60_000_000m)), .. more],
        });

    [Fact]
    public void Proposed_P2_to_P4_benchmark()
    {
        var law = MedicareSharedSavings.For(Enhanced2027).BenchmarkMethod!;
        var proposed = MedicareSharedSavings.For(MedicareSharedSavings.Proposed2027.Apply(Enhanced2027)).BenchmarkMethod!;
        var simple = Method(new(Rate.Zero, Stated));
        decimal? Line(BenchmarkMethod method, string key, string? of = null) => method.Build(Inputs(1.049m)).Find(key, of)?.Value;
        Assert.Equal((300m, 210m), (Line(simple with { Regional = law.Regional }, "regional-adjustment-per-capita"),
            Line(simple with { Regional = proposed.Regional }, "regional-adjustment-per-capita")));
        var regional = simple with { Regional = law.Regional };
        Assert.Equal((200m, 300m), (Line(regional with { PriorSavings = law.PriorSavings }, "prior-savings-adjustment"),
            Line(regional with { PriorSavings = proposed.PriorSavings }, "prior-savings-adjustment")));
        Assert.Equal((null, 1.08m), (Line(simple with { ProspectiveLimit = law.ProspectiveLimit }, "prospective-trend-held", "all"),
            Line(simple with { ProspectiveLimit = proposed.ProspectiveLimit }, "prospective-trend-held", "all")));
        Assert.Equal(1.105m, (simple with { ProspectiveLimit = proposed.ProspectiveLimit }).Build(Inputs(1.2m))
            .Find("prospective-trend-held", "all")!.Value);

        // Agreements of 2024 to 2026 have the lower bound alone, from 2025 on.
        var earlier = Enhanced2027 with { AgreementStart = new(2024, 1, 1), Year = 2025 };
        Assert.Null(MedicareSharedSavings.Proposed2027.Apply(earlier).Rules!.Benchmark!.ProspectiveLimit!.Value.Above);
        Assert.Null(MedicareSharedSavings.Proposed2027.Apply(earlier with { Year = 2024 }).Rules!.Benchmark!.ProspectiveLimit);
    }

    [Fact]
    public void Proposed_P5_advances_and_the_set()
    {
        Assert.Equal(310_000m, MedicareSharedSavings.Proposed2027.QuarterlyAdvance(3_000, 7_000).Value);
        Assert.Throws<SettlementException>(() => MedicareSharedSavings.Proposed2027.QuarterlyAdvance(3_000, 7_001));
        var set = MedicareSharedSavings.Proposed2027.Apply(Enhanced2027).Rules!.AppPlus!;
        Assert.Equal(8, set.Measures.Value.Count);
        Assert.Equal(5, set.Benchmarks.Count(static b => b.Collection == CollectionType.MedicareCqm));
        Assert.NotNull(set.MedicareElectronic);
        Assert.Null(MedicareSharedSavings.For(Enhanced2027).Rules.AppPlus!.MedicareElectronic);
    }

    private static AppPlusReport Report(string own, string survey, string claims, CollectionType type, string? incomplete)
    {
        string[] measures = ["001", "134", "236", "112", "113"];
        return new()
        {
            Measures =
            [
                .. measures.Zip(own.Split(' ')).Select(pair => new AppPlusMeasure
                {
                    Measure = pair.First,
                    Collection = type,
                    Cases = 400m,
                    Completeness = pair.First == incomplete ? 74.Percent() : 90.Percent(),
                    StatedPoints = Number(pair.Second),
                }),
                new() { Measure = "321", Collection = CollectionType.Survey, StatedPoints = Number(survey) },
                .. new[] { "479", "484" }.Zip(claims.Split(' ')).Select(static pair => new AppPlusMeasure
                {
                    Measure = pair.First,
                    Collection = CollectionType.Claims,
                    StatedPoints = Number(pair.Second),
                }),
            ],
        };
    }

    private static BenchmarkMethod Method(Cited<Rate> weight) => new()
    {
        BaseYearWeights = new([1], Stated),
        Trend = new(GrowthMethod.National, Stated),
        Update = new(GrowthMethod.BlendedWithProspective, Stated),
        Risk = new(RiskMethod.None, Stated),
        ProspectiveWeight = weight,
    };

    private static BenchmarkInputs Inputs(decimal trend) => new()
    {
        Strata =
        [
            new()
            {
                Stratum = new("all", "all"),
                BaseYears = [new() { PersonYears = 1m, PerCapita = 10_000m, RiskScore = 1m, National = 10_000m, Regional = 10_600m }],
                PerformanceYear = new()
                {
                    PersonYears = 1m,
                    PerCapita = 10_000m,
                    RiskScore = 1m,
                    National = 10_900m,
                    Regional = 11_448m,
                    NationalWeight = 0.30m,
                },
                ProspectiveTrend = trend,
            },
        ],
        TimesRegionallyAdjusted = 4,
        DualEligibleShare = 0.1m,
        PriorYears = [new() { PerCapita = 400m }, new() { PerCapita = 400m }, new() { PerCapita = 400m }],
        PriorSavingsProration = 1m,
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
