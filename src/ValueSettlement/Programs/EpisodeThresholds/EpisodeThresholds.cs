using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The terms of an episode programme with thresholds: for one kind of episode and one principal provider.</summary>
public sealed record EpisodeThresholdTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The thresholds of one episode: gain-sharing limit ≤ commendable ≤ acceptable.</summary>
    public required CostThresholds Thresholds { get; init => field = Given.Of(value); }

    /// <summary>The provider's share of what lies below the commendable threshold; <see langword="null"/> for the programme's own.</summary>
    public Cited<Rate>? GainShare { get; init; }

    /// <summary>The provider's share of what lies above the acceptable threshold; <see langword="null"/> for the programme's own.</summary>
    public Cited<Rate>? RiskShare { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => EpisodeThresholds.Contract(this);

    private protected override EpisodeThresholdTerms Resolve() => EpisodeThresholds.Resolve(this);
}

/// <summary>The three thresholds of one kind of episode, for one episode.</summary>
/// <param name="Acceptable">Above it the provider shares the excess.</param>
/// <param name="Commendable">Below it the provider shares the saving.</param>
/// <param name="GainSharingLimit">Savings count only down to it.</param>
public sealed record CostThresholds(Money Acceptable, Money Commendable, Money GainSharingLimit);

/// <summary>
/// Episode programmes with thresholds, as in Arkansas: a provider's average cost is compared with a commendable and an acceptable threshold.
/// <code>
/// opening = (commendable − mean) × episodes ─► bands ─► shares
/// bands: down to the gain-sharing limit, nothing between commendable and acceptable, what exceeds acceptable
/// </code>
/// The payoff is a curve of cost. Arkansas Code of Rules 016.06.16-006.
/// </summary>
public static class EpisodeThresholds
{
    private static readonly Authority Code = Authority.Of("Arkansas Code of Rules 016.06.16-006", "Savings count only down to the gain-sharing limit.");
    private static readonly Basis GainRange = new("gain-sharing-range");
    private static readonly Basis NeutralRange = new("neutral-range");

    /// <summary>The provider's share, the same both ways.</summary>
    public static Dated<Rate> Share { get; } = new("episode thresholds, provider's share", DateAxis.PerformancePeriod,
        new DatedEntry<Rate>(new(2012, 1, 1), 50.Percent(), true, Authority.Remembered("Arkansas Code of Rules 016.06.16-006, share as reported by third parties")));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Share];

    /// <summary>The contract.</summary>
    /// <param name="terms">The terms.</param>
    /// <exception cref="SettlementException">The thresholds are not in order.</exception>
    public static Contract Contract(EpisodeThresholdTerms terms)
    {
        terms = terms.Resolved();
        return new()
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Clauses =
            [
                new MarginalBands
                {
                    Label = "What lies beyond the thresholds",
                    Gain = [new Band(Rate.One, new WholeOf(GainRange)), new Band(Rate.Zero)],
                    Loss = [new Band(Rate.Zero, new WholeOf(NeutralRange)), new Band(Rate.One)],
                    Authority = Code,
                },
                new SharingRate { Gain = terms.GainShare!, Loss = terms.RiskShare! },
            ],
            OrderAuthority = Code with { Reading = "The thresholds say what counts; the share is taken of that." },
            Words = new() { Benchmark = "Commendable cost", Expenditure = "Cost", Losses = "excess cost" },
            Payoff = new("cost"),
            Origin = Origin.Of("Episode programme with thresholds", terms),
        };
    }

    /// <summary>What the contract of the same terms settles.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="meanCost">The provider's average cost of an episode, risk-adjusted by the programme.</param>
    /// <param name="episodes">How many episodes the average is of.</param>
    /// <exception cref="SettlementException">The thresholds are not in order, or there is no episode.</exception>
    public static Experience Experience(EpisodeThresholdTerms terms, Figure meanCost, int episodes)
    {
        var thresholds = terms.Resolved().Thresholds;
        if (episodes < 1)
        {
            throw new SettlementException([new("episode-count", "episodes", UnitText.Of(episodes, Unit.Count), "An average is of at least one episode.",
                "Settle nothing without episodes.")]);
        }

        var (acceptable, commendable, limit) = (new NamedAmount("acceptable threshold", thresholds.Acceptable), new NamedAmount("commendable threshold", thresholds.Commendable), new NamedAmount("gain-sharing limit", thresholds.GainSharingLimit));
        return new()
        {
            Benchmark = EpisodeFigures.ForEpisodes("commendable cost", commendable, null, episodes, Code),
            Expenditure = EpisodeFigures.ForEpisodes("cost", new NamedAmount("average cost", meanCost), null, episodes, Code),
            Facts =
            [
                new BasisAmount(GainRange, EpisodeFigures.ForEpisodes("commendable threshold to gain-sharing limit", commendable, limit, episodes, Code)),
                new BasisAmount(NeutralRange, EpisodeFigures.ForEpisodes("acceptable to commendable threshold", acceptable, commendable, episodes, Code)),
            ],
            Terms = terms.Resolved().Digest,
        };
    }

    internal static EpisodeThresholdTerms Resolve(EpisodeThresholdTerms terms)
    {
        var thresholds = terms.Thresholds;
        if (thresholds.GainSharingLimit > thresholds.Commendable || thresholds.Commendable > thresholds.Acceptable)
        {
            throw new SettlementException([new("threshold-order", "thresholds", thresholds.ToString(),
                "The gain-sharing limit is at most the commendable threshold, and that one at most the acceptable one.", "Order the thresholds.")]);
        }

        var standard = Cited<Rate>.Of(Share.Entries[0]);
        return terms with { GainShare = terms.GainShare ?? standard, RiskShare = terms.RiskShare ?? standard };
    }
}
