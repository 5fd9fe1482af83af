using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What decides a PROMETHEUS contract.</summary>
public sealed record PrometheusTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>
    /// The complication allowance as a share of expected complication cost, where it is not stated; <see langword="null"/> for the programme's own,
    /// half of it.
    /// </summary>
    public Cited<Rate>? AllowanceShare { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Prometheus.Contract(this);

    private protected override PrometheusTerms Resolve() =>
        this with { AllowanceShare = AllowanceShare ?? Cited<Rate>.Of(Prometheus.AllowanceShare.Entries[0]) };
}

/// <summary>What decides the withhold of a PROMETHEUS contract.</summary>
public sealed record PrometheusWithholdTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The share of the case rate that is withheld.</summary>
    public required Cited<Rate> Withhold { get; init => field = Given.Of(value); }

    /// <summary>Weights of the own and of other providers' score; <see langword="null"/> for the programme's own, 70 and 30.</summary>
    public Cited<OwnAndOthers>? Scorecard { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Prometheus.Contract(this);

    private protected override PrometheusWithholdTerms Resolve() =>
        this with { Scorecard = Scorecard ?? Cited<OwnAndOthers>.Of(Prometheus.Scorecard.Entries[0]) };
}

/// <summary>
/// PROMETHEUS payment: an evidence-informed case rate with an allowance for potentially avoidable complications.
/// <code>
/// typical:   base of the case rate − typical cost           the insurer's probability risk stays in the base
/// avoidable: complication allowance − complication cost     the provider's technical risk
/// withhold:  withheld × (70 % own score + 30 % other providers' score)
/// </code>
/// The two parts are reported apart and add up to case rate − cost. RWJF 2011, Bridges to Excellence.
/// </summary>
public static class Prometheus
{
    /// <summary>The arrangement of typical care.</summary>
    public const string Typical = "typical";

    /// <summary>The arrangement of potentially avoidable complications.</summary>
    public const string Avoidable = "avoidable";

    private static readonly LocalDate Y2011 = new(2011, 1, 1);
    private static readonly Authority Paper = Authority.Of("RWJF 2011 PROMETHEUS payment paper");

    /// <summary>The allowance as a share of expected complication cost, where it is not stated.</summary>
    public static Dated<Rate> AllowanceShare { get; } = new("PROMETHEUS complication allowance", DateAxis.PerformancePeriod,
        new DatedEntry<Rate>(Y2011, 50.Percent(), true, Authority.Remembered("PROMETHEUS payment, complication allowance as reported by third parties")));

    /// <summary>Parts of the own and of other providers' score in the scorecard: 70 and 30.</summary>
    public static Dated<OwnAndOthers> Scorecard { get; } = new("PROMETHEUS scorecard", DateAxis.PerformancePeriod, new DatedEntry<OwnAndOthers>(Y2011, new(70.Percent(), 30.Percent()), true, Paper));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [AllowanceShare, Scorecard];

    /// <summary>The contract of case rates: two arrangements without further clauses, so the provider keeps and bears every difference.</summary>
    /// <param name="terms">Name and period.</param>
    public static Contract Contract(PrometheusTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new()
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Arrangements = [new Arrangement { Id = Typical, Clauses = [] }, new Arrangement { Id = Avoidable, Clauses = [] }],
            OrderAuthority = Paper,
            Words = new() { Benchmark = "Part of the case rate", Expenditure = "Cost", Gains = "gains" },
            Payoff = new("cost of typical care, or of complications"),
            Origin = Origin.Of("PROMETHEUS payment, case rates", terms),
        };
    }

    /// <summary>What the contract of case rates of the same terms settles.</summary>
    /// <param name="terms">Name, period and allowance.</param>
    /// <param name="severityAdjustedBase">The base of the case rates: stated, or computed by <see cref="EpisodeFigures.CaseRateBase"/>.</param>
    /// <param name="allowance">The complication allowance: stated, or computed by <see cref="Allowance"/>.</param>
    /// <param name="typicalCost">The cost of typical care.</param>
    /// <param name="complicationCost">The cost of potentially avoidable complications.</param>
    public static Experience Experience(PrometheusTerms terms, Figure severityAdjustedBase, Figure allowance, Figure typicalCost, Figure complicationCost) => new()
    {
        Parts =
        [
            new Experience { Arrangement = Typical, Benchmark = severityAdjustedBase, Expenditure = typicalCost },
            new Experience { Arrangement = Avoidable, Benchmark = allowance, Expenditure = complicationCost },
        ],
        Terms = terms.Resolved().Digest,
    };

    /// <summary>The allowance where it is not stated: a share of the expected complication cost, half of it and unconfirmed unless the terms cite another.</summary>
    /// <param name="terms">Name, period and allowance.</param>
    /// <param name="expectedComplicationCost">The expected cost of complications.</param>
    public static Figure Allowance(PrometheusTerms terms, Figure expectedComplicationCost)
    {
        var share = terms.Resolved().AllowanceShare!;
        return EpisodeFigures.ShareOf("complication allowance", share.Value, "expected complication cost", expectedComplicationCost, share.Authority);
    }

    /// <summary>The case rate: base and allowance.</summary>
    /// <param name="severityAdjustedBase">The base.</param>
    /// <param name="allowance">The allowance.</param>
    public static Figure CaseRate(Figure severityAdjustedBase, Figure allowance) =>
        EpisodeFigures.Sum("case rate", [new NamedAmount("severity-adjusted base", severityAdjustedBase), new NamedAmount("complication allowance", allowance)], Paper);

    /// <summary>The contract of the withhold: what was withheld comes back in proportion to the scorecard.</summary>
    /// <param name="terms">Name, period, withhold and scorecard.</param>
    public static Contract Contract(PrometheusWithholdTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new()
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Opening = OpeningAmount.Stated,
            Clauses = [new SharingRate { Label = "Withhold earned", Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero, Authority = Paper }],
            OrderAuthority = Paper,
            Words = new() { Gains = "withheld amounts" },
            Payoff = new("spending", "What was withheld is stated and comes back by the scorecard, whatever was spent."),
            Origin = Origin.Of("PROMETHEUS payment, withhold", terms),
        };
    }

    /// <summary>What the contract of the withhold of the same terms settles.</summary>
    /// <param name="terms">Name, period, withhold and scorecard.</param>
    /// <param name="caseRate">The case rate.</param>
    /// <param name="ownScore">The provider's own score, 0 to 1.</param>
    /// <param name="otherProvidersScore">The other providers' score, 0 to 1.</param>
    public static Experience Experience(PrometheusWithholdTerms terms, Figure caseRate, Figure ownScore, Figure otherProvidersScore)
    {
        terms = terms.Resolved();
        var (withhold, weights) = (terms.Withhold, terms.Scorecard!);
        return new()
        {
            Opening = EpisodeFigures.ShareOf("withhold", withhold.Value, "case rate", caseRate, withhold.Authority),
            Facts =
            [
                Quality.Scored(EpisodeQuality.WeightedScores(
                    [new PricePart("own score", weights.Value.Own.Fraction, ownScore), new PricePart("other providers' score", weights.Value.Others.Fraction, otherProvidersScore)], weights.Authority)),
            ],
            Terms = terms.Digest,
        };
    }
}

/// <summary>Weights of the own and of other providers' score.</summary>
/// <param name="Own">The own score's weight.</param>
/// <param name="Others">The other providers' weight.</param>
public sealed record OwnAndOthers(Rate Own, Rate Others)
{
    /// <summary>The weights in words.</summary>
    public override string ToString() => $"own score {Own}, other providers' score {Others}";
}
