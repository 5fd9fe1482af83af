namespace ValueSettlement.Programs;

/// <summary>The measures of the score, in the order of the published files.</summary>
public enum AcquiredConditionMeasure
{
    /// <summary>The patient safety and adverse events composite (PSI 90).</summary>
    PatientSafety,

    /// <summary>Central line-associated bloodstream infection (CLABSI).</summary>
    CentralLineInfection,

    /// <summary>Catheter-associated urinary tract infection (CAUTI).</summary>
    UrinaryCatheterInfection,

    /// <summary>Surgical site infection (SSI).</summary>
    SurgicalSiteInfection,

    /// <summary>Clostridioides difficile infection (CDI).</summary>
    ClostridioidesDifficile,

    /// <summary>Methicillin-resistant Staphylococcus aureus bacteraemia (MRSA).</summary>
    ResistantStaphylococcus,
}

/// <summary>How the value of a measure becomes a z-score: clipped at both tails of all hospitals, less their mean, over their standard
/// deviation.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Mean">The mean of all hospitals' clipped values, −1,000 to 1,000.</param>
/// <param name="StandardDeviation">Their standard deviation, above 0 and at most 1,000.</param>
/// <param name="LowerClip">What a lower value counts as, −1,000 to 1,000.</param>
/// <param name="UpperClip">What a higher value counts as: at least the lower clip, at most 1,000. Its z-score is the largest that there
/// is.</param>
public sealed record AcquiredConditionScale(AcquiredConditionMeasure Measure, decimal Mean, decimal StandardDeviation, decimal LowerClip,
    decimal UpperClip)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What decides the reduction for hospital-acquired conditions in a fiscal year.</summary>
public sealed record AcquiredConditionTerms : ProgrammeTerms
{
    /// <summary>The fiscal year, 2020 on: 2024 begins on 1 October 2023.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// The cut: a total score strictly above it is reduced; −100 to 100. It is the 75th percentile of the agency's population of hospitals,
    /// and the percentile of a published file is not that.
    /// </summary>
    public required Cited<decimal> Cut { get; init => field = Given.Of(value); }

    /// <summary>How values become z-scores, where these are not printed: each measure at most once; <see langword="null"/> for
    /// none.</summary>
    public Cited<ValueList<AcquiredConditionScale>>? Scales { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the programme's own. <c>HospitalAcquiredConditions.For(terms).Rules with
    /// { … }</c> replaces single values, each with its citation.
    /// </summary>
    public AcquiredConditionRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => HospitalAcquiredConditions.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            yield return new($"A total score above {NumberText.Number(Cut.Value)} is reduced.", Cut.Authority);
            if (Rules is not { } rules)
            {
                yield break;
            }

            yield return new($"The reduction is {rules.Reduction.Value} of what is otherwise paid.", rules.Reduction.Authority);
            yield return new(
                $"A total score is published with {NumberText.Number(rules.ScoreDecimals.Value)} decimals.",
                rules.ScoreDecimals.Authority);
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < HospitalAcquiredConditions.FirstYear or > HospitalAcquiredConditions.LastYear)
        {
            failures.Add(new("year-unknown", "year", UnitText.Of(Year, Unit.Points),
                FormattableString.Invariant(
                    $"The score is a plain mean from fiscal year {HospitalAcquiredConditions.FirstYear} on; earlier rules were not read."),
                "State the fiscal year, for example 2024 for October 2023 to September 2024."));
        }
        else
        {
            (Rules ?? AcquiredConditionRules.Of(Year)).Validate("rules", failures);
        }

        if (Cut.Value is < -100m or > 100m)
        {
            failures.Add(new("cut-range", "cut", UnitText.Exact(Cut.Value, Unit.Factor), "A cut lies between −100 and 100.",
                "State the cut of the year."));
        }

        if (Scales is null)
        {
            return;
        }

        var known = new HashSet<AcquiredConditionMeasure>();
        if (Scales.Value.Count > Enum.GetValues<AcquiredConditionMeasure>().Length)
        {
            failures.Add(new("scales-too-many", "scales.value", UnitText.Of(Scales.Value.Count, Unit.Count), "There are six measures.",
                "State each once."));
            return;
        }

        for (var i = 0; i < Scales.Value.Count; i++)
        {
            var (scale, path) = (Scales.Value[i], Paths.Item("scales", "value", i));
            AcquiredConditionRules.Validate(scale.Measure, Paths.Join(path, "measure"), failures);
            if (!known.Add(scale.Measure))
            {
                failures.Add(new("scale-twice", path, EnumText.Of(scale.Measure), "A measure has one scale.", "State each once."));
            }

            var sound = new[] { scale.Mean, scale.StandardDeviation, scale.LowerClip, scale.UpperClip }.All(static x =>
                x is >= -1_000m and <= 1_000m);
            if (!sound || scale.StandardDeviation <= 0m || scale.LowerClip > scale.UpperClip)
            {
                failures.Add(new("scale-range", path, scale.ToString(),
                    "Mean and clips lie between −1,000 and 1,000, the upper clip is at least the lower one, and a standard deviation is "
                        + "above 0.", "Check the scale."));
            }
        }
    }

    private protected override AcquiredConditionTerms Resolve() => this with { Rules = Rules ?? AcquiredConditionRules.Of(Year) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
