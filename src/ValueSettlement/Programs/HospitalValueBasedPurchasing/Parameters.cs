using NodaTime;
using ValueSettlement.Measures;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of Hospital Value-Based Purchasing. A fiscal year begins on 1 October of the year before.</summary>
public sealed partial class HospitalValueBasedPurchasing
{
    private const string Statute = "42 USC 1395ww(o)(6)-(7)";
    private const string Regulation = "42 CFR 412.165";

    private static readonly LocalDate First = Fiscal(2013);

    /// <summary>The share of base operating DRG payments that is withheld from every hospital and paid back by score.</summary>
    public static Dated<Rate> Withhold { get; } = new("withhold", DateAxis.PaymentDate,
        In(First, 1.Percent(), Authority.Of(Statute)),
        In(Fiscal(2014), Rate.Of(0.0125m), Authority.Of(Statute)),
        In(Fiscal(2015), Rate.Of(0.015m), Authority.Of(Statute)),
        In(Fiscal(2016), Rate.Of(0.0175m), Authority.Of(Statute)),
        In(Fiscal(2017), 2.Percent(), Authority.Of(Statute)));

    /// <summary>The domains with their weights and the fewest measures of each. Of the fiscal years that have none here they are
    /// stated.</summary>
    public static Dated<ValueList<PurchasingDomain>> Domains { get; } = new("domains", DateAxis.PaymentDate,
        In<ValueList<PurchasingDomain>>(Fiscal(2016),
            [
                new("Clinical Process of Care", 10.Percent()),
                new("Patient Experience of Care", 25.Percent()),
                new("Outcome", 40.Percent()),
                new("Efficiency", 25.Percent()),
            ],
            Authority.Remembered(Regulation + "(b)",
                "The weights were read; the names of the domains and the fewest measures are remembered.",
                "42 CFR 412.165(b) as of fiscal year 2016, or the published domain scores of 2016 with their footnotes")),
        None<ValueList<PurchasingDomain>>(Fiscal(2017), Authority.Of(Regulation + "(b)",
            "Not read for 2017 and 2018: a term of the contract.")),
        In<ValueList<PurchasingDomain>>(Fiscal(2019),
            [
                new("Clinical Outcomes", 25.Percent(), 2),
                new("Person and Community Engagement", 25.Percent()),
                new("Safety", 25.Percent(), 2),
                new("Efficiency and Cost Reduction", 25.Percent()),
            ],
            Authority.Remembered(Regulation + "(b), 412.160",
                "The weights were read and reproduce the published scores. Two clinical outcomes are needed in every published row of "
                + "2024; two measures of safety are remembered.",
                "42 CFR 412.165(b) as of fiscal year 2019, on the fewest measures of the safety domain")));

    /// <summary>The fewest scored domains with which a hospital has a total performance score.</summary>
    public static Dated<int> MinimumDomains { get; } = new("fewest domains", DateAxis.PaymentDate,
        In(First, 3, Authority.Of("42 CFR 412.160",
            "No published score of 2021 and 2024 has fewer. Not read for years before 2016.")));

    /// <summary>Points for achievement: from the threshold to the benchmark.</summary>
    public static Dated<PointsCurve> Achievement { get; } = new("achievement points", DateAxis.PaymentDate,
        In(First, PointsCurve.HospitalAchievement, Authority.Of(Regulation + "(a)",
            "Rounded half away from zero, and all points at the benchmark: as the published points of 2024 are.")));

    /// <summary>Points for improvement: from the hospital's own baseline to the benchmark.</summary>
    public static Dated<PointsCurve> Improvement { get; } = new("improvement points", DateAxis.PaymentDate,
        In(First, PointsCurve.HospitalImprovement, Authority.Of(Regulation + "(a)",
            "Whether the result is better than the baseline is asked first, even at the benchmark: as the published points of 2024 are.")));

    /// <summary>What the total performance score is divided by in the value-based rate.</summary>
    public static Dated<decimal> ScoreDivisor { get; } = new("score divided by", DateAxis.PaymentDate,
        In(First, 100m, Authority.Of("42 CFR 412.162(b)(3)")),
        In(Fiscal(2026), 100m, Authority.Remembered("42 CFR 412.162(b)(3); FY2026 IPPS final rule, as reported by third parties",
            "The text says 110 for a bonus that was removed before it began. In a closed pool the number cancels against the slope.",
            "42 CFR 412.162(b)(3) as amended by the FY2026 IPPS final rule")));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [Withhold, Domains, MinimumDomains, Achievement, Improvement, ScoreDivisor];

    private static LocalDate Fiscal(int year) => new(year - 1, 10, 1);
}

/// <summary>Every rule of one fiscal year as data: value and authority. What is left out is the programme's own.</summary>
public sealed record HospitalPurchasingRules
{
    /// <summary>The share of base operating DRG payments that is withheld, 0 to 1.</summary>
    public Cited<Rate>? Withhold { get; init; }

    /// <summary>The domains: names, weights that add up to 1, fewest measures.</summary>
    public Cited<ValueList<PurchasingDomain>>? Domains { get; init; }

    /// <summary>The fewest scored domains with which there is a total performance score.</summary>
    public Cited<int>? MinimumDomains { get; init; }

    /// <summary>Points for achievement.</summary>
    public Cited<PointsCurve>? Achievement { get; init; }

    /// <summary>Points for improvement.</summary>
    public Cited<PointsCurve>? Improvement { get; init; }

    /// <summary>What the total performance score is divided by in the value-based rate, above 0.</summary>
    public Cited<decimal>? ScoreDivisor { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal HospitalPurchasingRules On(LocalDate day) => new()
    {
        Withhold = Withhold ?? HospitalValueBasedPurchasing.Withhold.CitedOn(day),
        Domains = Domains ?? HospitalValueBasedPurchasing.Domains.FindCited(day),
        MinimumDomains = MinimumDomains ?? HospitalValueBasedPurchasing.MinimumDomains.CitedOn(day),
        Achievement = Achievement ?? HospitalValueBasedPurchasing.Achievement.CitedOn(day),
        Improvement = Improvement ?? HospitalValueBasedPurchasing.Improvement.CitedOn(day),
        ScoreDivisor = ScoreDivisor ?? HospitalValueBasedPurchasing.ScoreDivisor.CitedOn(day),
    };

    internal void Validate(List<Failure> failures)
    {
        if (Withhold is { Value.Fraction: < 0m or > 1m } withhold)
        {
            failures.Add(new("rate-range", "rules.withhold.value", withhold.Value.ToString(), "A withhold lies between 0 and 100 %.",
                "Write it as a fraction: 0.02 for 2 %."));
        }

        if (ScoreDivisor is { Value: <= 0m or > PointsRule.Largest } divisor)
        {
            failures.Add(new("points-range", "rules.scoreDivisor.value", NumberText.Number(divisor.Value),
                "What a score is divided by lies above 0 and is at most 1,000,000.", "State 100 for a score of 0 to 100."));
        }

        Achievement?.Value.Validate("rules.achievement.value", failures);
        Improvement?.Value.Validate("rules.improvement.value", failures);
        if (Domains?.Value is { } domains)
        {
            Validate(domains, failures);
        }
    }

    private void Validate(ValueList<PurchasingDomain> domains, List<Failure> failures)
    {
        PurchasingMeasures.Validate(domains, "rules.domains.value", failures);
        if (MinimumDomains is { } fewest && (fewest.Value < 1 || fewest.Value > Math.Max(domains.Count, 1)))
        {
            failures.Add(new("minimum-domains", "rules.minimumDomains.value", NumberText.Number(fewest.Value),
                $"The fewest scored domains are 1 to {NumberText.Number(domains.Count)}, the number of domains.", "Correct the minimum."));
        }
    }
}
