using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>What decides skilled nursing facility purchasing for one fiscal year.</summary>
public sealed record SkilledNursingTerms : ProgrammeTerms
{
    /// <summary>The federal fiscal year of payment, 2019 to 2100: it begins on 1 October of the year before.</summary>
    public required int Year { get; init; }

    /// <summary>The names of the facilities, no two the same.</summary>
    public required ValueList<string> Facilities { get; init => field = Given.Of(value); }

    /// <summary>
    /// The share that a score from 0 to 100 earns, before the slope: a logistic function as knots. The regulation has no constants of it,
    /// so it is stated with where they stand. Only a year in which scores are suppressed has none.
    /// </summary>
    public Cited<Scale>? Transform { get; init; }

    /// <summary>The performance standards of the year, and where they were published; <see langword="null"/> where scores are
    /// stated. Every standard has the domain <see cref="SkilledNursingPurchasing.Domain"/>.</summary>
    public Cited<ValueList<PerformanceStandard>>? Standards { get; init; }

    /// <summary>The rules of the year; what is left out is the programme's own.</summary>
    public SkilledNursingRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => SkilledNursingPurchasing.For(this).Contract;

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal override bool DependsOnQuality => true;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is { Suppressed: { Value: true } suppressed })
            {
                yield return new("Every score of the year is set to 0, and each facility earns the same share back.", suppressed.Authority);
            }

            foreach (var sentence in Exchange().SentencesIn(SkilledNursingPurchasing.Words))
            {
                yield return sentence;
            }

            if (Standards is { } standards && Rules is { MinimumMeasures: { } fewest })
            {
                yield return new($"A facility has a score with at least {NumberText.Number(fewest.Value)} "
                    + (fewest.Value == 1 ? "measure that has points." : "measures that have points."), fewest.Authority);
                foreach (var sentence in PurchasingMeasures.Sentences(new(Domains, fewest.Authority), standards, Rules.Achievement,
                    Rules.Improvement))
                {
                    yield return sentence;
                }
            }
        }
    }

    internal LocalDate Start => new(Year - 1, 10, 1);

    internal ValueList<PurchasingDomain> Domains =>
        [new(SkilledNursingPurchasing.Domain, Rate.One, Rules?.MinimumMeasures?.Value ?? 1)];

    // With scores of nothing the same share of everybody is a flat curve, and no year of its own.
    internal ExchangePoolTerms Exchange() => new()
    {
        Id = Id ?? FormattableString.Invariant($"snf-vbp-{Year}"),
        Currency = "USD",
        Term = new(Start, new(Year, 9, 30)),
        Participants = Facilities,
        Withhold = Rules!.Withhold!,
        MaximumScore = new(100m, Authority.Of("42 CFR 413.338(d)-(e)")),
        PaybackShare = Rules.Payback,
        Curve = Rules.Suppressed!.Value ? new(new([new(null, null, 1m, 1m)]), Rules.Suppressed.Authority) : Transform,
        Unscored = Rules.Unscored!,
        Unclaimed = new(UnclaimedPool.Kept, Authority.Remembered("42 CFR 413.338(c)",
            "The text does not name the case; a rate of nothing is left where no score earns anything.",
            "42 CFR 413.338(c) in full")),
    };

    private protected override SkilledNursingTerms Resolve() => this with { Rules = (Rules ?? new()).On(Start) };

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2019 or > 2100)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"), "The programme pays from fiscal year 2019 on.",
                "State the federal fiscal year of payment."));
            ExchangePoolTerms.ValidateNames(Facilities, "facilities", failures);
            return;
        }

        var full = Resolve();
        if (Transform is null && !full.Rules!.Suppressed!.Value)
        {
            failures.Add(new("transform-missing", "transform", string.Empty,
                "The exchange function is logistic, and the regulation does not state its constants.",
                "State the function of the year as a scale of scores from 0 to 100, with the place where it stands."));
        }
        else if (Transform is { } curve && curve.Value.Rows is not [{ From: 0m, FromIncluded: true }, ..])
        {
            failures.Add(new("scale-covers", "transform", curve.Value.ToString(), "The function begins at a score of 0.",
                "State it as knots from 0 to 100."));
        }
        else
        {
            failures.AddRange(full.Exchange().Validate().Select(static f => f with { Path = PathOf(f.Path) }));
        }

        if (Standards is { } standards)
        {
            ValidateStandards(full.Rules!, full.Domains, standards, failures);
        }
    }

    private static string PathOf(string path) =>
        path.StartsWith("participants", StringComparison.Ordinal) ? "facilities" + path["participants".Length..]
        : path.StartsWith("curve", StringComparison.Ordinal) ? "transform" + path["curve".Length..]
        : path.StartsWith("paybackShare", StringComparison.Ordinal) ? "rules.payback.value"
        : path.StartsWith("withhold", StringComparison.Ordinal) ? "rules.withhold.value"
        : path.StartsWith("unscored", StringComparison.Ordinal) ? "rules.unscored.value" : path;

    private static void ValidateStandards(SkilledNursingRules rules, ValueList<PurchasingDomain> domains,
        Cited<ValueList<PerformanceStandard>> standards, List<Failure> failures)
    {
        if (rules.MinimumMeasures is not { Value: >= 1 and <= 1_000 })
        {
            failures.Add(new("minimum-measures", "rules.minimumMeasures", rules.MinimumMeasures?.ToString() ?? string.Empty,
                "The fewest scored measures of a facility, 1 to 1,000, were not read in the regulation.",
                "State how many of the year's measures a score needs, and where that stands."));
            return;
        }

        PurchasingMeasures.Validate(standards, domains, failures);
        if (standards.Value.Any(static s => s.StatedPoints is null) && (rules.Achievement is null || rules.Improvement is null))
        {
            failures.Add(new("points-missing", rules.Achievement is null ? "rules.achievement" : "rules.improvement", string.Empty,
                "The constants of the points of fiscal years before 2026 were not read in the regulation.",
                "State both curves with where they stand, or points that are stated."));
        }

        rules.Achievement?.Value.Validate("rules.achievement.value", failures);
        rules.Improvement?.Value.Validate("rules.improvement.value", failures);
    }
}
