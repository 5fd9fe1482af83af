using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;
using ValueSettlement.Json;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>MIPS, the Ambulatory Specialty Model, skilled nursing facilities and home health agencies: the scores of all decide the factor
/// of each.</summary>
public sealed class PoolProgrammesTests
{
    private static readonly Authority Made = Authority.Of("made up");

    private static Figure Points(decimal points) => new() { Value = points, Unit = Unit.Points };

    private static decimal Rounded(Figure figure, int digits) => new Rounding(digits).Apply(figure.Value!.Value);

    private static Mips Alone(decimal factor = 1m, int year = 2026) =>
        Mips.For(new() { Year = year, Clinicians = ["a"], ScalingFactor = new(factor, Made) });

    /// <summary>The negative side of a published third-party table is wrong; the positive side of 2026 agrees.</summary>
    [Theory]
    [InlineData("60", "-0.0180")]
    [InlineData("50", "-0.0300")]
    [InlineData("40", "-0.0420")]
    [InlineData("30", "-0.0540")]
    [InlineData("20", "-0.0660")]
    [InlineData("18.76", "-0.0675")]
    [InlineData("18.75", "-0.0900")]
    [InlineData("0", "-0.0900")]
    [InlineData("75", "0")]
    [InlineData("80", "0.0021")]
    [InlineData("90", "0.0063")]
    [InlineData("100", "0.0105")]
    public void A_score_of_2026(string score, string adjustment)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(adjustment);
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var one = Alone(1.05m / 9m).Adjust([new("a", Money.Of(100_000m), Points(decimal.Parse(score, invariant)))]).Clinicians[0];
        Assert.Equal(decimal.Parse(adjustment, invariant), Rounded(one.Adjustment, 4));
    }

    [Fact]
    public void The_scaling_factor_makes_what_is_raised_what_is_lowered()
    {
        var mips = Mips.For(new() { Year = 2026, Clinicians = ["60", "10", "90", "100"] });
        ValueList<MipsClinician> all =
        [
            new("60", Money.Of(1_000_000m), Points(60m)), new("10", Money.Of(500_000m), Points(10m)),
            new("90", Money.Of(10_000_000m), Points(90m)), new("100", Money.Of(5_000_000m), Points(100m)),
        ];
        var adjusted = mips.Adjust(all);
        Assert.Equal((-63_000m, 990_000m, 0.0636364m),
            (adjusted.Decreases.Value!.Value, adjusted.Increases.Value!.Value, Rounded(adjusted.ScalingFactor, 7)));
        Assert.Equal(-0.018m, adjusted.Clinicians[0].Adjustment.Value);
        var settled = mips.Contract.Settle(mips.Experience(all));
        Assert.Equal((0m, 0m), (settled.Payable.Published, settled.LeftInPool!.Value.Published));
        Assert.Equal([-18_000m, -45_000m, 34_363.64m, 28_636.36m], settled.Parts.Select(static p => p.Payable.Published));
    }

    /// <summary>Until 2024 there is an additional adjustment, at most 500 million together: one clinician is paid one amount, 42 CFR
    /// 414.1405(e).</summary>
    [Fact]
    public void An_additional_adjustment_is_added_to_what_the_pool_pays()
    {
        var mips = Mips.For(new()
        {
            Year = 2024,
            Clinicians = ["low", "high"],
            Rules = new() { AdditionalFunds = new(Money.Of(50_000m), Made) },
        });
        ValueList<MipsClinician> all = [new("low", Money.Of(1_000_000m), Points(0m)), new("high", Money.Of(1_000_000m), Points(100m))];
        var adjusted = mips.Adjust(all);
        Assert.Equal((1m, 0.5m), (adjusted.ScalingFactor.Value, adjusted.AdditionalScaling.Value));
        Assert.Equal((0.09m, 0.05m, 140_000m),
            (adjusted.Clinicians[1].Adjustment.Value, adjusted.Clinicians[1].Additional.Value, adjusted.Clinicians[1].Change.Value));
        var settled = mips.Contract.Settle(mips.Experience(all));
        Assert.Equal([-90_000m, 140_000m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Equal("The Medicare program pays the clinician 140,000 USD: 90,000 earned, plus 50,000 (additional adjustment).",
            settled.Parts[1].InWords());
        Assert.Equal("The clinician owes the Medicare program 90,000 USD.", settled.Parts[0].InWords());
        EpisodeChecks.Replays(settled);
        Assert.Equal(adjusted.Net.Value, settled.Payable.Published);
        Assert.Equal(settled, SettlementJson.ReadSettlement(SettlementJson.Write(settled)));
        // 89 is the additional threshold of 2024: half of a percent there, and nothing just below.
        Assert.Equal([0.005m, 0m], new[] { 89m, 88.99m }.Select(score => Mips.For(new()
        {
            Year = 2024,
            Clinicians = ["a"],
            ScalingFactor = new(1m, Made),
            AdditionalScaling = new(1m, Made),
        }).Adjust([new("a", Money.Of(1m), Points(score))]).Clinicians[0].Additional.Value!.Value));
    }

    /// <summary>Scaling factor 18,000 ÷ 720,000 and the additional adjustment, 6 ÷ 11 of the way from 0.5 % to 10 %, stand in the statement
    /// of the clinician, with the total; sums of many changes are whole where their totals are.</summary>
    [Fact]
    public void A_clinician_reads_both_adjustments_and_the_total_in_one_statement()
    {
        var mips = Mips.For(new() { Year = 2024, Clinicians = ["n", "w"] });
        ValueList<MipsClinician> all = [new("n", Money.Of(1_000_000m), Points(60m)), new("w", Money.Of(10_000_000m), Points(95m))];
        var settled = mips.Contract.Settle(mips.Experience(all));
        Assert.Equal(["n", "w"], settled.Parts.Select(static p => p.Arrangement));
        Assert.Equal("The Medicare program pays the clinician 586,181.82 USD: 18,000 from the pool for a claim of 720,000, plus 568,181.82 "
            + "(additional adjustment).", settled.Parts[1].InWords());
        Assert.Equal((0.025m, 0.0018m), (settled.Parts[1].Find("scaling-factor")!.Value, settled.Parts[1].Find("adjustment")!.Value));
        Assert.Equal(0.025m, settled.Find("pool-factor")!.Value);
        Assert.Equal(0.056818m, new Rounding(6).Apply(settled.Parts[1].Find("additional")!.Value!.Value));
        Assert.DoesNotContain("Adjustment before it is scaled | stated", settled.Parts[1].Statement(), StringComparison.Ordinal);
        ValueList<MipsClinician> whole = [new("n", Money.Of(1_000_000m), Points(60m)), new("w", Money.Of(5_500_000m), Points(100m))];
        Assert.Equal("550,000", mips.Adjust(whole).Net.ToString());
    }

    [Fact]
    public void Shares_of_a_qualifying_participant()
    {
        Assert.Equal(["75% of payments or 50% of patients", "50% of payments or 35% of patients", "75% of payments or 50% of patients"],
            new[] { 2025, 2026, 2027 }.Select(static y => Mips.Qualifying.On(new(y, 1, 1)).Value!.ToString()));
        Assert.All(Mips.Qualifying.Entries, static e => Assert.NotNull(e.Authority.ConfirmedBy));
    }

    [Fact]
    public void What_is_not_known_is_a_failure_that_names_it()
    {
        Assert.Equal(["rules.threshold"], Paths(new MipsTerms { Year = 2029, Clinicians = ["a"] }));
        Assert.Equal(["additionalScaling"], Paths(new MipsTerms { Year = 2024, Clinicians = ["a"], ScalingFactor = new(1m, Made) }));
        Assert.Equal(["scalingFactor.value"], Paths(new MipsTerms
        {
            Year = 2026,
            Clinicians = ["a"],
            ScalingFactor = new(3.01m, Made)
        }));
        Assert.Equal(["transform"], Paths(new SkilledNursingTerms { Year = 2026, Facilities = ["a"] }));
        Assert.Empty(Paths(new SkilledNursingTerms { Year = 2022, Facilities = ["a"] }));
        Assert.Equal(["rules.minimumMeasures"], Paths(Facilities(2026, "a") with { Standards = Turnover }));
        Assert.Equal(["rules.achievement"], Paths(Facilities(2025, "a") with
        {
            Standards = Turnover,
            Rules = new() { MinimumMeasures = new(1, Made) },
        }));
        Assert.Equal(["rules.others"], Paths(Agencies(2026, "a") with { Standards = Turnover }));
        Assert.Equal(["withoutCategory", "transform"], Paths(Heart("a") with { WithoutCategory = null, Transform = null }));
        Assert.Equal(["clinicians[1]"], Paths(Heart("a", "a")));

        static IEnumerable<string> Paths(ProgrammeTerms terms) => terms.Validate().Select(static f => f.Path);
    }

    private static Cited<ValueList<PerformanceStandard>> Turnover =>
        new([new() { Measure = "Staffing turnover", Domain = SkilledNursingPurchasing.Domain, Direction = Direction.LowerIsBetter,
            Threshold = 0.5m, Benchmark = 0.3m }], Made);

    private static SpecialtyTerms Heart(params string[] clinicians) => new()
    {
        Year = 2029,
        Cohort = SpecialtyCohort.HeartFailure,
        Clinicians = [.. clinicians],
        Measures = new([new("q1"), new("q2"), new("q3"), new("q4"), new("claims", true)], Made),
        Transform = new(Scale.Knots((0m, 0.2m), (100m, 1m)), Made),
        WithoutCategory = new(UnscoredDomain.Reweighted, Made),
    };

    private static SpecialtyClinician Clinician(string id, decimal points, decimal cost) => new()
    {
        Id = id,
        PartB = Money.Of(100_000m),
        EpisodesTwoYearsBefore = 20,
        Quality = new[] { "q1", "q2", "q3", "q4", "claims" }.Select(m => new SpecialtyResult(m, Points(points), 20)).ToValueList(),
        CostPoints = Points(cost),
        CostEpisodes = 20,
        MissingActivities = 1,
        Interoperability = -3m,
        ComplexPatients = 4m,
        PracticeClinicians = 15,
    };

    /// <summary>Score 0 where no measure that had to be reported is complete: neither few cases nor claims decide that.</summary>
    [Fact]
    public void Whether_anything_was_reported_is_asked_before_cases_and_claims()
    {
        var asm = AmbulatorySpecialty.For(Heart("a"));
        SpecialtyStatus Of(Func<SpecialtyResult, SpecialtyResult> change, bool claims) => asm.Score(Clinician("a", 7m, 7m) is var c ? c with
        {
            Quality = c.Quality.Where(q => claims || q.Measure != "claims")
                .Select(q => q.Measure == "claims" ? q : change(q)).ToValueList(),
        } : null!).Status;
        foreach (var claims in new[] { true, false })
        {
            Assert.Equal(SpecialtyStatus.NothingReported, Of(static q => q with { Cases = 19, Completeness = 74.99m.Percent() }, claims));
            Assert.Equal(SpecialtyStatus.NothingReported,
                Of(static q => q with { Result = Figure.Absent(AbsenceKind.Missing, "Not reported.") }, claims));
            Assert.Equal(SpecialtyStatus.Scored, Of(static q => q with { Cases = 19 }, claims));
        }
    }

    /// <summary>ASM-1: quality 35 of 50 and cost 7 of 10 are 70; −10, −3, +4 and +10 make 71.</summary>
    [Fact]
    public void A_score_of_the_specialty_model()
    {
        var asm = AmbulatorySpecialty.For(Heart("a"));
        var score = asm.Score(Clinician("a", 7m, 7m));
        Assert.Equal((0.7m, 0.7m, 71m), (score.Quality.Value, score.Cost.Value, score.Score.Value));
        // 16 clinicians are no small practice, one alone has 15 points; nobody reported anything complete: nothing at all.
        Assert.Equal([61m, 76m], new[] { 16, 1 }.Select(size => asm.Score(Clinician("a", 7m, 7m) with { PracticeClinicians = size })
            .Score.Value!.Value));
        var incomplete = Clinician("a", 7m, 7m) is var c ? c with
        {
            Quality = c.Quality.Select(static q => q with { Completeness = 74.99m.Percent() }).ToValueList(),
        } : null!;
        Assert.Equal((SpecialtyStatus.NothingReported, 0m), (asm.Score(incomplete).Status, asm.Score(incomplete).Score.Value));
        Assert.Equal(SpecialtyStatus.NotParticipant, asm.Score(Clinician("a", 7m, 7m) with { EpisodesTwoYearsBefore = 19 }).Status);
        Assert.Equal(-0.09m, asm.Exchange(asm.Participants([incomplete])).Participants[0].AdjustmentFactor.Value - 1m);
        Assert.Equal(["clinicians[0].quality[0].result", "clinicians[0].interoperability", "clinicians[0].missingActivities"],
            Assert.Throws<SettlementException>(() => asm.Participants([Clinician("a", 11m, 7m) with
            {
                Interoperability = 3m, MissingActivities = 3,
                Quality = [new("q1", Points(11m), 20)],
            }])).Failures.Select(static f => f.Path));
    }

    [Fact]
    public void A_measure_by_the_ranges_of_its_benchmark()
    {
        var terms = Heart("a") with
        {
            Measures = new([new("q1") { Direction = Direction.HigherIsBetter,
                Points = ScalePoints.Ladder((0m, 1m), (50m, 5m), (90m, 10m)) }], Made),
        };
        var score = AmbulatorySpecialty.For(terms).Score(Clinician("a", 7m, 7m) with
        {
            Quality = [new("q1", new() { Value = 60m, Unit = Unit.Factor }, 20)],
        });
        Assert.Equal(0.5m, score.Quality.Value);
    }

    /// <summary>ASM-2: 85 % of 9 % of 600,000 comes back.</summary>
    [Fact]
    public void Factors_of_a_cohort()
    {
        var asm = AmbulatorySpecialty.For(Heart("a", "b", "c") with { Transform = new(Scale.Knots((0m, 0m), (100m, 1m)), Made) });
        ValueList<ExchangeParticipant> all =
        [
            new("a", Money.Of(100_000m), Points(80m)), new("b", Money.Of(200_000m), Points(50m)), new("c", Money.Of(300_000m), Points(30m)),
        ];
        var exchanged = asm.Exchange(all);
        Assert.Equal(1.888889m, Rounded(exchanged.Slope, 6));
        Assert.Equal([1.046m, 0.995m, 0.961m], exchanged.Participants.Select(static p => Rounded(p.AdjustmentFactor, 12)));
        var settled = asm.Contract.Settle(asm.Experience(all));
        Assert.Equal([4_600m, -1_000m, -11_700m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Equal(-8_100m, settled.Payable.Unrounded);
        Assert.Contains("less 27,000 (risk level taken off)", settled.Parts[2].InWords(), StringComparison.Ordinal);
    }

    /// <summary>Nothing is withheld of clinicians and agencies: payments change by one factor, and no word says otherwise.</summary>
    [Fact]
    public void Where_nothing_is_withheld_no_word_says_so()
    {
        foreach (var terms in new ProgrammeTerms[] { Heart("a"), Agencies(2025, "a") })
        {
            var words = terms.Contract().InWords();
            Assert.DoesNotContain("withh", words, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("less the amount at stake", words, StringComparison.Ordinal);
            Assert.DoesNotContain(" a agency", words, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Whoever loses all of it reads which measures were incomplete, how far and by which threshold.</summary>
    [Fact]
    public void Whoever_reported_nothing_complete_reads_why()
    {
        var asm = AmbulatorySpecialty.For(Heart("a", "b"));
        var nothing = Clinician("a", 7m, 7m) is var c ? c with
        {
            Quality = c.Quality.Where(static q => q.Measure != "q2").Select(static q => q.Measure == "q3"
                ? q with { Result = Figure.Absent(AbsenceKind.Missing, "Not reported.") }
                : q with { Completeness = 74.9m.Percent() }).ToValueList(),
        } : null!;
        var settled = asm.Contract.Settle(asm.Experience(asm.Participants([nothing, Clinician("b", 7m, 7m)])));
        var text = settled.Parts[0].Statement();
        Assert.Contains("| Reported, q1 (", text, StringComparison.Ordinal);
        Assert.Contains("Complete to 74.9%; with less than 75% it has no points", text, StringComparison.Ordinal);
        Assert.Contains("Nothing was stated of it", text, StringComparison.Ordinal);
        Assert.Contains("Not reported", text, StringComparison.Ordinal);
        Assert.Contains("It comes from claims and is not reported", text, StringComparison.Ordinal);
        Assert.Equal(0.91m, settled.Parts[0].Find("adjustment-factor")!.Value);
    }

    /// <summary>What a limit takes off has a name of its own: 15,000 at stake and 15,000 paid leave no 2,500 without a line.</summary>
    [Fact]
    public void What_the_greatest_gain_takes_off_is_a_line_of_the_whole()
    {
        var hh = HomeHealthPurchasing.For(Agencies(2025, "a", "b", "c"));
        ValueList<ExchangeParticipant> all =
        [
            new("a", Money.Of(100_000m), Points(100m)),
            new("b", Money.Of(100_000m), Points(10m)),
            new("c", Money.Of(100_000m), Points(10m)),
        ];
        var settled = hh.Contract.Settle(hh.Experience(all));
        Assert.Equal("The Medicare program pays the agency 5,000 USD: 12,500 from the pool for a claim of 5,000, less 5,000 "
            + "(applicable percent taken off), less 2,500 (held to the greatest gain).", settled.Parts[0].InWords());
        Assert.Equal((-15_000m, -2_500m), (settled.Find("deduction-of-parts")!.Value, settled.Find("limit-of-parts")!.Value));
        Assert.Contains("together the payments come to 2,500 USD from the parts to the Medicare program.", settled.InWords(),
            StringComparison.Ordinal);
        Assert.Contains("| Held to the greatest gain, all parts", settled.Statement(), StringComparison.Ordinal);
        Assert.Equal(settled, SettlementJson.ReadSettlement(SettlementJson.Write(settled)));
        EpisodeChecks.Replays(settled);
    }

    [Fact]
    public void Weights_add_up_with_standards_and_without()
    {
        var terms = Agencies(2026, "a") with
        {
            Rules = new()
            {
                Others = new([new(HomeHealthPurchasing.Claims, 40.Percent()), new(HomeHealthPurchasing.Survey, 30.Percent())],
                Made)
            },
        };
        Assert.Equal(["weights-sum"], terms.Validate().Select(static f => f.Code));
    }

    private static HomeHealthTerms Agencies(int year, params string[] agencies) =>
        new() { Year = year, Cohort = VolumeCohort.Larger, Agencies = [.. agencies] };

    /// <summary>HH-1: scores of 20, 40 and 60 on the same payments: a slope of 2.5.</summary>
    [Fact]
    public void Percents_of_a_cohort_of_agencies()
    {
        var hh = HomeHealthPurchasing.For(Agencies(2025, "a", "b", "c"));
        ValueList<ExchangeParticipant> all =
        [
            new("a", Money.Of(100_000m), Points(20m)), new("b", Money.Of(100_000m), Points(40m)), new("c", Money.Of(100_000m), Points(60m)),
        ];
        var exchanged = hh.Exchange(all);
        Assert.Equal(2.5m, exchanged.Slope.Value);
        Assert.Equal([-0.025m, 0m, 0.025m], exchanged.Participants.Select(static p => p.AdjustmentFactor.Value!.Value - 1m));
        Assert.Equal(0m, hh.Contract.Settle(hh.Experience(all)).Payable.Unrounded);
        // A score of more than twice the mean would gain more than 5 %; the limit holds it, in the settlement too.
        ValueList<ExchangeParticipant> far = [all[0] with { Score = Points(1m) }, all[1] with { Score = Points(1m) }, all[2]];
        Assert.Equal(5_000m, hh.Contract.Settle(hh.Experience(far)).Parts[2].Payable.Published);
        Assert.Equal(1.05m, hh.Exchange(far).Participants[2].AdjustmentFactor.Value);
    }

    [Fact]
    public void Assessment_weights_of_2026_add_up()
    {
        var day = new NodaTime.LocalDate(2026, 1, 1);
        Assert.Equal(40m, HomeHealthPurchasing.OasisMeasures.On(day).Value!.Sum(static m => m.Weight));
        Assert.Equal((40.Percent(), 50.Percent()),
            (HomeHealthPurchasing.OasisOfLarger.On(day).Value, HomeHealthPurchasing.OasisOfSmaller.On(day).Value));
        var failure = Assert.Single((Agencies(2026, "a") with
        {
            Standards = new([new() { Measure = "Dyspnea", Domain = HomeHealthPurchasing.Oasis, StatedPoints = 10m, Weight = 6m }], Made),
            Rules = new() { Oasis = new(Rate.One, Made), Others = new([], Made), MinimumMeasures = new(1, Made) },
        }).Validate());
        Assert.Equal(("measure-weight", "standards.value[0].weight"), (failure.Code, failure.Path));
    }

    private static SkilledNursingTerms Facilities(int year, params string[] facilities) => new()
    {
        Year = year,
        Facilities = [.. facilities],
        Transform = new(Scale.Knots((0m, 0m), (100m, 1m)), Made),
    };

    /// <summary>200 perfect scores all have the first place, and the next one is the 201st.</summary>
    [Fact]
    public void Equal_scores_share_a_place()
    {
        var names = Enumerable.Range(0, 201).Select(static i => FormattableString.Invariant($"f{i}")).ToArray();
        var ranking = SkilledNursingPurchasing.For(Facilities(2026, names)).Ranks(names.Select((n, i) =>
            new ExchangeParticipant(n, Money.Of(1_000m), Points(i < 200 ? 100m : 99m))).ToValueList());
        Assert.Equal((200, 201, 0),
            (ranking.Ranks.Count(static r => r.Rank == 1), ranking.Ranks[200].Rank, ranking.LowestThatDoNotLose));
    }

    [Fact]
    public void A_year_with_suppressed_scores_pays_back_the_same_share()
    {
        var snf = SkilledNursingPurchasing.For(Facilities(2023, "a", "b", "none"));
        ValueList<ExchangeParticipant> all =
        [
            new("a", Money.Of(1_000_000m), Points(90m)), new("b", Money.Of(500_000m), Points(10m)),
            new("none", Money.Of(500_000m), Figure.Absent(AbsenceKind.TooSmall, "24 stays.")),
        ];
        Assert.Equal([-8_000m, -4_000m, 0m], snf.Contract.Settle(snf.Experience(all)).Parts.Select(static p => p.Payable.Published));
        Assert.Equal(["none"], snf.Exchange(all).LeftOut);
    }

    [Fact]
    public void A_facility_is_scored_by_the_measures_that_have_points()
    {
        var terms = Facilities(2026, "a") with
        {
            Standards = new([.. Turnover.Value, new() { Measure = "Readmission", Domain = SkilledNursingPurchasing.Domain,
                StatedPoints = 10m }], Made),
            Rules = new() { MinimumMeasures = new(2, Made) },
        };
        var snf = SkilledNursingPurchasing.For(terms);
        // Half of the way from threshold to benchmark: 9 × 0.5 + 0.5 = 5 of 10; with 4 of 10 that is 9 of 20.
        Assert.Equal(45m, snf.Score([new() { Measure = "Staffing turnover", Result = 0.4m },
            new() { Measure = "Readmission", Result = 4m }]).Points.Value);
        Assert.Equal(AbsenceKind.TooSmall, snf.Score([new() { Measure = "Readmission", Result = 4m }]).Points.Absence!.Kind);
        Assert.Equal(4, SkilledNursingPurchasing.Measures.On(new(2025, 10, 1)).Value!.Count);
    }

    [Fact]
    public void A_set_has_a_fewest_number_of_measures()
    {
        MeasureSet set = new()
        {
            Id = "set",
            Version = "1",
            Period = new(new(2026, 1, 1), new(2026, 12, 31)),
            Domains = [.. new[] { "a", "b" }.Select(static d => new MeasureDomain(d, 50.Percent(), [new(new()
            {
                Id = d, Version = "1", Title = d, Defined = new(2026, 1, 1), Direction = Direction.HigherIsBetter,
                Form = MeasureForm.Stated,
                Unit = Unit.Points, Missing = Unscored.LeftOut,
            }, ScalePoints.Linear(0m, 10m, 10m))]))],
            MinimumMeasures = 2,
        };
        ValueList<Observation> one = [new() { Measure = "a", Result = 5m }];
        Assert.Equal(AbsenceKind.TooSmall, set.Score(one).Points.Absence!.Kind);
        Assert.Equal(50m, (set with { MinimumMeasures = 1 }).Score(one).Points.Value);
        Assert.Equal("minimumMeasures", Assert.Single((set with { MinimumMeasures = 3 }).Validate()).Path);
    }

    /// <summary>Whatever the scores: a cohort keeps exactly what is not returned of what is at stake, and published amounts add
    /// up.</summary>
    [Fact]
    public void A_cohort_adds_up_exactly()
    {
        Prop.ForAll(Scores, scores =>
        {
            var names = scores.Select(static (_, i) => FormattableString.Invariant($"c{i}")).ToArray();
            var asm = AmbulatorySpecialty.For(Heart(names));
            var all = scores.Select((s, i) => new ExchangeParticipant(names[i], Money.Of(s.Item2 / 100m), Points(s.Item1 / 100m)))
                .ToValueList();
            var settled = asm.Contract.Settle(asm.Experience(all));
            var stake = 0.09m * all.Sum(static p => p.Base.Value!.Value);
            var earned = scores.Any(static s => s.Item1 > 0) ? 0.85m : 0m;
            Assert.Equal(-(1m - earned) * stake, settled.Payable.Unrounded);
            Assert.Equal(settled.Payable.Published, settled.Parts.Sum(static p => p.Payable.Published));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Whatever the scores: below the greatest scaling factor nothing is won or lost together, at it what is left stays.</summary>
    [Fact]
    public void What_some_lose_is_what_others_gain()
    {
        Prop.ForAll(Scores, scores =>
        {
            var names = scores.Select(static (_, i) => FormattableString.Invariant($"c{i}")).ToArray();
            var mips = Mips.For(new() { Year = 2026, Clinicians = [.. names] });
            var all = scores.Select((s, i) => new MipsClinician(names[i], Money.Of(s.Item2 / 100m), Points(s.Item1 / 100m))).ToValueList();
            var (adjusted, settled) = (mips.Adjust(all), mips.Contract.Settle(mips.Experience(all)));
            var factor = adjusted.ScalingFactor.Value;
            Assert.Equal(settled.Payable.Published, settled.Parts.Sum(static p => p.Payable.Published));
            Assert.True(factor is null or <= 3m);
            if (factor < 3m)
            {
                Assert.Equal(0m, settled.Payable.Unrounded);
            }
            else
            {
                Assert.True(settled.Payable.Unrounded <= 0m);
            }

            Assert.True(Math.Abs(adjusted.Net.Value!.Value - settled.Payable.Unrounded) < 1e-8m);
        }).QuickCheckThrowOnFailure();
    }

    private static Arbitrary<(int, int)[]> Scores =>
        (from score in Gen.OneOf(Gen.Choose(0, 10_000), Gen.Elements(0, 1_875, 7_500, 10_000))
         from charges in Gen.Choose(1, 100_000_000)
         select (score, charges)).NonEmptyListOf().Select(static l => l.Take(12).ToArray()).ToArbitrary();
}
