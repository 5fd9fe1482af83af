using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace ValueSettlement;

/// <summary>Values of any kind as text that is the same in every culture.</summary>
internal static class InvariantText
{
    /// <summary>The value in invariant notation; empty for none.</summary>
    public static string Of<T>(T value) => value switch
    {
        // By itself a date prints the names of day and month.
        LocalDate date => Of(date),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? string.Empty,
    };

    /// <summary>The date as documents write it, for example 2024-01-31.</summary>
    public static string Of(LocalDate date) => date.Calendar == CalendarSystem.Iso
        ? LocalDatePattern.Iso.Format(date)
        : $"{LocalDatePattern.Iso.Format(date.WithCalendar(CalendarSystem.Iso))} ({date.Calendar.Id})";
}
