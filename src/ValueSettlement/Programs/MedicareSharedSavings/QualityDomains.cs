using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>One domain of the quality measures to 2020.</summary>
public sealed record QualityDomain
{
    /// <summary>Its name.</summary>
    public required string Name { get; init => field = Given.Of(value); }

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

public sealed partial class MedicareSharedSavings
{
    /// <summary>
    /// The quality fact of a period to 2020, from points by domain.
    /// <code>
    /// domain = min(earned + improvement, possible) ÷ possible;  score = mean of the domains
    /// first performance year of a first agreement: complete reporting is a full score
    /// a domain without minimum attainment: standard not met
    /// </code>
    /// 42 CFR 425.502.
    /// </summary>
    /// <param name="domains">The domains, equally weighted.</param>
    /// <param name="isFirstPerformanceYear">Whether it is the first performance year of a first agreement.</param>
    /// <param name="reportedCompletely">Whether every measure was reported completely and accurately.</param>
    /// <param name="floorPoints">The score, in points of 100, that an organisation under extreme circumstances is raised to.</param>
    /// <exception cref="SettlementException">The performance year is after 2020, a domain is out of range, or it is called the first year
    /// and the terms say otherwise.</exception>
    public Quality QualityFromDomains(
        ValueList<QualityDomain> domains, bool isFirstPerformanceYear = false, bool reportedCompletely = true, decimal? floorPoints = null)
    {
        ArgumentNullException.ThrowIfNull(domains);
        ValidateDomains(domains, isFirstPerformanceYear);
        if (isFirstPerformanceYear)
        {
            return reportedCompletely ? ValueSettlement.Quality.CompleteReporting : ValueSettlement.Quality.NotMet;
        }

        var authority = Authority.Of("42 CFR 425.502(e)");
        var improvement = QualityParameters.LargestImprovement.Find(Terms.Period.Start);
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
                var gained = part.Least(new("domain-improvement", $"Improvement points, {domain.Name}", Unit.Points, null,
                    improvement.Authority), Quantity.Of("improvement", domain.Improvement, Unit.Points),
                    Quantity.Of("largest", improvement.Value, Unit.Points));
                points = part.Add(new("domain-points", $"Points with improvement, {domain.Name}", Unit.Points, null, improvement.Authority),
                    points, gained);
            }

            points = part.Least(new("domain-capped", $"Points up to the points possible, {domain.Name}", Unit.Points, null, authority),
                points, possible);
            pairs.Add(Quantity.Of("weight", 1m, Unit.Count));
            pairs.Add(part.Divide(new("domain-score", $"Score, {domain.Name}", Unit.Rate, null, authority), points, possible));
        }

        var score = workings.Mean(new("quality-score", "Quality score", Unit.Rate, null, authority), [.. pairs]);
        if (floorPoints is { } floor)
        {
            var least = workings.Divide(new("quality-floor", "Floor for extreme circumstances", Unit.Rate, null,
                Authority.Of("42 CFR 425.502(f)")), Quantity.Of("floor", floor, Unit.Points),
                Quantity.Of("points possible", 100m, Unit.Points));
            score = workings.Greatest(new("floored-quality-score", "Quality score with the floor for extreme circumstances", Unit.Rate,
                null, Authority.Of("42 CFR 425.502(f)")), score, least);
        }

        var met = reportedCompletely && domains.All(static d => d.MinimumAttained);
        return new Quality { Standard = met ? QualityStandard.Met : QualityStandard.NotMet, Score = workings.Figure(score) };
    }

    private void ValidateDomains(ValueList<QualityDomain> domains, bool isFirstPerformanceYear)
    {
        var failures = new List<Failure>();
        RefuseFirstYear(isFirstPerformanceYear, "isFirstPerformanceYear", failures);
        if (Terms.Year > 2020)
        {
            failures.Add(new("quality-rule", "year", Terms.PeriodName,
                "Domains score quality to 2020; later years are scored against a percentile.",
                "Use MedicareSharedSavings.QualityFromReport."));
        }

        if (domains.Count == 0)
        {
            failures.Add(new("domains-empty", "domains", string.Empty, "A score has at least one domain.", "State the domains."));
        }

        for (var i = 0; i < domains.Count; i++)
        {
            if (domains[i].Possible <= 0m || domains[i].Improvement < 0m || domains[i].Earned.Value < 0m)
            {
                failures.Add(new("domain-range", Paths.Item(string.Empty, "domains", i), domains[i].ToString(),
                    "Points are 0 or more, points possible above zero.", "Check the points of the domain."));
            }
        }

        SettlementException.ThrowIfAny(failures);
    }
}
