using System.Globalization;
using NodaTime;

namespace ValueSettlement.Replay.Reading;

/// <summary>Agreement dates in the forms the files print: 7/1/2012, 1/1/16, 01/01/2016 12:00:00 AM, 1/1/16 00:00, 2016-01-01; and as copies
/// write them: January 1, 2016, or 42370, a spreadsheet's day.</summary>
internal static class Dates
{
    // The month comes first in every American file; a two-digit year is of this century.
    private static readonly string[] Forms = ["M/d/yyyy", "M/d/yy", "yyyy-M-d", "d-MMM-yy", "d-MMM-yyyy", "ddMMMyyyy"];

    private static readonly LocalDate SpreadsheetDayZero = new(1899, 12, 30);

    public static LocalDate? Parse(string text)
    {
        if (text.Length > 40)
        {
            return null;
        }

        if (text.Length == 5 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return Agreement(SpreadsheetDayZero.PlusDays(days));
        }

        var space = text.IndexOfAny([' ', 'T']);
        var day = text;
        if (space > 0)
        {
            // The time of day is always midnight and says nothing.
            if (TimeOnly.TryParse(text[(space + 1)..].TrimEnd('Z'), CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                day = text[..space];
            }
        }

        foreach (var form in Forms)
        {
            if (DateOnly.TryParseExact(day, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return Agreement(LocalDate.FromDateOnly(date));
            }
        }

        // With the month as a word, no order of day and month has to be guessed.
        return text.Any(char.IsAsciiLetter) && DateOnly.TryParse(day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)
            ? Agreement(LocalDate.FromDateOnly(written)) : null;
    }

    private static LocalDate? Agreement(LocalDate date) => date.Year is >= 2012 and <= 2100 ? date : null;
}
