namespace ValueSettlement.Replay.Settling;

/// <summary>How a settlement compares with the published payment. There are no other classes.</summary>
internal enum MatchClass
{
    /// <summary>Equal when rounded to the digits of the file.</summary>
    Exact,

    /// <summary>Explained because the published difference, and of a loss the published relief, is itself rounded to a dollar.</summary>
    WithinADollar,

    /// <summary>At most a cent apart: the published amounts that it is computed from are themselves rounded to a cent.</summary>
    WithinACent,

    /// <summary>The published payment lies between the payments at the two ends of the published quality score's rounding interval, give or
    /// take a dollar.</summary>
    QualityDigits,

    /// <summary>A loss that participants' revenue limits, which no file publishes: less is owed than the loss rate and the benchmark limit
    /// give.</summary>
    RevenueNotPublished,

    /// <summary>Shared savings are published and agree, and nothing is paid of them: the cause is not in the file.</summary>
    NotPaid,

    /// <summary>Everything else.</summary>
    Unexplained,
}

/// <summary>The classes in words.</summary>
internal static class MatchClasses
{
    public static readonly IReadOnlyList<MatchClass> SharedSavings =
        [MatchClass.Exact, MatchClass.WithinADollar, MatchClass.QualityDigits, MatchClass.RevenueNotPublished, MatchClass.Unexplained];

    public static readonly IReadOnlyList<MatchClass> Reach =
        [MatchClass.Exact, MatchClass.WithinACent, MatchClass.NotPaid, MatchClass.Unexplained];

    /// <summary>The classes whose rows are listed with a reason, the worst first.</summary>
    public static readonly IReadOnlyList<MatchClass> Listed = [MatchClass.Unexplained, MatchClass.NotPaid, MatchClass.RevenueNotPublished];

    public static string InWords(this MatchClass match) => match switch
    {
        MatchClass.Exact => "exact",
        MatchClass.WithinADollar => "within a dollar",
        MatchClass.WithinACent => "within a cent",
        MatchClass.QualityDigits => "quality digits",
        MatchClass.NotPaid => "not paid, cause not published",
        MatchClass.RevenueNotPublished => "revenue not published",
        _ => "unexplained",
    };

    /// <summary>One character for a table that survives a black-and-white print.</summary>
    public static string Mark(this MatchClass match) => match switch
    {
        MatchClass.Exact => "=",
        MatchClass.WithinADollar => "$",
        MatchClass.WithinACent => "c",
        MatchClass.QualityDigits => "q",
        MatchClass.NotPaid => "n",
        MatchClass.RevenueNotPublished => "r",
        _ => "X",
    };
}
