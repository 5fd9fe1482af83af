namespace ValueSettlement.Measures;

/// <summary>The observations of a set by measure: one each, or those of its strata added.</summary>
internal sealed class ObservedMeasures
{
    /// <summary>The most observations that are read at once.</summary>
    public const int MostObservations = 100_000;

    // A suggestion looks at every measure.
    private const int MostSuggestions = 20;

    private readonly Dictionary<string, Observation> found = new(StringComparer.Ordinal);

    private ObservedMeasures()
    {
    }

    /// <summary>The observation of a measure; a missing one if nobody made any.</summary>
    public Observation Of(Measure measure) => found.TryGetValue(measure.Id, out var observation) ? observation
        : Observation.Absent(measure.Id, AbsenceKind.Missing, "There is no observation.");

    public static ObservedMeasures Of(MeasureSet set, ValueList<Observation> observations, List<Failure> failures)
    {
        var observed = new ObservedMeasures();
        if (observations.Count > MostObservations)
        {
            failures.Add(new("observations-count", "observations", NumberText.Number(observations.Count),
                "At most 100,000 observations are read at once.", "Score each provider by itself."));
            return observed;
        }

        var measures = set.Measures.ToDictionary(static m => m.Measure.Id, static m => m.Measure, StringComparer.Ordinal);
        var seen = new HashSet<(string, string?)>();
        for (var i = 0; i < observations.Count; i++)
        {
            var (observation, path) = (observations[i], Paths.Item(string.Empty, "observations", i));
            if (!measures.TryGetValue(observation.Measure, out var measure))
            {
                failures.Add(new("observation-unknown", Paths.Join(path, "measure"), observation.Measure,
                    $"The set {set.Id} has no such measure.", (failures.Count < MostSuggestions ? NearName.Meant(observation.Measure,
                        measures.Keys) : string.Empty) +
                    "Name a measure of the set, or leave the observation out."));
                continue;
            }

            observation.Validate(measure, path, failures);
            if (!seen.Add((observation.Measure, observation.Stratum)))
            {
                failures.Add(new("observation-twice", path, observation.ToString(),
                    $"{measure.Id} is observed once for everybody or once a group.",
                    "Take the latest one: a restated observation replaces the one before."));
            }

            if (observation.Period is { } period && DateRules.Validate(period, Paths.Join(path, "period"), failures)
                && (period.Start < set.Period.Start || period.End > set.Period.End))
            {
                failures.Add(new("observation-period", Paths.Join(path, "period"), Dates.Text(period),
                    $"An observation lies in the period of the set ({Dates.Text(set.Period)}).", "Take the observation of this period."));
            }
        }

        if (failures.Count == 0)
        {
            observed.Take(measures, observations, failures);
        }

        return observed;
    }

    private void Take(Dictionary<string, Measure> measures, ValueList<Observation> observations, List<Failure> failures)
    {
        foreach (var of in observations.GroupBy(static o => o.Measure, StringComparer.Ordinal))
        {
            if (of.FirstOrDefault(static o => o.Stratum is null) is { } everybody)
            {
                if (of.Skip(1).Any())
                {
                    failures.Add(new("observation-groups", "observations", of.Key,
                        $"{of.Key} is observed for everybody or by groups, not both.",
                        "Leave one of the two out; a StratifiedMeasure settles groups."));
                    continue;
                }

                found.Add(of.Key, everybody);
            }
            else if (of.Count() < measures[of.Key].Strata.Count)
            {
                failures.Add(new("observation-groups", "observations", of.Key,
                    $"{of.Key} is observed for some of its groups only ({string.Join(", ", of.Select(static o => o.Stratum))}).",
                    "Give every group, or an observation for everybody; a group without cases has a denominator of 0."));
            }
            else
            {
                found.Add(of.Key, Observation.Pooled(of.ToValueList()));
            }
        }
    }
}
