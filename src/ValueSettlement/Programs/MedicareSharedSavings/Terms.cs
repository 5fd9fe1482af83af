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

/// <summary>The two performance periods of 2019 that have six months.</summary>
public enum SixMonths
{
    /// <summary>January to June 2019.</summary>
    JanuaryToJune,

    /// <summary>July to December 2019.</summary>
    JulyToDecember,
}

/// <summary>Which of its agreement periods an organisation is in.</summary>
public enum AgreementPeriod
{
    /// <summary>The first one: base years weigh 10, 30 and 60 %.</summary>
    First,

    /// <summary>A later one: base years weigh the same.</summary>
    Later,
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

/// <summary>
/// What decides a Shared Savings Program contract for one performance period. Everything that happened in the period is a fact of the
/// experience.
/// </summary>
public sealed record SharedSavingsTerms : ProgrammeTerms
{
    private static readonly LocalDate FirstAgreements = new(2012, 4, 1);
    private static readonly LocalDate ThirdTrack = new(2016, 1, 1);
    private static readonly LocalDate NewTracks = new(2019, 7, 1);

    private static readonly LocalDate NewParticipation = new(2027, 1, 1);
    private const int LastYear = 2031;
    private const int OneSidedYears = 5;
    private static readonly LocalDate SecondStart = new(2012, 7, 1);

    /// <summary>The last performance year of an agreement from July 2019 on: five performance years, and for that July six months before
    /// them.</summary>
    private int LastPerformanceYear => AgreementStart.Year + (AgreementStart == NewTracks ? 5 : 4);

    private bool IsStartDay => AgreementStart is { Month: 1, Day: 1 } || AgreementStart == FirstAgreements
        || AgreementStart == SecondStart || AgreementStart == NewTracks;

    /// <summary>Track or level.</summary>
    public required Track Track { get; init; }

    /// <summary>The performance year, 2013 to 2031: the last one of an agreement that began in 2027. From 2027 on some rules are not known
    /// yet, for example a percentile, and whoever needs one states it in the rules.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// 2019 only: the six months of a performance period that is no calendar year; <see langword="null"/> for the calendar year.
    /// </summary>
    public SixMonths? SixMonths { get; init; }

    /// <summary>First day of the agreement period: decides the benchmark method, the half rate and the guardrail.</summary>
    public required LocalDate AgreementStart { get; init; }

    /// <summary>
    /// The minimum savings and loss rate chosen; <see langword="null"/> for the only one where there is no choice (one-sided tracks, Track
    /// 2
    /// agreements before 2016).
    /// </summary>
    public MinimumRateChoice? MinimumRate { get; init; }

    /// <summary>Track 2 only: which performance year of the track it is, from 1; decides the loss limit of 5, 7.5 or 10 %.</summary>
    public int? TrackYear { get; init; }

    /// <summary>Track 1+ only: what limits losses.</summary>
    public LossLimitBasis? LossLimit { get; init; }

    /// <summary>
    /// Which agreement period it is, where benchmark and expenditure are computed from base years: their rules then belong to the terms.
    /// <see langword="null"/> where both are stated.
    /// </summary>
    public AgreementPeriod? Agreement { get; init; }

    /// <summary>Agreements from 2027: whether fewer than 5,000 beneficiaries were assigned in the first or second benchmark year.</summary>
    public bool IsSmallInBenchmarkYears { get; init; }

    /// <summary>What limits savings and losses with a small benchmark year: stated, because the law's numbers were not read.</summary>
    public SmallBenchmarkLimits? SmallLimits { get; init; }

    /// <summary>
    /// The rules; <see langword="null"/> for the programme's own. <c>MedicareSharedSavings.For(terms).Rules with { … }</c> replaces single
    /// values, each with its citation.
    /// </summary>
    public SharedSavingsRules? Rules { get; init; }

    /// <summary>The proposed provisions that the rules carry, none for the law:
    /// <see cref="MedicareSharedSavings.Proposed2027.Apply"/> states them. Contract and statement then say that they rest on a
    /// proposal.</summary>
    public ValueList<ProposedProvision> Proposed { get; init => field = Given.Of(value); } = [];

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <summary>First and last day of the performance period, both inclusive.</summary>
    internal DateInterval Period => SixMonths switch
    {
        Programs.SixMonths.JanuaryToJune => new(new(Year, 1, 1), new(Year, 6, 30)),
        Programs.SixMonths.JulyToDecember => new(new(Year, 7, 1), new(Year, 12, 31)),
        _ => Dates.Year(Year),
    };

    /// <summary>The performance period in words.</summary>
    internal string PeriodName => SixMonths switch
    {
        Programs.SixMonths.JanuaryToJune => FormattableString.Invariant($"January to June {Year}"),
        Programs.SixMonths.JulyToDecember => FormattableString.Invariant($"July to December {Year}"),
        _ => FormattableString.Invariant($"{Year}"),
    };

    /// <summary>The terms in words, the same in every culture.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        MedicareSharedSavings.NameOf(Track),
        SixMonths is null ? PeriodName : $"{Dates.Text(Period.Start)} to {Dates.Text(Period.End)}",
        "agreement from " + Dates.Text(AgreementStart),
        MinimumRate?.ToString(),
        TrackYear is { } year ? FormattableString.Invariant($"track year {year}") : null,
        LossLimit is { } limit ? $"loss limit by {EnumText.Of(limit)}" : null,
        Agreement is { } agreement ? $"{EnumText.Of(agreement)} agreement period" : null,
        Proposed.Count > 0 ? "proposal for 2027" : Rules is null ? null : "rules of its own",
        Id,
    }.Where(static part => part is not null));

    /// <inheritdoc/>
    public override Contract Contract() => MedicareSharedSavings.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is not { } rules)
            {
                yield break;
            }

            if (rules.TableReplacesChoiceBelow is { } small)
            {
                yield return new(
                    $"Below {UnitText.Of(small.Value, Unit.Count)} assigned beneficiaries the table replaces a fixed minimum rate.",
                    small.Authority);
            }

            if (rules.LowRevenueBelow is { } low)
            {
                yield return new($"Revenue is low below {low.Value} of the expenditure of assigned beneficiaries.", low.Authority);
            }

            if (rules.AppPlus is { } measures)
            {
                yield return new(
                    $"A measure without a minimum of its own is judged on at least {NumberText.Number(measures.MinimumCases.Value)} cases.",
                    measures.MinimumCases.Authority);
                yield return new(
                    $"A measure counts where it is complete to at least {measures.Completeness.Value}.",
                    measures.Completeness.Authority);
                yield return new(
                    $"Points of complex organisations are at most {measures.LargestComplexShare.Value} of the points available.",
                    measures.LargestComplexShare.Authority);
            }
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (!MedicareSharedSavings.Rates.TryGetValue(Track, out var dated))
        {
            failures.Add(new("track-unknown", "track", EnumText.Of(Track), "The programme has no such track.",
                $"Choose one of {string.Join(", ", Enum.GetNames<Track>())}."));
            return;
        }

        if (Year is < 2013 or > LastYear || (SixMonths is { } half && (Year != 2019 || !Enum.IsDefined(half))))
        {
            failures.Add(new(Year is < 2013 or > LastYear ? "period-unknown" : "six-months-unknown",
                Year is < 2013 or > LastYear ? "year" : "sixMonths", PeriodName,
                FormattableString.Invariant($"Performance periods are the calendar years 2013 to {LastYear} and the two halves of 2019."),
                "Check the year; leave SixMonths out for a calendar year."));
            return;
        }

        ValidateAgreement(failures);
        ValidateTrack(dated, failures);
        ValidateElections(failures);
        ValidateParticipation(failures);
        ValidateProposed(failures);
        Rules?.Validate(failures);
    }

    private protected override SharedSavingsTerms Resolve() => this with { Rules = Rules ?? SharedSavingsRules.Of(this) };

    private void ValidateAgreement(List<Failure> failures)
    {
        if (AgreementStart < FirstAgreements)
        {
            failures.Add(new("agreement-too-early", "agreementStart", Dates.Text(AgreementStart),
                "The first agreements began on 2012-04-01.", "State the first day of the agreement period."));
        }
        else if (AgreementStart > Period.Start)
        {
            failures.Add(new("agreement-too-late", "agreementStart", Dates.Text(AgreementStart),
                $"An agreement begins no later than its performance period ({Dates.Text(Period.Start)}).",
                "State the first day of the agreement period."));
        }
        else if (!IsStartDay)
        {
            failures.Add(new("agreement-start-unknown", "agreementStart", Dates.Text(AgreementStart),
                "Agreements begin on January 1; others began on 2012-04-01, 2012-07-01 and 2019-07-01 only.",
                "State the first day of the agreement period, not of a participation within it."));
        }
        // Earlier agreements were extended in several ways, and the published files state the first agreement's start beside them.
        else if (AgreementStart >= NewTracks && Year > LastPerformanceYear)
        {
            failures.Add(new("agreement-ended", "year", PeriodName, FormattableString.Invariant(
                $"The agreement that began on {Dates.Text(AgreementStart)} has no performance year after {LastPerformanceYear}: ")
                + "it lasts five performance years.",
                "State the first day of the agreement period that the performance year belongs to."));
        }
        else if (Agreement is { } agreement && !Enum.IsDefined(agreement))
        {
            failures.Add(new("agreement-unknown", "agreement", EnumText.Of(agreement),
                "An agreement period is the first one or a later one.",
                "Choose one of the two."));
        }
        else if (Agreement == AgreementPeriod.Later && AgreementStart < ThirdTrack)
        {
            failures.Add(new("agreement-unknown", "agreement", Dates.Text(AgreementStart),
                "The first later agreement periods began in 2016.",
                "Check the agreement start."));
        }
    }

    private void ValidateProposed(List<Failure> failures)
    {
        for (var i = 0; i < Proposed.Count; i++)
        {
            if (!Enum.IsDefined(Proposed[i]) || Proposed.Take(i).Contains(Proposed[i]))
            {
                failures.Add(new("provision-unknown", Paths.Item(string.Empty, "proposed", i), EnumText.Of(Proposed[i]),
                    "A proposed provision is one of those that are known, and stated once.",
                    $"Choose among {string.Join(", ", Enum.GetNames<ProposedProvision>())}."));
            }
        }

        if (Proposed.Count > 0 && Rules is null)
        {
            failures.Add(new("term-unused", "proposed", string.Join(", ", Proposed.Select(static p => EnumText.Of(p))),
                "Proposed provisions change rules, and these terms leave the rules to the law.",
                "Make the terms with MedicareSharedSavings.Proposed2027.Apply, or leave it out."));
        }
    }

    private void ValidateTrack(Dated<TrackRates> dated, List<Failure> failures)
    {
        var newAgreement = AgreementStart >= NewTracks;
        if ((MedicareSharedSavings.IsBasic(Track) || Track == Track.Enhanced) && (!newAgreement || Period.Start < NewTracks))
        {
            failures.Add(new("track-not-offered", "track", MedicareSharedSavings.NameOf(Track),
                "BASIC and ENHANCED exist for agreements and performance periods from July 2019 on.",
                "Check the agreement start; before July 2019 there were Tracks 1, 1+, 2 and 3."));
        }
        else if (!MedicareSharedSavings.IsBasic(Track) && Track != Track.Enhanced && newAgreement
            && !(Track == Track.Track3 && Year <= 2020))
        {
            failures.Add(new("track-not-offered", "track", MedicareSharedSavings.NameOf(Track),
                "Tracks 1, 1+, 2 and 3 exist only for agreements that began before July 2019 (Track 3 is another name of ENHANCED to "
                    + "2020).",
                "Use a level of BASIC, or ENHANCED."));
        }
        else if (Track == Track.Track3 && AgreementStart < ThirdTrack)
        {
            failures.Add(new("track-not-offered", "track", MedicareSharedSavings.NameOf(Track),
                "Track 3 was offered to agreements that began in 2016 or later.",
                "Check the agreement start; an organisation that changed to Track 3 began a new agreement."));
        }
        else if (dated.Find(Period.Start) is null)
        {
            failures.Add(new("track-not-offered", "track", MedicareSharedSavings.NameOf(Track),
                $"{MedicareSharedSavings.NameOf(Track)} had no performance period {PeriodName}.", "Check the track and the year."));
        }
        else if (Track is Track.Track1 or Track.Track2 or Track.Track3 && Year > 2021)
        {
            failures.Add(new("track-not-offered", "track", MedicareSharedSavings.NameOf(Track),
                $"The last agreements of {MedicareSharedSavings.NameOf(Track)} ended in 2021.", "Use a level of BASIC, or ENHANCED."));
        }
    }

    /// <summary>The options of agreements from 2027 on: CMS fact sheet of the CY2026 Physician Fee Schedule rule.</summary>
    private void ValidateParticipation(List<Failure> failures)
    {
        var twoSided = MedicareSharedSavings.IsTwoSided(Track);
        if (AgreementStart < NewParticipation)
        {
            if (IsSmallInBenchmarkYears)
            {
                failures.Add(new("term-unused", "isSmallInBenchmarkYears", "true",
                    "Before 2027 an agreement needs 5,000 assigned beneficiaries in every benchmark year.", "Leave it out."));
            }
        }
        else if (!twoSided && Agreement is null)
        {
            failures.Add(new("agreement-missing", "agreement", string.Empty,
                "In agreements from 2027 on, one-sided participation belongs to the first agreement period.",
                "State which agreement period it is."));
        }
        else if (Agreement == AgreementPeriod.Later && Track is not (Track.BasicE or Track.Enhanced))
        {
            failures.Add(new("track-not-offered", "track", MedicareSharedSavings.NameOf(Track),
                "From 2027 on, a later agreement period is in level E of BASIC or in ENHANCED.", "Choose one of the two."));
        }
        else if (!twoSided && Year - AgreementStart.Year >= OneSidedYears)
        {
            failures.Add(new("track-not-offered", "year", PeriodName,
                FormattableString.Invariant(
                    $"In agreements from 2027 on, one-sided participation lasts {OneSidedYears} performance years."),
                "Choose level E of BASIC, or ENHANCED."));
        }

        if (IsSmallInBenchmarkYears && AgreementStart >= NewParticipation && Track == Track.Enhanced)
        {
            failures.Add(new("track-not-offered", "track", MedicareSharedSavings.NameOf(Track),
                "With fewer than 5,000 beneficiaries in the first or second benchmark year an organisation is in the BASIC track.",
                "Choose a level of BASIC."));
        }

        if (IsSmallInBenchmarkYears && (SmallLimits is null || (twoSided && SmallLimits.Losses is null)))
        {
            failures.Add(new("rule-not-known", SmallLimits is null ? "smallLimits" : "smallLimits.losses", string.Empty,
                "Savings and losses are limited with a small benchmark year, and the numbers were not read in 42 CFR 425.605.",
                "State the limits as shares of the updated benchmark, each with where it stands."));
        }
        else if (IsSmallInBenchmarkYears && !twoSided && SmallLimits!.Losses is { } losses)
        {
            failures.Add(new("term-unused", "smallLimits.losses", losses.Value.ToString(),
                $"{MedicareSharedSavings.NameOf(Track)} is one-sided: it owes no losses.", "Leave the limit of losses out."));
        }
        else if (!IsSmallInBenchmarkYears && SmallLimits is not null)
        {
            failures.Add(new("term-unused", "smallLimits", SmallLimits.ToString(), "Only a small benchmark year has limits of its own.",
                "Leave them out, or say that there was one."));
        }

        SmallLimits?.Validate("smallLimits", failures);
    }

    private void ValidateElections(List<Failure> failures)
    {
        var twoSided = MedicareSharedSavings.IsTwoSided(Track);
        var offered = Rules is { } own ? own.FixedMinimumRates.Value : MedicareSharedSavings.FixedMinimumRates.Find(AgreementStart)?.Value;
        var onlyOne = Track == Track.Track2 && offered?.Count == 1;
        if (twoSided && !onlyOne && MinimumRate is null)
        {
            failures.Add(new("election-missing", "minimumRate", string.Empty,
                "A two-sided organisation chose its minimum savings and loss rate.",
                "Set MinimumRateChoice.Table or MinimumRateChoice.Fixed."));
        }
        else if (!twoSided && MinimumRate?.FixedRate is not null)
        {
            failures.Add(new("election-not-offered", "minimumRate", MinimumRate.ToString(),
                $"{MedicareSharedSavings.NameOf(Track)} is one-sided: its minimum savings rate comes from the table.",
                "Leave the choice out."));
        }
        else if (onlyOne && MinimumRate is { } made && made.FixedRate != offered![0])
        {
            failures.Add(new("election-not-offered", "minimumRate", made.ToString(),
                "Track 2 agreements that began before 2016 have a fixed rate of 2 %.", "Leave the choice out."));
        }
        else if (twoSided && MinimumRate?.FixedRate is { } rate && offered?.Contains(rate) == false)
        {
            failures.Add(new("election-not-offered", "minimumRate", rate.ToString(),
                $"The fixed rates on offer are {string.Join(", ", offered)}.", "Choose one of them, or the table."));
        }

        if (Track == Track.Track2 && TrackYear is null or < 1)
        {
            failures.Add(new("track-year-missing", "trackYear", TrackYear is { } year ? UnitText.Of(year, Unit.Count) : string.Empty,
                "The loss limit of Track 2 depends on the performance year of the track: 1, 2, 3 or later.", "Set TrackYear."));
        }
        else if (Track != Track.Track2 && TrackYear is not null)
        {
            failures.Add(new("term-unused", "trackYear", UnitText.Of(TrackYear.Value, Unit.Count),
                "Only Track 2 has limits by its own performance year.", "Leave it out."));
        }

        if (Track == Track.Track1Plus && LossLimit is null)
        {
            failures.Add(new("loss-limit-missing", "lossLimit", string.Empty,
                "The loss limit of Track 1+ is a share of revenue or of the benchmark, by the organisation's composition.",
                "Set LossLimit."));
        }
        else if (LossLimit is { } basis && !Enum.IsDefined(basis))
        {
            failures.Add(new("loss-limit-unknown", "lossLimit", EnumText.Of(basis),
                "The loss limit of Track 1+ is a share of revenue or of the benchmark.",
                $"Choose one of {string.Join(", ", Enum.GetNames<LossLimitBasis>())}."));
        }
        else if (Track != Track.Track1Plus && LossLimit is not null)
        {
            failures.Add(new("term-unused", "lossLimit", LossLimit.Value.ToString(),
                "Only Track 1+ chooses between two loss limits.", "Leave it out."));
        }
    }
}

/// <summary>What limits savings and losses of an organisation with fewer than 5,000 assigned beneficiaries in its first or second benchmark
/// year, beside the limits of its level.</summary>
public sealed record SmallBenchmarkLimits
{
    /// <summary>Most shared savings as a share of the updated benchmark, 0 to 1.</summary>
    public required Cited<Rate> Savings { get; init => field = Given.Of(value); }

    /// <summary>Most shared losses as a share of the updated benchmark, 0 to 1; <see langword="null"/> for a one-sided level.</summary>
    public Cited<Rate>? Losses { get; init; }

    /// <summary>The limits in words.</summary>
    public override string ToString() => $"savings {Savings.Value}" + (Losses is { } most ? $", losses {most.Value}" : string.Empty)
        + " of the benchmark";

    internal void Validate(string path, List<Failure> failures)
    {
        foreach (var (rate, member) in new[] { (Savings.Value, "savings.value"), (Losses?.Value ?? Rate.Zero, "losses.value") })
        {
            if (rate.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", Paths.Join(path, member), rate.ToString(), "A share lies between 0 and 100 %.",
                    "Write it as a fraction: 0.02 for 2 %."));
            }
        }
    }
}
