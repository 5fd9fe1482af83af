using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>What became of a treatment by the day of its test.</summary>
public enum TreatmentOutcome
{
    /// <summary>The test was passed, or the outcome was sustained.</summary>
    Responder = 1,

    /// <summary>The test was failed, or the outcome was lost.</summary>
    NonResponder,

    /// <summary>The patient died before the test.</summary>
    Died,

    /// <summary>Nobody knows: the patient moved away, left the plan, or withdrew.</summary>
    LostToFollowUp,

    /// <summary>The test is still to come, or its result is still to be reported. After the last day for it, the outcome is
    /// missing.</summary>
    NotYetDue,
}

/// <summary>What was reported of one test of one patient, and when.</summary>
public sealed record OutcomeReport
{
    /// <summary>What became of the treatment.</summary>
    public required TreatmentOutcome Outcome { get; init; }

    /// <summary>What was measured, in the unit of the <see cref="ResponseTest"/>; <see langword="null"/> where only the outcome was
    /// reported.</summary>
    public decimal? Response { get; init; }

    /// <summary>The day of the test, or of death; <see langword="null"/> where it was not reported: it is then taken to lie within the
    /// window.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The day on which the evidence was handed over; <see langword="null"/> if it was not.</summary>
    public LocalDate? Evidence { get; init; }

    /// <summary>Who decided, as the evidence says; <see langword="null"/> if nobody has.</summary>
    public string? Adjudicator { get; init; }

    /// <summary>The day on which the money was claimed; <see langword="null"/> if it was not.</summary>
    public LocalDate? Claimed { get; init; }

    /// <summary>An outcome that is still to come.</summary>
    public static OutcomeReport NotYet { get; } = new() { Outcome = TreatmentOutcome.NotYetDue };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>Validates a report.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="first">The day on which treatment began.</param>
    /// <param name="tests">The first day of the window of the test: the index date, or an anniversary.</param>
    /// <param name="asOf">The day of settlement.</param>
    /// <param name="failures">What is wrong.</param>
    internal void Validate(string path, LocalDate first, LocalDate tests, LocalDate asOf, List<Failure> failures)
    {
        if (!Enum.IsDefined(Outcome))
        {
            failures.Add(new("outcome-unknown", Paths.Join(path, "outcome"), EnumText.Of(Outcome),
                "An outcome is responder, non-responder, died, lost to follow-up or not yet due.", "State one of them."));
        }

        TextRules.Validate(Adjudicator, path, "adjudicator", failures);
        foreach (var (day, member) in new[] { (Date, "date"), (Evidence, "evidence"), (Claimed, "claimed") })
        {
            if (day is not { } stated || !DateRules.Validate(stated, Paths.Join(path, member), failures))
            {
                continue;
            }

            if (stated < first)
            {
                failures.Add(new("date-order", Paths.Join(path, member), Dates.Text(stated),
                    $"An outcome comes after the day on which treatment began ({Dates.Text(first)}).", "Correct one of the two days."));
            }

            if (stated > asOf)
            {
                failures.Add(new("date-after-settlement", Paths.Join(path, member), Dates.Text(stated),
                    $"What is settled as of {Dates.Text(asOf)} rests on what is known by then.",
                    "Leave out what came later, or settle as of a later day."));
            }
        }

        // Without a day the test lies in the window, which begins on the first one.
        var tested = Date ?? tests;
        if (Outcome is TreatmentOutcome.Responder or TreatmentOutcome.NonResponder or TreatmentOutcome.Died
            && DateRules.Hold(tested) && Evidence is { } handed && DateRules.Hold(handed) && handed >= first && handed < tested)
        {
            failures.Add(new("date-order", Paths.Join(path, "evidence"), Dates.Text(handed),
                $"Evidence of an outcome comes on or after the day of the test ({Dates.Text(tested)}).", "Correct one of the two days."));
        }
    }
}

/// <summary>A patient who was treated under a drug agreement: what was paid, and what became of it. Every form of agreement reads the
/// members that it needs and refuses a patient without them.</summary>
public sealed record TreatedPatient
{
    /// <summary>An id without meaning outside of the agreement; no two the same.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The day on which treatment began: the first dose.</summary>
    public required LocalDate IndexDate { get; init; }

    /// <summary>What the payer paid for the patient's treatment, not negative, net of what the terms say. <see langword="null"/> where
    /// <see cref="PeriodPrices"/> say it, or the agreement prices units.</summary>
    public Money? Paid { get; init; }

    /// <summary>What was paid for each period of treatment (cycle or month), in order: at most 1,000, none negative.</summary>
    public ValueList<Money> PeriodPrices { get; init => field = Given.Of(value); } = [];

    /// <summary>How many units (vials, packs, courses) were paid for, 0.000001 to 10^9.</summary>
    public decimal Units { get; init; } = 1m;

    /// <summary>What was reported of the test.</summary>
    public OutcomeReport Outcome { get; init => field = Given.Of(value); } = OutcomeReport.NotYet;

    /// <summary>What was reported at each anniversary of the index date, in order, where the agreement tests at anniversaries: at most
    /// 30. After a death or a loss nothing more needs to be reported.</summary>
    public ValueList<OutcomeReport> Anniversaries { get; init => field = Given.Of(value); } = [];

    /// <summary>Whether treatment stopped after the last one of <see cref="PeriodPrices"/>.</summary>
    public bool Stopped { get; init; }

    /// <summary>The outcome tier that the patient reached, by its name; <see langword="null"/> for none.</summary>
    public string? Tier { get; init; }

    /// <summary>What was paid.</summary>
    internal decimal Price => Paid is { } paid ? paid.Amount : PeriodPrices.Sum(static p => p.Amount);

    /// <summary>What was paid for the first periods.</summary>
    internal decimal PriceOfFirst(int periods) => PeriodPrices.Take(periods).Sum(static p => p.Amount);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal void Validate(string path, LocalDate asOf, List<Failure> failures)
    {
        TextRules.Validate(Id, path, "id", failures);
        TextRules.Validate(Tier, path, "tier", failures);
        if (string.IsNullOrWhiteSpace(Id))
        {
            failures.Add(new("name-empty", Paths.Join(path, "id"), Id, "Every patient has an id.", "State one."));
        }

        if (Paid is { } paid && paid < Money.Zero)
        {
            failures.Add(new("price-range", Paths.Join(path, "paid"), paid.ToString(), "A price is not negative.",
                "State what was paid; rebates follow from the agreement."));
        }

        if (Units is < LeastUnits or > 1_000_000_000m)
        {
            failures.Add(new("units-range", Paths.Join(path, "units"), NumberText.Number(Units),
                "Units paid for are 0.000001 to 1,000,000,000.", "State how many units the price was paid for."));
        }

        ValidatePeriods(path, failures);
        if (!DateRules.Validate(IndexDate, Paths.Join(path, "indexDate"), failures))
        {
            return;
        }

        if (IndexDate > asOf)
        {
            failures.Add(new("date-after-settlement", Paths.Join(path, "indexDate"), Dates.Text(IndexDate),
                $"What is settled as of {Dates.Text(asOf)} rests on what is known by then.",
                "Leave out patients who came later, or settle as of a later day."));
        }

        Outcome.Validate(Paths.Join(path, "outcome"), IndexDate, IndexDate, asOf, failures);
        if (Anniversaries.Count > MostYears)
        {
            failures.Add(new("anniversaries-count", Paths.Join(path, "anniversaries"), UnitText.Of(Anniversaries.Count, Unit.Count),
                FormattableString.Invariant($"A patient has at most {MostYears} anniversaries."), "Leave out what no agreement reads."));
            return;
        }

        for (var i = 0; i < Anniversaries.Count; i++)
        {
            Anniversaries[i].Validate(Paths.Item(path, "anniversaries", i), IndexDate, YearShares.Anniversary(this, i + 1), asOf, failures);
        }
    }

    internal const int MostYears = 30;

    private const int MostPeriods = 1_000;

    // Of fewer the price of a unit could not be computed.
    private const decimal LeastUnits = 0.000_001m;

    private void ValidatePeriods(string path, List<Failure> failures)
    {
        var at = Paths.Join(path, "periodPrices");
        if (PeriodPrices.Count > MostPeriods)
        {
            failures.Add(new("periods-count", at, UnitText.Of(PeriodPrices.Count, Unit.Count), "A treatment has at most 1,000 periods.",
                "State prices by longer periods."));
            return;
        }

        for (var i = 0; i < PeriodPrices.Count; i++)
        {
            if (PeriodPrices[i] < Money.Zero)
            {
                failures.Add(new("price-range", Paths.Item(path, "periodPrices", i), PeriodPrices[i].ToString(),
                    "A price is not negative.", "State what was paid; rebates follow from the agreement."));
            }
        }

        var sum = PeriodPrices.Sum(static p => p.Amount);
        if (PeriodPrices.Count > 0 && (Paid is { } paid && paid.Amount != sum || sum > Money.Largest))
        {
            failures.Add(new("price-sum", at, UnitText.Of(sum, Unit.Money),
                $"The prices of the periods add up to what was paid ({Paid}), at most 10^15.", "Correct one of them, or state only one."));
        }
    }
}
