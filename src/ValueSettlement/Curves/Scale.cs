namespace ValueSettlement.Curves;

/// <summary>
/// A table from number to number: rows in order, each linear between its own two ends. Every end belongs to exactly one row, and what lies
/// outside all of them has no value: an open row says so where the first or last value goes on.
/// <code>value × basis = basis × (atFrom × (to − x) + atTo × (x − from)) ÷ (to − from)</code>
/// Not rounded; everything is multiplied before the one division. <see cref="Steps"/> and <see cref="Knots"/> make the rows of the two
/// usual kinds.
/// </summary>
/// <param name="Rows">The rows, ascending, without gap or overlap; 1 to 1,000.</param>
/// <param name="WholeNumbers">
/// Whether the scale is read by whole numbers (people): a row then begins one above the end of the row before. Otherwise it begins there,
/// and one of the two owns that number.
/// </param>
public sealed record Scale(ValueList<ScaleRow> Rows, bool WholeNumbers = false)
{
    /// <summary>The largest magnitude of an end or a value: 1,000,000,000.</summary>
    public const decimal Largest = 1_000_000_000m;

    internal const int MostRows = 1_000;

    /// <summary>The rows, ascending, without gap or overlap; 1 to 1,000.</summary>
    public ValueList<ScaleRow> Rows { get; init => field = Given.Of(value); } = Given.Of(Rows);

    /// <summary>
    /// A scale of steps: each value from its number on, that number included, to below the next one. Below the first there is none.
    /// </summary>
    /// <param name="steps">Where each step begins, ascending, and its value.</param>
    /// <exception cref="ArgumentException">There is no step, or they do not ascend.</exception>
    public static Scale Steps(params ReadOnlySpan<(decimal From, decimal Value)> steps)
    {
        var rows = new ScaleRow[steps.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (from, value) = steps[i];
            rows[i] = i + 1 < rows.Length ? new(from, steps[i + 1].From, value, value, ToIncluded: false) : new(from, null, value, value);
        }

        return new Scale(new ValueList<ScaleRow>(rows)).Checked();
    }

    /// <summary>A scale that is linear between knots. Outside the first and the last one there is no value.</summary>
    /// <param name="knots">The knots, ascending, and the value at each.</param>
    /// <exception cref="ArgumentException">There is no knot, or they do not ascend.</exception>
    public static Scale Knots(params ReadOnlySpan<(decimal At, decimal Value)> knots)
    {
        if (knots.Length == 1)
        {
            return new Scale([new(knots[0].At, knots[0].At, knots[0].Value, knots[0].Value)]).Checked();
        }

        var rows = new ScaleRow[Math.Max(knots.Length - 1, 0)];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new(knots[i].At, knots[i + 1].At, knots[i].Value, knots[i + 1].Value, ToIncluded: i + 2 == knots.Length);
        }

        return new Scale(new ValueList<ScaleRow>(rows)).Checked();
    }

    /// <summary>The scale with one value for everything below its first row.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The scale is not sound, or has a value there already.</exception>
    public Scale Below(decimal value)
    {
        var first = Checked().Rows[0];
        var below = new ScaleRow(null, first.From - Step, value, value, ToIncluded: WholeNumbers || !first.FromIncluded);
        return (this with { Rows = [below, .. Rows] }).Checked();
    }

    /// <summary>The scale with one value for everything above its last row.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The scale is not sound, or has a value there already.</exception>
    public Scale Above(decimal value)
    {
        var last = Checked().Rows[^1];
        var above = new ScaleRow(last.To + Step, null, value, value, FromIncluded: WholeNumbers || !last.ToIncluded);
        return (this with { Rows = [.. Rows, above] }).Checked();
    }

    /// <summary>The value for a number, not rounded; <see langword="null"/> outside the rows.</summary>
    /// <param name="x">The number.</param>
    /// <exception cref="ArgumentException">The scale is not sound.</exception>
    public decimal? At(decimal x) => Checked().RowAt(x) is { } row ? Formulas.Unsigned(row.At(x, Exact.One)) : null;

    /// <summary>Everything that is wrong with the scale; nothing for a sound one.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>The rows in invariant notation.</summary>
    public override string ToString() => (WholeNumbers ? "whole numbers; " : string.Empty) + string.Join("; ", Rows);

    /// <summary>The row that a number lies in, of a sound scale; nothing outside all of them.</summary>
    internal ScaleRow? RowAt(Exact x)
    {
        var rows = Rows.AsSpan();
        var (begun, end) = (0, rows.Length);
        while (begun < end)
        {
            var middle = (begun + end) / 2;
            if (rows[middle].BeginsBy(x))
            {
                begun = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return begun > 0 && rows[begun - 1].EndsFrom(x) ? rows[begun - 1] : null;
    }

    /// <summary>The greatest value, of a sound scale.</summary>
    internal decimal Greatest => Rows.Count == 0 ? 0m : Rows.Max(static row => Math.Max(row.AtFrom, row.AtTo));

    /// <summary>Why a number outside the rows has no value.</summary>
    internal string Outside(decimal x, Unit unit) =>
        Rows[0].From is { } first && !Rows[0].BeginsBy(x) ? $"the scale begins at {UnitText.Exact(first, unit)}"
        : Rows[^1].To is { } last && !Rows[^1].EndsFrom(x) ? $"the scale ends at {UnitText.Exact(last, unit)}"
        : "the scale is one of whole numbers";

    /// <summary>The scale, if it is sound.</summary>
    internal Scale Checked()
    {
        var failures = Validate();
        return failures.Count == 0 ? this : throw new ArgumentException($"The scale is not sound. {failures[0]}");
    }

    internal void Validate(string path, List<Failure> failures)
    {
        if (Rows.Count is 0 or > MostRows)
        {
            failures.Add(new("scale-rows", Paths.Join(path, "rows"), UnitText.Of(Rows.Count, Unit.Count),
                "A scale has 1 to 1,000 rows.", "Write the rows of the contract's table."));
            return;
        }

        for (var i = 0; i < Rows.Count; i++)
        {
            ValidateRow(Rows[i], Paths.Item(path, "rows", i), failures);
            if (i > 0 && !Follows(Rows[i - 1], Rows[i]))
            {
                failures.Add(new("scale-order", Paths.Item(path, "rows", i), Rows[i].ToString(),
                    $"The rows of a scale follow each other without gap or overlap (the row before is {Rows[i - 1]}).",
                    WholeNumbers ? "Begin each row one above the end of the row before."
                        : "Begin each row where the row before ends, and let one of the two own that number."));
            }
        }
    }

    /// <summary>Says of each row whose values are not those that the use of the scale allows.</summary>
    internal void ValidateValues(string path, decimal least, decimal greatest, string rule, List<Failure> failures)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            var (low, high) = (Math.Min(Rows[i].AtFrom, Rows[i].AtTo), Math.Max(Rows[i].AtFrom, Rows[i].AtTo));
            if (low < least || high > greatest)
            {
                failures.Add(new("scale-values", Paths.Item(path, "rows", i), Rows[i].ToString(), rule,
                    "Write rates as fractions: 0.5 for 50 %."));
            }
        }
    }

    private decimal Step => WholeNumbers ? 1m : 0m;

    private bool Follows(ScaleRow before, ScaleRow row) => before.To is { } to && row.From is { } from
        && (WholeNumbers ? from - to == 1m : from == to && before.ToIncluded != row.FromIncluded);

    private void ValidateRow(ScaleRow row, string path, List<Failure> failures)
    {
        ValidateRange(row.From, path, "from", failures);
        ValidateRange(row.To, path, "to", failures);
        ValidateRange(row.AtFrom, path, "atFrom", failures);
        ValidateRange(row.AtTo, path, "atTo", failures);
        if (row.From > row.To || (row.From == row.To && row.From is not null && !(row.FromIncluded && row.ToIncluded)))
        {
            failures.Add(new("scale-order", path, row.ToString(), "A row of a scale holds at least one number.",
                "Let it end at or above its beginning."));
        }

        if (row.AtFrom != row.AtTo && (row.From is null || row.To is null || row.From == row.To))
        {
            failures.Add(new("scale-ends", path, row.ToString(), "A row without an end, or of one number, has one value.",
                "Write the same value at both ends."));
        }

        if (WholeNumbers && !(IsWhole(row.From, row.FromIncluded) && IsWhole(row.To, row.ToIncluded)))
        {
            failures.Add(new("scale-whole", path, row.ToString(),
                "In a scale of whole numbers a row begins and ends at whole numbers and owns both.",
                "Write the first and the last number of the row, both included."));
        }
    }

    private static bool IsWhole(decimal? end, bool included) => end is not { } number || (included && decimal.IsInteger(number));

    private static void ValidateRange(decimal? number, string path, string member, List<Failure> failures)
    {
        if (number is < -Largest or > Largest)
        {
            failures.Add(new("scale-range", Paths.Join(path, member), NumberText.Number(number.Value),
                "Ends and values of a scale lie between -1,000,000,000 and 1,000,000,000.", "Check the units of the table."));
        }
    }
}

/// <summary>Scales in workings.</summary>
public static class ScaleExtensions
{
    /// <summary>What a scale gives for x; absent, with the reason, outside its rows. The line says which row it was.</summary>
    /// <param name="workings">The workings that get the line.</param>
    /// <param name="step">What the result is called.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="at">x.</param>
    /// <exception cref="ArgumentException">The scale is not sound.</exception>
    public static Quantity Lookup(this Workings workings, Step step, Scale scale, Quantity at)
    {
        ArgumentNullException.ThrowIfNull(workings);
        ArgumentNullException.ThrowIfNull(scale);
        if (at.Value is not { } x)
        {
            return workings.Absent(step, new(AbsenceKind.NotCalculable, at.Absence?.Reason ?? $"{at.Name} was not stated."));
        }

        if (scale.Checked().RowAt(x) is not { } row)
        {
            return workings.Absent(step, new(AbsenceKind.NotApplicable, $"There is no value for {at}: {scale.Outside(x, at.Unit)}."));
        }

        var found = workings.Write(step, row.IsFlat ? Operation.Stated : Operation.Interpolate, row.Read(at, step.Unit));
        workings.Remark(row.InWords(at.Unit));
        return found;
    }
}
