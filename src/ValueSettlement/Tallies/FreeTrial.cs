using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>Who does not pay for the first periods of treatment.</summary>
public enum TrialPrice
{
    /// <summary>Nobody pays for them. Payment begins after them, for patients who meet the criterion of continuing.</summary>
    FreeForAll = 1,

    /// <summary>They are paid, and refunded if treatment stopped within them: a warranty.</summary>
    RefundedIfStopped,
}

/// <summary>
/// A free trial: the first periods of treatment (cycles, months, doses) at a price of nothing.
/// <code>
/// free for all:         rebate = price of the first periods, and of all later ones of a patient who did not meet the criterion
/// refunded if stopped:  rebate = price of all periods given, if treatment stopped within the first ones
/// </code>
/// </summary>
public sealed record FreeTrial : DrugForm
{
    /// <summary>How many periods the trial has, 1 to 1,000.</summary>
    public required int Periods { get; init; }

    /// <summary>Who does not pay for them.</summary>
    public required TrialPrice Price { get; init; }

    /// <summary>The criterion of continuing, for <see cref="TrialPrice.FreeForAll"/>: a non-responder does not begin to be paid for.
    /// <see langword="null"/> where payment begins after the trial whatever came of it.</summary>
    public OutcomeTest? Test { get; init; }

    /// <summary>The form in one line.</summary>
    public override string ToString() => Price == TrialPrice.FreeForAll
        ? FormattableString.Invariant($"the first {Periods} periods are free")
        : FormattableString.Invariant($"refunded if treatment stops within {Periods} periods");

    /// <summary>A trial that is free for all without a criterion knows no outcome.</summary>
    internal override bool DependsOnOutcomes => Test is not null || Price == TrialPrice.RefundedIfStopped;

    internal override IEnumerable<string> Sentences =>
    [
        Price == TrialPrice.RefundedIfStopped
            ? FormattableString.Invariant($"The price of all periods given comes back if treatment stops within the first {Periods}.")
            : FormattableString.Invariant($"The first {Periods} periods of treatment cost nothing, for every patient.")
                + (Test is null ? " Later periods are paid for, whatever came of the trial."
                    : " The price of later periods comes back for a patient who did not meet the criterion of continuing."),
        .. Test?.Sentences("the first dose", "a non-response") ?? [],
    ];

    internal override void Validate(string path, List<Failure> failures)
    {
        base.Validate(path, failures);
        ValidatePeriods(Periods, Paths.Join(path, "periods"), failures);
        Test?.Validate(Paths.Join(path, "test"), failures);
        if (!Enum.IsDefined(Price))
        {
            failures.Add(new("trial-unknown", Paths.Join(path, "price"), EnumText.Of(Price),
                "A trial is free for all, or refunded if treatment stopped within it.", "State one of the two."));
        }
        else if (Price == TrialPrice.RefundedIfStopped && Test is not null)
        {
            failures.Add(new("term-unused", Paths.Join(path, "test"), Test.ToString(),
                "Where a refund follows from stopping, no outcome is tested.", "Leave the test out, or make the trial free for all."));
        }
    }

    private protected override void CheckPatient(TreatedPatient patient, string path, List<Failure> failures)
    {
        RefuseWithoutPeriods(patient, path, failures);
        Test?.Check(patient.Outcome, Paths.Join(path, "outcome"), failures);
    }

    private protected override void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        foreach (var patient in patients)
        {
            if (Price == TrialPrice.RefundedIfStopped)
            {
                book.Add(Warranty(patient));
                continue;
            }

            var trial = patient.PriceOfFirst(Periods);
            book.Add(new(patient, patient.Id, "free trial", EntryStatus.Counted, trial, trial, null));
            if (Test is null)
            {
                continue;
            }

            var judged = Test.Judge(patient.Outcome, patient.IndexDate, asOf, PatientVerdict.NonResponder);
            var later = patient.Price - trial;
            book.Note(judged.Verdict);
            var asked = judged.Verdict is PatientVerdict.NonResponder or PatientVerdict.Unproven or PatientVerdict.Open ? later : 0m;
            book.Add(new(patient, patient.Id + ", after the trial", judged.Group, judged.Status, asked,
                judged.Verdict == PatientVerdict.NonResponder ? asked : 0m, judged.Reason)
            { Report = patient.Outcome });
        }
    }

    private DrugEntry Warranty(TreatedPatient patient)
    {
        var given = patient.PeriodPrices.Count;
        return patient.Stopped && given <= Periods
            ? new(patient, patient.Id, "stopped within the trial", EntryStatus.Counted, patient.Price, patient.Price,
                FormattableString.Invariant($"Stopped after {given} of {Periods} periods."))
            : given > Periods || (given == Periods && !patient.Stopped)
                ? new(patient, patient.Id, "went on after the trial", EntryStatus.Counted, 0m, 0m, null)
                : new(patient, patient.Id, "still within the trial", EntryStatus.Undecided, patient.Price, 0m,
                    FormattableString.Invariant($"{given} of {Periods} periods were given, and treatment has not stopped."));
    }
}
