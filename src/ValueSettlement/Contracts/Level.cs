using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// A quantity of money that the contract states in its own terms: an amount, a share of a basis, a share that depends on size,
/// the lesser or the greater of several. Limits, minimum rates, band edges and regions are levels; all are magnitudes unless a member says
/// otherwise.
/// </summary>
public abstract partial record Level : ISaid
{
    private protected Level()
    {
    }

    /// <summary>Where the level comes from, if it has an authority of its own: its line in a statement shows that one. Not part of the
    /// digest.</summary>
    public Authority? Authority { get; init; }

    /// <summary>A level that is a share of the benchmark, with its authority.</summary>
    /// <param name="ofBenchmark">The share.</param>
    public static implicit operator Level(Cited<Rate> ofBenchmark) =>
        new ShareOf(Given.Of(ofBenchmark).Value, Basis.Benchmark) { Authority = ofBenchmark.Authority };

    /// <summary>A level that is an amount, with its authority.</summary>
    /// <param name="amount">The amount.</param>
    public static implicit operator Level(Cited<Money> amount) => new FixedAmount(Given.Of(amount).Value) { Authority = amount.Authority };

    /// <summary>A level with its authority.</summary>
    /// <param name="level">The level.</param>
    public static implicit operator Level(Cited<Level> level) =>
        Given.Of(level).Value with { Authority = level.Authority ?? level.Value.Authority };

    /// <summary>A level that is a share of the benchmark.</summary>
    /// <param name="ofBenchmark">The share.</param>
    public static implicit operator Level(Rate ofBenchmark) => new ShareOf(ofBenchmark, Basis.Benchmark);

    /// <summary>A level that is an amount.</summary>
    /// <param name="amount">The amount.</param>
    public static implicit operator Level(Money amount) => new FixedAmount(amount);

    /// <summary>A level that is a share of the benchmark.</summary>
    /// <param name="ofBenchmark">The share.</param>
    public static Level FromRate(Rate ofBenchmark) => ofBenchmark;

    /// <summary>A level that is an amount.</summary>
    /// <param name="amount">The amount.</param>
    public static Level FromMoney(Money amount) => amount;

    /// <summary>The amount of the level, a multiple of 10⁻⁹. Where somebody listens in words, the line that explains it is written by the
    /// same call.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="key">The key of its line.</param>
    /// <param name="label">What the clause calls it.</param>
    /// <param name="authority">The clause's authority, for a level without one of its own.</param>
    internal Exact Resolve(ref Run run, string key, string label, Authority? authority) =>
        Resolve(ref run, Head.Level(key, label, authority));

    /// <summary>The amount of the level, to as many decimals as the head says.</summary>
    internal Exact Resolve(ref Run run, in Head head) =>
        run.Words is null || Authority is null ? Find(ref run, head) : Find(ref run, head with { Authority = Authority });

    private protected abstract Exact Find(ref Run run, in Head head);

    /// <summary>The level as a person would write it.</summary>
    public sealed override string ToString() => Phrase.Of(this);

    void ISaid.Say(Phrase phrase) => Say(phrase);

    private protected abstract void Say(Phrase phrase);

    /// <summary>The amount of a level that is a magnitude: one that a stated fact makes negative is a failure, and no level at
    /// all.</summary>
    internal Exact Magnitude(ref Run run, string key, string label, Authority? authority)
    {
        var amount = Resolve(ref run, key, label, authority);
        if (amount.Sign >= 0)
        {
            return amount;
        }

        run.Negative(label, amount, NegativeBasis(run.Facts));
        return default;
    }

    /// <summary>The name of a basis that was stated with a sign; <see langword="null"/> if the level is negative without one.</summary>
    private string? NegativeBasis(ReadOnlySpan<Fact> facts)
    {
        var read = new FactSet();
        Reads(read);
        foreach (var fact in facts)
        {
            if (fact is Number { Figure: { HasValue: true, Number.Sign: < 0 } } number && read.Has(number))
            {
                return number.Name;
            }
        }

        return null;
    }

    internal void Validate(string path, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        ValidateTerms(path, failures);
    }

    private protected abstract void ValidateTerms(string path, List<Failure> failures);

    /// <summary>Facts that the level reads.</summary>
    internal abstract void Reads(FactSet facts);

    /// <summary>Whether every amount that the level can take is known before any fact: only then can edges be compared when the contract is
    /// judged.</summary>
    internal virtual (Basis? Of, decimal Share)? Comparable => null;
}

/// <summary>A level that is an amount.</summary>
/// <param name="Amount">The amount, not negative.</param>
public sealed record FixedAmount(Money Amount) : Level
{
    private static readonly SharedRules<FixedAmount> Rules = new(
        "level-negative", "amount", f => f.Amount, f =>
            f.Amount.Amount >= 0m, "A level is a magnitude and not negative.", "Write the magnitude; the clause knows the sign.");

    internal override (Basis? Of, decimal Share)? Comparable => (null, Amount.Amount);

    private protected override void Say(Phrase phrase) => phrase.Add(Amount.ToString());

    private protected override Exact Find(ref Run run, in Head head) => run.Stated(head, new(head.Label, Amount.Amount, Unit.Money));

    private protected override void ValidateTerms(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    internal override void Reads(FactSet facts)
    {
    }
}

/// <summary>A level that is a share of a basis.</summary>
/// <param name="Share">The share, not negative.</param>
/// <param name="Of">What it is a share of.</param>
public sealed record ShareOf(Rate Share, Basis Of) : Level
{
    private static readonly SharedRules<ShareOf> Rules = new(
        "level-negative", "share", f => f.Share, f =>
            f.Share.Fraction >= 0m, "A level is a magnitude and its share is not negative.",
            "Write the magnitude; the clause knows the sign.");

    internal override (Basis? Of, decimal Share)? Comparable => (Of, Share.Fraction);

    private protected override void Say(Phrase phrase) => phrase.Add($"{Share} of {phrase.Of(Of)}");

    private protected override Exact Find(ref Run run, in Head head) =>
        run.Share(head, Share, "share", new(run.NameOf(Of), run.BasisOf(Of), Unit.Money));

    private protected override void ValidateTerms(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    internal override void Reads(FactSet facts) => facts.Add(Of);
}

/// <summary>The whole of a basis as a level, for example a stated amount that is deducted.</summary>
/// <param name="Basis">Which basis. Its amount may be negative where the clause takes a signed amount.</param>
public sealed record WholeOf(Basis Basis) : Level
{
    internal override (Basis? Of, decimal Share)? Comparable => (Basis, 1m);

    private protected override void Say(Phrase phrase) => phrase.Add($"the {phrase.Of(Basis)}");

    private protected override Exact Find(ref Run run, in Head head) =>
        run.Stated(head, new(run.NameOf(Basis), run.BasisOf(Basis), Unit.Money));

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
    }

    internal override void Reads(FactSet facts) => facts.Add(Basis);
}

/// <summary>
/// A share of a basis that depends on the number of assigned beneficiaries, by a scale of whole numbers: the value
/// for that number times the basis, not rounded. Where the scale has no value the facts must state one, the number "minimum-rate".
/// </summary>
/// <param name="Scale">Rates by headcount, 0 to 1,000, of whole numbers.</param>
/// <param name="Of">What the rate is a share of.</param>
public sealed record ShareBySize(Scale Scale, Basis Of) : Level
{
    /// <summary>Rates by headcount, 0 to 1,000, of whole numbers.</summary>
    public Scale Scale { get; init => field = Given.Of(value); } = Given.Of(Scale);

    /// <summary>What the rate is a share of.</summary>
    public Basis Of { get; init; } = Of;

    private protected override void Say(Phrase phrase) => phrase.Add(
        $"a share of {phrase.Of(Of)} by assigned beneficiaries{Ends(Scale.Rows)}");

    private static string Ends(ValueList<ScaleRow> rows) =>
        rows.Count == 0 ? string.Empty : $", {UnitText.Of(rows[0].AtFrom, Unit.Rate)} to {UnitText.Of(rows[^1].AtTo, Unit.Rate)}";

    private protected override Exact Find(ref Run run, in Head head)
    {
        if (run.Need(WellKnown.AssignedBeneficiaries) is not { } assigned)
        {
            return default;
        }

        var size = assigned.Figure.Number;
        var basis = new Term(run.NameOf(Of), run.BasisOf(Of), Unit.Money);
        if (Scale.RowAt(size) is { } row)
        {
            return run.ByRow(head, row, new("assigned beneficiaries", size, Unit.Count), basis);
        }

        if (run.Find(WellKnown.MinimumRate.Name) is { } stated)
        {
            return run.Product(head, new("stated minimum rate", stated.Figure.Number, Unit.Rate), basis);
        }

        run.Missing(WellKnown.MinimumRate.Name, $"a stated minimum rate for {UnitText.Of(size, Unit.Count)} assigned beneficiaries, "
            + $"because {Scale.Outside(size, Unit.Count)},");
        return default;
    }

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
        var at = Paths.Join(path, "scale");
        Scale.Validate(at, failures);
        Scale.ValidateValues(at, 0m, Rate.Largest, "The rates of a scale by size lie between 0 and 1,000.", failures);
        if (!Scale.WholeNumbers)
        {
            failures.Add(new("scale-argument", Paths.Join(at, "wholeNumbers"), "false",
                "People are counted in whole numbers.", "Make it a scale of whole numbers."));
        }
    }

    internal override void Reads(FactSet facts)
    {
        facts.Add(WellKnown.AssignedBeneficiaries);
        facts.Add(WellKnown.MinimumRate);
        facts.Add(Of);
    }
}

/// <summary>One level from a headcount on, another one below it.</summary>
/// <param name="Headcount">Assigned beneficiaries, at least 1.</param>
/// <param name="AtLeast">The level for that many or more.</param>
/// <param name="Below">The level for fewer.</param>
public sealed record FromSize(int Headcount, Level AtLeast, Level Below) : Level
{
    /// <summary>The level for that many or more.</summary>
    public Level AtLeast { get; init => field = Given.Of(value); } = Given.Of(AtLeast);

    /// <summary>The level for fewer.</summary>
    public Level Below { get; init => field = Given.Of(value); } = Given.Of(Below);

    private protected override void Say(Phrase phrase) =>
        phrase.Add(AtLeast).Add($" (below {UnitText.Of(Headcount, Unit.Count)} assigned beneficiaries ").Add(Narrowed()).Add(")");

    /// <summary>Whether the level for fewer is the one, by a rule of its own, which then decides.</summary>
    internal bool IsReplaced(ref Run run) => Authority is not null
        && run.Need(WellKnown.AssignedBeneficiaries) is { } size && Exact.Compare(size.Figure.Number, Headcount) < 0;

    /// <summary>The level for fewer with only the rows that it can reach.</summary>
    private Level Narrowed() => Below is ShareBySize { Scale: var scale } table
        ? table with { Scale = scale with { Rows = [.. scale.Rows.Where(r => r.From < Headcount)] } } : Below;

    private protected override Exact Find(ref Run run, in Head head) =>
        run.Need(WellKnown.AssignedBeneficiaries) is { } size
            ? (Exact.Compare(size.Figure.Number, Headcount) >= 0 ? AtLeast : Below).Resolve(ref run, head)
            : default;

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
        if (Headcount < 1)
        {
            failures.Add(new("count-range", Paths.Join(path, "headcount"), UnitText.Of(Headcount, Unit.Count), "A headcount is at least 1.",
                "State the number of assigned beneficiaries from which the first level applies."));
        }

        AtLeast.Validate(Paths.Join(path, "atLeast"), failures);
        Below.Validate(Paths.Join(path, "below"), failures);
    }

    internal override void Reads(FactSet facts)
    {
        if (facts.Enter())
        {
            facts.Add(WellKnown.AssignedBeneficiaries);
            AtLeast.Reads(facts);
            Below.Reads(facts);
            facts.Leave();
        }
    }
}

/// <summary>The lesser of several levels.</summary>
/// <param name="Of">The candidates, 2 to 16.</param>
public sealed record LesserOf(ValueList<Level> Of) : Level
{
    /// <summary>The candidates, 2 to 16.</summary>
    public ValueList<Level> Of { get; init => field = Given.Of(value); } = Given.Of(Of);

    private protected override void Say(Phrase phrase) => phrase.Add("the lesser of ").AddAll(Of, " and ");

    private protected override Exact Find(ref Run run, in Head head) => Choose(Of, Operation.Least, ref run, head);

    private protected override void ValidateTerms(string path, List<Failure> failures) => ValidateAll(Of, path, failures);

    internal override void Reads(FactSet facts) => ReadAll(Of, facts);

    internal static Exact Choose(ValueList<Level> of, Operation operation, ref Run run, in Head head)
    {
        if (run.Words is not null)
        {
            return ChooseInWords(of, operation, ref run, head);
        }

        var chosen = of[0].Resolve(ref run, head);
        for (var i = 1; i < of.Count; i++)
        {
            var candidate = of[i].Resolve(ref run, head);
            chosen = Exact.Compare(candidate, chosen) < 0 == (operation == Operation.Least) ? candidate : chosen;
        }

        return chosen;
    }

    private static Exact ChooseInWords(ValueList<Level> of, Operation operation, ref Run run, in Head head)
    {
        var candidates = new Term[of.Count];
        for (var i = 0; i < candidates.Length; i++)
        {
            candidates[i] = new("candidate", of[i].Resolve(ref run, head with
            {
                Key = FormattableString.Invariant($"{head.Key}-candidate-{i + 1}"),
                Label = FormattableString.Invariant($"{head.Label}, candidate {i + 1}"),
            }), Unit.Money);
        }

        var chosen = operation == Operation.Least ? candidates.Min(static c => (decimal)c.Number)
            : candidates.Max(static c => (decimal)c.Number);
        run.Words!.Figure(head, operation, chosen, candidates);
        return chosen;
    }

    internal static void ValidateAll(ValueList<Level> of, string path, List<Failure> failures)
    {
        if (of.Count is < 2 or > 16)
        {
            failures.Add(new("level-count", Paths.Join(path, "of"), UnitText.Of(of.Count, Unit.Count),
                "The lesser or greater is taken of 2 to 16 levels.", "Write the levels to choose from."));
        }

        for (var i = 0; i < of.Count; i++)
        {
            of[i].Validate(Paths.Item(path, "of", i), failures);
        }
    }

    internal static void ReadAll(ValueList<Level> of, FactSet facts)
    {
        if (!facts.Enter())
        {
            return;
        }

        foreach (var level in of)
        {
            level.Reads(facts);
        }

        facts.Leave();
    }
}

/// <summary>The greater of several levels.</summary>
/// <param name="Of">The candidates, 2 to 16.</param>
public sealed record GreaterOf(ValueList<Level> Of) : Level
{
    /// <summary>The candidates, 2 to 16.</summary>
    public ValueList<Level> Of { get; init => field = Given.Of(value); } = Given.Of(Of);

    private protected override void Say(Phrase phrase) => phrase.Add("the greater of ").AddAll(Of, " and ");

    private protected override Exact Find(ref Run run, in Head head) => LesserOf.Choose(Of, Operation.Greatest, ref run, head);

    private protected override void ValidateTerms(string path, List<Failure> failures) => LesserOf.ValidateAll(Of, path, failures);

    internal override void Reads(FactSet facts) => LesserOf.ReadAll(Of, facts);
}

/// <summary>Levels as people write them.</summary>
public static class LevelExtensions
{
    /// <summary>A share of a basis as a level: <c>8.Percent().Of(Basis.ParticipantRevenue)</c>.</summary>
    /// <param name="share">The share.</param>
    /// <param name="basis">What it is a share of.</param>
    public static Level Of(this Rate share, Basis basis) => new ShareOf(share, basis);
}
