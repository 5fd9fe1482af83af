using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The tracks and levels of the Medicare Shared Savings Program.</summary>
public enum Track
{
    /// <summary>Track 1: one-sided, agreements before July 2019.</summary>
    Track1,

    /// <summary>Track 1+: two-sided Innovation Center model, 2018 to 2021.</summary>
    Track1Plus,

    /// <summary>Track 2: two-sided, agreements before July 2019.</summary>
    Track2,

    /// <summary>Track 3: two-sided, agreements from 2016; called ENHANCED from July 2019 on.</summary>
    Track3,

    /// <summary>BASIC level A: one-sided.</summary>
    BasicA,

    /// <summary>BASIC level B: one-sided.</summary>
    BasicB,

    /// <summary>BASIC level C: two-sided.</summary>
    BasicC,

    /// <summary>BASIC level D: two-sided.</summary>
    BasicD,

    /// <summary>BASIC level E: two-sided.</summary>
    BasicE,

    /// <summary>ENHANCED: two-sided, agreements from July 2019.</summary>
    Enhanced,
}

/// <summary>A performance period of the Shared Savings Program: a calendar year, or one of the two six-month periods of 2019.</summary>
public readonly record struct PerformancePeriod
{
    private PerformancePeriod(int year, int firstMonth, int months) => (CalendarYear, FirstMonth, Months) = (year, firstMonth, months);

    /// <summary>The calendar year.</summary>
    public int CalendarYear { get; }

    /// <summary>The first month, 1 or 7.</summary>
    public int FirstMonth { get; }

    /// <summary>The length in months, 12 or 6.</summary>
    public int Months { get; }

    /// <summary>January to June 2019.</summary>
    public static PerformancePeriod JanuaryToJune2019 => new(2019, 1, 6);

    /// <summary>July to December 2019.</summary>
    public static PerformancePeriod JulyToDecember2019 => new(2019, 7, 6);

    /// <summary>First day.</summary>
    public LocalDate Start => new(CalendarYear, FirstMonth, 1);

    /// <summary>Last day, inclusive.</summary>
    public LocalDate End => Start.PlusMonths(Months).PlusDays(-1);

    /// <summary>First and last day, both inclusive.</summary>
    public DateInterval Interval => new(Start, End);

    /// <summary>A calendar year.</summary>
    /// <param name="year">2013 to 2026.</param>
    public static PerformancePeriod Year(int year) => new(year, 1, 12);

    /// <summary>The period in words.</summary>
    public override string ToString() => Months == 12
        ? FormattableString.Invariant($"{CalendarYear}")
        : FormattableString.Invariant($"{(FirstMonth == 1 ? "January to June" : "July to December")} {CalendarYear}");
}

/// <summary>The minimum savings and loss rate that an organisation chose.</summary>
public sealed record MinimumRateChoice
{
    private MinimumRateChoice()
    {
    }

    /// <summary>The fixed rate; <see langword="null"/> for the table by number of assigned beneficiaries.</summary>
    public Rate? FixedRate { get; private init; }

    /// <summary>The table by number of assigned beneficiaries.</summary>
    public static MinimumRateChoice Table { get; } = new();

    /// <summary>A fixed, symmetric rate: 0, 0.5, 1, 1.5 or 2 percent.</summary>
    /// <param name="rate">The rate.</param>
    public static MinimumRateChoice Fixed(Rate rate) => new() { FixedRate = rate };

    /// <summary>The choice in words.</summary>
    public override string ToString() => FixedRate is { } rate ? $"fixed {rate}" : "table by assigned beneficiaries";
}

/// <summary>What limits losses under Track 1+, by the organisation's composition.</summary>
public enum LossLimitBasis
{
    /// <summary>8 % of participants' Medicare fee-for-service revenue.</summary>
    Revenue,

    /// <summary>4 % of the updated benchmark.</summary>
    Benchmark,
}

/// <summary>What decides a Shared Savings Program contract for one performance period. Everything that happened in the period is a fact of the experience.</summary>
public sealed record SharedSavingsTerms : ProgrammeTerms
{
    /// <summary>Track or level.</summary>
    public required Track Track { get; init; }

    /// <summary>The performance period.</summary>
    public required PerformancePeriod Period { get; init; }

    /// <summary>First day of the agreement period: decides the benchmark method, the half rate and the guardrail.</summary>
    public required LocalDate AgreementStart { get; init; }

    /// <summary>The minimum savings and loss rate chosen; <see langword="null"/> for the only one where there is no choice (one-sided tracks, Track 2 agreements before 2016).</summary>
    public MinimumRateChoice? MinimumRate { get; init; }

    /// <summary>Track 2 only: which performance year of the track it is, from 1; decides the loss limit of 5, 7.5 or 10 %.</summary>
    public int? TrackYear { get; init; }

    /// <summary>Track 1+ only: what limits losses.</summary>
    public LossLimitBasis? LossLimit { get; init; }

    /// <summary>Other rules than the programme's own: <c>MedicareSharedSavings.Rules(…) with { … }</c>, each value cited. <see langword="null"/> for the programme's own.</summary>
    public SharedSavingsRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <summary>The terms in words, the same in every culture.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        FormattableString.Invariant($"{MedicareSharedSavings.Name(Track)}, {Period}, agreement from {AgreementStart:R}"),
        MinimumRate?.ToString(),
        TrackYear is { } year ? FormattableString.Invariant($"track year {year}") : null,
        LossLimit is { } limit ? $"loss limit by {limit}" : null,
        Rules is null ? null : "rules of its own",
        Id,
    }.Where(static part => part is not null));

    /// <inheritdoc/>
    public override Contract Contract() => MedicareSharedSavings.Contract(this);

    private protected override SharedSavingsTerms Resolve() => MedicareSharedSavings.Resolve(this);
}
