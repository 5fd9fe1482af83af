namespace ValueSettlement.Programs;

public sealed partial class MedicareSharedSavings
{
    private static readonly Authority ScoreAuthority = Authority.Of("42 CFR 425.512(a)(5), (a)(2)");

    /// <summary>What a report says about the standard beside the score.</summary>
    /// <param name="Anything">Whether a clinical measure or the survey was reported.</param>
    /// <param name="FirstYear">Whether complete reporting in a first performance year meets it.</param>
    /// <param name="Outcome">Whether an outcome measure reaches its percentile.</param>
    /// <param name="Incentive">Whether the incentive for electronic reporting is earned.</param>
    /// <param name="Affected">Whether the organisation counts as affected by extreme circumstances.</param>
    private readonly record struct Reported(bool Anything, bool FirstYear, bool Outcome, bool Incentive, bool Affected);

    /// <summary>The score that meets the standard: the mean of the percentiles of the year's rule, with a line for it.</summary>
    private Quantity StandardPoints(Workings workings)
    {
        var percentiles = Rules.QualityPercentiles ?? throw new SettlementException([new("rule-not-known", "rules.qualityPercentiles",
            Terms.PeriodName, "The quality standard is the mean of the percentiles of three years, two to four years before; one of "
                + "them is not published here.", "State the percentiles in the rules with where they stand.")]);
        var (years, first) = (percentiles.Value, Terms.Year - 4);
        var step = new Step("standard-points", "Score that meets the standard", Unit.Points, null, percentiles.Authority);
        return years.Count == 1 ? workings.Given(step, years[0])
            : workings.Mean(step with { Label = "Score that meets the standard, mean of the lagged 40th percentiles" },
                [.. years.SelectMany((p, i) => new[]
                {
                    Quantity.Of("1", 1m),
                    Quantity.Of(FormattableString.Invariant($"40th percentile of {first + i}"), p, Unit.Points),
                })]);
    }

    /// <summary>From a score in points to the fact: fraction, distance to the standard, and by which rule it is met.</summary>
    private (Quality Quality, QualityOutcome Outcome) Judged(Workings workings, Quantity points, Quantity standard, Reported reported,
        bool raised = false)
    {
        var reached = AsFraction(workings, points);
        var needed = workings.Divide(new("standard-score", "Score that meets the standard", Unit.Rate, null,
            Rules.QualityPercentiles!.Authority), standard, Quantity.Of("points possible", 100m, Unit.Points));
        var margin = workings.Subtract(new("score-above-standard", "Score above the standard", Unit.Rate, null, ScoreAuthority), reached,
            needed);
        // Scores and standards end in few decimals or in thirds: what differs by less than nine decimals is the same number.
        var byScore = (reported.Anything || reported.Affected) && margin.Value is { } above && Carried.Decide(above) >= 0m;
        var outcome = byScore ? QualityOutcome.Met : WithoutScore(reported);
        workings.Remark(outcome switch
        {
            QualityOutcome.Met when raised => "The quality performance standard is met by what the floor raised the score to.",
            QualityOutcome.Met => "The quality performance standard is met by the score.",
            QualityOutcome.ElectronicIncentive => "The quality performance standard is met by the incentive for electronic reporting.",
            QualityOutcome.FirstYear => "The quality performance standard is met by complete reporting in the first performance year.",
            QualityOutcome.Alternative => "Only the alternative standard is met, by an outcome measure.",
            _ when !reported.Anything => "No standard is met: nothing was reported.",
            _ => "No standard is met.",
        });
        return (new()
        {
            Standard = StandardOf(outcome),
            Score = workings.Figure(reached),
        }, outcome);
    }

    /// <summary>The first performance year of an agreement; the agreements of 2012 began with one that ended in 2013.</summary>
    private int FirstPerformanceYear => Math.Max(Terms.AgreementStart.Year, 2013);

    /// <summary>Refuses a first performance year that the terms contradict: it would pay by reporting alone.</summary>
    private void RefuseFirstYear(bool stated, string path, List<Failure> failures)
    {
        if (stated && (Terms.Agreement == AgreementPeriod.Later || Terms.Year != FirstPerformanceYear))
        {
            failures.Add(new("first-year-contradicted", path, "true", Terms.Agreement == AgreementPeriod.Later
                ? "The terms are of a later agreement period: complete reporting counts in the first performance year of the first one."
                : FormattableString.Invariant($"The agreement began on {Dates.Text(Terms.AgreementStart)}: its first performance year is ")
                    + FormattableString.Invariant($"{FirstPerformanceYear}, and the terms are of {Terms.PeriodName}."),
                "Leave it out, or correct the terms."));
        }
    }

    private static QualityStandard StandardOf(QualityOutcome outcome) => outcome switch
    {
        QualityOutcome.NotMet => QualityStandard.NotMet,
        QualityOutcome.Alternative => QualityStandard.Alternative,
        _ => QualityStandard.Met,
    };

    private QualityOutcome WithoutScore(Reported reported) =>
        !reported.Anything ? QualityOutcome.NotMet
        : reported.Incentive ? QualityOutcome.ElectronicIncentive
        : reported.FirstYear && QualityParameters.FirstYearReporting.Find(Terms.Period.Start) is not null ? QualityOutcome.FirstYear
        : reported.Outcome && Rules.Quality.Value == QualityRule.WithAlternative ? QualityOutcome.Alternative
        : QualityOutcome.NotMet;
}
