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

    /// <summary>Whether it is the first performance year of a first agreement.</summary>
    public bool IsFirstPerformanceYear { get; init; }

    /// <summary>Whether the required measure set was reported completely.</summary>
    public bool ReportedCompletely { get; init; } = true;

    /// <summary>Whether all electronic measures were reported completely, which opens the incentive.</summary>
    public bool ElectronicMeasuresComplete { get; init; }

    /// <summary>Percentile of each outcome measure, 0 to 100; one without a percentile is left out.</summary>
    public ValueList<decimal> OutcomePercentiles { get; init; } = [];

    /// <summary>Percentile of each remaining measure, 0 to 100.</summary>
    public ValueList<decimal> RemainingPercentiles { get; init; } = [];

    /// <summary>Health equity: see <see cref="QualityMeasurement.PerformanceScaler"/>.</summary>
    public decimal? PerformanceScaler { get; init; }

    /// <summary>Health equity: see <see cref="QualityMeasurement.DeprivedAreaShare"/>.</summary>
    public Rate? DeprivedAreaShare { get; init; }

    /// <summary>Health equity: see <see cref="QualityMeasurement.LowIncomeOrDualShare"/>.</summary>
    public Rate? LowIncomeOrDualShare { get; init; }

    /// <summary>Whether the organisation counts as affected by extreme and uncontrollable circumstances: its score is raised to the year's
    /// percentile.</summary>
    public bool IsAffectedByExtremeCircumstances { get; init; }

    /// <summary>The score that meets the standard, in points, if CMS states another one than the library knows.</summary>
    public Cited<decimal>? StandardScore { get; init; }

    /// <summary>The report in words.</summary>
    public override string ToString() => Points is { } points ? UnitText.Of(points, Unit.Points) + " points" : "no score";
}

public sealed partial class MedicareSharedSavings
{
    /// <summary>
    /// The quality fact of a period from 2021 on: the health-equity adjustment, the floor, then the first of these that holds.
    /// <code>
    /// nothing reported                                                      standard not met
    /// first performance year, reported completely (from 2022)               met
    /// score ≥ percentile of the year                                        met
    /// all electronic measures, an outcome measure ≥ 10th percentile and a remaining one ≥ 30th (from 2024: 40th)   met (from 2022)
    /// an outcome measure ≥ 10th percentile                                  alternative (from 2023)
    /// </code>
    /// 42 CFR 425.512(a)-(c).
    /// </summary>
    /// <param name="report">What was reported.</param>
    /// <exception cref="SettlementException">The performance year is before 2021.</exception>
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

        var known = QualityParameters.StandardScore.On(Terms.Period.Start);
        var needed = report.StandardScore ?? new(known.Value, known.Authority);
        var scored = Quality(new()
        {
            Standard = QualityStandard.Met,
            Points = report.Points,
            PerformanceScaler = report.PerformanceScaler,
            DeprivedAreaShare = report.DeprivedAreaShare,
            LowIncomeOrDualShare = report.LowIncomeOrDualShare,
            FloorPoints = report.IsAffectedByExtremeCircumstances ? needed.Value : null,
        });
        if (scored.Score is not { } score)
        {
            return new Quality { Standard = StandardWithoutScore(report) };
        }

        var workings = new Workings("quality");
        var reached = workings.Given(new("score-reached", "Quality score", Unit.Rate), score);
        var standard = workings.Divide(new("standard-score", "Score that meets the standard", Unit.Rate, null, needed.Authority),
            Quantity.Of("points", needed.Value, Unit.Points), Quantity.Of("points possible", 100m, Unit.Points));
        var margin = workings.Subtract(new("score-above-standard", "Score above the standard", Unit.Rate, null, needed.Authority), reached,
            standard);
        return new Quality
        {
            Standard = report.ReportedAnything && margin.Value >= 0m ? QualityStandard.Met : StandardWithoutScore(report),
            Score = score with { Lines = workings.Lines },
        };
    }

    private QualityStandard StandardWithoutScore(QualityReport report)
    {
        if (!report.ReportedAnything)
        {
            return QualityStandard.NotMet;
        }

        if (report.IsFirstPerformanceYear && report.ReportedCompletely
            && QualityParameters.FirstYearReporting.Find(Terms.Period.Start) is not null)
        {
            return QualityStandard.Met;
        }

        var outcome = QualityParameters.OutcomePercentile.Find(Terms.Period.Start) is { } least
            && report.OutcomePercentiles.Any(p => p >= least.Value);
        if (outcome && report.ElectronicMeasuresComplete && QualityParameters.IncentivePercentile.Find(Terms.Period.Start) is { } incentive
            && report.RemainingPercentiles.Any(p => p >= incentive.Value))
        {
            return QualityStandard.Met;
        }

        return outcome && Rules.Quality.Value == QualityRule.WithAlternative ? QualityStandard.Alternative : QualityStandard.NotMet;
    }
}
