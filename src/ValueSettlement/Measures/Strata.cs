namespace ValueSettlement.Measures;

/// <summary>How the groups of a measure become one score. The three answer different questions, so a contract says which.</summary>
public enum StrataRule
{
    /// <summary>Each group is scored against its own target; the score is the mean by the stated weights. A group without a result is
    /// what the measure says of one: left out, nothing, neutral points, or no score.</summary>
    OwnTargets,

    /// <summary>The rates of the groups are weighted by a reference mix, and that one rate is scored: what the provider would have
    /// reached with
    /// the cases of everybody (direct standardisation).</summary>
    ReferenceMix,

    /// <summary>The score is that of the group that does worst: nobody is left behind.</summary>
    WorstGroup,
}

/// <summary>A group of a stratified measure.</summary>
/// <param name="Name">The stratum, as the measure names it.</param>
/// <param name="Weight">Its weight: of its target in the score, or in the reference mix. 0 to 1; left out for the worst group.</param>
/// <param name="Points">How its result becomes points; for a reference mix left out, because one rate is scored.</param>
public sealed record StratumTarget(string Name, Rate? Weight = null, PointsRule? Points = null)
{
    /// <summary>The stratum, as the measure names it.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The group in words.</summary>
    public override string ToString() => $"{Name}{(Weight is { } weight ? $" ({weight})" : string.Empty)}{(Points is null ? string.Empty
        : $": {Points}")}";
}

/// <summary>What a group came to.</summary>
public sealed record StratumScore
{
    /// <summary>The stratum.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>The cases; <see langword="null"/> if they are not known.</summary>
    public decimal? Cases { get; init; }

    /// <summary>The cases in which it happened; <see langword="null"/> if they are not known.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>The result, or why there is none.</summary>
    public required Figure Result { get; init => field = Given.Of(value); }

    /// <summary>The points, or why there are none; <see langword="null"/> in a reference mix.</summary>
    public Figure? Points { get; init; }

    /// <summary>The group and its result.</summary>
    public override string ToString() => $"{Name}: {Result}{(Points is null ? string.Empty : $", {Points} points")}";
}

/// <summary>What a stratified measure came to.</summary>
public sealed record StratifiedScore
{
    /// <summary>Cells with fewer people are not published: 11, the least count that the agency's files print.</summary>
    public const int LeastPublished = 11;

    /// <summary>The groups, in the order of the rule.</summary>
    public required ValueList<StratumScore> Groups { get; init => field = Given.Of(value); }

    /// <summary>The points, or why there are none.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>The largest difference between the results of two groups: what a disparity gate asks for. Absent with fewer than
    /// two.</summary>
    public required Figure Disparity { get; init => field = Given.Of(value); }

    /// <summary>
    /// The groups as they may be published: those with 1 to 10 cases, in numerator or denominator or between the two, are suppressed; and
    /// if it is only one, the group with the fewest cases of the others too, because the total would give it away.
    /// </summary>
    public ValueList<StratumScore> Published()
    {
        var small = Groups.Select(static g => IsSmall(g)).ToArray();
        if (small.Count(static s => s) == 1 && Groups.Count > 1)
        {
            var second = Enumerable.Range(0, Groups.Count).Where(i => !small[i]).MinBy(i => Groups[i].Cases ?? decimal.MaxValue);
            small[second] = true;
        }

        return Groups.Select((g, i) => small[i] ? Suppressed(g) : g).ToValueList();
    }

    /// <summary>The points and the groups.</summary>
    public override string ToString() => $"{Points} points: {string.Join("; ", Groups.Take(20))}";

    private static bool IsSmall(StratumScore group) => IsSmall(group.Cases) || IsSmall(group.Numerator)
        || IsSmall(group.Cases - group.Numerator);

    private static bool IsSmall(decimal? count) => count is > 0m and < LeastPublished;

    private static StratumScore Suppressed(StratumScore group)
    {
        var why = Figure.Absent(AbsenceKind.Suppressed, $"Fewer than {NumberText.Number(LeastPublished)} people, or next to such a group.",
            group.Result.Unit);
        return group with
        {
            Cases = null,
            Numerator = null,
            Result = why,
            Points = group.Points is null ? null
            : why with { Unit = Unit.Points }
        };
    }
}

/// <summary>
/// A measure that is settled by its groups. Beside risk adjustment, peer groups, an equity bonus and a cap on the growth of risk scores
/// it is
/// one of several tools for fairness; none of them is combined with another unless a contract says so.
/// </summary>
public sealed record StratifiedMeasure
{
    /// <summary>The measure; its strata are those of the rule.</summary>
    public required Measure Measure { get; init => field = Given.Of(value); }

    /// <summary>How the groups become one score.</summary>
    public required StrataRule Rule { get; init; }

    /// <summary>The groups, 1 to 100.</summary>
    public required ValueList<StratumTarget> Groups { get; init => field = Given.Of(value); }

    /// <summary>How the one rate of a reference mix becomes points; otherwise left out.</summary>
    public PointsRule? Points { get; init; }

    /// <summary>Where the rule stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Everything that is wrong with the rule; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        var direction = Measure.Direction ?? Direction.HigherIsBetter;
        if (Measure.Direction is null)
        {
            failures.Add(new("measure-direction", "measure.direction", string.Empty, "A measure that is scored says which way is better.",
                "State HigherIsBetter or LowerIsBetter."));
        }

        var names = Groups.Select(static g => g.Name).ToArray();
        if (Groups.Count is 0 or > 100 || names.Distinct(StringComparer.Ordinal).Count() != names.Length
            || !Measure.Strata.ToHashSet(StringComparer.Ordinal).SetEquals(names))
        {
            failures.Add(new("strata", "groups", string.Join(", ", names.Take(20)),
                $"The groups are those of the measure, each once ({string.Join(", ", Measure.Strata.Take(20))}).",
                    "Name every stratum once."));
        }

        if (!Enum.IsDefined(Rule))
        {
            failures.Add(new("strata-rule", "rule", EnumText.Of(Rule), "The rule is OwnTargets, ReferenceMix or WorstGroup.",
                "Choose one."));
        }

        ValidateWeights(failures);
        for (var i = 0; i < Groups.Count; i++)
        {
            if ((Groups[i].Points is null) != (Rule == StrataRule.ReferenceMix))
            {
                failures.Add(new("strata-points", Paths.Item(string.Empty, "groups", i), Groups[i].ToString(),
                    "Each group has points of its own, but in a reference mix none has.", "Move the points to where they are used."));
            }

            Groups[i].Points?.Validate(Paths.Join(Paths.Item(string.Empty, "groups", i), "points"), direction, failures);
        }

        if ((Points is not null) != (Rule == StrataRule.ReferenceMix))
        {
            failures.Add(new("strata-points", "points", Points?.ToString() ?? string.Empty,
                "A reference mix has one rule of points for its one rate; the other two have one a group.", "Move the points."));
        }

        Points?.Validate("points", direction, failures);
        return [.. failures];
    }

    /// <summary>The score of what was observed.</summary>
    /// <param name="observations">One for each stratum.</param>
    /// <exception cref="SettlementException">The rule is not sound, or an observation is missing or cannot be; carries every
    /// reason.</exception>
    public StratifiedScore Score(ValueList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var failures = Validate().ToList();
        for (var i = 0; i < observations.Count; i++)
        {
            observations[i].Validate(Measure, Paths.Item(string.Empty, "observations", i), failures);
        }

        foreach (var group in Groups)
        {
            if (observations.Count(o => o.Stratum == group.Name) != 1)
            {
                failures.Add(new("observation-groups", "observations", group.Name, "Each group is observed once.",
                    "Give one observation for it; where there is no result, say why (Observation.Absent with the stratum)."));
            }
        }

        if (failures.Count == 0)
        {
            ValidateObserved(observations, failures);
        }

        SettlementException.ThrowIfAny(failures);

        var groups = Groups.Select(g => Score(g, observations.Single(o => o.Stratum == g.Name))).ToArray();
        var w = new Workings(Paths.Named("measures", Measure.Id));
        return new() { Groups = [.. groups], Points = w.Figure(Together(w, groups)), Disparity = DisparityOf(groups) };
    }

    /// <summary>The measure and its groups.</summary>
    public override string ToString() => $"{Measure.Id}, {EnumText.Of(Rule)}: {string.Join("; ", Groups.Take(20))}";

    /// <summary>Everything in the observations of groups that the rules of their points cannot take.</summary>
    private void ValidateObserved(ValueList<Observation> observations, List<Failure> failures)
    {
        for (var i = 0; i < observations.Count; i++)
        {
            if (Groups.FirstOrDefault(g => g.Name == observations[i].Stratum)?.Points is { ReadsObserved: true } rule)
            {
                var result = Measure.Read(new Workings(Measure.Id), observations[i]);
                rule.ValidateObserved(Scored.Of(Measure, observations[i], result), Paths.Item(string.Empty, "observations", i), failures);
            }
        }
    }

    private StratumScore Score(StratumTarget target, Observation observation)
    {
        var w = new Workings(Paths.Named(Paths.Named("measures", Measure.Id), target.Name));
        var result = Measure.Read(w, observation);
        var read = w.Figure(result);
        return new()
        {
            Name = target.Name,
            Cases = observation.CasesOf(Measure.Form),
            Numerator = observation.Numerator.Value,
            Result = read,
            Points = target.Points is { } rule ? w.Figure(PointsOf(w, rule, observation, result)) : null,
        };
    }

    /// <summary>The points of a group, or what the measure says of a group without a result.</summary>
    private Quantity PointsOf(Workings w, PointsRule rule, Observation observation, Quantity result)
    {
        var points = rule.Score(w, Scored.Of(Measure, observation, result));
        return points.Value is null && Measure.Without(result.Absence ?? points.Absence!) is
        { Policy: UnscoredPolicy.Zero or UnscoredPolicy.Neutral } without
            ? w.Given(new("unscored", "Points without a result", Unit.Points, null, Measure.Authority), without.NeutralPoints ?? 0m)
                : points;
    }

    /// <summary>Whether a group is left out: it has no points, and the measure says that the others carry its weight.</summary>
    private bool IsLeftOut(StratumScore group) => group.Points?.Value is null
        && Measure.Without(group.Result.Absence ?? group.Points!.Absence!).Policy == UnscoredPolicy.LeftOut;

    private Quantity Together(Workings w, StratumScore[] groups)
    {
        var step = new Step("strata-points", $"{Measure.Title}: points of the groups", Unit.Points, null, Authority);
        if (Rule == StrataRule.ReferenceMix)
        {
            var mixed = w.Blend(new("reference-mix", $"{Measure.Title}, by the reference mix", Measure.Unit, null, Authority),
                [.. Pairs(w, groups, static g => g.Result, "result", "Result", Measure.Unit)]);
            return Points!.Score(w, new(Measure.Direction.GetValueOrDefault(), mixed, ReportedCell.Missing,
                new() { Measure = Measure.Id }, MeasureForm.Stated));
        }

        var counted = groups.Where(g => !IsLeftOut(g)).ToArray();
        if (counted.Length == 0)
        {
            return w.Absent(step, groups[0].Points!.Absence!);
        }

        Quantity[] pairs = [.. Pairs(w, counted, static g => g.Points!, "group-points", "Points", Unit.Points)];
        return Rule == StrataRule.WorstGroup ? w.Least(step, [.. pairs.Where(static (_, i) => i % 2 == 1)])
            : counted.Length == groups.Length ? w.Blend(step, pairs) : w.Mean(step, pairs);
    }

    private IEnumerable<Quantity> Pairs(
        Workings w, StratumScore[] groups, Func<StratumScore, Figure> value, string key, string label, Unit unit)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            var weight = Groups.First(g => g.Name == groups[i].Name).Weight.GetValueOrDefault();
            yield return Quantity.Of($"weight, {groups[i].Name}", weight.Fraction, Unit.Rate);
            yield return w.Given(new(key, $"{label}, {groups[i].Name}", unit), value(groups[i]));
        }
    }

    private Figure DisparityOf(StratumScore[] groups)
    {
        var w = new Workings(Paths.Named("measures", Measure.Id));
        var known = groups.Where(static g => g.Result.Value is not null).ToArray();
        var step = new Step("disparity", $"{Measure.Title}: greatest less least result of the groups", Measure.Unit, null, Authority);
        if (known.Length < 2)
        {
            return w.Figure(w.Absent(step, new(AbsenceKind.NotCalculable, "Fewer than two groups have a result.")));
        }

        Quantity[] results = [.. known.Select(g => new Quantity(g.Name, g.Result.Value, Measure.Unit))];
        return w.Figure(w.Subtract(step, w.Greatest(new("disparity-greatest", "Greatest result", Measure.Unit), results),
            w.Least(new("disparity-least", "Least result", Measure.Unit), results)));
    }

    private void ValidateWeights(List<Failure> failures)
    {
        var stated = Groups.Count(static g => g.Weight is not null);
        var sum = Groups.Sum(static g => g.Weight?.Fraction ?? 0m);
        var needed = Rule == StrataRule.WorstGroup ? 0 : Groups.Count;
        if (stated != needed || Groups.Any(static g => g.Weight is { Fraction: < 0m or > 1m })
            || (needed > 0 && Math.Abs(sum - 1m) > 1e-20m))
        {
            failures.Add(new("strata-weights", "groups", UnitText.Exact(sum, Unit.Rate),
                "The weights of the groups lie between 0 and 100 % and add up to 100 %; the worst group needs none.",
                "State the weights of the contract or of the reference population."));
        }
    }
}
