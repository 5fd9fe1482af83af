using NodaTime;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>What the value-based purchasing programmes have in common: domains and performance standards as a set of measures.</summary>
internal static class PurchasingMeasures
{
    /// <summary>The set of sound domains and standards.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="year">The year, as its version.</param>
    /// <param name="period">The days from which results come.</param>
    /// <param name="domains">The domains with their weights.</param>
    /// <param name="standards">The standards.</param>
    /// <param name="achievement">Points for achievement, where a standard has a threshold.</param>
    /// <param name="improvement">Points for improvement, where a standard has a threshold.</param>
    public static MeasureSet Set(string id, int year, DateInterval period, Cited<ValueList<PurchasingDomain>> domains,
        Cited<ValueList<PerformanceStandard>> standards, Cited<PointsCurve>? achievement, Cited<PointsCurve>? improvement)
    {
        return new()
        {
            Id = id,
            Version = FormattableString.Invariant($"{year}"),
            Period = period,
            Domains = domains.Value.Select(Domain).ToValueList(),
            Authority = domains.Authority,
            IsStatutory = true,
        };

        MeasureDomain Domain(PurchasingDomain domain)
        {
            var of = standards.Value.Where(s => string.Equals(s.Domain, domain.Name, StringComparison.Ordinal)).ToArray();
            return new(domain.Name, domain.Weight, of.Select(Scored).ToValueList())
            {
                MinimumMeasures = of[0].IsDomain ? 1 : domain.MinimumMeasures,
            };
        }

        ScoredMeasure Scored(PerformanceStandard standard) => new(new()
        {
            Id = standard.Measure,
            Version = FormattableString.Invariant($"{year}"),
            Title = standard.Measure,
            Defined = period.Start,
            Direction = standard.StatedPoints is null ? standard.Direction : Direction.HigherIsBetter,
            Form = standard.StatedPoints is null ? standard.Form : MeasureForm.Stated,
            Unit = standard.StatedPoints is not null ? Unit.Points : standard.Form == MeasureForm.Proportion ? Unit.Rate : Unit.Factor,
            Missing = Unscored.LeftOut,
            Minimum = standard.MinimumCases is { } fewest ? new(fewest, Unscored.LeftOut) : null,
        }, standard.Points(achievement, improvement, standards.Authority), standard.Weight);
    }

    /// <summary>Domains, points and standards in plain sentences: every number that decides a score.</summary>
    /// <param name="domains">The domains with their weights.</param>
    /// <param name="standards">The standards.</param>
    /// <param name="achievement">Points for achievement, where a standard has a threshold.</param>
    /// <param name="improvement">Points for improvement, where a standard has a threshold.</param>
    public static IEnumerable<CitedSentence> Sentences(Cited<ValueList<PurchasingDomain>> domains,
        Cited<ValueList<PerformanceStandard>> standards, Cited<PointsCurve>? achievement, Cited<PointsCurve>? improvement)
    {
        yield return Score(domains);
        yield return new("The score of a domain is 100 × points ÷ points possible of its measures by their weights; a measure without a "
            + "result or with too few cases is left out.");
        if (standards.Value.Any(static s => s.StatedPoints is null) && achievement is not null && improvement is not null)
        {
            yield return new("A measure has the higher of its points for achievement and for improvement. The place of a result is its "
                + "part of the way to the benchmark: from the threshold for achievement, from the own baseline for improvement.",
                standards.Authority);
            yield return new($"Points for achievement: {achievement.Value}.", achievement.Authority);
            yield return new($"Points for improvement: {improvement.Value}.", improvement.Authority);
        }

        yield return new(FormattableString.Invariant($"The terms have {standards.Value.Count} performance standard")
            + (standards.Value.Count == 1 ? ":" : "s:"), standards.Authority);
        foreach (var standard in standards.Value)
        {
            yield return new(InWords(standard));
        }
    }

    /// <summary>The weights of domains in one sentence.</summary>
    public static CitedSentence Score(Cited<ValueList<PurchasingDomain>> domains) =>
        new($"The score, 0 to 100, is the mean of the scores of its domains by weight: {string.Join("; ", domains.Value)}. The others "
            + "carry the weight of a domain without a score in proportion.", domains.Authority);

    private static string InWords(PerformanceStandard standard) => standard.IsDomain
        ? $"{standard.Domain}: the score of the domain is stated."
        : $"{standard.Measure} ({standard.Domain}), weight {NumberText.Number(standard.Weight)}: "
            + (standard.StatedPoints is { } stated ? $"points are stated, 0 to {NumberText.Number(stated)}"
                : $"threshold {NumberText.Number(standard.Threshold.GetValueOrDefault())}, benchmark "
                    + $"{NumberText.Number(standard.Benchmark.GetValueOrDefault())}, "
                    + (standard.Direction == Direction.LowerIsBetter ? "lower is better" : "higher is better"))
            + (standard.MinimumCases is { } fewest ? $", judged on at least {NumberText.Number(fewest)} cases." : ".");

    /// <summary>Refuses points and domain scores that are stated and cannot be.</summary>
    public static ValueList<Observation> Checked(ValueList<PerformanceStandard> standards, ValueList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var failures = new List<Failure>();
        for (var i = 0; i < observations.Count; i++)
        {
            if (standards.FirstOrDefault(s => string.Equals(s.Measure, observations[i].Measure, StringComparison.Ordinal)) is
                { StatedPoints: { } most } && observations[i].Result.Value is { } stated && (stated < 0m || stated > most))
            {
                failures.Add(new("stated-points", Paths.Join(Paths.Item(string.Empty, "observations", i), "result"), NumberText
                    .Number(stated),
                    $"Stated points of {observations[i].Measure} lie between 0 and {NumberText.Number(most)}.", "Check the number."));
            }
        }

        return failures.Count == 0 ? observations : throw new SettlementException(failures);
    }

    /// <summary>Validates standards, each by itself and against the domains of the year.</summary>
    public static void Validate(Cited<ValueList<PerformanceStandard>> cited, ValueList<PurchasingDomain>? domains, List<Failure> failures)
    {
        var standards = cited.Value;
        if (standards.Count is 0 or > 1_000)
        {
            failures.Add(new("standards-count", "standards.value", NumberText.Number(standards.Count), "A year has 1 to 1,000 standards.",
                "List the measures that are scored."));
            return;
        }

        TextRules.Validate(cited.Authority, "standards", failures);
        for (var i = 0; i < standards.Count; i++)
        {
            standards[i].Validate(Paths.Item("standards", "value", i), domains, failures);
        }

        foreach (var twice in standards.GroupBy(static s => s.Measure, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            failures.Add(new("measure-twice", "standards.value", twice.Key, "A measure has one standard.", "Leave the second one out."));
        }

        foreach (var domain in domains ?? [])
        {
            var of = standards.Where(s => string.Equals(s.Domain, domain.Name, StringComparison.Ordinal)).ToArray();
            if (of.Any(static s => s.IsDomain) && of.Length > 1)
            {
                failures.Add(new("domain-twice", "standards.value", domain.Name,
                    "A domain has its measures, or a score that is stated.", "Leave one of the two out."));
            }
            else if (of.Length == 0 || (of.Length < domain.MinimumMeasures && !of[0].IsDomain))
            {
                failures.Add(new("domain-standards", "standards.value", domain.Name, FormattableString.Invariant(
                    $"The domain needs at least {domain.MinimumMeasures} measures and has standards of {of.Length}."),
                    "Add the standards, or PerformanceStandard.OfDomain for a domain whose score is stated or that is not scored."));
            }
        }
    }

    /// <summary>Validates names, weights and fewest measures of domains.</summary>
    public static void Validate(ValueList<PurchasingDomain> domains, string path, List<Failure> failures)
    {
        if (domains.Count is 0 or > 100 || domains.Any(static d => string.IsNullOrWhiteSpace(d.Name))
            || domains.Select(static d => d.Name).Distinct(StringComparer.Ordinal).Count() != domains.Count)
        {
            failures.Add(new("domain-name", path, NumberText.Number(domains.Count),
                "There are 1 to 100 domains, each with a name of its own.",
                "List the domains of the year."));
        }

        foreach (var (i, domain) in domains.Index())
        {
            var at = FormattableString.Invariant($"{path}[{i}]");
            TextRules.Validate(domain.Name, at, "name", failures);
            if (domain.Weight.Fraction is < 0m or > 1m || domain.MinimumMeasures is < 1 or > 1_000)
            {
                failures.Add(new("domain-range", at, domain.ToString(),
                    "A weight lies between 0 and 100 %, and a domain needs 1 to 1,000 measures.", "Write 25 % as 0.25."));
            }
        }

        // A domain of no range would only repeat itself here.
        var weights = domains.All(static d => d.Weight.Fraction is >= 0m and <= 1m) ? domains.Sum(static d => d.Weight.Fraction) : 1m;
        if (weights is < 0.999_999_999_999_999_999_99m or > 1.000_000_000_000_000_000_01m)
        {
            failures.Add(new("weights-sum", path, UnitText.Exact(weights, Unit.Rate), "The weights of the domains add up to 100 %.",
                "Correct the weights of the year."));
        }
    }
}
