using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>What cannot be is refused where it is given, whatever it would have come to.</summary>
public sealed class InputRangeTests
{
    private static readonly Authority Agreed = Authority.Of("agreement");

    private static string[] Codes(Action act) =>
        [.. Assert.Throws<SettlementException>(act).Failures.Select(static f => $"{f.Path} {f.Code}")];

    private static EpisodeYear Year(SpendingBound? bound = null, Rate? within = null, int? days = 30, Episode? episode = null) => new()
    {
        Period = new DateInterval(new(2027, 1, 1), new(2027, 12, 31)),
        Days = days,
        Cells =
        [
            new PriceCell
            {
                Id = "knee",
                Parts = [new("price", 1m, Money.Of(25_000))],
                Revisions = [new("trend", Factor(1.02m), Factor(1.03m), within)],
                Factors = [new("wage index", Factor(1m)) { Within = within }],
                Bound = bound,
            },
        ],
        Episodes = [episode ?? Episode()],
    };

    private static Episode Episode() => new() { Id = "A", Anchor = new(2027, 3, 4), Cell = "knee", Spending = Money.Of(30_000) };

    private static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };

    public static TheoryData<EpisodeYear, string> WrongYears => new()
    {
        { Year(new AttachAndKeep(Money.Of(20_000), 150.Percent())), "cells[0].bound.keep rate-range" },
        { Year(new AttachAndKeep(Money.Of(20_000), Rate.Of(-3m))), "cells[0].bound.keep rate-range" },
        { Year(new AttachAndKeep(Money.Of(-20_000), 10.Percent())), "cells[0].bound.attach figure-range" },
        { Year(new BetweenPercentiles(Money.Of(25_000), Money.Of(5_000))), "cells[0].bound.high bounds-order" },
        { Year(new BetweenPercentiles(null, Money.Of(-5_000))), "cells[0].bound.high figure-range" },
        { Year(new BetweenPercentiles(null, 5.Percent())), "cells[0].bound.high figure-unit" },
        { Year(new DeviationsAboveMean(Money.Of(20_000), Money.Of(-2_000), 3m)), "cells[0].bound.deviation figure-range" },
        { Year(new DeviationsAboveMean(Money.Of(20_000), Factor(2m), 3m)), "cells[0].bound.deviation figure-unit" },
        { Year(new DeviationsAboveMean(Money.Of(20_000), Money.Of(2_000), -2m)), "cells[0].bound.count count-range" },
        { Year(within: Rate.Of(-0.03m)), "cells[0].revisions[0].within rate-range; cells[0].factors[0].within rate-range" },
        { Year(within: Rate.Of(3m)), "cells[0].revisions[0].within rate-range; cells[0].factors[0].within rate-range" },
        { Year(days: 0), "days count-range" },
        { Year(days: int.MaxValue), "days count-range" },
        { Year(episode: Episode() with { Excluded = (EpisodeExclusion)99 }), "episodes[0].excluded exclusion-unknown" },
        { Year(episode: Episode() with { Anchor = new(2027, 3, 4, CalendarSystem.Julian) }), "episodes[0].anchor date-range" },
        {
            Year(episode: Episode() with { Factors = [new("risk", Factor(1.1m)), new("risk", Factor(1.1m))] }),
            "episodes[0].factors[1].name factor-twice"
        },
    };

    [Theory]
    [MemberData(nameof(WrongYears))]
    public void An_impossible_number_of_an_episode_is_refused(EpisodeYear year, string expected)
    {
        Assert.Equal(expected, string.Join("; ", year.Validate().Select(static f => $"{f.Path} {f.Code}")));
        Assert.Throws<SettlementException>(() => year.Total());
    }

    [Fact]
    public void The_last_day_that_there_is_ends_a_window()
    {
        var last = Year(episode: Episode() with { Anchor = LocalDate.MaxIsoValue });
        Assert.Equal("Ends on 9999-12-31, outside 2027-01-01 to 2027-12-31.", last.Total().LeftOut[0].Reason);
    }

    [Fact]
    public void A_stop_loss_of_the_terms_is_judged_with_them()
    {
        var terms = TermsSamples.All.OfType<CommercialBundleTerms>().First() with
        {
            StopLoss = new AttachAndKeep(Money.Of(20_000), Rate.Of(10m)),
        };
        Assert.Equal("stopLoss.keep", Assert.Single(terms.Validate()).Path);
        Assert.Throws<SettlementException>(() => CommercialBundles.For(terms));
    }

    [Fact]
    public void Shares_of_a_full_risk_capitation_are_fractions()
    {
        var terms = TermsSamples.FullRisk;
        Assert.Equal(["retention.value rate-range", "qualityWithhold.value rate-range"], Codes(() => FullRiskCapitation.For(terms with
        {
            Retention = new(Rate.Of(-1m), Agreed),
            QualityWithhold = new(Rate.Of(2m), Agreed),
        })));
        var sound = FullRiskCapitation.For(terms with { QualityWithhold = new(2.Percent(), Agreed), Reinsurance = null });
        var year = new FullRiskYear { Capitation = Money.Of(10_000_000), Expenditure = Money.Of(9_000_000), QualityScore = 80.Percent() };
        Assert.NotNull(sound.Experience(year));
        Assert.Equal(["qualityScore figure-range"], Codes(() => sound.Experience(year with { QualityScore = Rate.Of(-1m) })));
        Assert.Equal(["expenditure figure-range", "completionFactor figure-range"], Codes(() => sound.Experience(year with
        {
            Expenditure = Money.Of(-1),
            CompletionFactor = Factor(-1m),
        })));
    }

    [Fact]
    public void Percentiles_are_fractions_of_measures_that_are_there_once()
    {
        Assert.Equal(["measures[1].percentile figure-range", "measures[1].episodes count-negative", "measures[2].name measure-twice"],
            Codes(() => Team.CompositeQualityScore([new("falls", 50.Percent(), 10), new("pain", Rate.Of(50m), -1),
                new("falls", 50.Percent(), 10)])));
        Assert.Equal(["kind episode-unknown"], Codes(() => Team.For(TermsSamples.Team).Cell("470", (TeamEpisode)99,
            [Money.Of(1), Money.Of(1), Money.Of(1)], Factor(1m), Factor(1m))));
        Assert.Equal(["line.count count-range", "episodes count-negative"], Codes(() => EpisodeFigures.PostEpisodeExcess(Money.Of(1_000),
            new DeviationsAboveMean(Money.Of(900), Money.Of(50), 0m), -1)));
    }

    [Fact]
    public void Scores_shares_and_people_of_quality_and_risk_are_in_their_range()
    {
        var shared = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2023,
            AgreementStart = new(2022, 1, 1),
            MinimumRate = MinimumRateChoice.Table,
        });
        Assert.Equal(["points points-range", "performanceScaler points-range", "deprivedAreaShare rate-range"],
            Codes(() => shared.QualityFromReport(new() { Points = 101m, PerformanceScaler = -1m, DeprivedAreaShare = Rate.Of(2m) })));
        Assert.Equal(["points points-range", "affectedShare rate-range"],
            Codes(() => MedicareSharedSavings.QualityUnderExtremeCircumstances(-50m, 70m, Rate.Of(7m), false)));
        var reach = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2024 });
        Assert.Equal(["monthsInTopDecile count-range", "monthsInLowerHalf count-range"],
            Codes(() => AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2023 }).EquityAdjustment(-1_000m, -5m)));
        Assert.Equal(["reference.versions[0].score score-range", "performance.normalization.value factor-range",
            "performance.normalization.direction direction-unknown", "cap.around figure-range", "cap.people count-negative"],
            Codes(() => reach.RiskScore(new()
            {
                Population = ReachPopulation.AgedAndDisabled,
                AlignedBeneficiaries = -3,
                ReferenceYearBeneficiaries = 1,
                DemographicGrowth = Rate.Of(-1m),
                ReferenceYears = [new(2021, new() { Single = -1m, Normalization = new(1m) })],
                PerformanceYear = new() { Single = 1m, Normalization = new(-1m, (FactorDirection)99) },
                CodingIntensity = new(1m),
            })));
    }

    [Fact]
    public void Rates_below_zero_and_functions_that_do_not_begin_are_refused()
    {
        var shared = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2026,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Table,
        });
        var wrong = new AppPlusMeasure { Measure = "001", Collection = CollectionType.MedicareCqm, Cases = 500m, Rate = -0.01m };
        Assert.Contains("measures[0].rate points-unit", Codes(() => shared.QualityFromAppPlus(new() { Measures = [wrong] })));
        Assert.Equal(["floorPoints points-range"], Codes(() => shared.Quality(new()
        {
            Standard = QualityStandard.Met,
            Points = 80m,
            FloorPoints = -1m,
        })));

        var nursing = TermsSamples.All.OfType<SkilledNursingTerms>().First();
        Assert.Equal(["transform scale-covers"], Codes(() => SkilledNursingPurchasing.For(nursing with
        {
            Transform = new(ValueSettlement.Curves.Scale.Knots((50m, 0m), (100m, 1m)), Agreed),
        })));
    }

    /// <summary>A year that is not known asks for no rules, and hides nothing that needs none.</summary>
    [Fact]
    public void An_unknown_year_hides_no_other_fault()
    {
        var mips = TermsSamples.All.OfType<MipsTerms>().First() with { Year = 10_000, Clinicians = ["a", "a"] };
        var asm = TermsSamples.All.OfType<SpecialtyTerms>().First() with
        {
            Year = 7,
            Cohort = (SpecialtyCohort)99,
            Clinicians = ["a", "a"],
        };
        var nursing = TermsSamples.All.OfType<SkilledNursingTerms>().First() with { Year = 7, Facilities = ["a", "a"] };
        var home = TermsSamples.All.OfType<HomeHealthTerms>().First() with { Year = 7, Cohort = (VolumeCohort)99, Agencies = ["a", "a"] };
        Assert.Equal("year-unknown id-twice", Said(mips));
        Assert.Equal("year-unknown cohort-unknown id-twice", Said(asm));
        Assert.Equal("year-unknown id-twice", Said(nursing));
        Assert.Equal("year-unknown cohort-unknown id-twice", Said(home));

        static string Said(ProgrammeTerms terms) => string.Join(' ', terms.Validate().Select(static f => f.Code));
    }

    /// <summary>What no document can hold is no part of terms either: it would be settled and could not be shown.</summary>
    [Fact]
    public void Terms_that_no_document_can_hold_are_not_sound()
    {
        var team = TermsSamples.Team.Resolved();
        var hidden = team with
        {
            Rules = team.Rules! with { StopGain = team.Rules!.StopGain with { Authority = Authority.Of("a\u202eb") } },
        };
        Assert.Equal("document-unwritable", Assert.Single(hidden.Validate()).Code);
        var word = team with { Rules = team.Rules! with { BelowMinimum = new((LowVolume)99, Agreed) } };
        Assert.NotEmpty(word.Validate());
        Assert.Throws<SettlementException>(() => Team.For(word));
        Assert.Throws<ArgumentNullException>(() => Agreed with { Citation = null! });
        Assert.Throws<ArgumentNullException>(() => Team.For(team).Episodes([], null!));
    }

    /// <summary>A line says a number or why there is none; digests are digests; lines are there at every level or at none.</summary>
    [Fact]
    public void A_document_is_whole()
    {
        var line = new Line { Path = "benchmark", Key = "a", Label = "A", Unit = Unit.Money, Operation = Operation.Stated };
        var stated = line with { Key = "b", Label = "B", Value = 5m, Operands = [new("b", 5m, Unit.Money)] };
        Assert.True(new Figure { Value = 5m, Unit = Unit.Money, Lines = [stated] }.FitsItsLines);
        Assert.False(new Figure { Value = 5m, Unit = Unit.Money, Lines = [line, stated] }.FitsItsLines);

        var contract = new Contract
        {
            Id = "both",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Parts = [new Arrangement { Id = "fee", Opening = OpeningAmount.Stated }],
        };
        var document = SettlementJson.Write(contract.Settle(new()
        {
            Parts = [new Experience { Arrangement = "fee", Opening = Money.Of(5) }],
        }));
        var digest = contract.Settle(new() { Parts = [new Experience { Arrangement = "fee", Opening = Money.Of(5) }] }).ContractDigest!;
        Assert.Equal(["contractDigest settlement-inconsistent"],
            Codes(() => SettlementJson.ReadSettlement(document.Replace(digest, "zzz", StringComparison.Ordinal))));
        var node = System.Text.Json.Nodes.JsonNode.Parse(document)!;
        node["parts"]![0]!.AsObject().Remove("lines");
        Assert.Contains("lines settlement-inconsistent", Codes(() => SettlementJson.ReadSettlement(node.ToJsonString())));
    }
}
