using System.Globalization;
using System.Text.RegularExpressions;
using ValueSettlement.Programs;

namespace ValueSettlement.Replay.Reading;

/// <summary>The performance period of a row: the year, and for 2019 whether it is one of the two halves.</summary>
internal static partial class PeriodReader
{
    /// <summary>The year that the row itself states, and whether it is marked as the second half of 2019 ("2019A"); null if the row has no
    /// year.</summary>
    public static (int Year, bool SecondHalf)? YearOf(RowReader row)
    {
        var cell = row.Get(Field.Year);
        if (!cell.IsKnown)
        {
            return null;
        }

        var match = YearPattern().Match(cell.Text);
        if (match.Success && int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) is >= YearFinder.First
            and <= YearFinder.Last and var year)
        {
            return (year, match.Groups["second"].Success);
        }

        row.Report(cell, FormattableString.Invariant($"A performance year lies between {YearFinder.First} and {YearFinder.Last}."),
            "Write the calendar year, for example 2019.");
        return null;
    }

    /// <summary>Whether the total benchmark is half of the benchmark per person times person-years: true, false, or null if the row cannot
    /// tell.</summary>
    public static bool? HasHalves(RowReader row)
    {
        if (row.Peek(Field.Benchmark)?.Value is not { } total || row.Peek(Field.BenchmarkPerCapita)?.Value is not ({ } perCapita and > 0m)
            || row.Peek(Field.PersonYears)?.Value is not ({ } personYears and > 0m))
        {
            return null;
        }

        return (total / (perCapita * personYears)) switch
        {
            > 0.49m and < 0.51m => true,
            > 0.98m and < 1.02m => false,
            _ => null,
        };
    }

    /// <summary>The period of a row of this year, and whether its totals are those of half a year.</summary>
    public static (PerformancePeriod Period, bool TotalsAreHalves) Of(RowReader row, int year, bool secondHalf, Track? track)
    {
        if (year != 2019)
        {
            return (PerformancePeriod.Year(year), false);
        }

        var halves = HasHalves(row);
        var stated = row.Get(Field.Period);
        var label = stated.IsKnown ? stated.Text : string.Empty;
        // BASIC and ENHANCED began in July 2019, whatever else the row says.
        if (secondHalf || track >= Track.BasicA || label.StartsWith("July", StringComparison.OrdinalIgnoreCase))
        {
            return (PerformancePeriod.JulyToDecember2019, halves ?? true);
        }

        // A whole year has whole totals, so half totals prove the half year where the file has no flag for it.
        var firstHalf = row.Flag(Field.SixMonths)
            ?? (label.StartsWith("January to June", StringComparison.OrdinalIgnoreCase) || halves == true);
        return firstHalf ? (PerformancePeriod.JanuaryToJune2019, halves ?? true) : (PerformancePeriod.Year(2019), false);
    }

    [GeneratedRegex(@"^(?:PY)?\s*(?<year>20[0-9]{2})(?:\.0+)?\s*-?\s*(?<second>A)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex YearPattern();
}
