using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>How a plan is counted.</summary>
public sealed partial record MilestonePlan
{
    private (Tally Tally, ValueList<MilestoneState> States) Pass(ValueList<MilestoneReport> reports, LocalDate on,
        DateInterval? term)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var failures = new List<Failure>();
        Validate("milestonePlan", failures);
        DateRules.Validate(on, "on", failures);
        var known = failures.Count == 0 ? Known(reports, term, failures) : [];
        SettlementException.ThrowIfAny(failures);

        var w = new Workings("milestones");
        var (payable, entries) = (new Quantity[Milestones.Count], new TallyEntry[Milestones.Count]);
        var states = new MilestoneState[Milestones.Count];
        for (var i = 0; i < Milestones.Count; i++)
        {
            var part = w.Part($"[{Milestones[i].Id}]");
            (payable[i], entries[i], states[i]) = Of(part, Milestones[i], known.GetValueOrDefault(Milestones[i].Id), on);
        }

        var amount = w.Add(new("milestones", "Milestones payable", Unit.Money, null, Authority), payable);
        w.Remark($"Up to {Dates.Text(on)}.");
        return (new() { Amount = w.Figure(amount), Entries = new(entries) }, new(states));
    }

    private Dictionary<string, MilestoneReport> Known(ValueList<MilestoneReport> reports, DateInterval? term,
        List<Failure> failures)
    {
        var milestones = Milestones.ToDictionary(static m => m.Id, StringComparer.Ordinal);
        var known = new Dictionary<string, MilestoneReport>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            var path = Paths.Named("reports", TextRules.Show(report.Milestone, TextRules.Name));
            if (!milestones.TryGetValue(report.Milestone, out var milestone))
            {
                failures.Add(new("milestone-unknown", path, report.Milestone,
                    $"A report is of a milestone of the plan ({string.Join(", ", milestones.Keys.Take(20))}).", "Name one of them."));
            }
            else
            {
                Validate(report, milestone, term, path, failures);
            }

            if (!known.TryAdd(report.Milestone, report))
            {
                failures.Add(new("report-twice", path, report.Milestone, "A milestone has one report.", "Give the latest one."));
            }
        }

        // Said in one order, whatever the order of the reports.
        failures.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path) is var order && order != 0 ? order
            : string.CompareOrdinal(a.Code, b.Code));
        return known;
    }

    private static void Validate(MilestoneReport report, Milestone milestone, DateInterval? term, string path, List<Failure> failures)
    {
        var isDay = TallyRules.Day(report.Date, Paths.Join(path, "date"), "A report has a day.", failures);
        if (isDay && report.Date != default && report.Date < term?.Start)
        {
            failures.Add(new("date-order", Paths.Join(path, "date"), Dates.Text(report.Date),
                $"A milestone is reported in the term or after it, which begins on {Dates.Text(term.Start)}.", "Correct the day."));
        }

        TextRules.Validate(report.AcceptedBy, path, "acceptedBy", failures);
        TextRules.Validate(report.Source, path, "source", failures);
        foreach (var result in report.Results.GroupBy(static r => r.Criterion, StringComparer.Ordinal))
        {
            if (result.Count() > 1 || milestone.Criteria.All(c => c.Name != result.Key))
            {
                failures.Add(new("criterion-unknown", Paths.Join(path, "results"), result.Key,
                    "A result is of one of the milestone's criteria, and each has one.",
                    milestone.Criteria.Count == 0 ? "The milestone has none: state who accepted it."
                        : $"Its criteria: {string.Join(", ", milestone.Criteria.Select(static c => c.Name).Take(20))}."));
            }
        }

        if (milestone.Criteria.Count > 0 ? report.AcceptedBy is not null : string.IsNullOrWhiteSpace(report.AcceptedBy))
        {
            failures.Add(new("milestone-acceptance", Paths.Join(path, "acceptedBy"), report.AcceptedBy ?? string.Empty,
                milestone.Criteria.Count > 0 ? "Reported values decide this milestone, and no person." : "A person accepts this milestone.",
                milestone.Criteria.Count > 0 ? "State the values." : "State who accepted it; leave the report out until then."));
        }

        if (report.AcceptedFraction is { } fraction && (milestone.Partial != PartialAcceptance.StatedFraction || fraction < Rate.Zero
            || fraction > Rate.One || !TallyRules.HasDecimals(fraction.Fraction, 4, 10_000m)))
        {
            failures.Add(new("accepted-fraction", Paths.Join(path, "acceptedFraction"), fraction.ToString(),
                milestone.Partial != PartialAcceptance.StatedFraction ? "The milestone is not accepted by a stated fraction."
                    : "A fraction is 0 to 1, with at most four decimals.", "Leave it out, or correct it."));
        }

        if (report.ReleasedOn is { } released)
        {
            if (DateRules.Validate(released, Paths.Join(path, "releasedOn"), failures) && isDay && released < report.Date)
            {
                failures.Add(new("date-order", Paths.Join(path, "releasedOn"), Dates.Text(released),
                    $"A retention is released on the day of the report, {Dates.Text(report.Date)}, or after it.", "Correct the day."));
            }

            if (milestone.Retention?.ReleaseWhen is null)
            {
                failures.Add(new("retention-release", Paths.Join(path, "releasedOn"), Dates.Text(released),
                    "No condition releases anything of this milestone.", "Leave it out."));
            }
        }
    }

    private (Quantity Payable, TallyEntry Entry, MilestoneState State) Of(Workings w, Milestone milestone, MilestoneReport? report,
        LocalDate on)
    {
        var authority = milestone.Authority ?? Authority;
        var value = w.Given(new("value", $"Value of {milestone.Id}", Unit.Money, null, authority), milestone.Value.Amount);
        var inTime = report is not null && report.Date <= on && !(report.Date > milestone.LongStop);
        var (met, of) = inTime ? Accepted(milestone, report!) : (0m, 1m);
        Step earning = new("earned", $"Earned, {milestone.Id}", Unit.Money, null, authority);
        var fraction = milestone.Criteria.Count > 0 ? w.Prorate(earning, value,
                Quantity.Of("criteria met", met, Unit.Count), Quantity.Of("criteria", of, Unit.Count))
            : w.Multiply(earning, value, Quantity.Of("accepted", met, Unit.Rate));
        var (earned, payable, kept, released) = (fraction.Number, fraction, 0m, 0m);
        if (milestone.Retention is { } retention && earned != 0m)
        {
            var retained = w.Multiply(new("retained", $"Retained, {milestone.Id}", Unit.Money, null, authority), fraction,
                Quantity.Of("retention", retention.Share.Fraction, Unit.Rate));
            if (retention.ReleaseOn <= on || report!.ReleasedOn <= on)
            {
                w.Given(new("released", $"Released, {milestone.Id}", Unit.Money, null, authority), retained.Number);
                released = retained.Number;
            }
            else
            {
                kept = retained.Number;
                payable = w.Subtract(new("payable", $"Payable, {milestone.Id}", Unit.Money, null, authority), fraction, retained);
            }
        }

        var rest = milestone.Value.Amount - earned;
        var stopped = milestone.LongStop < on;
        MilestoneState state = new()
        {
            Milestone = milestone.Id,
            Earned = earned,
            Retained = kept,
            Released = released,
            Forfeited = stopped ? rest : 0m,
            Waiting = stopped ? 0m : rest,
            Reason = Why(milestone, report, on, rest, kept, inTime),
        };
        return (payable, new()
        {
            Event = milestone.Id,
            Kind = "milestone",
            Date = inTime ? report!.Date : null,
            Status = payable.Number == milestone.Value.Amount && rest == 0m ? EntryStatus.Counted
                : earned != 0m ? EntryStatus.CountedInPart : stopped ? EntryStatus.Forfeited : EntryStatus.Undecided,
            Asked = milestone.Value.Amount,
            Counted = payable.Number,
            Reason = state.Reason,
        }, state);
    }

    private static (decimal Met, decimal Of) Accepted(Milestone milestone, MilestoneReport report)
    {
        if (milestone.Criteria.Count == 0)
        {
            return (report.AcceptedFraction?.Fraction ?? 1m, 1m);
        }

        var met = milestone.Criteria.Count(c => report.Results.Any(r => r.Criterion == c.Name && c.Passes(r.Value)));
        return (milestone.Partial == PartialAcceptance.CriteriaMet || met == milestone.Criteria.Count ? met : 0, milestone.Criteria.Count);
    }

    private static string? Why(Milestone milestone, MilestoneReport? report, LocalDate on, decimal rest, decimal kept, bool inTime)
    {
        var sentences = new List<string>();
        if (rest != 0m)
        {
            sentences.Add(report is null ? "Not reported."
                : report.Date > on ? $"Reported on {Dates.Text(report.Date)}, after the day looked from."
                : !inTime ? $"Reported on {Dates.Text(report.Date)}, after the long stop of {Dates.Text(milestone.LongStop!.Value)}."
                : milestone.Criteria.Count == 0 ? $"Accepted in part by {report.AcceptedBy}."
                : "Not met: " + string.Join("; ", milestone.Criteria.Where(c => !report.Results.Any(r => r.Criterion == c.Name
                    && c.Passes(r.Value))).Take(10)) + ".");
        }

        if (kept != 0m)
        {
            sentences.Add(milestone.Retention!.ReleaseOn is { } day ? $"The retention is released on {Dates.Text(day)}."
                : $"The retention is released by: {milestone.Retention.ReleaseWhen}.");
        }

        return sentences.Count == 0 ? null : string.Join(" ", sentences);
    }
}
