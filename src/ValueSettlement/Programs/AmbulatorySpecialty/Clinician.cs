namespace ValueSettlement.Programs;

/// <summary>What was found of one quality measure of a clinician.</summary>
/// <param name="Measure">The measure, by its name in the terms.</param>
/// <param name="Result">The points, 0 to 10, where the terms have no rule for them; otherwise the result.</param>
/// <param name="Cases">How many cases it rests on, 0 or more.</param>
/// <param name="Completeness">The share of cases that were reported, 0 to 1; <see langword="null"/> where all of them were.</param>
public sealed record SpecialtyResult(string Measure, Figure Result, int Cases, Rate? Completeness = null)
{
    /// <summary>The measure, by its name in the terms.</summary>
    public string Measure { get; init => field = Given.Of(value); } = Given.Of(Measure);

    /// <summary>The points, or the result.</summary>
    public Figure Result { get; init => field = Given.Of(value); } = Given.Of(Result);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What happened to one clinician in a performance year.</summary>
public sealed record SpecialtyClinician
{
    /// <summary>The name, as the terms have it.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The Part B payments of the payment year that the multiplier changes, 0 to 10^15, in dollars.</summary>
    public required Figure PartB { get; init => field = Given.Of(value); }

    /// <summary>The episodes of the cohort two years before the performance year, 0 or more.</summary>
    public required int EpisodesTwoYearsBefore { get; init; }

    /// <summary>The quality measures; one of the terms that is missing here was not reported and has no points, and one from claims is left
    /// out.</summary>
    public required ValueList<SpecialtyResult> Quality { get; init => field = Given.Of(value); }

    /// <summary>The points of the cost measure, 0 to 10; <see langword="null"/> if there is none.</summary>
    public Figure? CostPoints { get; init; }

    /// <summary>The episodes that the cost measure rests on, 0 or more.</summary>
    public int CostEpisodes { get; init; }

    /// <summary>How many of the improvement activities are missing.</summary>
    public required int MissingActivities { get; init; }

    /// <summary>What promoting interoperability adds to the score, 0 or less, in points.</summary>
    public required decimal Interoperability { get; init; }

    /// <summary>What complex patients add to the score, 0 or more, in points.</summary>
    public required decimal ComplexPatients { get; init; }

    /// <summary>How many clinicians are in the practice, 1 or more.</summary>
    public required int PracticeClinicians { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Why a clinician has the score that it has.</summary>
public enum SpecialtyStatus
{
    /// <summary>Quality, cost and what is added to them made it.</summary>
    Scored,

    /// <summary>Nothing that had to be reported was complete: the score is 0, and nothing is added to it.</summary>
    NothingReported,

    /// <summary>A category without a score leaves the payments as they are.</summary>
    Neutral,

    /// <summary>Too few episodes: the clinician takes no part.</summary>
    NotParticipant,
}

/// <summary>The score of a clinician and what led to it; each figure has its lines.</summary>
/// <param name="Id">The name.</param>
/// <param name="Status">Why it is what it is.</param>
/// <param name="Quality">The quality category, 0 to 1, or why it has none.</param>
/// <param name="Cost">The cost category, 0 to 1, or why it has none.</param>
/// <param name="Score">The score, 0 to 100 points, not rounded; absent for who takes no part and where it is neutral.</param>
public sealed record SpecialtyScore(string Id, SpecialtyStatus Status, Figure Quality, Figure Cost, Figure Score)
{
    /// <summary>The name and the score.</summary>
    public override string ToString() => $"{Id}: {Score}";
}
