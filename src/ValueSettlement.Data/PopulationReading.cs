using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>How far reading has come.</summary>
/// <param name="Pass">What is being done, in words.</param>
/// <param name="Rows">Rows read in this pass.</param>
/// <param name="Share">How much of the source has been read in this pass, 0 to 1; 0 if the source cannot say.</param>
public readonly record struct ReadProgress(string Pass, long Rows, double Share)
{
    /// <summary>The progress in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Pass}: {Rows:#,##0} rows")
        + (Share > 0 ? FormattableString.Invariant($", {(int)(Share * 100)} %") : string.Empty);
}

/// <summary>From a source of rows to totals, in bounded memory: batch after batch, never the whole source.</summary>
public static class PopulationReading
{
    private const int SampleRows = 1 << 15;

    /// <summary>
    /// The totals of all rows of a source. Where a threshold depends on the rows, a sample brackets it and the rows are read once; a source
    /// without a sample, and one whose sample misses, is surveyed first and read twice.
    /// </summary>
    /// <param name="population">The rules.</param>
    /// <param name="source">The rows.</param>
    /// <param name="threads">How many threads read parts of the source, 1 to 1,024.</param>
    /// <param name="progress">Told about every batch; left out for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    /// <exception cref="SettlementException">Rows are wrong: the first 100 failures, with row, column, value and remedy, and how many rows
    /// failed. All rows are looked at before.</exception>
    public static PopulationTotals Total(this PreparedPopulation population, IRowSource source, int threads = 1,
        IProgress<ReadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        CheckFits(population, source);
        if (!population.HasPercentiles)
        {
            return Count(population, source, null, threads, progress, cancellation).Total();
        }

        if (Sampled(population, source) is { } brackets
            && Count(population, source, brackets, threads, progress, cancellation).TryTotal(out var totals))
        {
            return totals;
        }

        var survey = Survey(population, source, threads, progress, cancellation);
        return Count(population, source, survey.Bracket(), threads, progress, cancellation).Total();
    }

    /// <summary>A survey of all rows of a source: the first of two passes.</summary>
    /// <param name="population">The rules.</param>
    /// <param name="source">The rows.</param>
    /// <param name="threads">How many threads read parts of the source.</param>
    /// <param name="progress">Told about every batch; left out for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="SettlementException">Rows are wrong.</exception>
    public static PopulationSurvey Survey(this PreparedPopulation population, IRowSource source, int threads = 1,
        IProgress<ReadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(source);
        CheckFits(population, source);
        var surveys = Pass("survey", source, threads, population.Survey,
            static (survey, columns, failures) => survey.TryAdd(columns, 1, failures), progress, cancellation);
        foreach (var other in surveys.Skip(1))
        {
            surveys[0].Merge(other);
        }

        return surveys[0];
    }

    private static void CheckFits(PreparedPopulation population, IRowSource source)
    {
        if (source.Check(population.Rules) is { Count: > 0 } failures)
        {
            throw new SettlementException(failures);
        }
    }

    private static PopulationPartial Count(PreparedPopulation population, IRowSource source, ThresholdBrackets? brackets, int threads,
        IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return CountParts(population, source, brackets, threads, progress, cancellation);
        }
        catch (SettlementException e) when (threads > 1 && e.Failures.Any(static f => f.Code == "beneficiary-twice"))
        {
            // Parts know the rows of a beneficiary by themselves; only a pass over the whole can name every second row.
            return CountParts(population, source, brackets, 1, progress, cancellation);
        }
    }

    private static PopulationPartial CountParts(PreparedPopulation population, IRowSource source, ThresholdBrackets? brackets,
        int threads, IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        var partials = Pass("count", source, threads, () => brackets is null ? population.Begin() : population.Begin(brackets),
            static (partial, columns, failures) => partial.TryAdd(columns, 1, failures), progress, cancellation);
        foreach (var other in partials.Skip(1))
        {
            partials[0].Merge(other);
        }

        return partials[0];
    }

    private static ThresholdBrackets? Sampled(PreparedPopulation population, IRowSource source)
    {
        var rows = new List<PopulationColumns>();
        var left = SampleRows;
        try
        {
            using var reader = source.Sample();
            if (reader is null)
            {
                return null;
            }

            for (var batch = new RowBatch(SampleRows / 16); left > 0 && reader.Read(batch); batch = new(SampleRows / 16))
            {
                rows.Add(batch.ToColumns());
                left -= batch.Count;
            }
        }
        catch (Exception e) when (e is SettlementException or IOException or UnauthorizedAccessException)
        {
            // What is wrong is told by the pass over all rows, with their numbers.
            return null;
        }

        return population.Sample(rows);
    }

    private static T[] Pass<T>(string name, IRowSource source, int threads, Func<T> begin,
        Func<T, PopulationColumns, RowFailures, bool> add, IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        var readers = Opened(source, threads);
        try
        {
            var results = new T[readers.Count];
            var failures = new ReadFailures(readers);
            var told = new Told(name, readers, progress);
            Parallel.For(0, readers.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            {
                results[i] = begin();
                var batch = new RowBatch();
                while (!cancellation.IsCancellationRequested && failures[i].Read(batch))
                {
                    // A batch with rows that could not be read is looked at for rows that cannot be counted, but not for beneficiaries:
                    // they are not all known.
                    _ = add(results[i], batch.RowsRefused == 0 ? batch.ToColumns() : batch.Filled with { Beneficiary = default },
                        failures[i].Rows);
                    told.About(batch.Count);
                }
            });
            cancellation.ThrowIfCancellationRequested();
            failures.ThrowIfAny(told.Rows);
            return results;
        }
        finally
        {
            foreach (var reader in readers)
            {
                reader.Dispose();
            }
        }
    }

    private static IReadOnlyList<IRowReader> Opened(IRowSource source, int threads)
    {
        try
        {
            var readers = source.Open(threads);
            return readers.Count > 0 ? readers : throw new SettlementException([new("source-empty", "source", "0",
                "A source has at least one reader, if only of no rows.", "Return a reader from Open.")]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PartFailures.Unreadable(e);
        }
    }
}
