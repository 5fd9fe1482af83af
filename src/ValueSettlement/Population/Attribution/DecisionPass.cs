namespace ValueSettlement.Population;

/// <summary>Decides about the members of one part after the other, each worker for itself.</summary>
internal sealed class DecisionPass(AttributionRules rules, VisitParts parts, Dictionary<uint, int> chosen) : IShared
{
    private readonly AttributionEntry[][] entries = new AttributionEntry[VisitParts.Parts][];
    private int next;

    /// <summary>The entries of all parts, and some others.</summary>
    public AttributionEntry[] Entries(AttributionEntry[] others)
    {
        var (all, at) = (new AttributionEntry[entries.Sum(static part => part.Length) + others.Length], 0);
        foreach (var part in entries.Append(others))
        {
            part.CopyTo(all, at);
            at += part.Length;
        }

        return all;
    }

    public void Do(int worker)
    {
        var decision = new Decision(rules);
        for (var part = Interlocked.Increment(ref next) - 1; part < VisitParts.Parts; part = Interlocked.Increment(ref next) - 1)
        {
            entries[part] = Decide(part, decision);
        }
    }

    private AttributionEntry[] Decide(int part, Decision decision)
    {
        var (from, to) = parts.Part(part);
        var keys = parts.Keys.AsSpan(from, to - from);
        var values = parts.Values.AsSpan(from, to - from);
        keys.Sort(values);
        var decided = new List<AttributionEntry>();
        for (var i = 0; i < keys.Length;)
        {
            var member = (uint)(keys[i] >> 32);
            decision.Begin();
            while (i < keys.Length && (uint)(keys[i] >> 32) == member)
            {
                decision.Add((int)(uint)keys[i], values[i++]);
            }

            if (!chosen.ContainsKey(member))
            {
                decided.Add(decision.Of(member));
            }
        }

        return [.. decided];
    }
}

/// <summary>One member's competitors, and the decision between them.</summary>
internal sealed class Decision(AttributionRules rules)
{
    private readonly (uint Must, uint MustNot)[] requirements = VisitCodes.Requirements(rules);
    private readonly int steps = rules.Steps.Count;
    private readonly bool isCounted = rules.Measure == PluralityMeasure.Services;
    private int[] numbers = new int[16];
    private uint[] counts = new uint[16];
    private StepSum[] sums = new StepSum[16 * rules.Steps.Count];
    private int competitors;
    private uint all;

    public void Begin() => (competitors, all) = (0, 0);

    /// <summary>Adds a visit; those of one competitor follow each other.</summary>
    public void Add(int competitor, VisitValue visit)
    {
        if (competitors == 0 || numbers[competitors - 1] != competitor)
        {
            Another(competitor);
        }

        all |= visit.Counts;
        counts[competitors - 1] |= visit.Counts;
        for (var s = 0; s < steps; s++)
        {
            if ((visit.Counts & (1u << s)) != 0)
            {
                sums[((competitors - 1) * steps) + s].Add(visit);
            }
        }
    }

    public AttributionEntry Of(uint member)
    {
        AttributionEntry? refused = null;
        for (var s = 0; s < steps; s++)
        {
            var earlier = all & ((1u << s) - 1);
            if ((all & (1u << s)) == 0 || (rules.Steps[s].Considers == AttributionEntrance.NoEarlierService && earlier != 0))
            {
                continue;
            }

            var entry = Step(member, s);
            if (entry.Organisation is not null)
            {
                return entry;
            }

            refused ??= entry;
        }

        return refused ?? new() { Beneficiary = member, Reason = Nothing() };
    }

    private AttributionReason Nothing() => (all & VisitCodes.PrimaryCare) == 0 ? AttributionReason.NoPrimaryCare
        : (all & VisitCodes.InWindow) == 0 ? AttributionReason.OutsideWindow
        : AttributionReason.NoListedClinician;

    private AttributionEntry Step(uint member, int step)
    {
        var (first, second) = Leaders(step);
        var (number, largest) = (numbers[first], Weight(first, step));
        var runnerUp = second < 0 ? (long?)null : Weight(second, step);
        var tie = largest == runnerUp ? Deciding(first, second, step) : (TieBreak?)null;
        var (must, mustNot) = requirements[step];
        var reason = Competitor.Organisation(number) is null ? AttributionReason.OtherEntity
            : (counts[first] & must) != must || (counts[first] & mustNot) != 0 ? AttributionReason.RequirementNotMet
            : tie is null ? AttributionReason.Plurality
            : AttributionReason.TieBroken;
        return new()
        {
            Beneficiary = member,
            Organisation = reason is AttributionReason.Plurality or AttributionReason.TieBroken ? Competitor.Organisation(number) : null,
            Reason = reason,
            Step = (byte)step,
            Tie = tie,
            Entity = Competitor.Entity(number),
            Largest = largest,
            RunnerUp = runnerUp,
        };
    }

    private (int First, int Second) Leaders(int step)
    {
        var (first, second) = (-1, -1);
        for (var c = 0; c < competitors; c++)
        {
            if (Sum(c, step).Services == 0)
            {
                continue;
            }

            if (first < 0 || Before(c, first, step))
            {
                (first, second) = (c, first);
            }
            else if (second < 0 || Before(c, second, step))
            {
                second = c;
            }
        }

        return (first, second);
    }

    private bool Before(int one, int other, int step)
    {
        var order = Weight(one, step).CompareTo(Weight(other, step));
        foreach (var tie in rules.TieBreaks.AsSpan())
        {
            order = order == 0 ? Order(tie, one, other, step) : order;
        }

        return order > 0;
    }

    private TieBreak Deciding(int one, int other, int step) => rules.TieBreaks.First(tie => Order(tie, one, other, step) != 0);

    private int Order(TieBreak tie, int one, int other, int step) => tie switch
    {
        TieBreak.MostRecentService => Sum(one, step).Last.CompareTo(Sum(other, step).Last),
        TieBreak.MoreServices => Sum(one, step).Services.CompareTo(Sum(other, step).Services),
        TieBreak.LargerCharges => Sum(one, step).Cents.CompareTo(Sum(other, step).Cents),
        _ => numbers[other].CompareTo(numbers[one]),
    };

    private long Weight(int competitor, int step) => isCounted ? Sum(competitor, step).Services : Sum(competitor, step).Cents;

    private ref readonly StepSum Sum(int competitor, int step) => ref sums[(competitor * steps) + step];

    private void Another(int competitor)
    {
        if (competitors == numbers.Length)
        {
            Array.Resize(ref numbers, competitors * 2);
            Array.Resize(ref counts, competitors * 2);
            Array.Resize(ref sums, competitors * 2 * steps);
        }

        (numbers[competitors], counts[competitors]) = (competitor, 0);
        sums.AsSpan(competitors * steps, steps).Clear();
        competitors++;
    }

    private struct StepSum
    {
        public long Cents;
        public int Services;
        public int Last;

        public void Add(VisitValue visit)
        {
            (Cents, Last) = (Cents + visit.Cents, Services == 0 ? visit.Day : Math.Max(Last, visit.Day));
            Services++;
        }
    }
}
