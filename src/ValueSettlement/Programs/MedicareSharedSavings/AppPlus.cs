using ValueSettlement.Curves;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

public sealed partial class MedicareSharedSavings
{
    private static readonly Authority ComplexAuthority = Authority.Of("42 CFR 414.1380(b)(1)(vii)(C)",
        "One point for each electronic measure that has the least cases and complete data, as far as its points stay within 10.");

    private static readonly Authority PlacedAuthority = Authority.Of("42 CFR 414.1367(c)(1)(i), 414.1380(b)(1)");

    private static readonly ScalePoints StatedTenths = ScalePoints.Linear(0m, 10m, 10m);

    /// <summary>
    /// The quality fact of a period from 2025 on, from the measures of the APP Plus set.
    /// <code>
    /// measure   not reported or incomplete: 0 of 10;  no benchmark or too few cases: left out;  otherwise decile and tenths
    /// score     min(100, 100 × (Σ points + complex-organisation points) ÷ (10 × measures counted) + improvement), to 2025 + health equity
    /// floor     relief; or everything reported and complete, and points reduced or a measure without benchmark: at least the standard
    /// standard  the first of these that holds: score ≥ standard, electronic incentive, first year, alternative
    /// </code>
    /// 42 CFR 425.512(a)-(c), 414.1367, 414.1380(b)(1).
    /// </summary>
    /// <param name="report">What was reported.</param>
    /// <exception cref="SettlementException">The performance year has no such set or no known standard, or the report is not one of its
    /// measures; carries every reason.</exception>
    public AppPlusScore QualityFromAppPlus(AppPlusReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var rules = Rules.AppPlus ?? throw new SettlementException([new Failure("quality-rule", "year", Terms.PeriodName,
            "The APP Plus set scores quality from 2025 on.", "Use MedicareSharedSavings.QualityFromReport.")]);
        var placed = report.Measures.Select(m => Place(rules, m)).ToArray();
        Validate(rules, report, placed);

        var set = SetOf(rules, placed);
        var score = set.Score([.. placed.Select(static p => p.Observed)]);
        var w = new Workings("quality");
        var standard = StandardPoints(w);
        var (own, scores) = OwnScore(w, rules, report, placed, score);
        var ownScore = w.Figure(own) with { Lines = [] };

        var floor = FloorOf(rules, report, placed);
        var raised = default(Figure);
        if (report.IsAffectedByExtremeCircumstances || floor is not null)
        {
            var step = floor is not null ? Floored("where everything was reported", floor)
                : Floored("for extreme circumstances", Circumstances);
            raised = own.Value >= standard.Value ? null : new()
            {
                Value = standard.Value,
                Unit = Unit.Points,
                Source = floor is not null ? "the floor where everything was reported" : "the floor for extreme circumstances",
            };
            own = own.Value is null ? w.Given(step with { Label = step.Label + ": no score of its own" }, standard.Number)
                : w.Greatest(step, own, standard);
        }

        var outcomes = new Step("outcome-measures", "Outcome measures from the 10th percentile on", Unit.Count, null,
            rules.OutcomeMeasures.Authority);
        Quantity[] reaching = [.. scores.Where(s => IsOutcome(rules, s)).Select(static s => Quantity.Of(s.Measure, 1m, Unit.Count))];
        _ = reaching.Length > 0 ? w.Add(outcomes, reaching) : w.Given(outcomes, 0m);
        var (quality, outcome) = Judged(w, own, standard, ReportedOf(rules, report, placed, scores), raised is not null);
        return new()
        {
            Quality = quality,
            Outcome = outcome,
            Measures = [.. scores],
            OwnScore = ownScore,
            RaisedTo = raised,
            Standard = w.Figure(standard) with { Lines = [] },
        };
    }

    /// <summary>The measures as a set of one domain: what is left out is left out of the points possible too.</summary>
    private MeasureSet SetOf(AppPlusRules rules, Placed[] placed) => new()
    {
        Id = "APP Plus",
        Version = Terms.PeriodName,
        Period = Terms.Period,
        Domains = [new("APP Plus", ValueSettlement.Rate.One, [.. placed.Select(static p => p.Scored)])],
        Authority = rules.Measures.Authority,
        IsStatutory = true,
    };

    private (Quantity Own, AppPlusMeasureScore[] Scores) OwnScore(Workings w, AppPlusRules rules, AppPlusReport report, Placed[] placed,
        SetScore score)
    {
        var own = w.Given(new("measures-score", "Score of the measures", Unit.Points, null, PlacedAuthority), score.Points);
        var available = w.Multiply(new("available-points", "Points available", Unit.Points, null, PlacedAuthority),
            Quantity.Of("points of a measure", 10m, Unit.Points),
            Quantity.Of("measures counted", score.Measures.Count(static m => m.IsCounted), Unit.Count));
        var (earned, scores) = (new List<Quantity>(), new AppPlusMeasureScore[placed.Length]);
        for (var i = 0; i < placed.Length; i++)
        {
            var points = score.Measures[i].Points;
            var complex = placed[i].EarnsComplexPoint ? ComplexPoint(w.Part(Paths.Named("measures", placed[i].Measure.Measure)),
                placed[i], points) : default(Quantity?);
            earned.AddRange(complex is { } one ? [one] : []);
            scores[i] = placed[i].Status != AppPlusMeasureStatus.Scored
                ? new()
                {
                    Measure = placed[i].Measure.Measure,
                    Status = placed[i].Status,
                    Points = points,
                    ComplexPoint = complex?.Number ?? 0m,
                }
                : new()
                {
                    Measure = placed[i].Measure.Measure,
                    Status = AppPlusMeasureStatus.Scored,
                    Decile = (int)(points.Lines.FirstOrDefault(static l => l.Key == "decile-points")?.Value
                        ?? placed[i].Measure.StatedPoints ?? 0m),
                    Points = points,
                    ComplexPoint = complex?.Number ?? 0m,
                };
        }

        if (earned.Count > 0)
        {
            var accrued = w.Add(new("complex-accrued", "Complex-organisation points", Unit.Points, null, ComplexAuthority), [.. earned]);
            var most = w.Multiply(new("complex-limit", "Most complex-organisation points", Unit.Points, null,
                rules.LargestComplexShare.Authority), Quantity.Of("share", rules.LargestComplexShare.Value.Fraction, Unit.Rate), available);
            var counted = w.Least(new("complex-points", "Complex-organisation points that count", Unit.Points, null,
                rules.LargestComplexShare.Authority), accrued, most);
            own = w.Add(new("score-and-complex", "Score with complex-organisation points", Unit.Points, null, ComplexAuthority), own,
                w.Prorate(new("complex-score", "Complex-organisation points in the score", Unit.Points, null, ComplexAuthority), counted,
                    Quantity.Of("points possible", 100m, Unit.Points), available));
        }

        if (report.ImprovementPoints > 0m)
        {
            own = w.Add(new("score-and-improvement", "Score with improvement", Unit.Points, null,
                Authority.Of("42 CFR 414.1380(b)(1)(vi)")), own, Quantity.Of("improvement", report.ImprovementPoints, Unit.Points));
        }

        own = own.Value > 100m ? w.Least(new("own-score", "Score, at most 100", Unit.Points, null, PlacedAuthority), own,
            Quantity.Of("most", 100m, Unit.Points)) : own;
        return (WithStatedEquity(w, own, report.HealthEquityPoints), scores);
    }

    private static Quantity ComplexPoint(Workings w, Placed placed, Figure points)
    {
        var step = new Step("complex-point", $"Complex-organisation point, {placed.Title}", Unit.Points, null, ComplexAuthority);
        return points.Value is not { } earned ? w.Given(step, 1m)
            : w.Least(step, Quantity.Of("one point", 1m, Unit.Points), w.Subtract(new("complex-room",
                $"Up to 10 points, {placed.Title}", Unit.Points, null, ComplexAuthority), Quantity.Of("points possible", 10m, Unit.Points),
                Quantity.Of("points", earned, Unit.Points)));
    }

    /// <summary>Where the floor of a complete report comes from; nothing where it does not act.</summary>
    private static Authority? FloorOf(AppPlusRules rules, AppPlusReport report, Placed[] placed) =>
        rules.Floor is { } floor && placed.All(static p => p.IsComplete)
            && (report.PointsWereReduced || placed.Any(static p => p.Status == AppPlusMeasureStatus.NoBenchmark))
            && (rules.FloorBelowScored is not { } below
                || placed.Count(static p => p.Status == AppPlusMeasureStatus.Scored) < below.Value)
            ? rules.FloorBelowScored?.Authority ?? floor : null;

    private static Reported ReportedOf(AppPlusRules rules, AppPlusReport report, Placed[] placed, AppPlusMeasureScore[] scores)
    {
        var own = placed.Where(static p => p.Measure.Collection is not (CollectionType.Claims or CollectionType.Survey)).ToArray();
        var electronic = own.Length > 0 && own.All(static p => p.IsComplete
            && p.Measure.Collection is CollectionType.ElectronicCqm or CollectionType.MipsCqm);
        var outcomes = scores.Where(s => IsOutcome(rules, s)).ToArray();

        // The remaining measure of the incentive is another one than the outcome measure.
        var incentive = electronic && outcomes.Any(o => scores.Any(s => s.Decile >= 5 && s.Measure != o.Measure));
        return new(placed.Any(static p => p.Measure.Collection != CollectionType.Claims && p.Measure.IsReported),
            report.IsFirstPerformanceYear && placed.All(static p => p.IsComplete), outcomes.Length > 0, incentive,
            report.IsAffectedByExtremeCircumstances);
    }

    private static bool IsOutcome(AppPlusRules rules, AppPlusMeasureScore score) =>
        score.Decile >= 2 && rules.OutcomeMeasures.Value.Contains(score.Measure);

    private Placed Place(AppPlusRules rules, AppPlusMeasure measure)
    {
        var benchmark = measure.Collection == CollectionType.MedicareElectronicCqm
            ? rules.MedicareElectronic is not { } grid ? null : new()
            {
                Measure = measure.Measure,
                Collection = measure.Collection,
                Points = Turned(measure.Measure, grid.Value),
                Authority = grid.Authority,
            }
            : rules.Benchmarks.FirstOrDefault(b => b.Measure == measure.Measure && b.Collection == measure.Collection);
        var minimum = measure.MinimumCases ?? rules.MinimumCases;
        var isComplete = measure.IsReported && (measure.Completeness ?? ValueSettlement.Rate.One) >= rules.Completeness.Value;
        var hasCases = measure.Cases is not { } cases || cases >= minimum.Value;
        var status = !measure.IsReported ? AppPlusMeasureStatus.NotReported
            : !isComplete ? AppPlusMeasureStatus.Incomplete
            : measure.StatedPoints is null && benchmark is { Points: null } ? AppPlusMeasureStatus.NoBenchmark
            : !hasCases ? AppPlusMeasureStatus.FewCases
            : AppPlusMeasureStatus.Scored;
        var title = AppPlusMeasures.TitleOf(measure.Measure);
        PointsRule points = measure.StatedPoints is not null || benchmark?.Points is null
            ? StatedTenths with { Authority = PlacedAuthority }
            : ToppedOutOf(rules, measure) is { } topped
                ? benchmark.Points with
                {
                    UpTo = Math.Min(benchmark.Points.UpTo ?? topped.Most, topped.Most),
                    Authority = benchmark.Authority.OrLessCertain(topped.Authority),
                }
            : benchmark.Points with { Authority = benchmark.Authority };
        var complex = measure.Collection == CollectionType.ElectronicCqm && (status == AppPlusMeasureStatus.Scored
            || (status == AppPlusMeasureStatus.NoBenchmark && hasCases && rules.UnscoredEarnsComplexPoint is { Value: true }));
        return new(measure, title, status, isComplete, hasCases, complex, benchmark,
            new(new Measure
            {
                Id = measure.Measure,
                Version = Terms.PeriodName,
                Title = title,
                Defined = Terms.Period.Start,
                Direction = points is ScalePoints ? Direction.HigherIsBetter : AppPlusMeasures.DirectionOf(measure.Measure),
                Form = MeasureForm.Stated,
                Unit = points is ScalePoints ? Unit.Points : AppPlusMeasures.UnitOf(measure.Measure),
                Minimum = measure.Cases is null ? null : new(minimum.Value, Unscored.LeftOut),
                Missing = new(UnscoredPolicy.Zero),
                Authority = status switch
                {
                    AppPlusMeasureStatus.Incomplete => rules.Completeness.Authority,
                    AppPlusMeasureStatus.FewCases => minimum.Authority,
                    _ => PlacedAuthority,
                },
            }, points),
            ObservedOf(rules, measure, benchmark, status));
    }

    private static Observation ObservedOf(AppPlusRules rules, AppPlusMeasure measure, AppPlusBenchmark? benchmark,
        AppPlusMeasureStatus status) => status switch
        {
            AppPlusMeasureStatus.NotReported => Observation.Absent(measure.Measure, AbsenceKind.Missing,
                "It was not reported: 0 of 10 points."),
            AppPlusMeasureStatus.Incomplete => Observation.Absent(measure.Measure, AbsenceKind.Missing,
                $"Data completeness is {measure.Completeness}, and at least {rules.Completeness.Value} is needed: 0 of 10 points."),
            AppPlusMeasureStatus.NoBenchmark => Observation.Absent(measure.Measure, AbsenceKind.NotApplicable,
                $"It has no benchmark ({EnumText.Of(measure.Collection)}) and is left out."),
            _ => new()
            {
                Measure = measure.Measure,
                Result = measure.StatedPoints is { } points ? StatedOf(rules, measure, points, benchmark) : measure.Rate ?? 0m,
                Denominator = measure.Cases is { } cases ? cases : ReportedCell.Missing,
            },
        };

    private static ReportedCell StatedOf(AppPlusRules rules, AppPlusMeasure measure, decimal points, AppPlusBenchmark? benchmark)
    {
        var topped = ToppedOutOf(rules, measure);
        var most = Math.Min(benchmark?.Points?.UpTo ?? points, topped?.Most ?? points);
        if (points <= most)
        {
            return points;
        }

        var w = new Workings("stated");
        return w.Figure(w.Least(new("decile-points-most", "Points of a measure that is topped out", Unit.Points, null,
            topped?.Authority ?? benchmark?.Authority), Quantity.Of("stated points", points, Unit.Points),
            Quantity.Of("most", most, Unit.Points)));
    }

    private static AppPlusToppedOut? ToppedOutOf(AppPlusRules rules, AppPlusMeasure measure) =>
        rules.ToppedOut.FirstOrDefault(t => t.Measure == measure.Measure && t.Collection == measure.Collection);

    /// <summary>A grid of higher-is-better tenths, turned round for a measure of which lower is better.</summary>
    private static DecilePoints Turned(string measure, DecilePoints grid) =>
        AppPlusMeasures.DirectionOf(measure) == Direction.HigherIsBetter ? grid
            : grid.TurnedRound();

    private void Validate(AppPlusRules rules, AppPlusReport report, Placed[] placed)
    {
        var failures = new List<Failure>();
        RefuseFirstYear(report.IsFirstPerformanceYear, "isFirstPerformanceYear", failures);
        var expected = rules.Measures.Value;
        foreach (var missing in expected.Where(id => placed.All(p => p.Measure.Measure != id)))
        {
            failures.Add(new("measure-missing", "measures", missing,
                $"A report says something of every measure of the set ({string.Join(", ", expected)}).",
                "Add it, with IsReported = false if it was not reported."));
        }

        if (report.ImprovementPoints is < 0m or > 10m || report.HealthEquityPoints is < 0m or > 10m)
        {
            failures.Add(new("points-range", report.ImprovementPoints is < 0m or > 10m ? "improvementPoints" : "healthEquityPoints",
                NumberText.Number(report.ImprovementPoints is < 0m or > 10m ? report.ImprovementPoints : report.HealthEquityPoints ?? 0m),
                "Improvement points and the health equity adjustment are 0 to 10 points each.", "State them as CMS does."));
        }

        for (var i = 0; i < placed.Length; i++)
        {
            ValidateMeasure(rules, report, placed[i], i, failures);
        }

        SettlementException.ThrowIfAny(failures);
    }

    private static void ValidateMeasure(AppPlusRules rules, AppPlusReport report, Placed placed, int i, List<Failure> failures)
    {
        var (measure, at) = (placed.Measure, Paths.Item(string.Empty, "measures", i));
        if (!rules.Measures.Value.Contains(measure.Measure) || report.Measures.Take(i).Any(m => m.Measure == measure.Measure))
        {
            failures.Add(new("measure-unknown", at, measure.Measure,
                $"The set of the year has each of these measures once: {string.Join(", ", rules.Measures.Value)}.", "Leave it out."));
        }

        if (!Enum.IsDefined(measure.Collection)
            || (measure.Collection == CollectionType.MedicareElectronicCqm && rules.MedicareElectronic is null))
        {
            failures.Add(new("collection-unknown", Paths.Join(at, "collection"), EnumText.Of(measure.Collection),
                "Measures are collected as eCQM, MIPS CQM, Medicare CQM, from claims or by survey; Medicare eCQMs are only proposed.",
                "State how it was collected."));
        }

        if (measure.Cases is < 0m or > 1_000_000_000m || measure.Completeness is { Fraction: < 0m or > 1m } || measure.MinimumCases is
            { Value: < 0 })
        {
            failures.Add(new("measure-range", at, measure.ToString(),
                "Cases are 0 or more (at most 1,000,000,000), and data completeness is a share of 0 to 100 %.",
                "Check the numbers of the measure."));
        }

        if (measure.StatedPoints is < 0m or > 10m || (measure.StatedPoints is not null && measure.Rate is not null))
        {
            failures.Add(new("measure-points", Paths.Join(at, "statedPoints"), NumberText.Number(measure.StatedPoints ?? 0m),
                "Stated points by decile are 0 to 10, and stand in place of a rate.", "State the rate or the points."));
        }

        if (placed.Status != AppPlusMeasureStatus.Scored)
        {
            if (placed is { Status: AppPlusMeasureStatus.NoBenchmark, HasCases: true, Measure.Collection: CollectionType.ElectronicCqm }
                && rules.UnscoredEarnsComplexPoint is null)
            {
                failures.Add(new("rule-not-known", "rules.appPlus.unscoredEarnsComplexPoint", measure.Measure,
                    "Whether an electronic measure without a benchmark earns its complex-organisation point was not read anywhere.",
                    "State it in the rules with where it stands (42 CFR 414.1380(b)(1)(vii)(C) as applied by CMS)."));
            }

            return;
        }

        if (measure.StatedPoints is null && placed.Benchmark is null)
        {
            failures.Add(new("benchmark-missing", Paths.Join(at, "measure"), measure.ToString(),
                "The rules have no benchmark for the measure as it was collected.",
                "Add it to the benchmarks of the rules with where it stands, or state the points."));
        }
        else if (measure is { StatedPoints: null, Rate: null })
        {
            failures.Add(new("rate-missing", Paths.Join(at, "rate"), string.Empty, "A measure that counts has a rate, or stated points.",
                "State the performance rate in the unit of the benchmark, 0.6 for 60 %."));
        }
        else if (measure.Rate is { } rate && (rate < 0m || (rate > 1m && AppPlusMeasures.UnitOf(measure.Measure) == Unit.Rate)))
        {
            failures.Add(new("points-unit", Paths.Join(at, "rate"), NumberText.Number(rate),
                "The measure is a rate, 0 to 1; a standardised ratio is not negative.", "Write a fraction: 0.6 for 60 %."));
        }
    }

    /// <summary>A measure as the rules place it: what becomes of it before anything is scored.</summary>
    private sealed record Placed(AppPlusMeasure Measure, string Title, AppPlusMeasureStatus Status, bool IsComplete, bool HasCases,
        bool EarnsComplexPoint, AppPlusBenchmark? Benchmark, ScoredMeasure Scored, Observation Observed);
}
