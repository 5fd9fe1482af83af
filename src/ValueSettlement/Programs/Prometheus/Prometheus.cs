using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// PROMETHEUS payment: an evidence-informed case rate with an allowance for potentially avoidable complications.
/// <code>
/// typical:   base of the case rate − typical cost           the insurer's probability risk stays in the base
/// avoidable: complication allowance − complication cost     the provider's technical risk
/// </code>
/// The two parts are reported apart and add up to case rate − cost. RWJF 2011, Bridges to Excellence.
/// </summary>
public sealed partial class Prometheus : Programme<PrometheusTerms>
{
    /// <summary>The arrangement of typical care.</summary>
    public const string Typical = "typical";

    /// <summary>The arrangement of potentially avoidable complications.</summary>
    public const string Avoidable = "avoidable";

    private static readonly ContractWords Words = new() { Benchmark = "Part of the case rate", Expenditure = "Cost", Gains = "gains" };

    private Prometheus(PrometheusTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public PrometheusRules Rules => Terms.Rules!;

    internal static Authority Paper => Authority.Of("RWJF 2011 PROMETHEUS payment paper");

    /// <inheritdoc/>
    private protected override string Name => "PROMETHEUS payment, case rates";

    /// <summary>
    /// Case rates under these terms: two arrangements without further clauses, so the provider keeps and bears every difference.
    /// </summary>
    /// <param name="terms">Name, period and allowance.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static Prometheus For(PrometheusTerms terms) => new(terms);

    /// <summary>The case rate: base and allowance.</summary>
    /// <param name="severityAdjustedBase">The base.</param>
    /// <param name="allowance">The allowance.</param>
    public static Figure CaseRate(Figure severityAdjustedBase, Figure allowance) => EpisodeFigures.Sum("case rate",
        [new NamedAmount("severity-adjusted base", severityAdjustedBase), new NamedAmount("complication allowance", allowance)], Paper);

    /// <summary>The allowance where it is not stated: a share of the expected complication cost.</summary>
    /// <param name="expectedComplicationCost">The expected cost of complications.</param>
    public Figure Allowance(Figure expectedComplicationCost) => EpisodeFigures.ShareOf("complication allowance",
        Rules.AllowanceShare.Value, "expected complication cost", expectedComplicationCost, Rules.AllowanceShare.Authority);

    /// <summary>What the contract settles.</summary>
    /// <param name="severityAdjustedBase">
    /// The base of the case rates: stated, or computed by <see cref="EpisodeFigures.CaseRateBase"/>.
    /// </param>
    /// <param name="allowance">The complication allowance: stated, or computed by <see cref="Allowance"/>.</param>
    /// <param name="typicalCost">The cost of typical care.</param>
    /// <param name="complicationCost">The cost of potentially avoidable complications.</param>
    public Experience Experience(Figure severityAdjustedBase, Figure allowance, Figure typicalCost, Figure complicationCost) => Made(new()
    {
        Parts =
        [
            new Experience { Arrangement = Typical, Benchmark = severityAdjustedBase, Expenditure = typicalCost },
            new Experience { Arrangement = Avoidable, Benchmark = allowance, Expenditure = complicationCost },
        ],
    });

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Parts = [new Arrangement { Id = Typical }, new Arrangement { Id = Avoidable }],
        OrderAuthority = Paper,
        Words = Words,
        Payoff = new("cost of typical care, or of complications"),
    };
}
