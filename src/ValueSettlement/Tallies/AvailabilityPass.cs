using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tallies;

/// <summary>
/// One service of one period: maintenance first, because it decides what an incident can count, then the incidents in one sweep over their
/// edges. At each moment the incident with the largest weight counts, of several the one that comes first, so that no minute counts twice
/// and
/// every counted minute belongs to one incident.
/// </summary>
internal sealed class AvailabilityPass
{
    private readonly Availability rule;
    private readonly MeasuredService service;
    private readonly Instant origin;
    private readonly Stretch period;
    private readonly Stretches due;
    private Stretches allowed = new([]);
    private decimal excluded;
    private decimal counted;

    public AvailabilityPass(Availability rule, MeasuredService service, Instant from, Instant to)
    {
        (this.rule, this.service, origin) = (rule, service, from);
        period = Stretch.Of(from, from, to);
        due = new(service.Hours?.Within(from, to) ?? [period]);
    }

    public List<TallyEntry> Entries { get; } = [];

    public List<TallyEntry> Windows { get; } = [];

    public ServiceMinutes Minutes
    {
        get
        {
            var whole = rule.Base == AvailabilityBase.ServiceMinutes ? due.Length : period.Length;
            return new(Of(due.Length), Of(allowed.Length), Of(excluded), Of(counted),
                Of(rule.MaintenanceReducesBase ? whole - allowed.Length : whole));
        }
    }

    public void Maintain(IEnumerable<MaintenanceWindow> windows)
    {
        var (taken, covered) = (new List<Stretch>(), 0L);
        var left = rule.MaintenanceAllowanceMinutes is { } most ? most * Stretch.Minute : long.MaxValue;
        foreach (var window in windows.OrderBy(static w => w.Start).ThenBy(static w => w.End).ThenBy(static w => w.AnnouncedAt))
        {
            var stretch = Stretch.Of(origin, window.Start, window.End).Within(period);
            var asked = due.Within(stretch);
            var used = 0L;
            string? late = null;
            if (rule.MaintenanceNoticeMinutes is { } notice && !(window.AnnouncedAt is { } told
                && window.Start - told >= Duration.FromMinutes(notice)))
            {
                late = window.AnnouncedAt > window.Start
                    ? $"Announced after it began; the agreement asks for {Text(notice)} minutes of notice."
                    : window.AnnouncedAt is { } at
                    ? $"Announced {Text(Of(-Stretch.Of(window.Start, at, at).From))} minutes before; the agreement asks for {Text(notice)}."
                    : $"Not announced; the agreement asks for {Text(notice)} minutes of notice.";
            }
            else
            {
                // What two windows have in common is used up once; no window before this one began later.
                foreach (var part in due.Cut(new(Math.Max(stretch.From, covered), stretch.To)))
                {
                    var length = Math.Min(part.Length, left);
                    taken.Add(new(part.From, part.From + length));
                    (used, left) = (used + length, left - length);
                }

                covered = Math.Max(covered, stretch.To);
            }

            Windows.Add(new()
            {
                Event = $"maintenance {InvariantText.Of(window.Start)}",
                Subject = service.Id,
                Kind = "maintenance",
                Status = asked == 0 ? EntryStatus.OutsidePeriod : late is not null ? EntryStatus.Excluded
                    : used == asked ? EntryStatus.Counted : used > 0 ? EntryStatus.CountedInPart : EntryStatus.LimitReached,
                Asked = Of(asked),
                Counted = Of(used),
                Reason = late ?? (used == asked ? null : left == 0
                    ? $"The allowance of {Text(rule.MaintenanceAllowanceMinutes ?? 0)} minutes is used up."
                    : "Other maintenance covers the rest."),
            });
        }

        allowed = new(Stretch.Union(taken));
    }

    public void Count(IEnumerable<Incident> happened)
    {
        var incidents = happened.OrderBy(static i => i.Start).ThenBy(static i => i.Id, StringComparer.Ordinal).ToArray();
        var spans = incidents.Select(i => i.End is { } end ? Stretch.Of(origin, i.Start, end)
            : new Stretch(Stretch.Of(origin, i.Start, i.Start).From, period.To)).ToArray();
        var mine = Sweep(incidents, spans);
        for (var i = 0; i < incidents.Length; i++)
        {
            Entries.Add(Entry(incidents[i], spans[i], mine[i]));
        }
    }

    private decimal[] Sweep(Incident[] incidents, Stretch[] spans)
    {
        var edges = new List<(long At, int Incident, bool Begins)>();
        for (var i = 0; i < spans.Length; i++)
        {
            var inside = spans[i].Within(period);
            if (inside.Length > 0)
            {
                edges.Add((inside.From, i, true));
                edges.Add((inside.To, i, false));
            }
        }

        edges.Sort(static (a, b) => a.At.CompareTo(b.At));
        var (all, counting) = (new SortedSet<(decimal Less, int Index)>(), new SortedSet<(decimal Less, int Index)>());
        var mine = new decimal[incidents.Length];
        var from = 0L;
        foreach (var (at, index, begins) in edges)
        {
            if (all.Count > 0)
            {
                var time = new Stretch(from, at);
                var (within, excused) = (due.Within(time), allowed.Within(time));
                excluded += -all.Min.Less * within;
                if (counting.Count > 0)
                {
                    var share = -counting.Min.Less * (within - excused);
                    (mine[counting.Min.Index], counted, excluded) = (mine[counting.Min.Index] + share, counted + share, excluded - share);
                }
            }

            var active = (-incidents[index].Weight, index);
            from = at;
            foreach (var set in incidents[index].Exclusion is null ? [all, counting] : new[] { all })
            {
                _ = begins ? set.Add(active) : set.Remove(active);
            }
        }

        return mine;
    }

    private TallyEntry Entry(Incident incident, Stretch span, decimal mine)
    {
        var within = span.Within(period);
        var (time, excused) = (due.Within(within), allowed.Within(within));
        var asked = incident.Weight * time;
        var shared = asked - (incident.Weight * excused) - mine;
        var reasons = new List<string>();
        if (incident.Exclusion is { } reason)
        {
            reasons.Add($"Left out: {(reason.EndsWith('.') ? reason : reason + ".")}");
        }
        else
        {
            Add(excused, "in allowed maintenance");
            Add(shared, "counted with another incident", "minutes are");
        }

        Add(span.Length - time, "outside of the service hours or of the period");
        if (incident.End is null && within.Length > 0)
        {
            reasons.Add("It had not ended; it counts to the end of the period.");
        }

        return new()
        {
            Event = incident.Id,
            Subject = incident.Service,
            Kind = incident.Weight == 1m ? "down" : "degraded",
            Date = incident.Start.InZone(DateTimeZoneProviders.Tzdb[rule.Zone]).Date,
            Status = time == 0 ? EntryStatus.OutsidePeriod
                : incident.Exclusion is not null ? EntryStatus.Excluded
                : mine == asked ? EntryStatus.Counted
                : mine > 0m ? EntryStatus.CountedInPart : EntryStatus.Excluded,
            Asked = Of(asked),
            Counted = Of(mine),
            Reason = reasons.Count == 0 ? null : string.Join(" ", reasons),
        };

        void Add(decimal time, string where, string are = "minutes lie")
        {
            if (time > 0m)
            {
                reasons.Add($"{Text(Of(time))} {are} {where}.");
            }
        }
    }

    // Half of thirty minutes is 15, not 15.0.
    private static decimal Of(decimal nanoseconds) => ExactLine.Shortest(nanoseconds / Stretch.Minute);

    private static string Text(decimal minutes) => UnitText.Of(minutes, Unit.Count);
}
