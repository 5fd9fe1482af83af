namespace ValueSettlement.Population;

/// <summary>What of a visit enters a decision, beside the member and the competitor.</summary>
/// <param name="Cents">Allowed charges.</param>
/// <param name="Day">The day.</param>
/// <param name="Counts">Steps in which it counts, requirements that it meets, and what it is, one bit each; see
/// <see cref="VisitCodes"/>.</param>
internal readonly record struct VisitValue(long Cents, int Day, uint Counts);

/// <summary>What the rules make of the codes of visits: one bit for each step and requirement.</summary>
internal sealed class VisitCodes
{
    /// <summary>The service counts.</summary>
    public const uint PrimaryCare = 1u << 28;

    /// <summary>The service counts and lies in a window.</summary>
    public const uint InWindow = 1u << 29;

    private const int FirstRequirement = AttributionRules.MostSteps;

    private readonly bool[] counts;
    private readonly uint[] inWindow;
    private readonly uint[] inExpanded;
    private readonly (int From, int To) window;
    private readonly (int From, int To) expanded;

    public VisitCodes(AttributionRules rules, VisitColumns visits)
    {
        var services = rules.Services.Value.ToHashSet(StringComparer.Ordinal);
        counts = [.. visits.Services.Select(services.Contains)];
        inExpanded = Bits(rules, visits.Specialties, static period => period == AttributionPeriod.ExpandedWindow);
        inWindow = Bits(rules, visits.Specialties, static _ => true);
        window = (VisitColumns.DayOf(rules.Window.Start), VisitColumns.DayOf(rules.Window.End));
        expanded = rules.ExpandedWindow is { } longer
            ? (VisitColumns.DayOf(longer.Start), VisitColumns.DayOf(longer.End)) : window;
    }

    /// <summary>For each step, the requirements: bits that must be there and bits that must not.</summary>
    public static (uint Must, uint MustNot)[] Requirements(AttributionRules rules)
    {
        var bit = FirstRequirement;
        return [.. rules.Steps.Select(step => step.Requirements.Aggregate((Must: 0u, MustNot: 0u), (bits, requirement) =>
            requirement.IsPresent ? (bits.Must | (1u << bit++), bits.MustNot) : (bits.Must, bits.MustNot | (1u << bit++))))];
    }

    public uint Of(int service, int specialty, int day)
    {
        if (!counts[service])
        {
            return 0;
        }

        return day >= window.From && day <= window.To ? inWindow[specialty] | PrimaryCare | InWindow
            : day >= expanded.From && day <= expanded.To ? inExpanded[specialty] | PrimaryCare
            : PrimaryCare;
    }

    private static uint[] Bits(AttributionRules rules, ValueList<string> specialties, Func<AttributionPeriod, bool> sees)
    {
        var parts = rules.Steps.Select(static (step, s) => (step.Specialties, step.Period, Bit: s))
            .Concat(rules.Steps.SelectMany(static step => step.Requirements)
                .Select(static (r, i) => (r.Specialties, r.Period, Bit: FirstRequirement + i)))
            .Where(part => sees(part.Period)).Select(static part => (Codes: part.Specialties.ToHashSet(StringComparer.Ordinal), part.Bit))
            .ToArray();
        return [.. specialties.Select(code => parts.Where(part => part.Codes.Contains(code))
            .Aggregate(0u, static (bits, part) => bits | (1u << part.Bit)))];
    }
}

/// <summary>Visits in parts, so that all of a member are in one part: members are spread by their numbers, whatever these are.</summary>
internal sealed class VisitParts
{
    public const int Parts = 512;
    private const int PartBits = 9;

    private readonly int[] starts;

    private VisitParts(ulong[] keys, VisitValue[] values, int[] starts) => (Keys, Values, this.starts) = (keys, values, starts);

    /// <summary>Member in the upper half, competitor in the lower.</summary>
    public ulong[] Keys { get; }

    public VisitValue[] Values { get; }

    public (int From, int To) Part(int part) => (starts[part], starts[part + 1]);

    public static VisitParts Of(AttributionRules rules, VisitColumns visits, int threads)
    {
        var count = new CountPass(rules, visits);
        Workers.Run(threads, count);
        if (count.Failures.Any)
        {
            throw count.Failures.Exception(visits.Count);
        }

        var starts = count.TakeStarts();
        var parts = new VisitParts(GC.AllocateUninitializedArray<ulong>(visits.Count),
            GC.AllocateUninitializedArray<VisitValue>(visits.Count), starts);
        Workers.Run(threads, new SpreadPass(rules, visits, parts, count));
        return parts;
    }

    public static int PartOf(uint member) => (int)((member * 2_654_435_769u) >> (32 - PartBits));
}

/// <summary>Checks rows, and counts how many of each block belong to each part.</summary>
internal sealed class CountPass : IShared
{
    public const int RowsAtOnce = 1 << 16;

    private readonly AttributionRules rules;
    private readonly VisitColumns visits;
    private readonly int lastDay;
    private int next;

    public CountPass(AttributionRules rules, VisitColumns visits)
    {
        (this.rules, this.visits, lastDay) = (rules, visits, VisitColumns.DayOf(visits.CutOff));
        var blocks = (int)((visits.Count + RowsAtOnce - 1L) / RowsAtOnce);
        Blocks = [.. Enumerable.Range(0, blocks).Select(static _ => new int[VisitParts.Parts])];
    }

    /// <summary>For each block, rows of each part; once the starts are taken, where the first of them goes.</summary>
    public int[][] Blocks { get; }

    public RowFailures Failures { get; } = new();

    public void Do(int worker)
    {
        for (var block = Interlocked.Increment(ref next) - 1; block < Blocks.Length; block = Interlocked.Increment(ref next) - 1)
        {
            Count(block);
        }
    }

    public int[] TakeStarts()
    {
        var (starts, at) = (new int[VisitParts.Parts + 1], 0);
        for (var part = 0; part < VisitParts.Parts; part++)
        {
            starts[part] = at;
            foreach (var block in Blocks)
            {
                (block[part], at) = (at, at + block[part]);
            }
        }

        starts[VisitParts.Parts] = at;
        return starts;
    }

    private void Count(int block)
    {
        var (from, to) = (block * RowsAtOnce, (int)Math.Min(visits.Count, (block + 1L) * RowsAtOnce));
        var members = visits.Beneficiary.Span;
        var entities = visits.Entity.Span;
        var specialties = visits.Specialty.Span;
        var services = visits.Service.Span;
        var cents = visits.Cents.Span;
        var days = visits.Day.Span;
        var (allEntities, allSpecialties, allServices) = ((uint)rules.Entities.Count, visits.Specialties.Count, visits.Services.Count);
        var counts = Blocks[block];
        for (var i = from; i < to; i++)
        {
            counts[VisitParts.PartOf(members[i])]++;
            if ((uint)entities[i] >= allEntities || specialties[i] >= allSpecialties || services[i] >= allServices
                || cents[i] is < -VisitColumns.LargestCents or > VisitColumns.LargestCents || days[i] > lastDay)
            {
                Failures.Add(i, VisitFailures.Of(visits, rules, i, lastDay));
            }
        }
    }
}

/// <summary>Puts every row where its part is.</summary>
internal sealed class SpreadPass(AttributionRules rules, VisitColumns visits, VisitParts parts, CountPass counted) : IShared
{
    private readonly VisitCodes codes = new(rules, visits);
    private int next;

    public void Do(int worker)
    {
        for (var block = Interlocked.Increment(ref next) - 1; block < counted.Blocks.Length; block = Interlocked.Increment(ref next) - 1)
        {
            Spread(block);
        }
    }

    private void Spread(int block)
    {
        var (from, to) = (block * CountPass.RowsAtOnce, (int)Math.Min(visits.Count, (block + 1L) * CountPass.RowsAtOnce));
        var members = visits.Beneficiary.Span;
        var entities = visits.Entity.Span;
        var specialties = visits.Specialty.Span;
        var services = visits.Service.Span;
        var cents = visits.Cents.Span;
        var days = visits.Day.Span;
        var organisations = rules.Entities.AsSpan();
        var places = counted.Blocks[block];
        for (var i = from; i < to; i++)
        {
            var place = places[VisitParts.PartOf(members[i])]++;
            parts.Keys[place] = ((ulong)members[i] << 32) | (uint)Competitor.Of(entities[i], organisations);
            parts.Values[place] = new(cents[i], days[i], codes.Of(services[i], specialties[i], days[i]));
        }
    }
}

/// <summary>The number of whoever competes: organisations as they are, then the entities that compete for themselves.</summary>
internal static class Competitor
{
    private const int FirstEntity = 1 << 16;

    public static int Of(int entity, ReadOnlySpan<ushort?> organisations) => organisations[entity] ?? FirstEntity + entity;

    public static ushort? Organisation(int competitor) => competitor < FirstEntity ? (ushort)competitor : null;

    public static int? Entity(int competitor) => competitor < FirstEntity ? null : competitor - FirstEntity;
}
