using System.Numerics;
using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population;

/// <summary>Rows of a population made from a start value, in all shapes that the passes tell apart.</summary>
internal sealed class Rows
{
    public ushort[] Organisation = [];
    public byte[] Stratum = [];
    public byte[] Months = [];
    public long[] Cents = [];
    public int[] Risk = [];

    public int Count => Cents.Length;

    public PopulationColumns Columns => new()
    {
        Organisation = Organisation,
        Stratum = Stratum,
        Months = Months,
        Cents = Cents,
        Risk = Risk,
    };

    public static Rows Random(int count, int organisations, int strata, int seed, Func<Random, long>? cents = null)
    {
        var random = new Random(seed);
        var rows = new Rows
        {
            Organisation = new ushort[count],
            Stratum = new byte[count],
            Months = new byte[count],
            Cents = new long[count],
            Risk = new int[count],
        };
        for (var i = 0; i < count; i++)
        {
            rows.Organisation[i] = (ushort)random.Next(organisations);
            rows.Stratum[i] = (byte)random.Next(strata);
            rows.Months[i] = (byte)(random.Next(3) == 0 ? random.Next(1, 13) : 12);
            rows.Cents[i] = cents?.Invoke(random) ?? (long)(Math.Exp((random.NextDouble() * 9) + 6) - 800) * rows.Months[i];
            rows.Risk[i] = random.Next(30_000);
        }

        return rows;
    }

    public Rows Picked(IEnumerable<int> order)
    {
        var places = order.ToArray();
        return new()
        {
            Organisation = [.. places.Select(i => Organisation[i])],
            Stratum = [.. places.Select(i => Stratum[i])],
            Months = [.. places.Select(i => Months[i])],
            Cents = [.. places.Select(i => Cents[i])],
            Risk = [.. places.Select(i => Risk[i])],
        };
    }

    public Rows Shuffled(int seed)
    {
        var places = Enumerable.Range(0, Count).ToArray();
        new Random(seed).Shuffle(places);
        return Picked(places);
    }
}

/// <summary>The same totals by the definition, with exact fractions and a sort: slow, and written without the library.</summary>
internal static class PlainTotals
{
    private sealed record Fraction(BigInteger Top, BigInteger Bottom) : IComparable<Fraction>
    {
        public int CompareTo(Fraction? other) => (Top * other!.Bottom).CompareTo(other.Top * Bottom);

        public Fraction Minus => new(-Top, Bottom);
    }

    public static Dictionary<(int Organisation, int Stratum), GroupTotals> Of(Rows rows, PopulationRules rules)
    {
        var bounds = Enumerable.Range(0, rules.Strata.Count).Select(s => Bounds(rows, rules, s)).ToArray();
        var groups = new Dictionary<(int, int), GroupTotals>();
        for (var i = 0; i < rows.Count; i++)
        {
            var key = ((int)rows.Organisation[i], (int)rows.Stratum[i]);
            var (low, high) = bounds[rows.Stratum[i]];
            var level = Level(rows, i);
            long m = rows.Months[i];
            var g = groups.GetValueOrDefault(key);
            var above = high is not null && level.CompareTo(high) > 0;
            var below = low is not null && level.CompareTo(low) < 0;
            groups[key] = new()
            {
                Rows = g.Rows + 1,
                Months = g.Months + m,
                CentsWithin = g.CentsWithin + (above || below ? 0 : rows.Cents[i]),
                RowsAbove = g.RowsAbove + (above ? 1 : 0),
                MonthsAbove = g.MonthsAbove + (above ? m : 0),
                RowsBelow = g.RowsBelow + (below ? 1 : 0),
                MonthsBelow = g.MonthsBelow + (below ? m : 0),
                RiskMonths = g.RiskMonths + (rows.Risk.Length == 0 ? 0 : rows.Risk[i] * m),
            };
        }

        return groups;
    }

    private static Fraction Level(Rows rows, int i) => new(rows.Cents[i] * (BigInteger)12, rows.Months[i]);

    private static (Fraction? Low, Fraction? High) Bounds(Rows rows, PopulationRules rules, int stratum)
    {
        switch (rules.Truncation[rules.Truncation.Count == 1 ? 0 : stratum])
        {
            case FixedTruncation f:
                var scaled = f.Threshold.Spent * 1_000_000m;
                var threshold = new Fraction((BigInteger)scaled * 100 * 12, (BigInteger)1_000_000 * f.Threshold.Months);
                return (threshold.Minus, threshold);
            case PercentileTruncation p:
                var high = At(rows, stratum, p.Percentile, p.Weight);
                return (high?.Minus, high);
            case Winsorisation w:
                return (At(rows, stratum, w.Low, w.Weight), At(rows, stratum, w.High, w.Weight));
            default:
                return (null, null);
        }
    }

    private static Fraction? At(Rows rows, int stratum, Percentile percentile, PercentileWeight weight)
    {
        var own = Enumerable.Range(0, rows.Count).Where(i => rows.Stratum[i] == stratum)
            .Select(i => (Level: Level(rows, i), Weight: weight == PercentileWeight.Rows ? 1 : (int)rows.Months[i]))
            .OrderBy(static r => r.Level).ToArray();
        BigInteger all = own.Sum(static r => (long)r.Weight), sum = 0;
        foreach (var (level, w) in own)
        {
            sum += w;
            if (sum * percentile.Denominator >= all * percentile.Numerator)
            {
                return level;
            }
        }

        return null;
    }
}
