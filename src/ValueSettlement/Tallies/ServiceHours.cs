using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>Hours of one day of the week, by the clock on the wall.</summary>
/// <param name="Weekday">The day of the week on which they begin, 1 (Monday) to 7 (Sunday), as ISO 8601 counts.</param>
/// <param name="FromMinute">The minute of the day at which they begin, 0 to 1,439.</param>
/// <param name="ToMinute">
/// The minute before which they end, 0 to 1,440. One at or before the beginning is a minute of the next day: 1,320 to 360 is ten at night
/// to
/// six in the morning, and 480 to 480 a whole day.
/// </param>
public sealed record DailyHours(int Weekday, int FromMinute, int ToMinute)
{
    /// <summary>The same hours on several days of the week.</summary>
    /// <param name="from">When they begin.</param>
    /// <param name="to">When they end; midnight is the end of the day.</param>
    /// <param name="days">The days.</param>
    /// <exception cref="SettlementException">A time is no whole minute.</exception>
    public static ValueList<DailyHours> On(LocalTime from, LocalTime to, params ReadOnlySpan<IsoDayOfWeek> days)
    {
        ValueList<Failure> failures = [.. Whole(from, nameof(from)), .. Whole(to, nameof(to))];
        SettlementException.ThrowIfAny(failures);

        var hours = new DailyHours[days.Length];
        for (var i = 0; i < hours.Length; i++)
        {
            hours[i] = new((int)days[i], Minute(from), Minute(to));
        }

        return new ValueList<DailyHours>(hours);
    }

    /// <summary>How many minutes after the midnight on which their day begins they end.</summary>
    internal int Ends => ToMinute > FromMinute ? ToMinute : ToMinute + 1_440;

    /// <summary>The day and the hours, for example "Monday 08:00 to 18:00".</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{EnumText.Of((IsoDayOfWeek)Weekday)} {FromMinute / 60:00}:{FromMinute % 60:00} to {ToMinute / 60:00}:{ToMinute % 60:00}");

    private static IEnumerable<Failure> Whole(LocalTime time, string path) => time.NanosecondOfDay
        % NodaConstants.NanosecondsPerMinute == 0 ? []
        : [new("hours-minute", path, FormattableString.Invariant($"{time:HH:mm:ss.FFFFFFFFF}"),
            "Service hours begin and end at a whole minute.", "Write the minute of the agreement.")];

    private static int Minute(LocalTime time) => (time.Hour * 60) + time.Minute;
}

/// <summary>
/// When a service is due. An instant belongs to the hours if the clock on the wall of the zone then shows one of their times: an hour that
/// the clock skips in spring is no service time, an hour that it shows twice in autumn is service time twice. Ten at night to six in the
/// morning thus has seven hours in the one night and nine in the other, and a time that begins within a repeated hour begins twice.
/// </summary>
public sealed record ServiceHours
{
    /// <summary>The zone by its IANA name, for example "Europe/Berlin"; its rules are those of the time zone data that the NodaTime package
    /// carries.</summary>
    public required string Zone { get; init => field = Given.Of(value); }

    /// <summary>The hours, 1 to 100 entries. What two of them have in common is service time once.</summary>
    public required ValueList<DailyHours> Days { get; init => field = Given.Of(value); }

    /// <summary>The hours and the zone.</summary>
    public override string ToString() => $"{string.Join(", ", Days)}, {Zone}";

    /// <summary>The service time between two instants of sound hours, in nanoseconds from the first one, in order and apart.</summary>
    internal List<Stretch> Within(Instant from, Instant to)
    {
        var found = new List<Stretch>();
        foreach (var span in DateTimeZoneProviders.Tzdb[Zone].GetZoneIntervals(from, to))
        {
            // Inside one span the clock runs evenly, so that wall time and instants differ by one offset.
            var (begins, ends) = (span.HasStart ? Instant.Max(span.Start, from) : from, span.HasEnd ? Instant.Min(span.End, to) : to);
            var whole = Stretch.Of(from, begins, ends);
            var last = ends.WithOffset(span.WallOffset).Date;
            for (var day = begins.WithOffset(span.WallOffset).Date.PlusDays(-1); day <= last; day = day.PlusDays(1))
            {
                foreach (var hours in Days)
                {
                    if (hours.Weekday == (int)day.DayOfWeek)
                    {
                        var midnight = day.AtMidnight();
                        Instant At(int minute) => midnight.PlusMinutes(minute).WithOffset(span.WallOffset).ToInstant();
                        found.Add(Stretch.Of(from, At(hours.FromMinute), At(hours.Ends)).Within(whole));
                    }
                }
            }
        }

        return Stretch.Union(found);
    }

    internal void Validate(string path, List<Failure> failures)
    {
        ValidateZone(Zone, path, failures);
        if (Days.Count is 0 or > 100)
        {
            failures.Add(new("hours-count", Paths.Join(path, "days"), UnitText.Of(Days.Count, Unit.Count),
                "Service hours have 1 to 100 entries.", "Leave the hours out where a service is always due."));
        }

        for (var i = 0; i < Days.Count; i++)
        {
            var (day, at) = (Days[i], Paths.Item(path, "days", i));
            Ranged(day.Weekday, 1, 7, at, "weekday", "A day of the week is 1 (Monday) to 7 (Sunday).", failures);
            Ranged(day.FromMinute, 0, 1_439, at, "fromMinute", "Hours begin at a minute of the day, 0 to 1,439.", failures);
            Ranged(day.ToMinute, 0, 1_440, at, "toMinute", "Hours end at a minute of the day, 0 to 1,440.", failures);
        }
    }

    internal static void ValidateZone(string zone, string path, List<Failure> failures)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            failures.Add(new("zone-unknown", Paths.Join(path, "zone"), zone, "A time zone has a name of the IANA data.",
                "Write, for example, \"Europe/Berlin\", \"America/New_York\" or \"UTC\"."));
        }
    }

    private static void Ranged(int value, int least, int most, string path, string member, string rule, List<Failure> failures)
    {
        if (value < least || value > most)
        {
            failures.Add(new("hours-range", Paths.Join(path, member), InvariantText.Of(value), rule, "Count minutes from midnight."));
        }
    }
}
