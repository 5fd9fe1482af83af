using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Episode programmes with thresholds, as in Arkansas: a provider's average cost is compared with a commendable and an acceptable
/// threshold.
/// <code>
/// opening = (commendable − mean) × episodes ─► bands ─► shares
/// bands: down to the gain-sharing limit, nothing between commendable and acceptable, what exceeds acceptable
/// </code>
/// The payoff is a curve of cost. Arkansas Code of Rules 016.06.16-006.
/// </summary>
public sealed partial class EpisodeThresholds : Programme<EpisodeThresholdTerms>
{
    private static readonly Authority Code =
        Authority.Of("Arkansas Code of Rules 016.06.16-006", "Savings count only down to the gain-sharing limit.");

    private static readonly ContractWords Words = new() { Benchmark = "Commendable cost", Expenditure = "Cost", Losses = "excess cost" };
    private static readonly Basis GainRange = new("gain-sharing-range");
    private static readonly Basis NeutralRange = new("neutral-range");

    private EpisodeThresholds(EpisodeThresholdTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public EpisodeThresholdRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => "Episode programme with thresholds";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, thresholds and shares.</param>
    /// <exception cref="SettlementException">The thresholds are not in order.</exception>
    public static EpisodeThresholds For(EpisodeThresholdTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="meanCost">The provider's average cost of an episode, risk-adjusted by the programme.</param>
    /// <param name="episodes">How many episodes the average is of.</param>
    /// <exception cref="SettlementException">There is no episode.</exception>
    public Experience Experience(Figure meanCost, int episodes)
    {
        if (episodes < 1)
        {
            throw new SettlementException([new("episode-count", "episodes", UnitText.Of(episodes, Unit.Count),
                "An average is of at least one episode.", "Settle nothing without episodes.")]);
        }

        var acceptable = new NamedAmount("acceptable threshold", Terms.Thresholds.Acceptable);
        var commendable = new NamedAmount("commendable threshold", Terms.Thresholds.Commendable);
        var limit = new NamedAmount("gain-sharing limit", Terms.Thresholds.GainSharingLimit);
        Figure Of(string name, NamedAmount from, NamedAmount? less) => EpisodeFigures.ForEpisodes(name, from, less, episodes, Code);
        return Made(new()
        {
            Benchmark = Of("commendable cost", commendable, null),
            Expenditure = Of("cost", new NamedAmount("average cost", meanCost), null),
            Facts =
            [
                Number.Of(GainRange, Of("commendable threshold to gain-sharing limit", commendable, limit)),
                Number.Of(NeutralRange, Of("acceptable to commendable threshold", acceptable, commendable)),
            ],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Clauses =
        [
            new MarginalBands
            {
                Label = "What lies beyond the thresholds",
                Gain = [new Band(Rate.One, new WholeOf(GainRange)), new Band(Rate.Zero)],
                Loss = [new Band(Rate.Zero, new WholeOf(NeutralRange)), new Band(Rate.One)],
                Authority = Code,
            },
            new SharingRate { Gain = Rules.GainShare, Loss = Rules.RiskShare },
        ],
        OrderAuthority = Code with { Reading = "The thresholds say what counts; the share is taken of that." },
        Words = Words,
        Payoff = new("cost"),
    };
}
