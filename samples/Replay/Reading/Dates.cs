using System.Globalization;
using NodaTime;

namespace ValueSettlement.Replay.Reading;

/// <summary>Agreement dates in the forms the files print: 7/1/2012, 1/1/16, 01/01/2016 12:00:00 AM, 1/1/16 00:00, 2016-01-01.</summary>
internal static class Dates
{
    // The month comes first in every American file; a two-digit year is of this century.
    private static readonly string[] Forms = ["M/d/yyyy", "M/d/yy", "yyyy-M-d", "d-MMM-yy", "d-MMM-yyyy", "ddMMMyyyy"];

    public static LocalDate? Parse(string text)
    {
        if (text.Length > 40)
        {
            return null;
        }

        var space = text.IndexOfAny([' ', 'T']);
        var day = text;
        if (space > 0)
        {
            // The time of day is always midnight; anything that is not a time makes the whole cell wrong.
            if (!TimeOnly.TryParse(text[(space + 1)..].TrimEnd('Z'), CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return null;
            }

            day = text[..space];
        }

        foreach (var form in Forms)
        {
            if (DateOnly.TryParseExact(day, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2012 and <= 2100)
            {
                return new LocalDate(date.Year, date.Month, date.Day);
            }
        }

        return null;
    }
}
