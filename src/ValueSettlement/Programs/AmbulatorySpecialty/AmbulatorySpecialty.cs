using ValueSettlement.Curves;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>
/// The Ambulatory Specialty Model, 42 CFR 512.700-780: Part B payments of specialists change by their score among those of their cohort.
/// <code>
/// score = clamp(100 × (half quality + half cost) + activities + interoperability + complex patients + small practice, 0, 100)
/// factor = risk level × transform(score) × s − risk level;  score 0: −risk level
/// s = returned share × Σ payments ÷ Σ (payments × transform);  Σ (payments × factor) = −(1 − returned share) × risk level × Σ payments
/// </code>
/// An <see cref="ExchangePool"/> for each cohort: the risk level is what is at stake, and the returned share of it comes back by score.
/// </summary>
public sealed partial class AmbulatorySpecialty : ExchangeProgramme<SpecialtyTerms>
{
    internal const string Cost = "Cost";
    internal const decimal MostPoints = 10m;

    private const string QualityName = "Quality";

    internal static readonly ExchangeWords Words = ExchangeWords.AtStake("risk level") with
    {
        Contract = new() { Payer = "Medicare program", Provider = "clinician", Gains = "claims" },
        Order = Authority.Remembered("42 CFR 512.750(c)(1)",
            "What the scores of the cohort earn comes first, then the risk level is subtracted; no ceiling of the factor unless one is "
            + "stated.", "42 CFR 512.750 in full"),
        Payoff = "A factor that follows the scores of the cohort multiplies Part B payments, whatever was spent.",
    };

    private MeasureSet? set;

    private AmbulatorySpecialty(SpecialtyTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public SpecialtyRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Ambulatory Specialty Model, {Terms.Year}, ")
        + (Terms.Cohort == SpecialtyCohort.HeartFailure ? "heart failure" : "low back pain");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Payment year, cohort, clinicians, measures and transform.</param>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    public static AmbulatorySpecialty For(SpecialtyTerms terms) => new(terms);

    /// <summary>The clinicians as the pool takes them: payments, and the score or why there is none.</summary>
    /// <param name="clinicians">What happened to each.</param>
    /// <exception cref="SettlementException">Something is wrong with a clinician; carries all of it.</exception>
    public ValueList<ExchangeParticipant> Participants(ValueList<SpecialtyClinician> clinicians)
    {
        ArgumentNullException.ThrowIfNull(clinicians);
        var failures = new List<Failure>();
        for (var i = 0; i < clinicians.Count; i++)
        {
            Validate(clinicians[i], Paths.Item(string.Empty, "clinicians", i), failures);
        }

        return failures.Count > 0 ? throw new SettlementException(failures)
            : clinicians.Select(c => new ExchangeParticipant(c.Id, c.PartB, Scored(c).Score)).ToValueList();
    }

    /// <summary>The score of a clinician, with both categories and every step.</summary>
    /// <param name="clinician">What happened to it.</param>
    /// <exception cref="SettlementException">Something is wrong with it; carries all of it.</exception>
    public SpecialtyScore Score(SpecialtyClinician clinician)
    {
        ArgumentNullException.ThrowIfNull(clinician);
        var failures = new List<Failure>();
        Validate(clinician, string.Empty, failures);
        return failures.Count > 0 ? throw new SettlementException(failures) : Scored(clinician);
    }

    /// <inheritdoc/>
    private protected override ExchangePool MakePool() => ExchangePool.For(Terms.Exchange(), Words);

    private SpecialtyScore Scored(SpecialtyClinician clinician)
    {
        if (clinician.EpisodesTwoYearsBefore < Rules.MinimumEpisodes!.Value)
        {
            var w = new Workings(clinician.Id);
            var episodes = FormattableString.Invariant($"{clinician.EpisodesTwoYearsBefore} episodes two years before; ")
                + FormattableString.Invariant($"a participant has at least {Rules.MinimumEpisodes.Value}.");
            var outside = w.Figure(w.Absent(new("participates", "Episodes two years before", Unit.Points, null,
                Rules.MinimumEpisodes.Authority), new(AbsenceKind.NotApplicable, episodes)));
            return new(clinician.Id, SpecialtyStatus.NotParticipant, outside, outside, outside);
        }

        // Whether anything that had to be reported is complete is asked first, however few its cases are and whatever claims say.
        if (!clinician.Quality.Any(IsReported))
        {
            return NothingReported(clinician);
        }

        var found = (set ??= MakeSet()).Score(Observed(clinician));
        var (quality, cost) = (Share(found.Domains[0].Score), Share(found.Domains[1].Score));
        return found.Points.Value is null
            ? new(clinician.Id, SpecialtyStatus.Neutral, quality, cost, Neutral(clinician, found.Points))
            : new(clinician.Id, SpecialtyStatus.Scored, quality, cost, Added(clinician, found.Points));
    }

    private Figure Neutral(SpecialtyClinician clinician, Figure points)
    {
        var w = new Workings(clinician.Id);
        return w.Figure(w.Given(new("score", "Score", Unit.Points, null, Terms.WithoutCategory!.Authority), points));
    }

    private bool IsReported(SpecialtyResult result) => IsComplete(result) && result.Result.Value is not null
        && !Terms.Measures.Value.First(m => string.Equals(m.Id, result.Measure, StringComparison.Ordinal)).FromClaims;

    private bool IsComplete(SpecialtyResult result) => result.Completeness is not { } part || part >= Rules.Completeness!.Value;

    private SpecialtyScore NothingReported(SpecialtyClinician clinician)
    {
        const string Why = "No measure that had to be reported was complete: the score is 0, and nothing is added to it.";
        var w = new Workings(clinician.Id);
        var quality = w.Figure(w.Given(new("quality", "Quality", Unit.Rate, null, Rules.Completeness!.Authority), 0m));
        foreach (var measure in Terms.Measures.Value)
        {
            var result = clinician.Quality.FirstOrDefault(q => string.Equals(q.Measure, measure.Id, StringComparison.Ordinal));
            w.Given(new(measure.Id, $"Reported, {measure.Id}", Unit.Points, null, Rules.Completeness.Authority), 0m);
            w.Remark(WhyNotReported(measure, result));
        }

        var score = w.Given(new("score", "Score", Unit.Points, null, Rules.Completeness.Authority), 0m);
        w.Remark(Why);
        return new(clinician.Id, SpecialtyStatus.NothingReported, quality, Figure.Absent(AbsenceKind.NotApplicable, Why), w.Figure(score));
    }

    private string WhyNotReported(SpecialtyMeasure measure, SpecialtyResult? result) =>
        measure.FromClaims ? "It comes from claims and is not reported."
        : result is null ? "Nothing was stated of it."
        : !IsComplete(result) ? Incomplete(result)
        : (result.Result.Absence ?? new(AbsenceKind.Missing, "No result was stated.")).Reason;

    private string Incomplete(SpecialtyResult result) =>
        $"Complete to {result.Completeness}; with less than {Rules.Completeness!.Value} it has no points.";

    private static Figure Share(Figure score)
    {
        var w = new Workings("share");
        return w.Figure(w.Divide(new("category", "Category as a share", Unit.Rate), w.Given(new("points", "Score", Unit.Points), score),
            Quantity.Of("all points", 100m, Unit.Points)));
    }

    private Figure Added(SpecialtyClinician clinician, Figure categories)
    {
        var w = new Workings(clinician.Id);
        var both = w.Given(new("categories", "Quality and cost", Unit.Points, null, Rules.QualityWeight!.Authority), categories);
        var missing = w.Given(new("activities-missing", "Improvement activities that are missing", Unit.Count),
            clinician.MissingActivities);
        var activities = w.Lookup(new("activities", "Improvement activities", Unit.Points, null, Rules.Activities!.Authority),
            Rules.Activities.Value, missing);
        var interoperability = w.Greatest(new("interoperability", "Promoting interoperability", Unit.Points, null,
            Rules.Interoperability!.Authority), Quantity.Of("as stated", clinician.Interoperability, Unit.Points),
            Quantity.Of("fewest", Rules.Interoperability.Value, Unit.Points));
        var complex = w.Least(new("complex-patients", "Complex patients", Unit.Points, null, Rules.ComplexPatients!.Authority),
            Quantity.Of("as stated", clinician.ComplexPatients, Unit.Points),
            Quantity.Of("most added", Rules.ComplexPatients.Value, Unit.Points));
        var size = w.Given(new("practice", "Clinicians in the practice", Unit.Count), clinician.PracticeClinicians);
        var small = w.Lookup(new("small-practice", "Small practice", Unit.Points, null, Rules.PracticeSize!.Authority),
            Rules.PracticeSize.Value, size);
        var sum = w.Add(new("score-before", "Score before it is held within 0 and 100", Unit.Points), both, activities, interoperability,
            complex, small);
        return w.Figure(w.Clamp(new("score", "Score", Unit.Points, null, Rules.QualityWeight.Authority), sum,
            Quantity.Of("nothing", 0m, Unit.Points), Quantity.Of("all points", 100m, Unit.Points)));
    }

    private ValueList<Observation> Observed(SpecialtyClinician clinician)
    {
        var quality = clinician.Quality.Select(result => new Observation
        {
            Measure = result.Measure,
            Result = PointsOf(result),
            Denominator = result.Cases,
        });
        return [.. quality, new Observation
        {
            Measure = Cost,
            Result = clinician.CostPoints is { } points ? points : ReportedCell.Missing,
            Denominator = clinician.CostEpisodes,
        }];
    }

    private Figure PointsOf(SpecialtyResult result)
    {
        var measure = Terms.Measures.Value.First(m => string.Equals(m.Id, result.Measure, StringComparison.Ordinal));
        if (IsComplete(result))
        {
            return measure.Points is { } rule ? rule.PointsOf(measure.Direction!.Value, result.Result) : result.Result;
        }

        var w = new Workings(Paths.Named("measures", measure.Id));
        var none = w.Given(new("incomplete", $"{measure.Id}, incomplete", Unit.Points, null, Rules.Completeness!.Authority), 0m);
        w.Remark(Incomplete(result));
        return w.Figure(none);
    }

    private MeasureSet MakeSet()
    {
        var exchange = Terms.Exchange();
        NodaTime.DateInterval performance = new(new(Terms.Year - 2, 1, 1), new(Terms.Year - 2, 12, 31));
        var weight = Rules.QualityWeight!;
        return new()
        {
            Id = exchange.Id,
            Version = FormattableString.Invariant($"{Terms.Year}"),
            Period = performance,
            Domains =
            [
                new(QualityName, weight.Value,
                    Terms.Measures.Value.Select(m => Stated(m.Id, m.FromClaims, Terms.Measures.Authority)).ToValueList()),
                new(Cost, weight.Value.Complement(), [Stated(Cost, true, Authority.Of("42 CFR 512.730"))]),
            ],
            WithoutScore = Terms.WithoutCategory!.Value,
            Authority = weight.Authority,
            IsStatutory = true,
        };

        ScoredMeasure Stated(string id, bool fromClaims, Authority authority) => new(new()
        {
            Id = id,
            Version = FormattableString.Invariant($"{Terms.Year}"),
            Title = id,
            Defined = performance.Start,
            Direction = Direction.HigherIsBetter,
            Form = MeasureForm.Stated,
            Unit = Unit.Points,
            Missing = new(fromClaims ? UnscoredPolicy.LeftOut : UnscoredPolicy.Zero),
            Minimum = new(Rules.MinimumCases!.Value, Unscored.LeftOut),
            Authority = Rules.MinimumCases.Authority,
        }, ScalePoints.Linear(0m, MostPoints, MostPoints) with { Authority = authority });
    }

    private void Validate(SpecialtyClinician clinician, string path, List<Failure> failures)
    {
        foreach (var twice in clinician.Quality.GroupBy(static q => q.Measure, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            failures.Add(new("measure-twice", Paths.Join(path, "quality"), twice.Key, "A measure has one result.",
                "Leave the second one out."));
        }

        foreach (var (i, result) in clinician.Quality.Index())
        {
            Validate(result, Paths.Item(path, "quality", i), failures);
        }

        if (clinician.CostPoints is { } cost)
        {
            ValidatePoints(cost, Paths.Join(path, "costPoints"), failures);
        }

        Range("episodesTwoYearsBefore", clinician.EpisodesTwoYearsBefore, 0m, 1_000_000_000m, "Episodes are 0 or more.");
        Range("costEpisodes", clinician.CostEpisodes, 0m, 1_000_000_000m, "Episodes are 0 or more.");
        Range("interoperability", clinician.Interoperability, Rules.Interoperability!.Value, 0m,
            $"Promoting interoperability adds {NumberText.Number(Rules.Interoperability.Value)} to 0 points.");
        Range("complexPatients", clinician.ComplexPatients, 0m, Rules.ComplexPatients!.Value,
            $"Complex patients add 0 to {NumberText.Number(Rules.ComplexPatients.Value)} points.");
        Covered("missingActivities", clinician.MissingActivities, Rules.Activities!.Value, "The scale says what missing activities add.");
        Covered("practiceClinicians", clinician.PracticeClinicians, Rules.PracticeSize!.Value, "A practice has 1 or more clinicians.");

        void Range(string member, decimal value, decimal least, decimal most, string rule)
        {
            if (value < least || value > most)
            {
                failures.Add(new("figure-range", Paths.Join(path, member), NumberText.Number(value), rule, "Check number and sign."));
            }
        }

        void Covered(string member, int value, Curves.Scale scale, string rule)
        {
            if (scale.RowAt(value) is null)
            {
                failures.Add(new("scale-covers", Paths.Join(path, member), NumberText.Number(value), rule, "Check the number."));
            }
        }
    }

    private void Validate(SpecialtyResult result, string path, List<Failure> failures)
    {
        if (Terms.Measures.Value.FirstOrDefault(m => string.Equals(m.Id, result.Measure, StringComparison.Ordinal)) is not { } measure)
        {
            failures.Add(new("measure-unknown", Paths.Join(path, "measure"), result.Measure ?? string.Empty,
                "The terms name the quality measures, and this is none of them.", "Check the name, or make terms with this measure."));
            return;
        }

        if (measure.Points is null)
        {
            ValidatePoints(result.Result, Paths.Join(path, "result"), failures);
        }

        if (result.Cases < 0 || result.Completeness is { Fraction: < 0m or > 1m })
        {
            failures.Add(new("figure-range", path, result.ToString(), "Cases are 0 or more, and completeness is a share of them.",
                "Write 75 % as 0.75."));
        }
    }

    private static void ValidatePoints(Figure points, string path, List<Failure> failures)
    {
        if (points.Value is < 0m or > MostPoints || points.Unit is not (Unit.Points or Unit.Unstated))
        {
            failures.Add(new("points-range", path, points.ToString(), "A measure has 0 to 10 points.", "State its points."));
        }
    }
}
