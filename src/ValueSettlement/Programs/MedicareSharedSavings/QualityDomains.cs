using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>One domain of the quality measures to 2020.</summary>
public sealed record QualityDomain
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Points earned on its measures, 0 or more; missing or suppressed leaves the score not calculable.</summary>
    public required ReportedCell Earned { get; init; }

    /// <summary>Points possible, above zero.</summary>
    public required decimal Possible { get; init; }

    /// <summary>Points for improvement, 0 to 4; they count from 2016 on and never lift the domain above its possible points.</summary>
    public decimal Improvement { get; init; }

    /// <summary>Whether the minimum attainment level was reached on at least one measure of the domain.</summary>
    public required bool MinimumAttained { get; init; }

    /// <summary>The domain in words.</summary>
    public override string ToString() => $"{Name}: {Earned} of {UnitText.Of(Possible, Unit.Points)}";
}

public static partial class MedicareSharedSavings
{
    /// <summary>The dated, cited parameters of the quality standard.</summary>
    public static class QualityParameters
    {
        private static readonly LocalDate From2012 = new(2012, 4, 1);
        private static readonly LocalDate From2021 = new(2021, 1, 1);

        /// <summary>The most points for improvement in a domain.</summary>
        public static Dated<decimal> LargestImprovement { get; } = new("largest improvement points of a domain", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.502(e)")),
            new(new(2016, 1, 1), 4m, true, Authority.Of("42 CFR 425.502(e)")),
            new(From2021, default, false, Authority.Of("42 CFR 425.512")));

        /// <summary>The score of the percentile that meets the standard, in points.</summary>
        public static Dated<decimal> StandardScore { get; } = new("quality score that meets the standard", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.502")),
            new(From2021, 61.69m, true, new() { Citation = "42 CFR 425.512(a)(3), 30th percentile; lowest score that met it in the published results of 2021", Reading = "A third party states 61.73.", Unconfirmed = true }),
            new(new(2022, 1, 1), 70.63m, true, Authority.Of("42 CFR 425.512(a)(4), 30th percentile; published results of 2022")),
            new(new(2023, 1, 1), 65.76m, true, Authority.Of("42 CFR 425.512(a)(4), 30th percentile; published results of 2023")),
            new(new(2024, 1, 1), 77.05m, true, Authority.Of("42 CFR 425.512(a)(5), 40th percentile; published results of 2024")),
            new(new(2025, 1, 1), 76.70m, true, Authority.Remembered("40th percentile of 2025 as reported by third parties")),
            new(new(2026, 1, 1), 73.85m, true, Authority.Remembered("40th percentile of 2026, CMS memo of December 2025 as reported by third parties")));

        /// <summary>The percentile that a remaining measure has to reach for the reporting incentive.</summary>
        public static Dated<decimal> IncentivePercentile { get; } = new("percentile of the incentive for electronic reporting", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.512")),
            new(new(2022, 1, 1), 30m, true, Authority.Of("42 CFR 425.512(a)(4)(i)(B)")),
            new(new(2024, 1, 1), 40m, true, Authority.Of("42 CFR 425.512(a)(5)(i)(A)(2)")));

        /// <summary>The percentile that an outcome measure has to reach for the incentive and for the alternative standard.</summary>
        public static Dated<decimal> OutcomePercentile { get; } = new("percentile of an outcome measure", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.512")),
            new(new(2022, 1, 1), 10m, true, Authority.Of("42 CFR 425.512(a)(4)(i)(B), (a)(4)(ii), (a)(5)")));

        /// <summary>Whether complete reporting in the first performance year of a first agreement meets the standard with a full score or a full rate.</summary>
        public static Dated<bool> FirstYearReporting { get; } = new("complete reporting in the first performance year", DateAxis.PerformancePeriod,
            new(From2012, true, true, Authority.Of("42 CFR 425.502(a)")),
            new(From2021, default, false, Authority.Of("42 CFR 425.512(a)(3)")),
            new(new(2022, 1, 1), true, true, Authority.Of("42 CFR 425.512(a)(2)(i)")));

        /// <summary>Every dated parameter of the quality standard.</summary>
        public static IReadOnlyList<IDatedParameter> All { get; } = [LargestImprovement, StandardScore, IncentivePercentile, OutcomePercentile, FirstYearReporting];
    }

    /// <summary>
    /// The quality fact of a period to 2020, from points by domain.
    /// <code>
    /// domain = min(earned + improvement, possible) ÷ possible;  score = mean of the domains
    /// first performance year of a first agreement: complete reporting is a full score;  a domain without minimum attainment: standard not met
    /// </code>
    /// 42 CFR 425.502.
    /// </summary>
    /// <param name="period">The performance period, to 2020.</param>
    /// <param name="domains">The domains, equally weighted.</param>
    /// <param name="isFirstPerformanceYear">Whether it is the first performance year of a first agreement.</param>
    /// <param name="reportedCompletely">Whether every measure was reported completely and accurately.</param>
    /// <param name="floorPoints">The score, in points of 100, that an organisation under extreme circumstances is raised to.</param>
    /// <exception cref="SettlementException">The period is after 2020, or a domain is out of range.</exception>
    public static Quality QualityFromDomains(PerformancePeriod period, ValueList<QualityDomain> domains, bool isFirstPerformanceYear = false, bool reportedCompletely = true, decimal? floorPoints = null)
    {
        ArgumentNullException.ThrowIfNull(domains);
        JudgeDomains(period, domains);
        if (isFirstPerformanceYear)
        {
            return reportedCompletely ? ValueSettlement.Quality.CompleteReporting : ValueSettlement.Quality.NotMet;
        }

        var authority = Authority.Of("42 CFR 425.502(e)");
        var improvement = QualityParameters.LargestImprovement.Find(period.Start);
        var workings = new Workings("quality");
        var pairs = new List<Quantity>();
        for (var i = 0; i < domains.Count; i++)
        {
            var domain = domains[i];
            var part = workings.Part(FormattableString.Invariant($"domains[{i}]"));
            var points = domain.Earned.ReadInto(part, new("domain-earned", $"Points earned, {domain.Name}", Unit.Points));
            var possible = Quantity.Of("points possible", domain.Possible, Unit.Points);
            if (improvement is not null && domain.Improvement > 0m)
            {
                var gained = part.Least(new("domain-improvement", $"Improvement points, {domain.Name}", Unit.Points, null, improvement.Authority), Quantity.Of("improvement", domain.Improvement, Unit.Points), Quantity.Of("largest", improvement.Value, Unit.Points));
                points = part.Add(new("domain-points", $"Points with improvement, {domain.Name}", Unit.Points, null, improvement.Authority), points, gained);
            }

            points = part.Least(new("domain-capped", $"Points up to the points possible, {domain.Name}", Unit.Points, null, authority), points, possible);
            pairs.Add(Quantity.Of("weight", 1m, Unit.Count));
            pairs.Add(part.Divide(new("domain-score", $"Score, {domain.Name}", Unit.Rate, null, authority), points, possible));
        }

        var score = workings.Mean(new("quality-score", "Quality score", Unit.Rate, null, authority), [.. pairs]);
        if (floorPoints is { } floor)
        {
            var least = workings.Divide(new("quality-floor", "Floor for extreme circumstances", Unit.Rate, null, Authority.Of("42 CFR 425.502(f)")), Quantity.Of("floor", floor, Unit.Points), Quantity.Of("points possible", 100m, Unit.Points));
            score = workings.Greatest(new("floored-quality-score", "Quality score with the floor for extreme circumstances", Unit.Rate, null, Authority.Of("42 CFR 425.502(f)")), score, least);
        }

        var met = reportedCompletely && domains.All(static d => d.MinimumAttained);
        return new Quality { Standard = met ? QualityStandard.Met : QualityStandard.NotMet, Score = workings.Figure(score) };
    }

    private static void JudgeDomains(PerformancePeriod period, ValueList<QualityDomain> domains)
    {
        var failures = new List<Failure>();
        if (period.CalendarYear > 2020)
        {
            failures.Add(new("quality-rule", "period", period.ToString(), "Domains score quality to 2020; later years are scored against a percentile.", "Use MedicareSharedSavings.QualityFromReport."));
        }

        if (domains.Count == 0)
        {
            failures.Add(new("domains-empty", "domains", string.Empty, "A score has at least one domain.", "State the domains."));
        }

        for (var i = 0; i < domains.Count; i++)
        {
            if (domains[i].Possible <= 0m || domains[i].Improvement < 0m || domains[i].Earned.Value < 0m)
            {
                failures.Add(new("domain-range", Paths.Item(string.Empty, "domains", i), domains[i].ToString(), "Points are 0 or more, points possible above zero.", "Check the points of the domain."));
            }
        }

        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }
    }
}
