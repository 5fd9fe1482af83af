using System.Buffers;

namespace ValueSettlement.Population;

/// <summary>
/// The first of two passes over rows that are in several places or do not fit into memory: how much weighs at which level of expenditure,
/// to three leading digits. Surveys of the same rules can be merged in any order; <see cref="Bracket"/> then holds every threshold for
/// certain.
/// </summary>
public sealed class PopulationSurvey
{
    private readonly PreparedPopulation population;
    private readonly Dictionary<(int Stratum, long From), (long Rows, long Months)> levels = [];

    internal PopulationSurvey(PreparedPopulation population) => this.population = population;

    /// <summary>Rows surveyed.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds rows. If one of them is wrong, none is added.</summary>
    /// <param name="columns">The rows.</param>
    /// <param name="threads">How many threads share them, 1 to 1,024.</param>
    /// <param name="firstRow">The number of the first row, for failures; left out to go on after the rows added before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range.</exception>
    /// <exception cref="SettlementException">Columns do not fit, or rows are wrong.</exception>
    public void Add(PopulationColumns columns, int threads = 1, long? firstRow = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        var failures = new RowFailures { FirstRow = firstRow ?? Rows };
        if (!TryAdd(columns, threads, failures))
        {
            throw failures.Exception(columns.Count);
        }
    }

    /// <summary>Adds rows, unless one of them is wrong: then none, and what is wrong joins the failures.</summary>
    internal bool TryAdd(PopulationColumns columns, int threads, RowFailures failures)
    {
        columns.Check();
        var before = failures.Rows;
        var pass = new SurveyPass(population.Rules, columns, threads, failures);
        Workers.Run(threads, pass);
        if (failures.Rows > before)
        {
            return false;
        }

        foreach (var (place, rows, months) in pass.Counts())
        {
            Count(place, rows, months);
        }

        Rows += columns.Count;
        return true;
    }

    /// <summary>Adds what another survey has seen.</summary>
    /// <param name="other">A survey of the same rules; it stays as it is.</param>
    /// <exception cref="SettlementException">Its rules are others.</exception>
    public void Merge(PopulationSurvey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!population.Fingerprint.SequenceEqual(other.population.Fingerprint))
        {
            throw new SettlementException([new("partial-rules", "survey", other.population.Rules.ToString(),
                "Surveys are merged that have the same organisations, strata and truncation.", "Survey both with the same rules.")]);
        }

        foreach (var (place, (rows, months)) in other.levels)
        {
            Count(place, rows, months);
        }

        Rows += other.Rows;
    }

    /// <summary>For each stratum the level that holds each of its thresholds.</summary>
    public ThresholdBrackets Bracket()
    {
        var rules = population.Rules;
        var windows = ThresholdBrackets.Known(rules).Windows.ToArray();
        var strata = levels.OrderBy(static l => l.Key.From).ToLookup(static l => l.Key.Stratum);
        for (var s = 0; s < windows.Length; s++)
        {
            windows[s] = (rules.TruncationOf(s), strata[s].Any()) switch
            {
                (PercentileTruncation p, true) when Level(strata[s], p.Percentile, p.Weight) is var (from, to) =>
                    StratumWindow.Mirrored(from, to),
                (Winsorisation w, true) when (Level(strata[s], w.Low, w.Weight), Level(strata[s], w.High, w.Weight)) is var (low, high) =>
                    StratumWindow.Of(low.From, low.To, high.From, high.To),
                _ => windows[s],
            };
        }

        return new(windows);
    }

    /// <summary>The survey as bytes, to be merged elsewhere: equal surveys have equal bytes.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        var content = new ArrayBufferWriter<byte>();
        content.Write(Rows);
        content.Write((long)levels.Count);
        foreach (var (place, (rows, months)) in levels.OrderBy(static l => l.Key))
        {
            content.Write((long)place.Stratum);
            content.Write(place.From);
            content.Write(rows);
            content.Write(months);
        }

        return PartialBytes.Seal(PartialBytes.Survey, population.Fingerprint, content.WrittenSpan);
    }

    internal static PopulationSurvey Read(PreparedPopulation population, ReadOnlySpan<byte> bytes)
    {
        var from = PartialBytes.Open(PartialBytes.Survey, population.Fingerprint, bytes);
        var survey = new PopulationSurvey(population) { Rows = from.Within(0, PartialBytes.MostRows, "rows") };
        var (last, counted) = ((-1, 0L), 0L);
        for (var left = from.Entries(4 * 8, int.MaxValue); left > 0; left--)
        {
            var place = ((int)from.Within(0, population.Rules.Strata.Count - 1, "a stratum"), from.Long());
            var rows = from.Within(1, survey.Rows - counted, "rows of a level");
            counted += rows;
            if (place.CompareTo(last) <= 0 || !SpendingLevel.Begins(place.Item2))
            {
                throw PartialBytes.Impossible("a level");
            }

            last = place;
            var months = from.Long();
            survey.levels[place] = SpendingLevel.CanHold(place.Item2, rows, months) ? (rows, months)
                : throw PartialBytes.Impossible("months of a level");
        }

        return from.AtEnd ? survey : throw PartialBytes.Impossible("it goes on after its end");
    }

    /// <summary>How many rows at how many levels.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows:#,##0} rows at {levels.Count:#,##0} levels");

    /// <summary>Rows that another engine has counted at a level.</summary>
    internal void AddLevel(int stratum, long from, long rows, long months)
    {
        if (stratum < 0 || stratum >= population.Rules.Strata.Count || !SpendingLevel.Begins(from) || rows < 1
            || !SpendingLevel.CanHold(from, rows, months))
        {
            throw PartialBytes.Impossible("a level");
        }

        Count((stratum, from), rows, months);
        Rows += rows;
    }

    private static (long From, long To) Level(IEnumerable<KeyValuePair<(int Stratum, long From), (long Rows, long Months)>> levels,
        Percentile at, PercentileWeight weight)
    {
        long Weight((long Rows, long Months) level) => weight == PercentileWeight.Rows ? level.Rows : level.Months;
        var total = levels.Aggregate((Int128)0, (sum, level) => sum + Weight(level.Value));
        var (sum, needed) = ((Int128)0, total * at.Numerator);
        var last = 0L;
        foreach (var (place, level) in levels)
        {
            last = place.From;
            sum += Weight(level);
            if (sum * at.Denominator >= needed)
            {
                break;
            }
        }

        return (last, SpendingLevel.To(last));
    }

    private void Count((int Stratum, long From) place, long rows, long months)
    {
        ref var level = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(levels, place, out _);
        level = (checked(level.Rows + rows), checked(level.Months + months));
    }
}

/// <summary>Keys of the same three leading digits. A level is named by its first key; one below zero is the mirror image of one
/// above.</summary>
internal static class SpendingLevel
{
    /// <summary>The widest level has 10 to this power keys: no key has more than nineteen digits.</summary>
    public const int LargestPower = 16;

    private const int LeadingDigits = 1_000;
    private static readonly long[] Powers = [.. Enumerable.Range(0, 19).Select(static n => (long)decimal.Parse("1" + new string('0', n),
        System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The first key of the level of a key.</summary>
    public static long From(long key)
    {
        if (key >= 0)
        {
            return key - (key % Width(key));
        }

        var mirrored = -key - (-key % Width(-key));
        return -(mirrored + Width(mirrored) - 1);
    }

    /// <summary>The last key of the level that begins at a key.</summary>
    public static long To(long from) => from >= 0 ? from + Width(from) - 1 : from + (-from % Width(-from));

    /// <summary>Whether a level begins at a key.</summary>
    public static bool Begins(long key) =>
        key is >= -SpendingKey.Beyond and <= SpendingKey.LargestKey && To(key) >= -SpendingKey.LargestKey && From(key) == key;

    /// <summary>Whether so many rows of a level can have so many months.</summary>
    public static bool CanHold(long from, long rows, long months) => MonthsReach.Of(from, To(from)).Holds(rows, months);

    /// <summary>How many keys a level above zero has: 1 below 1,000, then 10, 100 and so on.</summary>
    private static long Width(long key)
    {
        var n = 0;
        while (n < LargestPower && key / Powers[n] >= LeadingDigits)
        {
            n++;
        }

        return Powers[n];
    }
}

/// <summary>A pass that counts rows by level, each worker for itself.</summary>
internal sealed class SurveyPass(PopulationRules rules, PopulationColumns columns, int threads, RowFailures failures) : IShared
{
    private const int RowsAtOnce = 1 << 15;

    private readonly Dictionary<(int Stratum, long From), (long Rows, long Months)>[] counts =
        [.. Enumerable.Range(0, threads).Select(static _ => new Dictionary<(int, long), (long, long)>())];

    private int next;

    public IEnumerable<((int Stratum, long From) Place, long Rows, long Months)> Counts() =>
        counts.SelectMany(static worker => worker).Select(static level => (level.Key, level.Value.Rows, level.Value.Months));

    public void Do(int worker)
    {
        while (true)
        {
            var from = (Interlocked.Increment(ref next) - 1L) * RowsAtOnce;
            if (from >= columns.Count)
            {
                return;
            }

            Rows((int)from, (int)Math.Min(RowsAtOnce, columns.Count - from), counts[worker]);
        }
    }

    private void Rows(int from, int count, Dictionary<(int, long), (long Rows, long Months)> into)
    {
        var failed = failures.Find(columns, rules, from, count);
        if (failed)
        {
            return;
        }

        var strata = columns.Stratum.Span;
        for (var i = from; i < from + count; i++)
        {
            var (months, cents) = columns.Net(i);
            if (months > 0)
            {
                var key = (long)cents * SpendingKey.Multipliers[months];
                ref var level = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(into,
                    (strata[i], SpendingLevel.From(key)), out _);
                level = (level.Rows + 1, level.Months + months);
            }
        }
    }
}
