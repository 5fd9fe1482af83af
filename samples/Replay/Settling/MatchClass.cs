namespace ValueSettlement.Replay.Settling;

/// <summary>How a settlement compares with the published payment. There are no other classes.</summary>
internal enum MatchClass
{
    /// <summary>Equal when rounded to the digits of the file.</summary>
    Exact,

    /// <summary>Explained because the published difference, and of a loss the published relief, is itself rounded to a dollar.</summary>
    WithinADollar,

    /// <summary>The published payment lies between the payments at the two ends of the published quality score's rounding interval, give or take a dollar.</summary>
    QualityDigits,

    /// <summary>A loss that participants' revenue limits, which no file publishes: less is owed than the loss rate and the benchmark limit give.</summary>
    RevenueNotPublished,

    /// <summary>Everything else.</summary>
    Unexplained,
}

/// <summary>The classes in words.</summary>
internal static class MatchClasses
{
    public static readonly MatchClass[] All = [MatchClass.Exact, MatchClass.WithinADollar, MatchClass.QualityDigits, MatchClass.RevenueNotPublished, MatchClass.Unexplained];

    public static string InWords(this MatchClass match) => match switch
    {
        MatchClass.Exact => "exact",
        MatchClass.WithinADollar => "within a dollar",
        MatchClass.QualityDigits => "quality digits",
        MatchClass.RevenueNotPublished => "revenue not published",
        _ => "unexplained",
    };

    /// <summary>One character for a table that survives a black-and-white print.</summary>
    public static string Mark(this MatchClass match) => match switch
    {
        MatchClass.Exact => "=",
        MatchClass.WithinADollar => "$",
        MatchClass.QualityDigits => "q",
        MatchClass.RevenueNotPublished => "r",
        _ => "X",
    };
}
