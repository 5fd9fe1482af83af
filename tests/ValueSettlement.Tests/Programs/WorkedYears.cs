using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Measures;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Benchmarks;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// One year under the terms of a programme: the terms make the contract and, where they act before the fold, the figures of the
/// experience.
/// </summary>
/// <param name="Name">What it shows.</param>
/// <param name="Terms">The terms.</param>
/// <param name="Happened">The experience that terms of the kind make of what happened.</param>
internal sealed record WorkedYear(string Name, ProgrammeTerms Terms, Func<ProgrammeTerms, Experience> Happened)
{
    public Settlement Settle(ProgrammeTerms terms) => terms.Contract().Settle(Happened(terms));

    public override string ToString() => $"{Terms.GetType().Name}: {Name}";
}

/// <summary>Worked years of every programme, with gains and losses, in which together every rule acts.</summary>
internal static partial class WorkedYears
{
    private static readonly LocalDate Agreement2024 = new(2024, 1, 1);

    public static IReadOnlyList<WorkedYear> All { get; } =
    [
        .. SharedSavings(), .. Reach(), .. NextGeneration(), .. LeadYears(), .. PartDYears(), .. Aca(), .. LossRatios(), .. TeamYears(),
            .. JointReplacementExpandedYears(),
            .. JointReplacement(), .. Bundled(),
        .. PrometheusYears(), .. Thresholds(), .. Capitation(), .. Medicaid(), .. TargetCosts(), .. Bundles(), .. Withholds(),
            .. Stars(), .. Practices(), .. NewYork(),
            .. Exchanges(), .. ScoresOfAll(), .. Drugs(), .. Hospitals(), .. HospitalPurchasing(), .. Outcomes(), .. Services(),
    ];

    private static WorkedYear Year<T>(string name, T terms, Func<T, Experience> happened)
        where T : ProgrammeTerms => new(name, terms, given => happened((T)given));

    private static Figure Dollars(decimal amount) => Money.Of(amount);

    private static Figure Factor(decimal factor) => new() { Value = factor, Unit = Unit.Factor };

    private static Experience Compared(decimal benchmark, decimal expenditure, params ReadOnlySpan<Fact> facts) =>
        new() { Benchmark = Dollars(benchmark), Expenditure = Dollars(expenditure), Facts = [.. facts] };

    private static IEnumerable<WorkedYear> SharedSavings()
    {
        static SharedSavingsTerms Basic(Track track, MinimumRateChoice? choice) =>
            new() { Track = track, Year = 2025, AgreementStart = Agreement2024, MinimumRate = choice };
        var fixedRate = Basic(Track.BasicE, MinimumRateChoice.Fixed(1.Percent()));
        var table = Basic(Track.BasicE, MinimumRateChoice.Table);
        Fact[] size = [Number.AssignedBeneficiaries(13_290)];
        Fact[] small = [Number.AssignedBeneficiaries(4_000)];
        Fact[] revenue = [Number.Of(Basis.ParticipantRevenue, Money.Of(40_000_000m))];
        Fact met = Quality.Met(90.Percent());
        foreach (var terms in new[] { fixedRate, table })
        {
            yield return Year("savings shared", terms, _ => Compared(100_000_000m, 92_000_000m, [.. size, met]));
            yield return Year("savings below the minimum, low revenue", terms, _ =>
                Compared(100_000_000m, 99_500_000m, [.. size, met, new RevenueCategory { Low = true }]));
            yield return Year("losses shared", terms, _ => Compared(100_000_000m, 106_000_000m, [.. size, .. revenue]));
            yield return Year("losses, the two-way benchmark is larger", terms, _ => Compared(100_000_000m, 106_000_000m,
                [.. size, .. revenue, Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(102_000_000m))]));
            yield return Year("few beneficiaries", terms, _ => Compared(100_000_000m, 90_000_000m, [.. small, met]));
        }

        static AppPlusMeasure Measure(string id, CollectionType collection, decimal? points) =>
            new() { Measure = id, Collection = collection, StatedPoints = points };
        AppPlusReport low = new()
        {
            Measures =
            [
                Measure("001", CollectionType.ElectronicCqm, 4.2m), Measure("134", CollectionType.MipsCqm, 3m),
                Measure("236", CollectionType.MipsCqm, 3m), Measure("112", CollectionType.MipsCqm, null),
                Measure("113", CollectionType.MipsCqm, null), Measure("479", CollectionType.Claims, 5m),
                Measure("484", CollectionType.Claims, 2m), Measure("321", CollectionType.Survey, 6m),
            ],
        };
        AppPlusReport partly = new()
        {
            Measures = low.Measures.Select(static m => m.Measure switch
            {
                "134" => m with { Completeness = 50.Percent() },
                "236" => m with { Cases = 10 },
                _ => m,
            }).ToValueList(),
        };
        foreach (var (name, report) in new[] { ("complete, the floor acts", low), ("in part, only an outcome measure helps", partly) })
        {
            yield return Year("quality reported " + name, fixedRate with { Year = 2026 }, t => Compared(100_000_000m, 92_000_000m,
                [.. size, MedicareSharedSavings.For(t).QualityFromAppPlus(report).Quality]));
        }

        yield return Year("savings below the minimum, low revenue by the ratio", fixedRate, t => Compared(100_000_000m, 99_500_000m,
            [.. size, met, MedicareSharedSavings.For(t).RevenueCategoryOf(Money.Of(20_000_000m), Money.Of(90_000_000m))]));
        yield return Year("benchmark and expenditure from base years", SampleOrganisation.Terms, static t =>
            MedicareSharedSavings.For(t).Experience(MedicareSharedSavings.For(t).Benchmark(SampleOrganisation.Inputs),
                [.. SampleOrganisation.Facts]));
        yield return Year("alternative standard", fixedRate, _ =>
            Compared(100_000_000m, 92_000_000m, [.. size, Quality.Alternative(60.Percent())]));
        yield return Year("one-sided", Basic(Track.BasicB, null), _ => Compared(100_000_000m, 92_000_000m, [.. size, met]));
        yield return Year("one-sided, losses", Basic(Track.BasicB, null), _ => Compared(100_000_000m, 104_000_000m, [.. size]));

        var enhanced = Basic(Track.Enhanced, MinimumRateChoice.Fixed(Rate.Zero));
        yield return Year("savings, standard missed", enhanced, _ => Compared(100_000_000m, 92_000_000m, [.. size, Quality.NotMet]));
        yield return Year("losses by quality", enhanced, _ => Compared(100_000_000m, 106_000_000m, [.. size, met]));
        yield return Year("losses beyond the limit", enhanced, _ => Compared(100_000_000m, 190_000_000m, [.. size, met]));

        var earlier = TermsSamples.All.OfType<SharedSavingsTerms>().ToArray();
        var (track2, sixMonths) = (earlier.Single(static t => t.Track == Track.Track2),
            earlier.Single(static t => t.Track == Track.Track1Plus));
        yield return Year("savings by score", track2, _ => Compared(100_000_000m, 92_000_000m, [.. size, met]));
        yield return Year("losses by score", track2, _ => Compared(100_000_000m, 130_000_000m, [.. size, met]));
        yield return Year("savings of six months", sixMonths, _ => Compared(100_000_000m, 92_000_000m, [.. size, met]));
        yield return Year("losses of six months", sixMonths, _ => Compared(100_000_000m, 130_000_000m, [.. size]));
        yield return Year("savings at the only rate", new SharedSavingsTerms
        {
            Track = Track.Track2,
            Year = 2015,
            AgreementStart = new(2013, 1, 1),
            TrackYear = 3,
        }, _ => Compared(100_000_000m, 92_000_000m, [.. size, met]));
    }

    private static IEnumerable<WorkedYear> Reach()
    {
        foreach (var (arrangement, year) in new[] { (ReachArrangement.Global, 2023), (ReachArrangement.Global, 2025),
            (ReachArrangement.Professional, 2024), (ReachArrangement.Global, 2026) })
        {
            var terms = new ReachTerms { Arrangement = arrangement, Year = year };
            foreach (var spent in new[] { 77_000_000m, 125_000_000m })
            {
                yield return Year("scores within the cap", terms, t => Happened(t, spent, 1_800, 1_700, ReachPopulation.AgedAndDisabled));
                yield return Year("too few people for the cap", terms, t =>
                    Happened(t, spent, 1_200, 1_100, ReachPopulation.AgedAndDisabled));
                yield return Year("too few people with end-stage renal disease", terms, t =>
                    Happened(t, spent, 40, 30, ReachPopulation.EndStageRenalDisease));
                yield return Year("too many people for the cap", terms, t =>
                    Happened(t, spent, 9_000, 2_000, ReachPopulation.AgedAndDisabled));
            }
        }

        var highNeeds = new ReachTerms { Arrangement = ReachArrangement.Global, Year = 2026, Organisation = ReachOrganisation.HighNeeds };
        foreach (var (people, newly) in new[] { (749, false), (751, false), (900, true) })
        {
            yield return Year("High Needs", highNeeds, t =>
                Happened(t, 77_000_000m, people, people, ReachPopulation.AgedAndDisabled, newly, 1.4m));
        }

        static Experience Happened(ReachTerms terms, decimal spent, int people, int before, ReachPopulation population, bool newly = false,
            decimal now = 1.117m)
        {
            var rules = AcoReach.For(terms).Rules;
            var aged = population == ReachPopulation.AgedAndDisabled;
            ReachScores Scores(decimal score, decimal normalization) => aged
                ? new() { Version24 = score, Version28 = score - 0.05m, Normalization = new(normalization) }
                : new() { Single = score, Normalization = new(normalization) };
            var score = AcoReach.For(terms).RiskScore(new()
            {
                Population = population,
                AlignedBeneficiaries = people,
                ReferenceYearBeneficiaries = before,
                ReferenceYears = [new(rules.RiskReferenceYear.Value, Scores(1.020m, 1.070m)), new(2023, Scores(1.000m, 1.070m))],
                LargestBenchmarkYearBeneficiaries = terms.Organisation == ReachOrganisation.HighNeeds ? people : null,
                FirstYearOfVoluntaryAlignment = newly,
                ExemptForSize = terms.Year < 2026 ? null : terms.Organisation == ReachOrganisation.Standard && people >= 6_000,
                PerformanceYear = Scores(now, 1.105m),
                CodingIntensity = new(now > 1.2m ? 1.03m : spent > 100_000_000m ? 1.02m : 1.005m),
                DemographicGrowth = aged && people is >= 1_500 and < 6_000 ? Rate.Of(0.03m) : null,
                Score2019 = now > 1.2m ? null : Factor(0.9m),
            });
            return AcoReach.For(terms).Experience(new()
            {
                BenchmarkBeforeDiscount = new CapitationPayment { Cells = [new("aligned", RateOf(terms, spent), 100_000m, score)] }.Build(),
                QualityScore = 80.Percent(),
                TrendGap = terms.Resolved().Rules!.Trend is null ? null : 6.Percent(),
                EquityAdjustment = terms.Year == 2023 ? AcoReach.For(terms).EquityAdjustment(1_000m, 500m) : Dollars(10_000m),
                FirstPerformanceYear = true,
                ExpenditureBeforeStopLoss = Dollars(spent),
            });
        }
    }

    /// <summary>The rate per member and month: in the years whose weights are known a blend with a dear or a cheap region.</summary>
    private static Figure RateOf(ReachTerms terms, decimal spent) => terms.Resolved().Rules!.HistoryWeight is null
        ? new() { Value = 1_000m, Unit = Unit.PerCapita }
        : AcoReach.For(terms).RegionalBlend([Dollars(900m), Dollars(1_000m), Dollars(1_100m)],
            Dollars(spent < 100_000_000m ? 1_500m : 500m),
            Dollars(1_000m)).Build();

    private static IEnumerable<WorkedYear> NextGeneration()
    {
        foreach (var arrangement in Enum.GetValues<NextGenerationArrangement>())
        {
            var terms = new NextGenerationTerms { Arrangement = arrangement, Year = 2019, Cap = 5.Percent() };
            yield return Year("savings", terms, static _ => Compared(100_000_000m, 91_000_000m));
            yield return Year("losses", terms, static _ => Compared(100_000_000m, 109_000_000m));
        }
    }

    private static IEnumerable<WorkedYear> LeadYears()
    {
        var lower = TermsSamples.All.OfType<LeadTerms>().Last();
        LeadTerms[] all =
        [
            lower with { SequestrationPlace = LeadSequestrationPlace.AfterCorridor },
            lower with { Arrangement = LeadArrangement.Professional },
            TermsSamples.All.OfType<LeadTerms>().First(),
        ];
        foreach (var terms in all)
        {
            yield return Year("savings", terms, static t => Happened(t, 80_000_000m, 300_000m, 0m));
            yield return Year("losses", terms, static t => Happened(t, 120_000_000m, 0m, 10_000_000m));
            yield return Year("prior savings", terms, static t => Happened(t, 95_000_000m, 20_000_000m, 30_000_000m));
            yield return Year("some prior savings", terms, static t => Happened(t, 95_000_000m, 0m, 1_000_000m));
        }

        static Experience Happened(LeadTerms terms, decimal spent, decimal region, decimal prior) => Lead.For(terms).Experience(new()
        {
            Base = Dollars(100_000_000m),
            UpdateFactor = Factor(1m),
            RiskRatio = Factor(spent > 100_000_000m ? 1.2m : 1m),
            RegionalDifference = Dollars(region),
            PriorSavings = prior == 0m ? null : Dollars(prior),
            PriorSavingsProration = 80.Percent(),
            QualityScore = 90.Percent(),
            Expenditure = Dollars(spent),
            SuspectBilling = Dollars(100_000m),
            SkinSubstitutes = Dollars(200_000m),
            EnhancedCapitation = region > 0m ? Dollars(500_000m) : null,
        });
    }

    private static IEnumerable<WorkedYear> PartDYears()
    {
        PartDTerms[] plans = [.. TermsSamples.All.OfType<PartDTerms>(), new() { Year = 2024 },
            new() { Year = 2010, LiteralText = true }];
        foreach (var terms in plans)
        {
            foreach (var cost in new[] { 112_000_000m, 93_000_000m, 85_000_000m })
            {
                yield return Year($"adjusted allowable cost of {cost:F0}", terms, t => PartD.For(t).Experience(Dollars(100_000_000m), new()
                {
                    AllowableRiskCorridorCosts = Dollars(cost),
                    ReinsurancePayments = Money.Zero,
                    LowIncomeCostSharing = Money.Zero,
                }));
            }
        }
    }

    private static IEnumerable<WorkedYear> Aca()
    {
        AcaRiskCorridorTerms[] years = [.. TermsSamples.All.OfType<AcaRiskCorridorTerms>(),
            new() { Year = 2014, PaymentProration = AcaRiskCorridors.Proration2014 }];
        foreach (var terms in years)
        {
            foreach (var claims in new[] { 100m, 190m })
            {
                yield return Year($"claims of {claims}", terms, t => AcaRiskCorridors.For(t).Experience(new()
                {
                    Premium = Dollars(200m),
                    TaxesAndFees = Dollars(15m),
                    NonClaimsCosts = Dollars(50m),
                    ClaimsAndQuality = Dollars(claims),
                }));
            }
        }
    }

    private static IEnumerable<WorkedYear> LossRatios()
    {
        var rebate = new LossRatioRebateTerms { Year = 2023, Market = InsuranceMarket.SmallGroup };
        var limited = TermsSamples.All.OfType<LossRatioRebateTerms>().Single();
        foreach (var (people, claims) in new[] { (4_000m, 130m), (500m, 130m), (4_000m, 190m) })
        {
            yield return Year($"{people} life-years, claims of {claims}", rebate, t =>
                LossRatioRebate.For(t).Experience(Of(people, claims)));
            yield return Year($"{people} life-years, claims of {claims}", limited, t =>
                LossRatioRebate.For(t).Experience(Of(people, claims), Dollars(1m)));
        }

        foreach (var terms in TermsSamples.All.OfType<LossRatioRemittanceTerms>())
        {
            foreach (var months in new[] { 20_000m, 1_000m })
            {
                yield return Year($"{months} member months", terms, t =>
                    LossRatioRemittance.For(t).Experience(new ManagedCareFunds(Dollars(50_000_000m), Dollars(40_000_000m)), months));
            }
        }

        static LossRatioExperience Of(decimal lifeYears, decimal claims) => new()
        {
            Years = [new() { IncurredClaims = Dollars(claims), Premium = Dollars(200m), LifeYears = lifeYears }],
            AverageDeductible = 3_000m,
        };
    }

    private static readonly LocalDate Anchor = new(2027, 3, 1);

    private static ValueList<Episode> Episodes(LocalDate anchor, decimal spending, params ReadOnlySpan<string> cells)
    {
        var episodes = new List<Episode>();
        foreach (var cell in cells)
        {
            episodes.Add(new()
            {
                Id = "episode " + cell,
                Anchor = anchor,
                Cell = cell,
                Spending = Dollars(spending),
                Factors = [new("risk multiplier", Factor(1.02m))]
            });
        }

        return [.. episodes];
    }

    private static IEnumerable<WorkedYear> JointReplacementExpandedYears()
    {
        var joint = TermsSamples.All.OfType<JointReplacementExpandedTerms>().Single();
        JointReplacementExpandedTerms[] all =
        [
            joint,
            joint with { Hospital = JointReplacementKind.Other, Rules = JointReplacementExpanded.Proposed(
                new(new(JointReplacementQualityActsOn.Price), Authority.Of("Agreement"))) },
        ];
        foreach (var terms in all)
        {
            foreach (var (spending, baseline) in new[] { (24_000m, 31), (15_000m, 31), (27_000m, 31), (45_000m, 31), (27_000m, 30) })
            {
                yield return Year($"spending of {spending:F0}", terms, t => Happened(t, spending, baseline));
            }
        }

        static Experience Happened(JointReplacementExpandedTerms terms, decimal spending, int baseline)
        {
            var programme = JointReplacementExpanded.For(terms);
            var cell = programme.Cell("470", [Dollars(24_000m), Dollars(25_000m), Dollars(26_000m)], Factor(1.02m), Factor(1m),
                Factor(1.10m), Factor(0.9m));
            var quality = terms.Rules!.Quality.Value.ActsOn == JointReplacementQualityActsOn.Price ? 1.Percent() : 80.Percent();
            return programme.Experience(programme.Episodes([cell], Episodes(new(2031, 3, 1), spending, "470")).Total(), baseline, quality);
        }
    }

    private static IEnumerable<WorkedYear> TeamYears()
    {
        TeamTerms[] all =
        [
            TermsSamples.Team,
            new() { Track = TeamTrack.Track2, Year = 2027, Hospital = TeamHospital.SafetyNet },
            new() { Track = TeamTrack.Track1, Year = 2027, Hospital = TeamHospital.SafetyNet },
        ];
        foreach (var terms in all)
        {
            foreach (var spending in new[] { 24_000m, 20_000m, 27_000m, 36_000m })
            {
                yield return Year($"spending of {spending:F0}", terms, t => Happened(t, spending));
            }
        }

        static Experience Happened(TeamTerms terms, decimal spending)
        {
            ValueList<Figure> means = [Dollars(24_000m), Dollars(25_000m), Dollars(26_000m)];
            ValueList<PriceCell> cells =
            [
                Team.For(terms).Cell("470", TeamEpisode.LowerExtremityJointReplacement, means, Factor(1.02m), Factor(1m), Factor(1.10m),
                    Factor(0.9m)),
                Team.For(terms).Cell("233", TeamEpisode.CoronaryBypass, means, Factor(1.02m), Factor(1m), Factor(1.10m), Factor(0.9m)),
            ];
            var baseline = new Dictionary<TeamEpisode, int>
            {
                [TeamEpisode.LowerExtremityJointReplacement] = 31,
                [TeamEpisode.CoronaryBypass] = spending == 36_000m ? 30 : 45,
            };
            return Team.For(terms).Experience(
                Team.For(terms).Episodes(cells, Episodes(Anchor, spending, "470", "233"), baseline).Total(),
                spending == 20_000m && terms.NeutralQualityScore is not null ? null : 80.Percent());
        }
    }

    private static IEnumerable<WorkedYear> JointReplacement()
    {
        foreach (var year in new[] { 1, 3, 7 })
        {
            var terms = new JointReplacementTerms { Year = year, Hospital = JointReplacementHospital.RuralOrEquivalent };
            foreach (var (spending, points, history) in new[] { (22_000m, 10m, 40), (22_000m, 4m, 10), (30_000m, 10m, 40),
                (24_800m, 10m, 10), (22_000m, 6.85m, 40) })
            {
                yield return Year($"spending of {spending:F0}, {points} points, {history} historical episodes", terms, t =>
                    Happened(t, spending, points, history));
            }
        }

        static Experience Happened(JointReplacementTerms terms, decimal spending, decimal points, int history)
        {
            var anchor = ComprehensiveJointReplacement.Period(terms.Year).Start.PlusDays(10);
            ValueList<PriceCell> cells = [ComprehensiveJointReplacement.For(terms).Cell(
                "470", Dollars(25_000m), Dollars(26_000m), history)];
            var totals = ComprehensiveJointReplacement.For(terms).Totals(points, cells,
                Episodes(anchor, spending, "470"));
            return ComprehensiveJointReplacement.For(terms).Experience(totals, points);
        }
    }

    private static IEnumerable<WorkedYear> Bundled()
    {
        foreach (var terms in new[] { TermsSamples.All.OfType<BundledPaymentsTerms>().Single(), new() { Year = 3 } })
        {
            foreach (var spending in new[] { 28_000m, 20_000m, 32_000m, 50_000m })
            {
                yield return Year($"spending of {spending:F0}", terms, t => Happened(t, spending));
            }
        }

        static Experience Happened(BundledPaymentsTerms terms, decimal spending)
        {
            ValueList<PriceCell> cells =
            [
                BundledPaymentsAdvanced.For(terms).Cell("surgical", Dollars(30_000m), medical: false),
                BundledPaymentsAdvanced.For(terms).Cell("medical", Dollars(30_000m), medical: true),
            ];
            var factors = BundledPaymentsAdvanced.For(terms).Factors(Factor(1m), Factor(1.2m));
            var episodes = Episodes(BundledPaymentsAdvanced.Period(terms.Year).Start.PlusDays(5), spending, "surgical", "medical");
            return BundledPaymentsAdvanced.For(terms).Experience(
                BundledPaymentsAdvanced.For(terms).Episodes(cells, [.. episodes.Select(e => e with { Factors = factors })]).Total(),
                    70.Percent());
        }
    }

    private static IEnumerable<WorkedYear> PrometheusYears()
    {
        yield return Year("both parts", TermsSamples.All.OfType<PrometheusTerms>().Single(), static t =>
            Prometheus.For(t).Experience(Dollars(9_800m), Prometheus.For(t).Allowance(Dollars(20_600m)), Dollars(10_100m),
                Dollars(7_500m)));
        yield return Year("a withhold", TermsSamples.All.OfType<PrometheusWithholdTerms>().Single(), static t =>
            PrometheusWithhold.For(t).Experience(Dollars(20_000m), 100.Percent(), 20.Percent()));
    }

    private static IEnumerable<WorkedYear> Thresholds()
    {
        var terms = TermsSamples.All.OfType<EpisodeThresholdTerms>().Single();
        yield return Year("below the limit", terms, static t => EpisodeThresholds.For(t).Experience(Dollars(5_000m), 10));
        yield return Year("commendable", terms, static t => EpisodeThresholds.For(t).Experience(Dollars(7_000m), 10));
        yield return Year("above acceptable", terms, static t => EpisodeThresholds.For(t).Experience(Dollars(12_000m), 10));
    }

    private static IEnumerable<WorkedYear> Capitation()
    {
        foreach (var spent in new[] { 60_000_000m, 84_000_000m, 86_000_000m, 120_000_000m })
        {
            yield return Year($"expenditure of {spent:F0}", TermsSamples.FullRisk, t => FullRiskCapitation.For(t).Experience(new()
            {
                Capitation = Dollars(100_000_000m),
                QualityScore = 60.Percent(),
                Expenditure = Dollars(spent),
                MemberSpending = [Money.Of(600_000m), Money.Of(10_000m)],
            }));
        }

        var budget = TermsSamples.All.OfType<GlobalBudgetTerms>().Single();
        foreach (var (spent, score) in new[] { (98_000_000m, 80), (98_000_000m, 40), (70_000_000m, 80), (104_000_000m, 80),
            (140_000_000m, 80) })
        {
            yield return Year($"expenditure of {spent:F0}, score of {score} %", budget, _ =>
                Compared(100_000_000m, spent, Quality.Scored(score.Percent())));
        }
    }

    private static IEnumerable<WorkedYear> Medicaid()
    {
        var target = TermsSamples.All.OfType<MedicaidCorridorTerms>().Single();
        MedicaidCorridorTerms[] all =
        [
            target,
            target with { Form = MedicaidCorridorKind.UnspentFunds, Bands = MedicaidCorridors.MichiganUnspentFunds, Ratio = null },
            target with { Form = MedicaidCorridorKind.ExpectedCost, Ratio = null },
            target with { Form = MedicaidCorridorKind.MinimumLossRatio, Bands = null, Ratio = MedicaidCorridors.FloridaLeastRatio },
        ];
        foreach (var terms in all)
        {
            foreach (var cost in new[] { 80_000_000m, 120_000_000m })
            {
                yield return Year($"{terms.Form}, cost of {cost:F0}", terms, t =>
                    MedicaidCorridors.For(t).Experience(new(Dollars(100_000_000m), Dollars(cost))));
            }
        }
    }

    private static IEnumerable<WorkedYear> TargetCosts()
    {
        foreach (var cost in new[] { 7_000_000m, 9_000_000m, 12_000_000m })
        {
            yield return Year($"final cost of {cost:F0}", TermsSamples.All.OfType<FixedPriceIncentiveTerms>().Single(), t =>
                FixedPriceIncentive.For(t).Experience(Dollars(cost)));
            yield return Year($"final cost of {cost:F0}", TermsSamples.All.OfType<CostPlusIncentiveFeeTerms>().Single(), t =>
                CostPlusIncentiveFee.For(t).Experience(Dollars(cost)));
        }
    }

    private static IEnumerable<WorkedYear> Drugs()
    {
        foreach (var terms in TermsSamples.All.OfType<DrugAgreementTerms>())
        {
            yield return Year(terms.Form.GetType().Name, terms, static t => DrugAgreement.For(t).Experience(
                [DrugPatients.For(t.Form, "north"), DrugPatients.For(t.Form, "south")], new(2027, 6, 30)));
        }
    }

    private static IEnumerable<WorkedYear> Outcomes()
    {
        yield return Year("starts, sustainments and hours", TermsSamples.All.OfType<OutcomePaymentsTerms>().Single(), static t =>
            OutcomePayments.For(t).Experience(
            [
                Outcome("e1", "start", t.Term.Start), Outcome("e2", "monthly", t.Term.Start.PlusDays(28)),
                Outcome("e3", "hours", t.Term.Start) with { Quantity = 120m },
            ]));
        yield return Year("a milestone and a half", TermsSamples.All.OfType<MilestonePaymentsTerms>().Single(), static t =>
            MilestonePayments.For(t).Experience(
            [
                new() { Milestone = "release", Date = t.Term.Start, Results = [new("defects", 5m)] },
                new() { Milestone = "training", Date = t.Term.Start, AcceptedBy = "A. Client", AcceptedFraction = 50.Percent() },
            ]));

        static OutcomeEvent Outcome(string id, string outcome, LocalDate date) => new()
        {
            Id = id,
            Subject = "p1",
            Group = "a",
            Outcome = outcome,
            Date = date,
            EvidenceOn = date,
            ClaimedOn = date,
            Verdict = Verdict.Accepted,
            Adjudicator = "council",
        };
    }

    private static IEnumerable<WorkedYear> Services()
    {
        foreach (var terms in TermsSamples.All.OfType<ServiceLevelsTerms>())
        {
            if (terms.Schedule is not null)
            {
                yield return Year("two months missed", terms, static t => ServiceLevels.For(t).Experience(
                [
                    new(new(2024, 1), Dollars(90_000m), [new("uptime", 99.Percent()),
                        new("open-tickets", new() { Value = 50m, Unit = Unit.Count }, 60)]),
                    new(new(2024, 2), Dollars(90_000m), [new("uptime", 99.Percent()),
                        new("open-tickets", new() { Value = 10m, Unit = Unit.Count }, 20)]),
                ]));
                continue;
            }

            foreach (var hours in new[] { 1, 5, 60 })
            {
                var start = Instant.FromUtc(2024, 3, 12, 9, 0);
                yield return Year($"down for {hours} hours", terms, t => ServiceLevels.For(t).Experience(Dollars(12_000m),
                    [new() { Id = "1", Service = "api", Start = start, End = start + Duration.FromHours(hours) }],
                    [new() { Start = start, End = start + Duration.FromMinutes(10), AnnouncedAt = Instant.FromUtc(2024, 3, 1, 0, 0) }],
                    new(2024, 4, 15)));
            }
        }
    }

    private static IEnumerable<WorkedYear> Bundles()
    {
        foreach (var (spending, least) in new[] { (26_000m, 1), (45_000m, 1), (160_000m, 1), (26_000m, 30) })
        {
            var terms = TermsSamples.Bundle with { LeastEpisodes = least };
            yield return Year($"cost of {spending:F0}, at least {least} episodes", terms, t =>
            {
                var anchor = t.Term.Start.PlusDays(5);
                return CommercialBundles.For(t).Experience(CommercialBundles.For(t).Episodes(
                    [CommercialBundles.For(t).Cell("knee", Dollars(30_000m))],
                        Episodes(anchor, spending, "knee")).Total());
            });
        }
    }
}
