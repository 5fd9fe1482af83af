using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Measures;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Benchmarks;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>Those of programmes in which measures and scores decide.</summary>
internal static partial class WorkedYears
{
    private static IEnumerable<WorkedYear> Stars()
    {
        var terms = TermsSamples.All.OfType<AdvantageStarsTerms>().Single();
        PlanBid Bid(decimal? stars, decimal bid, StarStanding standing = StarStanding.Rated) => new()
        {
            BaseAmount = Dollars(1_000m),
            Bid = Dollars(bid),
            Stars = stars,
            Standing = standing,
            MemberMonths = 120_000m,
        };
        foreach (var bid in new[] { Bid(4m, 950m), Bid(3m, 900m), Bid(4.5m, 1_150m), Bid(null, 950m, StarStanding.New),
            Bid(null, 900m, StarStanding.NotReported), Bid(4m, 950m) with { ApplicableAmount = Dollars(990m) } })
        {
            yield return Year(bid.ToString(), terms, t => MedicareAdvantageStars.For(t).Experience(bid));
        }
    }

    private static IEnumerable<WorkedYear> Practices()
    {
        var terms = TermsSamples.All.OfType<OutcomesFrameworkTerms>().Single();
        FrameworkPractice practice = new()
        {
            List = 9_000m,
            Results =
            [
                new() { Indicator = "AST007", Numerator = 114m, Denominator = 200m, Exceptions = 10m, PrevalenceFactor = 1.1m },
                new() { Indicator = "VI001", Numerator = 88m, Denominator = 100m, OwnMean = 80.Percent() },
            ],
            Aspiration = new(1_000m, 1.02m),
        };
        yield return Year("by improvement", terms, t => QualityOutcomesFramework.For(t).Experience(practice));
        yield return Year("by achievement", terms, t => QualityOutcomesFramework.For(t).Experience(practice with
        {
            Aspiration = null,
            AspirationPaid = Dollars(500m),
            Results = [practice.Results[0], practice.Results[1] with { Numerator = 92m, OwnMean = null }],
        }));
    }

    private static IEnumerable<WorkedYear> NewYork()
    {
        foreach (var terms in TermsSamples.All.OfType<NewYorkPaymentTerms>())
        {
            foreach (var (met, spent) in new[] { (6, 19_000_000m), (4, 19_000_000m), (2, 19_000_000m), (6, 21_000_000m), (4, 21_000_000m),
                (2, 21_000_000m) })
            {
                yield return Year($"{terms.Level}, {met} of 6 goals, spent {spent:F0}", terms, t =>
                    NewYorkValueBasedPayment.For(t).Experience(Dollars(20_000_000m), Dollars(spent), met, 6));
            }
        }
    }

    private static IEnumerable<WorkedYear> Exchanges()
    {
        var terms = TermsSamples.ExchangePool;
        foreach (var unscored in new[] { UnscoredParticipant.Neutral, UnscoredParticipant.LeftOut })
        {
            var other = terms with { Unscored = terms.Unscored with { Value = unscored } };
            yield return Year($"by a scale, {unscored}", other, Happened);
            yield return Year($"in proportion, {unscored}", other with { Curve = null }, Happened);
        }

        yield return Year("all of it is paid back", terms with { PaybackShare = null }, Happened);

        static Experience Happened(ExchangePoolTerms terms) => ExchangePool.For(terms).Experience(
        [
            new("north", Dollars(100_000_000m), new() { Value = 60m, Unit = Unit.Points }),
            new("south", Dollars(50_000_000m), new() { Value = 40m, Unit = Unit.Points }),
            new("west", Dollars(10_000_000m), Figure.Absent(AbsenceKind.TooSmall, "Fewer than 25 cases.")),
        ]);
    }

    private static IEnumerable<WorkedYear> ScoresOfAll()
    {
        foreach (var terms in TermsSamples.All.OfType<MipsTerms>())
        {
            yield return Year("three clinicians", terms, static t => Mips.For(t).Experience(
            [
                new("north", Dollars(1_000_000m), Of(95m)), new("south", Dollars(500_000m), Of(40m)),
                new("west", Dollars(90_000m), Of(70m)),
            ]));
        }

        yield return Year("a year without additional adjustments", new MipsTerms { Year = 2026, Clinicians = ["north", "south"] },
            static t => Mips.For(t).Experience([new("north", Dollars(1_000_000m), Of(95m)), new("south", Dollars(500_000m), Of(10m))]));
        yield return Year("a cohort of clinicians", TermsSamples.Specialty, static t => Specialists(t, 20));
        yield return Year("too few episodes and cases, and incomplete", TermsSamples.Specialty, static t => Specialists(t, 9));
        yield return Year("far apart, one beyond the ceiling", TermsSamples.Specialty, static t =>
            AmbulatorySpecialty.For(t).Experience(Scored()));
        yield return Year("no score", TermsSamples.Specialty, static t => AmbulatorySpecialty.For(t).Experience(
            Scored().Select(static p => p with { Score = Of(0m) }).ToValueList()));
        yield return Year("facilities", TermsSamples.SkilledNursing, static t => SkilledNursingPurchasing.For(t) is var snf
            ? snf.Experience(Scored().Select((p, i) => p with
            {
                Score = snf.Score([new()
                { Measure = "turnover", Baseline = 0.45m, Result = 0.4m - (i * 0.02m) }]).Points
            }).ToValueList()) : null!);
        yield return Year("suppressed scores", new SkilledNursingTerms { Year = 2022, Facilities = ["north", "south", "west"] },
            static t => SkilledNursingPurchasing.For(t).Experience(Scored()));
        yield return Year("agencies", TermsSamples.HomeHealth, static t => HomeHealthPurchasing.For(t) is var hh
            ? hh.Experience(Scored().Select((p, i) => p with
            {
                Score = hh.Score([
                new() { Measure = "dyspnea", Baseline = 0.5m, Result = 0.6m - (i * 0.02m), Denominator = 40m },
                new() { Measure = "hospital", Result = 4m + (i * 3m) }]).Points
            }).ToValueList()) : null!);
        yield return Year("nothing earned", TermsSamples.ExchangePool, static t => ExchangePool.For(t).Experience(
            Scored().Select(static p => p with { Score = Of(0m) }).ToValueList()));

        static Figure Of(decimal points) => new() { Value = points, Unit = Unit.Points };
        static Experience Specialists(SpecialtyTerms terms, int fewest)
        {
            var asm = AmbulatorySpecialty.For(terms);
            return asm.Experience(asm.Participants([.. terms.Clinicians.Select((name, i) => new SpecialtyClinician
            {
                Id = name,
                PartB = Dollars(1_000_000m + (i * 50_000m)),
                EpisodesTwoYearsBefore = i == 1 ? fewest : 40,
                Quality =
                [
                    new("pain", new() { Value = 40m + (i * 25m), Unit = Unit.Factor }, 30),
                    new("readmission", Of(8m - i), i == 2 ? fewest + 1 : 30, i == 0 ? 60.Percent() : 90.Percent()),
                ],
                CostPoints = Of(7m - i),
                CostEpisodes = i == 0 && fewest < 15 ? 5 : 30,
                MissingActivities = 1,
                Interoperability = -3m,
                ComplexPatients = 4m,
                PracticeClinicians = 12,
            })]));
        }

        static ValueList<ExchangeParticipant> Scored() =>
        [
            new("north", Dollars(1_000_000m), Of(90m)), new("south", Dollars(500_000m), Of(10m)),
            new("west", Dollars(90_000m), Figure.Absent(AbsenceKind.TooSmall, "Fewer than 20 cases.")),
        ];
    }

    private static IEnumerable<WorkedYear> HospitalPurchasing()
    {
        var terms = HospitalYears.Terms2024;
        foreach (var slope in new[] { 2.9m, 0.4m })
        {
            yield return Year($"slope of {slope}", terms, t => Happened(t, slope));
        }

        yield return Year("outside of the programme", terms, static t => HospitalValueBasedPurchasing.For(t).Experience(new()
        {
            BasePayments = Dollars(40_000_000m),
            Outside = "the reporting rule was not met",
        }));

        static Experience Happened(HospitalPurchasingTerms terms, decimal slope)
        {
            var hospital = HospitalValueBasedPurchasing.For(terms);
            return hospital.Experience(new()
            {
                BasePayments = Dollars(40_000_000m),
                Score = hospital.Score(HospitalYears.Observations).Points,
                Slope = Factor(slope),
            });
        }
    }

    private static IEnumerable<WorkedYear> Hospitals()
    {
        static HospitalReadmissions Inputs(int? peerGroup, decimal discharges) => new()
        {
            PeerGroup = peerGroup,
            ExcessRatioDecimals = null,
            PaymentRatioDecimals = null,
            Conditions =
            [
                new(ReadmissionsCondition.HeartFailure) { Discharges = 135m, ExcessRatio = 1.0765m, PaymentRatio = 0.0357m },
                new(ReadmissionsCondition.Pneumonia) { Discharges = discharges, ExcessRatio = 1.9999m, PaymentRatio = 0.0491m },
            ],
        };
        foreach (var discharges in new[] { 24m, 153m })
        {
            yield return Year("readmissions, limited or not", TermsSamples.Readmissions with
            {
                NeutralityModifier = new(new() { Value = 0.9626m }, Authority.Of("a file")),
                Medians = new([new(5, ReadmissionsCondition.HeartFailure, new() { Value = 1.0164m }),
                    new(5, ReadmissionsCondition.Pneumonia, new() { Value = 1.0101m })], Authority.Of("a file")),
            }, t => Lost(t, Inputs(5, discharges)));
            yield return Year("readmissions compared with one", new ReadmissionsTerms { Year = 2016 }, t =>
                Lost(t, Inputs(null, discharges)));
        }

        static Experience Lost(ReadmissionsTerms terms, HospitalReadmissions hospital)
        {
            var programme = HospitalReadmissionsReduction.For(terms);
            return programme.Experience(programme.Factor(hospital), Money.Of(26_000_000m));
        }

        foreach (var (state, z) in new[] { ("CA", 0.9m), ("CA", -0.9m), ("MD", 0.9m) })
        {
            yield return Year("acquired conditions", TermsSamples.AcquiredConditions, t =>
            {
                var programme = HospitalAcquiredConditions.For(t);
                return programme.Experience(programme.Score(new()
                {
                    State = state,
                    Measures =
                    [
                        new(AcquiredConditionMeasure.PatientSafety) { ZScore = z },
                        new(AcquiredConditionMeasure.SurgicalSiteInfection) { Footnote = 18 },
                        new(AcquiredConditionMeasure.CentralLineInfection) { Footnote = 5 },
                        new(AcquiredConditionMeasure.UrinaryCatheterInfection) { ZScore = z },
                        new(AcquiredConditionMeasure.ResistantStaphylococcus) { ZScore = z },
                        new(AcquiredConditionMeasure.ClostridioidesDifficile) { ZScore = z },
                    ],
                }), Money.Of(26_000_000m), Factor(1.0042m), Factor(0.9891m), Dollars(700_000m));
            });
        }
    }

    private static IEnumerable<WorkedYear> Withholds()
    {
        foreach (var terms in TermsSamples.All.OfType<QualityWithholdTerms>())
        {
            if (terms.Measures is not null)
            {
                yield return Year("measured", terms, static t => QualityWithhold.For(t).Experience(Dollars(40_000_000m),
                    MeasureSamples.Observed, new Figure { Value = 2m, Unit = Unit.Points }));
                continue;
            }

            yield return Year("a score of 70 %", terms, static t =>
                QualityWithhold.For(t).Experience(Dollars(40_000_000m), 70.Percent(), 60.Percent()));
            yield return Year("without a bonus", terms with { Bonus = null, IncentivePool = null }, static t =>
                QualityWithhold.For(t).Experience(Dollars(40_000_000m), 70.Percent()));
        }
    }
}
