namespace ValueSettlement.Population;

/// <summary>
/// Brackets from a sample of rows in memory: about the sample's percentile, five standard errors to each side. Which rows are sampled
/// changes how many rows wait, never the totals.
/// </summary>
internal static class ThresholdSample
{
    private const int Rows = 32_768;

    // Rows that lie in memory side by side are fetched together.
    private const int Run = 8;

    public static ThresholdBrackets Bracket(PreparedPopulation population, IEnumerable<PopulationColumns> sample)
    {
        var rules = population.Rules;
        var keys = population.RentKeys();
        foreach (var columns in sample)
        {
            columns.Check();
            Collect(rules, columns, keys);
        }

        var windows = ThresholdBrackets.Known(rules).Windows.ToArray();
        for (var s = 0; s < windows.Length; s++)
        {
            windows[s] = rules.TruncationOf(s) switch
            {
                PercentileTruncation p when Interval(keys[s], p.Percentile) is var (from, to) => StratumWindow.Mirrored(from, to),
                Winsorisation w when (Interval(keys[s], w.Low), Interval(keys[s], w.High)) is var (low, high) =>
                    StratumWindow.Of(low.From, low.To, high.From, high.To),
                _ => windows[s],
            };
        }

        population.Return(keys);
        return new(windows);
    }

    private static void Collect(PopulationRules rules, PopulationColumns columns, List<long>[] keys)
    {
        var step = Math.Max(Run, (int)((long)columns.Count * Run / Rows));
        for (var from = 0; from < columns.Count; from += step)
        {
            CollectRun(rules, columns, from, Math.Min(columns.Count, from + Run), keys);
        }
    }

    private static void CollectRun(PopulationRules rules, PopulationColumns columns, int from, int to, List<long>[] keys)
    {
        var (strata, months, cents) = (columns.Stratum, columns.Months, columns.Cents);
        for (var i = from; i < to; i++)
        {
            var (s, m, c) = (strata.Span[i], months.Span[i], cents.Span[i]);
            // A wrong row is reported by the pass itself.
            if (s < keys.Length && m is >= 1 and <= 12 && c is >= -SpendingKey.LargestCents and <= SpendingKey.LargestCents
                && Counts(rules.WeightOf(s), m, i))
            {
                keys[s].Add(c * SpendingKey.Multipliers[m]);
            }
        }
    }

    // A row of m months is in the sample for a percentile of months with a chance of m in 12, by a fixed mixing of its number.
    private static bool Counts(PercentileWeight weight, int months, int row) =>
        weight == PercentileWeight.Rows || ((((uint)row * 2_654_435_761u) >> 16) % 12) < (uint)months;

    private static (long From, long To) Interval(List<long> sample, Percentile at)
    {
        var n = sample.Count;
        var share = (double)at.Numerator / at.Denominator;
        var margin = (5 * Math.Sqrt(n * share * (1 - share))) + 2;
        var (from, to) = ((int)Math.Floor((n * share) - margin), (int)Math.Ceiling((n * share) + margin));
        var keys = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sample);
        return (from < 0 ? -SpendingKey.Beyond : Selection.At(keys, from), to >= n ? SpendingKey.Beyond - 1 : Selection.At(keys, to));
    }
}

/// <summary>The value that a sorted list would hold at a place, without sorting it.</summary>
internal static class Selection
{
    public static long At(Span<long> values, int place)
    {
        while (values.Length > 32)
        {
            var pivot = Middle(values[Place(values.Length, 1)], values[Place(values.Length, 2)], values[Place(values.Length, 3)]);
            var (less, equal) = Split(values, pivot);
            if (place < less)
            {
                values = values[..less];
            }
            else if (place < less + equal)
            {
                return pivot;
            }
            else
            {
                values = values[(less + equal)..];
                place -= less + equal;
            }
        }

        values.Sort();
        return values[place];
    }

    /// <summary>One of several places that no usual order of rows makes a bad choice, the same in every run.</summary>
    public static int Place(int length, uint which) => (int)(((((uint)length * 2_654_435_761u) ^ (which * 2_246_822_519u)) * 3_266_489_917u)
        % (uint)length);

    public static long Middle(long a, long b, long c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    private static (int Less, int Equal) Split(Span<long> values, long pivot)
    {
        var (less, i, greater) = (0, 0, values.Length);
        while (i < greater)
        {
            if (values[i] < pivot)
            {
                (values[less], values[i]) = (values[i], values[less]);
                less++;
                i++;
            }
            else if (values[i] > pivot)
            {
                greater--;
                (values[greater], values[i]) = (values[i], values[greater]);
            }
            else
            {
                i++;
            }
        }

        return (less, greater - less);
    }
}
