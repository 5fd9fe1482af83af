using NodaTime;

namespace ValueSettlement;

/// <summary>What happened under a contract in its period: figures and facts. It holds anything; settling judges it.</summary>
public sealed record Experience
{
    /// <summary>The name of the part of the contract that it belongs to; <see langword="null"/> for the whole.</summary>
    public string? Arrangement { get; init; }

    /// <summary>What spending is compared with: stated or computed, in the contract's currency.</summary>
    public Figure? Benchmark { get; init => field = Figure.In(Unit.Money, value); }

    /// <summary>What was spent: stated or computed, in the contract's currency.</summary>
    public Figure? Expenditure { get; init => field = Figure.In(Unit.Money, value); }

    /// <summary>The opening amount, where the contract or the part has one that is stated.</summary>
    public Figure? Opening { get; init => field = Figure.In(Unit.Money, value); }

    /// <summary>
    /// The other facts; each is read by a clause, and none is given twice: at most 1,000 numbers and 1,000 facts of other kinds. Numbers
    /// come first, in the order of their names, and then the rest in theirs, as a document holds them apart: a failure names a number
    /// <c>numbers.participant-revenue</c>, and any other fact by its place among those that are no numbers, <c>facts[0]</c>.
    /// </summary>
    public ValueList<Fact> Facts { get; init => field = NumbersFirst(Given.Of(value)); } = [];

    /// <summary>One experience for each part of the contract, in any order; those of its parts have parts of their own.</summary>
    public ValueList<Experience> Parts { get; init => field = Given.Of(value); } = [];

    /// <summary>The currency of the amounts; <see langword="null"/> for the contract's. Another one is an error.</summary>
    public string? Currency { get; init; }

    /// <summary>The days that the figures cover, both ends inclusive; <see langword="null"/> for the contract's term. Outside the term is
    /// an error.</summary>
    public DateInterval? Period { get; init; }

    /// <summary>
    /// The digest of the terms that made the figures, if a programme made them: a contract of other terms, or of none, refuses them.
    /// <see langword="null"/> for figures that were stated. Not part of the digest.
    /// </summary>
    public Digest? Terms { get; init; }

    /// <summary>The digest of the events, incidents, reports or patients that a programme counted, with the day that they were looked at
    /// from; part of the digest, so that other evidence of the same amount is another fact. <see langword="null"/> for figures that were
    /// stated.</summary>
    public Digest? Counted { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>Refuses parts that no document holds before anything writes or digests them: shared ones may be millions.</summary>
    /// <exception cref="SettlementException">There are more parts than a document holds.</exception>
    internal void RefuseTooManyParts()
    {
        var waiting = new Stack<Experience>([this]);
        for (var left = MostParts; waiting.TryPop(out var next); left--)
        {
            if (left < 0 || waiting.Count + next.Parts.Count > MostParts)
            {
                throw new SettlementException([new("parts-too-many", "parts", string.Empty,
                    FormattableString.Invariant($"An experience has at most {MostParts:#,##0} parts, those of all levels together."),
                    "Leave out what no contract reads.")]);
            }

            foreach (var part in next.Parts)
            {
                waiting.Push(part);
            }
        }
    }

    private const int MostParts = 200_000;

    /// <summary>The same experience without the amounts and dates that no calculation can hold; they have been reported.</summary>
    internal Experience InRange() => this with
    {
        Benchmark = InRange(Benchmark),
        Expenditure = InRange(Expenditure),
        Opening = InRange(Opening),
        Facts = Facts.Select(static fact => fact switch
        {
            Number { Row.Unit: Unit.Rate } stated when !stated.Holds() => stated with { Figure = Rate.Zero },
            Number stated => stated with { Figure = InRange(stated.Figure)! },
            Quality { Score.Value: < 0m or > 1m } quality => quality with { Score = Rate.Zero },
            Termination stated when !DateRules.Hold(stated.EffectiveDate) => stated with { EffectiveDate = new(2000, 1, 1) },
            _ => fact,
        }).ToValueList(),
    };

    /// <summary>Numbers in the order of their names, then the rest in theirs.</summary>
    private static ValueList<Fact> NumbersFirst(ValueList<Fact> facts)
    {
        var given = facts.AsSpan();
        for (var i = 1; i < given.Length; i++)
        {
            if (given[i] is Number number && !(given[i - 1] is Number before && string.CompareOrdinal(before.Name, number.Name) <= 0))
            {
                return [.. facts.OfType<Number>().OrderBy(static n => n.Name, StringComparer.Ordinal),
                    .. facts.Where(static fact => fact is not Number)];
            }
        }

        return facts;
    }

    private static Figure? InRange(Figure? figure) =>
        figure?.Value is > Money.Largest or < -Money.Largest ? figure with { Value = 0m } : figure;
}

/// <summary>A settlement, or everything that is wrong.</summary>
/// <param name="Settlement">The settlement, or <see langword="null"/>.</param>
/// <param name="Failures">Everything that is wrong; empty if there is a settlement.</param>
public sealed record Outcome(Settlement? Settlement, ValueList<Failure> Failures)
{
    /// <summary>Whether there is a settlement.</summary>
    public bool IsSettled => Settlement is not null;

    /// <summary>The settlement in one sentence, or everything that is wrong.</summary>
    public override string ToString() => Settlement?.ToString() ?? string.Join(" ", Failures);
}
