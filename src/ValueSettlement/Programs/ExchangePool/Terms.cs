using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Programs;

/// <summary>What happens to a participant of an <see cref="ExchangePool"/> whose score is absent.</summary>
public enum UnscoredParticipant
{
    /// <summary>It is left out: no rate and no factor is found for it. Its part of the contract claims nothing, and nothing is withheld of
    /// it.</summary>
    LeftOut,

    /// <summary>It is paid as without the pool, by a factor of 1: a part that neither brings in nor takes out anything.</summary>
    Neutral,
}

/// <summary>What becomes of an <see cref="ExchangePool"/> in which no score earns anything.</summary>
public enum UnclaimedPool
{
    /// <summary>No amount is defined: such a year is refused.</summary>
    Refused,

    /// <summary>Nothing is paid back: every scored participant loses what was withheld, and the payer keeps it.</summary>
    Kept,
}

/// <summary>What decides an <see cref="ExchangePool"/> for one period. Every rule is the contract's own: nothing is preset.</summary>
public sealed record ExchangePoolTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init => field = Given.Of(value); }

    /// <summary>First and last day of the period, both inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The names of the participants, no two the same, in the order in which the contract has them as parts.</summary>
    public required ValueList<string> Participants { get; init => field = Given.Of(value); }

    /// <summary>The share of each base that is withheld, above 0 and at most 1: 2 % for hospitals from fiscal year 2017.</summary>
    public required Cited<Rate> Withhold { get; init => field = Given.Of(value); }

    /// <summary>The greatest score, positive, for example 100.</summary>
    public required Cited<decimal> MaximumScore { get; init => field = Given.Of(value); }

    /// <summary>The share of what is withheld that is paid back, above 0 and at most 1; <see langword="null"/> for the whole of it, on the
    /// authority of the withhold.</summary>
    public Cited<Rate>? PaybackShare { get; init; }

    /// <summary>
    /// The share of its withhold that a score earns, before the slope: a scale by score in points with values that are not negative, for
    /// example knots of a logistic function. <see langword="null"/> for the straight line, score ÷ greatest score.
    /// </summary>
    public Cited<Scale>? Curve { get; init; }

    /// <summary>What happens to a participant without a score. No default: rules differ, and have changed.</summary>
    public required Cited<UnscoredParticipant> Unscored { get; init => field = Given.Of(value); }

    /// <summary>What becomes of the pool if no score earns anything; <see langword="null"/> if the rule does not say: such a year is
    /// refused.</summary>
    public Cited<UnclaimedPool>? Unclaimed { get; init; }

    /// <summary>
    /// The most that a participant gains beyond its withhold, as a share of its base, above 0 and at most 1; <see langword="null"/> for no
    /// limit. What a limit takes off goes to nobody else.
    /// </summary>
    public Cited<Rate>? GreatestGain { get; init; }

    /// <summary>The rules in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Withhold.Value} withheld, {PaybackShare?.Value ?? Rate.One} ")
        + $"of it paid back, {(Curve is null ? "in proportion to the score" : "by a scale of scores")}";

    /// <inheritdoc/>
    public override Contract Contract() => ExchangePool.For(this).Contract;

    /// <summary>Scores decide what every participant claims of the pool.</summary>
    internal override bool DependsOnQuality => true;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences => SentencesIn(new());

    /// <summary>The rules in the words of the programme whose exchange function it is.</summary>
    internal IEnumerable<CitedSentence> SentencesIn(ExchangeWords words)
    {
        var one = words.Contract.Provider;
        var article = "aeiou".Contains(one[0], StringComparison.OrdinalIgnoreCase) ? "an" : "a";
        yield return new($"Of the {words.Base} of each {one} {Withhold.Value} {words.Happens}.", Withhold.Authority);
        yield return Curve is { } curve
            ? new($"A score earns a share of {words.Share}, by this scale of scores: {curve.Value}.", curve.Authority)
            : new($"A score earns this share of {words.Share}: score ÷ {NumberText.Number(MaximumScore.Value)}, the greatest score. "
                + $"That is what {article} {one} claims.", MaximumScore.Authority);
        yield return new($"Of all that {words.Happens}, {PaybackShare?.Value ?? Rate.One} is the pool. "
            + "It is paid in proportion to what is claimed.", PaybackShare?.Authority ?? Withhold.Authority);
        yield return new((Unscored.Value == UnscoredParticipant.Neutral
            ? $"{ContractWords.Sentence(article)} {one} without a score is paid as without the pool"
                : $"{ContractWords.Sentence(article)} {one} without a score is left out")
            + $": nothing is taken off its {words.Base}, and it claims nothing.", Unscored.Authority);
        if (Unclaimed is { Value: UnclaimedPool.Kept } kept)
        {
            yield return new("If no score earns anything, nothing is paid back.", kept.Authority);
        }

        if (GreatestGain is { } most)
        {
            yield return new($"After {words.Share} is taken off, {article} {one} gains at most {most.Value} of its {words.Base}; what lies "
                + $"above that goes to no other {one} and stays with the {words.Contract.Payer}.", most.Authority);
        }
    }

    private protected override ExchangePoolTerms Resolve() =>
        PaybackShare is null ? this with { PaybackShare = new(Rate.One, Withhold.Authority) } : this;

    private protected override void Validate(List<Failure> failures)
    {
        ValidateNames(Participants, "participants", failures);
        ValidateShare(Withhold.Value, "withhold", failures);
        if (PaybackShare is { } payback)
        {
            ValidateShare(payback.Value, "paybackShare", failures);
        }

        if (MaximumScore.Value is <= 0m or > Scale.Largest)
        {
            failures.Add(new("score-range", "maximumScore", NumberText.Number(MaximumScore.Value),
                "The greatest score is positive, at most 1,000,000,000.", "State the score of a participant that earns everything."));
        }

        if (Unscored.Value is not (UnscoredParticipant.LeftOut or UnscoredParticipant.Neutral))
        {
            failures.Add(new("unscored-unknown", "unscored", EnumText.Of(Unscored.Value),
                "A participant without a score is left out, or paid as without the pool.", "State one of the two."));
        }

        if (Unclaimed is { } unclaimed && !Enum.IsDefined(unclaimed.Value))
        {
            failures.Add(new("unclaimed-unknown", "unclaimed", EnumText.Of(unclaimed.Value),
                "A pool in which no score earns anything is refused, or nothing of it is paid back.", "State one of the two."));
        }

        if (GreatestGain is { } most)
        {
            ValidateShare(most.Value, "greatestGain", failures);
        }

        Curve?.Value.Validate("curve", failures);
        Curve?.Value.ValidateValues("curve", 0m, Scale.Largest, "A score earns a share that is not negative.", failures);
    }

    /// <summary>Validates the names of those that a pool divides among.</summary>
    internal static void ValidateNames(ValueList<string> participants, string path, List<Failure> failures)
    {
        if (participants.Count == 0)
        {
            failures.Add(new("participants-none", path, "0", "A pool has participants.", "State at least one."));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < participants.Count; i++)
        {
            var at = Paths.Item(string.Empty, path, i);
            TextRules.Validate(participants[i], string.Empty, at, failures);
            if (string.IsNullOrWhiteSpace(participants[i]) || !names.Add(participants[i]))
            {
                failures.Add(new("id-twice", at, participants[i], "Every participant has a name of its own.",
                    "Name it, or leave the second one out."));
            }
        }
    }

    private static void ValidateShare(Rate share, string path, List<Failure> failures)
    {
        if (share <= Rate.Zero || share > Rate.One)
        {
            failures.Add(new("rate-range", path, share.ToString(), "A share is above 0 and at most 100 %.",
                "Write it as a fraction: 0.02 for 2 %."));
        }
    }
}
