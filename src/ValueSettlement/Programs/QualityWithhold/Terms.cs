using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>What decides a quality withhold for one period. Every rule is the contract's own: nothing is preset.</summary>
public sealed record QualityWithholdTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init => field = Given.Of(value); }

    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The share of the base, for example of each capitation payment, that is withheld: above 0 and at most 1.</summary>
    public required Cited<Rate> Withhold { get; init => field = Given.Of(value); }

    /// <summary>The share of what was withheld that a score earns back, 0 to 1: <see cref="EarnBack"/> has the usual forms.</summary>
    public required Cited<QualityRate> EarnedBack { get; init => field = Given.Of(value); }

    /// <summary>The measures, their points and their weights, whose score earns the withhold back: <see cref="QualityWithhold.Experience(
    /// Figure, ValueList{Observation}, Figure?, Figure?)"/> scores observations by them. Their period lies inside the term.
    /// <see langword="null"/> where the score is stated.</summary>
    public MeasureSet? Measures { get; init; }

    /// <summary>The fund that what is not earned back goes to; <see langword="null"/> if the payer keeps it.</summary>
    public string? IncentivePool { get; init; }

    /// <summary>What can be earned beyond the withhold; <see langword="null"/> for nothing.</summary>
    public WithholdBonus? Bonus { get; init; }

    /// <summary>The contract's name and period.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id}, {Term.Start:R} to {Term.End:R}");

    /// <inheritdoc/>
    public override Contract Contract() => QualityWithhold.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences =>
    [
        new($"Of the base {Withhold.Value} is withheld.", Withhold.Authority),
        new($"A score earns back this share of what was withheld: {EarnedBack.Value}. "
            + (IncentivePool is { } pool ? $"The rest goes to the {pool}." : "The payer keeps the rest."), EarnedBack.Authority),
        .. Bonus is not { } bonus ? Array.Empty<CitedSentence>() :
        [
            new($"Beyond that a bonus of at most {bonus.Greatest.Value} of the base can be earned.", bonus.Greatest.Authority),
            new($"A score earns this share of the greatest bonus: {bonus.Earned.Value}.", bonus.Earned.Authority),
        ],
        .. Measures?.Sentences ?? [],
    ];

    /// <inheritdoc/>
    internal override void Tell(Settlement settled, List<Line> lines)
    {
        if (settled.Parts.Count > 0)
        {
            // What the parts show is the whole of the contract: their own amounts are steps to the sum, and no clauses of it.
            lines.AddRange(settled.Parts.SelectMany(static part => part.Lines).Where(IsOfResult).Select(static line =>
                line.Kind != LineKind.Clause ? line
                : line with { Kind = LineKind.Figure, Path = string.Empty, Before = null, Effect = default, Within = null }).Distinct());
        }
        else if (settled.Arrangement is null or QualityWithhold.Withhold || settled.Arrangement == settled.ContractId)
        {
            var workings = new Workings();
            workings.Subtract(
                new("not-earned", IncentivePool is { } pool ? $"Not earned back, to the {pool}" : "Not earned back, kept by the payer",
                    Unit.Money, null, Withhold.Authority),
                Quantity.Of("withheld", settled.Opening, Unit.Money), Quantity.Of("earned back", settled.Earned.Unrounded, Unit.Money));
            lines.AddRange(workings.Lines);
        }
    }

    // The way from observations to a score has its place in the statement of the part.
    private static bool IsOfResult(Line line) => line.Kind != LineKind.Opening
        && (line.Path.Length == 0 || line.Key == ScoreKey || line.Path.StartsWith("clauses[", StringComparison.Ordinal));

    /// <summary>The key of the line that says the score as a fraction.</summary>
    internal const string ScoreKey = "quality-score";

    private protected override void Validate(List<Failure> failures)
    {
        ValidateShare(Withhold.Value, "withhold", failures);
        Measures?.Validate("measures", failures);
        if (Measures is { Period: var period } && DateRules.Hold(period) && DateRules.Hold(Term)
            && !(Term.Contains(period.Start) && Term.Contains(period.End)))
        {
            failures.Add(new("score-outside-term", "measures.period", Dates.Text(period),
                $"A score is one of days inside the contract's term, {Dates.Text(Term)}.",
                "Take the measures of the term, or the term of the measures."));
        }

        TextRules.Validate(IncentivePool, string.Empty, "incentivePool", failures);
        if (IncentivePool is not null && string.IsNullOrWhiteSpace(IncentivePool))
        {
            failures.Add(new("name-empty", "incentivePool", IncentivePool, "A fund that money goes to has a name.",
                "Name it, or leave it out if the payer keeps what is not earned back."));
        }

        if (Bonus is { } bonus)
        {
            ValidateShare(bonus.Greatest.Value, "bonus.greatest", failures);
        }
    }

    private static void ValidateShare(Rate share, string path, List<Failure> failures)
    {
        if (share <= Rate.Zero || share > Rate.One)
        {
            failures.Add(new("rate-range", path, share.ToString(), "A share of the base is above 0 and at most 100 %.",
                "Write it as a fraction: 0.02 for 2 %."));
        }
    }
}

/// <summary>What can be earned beyond a withhold.</summary>
public sealed record WithholdBonus
{
    /// <summary>The greatest bonus as a share of the base, above 0 and at most 1.</summary>
    public required Cited<Rate> Greatest { get; init => field = Given.Of(value); }

    /// <summary>The share of the greatest bonus that a score earns, 0 to 1: the score of the withhold, or a second one. What exceeds a
    /// threshold is <see cref="EarnBack.Between"/> the threshold and the whole.</summary>
    public required Cited<QualityRate> Earned { get; init => field = Given.Of(value); }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>The usual forms of what a score from 0 to 1 earns. Any <see cref="QualityRate"/> is one.</summary>
public static class EarnBack
{
    /// <summary>In proportion: a score of 72 % earns 72 %.</summary>
    public static QualityRate InProportion { get; } = new ScoreScaledRate(Rate.One);

    /// <summary>By a ladder or any other table of shares, 0 to 1, by score.</summary>
    /// <param name="ladder">The shares, with a value for every score from 0 to 1.</param>
    public static QualityRate By(Scale ladder) => new RateByScore(ladder);

    /// <summary>Nothing up to one score, everything from another one on, and linear between the two: (score − from) ÷ (whole −
    /// from).</summary>
    /// <param name="from">The score that earns nothing yet, from 0 and below the other one.</param>
    /// <param name="whole">The score that earns everything, at most 1.</param>
    /// <exception cref="ArgumentException">The two scores do not ascend, or lie outside of 0 to 100 %.</exception>
    public static QualityRate Between(Rate from, Rate whole)
    {
        if (from < Rate.Zero || whole > Rate.One)
        {
            throw new ArgumentOutOfRangeException(nameof(from), $"{from} to {whole}", "Scores lie between 0 and 100 %.");
        }

        var scale = Scale.Knots((from.Fraction, 0m), (whole.Fraction, 1m));
        return new RateByScore((from > Rate.Zero ? scale.Below(0m) : scale) is var low && whole < Rate.One ? low.Above(1m) : low);
    }

    /// <summary>All or nothing: everything from a score on, that score included.</summary>
    /// <param name="threshold">The least score that earns anything, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold lies outside of that: every score would earn everything, or
    /// none anything.</exception>
    public static QualityRate From(Rate threshold) => threshold > Rate.Zero && threshold <= Rate.One
        ? RateByScore.Steps((threshold, Rate.One))
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold.ToString(), "A threshold is above 0 and at most 100 %.");
}
