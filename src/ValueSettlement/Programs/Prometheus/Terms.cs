using NodaTime;
using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>What decides a PROMETHEUS contract.</summary>
public sealed record PrometheusTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The currency.</summary>
    public string Currency { get; init => field = Given.Of(value); } = "USD";

    /// <summary>
    /// The rules; <see langword="null"/> for the programme's own. <c>Prometheus.For(terms).Rules with { … }</c> replaces single values,
    /// each
    /// with its citation.
    /// </summary>
    public PrometheusRules? Rules { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Prometheus.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is { } rules)
            {
                yield return new(
                    $"An allowance for complications that is not stated is {rules.AllowanceShare.Value} of their expected cost.",
                    rules.AllowanceShare.Authority);
            }
        }
    }

    private protected override PrometheusTerms Resolve() => this with { Rules = Rules ?? PrometheusRules.Own };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What decides the withhold of a PROMETHEUS contract.</summary>
public sealed record PrometheusWithholdTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>First and last day of the performance period.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The currency.</summary>
    public string Currency { get; init => field = Given.Of(value); } = "USD";

    /// <summary>The share of the case rate that is withheld.</summary>
    public required Cited<Rate> Withhold { get; init => field = Given.Of(value); }

    /// <summary>
    /// The rules; <see langword="null"/> for the programme's own. <c>PrometheusWithhold.For(terms).Rules with { … }</c> replaces single
    /// values, each with its citation.
    /// </summary>
    public PrometheusWithholdRules? Rules { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => PrometheusWithhold.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            yield return new($"Of the case rate {Withhold.Value} is withheld.", Withhold.Authority);
        }
    }

    private protected override PrometheusWithholdTerms Resolve() => this with { Rules = Rules ?? PrometheusWithholdRules.Own };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Weights of the own and of other providers' score.</summary>
/// <param name="Own">The own score's weight.</param>
/// <param name="Others">The other providers' weight.</param>
public sealed record OwnAndOthers(Rate Own, Rate Others)
{
    /// <summary>The weights in words.</summary>
    public override string ToString() => $"own score {Own}, other providers' score {Others}";
}
