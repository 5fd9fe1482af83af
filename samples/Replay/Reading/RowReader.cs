namespace ValueSettlement.Replay.Reading;

/// <summary>Typed cells of one row. A value that cannot be read is a problem with row, column, value and remedy; a value that is not there
/// is never zero.</summary>
internal sealed class RowReader(Sheet sheet, int row, ProblemList problems)
{
    public const decimal LargestAmount = 1_000_000_000_000m;

    public int Number => sheet.NumberOf(row);

    public string File => sheet.File;

    public Cell Get(Field field) => sheet.Get(row, field);

    public bool Has(Field field) => Get(field).Kind != CellKind.Blank;

    public void Report(Cell cell, string rule, string remedy) => problems.Add(Number, cell.Column, cell.Text, rule, remedy);

    /// <summary>An amount of money.</summary>
    public Published Amount(Field field) =>
        Read(field, "An amount is a number such as 1234567, 1,234,567 or $1234567.89 within a trillion dollars.",
        static n => Math.Abs(n.Value) <= LargestAmount && !n.HasPercentSign ? (n.Value, n.Decimals) : null);

    /// <summary>A headcount.</summary>
    public Published Count(Field field) => Read(field, "A headcount is a whole number from 1 to 10,000,000.",
        static n => n.Value is >= 1m and <= 10_000_000m && n.Decimals == 0 && !n.HasPercentSign ? (n.Value, 0) : null);

    /// <summary>Months of all beneficiaries together.</summary>
    public Published Months(Field field) => Read(field, "Months are a number from 0 to 100,000,000.",
        static n => n.Value is >= 0m and <= 100_000_000m && !n.HasPercentSign ? (n.Value, n.Decimals) : null);

    /// <summary>
    /// A percentage as a fraction, for information only: 2, 2.0 and 2% are all printed for 2 %. What cannot be read is no reason to refuse
    /// the file.
    /// </summary>
    public Published Percent(Field field)
    {
        var cell = Get(field);
        return Peek(field) is { } percent
            ? new(CellKind.Known, percent.Value / 100m, percent.Decimals + 2, cell.Column)
            : new(cell.IsKnown ? CellKind.Blank : cell.Kind, 0m, 0, cell.Column);
    }

    /// <summary>
    /// A minimum savings rate as a fraction, whatever its scale: 0.0237, 2.37, 2.37% and 0.0237% are all printed for 2.37 %.
    /// The elections are 0, 0.5, 1, 1.5 and 2 %, the table runs from 2 % to about 25 %, so a number up to 0.3 is a fraction and a larger
    /// one is in percent, with or without a sign.
    /// </summary>
    public Published MinimumRate(Field field) => Read(field, "A minimum savings rate lies between 0 and 30 %.",
        static n => n.Value is >= 0m and <= 0.3m ? (n.Value, n.Decimals) : n.Value is > 0.3m and <= 30m ? (n.Value / 100m, n.Decimals + 2)
            : null);

    /// <summary>A rate as a fraction, for information only: above 1.5 it is in percent. What cannot be read is no reason to refuse the
    /// file.</summary>
    public Published Rate(Field field)
    {
        var cell = Get(field);
        return Peek(field) switch
        {
            null => new(cell.IsKnown ? CellKind.Blank : cell.Kind, 0m, 0, cell.Column),
            { } rate when rate.HasPercentSign || rate.Value > 1.5m =>
                new(CellKind.Known, rate.Value / 100m, rate.Decimals + 2, cell.Column),
            { } rate => new(CellKind.Known, rate.Value, rate.Decimals, cell.Column),
        };
    }

    /// <summary>A number that is looked at and not relied on; null if there is none or it cannot be read.</summary>
    public Numeral? Peek(Field field) => Get(field) is { IsKnown: true } cell ? Numeral.Parse(cell.Text) : null;

    /// <summary>A yes-or-no flag; null if the file does not say.</summary>
    public bool? Flag(Field field)
    {
        var cell = Get(field);
        if (!cell.IsKnown)
        {
            return null;
        }

        switch (cell.Text.ToUpperInvariant())
        {
            case "1" or "1.0" or "Y" or "YES" or "TRUE":
                return true;
            case "0" or "0.0" or "N" or "NO" or "FALSE":
                return false;
            default:
                Report(cell, "A flag is 1 or 0.", "Write 1 for yes and 0 for no.");
                return null;
        }
    }

    /// <summary>A number, interpreted or refused by <paramref name="read"/>.</summary>
    public Published Read(Field field, string rule, Func<Numeral, (decimal Value, int Decimals)?> read)
    {
        var cell = Get(field);
        if (!cell.IsKnown)
        {
            return new(cell.Kind, 0m, 0, cell.Column);
        }

        if (Numeral.Parse(cell.Text) is { } numeral && read(numeral) is { } number)
        {
            return new(CellKind.Known, number.Value, number.Decimals, cell.Column);
        }

        Report(cell, rule, "Correct the cell, or write * if the value is suppressed and - if it does not apply.");
        return new(CellKind.Blank, 0m, 0, cell.Column);
    }

    /// <summary>Reports a value that every row must have and this one leaves blank. Suppressed (*) and not applicable (-) are answers;
    /// blank is not.</summary>
    public void Require(Published value)
    {
        if (value.Kind == CellKind.Blank && !HasText(value.Column))
        {
            problems.Add(Number, value.Column, string.Empty, "The cell is blank, and nothing can be settled without it.",
                "Fill it in, or write * if the value is suppressed.");
        }
    }

    // A cell that was reported as unreadable comes back as blank; it is reported once.
    private bool HasText(string column) => FieldNames.Of(column).Any(known => Get(known.Field).IsKnown);
}
