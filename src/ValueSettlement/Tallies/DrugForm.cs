using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>How the price of a drug depends on what became of the patients: the form of a drug agreement.</summary>
public abstract partial record DrugForm
{
    /// <summary>The most patients of one tally.</summary>
    public const int MostPatients = 1_000_000;

    private protected DrugForm()
    {
    }

    /// <summary>Where the form stands, for example "Agreement, schedule 2".</summary>
    public Authority? Authority { get; init; }

    /// <summary>Whether the amount depends on outcomes.</summary>
    internal virtual bool DependsOnOutcomes => true;

    /// <summary>Whether the payer owes the amount, as instalments, or the manufacturer, as rebates.</summary>
    internal virtual bool PayerOwes => false;

    /// <summary>What the form says, in plain sentences.</summary>
    internal abstract IEnumerable<string> Sentences { get; }

    /// <summary>What patients come to on a day. The same patients in any order give the same tally.</summary>
    /// <param name="patients">The patients, at most <see cref="MostPatients"/>.</param>
    /// <param name="asOf">The day of settlement: deadlines that have passed by then have passed, later ones are open.</param>
    /// <param name="treated">The days within which treatment begins, both inclusive; patients outside of them do not count, in spend
    /// neither. <see langword="null"/> for any day.</param>
    /// <exception cref="SettlementException">The form is not sound or a patient cannot be; carries every reason.</exception>
    public DrugTally Count(ValueList<TreatedPatient> patients, LocalDate asOf, DateInterval? treated = null)
    {
        ArgumentNullException.ThrowIfNull(patients);
        var failures = new List<Failure>();
        Validate("form", failures);
        DateRules.Validate(asOf, "asOf", failures);
        if (treated is not null)
        {
            TallyRules.Days(treated, "treated", failures);
        }

        if (patients.Count > MostPatients)
        {
            failures.Add(new("patients-count", "patients", UnitText.Of(patients.Count, Unit.Count),
                "A tally has at most 1,000,000 patients.", "Tally them in parts and add the amounts."));
        }

        if (failures.Count == 0)
        {
            Check(patients, asOf, failures);
        }

        SettlementException.ThrowIfAny(failures);

        var ordered = patients.OrderBy(static p => p.Id, StringComparer.Ordinal).ToArray();
        bool Within(TreatedPatient patient) => treated is null || treated.Contains(patient.IndexDate);
        var within = Array.FindAll(ordered, Within);
        var book = new DrugBook(Authority);
        foreach (var outside in ordered.Where(p => !Within(p)))
        {
            book.Add(new(outside, outside.Id, string.Empty, EntryStatus.OutsidePeriod, 0m, 0m,
                $"Treatment began on {Dates.Text(outside.IndexDate)}, outside of {Dates.Text(treated!)}."));
        }

        Count(within, asOf, book);
        return book.Close(within, PriceOf, PayerOwes);
    }

    /// <summary>What was paid for a patient before the agreement acts.</summary>
    private protected virtual decimal PriceOf(TreatedPatient patient) => patient.Price;

    private protected abstract void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book);

    private protected virtual void CheckPatient(TreatedPatient patient, string path, List<Failure> failures) =>
        RefuseWithoutPrice(patient, path, failures);

    internal virtual void Validate(string path, List<Failure> failures) => TextRules.Validate(Authority, path, failures);

    private protected static void RefuseWithoutPrice(TreatedPatient patient, string path, List<Failure> failures)
    {
        if (patient.Paid is null && patient.PeriodPrices.Count == 0)
        {
            failures.Add(new("price-missing", Paths.Join(path, "paid"), string.Empty, "The agreement refunds a share of what was paid.",
                "State what was paid for the patient."));
        }
    }

    private protected static void RefuseWithoutPeriods(TreatedPatient patient, string path, List<Failure> failures)
    {
        if (patient.PeriodPrices.Count == 0)
        {
            failures.Add(new("period-prices-missing", Paths.Join(path, "periodPrices"), string.Empty,
                "The agreement acts on the first periods of treatment.", "State the price of each period that was given, in order."));
        }
    }

    private protected static void RefusePrice(TreatedPatient patient, string path, List<Failure> failures)
    {
        if (patient.Paid is not null || patient.PeriodPrices.Count > 0)
        {
            failures.Add(new("price-unread", Paths.Join(path, "paid"), patient.Paid?.ToString() ?? string.Empty,
                "The agreement prices units at its own list price.", "State units, and leave out what was paid."));
        }
    }

    private protected static void ValidateShare(Rate share, string path, List<Failure> failures)
    {
        if (share <= Rate.Zero || share > Rate.One)
        {
            failures.Add(new("rate-range", path, share.ToString(), "A share of the price is above 0 and at most 100 %.",
                "Write it as a fraction: 0.5 for 50 %."));
        }
    }

    private protected static void ValidatePeriods(int periods, string path, List<Failure> failures)
    {
        if (periods is < 1 or > 1_000)
        {
            failures.Add(new("periods-count", path, UnitText.Of(periods, Unit.Count), "There are 1 to 1,000 first periods.",
                "State how many cycles or months the agreement acts on."));
        }
    }

    private protected static void ValidatePrice(Money price, string path, List<Failure> failures)
    {
        if (price < Money.Zero || price > Greatest)
        {
            failures.Add(new("price-range", path, price.ToString(), "The price of a unit lies between 0 and 1,000,000,000.",
                "State the price of one unit."));
        }
    }

    /// <summary>A share of an amount, carried as settlements carry amounts, so that entries add up to their sum exactly.</summary>
    private protected static decimal Part(decimal amount, Rate share) => Carried.Carry(amount * share.Numerator / share.Denominator);

    private static readonly Money Greatest = Money.Of(1_000_000_000m);

    private void Check(ValueList<TreatedPatient> patients, LocalDate asOf, List<Failure> failures)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var all = 0m;
        for (var i = 0; i < patients.Count; i++)
        {
            var (patient, path) = (patients[i], Paths.Item(string.Empty, "patients", i));
            var before = failures.Count;
            patient.Validate(path, asOf, failures);
            CheckPatient(patient, path, failures);
            if (!ids.Add(patient.Id))
            {
                failures.Add(new("id-twice", Paths.Join(path, "id"), patient.Id, "Every patient is given once.",
                    "Leave the second one out, or correct its id."));
            }

            if (failures.Count == before && all <= Money.Largest)
            {
                all += PriceOf(patient);
            }
        }

        if (all > Money.Largest)
        {
            failures.Add(new("spend-range", "patients", UnitText.Of(all, Unit.Money), "What was paid for all is at most 10^15.",
                "State amounts in units of the currency."));
        }
    }
}

/// <summary>One patient or payment of a tally.</summary>
/// <param name="Patient">The patient.</param>
/// <param name="Event">The id of the entry.</param>
/// <param name="Group">The line that it belongs to.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Asked">What it would count for, a magnitude.</param>
/// <param name="Counted">What it counts for, a magnitude.</param>
/// <param name="Reason">What the status leaves open.</param>
internal sealed record DrugEntry(TreatedPatient Patient, string Event, string Group, EntryStatus Status, decimal Asked, decimal Counted,
    string? Reason)
{
    /// <summary>The day on which it counts, where that is not the day of the outcome.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The report behind it; <see langword="null"/> where outcomes do not matter.</summary>
    public OutcomeReport? Report { get; init; }

    /// <summary>What of the price is not owed any more, where that is not what counts.</summary>
    public decimal? Lost { get; init; }
}

/// <summary>The entries of a tally as they are made, and what they come to.</summary>
internal sealed class DrugBook(Authority? authority)
{
    private readonly List<DrugEntry> entries = [];
    private readonly int[] verdicts = new int[5];

    public Workings Workings { get; } = new("tally");

    public Authority? Authority => authority;

    public void Add(DrugEntry entry) => entries.Add(entry);

    public void Note(PatientVerdict verdict) => verdicts[(int)verdict]++;

    public int Number(PatientVerdict verdict) => verdicts[(int)verdict];

    public DrugTally Close(TreatedPatient[] patients, Func<TreatedPatient, decimal> priceOf, bool payerOwes)
    {
        var spent = Spent(patients, priceOf);
        var amount = Amount(payerOwes);
        var net = new Workings("net");
        var borne = payerOwes ? amount : net.Figure(net.Add(new("net-spend", "Spend after rebates", Unit.Money),
            Quantity.Of("spend", spent.Value.GetValueOrDefault(), Unit.Money),
            Quantity.Of("rebates", amount.Value.GetValueOrDefault(), Unit.Money)));
        return new()
        {
            Tally = new()
            {
                Amount = amount,
                Entries = entries.OrderBy(static e => e.Event, StringComparer.Ordinal).Select(e => Entry(e, payerOwes)).ToValueList(),
            },
            Spend = spent,
            NetSpend = borne,
            Lowest = Lowest(patients, priceOf),
            Responders = Number(PatientVerdict.Responder),
            NonResponders = Number(PatientVerdict.NonResponder),
            LeftOut = Number(PatientVerdict.LeftOut),
            Undecided = Number(PatientVerdict.Open),
        };
    }

    private static Figure Spent(TreatedPatient[] patients, Func<TreatedPatient, decimal> priceOf)
    {
        var workings = new Workings("spend");
        return workings.Figure(workings.Given(new("spend", $"Price of {TallyRules.Counted(patients.Length, "patient")}",
            Unit.Money), patients.Sum(priceOf)));
    }

    private Figure Amount(bool payerOwes)
    {
        var groups = entries.Where(static e => e.Counted != 0m).GroupBy(static e => e.Group, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(group => Workings.Given(new(group.Key.Replace(' ', '-'), Label(group), Unit.Money, null, authority),
                group.Sum(static e => e.Counted)))
            .ToArray();
        return Workings.Figure(payerOwes
            ? groups.Length == 0 ? Workings.Given(new("due", "Instalments due", Unit.Money, null, authority), 0m)
                : Workings.Add(new("due", "Instalments due", Unit.Money, null, authority), groups)
            : groups.Length == 0 ? Workings.Given(new("rebate", "Rebate owed by the manufacturer", Unit.Money, null, authority), 0m)
                : Workings.Subtract(new("rebate", "Rebate owed by the manufacturer", Unit.Money, null, authority),
                    [Quantity.Of("nothing", 0m, Unit.Money), .. groups]));
    }

    private static string Label(IGrouping<string, DrugEntry> group)
    {
        var (first, count) = (char.ToUpperInvariant(group.Key[0]) + group.Key[1..],
            group.Select(static e => e.Patient.Id).Distinct(StringComparer.Ordinal).Count());
        return FormattableString.Invariant($"{first}: {count:#,##0} {(count == 1 ? "patient" : "patients")}");
    }

    private static TallyEntry Entry(DrugEntry entry, bool payerOwes) => new()
    {
        Event = entry.Event,
        Subject = entry.Patient.Id,
        Kind = entry.Report is { } report ? TallyWords.Of(report.Outcome) : entry.Group,
        Date = entry.Date ?? entry.Report?.Date ?? entry.Patient.IndexDate,
        Status = entry.Status,
        Asked = Signed(entry.Asked, payerOwes),
        Counted = Signed(entry.Counted, payerOwes),
        Reason = entry.Reason,
    };

    private static decimal Signed(decimal magnitude, bool payerOwes) => payerOwes || magnitude == 0m ? magnitude : -magnitude;

    private LowestNetPrice Lowest(TreatedPatient[] patients, Func<TreatedPatient, decimal> priceOf)
    {
        var lost = entries.GroupBy(static e => e.Patient.Id, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.ToArray(), StringComparer.Ordinal);
        LowestNetPrice? lowest = null;
        decimal? least = null;
        foreach (var patient in patients)
        {
            var mine = lost.TryGetValue(patient.Id, out var found) ? found : [];
            var (price, gone) = (priceOf(patient), mine.Sum(static e => e.Lost ?? e.Counted));
            if (least is { } low && (price - gone) / patient.Units >= low)
            {
                continue;
            }

            var workings = new Workings("lowest-net-price");
            var left = workings.Subtract(new("net-price", "Net price", Unit.Money),
                workings.Given(new("price", "Price", Unit.Money), price), Quantity.Of("rebates", gone, Unit.Money));
            var unit = workings.Divide(new("net-unit-price", "Net price of a unit", Unit.Money), left,
                Quantity.Of("units", patient.Units, Unit.Count));
            least = unit.Value;
            lowest = new(workings.Figure(unit), patient.Id, gone == 0m ? "Nothing was refunded: the price itself."
                : string.Join(" ", mine.Where(static e => (e.Lost ?? e.Counted) != 0m).Select(Why).Distinct(StringComparer.Ordinal)));
        }

        return lowest ?? new(Figure.Absent(AbsenceKind.NotApplicable, "There are no patients.", Unit.Money), string.Empty,
            "There are no patients.");
    }

    private static string Why(DrugEntry entry) =>
        $"{UnitText.Of(entry.Lost ?? entry.Counted, Unit.Money)} {(entry.Lost is null ? "back" : "not due")} ({entry.Group})."
        + (entry.Reason is null ? string.Empty : " " + entry.Reason);
}
