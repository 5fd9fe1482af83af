using ValueSettlement.Curves;

namespace ValueSettlement.Measures;

/// <summary>How the result of a measure becomes points. Points are a figure: every number on the way is a line.</summary>
public abstract partial record PointsRule
{
    private protected PointsRule()
    {
    }

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The most points.</summary>
    internal abstract decimal Most { get; }

    /// <summary>The points of a result.</summary>
    /// <param name="direction">Which way the result is better.</param>
    /// <param name="result">The result: stated, computed or absent; absent results have no points, for the same reason.</param>
    /// <param name="baseline">The same provider's result before, for improvement.</param>
    /// <param name="decision">What people decided, for bands.</param>
    /// <exception cref="SettlementException">The rule is not sound; carries every reason.</exception>
    public Figure PointsOf(Direction direction, Figure result, Figure? baseline = null, BandDecision? decision = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var failures = new List<Failure>();
        if (!Enum.IsDefined(direction))
        {
            failures.Add(new("measure-direction", "direction", EnumText.Of(direction), "A measure that is scored says which way is better.",
                "State HigherIsBetter or LowerIsBetter."));
        }

        Validate(string.Empty, direction, failures);
        decision?.Validate("decision", failures);
        var w = new Workings("points");
        var unit = result.Unit == Unit.Unstated ? Unit.Rate : result.Unit;
        var scored = new Scored(direction, w.Given(new("result", "Result", unit), result),
            baseline is null ? ReportedCell.Missing : baseline, new() { Measure = "result", Decision = decision }, MeasureForm.Stated);
        if (failures.Count == 0)
        {
            ValidateObserved(scored, string.Empty, failures);
        }

        return failures.Count == 0 ? w.Figure(Score(w, scored)) : throw new SettlementException(failures);
    }

    /// <summary>The rule as a person would write it.</summary>
    public sealed override string ToString() => InWords;

    private protected abstract string InWords { get; }

    /// <summary>The points of a result, by a sound rule and of an observation that it can take.</summary>
    internal abstract Quantity Score(Workings w, in Scored scored);

    /// <summary>Whether the points of a measure are the result itself: points that somebody stated, which no rule made.</summary>
    /// <param name="result">The result.</param>
    /// <param name="form">What it is made of.</param>
    internal virtual bool TakesAsStated(in Quantity result, MeasureForm form) => false;

    /// <summary>Whether an observation that is sound for its measure may still be one that the rule cannot take.</summary>
    internal virtual bool ReadsObserved => false;

    /// <summary>Everything in an observation that a sound rule cannot take: before anything is scored, so that all of it is said at
    /// once.</summary>
    internal virtual void ValidateObserved(in Scored scored, string path, List<Failure> failures)
    {
    }

    /// <summary>How many rules it holds, itself counted.</summary>
    internal virtual int Size => 1;

    /// <summary>The most rules in one, all levels counted.</summary>
    internal const int MostRules = 100;

    /// <summary>The results at which the rule changes: they have the unit of the measure.</summary>
    internal abstract IEnumerable<decimal> Edges { get; }

    /// <summary>Validates the rule for a measure of a direction.</summary>
    internal abstract void Validate(string path, Direction direction, List<Failure> failures);

    /// <summary>Whether a result is at least as good as another.</summary>
    private protected static bool Reaches(decimal result, decimal other, Direction direction) =>
        direction == Direction.HigherIsBetter ? result >= other : result <= other;

    internal static void ValidatePoints(string path, List<Failure> failures, params ReadOnlySpan<(string Member, decimal Value)> points)
    {
        foreach (var (member, value) in points)
        {
            if (value is < 0m or > Largest)
            {
                failures.Add(new("points-range", Paths.Join(path, member), UnitText.Exact(value, Unit.Points),
                    "Points lie between 0 and 1,000,000.", "Check the points of the rule."));
            }
        }
    }

    private protected static void ValidateResults(
        string path, List<Failure> failures, params ReadOnlySpan<(string Member, decimal Value)> results)
    {
        foreach (var (member, value) in results)
        {
            if (Math.Abs(value) > Largest)
            {
                failures.Add(new("result-range", Paths.Join(path, member), NumberText.Number(value),
                    "Results lie between −1,000,000 and 1,000,000.", "Check the unit of the measure."));
            }
        }
    }

    private protected static Quantity Decided(Workings w, Step step, decimal points, string why)
    {
        var decided = w.Given(step, points);
        w.Remark(why);
        return decided;
    }

    /// <summary>Points that are not there, for the reason for which something else is not.</summary>
    private protected static Quantity Without(Workings w, Step step, Quantity absent, string otherwise) =>
        w.Absent(step, absent.Absence ?? new(AbsenceKind.Missing, otherwise));

    /// <summary>The largest magnitude of points, results and the like: 1,000,000.</summary>
    internal const decimal Largest = 1_000_000m;
}

/// <summary>What points are given for.</summary>
/// <param name="Direction">Which way the result is better.</param>
/// <param name="Result">The result.</param>
/// <param name="Before">The result before, for the rules that ask for it.</param>
/// <param name="Observation">What was observed, for the rules that count cases or follow a decision.</param>
/// <param name="Form">What the result is made of.</param>
internal readonly record struct Scored(Direction Direction, Quantity Result, ReportedCell Before, Observation Observation, MeasureForm Form)
{
    /// <summary>What an observation gives points for, once its result was read.</summary>
    public static Scored Of(Measure measure, Observation observation, Quantity result) =>
        new(measure.Direction.GetValueOrDefault(), result, observation.Baseline, observation, measure.Form);

    /// <summary>What people decided.</summary>
    public BandDecision? Decision => Observation.Decision;

    /// <summary>What explains the result.</summary>
    public string? Note => Observation.Note;

    /// <summary>Cases in which it happened.</summary>
    public decimal? Observed => Observation.Numerator.Value;

    /// <summary>All cases, or those that were expected.</summary>
    public decimal? Cases => Observation.CasesOf(Form);

    /// <summary>The result before, with its lines; absent, with a line that says why, if there is none.</summary>
    public Quantity Baseline(Workings w) => (Before.Equals(ReportedCell.Missing) ? NoBaseline : Before).ReadInto(w,
        new("baseline", "Baseline", Result.Unit));

    // That of the measure says how its target was found; it is nobody's own.
    private static readonly ReportedCell NoBaseline = ReportedCell.Absent(AbsenceKind.Missing,
        "the observation states no baseline, the provider's own result before");
}
