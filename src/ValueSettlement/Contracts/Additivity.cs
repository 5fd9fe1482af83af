namespace ValueSettlement;

/// <summary>A clause for which settling the parts of a population and adding up is not settling the whole: a limit, a threshold, a rate
/// that differs by side.</summary>
/// <param name="Path">Where the clause stands, for example "clauses[1]".</param>
/// <param name="Clause">Its name.</param>
/// <param name="Apart">What it leaves of the parts, added up; not rounded.</param>
/// <param name="Together">What it would leave of the sum of what the parts brought to it, taken as one amount; <see langword="null"/>
/// where the parts have different facts or are too large together, so that there is no one whole.</param>
public sealed record NonAdditive(string Path, string Clause, decimal Apart, decimal? Together)
{
    /// <summary>The warning as one sentence.</summary>
    public override string ToString() => Together is { } together
        ? $"{Path}, {Clause}: it leaves {UnitText.Of(Apart, Unit.Money)} of the parts one by one, "
            + $"and would leave {UnitText.Of(together, Unit.Money)} of their sum at once [NonAdditive]"
        : $"{Path}, {Clause}: the parts have different facts, or are together larger than a contract settles, "
            + "so there is no one whole to compare with [NonAdditive]";
}

/// <summary>What comparing the parts with the whole finds, made when it is first read. Equal to another one that finds the same.</summary>
internal sealed class AdditivityComparison : IEquatable<AdditivityComparison>
{
    private readonly Func<ValueList<NonAdditive>>? compare;
    private ValueList<NonAdditive>? found;

    public AdditivityComparison(Func<ValueList<NonAdditive>> compare) => this.compare = compare;

    public AdditivityComparison(ValueList<NonAdditive> found) => this.found = found;

    /// <summary>Nothing to compare.</summary>
    public static AdditivityComparison None { get; } = new([]);

    public ValueList<NonAdditive> Found => found ?? Interlocked.CompareExchange(ref found, compare!(), null) ?? found;

    public bool Equals(AdditivityComparison? other) => ReferenceEquals(this, other) || (other is not null && Found.Equals(other.Found));

    public override bool Equals(object? obj) => Equals(obj as AdditivityComparison);

    public override int GetHashCode() => Found.GetHashCode();
}

/// <summary>Compares the parts with the whole, clause by clause.</summary>
internal static class Additivity
{
    /// <summary>Whether the parts of a sum are parts of one population, as far as their terms say: the same clauses from the same
    /// opening.</summary>
    public static bool IsAlike(ValueList<Agreement> parts) => parts.Count > 1 && parts.All(part =>
        !part.IsSum && part.Opening == parts[0].Opening && part.Clauses.Equals(parts[0].Clauses));

    /// <summary>The clauses of parts that are alike for which the parts are not the whole.</summary>
    public static ValueList<NonAdditive> Of(Agreement part, Experience[] experiences)
    {
        var (facts, different) = Merge(experiences);
        var whole = new Experience
        {
            Benchmark = new Figure { Value = experiences.Sum(static e => e.Benchmark?.Value ?? 0m) },
            Facts = [.. facts]
        };
        var found = new List<NonAdditive>();
        if (whole.Benchmark.Value > Money.Largest || facts.Any(static fact => fact is Number number && !number.Holds()))
        {
            // No contract settles a whole of that size: there is nothing to compare with, and its levels could not be found.
            return part.Clauses.Count == 0 ? [] : [new(Paths.Item(string.Empty, "clauses", 0), part.Clauses[0].Name,
                experiences.Sum(e => (decimal)PreparedContract.Opening(e, part.Opening)), null)];
        }

        _ = Walk(part.Clauses, string.Empty, "clauses", experiences, Array.ConvertAll(experiences, static e => e.Benchmark?.Value ?? 0m),
            whole, whole.Benchmark.Value!.Value, Array.ConvertAll(experiences, e => (decimal)PreparedContract.Opening(e, part.Opening)),
            different, found);
        return [.. found];
    }

    /// <summary>Takes the parts through a chain and names each clause that the whole, entering it with what the parts add up to, would
    /// leave otherwise.</summary>
    private static decimal[] Walk(ValueList<Clause> clauses, string path, string member, Experience[] parts, decimal[] benchmarks,
        Experience whole, decimal benchmark, decimal[] amounts, List<Fact> different, List<NonAdditive> found)
    {
        for (var i = 0; i < clauses.Count; i++)
        {
            var clause = clauses[i];
            var at = Paths.Item(path, member, i);
            var (together, taken, missing) = Apply(clause, whole, benchmark, amounts.Sum());
            var steps = parts.Select((p, m) => Apply(clause, p, benchmarks[m], amounts[m])).ToArray();
            var apart = steps.Sum(static s => s.After);
            var reads = new FactSet();
            clause.Reads(reads);
            if (clause is Choose choose && !missing && taken is { } branch && Array.TrueForAll(steps, s => s.Taken?.Index == branch.Index))
            {
                // Every part and the whole take the same region: it is one of the region's clauses that differs, if any does.
                amounts = Walk(branch.Index < 0 ? choose.Otherwise : choose.Regions[branch.Index].Then, branch.Index < 0 ? at
                    : Paths.Item(at, "regions", branch.Index), branch.Index < 0 ? "otherwise" : "then",
                    parts, [.. steps.Select(static s => s.Taken!.Value.Benchmark)], whole, branch.Benchmark,
                        [.. amounts.Select((amount, m) => amount + steps[m].Taken!.Value.Shift)], different, found);
                continue;
            }

            amounts = [.. steps.Select(static s => s.After)];
            if (missing || different.Exists(reads.Has))
            {
                found.Add(new(at, clause.Name, apart, null));
            }
            else if (Carried.Decide(together - apart) != 0m)
            {
                found.Add(new(at, clause.Name, apart, together));
            }
        }

        return amounts;
    }

    private static (decimal After, Choose.Branch? Taken, bool Missing) Apply(Clause clause, Experience experience, decimal benchmark,
        decimal amount)
    {
        var run = new Run { Facts = experience.Facts.AsSpan(), Benchmark = benchmark };
        var after = Clause.Fold([clause], amount, ref run);
        var taken = clause is Choose choose ? choose.Locate(amount, ref run) : default(Choose.Branch?);
        return (after, taken, run.Failures is not null);
    }

    /// <summary>The facts of the whole: what is counted and amounts add up, everything else, rates among it, must be the same in every
    /// part.</summary>
    private static (Fact[] Facts, List<Fact> Different) Merge(Experience[] members)
    {
        var (merged, different) = (new List<Fact>(), new List<Fact>());
        foreach (var fact in members.SelectMany(static m => m.Facts).DistinctBy(static f => (f.GetType(), f.Identity)))
        {
            var all = members.Select(m => m.Facts.FirstOrDefault(f =>
                f.GetType() == fact.GetType() && f.Identity == fact.Identity)).OfType<Fact>().ToArray();
            var same = all.Length == members.Length && Array.TrueForAll(all, f => Same(f, fact));
            switch (fact)
            {
                case Number { AddsUp: true } number:
                    merged.Add(number with
                    {
                        Figure = new Figure
                        {
                            Value = all.Sum(static f => ((Number)f).Figure.Value ?? 0m),
                            Unit = number.Figure.Unit
                        }
                    });
                    break;
                default:
                    merged.Add(fact);
                    if (!same)
                    {
                        different.Add(fact);
                    }

                    break;
            }
        }

        return ([.. merged], different);
    }

    /// <summary>Whether two facts say the same, however they were computed.</summary>
    private static bool Same(Fact one, Fact other) => (one, other) switch
    {
        (Number first, Number second) => first.Figure.Value == second.Figure.Value,
        (Quality first, Quality second) => first.Standard == second.Standard && first.Score?.Value == second.Score?.Value,
        _ => one.Equals(other),
    };
}
