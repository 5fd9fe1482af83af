using NodaTime;

namespace ValueSettlement;

/// <summary>Which days a contract or a fact may name: those of the ISO calendar, with room for the day after the last one.</summary>
internal static class DateRules
{
    /// <summary>The last year.</summary>
    public const int LastYear = 9_998;

    public static bool Hold(LocalDate date) => date.Calendar == CalendarSystem.Iso && date.Year is >= 1 and <= LastYear;

    public static bool Hold(DateInterval period) => Hold(period.Start) && Hold(period.End);

    /// <summary>Judges a date; dates of two calendars could not even be compared.</summary>
    public static bool Judge(LocalDate date, string path, List<Failure> failures)
    {
        if (Hold(date))
        {
            return true;
        }

        failures.Add(new("date-range", path, FormattableString.Invariant($"{date:r}"),
            FormattableString.Invariant($"A date is a day of the ISO calendar in the years 1 to {LastYear}."),
            "Check the year; a date of another calendar is converted with WithCalendar(CalendarSystem.Iso)."));
        return false;
    }

    /// <summary>Judges both ends of a period.</summary>
    public static bool Judge(DateInterval period, string path, List<Failure> failures) =>
        Judge(period.Start, Paths.Join(path, "start"), failures) & Judge(period.End, Paths.Join(path, "end"), failures);
}
