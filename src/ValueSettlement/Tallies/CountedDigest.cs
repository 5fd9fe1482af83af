using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>What a programme counted, proven by a digest that is made when it is first read: the same in any order of what happened.
/// Whoever makes one has counted before, so that nothing in it is given twice and no text holds a tab.</summary>
internal static class CountedDigest
{
    /// <summary>That of events: <see cref="EventDigest"/>.</summary>
    public static Digest Of(ValueList<OutcomeEvent> events) =>
        new(events, static source => EventDigest.Of((ValueList<OutcomeEvent>)source).Text);

    /// <summary>Patients by their ids, looked at from a day.</summary>
    public static Digest Of(ValueList<TreatedPatient> patients, LocalDate asOf) => new((patients, asOf), static source =>
    {
        var (patients, asOf) = ((ValueList<TreatedPatient>, LocalDate))source;
        using var text = new DigestText();
        Begin(text, "patients", asOf);
        foreach (var patient in patients.OrderBy(static p => p.Id, StringComparer.Ordinal))
        {
            Add(text, patient);
        }

        return text.Digest();
    });

    /// <summary>Reports by their milestones, looked at from a day.</summary>
    public static Digest Of(ValueList<MilestoneReport> reports, LocalDate on) => new((reports, on), static source =>
    {
        var (reports, on) = ((ValueList<MilestoneReport>, LocalDate))source;
        using var text = new DigestText();
        Begin(text, "reports", on);
        foreach (var report in reports.OrderBy(static r => r.Milestone, StringComparer.Ordinal))
        {
            Add(text, report);
        }

        return text.Digest();
    });

    /// <summary>Incidents, windows of maintenance, and the day of the claim.</summary>
    public static Digest Of(ValueList<Incident> incidents, ValueList<MaintenanceWindow> maintenance, LocalDate? claimed) =>
        new((incidents, maintenance, claimed), static source =>
        {
            var (incidents, maintenance, claimed) = ((ValueList<Incident>, ValueList<MaintenanceWindow>, LocalDate?))source;
            using var text = new DigestText();
            Begin(text, "incidents", claimed);
            foreach (var incident in incidents.OrderBy(static i => i.Service, StringComparer.Ordinal)
                .ThenBy(static i => i.Id, StringComparer.Ordinal))
            {
                Add(text, incident);
            }

            Begin(text, "maintenance", null);
            foreach (var window in maintenance.OrderBy(static w => w.Service, StringComparer.Ordinal).ThenBy(static w => w.Start)
                .ThenBy(static w => w.End).ThenBy(static w => w.AnnouncedAt))
            {
                Add(text, window);
            }

            return text.Digest();
        });

    /// <summary>Months in their order, which no other order can be, with their results by level.</summary>
    public static Digest Of(ValueList<ServiceMonth> months) => new(months, static source =>
    {
        using var text = new DigestText();
        Begin(text, "months", null);
        foreach (var month in (ValueList<ServiceMonth>)source)
        {
            text.Add(ServiceMonth.Text(month.Month));
            Add(text, month.Charge);
            text.Add(month.Results.Count);
            foreach (var result in month.Results.OrderBy(static r => r.Level, StringComparer.Ordinal))
            {
                text.Add(result.Level);
                Add(text, result.Result);
                text.Add(result.Count);
            }

            text.EndLine();
        }

        return text.Digest();
    });

    private static void Begin(DigestText text, string what, LocalDate? day)
    {
        text.Add(what);
        text.Add(day);
        text.EndLine();
    }

    // As in every digest of facts: what a figure is, not how it came about.
    private static void Add(DigestText text, Figure figure)
    {
        text.Add(figure.Value);
        text.Add(figure.Value is null ? EnumText.Of(figure.Absence?.Kind ?? AbsenceKind.Missing) : null);
    }

    // A list says first how many it has: what follows it cannot be taken for more of it.
    private static void Add(DigestText text, TreatedPatient patient)
    {
        text.Add(patient.Id);
        text.Add(patient.IndexDate);
        text.Add(patient.Paid?.Amount);
        text.Add(patient.PeriodPrices.Count);
        foreach (var price in patient.PeriodPrices)
        {
            text.Add(price.Amount);
        }

        text.Add(patient.Units);
        text.Add(patient.Stopped ? "stopped" : null);
        text.Add(patient.Tier);
        Add(text, patient.Outcome);
        text.Add(patient.Anniversaries.Count);
        foreach (var report in patient.Anniversaries)
        {
            Add(text, report);
        }

        text.EndLine();
    }

    private static void Add(DigestText text, OutcomeReport report)
    {
        text.Add(EnumText.Of(report.Outcome));
        text.Add(report.Response);
        text.Add(report.Date);
        text.Add(report.Evidence);
        text.Add(report.Adjudicator);
        text.Add(report.Claimed);
    }

    private static void Add(DigestText text, MilestoneReport report)
    {
        text.Add(report.Milestone);
        text.Add(report.Date);
        text.Add(report.Results.Count);
        foreach (var result in report.Results.OrderBy(static r => r.Criterion, StringComparer.Ordinal))
        {
            text.Add(result.Criterion);
            text.Add(result.Value);
        }

        text.Add(report.AcceptedBy);
        text.Add(report.AcceptedFraction?.Fraction);
        text.Add(report.ReleasedOn);
        text.Add(report.Source);
        text.EndLine();
    }

    private static void Add(DigestText text, Incident incident)
    {
        text.Add(incident.Service);
        text.Add(incident.Id);
        text.Add(incident.Start);
        text.Add(incident.End);
        text.Add(incident.Weight);
        text.Add(incident.Exclusion);
        text.Add(incident.Source);
        text.EndLine();
    }

    private static void Add(DigestText text, MaintenanceWindow window)
    {
        text.Add(window.Service);
        text.Add(window.Start);
        text.Add(window.End);
        text.Add(window.AnnouncedAt);
        text.EndLine();
    }
}
