using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>Time from one nanosecond to before another one, counted from the beginning of a period.</summary>
internal readonly record struct Stretch(long From, long To)
{
    public const long Minute = 60_000_000_000;

    public long Length => Math.Max(0, To - From);

    /// <summary>Between two instants.</summary>
    public static Stretch Of(Instant origin, Instant from, Instant to) => new(Since(origin, from), Since(origin, to));

    public Stretch Within(Stretch other) => new(Math.Max(From, other.From), Math.Min(To, other.To));

    /// <summary>The same time in order and without overlap.</summary>
    public static List<Stretch> Union(List<Stretch> stretches)
    {
        stretches.RemoveAll(static s => s.Length == 0);
        stretches.Sort(static (a, b) => a.From.CompareTo(b.From));
        var apart = new List<Stretch>(stretches.Count);
        foreach (var next in stretches)
        {
            if (apart.Count > 0 && next.From <= apart[^1].To)
            {
                apart[^1] = new(apart[^1].From, Math.Max(apart[^1].To, next.To));
            }
            else
            {
                apart.Add(next);
            }
        }

        return apart;
    }

    // An incident may be stated in another century: what lies that far outside the period is cut before it is counted.
    private static long Since(Instant origin, Instant instant)
    {
        var far = Duration.FromDays(36_500);
        var since = instant - origin;
        return (since > far ? far : since < -far ? -far : since).ToInt64Nanoseconds();
    }
}

/// <summary>Time in stretches that are in order and apart, which knows how much of it lies between two points.</summary>
internal sealed class Stretches
{
    private readonly List<Stretch> apart;
    private readonly long[] before;

    public Stretches(List<Stretch> apart)
    {
        this.apart = apart;
        before = new long[apart.Count + 1];
        for (var i = 0; i < apart.Count; i++)
        {
            before[i + 1] = before[i] + apart[i].Length;
        }
    }

    public IReadOnlyList<Stretch> All => apart;

    public long Length => before[^1];

    public long Within(Stretch stretch) => stretch.Length == 0 ? 0 : UpTo(stretch.To) - UpTo(stretch.From);

    /// <summary>What of a stretch is in here.</summary>
    public IEnumerable<Stretch> Cut(Stretch stretch)
    {
        for (var i = Math.Max(0, Begun(stretch.From) - 1); i < apart.Count && apart[i].From < stretch.To; i++)
        {
            if (apart[i].Within(stretch) is { Length: > 0 } part)
            {
                yield return part;
            }
        }
    }

    private long UpTo(long point)
    {
        var begun = Begun(point);
        return begun == 0 ? 0 : before[begun - 1] + Math.Min(apart[begun - 1].Length, point - apart[begun - 1].From);
    }

    /// <summary>How many stretches have begun before a point.</summary>
    private int Begun(long point)
    {
        var (low, high) = (0, apart.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = apart[middle].From < point ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
