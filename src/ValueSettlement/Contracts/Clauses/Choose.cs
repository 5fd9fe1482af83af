using ValueSettlement.Curves;

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
/// <param name="Included">Whether the end itself belongs to the region. Zero is neither a gain nor a loss: a region that begins with gains
/// of zero, or ends with losses of zero, never contains it.</param>
public sealed record RegionEnd(Side Side, Level At, bool Included) : ISaid
{
    /// <summary>How far from zero: a magnitude, of the benchmark in force before the region is taken.</summary>
    public Level At { get; init => field = Given.Of(value); } = Given.Of(At);

    /// <summary>Whether the end itself belongs to the region. Zero is neither a gain nor a loss: a region that begins with gains of zero,
    /// or ends with losses of zero, never contains it.</summary>
    public bool Included { get; init; } = Included;

    /// <summary>The end as a person would write it; whether the region begins or ends there, the region says.</summary>
    public override string ToString() => Phrase.Of(this);

    void ISaid.Say(Phrase phrase) => phrase.Add($"{(Side == Side.Gain ? phrase.Names.Gains : phrase.Names.Losses)} of ").Add(At)
        .Add(Included ? string.Empty : " (itself left out)");
}

/// <summary>A part of the amounts that has rules of its own.</summary>
public sealed record Region : ISaid
{
    /// <summary>What the contract calls it.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>Where it begins; <see langword="null"/> for no lower end.</summary>
    public RegionEnd? From { get; init; }

    /// <summary>Where it ends; <see langword="null"/> for no upper end.</summary>
    public RegionEnd? To { get; init; }

    /// <summary>What must hold besides; all of it.</summary>
    public ValueList<Condition> When { get; init => field = Given.Of(value); } = [];

    /// <summary>The benchmark of the region: the amount is moved by the difference, and every clause of the region reads it as its
    /// benchmark. <see langword="null"/> to keep the one in force. Where the region is taken, its amount must be stated.</summary>
    public Basis? Benchmark { get; init; }

    /// <summary>The clauses of the region, in order.</summary>
    public ValueList<Clause> Then { get; init => field = Given.Of(value); } = [];

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The region as a person would write it.</summary>
    public override string ToString() => $"{Name}: {Phrase.Of(this)}";

    void ISaid.Say(Phrase phrase)
    {
        phrase.Add(From is null && To is null ? "any amount" : "amounts");
        if (From is not null)
        {
            phrase.Add(" from ").Add(From).Add(To is null ? " on" : string.Empty);
        }

        if (To is not null)
        {
            phrase.Add(From is null ? " up to " : " to ").Add(To);
        }

        foreach (var condition in When)
        {
            phrase.Add(", if ").Add(condition);
        }

        if (Benchmark is { } benchmark)
        {
            phrase.Add($", measured against the {benchmark.InWords}");
        }
    }
}

/// <summary>
/// Gives a region of the amount its own benchmark and clauses; the first region that contains the amount and whose conditions hold is
/// taken, otherwise the remaining clauses.
/// It carries what looks like exceptions: the guardrail, the half rate below the minimum savings rate, different discounts for gains and
/// losses.
/// </summary>
public sealed record Choose : Clause
{
    /// <summary>The regions, in the order in which they are asked; 1 to 32.</summary>
    public required ValueList<Region> Regions { get; init => field = Given.Of(value); }

    /// <summary>The clauses for every other amount, in order; empty to leave the amount as it is.</summary>
    public ValueList<Clause> Otherwise { get; init => field = Given.Of(value); } = [];

    internal const string ChoiceKey = "choose";

    internal override string Key => ChoiceKey;

    internal override string UsualLabel => "Which rules apply";

    private protected override void Say(Phrase phrase)
    {
        foreach (var region in Regions)
        {
            phrase.Add($"{region.Name} (").Add(region).Add(")");
            SayChain(phrase, region.Then);
            phrase.Add("; ");
        }

        phrase.Add("otherwise");
        SayChain(phrase, Otherwise);
    }

    private static void SayChain(Phrase phrase, ValueList<Clause> chain)
    {
        phrase.Add(chain.Count == 0 ? ": the amount stays as it is" : ": ").AddAll(chain, ", then ");
    }

    internal override bool KeepsZero => false;

    internal override bool MustComeFirst =>
        Regions.Any(static r => r.Benchmark is not null || r.Then.Any(static c => c.MustComeFirst))
            || Otherwise.Any(static c => c.MustComeFirst);

    internal override void ApplyInWords(ref Run run, int index)
    {
        run.Words!.Enter(index);
        Emit(ref run);
    }

    /// <summary>A choice emits a partition into branches, and the amount goes on in the branch that it enters.</summary>
    internal override void Emit(ref Run run)
    {
        decimal amount = run.Amount;
        var taken = Locate(amount, ref run);
        var shifted = decimal.Sign(taken.Shift) == 0 ? amount : Bounded(Carried.Carry(amount + taken.Shift), ref run);
        var (chain, member) = taken.Index < 0 ? (Otherwise, "otherwise") : (Regions[taken.Index].Then, "then");
        var words = run.Words;
        var outer = words?.Chain ?? default;
        if (words is not null)
        {
            words.Move(taken.Shift);
            Say(taken, amount, shifted, ref run);
            words.Clause(this, amount, shifted);
            words.Chain = (taken.Index < 0 ? words.Path : Paths.Item(words.Path, "regions", taken.Index), member);
        }

        var benchmark = run.Benchmark;
        run.Benchmark = taken.Benchmark;
        run.Amount = shifted;
        Fold(chain.AsSpan(), ref run);
        run.Benchmark = benchmark;
        if (words is not null)
        {
            words.Chain = outer;
        }
    }

    internal override Curve AsCurve(ref Run run)
    {
        List<Branch> branches = [];
        var partition = new Partition { Everywhere = branches };
        Emit(ref run, ref partition);
        var curve = Compose(Otherwise.AsSpan(), ref run);
        var benchmark = run.Benchmark;

        // The first region that contains an amount is taken: the later ones are laid first, and those before them over them.
        for (var i = branches.Count - 1; i >= 0; i--)
        {
            var branch = branches[i];
            run.Benchmark = branch.Benchmark;
            var inside = Curve.Line(1m, branch.Shift).Then(Compose(Regions[branch.Index].Then.AsSpan(), ref run), decided: true);
            run.Benchmark = benchmark;
            var (low, high) = (branch.Within.Low, branch.Within.High);
            var glued = low is { } from ? curve.GlueAt(from, inside, branch.Within.LowIncluded) : inside;
            curve = high is { } to ? glued.GlueAt(to, curve, !branch.Within.HighIncluded) : glued;
        }

        return curve;
    }

    /// <summary>The branch that an amount enters, with what it changes.</summary>
    internal Branch Locate(decimal amount, ref Run run)
    {
        var partition = new Partition { At = Carried.Decide(amount), Words = run.Words };
        Emit(ref run, ref partition);
        var taken = partition.Taken ?? new(-1, default, 0m, run.Benchmark);
        return taken with { Within = partition.Within, Refused = partition.Refused };
    }

    /// <summary>
    /// The rule, written once: the regions in the order in which they are asked, each with the amounts that enter it. At a point the first
    /// one that contains the
    /// amount ends the walk; a region on one side of zero never asks the other side for its facts.
    /// </summary>
    private void Emit(ref Run run, ref Partition partition)
    {
        for (var i = 0; i < Regions.Count; i++)
        {
            var region = Regions[i];
            if (IsReplaced(region, ref run))
            {
                if (partition.Take(new(i, Interval.All, 0m, run.Benchmark)))
                {
                    return;
                }

                continue;
            }

            var mark = run.Words?.Mark() ?? 0;
            if (Ends(region, ref run, ref partition) is { } within && AllHold(region, ref run, ref partition))
            {
                var benchmark = BenchmarkOf(region, ref run);
                if (partition.Take(new(i, within, benchmark - run.Benchmark, benchmark)))
                {
                    return;
                }
            }

            run.Words?.Forget(mark);
        }
    }

    /// <summary>The amounts of a region; <see langword="null"/> if there are none, or if the amount asked for is not among them.</summary>
    private static Interval? Ends(Region region, ref Run run, ref Partition partition)
    {
        var within = Interval.All;
        if (region.From is { } from)
        {
            if (!partition.Reaches(from.Side, upwards: true))
            {
                return null;
            }

            var low = At(from, ref run, region, "region-from", ": begins at ");
            within = within with { Low = low, LowIncluded = from.Included && (low != 0m || from.Side == Side.Loss) };
            if (!partition.IsAbove(within))
            {
                return null;
            }
        }

        if (region.To is { } to)
        {
            if (!partition.Reaches(to.Side, upwards: false))
            {
                return null;
            }

            var high = At(to, ref run, region, "region-to", ": ends at ");
            within = within with { High = high, HighIncluded = to.Included && (high != 0m || to.Side == Side.Gain) };
            if (!partition.IsBelow(within))
            {
                return null;
            }
        }

        var empty = within.Low > within.High
            || (within.Low == within.High && within.Low is not null && !(within.LowIncluded && within.HighIncluded));
        return empty ? null : within;
    }

    private static decimal At(RegionEnd end, ref Run run, Region region, string key, string words)
    {
        var label = run.Words is null ? region.Name
            : region.Name + words + (end.Side == Side.Gain ? run.Words.Names.Gains : run.Words.Names.Losses) + " of";
        var at = end.At.Magnitude(ref run, key, label, region.Authority);
        return end.Side == Side.Gain ? at : Formulas.Unsigned(-at);
    }

    private void Say(in Branch taken, decimal before, decimal after, ref Run run)
    {
        var words = run.Words!;
        words.Within = taken.Within;
        var refused = taken.Refused;
        if (taken.Index < 0)
        {
            run.SayUnchanged($"None of these applies: {string.Join("; ", Regions.Select(r =>
                refused?.Find(w => w.Region == r.Name) is { Why: { } why }
                ? $"{r.Name} ({why})" : r.Name))}.");
            return;
        }

        var region = Regions[taken.Index];
        (words.TookRegion, words.Authority) = (true, region.Authority);
        var note = region.Name + (IsReplaced(region, ref run) ? $": the stated benchmark already is the {region.Benchmark!.Value.InWords}."
            : region.When.Count == 0 ? "." : $": {string.Join(", ", region.When.Select(static c => c.InWords))}.");
        if (refused is not null)
        {
            note += $" Not taken before it: {string.Join("; ", refused.Select(static r => $"{r.Region} ({r.Why})"))}.";
        }

        if (region.Benchmark is { } basis && !IsReplaced(region, ref run))
        {
            words.Say(Operation.Sum, null, note, run.Running(),
                new($"{basis.InWords} less {words.Names.Benchmark}", taken.Shift, Unit.Money));
        }
        else
        {
            words.Say(Operation.Stated, null, note, run.Running());
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Regions.Count is 0 or > 32)
        {
            failures.Add(new("region-count", Paths.Join(path, "regions"), UnitText.Of(Regions.Count, Unit.Count),
                "A choice has 1 to 32 regions.", "Write the regions, or use the clauses directly."));
        }

        for (var i = 0; i < Regions.Count; i++)
        {
            var at = Paths.Item(path, "regions", i);
            var region = Regions[i];
            if (string.IsNullOrWhiteSpace(region.Name))
            {
                failures.Add(new("name-empty", Paths.Join(at, "name"), region.Name ?? string.Empty, "A region has a name.",
                    "Name it as the contract does."));
            }

            TextRules.Validate(region.Name, at, "name", failures);
            TextRules.Validate(region.Authority, at, failures);
            region.From?.At.Validate(Paths.Join(at, "from.at"), failures);
            region.To?.At.Validate(Paths.Join(at, "to.at"), failures);
            for (var k = 0; k < region.When.Count; k++)
            {
                region.When[k].Validate(Paths.Item(at, "when", k), failures);
            }

            if (region.Benchmark == Basis.Benchmark)
            {
                failures.Add(new("basis-is-benchmark", Paths.Join(at, "benchmark"), "benchmark", "A region's own benchmark is another one.",
                    "Name the other benchmark, or leave it out."));
            }

            ValidateChain(region.Then, at, "then", failures);
        }

        ValidateChain(Otherwise, path, "otherwise", failures);
    }

    internal override void Reads(FactSet facts)
    {
        if (!facts.Enter())
        {
            return;
        }

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

        facts.Leave();
    }

    private static bool AllHold(Region region, ref Run run, ref Partition partition)
    {
        foreach (var condition in region.When.AsSpan())
        {
            var holds = condition.Holds(ref run);
            if (holds != true)
            {
                if (run.Words is not null)
                {
                    partition.Refuse(region.Name, holds is null
                        ? $"not tested whether {condition.InWords}: {condition.AsksFor} was not stated"
                        : $"this does not hold: {condition.InWords}");
                }

                return false;
            }
        }

        return true;
    }

    private static bool IsReplaced(Region region, ref Run run) =>
        region.Benchmark is { } benchmark && run.Find<BenchmarkReplaced>() is { } replaced && replaced.By == benchmark;

    // A region that is taken is never settled with the benchmark that it replaces.
    private static decimal BenchmarkOf(Region region, ref Run run) => region.Benchmark is { } basis ? run.BasisOf(basis) : run.Benchmark;

    /// <summary>A branch of the choice: its region (−1 for the clauses of every other amount), the amounts that enter it, by how much they
    /// are moved, and its benchmark.</summary>
    internal readonly record struct Branch(int Index, Interval Within, decimal Shift, decimal Benchmark)
    {
        /// <summary>The regions that contain the amount and were not taken for a condition, each with why; known in words only.</summary>
        public List<(string Region, string Why)>? Refused { get; init; }
    }

    /// <summary>Listens to the regions: at a point it looks the amount up, everywhere it keeps them all.</summary>
    private ref struct Partition
    {
        public List<Branch>? Everywhere;
        public decimal At;
        public LineWriter? Words;
        public Branch? Taken;

        /// <summary>The amounts around the one asked for that enter the same branch; known in words only.</summary>
        public Interval Within;

        /// <summary>What contains the amount and was not taken for a condition.</summary>
        public List<(string Region, string Why)>? Refused;

        public readonly bool IsEverywhere => Everywhere is not null;

        /// <summary>Whether a region whose end lies on one side of zero can contain the amount at all.</summary>
        public bool Reaches(Side side, bool upwards)
        {
            if (IsEverywhere)
            {
                return true;
            }

            if (upwards && side == Side.Gain && At < 0m)
            {
                Clip(Interval.All with { Low = 0m, LowIncluded = false });
                return false;
            }

            if (!upwards && side == Side.Loss && At > 0m)
            {
                Clip(Interval.All with { High = 0m, HighIncluded = false });
                return false;
            }

            return true;
        }

        public bool IsAbove(in Interval within) => Contains(within with { High = null, HighIncluded = false });

        public bool IsBelow(in Interval within) => Contains(within with { Low = null, LowIncluded = false });

        /// <summary>Whether the branch is the one that the amount enters.</summary>
        public bool Take(in Branch branch)
        {
            if (IsEverywhere)
            {
                Everywhere!.Add(branch);
                return false;
            }

            Taken = branch;
            Within = Intersect(Within, branch.Within);
            return true;
        }

        public void Refuse(string region, string why) => (Refused ??= []).Add((region, why));

        private bool Contains(in Interval half)
        {
            if (IsEverywhere || half.Contains(At))
            {
                return true;
            }

            Clip(half);
            return false;
        }

        // What lies in the region from its end on enters it, so the branch that the amount enters ends there.
        private void Clip(in Interval half)
        {
            if (Words is not null)
            {
                Within = Intersect(Within, half.Low is { } low ? new(null, false, low, !half.LowIncluded)
                    : new(half.High, !half.HighIncluded, null, false));
            }
        }

        private static Interval Intersect(in Interval one, in Interval other)
        {
            var (low, lowIncluded) = one.Low is null || other.Low > one.Low || (other.Low == one.Low && !other.LowIncluded)
                ? (other.Low, other.LowIncluded) : (one.Low, one.LowIncluded);
            var (high, highIncluded) = one.High is null || other.High < one.High || (other.High == one.High && !other.HighIncluded)
                ? (other.High, other.HighIncluded) : (one.High, one.HighIncluded);
            return new(low, low is not null && lowIncluded, high, high is not null && highIncluded);
        }
    }
}
