using NodaTime;
using NodaTime.TimeZones;
using ValueSettlement.Curves;

namespace ValueSettlement.Tallies;

/// <summary>What downtime is compared with.</summary>
public enum AvailabilityBase
{
    /// <summary>The minutes in which the service was due.</summary>
    ServiceMinutes,

    /// <summary>All minutes of the period, whatever the service hours are.</summary>
    PeriodMinutes,
}

/// <summary>A service whose availability is measured.</summary>
public sealed record MeasuredService
{
    /// <summary>Its name, which incidents use.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>Its weight among the services, above 0 and at most 1,000,000, at most six decimals.</summary>
    public decimal Weight { get; init; } = 1m;

    /// <summary>When it is due; <see langword="null"/> for always.</summary>
    public ServiceHours? Hours { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// How the availability of services is found from incidents.
/// <code>
/// counted = downtime within the service hours and outside of allowed maintenance, at each moment the largest weight
/// base = service minutes or minutes of the period, less allowed maintenance where that reduces it
/// availability = (base − counted) ÷ base;  over services: the mean by weight, of those that have a base
/// </code>
/// Time is counted to the nanosecond and is half-open. Minutes are what it is printed in. The availability over all services is read at
/// twenty decimals, which is far below a nanosecond of a century: what lies further is the remainder of a division.
/// </summary>
public sealed record Availability
{
    /// <summary>The first moment of a day; of one that a zone left out when it crossed the date line, the moment at which the next one
    /// begins.</summary>
    private static Instant StartOf(LocalDate day, DateTimeZone zone) => zone.ResolveLocal(day.AtMidnight(),
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter)).ToInstant();

    private const int Decimals = 20;
    private const int MostServices = 100;
    private const int MostIncidents = 100_000;
    private const int MostWindows = 10_000;

    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 2, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9998, 12, 31, 0, 0);

    /// <summary>The zone whose midnights begin and end a period, by its IANA name: a day of it may have 23 or 25 hours.</summary>
    public required string Zone { get; init => field = Given.Of(value); }

    /// <summary>The services, 1 to 100.</summary>
    public required ValueList<MeasuredService> Services { get; init => field = Given.Of(value); }

    /// <summary>What downtime is compared with.</summary>
    public AvailabilityBase Base { get; init; }

    /// <summary>Whether allowed maintenance is taken from the base too; otherwise it only excuses downtime.</summary>
    public bool MaintenanceReducesBase { get; init; }

    /// <summary>How many minutes before its beginning maintenance is announced, at least: 0 to 1,000,000; <see langword="null"/> if it need
    /// not be.</summary>
    public int? MaintenanceNoticeMinutes { get; init; }

    /// <summary>How many minutes of maintenance a service may have in a period, 0 to 10,000,000, used up in the order of time by service
    /// minutes; <see langword="null"/> for no limit.</summary>
    public int? MaintenanceAllowanceMinutes { get; init; }

    /// <summary>Where the rule stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>Everything that is wrong with the rule; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>The availability of a period. The same incidents in any order give the same result.</summary>
    /// <param name="period">First and last day in <see cref="Zone"/>, both inclusive, at most ten years.</param>
    /// <param name="incidents">What happened, at most 100,000 incidents.</param>
    /// <param name="maintenance">The supplier's maintenance, announced or not, at most 10,000 windows.</param>
    /// <exception cref="SettlementException">The rule is not sound, or an incident cannot be; carries every reason.</exception>
    public AvailabilityResult Measure(
        DateInterval period, ValueList<Incident> incidents, ValueList<MaintenanceWindow>? maintenance = null)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(incidents);
        var windows = maintenance ?? [];
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        ValidateFacts(period, incidents, windows, failures);
        SettlementException.ThrowIfAny(failures);

        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var (from, to) = (StartOf(period.Start, zone), StartOf(period.End.PlusDays(1), zone));
        var workings = new Workings("availability");
        var (measured, entries, windowEntries) = (new List<ServiceAvailability>(), new List<TallyEntry>(), new List<TallyEntry>());
        var pairs = new List<Quantity>();
        var (byService, windowsOf) = (incidents.ToLookup(static i => i.Service), windows.ToLookup(static w => w.Service));
        foreach (var service in Services)
        {
            var pass = new AvailabilityPass(this, service, from, to);
            pass.Maintain(windowsOf[null].Concat(windowsOf[service.Id]));
            pass.Count(byService[service.Id]);
            entries.AddRange(pass.Entries);
            windowEntries.AddRange(pass.Windows);
            var (result, availability) = Lines(workings.Part($"services[{service.Id}]"), service.Id, pass.Minutes, Authority);
            measured.Add(result with { Weight = service.Weight });
            if (availability.Value is not null)
            {
                pairs.AddRange([Quantity.Of($"weight of {service.Id}", service.Weight), availability with { Name = service.Id }]);
            }
        }

        var mean = pairs.Count == 0
            ? workings.Absent(new("mean", "Availability of all services", Unit.Rate),
                new(AbsenceKind.NotApplicable, "No service had a minute in which it was due."))
            : pairs.Count == 2 ? pairs[1]
            : workings.Mean(new("mean", "Availability of all services", Unit.Rate, null, Authority), [.. pairs]);
        return new()
        {
            Period = period,
            Services = [.. measured],
            Availability = workings.Figure(Read(workings, mean)),
            Entries = [.. entries],
            Maintenance = [.. windowEntries],
        };
    }

    /// <summary>The availability of a service whose minutes somebody else counted.</summary>
    /// <param name="service">The service.</param>
    /// <param name="minutes">Minutes of the base, above zero.</param>
    /// <param name="downtime">Minutes of downtime, not negative.</param>
    /// <param name="excluded">Minutes of downtime that the agreement leaves out, not negative; more than all of them leave nothing.</param>
    /// <exception cref="SettlementException">The service has no name, minutes are negative, or more are down than there are; carries every
    /// reason.</exception>
    public static ServiceAvailability OfMinutes(string service, decimal minutes, decimal downtime, decimal excluded = 0m)
    {
        ArgumentNullException.ThrowIfNull(service);
        var failures = new List<Failure>();
        TallyRules.Name(service, string.Empty, nameof(service), failures);
        Stated(minutes, minutes > 0m && minutes <= Scale.Largest, nameof(minutes), "Minutes of the base are above 0.", failures);
        Stated(downtime, downtime >= 0m && downtime <= minutes, nameof(downtime), "Downtime is 0 to the minutes of the base.", failures);
        Stated(excluded, excluded is >= 0m and <= Scale.Largest, nameof(excluded), "Excluded minutes are not negative.", failures);
        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("availability");
        var less = workings.Subtract(new("less-excluded", "Downtime less what is left out, minutes", Unit.Count),
            workings.Given(new("downtime", "Downtime, minutes", Unit.Count), downtime),
            workings.Given(new("excluded-stated", "Downtime that the agreement leaves out, minutes", Unit.Count), excluded));
        var counted = workings.Greatest(new("downtime-counted", "Downtime that counts, minutes", Unit.Count),
            Quantity.Of("nothing", 0m, Unit.Count), less);
        var (result, availability) = Lines(workings, service, new(minutes, 0m, downtime - counted.Number, counted.Number, minutes), null);
        return result with { Availability = workings.Figure(Read(workings, availability)) };
    }

    internal void Validate(string path, List<Failure> failures)
    {
        ServiceHours.ValidateZone(Zone, path, failures);
        if (!Enum.IsDefined(Base))
        {
            failures.Add(TallyRules.Choice(Base, Paths.Join(path, "base"),
                "Downtime is compared with the service minutes or with all minutes of the period."));
        }

        TextRules.Validate(Authority, path, failures);
        if (Services.Count is 0 or > MostServices)
        {
            failures.Add(new("services-count", Paths.Join(path, "services"), UnitText.Of(Services.Count, Unit.Count),
                "Availability is that of 1 to 100 services.", "Name each service that the agreement measures."));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Services.Count; i++)
        {
            var (service, at) = (Services[i], Paths.Item(path, "services", i));
            TextRules.Validate(service.Id, at, "id", failures);
            if (string.IsNullOrWhiteSpace(service.Id) || !names.Add(service.Id))
            {
                failures.Add(new("service-name", Paths.Join(at, "id"), service.Id, "Every service has a name of its own.",
                    "Name it as incidents do."));
            }

            if (service.Weight is <= 0m or > 1_000_000m || service.Weight.Scale > 6)
            {
                failures.Add(new("service-weight", Paths.Join(at, "weight"), NumberText.Number(service.Weight),
                    "The weight of a service is above 0 and at most 1,000,000, with at most six decimals.",
                    "Leave a service out that has no weight."));
            }

            service.Hours?.Validate(Paths.Join(at, "hours"), failures);
        }

        Minutes(MaintenanceNoticeMinutes, 1_000_000, path, "maintenanceNoticeMinutes", failures);
        Minutes(MaintenanceAllowanceMinutes, 10_000_000, path, "maintenanceAllowanceMinutes", failures);
    }

    /// <summary>Validates the days of a period.</summary>
    internal static void ValidatePeriod(DateInterval period, string path, List<Failure> failures)
    {
        // The last midnight lies after the last day, and there is none after the last day that there is.
        if (DateRules.Validate(period, path, failures)
            && ((period.Start.Year <= DateRules.LastYear - 10 && period.Start.PlusYears(10) <= period.End)
                || period.End.Year == DateRules.LastYear || period.Start.Year == 1))
        {
            failures.Add(new("period-length", path, Dates.Text(period), "Availability is measured over at most ten years.",
                "Measure each month or year by itself."));
        }
    }

    private void ValidateFacts(
        DateInterval period, ValueList<Incident> incidents, ValueList<MaintenanceWindow> windows, List<Failure> failures)
    {
        ValidatePeriod(period, "period", failures);
        if (incidents.Count > MostIncidents || windows.Count > MostWindows)
        {
            failures.Add(new("incidents-count", "incidents", UnitText.Of(Math.Max(incidents.Count, windows.Count), Unit.Count),
                "At most 100,000 incidents and 10,000 windows of maintenance are counted at once.", "Measure a shorter period."));
            return;
        }

        var services = Services.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
        var ids = new HashSet<(string, string)>();
        for (var i = 0; i < incidents.Count; i++)
        {
            var (incident, at) = (incidents[i], Paths.Item(string.Empty, "incidents", i));
            TextRules.Validate(incident.Id, at, "id", failures);
            TextRules.Validate(incident.Source, at, "source", failures);
            TextRules.Validate(incident.Exclusion, at, "exclusion", failures, TextRules.Sentence);
            Known(incident.Service, services, at, failures);
            Ordered(incident.Start, incident.End, at, failures);
            if (string.IsNullOrWhiteSpace(incident.Id) || !ids.Add((incident.Service, incident.Id)))
            {
                failures.Add(new("incident-id", Paths.Join(at, "id"), incident.Id, "Every incident of a service has an id of its own.",
                    "Report an incident once; two stretches of one incident are two incidents."));
            }

            if (incident.Exclusion is not null && string.IsNullOrWhiteSpace(incident.Exclusion))
            {
                failures.Add(new("reason-empty", Paths.Join(at, "exclusion"), incident.Exclusion, "What is left out has a reason.",
                    "Write the agreement's exclusion, or leave the member out."));
            }

            if (incident.Weight is < 0m or > 1m || incident.Weight.Scale > 6)
            {
                failures.Add(new("incident-weight", Paths.Join(at, "weight"), NumberText.Number(incident.Weight),
                    "The weight of an incident is 0 to 1, with at most six decimals.", "Write 0.5 for a service that was half there."));
            }
        }

        for (var i = 0; i < windows.Count; i++)
        {
            var (window, at) = (windows[i], Paths.Item(string.Empty, "maintenance", i));
            Ordered(window.Start, window.End, at, failures);
            if (window.Service is { } service)
            {
                Known(service, services, at, failures);
            }
        }
    }

    private static void Known(string service, HashSet<string> services, string path, List<Failure> failures)
    {
        if (!services.Contains(service))
        {
            failures.Add(new("service-unknown", Paths.Join(path, "service"), service, "An incident happens to a service of the agreement.",
                $"The services are {string.Join(", ", services.Take(8))}."));
        }
    }

    private static void Ordered(Instant start, Instant? end, string path, List<Failure> failures)
    {
        if (start < Earliest || end > Latest || start > Latest)
        {
            failures.Add(new("date-range", Paths.Join(path, "start"), InvariantText.Of(start),
                "An instant lies in the years 1 to 9998.", "Check the year."));
        }

        if (end <= start)
        {
            failures.Add(new("end-before-start", Paths.Join(path, "end"), InvariantText.Of(end.Value),
                "What happens ends after it began.", "Check both instants; an incident that still lasts has no end."));
        }
    }

    private static void Minutes(int? minutes, int most, string path, string member, List<Failure> failures)
    {
        if (minutes < 0 || minutes > most)
        {
            failures.Add(new("minutes-range", Paths.Join(path, member), InvariantText.Of(minutes),
                FormattableString.Invariant($"Minutes are 0 to {most:#,##0} here."), "Count in minutes, or leave the member out."));
        }
    }

    private static void Stated(decimal minutes, bool holds, string path, string rule, List<Failure> failures)
    {
        if (!holds)
        {
            failures.Add(new("minutes-range", path, NumberText.Number(minutes), rule, "Count in minutes of the period."));
        }
    }

    private static (ServiceAvailability Result, Quantity Availability) Lines(
        Workings workings, string service, ServiceMinutes minutes, Authority? authority)
    {
        Quantity Line(string key, string label, decimal value) =>
            workings.Given(new(key, $"{label} ({service})", Unit.Count, null, authority), value);
        _ = Line("service", "Service minutes", minutes.Service);
        _ = Line("maintenance", "Minutes of allowed maintenance", minutes.Maintenance);
        _ = Line("excluded", "Minutes of downtime left out", minutes.Excluded);
        var counted = Line("counted", "Minutes of downtime counted", minutes.Counted);
        var whole = Line("base", "Minutes of the base", minutes.Base);
        Step step = new("availability", $"Availability of {service}", Unit.Rate, null, authority);
        var availability = minutes.Base == 0m
            ? workings.Absent(step, new(AbsenceKind.NotApplicable, $"There was no minute in which {service} was due."))
            : workings.Divide(step,
                workings.Subtract(new("up", $"Minutes of the base without downtime ({service})", Unit.Count, null, authority), whole,
                    counted), whole);
        return (new()
        {
            Service = service,
            ServiceMinutes = minutes.Service,
            MaintenanceMinutes = minutes.Maintenance,
            ExcludedMinutes = minutes.Excluded,
            CountedMinutes = minutes.Counted,
            BaseMinutes = minutes.Base,
            Availability = workings.Figure(availability),
        }, availability);
    }

    private static Quantity Read(Workings workings, Quantity availability) => availability.Value is not { Scale: > Decimals } ? availability
        : workings.Round(new("availability-read", "Availability", Unit.Rate), availability, Decimals);
}

/// <summary>The availability of one service in a period. Minutes are not negative; parts of one are decimals.</summary>
public sealed record ServiceAvailability
{
    /// <summary>The service.</summary>
    public required string Service { get; init => field = Given.Of(value); }

    /// <summary>Its weight among the services.</summary>
    public decimal Weight { get; init; } = 1m;

    /// <summary>Minutes in which it was due.</summary>
    public decimal ServiceMinutes { get; init; }

    /// <summary>Service minutes of maintenance that the agreement allows.</summary>
    public decimal MaintenanceMinutes { get; init; }

    /// <summary>Minutes of downtime, by weight, that would count if nothing were excluded.</summary>
    public decimal ExcludedMinutes { get; init; }

    /// <summary>Minutes of downtime that count, by weight.</summary>
    public decimal CountedMinutes { get; init; }

    /// <summary>What they are compared with.</summary>
    public decimal BaseMinutes { get; init; }

    /// <summary>(base − counted) ÷ base, 0 to 1; absent for a service that was never due.</summary>
    public required Figure Availability { get; init => field = Given.Of(value); }

    /// <summary>The service and its availability.</summary>
    public override string ToString() => $"{Service}: {Availability}";
}

/// <summary>The availability of the services of a period, and what became of every incident.</summary>
public sealed record AvailabilityResult
{
    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Period { get; init => field = Given.Of(value); }

    /// <summary>Each service, in the order of the rule.</summary>
    public required ValueList<ServiceAvailability> Services { get; init => field = Given.Of(value); }

    /// <summary>The mean of the services by weight, 0 to 1, with its lines; absent where none was due.</summary>
    public required Figure Availability { get; init => field = Given.Of(value); }

    /// <summary>Every incident, by service, beginning and id: asked are its weighted minutes within the service hours of the period,
    /// counted
    /// those that no exclusion, maintenance or other incident took. Those of a service add up to its counted minutes.</summary>
    public required ValueList<TallyEntry> Entries { get; init => field = Given.Of(value); }

    /// <summary>Every window of maintenance of each service, by its beginning: asked are its service minutes, counted those that the
    /// agreement allows.</summary>
    public required ValueList<TallyEntry> Maintenance { get; init => field = Given.Of(value); }

    /// <summary>The period and the availability.</summary>
    public override string ToString() => $"{Dates.Text(Period)}: {Availability}";
}

internal readonly record struct ServiceMinutes(decimal Service, decimal Maintenance, decimal Excluded, decimal Counted, decimal Base);
