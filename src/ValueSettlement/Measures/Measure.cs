using NodaTime;

namespace ValueSettlement.Measures;

/// <summary>How far a measure is from what people live through.</summary>
public enum MeasureTier
{
    /// <summary>What was done, for example a follow-up within 48 hours.</summary>
    Process,

    /// <summary>A state on the way, for example controlled blood pressure.</summary>
    Intermediate,

    /// <summary>What it led to, for example survival or staying at home.</summary>
    Outcome,
}

/// <summary>Who moves a measure.</summary>
public enum Controllability
{
    /// <summary>The provider itself.</summary>
    Provider,

    /// <summary>The provider together with others.</summary>
    Shared,

    /// <summary>Mostly the system around the provider: other services, housing, the labour market.</summary>
    System,
}

/// <summary>What a result is made of.</summary>
public enum MeasureForm
{
    /// <summary>A share of cases: numerator ÷ denominator, 0 to 1.</summary>
    Proportion,

    /// <summary>Observed cases against those expected by a risk model: numerator ÷ expected.</summary>
    ObservedToExpected,

    /// <summary>A mean or a rate by volume: numerator ÷ denominator, without an upper bound.</summary>
    Mean,

    /// <summary>A result that its source states, for example a survey score.</summary>
    Stated,
}

/// <summary>What a measure does in the contract.</summary>
public enum MeasureStatus
{
    /// <summary>It is scored.</summary>
    Contractual,

    /// <summary>It is reported and never scored.</summary>
    ReportingOnly,
}

/// <summary>What happens to a measure that has no result.</summary>
public enum UnscoredPolicy
{
    /// <summary>It is left out, and the others carry its weight.</summary>
    LeftOut,

    /// <summary>It scores nothing.</summary>
    Zero,

    /// <summary>It scores the stated neutral points.</summary>
    Neutral,

    /// <summary>Its domain has no score.</summary>
    NoDomainScore,

    /// <summary>The whole score is held until it is there.</summary>
    Hold,
}

/// <summary>What happens without a result, and with how many points.</summary>
/// <param name="Policy">What happens.</param>
/// <param name="NeutralPoints">The points of <see cref="UnscoredPolicy.Neutral"/>; otherwise left out.</param>
public sealed record Unscored(UnscoredPolicy Policy, decimal? NeutralPoints = null)
{
    /// <summary>Left out, and the others carry the weight.</summary>
    public static Unscored LeftOut { get; } = new(UnscoredPolicy.LeftOut);

    /// <summary>The policy in words.</summary>
    public override string ToString() => Policy switch
    {
        UnscoredPolicy.LeftOut => "left out, the others carry its weight",
        UnscoredPolicy.Zero => "scores nothing",
        UnscoredPolicy.Neutral => $"scores {(NeutralPoints is { } points ? UnitText.Exact(points, Unit.Points) : "neutral")} points",
        UnscoredPolicy.NoDomainScore => "its domain has no score",
        UnscoredPolicy.Hold => "the score is held",
        _ => EnumText.Of(Policy),
    };

    internal void Validate(string path, decimal possible, List<Failure> failures)
    {
        if (!Enum.IsDefined(Policy) || (Policy == UnscoredPolicy.Neutral) != NeutralPoints is not null
            || NeutralPoints < 0m || NeutralPoints > possible)
        {
            failures.Add(new("unscored-policy", path, ToString(),
                "Without a result a measure is left out, scores nothing or neutral points (0 to the points possible), or holds the score.",
                "State neutral points with Neutral and with nothing else."));
        }
    }
}

/// <summary>The fewest cases on which a result is judged, and what happens below.</summary>
/// <param name="Cases">The fewest cases, that number included: the denominator, or for observed to expected the expected cases.</param>
/// <param name="Below">What happens with fewer.</param>
public sealed record MinimumCases(decimal Cases, Unscored Below)
{
    /// <summary>What happens with fewer.</summary>
    public Unscored Below { get; init => field = Given.Of(value); } = Given.Of(Below);

    /// <summary>The minimum in words.</summary>
    public override string ToString() => $"at least {UnitText.Exact(Cases, Unit.Count)} cases; with fewer: {Below}";
}

/// <summary>What was measured before, so that a target is not arbitrary.</summary>
public sealed record MeasureBaseline
{
    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Period { get; init => field = Given.Of(value); }

    /// <summary>The result of that period.</summary>
    public required decimal Value { get; init; }

    /// <summary>On how many cases; <see langword="null"/> if that is not known.</summary>
    public decimal? Cases { get; init; }

    /// <summary>How it was measured, if otherwise than now.</summary>
    public string? Method { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Who makes the numbers of a measure and what moves them: what stands between a figure on paper and work in a room.</summary>
public sealed record WorkflowMap
{
    /// <summary>Who collects it, as a role.</summary>
    public required string Collector { get; init => field = Given.Of(value); }

    /// <summary>Where it is recorded: system and field.</summary>
    public required string RecordedIn { get; init => field = Given.Of(value); }

    /// <summary>How it is validated: rule, how often, sample size.</summary>
    public required string ValidatedBy { get; init => field = Given.Of(value); }

    /// <summary>Which practices move it, for example "follow-up within 48 hours".</summary>
    public ValueList<string> ImprovedBy { get; init => field = Given.Of(value); } = [];

    /// <summary>When the map was last looked at.</summary>
    public LocalDate? LastReviewed { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// A measure as two parties agreed on it: what is counted, which way is better, on how many cases it is judged, and what happens where
/// there
/// is no result. Versioned and dated; it does not change while a period runs, unless an amendment is cited.
/// </summary>
public sealed record Measure
{
    /// <summary>A stable name, for example "MORT-30-AMI".</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>Which version of the definition.</summary>
    public required string Version { get; init => field = Given.Of(value); }

    /// <summary>What it is called.</summary>
    public required string Title { get; init => field = Given.Of(value); }

    /// <summary>The day on which this version was agreed.</summary>
    public required LocalDate Defined { get; init; }

    /// <summary>The first and last day on which the definition holds, both inclusive; <see langword="null"/> for no end.</summary>
    public DateInterval? Effective { get; init; }

    /// <summary>Which way is better. Needed to score it.</summary>
    public Direction? Direction { get; init; }

    /// <summary>What a result is made of.</summary>
    public MeasureForm Form { get; init; }

    /// <summary>What its result counts: a rate by default.</summary>
    public Unit Unit { get; init; } = Unit.Rate;

    /// <summary>Process, intermediate or outcome.</summary>
    public MeasureTier? Tier { get; init; }

    /// <summary>Who moves it.</summary>
    public Controllability? Controllability { get; init; }

    /// <summary>Scored, or only reported.</summary>
    public MeasureStatus Status { get; init; }

    /// <summary>The source that both agreed on; an observation from another one is refused.</summary>
    public string? AgreedSource { get; init; }

    /// <summary>The fewest cases; <see langword="null"/> where any number is judged.</summary>
    public MinimumCases? Minimum { get; init; }

    /// <summary>What happens if the result is missing or suppressed; a measure that is scored says so. One that does not apply is always
    /// left out.</summary>
    public Unscored? Missing { get; init; }

    /// <summary>The groups by which it is told apart, for example "high acuity".</summary>
    public ValueList<string> Strata { get; init => field = Given.Of(value); } = [];

    /// <summary>The model of expected cases, for example "logistic, version 2.1".</summary>
    public string? RiskModel { get; init; }

    /// <summary>What was measured before, which explains the target. It scores nobody: improvement counts from the baseline of the
    /// observation, which is the provider's own.</summary>
    public MeasureBaseline? Baseline { get; init; }

    /// <summary>How its numbers come about.</summary>
    public WorkflowMap? Workflow { get; init; }

    /// <summary>Where it stands in the model of how the support leads to the outcome.</summary>
    public string? LogicModel { get; init; }

    /// <summary>What allows a definition that is younger than the period.</summary>
    public Authority? Amendment { get; init; }

    /// <summary>Where the definition stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The result of an observation: a figure with its lines, or absent with the reason.</summary>
    /// <param name="observation">What was observed.</param>
    /// <exception cref="SettlementException">The observation is not of this measure or cannot be; carries every reason.</exception>
    public Figure Result(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var failures = new List<Failure>();
        observation.Validate(this, string.Empty, failures);
        SettlementException.ThrowIfAny(failures);

        var workings = new Workings(Paths.Named("measures", Id));
        return workings.Figure(Read(workings, observation));
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>The result of a sound observation.</summary>
    internal Quantity Read(Workings w, Observation observation)
    {
        var step = new Step("result", Title, Unit, null, Authority);
        var result = Form == MeasureForm.Stated || observation.Result.Value is not null || observation.Result.Absence is not null
            ? Cell(w, observation.Result, step)
            : Form == MeasureForm.ObservedToExpected
                ? w.Divide(step, Cell(w, observation.Numerator, new("numerator", "Observed", Unit.Count)),
                    Cell(w, observation.Expected, new("expected", "Expected", Unit.Count)))
                : w.Divide(step, Cell(w, observation.Numerator, new("numerator", "Numerator", Unit.Count)),
                    Cell(w, observation.Denominator, new("denominator", "Denominator", Unit.Count)));
        if (result.Value is not null && Minimum is { Cases: > 0m } untested && observation.CasesOf(Form) is null)
        {
            w.Remark($"The cases are not stated: the least number of {UnitText.Exact(untested.Cases, Unit.Count)} was not tested.");
        }

        return result.Value is not null && Minimum is { } minimum && observation.CasesOf(Form) is { } cases && cases < minimum.Cases
            ? w.Absent(step, new(AbsenceKind.TooSmall, $"{UnitText.Exact(cases, Unit.Count)} cases; at least {UnitText.Exact(minimum.Cases,
                Unit.Count)} are judged."))
            : result;
    }

    /// <summary>What the absence of a result means: nothing for a measure that does not apply.</summary>
    internal Unscored Without(Absence absence) => absence.Kind switch
    {
        AbsenceKind.NotApplicable => Unscored.LeftOut,
        AbsenceKind.TooSmall => Minimum?.Below ?? Missing ?? Unscored.LeftOut,
        _ => Missing ?? Unscored.LeftOut,
    };

    internal void Validate(string path, DateInterval period, decimal possible, List<Failure> failures)
    {
        foreach (var (text, member) in new[] { (Id, "id"), (Version, "version"), (Title, "title") })
        {
            TextRules.Validate(text, path, member, failures);
            if (string.IsNullOrWhiteSpace(text))
            {
                failures.Add(new("name-empty", Paths.Join(path, member), text ?? string.Empty,
                    "A measure has an id, a version and a title.",
                    "Write what the contract calls it."));
            }
        }

        foreach (var (text, member) in new[] { (AgreedSource, "agreedSource"), (RiskModel, "riskModel"), (LogicModel, "logicModel") })
        {
            TextRules.Validate(text, path, member, failures);
        }

        TextRules.Validate(Authority, path, failures);
        TextRules.Validate(Amendment, Paths.Join(path, "amendment"), failures);
        if (Status == MeasureStatus.Contractual && Missing is null)
        {
            failures.Add(new("measure-no-missing", Paths.Join(path, "missing"), string.Empty,
                "A measure that is scored says what happens if its result is missing.",
                "State LeftOut, Zero, Neutral, NoDomainScore or Hold: to leave it out rewards not reporting."));
        }

        Missing?.Validate(Paths.Join(path, "missing"), possible, failures);
        Minimum?.Below.Validate(Paths.Join(path, "minimum.below"), possible, failures);
        if (Minimum is { Cases: < 0m or > 1_000_000_000m })
        {
            failures.Add(new("minimum-range", Paths.Join(path, "minimum.cases"), UnitText.Exact(Minimum.Cases, Unit.Count),
                "The fewest cases lie between 0 and 1,000,000,000.", "State how many cases are judged."));
        }

        if (Direction is { } direction ? !Enum.IsDefined(direction) : Status == MeasureStatus.Contractual)
        {
            failures.Add(new("measure-direction", Paths.Join(path, "direction"), string.Empty,
                "A measure that is scored says which way is better.", "State HigherIsBetter or LowerIsBetter."));
        }

        if (!Enum.IsDefined(Form) || !Enum.IsDefined(Unit) || !Enum.IsDefined(Status) || (Tier is { } tier && !Enum.IsDefined(tier))
            || (Controllability is { } moved && !Enum.IsDefined(moved)))
        {
            failures.Add(new("measure-unknown", path, $"{EnumText.Of(Form)}, {EnumText.Of(Unit)}, {EnumText.Of(Status)}",
                "Form, unit, status, tier and controllability are of their lists.", "Choose one of each."));
        }

        if (Strata.Count > 100 || Strata.Distinct(StringComparer.Ordinal).Count() != Strata.Count)
        {
            failures.Add(new("strata-count", Paths.Join(path, "strata"), NumberText.Number(Strata.Count),
                "A measure has at most 100 groups, each with a name of its own.", "Name each group once."));
        }

        foreach (var text in Strata.Take(100).Concat(Workflow is { } map ? [map.Collector, map.RecordedIn, map.ValidatedBy,
            .. map.ImprovedBy]
            : []).Append(Baseline?.Method))
        {
            TextRules.Validate(text, path, "strata, workflow or baseline", failures);
        }

        if (!DateRules.Validate(Defined, Paths.Join(path, "defined"), failures)
            | (Effective is { } days && !DateRules.Validate(days, Paths.Join(path, "effective"), failures)))
        {
            return;
        }

        if (Defined > period.Start && Amendment is null)
        {
            failures.Add(new("measure-too-late", Paths.Join(path, "defined"), Dates.Text(Defined),
                $"A measure is defined before its period begins ({Dates.Text(period.Start)}).",
                "Take the version that was agreed before, or cite the amendment that allows this one."));
        }

        if (Effective is { } effective && (effective.Start > period.Start || effective.End < period.End))
        {
            failures.Add(new("measure-not-in-force", Paths.Join(path, "effective"), Dates.Text(effective),
                $"A measure is in force on every day of its period ({Dates.Text(period)}).",
                "Take the version of the period, or make a set for each part of it."));
        }
    }

    /// <summary>What happens with too few cases and without a result, as sentences after another one; nothing where neither is
    /// stated.</summary>
    internal string WithoutInWords => (Minimum is { } fewest ? $" Judged on {fewest}." : string.Empty)
        + (Missing is { } missing ? $" Without a result: {missing}." : string.Empty);

    /// <summary>Whether results are rates, so that 85 is a percentage written for 0.85.</summary>
    internal bool IsOfRates => Unit == Unit.Rate && (Form is MeasureForm.Proportion or MeasureForm.Stated);

    /// <summary>Targets and thresholds of a measure of rates are rates.</summary>
    internal void ValidateEdges(IEnumerable<decimal> edges, string path, List<Failure> failures)
    {
        if (IsOfRates && edges.FirstOrDefault(static e => Math.Abs(e) > 1m) is var edge && edge != 0m)
        {
            failures.Add(new("points-unit", path, NumberText.Number(edge), $"{Id} is a rate, and so are its targets: 0.85 for 85 %.",
                "Write fractions; a measure with larger results has the unit Factor, Points or Count."));
        }
    }

    private static Quantity Cell(Workings w, ReportedCell cell, Step step)
    {
        var read = cell.ReadInto(w, step);
        return cell.Computed is null && read.Value is { } value ? w.Given(step, value) : read;
    }
}
