using ValueSettlement.Statistics;

namespace ValueSettlement.Measures;

/// <summary>
/// Points by risk-adjusted band instead of a single point: what lies within limits that widen as numbers shrink counts as expected, because
/// these cases cannot tell it from the target. Limits are whole cases, so the same cases give the same points everywhere.
/// <code>
/// observed cases against expected ones, or cases of a share against the target ─► <see cref="Funnel"/> ─► band ─► points
/// </code>
/// </summary>
/// <param name="MuchWorse">Beyond the outer limit on the bad side: points, 0 to 1,000,000.</param>
/// <param name="Worse">Between the limits on the bad side: points, 0 to 1,000,000.</param>
/// <param name="AsExpected">Within the inner limits: points, 0 to 1,000,000.</param>
/// <param name="Better">Between the limits on the good side: points, 0 to 1,000,000.</param>
/// <param name="MuchBetter">Beyond the outer limit on the good side: points, 0 to 1,000,000.</param>
public sealed record BandPoints(decimal MuchWorse, decimal Worse, decimal AsExpected, decimal Better, decimal MuchBetter) : PointsRule
{
    /// <summary>The target share, above 0 and below 1; <see langword="null"/> where observed cases are compared with expected
    /// ones.</summary>
    public Rate? Target { get; init; }

    /// <summary>The confidence of the inner limits.</summary>
    public Rate Inner { get; init; } = 95.Percent();

    /// <summary>The confidence of the outer limits, at least that of the inner ones.</summary>
    public Rate Outer { get; init; } = 99.8m.Percent();

    internal override decimal Most => Math.Max(Math.Max(Math.Max(MuchWorse, Worse), AsExpected), Math.Max(Better, MuchBetter));

    internal override IEnumerable<decimal> Edges => [];

    private protected override string InWords =>
        $"by band around {(Target is { } target ? target.ToString() : "the expected cases")}, limits {Inner} and {Outer}: "
        + string.Join(", ", new[] { MuchWorse, Worse, AsExpected, Better, MuchBetter }.Select(NumberText.Number));

    /// <summary>The points of a band.</summary>
    /// <param name="band">The band.</param>
    public decimal Of(FunnelBand band) => band switch
    {
        FunnelBand.MuchWorse => MuchWorse,
        FunnelBand.Worse => Worse,
        FunnelBand.AsExpected => AsExpected,
        FunnelBand.Better => Better,
        _ => MuchBetter,
    };

    /// <summary>The band of cases, with its limits, the distance to the next band, and the chance that the true band is another.</summary>
    /// <param name="direction">Which way is better.</param>
    /// <param name="observed">Cases in which it happened.</param>
    /// <param name="cases">Expected cases; for a share all cases.</param>
    /// <exception cref="SettlementException">The rule or the cases cannot be; carries every reason.</exception>
    public FunnelJudgement Judge(Direction direction, long observed, decimal cases)
    {
        var failures = new List<Failure>();
        Validate(string.Empty, direction, failures);
        if (!Enum.IsDefined(direction))
        {
            failures.Add(new("measure-direction", "direction", EnumText.Of(direction), "A measure that is scored says which way is better.",
                "State HigherIsBetter or LowerIsBetter."));
        }

        ValidateCases(observed, "observed", cases, "cases", failures);
        return failures.Count > 0 ? throw new SettlementException(failures) : Sound(direction, observed, cases);
    }

    internal override Quantity Score(Workings w, in Scored scored)
    {
        var step = new Step("band-points", "Points of the band", Unit.Points, null, Authority);
        if (scored.Result.Value is null)
        {
            return Without(w, step, scored.Result, "There is no result.");
        }

        if (scored.Observed is not { } observed || scored.Cases is not { } cases)
        {
            return w.Absent(step, new(AbsenceKind.Missing, "A band needs the cases, and only the result is stated."));
        }

        var judged = Sound(scored.Direction, (long)observed, cases);
        return judged.Band is { } band
            ? Decided(w, step, Of(band), Sentence(judged, scored.Note))
            : w.Absent(step, judged.Absence!);
    }

    internal override void Validate(string path, Direction direction, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        ValidatePoints(path, failures, ("muchWorse", MuchWorse), ("worse", Worse), ("asExpected", AsExpected), ("better", Better),
            ("muchBetter", MuchBetter));
        if (MuchWorse > Worse || Worse > AsExpected || AsExpected > Better || Better > MuchBetter)
        {
            failures.Add(new("band-order", path, InWords, "A better band never has fewer points.", "Order the points from bad to good."));
        }

        if (Inner.Fraction is < 0.5m or >= 1m || Outer.Fraction is < 0.5m or >= 1m || Outer < Inner)
        {
            failures.Add(new("band-limits", Paths.Join(path, "outer"), $"{Inner}, {Outer}",
                "Limits have a confidence from 50 % to below 100 %, the outer ones at least that of the inner ones.",
                    "Usual are 95 % and 99.8 %."));
        }

        if (Target is { Fraction: <= 0m or >= 1m })
        {
            failures.Add(new("band-target", Paths.Join(path, "target"), Target.Value.ToString(), "A target share lies between 0 and 100 %.",
                "Write it as a fraction; leave it out where cases are compared with expected ones."));
        }
    }

    internal override bool ReadsObserved => true;

    internal override void ValidateObserved(in Scored scored, string path, List<Failure> failures)
    {
        if (scored.Result.Value is not null && scored.Observed is { } observed && scored.Cases is { } cases)
        {
            ValidateCases(observed, Paths.Join(path, "numerator"), cases,
                Paths.Join(path, scored.Form == MeasureForm.ObservedToExpected ? "expected" : "denominator"), failures);
        }
    }

    private void ValidateCases(decimal observed, string observedAt, decimal cases, string casesAt, List<Failure> failures)
    {
        if (observed is < 0m or > 1_000_000_000m || !decimal.IsInteger(observed) || (Target is not null && observed > cases))
        {
            failures.Add(new("band-cases", observedAt, NumberText.Number(observed),
                "Bands count whole observed cases: 0 to 1,000,000,000, for a share not more than all "
                + $"({NumberText.Number(cases)}).", "Give the observed cases as they were counted, not a rate."));
        }

        if (cases is < 0.000001m or > 1_000_000_000m || (Target is not null && !decimal.IsInteger(cases)))
        {
            failures.Add(new("band-cases", casesAt, NumberText.Number(cases),
                Target is null ? "Expected cases lie above 0, up to 1,000,000,000."
                    : "A share is one of whole cases: 1 to 1,000,000,000.", "Give the cases themselves, not a rate."));
        }
    }

    private FunnelJudgement Sound(Direction direction, long observed, decimal cases)
    {
        var funnel = new Funnel(direction)
        {
            Inner = Inner,
            Outer = Outer,
            MinimumExpected = 0m,
            MinimumTrials = 0,
        };
        return Target is { } target ? funnel.JudgeShare(observed, (long)cases, target) : funnel.JudgeCount(observed, cases);
    }

    private static string Sentence(FunnelJudgement judged, string? note) =>
        char.ToUpperInvariant(judged.ToString()[0]) + judged.ToString()[1..] + "." + (note is null ? string.Empty : $" Note: {note}");
}
