namespace ValueSettlement;

/// <summary>A clause for which settling the parts of a population and adding up is not settling the whole: a limit, a threshold, a rate that differs by side.</summary>
/// <param name="Path">Where the clause stands, for example "clauses[1]".</param>
/// <param name="Clause">Its name.</param>
/// <param name="Apart">What it leaves of the parts, added up; not rounded.</param>
/// <param name="Together">What it would leave of the whole; <see langword="null"/> where the parts have different facts, so that there is no one whole.</param>
public sealed record NonAdditive(string Path, string Clause, decimal Apart, decimal? Together)
{
    /// <summary>The warning as one sentence.</summary>
    public override string ToString() => Together is { } together
        ? $"{Path}, {Clause}: the parts give {UnitText.Of(Apart, Unit.Money)} together, the whole would give {UnitText.Of(together, Unit.Money)} [NonAdditive]"
        : $"{Path}, {Clause}: the parts have different facts, so there is no one whole to compare with [NonAdditive]";
}

/// <summary>Compares the parts with the whole, clause by clause.</summary>
internal static class Additivity
{
    public static ValueList<NonAdditive> Of((Contract Contract, Experience Experience)[] members)
    {
        if (members.Length < 2 || Array.Exists(members, m => m.Contract.Arrangements.Count > 0 || m.Contract.Opening != members[0].Contract.Opening || !m.Contract.Clauses.Equals(members[0].Contract.Clauses)))
        {
            return [];
        }

        var clauses = members[0].Contract.Clauses;
        var (facts, different) = Merge(members);
        var amounts = Array.ConvertAll(members, m => PreparedContract.Opening(m.Experience, m.Contract.Opening));
        var scratch = new Piece[clauses.Select(static c => c.PieceBound).Append(1).Max()];
        var found = new List<NonAdditive>();
        for (var i = 0; i < clauses.Count; i++)
        {
            var whole = new Run { Facts = facts, Benchmark = members.Sum(static m => m.Experience.Benchmark?.Value ?? 0m), Scratch = scratch, Parent = -1 };
            var together = clauses[i].Apply(amounts.Sum(), ref whole, i);
            for (var m = 0; m < members.Length; m++)
            {
                var run = new Run { Facts = members[m].Experience.Facts.AsSpan(), Benchmark = members[m].Experience.Benchmark?.Value ?? 0m, Scratch = scratch, Parent = -1 };
                amounts[m] = clauses[i].Apply(amounts[m], ref run, i);
            }

            var apart = amounts.Sum();
            var reads = new FactSet();
            clauses[i].Reads(reads);
            var path = Paths.Item(string.Empty, "clauses", i);
            if (different.Exists(reads.Has) || whole.Failures is not null)
            {
                found.Add(new(path, clauses[i].Name, apart, null));
            }
            else if (Math.Abs(together - apart) > 1e-12m * Math.Max(1m, Math.Abs(apart)))
            {
                found.Add(new(path, clauses[i].Name, apart, together));
            }
        }

        return [.. found];
    }

    /// <summary>The facts of the whole: amounts and numbers add up, everything else must be the same in every part.</summary>
    private static (Fact[] Facts, List<Fact> Different) Merge((Contract Contract, Experience Experience)[] members)
    {
        var (merged, different) = (new List<Fact>(), new List<Fact>());
        foreach (var fact in members.SelectMany(static m => m.Experience.Facts).DistinctBy(static f => (f.GetType(), f.Identity)))
        {
            var all = members.Select(m => m.Experience.Facts.FirstOrDefault(f => f.GetType() == fact.GetType() && f.Identity == fact.Identity)).OfType<Fact>().ToArray();
            var same = all.Length == members.Length && Array.TrueForAll(all, f => Same(f, fact));
            switch (fact)
            {
                case BasisAmount amount:
                    merged.Add(amount with { Amount = new Figure { Value = all.Sum(static f => ((BasisAmount)f).Amount.Value ?? 0m), Unit = Unit.Money } });
                    break;
                case AssignedBeneficiaries:
                    merged.Add(new AssignedBeneficiaries(Count(all.Sum(static f => (long)((AssignedBeneficiaries)f).Count))));
                    break;
                case CaseCount:
                    merged.Add(new CaseCount(Count(all.Sum(static f => (long)((CaseCount)f).Count))));
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
        (Quality first, Quality second) => first.Standard == second.Standard && first.Score?.Value == second.Score?.Value,
        _ => one.Equals(other),
    };

    private static int Count(long sum) => (int)Math.Min(sum, int.MaxValue);
}
