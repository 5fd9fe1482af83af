using NodaTime;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>The cohorts of home health agencies: each has standards, weights and a slope of its own.</summary>
public enum VolumeCohort
{
    /// <summary>Agencies of larger volume.</summary>
    Larger,

    /// <summary>Agencies of smaller volume.</summary>
    Smaller,
}

/// <summary>What decides home health value-based purchasing for one performance year and one cohort.</summary>
public sealed record HomeHealthTerms : ProgrammeTerms
{
    /// <summary>The performance year, 2023 to 2098; what it leads to is paid two years later.</summary>
    public required int Year { get; init; }

    /// <summary>The cohort. Its slope is found from its agencies and no others.</summary>
    public required VolumeCohort Cohort { get; init; }

    /// <summary>The names of the agencies of the cohort, no two the same.</summary>
    public required ValueList<string> Agencies { get; init => field = Given.Of(value); }

    /// <summary>
    /// The performance standards of the cohort with weights and fewest cases, and where they were published;
    /// <see langword="null"/> where scores are stated. The domains are those of <see cref="HomeHealthPurchasing"/>.
    /// </summary>
    public Cited<ValueList<PerformanceStandard>>? Standards { get; init; }

    /// <summary>The rules of the year; what is left out is the programme's own. From 2026 on <see cref="HomeHealthRules.Others"/> are
    /// stated with standards.</summary>
    public HomeHealthRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => HomeHealthPurchasing.For(this).Contract;

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal override bool DependsOnQuality => true;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            foreach (var sentence in Exchange().SentencesIn(HomeHealthPurchasing.Words))
            {
                yield return sentence;
            }

            if (Rules is not { Oasis: { } oasis, MinimumMeasures: { } fewest })
            {
                yield break;
            }

            yield return new($"An agency has a score with at least {NumberText.Number(fewest.Value)} measures that have points.",
                fewest.Authority);
            if (Rules.Others is null)
            {
                yield return new($"{HomeHealthPurchasing.Oasis} is {oasis.Value} of the score; scores are stated.", oasis.Authority);
            }
            else if (Standards is { } standards)
            {
                foreach (var sentence in PurchasingMeasures.Sentences(Domains, standards, Rules.Achievement, Rules.Improvement))
                {
                    yield return sentence;
                }
            }
            else
            {
                yield return PurchasingMeasures.Score(Domains);
            }
        }
    }

    internal LocalDate Start => new(Year, 1, 1);

    internal Cited<ValueList<PurchasingDomain>> Domains =>
        new([new(HomeHealthPurchasing.Oasis, Rules!.Oasis!.Value), .. Rules.Others!.Value],
            Rules.Oasis.Authority.OrLessCertain(Rules.Others.Authority));

    internal ExchangePoolTerms Exchange() => new()
    {
        Id = Id ?? FormattableString.Invariant($"hhvbp-{Year}-{(Cohort == VolumeCohort.Larger ? "larger" : "smaller")}"),
        Currency = "USD",
        Term = new(new(Year + 2, 1, 1), new(Year + 2, 12, 31)),
        Participants = Agencies,
        Withhold = Rules!.ApplicablePercent!,
        MaximumScore = new(100m, Authority.Of("42 CFR 484.370(c)")),
        PaybackShare = new(Rate.One, Authority.Remembered("42 CFR 484.370(c)",
            "The slope balances the cohort, and the applicable percent is subtracted.",
            "42 CFR 484.370(c) in full, or the payment adjustments of a cohort")),
        Unscored = new(UnscoredParticipant.Neutral, Authority.Of("42 CFR 484.345, 484.360", "Too few measures: no adjustment.")),
        Unclaimed = new(UnclaimedPool.Kept, Authority.Remembered("42 CFR 484.370(c)",
            "The text does not name the case: a percent of nothing less the applicable percent.", "42 CFR 484.370(c) in full")),
        GreatestGain = Rules.Limited!.Value ? Rules.ApplicablePercent! with { Authority = Rules.Limited.Authority } : null,
    };

    private protected override HomeHealthTerms Resolve()
    {
        var rules = (Rules ?? new()).On(Start, Cohort);
        return this with { Rules = rules };
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2023 or > 2098)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"),
                "The expanded model has performance years from 2023 on.", "State the performance year."));
        }

        if (!Enum.IsDefined(Cohort))
        {
            failures.Add(new("cohort-unknown", "cohort", EnumText.Of(Cohort),
                "The model has a cohort of larger and one of smaller agencies.",
                $"Choose one of {string.Join(", ", Enum.GetNames<VolumeCohort>())}."));
        }

        // What follows asks for the rules of the year.
        if (failures.Count > 0)
        {
            ExchangePoolTerms.ValidateNames(Agencies, "agencies", failures);
            return;
        }

        var full = Resolve();
        failures.AddRange(full.Exchange().Validate().Select(static f => f with { Path = PathOf(f.Path) }));
        if (full.Rules!.Others is not null)
        {
            PurchasingMeasures.Validate(full.Domains.Value, "rules.others.value", failures);
        }

        if (Standards is { } standards)
        {
            full.ValidateStandards(standards, failures);
        }
    }

    private static string PathOf(string path) =>
        path.StartsWith("participants", StringComparison.Ordinal) ? "agencies" + path["participants".Length..]
        : path is "withhold" or "greatestGain" ? "rules.applicablePercent.value" : path;

    private void ValidateStandards(Cited<ValueList<PerformanceStandard>> standards, List<Failure> failures)
    {
        if (Rules!.Others is null)
        {
            failures.Add(new("weights-missing", "rules.others", FormattableString.Invariant($"{Year}"),
                $"From performance year 2026 on OASIS is {Rules.Oasis!.Value} of this cohort, and how claims and survey share the rest was "
                + "not read.", "State the other categories with their weights and where they stand."));
            return;
        }

        PurchasingMeasures.Validate(standards, Domains.Value, failures);
        Rules.Achievement!.Value.Validate("rules.achievement.value", failures);
        Rules.Improvement!.Value.Validate("rules.improvement.value", failures);
        if (Rules.MinimumMeasures!.Value < 1 || Rules.MinimumMeasures.Value > standards.Value.Count)
        {
            failures.Add(new("minimum-measures", "rules.minimumMeasures.value", NumberText.Number(Rules.MinimumMeasures.Value),
                $"The fewest measures are 1 to {NumberText.Number(standards.Value.Count)}, the number of standards.",
                "Add the standards of the year, or correct the minimum."));
        }

        ValidateOasis(standards.Value, failures);
    }

    // Weights that are known are said twice only to be the same.
    private void ValidateOasis(ValueList<PerformanceStandard> standards, List<Failure> failures)
    {
        if (Cohort != VolumeCohort.Larger || HomeHealthPurchasing.OasisMeasures.FindCited(Start) is not { } known)
        {
            return;
        }

        foreach (var (i, standard) in standards.Index())
        {
            if (known.Value.FirstOrDefault(m => string.Equals(m.Measure, standard.Measure, StringComparison.Ordinal)) is { } measure
                && string.Equals(standard.Domain, HomeHealthPurchasing.Oasis, StringComparison.Ordinal)
                && measure.Weight != standard.Weight)
            {
                failures.Add(new("measure-weight", Paths.Join(Paths.Item("standards", "value", i), "weight"),
                    NumberText.Number(standard.Weight),
                    $"{measure.Measure} weighs {NumberText.Number(measure.Weight)} of 100 in this cohort ({known.Authority}).",
                    "Use HomeHealthPurchasing.OasisMeasures, or give a measure of another definition another name."));
            }
        }
    }
}
