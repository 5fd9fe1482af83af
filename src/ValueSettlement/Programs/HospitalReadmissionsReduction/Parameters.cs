using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the Hospital Readmissions Reduction Program. Fiscal years begin on 1 October.</summary>
public sealed partial class HospitalReadmissionsReduction
{
    private const string Statute = "42 USC 1395ww(q)";

    /// <summary>The greatest reduction, as a share of base operating DRG payments: one less the least factor.</summary>
    public static Dated<Rate> GreatestReduction { get; } = new("readmissions, greatest reduction", DateAxis.PerformancePeriod,
        In(FiscalYear.Start(2013), 1.Percent(), Authority.Of(Statute + "(3)(C)(i); 42 CFR 412.154(c)")),
        In(FiscalYear.Start(2014), 2.Percent(), Authority.Of(Statute + "(3)(C)(ii); 42 CFR 412.154(c)")),
        In(FiscalYear.Start(2015), 3.Percent(), Authority.Of(Statute + "(3)(C)(iii); 42 CFR 412.154(c)")));

    /// <summary>The least number of eligible discharges with which a condition counts.</summary>
    public static Dated<decimal> LeastDischarges { get; } = new("readmissions, least discharges of a condition",
        DateAxis.PerformancePeriod, In(FiscalYear.Start(2013), 25m, Authority.Of(
            Statute + "(4)(C)(ii); number verified on the published factors of fiscal year 2026",
            "A condition with 25 discharges counts; one without a payment ratio does not.")));

    /// <summary>What an excess readmission ratio is compared with.</summary>
    public static Dated<ReadmissionsReference> ComparedWith { get; } = new("readmissions, ratio compared with",
        DateAxis.PerformancePeriod,
        In(FiscalYear.Start(2013), ReadmissionsReference.One, Authority.Of(Statute + "(4)(A), (4)(C)",
            "The ratio less one; a ratio below one counts as one.")),
        In(FiscalYear.Start(2019), ReadmissionsReference.PeerGroupMedian, Authority.Of(Statute + "(3)(D); 42 CFR 412.152, 412.154",
            "The ratio less the median, not divided by it; a ratio below the median adds nothing and offsets nothing.")));

    /// <summary>The decimals of the published reduction and factor, halves of the reduction up.</summary>
    public static Dated<decimal> FactorDecimals { get; } = new("readmissions, decimals of the factor", DateAxis.PerformancePeriod,
        In(FiscalYear.Start(2013), 4m, Authority.Of(
            "published factors; verified on every one of fiscal years 2026 and 2027 that the printed digits decide",
            "The reduction is rounded once, after modifier and limit, halves up; the factor is one less it.")));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [GreatestReduction, LeastDischarges, ComparedWith, FactorDecimals];
}

/// <summary>Fiscal years of hospital payment: they begin on 1 October of the year before.</summary>
internal static class FiscalYear
{
    public static LocalDate Start(int year) => new(year - 1, 10, 1);

    public static DateInterval Of(int year) => new(Start(year), new(year, 9, 30));
}

/// <summary>Every rule of one fiscal year as data: value and authority.</summary>
public sealed record ReadmissionsRules
{
    /// <summary>The greatest reduction as a share of base operating DRG payments, 0 to 1.</summary>
    public required Cited<Rate> GreatestReduction { get; init => field = Given.Of(value); }

    /// <summary>The least number of eligible discharges with which a condition counts, 0 to 1,000,000,000.</summary>
    public required Cited<decimal> LeastDischarges { get; init => field = Given.Of(value); }

    /// <summary>What an excess readmission ratio is compared with.</summary>
    public required Cited<ReadmissionsReference> ComparedWith { get; init => field = Given.Of(value); }

    /// <summary>The decimals of the published reduction and factor: a whole number from 0 to 12.</summary>
    public required Cited<decimal> FactorDecimals { get; init => field = Given.Of(value); }

    internal static ReadmissionsRules Of(int year)
    {
        var day = FiscalYear.Start(year);
        return new()
        {
            GreatestReduction = HospitalReadmissionsReduction.GreatestReduction.CitedOn(day),
            LeastDischarges = HospitalReadmissionsReduction.LeastDischarges.CitedOn(day),
            ComparedWith = HospitalReadmissionsReduction.ComparedWith.CitedOn(day),
            FactorDecimals = HospitalReadmissionsReduction.FactorDecimals.CitedOn(day),
        };
    }

    internal void Validate(string path, List<Failure> failures)
    {
        if (GreatestReduction.Value < Rate.Zero || GreatestReduction.Value > Rate.One)
        {
            failures.Add(new("rate-range", Paths.Join(path, "greatestReduction"), GreatestReduction.Value.ToString(),
                "A reduction lies between 0 and 100%.", "Write a fraction: 0.03 for 3%."));
        }

        if (LeastDischarges.Value is < 0m or > 1_000_000_000m)
        {
            failures.Add(new("discharges-range", Paths.Join(path, "leastDischarges"), UnitText.Of(LeastDischarges.Value, Unit.Count),
                "A number of discharges lies between 0 and 1,000,000,000.", "Check it."));
        }

        if (!Enum.IsDefined(ComparedWith.Value))
        {
            failures.Add(new("reference-unknown", Paths.Join(path, "comparedWith"), EnumText.Of(ComparedWith.Value),
                "A ratio is compared with one or with the median of the peer group.",
                $"Choose one of {string.Join(", ", Enum.GetNames<ReadmissionsReference>())}."));
        }

        if (FactorDecimals.Value is < 0m or > 12m || !decimal.IsInteger(FactorDecimals.Value))
        {
            failures.Add(new("decimals-range", Paths.Join(path, "factorDecimals"), UnitText.Of(FactorDecimals.Value, Unit.Count),
                "A factor is published with 0 to 12 decimals.", "Write a whole number, for example 4."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
