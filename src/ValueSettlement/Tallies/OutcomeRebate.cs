using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>
/// A refund for patients who did not respond.
/// <code>
/// rebate of a patient = price paid × refund share, if the outcome counts as a non-response and was proven and claimed in time
/// with a guaranteed response: × (non-responders − (1 − guaranteed) × outcomes) ÷ non-responders, not below 0
/// </code>
/// A share of 100 % is payment by result; 50 % is risk-sharing, as Italian agreements have it. With a guarantee the manufacturer pays only
/// for non-responders beyond the rate that it guaranteed, in proportion over all of them.
/// </summary>
public sealed record OutcomeRebate : DrugForm
{
    /// <summary>The share of the price that comes back for a non-responder, above 0 and at most 1.</summary>
    public required Rate RefundShare { get; init; }

    /// <summary>When the outcome is tested, proven and claimed, and what deaths and missing outcomes count as.</summary>
    public required OutcomeTest Test { get; init => field = Given.Of(value); }

    /// <summary>The share of responders among responders and non-responders that is guaranteed, 0 to 1; <see langword="null"/> where every
    /// non-responder is refunded. Outcomes that are left out, not proven or not decided are neither.</summary>
    public Rate? GuaranteedResponse { get; init; }

    /// <summary>The form in one line.</summary>
    public override string ToString() => $"{RefundShare} back for a non-responder"
        + (GuaranteedResponse is { } rate ? $" beyond a guaranteed response of {rate}" : string.Empty);

    internal override IEnumerable<string> Sentences =>
    [
        $"{RefundShare} of what was paid comes back for a patient whose outcome counts as a non-response.",
        .. GuaranteedResponse is { } rate ? [$"A response of {rate} of the outcomes that count is guaranteed: only non-responders beyond "
            + "it are refunded, in proportion over all of them."] : Array.Empty<string>(),
        .. Test.Sentences("the first dose", "a non-response"),
    ];

    internal override void Validate(string path, List<Failure> failures)
    {
        base.Validate(path, failures);
        ValidateShare(RefundShare, Paths.Join(path, "refundShare"), failures);
        Test.Validate(Paths.Join(path, "test"), failures);
        if (GuaranteedResponse is { } rate && (rate < Rate.Zero || rate > Rate.One))
        {
            failures.Add(new("rate-range", Paths.Join(path, "guaranteedResponse"), rate.ToString(),
                "A guaranteed response lies between 0 and 100 %.", "Write it as a fraction: 0.6 for 60 %."));
        }
    }

    private protected override void CheckPatient(TreatedPatient patient, string path, List<Failure> failures)
    {
        RefuseWithoutPrice(patient, path, failures);
        Test.Check(patient.Outcome, Paths.Join(path, "outcome"), failures);
    }

    private protected override void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        var judged = Array.ConvertAll(patients, p => Test.Judge(p.Outcome, p.IndexDate, asOf, PatientVerdict.NonResponder));
        Array.ForEach(judged, j => book.Note(j.Verdict));
        var (beyond, all) = GuaranteedResponse is { } rate ? Beyond(rate, book) : (1m, 1m);
        for (var i = 0; i < patients.Length; i++)
        {
            var (patient, found) = (patients[i], judged[i]);
            var refund = found.Verdict is PatientVerdict.NonResponder or PatientVerdict.Unproven or PatientVerdict.Open
                ? Part(patient.Price, RefundShare) : 0m;
            var counted = found.Verdict == PatientVerdict.NonResponder ? Carried.Carry(refund * beyond / all) : 0m;
            var limited = found.Verdict == PatientVerdict.NonResponder && counted < refund;
            book.Add(new(patient, patient.Id, found.Group,
                !limited ? found.Status : counted == 0m ? EntryStatus.LimitReached : EntryStatus.CountedInPart, refund, counted,
                limited ? Joined(found.Reason, "Only non-responders beyond the guaranteed response are refunded.") : found.Reason)
            {
                Report = patient.Outcome,
            });
        }
    }

    private static string Joined(string? first, string second) => first is null ? second : $"{first} {second}";

    private (decimal Beyond, decimal All) Beyond(Rate rate, DrugBook book)
    {
        var (workings, non) = (book.Workings, book.Number(PatientVerdict.NonResponder));
        var failed = workings.Given(new("non-responders-counted", "Outcomes that count as a non-response", Unit.Count), non);
        var outcomes = workings.Given(new("outcomes", "Outcomes that count", Unit.Count), non + book.Number(PatientVerdict.Responder));
        var allowed = workings.Multiply(new("non-responders-allowed", "Non-responders within the guarantee", Unit.Count, null, Authority),
            outcomes, Quantity.Of("one less guaranteed response", rate.Complement().Fraction, Unit.Rate));
        var beyond = workings.Greatest(new("non-responders-beyond", "Non-responders beyond the guarantee", Unit.Count, null, Authority),
            workings.Subtract(new("difference", "Non-responders less those within the guarantee", Unit.Count), failed, allowed),
            Quantity.Of("none", 0m, Unit.Count));
        return non == 0 ? (1m, 1m) : (beyond.Number, non);
    }
}
