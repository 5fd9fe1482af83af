namespace ValueSettlement;

/// <summary>Which side of zero an edge of a region lies on.</summary>
public enum Side
{
    /// <summary>Above zero.</summary>
    Gain,

    /// <summary>Below zero.</summary>
    Loss,
}

/// <summary>One end of a region of the amount.</summary>
/// <param name="Side">Above or below zero.</param>
/// <param name="At">How far from zero: a magnitude, of the benchmark in force before the region is taken.</param>
/// <param name="Included">Whether the end itself belongs to the region. Zero is neither a gain nor a loss: a region that begins with gains of zero, or ends with losses of zero, never contains it.</param>
public sealed record RegionEnd(Side Side, Level At, bool Included)
{
    /// <summary>How far from zero: a magnitude, of the benchmark in force before the region is taken.</summary>
    public Level At { get; init => field = Given.Of(value); } = Given.Of(At);

    /// <summary>Whether the end itself belongs to the region. Zero is neither a gain nor a loss: a region that begins with gains of zero, or ends with losses of zero, never contains it.</summary>
    public bool Included { get; init; } = Included;
}

/// <summary>A part of the amounts that has rules of its own.</summary>
public sealed record Region
{
    /// <summary>What the contract calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it begins; <see langword="null"/> for no lower end.</summary>
    public RegionEnd? From { get; init; }

    /// <summary>Where it ends; <see langword="null"/> for no upper end.</summary>
    public RegionEnd? To { get; init; }

    /// <summary>What must hold besides; all of it.</summary>
    public ValueList<Condition> When { get; init => field = Given.Of(value); } = [];

    /// <summary>The benchmark of the region: the amount is moved by the difference, and every clause of the region reads it as its benchmark. <see langword="null"/> to keep the one in force. Where the region is taken, its amount must be stated.</summary>
    public Basis? Benchmark { get; init; }

    /// <summary>The clauses of the region, in order.</summary>
    public ValueList<Clause> Then { get; init => field = Given.Of(value); } = [];

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }
}

/// <summary>
/// Gives a region of the amount its own benchmark and clauses; the first region that contains the amount and whose conditions hold is taken, otherwise the remaining clauses.
/// It carries what looks like exceptions: the guardrail, the half rate below the minimum savings rate, different discounts for gains and losses.
/// </summary>
public sealed record Choose : Clause
{
    /// <summary>The regions, in the order in which they are asked; 1 to 32.</summary>
    public required ValueList<Region> Regions { get; init => field = Given.Of(value); }

    /// <summary>The clauses for every other amount, in order; empty to leave the amount as it is.</summary>
    public ValueList<Clause> Otherwise { get; init => field = Given.Of(value); } = [];

    internal override string Key => "choose";

    internal override string UsualLabel => "Which rules apply";

    internal override int PieceBound => Math.Max(Bound(Otherwise), Regions.Count == 0 ? 1 : Regions.Max(static r => Bound(r.Then)));

    internal override int StepBound => 1 + Math.Max(Otherwise.Sum(static c => c.StepBound), Regions.Count == 0 ? 0 : Regions.Max(static r => r.Then.Sum(static c => c.StepBound)));

    internal override bool MustComeFirst => Regions.Any(static r => r.Benchmark is not null || r.Then.Any(static c => c.MustComeFirst)) || Otherwise.Any(static c => c.MustComeFirst);

    internal override int Write(ref Run run, Span<Piece> pieces) => throw new InvalidOperationException("A choice is glued from its regions, not written as pieces.");

    internal override decimal Apply(decimal amount, ref Run run, int index)
    {
        var (parent, branch, step, benchmark) = (run.Parent, run.Branch, run.Steps, run.Benchmark);
        var taken = Take(amount, ref run);
        var shifted = Formulas.Unsigned(amount + Shift(taken, ref run));
        run.Record(this, shifted, index, taken);
        (run.Parent, run.Branch) = (step, taken);
        if (taken >= 0 && Replaces(Regions[taken], ref run, out var replacement))
        {
            run.Benchmark = replacement;
        }

        var after = Fold((taken < 0 ? Otherwise : Regions[taken].Then).AsSpan(), shifted, ref run);
        (run.Parent, run.Branch, run.Benchmark) = (parent, branch, benchmark);
        return after;
    }

    internal override Curve AsCurve(ref Run run)
    {
        var curve = Compose(Otherwise.AsSpan(), ref run);
        for (var i = Regions.Count - 1; i >= 0; i--)
        {
            var region = Regions[i];
            var everywhere = Replaced(region, ref run);
            if (!everywhere && !Conditions(region, ref run))
            {
                continue;
            }

            run.Sides = Sides.Both;
            var from = everywhere ? null : Amount(region.From, ref run);
            var to = everywhere ? null : Amount(region.To, ref run);
            if (from is { } low && to is { } high && (low > high || (low == high && !(Begins(region.From!, low) && Ends(region.To!, high)))))
            {
                continue;
            }

            var shift = Shift(i, ref run);
            var benchmark = run.Benchmark;
            if (Replaces(region, ref run, out var replacement))
            {
                run.Benchmark = replacement;
            }

            var inside = Curve.Line(1m, shift).Then(Compose(region.Then.AsSpan(), ref run));
            run.Benchmark = benchmark;
            var glued = from is { } start ? curve.GlueAt(start, inside, Begins(region.From!, start)) : inside;
            curve = to is { } end ? glued.GlueAt(end, curve, !Ends(region.To!, end)) : glued;
        }

        return curve;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        // Which branch the pass took stands in its trace; the caller hands it over through the run.
        var taken = run.Branch;
        if (taken < 0)
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.DidNotBind, Operation.Stated, Authority, LetterFor(before),
                $"None of these applies: {string.Join("; ", Regions.Select(static r => r.Name))}.", Running(before));
            return;
        }

        var region = Regions[taken];
        if (region.From is { } from)
        {
            _ = from.At.Magnitude(ref run, "region-from", region.Name + ": begins " + (from.Side == Side.Gain ? "at savings of" : "at losses of"), region.Authority);
        }

        if (region.To is { } to)
        {
            _ = to.At.Magnitude(ref run, "region-to", region.Name + ": ends " + (to.Side == Side.Gain ? "at savings of" : "at losses of"), region.Authority);
        }

        var note = region.Name + (Replaced(region, ref run) ? $": the stated benchmark already is the {region.Benchmark!.Value.InWords}." : region.When.Count == 0 ? "." : $": {string.Join(", ", region.When.Select(static c => c.InWords))}.");
        if (Replaces(region, ref run, out var replacement))
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.Bound, Operation.Sum, region.Authority ?? Authority, LetterFor(before), note,
                Running(before), new Operand($"{region.Benchmark!.Value.InWords} less benchmark", replacement - run.Benchmark, Unit.Money));
        }
        else
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.Bound, Operation.Stated, region.Authority ?? Authority, LetterFor(before), note, Running(before));
        }
    }

    /// <summary>The benchmark that the clauses of a branch read.</summary>
    internal decimal BenchmarkOf(int branch, Experience experience, decimal outer)
    {
        var run = new Run { Facts = experience.Facts.AsSpan(), Benchmark = outer };
        return branch >= 0 && Replaces(Regions[branch], ref run, out var replacement) ? replacement : outer;
    }

    internal override void Judge(string path, List<Failure> failures) => Judge(path, failures, 0);

    internal void Judge(string path, List<Failure> failures, int depth)
    {
        if (Regions.Count is 0 or > 32)
        {
            failures.Add(new("region-count", Paths.Join(path, "regions"), UnitText.Of(Regions.Count, Unit.Count), "A choice has 1 to 32 regions.", "Write the regions, or use the clauses directly."));
        }

        for (var i = 0; i < Regions.Count; i++)
        {
            var at = Paths.Item(path, "regions", i);
            var region = Regions[i];
            if (string.IsNullOrWhiteSpace(region.Name))
            {
                failures.Add(new("name-empty", Paths.Join(at, "name"), region.Name ?? string.Empty, "A region has a name.", "Name it as the contract does."));
            }

            TextRules.Judge(region.Name, at, "name", failures);
            TextRules.Judge(region.Authority, at, failures);
            region.From?.At.Judge(Paths.Join(at, "from.at"), failures);
            region.To?.At.Judge(Paths.Join(at, "to.at"), failures);
            for (var k = 0; k < region.When.Count; k++)
            {
                region.When[k].Judge(Paths.Item(at, "when", k), failures);
            }

            if (region.Benchmark == Basis.Benchmark)
            {
                failures.Add(new("basis-is-benchmark", Paths.Join(at, "benchmark"), "benchmark", "A region's own benchmark is another one.", "Name the other benchmark, or leave it out."));
            }

            JudgeChain(region.Then, at, "then", failures, depth);
        }

        JudgeChain(Otherwise, path, "otherwise", failures, depth);
    }

    internal override void Reads(FactSet facts)
    {
        foreach (var region in Regions)
        {
            region.From?.At.Reads(facts);
            region.To?.At.Reads(facts);
            if (region.Benchmark is { } benchmark)
            {
                facts.Add(benchmark);
                facts.AddReplacement(benchmark);
            }

            foreach (var condition in region.When)
            {
                condition.Reads(facts);
            }

            foreach (var clause in region.Then)
            {
                clause.Reads(facts);
            }
        }

        foreach (var clause in Otherwise)
        {
            clause.Reads(facts);
        }
    }

    private static int Bound(ValueList<Clause> clauses)
    {
        var bound = 1;
        foreach (var clause in clauses)
        {
            bound = Math.Max(bound, clause.PieceBound);
        }

        return bound;
    }

    private int Take(decimal amount, ref Run run)
    {
        for (var i = 0; i < Regions.Count; i++)
        {
            var region = Regions[i];
            if (Replaced(region, ref run) || (Contains(region, amount, ref run) && Conditions(region, ref run)))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Contains(Region region, decimal amount, ref Run run)
    {
        if (region.From is { } from)
        {
            // A region on one side of zero never asks the other side for its facts.
            if (from.Side == Side.Gain && amount < 0m)
            {
                return false;
            }

            var at = Amount(from, ref run)!.Value;
            if (amount < at || (amount == at && !Begins(from, at)))
            {
                return false;
            }
        }

        if (region.To is { } to)
        {
            if (to.Side == Side.Loss && amount > 0m)
            {
                return false;
            }

            var at = Amount(to, ref run)!.Value;
            if (amount > at || (amount == at && !Ends(to, at)))
            {
                return false;
            }
        }

        return true;
    }

    // Zero is neither a gain nor a loss: a region of gains from zero on, or of losses down from zero, leaves it out even if its end is included.
    private static bool Begins(RegionEnd from, decimal at) => from.Included && (at != 0m || from.Side == Side.Loss);

    private static bool Ends(RegionEnd to, decimal at) => to.Included && (at != 0m || to.Side == Side.Gain);

    private static bool Conditions(Region region, ref Run run)
    {
        foreach (var condition in region.When.AsSpan())
        {
            if (condition.Holds(ref run) != true)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Replaced(Region region, ref Run run) => region.Benchmark is { } benchmark && run.Find<BenchmarkReplaced>() is { } replaced && replaced.By == benchmark;

    private static bool Replaces(Region region, ref Run run, out decimal benchmark)
    {
        benchmark = 0m;
        if (region.Benchmark is not { } basis || Replaced(region, ref run))
        {
            return false;
        }

        if (run.TryAmount(basis, out benchmark))
        {
            return true;
        }

        // A region that is taken is never settled with the benchmark that it replaces.
        run.Missing($"the amount of '{basis.InWords}'", $"Add a BasisAmount for '{basis.Name}' to the facts.");
        return false;
    }

    private decimal Shift(int taken, ref Run run) => taken >= 0 && Replaces(Regions[taken], ref run, out var benchmark) ? benchmark - run.Benchmark : 0m;

    private static decimal? Amount(RegionEnd? end, ref Run run)
    {
        if (end is null)
        {
            return null;
        }

        var writer = run.Writer;
        run.Writer = null;
        var at = end.At.Magnitude(ref run, "region", "Region", null);
        run.Writer = writer;
        return end.Side == Side.Gain ? at : -at;
    }
}
