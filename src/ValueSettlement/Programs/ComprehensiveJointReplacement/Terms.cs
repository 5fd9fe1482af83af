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
    /// <summary>The performance year, 1 to 8. Year 5 had two subsets with the same rules, each reconciled apart.</summary>
    public required int PerformanceYear { get; init; }

    /// <summary>What the hospital is.</summary>
    public JointReplacementHospital Hospital { get; init; }

    /// <summary>The rules of the year; <see langword="null"/> for the programme's own. <c>ComprehensiveJointReplacement.Rules(year, hospital) with { … }</c> replaces single values, each with its citation.</summary>
    public JointReplacementRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => ComprehensiveJointReplacement.Contract(this);

    internal override bool DependsOnQuality => Rules is { } rules && (rules.Discount.Value.Varies || rules.RepaymentDiscount?.Value.Varies == true);

    private protected override JointReplacementTerms Resolve() => Enum.IsDefined(Hospital)
        ? this with { Rules = Rules ?? ComprehensiveJointReplacement.Rules(PerformanceYear, Hospital) }
        : throw new SettlementException([new("hospital-unknown", "hospital", EnumText.Of(Hospital), "The model knows no such kind of hospital.",
            $"Choose one of {string.Join(", ", Enum.GetNames<JointReplacementHospital>())}.")]);
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

/// <summary>Every rule of one performance year as data: value and authority.</summary>
public sealed record JointReplacementRules
{
    /// <summary>The effective discount of the price that gains are measured against.</summary>
    public required Cited<DiscountByQuality> Discount { get; init => field = Given.Of(value); }

    /// <summary>The effective discount of the price that losses are measured against; <see langword="null"/> where it is the same.</summary>
    public required Cited<DiscountByQuality>? RepaymentDiscount { get; init; }

    /// <summary>The most that is paid, as a share of the aggregate target price.</summary>
    public required Cited<Rate> StopGain { get; init => field = Given.Of(value); }

    /// <summary>The most that is owed, as a share of the aggregate target price; <see langword="null"/> where repayment is waived.</summary>
    public required Cited<Rate>? StopLoss { get; init; }

    /// <summary>Parts of the hospital's own price and of the region's in the blend; a part of 0 leaves one out.</summary>
    public required Cited<HospitalAndRegion> Blend { get; init => field = Given.Of(value); }

    /// <summary>The least episodes of the base years for a price of the hospital's own; <see langword="null"/> in years without one.</summary>
    public required Cited<int>? LeastEpisodesForOwnPrice { get; init; }

    /// <summary>The least points of quality for a reconciliation payment.</summary>
    public required Cited<decimal> GatePoints { get; init => field = Given.Of(value); }

    /// <summary>Whether spending that an accountable care organisation was already paid for is taken back, and settlements are recomputed later.</summary>
    public required bool RecomputedLater { get; init; }
}

/// <summary>How much of a price is the hospital's own and how much the region's, in parts: 2 and 1 are two thirds and one third.</summary>
/// <param name="Hospital">The hospital's parts.</param>
/// <param name="Region">The region's parts.</param>
public sealed record HospitalAndRegion(decimal Hospital, decimal Region)
{
    /// <summary>The parts in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"hospital {Hospital}, region {Region}");
}
