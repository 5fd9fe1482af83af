namespace ValueSettlement.Programs;

/// <summary>What a hospital is for the expanded joint replacement model: who takes part, and from when.</summary>
public enum JointReplacementStatus
{
    /// <summary>Paid under the inpatient and outpatient prospective payment systems and none of the others: takes part from
    /// 2028.</summary>
    Participant,

    /// <summary>Takes part in the Transforming Episode Accountability Model, and in this one from 2031.</summary>
    Team,

    /// <summary>In Maryland: takes no part.</summary>
    Maryland,

    /// <summary>Critical access hospital: takes no part.</summary>
    CriticalAccess,

    /// <summary>Rural emergency hospital: takes no part.</summary>
    RuralEmergency,
}

/// <summary>What a hospital is, as far as its stop-loss depends on it.</summary>
public enum JointReplacementKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>Rural hospital.</summary>
    Rural,

    /// <summary>Sole community hospital.</summary>
    SoleCommunity,

    /// <summary>Medicare-dependent hospital.</summary>
    MedicareDependent,

    /// <summary>Small rural hospital.</summary>
    SmallRural,

    /// <summary>Safety-net hospital.</summary>
    SafetyNet,
}

/// <summary>What the quality of a hospital changes.</summary>
public enum JointReplacementQualityActsOn
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The aggregate target price: it is changed by a share that the experience states, and can turn a loss into a gain.</summary>
    Price,

    /// <summary>The difference between target price and spending, by a score: it makes a gain or a loss smaller.</summary>
    Difference,
}

/// <summary>The effect of quality on money.</summary>
/// <param name="ActsOn">What it changes.</param>
/// <param name="GainReduction">How much of a gain a score of nothing takes, 0 to 1; 0 unless quality acts on the difference.</param>
/// <param name="LossReduction">How much of a loss a full score forgives, 0 to 1; 0 unless quality acts on the difference.</param>
public sealed record JointReplacementQualityEffect(
    JointReplacementQualityActsOn ActsOn, Rate GainReduction = default, Rate LossReduction = default)
{
    /// <summary>The effect in words.</summary>
    public override string ToString() => ActsOn == JointReplacementQualityActsOn.Difference
        ? $"on the difference, gains less up to {GainReduction}, losses less up to {LossReduction}"
        : $"on {EnumText.Of(ActsOn).ToLowerInvariant()}";
}

/// <summary>The stop-loss of one kind of hospital.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="StopLoss">The most that is owed, as a share of the aggregate target price, 0 to 1.</param>
public sealed record KindStopLoss(JointReplacementKind Kind, Rate StopLoss)
{
    /// <summary>The kind and its stop-loss.</summary>
    public override string ToString() => $"{EnumText.Of(Kind)}: {StopLoss}";
}

/// <summary>What decides a contract of the expanded joint replacement model for one performance year.</summary>
public sealed record JointReplacementExpandedTerms : ProgrammeTerms
{
    /// <summary>The performance year, a calendar year from 2028 on.</summary>
    public required int Year { get; init; }

    /// <summary>Whether and from when the hospital takes part.</summary>
    public required JointReplacementStatus Status { get; init; }

    /// <summary>What the hospital is: decides its stop-loss.</summary>
    public JointReplacementKind Hospital { get; init; }

    /// <summary>
    /// The rules, each with its citation. There is no default: the numbers of the final text were not read.
    /// <see cref="JointReplacementExpanded.Proposed"/> gives those of the proposal, unconfirmed.
    /// </summary>
    public JointReplacementExpandedRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => JointReplacementExpanded.For(this).Contract;

    internal override bool DependsOnQuality => Rules is { Quality.Value.ActsOn: JointReplacementQualityActsOn.Price };

    internal override IEnumerable<CitedSentence> Sentences =>
    [
        .. Rules is not { } rules ? [] : (CitedSentence[])
        [
            new($"Base years weigh {string.Join(", ", rules.BaseYearWeights.Value)}, oldest first.", rules.BaseYearWeights.Authority),
            new($"Target prices are taken less a discount of {rules.Discount.Value}.", rules.Discount.Authority),
            new($"The window of an episode is {NumberText.Number(rules.Days.Value)} days from the anchor discharge or procedure on, that "
                + "day first.", rules.Days.Authority),
            new($"The final trend counts within {rules.TrendWithin.Value} of the prospective one.", rules.TrendWithin.Authority),
            new($"The final normalization factor counts within {rules.NormalizationWithin.Value} of the prospective one.",
                rules.NormalizationWithin.Authority),
            .. rules.Quality.Value.ActsOn == JointReplacementQualityActsOn.Price
                ? (CitedSentence[])[new("Quality changes the aggregate target price before spending is compared with it.",
                    rules.Quality.Authority)] : [],
        ],
    ];

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2028 or > 2100)
        {
            failures.Add(new("not-started", "year", FormattableString.Invariant($"{Year}"),
                "The model starts on 2028-01-01 (91 FR 49570) and has calendar years.",
                "Choose a year from 2028 on; for earlier years see ComprehensiveJointReplacement and Team."));
        }
        else if (Status == JointReplacementStatus.Team && JointReplacementExpanded.TeamHospitals.Find(new(Year, 1, 1)) is null)
        {
            failures.Add(new("team-hospital", "status", EnumText.Of(Status), "Hospitals of TEAM join on 2031-01-01 (91 FR 49570).",
                "Settle the year under Team."));
        }

        if (Status is JointReplacementStatus.Maryland or JointReplacementStatus.CriticalAccess or JointReplacementStatus.RuralEmergency)
        {
            failures.Add(new("hospital-excluded", "status", EnumText.Of(Status),
                "Maryland, critical access and rural emergency hospitals take no part (91 FR 49570).",
                "There is nothing to settle for the hospital."));
        }
        else if (!Enum.IsDefined(Status))
        {
            failures.Add(new("hospital-unknown", "status", EnumText.Of(Status), "The model knows no such status.",
                $"Choose one of {string.Join(", ", Enum.GetNames<JointReplacementStatus>())}."));
        }

        if (!Enum.IsDefined(Hospital))
        {
            failures.Add(new("hospital-unknown", "hospital", EnumText.Of(Hospital), "The model knows no such kind of hospital.",
                $"Choose one of {string.Join(", ", Enum.GetNames<JointReplacementKind>())}."));
        }

        if (Rules is { } rules)
        {
            rules.Validate("rules", failures);
            return;
        }

        foreach (var (member, what) in JointReplacementExpandedRules.Open)
        {
            failures.Add(new("term-missing", "rules." + member, string.Empty, $"The {what} of the final text were not read.",
                "State the number with its citation, or take JointReplacementExpanded.Proposed, which stays unconfirmed."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
