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
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < observations.Count; i++)
        {
            var (observation, path, before) = (observations[i], Paths.Item(string.Empty, "observations", i), failures.Count);
            if (!measures.TryGetValue(observation.Measure, out var measure))
            {
                failures.Add(new("observation-unknown", Paths.Join(path, "measure"), observation.Measure,
                    $"The set {set.Id} has no such measure.", (failures.Count < MostSuggestions ? NearName.Meant(observation.Measure,
                        measures.Keys) : string.Empty) +
                    "Name a measure of the set, or leave the observation out."));
                wrong.Add(observation.Measure);
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

            if (failures.Count > before)
            {
                wrong.Add(observation.Measure);
            }
        }

        // What is sound by itself is looked at on, so that one failure does not hide those of other measures.
        observed.Take(set, observations, wrong, failures);
        return observed;
    }

    private void Take(MeasureSet set, ValueList<Observation> observations, HashSet<string> wrong, List<Failure> failures)
    {
        var given = observations.Select(static (o, i) => (Observation: o, Path: Paths.Item(string.Empty, "observations", i)))
            .Where(o => !wrong.Contains(o.Observation.Measure))
            .ToLookup(static o => o.Observation.Measure, StringComparer.Ordinal);
        foreach (var scored in set.Measures)
        {
            var of = given[scored.Measure.Id].ToArray();
            if (of.Length == 0 || Together(scored.Measure, of, failures) is not { } observation)
            {
                continue;
            }

            found.Add(scored.Measure.Id, observation);
            if (scored.Points.ReadsObserved && scored.Measure.Status != MeasureStatus.ReportingOnly)
            {
                var result = scored.Measure.Read(new Workings(scored.Measure.Id), observation);
                scored.Points.ValidateObserved(Scored.Of(scored.Measure, observation, result),
                    of.Length == 1 ? of[0].Path : Paths.Named("observations", scored.Measure.Id), failures);
            }
        }
    }

    /// <summary>The observation of everybody, or those of all groups added; nothing, with the failures, if there is neither.</summary>
    private static Observation? Together(Measure measure, (Observation Observation, string Path)[] of, List<Failure> failures)
    {
        var before = failures.Count;
        if (Array.Find(of, static o => o.Observation.Stratum is null).Observation is { } everybody)
        {
            if (of.Length == 1)
            {
                return everybody;
            }

            failures.Add(new("observation-groups", "observations", measure.Id,
                $"{measure.Id} is observed for everybody or by groups, not both.",
                "Leave one of the two out; a StratifiedMeasure settles groups."));
        }
        else if (of.Length < measure.Strata.Count)
        {
            var named = string.Join(", ", of.Select(static o => o.Observation.Stratum));
            failures.Add(new("observation-groups", "observations", measure.Id,
                $"{measure.Id} is observed for some of its groups only ({named}).",
                "Give every group, or an observation for everybody; a group without cases has a denominator of 0."));
        }
        else
        {
            foreach (var (observation, path) in of)
            {
                observation.ValidatePooled(measure.Id, path, failures);
            }
        }

        return failures.Count == before ? Observation.Together(of.Select(static o => o.Observation).ToValueList()) : null;
    }
}
