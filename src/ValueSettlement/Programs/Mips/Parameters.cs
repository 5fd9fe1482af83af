using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of MIPS by payment year; performance is that of two years before.</summary>
public sealed partial class Mips
{
    private const string Statute = "42 USC 1395w-4(q)(6)";
    private const string Regulation = "42 CFR 414.1405";

    private static readonly LocalDate First = new(2019, 1, 1);

    /// <summary>The performance threshold: the score from which payments are not lowered.</summary>
    public static Dated<decimal> Threshold { get; } = new("performance threshold", DateAxis.PaymentDate,
        In(First, 3m, Authority.Of(Regulation + "(b)(4)")),
        In(Paid(2020), 15m, Authority.Of(Regulation + "(b)(5)")),
        In(Paid(2021), 30m, Authority.Of(Regulation + "(b)(6)")),
        In(Paid(2022), 45m, Authority.Of(Regulation + "(b)(7)")),
        In(Paid(2023), 60m, Authority.Of(Regulation + "(b)(8)")),
        In(Paid(2024), 75m, Authority.Of(Regulation + "(b)(9)-(10)")),
        In(Paid(2028), 75m, Authority.Remembered(Regulation + "(b)(10)(ii)", "As third parties quote the text.",
            "42 CFR 414.1405(b)(10)(ii) as of 2026")),
        None<decimal>(Paid(2029), Authority.Of(Regulation + "(g)", "Reports differ whether it stays at 75: a term of the contract.")));

    /// <summary>The applicable percent: the most that payments are lowered, and what positive adjustments are scaled from.</summary>
    public static Dated<Rate> ApplicablePercent { get; } = new("applicable percent", DateAxis.PaymentDate,
        In(First, 4.Percent(), Authority.Of(Regulation + "(c)")),
        In(Paid(2020), 5.Percent(), Authority.Of(Regulation + "(c)")),
        In(Paid(2021), 7.Percent(), Authority.Of(Regulation + "(c)")),
        In(Paid(2022), 9.Percent(), Authority.Of(Regulation + "(c)")));

    /// <summary>The greatest scaling factor of positive adjustments.</summary>
    public static Dated<decimal> GreatestScaling { get; } = new("greatest scaling factor", DateAxis.PaymentDate,
        In(First, 3m, Authority.Of(Statute)));

    /// <summary>The score from which there is an additional adjustment for exceptional performance, until payment year 2024.</summary>
    public static Dated<decimal> AdditionalThreshold { get; } = new("additional threshold", DateAxis.PaymentDate,
        In(First, 70m, Authority.Of(Regulation + "(d)(3)")),
        In(Paid(2020), 70m, Authority.Of(Regulation + "(d)(4)")),
        In(Paid(2021), 75m, Authority.Of(Regulation + "(d)(5)")),
        In(Paid(2022), 85m, Authority.Of(Regulation + "(d)(6)")),
        In(Paid(2024), 89m, Authority.Of(Regulation + "(d)(7)")),
        None<decimal>(Paid(2025), Authority.Of(Regulation + "(d)", "Payment years 2019 to 2024 only.")));

    /// <summary>The additional adjustment at its threshold and at a score of 100, before it is scaled.</summary>
    public static Dated<AdditionalRange> Additional { get; } = new("additional adjustment", DateAxis.PaymentDate,
        In<AdditionalRange>(First, new(0.5m.Percent(), 10.Percent()), Authority.Of(Regulation + "(d)(1)")),
        None<AdditionalRange>(Paid(2025), Authority.Of(Regulation + "(d)")));

    /// <summary>The most that additional adjustments come to in a year, in dollars.</summary>
    public static Dated<Money> AdditionalFunds { get; } = new("additional adjustment, most of a year", DateAxis.PaymentDate,
        In(First, Money.Of(500_000_000m), Authority.Of(Regulation + "(d)(1)")),
        None<Money>(Paid(2025), Authority.Of(Regulation + "(d)")));

    /// <summary>The shares from which a clinician in an advanced payment model is a qualifying participant, outside of MIPS, by
    /// performance year.</summary>
    public static Dated<QualifyingShares> Qualifying { get; } = new("qualifying participant", DateAxis.PerformancePeriod,
        In<QualifyingShares>(Paid(2025), new(75.Percent(), 50.Percent()), Authority.Remembered("42 CFR 414.1430", null,
            "42 CFR 414.1430(a) as of 2025")),
        In<QualifyingShares>(Paid(2026), new(50.Percent(), 35.Percent()), Authority.Remembered("P.L. 119-75", null,
            "P.L. 119-75 and 42 CFR 414.1430(a) as of 2026")),
        In<QualifyingShares>(Paid(2027), new(75.Percent(), 50.Percent()), Authority.Remembered("42 CFR 414.1430", null,
            "42 CFR 414.1430(a) as of 2027")));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [Threshold, ApplicablePercent, GreatestScaling, AdditionalThreshold, Additional, AdditionalFunds, Qualifying];

    private static LocalDate Paid(int year) => new(year, 1, 1);
}

/// <summary>The additional adjustment, linear between its two ends.</summary>
/// <param name="AtThreshold">At the additional threshold, 0 to 1.</param>
/// <param name="AtHundred">At a score of 100, 0 to 1.</param>
public sealed record AdditionalRange(Rate AtThreshold, Rate AtHundred)
{
    /// <summary>Both ends.</summary>
    public override string ToString() => $"{AtThreshold} to {AtHundred}";
}

/// <summary>From which share of its business in advanced models a clinician is a qualifying participant.</summary>
/// <param name="Payments">Of payments.</param>
/// <param name="Patients">Of patients.</param>
public sealed record QualifyingShares(Rate Payments, Rate Patients)
{
    /// <summary>Both shares.</summary>
    public override string ToString() => $"{Payments} of payments or {Patients} of patients";
}

/// <summary>Every rule of one payment year as data: value and authority. What is left out is the programme's own.</summary>
public sealed record MipsRules
{
    /// <summary>The performance threshold, above 0 and below 100 points.</summary>
    public Cited<decimal>? Threshold { get; init; }

    /// <summary>The applicable percent, above 0 and at most 1.</summary>
    public Cited<Rate>? ApplicablePercent { get; init; }

    /// <summary>The greatest scaling factor, above 1 and at most 100.</summary>
    public Cited<decimal>? GreatestScaling { get; init; }

    /// <summary>The additional threshold, at least the performance threshold and below 100; <see langword="null"/> for a year without an
    /// additional adjustment.</summary>
    public Cited<decimal>? AdditionalThreshold { get; init; }

    /// <summary>The additional adjustment at its threshold and at 100.</summary>
    public Cited<AdditionalRange>? Additional { get; init; }

    /// <summary>The most that additional adjustments come to, not negative.</summary>
    public Cited<Money>? AdditionalFunds { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal bool HasAdditional => AdditionalThreshold is not null && Additional is not null && AdditionalFunds is not null;

    internal MipsRules On(LocalDate day) => new()
    {
        Threshold = Threshold ?? Mips.Threshold.FindCited(day),
        ApplicablePercent = ApplicablePercent ?? Mips.ApplicablePercent.CitedOn(day),
        GreatestScaling = GreatestScaling ?? Mips.GreatestScaling.CitedOn(day),
        AdditionalThreshold = AdditionalThreshold ?? Mips.AdditionalThreshold.FindCited(day),
        Additional = Additional ?? Mips.Additional.FindCited(day),
        AdditionalFunds = AdditionalFunds ?? Mips.AdditionalFunds.FindCited(day),
    };

    internal void Validate(List<Failure> failures)
    {
        if (Threshold is null)
        {
            failures.Add(new("threshold-missing", "rules.threshold", string.Empty,
                "The performance threshold is known for payment years 2019 to 2028.",
                "State the threshold of the year and where it stands."));
        }
        else if (Threshold.Value is <= 0m or >= 100m)
        {
            failures.Add(new("score-range", "rules.threshold.value", NumberText.Number(Threshold.Value),
                "A performance threshold lies above 0 and below 100.", "State it in points."));
        }

        if (ApplicablePercent!.Value.Fraction is <= 0m or > 1m)
        {
            failures.Add(new("rate-range", "rules.applicablePercent.value", ApplicablePercent.Value.ToString(),
                "The applicable percent is above 0 and at most 100 %.", "Write 9 % as 0.09."));
        }

        if (GreatestScaling!.Value is <= 1m or > 100m)
        {
            failures.Add(new("scaling-range", "rules.greatestScaling.value", NumberText.Number(GreatestScaling.Value),
                "The greatest scaling factor is more than 1 and at most 100.", "State 3 for three times."));
        }

        var stated = new[] { AdditionalThreshold is not null, Additional is not null, AdditionalFunds is not null };
        if (stated.Distinct().Count() > 1)
        {
            failures.Add(new("additional-incomplete", "rules.additional", Additional?.Value.ToString() ?? string.Empty,
                "An additional adjustment has a threshold, a range and a most of the year.", "State all three, or none."));
        }

        if (AdditionalThreshold is { } second && (second.Value >= 100m || second.Value < Threshold?.Value))
        {
            failures.Add(new("score-range", "rules.additionalThreshold.value", NumberText.Number(second.Value),
                "An additional threshold is at least the performance threshold and below 100.", "State it in points."));
        }

        if (Additional is { } range && (range.Value.AtThreshold < Rate.Zero || range.Value.AtThreshold > range.Value.AtHundred
            || range.Value.AtHundred > Rate.One))
        {
            failures.Add(new("rate-range", "rules.additional.value", range.Value.ToString(),
                "An additional adjustment rises from its threshold to 100, and lies between 0 and 100 %.", "Write 10 % as 0.1."));
        }

        if (AdditionalFunds is { } funds && (funds.Value < Money.Zero || funds.Value.Amount > Pool.MostClaims))
        {
            failures.Add(new("figure-range", "rules.additionalFunds.value", funds.Value.ToString(),
                "What additional adjustments come to is 0 to 10^14.", "State the amount of the year."));
        }
    }
}
