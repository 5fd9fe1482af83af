using ValueSettlement.Benchmarks;
using ValueSettlement.Population;

namespace ValueSettlement.Programs;

/// <summary>One assigned beneficiary in one enrolment type and year. Paid amounts are net of sequestration and gross of what is excluded;
/// all amounts are dollars.</summary>
public sealed record BeneficiarySpending
{
    /// <summary>Who, as the payer's files name them.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The enrolment type.</summary>
    public required Stratum EnrolmentType { get; init => field = Given.Of(value); }

    /// <summary>Eligible months in the type, 0 to 12.</summary>
    public required decimal EligibleMonths { get; init; }

    /// <summary>Part A and B paid amounts.</summary>
    public required ReportedCell Paid { get; init; }

    /// <summary>Indirect medical education, disproportionate share and uncompensated care payments in the paid amounts: taken
    /// out.</summary>
    public ReportedCell? ImeDshUncompensatedCare { get; init; }

    /// <summary>Supplemental payments of Indian Health Service and Puerto Rico hospitals in the paid amounts: taken out where the year says
    /// so.</summary>
    public ReportedCell? IhsPuertoRicoSupplement { get; init; }

    /// <summary>What sequestration took off the paid amounts: added back.</summary>
    public ReportedCell? Sequestration { get; init; }

    /// <summary>Final non-claims payments: added.</summary>
    public ReportedCell? FinalNonClaims { get; init; }

    /// <summary>Interim non-claims payments: added where the year says so.</summary>
    public ReportedCell? InterimNonClaims { get; init; }

    /// <summary>Months of excluded episodes (42 CFR 425.611).</summary>
    public decimal EpisodeMonths { get; init; }

    /// <summary>Amounts of excluded episodes in the paid amounts: taken out.</summary>
    public ReportedCell? EpisodeAmount { get; init; }

    /// <summary>The beneficiary in words.</summary>
    public override string ToString() => $"{Id}, {EnrolmentType}: {Paid}";
}

public sealed partial class MedicareSharedSavings
{
    private const string ExpenditureSource =
        "CMS Shared Savings and Losses specifications version 11, sections 3.1-3.5; 42 CFR 425.605(a)(3)-(5), 425.611";

    /// <summary>
    /// Expenditure of a calendar year from beneficiaries: what counts by year, then annualise, truncate, complete, weight.
    /// CMS Shared Savings and Losses specifications version 11, sections 3.1-3.5; 42 CFR 425.605(a)(3)-(5), 425.611.
    /// </summary>
    /// <param name="year">The calendar year of the services: a base year or the performance year.</param>
    /// <param name="beneficiaries">
    /// One row for each beneficiary and enrolment type; a row left without months counts for nothing.
    /// </param>
    /// <param name="thresholds">The 99th percentiles of annualised, uncompleted expenditure by enrolment type.</param>
    /// <exception cref="SettlementException">A row is out of range, or the rules of the terms do not have the year.</exception>
    public ExpenditureResult Expenditure(
        int year, IEnumerable<BeneficiarySpending> beneficiaries, ValueList<TruncationThreshold> thresholds)
    {
        ArgumentNullException.ThrowIfNull(beneficiaries);
        var rules = RulesOf(year);
        var (interim, supplement) = (rules.InterimNonClaims is not null, rules.SupplementExclusion is not null);
        var method = new ExpenditureMethod
        {
            Strata = EnrolmentTypes.All,
            CompletionFactor = rules.CompletionFactor,
            Thresholds = thresholds,
            Authority = Authority.Of(ExpenditureSource, "Paid amounts are net of sequestration and gross of the exclusions."),
            Path = FormattableString.Invariant($"expenditure-{year}"),
        };
        return method.Compute([.. beneficiaries.Select(b => new MemberSpending
        {
            Id = b.Id,
            Stratum = b.EnrolmentType.Key,
            Months = b.EligibleMonths,
            Paid = b.Paid,
            Parts = [.. PartsOf(b, interim, supplement)],
        })]);
    }

    /// <summary>
    /// The rules of a whole population of a calendar year: rows hold what counts, in cents, and a beneficiary's own lines are not made.
    /// Months and amounts of excluded episodes (42 CFR 425.611) stand in the columns of what is excluded.
    /// </summary>
    /// <param name="year">The calendar year of the services: a base year or the performance year.</param>
    /// <param name="organisations">How many organisations the rows are of.</param>
    /// <param name="thresholds">The published thresholds by enrolment type; empty if the rows are all assignable beneficiaries of the
    /// country, of whom the 99th percentile is taken.</param>
    /// <exception cref="SettlementException">The terms do not have the year, or a threshold is missing.</exception>
    public PopulationRules PopulationRules(int year, int organisations, ValueList<TruncationThreshold> thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var missing = EnrolmentTypes.All
            .Where(t => thresholds.Count > 0 && thresholds.All(x => x.Stratum != t.Key || x.Amount.Value is null))
            .Select(static t => new Failure("threshold-missing", "thresholds", t.Key, "Each enrolment type has a threshold, or none has.",
                "State the published threshold.")).ToArray();
        if (missing.Length > 0)
        {
            throw new SettlementException(missing);
        }

        var authority = Authority.Of(ExpenditureSource, "The percentile counts beneficiaries, not months.");
        return new()
        {
            Strata = EnrolmentTypes.All,
            Organisations = organisations,
            Truncation = thresholds.Count == 0 ? [Truncation.AtPercentile(new(99))]
                : [.. EnrolmentTypes.All.Select(t => Truncation.At(
                    Money.Of(thresholds.Single(x => x.Stratum == t.Key).Amount.Value!.Value), authority))],
            CompletionFactor = RulesOf(year).CompletionFactor,
            Authority = authority,
        };
    }

    private ExpenditureRules RulesOf(int year) => Rules.Expenditure?.FirstOrDefault(rule => rule.Year == year)
        ?? throw new SettlementException([new("rule-not-known", "rules.expenditure", FormattableString.Invariant($"{year}"),
            "The terms say for each base year and for the performance year what counts as expenditure.",
            "State the agreement period in the terms, and choose one of its years.")]);

    private static IEnumerable<SpendingPart> PartsOf(BeneficiarySpending b, bool interim, bool supplement)
    {
        if (b.Sequestration is { } sequestration)
        {
            yield return new("sequestration added back", sequestration, true);
        }

        if (b.FinalNonClaims is { } final)
        {
            yield return new("final non-claims payments", final, true);
        }

        if (interim && b.InterimNonClaims is { } early)
        {
            yield return new("interim non-claims payments", early, true);
        }

        if (b.ImeDshUncompensatedCare is { } teaching)
        {
            yield return new("IME, DSH and uncompensated care", teaching, false);
        }

        if (supplement && b.IhsPuertoRicoSupplement is { } added)
        {
            yield return new("IHS and Puerto Rico supplement", added, false);
        }

        if (b.EpisodeMonths != 0m || b.EpisodeAmount is not null)
        {
            yield return new("excluded episodes", b.EpisodeAmount ?? 0m, false, b.EpisodeMonths);
        }
    }
}
