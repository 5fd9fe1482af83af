using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tallies;

/// <summary>
/// A price that is adjusted year by year to the response that patients had: the price of a unit is that of the response rate among the
/// patients whose treatment began in the year.
/// <code>
/// response rate of a year = responders ÷ (responders + non-responders)
/// rebate = units of the year × max(0, list price − price at that rate)
/// </code>
/// A year is settled when each of its outcomes is known; until then its patients are undecided.
/// </summary>
public sealed record AdjustablePrice : DrugForm
{
    /// <summary>The price of a unit that is paid at first, 0 to 10^9.</summary>
    public required Money ListPrice { get; init; }

    /// <summary>The first day of the first year.</summary>
    public required LocalDate Start { get; init; }

    /// <summary>For each year of the agreement, 1 to 5, the price of a unit by response rate: a scale from 0 to 1 with prices from 0 to
    /// 10^9.</summary>
    public required ValueList<Scale> Prices { get; init => field = Given.Of(value); }

    /// <summary>When the outcome is tested, and what deaths and missing outcomes count as.</summary>
    public required OutcomeTest Test { get; init => field = Given.Of(value); }

    /// <summary>The form in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"list price {ListPrice}, adjusted to the response over {Prices.Count} years from {Dates.Text(Start)}");

    internal override IEnumerable<string> Sentences =>
    [
        FormattableString.Invariant($"A unit is paid at its list price of {ListPrice}; over {Prices.Count} years from {Dates.Text(Start)} ")
            + "its price follows the share of responders among the patients whose treatment began in the year, and what was paid above it "
            + "comes back.",
        .. Prices.Select(static (scale, i) => FormattableString.Invariant($"Price of a unit in year {i + 1} by response: {scale}.")),
        .. Test.Sentences("the first dose", "a non-response"),
    ];

    internal override void Validate(string path, List<Failure> failures)
    {
        base.Validate(path, failures);
        ValidatePrice(ListPrice, Paths.Join(path, "listPrice"), failures);
        DateRules.Validate(Start, Paths.Join(path, "start"), failures);
        Test.Validate(Paths.Join(path, "test"), failures);
        if (Prices.Count is 0 or > 5)
        {
            failures.Add(new("years-count", Paths.Join(path, "prices"), UnitText.Of(Prices.Count, Unit.Count),
                "A price is adjusted over 1 to 5 years.", "State a scale of prices for each year."));
            return;
        }

        for (var i = 0; i < Prices.Count; i++)
        {
            var (at, before) = (Paths.Item(path, "prices", i), failures.Count);
            Prices[i].Validate(at, failures);
            Prices[i].ValidateValues(at, 0m, Scale.Largest, "The price of a unit is not negative.", failures);
            if (failures.Count == before && (Prices[i].RowAt(0m) is null || Prices[i].RowAt(1m) is null))
            {
                failures.Add(new("scale-covers", at, Prices[i].ToString(), "The scale has a price for every response from 0 to 100 %.",
                    "Say what applies below the first row and above the last one."));
            }
        }
    }

    private protected override decimal PriceOf(TreatedPatient patient) => Carried.Carry(patient.Units * ListPrice.Amount);

    private protected override void CheckPatient(TreatedPatient patient, string path, List<Failure> failures)
    {
        RefusePrice(patient, path, failures);
        Test.Check(patient.Outcome, Paths.Join(path, "outcome"), failures);
    }

    private protected override void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        foreach (var year in patients.GroupBy(YearOf).OrderBy(static g => g.Key))
        {
            if (year.Key < 1 || year.Key > Prices.Count)
            {
                foreach (var outside in year)
                {
                    book.Add(new(outside, outside.Id, "no year", EntryStatus.OutsidePeriod, 0m, 0m,
                        $"Treatment began on {Dates.Text(outside.IndexDate)}, outside of the years whose price is adjusted."));
                }

                continue;
            }

            CountYear(year.Key, [.. year], asOf, book);
        }
    }

    private void CountYear(int year, TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        var judged = Array.ConvertAll(patients, p => Test.Judge(p.Outcome, p.IndexDate, asOf, PatientVerdict.NonResponder));
        Array.ForEach(judged, j => book.Note(j.Verdict));
        var group = FormattableString.Invariant($"year {year}");
        int Number(PatientVerdict verdict) => judged.Count(j => j.Verdict == verdict);
        var (open, responders, outcomes) = (Number(PatientVerdict.Open), Number(PatientVerdict.Responder),
            Number(PatientVerdict.Responder) + Number(PatientVerdict.NonResponder));
        var price = open > 0 || outcomes == 0 ? (decimal?)null : PriceAt(year, responders, outcomes, book);
        for (var i = 0; i < patients.Length; i++)
        {
            var patient = patients[i];
            var rebate = price is { } unit ? Carried.Carry(patient.Units * Math.Max(0m, ListPrice.Amount - unit)) : 0m;
            book.Add(new(patient, patient.Id, group, price is not null ? EntryStatus.Counted
                : open > 0 ? EntryStatus.Undecided : EntryStatus.Excluded, rebate, rebate, price is { } at
                    ? $"Price of a unit: {UnitText.Of(at, Unit.Money)}."
                    : open > 0 ? FormattableString.Invariant($"{open} outcomes of the year are not known.")
                    : "No outcome of the year counts.")
            {
                Report = patient.Outcome,
            });
        }
    }

    private decimal PriceAt(int year, int responders, int outcomes, DrugBook book)
    {
        var workings = book.Workings.Part(FormattableString.Invariant($"year-{year}"));
        var rate = workings.Divide(new("response-rate", FormattableString.Invariant($"Response in year {year}"), Unit.Rate),
            workings.Given(new("responders", "Responders", Unit.Count), responders),
            workings.Given(new("outcomes", "Outcomes that count", Unit.Count), outcomes));
        return workings.Lookup(new("adjusted-price", FormattableString.Invariant($"Price of a unit in year {year}"), Unit.Money, null,
            Authority), Prices[year - 1], rate).Number;
    }

    private int YearOf(TreatedPatient patient) => patient.IndexDate < Start ? 0
        : Period.Between(Start, patient.IndexDate, PeriodUnits.Years).Years + 1;
}
