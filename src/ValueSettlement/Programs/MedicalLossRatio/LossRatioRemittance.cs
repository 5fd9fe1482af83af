using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Medical loss ratio remittances of Medicare and Medicaid plans, 42 USC 1395w-27(e)(4), 42 CFR 422.2410, 438.8.
/// <code>
/// opening = cost − (standard − credibility adjustment) × revenue ─► presumed met if not credible ─► nothing above the standard
/// (− = the plan owes)
/// </code>
/// The plans' ratio is not rounded, and their remittance is a curve of cost.
/// </summary>
public sealed partial class LossRatioRemittance : Programme<LossRatioRemittanceTerms>
{
    /// <summary>The volume that decides credibility of a plan.</summary>
    public const string MemberMonths = "member-months";

    private LossRatioRemittance(LossRatioRemittanceTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public LossRatioRemittanceRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Medical loss ratio remittance, {Terms.Plan}, {Terms.Year}");

    /// <summary>The remittance of one plan and year under these terms.</summary>
    /// <param name="terms">Plan, year and credibility.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static LossRatioRemittance For(LossRatioRemittanceTerms terms) => new(terms);

    /// <summary>The federal share of a Medicaid plan's remittance, which the state returns to CMS (42 CFR 438.74(b)).</summary>
    /// <param name="remittance">What the plan remitted to the state, as a positive amount.</param>
    /// <param name="federalShare">The federal share of the rating period's capitation, with its source.</param>
    public static Figure FederalShare(Figure remittance, Cited<Rate> federalShare)
    {
        ArgumentNullException.ThrowIfNull(remittance);
        ArgumentNullException.ThrowIfNull(federalShare);
        return EpisodeFigures.ShareOf("federal share of the remittance (42 CFR 438.74(b))", federalShare.Value, "remittance", remittance,
            federalShare.Authority);
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="funds">Revenue and costs of the plan, as the rule counts them.</param>
    /// <param name="memberMonths">Member months, where credibility is asked about.</param>
    /// <exception cref="SettlementException">Member months are missing, or were stated and nothing reads them.</exception>
    public Experience Experience(ManagedCareFunds funds, decimal? memberMonths = null)
    {
        ArgumentNullException.ThrowIfNull(funds);
        if (Terms.CredibilityTable is not null && memberMonths is null)
        {
            throw new SettlementException([new("volume-missing", "memberMonths", string.Empty,
                "The credibility adjustment is looked up by member months.", "State the member months of the plan.")]);
        }

        if (memberMonths is { } unread && Terms is { CredibilityTable: null, NonCredibleBelow: null })
        {
            throw new SettlementException([new("term-unused", "memberMonths", UnitText.Of(unread, Unit.Count),
                "The terms ask for no credibility by member months.",
                "Leave them out, or state the table or the least number in the terms.")]);
        }

        // A plan that is not credible owes nothing, and needs no adjustment from a table that begins above it.
        var (standard, authority) = (Rules.Standard.Value, Rules.Standard.Authority);
        var credible = !(memberMonths < Terms.NonCredibleBelow?.Value);
        return Made(new()
        {
            Benchmark = credible && Terms.CredibilityTable is { } table
                ? funds.Expected(standard, authority, table, memberMonths!.Value)
                : funds.Expected(standard, authority, Terms.CredibilityAdjustment),
            Expenditure = funds.Costs,
            Facts = memberMonths is { } months && Terms.NonCredibleBelow is not null ? [Number.Of(MemberMonths, months)] : [],
        });
    }

    /// <summary>
    /// Consecutive years below the standard, this one included, and what follows from them for a Medicare contract. A year that is not
    /// credible
    /// counts for nothing (42 CFR 422.2440(c)).
    /// </summary>
    /// <param name="belowStandard">Whether this year's ratio is below the standard.</param>
    /// <param name="earlierConsecutiveFailures">Consecutive years below it before this one, not negative.</param>
    public (int ConsecutiveFailures, LossRatioSanction Sanction) Sanction(bool belowStandard, int earlierConsecutiveFailures)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlierConsecutiveFailures);
        var failures = belowStandard ? earlierConsecutiveFailures + 1 : 0;
        return (failures, failures >= Rules.TerminationAfter?.Value ? LossRatioSanction.Termination
            : failures >= Rules.NoEnrolmentAfter?.Value ? LossRatioSanction.NoNewEnrolment
            : LossRatioSanction.None);
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var nonCredible = Terms.NonCredibleBelow is { } least ? new FewerThan(MemberMonths, least.Value) : null;
        var medicaid = Terms.Plan == LossRatioPlan.Medicaid;
        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"mlr-{EnumText.Of(Terms.Plan).ToLowerInvariant()}-{Terms.Year}"),
            Currency = "USD",
            Term = Dates.Year(Terms.Year),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = LossRatioClauses.NothingAbove(nonCredible, Rules.Standard.Authority, Terms.NonCredibleBelow?.Authority),
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of(medicaid ? "42 CFR 438.8(h), (j)" : "42 CFR 422.2410, 422.2440"),
            Words = LossRatioClauses.WordsOf("plan", medicaid ? "state" : "government"),
            Payoff = new("cost"),
        };
    }
}
