using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>
/// An annuity: a part of the price at the beginning, the rest in yearly payments, each of which is due only if the outcome was sustained at
/// its anniversary.
/// <code>due of a patient = price × upfront share + Σ over anniversaries (price × yearly share, if the outcome is sustained)</code>
/// The amount is positive: the payer owes it. Once an outcome was lost, nothing later is due; a death or a loss to follow-up counts at
/// every later anniversary as the policies say, and <c>Exclude</c> ends the payments.
/// </summary>
public sealed record Instalments : DrugForm
{
    /// <summary>The share of the price that is due on the index date whatever comes of it, 0 to 1.</summary>
    public required Rate Upfront { get; init; }

    /// <summary>The share of the price that is due at each anniversary, in order: 1 to 30, each above 0. Together with
    /// <see cref="Upfront"/> they add up to the price.</summary>
    public required ValueList<Rate> Yearly { get; init => field = Given.Of(value); }

    /// <summary>When the outcome is tested after each anniversary, proven and claimed, and what deaths and missing outcomes count
    /// as.</summary>
    public required OutcomeTest Test { get; init => field = Given.Of(value); }

    /// <summary>The form in one line.</summary>
    public override string ToString() => $"{Upfront} at first, then {string.Join(", ", Yearly)} at anniversaries while sustained";

    internal override bool PayerOwes => true;

    internal override IEnumerable<string> Sentences =>
    [
        $"{Upfront} of the price is due with the first dose, and at the anniversaries, in order: {string.Join(", ", Yearly)}, each only if "
            + "the outcome was sustained; once it was lost, nothing later is due.",
        .. Test.Sentences("the anniversary", "a response"),
    ];

    internal override void Validate(string path, List<Failure> failures)
    {
        base.Validate(path, failures);
        Test.Validate(Paths.Join(path, "test"), failures);
        YearShares.Validate(Yearly, Paths.Join(path, "yearly"), failures);
        if (Upfront < Rate.Zero || Upfront > Rate.One)
        {
            failures.Add(new("rate-range", Paths.Join(path, "upfront"), Upfront.ToString(), "A first payment lies between 0 and 100 %.",
                "Write it as a fraction: 0.2 for 20 %."));
        }

        if (YearShares.Sum([Upfront, .. Yearly]) != 1m)
        {
            failures.Add(new("instalments-sum", Paths.Join(path, "yearly"), ToString(), "All payments together are the price.",
                "Let the shares add up to 100 %."));
        }
    }

    private protected override void CheckPatient(TreatedPatient patient, string path, List<Failure> failures)
    {
        RefuseWithoutPrice(patient, path, failures);
        YearShares.Check(patient, Test, Yearly.Count, path, failures);
    }

    private protected override void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        foreach (var patient in patients)
        {
            var first = Part(patient.Price, Upfront);
            book.Add(new(patient, patient.Id, "first payment", EntryStatus.Counted, first, first, null) { Lost = 0m });
            string? ended = null;
            for (var year = 1; year <= Yearly.Count; year++)
            {
                var (from, report, share) = (YearShares.Anniversary(patient, year), OutcomeTest.At(patient, year),
                    Part(patient.Price, Yearly[year - 1]));
                if (ended is not null)
                {
                    book.Add(YearShares.Entry(patient, year, report, EntryStatus.Excluded, share, 0m, ended) with { Lost = share });
                    continue;
                }

                var judged = Test.Judge(report, from, asOf, PatientVerdict.Responder);
                book.Note(judged.Verdict);
                var due = judged.Verdict == PatientVerdict.Responder;
                ended = judged.Verdict is PatientVerdict.NonResponder or PatientVerdict.LeftOut
                    ? FormattableString.Invariant($"Payments ended at anniversary {year}.") : null;
                book.Add(YearShares.Entry(patient, year, report, judged.Status, share, due ? share : 0m,
                    judged.Reason ?? (due ? null : "The outcome was not sustained.")) with
                {
                    Lost = due || judged.Verdict == PatientVerdict.Open ? 0m : share,
                });
            }
        }
    }
}

/// <summary>
/// The other direction: the whole price is paid at the beginning, and a share of it comes back for each anniversary at which the outcome
/// was not sustained.
/// <code>rebate of a patient = Σ over anniversaries (price × share, if the milestone was missed)</code>
/// </summary>
public sealed record Milestones : DrugForm
{
    /// <summary>The share of the price that comes back for each anniversary, in order: 1 to 30, each above 0, together at most 1.</summary>
    public required ValueList<Rate> Rebates { get; init => field = Given.Of(value); }

    /// <summary>When the outcome is tested after each anniversary, proven and claimed, and what deaths and missing outcomes count
    /// as.</summary>
    public required OutcomeTest Test { get; init => field = Given.Of(value); }

    /// <summary>The form in one line.</summary>
    public override string ToString() => $"{string.Join(", ", Rebates)} back at anniversaries that were missed";

    internal override IEnumerable<string> Sentences =>
    [
        $"The whole price is paid at first, and of it comes back for each anniversary at which the outcome was not sustained, in order: "
            + $"{string.Join(", ", Rebates)}.",
        .. Test.Sentences("the anniversary", "a non-response"),
    ];

    internal override void Validate(string path, List<Failure> failures)
    {
        base.Validate(path, failures);
        Test.Validate(Paths.Join(path, "test"), failures);
        YearShares.Validate(Rebates, Paths.Join(path, "rebates"), failures);
        if (YearShares.Sum(Rebates) > 1m)
        {
            failures.Add(new("rebates-sum", Paths.Join(path, "rebates"), ToString(), "No more than the price comes back.",
                "Let the shares add up to at most 100 %."));
        }
    }

    private protected override void CheckPatient(TreatedPatient patient, string path, List<Failure> failures)
    {
        RefuseWithoutPrice(patient, path, failures);
        YearShares.Check(patient, Test, Rebates.Count, path, failures);
    }

    private protected override void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        foreach (var patient in patients)
        {
            for (var year = 1; year <= Rebates.Count; year++)
            {
                var (from, report) = (YearShares.Anniversary(patient, year), OutcomeTest.At(patient, year));
                var judged = Test.Judge(report, from, asOf, PatientVerdict.NonResponder);
                book.Note(judged.Verdict);
                var asked = judged.Verdict is PatientVerdict.NonResponder or PatientVerdict.Unproven or PatientVerdict.Open
                    ? Part(patient.Price, Rebates[year - 1]) : 0m;
                book.Add(YearShares.Entry(patient, year, report, judged.Status, asked,
                    judged.Verdict == PatientVerdict.NonResponder ? asked : 0m, judged.Reason));
            }
        }
    }
}

/// <summary>What instalments and milestones have in common: shares of the price by anniversary.</summary>
internal static class YearShares
{
    public static LocalDate Anniversary(TreatedPatient patient, int year) => patient.IndexDate.Year + year <= DateRules.LastYear
        ? patient.IndexDate.PlusYears(year) : new(DateRules.LastYear, 12, 31);

    /// <summary>The sum as settlements carry amounts: three thirds are one.</summary>
    public static decimal Sum(ValueList<Rate> shares) => Carried.Carry(shares.Sum(static s => s.Fraction));

    public static DrugEntry Entry(TreatedPatient patient, int year, OutcomeReport report, EntryStatus status, decimal asked,
        decimal counted, string? reason) =>
        new(patient, FormattableString.Invariant($"{patient.Id}, anniversary {year:00}"),
            FormattableString.Invariant($"anniversary {year}"), status, asked, counted, reason)
        {
            Report = report,
            Date = report.Date ?? Anniversary(patient, year),
        };

    public static void Validate(ValueList<Rate> shares, string path, List<Failure> failures)
    {
        if (shares.Count is 0 or > TreatedPatient.MostYears)
        {
            failures.Add(new("years-count", path, UnitText.Of(shares.Count, Unit.Count), "There are 1 to 30 anniversaries.",
                "State a share of the price for each."));
            return;
        }

        for (var i = 0; i < shares.Count; i++)
        {
            if (shares[i] <= Rate.Zero || shares[i] > Rate.One)
            {
                failures.Add(new("rate-range", Paths.Item(string.Empty, path, i), shares[i].ToString(),
                    "A share of the price is above 0 and at most 100 %.", "Write it as a fraction: 0.2 for 20 %."));
            }
        }
    }

    public static void Check(TreatedPatient patient, OutcomeTest test, int years, string path, List<Failure> failures)
    {
        if (patient.Anniversaries.Count > years)
        {
            failures.Add(new("anniversaries-count", Paths.Join(path, "anniversaries"),
                UnitText.Of(patient.Anniversaries.Count, Unit.Count),
                FormattableString.Invariant($"The agreement has {years} anniversaries."), "Leave out what it does not read."));
        }

        for (var i = 0; i < patient.Anniversaries.Count; i++)
        {
            test.Check(patient.Anniversaries[i], Paths.Item(path, "anniversaries", i), failures);
        }
    }
}
