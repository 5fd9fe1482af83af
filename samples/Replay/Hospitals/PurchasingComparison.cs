using System.Globalization;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>The published values of one hospital in Hospital Value-Based Purchasing, and ours, side by side.</summary>
/// <param name="decimals">Printed decimals of values that follow from printed ones, which leave the last one open; null where a value
/// follows exactly.</param>
internal sealed class PurchasingComparison(int? decimals)
{
    private readonly Dictionary<string, (int Compared, int Differing)> _counts = [];
    private readonly List<string> _differing = [];
    private readonly List<string> _inside = [];

    public IReadOnlyList<HospitalCount> Counts =>
        [.. _counts.Select(static c => new HospitalCount(c.Key, c.Value.Compared, c.Value.Differing))];

    public IReadOnlyList<string> Notes => [.. _differing, .. _inside];

    public HospitalMatch Match => _differing.Count > 0 ? HospitalMatch.Different : _inside.Count > 0 ? HospitalMatch.Inside
        : _counts.Count > 0 ? HospitalMatch.Equal : HospitalMatch.NotScored;

    /// <summary>Compares one value. Where only one of the two is there, they differ; where none is, nothing was compared.</summary>
    public void Add(string kind, string what, decimal? published, decimal? ours)
    {
        if (published is null && ours is null)
        {
            return;
        }

        var differs = published is null || ours is null || (decimals is { } open
            ? RangeOf(ours.Value, open) is var (lowest, highest) && (published < lowest || published > highest) : published != ours);
        var rounded = ours is { } exact && decimals is { } places ? new Rounding(places).Apply(exact) : ours;
        var (compared, differing) = _counts.GetValueOrDefault(kind);
        _counts[kind] = (compared + 1, differing + (differs ? 1 : 0));
        if (differs)
        {
            _differing.Add($"{what}: published {Text(published)}, ours {Text(ours)}.");
        }
        else if (published != rounded)
        {
            _inside.Add($"{what}: published {Text(published)}, ours {Text(ours)}; the printed scores that it follows from are rounded.");
        }
    }

    /// <summary>What a score can be as printed: it follows from scores of domains that are rounded to as many decimals, and whose weights
    /// add up to 1 at most, so that it is less than half a unit more, or half a unit less.</summary>
    public static (decimal Lowest, decimal Highest) RangeOf(decimal score, int decimals)
    {
        var unit = new decimal(1, 0, 0, false, (byte)decimals);
        return (decimal.Floor(score / unit) * unit, decimal.Ceiling(score / unit) * unit);
    }

    private static string Text(decimal? value) => value?.ToString("0.################", CultureInfo.InvariantCulture) ?? "none";
}
