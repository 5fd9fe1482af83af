using NodaTime;

namespace ValueSettlement.Population;

/// <summary>
/// Visits, column by column: one row for each service that was billed. Row i is made of the i-th value of every column. Codes stand once,
/// in <see cref="Specialties"/> and <see cref="Services"/>, and a row names them by their place.
/// </summary>
/// <remarks>The memory stays the caller's; it is read while a call runs, and not kept.</remarks>
public readonly record struct VisitColumns
{
    internal const long LargestCents = uint.MaxValue;

    private static readonly LocalDate DayZero = new(1970, 1, 1);

    /// <summary>Number of the member.</summary>
    public required ReadOnlyMemory<uint> Beneficiary { get; init; }

    /// <summary>Number of whoever billed, from 0; a place in <see cref="AttributionRules.Entities"/>.</summary>
    public required ReadOnlyMemory<int> Entity { get; init; }

    /// <summary>Place of the clinician's specialty in <see cref="Specialties"/>, from 0.</summary>
    public required ReadOnlyMemory<ushort> Specialty { get; init; }

    /// <summary>Place of the service in <see cref="Services"/>, from 0.</summary>
    public required ReadOnlyMemory<ushort> Service { get; init; }

    /// <summary>Allowed charges in cents, at most 4,294,967,295 either way, so that no sum of rows overflows; negative where more was taken
    /// back than allowed.</summary>
    public required ReadOnlyMemory<long> Cents { get; init; }

    /// <summary>Day of the service, <see cref="DayOf"/>; not after <see cref="CutOff"/>.</summary>
    public required ReadOnlyMemory<int> Day { get; init; }

    /// <summary>The codes of specialties that the rows name, as the rules spell them; those that no rule names count for nothing.</summary>
    public required ValueList<string> Specialties { get; init => field = Given.Of(value); }

    /// <summary>The codes of services that the rows name, as the rules spell them; those that no rule names count for nothing.</summary>
    public required ValueList<string> Services { get; init => field = Given.Of(value); }

    /// <summary>The last day up to which visits are in the rows.</summary>
    public required LocalDate CutOff { get; init; }

    /// <summary>How many rows.</summary>
    public int Count => Beneficiary.Length;

    /// <summary>The number of a day: days since 1970-01-01.</summary>
    /// <param name="date">A day of the ISO calendar.</param>
    public static int DayOf(LocalDate date) => Period.DaysBetween(DayZero, date.WithCalendar(CalendarSystem.Iso));

    /// <summary>How many rows, up to which day.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} visits up to {Dates.Text(CutOff)}");

    internal void Check()
    {
        var count = Count;
        var failures = new (string Name, int Length)[]
        {
            ("entity", Entity.Length), ("specialty", Specialty.Length), ("service", Service.Length), ("cents", Cents.Length),
            ("day", Day.Length),
        }.Where(c => c.Length != count).Select(c => new Failure("column-length", c.Name, UnitText.Of(c.Length, Unit.Count),
            FormattableString.Invariant($"Every column has a value for each of the {count:#,##0} rows of beneficiary."),
            "Complete the column.")).ToList();
        DateRules.Validate(CutOff, "cutOff", failures);
        SettlementException.ThrowIfAny(failures);
    }
}

/// <summary>Members who chose a clinician themselves, column by column; the choice comes before every step.</summary>
/// <remarks>The memory stays the caller's; it is read while a call runs, and not kept.</remarks>
public readonly record struct VoluntaryColumns
{
    /// <summary>Number of the member; each at most once.</summary>
    public required ReadOnlyMemory<uint> Beneficiary { get; init; }

    /// <summary>Number of the entity through which the chosen clinician bills; one of no organisation leaves the member
    /// unattributed.</summary>
    public required ReadOnlyMemory<int> Entity { get; init; }

    /// <summary>How many choices.</summary>
    public int Count => Beneficiary.Length;

    /// <summary>How many choices.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} choices");

    internal Dictionary<uint, int> Chosen(AttributionRules rules)
    {
        if (Entity.Length != Count)
        {
            throw new SettlementException([new("column-length", "voluntary.entity", UnitText.Of(Entity.Length, Unit.Count),
                FormattableString.Invariant($"Every column has a value for each of the {Count:#,##0} rows of beneficiary."),
                "Complete the column.")]);
        }

        var (chosen, failures) = (new Dictionary<uint, int>(Count), new RowFailures());
        for (var i = 0; i < Count; i++)
        {
            var (member, entity) = (Beneficiary.Span[i], Entity.Span[i]);
            var found = new List<Failure>();
            if ((uint)entity >= (uint)rules.Entities.Count)
            {
                found.Add(VisitFailures.Entity(FormattableString.Invariant($"voluntary[{i}].entity"), entity, rules));
            }

            if (!chosen.TryAdd(member, entity))
            {
                found.Add(new("choice-twice", FormattableString.Invariant($"voluntary[{i}].beneficiary"),
                    FormattableString.Invariant($"{member}"), "A member makes one choice.", "Keep the choice in force at the cut-off."));
            }

            if (found.Count > 0)
            {
                failures.Add(i, found);
            }
        }

        return failures.Any ? throw failures.Exception(Count) : chosen;
    }
}

/// <summary>What is wrong with a visit.</summary>
internal static class VisitFailures
{
    public static List<Failure> Of(VisitColumns visits, AttributionRules rules, int i, int lastDay)
    {
        var failures = new List<Failure>();
        var at = FormattableString.Invariant($"rows[{i}]");
        if ((uint)visits.Entity.Span[i] >= (uint)rules.Entities.Count)
        {
            failures.Add(Entity(at + ".entity", visits.Entity.Span[i], rules));
        }

        Place(at + ".specialty", "specialty", visits.Specialty.Span[i], visits.Specialties.Count, failures);
        Place(at + ".service", "service", visits.Service.Span[i], visits.Services.Count, failures);
        if (visits.Cents.Span[i] is < -VisitColumns.LargestCents or > VisitColumns.LargestCents)
        {
            failures.Add(new("cents-range", at + ".cents", FormattableString.Invariant($"{visits.Cents.Span[i]}"),
                FormattableString.Invariant($"Allowed charges of a visit are at most {VisitColumns.LargestCents:#,##0} cents either way."),
                "State cents; look for a wrong factor."));
        }

        if (visits.Day.Span[i] > lastDay)
        {
            failures.Add(new("day-after-cut-off", at + ".day", FormattableString.Invariant($"{visits.Day.Span[i]}"),
                FormattableString.Invariant($"No visit is after the cut-off, {Dates.Text(visits.CutOff)}, which is day {lastDay}."),
                "Correct the day, or state a later cut-off."));
        }

        return failures;
    }

    public static Failure Entity(string path, int entity, AttributionRules rules) => new("entity-range", path,
        FormattableString.Invariant($"{entity}"),
        FormattableString.Invariant($"Entities have the numbers 0 to {rules.Entities.Count - 1:#,##0}."),
        "Correct the number, or state more entities in the rules.");

    private static void Place(string path, string name, int place, int count, List<Failure> failures)
    {
        if (place >= count)
        {
            failures.Add(new(name + "-range", path, FormattableString.Invariant($"{place}"),
                FormattableString.Invariant($"The code is one of {count:#,##0}, by its place from 0."),
                "Correct the place, or add the code."));
        }
    }
}
