using System.Buffers;

namespace ValueSettlement.Population;

/// <summary>A partial as bytes.</summary>
public sealed partial class PopulationPartial
{
    private const int GroupBytes = 8 + (6 * 8) + (2 * 16);
    private const int WaitingBytes = 3 * 8;

    /// <summary>
    /// The partial as bytes, to be merged elsewhere: equal partials have equal bytes. They end with SHA-256 of the rest, which tells bytes
    /// that were damaged; keep <see cref="Digest"/> elsewhere to tell bytes that somebody has made anew.
    /// </summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        waiting.Combine();
        var content = new ArrayBufferWriter<byte>();
        content.Write(Rows);
        content.Write(RowsLeftOut);
        content.Write(RowsWithRisk);
        foreach (var window in brackets.Windows)
        {
            content.Write(window.LowFrom);
            content.Write(window.LowTo);
            content.Write(window.HighFrom);
            content.Write(window.HighTo);
        }

        content.Write((long)groups.Count(static g => g != default));
        for (var g = 0; g < groups.Length; g++)
        {
            if (groups[g] != default)
            {
                Write(content, g, groups[g]);
            }
        }

        content.Write((long)waiting.Count);
        foreach (ref readonly var row in waiting.Span)
        {
            content.Write(row.Cents);
            content.Write((long)row.Place);
            content.Write((long)row.Count);
        }

        return PartialBytes.Seal(PartialBytes.Partial, population.Fingerprint, content.WrittenSpan);
    }

    /// <summary>SHA-256 of the partial's bytes.</summary>
    public Digest Digest => Digest.Of(Convert.ToHexStringLower(ToBytes().Span[^32..]));

    internal static PopulationPartial Read(PreparedPopulation population, ReadOnlySpan<byte> bytes)
    {
        var from = PartialBytes.Open(PartialBytes.Partial, population.Fingerprint, bytes);
        var (rows, leftOut) = (from.Within(0, PartialBytes.MostRows, "rows"), from.Within(0, PartialBytes.MostRows, "rows left out"));
        var withRisk = from.Within(0, rows, "rows with risk");
        var windows = new StratumWindow[population.Rules.Strata.Count];
        var known = ThresholdBrackets.Known(population.Rules).Windows;
        for (var s = 0; s < windows.Length; s++)
        {
            windows[s] = new(from.Long(), from.Long(), from.Long(), from.Long());
            if (!windows[s].IsPossible || (!population.Rules.HasPercentile(s) && windows[s] != known[s]))
            {
                throw PartialBytes.Impossible("a bracket");
            }
        }

        var partial = new PopulationPartial(population, new(windows)) { Rows = rows, RowsLeftOut = leftOut, RowsWithRisk = withRisk };
        partial.ReadGroups(ref from);
        partial.ReadWaiting(ref from);
        partial.CheckContent();
        return from.AtEnd ? partial : throw PartialBytes.Impossible("it goes on after its end");
    }

    private static void Write(ArrayBufferWriter<byte> into, int place, in GroupTotals group)
    {
        into.Write((long)place);
        into.Write(group.Rows);
        into.Write(group.Months);
        into.Write(group.RowsAbove);
        into.Write(group.MonthsAbove);
        into.Write(group.RowsBelow);
        into.Write(group.MonthsBelow);
        into.Write(group.CentsWithin);
        into.Write(group.RiskMonths);
    }

    private void ReadGroups(ref PartialBytes.Cursor from)
    {
        var last = -1L;
        for (var left = from.Entries(GroupBytes, groups.Length); left > 0; left--)
        {
            last = from.Within(last + 1, groups.Length - 1, "the order of groups");
            var group = new GroupTotals
            {
                Rows = from.Within(1, Rows, "rows of a group"),
                Months = from.Long(),
                RowsAbove = from.Within(0, Rows, "rows above"),
                MonthsAbove = from.Long(),
                RowsBelow = from.Within(0, Rows, "rows below"),
                MonthsBelow = from.Long(),
                CentsWithin = from.Wide(),
                RiskMonths = from.Wide(),
            };
            groups[last] = group.IsPossible ? group : throw PartialBytes.Impossible("the sums of a group");
        }
    }

    private void ReadWaiting(ref PartialBytes.Cursor from)
    {
        var last = default(Waiting?);
        for (var left = from.Entries(WaitingBytes, int.MaxValue); left > 0; left--)
        {
            var row = new Waiting(from.Long(), (int)from.Within(0, ((long)groups.Length << 4) - 1, "a group that waits"),
                (int)from.Within(1, int.MaxValue, "rows that wait"));
            if ((last is { } earlier && row.CompareTo(earlier) < 0)
                || !row.IsPossible(brackets.Windows[row.Group % brackets.Windows.Length]))
            {
                throw PartialBytes.Impossible("rows that wait");
            }

            last = row;
            waiting.Add(row);
        }
    }

    /// <summary>Refuses sums that no rows have, within the brackets that the partial was begun with; for what comes from outside.</summary>
    internal void CheckContent()
    {
        var waits = new Dictionary<int, (long Rows, long Months)>();
        foreach (ref readonly var row in waiting.Span)
        {
            var (rows, months) = waits.GetValueOrDefault(row.Group);
            waits[row.Group] = (rows + row.Count, months + ((long)row.Count * row.Months));
        }

        var reaches = Array.ConvertAll(brackets.Windows.ToArray(), static window => new WindowReach(window));
        var (counted, risk) = ((Int128)0, (Int128)0);
        for (var g = 0; g < groups.Length; g++)
        {
            var (rows, months) = waits.GetValueOrDefault(g);
            if (!reaches[g % reaches.Length].CanHold(groups[g], rows, months))
            {
                throw PartialBytes.Impossible("the sums of a group within its brackets");
            }

            (counted, risk) = (counted + groups[g].Rows, risk + groups[g].RiskMonths);
        }

        if (counted != Rows || risk > (Int128)RowsWithRisk * 12 * int.MaxValue)
        {
            throw PartialBytes.Impossible("groups and rows disagree");
        }
    }
}
