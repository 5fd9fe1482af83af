using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>What a death before the test counts as. There is no usual answer: a contract says it.</summary>
public enum DeathPolicy
{
    /// <summary>As a response: the manufacturer keeps the price.</summary>
    CountAsResponder = 1,

    /// <summary>As a non-response: the payer gets the refund, or owes no further payment.</summary>
    CountAsNonResponder,

    /// <summary>As neither: the patient is left out, of response rates too.</summary>
    Exclude,
}

/// <summary>What an outcome that nobody knows counts as. There is no usual answer: a contract says it.</summary>
public enum MissingOutcomePolicy
{
    /// <summary>As a response: the manufacturer keeps the price.</summary>
    CountAsResponder = 1,

    /// <summary>As a non-response: the payer gets the refund, or owes no further payment.</summary>
    CountAsNonResponder,

    /// <summary>As neither: the patient is left out, of response rates too.</summary>
    Exclude,
}

/// <summary>What is measured, and from which value on a patient responds. A report whose outcome contradicts its value is
/// refused.</summary>
/// <param name="Name">What is measured, for example "fall in serum M-protein".</param>
/// <param name="Threshold">The value at which a patient responds, itself included.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record ResponseTest(string Name, decimal Threshold, Direction Direction)
{
    /// <summary>What is measured.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The test in words.</summary>
    public override string ToString() =>
        $"{Name} {(Direction == Direction.LowerIsBetter ? "at most" : "at least")} {NumberText.Number(Threshold)}";

    internal bool Passes(decimal value) => Direction == Direction.LowerIsBetter ? value <= Threshold : value >= Threshold;
}

/// <summary>
/// When an outcome is tested, by when it is proven and claimed, and what it counts as when it cannot be known.
/// <code>last day of the test = index date (or anniversary) + window;  evidence and claim: so many days after that one</code>
/// The last day itself is in time. Whoever asks for money proves it: a refund needs a proven non-response (or death), an instalment a
/// proven response. An outcome that is missing needs no evidence, only the claim.
/// </summary>
public sealed record OutcomeTest
{
    /// <summary>The days after the index date, or after an anniversary, within which the test lies: 0 to 36,500. A test outside of them
    /// counts as a missing outcome.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The days after the end of the window within which evidence is handed over, 0 to 36,500; <see langword="null"/> where the
    /// agreement asks for none.</summary>
    public int? EvidenceDays { get; init; }

    /// <summary>The days after the end of the window within which the money is claimed, 0 to 36,500; <see langword="null"/> where no claim
    /// is needed.</summary>
    public int? ClaimDays { get; init; }

    /// <summary>What a death before the test counts as.</summary>
    public required DeathPolicy Death { get; init; }

    /// <summary>What a missing outcome counts as.</summary>
    public required MissingOutcomePolicy Missing { get; init; }

    /// <summary>What is measured; <see langword="null"/> where only the outcome is reported.</summary>
    public ResponseTest? Response { get; init; }

    /// <summary>Who decides on the evidence; <see langword="null"/> where the parties do.</summary>
    public string? Adjudicator { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>What the test says, in plain sentences.</summary>
    /// <param name="from">The day from which the window is counted.</param>
    /// <param name="asks">What has to be proven: of whoever asks for money.</param>
    internal IEnumerable<string> Sentences(string from, string asks)
    {
        yield return $"The outcome is tested within {InDays(WindowDays)} of {from}, which is day 0; "
            + "one that was tested outside of these days is missing.";
        if (Response is { } test)
        {
            yield return $"A patient responds with: {test}.";
        }

        yield return (EvidenceDays is { } evidence ? $"Evidence of {asks} is due within {InDays(evidence)} after the window"
            : $"No evidence of {asks} is asked for") + ", and "
            + (ClaimDays is { } claim ? $"the money is claimed within {InDays(claim)} after the window." : "the money needs no claim.");
        yield return Adjudicator is null ? "The parties decide on the evidence." : $"Who decides on the evidence: {Adjudicator}.";
        yield return $"A death before the test {Counts(EnumText.Of(Death))}; an outcome that nobody knows {Counts(EnumText.Of(Missing))}.";
    }

    private static string InDays(int days) => days == 1 ? "1 day" : UnitText.Of(days, Unit.Count) + " days";

    private static string Counts(string policy) => policy switch
    {
        nameof(DeathPolicy.CountAsResponder) => "counts as a response",
        nameof(DeathPolicy.CountAsNonResponder) => "counts as a non-response",
        _ => "is left out",
    };

    internal void Validate(string path, List<Failure> failures)
    {
        foreach (var (days, member) in new[] { (WindowDays, "windowDays"), (EvidenceDays ?? 0, "evidenceDays"),
            (ClaimDays ?? 0, "claimDays") })
        {
            if (days is < 0 or > MostDays)
            {
                failures.Add(new("days-range", Paths.Join(path, member), UnitText.Of(days, Unit.Count),
                    "A number of days lies between 0 and 36,500.", "Count days from the first one on; that day is 0."));
            }
        }

        if (!Enum.IsDefined(Death))
        {
            failures.Add(new("death-policy", Paths.Join(path, "death"), EnumText.Of(Death),
                "A death before the test counts as a response or as a non-response, or is left out.", "State what the contract says."));
        }

        if (!Enum.IsDefined(Missing))
        {
            failures.Add(new("missing-policy", Paths.Join(path, "missing"), EnumText.Of(Missing),
                "A missing outcome counts as a response or as a non-response, or is left out.", "State what the contract says."));
        }

        TextRules.Validate(Adjudicator, path, "adjudicator", failures);
        if (Adjudicator is not null && string.IsNullOrWhiteSpace(Adjudicator))
        {
            failures.Add(new("name-empty", Paths.Join(path, "adjudicator"), Adjudicator, "Whoever decides has a name.",
                "Name the adjudicator, or leave it out where the parties decide."));
        }

        if (Response is not { } test)
        {
            return;
        }

        TextRules.Validate(test.Name, Paths.Join(path, "response"), "name", failures);
        if (!Enum.IsDefined(test.Direction) || test.Direction is not (Direction.HigherIsBetter or Direction.LowerIsBetter))
        {
            failures.Add(new("measure-direction", Paths.Join(path, "response.direction"), EnumText.Of(test.Direction),
                "A response says which way is better.", "State HigherIsBetter or LowerIsBetter."));
        }
    }

    /// <summary>Refuses a report whose outcome and value contradict each other.</summary>
    internal void Check(OutcomeReport report, string path, List<Failure> failures)
    {
        if (Response is { } test && report.Response is { } value
            && report.Outcome is TreatmentOutcome.Responder or TreatmentOutcome.NonResponder
            && test.Passes(value) != (report.Outcome == TreatmentOutcome.Responder))
        {
            failures.Add(new("outcome-contradicts-response", Paths.Join(path, "response"), NumberText.Number(value),
                $"A patient responds with a {test}; the outcome says {TallyWords.Of(report.Outcome)}.",
                "Correct the value or the outcome."));
        }
    }

    /// <summary>What a report counts as on a day.</summary>
    /// <param name="report">The report.</param>
    /// <param name="from">The index date, or the anniversary.</param>
    /// <param name="asOf">The day of settlement.</param>
    /// <param name="asked">Which outcome asks for money, and is proven therefore.</param>
    internal Judged Judge(OutcomeReport report, LocalDate from, LocalDate asOf, PatientVerdict asked)
    {
        // A death stays at anniversaries that are still to come, and nothing is due before they are there.
        if (asOf < from)
        {
            return new(PatientVerdict.Open, EntryStatus.Undecided, TallyWords.NotYet, $"The anniversary is on {Dates.Text(from)}.");
        }

        var end = Later(from, WindowDays);
        if (report.Outcome == TreatmentOutcome.NotYetDue)
        {
            var last = Later(end, EvidenceDays ?? 0);
            return asOf <= last
                ? new(PatientVerdict.Open, EntryStatus.Undecided, TallyWords.NotYet, $"The outcome is due by {Dates.Text(last)}.")
                : OfMissing(report, end, asOf, asked, $"No outcome was reported by {Dates.Text(last)}.");
        }

        if (report.Outcome != TreatmentOutcome.LostToFollowUp && report.Date is { } day && (day < from || day > end))
        {
            return OfMissing(report, end, asOf, asked, $"{(report.Outcome == TreatmentOutcome.Died ? "Died" : "Tested")} on "
                + $"{Dates.Text(day)}, outside of the window ({Dates.Text(from)} to {Dates.Text(end)}): the outcome is missing.");
        }

        return report.Outcome switch
        {
            TreatmentOutcome.Responder => Proven(PatientVerdict.Responder, TallyWords.Responders, report, end, asOf, asked, null),
            TreatmentOutcome.NonResponder => Proven(PatientVerdict.NonResponder, TallyWords.NonResponders, report, end, asOf, asked, null),
            TreatmentOutcome.Died => Proven(Of(Death), TallyWords.Died, report, end, asOf, asked, Of(Death) switch
            {
                PatientVerdict.Responder => "A death counts as a response.",
                PatientVerdict.NonResponder => "A death counts as a non-response.",
                _ => "A death is left out.",
            }),
            _ => OfMissing(report, end, asOf, asked, string.Empty),
        };
    }

    /// <summary>What was reported at an anniversary: a death or a loss stays.</summary>
    internal static OutcomeReport At(TreatedPatient patient, int year) => year <= patient.Anniversaries.Count
        ? patient.Anniversaries[year - 1]
        : patient.Anniversaries.Count > 0
            && patient.Anniversaries[^1] is { Outcome: TreatmentOutcome.Died or TreatmentOutcome.LostToFollowUp } last
            ? last with { Date = null }
            : OutcomeReport.NotYet;

    private const int MostDays = 36_500;

    private static PatientVerdict Of(DeathPolicy policy) => policy switch
    {
        DeathPolicy.CountAsResponder => PatientVerdict.Responder,
        DeathPolicy.CountAsNonResponder => PatientVerdict.NonResponder,
        _ => PatientVerdict.LeftOut,
    };

    private Judged OfMissing(OutcomeReport report, LocalDate end, LocalDate asOf, PatientVerdict asked, string why)
    {
        var (verdict, says) = Missing switch
        {
            MissingOutcomePolicy.CountAsResponder => (PatientVerdict.Responder, "A missing outcome counts as a response."),
            MissingOutcomePolicy.CountAsNonResponder => (PatientVerdict.NonResponder, "A missing outcome counts as a non-response."),
            _ => (PatientVerdict.LeftOut, "A missing outcome is left out."),
        };
        var reason = why.Length == 0 ? says : $"{why} {says}";
        return verdict != asked ? Decided(verdict, TallyWords.Missing, reason)
            : Claim(report, end, asOf) is { } late ? late with { Group = TallyWords.Missing }
            : Decided(verdict, TallyWords.Missing, reason);
    }

    private Judged Proven(PatientVerdict verdict, string group, OutcomeReport report, LocalDate end, LocalDate asOf, PatientVerdict asked,
        string? reason)
    {
        if (verdict != asked)
        {
            return Decided(verdict, group, reason);
        }

        var wrong = Evidence(report, end, asOf) ?? Claim(report, end, asOf);
        return wrong is { } found ? found with { Group = group } : Decided(verdict, group, reason);
    }

    private static Judged Decided(PatientVerdict verdict, string group, string? reason) =>
        new(verdict, verdict == PatientVerdict.LeftOut ? EntryStatus.Excluded : EntryStatus.Counted, group, reason);

    private Judged? Evidence(OutcomeReport report, LocalDate end, LocalDate asOf)
    {
        if (EvidenceDays is { } days)
        {
            var last = Later(end, days);
            if (report.Evidence is null && asOf <= last)
            {
                return Open($"Evidence is due by {Dates.Text(last)}.");
            }

            if (report.Evidence is null || report.Evidence > last)
            {
                return new(PatientVerdict.Unproven, EntryStatus.LateEvidence, string.Empty, report.Evidence is { } day
                    ? $"Evidence came on {Dates.Text(day)}; the last day was {Dates.Text(last)}."
                    : $"There is no evidence; the last day was {Dates.Text(last)}.");
            }
        }

        return Adjudicator is null || report.Adjudicator == Adjudicator ? null
            : report.Adjudicator is null ? Open($"{Adjudicator} has not decided.")
            : new(PatientVerdict.Unproven, EntryStatus.Rejected, string.Empty,
                $"{report.Adjudicator} decided; the agreement names {Adjudicator}.");
    }

    private Judged? Claim(OutcomeReport report, LocalDate end, LocalDate asOf)
    {
        if (ClaimDays is not { } days)
        {
            return null;
        }

        var last = Later(end, days);
        return report.Claimed is { } day
            ? day <= last ? null : new(PatientVerdict.Unproven, EntryStatus.LateClaim, string.Empty,
                $"Claimed on {Dates.Text(day)}; the last day was {Dates.Text(last)}.")
            : asOf <= last ? Open($"To be claimed by {Dates.Text(last)}.")
            : new(PatientVerdict.Unproven, EntryStatus.LateClaim, string.Empty, $"Not claimed; the last day was {Dates.Text(last)}.");
    }

    private static Judged Open(string reason) => new(PatientVerdict.Open, EntryStatus.Undecided, string.Empty, reason);

    // The calendar ends: a day that it does not have is its last one.
    private static LocalDate Later(LocalDate day, int days) =>
        Period.DaysBetween(day, LastDay) is var left && days <= left ? day.PlusDays(days) : LastDay;

    private static readonly LocalDate LastDay = new(DateRules.LastYear, 12, 31);
}

/// <summary>What an outcome comes to.</summary>
internal enum PatientVerdict
{
    Responder,
    NonResponder,
    LeftOut,

    /// <summary>It would ask for money, and was not proven or claimed as agreed.</summary>
    Unproven,
    Open,
}

/// <summary>An outcome, judged.</summary>
internal readonly record struct Judged(PatientVerdict Verdict, EntryStatus Status, string Group, string? Reason);

/// <summary>Outcomes as a table of a statement calls them.</summary>
internal static class TallyWords
{
    public const string Responders = "responders";
    public const string NonResponders = "non-responders";
    public const string Died = "died before the test";
    public const string Missing = "outcome missing";
    public const string NotYet = "outcome not yet due";

    public static string Of(TreatmentOutcome outcome) => outcome switch
    {
        TreatmentOutcome.Responder => "responder",
        TreatmentOutcome.NonResponder => "non-responder",
        TreatmentOutcome.Died => "died",
        TreatmentOutcome.LostToFollowUp => "lost to follow-up",
        _ => "not yet due",
    };
}
