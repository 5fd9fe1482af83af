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
}

/// <summary>Numbers as a statement prints them, the same in every culture.</summary>
internal static class UnitText
{
    private const decimal LargestRate = decimal.MaxValue / 100m;

    public static string Of(decimal value, Unit unit) => unit switch
    {
        // A "rate" that large is a wrong unit, which a message still has to be able to say.
        Unit.Rate => value is > LargestRate or < -LargestRate
            ? value.ToString("#,##0.######", CultureInfo.InvariantCulture) + " × 100%"
            : (value * 100m).ToString("#,##0.######", CultureInfo.InvariantCulture) + "%",
        Unit.Money or Unit.PerCapita => decimal.IsInteger(value)
            ? value.ToString("#,##0", CultureInfo.InvariantCulture)
            : value.ToString("#,##0.00####", CultureInfo.InvariantCulture),
        Unit.Count => value.ToString("#,##0.######", CultureInfo.InvariantCulture),
        _ => value.ToString("#,##0.########", CultureInfo.InvariantCulture),
    };
}
