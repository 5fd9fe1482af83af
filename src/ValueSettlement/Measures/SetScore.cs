using NodaTime;
using ValueSettlement.Statistics;

namespace ValueSettlement.Measures;

/// <summary>What a measure came to.</summary>
public sealed record MeasureScore
{
    /// <summary>The id of the measure.</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>The domain.</summary>
    public required string Domain { get; init => field = Given.Of(value); }

    /// <summary>The result, or why there is none.</summary>
    public required Figure Result { get; init => field = Given.Of(value); }

    /// <summary>The points, or why there are none; the lines say how they came about.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>The points possible.</summary>
    public required decimal Possible { get; init; }

    /// <summary>Where points follow a band: the band, its limits, the way to the next one and the chance that the true band is
    /// another.</summary>
    public FunnelJudgement? Band { get; init; }

    /// <summary>What explains the result, as it was observed.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the points entered the domain.</summary>
    public required bool IsCounted { get; init; }

    /// <summary>The measure and its points.</summary>
    public override string ToString() => Points.Value is { } points
        ? $"{Measure}: {Result}, {UnitText.Of(points, Unit.Points)} of {NumberText.Number(Possible)} points"
        : $"{Measure}: {(Result.Value is null ? string.Empty : $"{Result}, ")}no points ({Points})";
}

/// <summary>What a domain came to.</summary>
public sealed record DomainScore
{
    /// <summary>The domain.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>The score, 0 to the set's maximum, or why there is none.</summary>
    public required Figure Score { get; init => field = Given.Of(value); }

    /// <summary>The weight that it has in the score, after the weight of others went to it; absent if it has none.</summary>
    public required Figure WeightUsed { get; init => field = Given.Of(value); }

    /// <summary>Weight used × score.</summary>
    public required Figure Contribution { get; init => field = Given.Of(value); }

    /// <summary>The domain and its score.</summary>
    public override string ToString() => WeightUsed.Value is null ? $"{Name}: {Score}"
        : $"{Name}: {Score}, weight {WeightUsed}, contributes {Contribution}";
}

/// <summary>What a set of measures came to: a score with every step that led to it, or the reason why there is none.</summary>
public sealed record SetScore
{
    /// <summary>The period of the set: first and last day, both inclusive.</summary>
    public required DateInterval Period { get; init => field = Given.Of(value); }

    /// <summary>The score, 0 to the set's maximum, not rounded.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>The score as a fraction of the maximum: what a contract reads, <c>Quality.Scored(score)</c>.</summary>
    public required Figure Fraction { get; init => field = Given.Of(value); }

    /// <summary>The domains, in the order of the set.</summary>
    public required ValueList<DomainScore> Domains { get; init => field = Given.Of(value); }

    /// <summary>The measures, in the order of the set.</summary>
    public required ValueList<MeasureScore> Measures { get; init => field = Given.Of(value); }

    /// <summary>The least settled stage among the observations.</summary>
    public required DataStage Stage { get; init; }

    /// <summary>The score in words.</summary>
    public override string ToString() => $"{Points} points ({EnumText.Of(Stage)}): {string.Join("; ", Domains.Take(20))}";
}
