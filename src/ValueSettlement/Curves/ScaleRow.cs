namespace ValueSettlement.Curves;

/// <summary>
/// One row of a <see cref="Scale"/>: linear between its own two ends, each with a value of its own. A row without an end on one side has
/// one value.
/// </summary>
/// <param name="From">Where the row begins; <see langword="null"/> for a first row without a beginning.</param>
/// <param name="To">Where the row ends; <see langword="null"/> for a last row without an end.</param>
/// <param name="AtFrom">The value at the beginning.</param>
/// <param name="AtTo">The value at the end: what the row tends to there, if the end belongs to the next row.</param>
/// <param name="FromIncluded">Whether the beginning belongs to this row. A row of whole numbers owns both of its ends.</param>
/// <param name="ToIncluded">Whether the end belongs to this row. A row of whole numbers owns both of its ends.</param>
public sealed record ScaleRow(decimal? From, decimal? To, decimal AtFrom, decimal AtTo, bool FromIncluded = true, bool ToIncluded = true)
{
    /// <summary>Whether the row has one value.</summary>
    internal bool IsFlat => From is null || To is null || AtFrom == AtTo;

    internal bool BeginsBy(Exact x) =>
        From is not { } from || (Exact.Compare(from, x) is var order && (order < 0 || (order == 0 && FromIncluded)));

    internal bool EndsFrom(Exact x) =>
        To is not { } to || (Exact.Compare(to, x) is var order && (order > 0 || (order == 0 && ToIncluded)));

    /// <summary>The value at x, which lies in the row, times a basis: everything is multiplied before the one division.</summary>
    internal Exact At(Exact x, Exact basis) =>
        IsFlat ? basis * AtFrom : Formulas.Interpolate(AtFrom, AtTo, From.GetValueOrDefault(), To.GetValueOrDefault(), x, basis);

    /// <summary>
    /// What a line computes the value for x from, in the order of <see cref="Operation.Stated"/> or <see cref="Operation.Interpolate"/>.
    /// </summary>
    internal Quantity[] Read(Quantity at, Unit unit) => IsFlat ? [Quantity.Of("value of the row", AtFrom, unit)] :
    [
        Quantity.Of("value at the row's beginning", AtFrom, unit), Quantity.Of("value at its end", AtTo, unit),
        Quantity.Of("beginning of the row", From.GetValueOrDefault(), at.Unit),
        Quantity.Of("end of the row", To.GetValueOrDefault(), at.Unit), at,
    ];

    /// <summary>Which row it is, as a line says it.</summary>
    /// <param name="unit">What the scale is read by.</param>
    internal string InWords(Unit unit)
    {
        var (from, to) = (Text(From, unit), Text(To, unit));
        return (from, to) switch
        {
            (null, null) => "The only row.",
            (null, _) => $"The row {(ToIncluded ? "up to" : "below")} {to}.",
            (_, null) => FromIncluded ? $"The row from {from} on." : $"The row above {from}.",
            _ => $"The row {(FromIncluded ? "from" : "above")} {from} to {(ToIncluded ? string.Empty : "below ")}{to}.",
        };
    }

    /// <summary>The row in invariant notation, such as <c>500 ≤ x ≤ 999: 0.122 to 0.087</c>.</summary>
    public override string ToString()
    {
        var value = NumberText.Number(AtFrom) + (AtFrom == AtTo ? string.Empty : " to " + NumberText.Number(AtTo));
        return $"{NumberText.Stretch(From, FromIncluded, To, ToIncluded)}: {value}";
    }

    private static string? Text(decimal? end, Unit unit) => end is { } number ? UnitText.Exact(number, unit) : null;
}
