using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The terms of an episode programme with thresholds: for one kind of episode and one principal provider.</summary>
public sealed record EpisodeThresholdTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The provider's share of what lies below the commendable threshold; <see langword="null"/> for the programme's own.</summary>
    public Cited<Rate>? GainShare { get; init; }

    /// <summary>The provider's share of what lies above the acceptable threshold; <see langword="null"/> for the programme's own.</summary>
    public Cited<Rate>? RiskShare { get; init; }
}

/// <summary>The three thresholds of one kind of episode, for one episode.</summary>
/// <param name="Acceptable">Above it the provider shares the excess.</param>
/// <param name="Commendable">Below it the provider shares the saving.</param>
/// <param name="GainSharingLimit">Savings count only down to it.</param>
public sealed record CostThresholds(Money Acceptable, Money Commendable, Money GainSharingLimit);

/// <summary>
/// Episode programmes with thresholds, as in Arkansas: a provider's average cost is compared with a commendable and an acceptable threshold.
/// <code>
/// opening = (commendable − mean) × episodes ─► bands: the share down to the gain-sharing limit, nothing between commendable and acceptable, the share above acceptable
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
    public static Contract Contract(EpisodeThresholdTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var gain = terms.GainShare ?? Cited<Rate>.Of(Share.Entries[0]);
        var risk = terms.RiskShare ?? Cited<Rate>.Of(Share.Entries[0]);
        return new()
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Clauses =
            [
                new MarginalBands
                {
                    Label = "Shares beyond the thresholds",
                    Gain = [new Band(gain.Value, new WholeOf(GainRange)), new Band(Rate.Zero)],
                    Loss = [new Band(Rate.Zero, new WholeOf(NeutralRange)), new Band(risk.Value)],
                    Authority = gain.Authority,
                },
            ],
            Payoff = new("cost"),
            Origin = new("Episode programme with thresholds", LibraryVersion.Text),
        };
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="thresholds">The thresholds: gain-sharing limit ≤ commendable ≤ acceptable.</param>
    /// <param name="meanCost">The provider's average cost of an episode, risk-adjusted by the programme.</param>
    /// <param name="episodes">How many episodes the average is of.</param>
    /// <exception cref="SettlementException">The thresholds are not in order, or there is no episode.</exception>
    public static Experience Experience(CostThresholds thresholds, Figure meanCost, int episodes)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        if (thresholds.GainSharingLimit > thresholds.Commendable || thresholds.Commendable > thresholds.Acceptable || episodes < 1)
        {
            throw new SettlementException([new("threshold-order", "thresholds", thresholds.ToString(), "The gain-sharing limit is at most the commendable threshold, that one at most the acceptable one, and there is at least one episode.", "Order the thresholds.")]);
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
        };
    }
}
