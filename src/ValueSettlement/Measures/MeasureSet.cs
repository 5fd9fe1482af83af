using NodaTime;

namespace ValueSettlement.Measures;

/// <summary>A measure in a set: its definition, how its result becomes points, and its weight in the domain.</summary>
/// <param name="Measure">The definition.</param>
/// <param name="Points">How the result becomes points.</param>
/// <param name="Weight">Its weight among the measures of the domain, above zero.</param>
public sealed record ScoredMeasure(Measure Measure, PointsRule Points, decimal Weight = 1m)
{
    /// <summary>The definition.</summary>
    public Measure Measure { get; init => field = Given.Of(value); } = Given.Of(Measure);

    /// <summary>How the result becomes points.</summary>
    public PointsRule Points { get; init => field = Given.Of(value); } = Given.Of(Points);

    /// <summary>The measure in words.</summary>
    public override string ToString() => $"{Measure.Id} (weight {NumberText.Number(Weight)}): {Points}";
}

/// <summary>Measures that are scored together.</summary>
/// <param name="Name">What the domain is called.</param>
/// <param name="Weight">Its weight in the score, 0 to 1.</param>
/// <param name="Measures">The measures.</param>
public sealed record MeasureDomain(string Name, Rate Weight, ValueList<ScoredMeasure> Measures)
{
    /// <summary>What the domain is called.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The measures.</summary>
    public ValueList<ScoredMeasure> Measures { get; init => field = Given.Of(value); } = Given.Of(Measures);

    /// <summary>The fewest scored measures with which the domain has a score.</summary>
    public int MinimumMeasures { get; init; } = 1;

    /// <summary>The domain in words.</summary>
    public override string ToString() => $"{Name} ({Weight}): {string.Join(", ", Measures.Take(20).Select(static m => m.Measure.Id))}";
}

/// <summary>What happens to a domain that has no score.</summary>
public enum UnscoredDomain
{
    /// <summary>The others carry its weight in proportion.</summary>
    Reweighted,

    /// <summary>It scores nothing.</summary>
    Zero,

    /// <summary>It scores <see cref="MeasureSet.NeutralScore"/>.</summary>
    Neutral,

    /// <summary>There is no score at all.</summary>
    NoScore,
}

/// <summary>How much weight a contract gives to measures of a tier.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Least">The least share of all weight, 0 to 1.</param>
/// <param name="Most">The greatest share, 0 to 1.</param>
public sealed record TierShare(MeasureTier Tier, Rate Least, Rate Most)
{
    /// <summary>The share in words.</summary>
    public override string ToString() => $"{EnumText.Of(Tier)}: {Least} to {Most}";
}

/// <summary>
/// The measures of a contract for one period, and how they become one score.
/// <code>
/// domain = maximum × Σ (weight × points) ÷ Σ (weight × points possible), over its scored measures
/// score = Σ (weight × domain) ÷ Σ weights, over the scored domains;  then bonus, gates in their order
/// </code>
/// Not rounded. Part of a contract's terms: two parties that hold the same digest hold the same measures, targets and weights.
/// </summary>
public sealed record MeasureSet
{
    /// <summary>A stable name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>Which version of the set.</summary>
    public required string Version { get; init => field = Given.Of(value); }

    /// <summary>First and last day that it scores, both inclusive.</summary>
    public required DateInterval Period { get; init => field = Given.Of(value); }

    /// <summary>The domains, 1 to 100, with at most 1,000 measures together. Their weights add up to 1.</summary>
    public required ValueList<MeasureDomain> Domains { get; init => field = Given.Of(value); }

    /// <summary>The score of somebody with all points.</summary>
    public decimal Maximum { get; init; } = 100m;

    /// <summary>What happens to a domain that has no score.</summary>
    public UnscoredDomain WithoutScore { get; init; }

    /// <summary>The score of a domain without one, for <see cref="UnscoredDomain.Neutral"/>.</summary>
    public decimal? NeutralScore { get; init; }

    /// <summary>The fewest scored domains with which there is a score.</summary>
    public int MinimumDomains { get; init; } = 1;

    /// <summary>The fewest scored measures, those of all domains together, with which there is a score.</summary>
    public int MinimumMeasures { get; init; } = 1;

    /// <summary>The most bonus points; <see langword="null"/> where there is no bonus.</summary>
    public decimal? MostBonus { get; init; }

    /// <summary>What stands between the score and its use, in this order.</summary>
    public ValueList<ScoreGate> Gates { get; init => field = Given.Of(value); } = [];

    /// <summary>The mix of tiers that the contract states; a set outside has a warning.</summary>
    public ValueList<TierShare> Mix { get; init => field = Given.Of(value); } = [];

    /// <summary>Where the set stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Whether a statute or a regulation states the measures, and not the parties: nobody is then asked for a map from measure to
    /// work, which belongs to whoever made the measure.</summary>
    public bool IsStatutory { get; init; }

    /// <summary>The set in plain sentences: what is scored, with which weights.</summary>
    internal IEnumerable<CitedSentence> Sentences
    {
        get
        {
            yield return new($"The score is that of the measures {Id}, version {Version}, {Dates.Text(Period)}: 0 to "
                + $"{NumberText.Number(Maximum)} points, of which the share is taken.", Authority);
            yield return new($"A domain without a score: {WithoutScoreInWords}. There is a score with at least {Some(MinimumDomains,
                "domain")} that {(MinimumDomains == 1 ? "has" : "have")} one and {Some(MinimumMeasures, "measure")} with points"
                + (MostBonus is { } bonus ? $"; bonus points add at most {NumberText.Number(bonus)}." : "."));
            foreach (var domain in Domains)
            {
                yield return new($"{domain.Name} is {domain.Weight} of the score"
                    + (domain.MinimumMeasures > 1
                        ? FormattableString.Invariant($", with at least {domain.MinimumMeasures} scored measures.") : "."));
                foreach (var scored in domain.Measures)
                {
                    yield return new(scored.Measure.Status == MeasureStatus.ReportingOnly
                        ? $"{domain.Name}, {scored.Measure.Title}: reported only."
                        : $"{domain.Name}, {scored.Measure.Title}: weight {NumberText.Number(scored.Weight)}, at most "
                            + $"{NumberText.Number(scored.Points.Most)} points, {scored.Points}.{scored.Measure.WithoutInWords}",
                        scored.Measure.Authority ?? scored.Points.Authority);
                }
            }

            foreach (var gate in Gates)
            {
                yield return new($"{gate}.", gate.Authority);
            }
        }
    }

    private string WithoutScoreInWords => WithoutScore switch
    {
        UnscoredDomain.Reweighted => "the others carry its weight in proportion",
        UnscoredDomain.Zero => "it scores nothing",
        UnscoredDomain.Neutral => $"it scores {(NeutralScore is { } points ? NumberText.Number(points) : "neutral")} points",
        UnscoredDomain.NoScore => "there is no score at all",
        _ => EnumText.Of(WithoutScore),
    };

    private static string Some(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? string.Empty : "s")}");

    /// <summary>Every measure, in order.</summary>
    internal IEnumerable<ScoredMeasure> Measures => Domains.SelectMany(static d => d.Measures);

    /// <summary>Everything that is wrong with the set; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>What is allowed and unwise: no minimum, no map from measure to work, a target without a baseline, a mix outside the stated
    /// one.</summary>
    /// <exception cref="SettlementException">The set is not sound; carries every reason.</exception>
    public ValueList<MeasureWarning> Warnings()
    {
        var failures = Validate();
        return failures.Count == 0 ? MeasureWarnings.Of(this) : throw new SettlementException(failures);
    }

    /// <summary>The score of what was observed.</summary>
    /// <param name="observations">One for each measure, or one for each of its strata, which are then added. A measure without any is
    /// missing.</param>
    /// <param name="bonus">Bonus points, where the set has them.</param>
    /// <exception cref="SettlementException">The set is not sound, or an observation cannot be; carries every reason.</exception>
    public SetScore Score(ValueList<Observation> observations, Figure? bonus = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var failures = new List<Failure>();
        Validate("measureSet", failures);
        var found = failures.Count == 0 ? ObservedMeasures.Of(this, observations, failures) : null;
        if (bonus is { Value: < 0m } or { Unit: Unit.Money or Unit.PerCapita })
        {
            failures.Add(new("bonus", "bonus", bonus.ToString(), "Bonus points are 0 or more, and points.", "State them as points."));
        }

        if ((bonus is null) != (MostBonus is null) && failures.Count == 0)
        {
            failures.Add(new("bonus", "bonus", bonus?.ToString() ?? string.Empty,
                MostBonus is null ? "The set knows no bonus."
                    : $"The set has a bonus of at most {NumberText.Number(MostBonus.Value)} points.",
                MostBonus is null ? "Leave it out, or state the most bonus points in the set." : "State the bonus points; 0 for none."));
        }

        return failures.Count == 0 ? ScorePass.Of(this, found!, bonus) : throw new SettlementException(failures);
    }

    /// <summary>
    /// The set with the measures of some classes of controllability and no others: what may cost a provider, where only what it decides
    /// may. The weights of the domains that remain stay in proportion, as those of domains without a score do, and so do the weights of
    /// measures in a domain. Gates on measures that are left out, and the mix of tiers of the whole set, are left out too.
    /// </summary>
    /// <param name="kept">The classes that are kept, for example <see cref="Controllability.Provider"/>.</param>
    /// <exception cref="SettlementException">The set is not sound, a scored measure states no class, none remains, or a domain is left out
    /// of a set that does not let the others carry its weight; carries every reason.</exception>
    public MeasureSet ControlledBy(params ReadOnlySpan<Controllability> kept)
    {
        var (classes, failures) = (kept.ToArray(), new List<Failure>());
        Validate(string.Empty, failures);
        for (var i = 0; i < Domains.Count && failures.Count == 0; i++)
        {
            for (var j = 0; j < Domains[i].Measures.Count; j++)
            {
                if (Domains[i].Measures[j].Measure is { Controllability: null, Status: MeasureStatus.Contractual } measure)
                {
                    failures.Add(new("measure-no-controllability",
                        Paths.Item(Paths.Item(string.Empty, "domains", i), "measures", j) + ".measure.controllability", measure.Id,
                        "Who moves a measure is stated before it is asked which ones the provider moves.",
                        "State Provider, Shared or System."));
                }
            }
        }

        SettlementException.ThrowIfAny(failures);

        bool IsKept(ScoredMeasure scored) => scored.Measure.Controllability is { } by && Array.IndexOf(classes, by) >= 0;
        var domains = Domains.Select(domain => domain with { Measures = domain.Measures.Where(IsKept).ToValueList() })
            .Where(static domain => domain.Measures.Any(static m => m.Measure.Status == MeasureStatus.Contractual)).ToArray();
        var weight = domains.Sum(static domain => domain.Weight.Fraction);
        var words = string.Join(", ", classes.Select(static by => EnumText.Of(by)));
        if (domains.Length == 0 || weight == 0m)
        {
            throw new SettlementException([new("set-empty", "domains", words, $"No weight of the set {Id} is on measures of these classes.",
                "Keep other classes, or add measures.")]);
        }

        if (domains.Length < Domains.Count && WithoutScore != UnscoredDomain.Reweighted)
        {
            throw new SettlementException([new("set-restricted", "withoutScore", EnumText.Of(WithoutScore),
                "A domain is left out, and in this set the others do not carry the weight of one that has no score.",
                "Write the set of these measures with weights of its own.")]);
        }

        return this with
        {
            Id = $"{Id} ({words})",
            Domains = domains.Select(domain => domain with
            {
                Weight = Rate.Of(domain.Weight.Fraction / weight),
                MinimumMeasures = Math.Min(domain.MinimumMeasures,
                    domain.Measures.Count(static m => m.Measure.Status == MeasureStatus.Contractual)),
            }).ToValueList(),
            MinimumDomains = Math.Min(MinimumDomains, domains.Length),
            MinimumMeasures = Math.Min(MinimumMeasures,
                domains.Sum(static domain => domain.Measures.Count(static m => m.Measure.Status == MeasureStatus.Contractual))),
            Gates = Gates.Where(gate => gate.Measure is not { } id
                || domains.Any(domain => domain.Measures.Any(m => m.Measure.Id == id))).ToValueList(),
            Mix = [],
        };
    }

    /// <summary>The observations of the set's measures among those of a larger set.</summary>
    /// <param name="observations">The observations of the larger set.</param>
    public ValueList<Observation> Among(ValueList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var own = Measures.Select(static m => m.Measure.Id).ToHashSet(StringComparer.Ordinal);
        return observations.Where(observation => own.Contains(observation.Measure)).ToValueList();
    }

    /// <summary>How many cases and points each measure lacks: what a review in the middle of the year looks at.</summary>
    /// <param name="observations">What was observed so far.</param>
    /// <exception cref="SettlementException">The set is not sound, or an observation cannot be; carries every reason.</exception>
    public ValueList<MeasureGap> Gaps(ValueList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var failures = new List<Failure>();
        Validate("measureSet", failures);
        var found = failures.Count == 0 ? ObservedMeasures.Of(this, observations, failures) : null;
        return failures.Count == 0 ? Measures.Select(m => MeasureGap.Of(m, found!.Of(m.Measure))).ToValueList()
            : throw new SettlementException(failures);
    }

    /// <summary>The set's name, version and period.</summary>
    public override string ToString() => $"{Id} {Version}, {Dates.Text(Period)}: {string.Join("; ", Domains.Take(10))}";

    internal void Validate(string path, List<Failure> failures)
    {
        foreach (var (text, member) in new[] { (Id, "id"), (Version, "version") })
        {
            TextRules.Validate(text, path, member, failures);
            if (string.IsNullOrWhiteSpace(text))
            {
                failures.Add(new("name-empty", Paths.Join(path, member), text, "A set has an id and a version.", "Write what the contract "
                    + "calls it."));
            }
        }

        if (Gates.Count > 100 || Mix.Count > 10)
        {
            failures.Add(new("gates-count", Paths.Join(path, "gates"), NumberText.Number(Gates.Count),
                "A set has at most 100 gates and a mix "
                + "of at most 10 shares.", "Leave out what does not act."));
            return;
        }

        for (var i = 0; i < Mix.Count; i++)
        {
            if (!Enum.IsDefined(Mix[i].Tier) || Mix[i].Least > Mix[i].Most || Mix[i].Least < Rate.Zero || Mix[i].Most > Rate.One)
            {
                failures.Add(new("mix-share", Paths.Item(path, "mix", i), Mix[i].ToString(),
                    "A share of a tier lies between 0 and 100 %, the least not above the most.", "Correct the mix of the contract."));
            }
        }

        TextRules.Validate(Authority, path, failures);
        if (!DateRules.Validate(Period, Paths.Join(path, "period"), failures))
        {
            return;
        }

        if (Domains.Count is 0 or > 100 || Domains.Sum(static d => (long)d.Measures.Count) > 1_000)
        {
            failures.Add(new("domains-count", Paths.Join(path, "domains"), NumberText.Number(Domains.Count),
                "A set has 1 to 100 domains with at most 1,000 measures.", "Split the set."));
            return;
        }

        ValidateScore(path, failures);
        for (var i = 0; i < Domains.Count; i++)
        {
            ValidateDomain(Domains[i], Paths.Item(path, "domains", i), failures);
        }

        foreach (var twice in Measures.GroupBy(static m => m.Measure.Id, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            failures.Add(new("measure-twice", Paths.Join(path, "domains"), twice.Key, "A measure stands once in a set.",
                "Leave the second one out, or give its version an id of its own."));
        }

        for (var i = 0; i < Gates.Count; i++)
        {
            Gates[i].Validate(this, Paths.Item(path, "gates", i), failures);
        }
    }

    private void ValidateScore(string path, List<Failure> failures)
    {
        PointsRule.ValidatePoints(path, failures, ("maximum", Maximum), ("mostBonus", MostBonus ?? 0m),
            ("neutralScore", NeutralScore ?? 0m));
        if (Maximum == 0m || (WithoutScore == UnscoredDomain.Neutral) != NeutralScore is not null || NeutralScore > Maximum
            || !Enum.IsDefined(WithoutScore))
        {
            failures.Add(new("score-scale", Paths.Join(path, "neutralScore"), NeutralScore is { } n ? NumberText.Number(n) : string.Empty,
                $"A score has a maximum above zero; a neutral score (0 to {NumberText.Number(Maximum)}) is stated with Neutral and "
                + "with nothing else.", "State the maximum, and the neutral score where domains without one have it."));
        }

        if (MinimumDomains < 1 || MinimumDomains > Domains.Count)
        {
            failures.Add(new("minimum-domains", Paths.Join(path, "minimumDomains"), NumberText.Number(MinimumDomains),
                $"The fewest scored domains are 1 to {NumberText.Number(Domains.Count)}, the number of domains.", "Correct the minimum."));
        }

        var scored = Measures.Count(static m => m.Measure.Status == MeasureStatus.Contractual);
        if (MinimumMeasures < 1 || MinimumMeasures > Math.Max(scored, 1))
        {
            failures.Add(new("minimum-measures", Paths.Join(path, "minimumMeasures"), NumberText.Number(MinimumMeasures),
                $"The fewest scored measures are 1 to {NumberText.Number(scored)}, the number of measures that are scored.",
                "Correct the minimum, or add measures."));
        }

        var weights = Domains.Sum(static d => d.Weight.Fraction);
        if (Math.Abs(weights - 1m) > 1e-20m)
        {
            failures.Add(new("weights-sum", Paths.Join(path, "domains"), UnitText.Exact(weights, Unit.Rate),
                "The weights of the domains add up to 100 %.", "Correct the weights of the contract."));
        }
    }

    private void ValidateDomain(MeasureDomain domain, string path, List<Failure> failures)
    {
        TextRules.Validate(domain.Name, path, "name", failures);
        if (string.IsNullOrWhiteSpace(domain.Name) || Domains.Count(d => d.Name == domain.Name) > 1)
        {
            failures.Add(new("domain-name", Paths.Join(path, "name"), domain.Name, "A domain has a name of its own.", "Name it."));
        }

        if (domain.Weight.Fraction is < 0m or > 1m)
        {
            failures.Add(new("rate-range", Paths.Join(path, "weight"), domain.Weight.ToString(), "A weight lies between 0 and 100 %.",
                "Write it as a fraction: 0.25 for 25 %."));
        }

        var contractual = domain.Measures.Count(static m => m.Measure.Status == MeasureStatus.Contractual);
        if (domain.MinimumMeasures < 1 || domain.MinimumMeasures > contractual)
        {
            failures.Add(new("minimum-measures", Paths.Join(path, "minimumMeasures"), NumberText.Number(domain.MinimumMeasures),
                $"The fewest scored measures are 1 to {NumberText.Number(contractual)}, the number of measures that are scored.",
                "Correct the minimum, or add measures."));
        }

        for (var i = 0; i < domain.Measures.Count; i++)
        {
            var (measure, at) = (domain.Measures[i], Paths.Item(path, "measures", i));
            measure.Measure.Validate(Paths.Join(at, "measure"), Period, measure.Points.Most, failures);
            measure.Points.Validate(Paths.Join(at, "points"), measure.Measure.Direction ?? Direction.HigherIsBetter, failures);
            if (measure.Points is BandPoints band && (band.Target is null) != (measure.Measure.Form == MeasureForm.ObservedToExpected))
            {
                failures.Add(new("band-target", Paths.Join(at, "points.target"), band.Target?.ToString() ?? string.Empty,
                    "Bands around a target are of a share of cases, bands without one of observed against expected cases.",
                    "State the target of a proportion; leave it out for observed to expected."));
            }

            measure.Measure.ValidateEdges(measure.Points.Edges, Paths.Join(at, "points"), failures);
            if (measure.Weight is <= 0m or > 1_000_000m || measure.Points.Most <= 0m)
            {
                failures.Add(new("measure-weight", Paths.Join(at, "weight"), NumberText.Number(measure.Weight),
                    "A measure has a weight and possible points above zero.",
                        "Weigh it, or report it only (MeasureStatus.ReportingOnly)."));
            }
        }
    }
}
