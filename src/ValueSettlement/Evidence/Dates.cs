using NodaTime;

namespace ValueSettlement;

/// <summary>Which days a contract or a fact may name: those of the ISO calendar.</summary>
internal static class DateRules
{
    /// <summary>The last year.</summary>
    public const int LastYear = 9_999;

    public static bool Hold(LocalDate date) => date.Calendar == CalendarSystem.Iso && date.Year is >= 1 and <= LastYear;

    public static bool Hold(DateInterval period) => Hold(period.Start) && Hold(period.End);

    /// <summary>Validates a date; dates of two calendars could not even be compared.</summary>
    public static bool Validate(LocalDate date, string path, List<Failure> failures)
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

    /// <summary>Validates both ends of a period.</summary>
    public static bool Validate(DateInterval period, string path, List<Failure> failures) =>
        Validate(period.Start, Paths.Join(path, "start"), failures) & Validate(period.End, Paths.Join(path, "end"), failures);
}

/// <summary>Dates as documents write them, and whole months, without stepping over the last day that there is.</summary>
internal static class Dates
{
    /// <summary>The date as documents write it, for example 2024-01-31.</summary>
    public static string Text(LocalDate date) => InvariantText.Of(date);

    /// <summary>A period as people write it: 2024-01-01 to 2024-12-31.</summary>
    public static string Text(DateInterval period) => $"{Text(period.Start)} to {Text(period.End)}";

    /// <summary>First and last day of a calendar year.</summary>
    public static DateInterval Year(int year) => new(new(year, 1, 1), new(year, 12, 31));

    /// <summary>So many days later, at most the last day that there is.</summary>
    /// <param name="date">A day of the ISO calendar.</param>
    /// <param name="days">How many, not negative.</param>
    public static LocalDate Plus(LocalDate date, int days) =>
        Period.DaysBetween(date, LocalDate.MaxIsoValue) <= days ? LocalDate.MaxIsoValue : date.PlusDays(days);

    /// <summary>Whole months from the first day to the last one, both included.</summary>
    public static int Months(DateInterval period)
    {
        // The day after the last one may not exist; a month is complete when the day before its end is reached.
        var (start, end) = (period.Start, period.End);
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        return start.PlusMonths(months).PlusDays(-1) > end ? months - 1 : IsComplete(start, end, months + 1) ? months + 1 : months;
    }

    /// <summary>Whether the month that comes after a number of months has begun by a day; one that lies after the last day that there is
    /// never begins.</summary>
    public static bool Begins(LocalDate start, int months, LocalDate by) =>
        (start.Year * 12L) + start.Month - 1 + months <= (9999L * 12) + 11 && start.PlusMonths(months) <= by;

    private static bool IsComplete(LocalDate start, LocalDate end, int months)
    {
        var month = start.Year * 12L + start.Month - 1 + months;
        return month <= (9999L * 12) + 11 ? start.PlusMonths(months).PlusDays(-1) <= end : start.Day == 1
            && end is { Year: 9999, Month: 12, Day: 31 };
    }
}
