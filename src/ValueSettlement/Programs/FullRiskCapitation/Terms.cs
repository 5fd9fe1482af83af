using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;

namespace ValueSettlement.Programs;

/// <summary>What decides a full-risk commercial capitation for one period. Every rule is the contract's own: nothing is preset.</summary>
public sealed record FullRiskTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init => field = Given.Of(value); }

    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>
    /// What the payer keeps of the premium for administration, as a share; <see langword="null"/> if the capitation is stated without it.
    /// </summary>
    public Cited<Rate>? Retention { get; init; }

    /// <summary>
    /// What is held back until quality is known, as a share of the capitation after retention; <see langword="null"/> for nothing.
    /// </summary>
    public Cited<Rate>? QualityWithhold { get; init; }

    /// <summary>Reinsurance member by member; <see langword="null"/> for none.</summary>
    public MemberStopLoss? Reinsurance { get; init; }

    /// <summary>
    /// A corridor around the capitation, as marginal bands of it; <see langword="null"/> if surplus and deficit are the provider's in full.
    /// </summary>
    public Cited<ValueList<Band>>? Corridor { get; init; }

    /// <summary>
    /// The least medical loss ratio: what is spent below this share of the capitation goes back to the payer; <see langword="null"/> for
    /// none.
    /// </summary>
    public Cited<Rate>? LeastMedicalLossRatio { get; init; }

    /// <summary>The greatest deficit of the provider as a share of the capitation; <see langword="null"/> for no limit.</summary>
    public Cited<Rate>? GreatestDeficit { get; init; }

    private protected override void Validate(List<Failure> failures)
    {
        FigureRules.Fraction(Retention?.Value, "retention.value", "What the payer keeps", failures);
        FigureRules.Fraction(QualityWithhold?.Value, "qualityWithhold.value", "What is withheld for quality", failures);
    }

    /// <summary>The contract's name and period.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id}, {Term.Start:R} to {Term.End:R}");

    /// <inheritdoc/>
    public override Contract Contract() => FullRiskCapitation.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Retention is { } kept)
            {
                yield return new($"Of the premium {kept.Value} is kept by the payer for administration.", kept.Authority);
            }

            if (QualityWithhold is { } held)
            {
                yield return new($"Of the capitation after that {held.Value} is withheld until quality is known.", held.Authority);
            }
        }
    }

    internal override bool DependsOnQuality => QualityWithhold is { Value.Fraction: > 0m };
}

/// <summary>What happened under a full-risk capitation.</summary>
public sealed record FullRiskYear
{
    /// <summary>Premium or capitation before retention: stated, or computed by <see cref="CapitationPayment"/>.</summary>
    public required Figure Capitation { get; init => field = Given.Of(value); }

    /// <summary>The quality score, 0 to 1; needed if something is withheld for quality.</summary>
    public Figure? QualityScore { get; init; }

    /// <summary>Medical expenditure before reinsurance, all members.</summary>
    public required Figure Expenditure { get; init => field = Given.Of(value); }

    /// <summary>
    /// Each member's spending, for reinsurance; its sum need not be the expenditure, which may hold what is not reinsured.
    /// </summary>
    public ValueList<Money> MemberSpending { get; init => field = Given.Of(value); } = [];

    /// <summary>Completion factor; <see langword="null"/> if the claims are complete.</summary>
    public Figure? CompletionFactor { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
