namespace ValueSettlement.Programs;

/// <summary>What an organisation reported from 2021 on.</summary>
public sealed record QualityReport
{
    /// <summary>The quality score of the Merit-based Incentive Payment System before adjustment, in points of 100; <see langword="null"/>
    /// if it was not measured.</summary>
    public decimal? Points { get; init; }

    /// <summary>Whether at least one required clinical measure or the patient survey was reported. Otherwise neither standard is
    /// met.</summary>
    public bool ReportedAnything { get; init; } = true;

    /// <summary>Whether it is the first performance year of a first agreement; refused where the terms say otherwise.</summary>
    public bool IsFirstPerformanceYear { get; init; }

    /// <summary>Whether the required measure set was reported completely.</summary>
    public bool ReportedCompletely { get; init; } = true;

    /// <summary>Whether all electronic measures were reported completely, which opens the incentive.</summary>
    public bool ElectronicMeasuresComplete { get; init; }

    /// <summary>Percentile of each outcome measure, 0 to 100; one without a percentile is left out.</summary>
    public ValueList<decimal> OutcomePercentiles { get; init => field = Given.Of(value); } = [];

    /// <summary>Percentile of each remaining measure, 0 to 100.</summary>
    public ValueList<decimal> RemainingPercentiles { get; init => field = Given.Of(value); } = [];

    /// <summary>Health equity: see <see cref="QualityMeasurement.PerformanceScaler"/>.</summary>
    public decimal? PerformanceScaler { get; init; }

    /// <summary>Health equity: see <see cref="QualityMeasurement.DeprivedAreaShare"/>.</summary>
    public Rate? DeprivedAreaShare { get; init; }

    /// <summary>Health equity: see <see cref="QualityMeasurement.LowIncomeOrDualShare"/>.</summary>
    public Rate? LowIncomeOrDualShare { get; init; }

    /// <summary>Whether the organisation counts as affected by extreme and uncontrollable circumstances: its score is raised to the year's
    /// percentile.</summary>
    public bool IsAffectedByExtremeCircumstances { get; init; }

    /// <summary>The report in words.</summary>
    public override string ToString() => Points is { } points ? UnitText.Of(points, Unit.Points) + " points" : "no score";
}

public sealed partial class MedicareSharedSavings
{
    /// <summary>
    /// The quality fact of a period from 2021 on: the health-equity adjustment, the floor, then the first of these that holds.
    /// <code>
    /// score ≥ standard of the year                                          met, if anything was reported or relief holds
    /// nothing reported                                                      standard not met
    /// all electronic measures, an outcome measure ≥ 10th percentile and a remaining one ≥ 30th (from 2024: 40th)   met (from 2022)
    /// first performance year, reported completely (from 2022)               met
    /// an outcome measure ≥ 10th percentile                                  alternative (from 2023)
    /// </code>
    /// The standard is the 30th percentile of the year to 2023, then the mean of the 40th percentiles four to two years before.
    /// From 2025 <see cref="QualityFromAppPlus"/> computes the score from the measures. 42 CFR 425.512(a)-(c).
    /// </summary>
    /// <param name="report">What was reported.</param>
    /// <exception cref="SettlementException">The performance year is before 2021, its standard is not known, it is called the first one
    /// and the terms say otherwise, or a number is out of range.</exception>
    public Quality QualityFromReport(QualityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (Terms.Year < 2021)
        {
            throw new SettlementException(
                [new Failure("quality-rule", "year", Terms.PeriodName,
                "A percentile of the score decides from 2021 on; earlier years are scored by domain.",
                "Use MedicareSharedSavings.QualityFromDomains.")]);
        }

        List<Failure> failures = [];
        RefuseFirstYear(report.IsFirstPerformanceYear, "isFirstPerformanceYear", failures);
        RefusePoints(report.Points, "points", failures);
        RefuseEquity(report.PerformanceScaler, report.DeprivedAreaShare, report.LowIncomeOrDualShare, failures);
        SettlementException.ThrowIfAny(failures);

        var outcome = QualityParameters.OutcomePercentile.Find(Terms.Period.Start) is { } least
            && report.OutcomePercentiles.Any(p => p >= least.Value);
        var reported = new Reported(report.ReportedAnything, report.IsFirstPerformanceYear && report.ReportedCompletely, outcome,
            outcome && report.ElectronicMeasuresComplete
                && QualityParameters.IncentivePercentile.Find(Terms.Period.Start) is { } incentive
                && report.RemainingPercentiles.Any(p => p >= incentive.Value),
            report.IsAffectedByExtremeCircumstances);
        if (report.Points is null && !reported.Affected)
        {
            return new Quality { Standard = StandardOf(WithoutScore(reported)) };
        }

        var workings = new Workings("quality");
        var standard = StandardPoints(workings);
        var points = WithEquity(workings, workings.Given(OwnPoints, report.Points ?? 0m), report.PerformanceScaler,
            report.DeprivedAreaShare, report.LowIncomeOrDualShare);
        var raised = reported.Affected && points.Value < standard.Value;
        points = reported.Affected ? workings.Greatest(Floored("for extreme circumstances", Circumstances), points, standard) : points;
        return Judged(workings, points, standard, reported, raised).Quality;
    }
}
