using NodaTime;
using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// The Medicare Shared Savings Program, 42 CFR part 425: every track and level, performance years 2013 to 2026, and later ones as far as
/// their rules are known.
/// <code>
/// opening = updated benchmark − expenditure
///   ─► guardrail ─► half rate below the minimum ─► minimum rate ─► sharing rate ─► sequestration ─► limit ─► relief ─► six months
///   ─► termination
/// </code>
/// CMS Shared Savings and Losses specifications version 11, section 4.3.
/// </summary>
public sealed partial class MedicareSharedSavings : Programme<SharedSavingsTerms>
{
    private static readonly ContractWords Words = new() { Provider = "organisation" };

    private static readonly Authority Order = Authority.Of("CMS Shared Savings and Losses specifications version 11, section 4.3",
        "Sequestration (step 8) comes before the limit, which is then paid in full, as the published results of 2016 to 2018 show too; "
            + "relief and termination follow it.");

    private static readonly Authority GainsOnly =
        Authority.Of("CMS Shared Savings and Losses specifications version 11, section 4.3, step 8", "On shared savings only.");

    /// <summary>
    /// The letters of the lines on the benchmark and settlement reports. Two reports letter their lines separately, so a letter may stand
    /// twice.
    /// </summary>
    private static readonly ValueList<LineLetter> BenchmarkLetters =
    [
        new("trend-by1", "E"), new("trend-by2", "E"), new("trended-by1", "F"), new("trended-by2", "F"), new("trended-by3", "F"),
            new("historical", "G"), new("historical-per-capita", "I"),
        new("regional-at-risk", "K"), new("regional-difference", "L"), new("weighted-regional-difference", "M"),
            new("weighted-difference", "O"), new("regional-adjustment", "Q"),
        new("adjusted-historical", "R"), new("historical-benchmark", "S"), new("two-way-update", "I"), new("update-factor", "K"),
        new("updated-per-capita", "F"), new("person-years", "B"), new("benchmark-total", "H"), new("expenditure-per-capita", "E"),
            new("expenditure-total", "G"),
    ];

    private MedicareSharedSavings(SharedSavingsTerms terms)
        : base(terms)
    {
    }

    /// <summary>The benchmark recomputed with the two-way update factor: the guardrail of agreements from 2024 compares with it.</summary>
    public static Basis TwoWayBenchmark { get; } = new("two-way-benchmark");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public SharedSavingsRules Rules => Terms.Rules!;

    /// <summary>
    /// How the benchmark of the agreement and performance period is built; <see langword="null"/> where it is stated, because the terms do
    /// not say which agreement period it is.
    /// <code>
    /// from July 2019   historical [G] = Σ weight × expenditure × risk × trend [E];  [R] = [G] + adjustment [Q];  updated = [R] × risk ×
    /// update
    /// before           updated = [G] × risk + flat-dollar growth;  later agreements 2017-2019: regional trend, adjustment and update
    /// </code>
    /// 42 CFR 425.601-425.603, 425.652-425.662; CMS Shared Savings and Losses specifications version 11, section 4.1.
    /// </summary>
    public BenchmarkMethod? BenchmarkMethod =>
        Rules.Benchmark is { Letters.Count: 0 } method ? method with { Letters = BenchmarkLetters } : Rules.Benchmark;

    /// <inheritdoc/>
    private protected override string Name =>
        $"Medicare Shared Savings Program, {(Terms.Proposed.Count == 0 ? string.Empty
            : "under the proposal for 2027, which is no law, ")}{NameOf(Terms.Track)}, {Terms.PeriodName}, "
        + $"agreement from {Dates.Text(Terms.AgreementStart)}";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Track, year, agreement start and elections.</param>
    /// <exception cref="SettlementException">The combination never existed; carries every reason.</exception>
    public static MedicareSharedSavings For(SharedSavingsTerms terms) => new(terms);

    /// <summary>The programme's own name of a track or level.</summary>
    /// <param name="track">The track or level.</param>
    public static string NameOf(Track track) => track switch
    {
        Track.Track1 => "Track 1",
        Track.Track1Plus => "Track 1+",
        Track.Track2 => "Track 2",
        Track.Track3 => "Track 3",
        Track.Enhanced => "ENHANCED",
        _ => "BASIC level " + (char)('A' + (track - Track.BasicA)),
    };

    /// <summary>Builds the benchmark and the expenditure that it is compared with, from base years and performance year.</summary>
    /// <param name="inputs">What they are built from.</param>
    /// <exception cref="SettlementException">
    /// The terms do not say which agreement period it is, or the inputs contradict it or do not have the shape that the method needs.
    /// </exception>
    public BenchmarkResult Benchmark(BenchmarkInputs inputs)
    {
        var method = BenchmarkMethod ?? throw new SettlementException([new("rule-not-known", "rules.benchmark", string.Empty,
            "How a benchmark is built depends on whether it is the first agreement period.", "State the agreement period in the terms.")]);
        ArgumentNullException.ThrowIfNull(inputs);
        if (Terms.Agreement == AgreementPeriod.First && inputs.TimesRegionallyAdjusted > 1)
        {
            throw new SettlementException([new("times-contradicted", "timesRegionallyAdjusted",
                UnitText.Of(inputs.TimesRegionallyAdjusted, Unit.Count),
                "In a first agreement period the benchmark is adjusted by its region for the first time.",
                "State 1, or that it is a later agreement period.")]);
        }

        return method.Build(inputs) with { Terms = Terms.Digest };
    }

    /// <summary>What the contract settles: both benchmarks and the expenditure with their lines, and the other facts.</summary>
    /// <param name="benchmark">The benchmark, made by <see cref="Benchmark"/>.</param>
    /// <param name="facts">The other facts, for example the assigned beneficiaries and quality.</param>
    /// <exception cref="SettlementException">Other terms made the benchmark.</exception>
    public Experience Experience(BenchmarkResult benchmark, params ReadOnlySpan<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        RefuseOthers(benchmark.Terms, "benchmark");
        return Made(new()
        {
            Benchmark = benchmark.Total,
            Expenditure = benchmark.Expenditure,
            Facts = benchmark.TwoWayTotal is { } twoWay ? [.. facts, Number.Of(TwoWayBenchmark, twoWay)] : [.. facts],
        });
    }

    /// <summary>The minimum savings rate and minimum loss rate of the organisation, as fractions of the benchmark, not rounded.</summary>
    /// <param name="assignedBeneficiaries">Headcount, not person-years.</param>
    /// <param name="stated">The rate that CMS stated, needed below 500 assigned beneficiaries where the table gives none.</param>
    /// <returns>The two rates; the loss rate, a magnitude, is <see langword="null"/> for a one-sided track.</returns>
    /// <exception cref="SettlementException">The table gives no rate and none is stated.</exception>
    public (decimal Savings, decimal? Losses) MinimumRates(int assignedBeneficiaries, Rate? stated = null)
    {
        var (savings, losses, authority) = MinimumLevels();
        Fact[] facts = stated is { } rate
            ? [Number.AssignedBeneficiaries(assignedBeneficiaries), Number.MinimumRate(rate)]
            : [Number.AssignedBeneficiaries(assignedBeneficiaries)];

        // A benchmark of one turns the level into its rate.
        var run = new Run { Facts = facts, Benchmark = 1m };
        var result = (savings.Resolve(ref run, new Head("minimum-savings", "Minimum savings rate", Unit.Rate, authority)),
            losses?.Resolve(ref run, new Head("minimum-losses", "Minimum loss rate", Unit.Rate, authority)));
        return run.Failures is null ? result : throw new SettlementException(run.Failures);
    }

    /// <summary>
    /// Whether the organisation counts as one of low revenue: participants' revenue below 35 % of what the assigned beneficiaries cost
    /// (42 CFR 425.20).
    /// </summary>
    /// <param name="participantRevenue">Medicare Parts A and B fee-for-service revenue of the participants.</param>
    /// <param name="assignedExpenditure">Parts A and B expenditure of the assigned beneficiaries, positive.</param>
    /// <exception cref="SettlementException">The agreement began before July 2019, when there was no such distinction.</exception>
    public RevenueCategory RevenueCategoryOf(Money participantRevenue, Money assignedExpenditure) =>
        RevenueCategory.From(participantRevenue, assignedExpenditure, Rules.LowRevenueBelow ?? throw new SettlementException([new(
            "rule-not-known", "rules.lowRevenueBelow", Dates.Text(Terms.AgreementStart),
            "Organisations of low and of high revenue are told apart for agreements from July 2019 on.",
                "Replace the rule with a cited one.")]));

    internal static bool IsBasic(Track track) => track is >= Track.BasicA and <= Track.BasicE;

    internal static bool IsTwoSided(Track track) => track is not (Track.Track1 or Track.BasicA or Track.BasicB);

    /// <summary>
    /// The contract for one performance period. What the rules leave to facts is an input of the experience:
    /// <see cref="Number.AssignedBeneficiaries"/>, <see cref="ValueSettlement.Quality"/>, and where they matter
    /// <see cref="Basis.ParticipantRevenue"/>, <see cref="RevenueCategory"/>, <see cref="TwoWayBenchmark"/>, <see
    /// cref="BenchmarkReplaced"/>,
    /// <see cref="Number.ReliefShares"/> or <see cref="Number.Relief"/>, <see cref="Termination"/>, <see cref="Basis.AdvanceBalance"/>,
    /// <see cref="Basis.PreviouslySettled"/>. Totals of a six-month period are those of the full calendar year.
    /// </summary>
    private protected override Contract Make()
    {
        var (savings, losses, minimumAuthority) = MinimumLevels();
        var shares = SharingRates();
        var full = Tail(shares);
        Clause minimum = new MinimumRate
        {
            Savings = savings,
            Losses = losses,
            Shares = Sharing.FirstDollar,
            Authority = minimumAuthority,
            Letter = "N",
            LossLetter = "O",
        };
        ValueList<Clause> ordinary = [minimum, .. full];
        if (Rules.HalfRate is { } half)
        {
            ordinary = [HalfRateBelow(savings, half, Tail((PartOf(half, shares.Gain), shares.Loss)), ordinary)];
        }

        if (Rules.Guardrail is { } guardrail)
        {
            ordinary = [Guard(losses ?? savings, guardrail, [minimum, .. full], ordinary)];
        }

        return new()
        {
            Id = Terms.Id ?? $"mssp-{(Terms.Proposed.Count == 0 ? string.Empty : "proposal-for-2027-")}{Slug(Terms.Track)}-"
                + Terms.PeriodName.Replace(' ', '-').ToLowerInvariant(),
            Currency = "USD",
            Term = Terms.Period,
            Publishing = Rounding.Whole,
            Letters = new("H", "G", "I"),
            OrderAuthority = Order,
            Words = Words,
            Clauses = [.. ordinary, .. After()],
            Payment =
            [
                new PriorSettlement(),
                new Recoupment
                {
                    Label = "Recoupment of advance payments",
                    Balance = Basis.AdvanceBalance,
                    Authority = Authority.Of("42 CFR 425.630(g), 425.640; published results 2014-2018 and 2024"),
                },
            ],
        };
    }

    private static Choose HalfRateBelow(Level savings, Cited<Rate> half, ValueList<Clause> then, ValueList<Clause> otherwise) => new()
    {
        Label = "Savings below the minimum savings rate",
        Authority = half.Authority,
        Regions =
        [
            new Region
            {
                Name = "Half rate below the minimum savings rate",
                From = new(Side.Gain, Money.Zero, false),
                To = new(Side.Gain, savings, false),
                When = [new AtLeastAssigned(5_000), new AtLeastQuality(QualityStandard.Alternative), new LowRevenue()],
                Then = then,
                Authority = half.Authority,
            },
        ],
        Otherwise = otherwise,
    };

    private static Choose Guard(Level least, Authority guardrail, ValueList<Clause> again, ValueList<Clause> otherwise) => new()
    {
        Label = "Guardrail",
        Authority = guardrail,
        Regions =
        [
            new Region
            {
                Name = "Losses at or beyond the minimum rate: two-way benchmark",
                To = new(Side.Loss, least, true),
                When = [new LargerBenchmark(TwoWayBenchmark)],
                Benchmark = TwoWayBenchmark,
                Then = [new Limit { Label = "Guardrail: neither savings nor losses", Gain = Money.Zero, Authority = guardrail }, .. again],
                Authority = guardrail,
            },
        ],
        Otherwise = otherwise,
    };

    /// <summary>The two levels, each with where its rate comes from, and the authority of the rule that chooses between them.</summary>
    private (Level Savings, Level? Losses, Authority Authority) MinimumLevels()
    {
        var table = Rules.MinimumRateTable;
        Level bySize = new ShareBySize(table.Value, Basis.Benchmark) { Authority = table.Authority };
        if (!IsTwoSided(Terms.Track))
        {
            return (bySize, null, table.Authority);
        }

        // The choice of the model that is no part of the regulation stands where its rates do.
        var offered = Terms.Track != Track.Track1Plus ? Rules.FixedMinimumRates
            : Rules.FixedMinimumRates with { Authority = Rules.Rates.Authority };
        if (Terms.Track == Track.Track2 && offered.Value.Count == 1)
        {
            Level only = new FromSize(5_000, offered.Value[0], offered.Value[0]) { Authority = offered.Authority };
            return (only, only, offered.Authority);
        }

        if (Terms.MinimumRate?.FixedRate is not { } fixedRate)
        {
            return (bySize, bySize, FromTheFirstDollar(table.Authority));
        }

        Level chosen = new Cited<Rate>(fixedRate, offered.Authority);
        // Until June 2019 a fixed rate stays below 5,000 too: the rule looks at the headcount and changes nothing.
        var below = Rules.TableReplacesChoiceBelow;
        Level level = below is not null ? new FromSize(below.Value, chosen, bySize) { Authority = below.Authority }
            : new FromSize(5_000, chosen, chosen);
        return (level, level, FromTheFirstDollar(offered.Authority));
    }

    /// <summary>The rule of a minimum rate together with the rule that the whole difference counts once it is reached.</summary>
    private Authority FromTheFirstDollar(Authority minimum) =>
        IsBasic(Terms.Track) ? minimum with { Citation = minimum.Citation + "; first dollar 42 CFR 425.605(d)(1)(x)" }
        : Terms.Track is Track.Enhanced or Track.Track3
            ? minimum with { Citation = minimum.Citation + "; first dollar 42 CFR 425.610(e)(1)" }
        : minimum;

    /// <summary>The rates for savings and for losses, by quality as the year's rule says.</summary>
    private (QualityRate Gain, QualityRate Loss) SharingRates()
    {
        var (rule, rates, authority) = (Rules.Quality.Value, Rules.Rates.Value, Rules.Rates.Authority);
        var sharing = Rules.SharingInForce;
        QualityRate full = sharing;
        QualityRate scaled = new ScoreScaledRate(sharing.Value) { Authority = sharing.Authority };
        QualityRate none = new Cited<Rate>(Rate.Zero, authority);

        // The rate cites the track, and its choice by quality, which the clause's line shows, cites the rule of the year, unless the rate
        // itself is less certain.
        QualityRate ByQuality(QualityRate met, QualityRate alternative, QualityRate notMet, Authority? of = null) =>
            new RateByStandard(met, alternative, notMet) { Authority = Rules.Quality.Authority.OrLessCertain(of) };
        var own = Rules.SharingRate?.Authority;
        var gain = rule switch
        {
            QualityRule.Scaled => ByQuality(scaled, none, none, own),
            QualityRule.AllOrNothing => ByQuality(full, none, none, own),
            _ => ByQuality(full, scaled, none, own),
        };
        if (!rates.TwoSided)
        {
            return (gain, none);
        }

        if (rates.FixedLossRate is { } flat)
        {
            return (gain, new Cited<Rate>(flat, authority));
        }

        QualityRate ceiling = new Cited<Rate>(rates.LossCeiling!.Value, authority);
        QualityRate byScore = new OneMinusScoreScaledRate(sharing.Value, rates.LossFloor!.Value,
            rates.LossCeiling!.Value)
        { Authority = sharing.Authority };
        return (gain, ByQuality(byScore, rule == QualityRule.WithAlternative ? byScore : ceiling, ceiling, own));
    }

    /// <summary>Sharing, sequestration and limit: the part that reads the benchmark in force.</summary>
    private ValueList<Clause> Tail((QualityRate Gain, QualityRate Loss) shares)
    {
        var (rates, authority) = (Rules.Rates.Value, Rules.Rates.Authority);
        Level? loss = null;
        if (rates.TwoSided)
        {
            Level ofBenchmark = Rules.LossLimitByTrackYear is { } limits
                ? new Cited<Rate>(limits.Value[Math.Min(Terms.TrackYear ?? 1, limits.Value.Count) - 1], limits.Authority)
                : rates.BenchmarkLimit!.Value;
            loss = rates.RevenueLimit is not { } share ? ofBenchmark
                : Terms.LossLimit switch
                {
                    LossLimitBasis.Revenue => share.Of(Basis.ParticipantRevenue),
                    LossLimitBasis.Benchmark => ofBenchmark,
                    _ => new LesserOf([share.Of(Basis.ParticipantRevenue), ofBenchmark]),
                };
        }

        return
        [
            new SharingRate
            {
                Gain = shares.Gain,
                Loss = shares.Loss,
                Authority = Rules.SharingRate is not { } own ? authority : own.Authority with
                {
                    Citation = rates.TwoSided ? $"{own.Authority.Citation}; of losses {authority.Citation}" : own.Authority.Citation,
                },
                Letter = "V",
            },
            new Sequestration { Rate = Rules.Sequestration, AppliesTo = AppliesTo.Gains, Authority = GainsOnly, Letter = "X" },
            .. Limits(rates.PaymentLimit, loss, authority),
        ];
    }

    /// <summary>The limit of the level, and after it that of a small benchmark year.</summary>
    private IEnumerable<Clause> Limits(Rate savings, Level? losses, Authority authority)
    {
        yield return new Limit { Gain = savings, Loss = losses, Authority = authority, Letter = "Y", LossLetter = "CC" };
        if (Terms.SmallLimits is { } small)
        {
            yield return new Limit
            {
                Label = "Limit with fewer than 5,000 beneficiaries in benchmark year 1 or 2",
                Gain = small.Savings.Value,
                Loss = losses is null ? null : small.Losses?.Value,
                Authority = small.Losses is { } least ? small.Savings.Authority.OrLessCertain(least.Authority) : small.Savings.Authority,
            };
        }
    }

    /// <summary>A part of the rate: its line rests on the part and, where that is less certain, on how quality chooses the rate.</summary>
    private static PartOfRate PartOf(Cited<Rate> part, QualityRate rate) =>
        new(part.Value, rate) { Authority = part.Authority.OrLessCertain(rate.Authority) };

    /// <summary>Relief, six months and termination: the part that reads no benchmark.</summary>
    private IEnumerable<Clause> After()
    {
        if (IsTwoSided(Terms.Track))
        {
            yield return new Relief
            {
                Authority = Authority.Of("42 CFR 425.605(f), 425.606(i), 425.610(i)",
                "After the loss limit; no minimum share."),
                LossLetter = "GG"
            };
        }

        if (Rules.SixMonthShare is { } half)
        {
            yield return new Proration { Label = "Six-month performance period", Factor = half, Authority = half.Authority };
        }

        yield return new EarlyTermination { Period = Terms.Period, Authority = Authority.Of("42 CFR 425.221(b)(2)") };
    }

    private static string Slug(Track track) => NameOf(track).ToLowerInvariant().Replace("+", "-plus", StringComparison.Ordinal).Replace(
        ' ', '-');
}
