using NodaTime;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>The performance standard of one measure: from where on a result has points, and where it has all of them.</summary>
public sealed record PerformanceStandard
{
    /// <summary>The id of the measure, for example "MORT-30-AMI". A standard that has the name of its domain is the domain's score
    /// itself.</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>The domain, by its name in the rules.</summary>
    public required string Domain { get; init => field = Given.Of(value); }

    /// <summary>Which way a result is better; needed with a threshold, and threshold and benchmark must agree with it.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The achievement threshold, −1,000,000 to 1,000,000 in the unit of the result.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>The benchmark, at least as good as the threshold.</summary>
    public decimal? Benchmark { get; init; }

    /// <summary>
    /// Instead of threshold and benchmark: the points are stated, 0 to this many, above 0. For a report that has points and no results, and
    /// for what is no measure, such as points for consistency.
    /// </summary>
    public decimal? StatedPoints { get; init; }

    /// <summary>The fewest cases on which a result is judged, that number included; below it the measure is left out.
    /// <see langword="null"/> where any number is judged.</summary>
    public decimal? MinimumCases { get; init; }

    /// <summary>Its weight among the measures of its domain, above 0 and at most 1,000,000: only proportions count.</summary>
    public decimal Weight { get; init; } = 1m;

    /// <summary>What a result is made of: stated, as published; or numerators with denominators or expected cases, which also say how many
    /// cases are missing to the next point.</summary>
    public MeasureForm Form { get; init; } = MeasureForm.Stated;

    /// <summary>The score of a whole domain, 0 to 100, as a report states it.</summary>
    /// <param name="domain">The domain, by its name in the rules.</param>
    public static PerformanceStandard OfDomain(string domain) => new() { Measure = domain, Domain = domain, StatedPoints = 100m };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal bool IsDomain => string.Equals(Measure, Domain, StringComparison.Ordinal);

    internal PointsRule Points(Cited<PointsCurve>? achievement, Cited<PointsCurve>? improvement, Authority authority) =>
        StatedPoints is { } stated
        ? ScalePoints.Linear(0m, Math.Max(stated, 0.001m), Math.Max(stated, 0.001m)) with { Authority = authority }
        : new BestOf(
            new AchievementPoints(Threshold.GetValueOrDefault(), Benchmark.GetValueOrDefault())
            {
                Curve = achievement!.Value,
                Authority = achievement.Authority,
            },
            new ImprovementPoints(Benchmark.GetValueOrDefault())
            {
                Curve = improvement!.Value,
                Authority = improvement.Authority,
            })
        { Authority = authority };

    internal void Validate(string path, ValueList<PurchasingDomain>? domains, List<Failure> failures)
    {
        TextRules.Validate(Measure, path, "measure", failures);
        if (string.IsNullOrWhiteSpace(Measure))
        {
            failures.Add(new("name-empty", Paths.Join(path, "measure"), Measure, "A measure has an id.",
                "Write what the programme calls it."));
        }

        if (domains is not null && !domains.Any(d => string.Equals(d.Name, Domain, StringComparison.Ordinal)))
        {
            failures.Add(new("domain-unknown", Paths.Join(path, "domain"), Domain, "The year has no such domain.",
                NearName.Meant(Domain, [.. domains.Select(static d => d.Name)])
                    + $"Name one of {string.Join(", ", domains.Take(10).Select(static d => d.Name))}."));
        }

        var results = Threshold is not null || Benchmark is not null;
        if (results == StatedPoints is not null || (results && (Threshold is null || Benchmark is null)))
        {
            failures.Add(new("standard-incomplete", path, Measure, "A standard has a threshold and a benchmark, or points that are stated.",
                "State both of the two, or the most points."));
        }

        if (StatedPoints is <= 0m or > PointsRule.Largest)
        {
            failures.Add(new("points-range", Paths.Join(path, "statedPoints"), NumberText.Number(StatedPoints.Value),
                "The most points lie above 0 and are at most 1,000,000.", "State how many points are possible."));
        }

        foreach (var (value, member) in new[] { (Threshold, "threshold"), (Benchmark, "benchmark") })
        {
            if (value is < -PointsRule.Largest or > PointsRule.Largest)
            {
                failures.Add(new("result-range", Paths.Join(path, member), NumberText.Number(value.Value),
                    "Results lie between −1,000,000 and 1,000,000.", "Check the unit of the measure."));
            }
        }

        if (Weight is <= 0m or > PointsRule.Largest)
        {
            failures.Add(new("measure-weight", Paths.Join(path, "weight"), NumberText.Number(Weight),
                "A weight lies above 0 and is at most 1,000,000.",
                "State it in the unit of the others, or leave it out where all are alike."));
        }

        if (MinimumCases is < 0m or > 1_000_000_000m)
        {
            failures.Add(new("minimum-range", Paths.Join(path, "minimumCases"), NumberText.Number(MinimumCases.Value),
                "The fewest cases lie between 0 and 1,000,000,000.", "State how many cases are judged."));
        }

        if (!Enum.IsDefined(Form))
        {
            failures.Add(new("standard-unknown", Paths.Join(path, "form"), EnumText.Of(Form), "A form is one of its list.", "Choose one."));
        }

        if (Direction is { } stated ? !Enum.IsDefined(stated) : Threshold is not null)
        {
            failures.Add(new("standard-direction", Paths.Join(path, "direction"),
                Direction is { } given ? EnumText.Of(given) : string.Empty,
                "A standard with a threshold says which way a result is better.",
                "State HigherIsBetter (survival) or LowerIsBetter (infections)."));
        }
        else if (Threshold is { } threshold && Benchmark is { } benchmark
            && (Direction == ValueSettlement.Direction.HigherIsBetter ? benchmark < threshold : benchmark > threshold))
        {
            failures.Add(new("benchmark-order", Paths.Join(path, "benchmark"), NumberText.Number(benchmark),
                $"A benchmark is at least as good as its threshold ({NumberText.Number(threshold)}).",
                "Swap the two, or correct which way the measure is better."));
        }
    }
}

/// <summary>A domain of a year: how much of the score it is, and how many measures it needs.</summary>
/// <param name="Name">What it is called, for example "Safety".</param>
/// <param name="Weight">Its weight, 0 to 1; those of a year add up to 1.</param>
/// <param name="MinimumMeasures">The fewest scored measures with which it has a score.</param>
public sealed record PurchasingDomain(string Name, Rate Weight, int MinimumMeasures = 1)
{
    /// <summary>What it is called.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The domain in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name} {Weight}, at least {MinimumMeasures} measure{(MinimumMeasures == 1 ? string.Empty : "s")}");
}

/// <summary>What decides Hospital Value-Based Purchasing for one fiscal year.</summary>
public sealed record HospitalPurchasingTerms : ProgrammeTerms
{
    /// <summary>The federal fiscal year of payment, 2013 to 2100: it begins on 1 October of the year before.</summary>
    public required int Year { get; init; }

    /// <summary>The performance standards of the year, 1 to 1,000, and where they were published.</summary>
    public required Cited<ValueList<PerformanceStandard>> Standards { get; init => field = Given.Of(value); }

    /// <summary>The days from which results come, those of every domain together; <see langword="null"/> for the fiscal year. Needed
    /// only where observations state their own days.</summary>
    public DateInterval? ResultsOf { get; init; }

    /// <summary>
    /// The rules of the year; what is left out is the programme's own. Weights of domains are known for 2016 and from 2019 on, and are
    /// stated for the other years: <c>new() { Domains = … }</c>.
    /// </summary>
    public HospitalPurchasingRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => HospitalValueBasedPurchasing.For(this).Contract;

    internal override bool DependsOnQuality => true;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is not { Withhold: { } withhold, ScoreDivisor: { } divisor, Domains: { } domains, MinimumDomains: { } fewest })
            {
                yield break;
            }

            yield return new($"Of base operating DRG payments {withhold.Value} is withheld.", withhold.Authority);
            yield return new($"The value-based rate is {withhold.Value} × total performance score ÷ {NumberText.Number(divisor.Value)} × "
                + "slope; the slope is the same for all hospitals and is stated each year.", divisor.Authority);
            yield return new($"The amount is base payments × (value-based rate − {withhold.Value}). A hospital outside of the programme "
                + "has nothing withheld and earns nothing.", Authority.Of("42 CFR 412.162(c)"));
            yield return new($"There is a score with at least {NumberText.Number(fewest.Value)} domains that have one.", fewest.Authority);
            foreach (var sentence in PurchasingMeasures.Sentences(domains, Standards, Rules.Achievement, Rules.Improvement))
            {
                yield return sentence;
            }
        }
    }

    internal LocalDate Start => new(Year - 1, 10, 1);

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2013 or > 2100)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"), "The programme pays from fiscal year 2013 on.",
                "State the federal fiscal year of payment."));
            return;
        }

        if (ResultsOf is { } days)
        {
            DateRules.Validate(days, "resultsOf", failures);
        }

        var rules = (Rules ?? new()).On(Start);
        if (rules.Domains is null)
        {
            failures.Add(new("domains-missing", "rules.domains", FormattableString.Invariant($"{Year}"),
                "The weights of the domains are known for fiscal year 2016 and from 2019 on.",
                "State the domains of the year with their weights and where they stand."));
        }

        rules.Validate(failures);
        PurchasingMeasures.Validate(Standards, rules.Domains?.Value, failures);
    }

    private protected override HospitalPurchasingTerms Resolve() => this with { Rules = (Rules ?? new()).On(Start) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
