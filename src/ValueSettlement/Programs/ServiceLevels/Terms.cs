using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>
/// What decides service levels: credits by availability for one month of a service, or the schedule of an outsourcing contract for its
/// months. Every rule is the contract's own: nothing is preset.
/// </summary>
public sealed record ServiceLevelsTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>First and last day, both inclusive: the month that availability is measured over, in the zone of
    /// <see cref="ServiceLevelsTerms.Availability"/>; with a schedule, whole months.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>How availability is measured; <see langword="null"/> with a schedule.</summary>
    public Availability? Availability { get; init; }

    /// <summary>What an availability is credited; <see langword="null"/> with a schedule.</summary>
    public CreditTiers? Credits { get; init; }

    /// <summary>The levels of an outsourcing contract; <see langword="null"/> with credits by availability.</summary>
    public ServiceLevelSchedule? Schedule { get; init; }

    /// <summary>The contract's name and term.</summary>
    public override string ToString() => StatedFrame.Text(Id, Term);

    /// <inheritdoc/>
    public override Contract Contract() => ServiceLevels.For(this).Contract;

    /// <summary>What the supplier is credited for follows from how well it served.</summary>
    internal override bool DependsOnQuality => true;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences =>
    [
        .. Availability is { } measured ? AgreedWords.Of(measured) : [],
        .. Credits is { } tiers ? AgreedWords.Of(tiers) : [],
        .. Schedule is { } schedule ? AgreedWords.Of(schedule) : [],
    ];

    private protected override void Validate(List<Failure> failures)
    {
        var isTerm = StatedFrame.Validate(Id, Currency, Term, failures);
        if (Schedule is null ? Availability is null || Credits is null : Availability is not null || Credits is not null)
        {
            failures.Add(new("service-level-rules", "schedule", string.Empty,
                "Service levels are availability with its credits, or a schedule of levels.",
                "State 'availability' and 'credits', or 'schedule' alone."));
        }

        Availability?.Validate("availability", failures);
        Credits?.Validate("credits", failures);
        Schedule?.Validate("schedule", failures);
        if (isTerm && Availability is not null)
        {
            Tallies.Availability.ValidatePeriod(Term, "term", failures);
        }

        if (Schedule is not null && isTerm
            && (Term.Start.Day != 1 || Term.End != DateAdjusters.EndOfMonth(Term.End) || Dates.Months(Term) > 600))
        {
            failures.Add(new("term-months", "term", Dates.Text(Term), "A schedule of service levels covers whole months, at most 600.",
                "Begin on the first day of a month and end on the last day of one."));
        }
    }
}
