namespace ValueSettlement.Population;

/// <summary>How many months of the window members were enrolled, column by column; asked for by
/// <see cref="AttributionRules.MinimumMonths"/>.</summary>
/// <remarks>The memory stays the caller's; it is read while a call runs, and not kept.</remarks>
public readonly record struct EnrolmentColumns
{
    /// <summary>Number of the member; each at most once.</summary>
    public required ReadOnlyMemory<uint> Beneficiary { get; init; }

    /// <summary>Months of the window, from 0 to as many as it has.</summary>
    public required ReadOnlyMemory<byte> Enrolled { get; init; }

    /// <summary>How many members.</summary>
    public int Count => Beneficiary.Length;

    /// <summary>How many members.</summary>
    public override string ToString() => FormattableString.Invariant($"months of {Count:#,##0} members");

    internal Dictionary<uint, byte> Months(AttributionRules rules)
    {
        if (Enrolled.Length != Count)
        {
            throw new SettlementException([new("column-length", "enrolment.enrolled", UnitText.Of(Enrolled.Length, Unit.Count),
                FormattableString.Invariant($"Every column has a value for each of the {Count:#,##0} rows of beneficiary."),
                "Complete the column.")]);
        }

        var (months, failures) = (new Dictionary<uint, byte>(Count), new RowFailures());
        for (var i = 0; i < Count; i++)
        {
            var (member, enrolled) = (Beneficiary.Span[i], Enrolled.Span[i]);
            var found = new List<Failure>();
            if (enrolled > rules.WindowMonths)
            {
                found.Add(new("months-range", FormattableString.Invariant($"enrolment[{i}].enrolled"),
                    FormattableString.Invariant($"{enrolled}"),
                    FormattableString.Invariant($"The window has {rules.WindowMonths} months."), "Count the months of the window."));
            }

            if (!months.TryAdd(member, enrolled))
            {
                found.Add(new("beneficiary-twice", FormattableString.Invariant($"enrolment[{i}].beneficiary"),
                    FormattableString.Invariant($"{member}"), "A member stands once, with all months.", "Add up the months of a member."));
            }

            if (found.Count > 0)
            {
                failures.Add(i, found);
            }
        }

        return failures.Any ? throw failures.Exception(Count) : months;
    }
}
