using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What decides a full-risk commercial capitation for one period. Every rule is the contract's own: nothing is preset.</summary>
public sealed record FullRiskTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>What the payer keeps of the premium for administration, as a share; <see langword="null"/> if the capitation is stated without it.</summary>
    public Cited<Rate>? Retention { get; init; }

    /// <summary>What is held back until quality is known, as a share of the capitation after retention; <see langword="null"/> for nothing.</summary>
    public Cited<Rate>? QualityWithhold { get; init; }

    /// <summary>Reinsurance member by member; <see langword="null"/> for none.</summary>
    public MemberStopLoss? Reinsurance { get; init; }

    /// <summary>A corridor around the capitation, as marginal bands of it; <see langword="null"/> if surplus and deficit are the provider's in full.</summary>
    public Cited<ValueList<Band>>? Corridor { get; init; }

    /// <summary>The least medical loss ratio: what is spent below this share of the capitation goes back to the payer; <see langword="null"/> for none.</summary>
    public Cited<Rate>? LeastMedicalLossRatio { get; init; }

    /// <summary>The greatest deficit of the provider as a share of the capitation; <see langword="null"/> for no limit.</summary>
    public Cited<Rate>? GreatestDeficit { get; init; }

    /// <summary>The contract's name and period.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id}, {Term.Start:R} to {Term.End:R}");

    /// <inheritdoc/>
    public override Contract Contract() => FullRiskCapitation.Contract(this);

    internal override bool DependsOnQuality => QualityWithhold is { Value.Fraction: > 0m };

    private protected override FullRiskTerms Resolve() => this;
}

/// <summary>What happened under a full-risk capitation.</summary>
public sealed record FullRiskYear
{
    /// <summary>Premium or capitation before retention: stated, or computed by <see cref="CapitationPayment"/>.</summary>
    public required Figure Capitation { get; init; }

    /// <summary>The quality score, 0 to 1; needed if something is withheld for quality.</summary>
    public Figure? QualityScore { get; init; }

    /// <summary>Medical expenditure before reinsurance, all members.</summary>
    public required Figure Expenditure { get; init; }

    /// <summary>Each member's spending, for reinsurance; its sum need not be the expenditure, which may hold what is not reinsured.</summary>
    public ValueList<Money> MemberSpending { get; init; } = [];

    /// <summary>Completion factor; <see langword="null"/> if the claims are complete.</summary>
    public Figure? CompletionFactor { get; init; }
}

/// <summary>
/// Full-risk commercial capitation with reinsurance and a least medical loss ratio.
/// <code>
/// capitation = premium ─► retention ─► quality withhold and earn-back
/// opening = capitation − (expenditure + reinsurance charge − payouts) × completion ─► corridor ─► least medical loss ratio, greatest deficit
/// </code>
/// The payoff varies with expenditure after reinsurance and completion.
/// </summary>
public static class FullRiskCapitation
{
    private static readonly ContractWords Words = new() { Benchmark = "Capitation", Gains = "surpluses", Losses = "deficits" };

    /// <summary>The contract.</summary>
    /// <param name="terms">The terms.</param>
    public static Contract Contract(FullRiskTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var clauses = new List<Clause>();
        if (terms.Corridor is { } corridor)
        {
            clauses.Add(new MarginalBands { Label = "Risk corridor", Gain = corridor.Value, Loss = corridor.Value, Authority = corridor.Authority });
        }

        if (terms.LeastMedicalLossRatio is { } ratio)
        {
            clauses.Add(new Limit
            {
                Label = $"Least medical loss ratio of {ratio.Value}",
                Gain = new Cited<Rate>(ratio.Value.Complement(), ratio.Authority)
            });
        }

        if (terms.GreatestDeficit is { } deficit)
        {
            clauses.Add(new Limit { Label = "Greatest deficit", Loss = deficit });
        }

        if (clauses.Count == 0)
        {
            clauses.Add(new SharingRate { Label = "Full risk", Gain = Rate.One, Loss = Rate.One });
        }

        return new Contract
        {
            Id = terms.Id,
            Currency = terms.Currency,
            Term = terms.Term,
            Clauses = [.. clauses],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Remembered(
                "Usual order of such contracts, not read in one",
                    "Corridor, least medical loss ratio, greatest deficit; the contract decides."),
            Words = Words,
            Payoff = new("expenditure after reinsurance"),
            Origin = Origin.Of("Full-risk capitation", terms),
        };
    }

    /// <summary>What the contract of the same terms settles: capitation and expenditure, each with its lines.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">Something is withheld for quality and no score was stated, or members' spending was stated without reinsurance.</exception>
    public static Experience Experience(FullRiskTerms terms, FullRiskYear year)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(year);
        var failures = new List<Failure>();
        if (terms.QualityWithhold is null && year.QualityScore is not null)
        {
            failures.Add(new("term-unused", "qualityScore", year.QualityScore.ToString(), "Nothing is withheld for quality.", "Leave the score out, or state the withhold in the terms."));
        }

        if (terms.QualityWithhold is not null && year.QualityScore is null)
        {
            failures.Add(new("score-missing", "qualityScore", string.Empty, "The withhold is earned back by a quality score.", "State the score, or a figure that says why it is absent."));
        }

        if (terms.Reinsurance is null && year.MemberSpending.Count > 0)
        {
            failures.Add(new("term-unused", "memberSpending", UnitText.Of(year.MemberSpending.Count, Unit.Count), "The terms have no reinsurance.", "Leave the members' spending out, or state the reinsurance in the terms."));
        }

        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }

        return new()
        {
            Benchmark = new CapitationBenchmark
            {
                Called = Words.Benchmark,
                Before = year.Capitation,
                Reductions = terms.Retention is { } retention ? [new("retention", "Payer's retention", retention)] : [],
                Withholds = terms.QualityWithhold is { } withhold ? [new("quality-withhold", "Quality withhold", withhold, WithholdBase.AfterReductions, year.QualityScore!)] : [],
            }.Build(),
            Expenditure = new CapitatedExpenditure
            {
                BeforeStopLoss = year.Expenditure,
                NetStopLoss = terms.Reinsurance?.Net(year.MemberSpending),
                CompletionFactor = year.CompletionFactor,
            }.Build(),
            Terms = terms.Resolved().Digest,
        };
    }
}
