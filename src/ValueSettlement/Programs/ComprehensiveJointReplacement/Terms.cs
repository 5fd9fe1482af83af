namespace ValueSettlement.Programs;

/// <summary>What a hospital is, as far as its stop-loss depends on it.</summary>
public enum JointReplacementHospital
{
    /// <summary>Every other hospital.</summary>
    Standard,

    /// <summary>Rural, sole community, Medicare-dependent or rural referral center.</summary>
    RuralOrEquivalent,
}

/// <summary>The category of a composite quality score.</summary>
public enum JointReplacementQuality
{
    /// <summary>Below 5.0 points: no reconciliation payment.</summary>
    BelowAcceptable,

    /// <summary>5.0 to below 6.9 points.</summary>
    Acceptable,

    /// <summary>6.9 to 15.0 points, both inclusive.</summary>
    Good,

    /// <summary>Above 15.0 points.</summary>
    Excellent,
}

/// <summary>What decides a CJR contract for one performance year.</summary>
public sealed record JointReplacementTerms : ProgrammeTerms
{
    /// <summary>
    /// The performance year as the model counts them, 1 to 8: April 2016 to December 2024. Years 1, 5 and 6 are no calendar years. Year 5
    /// had
    /// two subsets with the same rules, each reconciled apart.
    /// </summary>
    public required int Year { get; init; }

    /// <summary>What the hospital is.</summary>
    public JointReplacementHospital Hospital { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the programme's own. <c>ComprehensiveJointReplacement.For(terms).Rules with
    /// { … }</c> replaces single values, each with its citation.
    /// </summary>
    public JointReplacementRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => ComprehensiveJointReplacement.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is not { } rules)
            {
                yield break;
            }

            yield return new(
                $"The window of an episode is {NumberText.Number(rules.Days.Value)} days from the anchor discharge on, that day first.",
                rules.Days.Authority);
            if (rules.LeastEpisodesForOwnPrice is { } least)
            {
                yield return new(
                    $"A price of the hospital's own takes at least {NumberText.Number(least.Value)} episodes of the base years.",
                    least.Authority);
            }
        }
    }

    internal override bool DependsOnQuality =>
        Rules is { } rules && (rules.Discount.Value.Varies || rules.RepaymentDiscount?.Value.Varies == true);

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 1 or > 8)
        {
            failures.Add(new("period-unknown", "year", FormattableString.Invariant($"{Year}"),
                "Performance years are 1 to 8, as the model counts them.", "Choose one of them."));
        }

        if (!Enum.IsDefined(Hospital))
        {
            failures.Add(new("hospital-unknown", "hospital", EnumText.Of(Hospital), "The model knows no such kind of hospital.",
                $"Choose one of {string.Join(", ", Enum.GetNames<JointReplacementHospital>())}."));
        }

        Rules?.Validate("rules", failures);
    }

    private protected override JointReplacementTerms Resolve() => this with { Rules = Rules ?? JointReplacementRules.Of(Year, Hospital) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>The points of the composite quality score from which a category begins.</summary>
/// <param name="Acceptable">Acceptable from here on, inclusive.</param>
/// <param name="Good">Good from here on, inclusive.</param>
/// <param name="Excellent">Excellent above: the number itself still is good.</param>
public sealed record QualityCategories(decimal Acceptable, decimal Good, decimal Excellent)
{
    /// <summary>The category of a composite quality score.</summary>
    /// <param name="points">Points of the greatest score.</param>
    public JointReplacementQuality Of(decimal points) =>
        points > Excellent ? JointReplacementQuality.Excellent
        : points >= Good ? JointReplacementQuality.Good
        : points >= Acceptable ? JointReplacementQuality.Acceptable
        : JointReplacementQuality.BelowAcceptable;

    /// <summary>The categories in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"acceptable from {Acceptable}, good from {Good}, excellent above {Excellent}");
}

/// <summary>A discount for each category of quality.</summary>
/// <param name="Below">Below acceptable.</param>
/// <param name="Acceptable">Acceptable.</param>
/// <param name="Good">Good.</param>
/// <param name="Excellent">Excellent.</param>
public sealed record DiscountByQuality(Rate Below, Rate Acceptable, Rate Good, Rate Excellent)
{
    /// <summary>The discount of a category.</summary>
    /// <param name="quality">The category.</param>
    public Rate For(JointReplacementQuality quality) => quality switch
    {
        JointReplacementQuality.Excellent => Excellent,
        JointReplacementQuality.Good => Good,
        JointReplacementQuality.Acceptable => Acceptable,
        _ => Below,
    };

    /// <summary>Whether two categories have different discounts.</summary>
    internal bool Varies => Acceptable != Below || Good != Below || Excellent != Below;

    /// <summary>The discounts in words.</summary>
    public override string ToString() => $"below acceptable {Below}, acceptable {Acceptable}, good {Good}, excellent {Excellent}";
}

/// <summary>How much of a price is the hospital's own and how much the region's, in parts: 2 and 1 are two thirds and one third.</summary>
/// <param name="Hospital">The hospital's parts.</param>
/// <param name="Region">The region's parts.</param>
public sealed record HospitalAndRegion(decimal Hospital, decimal Region)
{
    /// <summary>The parts in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"hospital {Hospital}, region {Region}");
}
