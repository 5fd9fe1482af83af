namespace ValueSettlement;

/// <summary>One number of a table that a benchmark is built from: stated, computed with its lines, or absent for a reason. The default is
/// missing, never zero.</summary>
public readonly record struct ReportedCell
{
    private ReportedCell(decimal? value, Absence? absence, Figure? figure) => (Value, Absence, Computed) = (value, absence, figure);

    /// <summary>The number, or <see langword="null"/>.</summary>
    public decimal? Value { get; }

    /// <summary>Why there is no number; <see langword="null"/> for a number and for a cell that was simply not stated.</summary>
    public Absence? Absence { get; }

    /// <summary>The figure that the number comes from, if it was computed.</summary>
    public Figure? Computed { get; }

    /// <summary>A cell that should be there and is not.</summary>
    public static ReportedCell Missing => default;

    /// <summary>A stated number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator ReportedCell(decimal value) => new(value, null, null);

    /// <summary>A figure that was stated or computed elsewhere; its lines come along.</summary>
    /// <param name="figure">The figure.</param>
    public static implicit operator ReportedCell(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new(figure.Value, figure.Absence, figure);
    }

    /// <summary>A stated number.</summary>
    /// <param name="value">The number.</param>
    public static ReportedCell FromDecimal(decimal value) => value;

    /// <summary>A figure that was stated or computed elsewhere; its lines come along.</summary>
    /// <param name="figure">The figure.</param>
    public static ReportedCell FromFigure(Figure figure) => figure;

    /// <summary>A cell without a number, for a reason, for example a suppressed one.</summary>
    /// <param name="kind">Which of the five kinds of absence.</param>
    /// <param name="reason">One sentence for a person.</param>
    public static ReportedCell Absent(AbsenceKind kind, string reason) => new(null, new(kind, reason), null);

    /// <summary>The number in invariant notation, or why there is none.</summary>
    public override string ToString() => Value is { } value ? UnitText.Of(value, Unit.Factor) : Absence?.ToString() ?? "missing";

    /// <summary>The cell inside workings: lines of a computed figure first; a line of its own if there is no number, so that the reason is
    /// seen.</summary>
    internal Quantity ReadInto(Workings workings, Step step)
    {
        if (Value is null)
        {
            return workings.Absent(step, Absence ?? new(AbsenceKind.Missing, "not stated"));
        }

        return Computed is { } figure ? workings.Given(step, figure) : new(step.Label, Value, step.Unit);
    }
}
