namespace ValueSettlement.Population;

/// <summary>
/// Changed numbers of members: an old one and what replaced it. A number that was replaced several times leads to the last; two old ones
/// may lead to the same.
/// </summary>
public sealed class MemberCrosswalk
{
    private readonly Dictionary<uint, uint> newest;

    private MemberCrosswalk(Dictionary<uint, uint> newest) => this.newest = newest;

    /// <summary>How many numbers were replaced.</summary>
    public int Count => newest.Count;

    /// <summary>A crosswalk from pairs in any order; a pair of equal numbers says nothing.</summary>
    /// <param name="old">The old numbers, each replaced by one number only.</param>
    /// <param name="replacement">What replaced each.</param>
    /// <exception cref="SettlementException">The columns have two lengths, an old number was replaced by two, or replacements go round in a
    /// circle: the first 100 failures and how many rows failed.</exception>
    public static MemberCrosswalk Of(ReadOnlySpan<uint> old, ReadOnlySpan<uint> replacement)
    {
        if (old.Length != replacement.Length)
        {
            throw new SettlementException([new("column-length", "replacement", UnitText.Of(replacement.Length, Unit.Count),
                FormattableString.Invariant($"There is a replacement for each of the {old.Length:#,##0} old numbers."),
                "Complete the column.")]);
        }

        var (next, failures) = (new Dictionary<uint, uint>(old.Length), new RowFailures());
        for (var i = 0; i < old.Length; i++)
        {
            if (old[i] != replacement[i] && !next.TryAdd(old[i], replacement[i]) && next[old[i]] != replacement[i])
            {
                failures.Add(i, [new("replaced-twice", FormattableString.Invariant($"rows[{i}].replacement"),
                    FormattableString.Invariant($"{replacement[i]}"),
                    FormattableString.Invariant($"Number {old[i]} is replaced by one number; {next[old[i]]} was stated before."),
                    "Keep the replacement in force.")]);
            }
        }

        var resolved = Resolve(next, old.Length, failures);
        return failures.Any ? throw failures.Exception(old.Length) : new(resolved);
    }

    /// <summary>The number that a member has now.</summary>
    /// <param name="beneficiary">An old or a new number.</param>
    public uint Now(uint beneficiary) => newest.GetValueOrDefault(beneficiary, beneficiary);

    /// <summary>A column with the numbers that its members have now.</summary>
    /// <param name="column">The column.</param>
    public ReadOnlyMemory<uint> Apply(ReadOnlySpan<uint> column)
    {
        var applied = new uint[column.Length];
        for (var i = 0; i < applied.Length; i++)
        {
            applied[i] = Now(column[i]);
        }

        return applied;
    }

    /// <summary>How many numbers were replaced.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} replaced numbers");

    private static Dictionary<uint, uint> Resolve(Dictionary<uint, uint> next, int rows, RowFailures failures)
    {
        var (resolved, path, circles) = (new Dictionary<uint, uint>(next.Count), new List<uint>(), rows);
        foreach (var start in next.Keys)
        {
            path.Clear();
            var (at, onPath) = (start, new HashSet<uint>());
            while (!resolved.ContainsKey(at) && next.TryGetValue(at, out var further) && onPath.Add(at))
            {
                path.Add(at);
                at = further;
            }

            if (onPath.Contains(at))
            {
                failures.Add(circles++, [new("crosswalk-circle", "rows", FormattableString.Invariant($"{at}"),
                    FormattableString.Invariant($"Replacements end at a number; from {at} they lead back to it."),
                    "Take one of them out.")]);
            }

            var end = resolved.GetValueOrDefault(at, at);
            path.ForEach(number => resolved[number] = end);
        }

        return resolved;
    }
}
