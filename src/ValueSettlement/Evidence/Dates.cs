using NodaTime;
using NodaTime.Text;

namespace ValueSettlement;

/// <summary>Dates as documents write them, and whole months, without stepping over the last day that there is.</summary>
internal static class Dates
{
    /// <summary>The date as documents write it, for example 2024-01-31.</summary>
    public static string Text(LocalDate date) => AreIso(date) ? LocalDatePattern.Iso.Format(date) : $"{LocalDatePattern.Iso.Format(date.WithCalendar(CalendarSystem.Iso))} ({date.Calendar.Id})";

    /// <summary>Whether dates are in the ISO calendar: dates of two calendars cannot be compared.</summary>
    public static bool AreIso(params ReadOnlySpan<LocalDate> dates)
    {
        foreach (var date in dates)
        {
            if (date.Calendar != CalendarSystem.Iso)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whole months from the first day to the last one, both included.</summary>
    public static int Months(DateInterval period)
    {
        // The day after the last one may not exist; a month is complete when the day before its end is reached.
        var (start, end) = (period.Start, period.End);
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        return start.PlusMonths(months).PlusDays(-1) > end ? months - 1 : IsComplete(start, end, months + 1) ? months + 1 : months;
    }

    private static bool IsComplete(LocalDate start, LocalDate end, int months)
    {
        var month = start.Year * 12L + start.Month - 1 + months;
        return month <= (9999L * 12) + 11 ? start.PlusMonths(months).PlusDays(-1) <= end : start.Day == 1 && end is { Year: 9999, Month: 12, Day: 31 };
    }
}
