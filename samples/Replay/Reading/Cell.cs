namespace ValueSettlement.Replay.Reading;

/// <summary>What a cell says. Only <see cref="Known"/> has a value; none of the others is zero.</summary>
internal enum CellKind
{
    /// <summary>The file has no such column, or the cell is empty.</summary>
    Blank,

    /// <summary>A value.</summary>
    Known,

    /// <summary>Withheld because too few people are behind it: "*".</summary>
    Suppressed,

    /// <summary>Nothing to say for this organisation: "-".</summary>
    NotApplicable,
}

/// <summary>One cell: what kind it is, its text, and the column's name for messages.</summary>
internal readonly record struct Cell(CellKind Kind, string Text, string Column)
{
    public bool IsKnown => Kind == CellKind.Known;

    public static Cell Of(string text, string column)
    {
        var trimmed = text.Trim().Trim('\uFEFF', '\u00A0').Trim();
        return new(KindOf(trimmed), trimmed, column);
    }

    /// <summary>Why there is no value, for a sentence: "is blank".</summary>
    public string Absence => Kind switch
    {
        CellKind.Suppressed => "is suppressed (*)",
        CellKind.NotApplicable => "is not applicable (-)",
        _ => "is blank",
    };

    // "nan", "null" and "." are what copies made with pandas, databases and SAS print for a blank.
    private static CellKind KindOf(string text) => text switch
    {
        "" or "." => CellKind.Blank,
        "*" => CellKind.Suppressed,
        "-" or "\u2013" or "\u2014" => CellKind.NotApplicable,
        _ when text.Equals("n/a", StringComparison.OrdinalIgnoreCase) || text.Equals("na", StringComparison.OrdinalIgnoreCase) =>
            CellKind.NotApplicable,
        _ when text.Equals("nan", StringComparison.OrdinalIgnoreCase) || text.Equals("null", StringComparison.OrdinalIgnoreCase) =>
            CellKind.Blank,
        _ => CellKind.Known,
    };
}
