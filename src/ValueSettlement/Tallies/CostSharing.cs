using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>
/// Cost-sharing: a share of the price of the first periods of treatment comes back for every patient, without any test.
/// <code>rebate of a patient = price of the first periods × share</code>
/// </summary>
public sealed record CostSharing : DrugForm
{
    /// <summary>How many periods (cycles, months) are shared, 1 to 1,000.</summary>
    public required int Periods { get; init; }

    /// <summary>The manufacturer's share of their price, above 0 and at most 1.</summary>
    public required Rate Share { get; init; }

    /// <summary>The form in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Share} of the first {Periods} periods comes back");

    internal override bool DependsOnOutcomes => false;

    internal override IEnumerable<string> Sentences =>
    [
        FormattableString.Invariant($"{Share} of the price of the first {Periods} periods comes back for every patient, without a test."),
    ];

    internal override void Validate(string path, List<Failure> failures)
    {
        base.Validate(path, failures);
        ValidatePeriods(Periods, Paths.Join(path, "periods"), failures);
        ValidateShare(Share, Paths.Join(path, "share"), failures);
    }

    private protected override void CheckPatient(TreatedPatient patient, string path, List<Failure> failures) =>
        RefuseWithoutPeriods(patient, path, failures);

    private protected override void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        foreach (var patient in patients)
        {
            var share = Part(patient.PriceOfFirst(Periods), Share);
            book.Add(new(patient, patient.Id, "shared cost", EntryStatus.Counted, share, share, null));
        }
    }
}
