using System.Globalization;

namespace ValueSettlement;

/// <summary>What a number in a line counts.</summary>
public enum Unit
{
    /// <summary>The contract's currency.</summary>
    Money,

    /// <summary>The contract's currency for one person and year, episode or month, as the label says.</summary>
    PerCapita,

    /// <summary>A fraction, printed as a percentage.</summary>
    Rate,

    /// <summary>People, episodes, months or other things counted.</summary>
    Count,

    /// <summary>Quality points.</summary>
    Points,

    /// <summary>A plain factor or ratio.</summary>
    Factor,

    /// <summary>Person-years: eligible months divided by twelve.</summary>
    PersonYears,

    /// <summary>None of its own: the number counts what its use counts.</summary>
    Unstated,

    /// <summary>A calendar year.</summary>
    Year,
}

/// <summary>Numbers as a statement prints them, the same in every culture. A number that is cut says so with "…"; inside the fold none
/// is.</summary>
internal static class UnitText
{
    private const int LongestPercent = 6;
    private const int Longest = 8;
    private const decimal LargestPercent = decimal.MaxValue / 100m;

    /// <summary>A number for a sentence or a table, with at most six or eight decimals; "…" stands for more.</summary>
    public static string Of(decimal value, Unit unit) =>
        Text(value, unit, unit is Unit.Points or Unit.Factor or Unit.PersonYears ? Longest : LongestPercent);

    /// <summary>A number with every digit, so that a formula that prints it evaluates to the value that it prints.</summary>
    public static string Exact(decimal value, Unit unit) => Text(value, unit, 28);

    private static string Text(decimal value, Unit unit, int decimals)
    {
        // A score of 10^28 is wrong, and the failure that says so must be able to print it.
        if (unit == Unit.Rate && Math.Abs(value) > LargestPercent)
        {
            return value.ToString("#,##0.############################", CultureInfo.InvariantCulture) + " × 100%";
        }

        if (unit == Unit.Year)
        {
            return value.ToString("0.############################", CultureInfo.InvariantCulture);
        }

        var shown = unit == Unit.Rate ? value * 100m : value;
        var cut = Carried.Round(shown, decimals);
        var text = unit is Unit.Money or Unit.PerCapita && !decimal.IsInteger(cut)
            ? cut.ToString("#,##0.00##########################", CultureInfo.InvariantCulture)
            : cut.ToString("#,##0.############################", CultureInfo.InvariantCulture);
        return text + (cut == shown ? string.Empty : "…") + (unit == Unit.Rate ? "%" : string.Empty);
    }
}
