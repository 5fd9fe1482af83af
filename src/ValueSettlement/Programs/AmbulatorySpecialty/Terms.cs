using ValueSettlement.Curves;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>The cohorts of the Ambulatory Specialty Model: each is scored and balanced by itself.</summary>
public enum SpecialtyCohort
{
    /// <summary>Heart failure.</summary>
    HeartFailure,

    /// <summary>Low back pain.</summary>
    LowBackPain,
}

/// <summary>A quality measure of a cohort.</summary>
/// <param name="Id">Its name.</param>
/// <param name="FromClaims">Whether it is found from claims, so that nobody reports it.</param>
public sealed record SpecialtyMeasure(string Id, bool FromClaims = false)
{
    /// <summary>Its name.</summary>
    public string Id { get; init => field = Given.Of(value); } = Given.Of(Id);

    /// <summary>How a result becomes 1 to 10 points by the ranges of its benchmark; <see langword="null"/> where the points are
    /// stated.</summary>
    public PointsRule? Points { get; init; }

    /// <summary>Which way a result is better; needed with <see cref="Points"/>.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Name and where it comes from.</summary>
    public override string ToString() => FromClaims ? $"{Id}, from claims" : Id;
}

/// <summary>What decides the Ambulatory Specialty Model for one payment year and one cohort.</summary>
public sealed record SpecialtyTerms : ProgrammeTerms
{
    /// <summary>The payment year, 2029 to 2033; performance is that of two years before.</summary>
    public required int Year { get; init; }

    /// <summary>The cohort. Its scaling factor is found from its clinicians and no others.</summary>
    public required SpecialtyCohort Cohort { get; init; }

    /// <summary>The names of the clinicians of the cohort, no two the same: one for each number of practice and person.</summary>
    public required ValueList<string> Clinicians { get; init => field = Given.Of(value); }

    /// <summary>The quality measures of the cohort, 1 to 100, and where they stand.</summary>
    public required Cited<ValueList<SpecialtyMeasure>> Measures { get; init => field = Given.Of(value); }

    /// <summary>
    /// The share that a score from 0 to 100 earns, before the scaling factor: a logistic function as knots. Its constants were not read
    /// anywhere, so it is stated with where they stand. A score of 0 earns nothing, whatever it says.
    /// </summary>
    public Cited<Scale>? Transform { get; init; }

    /// <summary>What happens where one category has no score: <see cref="UnscoredDomain.Reweighted"/> lets the other one be the score,
    /// <see cref="UnscoredDomain.NoScore"/> leaves the payments as they are. The text was not read, so it is stated.</summary>
    public Cited<UnscoredDomain>? WithoutCategory { get; init; }

    /// <summary>
    /// The most that a clinician gains, as a share of Part B payments, above 0. The formula that was read has none: a high score in a
    /// cohort of low ones gains more than the risk level. Reports of the proposed rule speak of plus or minus the risk level, so whoever
    /// reads a ceiling states it. <see langword="null"/> for none.
    /// </summary>
    public Cited<Rate>? GreatestGain { get; init; }

    /// <summary>The rules of the year; what is left out is the programme's own.</summary>
    public SpecialtyRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => AmbulatorySpecialty.For(this).Contract;

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal override bool DependsOnQuality => true;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences =>
        Rules is
        {
            QualityWeight: { } quality, MinimumCases: { } cases, Completeness: { } complete, MinimumEpisodes: { } episodes,
            Activities: { } activities, PracticeSize: { } size, Interoperability: { } interoperability, ComplexPatients: { } complex
        }
        ?
        [
            .. Exchange().SentencesIn(AmbulatorySpecialty.Words),
            new($"A clinician takes part with at least {NumberText.Number(episodes.Value)} episodes in the year two years before the "
                + "performance year.", episodes.Authority),
            new($"The score is {quality.Value} of the score of quality and {quality.Value.Complement()} of that of cost, each 0 to 100 by "
                + "points of the most possible; then activities, interoperability, complex patients and size of the practice are added, "
                + "and it is held within 0 and 100.", quality.Authority),
            new(WithoutCategory?.Value == UnscoredDomain.Reweighted ? "With one of the two alone, that one is the score."
                : "With one of the two alone there is no score, and payments stay as they are.", WithoutCategory?.Authority),
            new($"A measure has at most {NumberText.Number(AmbulatorySpecialty.MostPoints)} points and is judged on at least "
                + $"{NumberText.Number(cases.Value)} cases; with fewer it is left out.", cases.Authority),
            new($"A measure that is complete to less than {complete.Value} has no points. If none that has to be reported is complete, "
                + "the score is 0 and nothing is added.", complete.Authority),
            new("A measure that has to be reported and is not scores 0.", Measures.Authority),
            .. Measures.Value.Select(m => new CitedSentence(
                $"Quality: {m}, {(m.Points is { } points ? points.ToString() : "points as stated")}.", Measures.Authority)),
            new($"Missing improvement activities add, by their number: {activities.Value}.", activities.Authority),
            new($"Promoting interoperability adds {NumberText.Number(interoperability.Value)} to 0 points.", interoperability.Authority),
            new($"Complex patients add 0 to {NumberText.Number(complex.Value)} points.", complex.Authority),
            new($"The practice adds, by its number of clinicians: {size.Value}.", size.Authority),
        ]
        : Exchange().SentencesIn(AmbulatorySpecialty.Words);

    internal ExchangePoolTerms Exchange() => new()
    {
        Id = Id ?? FormattableString.Invariant(
            $"asm-{Year}-{(Cohort == SpecialtyCohort.HeartFailure ? "heart-failure" : "low-back-pain")}"),
        Currency = "USD",
        Term = new(new(Year, 1, 1), new(Year, 12, 31)),
        Participants = Clinicians,
        Withhold = Rules!.RiskLevel!,
        MaximumScore = new(100m, Rules.QualityWeight!.Authority),
        PaybackShare = Rules.Returned,
        Curve = Transform is null ? null : Transform with { Value = ZeroEarnsNothing(Transform.Value) },
        Unscored = new(UnscoredParticipant.Neutral, WithoutCategory!.Authority),
        GreatestGain = GreatestGain,
        Unclaimed = new(UnclaimedPool.Kept, Authority.Of("42 CFR 512.750(c)(1)", "A score of 0 has a factor of less the risk level.")),
    };

    private protected override SpecialtyTerms Resolve() => this with { Rules = (Rules ?? new()).On(new(Year, 1, 1)) };

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2029 or > 2033)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"),
                "The model pays in 2029 to 2033, for performance two years before.", "State the payment year."));
        }

        if (!Enum.IsDefined(Cohort))
        {
            failures.Add(new("cohort-unknown", "cohort", EnumText.Of(Cohort), "The model has two cohorts.",
                $"Choose one of {string.Join(", ", Enum.GetNames<SpecialtyCohort>())}."));
        }

        // What follows asks for the rules of the year.
        if (failures.Count > 0)
        {
            ExchangePoolTerms.ValidateNames(Clinicians, "clinicians", failures);
            ValidateMeasures(failures);
            return;
        }

        var full = Resolve();
        full.Rules!.Validate(failures);
        ValidateMeasures(failures);
        if (WithoutCategory?.Value is not (UnscoredDomain.Reweighted or UnscoredDomain.NoScore))
        {
            failures.Add(new("category-missing", "withoutCategory", WithoutCategory is { } given ? EnumText.Of(given.Value) : string.Empty,
                "What happens to a clinician with one category only was not read in the regulation.",
                "State Reweighted or NoScore, and where it stands."));
        }

        if (Transform is null)
        {
            failures.Add(new("transform-missing", "transform", string.Empty,
                "The factor follows a logistic function of the score, the constants of which were not read anywhere.",
                "State the function as a scale of scores from 0 to 100, with the place where it stands."));
        }
        else if (Transform.Value.Rows is not [{ From: 0m, FromIncluded: true }, ..])
        {
            failures.Add(new("scale-covers", "transform", Transform.Value.ToString(), "The function begins at a score of 0.",
                "State it as knots from 0 to 100."));
        }
        else if (WithoutCategory is not null)
        {
            failures.AddRange(full.Exchange().Validate().Select(static f => f with { Path = PathOf(f.Path) }));
        }
    }

    private void ValidateMeasures(List<Failure> failures)
    {
        var measures = Measures.Value;
        if (measures.Count is 0 or > 100 || measures.Any(static m => string.IsNullOrWhiteSpace(m.Id) || m.Id == AmbulatorySpecialty.Cost)
            || measures.Select(static m => m.Id).Distinct(StringComparer.Ordinal).Count() != measures.Count)
        {
            failures.Add(new("measures-count", "measures.value", NumberText.Number(measures.Count),
                "A cohort has 1 to 100 quality measures, each with a name of its own.", "List the measures of the cohort."));
            return;
        }

        foreach (var (i, measure) in measures.Index())
        {
            var at = Paths.Item("measures", "value", i);
            TextRules.Validate(measure.Id, at, "id", failures);
            if (measure.Direction is { } stated ? !Enum.IsDefined(stated) : measure.Points is not null)
            {
                failures.Add(new("measure-direction", Paths.Join(at, "direction"),
                    measure.Direction is { } given ? EnumText.Of(given) : string.Empty,
                    "A measure with a rule of points says which way is better.",
                    "State HigherIsBetter or LowerIsBetter."));
            }

            measure.Points?.Validate(Paths.Join(at, "points"), measure.Direction ?? Direction.HigherIsBetter, failures);
            if (measure.Points is { Most: > AmbulatorySpecialty.MostPoints })
            {
                failures.Add(new("points-range", Paths.Join(at, "points"), NumberText.Number(measure.Points.Most),
                    "A measure has at most 10 points.", "State the points of each range of the benchmark, 1 to 10."));
            }
        }
    }

    private static string PathOf(string path) =>
        path.StartsWith("participants", StringComparison.Ordinal) ? "clinicians" + path["participants".Length..]
        : path.StartsWith("curve", StringComparison.Ordinal) ? "transform" + path["curve".Length..]
        : path == "withhold" ? "rules.riskLevel.value" : path == "paybackShare" ? "rules.returned.value" : path;

    // The step at 0 is the rule's own and stands in no function.
    private static Scale ZeroEarnsNothing(Scale scale) =>
        scale.Rows is [{ From: 0m, FromIncluded: true, AtFrom: not 0m, To: not 0m } first, ..]
            ? scale with { Rows = [new(0m, 0m, 0m, 0m), first with { FromIncluded = false }, .. scale.Rows.Skip(1)] } : scale;
}
