using NodaTime;

namespace ValueSettlement.Json;

/// <summary>What happened under a contract in its period: figures, numbers by their names, and facts.</summary>
internal sealed record ExperienceDocument
{
    public string? Arrangement { get; init; }

    public Figure? Benchmark { get; init; }

    public Figure? Expenditure { get; init; }

    public Figure? Opening { get; init; }

    /// <summary>
    /// Numbers by their names, each a number or a figure with its source: at most 1,000. A number without a unit counts what its name or
    /// its use counts.
    /// </summary>
    public ValueList<Number> Numbers { get; init => field = Given.Of(value); } = [];

    /// <summary>The facts that are no numbers; each is read by a clause, and none is given twice.</summary>
    public ValueList<Fact> Facts { get; init => field = Given.Of(value); } = [];

    public ValueList<ExperienceDocument> Parts { get; init => field = Given.Of(value); } = [];

    public string? Currency { get; init; }

    public DateInterval? Period { get; init; }

    public Digest? Terms { get; init; }

    public Digest? Counted { get; init; }

    /// <summary>The document of an experience.</summary>
    /// <param name="experience">The experience.</param>
    /// <param name="depth">How many wholes it is a part of; one that is nested deeper than a document can be is written nowhere.</param>
    public static ExperienceDocument Of(Experience experience, int depth = 0)
    {
        if (depth == 0)
        {
            experience.RefuseTooManyParts();
        }

        return Made(experience, depth);
    }

    private static ExperienceDocument Made(Experience experience, int depth) => new()
    {
        Arrangement = experience.Arrangement,
        Benchmark = experience.Benchmark,
        Expenditure = experience.Expenditure,
        Opening = experience.Opening,
        Numbers = experience.Facts.OfType<Number>().ToValueList(),
        Facts = experience.Facts.Where(static fact => fact is not Number).ToValueList(),
        Parts = depth > JsonSetup.MaximumDepth ? [] : experience.Parts.Select(part => Of(part, depth + 1)).ToValueList(),
        Currency = experience.Currency,
        Period = experience.Period,
        Terms = experience.Terms,
        Counted = experience.Counted,
    };

    public Experience ToExperience() => new()
    {
        Arrangement = Arrangement,
        Benchmark = Benchmark,
        Expenditure = Expenditure,
        Opening = Opening,
        Facts = Numbers.Count == 0 ? Facts : [.. Numbers, .. Facts],
        Parts = Parts.Count == 0 ? [] : Parts.Select(static part => part.ToExperience()).ToValueList(),
        Currency = Currency,
        Period = Period,
        Terms = Terms,
        Counted = Counted,
    };
}
