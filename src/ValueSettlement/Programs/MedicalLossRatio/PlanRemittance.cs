using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>Whose plans remit.</summary>
public enum LossRatioPlan
{
    /// <summary>Medicare Advantage and Part D, per contract.</summary>
    Medicare,

    /// <summary>Medicaid managed care, where the state requires a remittance.</summary>
    Medicaid,
}

/// <summary>What decides the remittance of a Medicare or Medicaid plan for one year.</summary>
public sealed record LossRatioRemittanceTerms : ProgrammeTerms
{
    /// <summary>Whose plan.</summary>
    public required LossRatioPlan Plan { get; init; }

    /// <summary>The contract year or rating year.</summary>
    public required int Year { get; init; }

    /// <summary>The least ratio: needed for Medicaid, where it is the state's choice of at least 85 %; for Medicare it may be left out.</summary>
    public Cited<Rate>? Standard { get; init; }

    /// <summary>The credibility adjustment of the plan, from the notice or table in force; <see langword="null"/> for a fully credible plan.</summary>
    public Cited<Rate>? CredibilityAdjustment { get; init; }

    /// <summary>The published table of credibility adjustments by member months (42 CFR 438.8(h), 422.2440), linear between its points, instead of one stated adjustment; <see langword="null"/> for none.</summary>
    public Cited<InterpolatedTable>? CredibilityTable { get; init; }

    /// <summary>Member months below which the plan is not credible and owes nothing; <see langword="null"/> for a plan that is known to be credible. The experience then states <see cref="MedicalLossRatio.MemberMonths"/>.</summary>
    public Cited<decimal>? NonCredibleBelow { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => MedicalLossRatio.Remittance(this);

    private protected override LossRatioRemittanceTerms Resolve() => MedicalLossRatio.Resolve(this);
}

/// <summary>What follows, besides money, from a Medicare contract that misses the standard year after year.</summary>
public enum LossRatioSanction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No new enrolment from the second succeeding contract year.</summary>
    NoNewEnrolment,

    /// <summary>Termination, effective with the second succeeding contract year.</summary>
    Termination,
}

/// <summary>Remittances of Medicare and Medicaid plans.</summary>
public static partial class MedicalLossRatio
{
    /// <summary>The volume that decides credibility of a plan.</summary>
    public const string MemberMonths = "member-months";

    private static readonly Authority MedicareRule = Authority.Of("42 USC 1395w-27(e)(4); 42 CFR 422.2410");

    /// <summary>The standard of Medicare Advantage and Part D contracts.</summary>
    public static Dated<Rate> MedicareStandard { get; } = new("medical loss ratio standard, Medicare", DateAxis.PlanYear, new DatedEntry<Rate>(new(2014, 1, 1), 85.Percent(), true, MedicareRule));

    /// <summary>Consecutive years below the standard from which a Medicare contract may not enrol.</summary>
    public static Dated<int> NoEnrolmentAfter { get; } = new("years below the standard before enrolment stops", DateAxis.PlanYear, new DatedEntry<int>(new(2014, 1, 1), 3, true, MedicareRule));

    /// <summary>Consecutive years below the standard from which a Medicare contract ends.</summary>
    public static Dated<int> TerminationAfter { get; } = new("years below the standard before termination", DateAxis.PlanYear, new DatedEntry<int>(new(2014, 1, 1), 5, true, MedicareRule));

    /// <summary>The least member months of a Medicare contract for partial credibility, as reported; not applied unless it is set in the terms.</summary>
    public static Cited<decimal> MedicareNonCredibleBelow { get; } = new(2_400m, Authority.Remembered("42 CFR 422.2440; member months as reported by third parties"));

    /// <summary>The same number as a parameter, for tables.</summary>
    public static Dated<decimal> LeastMedicareMemberMonths { get; } = new("least member months of a Medicare contract (applied only if the terms set it)", DateAxis.PlanYear,
        new DatedEntry<decimal>(new(2014, 1, 1), MedicareNonCredibleBelow.Value, true, MedicareNonCredibleBelow.Authority));

    /// <summary>The federal share of a Medicaid plan's remittance, which the state returns to CMS (42 CFR 438.74(b)).</summary>
    /// <param name="remittance">What the plan remitted to the state, as a positive amount.</param>
    /// <param name="federalShare">The federal share of the rating period's capitation, with its source.</param>
    public static Figure FederalShare(Figure remittance, Cited<Rate> federalShare)
    {
        ArgumentNullException.ThrowIfNull(remittance);
        ArgumentNullException.ThrowIfNull(federalShare);
        return EpisodeFigures.ShareOf("federal share of the remittance (42 CFR 438.74(b))", federalShare.Value, "remittance", remittance, federalShare.Authority);
    }

    /// <summary>The contract for one plan and year.</summary>
    /// <param name="terms">Plan, year and credibility.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static Contract Remittance(LossRatioRemittanceTerms terms)
    {
        terms = terms.Resolved();
        var start = new LocalDate(terms.Year, 1, 1);
        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"mlr-{terms.Plan.ToString().ToLowerInvariant()}-{terms.Year}"),
            Currency = "USD",
            Term = new(start, start.PlusYears(1).PlusDays(-1)),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = NothingAbove(terms.NonCredibleBelow is { } least ? new FewerThan(MemberMonths, least.Value) : null, terms.Standard!.Authority, terms.NonCredibleBelow?.Authority),
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of(terms.Plan == LossRatioPlan.Medicaid ? "42 CFR 438.8(h), (j)" : "42 CFR 422.2410, 422.2440"),
            Words = WordsOf("plan", terms.Plan == LossRatioPlan.Medicaid ? "state" : "government"),
            Payoff = new("cost"),
            Origin = Origin.Of(FormattableString.Invariant($"Medical loss ratio remittance, {terms.Plan}, {terms.Year}"), terms),
        };
    }

    /// <summary>What happened, ready to settle.</summary>
    /// <param name="terms">Plan, year and credibility.</param>
    /// <param name="funds">Revenue and costs of the plan, as the rule counts them.</param>
    /// <param name="memberMonths">Member months, where credibility is asked about.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static Experience Experience(LossRatioRemittanceTerms terms, ManagedCareFunds funds, decimal? memberMonths = null)
    {
        ArgumentNullException.ThrowIfNull(funds);
        terms = terms.Resolved();
        var (standard, adjustment) = (terms.Standard!, terms.CredibilityAdjustment);
        if (terms.CredibilityTable is not null && memberMonths is null)
        {
            throw new SettlementException([new("volume-missing", "memberMonths", string.Empty, "The credibility adjustment is looked up by member months.", "State the member months of the plan.")]);
        }

        if (memberMonths is { } unread && terms is { CredibilityTable: null, NonCredibleBelow: null })
        {
            throw new SettlementException([new("term-unused", "memberMonths", UnitText.Of(unread, Unit.Count),
                "The terms ask for no credibility by member months.",
                "Leave them out, or state the table or the least number in the terms.")]);
        }

        return new()
        {
            Benchmark = terms.CredibilityTable is { } table ? funds.Expected(standard.Value, standard.Authority, table, memberMonths!.Value) : funds.Expected(standard.Value, standard.Authority, adjustment),
            Expenditure = funds.Costs,
            Facts = memberMonths is { } months && terms.NonCredibleBelow is not null ? [new Volume(MemberMonths, months)] : [],
            Terms = terms.Digest,
        };
    }

    /// <summary>Consecutive years below the standard, this one included, and what follows from them for a Medicare contract. A year that is not credible counts for nothing (42 CFR 422.2440(c)).</summary>
    /// <param name="year">The contract year.</param>
    /// <param name="belowStandard">Whether this year's ratio is below the standard.</param>
    /// <param name="earlierConsecutiveFailures">Consecutive years below it before this one, not negative.</param>
    /// <param name="noEnrolmentAfter">Another number of years before enrolment stops, cited; <see langword="null"/> for the statute's.</param>
    /// <param name="terminationAfter">Another number of years before termination, cited; <see langword="null"/> for the statute's.</param>
    public static (int ConsecutiveFailures, LossRatioSanction Sanction) Sanction(int year, bool belowStandard, int earlierConsecutiveFailures, Cited<int>? noEnrolmentAfter = null, Cited<int>? terminationAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlierConsecutiveFailures);
        var failures = belowStandard ? earlierConsecutiveFailures + 1 : 0;
        var start = new LocalDate(year, 1, 1);
        return (failures, failures >= (terminationAfter?.Value ?? TerminationAfter.On(start).Value) ? LossRatioSanction.Termination
            : failures >= (noEnrolmentAfter?.Value ?? NoEnrolmentAfter.On(start).Value) ? LossRatioSanction.NoNewEnrolment
            : LossRatioSanction.None);
    }

    internal static LossRatioRemittanceTerms Resolve(LossRatioRemittanceTerms terms)
    {
        var failures = new List<Failure>();
        if (!Enum.IsDefined(terms.Plan))
        {
            failures.Add(new("plan-unknown", "plan", EnumText.Of(terms.Plan),
                "There are minimum loss ratios of Medicare and of Medicaid plans.",
                $"Choose one of {string.Join(", ", Enum.GetNames<LossRatioPlan>())}."));
        }

        var start = terms.Plan == LossRatioPlan.Medicaid ? 2017 : 2014;
        if (terms.Year < start || terms.Year > 2100)
        {
            failures.Add(new("contract-year-unknown", "year", UnitText.Of(terms.Year, Unit.Points), FormattableString.Invariant($"{terms.Plan} plans have a minimum loss ratio from {start} on."), "State the contract year."));
        }
        else if (terms.Plan == LossRatioPlan.Medicaid && terms.Standard is null)
        {
            failures.Add(new("standard-missing", "standard", string.Empty, "The least ratio of a Medicaid plan is the state's choice.", "State it with the clause of the contract."));
        }

        if (terms.Standard is { } stated && (stated.Value < 85.Percent() || stated.Value > Rate.One))
        {
            failures.Add(new("standard-range", "standard", stated.Value.ToString(), "A minimum loss ratio of a plan is at least 85 % (42 CFR 422.2410, 438.8(c)).", "Check it; a corridor below 85 % is a MedicaidCorridors contract."));
        }

        if (terms is { CredibilityTable: not null, CredibilityAdjustment: not null })
        {
            failures.Add(new("term-unused", "credibilityAdjustment", terms.CredibilityAdjustment.Value.ToString(), "The credibility adjustment is stated or looked up, not both.", "Leave out one of the two."));
        }

        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }

        return terms with { Standard = terms.Standard ?? new(MedicareStandard.On(new(terms.Year, 1, 1)).Value, MedicareRule) };
    }
}
