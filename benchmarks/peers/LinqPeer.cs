using ValueSettlement.Benchmarks;

namespace ValueSettlement.Peers;

/// <summary>What a programmer writes first: objects, decimal, LINQ.</summary>
internal sealed class LinqPeer(PopulationData data)
{
    private readonly Member[] members = [.. Enumerable.Range(0, data.Rows).Select(i => new Member(
        data.Organisation[i], data.Stratum[i], data.Months[i], data.Cents[i] / 100m, data.Risk[i] / 10_000m))];

    public Timed Run() => Timed.Of(Settle, Read);

    private (Dictionary<int, decimal> Thresholds, Group[] Groups) Settle()
    {
        var thresholds = members.GroupBy(static m => m.Stratum).ToDictionary(static g => g.Key, static g =>
        {
            var ordered = g.Select(static m => m.Annualised).Order().ToArray();
            return ordered[(int)(((99L * ordered.Length) + 99) / 100) - 1];
        });
        var groups = members.GroupBy(static m => (m.Organisation, m.Stratum)).Select(g => new Group(
            g.Key.Organisation,
            g.Key.Stratum,
            g.Count(),
            g.Sum(static m => m.Months),
            g.Sum(m => Math.Min(m.Annualised, thresholds[m.Stratum]) * m.Months / 12m),
            g.Sum(static m => m.Risk * m.Months))).ToArray();
        return (thresholds, groups);
    }

    private static Sums Read((Dictionary<int, decimal> Thresholds, Group[] Groups) result)
    {
        var sums = new Sums { Truncated = new decimal[PopulationData.Groups] };
        foreach (var group in result.Groups)
        {
            var g = (group.Organisation * PopulationData.Strata) + group.Stratum;
            sums.Set(g, group.Rows, group.Months, 0, 0, (long)(group.RiskMonths * 10_000m));
            sums.Truncated[g] = group.Spent * 100m;
        }

        foreach (var (stratum, threshold) in result.Thresholds)
        {
            sums.Thresholds[stratum] = (long)Math.Round(threshold * 100m * (Sums.Whole / 12));
        }

        return sums;
    }

    private sealed record Member(int Organisation, int Stratum, int Months, decimal Spent, decimal Risk)
    {
        public decimal Annualised => Spent * 12m / Months;
    }

    private sealed record Group(int Organisation, int Stratum, int Rows, int Months, decimal Spent, decimal RiskMonths);
}
