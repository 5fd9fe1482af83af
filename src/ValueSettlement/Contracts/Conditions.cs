namespace ValueSettlement;

/// <summary>Something about the facts that must hold for a region of a <see cref="Choose"/> to be taken.</summary>
public abstract partial record Condition : ISaid
{
    private protected Condition()
    {
    }

    internal abstract string InWords { get; }

    /// <summary>The condition in words.</summary>
    public sealed override string ToString() => InWords;

    void ISaid.Say(Phrase phrase) => phrase.Add(InWords);

    /// <summary>Whether it holds; <see langword="null"/> if an optional fact that it asks about was not stated.</summary>
    internal abstract bool? Holds(ref Run run);

    /// <summary>The optional fact without which it is not tested.</summary>
    internal virtual string AsksFor => "what it asks about";

    internal abstract void Validate(string path, List<Failure> failures);

    internal abstract void Reads(FactSet facts);
}

/// <summary>At least so many assigned beneficiaries.</summary>
/// <param name="Headcount">The least number, at least 1.</param>
public sealed record AtLeastAssigned(int Headcount) : Condition
{
    internal override string InWords => $"at least {UnitText.Of(Headcount, Unit.Count)} assigned beneficiaries";

    internal override bool? Holds(ref Run run) =>
        run.Need(WellKnown.AssignedBeneficiaries) is { } size && Exact.Compare(size.Figure.Number, Headcount) >= 0;

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Headcount < 1)
        {
            failures.Add(new("count-range", Paths.Join(path, "headcount"), UnitText.Of(Headcount, Unit.Count), "A headcount is at least 1.",
                "State the least number of assigned beneficiaries."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add(WellKnown.AssignedBeneficiaries);
}

/// <summary>Fewer than so many of what the contract counts: too little experience to be credible, a low volume.</summary>
/// <param name="Of">What is counted, the name of a <see cref="Number"/>: lower case words joined by hyphens, for example
/// "life-years".</param>
/// <param name="Bound">The bound itself is enough; above 0 and at most 10^12, parts of one are possible.</param>
public sealed record FewerThan(string Of, decimal Bound) : Condition
{
    // One text for a name, so that a number is found by its reference.
    /// <summary>What is counted, the name of a <see cref="Number"/>: lower case words joined by hyphens, for example
    /// "life-years".</summary>
    public string Of { get; init => field = CountRules.Named(Given.Of(value)); } = CountRules.Named(Given.Of(Of));

    /// <summary>The bound itself is enough; above 0 and at most 10^12, parts of one are possible.</summary>
    public decimal Bound { get; init; } = Bound;

    internal override string InWords => $"fewer than {UnitText.Of(Bound, Unit.Count)} {Of.Replace('-', ' ')}";

    internal override bool? Holds(ref Run run) =>
        run.Need(Of, Unit.Count) is { } number && Exact.Compare(number.Figure.Number, Bound) < 0;

    internal override void Validate(string path, List<Failure> failures) => CountRules.Validate(Of, Bound, path, failures);

    internal override void Reads(FactSet facts) => facts.AddCount(Of);
}

/// <summary>At least so many of what the contract counts: periods missed in a row, places filled.</summary>
/// <param name="Of">What is counted, the name of a <see cref="Number"/>: lower case words joined by hyphens, for example
/// "life-years".</param>
/// <param name="Bound">The bound itself is enough; above 0 and at most 10^12, parts of one are possible.</param>
public sealed record AtLeastCount(string Of, decimal Bound) : Condition
{
    // One text for a name, so that a number is found by its reference.
    /// <summary>What is counted, the name of a <see cref="Number"/>: lower case words joined by hyphens, for example
    /// "life-years".</summary>
    public string Of { get; init => field = CountRules.Named(Given.Of(value)); } = CountRules.Named(Given.Of(Of));

    /// <summary>The bound itself is enough; above 0 and at most 10^12, parts of one are possible.</summary>
    public decimal Bound { get; init; } = Bound;

    internal override string InWords => $"at least {UnitText.Of(Bound, Unit.Count)} {Of.Replace('-', ' ')}";

    internal override bool? Holds(ref Run run) =>
        run.Need(Of, Unit.Count) is { } number && Exact.Compare(number.Figure.Number, Bound) >= 0;

    internal override void Validate(string path, List<Failure> failures) => CountRules.Validate(Of, Bound, path, failures);

    internal override void Reads(FactSet facts) => facts.AddCount(Of);
}

/// <summary>What is compared with a count.</summary>
internal static class CountRules
{
    /// <summary>The most that can be counted.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    public static void Validate(string of, decimal bound, string path, List<Failure> failures)
    {
        if (!NumberName.Holds(of) || of == NumberName.Benchmark)
        {
            failures.Add(new("number-name", Paths.Join(path, "of"), NumberName.Shown(of),
                of == NumberName.Benchmark ? "The benchmark is an amount of money, and nothing that is counted." : NumberName.Rule,
                "Write, for example, life-years."));
        }

        if (bound is <= 0m or > Largest)
        {
            failures.Add(new("count-range", Paths.Join(path, "bound"), UnitText.Of(bound, Unit.Count),
                "A bound lies above 0 and at most at 10^12.", "State the least number that is enough."));
        }
    }

    public static string Named(string name) => WellKnown.Of(name)?.Name ?? name;
}

/// <summary>A matter has gone at least so far: what follows only while it is watched or escalated.</summary>
/// <param name="State">The least state: Watch or Escalated.</param>
public sealed record AtLeastStanding(EscalationState State) : Condition
{
    internal override string InWords => State == EscalationState.Escalated ? "escalated" : "watched or escalated";

    internal override bool? Holds(ref Run run) =>
        run.Need<Standing>("the state of escalation", "Add the standing of the period: rules.Track(bands)[^1].AsFact().") is { } standing
            && standing.State >= State;

    internal override void Validate(string path, List<Failure> failures)
    {
        if (State is not (EscalationState.Watch or EscalationState.Escalated))
        {
            failures.Add(new("escalation-state", Paths.Join(path, "state"), EnumText.Of(State),
                "The least state is Watch or Escalated.", "Choose one of the two."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Standing>();
}

/// <summary>The amount of a basis, which must be stated wherever the region is asked for: a region that takes another benchmark must not be
/// settled without it.</summary>
/// <param name="Basis">Which basis.</param>
public sealed record AmountStated(Basis Basis) : Condition
{
    internal override string InWords => $"by the {Basis.InWords}";

    internal override bool? Holds(ref Run run)
    {
        _ = run.BasisOf(Basis);
        return true;
    }

    internal override void Validate(string path, List<Failure> failures)
    {
    }

    internal override void Reads(FactSet facts) => facts.Add(Basis);
}

/// <summary>At least a quality standard is reached.</summary>
/// <param name="Standard">The least standard: Alternative or Met.</param>
public sealed record AtLeastQuality(QualityStandard Standard) : Condition
{
    internal override string InWords => $"quality standard at least {Standard}";

    internal override bool? Holds(ref Run run) =>
        run.Need<Quality>("the result of quality measurement", "Add Quality (standard and score) to the facts.") is { } quality
            && quality.Standard >= Standard;

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Standard is not (QualityStandard.Alternative or QualityStandard.Met))
        {
            failures.Add(new("quality-standard", Paths.Join(path, "standard"), EnumText.Of(Standard),
                "The least standard is Alternative or Met.", "Choose one of the two."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Quality>();
}

/// <summary>The organisation counts as one of low revenue.</summary>
public sealed record LowRevenue : Condition
{
    internal override string InWords => "a low-revenue organisation";

    internal override bool? Holds(ref Run run) =>
        run.Need<RevenueCategory>("the revenue category (low or high)",
            "Add RevenueCategory to the facts, stated or from revenue and expenditure.") is { Low: true };

    internal override void Validate(string path, List<Failure> failures)
    {
    }

    internal override void Reads(FactSet facts) => facts.Add<RevenueCategory>();
}

/// <summary>Another benchmark was stated and is larger than the one in force.</summary>
/// <param name="Than">The other benchmark.</param>
public sealed record LargerBenchmark(Basis Than) : Condition
{
    internal override string InWords => $"the {Than.InWords} is larger than the benchmark";

    internal override string AsksFor => $"the {Than.InWords}";

    internal override bool? Holds(ref Run run) => run.TryAmount(Than, out var other) ? other > run.Benchmark : null;

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Than == Basis.Benchmark)
        {
            failures.Add(new("basis-is-benchmark", Paths.Join(path, "than"), Than.Name, "A benchmark is compared with another one.",
                "Name the other benchmark."));
        }
    }

    internal override void Reads(FactSet facts)
    {
        facts.Add(Basis.Benchmark);
        facts.Add(Than);
    }
}

/// <summary>
/// Whether participants' revenue is low or high against the expenditure of the assigned beneficiaries: stated, or computed from a ratio and
/// the ratio below which it is low, which belongs to the programme. Ratio and category that contradict each other are refused.
/// </summary>
public sealed record RevenueCategory : Fact
{
    private static readonly CategoryRules Rules = new();

    /// <summary>Whether the organisation counts as one of low revenue.</summary>
    public required bool Low { get; init; }

    /// <summary>
    /// Participants' revenue ÷ expenditure of the assigned beneficiaries, not negative, if the category was computed; then
    /// <see cref="LowBelow"/> is stated too.
    /// </summary>
    public Figure? Ratio { get; init => field = Figure.In(Unit.Rate, value); }

    /// <summary>The ratio below which revenue is low: the ratio itself is high already.</summary>
    public Rate? LowBelow { get; init; }

    internal override string InWords => "the revenue category";

    internal override string Said => Low ? "low revenue" : "high revenue";

    internal override bool HasSoundWords => TextRules.Hold(Ratio);

    internal override ValueList<Line> Lines => Ratio?.Lines ?? [];

    /// <summary>The category from the two amounts: low if revenue ÷ expenditure is below a ratio.</summary>
    /// <param name="participantRevenue">Revenue of the participants.</param>
    /// <param name="assignedExpenditure">Expenditure of the assigned beneficiaries, positive.</param>
    /// <param name="lowBelow">The ratio below which revenue is low, with its source; a programme states its own.</param>
    public static RevenueCategory From(Money participantRevenue, Money assignedExpenditure, Cited<Rate> lowBelow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(assignedExpenditure.Amount, 0m, nameof(assignedExpenditure));
        ArgumentNullException.ThrowIfNull(lowBelow);
        var workings = new Workings("revenue-category");
        var ratio = workings.Divide(
            new("revenue-ratio", $"Participants' revenue as a share of assigned beneficiaries' expenditure (low below {lowBelow.Value})",
                Unit.Rate, null, lowBelow.Authority),
            Quantity.Of("participants' revenue", participantRevenue.Amount, Unit.Money),
            Quantity.Of("assigned beneficiaries' expenditure", assignedExpenditure.Amount, Unit.Money));
        return new() { Low = ratio.Value < lowBelow.Value.Fraction, Ratio = workings.Figure(ratio), LowBelow = lowBelow.Value };
    }

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    private sealed class CategoryRules : Rules<RevenueCategory>
    {
        public CategoryRules()
        {
            Rule("figure-absent", "ratio", f => f.Ratio, f =>
                f.Ratio is null or { Value: >= 0m, Unit: Unit.Rate or Unit.Factor or Unit.Unstated },
                "A ratio of revenue to expenditure is present, a rate or a factor, and not negative.",
                "State the category instead, or both amounts.");
            Rule("figure-lines", "ratio", f => f.Ratio, static f => f.Ratio is null || f.Ratio.FitsItsLines, Figure.LinesRule,
                Figure.LinesRemedy);
            Rule("category-incomplete", "lowBelow", f => f.LowBelow, f => (f.Ratio is null) == (f.LowBelow is null),
                "A ratio decides the category together with the ratio below which it is low.", "State both, or the category alone.");
            Rule("category-contradiction", "low", f => f.Low,
                f => f.Ratio?.Value is not { } ratio || f.LowBelow is not { } below || f.Low == (ratio < below.Fraction),
                "Revenue is low if its ratio lies below the one that is stated with it, and otherwise high.",
                "Correct the category, or leave ratio and bound out.");
        }
    }
}
