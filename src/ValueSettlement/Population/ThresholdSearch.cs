namespace ValueSettlement.Population;

/// <summary>
/// The thresholds of all rows: the smallest key for which the rows up to and including it weigh at least the percentile's share,
/// <code>denominator × weight(keys ≤ threshold) ≥ numerator × weight of all</code>
/// It is one of the rows' own keys, so that it is among those that wait if its bracket holds it.
/// </summary>
internal sealed class ThresholdSearch(PopulationRules rules)
{
    private readonly WeighedStratum[] strata = [.. rules.Strata.Select(static _ => new WeighedStratum())];

    /// <summary>The thresholds of each stratum, or <see langword="null"/> if one lies outside its bracket.</summary>
    public StratumThresholds[]? Find(ReadOnlySpan<StratumWindow> windows, ReadOnlySpan<GroupTotals> groups, ReadOnlySpan<Waiting> waiting)
    {
        Weigh(windows, groups, waiting);
        var found = new StratumThresholds[windows.Length];
        var failures = new List<Failure>();
        for (var s = 0; s < windows.Length; s++)
        {
            found[s] = Known(s);
            var (low, high) = Percentiles(rules.TruncationOf(s));
            if (high is null || strata[s].Total == 0)
            {
                continue;
            }

            if (strata[s].At(high.Value) is not { } upper || (low is { } l ? strata[s].At(l) : -upper) is not { } lower)
            {
                return null;
            }

            if (low is null && upper < 0)
            {
                failures.Add(new("threshold-negative", Paths.Item(string.Empty, "truncation", s), ThresholdValue.OfKey(upper).ToString(),
                    "A threshold that acts on both sides of zero is not negative.",
                    "State a threshold, or winsorise between two percentiles."));
            }

            found[s] = found[s] with { Keys = (lower, upper), Lower = ThresholdValue.OfKey(lower), Upper = ThresholdValue.OfKey(upper) };
        }

        return failures.Count > 0 ? throw new SettlementException(failures) : found;
    }

    private static (Percentile? Low, Percentile? High) Percentiles(Truncation truncation) => truncation switch
    {
        PercentileTruncation p => (null, p.Percentile),
        Winsorisation w => (w.Low, w.High),
        _ => (null, null),
    };

    private void Weigh(ReadOnlySpan<StratumWindow> windows, ReadOnlySpan<GroupTotals> groups, ReadOnlySpan<Waiting> waiting)
    {
        for (var s = 0; s < windows.Length; s++)
        {
            strata[s].Begin(windows[s], rules.WeightOf(s));
        }

        for (var g = 0; g < groups.Length; g++)
        {
            strata[g % windows.Length].Add(groups[g]);
        }

        foreach (ref readonly var row in waiting)
        {
            strata[row.Group % windows.Length].Add(row);
        }
    }

    private StratumThresholds Known(int stratum)
    {
        var none = new StratumThresholds { Stratum = rules.Strata[stratum] };
        return rules.TruncationOf(stratum) is not FixedTruncation truncation ? none : none with
        {
            Keys = ThresholdBrackets.FixedKey(truncation) is { } key ? (-key, key) : null,
            Lower = truncation.Threshold with { Spent = -truncation.Threshold.Spent },
            Upper = truncation.Threshold,
        };
    }
}

/// <summary>How much the rows of a stratum weigh: below its brackets, in the lower one, between, in the upper one, and all.</summary>
internal sealed class WeighedStratum
{
    private readonly List<(long Key, long Weight)> low = [];
    private readonly List<(long Key, long Weight)> high = [];
    private StratumWindow window;
    private PercentileWeight weight;
    private long below;
    private long above;
    private long lowWeight;
    private long highWeight;

    /// <summary>What all rows weigh.</summary>
    public long Total { get; private set; }

    public void Begin(StratumWindow bounds, PercentileWeight counted)
    {
        (window, weight) = (bounds, counted);
        low.Clear();
        high.Clear();
        (Total, below, above, lowWeight, highWeight) = (0, 0, 0, 0, 0);
    }

    public void Add(in GroupTotals group)
    {
        var rows = weight == PercentileWeight.Rows;
        Total += rows ? group.Rows : group.Months;
        below += rows ? group.RowsBelow : group.MonthsBelow;
        above += rows ? group.RowsAbove : group.MonthsAbove;
    }

    public void Add(in Waiting row)
    {
        var own = weight == PercentileWeight.Rows ? row.Count : (long)row.Count * row.Months;
        if (row.Key <= window.LowTo)
        {
            low.Add((row.Key, own));
            lowWeight += own;
        }
        else
        {
            high.Add((row.Key, own));
            highWeight += own;
        }
    }

    /// <summary>The key at a percentile, or <see langword="null"/> if it lies in neither bracket.</summary>
    public long? At(Percentile percentile)
    {
        var needed = (((Int128)Total * percentile.Numerator) + percentile.Denominator - 1) / percentile.Denominator;
        var before = below;
        if (needed > before && needed <= before + lowWeight)
        {
            return Select(low, (long)needed - before);
        }

        before = Total - above - highWeight;
        return needed > before && needed <= before + highWeight ? Select(high, (long)needed - before) : null;
    }

    /// <summary>The smallest key up to which at least so much weighs, without sorting.</summary>
    private static long Select(List<(long Key, long Weight)> rows, long needed)
    {
        var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows);
        while (span.Length > 64)
        {
            var pivot = Selection.Middle(span[Selection.Place(span.Length, 1)].Key, span[Selection.Place(span.Length, 2)].Key,
                span[Selection.Place(span.Length, 3)].Key);
            var (less, equal, lessWeight, equalWeight) = Split(span, pivot);
            if (needed <= lessWeight)
            {
                span = span[..less];
            }
            else if (needed <= lessWeight + equalWeight)
            {
                return pivot;
            }
            else
            {
                span = span[(less + equal)..];
                needed -= lessWeight + equalWeight;
            }
        }

        span.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        foreach (var (key, weight) in span)
        {
            needed -= weight;
            if (needed <= 0)
            {
                return key;
            }
        }

        return span[^1].Key;
    }

    private static (int Less, int Equal, long LessWeight, long EqualWeight) Split(Span<(long Key, long Weight)> rows, long pivot)
    {
        var (less, i, greater, lessWeight, equalWeight) = (0, 0, rows.Length, 0L, 0L);
        while (i < greater)
        {
            if (rows[i].Key < pivot)
            {
                lessWeight += rows[i].Weight;
                (rows[less], rows[i]) = (rows[i], rows[less]);
                less++;
                i++;
            }
            else if (rows[i].Key > pivot)
            {
                greater--;
                (rows[greater], rows[i]) = (rows[i], rows[greater]);
            }
            else
            {
                equalWeight += rows[i].Weight;
                i++;
            }
        }

        return (less, greater - less, lessWeight, equalWeight);
    }
}
