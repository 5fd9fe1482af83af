using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// The withhold of PROMETHEUS payment: what was withheld of the case rate comes back in proportion to the scorecard.
/// <code>withheld × (70 % own score + 30 % other providers' score)</code>
/// RWJF 2011, Bridges to Excellence.
/// </summary>
public sealed partial class PrometheusWithhold : Programme<PrometheusWithholdTerms>
{
    private static readonly ContractWords Words = new() { Gains = "withheld amounts" };

    private PrometheusWithhold(PrometheusWithholdTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public PrometheusWithholdRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => "PROMETHEUS payment, withhold";

    /// <summary>The withhold under these terms.</summary>
    /// <param name="terms">Name, period, withhold and scorecard.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static PrometheusWithhold For(PrometheusWithholdTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="caseRate">The case rate.</param>
    /// <param name="ownScore">The provider's own score, 0 to 1.</param>
    /// <param name="otherProvidersScore">The other providers' score, 0 to 1.</param>
    public Experience Experience(Figure caseRate, Figure ownScore, Figure otherProvidersScore)
    {
        var (own, others) = (Rules.Scorecard.Value.Own, Rules.Scorecard.Value.Others);
        return Made(new()
        {
            Opening = EpisodeFigures.ShareOf("withhold", Terms.Withhold.Value, "case rate", caseRate, Terms.Withhold.Authority),
            Facts =
            [
                Quality.Scored(EpisodeQuality.WeightedScores(
                    [
                        new PricePart("own score", own.Fraction, ownScore),
                        new PricePart("other providers' score", others.Fraction, otherProvidersScore),
                    ],
                    Rules.Scorecard.Authority)),
            ],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Opening = OpeningAmount.Stated,
        Clauses =
        [
            new SharingRate
            {
                Label = "Withhold earned",
                Gain = new ScoreScaledRate(Rate.One),
                Loss = Rate.Zero,
                Authority = Prometheus.Paper,
            },
        ],
        OrderAuthority = Prometheus.Paper,
        Words = Words,
        Payoff = new("spending", "What was withheld is stated and comes back by the scorecard, whatever was spent."),
    };
}
