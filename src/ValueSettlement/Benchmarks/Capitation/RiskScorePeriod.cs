namespace ValueSettlement.Benchmarks;

/// <summary>What a table's factor does to a score: published prose divides, some worksheets multiply by the reciprocal.</summary>
public enum FactorDirection
{
    /// <summary>The score is divided by it.</summary>
    Divide,

    /// <summary>The score is multiplied by it.</summary>
    Multiply,
}

/// <summary>A factor of a risk score together with its direction, because sources disagree and the difference is money.</summary>
/// <param name="Value">The factor, positive.</param>
/// <param name="Direction">Whether the score is divided by it or multiplied by it.</param>
public sealed record RiskFactor(decimal Value, FactorDirection Direction = FactorDirection.Divide)
{
    /// <summary>The factor in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{(Direction == FactorDirection.Divide ? "÷" : "×")} {Value}");

    internal void Validate(string path, List<Failure> failures)
    {
        if (Value is <= 0m or > 10m)
        {
            failures.Add(new("factor-range", Paths.Join(path, "value"), UnitText.Exact(Value, Unit.Factor),
                "A factor of a risk score is above 0 and at most 10.", "Check the number."));
        }

        if (!Enum.IsDefined(Direction))
        {
            failures.Add(new("direction-unknown", Paths.Join(path, "direction"), EnumText.Of(Direction),
                "A score is divided by a factor or multiplied by it.", "Choose Divide or Multiply."));
        }
    }

    /// <summary>The factor at most at its ceiling, which is stated as a divisor; its line says which of the two acts.</summary>
    internal RiskFactor HeldBelow(Workings workings, Cited<decimal> ceiling)
    {
        var most = workings.Given(new("coding-factor-ceiling", "Ceiling of the coding-intensity factor", Unit.Factor, null,
            ceiling.Authority), ceiling.Value);
        var stated = Quantity.Of("stated factor", Value);
        var step = new Step("coding-factor-used", "Coding-intensity factor used", Unit.Factor, null, ceiling.Authority);
        if (Direction == FactorDirection.Divide)
        {
            return this with { Value = workings.Least(step, stated, most).Number };
        }

        var least = workings.Divide(new("coding-factor-least", "The same as a multiplier", Unit.Factor, null, ceiling.Authority),
            Quantity.Of("one", 1m), most);
        return this with { Value = workings.Greatest(step, stated, least).Number };
    }

    internal Quantity Write(Workings workings, Step step, Quantity score, string name) => Direction == FactorDirection.Divide
        ? workings.Divide(step, score, Quantity.Of(name, Value))
        : workings.Multiply(step, score, Quantity.Of(name, Value));
}

/// <summary>A score of one version of the risk model, with its weight in the blend.</summary>
/// <param name="Version">The version, for example "V28".</param>
/// <param name="Weight">Its weight; the weights of a blend add up to 1.</param>
/// <param name="Score">The average raw score.</param>
public sealed record RiskScoreVersion(string Version, Rate Weight, decimal Score)
{
    /// <summary>The version, for example "V28".</summary>
    public string Version { get; init => field = Given.Of(value); } = Given.Of(Version);

    /// <summary>The version in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Version}: {Weight} of {Score}");
}

/// <summary>
/// The risk score of one year before any cap.
/// <code>(Σ weight × raw score of the version) ÷ normalization factor</code>
/// </summary>
/// <param name="Versions">The versions of the model; one with a weight of 1 where nothing is blended.</param>
/// <param name="Normalization">The normalization factor.</param>
public sealed record RiskScorePeriod(ValueList<RiskScoreVersion> Versions, RiskFactor Normalization)
{
    /// <summary>The versions of the model; one with a weight of 1 where nothing is blended.</summary>
    public ValueList<RiskScoreVersion> Versions { get; init => field = Given.Of(value); } = Given.Of(Versions);

    /// <summary>The normalization factor.</summary>
    public RiskFactor Normalization { get; init => field = Given.Of(value); } = Given.Of(Normalization);

    /// <summary>Where the weights of the versions come from; <see langword="null"/> for where the order of the cascade does.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The largest risk score: an average of 1 is that of everybody.</summary>
    internal const decimal LargestScore = 100m;

    /// <summary>The period in words.</summary>
    public override string ToString() => $"{Versions} {Normalization}";

    internal void Validate(string path, List<Failure> failures)
    {
        for (var i = 0; i < Versions.Count; i++)
        {
            var at = Paths.Item(path, "versions", i);
            FigureRules.Fraction(Versions[i].Weight, Paths.Join(at, "weight"), "The weight of a version", failures);
            if (Versions[i].Score is <= 0m or > LargestScore)
            {
                failures.Add(new("score-range", Paths.Join(at, "score"), UnitText.Exact(Versions[i].Score, Unit.Factor),
                    FormattableString.Invariant($"A risk score is above 0 and at most {LargestScore}."), "State the average raw score."));
            }
        }

        Normalization.Validate(Paths.Join(path, "normalization"), failures);
    }

    internal Quantity Write(Workings workings, string key, string label, Authority? authority)
    {
        var pairs = new List<Quantity>();
        foreach (var version in Versions)
        {
            pairs.Add(Quantity.Of(version.Version + " weight", version.Weight.Fraction, Unit.Rate));
            pairs.Add(Quantity.Of(version.Version + " score", version.Score));
        }

        var blended = workings.Blend(new(key + "-blended", label + ", blended raw score", Unit.Factor, null, Authority ?? authority),
            [.. pairs]);
        return Normalization.Write(workings, new(key, label + ", normalized score", Unit.Factor, null, authority), blended,
            "normalization factor");
    }
}
