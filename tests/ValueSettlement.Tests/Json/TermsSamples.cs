using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Json;

/// <summary>Terms of every programme; together they set every member of every one to something that is not its default.</summary>
internal static class TermsSamples
{
    private static readonly DateInterval Year = new(new(2024, 1, 1), new(2024, 12, 31));
    private static readonly Authority Agreement = Authority.Of("Agreement, exhibit B");

    public static TeamTerms Team { get; } = new()
    {
        Track = TeamTrack.Track3,
        Year = 2027,
        Hospital = TeamHospital.Rural,
        LowVolume = LowVolume.NotReconciled,
        NeutralQualityScore = Cited(50.Percent()),
        Id = "team-valley-2027"
    };

    public static FullRiskTerms FullRisk { get; } = new()
    {
        Id = "full-risk",
        Currency = "EUR",
        Term = Year,
        Retention = Cited(12.Percent()),
        QualityWithhold = Cited(2.Percent()),
        Reinsurance = new()
        {
            Bands = [new(Rate.Zero, Money.Of(250_000m)), new(90.Percent())],
            Charge = Figure.Stated(Money.Of(1_200_000m), "quote"),
            Factor = new() { Value = 0.98m, Unit = Unit.Factor },
            Authority = Agreement,
        },
        Corridor = Cited<ValueList<Band>>([new(100.Percent(), 5.Percent()), new(50.Percent())]),
        LeastMedicalLossRatio = Cited(85.Percent()),
        GreatestDeficit = Cited(10.Percent()),
    };

    public static HospitalPurchasingTerms HospitalPurchasing { get; } = new()
    {
        Year = 2018,
        ResultsOf = new(new(2013, 7, 1), new(2016, 12, 31)),
        Standards = Cited<ValueList<PerformanceStandard>>(
        [
            new()
            {
                Measure = "HAI-4", Domain = "Safety", Direction = Direction.LowerIsBetter, Threshold = 0.738m, Benchmark = 0m,
                    MinimumCases = 1m, Form = MeasureForm.ObservedToExpected,
            },
            new() { Measure = "MORT-30-AMI", Domain = "Outcomes", Direction = Direction.HigherIsBetter, Threshold = 0.869247m,
                Benchmark = 0.887868m, MinimumCases = 25m },
            new() { Measure = "Consistency", Domain = "Outcomes", StatedPoints = 20m },
        ]),
        Rules = new()
        {
            Withhold = Cited(2.Percent()),
            Domains = Cited<ValueList<PurchasingDomain>>([new("Safety", 60.Percent()), new("Outcomes", 40.Percent(), 2)]),
            MinimumDomains = Cited(2),
            Achievement = Cited(new PointsCurve(9m, 0.5m, 1m, 9m, 10m, 1)),
            Improvement = Cited(new PointsCurve(10m, -0.5m, 0m, 9m, 9m, null)),
            ScoreDivisor = Cited(110m),
        },
        Id = "hvbp-harbour-2018",
    };

    public static CommercialBundleTerms Bundle { get; } = new()
    {
        Id = "bundle",
        Term = Year,
        Currency = "EUR",
        DeadBand = 3.Percent(),
        GainShare = 50.Percent(),
        OverageShare = 40.Percent(),
        GainCap = 10.Percent(),
        OverageCap = 15.Percent(),
        StopLoss = new(Money.Of(75_000m), 10.Percent()) { Authority = Agreement },
        LeastEpisodes = 30,
        Authority = Agreement,
    };

    public static ExchangePoolTerms ExchangePool { get; } = new()
    {
        Id = "exchange-pool",
        Currency = "EUR",
        Term = Year,
        Participants = ["north", "south", "west"],
        Withhold = Cited(2.Percent()),
        MaximumScore = Cited(100m),
        PaybackShare = Cited(60.Percent()),
        Curve = Cited(Scale.Knots((30m, 0m), (80m, 1m)).Below(0m).Above(1m)),
        Unscored = Cited(UnscoredParticipant.Neutral),
        Unclaimed = Cited(UnclaimedPool.Kept),
        GreatestGain = Cited(2.Percent()),
    };

    public static MipsTerms Mips { get; } = new()
    {
        Year = 2024,
        Clinicians = ["north", "south", "west"],
        Rules = new()
        {
            Threshold = Cited(70m),
            ApplicablePercent = Cited(8.Percent()),
            GreatestScaling = Cited(2m),
            AdditionalThreshold = Cited(85m),
            Additional = Cited(new AdditionalRange(1.Percent(), 9.Percent())),
            AdditionalFunds = Cited(Money.Of(100_000m)),
        },
        Id = "mips-valley",
    };

    public static SpecialtyTerms Specialty { get; } = new()
    {
        Year = 2030,
        Cohort = SpecialtyCohort.LowBackPain,
        Clinicians = ["north", "south", "west"],
        Measures = Cited<ValueList<SpecialtyMeasure>>(
        [
            new("pain") { Direction = Direction.HigherIsBetter, Points = ScalePoints.Ladder((0m, 1m), (50m, 5m), (90m, 10m)) },
            new("readmission", true) { Direction = Direction.LowerIsBetter },
        ]),
        Transform = Cited(Scale.Knots((0m, 0.2m), (100m, 1m))),
        WithoutCategory = Cited(UnscoredDomain.NoScore),
        GreatestGain = Cited(0.1m.Percent()),
        Rules = new()
        {
            RiskLevel = Cited(8.Percent()),
            Returned = Cited(80.Percent()),
            MinimumEpisodes = Cited(10),
            MinimumCases = Cited(11),
            Completeness = Cited(70.Percent()),
            QualityWeight = Cited(60.Percent()),
            Activities = Cited(new Scale([new(0m, null, -1m, -1m)], WholeNumbers: true)),
            PracticeSize = Cited(new Scale([new(1m, null, 2m, 2m)], WholeNumbers: true)),
            Interoperability = Cited(-5m),
            ComplexPatients = Cited(5m),
        },
        Id = "asm-valley",
    };

    public static SkilledNursingTerms SkilledNursing { get; } = new()
    {
        Year = 2026,
        Facilities = ["north", "south", "west"],
        Transform = Cited(Scale.Knots((0m, 0m), (100m, 1m))),
        Standards = Cited<ValueList<PerformanceStandard>>([new() { Measure = "turnover", Domain = SkilledNursingPurchasing.Domain,
            Direction = Direction.LowerIsBetter, Threshold = 0.5m, Benchmark = 0.3m }]),
        Rules = new()
        {
            Withhold = Cited(3.Percent()),
            Payback = Cited(70.Percent()),
            Unscored = Cited(UnscoredParticipant.Neutral),
            Suppressed = Cited(false),
            Achievement = Cited(new PointsCurve(9m, 0.5m, 1m, 9m, 10m, 1)),
            Improvement = Cited(new PointsCurve(10m, -0.5m, 0m, 9m, 9m, null)),
            MinimumMeasures = Cited(1),
        },
        Id = "snf-valley",
    };

    public static HomeHealthTerms HomeHealth { get; } = new()
    {
        Year = 2026,
        Cohort = VolumeCohort.Smaller,
        Agencies = ["north", "south", "west"],
        Standards = Cited<ValueList<PerformanceStandard>>(
        [
            new() { Measure = "dyspnea", Domain = HomeHealthPurchasing.Oasis, Direction = Direction.HigherIsBetter, Threshold = 0.4m,
                Benchmark = 0.9m, MinimumCases = 20m, Weight = 7m },
            new() { Measure = "hospital", Domain = HomeHealthPurchasing.Claims, StatedPoints = 10m, Weight = 2m },
        ]),
        Rules = new()
        {
            ApplicablePercent = Cited(4.Percent()),
            Oasis = Cited(60.Percent()),
            Others = Cited<ValueList<PurchasingDomain>>([new(HomeHealthPurchasing.Claims, 40.Percent())]),
            MinimumMeasures = Cited(2),
            Achievement = Cited(new PointsCurve(10m, 0m, 0m, 10m, 10m, 1)),
            Improvement = Cited(new PointsCurve(9m, 0m, 0m, 9m, 9m, 1)),
            Limited = Cited(true),
        },
        Id = "hhvbp-valley",
    };

    public static ReadmissionsTerms Readmissions { get; } = new()
    {
        Year = 2026,
        NeutralityModifier = Cited(PrintedNumber.Of("0.9626769795624243")),
        Medians = Cited<ValueList<PeerGroupMedian>>([new(5, ReadmissionsCondition.HeartFailure, PrintedNumber.Of("1.016441")),
            new(5, ReadmissionsCondition.Pneumonia, new() { Value = 1.010102m })]),
        Id = "readmissions",
    };

    public static AcquiredConditionTerms AcquiredConditions { get; } = new()
    {
        Year = 2024,
        Cut = Cited(0.3755m),
        Scales = Cited<ValueList<AcquiredConditionScale>>(
            [new(AcquiredConditionMeasure.SurgicalSiteInfection, 0.82405m, 0.61573m, 0m, 2.158m)]),
        Id = "acquired-conditions",
    };

    public static ValueList<ProgrammeTerms> All { get; } =
    [
        AcquiredConditions,
        Readmissions,
        new ReadmissionsTerms { Year = 2014 },
        new AcaRiskCorridorTerms
        {
            Year = 2015,
            Rules = AcaRiskCorridors.For(new() { Year = 2015 }).Rules with
            {
                Target = Cited<RiskCorridorTargetRule>(new()
                {
                    LeastProfit = 3.Percent(),
                    AdministrativeCap = 20.Percent(),
                    Adjustment = 2.Percent(),
                    AdjustmentFromCostShare = 80.Percent(),
                    CountsReserveDifference = true,
                }),
            },
            PaymentProration = AcaRiskCorridors.Proration2014,
            Id = "aca",
        },
        new BundledPaymentsTerms { Year = 6, Id = "lakeside" },
        Bundle,
        new CostPlusIncentiveFeeTerms
        {
            Target = Target, MinimumFee = Money.Of(1m), MaximumFee = Money.Of(900_000m), Term = Year, Currency = "EUR", Id = "cost-plus",
                Authority = Agreement,
        },
        Drug(new AdjustablePrice { ListPrice = Money.Of(900m), Start = new(2024, 1, 1), Test = Test, Authority = Agreement,
            Prices = [Scale.Knots((0m, 300m), (1m, 900m)), Scale.Steps((0m, 400m), (0.5m, 800m))] }) with { PriceBasis = "net" },
        Drug(new CostSharing { Periods = 3, Share = 50.Percent(), Authority = Agreement }) with { CertifiedBy = "outcomes registry" },
        Drug(new FreeTrial { Periods = 2, Price = TrialPrice.FreeForAll, Test = Test, Authority = Agreement }),
        Drug(new Instalments { Upfront = 40.Percent(), Yearly = [30.Percent(), 30.Percent()], Test = Test, Authority = Agreement }) with
        {
            Cap = null,
        },
        Drug(new Milestones { Rebates = [30.Percent(), 20.Percent()], Test = Test, Authority = Agreement }),
        Drug(new NetPriceTiers { ListPrice = Money.Of(2_000m), BaseRebate = 23.1m.Percent(), Authority = Agreement,
            Tiers = [new("year 1", Money.Of(500m)), new("year 2", Money.Of(750m))] }),
        Drug(new OutcomeRebate { RefundShare = 50.Percent(), Test = Test, GuaranteedResponse = 60.Percent(), Authority = Agreement }),
        new EpisodeThresholdTerms
        {
            Id = "thresholds", Term = Year, Currency = "EUR", Thresholds = new(Money.Of(10_000m), Money.Of(8_000m), Money.Of(6_000m)),
            Rules = new() { GainShare = Cited(50.Percent()), RiskShare = Cited(40.Percent()) },
        },
        ExchangePool,
        Mips,
        Mips with { ScalingFactor = Cited(1.5m), AdditionalScaling = Cited(0.5m) },
        Specialty,
        SkilledNursing,
        HomeHealth,
        new FixedPriceIncentiveTerms { Target = Target, Ceiling = Money.Of(10_000_000m), Term = Year, Currency = "EUR", Id = "fixed",
            Authority = Agreement },
        FullRisk,
        new GlobalBudgetTerms
        {
            Id = "budget",
            Currency = "USD",
            Term = Year,
            LeastScore = Cited(60.Percent()),
            ShareOfSavings = Cited<QualityRate>(new ScoreScaledRate(50.Percent())),
            ShareOfOverruns = Cited<QualityRate>(30.Percent()),
            GreatestGain = Cited(5.Percent()),
            GreatestLoss = Cited(4.Percent()),
        },
        HospitalPurchasing,
        new JointReplacementTerms { Year = 3, Hospital = JointReplacementHospital.RuralOrEquivalent, Id = "cjr" },
        new JointReplacementExpandedTerms
        {
            Year = 2031,
            Status = JointReplacementStatus.Team,
            Hospital = JointReplacementKind.Rural,
            Rules = JointReplacementExpanded.Proposed(
                Cited<JointReplacementQualityEffect>(new(JointReplacementQualityActsOn.Difference, 10.Percent(), 15.Percent()))),
            Id = "cjr-x",
        },
        new LeadTerms
        {
            Year = 2029,
            Arrangement = LeadArrangement.Global,
            SpendingGroup = LeadSpendingGroup.Higher,
            HighNeeds = true,
            RenewingFromSharedSavings = true,
            AddOnPlace = AdjustmentPlace.BeforeReductions,
            SequestrationAppliesTo = AppliesTo.Both,
            SequestrationPlace = LeadSequestrationPlace.AfterCorridor,
            StatedDiscount = Cited(2.25m.Percent()),
            Id = "lead",
        },
        new LeadTerms
        {
            Year = 2027,
            Arrangement = LeadArrangement.Global,
            SpendingGroup = LeadSpendingGroup.Lower,
            SequestrationAppliesTo = AppliesTo.Gains,
            SequestrationPlace = LeadSequestrationPlace.BeforeCorridor,
        },
        new LossRatioRebateTerms { Year = 2023, Market = InsuranceMarket.SmallGroup, LimitToOutstandingLiability = true, Id = "rebate" },
        new LossRatioRemittanceTerms
        {
            Plan = LossRatioPlan.Medicaid, Year = 2024, Rules = new() { Standard = Cited(86.Percent()) },
                CredibilityAdjustment = Cited(1.Percent()), NonCredibleBelow = Cited(2_400m), Id = "remittance",
        },
        new LossRatioRemittanceTerms
        {
            Plan = LossRatioPlan.Medicare, Year = 2024,
                CredibilityTable = Cited(Scale.Knots((2_400m, 0.08m), (380_000m, 0.01m)).Below(0.08m).Above(0.01m)),
        },
        new MedicaidCorridorTerms
        {
            Form = MedicaidCorridorKind.TargetRatio,
            Term = Year,
            Bands = MedicaidCorridors.VermontExpectedCost,
            Ratio = Cited(88.Percent()),
            DocumentedOn = new LocalDate(2023, 11, 2),
            Id = "medicaid",
        },
        new NextGenerationTerms { Arrangement = NextGenerationArrangement.B, Year = 2019, Cap = 10.Percent(), Id = "ngaco" },
        new MilestonePaymentsTerms
        {
            Id = "milestones", Currency = "EUR", Term = Year, Parties = new("ministry", "contractor"),
            Plan = new()
            {
                Authority = Agreement,
                Milestones =
                [
                    new()
                    {
                        Id = "release", Value = Money.Of(900), Criteria = [new("defects", 5m, Direction.LowerIsBetter)],
                        Partial = PartialAcceptance.CriteriaMet, LongStop = new(2024, 6, 30), Authority = Agreement,
                        Retention = new() { Share = 10.Percent(), ReleaseOn = new(2024, 9, 30) },
                    },
                    new()
                    {
                        Id = "training", Value = Money.Of(500), Partial = PartialAcceptance.StatedFraction,
                        Retention = new() { Share = 20.Percent(), ReleaseWhen = "no complaint for 90 days" },
                    },
                ],
            },
        },
        new OutcomePaymentsTerms
        {
            Id = "outcomes", Currency = "EUR", Term = Year, Parties = new("council", "charity"),
            RateCard = new()
            {
                Prices = [new("a", "start", Money.Of(400)) { Authority = Agreement }, new("a", "monthly", Money.Of(117))],
                Outcomes =
                [
                    new() { Name = "start", MostPerPerson = 1, Authority = Agreement },
                    new() { Name = "monthly", MostPerPerson = 26, After = new("start", 28), DaysApart = 28 },
                ],
                Events = new() { EvidenceDays = 60, Claim = new(30, DeadlineFrom.PeriodEnd), Adjudicator = "council" },
                LimitPerPerson = Money.Of(3_000), TotalLimit = Money.Of(1_000_000),
                Accelerator = new(1, 1.25m) { Authority = Agreement }, Authority = Agreement,
            },
            Quantities = new()
            {
                Outcome = "hours", Pricing = TierPricing.Marginal, Edge = TierEdge.Upper,
                Tiers = [new(Money.Of(12.5m), 100m), new(Money.Of(11))],
                Minimum = Money.Of(500), Maximum = Money.Of(5_000), Events = new() { EvidenceDays = 10 }, Authority = Agreement,
            },
            ServiceFee = new() { PerMonth = Money.Of(1_000), Months = 12, Authority = Agreement },
        },
        new PartDTerms { Year = 2007, NinetyPercentRule = true, LiteralText = true, Id = "part-d" },
        new PartDTerms
        {
            Year = 2025,
            Demonstration = Cited<CorridorBands>(new([new(Rate.Zero, 5.Percent()), new(80.Percent())],
                [new(Rate.Zero, 5.Percent()), new(50.Percent(), 10.Percent()), new(80.Percent())])),
        },
        new PrometheusTerms { Id = "case-rates", Term = Year, Currency = "EUR" },
        new PrometheusWithholdTerms { Id = "withhold", Term = Year, Currency = "EUR", Withhold = Cited(10.Percent()) },
        new AdvantageStarsTerms
        {
            Year = 2026, ApplicablePercentage = Cited(95.Percent()), IsQualifyingCounty = true, Id = "stars", Rules = new()
            {
                BonusFrom = Cited(4m), Bonus = Cited(5.Percent()), NewPlanBonus = Cited(3.Percent()), QualifyingCounty = Cited(2m),
                NewPlanStars = Cited(3.5m), Rebate = Cited<QualityRate>(RateByScore.Steps((Rate.Zero, 50.Percent()),
                    (70.Percent(), 65.Percent()), (90.Percent(), 70.Percent()))),
            },
        },
        new OutcomesFrameworkTerms
        {
            Year = 2026, Id = "qof", Indicators = Cited<ValueList<FrameworkIndicator>>(
            [
                new("AST007", 20m, 45.Percent(), 70.Percent()),
                new("VI001", 18m, 89.Percent(), 96.Percent()) { Improvement = Cited(10.Percent()), WithoutPrevalence = true },
            ]),
            Rules = new()
            {
                PointValue = Cited(227.95m), AverageList = Cited(10_349m), ImprovementFrom = Cited(5.Percent()),
                AspirationShare = Cited(70.Percent()),
            },
        },
        new NewYorkPaymentTerms
        {
            Id = "ny-1", Term = Year, Level = NewYorkLevel.Level1,
            Savings = new() { AllGoals = Cited(55.Percent()), HalfOfGoals = Cited(25.Percent()), FewerGoals = Cited(Rate.Zero) },
        },
        new NewYorkPaymentTerms
        {
            Id = "ny-2", Term = Year, Level = NewYorkLevel.Level2, Savings = new() { FewerGoals = Cited(5.Percent()) },
            Losses = new() { AllGoals = Cited(10.Percent()), HalfOfGoals = Cited(50.Percent()), FewerGoals = Cited(95.Percent()) },
        },
        new QualityWithholdTerms
        {
            Id = "quality-withhold", Currency = "EUR", Term = Year, Withhold = Cited(2.5m.Percent()),
            EarnedBack = Cited(EarnBack.Between(50.Percent(), 90.Percent())), IncentivePool = "challenge pool",
            Bonus = new() { Greatest = Cited(1.Percent()), Earned = Cited(EarnBack.InProportion) },
        },
        new QualityWithholdTerms
        {
            Id = "measured", Currency = "EUR", Term = MeasureSamples.EveryKind.Period, Withhold = Cited(2.Percent()),
            EarnedBack = Cited(EarnBack.InProportion), Measures = MeasureSamples.EveryKind,
        },
        new ReachTerms { Arrangement = ReachArrangement.Professional, Year = 2026, Organisation = ReachOrganisation.HighNeeds,
            Id = "reach" },
        new ServiceLevelsTerms
        {
            Id = "cloud", Currency = "EUR", Term = new(new(2024, 3, 1), new(2024, 3, 31)),
            Availability = new()
            {
                Zone = "Europe/Berlin",
                Services =
                [
                    new() { Id = "api", Weight = 2m },
                    new() { Id = "desk", Hours = new() { Zone = "Europe/Vienna", Days = [new(1, 480, 1_080), new(5, 1_320, 360)] } },
                ],
                Base = AvailabilityBase.PeriodMinutes, MaintenanceReducesBase = true, MaintenanceNoticeMinutes = 2_880,
                MaintenanceAllowanceMinutes = 240, Authority = Agreement,
            },
            Credits = new()
            {
                Shares = CreditTiers.Below((99.9m.Percent(), 10.Percent()), (95.Percent(), 50.Percent())), MustExceed = Money.Of(1m),
                Limit = Money.Of(5_000m), Claim = new(DeadlineUnit.Days, 30), Authority = Agreement,
            },
        },
        new ServiceLevelsTerms
        {
            Id = "outsourcing", Currency = "USD", Term = Year,
            Schedule = new()
            {
                AtRisk = 12.Percent(),
                Levels =
                [
                    new() { Id = "uptime", Allocation = 60.Percent(), Direction = Direction.HigherIsBetter, Expected = 0.995m,
                        Target = 0.999m },
                    new()
                    {
                        Id = "open-tickets", Allocation = 40.Percent(), Measurement = LevelMeasurement.Sample,
                        Direction = Direction.LowerIsBetter, Expected = 40m, Target = 20m, Minimum = 30, Unit = Unit.Count,
                    },
                ],
                RepeatFactors = [Rate.One, 150.Percent()], EarnBack = new(2, 50.Percent()), Authority = Agreement,
            },
        },
        new SharedSavingsTerms
        {
            Track = Track.Track2, Year = 2018, AgreementStart = new(2016, 1, 1), MinimumRate = MinimumRateChoice.Fixed(Rate.Of(0.005m)),
                TrackYear = 2, Id = "mssp",
        },
        new SharedSavingsTerms
        {
            Track = Track.Track1Plus, Year = 2019, SixMonths = SixMonths.JanuaryToJune, AgreementStart = new(2018, 1, 1),
                MinimumRate = MinimumRateChoice.Table, LossLimit = LossLimitBasis.Benchmark,
        },
        new SharedSavingsTerms { Track = Track.BasicE, Year = 2025, AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(1.Percent()) },
        new SharedSavingsTerms { Track = Track.BasicB, Year = 2025, AgreementStart = new(2025, 1, 1), Agreement = AgreementPeriod.Later },
        new SharedSavingsTerms { Track = Track.BasicB, Year = 2022, AgreementStart = new(2022, 1, 1), Agreement = AgreementPeriod.First },
        SmallBenchmark,
        Lettered with { Rules = MedicareSharedSavings.For(Lettered).Rules with { Benchmark = MedicareSharedSavings.For(
            Lettered).BenchmarkMethod } },
        new ReachTerms { Arrangement = ReachArrangement.Global, Year = 2023 },
        Team,
    ];

    private static SharedSavingsTerms SmallBenchmark => MedicareSharedSavings.Proposed2027.Apply(new()
    {
        Track = Track.BasicE,
        Year = 2027,
        AgreementStart = new(2027, 1, 1),
        Agreement = AgreementPeriod.First,
        MinimumRate = MinimumRateChoice.Table,
        IsSmallInBenchmarkYears = true,
        SmallLimits = new() { Savings = Cited(5.Percent()), Losses = Cited(2.Percent()) },
    }) is var terms ? terms with
    {
        Rules = terms.Rules! with
        {
            QualityPercentiles = Cited<ValueList<decimal>>([74.54m, 69.27m, 70m]),
            AppPlus = terms.Rules.AppPlus! with
            {
                UnscoredEarnsComplexPoint = Cited(true),
                ToppedOut = [new() { Measure = "134", Collection = CollectionType.MipsCqm, Most = 7m, Authority = Agreement }],
            },
            Benchmark = terms.Rules.Benchmark! with
            {
                Regional = terms.Rules.Benchmark.Regional! with
                {
                    Value = terms.Rules.Benchmark.Regional.Value with { LowerSpendingAuthority = Agreement },
                },
            },
        },
    } : throw new InvalidOperationException();

    private static SharedSavingsTerms Lettered => new()
    {
        Track = Track.Track1,
        Year = 2016,
        AgreementStart = new(2016, 1, 1),
        Agreement = AgreementPeriod.Later,
    };

    private static IncentiveTarget Target =>
        new() { Cost = Money.Of(8_400_000m), Profit = Money.Of(760_000m), UnderrunShare = 50.Percent(), OverrunShare = 40.Percent() };

    private static Cited<T> Cited<T>(T value)
        where T : notnull => new(value, Agreement);

    private static OutcomeTest Test => new()
    {
        WindowDays = 90,
        EvidenceDays = 30,
        ClaimDays = 60,
        Death = DeathPolicy.CountAsNonResponder,
        Missing = MissingOutcomePolicy.Exclude,
        Response = new("fall in serum M-protein", 0.5m, Direction.HigherIsBetter),
        Adjudicator = "registry",
    };

    private static DrugAgreementTerms Drug(DrugForm form) => new()
    {
        Id = "drug-agreement",
        Currency = "EUR",
        Term = Year,
        Form = form,
        Cap = Cited(20.Percent()),
    };
}
