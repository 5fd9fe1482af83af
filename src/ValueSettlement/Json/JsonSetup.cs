using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;

namespace ValueSettlement.Json;

/// <summary>How documents are written and read: the generated metadata, completed by single values, lists, kinds and defaults.</summary>
internal static class JsonSetup
{
    /// <summary>How deep a document may be nested. The deepest sound contract needs about 80.</summary>
    public const int MaximumDepth = 128;

    // The generator sees ValueList<T> as a sequence that it cannot build; here each list gets its builder.
    private static readonly FrozenDictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> Lists =
        new Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>>
        {
            [typeof(ValueList<AcquiredConditionScale>)] = List<AcquiredConditionScale>,
            [typeof(ValueList<Agreement>)] = List<Agreement>,
            [typeof(ValueList<AppPlusBenchmark>)] = List<AppPlusBenchmark>,
            [typeof(ValueList<AppPlusToppedOut>)] = List<AppPlusToppedOut>,
            [typeof(ValueList<Band>)] = List<Band>,
            [typeof(ValueList<CarriedForward>)] = List<CarriedForward>,
            [typeof(ValueList<Clause>)] = List<Clause>,
            [typeof(ValueList<ProposedProvision>)] = List<ProposedProvision>,
            [typeof(ValueList<Condition>)] = List<Condition>,
            [typeof(ValueList<decimal>)] = List<decimal>,
            [typeof(ValueList<DueConsequence>)] = List<DueConsequence>,
            [typeof(ValueList<Criterion>)] = List<Criterion>,
            [typeof(ValueList<DailyHours>)] = List<DailyHours>,
            [typeof(ValueList<ExperienceDocument>)] = List<ExperienceDocument>,
            [typeof(ValueList<ExpenditureRules>)] = List<ExpenditureRules>,
            [typeof(ValueList<Fact>)] = List<Fact>,
            [typeof(ValueList<FrameworkIndicator>)] = List<FrameworkIndicator>,
            [typeof(ValueList<int>)] = List<int>,
            [typeof(ValueList<Level>)] = List<Level>,
            [typeof(ValueList<Line>)] = List<Line>,
            [typeof(ValueList<LineLetter>)] = List<LineLetter>,
            [typeof(ValueList<JudgedBand>)] = List<JudgedBand>,
            [typeof(ValueList<KindStopLoss>)] = List<KindStopLoss>,
            [typeof(ValueList<MeasureDomain>)] = List<MeasureDomain>,
            [typeof(ValueList<Milestone>)] = List<Milestone>,
            [typeof(ValueList<MeasuredService>)] = List<MeasuredService>,
            [typeof(ValueList<NonAdditive>)] = List<NonAdditive>,
            [typeof(ValueList<Operand>)] = List<Operand>,
            [typeof(ValueList<OutcomePrice>)] = List<OutcomePrice>,
            [typeof(ValueList<PayableOutcome>)] = List<PayableOutcome>,
            [typeof(ValueList<PeerGroupMedian>)] = List<PeerGroupMedian>,
            [typeof(ValueList<PerformanceStandard>)] = List<PerformanceStandard>,
            [typeof(ValueList<Piece>)] = List<Piece>,
            [typeof(ValueList<PointsRule>)] = List<PointsRule>,
            [typeof(ValueList<PriceTier>)] = List<PriceTier>,
            [typeof(ValueList<PurchasingDomain>)] = List<PurchasingDomain>,
            [typeof(ValueList<QuantityTier>)] = List<QuantityTier>,
            [typeof(ValueList<Rate>)] = List<Rate>,
            [typeof(ValueList<Region>)] = List<Region>,
            [typeof(ValueList<RegionalWeight>)] = List<RegionalWeight>,
            [typeof(ValueList<Scale>)] = List<Scale>,
            [typeof(ValueList<SettlementDocument>)] = List<SettlementDocument>,
            [typeof(ValueList<ScaleRow>)] = List<ScaleRow>,
            [typeof(ValueList<ScoredMeasure>)] = List<ScoredMeasure>,
            [typeof(ValueList<ScoreGate>)] = List<ScoreGate>,
            [typeof(ValueList<ServiceLevel>)] = List<ServiceLevel>,
            [typeof(ValueList<TierShare>)] = List<TierShare>,
            [typeof(ValueList<SpecialtyMeasure>)] = List<SpecialtyMeasure>,
            [typeof(ValueList<StopLossBand>)] = List<StopLossBand>,
            [typeof(ValueList<string>)] = List<string>,
            [typeof(ValueList<TrendBand>)] = List<TrendBand>,
        }.ToFrozenDictionary();

    private static readonly string[] AgreementMembers =
        ["id", "version", "currency", "term", "opening", "letters", "parts", "pool", "clauses", "pays", "payment", "publishing", "payoff"];

    // One instance of each type whose optional members do not all default to nothing: its values are the defaults.
    private static readonly FrozenDictionary<Type, object> Samples = new object[]
    {
        new AdvantageStarsTerms { Year = default, ApplicablePercentage = Any<Rate>(default) },
        new AppPlusRules { Measures = Any<ValueList<string>>([]), OutcomeMeasures = Any<ValueList<string>>([]),
            MinimumCases = Any(0), Completeness = Any<Rate>(default), LargestComplexShare = Any<Rate>(default) },
        new Arrangement { Id = string.Empty },
        new Authority { Citation = string.Empty },
        new Availability { Zone = string.Empty, Services = [] },
        new BenchmarkMethod { BaseYearWeights = Any<ValueList<int>>([]), Trend = Any<GrowthMethod>(default),
            Update = Any<GrowthMethod>(default), Risk = Any<RiskMethod>(default) },
        new ChangeLimit(),
        new Choose { Regions = [] },
        new CommercialBundleTerms { Id = string.Empty, Term = new(default, default), GainShare = default, OverageShare = default },
        new Consequence { What = default, AppliesTo = default, Action = string.Empty, Owner = string.Empty },
        new Contract { Id = string.Empty, Currency = string.Empty, Term = new(default, default) },
        new CostPlusIncentiveFeeTerms { Target = NoTarget, Term = new(default, default) },
        new Deduction { Amount = new WholeOf(default) },
        new Deferral { Share = default },
        new Escalation { Rules = NoEscalation, Escalated = default },
        NoEscalation,
        new IntervalDocument(),
        new EarlyTermination { Period = new(default, default) },
        new EpisodeThresholdTerms { Id = string.Empty, Term = new(default, default), Thresholds = new(default, default, default) },
        new ExperienceDocument(),
        new FigureDocument(),
        new FixedPriceIncentiveTerms { Target = NoTarget, Ceiling = null, Term = new(default, default) },
        new FrameworkIndicator(string.Empty, default, default, default),
        new Hold { Certificate = string.Empty, AppliesTo = default },
        new JointReplacementTerms { Year = default },
        new JointReplacementExpandedTerms { Year = default, Status = default },
        new JointReplacementQualityEffect(default),
        new LeadTerms { Year = default, Arrangement = default, SpendingGroup = default, SequestrationAppliesTo = default,
            SequestrationPlace = default },
        new Line { Key = string.Empty, Label = string.Empty, Operation = default },
        new LossRatioRebateTerms { Year = default, Market = default },
        new AchievementPoints(default, default),
        new BandPoints(default, default, default, default, default),
        new DecilePoints([], default),
        new ImprovementPoints(default),
        new Measure { Id = string.Empty, Version = string.Empty, Title = string.Empty, Defined = default },
        new MeasureDomain(string.Empty, default, []),
        new MeasuredService { Id = string.Empty },
        new MeasureSet { Id = string.Empty, Version = string.Empty, Period = new(default, default), Domains = [] },
        new MemberStopLoss { Bands = [] },
        new Milestone { Id = string.Empty, Value = default },
        new MilestonePaymentsTerms { Id = string.Empty, Currency = string.Empty, Term = new(default, default),
            Plan = new() { Milestones = [] } },
        new NewYorkPaymentTerms { Id = string.Empty, Term = new(default, default), Level = default },
        new OutcomePaymentsTerms { Id = string.Empty, Currency = string.Empty, Term = new(default, default) },
        new PartDTerms { Year = default },
        new PerformanceStandard { Measure = string.Empty, Domain = string.Empty },
        new Pool { Funding = default },
        new PointsCurve(default, default, default, default, default),
        new PieceDocument { Slope = default, Intercept = default },
        new PriorSettlement(),
        new PrometheusTerms { Id = string.Empty, Term = new(default, default) },
        new PrometheusWithholdTerms { Id = string.Empty, Term = new(default, default), Withhold = Any<Rate>(default) },
        new Proration { Factor = default },
        new PurchasingDomain(string.Empty, default),
        new QualityGate(),
        new QuantityPrices { Outcome = string.Empty, Pricing = default, Edge = default, Tiers = [] },
        new RateCard { Prices = [], Outcomes = [] },
        new ReachTerms { Arrangement = default, Year = default },
        new Region { Name = string.Empty },
        new RegionalAdjustmentRule { Weights = [] },
        new RiskCorridorTargetRule { LeastProfit = default, AdministrativeCap = default },
        new RoundingDocument { Digits = default },
        new Scale([]),
        new ScoreGate { Name = string.Empty, Test = default, Threshold = default, Effect = default },
        new ScoredMeasure(new() { Id = string.Empty, Version = string.Empty, Title = string.Empty, Defined = default },
            new AchievementPoints(default, default)),
        new WorkflowMap { Collector = string.Empty, RecordedIn = string.Empty, ValidatedBy = string.Empty },
        new ScaleRow(null, null, default, default),
        new ServiceLevel { Id = string.Empty, Allocation = default, Direction = default, Expected = default, Target = default },
        new SpecialtyMeasure(string.Empty),
        new ServiceLevelSchedule { AtRisk = default, Levels = [] },
        new SettledContract { Id = string.Empty, Version = default, Currency = string.Empty, Term = new(default, default),
            Publishing = default, Words = new() },
        new SettlementDocument
        {
            Contract = new() { Id = string.Empty, Version = default, Currency = string.Empty, Term = new(default, default),
                Publishing = default, Words = new() },
            LibraryVersion = string.Empty,
            Period = new(default, default),
            Opening = default,
            Earned = new(0m, 0m),
            Payable = new(0m, 0m),
        },
        new ContractWords(),
        new Standing { State = default },
        new WithinInfluence(Rate.Zero),
        new SharedSavingsTerms { Track = default, Year = default, AgreementStart = default },
        new TeamTerms { Track = default, Year = default },
        new Termination { InitiatedBy = default, EffectiveDate = default },
    }.ToFrozenDictionary(static sample => sample.GetType());

    private static Cited<T> Any<T>(T value)
        where T : notnull => new(value, new Authority { Citation = string.Empty });

    private static EscalationRules NoEscalation => new() { Bad = default, OfLast = default, ReleaseAfterGood = default, Missing = default };

    private static IncentiveTarget NoTarget => new() { Cost = default, Profit = default, UnderrunShare = default, OverrunShare = default };

    /// <summary>The form of every document.</summary>
    public static JsonSerializerOptions Options { get; } = Make(WriteDocument, new JsonFigure(Unit.Unstated));

    /// <summary>The form of which a digest is made: terms and facts without the words and sources around them.</summary>
    public static JsonSerializerOptions DigestOptions { get; } =
        Make(WriteTermsOnly, new JsonAuthorityPresence(), new JsonFigureValue(), new JsonOriginTerms());

    /// <summary>Whether options are those of a digest.</summary>
    public static bool IsDigest(JsonSerializerOptions options) => ReferenceEquals(options, DigestOptions);

    /// <summary>The default of an optional member.</summary>
    public static object? DefaultOf(Type type, JsonPropertyInfo member) =>
        Samples.TryGetValue(type, out var sample) ? member.Get!(sample) : null;

    /// <summary>Whether the serializer itself takes the default of a member that is left out: a parameter's, or nothing at all.</summary>
    public static bool FillsIn(Type type, JsonPropertyInfo member) =>
        member is { IsRequired: false, AssociatedParameter: { } parameter } && (parameter.HasDefaultValue || parameter.IsMemberInitializer)
        && Equals(DefaultOf(type, member), parameter.DefaultValue);

    public static JsonTypeInfo<T> Info<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Make(Action<JsonTypeInfo> members, params ReadOnlySpan<JsonConverter> more)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MaximumDepth,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(new ListResolver(),
                SettlementJsonContext.Default.WithAddedModifier(members)),
        };
        foreach (var converter in (ReadOnlySpan<JsonConverter>)
        [
            .. more,
            new JsonBasis(), new JsonBoolean(), new JsonDate(), new JsonDecimal(), new JsonDigestText(), new JsonInterval(),
                new JsonMinimumRateChoice(), new JsonMoney(), new JsonNumberMap(), new JsonPeriod(), new JsonPiece(), new JsonRate(),
                new JsonRateTerm(), new JsonRounding(), new JsonString(), new JsonWholeNumber(),
            new JsonWord<AbsenceKind>(), new JsonWord<AppliesTo>(), new JsonWord<CertificateDecision>(), new JsonWord<ConsequenceKind>(),
            new JsonWord<Effect>(), new JsonWord<EscalationCause>(), new JsonWord<EscalationState>(), new JsonWord<LineKind>(),
            new JsonWord<MissingPeriod>(),
            new JsonWord<MonthCount>(), new JsonWord<OpeningAmount>(), new JsonWord<Operation>(), new JsonWord<Party>(),
            new JsonWord<Payee>(), new JsonWord<PoolFunding>(), new JsonWord<PoolPayout>(), new JsonWord<QualityStandard>(),
            new JsonWord<RoundingMode>(), new JsonWord<Sharing>(), new JsonWord<Side>(), new JsonWord<TerminatedBy>(), new JsonWord<Unit>(),
            new JsonWord<AgreementPeriod>(), new JsonWord<CollectionType>(), new JsonWord<ProposedProvision>(),
            new JsonWord<GrowthMethod>(), new JsonWord<RiskMethod>(), new JsonWord<SixMonths>(),
            new JsonWord<Controllability>(), new JsonWord<Direction>(), new JsonWord<GateEffect>(), new JsonWord<GateTest>(),
            new JsonWord<GateWithoutResult>(), new JsonWord<MeasureForm>(), new JsonWord<MeasureStatus>(), new JsonWord<MeasureTier>(),
            new JsonWord<DeathPolicy>(), new JsonWord<MissingOutcomePolicy>(), new JsonWord<TrialPrice>(),
            new JsonWord<UnscoredDomain>(), new JsonWord<UnscoredPolicy>(),
            new JsonWord<DeadlineFrom>(), new JsonWord<PartialAcceptance>(), new JsonWord<TierEdge>(), new JsonWord<TierPricing>(),
            new JsonWord<InsuranceMarket>(), new JsonWord<JointReplacementHospital>(), new JsonWord<JointReplacementKind>(),
            new JsonWord<JointReplacementQualityActsOn>(), new JsonWord<JointReplacementStatus>(), new JsonWord<AdjustmentPlace>(),
            new JsonWord<LeadArrangement>(), new JsonWord<LeadSequestrationPlace>(), new JsonWord<LeadSpendingGroup>(),
            new JsonWord<LossLimitBasis>(), new JsonWord<LossRatioPlan>(), new JsonWord<LowVolume>(),
            new JsonWord<MedicaidCorridorKind>(), new JsonWord<NewYorkLevel>(),
            new JsonWord<NextGenerationArrangement>(), new JsonWord<QualityRule>(), new JsonWord<ReachArrangement>(),
            new JsonWord<ReachOrganisation>(),
            new JsonWord<AcquiredConditionMeasure>(), new JsonWord<ReadmissionsCondition>(), new JsonWord<ReadmissionsReference>(),
            new JsonWord<TeamHospital>(), new JsonWord<TeamTrack>(), new JsonWord<Track>(), new JsonWord<UnscoredParticipant>(),
            new JsonWord<SpecialtyCohort>(), new JsonWord<UnclaimedPool>(), new JsonWord<VolumeCohort>(),
            new JsonWord<WithholdBase>(), new JsonWord<AvailabilityBase>(), new JsonWord<DeadlineUnit>(), new JsonWord<LevelMeasurement>(),
        ])
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    private static JsonTypeInfo<ValueList<T>> List<T>(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateImmutableEnumerableInfo<ValueList<T>, T>(options, new JsonCollectionInfoValues<ValueList<T>>(),
            static items => items.ToValueList());

    private static void WriteNoDefaults(JsonTypeInfo info)
    {
        JsonComputed.Watch(info);

        // What follows from the other terms is no term.
        if (info.Type == typeof(TrackRates) || info.Type == typeof(IncentiveTarget))
        {
            foreach (var derived in info.Properties.Where(static member => member.Set is null).ToArray())
            {
                info.Properties.Remove(derived);
            }
        }

        // A reader wants the name first, and what acts in its order.
        if (typeof(Agreement).IsAssignableFrom(info.Type))
        {
            foreach (var member in info.Properties)
            {
                member.Order = Array.IndexOf(AgreementMembers, member.Name) is >= 0 and var place ? place : AgreementMembers.Length;
            }
        }

        foreach (var member in info.Properties)
        {
            if (member.Set is null)
            {
                continue;
            }

            // Nothing is left out silently: a null where none may be is still written, and fails there.
            var usual = member.IsRequired ? null : DefaultOf(info.Type, member);
            if (usual is not null || member.IsGetNullable)
            {
                member.ShouldSerialize = (_, value) => !Equals(value, usual);
            }
        }
    }

    private static void WriteDocument(JsonTypeInfo info)
    {
        WriteNoDefaults(info);
        JsonFigure.Use(info);
    }

    private static void WriteTermsOnly(JsonTypeInfo info)
    {
        WriteNoDefaults(info);
        foreach (var member in info.Properties)
        {
            if (JsonDigest.IsWording(info.Type, member.Name))
            {
                member.ShouldSerialize = static (_, _) => false;
            }
            else if (member.PropertyType == typeof(ContractWords) && typeof(Agreement).IsAssignableFrom(info.Type))
            {
                // Who pays whom is agreed; what amounts are called is wording, and words without names say nothing here.
                member.ShouldSerialize = static (_, words) => words is ContractWords { NamesParties: true };
            }
        }
    }

    private sealed class ListResolver : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
            Lists.TryGetValue(type, out var make) ? make(options) : null;
    }
}
