using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What kind of corridor a Medicaid managed-care contract has.</summary>
public enum MedicaidCorridorKind
{
    /// <summary>Spending less funds; the contractor returns the bands' share of unspent funds and bears overspending itself.</summary>
    UnspentFunds,

    /// <summary>
    /// Cost less expected cost; the state bears the bands' share of an excess and receives the bands' share of a shortfall.
    /// </summary>
    ExpectedCost,

    /// <summary>Costs less a target ratio of revenue; bands are shares of revenue.</summary>
    TargetRatio,

    /// <summary>Costs below a least ratio of revenue: the difference is returned.</summary>
    MinimumLossRatio,
}

/// <summary>
/// What decides a Medicaid managed-care corridor for one rating period. Every rule is the contract's own: nothing is preset.
/// </summary>
public sealed record MedicaidCorridorTerms : ProgrammeTerms
{
    /// <summary>What kind of corridor it is.</summary>
    public required MedicaidCorridorKind Form { get; init; }

    /// <summary>First and last day of the rating period, both inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>
    /// The bands, as the contract has them; the examples of <see cref="MedicaidCorridors"/> are clauses of real contracts. Not for
    /// <see cref="MedicaidCorridorKind.MinimumLossRatio"/>.
    /// </summary>
    public Cited<CorridorBands>? Bands { get; init; }

    /// <summary>The target or least ratio of revenue, for the two kinds that have one.</summary>
    public Cited<Rate>? Ratio { get; init; }

    /// <summary>
    /// The day on which the contract and the rate certification with the corridor were documented; must lie before the rating period.
    /// <see langword="null"/> if unknown.
    /// </summary>
    public LocalDate? DocumentedOn { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <summary>The terms in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Form}, {Term.Start:R} to {Term.End:R}, ")
        + $"bands {Bands?.ToString() ?? "none"}, ratio {Ratio?.ToString() ?? "none"}, "
        + $"documented {(DocumentedOn is { } day ? "on " + Dates.Text(day) : "on an unknown day")}";

    /// <inheritdoc/>
    public override Contract Contract() => MedicaidCorridors.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Ratio is { } ratio)
            {
                yield return new($"The ratio of revenue that spending is compared with is {ratio.Value}.", ratio.Authority);
            }
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (!Enum.IsDefined(Form))
        {
            failures.Add(new("corridor-kind", "form", EnumText.Of(Form), "There are four kinds of corridor.",
                $"Choose one of {string.Join(", ", Enum.GetNames<MedicaidCorridorKind>())}."));
            return;
        }

        var bands = Form != MedicaidCorridorKind.MinimumLossRatio;
        if (bands != Bands is not null)
        {
            failures.Add(bands
                ? new("bands-missing", "bands", string.Empty, "This kind of corridor has bands.",
                    "State them with the clause of the contract.")
                : new("term-unused", "bands", string.Empty, "A minimum loss ratio has no bands.", "Leave them out."));
        }

        var ratio = Form is MedicaidCorridorKind.TargetRatio or MedicaidCorridorKind.MinimumLossRatio;
        if (ratio != Ratio is not null)
        {
            failures.Add(ratio
                ? new("ratio-missing", "ratio", string.Empty, "This kind of corridor has a ratio of revenue.",
                    "State it with the clause of the contract.")
                : new("term-unused", "ratio", string.Empty, "This kind of corridor has no ratio.", "Leave it out."));
        }
        else if (Ratio is { } stated && stated.Value.Fraction is <= 0m or > 1m)
        {
            failures.Add(new("rate-range", "ratio", stated.Value.ToString(), "A ratio of revenue lies above 0 and at most at 100 %.",
                "Write it as a fraction: 0.85 for 85 %."));
        }

        if (DocumentedOn is { } day && day >= Term.Start)
        {
            failures.Add(new("corridor-too-late", "documentedOn", Dates.Text(day),
                "A risk corridor is in the contract and the rate certification before the rating period starts and is not added or changed "
                    + "afterwards (42 CFR 438.6(b)(1)).",
                "Settle without it, or state the day of the documents that hold it."));
        }
    }
}
