using System.Collections.Concurrent;

namespace ValueSettlement.Population;

/// <summary>
/// Rules made ready for rows. Keeps the workers' memory between calls, so that a second call allocates its result and nothing for its rows.
/// Safe for any number of threads at once.
/// </summary>
public sealed class PreparedPopulation
{
    private readonly ConcurrentBag<RowSums> spare = [];
    private readonly ConcurrentBag<PopulationPartial> spareTotals = [];
    private readonly ConcurrentBag<List<long>[]> spareKeys = [];
    private readonly byte[] fingerprint;

    internal PreparedPopulation(PopulationRules rules) => (Rules, fingerprint) = (rules, rules.Fingerprint());

    /// <summary>The rules.</summary>
    public PopulationRules Rules { get; }

    /// <summary>Whether a threshold depends on the rows themselves.</summary>
    public bool HasPercentiles => Rules.Truncation.Any(static t => t is PercentileTruncation or Winsorisation);

    internal ReadOnlySpan<byte> Fingerprint => fingerprint;

    /// <summary>The totals of rows that are all in memory: in one pass, where a sample brackets the thresholds well, otherwise in
    /// two. The same integers in any order and on any number of threads.</summary>
    /// <param name="columns">The rows.</param>
    /// <param name="threads">How many threads share them, 1 to 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range.</exception>
    /// <exception cref="SettlementException">Columns do not fit, or rows are wrong: the first 100 failures and how many rows failed.
    /// </exception>
    public PopulationTotals Total(PopulationColumns columns, int threads = 1)
    {
        var partial = spareTotals.TryTake(out var kept) ? kept : new(this, ThresholdBrackets.Known(Rules));
        partial.Restart(HasPercentiles ? Sample([columns]).For(Rules) : ThresholdBrackets.Known(Rules));
        partial.Add(columns, threads);
        if (!partial.TryTotal(out var totals))
        {
            var survey = Survey();
            survey.Add(columns, threads);
            partial.Restart(survey.Bracket().For(Rules));
            partial.Add(columns, threads);
            totals = partial.Total();
        }

        partial.Reset();
        spareTotals.Add(partial);
        return totals;
    }

    /// <summary>
    /// The totals of partials together, none of which is altered: when one of a year's parts comes anew, its partial takes the place of the
    /// one before, and the others need not be counted again.
    /// </summary>
    /// <param name="partials">Partials of these rules, begun with the same brackets.</param>
    /// <exception cref="SettlementException">A partial has other rules or brackets than the first; a threshold lies outside its bracket;
    /// or there is no partial and a percentile to be found.</exception>
    public PopulationTotals TotalOf(IEnumerable<PopulationPartial> partials)
    {
        ArgumentNullException.ThrowIfNull(partials);
        PopulationPartial[] all = [.. partials.Select(static p => p ?? throw new ArgumentNullException(nameof(partials)))];
        var whole = all.Length == 0 ? Begin() : all[0].Empty(this);
        var failures = all.Select((partial, i) => whole.Fits(partial) ? null
            : PopulationPartial.OtherRules(Paths.Item(string.Empty, "partials", i), partial)).OfType<Failure>()
            .Concat(all.Length == all.Distinct(ReferenceEqualityComparer.Instance).Count() ? [] : [new Failure("partial-twice", "partials",
                string.Empty, "Each partial is totalled once.", "Look for one that stands twice.")]).ToArray();
        if (failures.Length > 0)
        {
            throw new SettlementException(failures);
        }

        foreach (var partial in all)
        {
            whole.Merge(partial);
        }

        return whole.Total();
    }

    /// <summary>The totals of rows at thresholds of other rows.</summary>
    internal PopulationTotals TotalAt(PopulationColumns columns, ValueList<StratumThresholds> thresholds, int threads)
    {
        var partial = new PopulationPartial(this, new([.. thresholds.Select(static t =>
            t.Keys is var (low, high) ? StratumWindow.Known(low, high) : StratumWindow.Open)]));
        partial.Add(columns, threads);
        return partial.TotalAt(thresholds);
    }

    /// <summary>An empty partial for rules whose thresholds are all stated.</summary>
    /// <exception cref="SettlementException">A threshold depends on the rows: bracket it first, by <see cref="Survey"/>.</exception>
    public PopulationPartial Begin() => HasPercentiles
        ? throw new SettlementException([new("thresholds-unknown", "truncation", string.Empty,
            "A percentile of all rows is known only when all rows were seen.",
            "Add the rows to Survey() first and begin with its Bracket(), or call Total with all rows.")])
        : new(this, ThresholdBrackets.Known(Rules));

    /// <summary>An empty partial for thresholds that lie inside brackets.</summary>
    /// <param name="brackets">From a survey of these rules, or about last year's thresholds.</param>
    /// <exception cref="SettlementException">The brackets are not of these rules.</exception>
    public PopulationPartial Begin(ThresholdBrackets brackets)
    {
        ArgumentNullException.ThrowIfNull(brackets);
        return new(this, brackets.For(Rules));
    }

    /// <summary>Brackets from a sample of the rows. A sample that misses a threshold is noticed when all rows were counted.</summary>
    /// <param name="sample">Rows from all over the population, some ten thousand or more; wrong ones are passed over.</param>
    /// <exception cref="SettlementException">Columns do not fit.</exception>
    public ThresholdBrackets Sample(IEnumerable<PopulationColumns> sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return ThresholdSample.Bracket(this, sample);
    }

    /// <summary>An empty survey: a first pass over rows that are in several places or do not fit into memory.</summary>
    public PopulationSurvey Survey() => new(this);

    /// <summary>A partial that was made elsewhere with the same rules.</summary>
    /// <param name="bytes">What <see cref="PopulationPartial.ToBytes"/> made.</param>
    /// <exception cref="SettlementException">The bytes are damaged, of other rules, or not possible for any rows.</exception>
    public PopulationPartial ReadPartial(ReadOnlySpan<byte> bytes) => PopulationPartial.Read(this, bytes);

    /// <summary>A survey that was made elsewhere with the same rules.</summary>
    /// <param name="bytes">What <see cref="PopulationSurvey.ToBytes"/> made.</param>
    /// <exception cref="SettlementException">The bytes are damaged, of other rules, or not possible for any rows.</exception>
    public PopulationSurvey ReadSurvey(ReadOnlySpan<byte> bytes) => PopulationSurvey.Read(this, bytes);

    internal RowSums Rent(ThresholdBrackets brackets)
    {
        var sums = spare.TryTake(out var kept) ? kept : new RowSums(Rules.Groups, Rules.Strata.Count);
        sums.Begin(brackets.Windows);
        return sums;
    }

    internal List<long>[] RentKeys() => spareKeys.TryTake(out var kept) ? kept : [.. Rules.Strata.Select(static _ => new List<long>())];

    internal void Return(List<long>[] keys)
    {
        foreach (var stratum in keys)
        {
            stratum.Clear();
        }

        spareKeys.Add(keys);
    }

    internal void Return(RowSums sums)
    {
        sums.Clear();
        spare.Add(sums);
    }
}
