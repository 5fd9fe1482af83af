namespace ValueSettlement.Benchmarks;

/// <summary>
/// A cap of the growth of a risk score around another growth, on both sides or upwards only.
/// <code>d − width ≤ growth ≤ d + width;  upwards only: growth ≤ d + width</code>
/// d is the growth of the demographic score, or zero for a straight cap.
/// </summary>
public sealed record RiskScoreCap
{
    /// <summary>How far the growth may lie from the centre, a magnitude.</summary>
    public required Cited<Rate> Width { get; init => field = Given.Of(value); }

    /// <summary>Whether only growth above the cap is limited, and a falling score is used as it fell.</summary>
    public bool UpwardOnly { get; init; }

    /// <summary>The centre: growth of the demographic score from the reference to the performance year; <see langword="null"/> for a
    /// straight cap around zero.</summary>
    public Figure? Around { get; init; }

    /// <summary>People in the performance year.</summary>
    public required int People { get; init; }

    /// <summary>People in the reference year; <see langword="null"/> if the cap does not look at them.</summary>
    public int? ReferencePeople { get; init; }

    /// <summary>The cap needs at least so many people in the performance year, inclusive; <see langword="null"/> for no least
    /// number.</summary>
    public Cited<int>? LeastPeople { get; init; }

    /// <summary>The cap needs a performance-year population of at most so many times the reference one, inclusive; <see langword="null"/>
    /// for no such limit.</summary>
    public Cited<decimal>? LargestMultiple { get; init; }

    /// <summary>People in the base year that the least number is compared with, where it is not the performance year;
    /// <see langword="null"/> for the performance year.</summary>
    public int? PeopleOfBaseYear { get; init; }

    /// <summary>Another reason why the cap does not apply, for example that the people are in their first year of voluntary alignment;
    /// <see langword="null"/> if there is none.</summary>
    public string? Excluded { get; init; }

    /// <summary>Why the cap does not apply; <see langword="null"/> if it does.</summary>
    public string? NotApplicableBecause =>
        Excluded is not null ? Excluded
        : TooFew is { } least ? FormattableString.Invariant(
            $"{Tested} people{(PeopleOfBaseYear is null ? string.Empty : " in the largest base year")}, fewer than {least.Value}")
        : TooMany is { } multiple
            ? FormattableString.Invariant($"{People} people, more than {multiple.Value} times the {ReferencePeople} of the reference year")
        : null;

    /// <summary>
    /// The rule that decided: the one that keeps the cap from applying, otherwise that of its width or, if one of the others is less
    /// certain, that one.
    /// </summary>
    internal Authority Authority => Excluded is not null ? Width.Authority
        : TooFew?.Authority ?? TooMany?.Authority
            ?? Width.Authority.OrLessCertain(LeastPeople?.Authority).OrLessCertain(LargestMultiple?.Authority);

    internal void Validate(string path, List<Failure> failures)
    {
        FigureRules.Fraction(Width.Value, Paths.Join(path, "width"), "The width of a cap", failures);
        FigureRules.Change(Around, Paths.Join(path, "around"), "The growth of the demographic score", failures);
        foreach (var (people, member) in new[] { (People, "people"), (ReferencePeople ?? 0, "referencePeople"),
            (PeopleOfBaseYear ?? 0, "peopleOfBaseYear") })
        {
            if (people < 0)
            {
                failures.Add(new("count-negative", Paths.Join(path, member), UnitText.Of(people, Unit.Count),
                    "A number of people is not negative.", "Check the number."));
            }
        }
    }

    private int Tested => PeopleOfBaseYear ?? People;

    private Cited<int>? TooFew => LeastPeople is { } least && Tested < least.Value ? least : null;

    private Cited<decimal>? TooMany => LargestMultiple is { } multiple
        && People > Math.Min(multiple.Value, LargestMultipleAsked) * ReferencePeople
        ? multiple : null;

    // Beyond every number of people: what is larger excludes nobody either.
    private const decimal LargestMultipleAsked = 10_000_000_000m;

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// A one-sided cap on the way from an earlier score, after every other step.
/// <code>min(score, (1 + growth) × earlier score)</code>
/// </summary>
/// <param name="EarlierScore">The earlier score, for example that of 2019.</param>
/// <param name="Growth">The most that the score may have grown since.</param>
public sealed record LaterScoreCap(Figure EarlierScore, Cited<Rate> Growth)
{
    /// <summary>The earlier score, for example that of 2019.</summary>
    public Figure EarlierScore { get; init => field = Given.Of(value); } = Given.Of(EarlierScore);

    /// <summary>The most that the score may have grown since.</summary>
    public Cited<Rate> Growth { get; init => field = Given.Of(value); } = Given.Of(Growth);

    /// <summary>The cap in words.</summary>
    public override string ToString() => $"at most {Growth.Value} above {EarlierScore}";
}
